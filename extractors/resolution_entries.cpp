// Decisions told in the entries of a list: « - Convention avec la mairie : validée », « a) Société de musique : 500 F. Refusé. »

#include <algorithm>

#include "extractors/resolution_grouper.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {
namespace {

// What the entry is about, then how it ended. The label holds no sentence; a sum may stand between.
const Regex& entry_pattern() {
  static const Regex pattern(
      "^[ \\t*>\"-]*(?<title>[a-z0-9][^:;!?]{3,160}?)[ ]?(?::|->|=>|\\.|(?<= )--?(?= ))[ ]?(?<sum>[^:;!?]{0,45}?\\d[^:;!?]{0,24}?[ ,.(;:>-]+)?"
      "(?:(?:est |sont |a ete |ont ete |proposition |demande )?(?<verb>admis|adjuge|remis|renouvele|octroye|attribue|prolonge|adopte|approuve|valide|accepte|accorde|vote|agree|retenu|refuse|rejete|repousse|ecarte|ajourne|reporte|retire|renvoye|differe|maintenu|reconduit)(?:\\(?e\\)?|[.-]?e)?(?:\\(?s\\)?)?|"
      "(?<word>dont acte|pris(?:e d')? ?acte|prend acte|d'accord|accord(?: (?:unanime|general|de tous|du conseil))?|avis favorable|avis defavorable|oui|ok|non))"
      "(?=[ ]?(?:$|[.,;(!]|(?<=accorde) \\d| a l.?unan| a la (?:maj|prochaine|seance|commission|reunion|session)| a (?:une|plus|mains?|\\d)| au (?:prochain|conseil|printemps|mois|budget)| par (?:\\d|[a-z]+ voix|acclam|l'|son |ses |le |la |les )| sans | avec | sauf | hormis | de l'ordre| pour \\d| en (?:commission|seance)))");
  return pattern;
}

std::string_view result_said(std::string_view verb, std::string_view word) {
  if (word.find("acte") != std::string_view::npos) return "noted";
  if (word == "non" || word == "avis defavorable") return "rejected";
  if (!word.empty()) return "adopted";
  for (const std::string_view stem : {"refus", "rejet", "repouss", "ecart"})
    if (verb.substr(0, stem.size()) == stem) return "rejected";
  for (const std::string_view stem : {"ajourn", "report", "renvoy", "differ", "remis"})
    if (verb.substr(0, stem.size()) == stem) return "adjourned";
  return verb.substr(0, 5) == "retir" ? "withdrawn" : "adopted";
}

}  // namespace

// The words of an item that is such an entry; nothing for any other block.
std::optional<Grouper::Entry> Grouper::entry_of(int block) const {
  if (block < 0) return std::nullopt;
  const Block& item = document_.structure.blocks[static_cast<std::size_t>(block)];
  if (item.kind != BlockKind::item || item.range.size() > 420) return std::nullopt;
  const std::string_view text = item.folded.of(minutes_.flat);
  if (item.lines.size() > 1 && text.size() > 160 && document_.matches.within("decision", item.range).size() >= 2) return std::nullopt;  // an account of several decisions
  RegexHit hit;
  const Regex& pattern = entry_pattern();
  if (!pattern.search(text, hit)) return std::nullopt;
  static const Regex none("^(?:votes?|pour|contre|abst|resultat|decision|prochain|rappel|question|reponse|candidat|m\\.|mme|mm\\.|monsieur|madame|le point|presents?|excuses?|absents?|pouvoirs?)\\b|\\b(?:est|sont|sera|seront|ont|avait|etait) [a-z]+$|\\bsi \\b");
  std::string_view title = pattern.text(text, hit, "title");
  if (none.found(title) || contains(title, ". ") || std::count(title.begin(), title.end(), ' ') > 16) return std::nullopt;
  Entry entry;
  entry.title = document_.text.to_reading(pattern.range(hit, "title").after(item.folded.begin));
  const char* said = pattern.group(hit, "verb") ? "verb" : "word";
  entry.verb = document_.text.to_reading(pattern.range(hit, said).after(item.folded.begin));
  entry.result = result_said(pattern.text(text, hit, "verb"), pattern.text(text, hit, "word"));
  entry.weak = said[0] == 'w' && pattern.text(text, hit, "word") != "d'accord";
  return entry;
}

// Two of them in a topic, or one that refuses or puts off: another alone may say anything.
bool Grouper::entry(std::size_t t, std::size_t u) {
  const Unit& unit = minutes_.units[u];
  const Topic& topic = minutes_.topics[t];
  if (entries_topic_ != t) {
    entries_topic_ = t;
    entries_ = 0;
    std::size_t strong = 0;
    int last = -1;
    for (std::size_t i = topic.first; i < topic.first + topic.count; ++i) {
      const Unit& other = minutes_.units[i];
      if (!other.item || other.block == last) continue;
      last = other.block;
      if (const auto found = entry_of(last)) ++entries_, strong += !found->weak;
    }
    if (strong == 0) entries_ = 0;
  }
  if (entries_ < 1 || !unit.item || names_ballot(topic)) return false;
  if (unit.block == entry_block_) return true;  // its other sentences
  if (u > topic.first && minutes_.units[u - 1].block == unit.block) return false;
  const auto found = entry_of(unit.block);
  if (!found) return false;
  if (entries_ < 2 && (found->weak || found->result == "adopted")) return false;
  if (!pending_.empty()) leftover_vote(t);
  pending_ = VoteRead{};
  pending_text_.clear();
  entry_block_ = unit.block;
  const Block& block = document_.structure.blocks[static_cast<std::size_t>(unit.block)];
  Decision decision;
  decision.says = Says::content;
  decision.result = found->result;
  decision.verb = found->verb;
  Draft& d = open(t, u, decision);
  d.rule = "resolution.entry@1";
  d.confidence = 0.84;
  d.title = found->title;
  d.number = Range{};
  d.text = {block.range};
  d.closed = true;
  if (may_vote(block.folded.of(minutes_.flat))) merge(d.vote, read_vote(block.folded.of(document_.text.folded), block.folded.begin, true));
  reverse(d, decision);
  current_.reset();
  return true;
}

}  // namespace minutier::extractors
