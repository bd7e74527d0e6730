#include "extractors/programme_details.hpp"

#include <algorithm>
#include <cstdio>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/dates.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;

// What is told of it is told here, in an entry or a sentence of its own.
bool told_apart(const Found& programme) {
  const std::string& rule = programme.facts.front().rule;
  return rule == "programmes.listed@1" || rule == "programmes.told@1" || rule == "programmes.scoped@1";
}

void fact(Found& found, std::string field, Value value, Range where, double confidence, const std::string& rule) {
  Fact f{std::move(field), std::move(value), where, {}, confidence, rule, Status::stated};
  found.facts.push_back(std::move(f));
}

// « (2020-2022) » that holds the year and goes beyond it; empty for none.
Range running_period(const Document& document, int year, Range where) {
  const Range folded = document.text.to_folded(where);
  const std::string_view f = folded.of(document.text.folded);
  const auto number = [&](std::size_t at) {
    int n = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
      if (i >= f.size() || f[i] < '0' || f[i] > '9') return 0;
      n = n * 10 + (f[i] - '0');
    }
    return n;
  };
  for (std::size_t at = f.find('('); at != std::string_view::npos; at = f.find('(', at + 1)) {
    const int from = number(at + 1);
    if (from == 0 || at + 10 >= f.size() || f[at + 5] != '-' || f[at + 10] != ')') continue;
    if (from <= year && number(at + 6) > year) return document.text.to_reading({folded.begin + at + 1, folded.begin + at + 10});
  }
  return {};
}

// What happens once: « Stage de printemps », « Séjour dans le Queyras ».
bool happens_once(std::string_view f) {
  for (const std::string_view word : {"stage", "stages", "sejour", "camp", "voyage", "classe", "concours", "festival", "fete", "tournoi", "concert", "exposition", "sortie", "soiree", "nuit", "journee", "journees", "week-end", "chantier", "excursion", "spectacle", "salon", "bourse",
                                      "tour", "challenge", "regate", "repas", "banquet", "carnaval", "brocante", "braderie", "marche", "gouter", "veillee", "criterium", "arbre", "kermesse", "loto", "bal", "assises", "rallye", "gala", "cross", "tombola", "vide-grenier", "cartopartie", "congres", "colloque", "forum", "visite", "randonnee", "semaine", "conference", "formation", "session"})
    if (contains_word(f, word)) return true;
  return false;
}

// « Loto : le 20 novembre », « du 12 au 16 octobre »: a day whose year is not said.
struct Day {
  int month = 0;
  Range where;
};
Day day_without_year(const Document& document, Range text) {
  static const Regex form("(?<![\\d/.] )\\b\\d{1,2}(?:er)?(?: (?:au|et) (?:le )?\\d{1,2}(?:er)?)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\\b(?! (?:18|19|20)\\d\\d)");
  const Range folded = document.text.to_folded(text);
  const std::string_view f = folded.of(document.text.folded).substr(0, 400);
  RegexHit hit;
  if (!form.search(f, hit)) return {};
  const auto date = extract::find_date(hit.whole().of(f), 2000);  // any year: its month is asked
  if (!date) return {};
  return {std::stoi(date->date.substr(5, 2)), document.text.to_reading(hit.whole().after(folded.begin))};
}

