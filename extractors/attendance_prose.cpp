#include <algorithm>
#include <string>

#include "extractors/attendance_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/sentences.hpp"

namespace minutier::extractors {
namespace {

using extract::PersonEntry;

constexpr std::size_t longest = 1500;  // of a sentence

struct Cue {
  Range words;  // folded
  const char* status = "guest";
};

// Verbs that list people behind them: « Assistent à la réunion … », « salue en particulier … », « étaient excusés … ».
std::vector<Cue> cues_of(std::string_view sentence) {
  static const Regex cue(
      "(?<guest>\\b(?:assist(?:ent|e|ait|aient)(?: (?:en outre|egalement|aussi|par ailleurs))?(?: (?:a la (?:presente )?(?:seance|reunion)|a l'(?:ag|assemblee(?: generale)?)|aux? (?:travaux|debats|congres|conseil)))?(?: (?:egalement|aussi))?|(?:sont|etaient|est|etait) (?:aussi|egalement|encore) (?:la|presente?s?|invitee?s?)|en (?:la )?presence de"
      "|salu(?:e|ent|ait|a)(?= (?:[a-z]|$))(?! la (?:memoire|mise|reprise|fin|creation|qualite|decision|venue)| le (?:travail|depart|succes|devouement)| l'(?:engagement|action|initiative|effort|arrivee|implication)| les (?:efforts|resultats|benevoles))(?: (?:et remercie|chaleureusement|d'abord|tout d'abord|egalement|aussi|en particulier|notamment|plus particulierement|particulierement))*(?: la presence(?: parmi nous)? (?:de|d'|des))?"
      "|\\bon (?:remarqu|not|reconnaiss)(?:e|ait)(?: (?:au bureau|a la tribune|dans [a-z' ]{3,20}|parmi [a-z' ]{3,20}|aussi|encore|notamment|la presence d[eu]s?|en particulier))*(?= (?:mm|m\\.|mme|mlle|le |la |l'))"
      "|(?:remerci(?:e|ent|a)|note|souligne|signale)[^.;:]{0,40}? (?:la|leur|sa) presence(?: parmi nous)?(?: (?:de|d'|des))?|(?:souhait(?:e|ent|a|ait)|a souhaite) la bienvenue[^.;:]{0,60}?(?:en particulier|notamment|particulierement|et|,)? a(?: la|ux?)?(?= )))"
      "|(?<present>\\b(?:a|avait|ont|avaient|ayant) a (?:ses|leurs) cotes(?= )|\\b(?:etaient|sont|siegent|siegeaient|prennent place|ont pris place|avaient pris place|prirent place|se trouvaient) (?:au bureau|a la tribune|a la table d'honneur|sur l'estrade)|\\b(?:repond(?:ent|irent|aient)|ont repondu) a l'appel|\\b(?:sont|etaient|furent) presente?s?(?! et represente))"
      "|(?<excused>\\b(?:se sont|s'etaient|s'est|s'etait|sont|etaient|est|etait|ont ete)(?: tous| egalement| aussi)?(?: fait)? excuse(?:e?s?|r)(?![a-z])|\\bexcuse(?:nt)?(?= (?:l'absence|m\\.|mm\\.|mmes?|mlle|monsieur|madame))(?: l'absence de)?|\\b(?:les |des )?excuses (?:de|d')(?! )?)"
      "|(?<absent>\\b(?:sont|etaient) absente?s?(?: sans [a-z]+(?: connue?s?)?)?|\\bmanqu(?:ent|aient)(?: a l'appel)?)");
  static const Regex other("memoire|deces|decede|hommage|disparu|condoleance|obseque|prochain|precedent|l'an (?:passe|dernier)");
  std::vector<Cue> cues;
  if (other.found(sentence)) return cues;
  RegexHit hit;
  for (std::size_t from = 0; cues.size() < 6 && cue.search(sentence, from, hit); from = std::max(hit.whole().end, from + 1))
    cues.push_back({hit.whole(), cue.group(hit, "present") ? "present" : cue.group(hit, "excused") ? "excused" : cue.group(hit, "absent") ? "absent" : "guest"});
  return cues;
}

bool full_name(const PersonEntry& entry) { return !entry.person.civility.empty() || (entry.person.words >= 2 && entry.person.known_given); }

// The people a cue lists: they begin close behind it, follow each other, and bear whole names.
std::vector<PersonEntry> listed_behind(const extract::Document& document, Range range) {
  constexpr std::size_t lead = 60, gap = 50;
  std::vector<PersonEntry> kept;
  std::size_t end = range.begin, strange = 0;
  std::string text = document.text.reading.substr(0, range.end);  // « à Mme X, et à Y », « de M. X et de Mme Y »: what leads to each is no part of it
  for (const std::string_view link : {"\xC3\xA0 ", "de ", "pour "})
    for (std::size_t at = text.find(link, range.begin); at != std::string::npos; at = text.find(link, at + 1)) {
      const std::size_t next = at + link.size();
      const bool lists = at == range.begin || (at >= 3 && (text[at - 2] == ',' || text.compare(at - 3, 3, "et ") == 0 || text.compare(at - 3, 3, "er ") == 0));
      if (lists && next < text.size() && ((text[next] >= 'A' && text[next] <= 'Z') || static_cast<unsigned char>(text[next]) == 0xC3)) text.replace(at, link.size(), link.size(), '\r');
    }
  bool capitals = true;  // « les sapeurs BAILLEUL, BOUCHEZ, CARON Léon »
  const auto in_capitals = [&](const PersonEntry& entry) {
    const std::string_view name = entry.person.range.of(text);
    return entry.person.words == 1 && name.size() > 3 && std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  for (PersonEntry& entry : extract::split_people(text, range)) {
    if (entry.entry.begin > end + (kept.empty() ? lead : gap)) break;
    const std::string_view between = document.text.fold({end, std::max(end, entry.entry.begin)});
    if (kept.empty() && first_of(between, "0123456789") != std::string_view::npos) break;
    capitals = capitals && (in_capitals(entry) || entry.person.words > 1);
    if (!full_name(entry) && !(capitals && in_capitals(entry))) {
      if (++strange > 1 || kept.empty()) break;
      continue;
    }
    const bool told = std::any_of(entry.tails.begin(), entry.tails.end(), [&](const extract::PersonTail& tail) { return tail.kind == extract::TailKind::note && tail.range.size() > 60; });
    if (told) entry.tails.erase(std::remove_if(entry.tails.begin(), entry.tails.end(), [](const extract::PersonTail& tail) { return tail.range.size() > 60; }), entry.tails.end());
    end = entry.entry.end;
    kept.push_back(std::move(entry));
    if (told) break;
  }
  return kept;
}

}  // namespace

void read_prose(const extract::Document& document, const std::vector<Range>& regions, Roster& roster) {
  const std::string_view text(document.text.folded);
  const std::size_t stop = opening_end(document);
  for (const Block& block : document.structure.blocks) {
    if (block.range.begin > stop) break;
    if (block.kind != BlockKind::paragraph) continue;
    const Range part{block.folded.begin, std::min(block.folded.end, block.folded.begin + 6000)};
    for (std::size_t at = part.begin; at < part.end;) {
      Range sentence = extract::sentence_around(text, part, at);
      while (sentence.end < part.end && text[sentence.end - 1] == ';') sentence.end = std::max(sentence.end + 1, extract::sentence_around(text, part, sentence.end).end);
      at = std::max(sentence.end, at + 1);
      if (sentence.size() < 12 || sentence.size() > longest) continue;
      std::string words(sentence.of(text));
      std::replace(words.begin(), words.end(), '\n', ' ');
      const std::vector<Cue> cues = cues_of(words);
      for (std::size_t i = 0; i < cues.size(); ++i) {
        const std::size_t end = i + 1 < cues.size() ? cues[i + 1].words.begin : sentence.size();
        const Range behind = document.text.to_reading({sentence.begin + cues[i].words.end, sentence.begin + end});
        if (std::any_of(regions.begin(), regions.end(), [&](Range r) { return r.overlaps(behind); })) continue;
        Label label;
        label.range = document.text.to_reading(cues[i].words.after(sentence.begin));
        for (const PersonEntry& entry : listed_behind(document, behind)) add_entry(document, entry, cues[i].status, {}, label, roster);
      }
    }
  }
}

}  // namespace minutier::extractors
