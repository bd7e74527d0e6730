#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
bool upper_start(std::string_view reading) {
  if (reading.empty()) return false;
  const unsigned char c = static_cast<unsigned char>(reading[0]);
  if (c < 0x80) return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return reading.size() > 1 && c == 0xC3 && static_cast<unsigned char>(reading[1]) >= 0x80 && static_cast<unsigned char>(reading[1]) <= 0x9E;
}

bool member_words(std::string_view folded) {
  for (const std::string_view word : {"adherents", "adherent.e.s", "adherent.es", "adherent-e-s", "adherent-es", "adherentes", "membres", "adhesions", "societaires", "cotisants"})
    if (folded.find(word) != std::string_view::npos) return true;
  return false;
}

bool MemberLists::name_like(Range range) const {
  const std::string_view folded = doc_.text.fold(range);
  std::size_t letters = 0;
  for (const char c : folded) letters += c >= 'a' && c <= 'z';
  if (letters < 3 || folded.size() > 90) return false;
  if (contains_any(folded, {" est ", " sont ", " a ete", "http", " nous ", " avons ", " ont "})) return false;
  return true;
}

void MemberLists::add_member(Range range, MembershipEntry& entry) const {
  range = trim_range(text_, range, ".,;:*\"");
  if (range.empty()) return;
  // « (en cours) » is the state of the membership, not part of the name.
  const std::string_view folded = doc_.text.fold(range);
  const std::size_t open = folded.rfind('(');
  if (open != std::string_view::npos && open > 2 && contains_any(folded.substr(open), {"en cours", "nouveau", "nouvelle", "a confirmer", "renouvel", "en attente"})) {
    const Range f = doc_.text.to_folded(range);
    range = trim_range(text_, doc_.text.to_reading({f.begin, f.begin + open}), ".,;:*");
  }
  if (const std::string_view words = range.of(text_); words.find('(') != std::string_view::npos && words.find('(') > 2 && words.find_first_of("!?", words.find('(')) != std::string_view::npos) range = trim_range(text_, {range.begin, range.begin + words.find('(')}, ".,;:*");  // « (oui !) »
  for (const std::string_view article : {"la ", "le ", "les ", "l'", "et ", "les communes de ", "les communes d'", "communes de ", "communes d'", "les villes de ", "villes de ", "villes d'", "ainsi que la ", "ainsi que le ", "ainsi que les ", "ainsi que l'", "ainsi que "}) {
    std::string words(doc_.text.fold(range).substr(0, article.size()));
    std::replace(words.begin(), words.end(), '\n', ' ');
    if (words != article) continue;
    const Range f = doc_.text.to_folded(range);
    const Range rest = doc_.text.to_reading({f.begin + article.size(), f.end});
    // Only a lower-case article is one: « Le Gosier » is a name.
    if (!upper_start(range.of(text_)) && upper_start(rest.of(text_))) range = rest;
  }
  for (const std::string_view civil : {"mmes ", "mme ", "mlles ", "mlle ", "mm. ", "m. "})
    if (doc_.text.fold(range).substr(0, civil.size()) == civil) {
      const Range f = doc_.text.to_folded(range);
      range = doc_.text.to_reading({f.begin + civil.size(), f.end});
      break;
    }
  // « les communes de A, de B et d'C »: the preposition of the first stands again before each.
  if (!entry.members.empty() && doc_.text.to_folded(entry.members[0]).begin > 12) {
    const std::size_t first = doc_.text.to_folded(entry.members[0]).begin;
    const std::string_view lead = std::string_view(doc_.text.folded).substr(first - 12, 12), own = doc_.text.fold(range);
    if (contains_any(lead, {"communes de ", "communes d'", "villes de ", "villes d'"}) && !upper_start(range.of(text_)))
      for (const std::string_view again : {"de ", "d'"})
        if (own.starts_with(again)) {
          const Range f = doc_.text.to_folded(range);
          if (const Range rest = doc_.text.to_reading({f.begin + again.size(), f.end}); upper_start(rest.of(text_))) range = rest;
          break;
        }
  }
  if (name_like(range)) entry.members.push_back(range);
}