// How an entry stands by the dates it gives, against that of the document: « du 24 au 28 octobre 2022 » told of in September.
std::string dated_status(const Document& document, const MoneyContext& context, Range text, Range name, Range& proof) {
  if (context.year == 0) return {};
  const Range folded = document.text.to_folded(text);
  const std::string_view f = folded.of(document.text.folded).substr(0, 400);
  std::string last;
  for (const extract::DateFound& found : extract::find_dates(f)) {
    const std::string_view before = f.substr(found.range.begin > 16 ? found.range.begin - 16 : 0, std::min<std::size_t>(found.range.begin, 16));
    if (found.two_digit_year || contains_any(before, {"depuis", "lanc", "ouvert", "cree", "ne en", "demarr", "repris", "jusqu", "avant", "convention", "vote", "reunion", "assemblee"})) return {};
    if (found.date <= last) continue;
    last = found.date.substr(0, 7);
    proof = document.text.to_reading({folded.begin + found.range.begin, folded.begin + found.range.end});
  }
  // « du 12 au 16 octobre », told of in November or in the report of the year
  if (const Day day = last.empty() ? day_without_year(document, text) : Day{}; day.month != 0 && happens_once(document.text.fold(name))) {
    proof = day.where;
    if (context.report || (context.month != 0 && day.month < context.month)) return "ended";
    // Under « Ce qu'on a fait », « Bilan de l'année » it is over.
    static const Regex over("(?:nous avons|on a) fait|ce qui (?:a ete fait|s'est passe)|ecoulee|passee?s?\\b|bilan|retour sur|realise|rapport d'activite");
    if (const int at = document.structure.block_at(name.begin); at >= 0)
      if (const int parent = document.structure.blocks[static_cast<std::size_t>(at)].parent; parent >= 0 && over.found(document.structure.blocks[static_cast<std::size_t>(parent)].folded.of(document.text.folded))) return "ended";
    static const Regex past("\\b(?:a|ont) (?!lieu)[a-z]+(?:e|i|u|t)e?s?\\b|\\b(?:personnes|visiteurs|participants|spectateurs|coureurs|doublettes|equipes)\\b|\\b(?:etait|etaient|fut)\\b|succes|s'est |recette|reussi|comme l'an dernier");
    return context.month != 0 && day.month > context.month && day.month <= context.month + 6 && !past.found(f) ? "planned" : "";
  }
  if (last.empty()) return {};
  char now[16];
  const bool dated = !context.report && context.month > 0;
  std::snprintf(now, sizeof now, "%04d-%02d", context.year, dated ? context.month : 12);
  if (last > now) return "planned";
  return (dated ? last < now : context.report) && happens_once(document.text.fold(name)) ? "ended" : "";
}

// How an entry stands by the tense of what is said of it: « L'Office équipera 900 logements », « Elle accueille 14 enfants ».
std::string_view told_by_tense(const Document& document, Range text, Range name, Range& proof) {
  static const Regex ahead("\\b(?!(?:opera|camera|caldera|sera pas|aura pas|continuera|poursuivra|restera|reprendra|demeurera|durera|refera|referons|reprendrons|continuerons|recommencerons|attendra|attendront|reviendra|gardera)\\b)[a-z]{2,}(?:er|ir|dr|tr|vr)(?:a|ont|ons)\\b");
  static const Regex present("\\b(?:accueille|reunit|propose|fonctionne|tourne|permet|rassemble|anime|organise|intervient|visite|recoit|aide|accompagne|distribue|se tient|a lieu|se retrouve|se reunit|vient|fait le plein|affiche complet|dure|reste)(?:nt)?\\b");
  const Range folded = document.text.to_folded({std::max(text.begin, name.end), std::max(text.end, name.end)});
  const std::string_view f = folded.of(document.text.folded).substr(0, 320);
  RegexHit future, now;
  const bool later = ahead.search(f, future), runs = present.search(f, now);
  if (!later && !runs) return {};
  const RegexHit& first = later && (!runs || future.whole().begin < now.whole().begin) ? future : now;
  proof = document.text.to_reading(first.whole().after(folded.begin));
  return &first == &future ? "planned" : "ongoing";
}

