#include "extractors/minutes_cutter.hpp"

#include <algorithm>

#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::extractors {

// A heading that is the decision itself: « LE RAPPORT MORAL EST ADOPTÉ À L'UNANIMITÉ ».
bool Cutter::says_decision(Range range) const {
  for (const extract::Match* match : document_.matches.within("decision", range)) {
    const std::string& id = match->rule->id;
    if (id.compare(0, 15, "decision.active") == 0 || id.compare(0, 16, "decision.passive") == 0 || id.compare(0, 17, "decision.resolved") == 0 || id == "decision.result.prop" || id == "decision.arrow" || id == "decision.everybody") return true;
  }
  return false;
}

// « Point 3. Formation », « Sujet B – L'argent », « Ad 4 … », and words in bold at the head of a paragraph: titles whatever follows.
bool Cutter::certain_title(std::size_t i) {
  const Block& block = document_.structure.blocks[i];
  if (block.kind == BlockKind::table || block.lines.empty()) return false;
  static const Regex opening("[ \\t#*]*(?<word>point|sujet|question|dossier|affaire|theme|sequence|ad)[ ]+(?:no[ ]?|n[.] ?)?(?<n>\\d{1,2}|[a-z]|[ivx]{1,5})(?:[ ]*[.:)/-]+[ ]*|[ ]+|$)(?<title>[^\\n]*)");
  const Range first = block.lines.front();
  const std::string_view folded = document_.text.fold(first);
  const Range base = document_.text.to_folded(first);
  RegexHit hit;
  // « Rapport 301 - Collège du pays : avenant n° 2 au marché de » over « maîtrise d'œuvre »
  static const Regex report("[ \\t#*]*rapport (?:no ?|n\\. ?)?(?!(?:19|20)\\d\\d\\b)\\d{1,4}(?:[./-]\\d{1,4})? ?[-:] [a-z0-9]");
  const bool wraps = block.lines.size() == 2 && normalise::lower_letter_at(document_.text.reading, block.lines[1].begin) && block.range.size() < 180;
  if (report.begins(folded) && !sentence_like(document_.text.fold(block.range)) && (block.lines.size() == 1 || wraps)) {
    open_heading(i, block.range);
    return true;
  }
  if (opening.begins(folded, hit)) {
    const bool latin = opening.text(folded, hit, "word") == "ad";
    const Range number = document_.text.to_reading(opening.range(hit, "n").after(base.begin));
    const unsigned char sign = static_cast<unsigned char>(document_.text.reading[first.begin]);
    if (sign < 'A' || sign > 'Z') return false;
    Range title = document_.text.to_reading(opening.range(hit, "title").after(base.begin));
    const bool marked = first_of(folded, ".:)/-") < 16 || latin;
    if (latin) {
      open(title_of_entry(document_.text.fold(number)), number, i);
      sentences(i, {number.end, block.range.end});
      return true;
    }
    if (title.empty()) title = title_of_entry(document_.text.fold(number));
    if (marked && !title.empty() && title.size() <= 140) {
      const Range rest{first.end, block.range.end};
      open(clean(title), number, i);
      if (rest.size() > 2) sentences(i, rest);
      return true;
    }
  }
  return bold_title(i);
}

bool Cutter::numbered_head(std::size_t i) {
  while (next_head_ < heads_.size() && heads_[next_head_].block < static_cast<int>(i)) ++next_head_;
  if (next_head_ >= heads_.size() || heads_[next_head_].block != static_cast<int>(i)) return false;
  const NumberedHead& head = heads_[next_head_];
  static const Regex ballots("\\belections?\\b|\\bscrutin\\b");
  if (part_of_ballot(document_.text.fold(head.title)) && ballots.found(std::string_view(document_.text.folded).substr(0, document_.text.to_folded(head.title).begin))) return false;
  if (!head.title.empty() && says_decision(head.title)) return false;
  open(clean(head.title), head.number, i);
  if (!head.rest.empty()) sentences(i, head.rest);
  return true;
}

// The title the agenda gives an entry of this number.
Range Cutter::title_of_entry(std::string_view number) const {
  for (const AgendaEntry& entry : agenda_.entries)
    if (!entry.number.empty() && document_.text.fold(entry.number) == number) return entry.title;
  return {};
}

