#include <algorithm>
#include <iterator>
#include <optional>

#include "extractors/budget_context.hpp"
#include "extractors/programme_entries.hpp"
#include "extractors/programme_entry_names.hpp"
#include "extractors/programme_kinds.hpp"
#include "extractors/programme_scope.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
namespace {

struct Case {
  std::size_t upper = 0, lower = 0;
};
Case count_case(std::string_view line) {
  Case c;
  for (std::size_t at = 0; at < line.size(); at += utf8::step(line, at)) {
    if (normalise::upper_letter_at(line, at)) ++c.upper;
    else if (normalise::lower_letter_at(line, at)) ++c.lower;
  }
  return c;
}

// Whether the words over a block are about projects and activities: the block before, its heading, the item it stands under.
bool about_activities(const extract::Document& document, std::size_t b) {
  const auto says = [&](std::size_t i) {
    const std::string_view f = document.structure.blocks[i].folded.of(document.text.folded);
    return f.size() < 240 && contains_any(f, {"projet", "activite", "action", "programme", "temps fort", "realisation", "initiative", "animation", "rapports des commissions", "rapport des commissions", "vie des sections", "ateliers", "soirees", "evenement", "manifestation", "grands moments", "temps forts", "nous avons fait", "on a fait", "ce qui a ", "ce qui se fait", "l'annee ecoulee", "volets", "chantiers", "campagnes", "tour des groupes", "groupes de travail", "nos services", "ce que nous faisons", "ce qu'on fait", "rapport du conseil", "rapport du comite", "rapport moral"}) && !contains_any(f, {"ordre du jour", "travaux", "decision", "releve"});
  };
  int up = document.structure.blocks[b].parent;
  for (int step = 0; up >= 0 && step < 2; ++step, up = document.structure.blocks[static_cast<std::size_t>(up)].parent)
    if (says(static_cast<std::size_t>(up))) return true;
  for (std::size_t back = 1; back <= 3 && back <= b; ++back)
    if (says(b - back)) return true;
  return false;
}

}  // namespace

bool activity_chapter(const extract::Document& document, std::size_t b) {
  int up = static_cast<int>(b);
  for (int step = 0; up >= 0 && step < 4; ++step, up = document.structure.blocks[static_cast<std::size_t>(up)].parent) {
    const Block& block = document.structure.blocks[static_cast<std::size_t>(up)];
    if (block.kind == BlockKind::heading && activity_title(block.folded.of(document.text.folded))) return true;
  }
  return activity_scope(document).covers(document.structure.blocks[b].range.begin);
}

bool names_someone(std::string_view name) {
  if (extract::is_office(name)) return true;
  const auto named = extract::parse_person(name);
  return named && (named->known_given || !named->civility.empty());
}

bool capitals(std::string_view line) {
  const Case c = count_case(line);
  return c.upper >= 3 && c.upper > 3 * c.lower;
}

bool dull(std::string_view f) {
  static const Regex lead(
      "aller |agir|faire |vivre |habiter|construire|accueillir|accompagner|lutter|soutenir|developper|mieux |depuis |afin |avec |grace |ainsi|selon |cette |ces |on |je |ils |elles |c'est|votre |questions|question |"
      "introduction|conclusion|presentation|divers|en |enfin|et |nous |il |elle |proposition|constat|objectif|perspectives|bilan|vote|contexte|animat|discutant|theme |remarques|echanges|debat|resolution|comptes|budget|"
      "rapport|adhesion|international|autres|partenaires|temps |ordre du jour|presents|presentes|present |excuse|absent|etaient|assist|invite|prochaine reunion|prochain ca|fait le|fait a|faite |page |annexe|"
      "les chiffres|chiffres|quelques|cote |dans |pour |au |a |sur |voici|parmi|freins|ressources|communication|gouvernance|finances|financeur|financement|avancement|etat d'avancement|calendrier|porteur|statut|equipe|"
      "1|2");
  if (lead.begins(f)) return true;
  return f.find('?') != std::string_view::npos || contains(f, " nous ") || contains(f, " ici");
}

std::size_t count_words(std::string_view f) { return static_cast<std::size_t>(std::count(f.begin(), f.end(), ' ')) + 1; }

Range text_under(const extract::Document& document, std::size_t b, std::size_t last) {
  const auto& blocks = document.structure.blocks;
  Range range = blocks[b].range;
  for (std::size_t i = b + 1; i < last && i < blocks.size(); ++i) {
    if (blocks[i].kind == BlockKind::furniture) continue;
    if (range.size() > 2500) break;
    range.end = std::max(range.end, blocks[i].range.end);
  }
  return range;
}