void add_status(const Document& document, const MoneyContext& context, const std::vector<Range>& texts, bool running, Found& programme) {
  std::string status;
  Range proof;
  for (const Range text : texts)
    for (const std::string_view family : {"programmes.status", "programmes.standing"})
    for (const extract::Match* match : document.matches.within(family, text)) {
      // Looser words count in an entry of a list, and in the first ones under a heading.
      if (family == "programmes.standing" && (!status.empty() || (!told_apart(programme) && (programme.facts.front().rule != "programmes.heading@1" || match->range.begin > text.begin + 300)))) continue;
      const std::string said = match->has("ended") ? "ended" : match->has("planned") ? "planned" : match->has("starting") ? "starting" : "ongoing";
      // Still running, in a new round: what ended was a part of it.
      if (status.empty() || (said == "ongoing" && status == "ended")) status = said, proof = match->range;
    }
  // « (2020-2022) » in a text of 2021.
  if (status.empty() && context.year != 0)
    for (const Range text : texts)
      if (const Range span = running_period(document, context.year, text); !span.empty()) { status = "ongoing", proof = span; break; }
  if (status.empty() && told_apart(programme))
    if (Range dates; !texts.empty()) {
      status = dated_status(document, context, texts.front(), programme.anchor, dates);
      if (!status.empty()) proof = dates;
    }
  // It took place, and the next one is planned: it goes on.
  static const Regex before("\\b(?:a|ont) (?:de nouveau |encore |a nouveau )?(?:reuni|rassemble|attire|accueilli|rapporte|eu lieu|compte|vendu|fait le plein|connu|touche|reuni|mobilise|sillonne|visite)\\b|\\bs'est (?:tenue?|deroulee?)\\b|\\b(?:prochaine|nouvelle) edition\\b");
  if (status == "planned")
    for (const Range text : texts)
      if (const std::string_view f = document.text.fold(text); f.size() < 900 && before.found(f)) status = "ongoing";
  if (status.empty() && !texts.empty() && (told_apart(programme) || programme.facts.front().rule == "programmes.heading@1"))
    status = told_by_tense(document, texts.front(), programme.anchor, proof);
  if (running && (status.empty() || status == "ended")) status = "ongoing", proof = programme.anchor;
  if (!status.empty()) fact(programme, "status", status, proof, 0.8, "programmes.status@1");
}

// A cell or a line that says nothing but how something stands: « en cours », « achevé », « reconduit en 2020 », « démarrage en mai ».
std::string_view stand_of(const Document& document, const MoneyContext& context, Range where) {
  if (where.empty()) return {};
  static const Regex form(
      "(?<planned>\\ba venir\\b|\\bprevue?s?\\b|\\bprojete|\\bprochain|\\ben projet\\b|\\bidee\\b|\\ben preparation\\b|\\ba l'etude\\b|\\breporte|\\bdemarrage\\b|\\bouverture\\b|\\bdemarrera|\\blancement\\b)|"
      "(?<ended>\\btermine|\\bachev|\\bfini(?:e|s|es)?\\b|\\barrete|\\bclos(?:e|es)?\\b|\\bcloture|\\babandonn|\\bsolde)|"
      "(?<starting>\\bdemarre|\\blance(?:e|s|es)?\\b|\\bdebute|\\bnouve(?:au|lle)\\b|\\bouvert)|"
      "(?<ongoing>\\ben cours|\\bse poursui|\\bcontinu|\\breconduit|\\bpermanent|\\bdepuis\\b|\\bregulier|\\bannuel|\\bchaque\\b|\\bactif|\\bactive)");
  const std::string_view f = document.text.fold(where);
  RegexHit hit;
  if (f.size() > 90 || !form.search(f, hit)) return {};
  if (form.group(hit, "ended")) return "ended";
  if (form.group(hit, "starting")) {
    // « lancé en 2017 » in a paper of 2020 runs by now
    const std::vector<int> years = years_in(f);
    return !years.empty() && context.year != 0 && years.back() < context.year ? "ongoing" : "starting";
  }
  return form.group(hit, "planned") ? "planned" : "ongoing";
}