// « **Tarifs 2022** (licence en sus) », « **4/ Budget** : 12 000 € … »: what the page sets in bold at the head of a paragraph.
bool Cutter::bold_title(std::size_t i) {
  const Block& block = document_.structure.blocks[i];
  if ((block.kind != BlockKind::paragraph && block.kind != BlockKind::heading) || block.range.size() < 8) return false;
  const std::string& page = document_.text.recognised;
  std::size_t begin = document_.text.to_recognised({block.range.begin, block.range.begin + 1}).begin;
  if (begin + 2 < page.size() && page.compare(begin, 2, "**") == 0) begin += 2;
  if (begin < 2 || page.compare(begin - 2, 2, "**") != 0 || (begin >= 3 && page[begin - 3] != '\n')) return false;
  const std::size_t end = page.find("**", begin);
  if (end == std::string::npos || end - begin < 4 || end - begin > 110 || page.find('\n', begin) < end) return false;
  const Range bold = document_.text.reading_map.up({begin, end});
  if (bold.empty() || bold.begin < block.range.begin || bold.end > block.range.end || (block.kind == BlockKind::heading && bold.size() + 12 > block.range.size())) return false;
  const std::string_view folded = document_.text.fold(bold);
  static const Regex label("[ ]*(?:lieu|date|quand|ou|qui|presidence|president|secretaire|secretariat|proces-verbal|animation|equipe|bureau sortant|excuses?|ordre du jour|convocation|quorum|vote|votes|decision|resultat|total|nb|note|remarque|attention|reponse|question|reference)s?\\b[^a-z]*$");
  if (part_of_topic(folded) || label.begins(folded) || sentence_like(folded) || says_decision(bold) || (bold.size() == block.range.size() && says_decision(block.range))) return false;
  const Numbered numbered = split_number(document_, bold);
  const bool alone = page.compare(end, 3, "**\n") == 0 && block.lines.size() > 1 && !colon_end(folded);
  if (numbered.number.empty() && !alone && !names_business(document_.text.fold(numbered.title)) && bold.size() < block.range.size()) return false;
  open(clean(numbered.title), numbered.number, i);
  std::size_t from = bold.end;
  const std::string_view text = document_.text.reading;
  while (from < block.range.end && (text[from] == ' ' || text[from] == ':' || text[from] == '\n' || text[from] == '\xE2' || text[from] == '\x80' || text[from] == '\x93' || text[from] == '\x94' || text[from] == '-' || text[from] == '\xC2' || text[from] == '\xA0')) ++from;
  if (from < block.range.end) sentences(i, {from, block.range.end});
  return true;
}

// « Bilan financier », and on the next line what was said of it.
bool Cutter::titled_line(std::size_t i) {
  const Block& block = document_.structure.blocks[i];
  if ((block.kind != BlockKind::paragraph && block.kind != BlockKind::heading) || block.lines.size() < 2) return false;
  const Range first = block.lines.front();
  const std::string_view folded = document_.text.fold(first);
  const unsigned char next = static_cast<unsigned char>(document_.text.reading[block.lines[1].begin]);
  const bool capital = (next >= 'A' && next <= 'Z') || next == 0xC3 || next == '-';
  if (first.size() > 80 || !capital || sentence_like(folded) || colon_end(folded) || !names_business(folded) || part_of_topic(folded) || says_decision(first)) return false;
  if (block.kind == BlockKind::heading && !says_decision(block.range)) return false;
  const char end = document_.text.reading[first.end - 1];
  if (end == ',' || contains(folded, " : ")) return false;
  open_heading(i, first);
  sentences(i, {block.lines[1].begin, block.range.end});
  return true;
}

// « Chemin de la Font-Basse. » alone on its line above a paragraph.
bool Cutter::short_title(std::size_t i) const {
  const std::vector<Block>& blocks = document_.structure.blocks;
  const Block& block = blocks[i];
  if (block.kind != BlockKind::paragraph || block.lines.size() != 1 || block.range.size() > 70 || i + 1 >= blocks.size()) return false;
  if (blocks[i + 1].kind != BlockKind::paragraph || blocks[i + 1].range.size() < 2 * block.range.size()) return false;
  const std::string_view folded = document_.text.fold(block.range);
  if (folded.size() < 5 || folded.back() != '.' || part_of_topic(folded) || folded.find_first_of(":;?!0123456789") != std::string_view::npos) return false;
  const unsigned char first = static_cast<unsigned char>(document_.text.reading[block.range.begin]);
  if (!((first >= 'A' && first <= 'Z') || first == 0xC3)) return false;
  static const Regex verb("\\b(?:est|sont|a|ont|fut|furent|se|s'|ne|n'|il|elle|ils|on|nous|je|j'|prie|remercie|preside|adopte|approuve|accepte|refuse|rejete|vote|avis|acte|fait|leve|rien|neant|oui|non|seance|session)\\b");
  return !verb.found(folded);
}

