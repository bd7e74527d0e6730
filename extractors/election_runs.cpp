// Scores that stand line by line or side by side, however they are set: « 1. Salomé : 24 », « glycine       13 »,
// « ROUBAUD Marcel   93      BARTHE Sylvie   77 », « Mme A		44 voix, élue ». What proves them is that several stand together.

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "extractors/election_finder.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {

void ElectionFinder::block_scores(std::size_t t, std::vector<Score>& scores) const {
  static const Regex entry(
      "(?:^|[ ]{3,}|\\t|\\| ?)[ \\t*>-]*(?:\\d{1,2}[.)] +)?(?:mm?\\. |mmes? |mlles? |dr |docteur )?(?<who>[a-z0-9][a-z0-9_~'` .()-]{1,45}?)(?: ?[:=] ?|, ?| - ?|[ .]*\\.{2,}[ .]*|[ ]{2,}|\\t+|[ ]*\\|[ ]*|[ ])(?<n>\\d{1,5})(?![0-9.,/%:h]*\\d|[%:h/]| ?(?:eur|fr?s?\\b|ans?\\b|er\\b|janv|fev|mars|avril|mai\\b|juin|juil|aout|sept|oct|nov|dec))"
      "(?: ?(?:voix|suffrages|votes?|mandats|bulletins))?(?<flag>[ ,;(*-]*(?:n\\.? ?e\\.?(?![a-z])|(?:non[ -]|pas )elu[a-z.]*|(?:proclame[a-z.]* )?(?:re)?-?elu[a-z.]*|nouve[a-z]+|sortante?)?\\)?)?(?=[ ]{3,}|[ ]*\\t|[ ]*[;,.]?[ ]*$|[ ]*\\|)");
  static const Regex none("^(?:total|votants?|bulletins?|exprimes?|suffrages?|inscrits?|abstentions?|pour|contre|oui|non|majorite|voix|presents?|quorum|article|art|page|lot|point)\\b");
  static const Regex blanks("(?:bulletins? |votes? )?(?:blancs?|nuls?)(?: (?:ou|et) [a-z]+)?");
  const auto& blocks = document_.structure.blocks;
  const int first = std::max(minutes_.topics[t].block, 0);
  const int last = t + 1 < minutes_.topics.size() ? minutes_.topics[t + 1].block : static_cast<int>(blocks.size());
  std::vector<Score> found;
  std::size_t others = 0;  // numbers beside words that are no names
  for (int b = first; b < last && b < static_cast<int>(blocks.size()) && b < first + 150; ++b) {
    const Block& block = blocks[static_cast<std::size_t>(b)];
    const std::string_view text = block.folded.of(document_.text.folded);
    if (block.kind == BlockKind::furniture || text.size() > 5000 || first_of(text, "0123456789") == std::string_view::npos) continue;
    RegexHit hit;
    std::vector<Score> here;
    for (std::size_t from = 0; entry.search(text, from, hit); from = hit.whole().end) {
      Range who = entry.range(hit, "who").after(block.folded.begin);
      const Range n = entry.range(hit, "n").after(block.folded.begin);
      if (none.found(flat(who)) || blanks.matches(flat(who))) continue;
      bool anew = false;
      if (const std::size_t aside = flat(who).find(" ("); aside != std::string_view::npos) anew = flat(who).find("nouv", aside) != std::string_view::npos, who.end = who.begin + aside;
      const std::vector<NamedPerson> one = people_in(who.begin, who.end);
      const auto count = extract::parse_count(flat(n));
      const bool listed = one.size() == 1 && (one.front().name.find(' ') != std::string::npos || std::find(listed_.begin(), listed_.end(), one.front().name) != listed_.end());
      if (!listed || !count || (*count >= 1900 && *count < 2100)) {
        ++others;
        continue;
      }
      Score score{one.front().name, one.front().where, *count, reading(n.begin, n.end)};
      const std::string_view flag = entry.text(text, hit, "flag");
      const bool lost = contains(flag, "n.e") || flag.find("ne") == flag.find_first_of("abcdefghijklmnopqrstuvwxyz") || contains(flag, "non") || contains(flag, "pas ");
      if (contains(flag, "nouv") || anew) score.fresh = true, score.said = score.votes_at;
      else if (contains(flag, "elu") || (lost && flag.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos)) score.elected = !lost, score.said = document_.text.to_reading(entry.range(hit, "flag").after(block.folded.begin));
      score.run = true;
      here.push_back(std::move(score));
    }
    found.insert(found.end(), here.begin(), here.end());
  }
  if (found.size() < 2 || others > found.size()) return;
  for (Score& score : found) {
    const auto known = std::find_if(scores.begin(), scores.end(), [&](const Score& other) { return other.person_at.overlaps(score.person_at) || other.votes_at.overlaps(score.votes_at); });
    if (known == scores.end()) scores.push_back(std::move(score));
    else {
      known->run = true;
      if (!known->elected) known->elected = score.elected, known->said = score.said;
      known->fresh = known->fresh || score.fresh;
    }
  }
}