// Every year of such a cell.
void add_bare_years(const Document& document, Range where, std::vector<int>& known, Found& programme) {
  const Range folded = document.text.to_folded(where);
  const std::string_view f = folded.of(document.text.folded);
  for (const int year : years_in(f)) {
    if (std::find(known.begin(), known.end(), year) != known.end()) continue;
    const std::size_t at = f.find(std::to_string(year));
    known.push_back(year);
    fact(programme, "years[]", static_cast<std::int64_t>(year), at == std::string_view::npos ? where : document.text.to_reading({folded.begin + at, folded.begin + at + 4}), 0.82, "programmes.years@1");
  }
}

void add_years(const Document& document, const MoneyContext& context, Range where, std::vector<int>& known, Found& programme) {
  const Range folded_range = document.text.to_folded(where);
  std::string without_urls(folded_range.of(document.text.folded).substr(0, 1500));
  for (std::size_t at = without_urls.find("http"); at != std::string::npos; at = without_urls.find("http", at))
    for (; at < without_urls.size() && without_urls[at] != ' ' && without_urls[at] != '\n' && without_urls[at] != '>'; ++at) without_urls[at] = '/';
  for (const int year : years_in(without_urls)) {
    if (std::find(known.begin(), known.end(), year) != known.end()) continue;
    const std::size_t at = without_urls.find(std::to_string(year));
    const bool since = at > 6 && without_urls.compare(at - 7, 6, "depuis") == 0;
    if (context.year != 0 && (year > context.year + 2 || year < context.year - (since ? 40 : 5))) continue;
    // « en 2017 », « mars 2018 », « l'édition 2019 »: a year that places something.
    const std::string_view before = std::string_view(without_urls).substr(at > 14 ? at - 14 : 0, at > 14 ? 14 : at);
    // « (2018-2021) ».
    const bool bracketed = (at > 0 && without_urls[at - 1] == '(' && at + 9 < without_urls.size() && without_urls[at + 4] == '-' && without_urls[at + 9] == ')') ||
                           (at > 5 && without_urls[at - 1] == '-' && without_urls[at - 6] == '(' && without_urls[at + 4] == ')');
    const auto digits = [&](std::size_t from) { return from + 4 <= without_urls.size() && std::all_of(without_urls.begin() + static_cast<std::ptrdiff_t>(from), without_urls.begin() + static_cast<std::ptrdiff_t>(from + 4), [](char c) { return c >= '0' && c <= '9'; }); };
    const bool spans = (at + 9 <= without_urls.size() && without_urls[at + 4] == '-' && digits(at + 5)) || (at > 5 && without_urls[at - 1] == '-' && digits(at - 5));
    // « de 2020 à 2022 »
    const bool stretch = (at > 2 && without_urls.compare(at - 3, 3, "de ") == 0 && without_urls.compare(at + 4, 3, " a ") == 0 && digits(at + 7)) || (at > 10 && without_urls.compare(at - 3, 3, " a ") == 0 && digits(at - 7) && without_urls.compare(at - 10, 3, "de ") == 0);
    // « (2019) », « Rencontres, 2021 : »
    const std::size_t sign = at == 0 ? std::string::npos : without_urls.find_last_not_of(' ', at - 1);
    const bool set_apart = told_apart(programme) && sign != std::string::npos && std::string_view("(,:-").find(without_urls[sign]) != std::string_view::npos && (at + 4 >= without_urls.size() || std::string_view(") ,;:.\n-").find(without_urls[at + 4]) != std::string_view::npos);
    const bool of_name = where.begin + at < programme.anchor.end && where.begin <= programme.anchor.begin && programme.anchor.begin - where.begin < 8;
    if (!bracketed && !set_apart && !(spans && told_apart(programme)) && !of_name && !stretch && !contains_any(before, {"en ", "en\n", "depuis ", "depuis\n", "fin ", "debut ", "ete ", "automne ", "printemps ", "hiver ", "janvier ", "fevrier ", "mars ", "avril ", "mai ", "juin ", "juillet ", "aout ", "septembre ", "octobre ", "novembre ", "decembre ", "edition ", "annee ", "jusqu'a ", "des "}))
      continue;
    known.push_back(year);
    fact(programme, "years[]", static_cast<std::int64_t>(year), document.text.to_reading({folded_range.begin + at, folded_range.begin + at + 4}), 0.75, "programmes.years@1");
  }
}