bool Cutter::run_in_heads(std::size_t i, std::size_t from) {
  const Block& block = document_.structure.blocks[i];
  auto head = std::lower_bound(line_heads_.begin(), line_heads_.end(), from, [](const LineHead& one, std::size_t at) { return one.title.begin < at; });
  if (head == line_heads_.end() || head->title.begin >= block.range.end || !inner_heads_) return false;
  if (head->title.begin > from) sentences(i, {from, head->title.begin});
  while (head != line_heads_.end() && head->title.begin < block.range.end) {
    const auto next = head + 1;
    const std::size_t stop = next != line_heads_.end() ? std::min(next->title.begin, block.range.end) : block.range.end;
    open(clean(head->title), {}, i);
    sentences(i, {head->text, stop}, true);
    head = next;
  }
  inner_heads_ = true;  // the next label stands beside these
  return true;
}

// « 1. Compte de 1882. - M. Prudhon donne lecture … »: the words before the dash are the title.
bool Cutter::headed(std::size_t i) {
  const Block& block = document_.structure.blocks[i];
  if (block.kind == BlockKind::table || block.kind == BlockKind::heading) return false;
  static const Regex head("[ ]*(?!mm?\\. )(?:[a-z0-9]{1,3}[.)][ ]+)?(?<title>[a-z][^.;:!?\\n]{3,80}(?:\\d{4})?)\\.[ ]?-{1,2}[ \\n]+(?=[a-z0-9\"])");
  const std::string_view folded = document_.text.fold(block.range);
  RegexHit hit;
  if (!head.begins(folded, hit)) return false;
  const Range base = document_.text.to_folded(block.range);
  const Range title = document_.text.to_reading(head.range(hit, "title").after(base.begin));
  if (!document_.matches.within("decision", title).empty() || part_of_topic(document_.text.fold(title))) return false;
  open_heading(i, {block.range.begin, title.end});
  const Range rest = document_.text.to_reading({base.begin + hit.whole().end, base.end});
  if (!run_in_heads(i, rest.begin)) sentences(i, rest);
  return true;
}

// « 2. Budget 2018 » that text follows; « - Bilan moral » with items below it.
bool Cutter::item_heading(std::size_t i) {
  const std::vector<Block>& blocks = document_.structure.blocks;
  const Block& block = blocks[i];
  const std::string_view text = document_.text.reading;
  if (block.lines.empty()) return false;
  const Range first = block.lines.front();
  const std::string_view folded = document_.text.fold(first);
  const char last = text[first.end - 1];
  static const Regex two_sentences("[a-z]{3}[.] [a-z]");  // « X. Boissier trouve … trop brutale. Le Président … »
  if (two_sentences.found(folded)) return false;
  if (first.size() > 130 || last == ';' || last == ',' || part_of_topic(folded) || !document_.matches.within("decision", first).empty()) return false;
  static const Regex score("^[^,:=\\n]{3,45}?(?:,| ?:| ?=| -|\\t|  +) ?(?!(?:19|20)\\d\\d[ .]*$)\\d{1,5}(?: ?(?:voix|suffrages|votes?))?(?:[ ,(]+(?:non )?(?:re)?elue?[)]?)?[ .]*$");  // « 5. Thierry Guyot, 19 voix », the last of a list of such lines
  if (i > 0 && blocks[i - 1].kind == BlockKind::item && score.begins(folded) && score.begins(blocks[i - 1].folded.of(document_.text.folded))) return false;
  static const Regex labelled("^[^:\\n]{3,60} ?: ?[^\\n]{4,}$");  // « 3) CCAS : Marie Rey, Anne Pujol », the last of a list of such lines
  if (i > 0 && blocks[i - 1].kind == BlockKind::item && block.lines.size() == 1 && labelled.begins(folded) && labelled.begins(blocks[i - 1].folded.of(document_.text.folded))) return false;
  const bool numbered = !block.marker.empty() && ((block.marker[0] >= '0' && block.marker[0] <= '9') || block.marker[0] == 'I' || block.marker[0] == 'V' || block.marker[0] == 'X');
  const auto capital = [&](std::size_t at) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    return (c >= 'A' && c <= 'Z') || c == 0xC3;
  };
  static const Regex vote_line("(?:pour|contre|oui|non|vote|adopte|approuve|accepte|refuse|rejete|unanim|a l'unanim)\\b");
  if (numbered && block.lines.size() >= 2 && last != '.' && capital(first.begin) && (capital(block.lines[1].begin) || vote_line.begins(document_.text.fold(block.lines[1])))) {
    open_heading(i, first);
    sentences(i, {block.lines[1].begin, block.range.end});
    return true;
  }
  if (block.lines.size() > 2 || last == '.' || colon_end(folded)) return false;
  std::size_t next = i + 1;
  while (next < blocks.size() && blocks[next].kind == BlockKind::furniture) ++next;
  if (next >= blocks.size()) return false;
  const bool deeper = blocks[next].kind == BlockKind::item && blocks[next].level > block.level;
  const bool text_follows = numbered && blocks[next].kind != BlockKind::item && capital(first.begin);
  if ((deeper && block.level == 0) || text_follows) {
    open_heading(i, block.range);
    return true;
  }
  return false;
}