void MemberLists::split(Range range, MembershipEntry& entry) const {
  if (range.empty() || range.size() > 6000) return;
  const std::string_view whole = range.of(text_);
  std::size_t strokes = 0;  // « Chorale Sol-Fa / Ciné-Vivier / La Récré »
  for (std::size_t at = whole.find("/ "); at != std::string_view::npos; at = whole.find("/ ", at + 1)) strokes += at > 0 && (whole[at - 1] == ' ' || whole[at - 1] == '\n');
  const bool slashes = strokes > 1 && strokes >= static_cast<std::size_t>(std::count(whole.begin(), whole.end(), ','));
  const auto pieces = [&](bool commas, bool ands) {
    MembershipEntry out;
    int depth = 0;
    std::size_t begin = range.begin;
    for (std::size_t at = range.begin; at <= range.end; ++at) {
      const bool end = at == range.end;
      if (!end && text_[at] == '(') ++depth;
      if (!end && text_[at] == ')') --depth;
      std::size_t cut = end || (depth <= 0 && (text_[at] == ';' || (commas && !slashes && text_[at] == ','))) ? 1 : 0;
      if (!end && slashes && cut == 0 && text_[at] == '/' && at > begin && (text_[at - 1] == ' ' || text_[at - 1] == '\n') && text_[at + 1] == ' ') cut = 1;
      if (!end && cut == 0 && ands && depth <= 0 && (text_.compare(at, 4, " et ") == 0 || text_.compare(at, 4, "\net ") == 0)) cut = 4;
      if (cut == 0) continue;
      add_member({begin, std::min(at, range.end)}, out);
      begin = at + cut;
    }
    return out.members;
  };
  const std::string_view words = range.of(text_);
  const bool semicolons = words.find(';') != std::string_view::npos;
  std::vector<std::vector<Range>> tries{pieces(!semicolons, false), pieces(!semicolons, true), pieces(true, false), pieces(true, true)};
  for (const auto& one : tries)
    if (entry.count > 0 && static_cast<std::int64_t>(one.size()) == entry.count) { entry.members = one; return; }
  entry.members = tries[!semicolons ? 1 : 0];
  if (entry.count > 0 && static_cast<std::int64_t>(entry.members.size()) > entry.count + entry.count / 4 + 1) entry.members.clear();
}

std::size_t MemberLists::sentence_end(std::size_t from, std::size_t limit) const {
  const std::string& f = doc_.text.folded;
  for (std::size_t at = from; at < limit; ++at)
    if ((f[at] == '.' || f[at] == '!') && (at + 1 >= limit || f[at + 1] == ' ' || f[at + 1] == '\n') && at > 1 && f[at - 2] != ' ') return at;
  return limit;
}

bool MemberLists::named_below(std::size_t b, MembershipEntry& entry) const {
  const auto& blocks = doc_.structure.blocks;
  if (entry.count < 2 || b + 1 >= blocks.size()) return false;
  MembershipEntry tried = entry;
  if (blocks[b + 1].kind == BlockKind::paragraph || (blocks[b + 1].kind == BlockKind::heading && fold_of(b + 1).find(':') == std::string_view::npos)) {  // a short list of names may look like a heading
    if (first_of(blocks[b + 1].range.of(text_), ",;/") == std::string_view::npos) return false;
    split({blocks[b + 1].range.begin, doc_.text.to_reading({blocks[b + 1].folded.begin, sentence_end(blocks[b + 1].folded.begin, blocks[b + 1].folded.end)}).end}, tried);
  } else if (blocks[b + 1].kind == BlockKind::item) {
    for (std::size_t i = b + 1; i < blocks.size() && blocks[i].kind == BlockKind::item; ++i) add_member(blocks[i].range, tried);
  } else {
    return false;
  }
  // The names must make up what was counted, but for one or two.
  const auto names = static_cast<std::int64_t>(tried.members.size());
  if (names > entry.count || names < 2 || names * 5 < entry.count * 4) return false;
  for (const Range name : tried.members)
    if (name.size() > 70) return false;
  without_places(tried);
  entry.members = tried.members;
  return true;
}

void MemberLists::without_places(MembershipEntry& entry) const {
  const auto open_of = [&](Range member) { return member.of(text_).find(" ("); };
  if (std::count_if(entry.members.begin(), entry.members.end(), [&](Range m) { return open_of(m) != std::string_view::npos; }) * 2 <= static_cast<std::ptrdiff_t>(entry.members.size())) return;
  for (Range& member : entry.members)
    if (open_of(member) != std::string_view::npos && open_of(member) > 2) member.end = member.begin + open_of(member);
}

void MemberLists::below(std::size_t b, MembershipEntry& entry, std::int64_t count) const {
  const auto& blocks = doc_.structure.blocks;
  std::vector<Range> lines;
  for (std::size_t i = b + 1; i < blocks.size() && i < b + 90; ++i) {
    const Block& block = blocks[i];
    if (block.kind == BlockKind::furniture) continue;
    if (block.kind == BlockKind::table) break;
    const std::string_view folded = fold_of(i);
    if (block.kind == BlockKind::heading && block.ends_with_colon) break;
    // A count opens the next category.
    if (block.kind == BlockKind::heading && block.marker.empty() && !folded.empty() && folded[0] >= '0' && folded[0] <= '9') break;
    if (count > 0 && static_cast<std::int64_t>(lines.size()) >= count) break;
    if (count == 0 && block.kind == BlockKind::heading && !lines.empty()) break;
    if (block.kind == BlockKind::paragraph && count == 0 && !lines.empty()) break;
    if (block.kind == BlockKind::item) {
      lines.push_back(block.range);
      continue;
    }
    for (const Range line : block.lines) {
      if (line.size() > 80) { i = blocks.size(); break; }
      const std::string_view f = doc_.text.fold(line);
      std::size_t letters = 0;
      for (const char c : f) letters += c >= 'a' && c <= 'z';
      if (letters < 3 || noise(line)) continue;
      // A line that goes on the name above it, or debris of a page.
      if (count > 0 && !upper_start(line.of(text_)) && !lines.empty() && !f.starts_with(". ")) { lines.back() = cover(lines.back(), line); continue; }
      lines.push_back(line);
    }
  }
  for (const Range line : lines) {
    if (noise(line)) continue;
    const Range name = trim_range(text_, line, ".,;:*-");
    if (count == 0 && contains(line.of(text_), "  ")) continue;
    add_member(name, entry);
  }
  if (count > 0 && static_cast<std::int64_t>(entry.members.size()) > count) entry.members.resize(static_cast<std::size_t>(count));
}

