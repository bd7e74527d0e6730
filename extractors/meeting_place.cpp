#include <algorithm>
#include <array>
#include <string>

#include "extractors/meeting_parts.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/sentences.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
namespace {

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// « au Sémaphore », « chez Gilou »: the first word behind an article is a name.
bool proper_name(std::string_view words) {
  for (const std::string_view article : {"la ", "le ", "les ", "l'", "La ", "Le ", "L'"})
    if (words.substr(0, article.size()) == article) words.remove_prefix(article.size());
  return !words.empty() && ((words[0] >= 'A' && words[0] <= 'Z') || (static_cast<unsigned char>(words[0]) == 0xC3 && words.size() > 1 && static_cast<unsigned char>(words[1]) < 0xA0));
}

// Words of a sentence that tell this sitting: those who sit, and no other meeting or feast.
bool of_sitting(std::string_view words) {
  static const Regex sitters("\\b(?:assemblee|conseil|conseillers|comite|commission|bureau|membres|adherents|associes|societaires|administrateurs|coproprietaires|actionnaires|seance|reunion|rassemblement|congres|ag[oe]?|delegues|elus|directoire|sections?|syndicats?|chambre syndicale|societe|camarades|nous)\\b");
  static const Regex other("\\b(?:prochaine?|precedente?|derniere|sera|aura lieu|seront|fete|exposition|concert|tournoi|kermesse|loto|permanences?)\\b");
  return sitters.found(words) && !other.found(words);
}

// The loose rules take any words: they hold for a place only with a word for one, or a proper name, behind no verb.
bool confirmed_place(const extract::Document& document, const std::optional<DateAt>& date, const extract::Match& match) {
  const Range where = match.group("place");
  const std::string folded(document.text.fold(where));
  for (const std::string_view no : {"a definir", "a preciser", "a confirmer", "voir ", "idem"})
    if (folded.rfind(no, 0) == 0) return false;
  if (has(match.rule->id, ".field")) return match.range.begin < 3000;
  if (has(match.rule->id, ".onsite")) return match.range.begin < 1500;
  static const Regex verb("\\b(?:s'est|se sont|est|sont|ete|a ete|ont|avait|etait|presence|presidence|unanimite|conseil municipal|membres|conseillers|ordre du jour|convocation)\\b");
  if ((has(match.rule->id, ".any") || has(match.rule->id, ".found")) && (verb.found(folded) || (!names_a_place(folded) && !proper_name(document.text.read(where))))) return false;
  if (!has(match.rule->id, ".held")) return true;
  // « … tenue à la salle … » is this sitting's only beside its date or those who sit
  const Range block = document.structure.blocks[static_cast<std::size_t>(match.block)].range;
  if (date && block.contains(date->where.begin)) return true;
  static const Regex business("\\bcommission\\b|groupe de travail|sous-comite");  // another's meeting, told in this one
  if (match.range.begin > opening_end(document) && business.found(document.text.fold({block.begin, where.begin}))) return false;
  const std::size_t from = std::max(block.begin, match.range.begin > 220 ? match.range.begin - 220 : 0);
  const std::string_view near = document.text.fold({from, std::min(where.begin, document.text.reading.size())});
  return of_sitting(near);
}

// Without what the sentence says next: « … salle des fêtes sous la présidence », « … en présence de ».
Range place_range(const extract::Document& document, Range where) {
  static const Regex next("(?<=[a-z0-9\")])(?:[ \\n]+|, )(?:presidence de\\b|sous (?:la|le)\\b|en presence|sur (?:convocation|invitation|l'invitation|la convocation)|afin|a l'effet|s'est\\b|se sont|dument|legalement|par suite|pour (?:une?|la|l'|les?|leurs?|son|sa|notre|y|deliberer|tenir)\\b|au nombre|et (?:en|par|sur) |(?:le |ce )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:[0-9]|prochain|dernier|soir)|le [0-9]|(?:des|entre|vers) [0-9]|sur l'ordre|par (?:convocation|lettre|courrier)|suite a|qui \\b|en (?:seance|session|assemblee)|(?:le|les|la) (?:conseil|membres|assemblee|adherents|societaires)\\b|l'assemblee|ou (?:se|s'|il)|avec (?:l'ordre|pour)|a partir|de [0-9]{1,2} ?h|a [0-9]{1,2} ?h|a [a-z-]{2,12} heures?\\b|\\()");
  static const Regex aside("[ ,]+(?:--?[ ]*)?[0-9]{1,2}[ ]?(?:h|:)[ 0-9]|[ ]-{1,2}[ ]");
  const std::string_view folded = document.text.fold(where);
  RegexHit hit;
  if (aside.search(folded, hit) && hit.whole().begin > 4) {  // « salle 2, 14h - 17h15 », « ferme du Grand Essart — merci à l'équipe »
    const std::size_t from = document.text.to_folded(where).begin;
    const Range rest = document.text.to_reading({from + hit.whole().end, from + folded.size()});
    const char first = rest.empty() ? ' ' : document.text.reading[rest.begin];
    if ((first >= 'a' && first <= 'z') || (first >= '0' && first <= '9') || first == '-') return document.text.to_reading({from, from + hit.whole().begin});
  }
  if (!next.search(folded, hit)) return where;
  const std::size_t from = document.text.to_folded(where).begin;
  const Range cut = document.text.to_reading({from, from + hit.whole().begin});
  return cut.size() > 3 ? cut : where;
}

// « dans la salle de la / Bibliothèque municipale »: a name that its line's end breaks behind a small word.
Range over_line_end(const extract::Document& document, Range where) {
  static const Regex small("[ '](?:de|du|des|la|le|les|de l'|d'|l'|a|au|aux|et|sur|sous|saint|sainte)$");
  const std::string& text = document.text.reading;
  if (where.end >= text.size() || text[where.end] != '\n' || text.compare(where.end, 2, "\n\n") == 0 || !small.found(document.text.fold(where))) return where;
  const std::size_t stop = std::min(text.find_first_of(",;.(:\n", where.end + 1), text.size());
  return stop < where.end + 60 ? Range{where.begin, stop} : where;
}

// « …, 210, rue Principale, Sainte-Mélanie »: the address that follows, and the town behind an address.
Range with_address(const extract::Document& document, Range where) {
  static const Regex street("[ \\n]*,[ \\n]*(?:[0-9]{1,4}(?: ?bis| ?ter)?,? )?(?:rue|avenue|place|boulevard|chemin|route|quai|impasse|allee|cours|square|passage|esplanade|faubourg|ruelle|montee|rang)\\b[^,;.()\\n]{2,45}(?=[,;.()\\n]|$)");
  static const Regex inside("\\b(?:rue|avenue|place|boulevard|chemin|route|quai|impasse|allee|cours|square)\\b|[0-9]{5}");
  const std::string& text = document.text.reading;
  const std::size_t limit = std::min(text.size(), where.end + 90);
  RegexHit hit;
  const std::string_view behind = document.text.fold({where.end, limit});
  static const Regex room("[ \\n]*,[ \\n]*(?:(?:dans |en )(?:la |le |l'|sa )?)?(?:grande? |petite? )?(?:salle|salon|auditorium|amphi(?:theatre)?|ufr|batiment)\\b[^,;.()\\n]{2,45}(?=[,;.()\\n]|$)");
  if (room.begins(behind, hit)) {  // « à l'hôtel de ville, salle du Conseil »
    const std::size_t from = document.text.to_folded({where.end, limit}).begin;
    return place_range(document, document.text.to_reading({document.text.to_folded(where).begin, from + hit.whole().end}));
  }
  // « l'Hôtel de la Balance, à Val-Rond », « salle ordinaire, à l'Hôtel-Dieu »; « Mairie (salle du haut) »
  static const Regex town_behind("^[ \\n]*,?[ \\n]+(?:a|en)[ \\n]+(?:l'|la |le )?(?<t>[a-z][a-z'-]+(?:[ -](?:de|du|des|sur|sous|en|la|le|les|l'|d')?[ -]?[a-z'-]+){0,3}?)(?=[ ]*(?:[,;.(\\n]|$| sous | le | sur ))");
  static const Regex inner("^[ ]*\\((?:(?:petite |grande )?salle|local|batiment|etage|rez|bureau|amphi|[0-9](?:er|e|eme) etage|aile|hall|sous-sol)[^()\\n]{1,40}\\)");
  if (inner.begins(behind, hit)) {
    const std::size_t from = document.text.to_folded({where.end, limit}).begin;
    return document.text.to_reading({document.text.to_folded(where).begin, from + hit.whole().end});
  }
  if (text.compare(where.end, 1, ",") == 0 && town_behind.begins(behind, hit)) {
    const std::size_t from = document.text.to_folded({where.end, limit}).begin;
    const Range town = document.text.to_reading(town_behind.range(hit, "t").after(from));
    if (proper_name(document.text.read(town)) && town.size() < 40) return document.text.to_reading({document.text.to_folded(where).begin, document.text.to_folded(town).end});
  }
  static const Regex town_alone("^, (?<t>[a-z][a-z'-]+(?: [a-z'-]+){0,3})[ ]*(?:$|\\n)");  // « Hôtel de la Croix-Fédérale, Chantevaux » ends its line
  if (town_alone.begins(behind, hit)) {
    const std::size_t from = document.text.to_folded({where.end, limit}).begin;
    const Range town = document.text.to_reading(town_alone.range(hit, "t").after(from));
    if (proper_name(document.text.read(town)) && document.text.read(town).find("Pr\xC3\xA9sid") == std::string_view::npos) return {where.begin, town.end};
  }
  if (street.begins(behind, hit)) {
    const std::size_t from = document.text.to_folded({where.end, limit}).begin;
    where.end = document.text.to_reading({from, from + hit.whole().end}).end;
  }
  if (!inside.found(document.text.fold(where)) || text.compare(where.end, 2, ", ") != 0) return where;
  std::size_t at = where.end + 2;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;  // a postal code
  if (at > where.end + 2 && at < text.size() && text[at] == ' ') ++at;
  const std::size_t end = std::min(text.find_first_of(",;.()\n", at), text.size());
  const std::string_view town = std::string_view(text).substr(at, end - at);
  if (town.size() < 3 || town.size() > 45 || std::count(town.begin(), town.end(), ' ') > 2) return where;
  const unsigned char first = static_cast<unsigned char>(town[0]);
  if (!(first >= 'A' && first <= 'Z') && first != 0xC3) return where;
  const std::string folded = normalise::fold(town);
  for (const std::string_view word : {"sous", "mme", "madame", "monsieur", "mm", "presid", "en ", "sur ", "etai", "le ", "les ", "conseil", "salle", "a "})
    if (folded.rfind(word, 0) == 0) return where;
  if (end < text.size() && (text[end] == '(' || folded == "m")) return where;
  where.end = end;
  return where;
}

// A sentence of the opening that tells a meeting, and where in it the words about its place may begin. Folded bytes.
struct Host {
  Range sentence;
  std::size_t from = 0;
  bool dated = false;  // behind the sitting's own day and hour: what follows at once is its place
};

// Behind a date: blanks, and the hours.
std::size_t behind_hours(std::string_view folded) {
  static const Regex hours("^[ ,;:(-]*(?:(?:a|de|des|vers|a partir de|a compter de|entre) )?(?:[01]?[0-9]|2[0-4]) ?(?:h(?:eures?)?(?![a-z])|:(?=[0-5][0-9]))\\.? ?(?:[0-5][0-9])?(?: ?(?:-|a|et|jusqu'a|->) ?(?:[01]?[0-9]|2[0-4]) ?(?:h(?:eures?)?(?![a-z])|:(?=[0-5][0-9])) ?(?:[0-5][0-9])?)?(?: precises?)?|^[ ,;:(-]*(?:a|vers) [a-z-]+ heures?(?: (?:et )?(?:demie|quart|trente|quinze))?(?: (?:du soir|du matin|de l'apres-midi|de relevee|precises?))?");
  RegexHit hit;
  return hours.begins(folded, hit) ? hit.whole().end : 0;
}

std::vector<Host> hosts_of(const extract::Document& document, const std::optional<DateAt>& date) {
  static const Regex gathering(
      "\\b(?:(?:s'est|se (?:sont|tient|tiennent|reunit|reunissent)|s'etait|s'etaient|(?:nous|on) (?:nous )?(?:sommes|s'est|etions|avons)|a|ont|est|sont|fut|etaient?|etant) ?(?:donc |alors |legalement |dument |regulierement |valablement |tous )?"
      "(?:tenue?s?|reunie?s?|deroulee?s?|retrouvee?s?|rassemblee?s?|assembles|eu lieu|convoques?)|tenue?s? (?=le|a\\b|au|dans|en|chez|,|ce|l'|sous)|,? reunie?s?(?= )|se (?:reunit|reunissent|tient|tiennent|retrouve|retrouvent)(?= (?:au|a |dans|en|chez|le |ce ))|assembles|ont tenu|a tenu|dument convoque[a-z]*|(?:est|fut|a ete|etait) (?:donc |alors )?ouverte|s'ouvre|debute|commence|a debute|a commence)\\b");
  const std::string_view text(document.text.folded);
  const std::size_t stop = opening_end(document);
  std::vector<Host> hosts;
  for (const Block& block : document.structure.blocks) {
    if (block.range.begin > stop || hosts.size() > 12) break;
    if (block.kind == BlockKind::furniture || block.kind == BlockKind::table || block.kind == BlockKind::item) continue;
    const Range part{block.folded.begin, std::min(block.folded.end, block.folded.begin + 3000)};
    RegexHit hit;
    for (std::size_t from = part.begin; from < part.end && hosts.size() < 12 && gathering.search(text.substr(0, part.end), from, hit); from = hosts.back().sentence.end) {
      hosts.push_back({extract::sentence_around(text, part, hit.whole().begin), hit.whole().end, false});
      if (hosts.back().sentence.end <= from) break;
    }
  }
  if (date) {
    const int at = document.structure.block_at(date->where.begin);
    const Range day = document.text.to_folded(date->where);
    if (at >= 0) hosts.push_back({extract::line_around(text, document.structure.blocks[static_cast<std::size_t>(at)].folded, day.begin), day.end, true});
    if (at >= 0) hosts.back().sentence.end = std::max(hosts.back().sentence.end, day.end);
  }
  return hosts;
}

// « à la salle des fêtes », « dans les locaux du syndic », « chez Gilou », « au 45, rue de l'Église »: the place words lead to; folded.
std::optional<Range> led_place(const extract::Document& document, const Host& host) {
  static const Regex lead("(?<![a-z0-9'-])(?:(?:a|dans|en) (?:(?:la|le|les|un|une|son|sa|ses|leurs?|nos|notre) |l'|d'autres )|(?:au|aux|chez|dans|en|a) )(?:(?:petite?s?|grande?s?|vaste|ancien(?:ne)?s?|nouve(?:lle|aux?|au)|belle|meme|magnifique|premier|second) )?");
  static const Regex away("affich|depose|adress|envoy|transmi|publi|\\bremis|consult|inscri|relati|concern|travaux|decid|approuv|\\bvot|design|rappel|prochain|precedent|exposition|concert|tournoi|\\bsera\\b|aura lieu");
  static const Regex address("^(?:[0-9]{1,5}(?: ?bis| ?ter)?,? (?:rue|avenue|place|boulevard|bd|chemin|route|quai|impasse|allee|cours|square|rang)\\b|numero [0-9])");
  static const Regex word("^[a-z0-9'-]+");
  static const Regex no_place("^(?:lieu (?:de|d'|du)\\b|huis|distance|partir|suite|effet|occasion|l'issue|l'effet|l'occasion|l'ordre|suite|demande|cet|cette|ce|nouveau|nombre|cours|presence|maire|president|conseil|comite|bureau|assemblee|ordre|titre|sein|nom|vote|moins|plus|total|debut|fin|jour|date)\\b");
  // what stands where a place would behind a verb of meeting and is none: hours, ways, reasons
  static const Regex abstract("^(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-[a-z]+|vingt[a-z-]*|midi|minuit|heures?|nouveau|complet|invitation|initiative|convocation|l'invitation|l'initiative|l'appel|l'unanimite|la|le|les|son|sa|ses|leur|nos|notre|votre|leurs|cadre|conditions|perspective|suite|raison|vue|application|vertu|session|seance|reunion|public|prive|ligne|unanimite|initiative|appel|issue|effet|occasion|ordre|heure|aube|etat|egard|aide|exception|attention|encontre|avance|essai|horaire|visio[a-z-]*|presentiel|distanciel|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|semaine|mois|soiree|matinee|journee|fois|reprises|respect|delai|bonne|ambiance|but|pause|mi-temps|milieu|grand|petit|ete|automne|hiver|printemps|commun|nombreux|commission|college|membres|adherents|quorum|majorite|main|mains|bulletin|scrutin|lieu|tant|meme|tous|tout|toute|fait|effectif|demeure|defaut|regime|projet|theme|sujet|propos|jour|soir|matin|temps|moment|point|terme|table)\\b");
  static const Regex stop("[,;(\\n+]|\\.(?= |\\n|\\z)|\\z");
  constexpr std::size_t reach = 260;
  const std::size_t base = host.sentence.begin, end = std::min(host.sentence.end, host.from + reach) - base;
  // a sentence may break between its words; the line of a date ends where it ends
  std::string own(document.text.folded, base, end);
  if (!host.dated) std::replace(own.begin(), own.end(), '\n', ' ');
  const std::string_view text(own);
  const std::size_t start = host.from - base;
  std::size_t from = start;
  if (host.dated) from += behind_hours(text.substr(std::min(from, end), end - std::min(from, end)));
  const std::size_t expected = from;
  const auto reading = [&](Range r) { return document.text.to_reading(r.after(base)); };
  RegexHit hit;
  if (static const Regex bare("^[ ]*(?:,|-)[ ]*(?:la |le |l')?(?=[a-z])"); host.dated && expected < end && bare.begins(text.substr(expected), hit)) {  // « mardi 26 septembre, réfectoire de l'école »
    const std::size_t begin = expected + hit.whole().end;
    RegexHit first, close;
    const std::string_view rest = text.substr(begin);
    if (word.begins(rest, first) && names_a_place(first.whole().of(rest)) && !no_place.begins(rest) && !address.begins(rest))
      return Range{begin, begin + (stop.search(rest, 0, close) ? close.whole().begin : rest.size())}.after(base);
  }
  while (from < end && lead.search(text, from, hit)) {
    const Range led = hit.whole();
    if (away.found(text.substr(start, led.begin - start))) return std::nullopt;
    if (!host.dated && !of_sitting(text.substr(0, led.begin)) && !of_sitting(text.substr(0, std::min<std::size_t>(text.size(), led.end + 120)))) return std::nullopt;  // « s'est tenue à la mairie l'assemblée »
    if (host.dated && text.substr(expected, led.begin - expected).find_first_not_of(" ,-:") != std::string_view::npos) return std::nullopt;
    const bool home = text.compare(led.begin, 5, "chez ") == 0;
    const std::size_t begin = home ? led.begin : led.end;
    RegexHit first;
    const std::string_view rest = text.substr(led.end, end - led.end);
    const std::string_view noun = word.begins(rest, first) ? first.whole().of(rest) : std::string_view{};
    const Range at = reading({led.end, std::min(led.end + std::max<std::size_t>(noun.size(), 1), end)});
    const bool named = (home || host.dated) && !noun.empty() && proper_name(document.text.read(at)) && !no_place.begins(noun);
    // right behind the verb, with an article: « s'est tenu à la cabane des Gouttes »
    const bool close_by = !host.dated && text.substr(start, led.begin - start).find_first_not_of(' ') == std::string_view::npos && noun.size() > 3 && text.substr(led.begin, 2) != "en" && noun.find_first_of("0123456789") == std::string_view::npos && !no_place.begins(noun) && !abstract.begins(noun);
    // « se sont réunis en assemblée dans le magasin de la coopérative »
    const bool inside = !host.dated && text.compare(led.begin, 5, "dans ") == 0 && led.size() > 5 && noun.size() > 3 && !no_place.begins(noun) && !abstract.begins(noun) && text.substr(start, led.begin - start).find_first_of(",;(") == std::string_view::npos;
    if (!noun.empty() && ((names_a_place(noun) && !no_place.begins(rest)) || named || close_by || inside || address.begins(rest))) {
      RegexHit close;
      std::size_t until = stop.search(rest, address.begins(rest) ? std::min<std::size_t>(rest.find(' ') + 1, rest.size()) : 0, close) ? close.whole().begin : rest.size();
      return Range{begin, led.end + until}.after(base);
    }
    from = std::max(led.end, led.begin + 1);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Fact> place_of(const extract::Document& document, const std::optional<DateAt>& date) {
  const extract::Match* best = nullptr;
  for (const extract::Match& match : document.matches.of("meeting.place")) {
    if (match.range.begin > opening_end(document)) break;
    if (!confirmed_place(document, date, match)) continue;
    if (has(match.rule->id, ".dated") && (!date || match.range.begin > date->where.end + 200 || match.range.end < date->where.begin ||
                                                     (match.range.begin > date->where.end + 30 && document.structure.block_at(date->where.begin) != match.block))) continue;
    if (!best || match.rule->confidence > best->rule->confidence) best = &match;
  }
  Range where = best ? best->group("place") : Range{};
  if (!best)
    for (const Host& host : hosts_of(document, date))
      if (const auto led = led_place(document, host)) {
        where = document.text.to_reading(*led);
        break;
      }
  if (where.empty()) return std::nullopt;
  where = with_address(document, place_range(document, over_line_end(document, where)));
  for (const std::string_view word : {" \xC3\xA0", " de", " vers", " d\xC3\xA8s", " le", " ce"})  // what led to the hour behind it
    if (document.text.read(where).ends_with(word) && where.size() > word.size() + 3) where.end -= word.size();
  static const Regex civil("\\b(?:m|mm|mme|mlle|dr)$");
  if (civil.found(document.text.fold(where)) && document.text.reading.substr(where.end, 1) == ".") {  // « au domicile de M. Vasseur »
    const std::size_t civility = document.text.reading.rfind(' ', where.end - 1);
    const auto host = civility == std::string::npos ? std::nullopt : extract::name_at(document.text.reading, civility + 1);
    if (!host) return std::nullopt;
    where.end = host->range.end;
  }
  std::string value = one_line(document.text.read(where));
  const std::string folded = normalise::fold(value);
  if (value.size() < 3 || has(folded, "visio") || has(folded, "zoom") || has(folded, "distanc")) return std::nullopt;
  for (const std::string_view article : {"la ", "le "})
    if (folded.rfind(article, 0) == 0 && value[0] != 'L') value.erase(0, article.size());
  return best ? make_fact("place", value, where, *best) : make_fact("place", value, where, 0.86, "meeting.place.told@1");
}

}  // namespace minutier::extractors