// A cell « 2017-2021 », « de 2021 à 2023 »: the years between too.
void add_years_between(const Document& document, Range where, std::vector<int>& known, Found& programme) {
  static const Regex span("\\b(?<from>(?:19|20)\\d\\d)(?: ?- ?| a | au )(?<to>(?:19|20)\\d\\d)\\b");
  const Range folded = document.text.to_folded(where);
  const std::string_view f = folded.of(document.text.folded).substr(0, 900);
  const auto holds = [&](int year) { return std::find(known.begin(), known.end(), year) != known.end(); };
  RegexHit hit;
  for (std::size_t at = 0; span.search(f, at, hit); at = hit.whole().end) {
    const int from = std::stoi(std::string(span.text(f, hit, "from"))), to = std::stoi(std::string(span.text(f, hit, "to")));
    if (!holds(to) || !holds(from) || to - from < 2 || to - from > 6) continue;
    for (int year = from + 1; year < to; ++year) {
      if (holds(year)) continue;
      known.push_back(year);
      fact(programme, "years[]", static_cast<std::int64_t>(year), document.text.to_reading(hit.whole().after(folded.begin)), 0.72, "programmes.years@1");
      programme.facts.back().status = Status::derived;
    }
  }
}

// Words of names without articles, so that « la Ville de Brest » and « Ville de Brest » are one.
std::string key_of(std::string_view folded) {
  std::string key;
  for (const std::string_view lead : {"la ", "le ", "les ", "l'"})
    if (folded.substr(0, lead.size()) == lead) folded.remove_prefix(lead.size());
  for (const char c : folded)
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
  return key;
}

void add_partners(const Document& document, const MoneyContext& context, Range where, Range cell, std::vector<std::string>& known, Found& programme) {
  const bool listed = told_apart(programme);
  std::vector<const extract::Match*> matches = document.matches.within("programmes.partners", where);
  // Under a heading, whom its first words name.
  const bool headed = programme.facts.front().rule == "programmes.heading@1";
  if (listed || headed)
    for (const extract::Match* match : document.matches.within("programmes.joined", where))
      if (listed || match->range.begin < where.begin + 200) matches.push_back(match);
  const auto add = [&](Range list, bool funder, double confidence, const std::string& rule) {
    // « Partenaires : A, B » over « Budget 2020 : … »: the last line is a label of its own.
    const std::string_view behind = std::string_view(document.text.reading).substr(std::min(list.end, document.text.reading.size()), 4);
    if (const std::size_t line = list.of(document.text.reading).rfind('\n'); line != std::string_view::npos && line > 0 && behind.substr(0, behind.find_first_not_of(" \xC2\xA0")).size() < 3 && behind.find(':') < 3) list.end = list.begin + line;
    // « avec Entreprendre pour Apprendre »: what goes on with a capital is of the name.
    static const Regex body("\\b(?:fonds|agence(?: [a-z]+)?|fondation|association|institut|centre|comite|ligue|union|syndicat|maison|office)$");
    for (const std::string_view link : {" pour ", " dans ", " qui "})
      if (document.text.reading.compare(list.end, link.size(), link) == 0 && (normalise::upper_letter_at(document.text.reading, list.end + link.size()) || (link == " pour " && body.found(document.text.fold(list))))) {
        const std::size_t stop = first_of(document.text.reading, ".,;:(\n", list.end + link.size());
        if (stop != std::string::npos && stop - list.end < 50) list.end = stop;
        break;
      }
    for (const Range name : names_in(document, list)) {
      if (plain(document, name) == context.organisation) continue;
      std::string key = (funder ? "f" : "p") + key_of(document.text.fold(name));
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      known.push_back(std::move(key));
      fact(programme, funder ? "funders[]" : "partners[]", plain(document, name), name, confidence, rule);
    }
  };
  for (const extract::Match* match : matches) add(match->has("funders") ? match->group("funders") : match->group("partners"), match->has("funders"), match->rule->confidence, match->rule->tag());
  if (!cell.empty()) add(cell, false, 0.82, "programmes.listed@1");
}