// The words of a line of names, each with a capital; empty for any other line. `gap`: the index of the word behind a wide gap.
MemberLists::Words MemberLists::name_words(Range line, std::size_t& gap) const {
  Words words;
  gap = 0;
  bool wide = false;
  for (std::size_t at = line.begin; at < line.end;) {
    const char c = text_[at];
    if (c == ' ' || c == '\t' || c == '~' || c == '|') {
      wide = wide || c != ' ' || (at + 1 < line.end && text_[at + 1] == ' ');
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < line.end && text_[end] != ' ' && text_[end] != '\t') ++end;
    const std::string_view word = Range{at, end}.of(text_);
    if (!upper_start(word) || word.find_first_of("0123456789:;.()/") != std::string_view::npos) return {};
    if (wide && !words.empty() && gap == 0) gap = words.size();
    wide = false;
    words.push_back({at, end});
    at = end;
  }
  return words.size() <= 6 ? words : Words{};
}
bool MemberLists::given(Range word) const { return extract::is_given_name(doc_.text.fold(word)); }

bool MemberLists::people_below(std::size_t b, MembershipEntry& entry) const {
  const auto& blocks = doc_.structure.blocks;
  std::vector<std::pair<Words, std::size_t>> lines;
  std::size_t sure = 0;
  for (std::size_t i = b + 1, open = 1; open && i < blocks.size() && i < b + 40 && lines.size() < 200; ++i) {
    if (blocks[i].kind == BlockKind::furniture) continue;
    if (blocks[i].kind == BlockKind::table || blocks[i].ends_with_colon) break;
    for (const Range line : blocks[i].lines) {
      std::size_t gap = 0;
      Words words = name_words(line, gap);
      if (words.empty()) { open = 0; break; }
      sure += (gap > 0 && words.size() > gap) || (words.size() == 4 && given(words[0]) && given(words[2]));
      lines.emplace_back(std::move(words), gap);
    }
  }
  if (sure < 2 || sure * 3 < lines.size()) return false;
  std::vector<Words> left, right;
  for (const auto& [words, gap] : lines) {
    std::size_t cut = gap;
    if (cut == 0 && words.size() == 3) cut = given(words[1]) ? 1 : given(words[0]) ? 2 : 0;
    if (cut == 0 && words.size() == 4) cut = 2;
    if (cut == 0) cut = words.size();
    left.emplace_back(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(cut));
    if (cut < words.size()) right.emplace_back(words.begin() + static_cast<std::ptrdiff_t>(cut), words.end());
  }
  left.insert(left.end(), right.begin(), right.end());
  for (std::size_t i = 0; i < left.size(); ++i) {
    const Words& name = left[i];
    if (name.size() == 1 && given(name[0]) && i + 1 < left.size() && left[i + 1].size() == 1 && !given(left[i + 1][0])) {
      entry.parted.emplace_back(left[i + 1][0], name[0]);
      entry.members.push_back(left[++i][0]);
    } else if (name.size() > 1) {
      entry.members.push_back(cover(name.front(), name.back()));
    }
  }
  return entry.members.size() >= 2;
}

// Scraps of recognition: words without vowels or of single letters.
bool MemberLists::noise(Range line) const {
  const std::string_view f = doc_.text.fold(line);
  std::size_t words = 0, odd = 0;
  for (std::size_t at = 0; at < f.size();) {
    while (at < f.size() && !(f[at] >= 'a' && f[at] <= 'z')) ++at;
    std::size_t end = at;
    bool vowel = false;
    while (end < f.size() && f[end] >= 'a' && f[end] <= 'z') { vowel = vowel || std::string_view("aeiouy").find(f[end]) != std::string_view::npos; ++end; }
    if (end > at) { ++words; odd += !vowel || end - at < 3; }
    at = end;
  }
  return words >= 3 && odd * 3 >= words * 2 && !contains_any(f, {"de la", "de l", "du "});
}

}  // namespace minutier::extractors