// How many seats a topic has to give: « quinze sièges », « 7 places », « Collège de 5 »; none where it does not say.
std::optional<std::size_t> ElectionFinder::seats_told(std::size_t t, Range* where) const {
  static const Regex pattern("\\b(?<n>\\d{1,2}|[a-z]+(?:-[a-z]+)?) (?:postes?|sieges?|fauteuils?|places?|mandats?|membres? a elire)\\b|\\b(?:college|conseil|comite|ca|collectif|collegiale) (?:compose )?de (?<m>\\d{1,2})\\b(?! ?(?:h\\b|janv|fev|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec))");
  const Topic& topic = minutes_.topics[t];
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const std::string_view text = flat(minutes_.units[u].folded);
    RegexHit hit;
    for (std::size_t from = 0; pattern.search(text, from, hit); from = hit.whole().end) {
      const auto n = extract::parse_count(pattern.text(text, hit, pattern.group(hit, "n") ? "n" : "m"));
      if (!n || *n < 2) continue;
      if (where) *where = minutes_.units[u].range;
      return static_cast<std::size_t>(*n);
    }
  }
  return std::nullopt;
}

// « Tous élus au 1er tour avec 10 voix, sauf M. Pradayrol, 9 voix. »
void ElectionFinder::votes_of_all(std::size_t t, std::size_t first) {
  static const Regex pattern("\\b(?:tous|toutes|tous les [a-z]+|les [a-z]+|ils|elles)(?: sont| ont ete)?(?: donc)? (?:re)?elue?s\\b[^.;]{0,50}?(?:avec|par) (?<n>\\d{1,5}|[a-z-]+) (?:voix|suffrages)(?:[^.;]{0,12} (?:sauf|excepte|a l'exception de) (?<who>[^,;:]{3,40}?),? (?:avec |par |qui (?:en )?obtient )?(?<m>\\d{1,5}|[a-z-]+)(?: voix)?)?");
  const Topic& topic = minutes_.topics[t];
  for (std::size_t u = topic.first; u < topic.first + topic.count && first < seats_.size(); ++u) {
    const std::string_view text = flat(minutes_.units[u].folded);
    RegexHit hit;
    if (!contains(text, "voix") && !contains(text, "suffrages")) continue;
    if (!pattern.search(text, hit)) continue;
    const auto all = extract::parse_count(pattern.text(text, hit, "n"));
    if (!all) continue;
    const Range n = pattern.range(hit, "n").after(minutes_.units[u].folded.begin);
    std::vector<NamedPerson> but;
    std::optional<std::int64_t> less;
    Range less_at;
    if (pattern.group(hit, "who")) {
      const Range who = pattern.range(hit, "who").after(minutes_.units[u].folded.begin), m = pattern.range(hit, "m").after(minutes_.units[u].folded.begin);
      but = people_in(who.begin, who.end);
      less = extract::parse_count(flat(m));
      less_at = reading(m.begin, m.end);
    }
    for (std::size_t s = first; s < seats_.size(); ++s) {
      if (seats_[s].votes || !seats_[s].elected) continue;
      const bool other = but.size() == 1 && (seats_[s].person == but.front().name || written_before(but.front()) == seats_[s].person);
      if (other && !less) continue;
      seats_[s].votes = other ? *less : *all;
      seats_[s].votes_at = other ? less_at : reading(n.begin, n.end);
    }
    return;
  }
}

// « Lucile est élue »: the Lucile Bergantz the topic names.
void ElectionFinder::complete_given(std::size_t t, std::size_t first) {
  for (std::size_t s = first; s < seats_.size(); ++s) {
    Seat& seat = seats_[s];
    if (seat.person.find(' ') != std::string::npos || std::find(listed_.begin(), listed_.end(), seat.person) != listed_.end()) continue;
    const std::string key = normalise::fold(seat.person);
    const Topic& topic = minutes_.topics[t];
    std::string full;
    for (std::size_t u = topic.first; u < topic.first + topic.count && u < minutes_.units.size(); ++u) {
      const Range unit = minutes_.units[u].folded;
      const std::string_view text = flat(unit);
      for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + key.size())) {
        const auto name = extract::name_at(document_.text.reading, reading(unit.begin + at, unit.begin + at + 1).begin);
        if (!name || name->words < 2 || normalise::fold(name->name).compare(0, key.size() + 1, key + " ") != 0) continue;
        if (!full.empty() && full != name->name) return;
        full = name->name;
      }
    }
    if (!full.empty()) seat.person = full;
  }
}

}  // namespace minutier::extractors