std::vector<ProgrammeCandidate> listed_programmes(const extract::Document& document) {
  const auto& blocks = document.structure.blocks;
  std::vector<ProgrammeCandidate> out;
  const auto term = [&](std::size_t b) {
    if (b + 1 >= blocks.size() || (blocks[b].kind != BlockKind::paragraph && blocks[b].kind != BlockKind::heading) || blocks[b].lines.size() != 1 || blocks[b].range.size() > 50 || blocks[b + 1].kind != BlockKind::paragraph) return false;
    const std::string& text = document.text.reading;
    const bool marked = blocks[b + 1].range.of(text).starts_with(": ");  // « : Lancé en octobre », as Markdown sets definitions
    return blocks[b].range.size() > 3 && std::string_view(".,;:!?)").find(text[blocks[b].range.end - 1]) == std::string_view::npos && normalise::upper_letter_at(text, blocks[b].range.begin) && (marked || normalise::lower_letter_at(text, blocks[b + 1].range.begin));
  };
  struct Entry {
    Range text, name;     // name: as the layout sets it off, else empty
    bool marked = false;  // by emphasis, or alone over entries of its own
  };
  const auto entry_of = [&](Range text) {
    const Range lead = emphasised_lead(document, text);
    const bool names = lead.size() > 3 && lead.size() <= 70 && !dull(document.text.fold(lead)) && (quoted(document.text.fold({lead.begin > text.begin + 1 ? text.begin : lead.begin, lead.end + (lead.begin > text.begin + 1 ? lead.begin - text.begin : 0)})) || !speaks_of_minutes(document.text.fold(lead))) && !names_someone(lead.of(document.text.reading)) && count_words(document.text.fold(lead)) <= 8;
    if (names) return Entry{text, lead, true};
    // « Atelier **Sérigraphie** », « Projet **Vélo-cargo** : … », « La lettre « Entre deux talus » »: a word that says what it is, then its name.
    static const Regex kind("^(?:(?:le|la|les|l'|un|une|notre|nos) ?)?(?:(?:lancement|ouverture|creation|reprise|demarrage|preparation|poursuite|retour) (?:du|de la|de l'|des|d'une?) ?$|projet|programme|action|atelier|operation|festival|exposition|campagne|cycle|jardin|chantier|groupe|journee|semaine|soiree|stage|fete|tournoi|concours|sejour|dispositif|epicerie|lettre|livre|journal|revue|gazette|bulletin|charte|cafe|parcours|rencontre|randonnee|spectacle|concert|espace|service|point|pole|commission|animation|reseau|initiative|creation|application)s?(?: [a-z-]{3,14}| de [a-z-]{3,14})?[ :\"]*$");
    for (const Range name : set_off(document, {text.begin, std::min(text.end, text.begin + 110)})) {
      if (name.begin <= text.begin + 3 || !kind.found(document.text.fold({text.begin, name.begin})) || !normalise::upper_letter_at(document.text.reading, name.begin) || count_words(document.text.fold(name)) > 8) break;
      return Entry{text, with_kind(document, text, name), true};
    }
    return Entry{text, {}, false};
  };
  // Entries of which at least two say how they stand, or one where the words above tell of projects; false for any other list.
  const auto judge = [&](const std::vector<Entry>& entries, std::size_t first, bool chapter = false) {
    if (entries.size() < 2) return false;
    const bool told = chapter || about_activities(document, first);
    std::vector<ProgrammeCandidate> found, bare;
    std::size_t stands = 0, partners = 0, votes = 0, kinds = 0;
    for (const Entry& entry : entries) {
      if (entry.text.size() > 900 || (!entry.marked && entry.text.size() > 500)) continue;
      const std::string_view whole = document.text.fold(entry.text);
      if (contains_any(whole, {" voix", "unanimite", "abstention", "adopte", "approuve"})) ++votes;
      auto name = !entry.name.empty() ? std::optional<Range>(entry.name) : entry_name(document, entry.text);
      if (name)
        if (const std::string_view f = document.text.fold(*name); f.starts_with("la federation ") || f.starts_with("l'association ") || f.starts_with("le conseil ") || f.starts_with("le comite ") || f.starts_with("le club ") || f.starts_with("la commune ") || f.starts_with("la ville ")) continue;
      if (!name || dull(document.text.fold(entry.marked ? trim_range(document.text.reading, *name, " ?") : *name))) continue;
      name = without_number(document, *name);
      const bool status = !document.matches.within("programmes.status", {name->end, entry.text.end}).empty() || !document.matches.within("programmes.standing", {name->end, entry.text.end}).empty();
      const bool joined = !document.matches.within("programmes.partners", {name->begin, entry.text.end}).empty() || !document.matches.within("programmes.joined", {name->begin, entry.text.end}).empty();
      const ProgrammeCandidate one{*name, entry.text, false, "programmes.listed@1", told ? 0.8 : 0.75};
      const bool kind = names_activity(document.text.fold(*name));
      const bool dated = !status && (told || kind) && says_when(document.text.fold({kind ? name->begin : name->end, std::min(entry.text.end, name->end + 160)}), kind);
      if (!status && !joined && !dated) {
        // An entry like the others that says neither; one in words alone may be anything.
        const std::string_view behind = document.text.fold({name->end, std::min(entry.text.end, name->end + 4)});
        static const Regex scheme("^(?:plan|programme|projet|dispositif|operation|service|contrat) [a-z]");
        const bool apart = (told || chapter) && (kind || scheme.found(document.text.fold(*name))) && entries.size() >= 4 && count_words(document.text.fold(*name)) <= 4 && (behind.starts_with(" - ") || behind.starts_with(" : "));
        if ((entry.marked || apart) && name->end + 20 < entry.text.end && normalise::upper_letter_at(document.text.reading, name->begin)) bare.push_back(one);
        continue;
      }
      if (!normalise::upper_letter_at(document.text.reading, name->begin) && !status && stands == 0) continue;
      kinds += kind;
      stands += status || (kind && dated);
      partners += joined;
      found.push_back(one);
    }
    // Two that say how they stand, or most of three that say with whom and one how.
    const bool shared = partners >= 2 && stands >= 1 && entries.size() >= 3 && found.size() * 3 >= entries.size() * 2;
    // « Challenge Marius : reporté », « Loto : le 20 novembre »: what names activities among other business of a meeting.
    const bool activities = kinds >= 2 && stands >= 1 && kinds * 2 >= found.size() && kinds * 3 >= entries.size();
    const bool projects = found.size() >= 2 && (stands >= (told && partners > 0 ? 1U : 2U) || shared) && (told || partners > 0);
    if (!activities && !projects) return false;
    if (votes * 2 >= entries.size() + 1) return false;
    if (activities && !projects) found.erase(std::remove_if(found.begin(), found.end(), [&](const auto& one) { return !names_activity(document.text.fold(one.name)) && (document.matches.within("programmes.partners", one.text).empty() && document.matches.within("programmes.joined", one.text).empty()); }), found.end());
    if (told && bare.size() * 2 <= found.size()) found.insert(found.end(), bare.begin(), bare.end());
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.name.begin < b.name.begin; });
    std::move(found.begin(), found.end(), std::back_inserter(out));
    return true;
  };
  // « « Zéro verre dans la poubelle » : la campagne lancée avec … continue »: alone among other business, it says both.
  const auto lone = [&](std::size_t b) {
    if (blocks[b].kind != BlockKind::item && blocks[b].kind != BlockKind::paragraph) return;
    const std::string_view f = blocks[b].folded.of(document.text.folded);
    if (f.size() < 40 || f.size() > 700 || contains_any(f.substr(0, 300), {" voix", "unanimite", "abstention", "adopte", "approuve"})) return;
    // « Les Rencontres du Causse : l'édition 2011 a attiré 240 personnes, avec … »: an activity by its first word
    const std::size_t close = f[0] == '"' ? f.find('"', 1) : names_activity(f) ? f.find(" : ") : std::string_view::npos;
    if (close == std::string_view::npos || close > 70 || f.find(':', close) > close + 3) return;
    static const Regex gathered("\\b(?:a|ont) (?:encore |de nouveau )?(?:reuni|attire|rassemble|accueilli)\\b");
    const bool took_place = f[0] != '"' && gathered.found(f);
    const auto name = entry_name(document, blocks[b].range);
    const auto any = [&](std::string_view family) { return name && !document.matches.within(family, {name->end, blocks[b].range.end}).empty(); };
    if ((took_place || any("programmes.status") || any("programmes.standing")) && (any("programmes.partners") || any("programmes.joined")) && normalise::upper_letter_at(document.text.reading, name->begin)) out.push_back({*name, blocks[b].range, false, "programmes.listed@1", 0.75});
  };
  // Entries that are told of in entries of their own: « École de voile » over « - le partenariat avec … continue ».
  const auto nested = [&](std::size_t first) {
    std::vector<Entry> entries;
    std::size_t b = first, parents = 0;
    for (; b < blocks.size() && blocks[b].kind == BlockKind::item && blocks[b].level >= blocks[first].level; ++b) {
      if (blocks[b].level == blocks[first].level) {
        entries.push_back(entry_of(blocks[b].range));
      } else {
        Entry& parent = entries.back();
        if (parent.text.end == blocks[b - 1].range.end && blocks[b - 1].level == blocks[first].level && blocks[b - 1].range.size() < 70) {
          ++parents;
          if (parent.name.empty() && !entry_name(document, blocks[b - 1].range)) {  // « Ateliers « Bonjour l'ordi » » alone
            const Range alone = trim_range(document.text.reading, blocks[b - 1].range, ".,;:*");
            const std::string_view f = document.text.fold(alone);
            if (alone.size() > 3 && count_words(f) <= 8 && !dull(f) && !speaks_of_minutes(f) && !contains(f, ". ") && !names_someone(alone.of(document.text.reading)) && normalise::upper_letter_at(document.text.reading, alone.begin)) parent.name = alone, parent.marked = true;
          }
        }
        parent.text.end = std::max(parent.text.end, blocks[b].range.end);
      }
    }
    return parents >= 1 && judge(entries, first) ? b : first;
  };
  const auto plain_entries = [&](const std::vector<Range>& ranges) {
    std::vector<Entry> entries;
    for (const Range range : ranges) entries.push_back(entry_of(range));
    return entries;
  };
  // Paragraphs that each begin with what they name; what stands between them under the same heading is of the one before.
  const auto led = [&](std::size_t b) {
    if (blocks[b].kind != BlockKind::paragraph || blocks[b].lines.size() >= 10) return false;
    // Lines that each name something are entries themselves.
    if (blocks[b].lines.size() > 2 && std::count_if(blocks[b].lines.begin(), blocks[b].lines.end(), [&](Range line) { return line_entry(document, line); }) * 4 >= static_cast<std::ptrdiff_t>(blocks[b].lines.size()) * 3) return false;
    return !entry_of(blocks[b].range).name.empty() || entry_name(document, blocks[b].range, blocks[b].range.size() < 120 || sentence_lead(document, blocks[b].range, document.text.fold(blocks[b].range).substr(0, 80)) != std::string_view::npos).has_value();
  };
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    std::vector<Range> entries;
    const std::size_t first = b;
    if (blocks[b].kind == BlockKind::item) {
      if (const std::size_t end = nested(first); end > first) {
        b = end - 1;
        continue;
      }
      for (; b < blocks.size() && blocks[b].kind == BlockKind::item && blocks[b].level == blocks[first].level; ++b) entries.push_back(blocks[b].range);
      --b;
    } else if (blocks[b].kind == BlockKind::paragraph && blocks[b].lines.size() > 1) {
      for (const Range line : blocks[b].lines)
        if (contains(line.of(document.text.reading), " ...") || line_entry(document, line)) entries.push_back(line);
      if (entries.size() >= 2 && judge(plain_entries(entries), first)) continue;
      entries.clear();
    }
    if (entries.size() < 2) {
      entries.clear();
      for (b = first; b < blocks.size() && led(b); ++b) entries.push_back(blocks[b].range);
      if (b > first) --b;
    }
    // Terms and what is said of them, as a list of definitions is read: « Paniers solidaires » over « depuis 2015, avec … ».
    if (entries.size() < 2 && term(first)) {
      std::vector<Entry> terms;
      for (b = first; b + 1 < blocks.size() && term(b); b += 2) terms.push_back({cover(blocks[b].range, blocks[b + 1].range), blocks[b].range, false});
      if (b > first) --b;
      judge(terms, first);
      continue;
    }
    judge(plain_entries(entries), first);
  }
  // A chapter of activities: its entries, in whatever form and under whatever heads they stand.
  for (const Range zone : activity_scope(document).zones) {
    std::vector<Entry> entries;
    const int first_block = document.structure.block_at(zone.begin);
    const std::size_t h = first_block < 0 ? 0 : static_cast<std::size_t>(first_block);
    for (std::size_t b = h; b < blocks.size() && b < h + 120 && blocks[b].range.begin < zone.end; ++b) {
      if (blocks[b].range.end <= zone.begin) continue;
      if (term(b)) {
        entries.push_back({cover(blocks[b].range, blocks[b + 1].range), blocks[b].range, false});
        ++b;
        continue;
      }
      if (blocks[b].kind != BlockKind::paragraph && blocks[b].kind != BlockKind::item) continue;
      // Lines that each name what they tell of, below a title of the same block or by themselves.
      if (blocks[b].lines.size() > 1) {
        std::vector<Entry> lines;
        std::size_t own = 0;
        for (const Range line : blocks[b].lines) {
          if (line.begin < zone.begin) continue;
          ++own;
          const char last = line.begin < 2 || own == 1 ? '.' : document.text.reading[document.text.reading.find_last_not_of(" \n", line.begin - 1)];
          if (std::string_view(".;:!?)").find(last) != std::string_view::npos && line_entry(document, line)) lines.push_back(entry_of(line));
          else if (!lines.empty()) lines.back().text.end = line.end;
        }
        if (own > 0 && ((lines.size() * 2 >= own && (lines.size() >= 2 || own == 1)) || (lines.size() >= 2 && lines.size() * 4 >= own))) {
          entries.insert(entries.end(), lines.begin(), lines.end());
          continue;
        }
      }
      if (blocks[b].range.begin < zone.begin) continue;
      // « 2. Allô, une histoire ? » over what is said of it, up to the next one
      if (const Range title = title_line(document, b); !title.empty()) {
        Entry entry{blocks[b].range, title, true};
        while (b + 1 < blocks.size() && blocks[b + 1].kind == BlockKind::paragraph && title_line(document, b + 1).empty()) entry.text.end = blocks[++b].range.end;
        entries.push_back(entry);
        continue;
      }
      Entry entry = entry_of(blocks[b].range);
      if (entry.name.empty())
        if (const auto name = entry_name(document, blocks[b].range, blocks[b].kind == BlockKind::item || begins_with_article(document.text.fold(blocks[b].range)) || sentence_lead(document, blocks[b].range, document.text.fold(blocks[b].range).substr(0, 80)) != std::string_view::npos)) entry.name = *name;
      if (const std::string_view f = document.text.fold(entry.name); f.starts_with("un ") || f.starts_with("une ")) {
        if (normalise::lower_letter_at(document.text.reading, entry.name.begin)) continue;  // « un camion en juin »: a part of what was told
      }
      if (entry.name.empty() || contains_any(document.text.fold(entry.name), {"financ", "partenaire", "objectif", "contact", "public", "date"})) continue;
      // « Arbitrage (C. Vayssade) »: who reports
      const std::string_view behind = Range{entry.name.end, std::min(entry.name.end + 60, entry.text.end)}.of(document.text.reading);
      const std::size_t open = behind.find('('), close = behind.find(')');
      if (open < 3 && close != std::string_view::npos && extract::parse_person(behind.substr(open + 1, close - open - 1))) continue;
      entries.push_back(entry);
    }
    judge(entries, h, blocks[h].kind != BlockKind::heading && zone.begin > blocks[h].range.begin);
  }
  for (std::size_t b = 0; b < blocks.size(); ++b)
    if (std::none_of(out.begin(), out.end(), [&](const ProgrammeCandidate& one) { return one.text.overlaps(blocks[b].range); })) lone(b);
  return out;
}

Range without_number(const extract::Document& document, Range name) {
  const std::string_view words = name.of(document.text.reading);
  if (words.size() > 6 && ((words[0] >= 'A' && words[0] <= 'H') || (words[0] >= 'a' && words[0] <= 'h')) && (words.substr(1, 2) == ". " || words.substr(1, 2) == ") ")) return {name.begin + 3, name.end};
  // « III. Formation », « II - Jeunesse »
  if (const std::size_t roman = words.find_first_not_of("IVX"); roman != std::string_view::npos && roman > 0 && roman < 6)
    for (const std::string_view sign : {". ", " - ", ") ", " \xE2\x80\x93 ", " / "})
      if (words.substr(roman).starts_with(sign) && roman + sign.size() < words.size()) return {name.begin + roman + sign.size(), name.end};
  std::size_t at = 0, digits = 0;
  while (at < words.size() && ((words[at] >= '0' && words[at] <= '9') || (words[at] == '.' && at > 0))) digits += words[at++] != '.';
  if (digits == 0 || digits > 4) return name;
  const std::size_t rest = words.find_first_not_of(" ./)-", at);
  return rest == std::string_view::npos || rest == digits ? name : Range{name.begin + rest, name.end};
}

}  // namespace minutier::extractors