bool add_address(const Document& document, Range where, Found& programme) {
  const Range folded_range = document.text.to_folded(where);
  const std::string_view words = folded_range.of(document.text.folded);
  std::size_t link = words.find("http");
  if (link == std::string_view::npos) link = words.find("www.");
  if (link == std::string_view::npos) return false;
  std::size_t end = link;
  while (end < words.size() && words[end] != ' ' && words[end] != '\n' && words[end] != '>' && words[end] != ')' && words[end] != '\t') ++end;
  const Range range = trim_range(document.text.reading, document.text.to_reading({folded_range.begin + link, folded_range.begin + end}), ".,;");
  fact(programme, "url", plain(document, range), range, 0.8, "programmes.url@1");
  return true;
}

}  // namespace

void add_programme_details(const Document& document, const MoneyContext& context, const std::vector<Range>& where, const ProgrammeCandidate& candidate, Found& programme) {
  // « mai 2022 · terminé » on a line of its own below the title
  Range stand = candidate.stand, when = candidate.when;
  if (stand.empty() && when.empty() && programme.anchor.end < document.text.reading.size()) {
    const std::string& text = document.text.reading;
    const std::size_t line = text.find_first_not_of(" \n", text.find('\n', programme.anchor.end));
    const std::size_t end = line == std::string::npos ? line : std::min(text.find('\n', line), text.size());
    if (end != std::string::npos && line - programme.anchor.end < 6 && end - line > 4 && end - line < 50 && text[end - 1] != '.' && !stand_of(document, context, {line, end}).empty()) stand = when = Range{line, end};
  }
  if (const std::string_view said = stand_of(document, context, stand); !said.empty()) fact(programme, "status", std::string(said), stand, 0.85, "programmes.stand@1");
  else add_status(document, context, where, candidate.running, programme);
  // « Période | 2017 – 2021 » in a paper of 2020
  if (!when.empty() && context.year != 0)
    if (const std::vector<int> span = years_in(document.text.fold(when)); span.size() == 2 && span.front() < context.year && span.back() > context.year)
      for (Fact& said : programme.facts)
        if (said.field == "status" && std::get<std::string>(said.value) == "planned") said.value = std::string("ongoing"), said.where = when;
  std::vector<int> years;
  std::vector<std::string> names;
  for (const Range apart : {when, stand})
    if (!apart.empty()) add_bare_years(document, apart, years, programme);
  for (const Range text : where) add_years(document, context, text, years, programme);
  if (!when.empty()) add_years_between(document, when, years, programme);
  // « Loto : le 20 novembre », told of in October: of this year.
  if (years.empty() && told_apart(programme) && context.year != 0 && !where.empty())
    if (const Fact* status = programme.find("status"))
      if (const Day day = day_without_year(document, where.front()); day.month != 0) {
        const std::string& said = std::get<std::string>(status->value);
        const bool ahead = said == "planned" && day.month >= context.month, behind = said == "ended" && day.month <= context.month;
        if (said == "ended" && !behind && !context.report) {  // « 20 novembre », told of in October: of the year before
          fact(programme, "years[]", static_cast<std::int64_t>(context.year - 1), day.where, 0.7, "programmes.years@1");
          programme.facts.back().status = Status::derived;
        }
        if (ahead || behind || context.report) {
          fact(programme, "years[]", static_cast<std::int64_t>(context.year), day.where, 0.72, "programmes.years@1");
          programme.facts.back().status = Status::derived;
        }
      }
  for (const Range text : where) add_partners(document, context, text, candidate.partners, names, programme);
  for (const Range text : where)
    if (add_address(document, text, programme)) break;
}

}  // namespace minutier::extractors