// « Première résolution – Transfert du siège. Adoptée à l'unanimité. »: the line's head is the title.
void Cutter::titled(std::size_t i, const std::vector<const extract::Match*>& titles) {
  const Block& block = document_.structure.blocks[i];
  std::size_t at = block.range.begin;
  for (const extract::Match* match : titles) {
    if (match->range.begin > at) sentences(i, {at, match->range.begin});
    Range title = match->group("title");
    at = std::max(at, match->range.end);
    const Range aside = match->group("majority");
    static const Regex majority("majorite|unanimite|article|art\\.|ordinaire");
    if (!aside.empty() && !majority.found(document_.text.fold(aside))) {  // « Première résolution (comptes 2017) - L'assemblée approuve … »
      if (!title.empty()) at = title.begin;
      title = aside;
    } else if (const std::vector<const extract::Match*> said = document_.matches.within("decision", title); !title.empty() && !said.empty() && said.front()->range.begin > title.begin + 3) {
      const std::string_view text = document_.text.reading;  // « Décision 1 / PV du 25 septembre - adopté (17 pour) »
      std::size_t end = said.front()->range.begin;
      while (end > title.begin && (text[end - 1] == ' ' || text[end - 1] == '-' || text[end - 1] == ':')) --end;
      const std::string_view kept = document_.text.fold({title.begin, end});
      if (said.front()->rule->id == "decision.result" && !contains(kept, " est")) {
        title.end = end;
        at = said.front()->range.begin;
      }
    }
    if (!title.empty() && starts_decision(title)) {  // « Résolution 4.1 - Le CA autorise le trésorier … »
      at = title.begin;
      title = Range{};
    } else if (title.empty()) {
      title = next_line(block, at);
    }
    if (title.empty()) title = match->group("name");
    else at = std::max(at, title.end);
    open(clean(title), match->group("number"), i, match->rule->id != "decision.title.object");
  }
  if (at < block.range.end) sentences(i, {at, block.range.end});
}

// The words that should name a decision are the decision: « Le conseil approuve … ».
bool Cutter::starts_decision(Range title) const {
  for (const extract::Match* match : document_.matches.within("decision", title))
    if (match->rule->id.compare(0, 15, "decision.active") == 0 && match->range.begin <= title.begin + 3) return true;
  return false;
}

// The line under « Résolution 12 » where it is a title.
Range Cutter::next_line(const Block& block, std::size_t at) const {
  for (const Range line : block.lines) {
    if (line.begin < at) continue;
    const std::string_view folded = document_.text.fold(line);
    const bool title = line.size() <= 110 && !sentence_like(folded) && !colon_end(folded) && !part_of_topic(folded) && document_.matches.within("decision", line).empty() && &line != &block.lines.back();
    return title ? line : Range{};
  }
  return {};
}

}  // namespace minutier::extractors
