#include <algorithm>
#include <optional>

#include "extractors/budget_context.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;
using extract::Match;

bool starts_with(std::string_view text, std::string_view lead) { return text.substr(0, lead.size()) == lead; }

bool upper_start(std::string_view reading) {
  if (reading.empty()) return false;
  const unsigned char c = static_cast<unsigned char>(reading[0]);
  if (c < 0x80) return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return reading.size() > 1 && c == 0xC3 && static_cast<unsigned char>(reading[1]) >= 0x80 && static_cast<unsigned char>(reading[1]) <= 0x9E;
}

struct Entry {
  Range category, count_where;
  std::int64_t count = -1;
  std::vector<Range> members;
  std::vector<std::pair<Range, Range>> parted;  // a member whose name stands in two places: the last part (as in `members`), the first
  std::string rule;
  double confidence = 0.9;
};

class Reader {
 public:
  explicit Reader(const Document& document) : doc_(document), text_(document.text.reading) {}

  std::vector<Found> read() {
    const auto& blocks = doc_.structure.blocks;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      const Block& block = blocks[b];
      if (block.kind == BlockKind::furniture || block.kind == BlockKind::table) continue;
      const std::string_view folded = block.folded.of(doc_.text.folded);
      if (block.kind == BlockKind::paragraph && block.lines.size() > 1 && segments(b)) continue;
      if (block.kind != BlockKind::heading || !block.ends_with_colon)
        if (membership_scope(b)) {
          if (counted(b, folded)) continue;
          if (counted_behind(block.folded)) continue;
        }
      if (folded.size() < 100 && headed(b, folded)) continue;
    }
    for (const Match& match : doc_.matches.of("memberships.whole")) parts(match);
    for (const Table& table : doc_.structure.tables) counts_of(table);
    for (const std::string_view family : {"memberships.count", "memberships.part"})
      for (const Match& match : doc_.matches.of(family)) inline_count(match);
    return std::move(out_);
  }

 private:
  std::string_view fold_of(std::size_t block) const { return doc_.structure.blocks[block].folded.of(doc_.text.folded); }

  static bool member_words(std::string_view folded) {
    for (const std::string_view word : {"adherents", "adherent.e.s", "adherent.es", "adherent-e-s", "adherent-es", "adherentes", "membres", "adhesions", "societaires", "cotisants"})
      if (folded.find(word) != std::string_view::npos) return true;
    return false;
  }

  // Blocks under words that announce the members: their heading, or the one over it, or a block shortly before.
  bool membership_scope(std::size_t b) const {
    const auto& blocks = doc_.structure.blocks;
    const auto announces = [&](std::string_view f) {
      if (f.size() > 160) return false;
      if (contains_any(f, {"conseil d'administration", "presents", "bureau", "excuse", "elus", "election"})) return false;
      if (member_words(f) && contains_any(f, {"par college", "par categorie", "par type", "repartition des"})) return true;
      return contains_any(f, {"les adherents", "adherents institutionnels", "adherents a l'association", "partenaires et adherents", "nos adherents", "nos membres", "les membres de l'association", "membres adherents", "liste des adherents",
                              "adhesions 19", "adhesions 20", "etat des adhesions", "etat des adherents", "compte adherents", "la vie de l'association", "vie associative"}) ||
             (contains_any(f, {"association compte", "union compte", "federation compte", "federe", "cooperative compte"}) && member_words(f)) || f == "adherents" || f == "adhesions" || f == "membres adherents" || f == "adherents :";
    };
    announces_.resize(blocks.size());
    const auto says = [&](std::size_t block) {  // each block is asked about by many below it
      if (!announces_[block]) announces_[block] = announces(fold_of(block));
      return *announces_[block];
    };
    int up = blocks[b].parent;
    for (int step = 0; up >= 0 && step < 4; ++step) {
      if (says(static_cast<std::size_t>(up))) return true;
      up = blocks[static_cast<std::size_t>(up)].parent;
    }
    for (std::size_t back = 1; back <= 8 && back <= b; ++back) {
      const Block& before = blocks[b - back];
      if (says(b - back) || (before.ends_with_colon && fold_of(b - back).size() < 200 && member_words(fold_of(b - back)) && contains_any(fold_of(b - back), {" compte ", "compte ", "sont :", "sont:", "reparti"})) || (before.ends_with_colon && contains_any(fold_of(b - back), {"licences en ", "licences :", "licencies :", "effectifs :", "nos effectifs", "licences par", "licencies par"}))) return true;
      if (before.kind == BlockKind::heading && !contains_any(fold_of(b - back), {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}) && back > 1) break;
    }
    return false;
  }

  // « 7 Régions (soit 2 de plus) : Grand Est ; Bretagne … », « 18 adhésions individuelles validées. », « 8 régions » over a list.
  bool counted(std::size_t b, std::string_view folded) {
    const Block& block = doc_.structure.blocks[b];
    std::size_t digits = 0;
    while (digits < folded.size() && folded[digits] >= '0' && folded[digits] <= '9') ++digits;
    std::size_t at = digits;
    std::optional<std::int64_t> count;
    if (digits > 0 && digits < 7) count = extract::parse_count(folded.substr(0, digits));
    else if (const std::size_t space = folded.find(' '); space != std::string_view::npos && space < 16) {
      count = extract::parse_count(folded.substr(0, space));
      at = space;
    }
    if (!count || *count <= 0 || *count > 200000 || (digits == 4 && *count > 1900 && *count < 2100)) return false;
    if (at >= folded.size() || folded[at] != ' ') return false;
    while (at < folded.size() && folded[at] == ' ') ++at;
    if (at >= folded.size() || folded[at] < 'a' || folded[at] > 'z') return false;
    const std::size_t colon = folded.find(':', at);
    std::size_t end = std::min({colon, folded.find('(', at), folded.find(". ", at), folded.size()});
    while (end > at && (folded[end - 1] == '.' || folded[end - 1] == ' ' || folded[end - 1] == ',')) --end;
    const std::string_view category = folded.substr(at, end - at);
    if (category.size() < 4 || category.size() > 80 || category.find('\n') != std::string_view::npos) return false;
    if (contains_word(category, "eur") || contains_any(category, {" ont ", " est ", " sont ", "heures", " ans", "seance", "reunion", "conseils d'", "assemblee", "visite", "salarie", " a ", "voix", "passage", "euros", "temps", "atelier", "evenement", "types", "groupe"})) return false;
    Entry entry;
    const std::size_t base = block.folded.begin;
    entry.category = trim_range(text_, doc_.text.to_reading({base + at, base + end}), ".,:;*");
    const std::size_t number_end = digits > 0 ? digits : at - 1;
    entry.count_where = trim_range(text_, doc_.text.to_reading({base, base + number_end}));
    entry.count = *count;
    entry.rule = "memberships.counted@1";
    if (colon != std::string_view::npos && colon + 1 < folded.size()) {
      split(trim_range(text_, doc_.text.to_reading({base + colon + 1, block.folded.end}), ".;"), entry);
    } else if (block.kind == BlockKind::heading) {
      below(b, entry, *count);
    }
    keep(std::move(entry));
    return true;
  }

  // Lines of one paragraph that each open a category: « … répartis en collèges : / Collectivités (6) : A, / B. / Personnes (131) ».
  bool segments(std::size_t b) {
    const Block& block = doc_.structure.blocks[b];
    const auto ends_in = [&](Range line, std::string_view signs) { return !line.empty() && signs.find(text_[line.end - 1]) != std::string_view::npos; };
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < block.lines.size(); ++i)
      if (upper_start(block.lines[i].of(text_)) && opens_category(doc_.text.fold(block.lines[i])) && (i == 0 || ends_in(block.lines[i - 1], ":.;)"))) starts.push_back(i);
    if (starts.empty()) return false;
    const Range lead{block.range.begin, block.lines[starts[0]].begin};
    const bool announced = starts[0] > 0 && ends_in(block.lines[starts[0] - 1], ":") && member_words(doc_.text.fold(lead));
    if (!announced && !(follows_ && b <= *follows_ + 2) && !membership_scope(b)) return false;
    bool found = false;
    for (std::size_t s = 0; s < starts.size(); ++s) {
      const std::size_t next = s + 1 < starts.size() ? starts[s + 1] : block.lines.size();
      std::size_t last = starts[s];
      while (last + 1 < next && !ends_in(block.lines[last], ".")) ++last;
      found = counted_behind(doc_.text.to_folded({block.lines[starts[s]].begin, block.lines[last].end})) || found;
    }
    if (found) follows_ = b;
    return found;
  }
  static bool opens_category(std::string_view f) {
    const std::size_t open = f.find('(');
    if (open == std::string_view::npos || open < 4 || open > 60) return false;
    const std::size_t close = f.find(')', open);
    if (close == std::string_view::npos || close == open + 1 || close > open + 7) return false;
    return f.substr(open + 1, close - open - 1).find_first_not_of("0123456789 ") == std::string_view::npos && f.substr(0, open).find_first_of(".,:;") == std::string_view::npos && (close + 1 == f.size() || f.find(':', close) <= close + 3);
  }

  // A full stop that ends a sentence; the one in « usager.es » (« usager·es ») does not.
  static bool sentence_stop(std::string_view folded) {
    for (std::size_t at = folded.find('.'); at != std::string_view::npos; at = folded.find('.', at + 1))
      if (at + 1 >= folded.size() || folded[at + 1] < 'a' || folded[at + 1] > 'z') return true;
    return false;
  }

  // « Collectivités (6) : A, B, C », « Personnes physiques (131) », « Adhérents individuels : 131 ».
  bool counted_behind(Range where) {
    const std::string_view folded = where.of(doc_.text.folded);
    const std::size_t base = where.begin;
    const std::size_t open = folded.find('(');
    std::size_t begin = 0, end = 0, stop = 0;
    const std::size_t sign = folded.find(':');
    std::optional<Range> bracket;  // « structures : 11 (A, B, C) »
    if (sign != std::string_view::npos && sign > 3 && sign < 60 && open != std::string_view::npos && open > sign && open - sign < 10 && folded.find_last_not_of(" .;") == folded.rfind(')')) {
      begin = sign + 1, end = open, stop = sign;
      bracket = doc_.text.to_reading({base + open + 1, base + folded.rfind(')')});
    } else if (open != std::string_view::npos && open > 3 && open < 70 && (sign == std::string_view::npos || sign < open || folded.find_first_not_of("0123456789 ", open + 1) == folded.find(')', open))) {
      const std::size_t close = folded.find(')', open);
      if (close == std::string_view::npos || close - open > 8) return false;
      begin = open + 1, end = close, stop = open;
    } else {
      const std::size_t colon = folded.find(':');
      if (colon == std::string_view::npos || colon > 60 || folded.size() - colon > 20) return false;
      begin = colon + 1, end = folded.size(), stop = colon;
    }
    while (begin < end && folded[begin] == ' ') ++begin;
    while (end > begin && (folded[end - 1] == ' ' || folded[end - 1] == '.' || folded[end - 1] == ';')) --end;
    for (const std::string_view unit : {" licences", " licencies", " adherents", " membres", " eleves", " cartes", " inscrits"})
      if (end - begin > unit.size() && folded.substr(end - unit.size(), unit.size()) == unit) end -= unit.size();
    const std::string_view number = folded.substr(begin, end - begin);
    if (number.empty() || number.find_first_not_of("0123456789 ") != std::string_view::npos) return false;
    const auto count = extract::parse_count(number);
    std::string_view category = folded.substr(0, stop);
    if (!count || *count > 200000 || category.substr(0, category.find('(')).find_first_of("0123456789\n") != std::string_view::npos || sentence_stop(category)) return false;
    Entry entry;
    entry.category = trim_range(text_, doc_.text.to_reading({base, base + stop}), ".,:;*");
    entry.count_where = doc_.text.to_reading({base + begin, base + end});
    entry.count = *count;
    entry.rule = "memberships.counted_behind@1";
    const std::size_t colon = folded.find(':', end);
    if (bracket) split(*bracket, entry);
    else if (colon != std::string_view::npos && colon <= end + 3) split(trim_range(text_, doc_.text.to_reading({base + colon + 1, where.end}), ".;"), entry);
    keep(std::move(entry));
    return true;
  }

  // « Nouveaux adhérents institutionnels (2021, 2022) : », « Adhésions en préparation : », « adhérents individuels », then names.
  bool headed(std::size_t b, std::string_view folded) {
    const Block& block = doc_.structure.blocks[b];
    if (!((block.kind == BlockKind::heading) || (block.kind == BlockKind::paragraph && block.lines.size() == 1)) || (folded.size() > 0 && folded[0] >= '0' && folded[0] <= '9')) return false;
    static constexpr std::string_view leads[] = {"nouveaux adherents", "nouvelles adhesions", "nouveaux membres", "nouvelles et nouveaux adherent", "adhesions en ", "adherents individuels", "adherents institutionnels", "adherents collectifs",
                                                 "membres fondateurs", "membres d'honneur", "membres associes", "membres bienfaiteurs", "membres de droit", "membres actifs", "demissions", "radiations", "adherents personnes morales", "nouveaux societaires", "nouveaux associes", "membres individuels", "personnes physiques"};
    if (std::none_of(std::begin(leads), std::end(leads), [&](std::string_view lead) { return starts_with(folded, lead); })) return false;
    const std::size_t colon = folded.find(':');
    Entry entry;
    entry.rule = "memberships.headed@1";
    entry.confidence = 0.85;
    if (colon != std::string_view::npos && colon + 2 < folded.size()) {
      entry.category = trim_range(text_, doc_.text.to_reading({block.folded.begin, block.folded.begin + colon}), ".,:;*");
      split(trim_range(text_, doc_.text.to_reading({block.folded.begin + colon + 1, block.folded.end}), ".;"), entry);
    } else {
      entry.category = trim_range(text_, block.range, ".,:;*");
      if (!contains_any(folded, {"individuel", "physique"}) || !people_below(b, entry)) below(b, entry, 0);
    }
    if (entry.members.size() < 2) return false;
    keep(std::move(entry));
    return true;
  }

  bool name_like(Range range) const {
    const std::string_view folded = doc_.text.fold(range);
    std::size_t letters = 0;
    for (const char c : folded) letters += c >= 'a' && c <= 'z';
    if (letters < 3 || folded.size() > 90) return false;
    if (contains_any(folded, {" est ", " sont ", " a ete", "http", " nous ", " avons ", " ont "})) return false;
    return true;
  }

  void add_member(Range range, Entry& entry) const {
    range = trim_range(text_, range, ".,;:*\"");
    if (range.empty()) return;
    // « (en cours) » is the state of the membership, not part of the name.
    const std::string_view folded = doc_.text.fold(range);
    const std::size_t open = folded.rfind('(');
    if (open != std::string_view::npos && open > 2 && contains_any(folded.substr(open), {"en cours", "nouveau", "nouvelle", "a confirmer", "renouvel", "en attente"})) {
      const Range f = doc_.text.to_folded(range);
      range = trim_range(text_, doc_.text.to_reading({f.begin, f.begin + open}), ".,;:*");
    }
    for (const std::string_view article : {"la ", "le ", "les ", "l'", "et "}) {
      if (!starts_with(doc_.text.fold(range), article)) continue;
      const Range f = doc_.text.to_folded(range);
      const Range rest = doc_.text.to_reading({f.begin + article.size(), f.end});
      // Only a lower-case article is one: « Le Gosier » is a name.
      if (!upper_start(range.of(text_)) && upper_start(rest.of(text_))) range = rest;
    }
    if (name_like(range)) entry.members.push_back(range);
  }

  // « A ; B ; C et D » or « A, B, C »: by semicolons where there are any; a comma parts too where the count asks for it.
  void split(Range range, Entry& entry) const {
    if (range.empty() || range.size() > 6000) return;
    const auto pieces = [&](bool commas, bool ands) {
      Entry out;
      int depth = 0;
      std::size_t begin = range.begin;
      for (std::size_t at = range.begin; at <= range.end; ++at) {
        const bool end = at == range.end;
        if (!end && text_[at] == '(') ++depth;
        if (!end && text_[at] == ')') --depth;
        std::size_t cut = end || (depth <= 0 && (text_[at] == ';' || (commas && text_[at] == ','))) ? 1 : 0;
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

  // The list under a heading: items, or lines that are names; up to `count` where one is stated.
  void below(std::size_t b, Entry& entry, std::int64_t count) const {
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
        if (count > 0 && !upper_start(line.of(text_)) && !lines.empty() && !starts_with(f, ". ")) { lines.back() = cover(lines.back(), line); continue; }
        lines.push_back(line);
      }
    }
    for (const Range line : lines) {
      if (noise(line)) continue;
      const Range name = trim_range(text_, line, ".,;:*-");
      if (count == 0 && line.of(text_).find("  ") != std::string_view::npos) continue;
      add_member(name, entry);
    }
    if (count > 0 && static_cast<std::int64_t>(entry.members.size()) > count) entry.members.resize(static_cast<std::size_t>(count));
  }

  using Words = std::vector<Range>;
  // The words of a line of names, each with a capital; empty for any other line. `gap`: the index of the word behind a wide gap.
  Words name_words(Range line, std::size_t& gap) const {
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
  bool given(Range word) const { return extract::is_given_name(doc_.text.fold(word)); }

  // Names of people in two columns that recognition joined line by line: the left column, then the right one. A name that
  // a line or column end parted is put together again. False where the lines below are no such list.
  bool people_below(std::size_t b, Entry& entry) const {
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
  bool noise(Range line) const {
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

  // « 58 choristes, soit 22 sopranos, 17 altos, 8 ténors et 11 basses »: counts that make up a stated whole, or the parts of a
  // whole said to be divided (« adhérents par section : 11 du village, 5 de la vallée »).
  void parts(const Match& match) {
    const Range rest = match.group("parts");
    if (rest.empty()) return;
    const Range folded = doc_.text.to_folded(rest);
    const std::string_view f = folded.of(doc_.text.folded);
    std::optional<std::int64_t> whole;
    if (const Range stated = match.group("count"); !stated.empty()) whole = extract::parse_count(doc_.text.fold(stated));
    std::vector<Entry> found;
    std::int64_t sum = 0;
    std::size_t at = 0;
    while (at < f.size()) {
      std::size_t end = at;
      while (end < f.size() && f[end] != ',' && f[end] != ';' && f.compare(end, 4, " et ") != 0 && f.compare(end, 4, "\net ") != 0 && f.compare(end, 4, " et\n") != 0 && !(f[end] == '.' && (end + 1 >= f.size() || f[end + 1] == ' ' || f[end + 1] == '\n'))) ++end;
      std::size_t begin = at;
      while (begin < end && (f[begin] == ' ' || f[begin] == '\n')) ++begin;
      if (f.substr(begin, 3) == "et ") begin += 3;
      std::size_t number = begin;
      while (number < end && f[number] != ' ' && f[number] != '\n') ++number;
      const auto count = extract::parse_count(f.substr(begin, number - begin));
      if (!count || number + 3 > end) break;
      Entry entry;
      entry.count = *count;
      entry.count_where = doc_.text.to_reading({folded.begin + begin, folded.begin + number});
      std::size_t close = f.substr(0, end).find(" (", number);
      if (close == std::string_view::npos || close > end) close = end;
      entry.category = trim_range(text_, doc_.text.to_reading({folded.begin + number, folded.begin + close}), ".,;:*");
      entry.rule = match.rule->tag();
      entry.confidence = match.rule->confidence;
      sum += *count;
      if (entry.category.size() > 50) break;
      found.push_back(std::move(entry));
      if (whole && sum >= *whole) break;
      if (end < f.size() && f[end] == '.') break;
      at = end < f.size() && (f[end] == ' ' || f[end] == '\n') ? end + 4 : end + 1;
    }
    if (found.size() < 2 || (whole && sum != *whole)) return;
    if (const Range category = match.group("category"); whole && !category.empty()) {
      Entry all;
      all.count = *whole;
      all.count_where = match.group("count");
      all.category = trim_range(text_, category, ".,;:*");
      all.rule = match.rule->tag();
      all.confidence = match.rule->confidence;
      keep(std::move(all));
    }
    for (Entry& entry : found) keep(std::move(entry));
  }

  static bool member_head(std::string_view f) {
    return f.size() < 40 && (member_words(f) || contains_any(f, {"licenci", "licence", "associes", "effectif", "syndiques", "inscrits"})) && !contains_any(f, {"present", "vot", "eur", "montant", "cotisation", "tarif"});
  }

  // « … comptait 687 adhérents, ainsi répartis : » over a table: the column whose numbers add up to the count told.
  std::size_t summed_column(const Table& table) const {
    const auto& blocks = doc_.structure.blocks;
    if (table.block <= 0 || table.rows.size() < 4) return 0;
    const std::string_view before = fold_of(static_cast<std::size_t>(table.block) - 1);
    if (blocks[static_cast<std::size_t>(table.block) - 1].kind == BlockKind::table || before.size() > 400 || !member_words(before)) return 0;
    for (std::size_t c = table.columns; c-- > 1;) {
      std::int64_t sum = 0;
      std::size_t rows = 0;
      for (std::size_t r = 1; r < table.rows.size(); ++r) {
        const std::string_view number = doc_.text.fold(table.rows[r][c].range);
        const std::string_view name = doc_.text.fold(table.rows[r][0].range);
        if (number.empty() || number.find_first_not_of("0123456789 ") != std::string_view::npos || starts_with(name, "total") || starts_with(name, "ensemble")) continue;
        sum += extract::parse_count(number).value_or(0);
        ++rows;
      }
      if (rows > 1 && sum > 9 && contains_word(before, std::to_string(sum))) return c;
    }
    return 0;
  }

  // A table of counts of members: a column of numbers headed so, or rows each named so.
  void counts_of(const Table& table) {
    if (table.rows.size() < 3 || table.columns < 2 || table.columns > 6) return;
    const auto fold = [&](std::size_t r, std::size_t c) { return doc_.text.fold(table.rows[r][c].range); };
    std::size_t column = 0;
    for (std::size_t c = 1; c < table.columns && column == 0; ++c)
      if (member_head(fold(0, c))) column = c;
    const std::string_view head = fold(0, 0);
    if (column == 0 && contains_any(head, {"carte", "adhesion", "adherent", "licence", "categorie d", "college"})) {  // years above the columns: the last
      for (std::size_t c = 1; c < table.columns; ++c) {
        const std::string_view year = fold(0, c);
        if (year.size() == 4 && (year.substr(0, 2) == "20" || year.substr(0, 2) == "19") && (column == 0 || year > fold(0, column))) column = c;
      }
    }
    if (column == 0) column = summed_column(table);
    const bool by_row = column == 0;
    if (by_row) column = 1;
    std::vector<Entry> found;
    for (std::size_t r = by_row ? 0 : 1; r < table.rows.size(); ++r) {
      const std::string_view name = fold(r, 0);
      if (name.size() < 3 || name.size() > 60 || contains_any(name, {"total", "ensemble"})) continue;
      if (by_row && (!member_head(name) || contains_any(name, {"a jour"}))) continue;
      std::string number(fold(r, column));
      number.erase(std::remove(number.begin(), number.end(), '*'), number.end());
      if (number.empty() || number.size() > 7 || number.find_first_not_of("0123456789 ") != std::string::npos) {
        if (by_row) continue;
        return;
      }
      const auto count = extract::parse_count(number);
      if (!count) continue;
      Entry entry;
      entry.count = *count;
      entry.count_where = table.rows[r][column].range;
      entry.category = trim_range(text_, table.rows[r][0].range, ".,;:*");
      if (const std::size_t open = entry.category.of(text_).find(" ("); by_row && open != std::string_view::npos && open > 3) entry.category.end = entry.category.begin + open;
      entry.rule = "memberships.table@1";
      entry.confidence = 0.85;
      found.push_back(std::move(entry));
    }
    if (found.size() < 2) return;
    for (Entry& entry : found) keep(std::move(entry));
  }

  void inline_count(const Match& match) {
    const Range where = match.group("count"), category = trim_range(text_, match.group("category"), ".,;:()*");
    if (where.empty() || category.empty()) return;
    const auto count = extract::parse_count(doc_.text.fold(where));
    if (!count || *count <= 0) return;
    Entry entry;
    entry.category = category;
    entry.count_where = where;
    entry.count = *count;
    entry.rule = match.rule->tag();
    entry.confidence = match.rule->confidence;
    keep(std::move(entry));
  }

  void keep(Entry entry) {
    const std::string label = plain(doc_, entry.category);
    const std::string key(doc_.text.fold(entry.category));
    for (const auto& [old, count] : seen_)
      if (old == key && (count == entry.count || entry.count < 0 || count < 0)) return;
    for (const Range& used : used_)
      if (used.overlaps(entry.category)) return;
    seen_.emplace_back(key, entry.count);
    used_.push_back(entry.category);
    for (const Range& m : entry.members) used_.push_back(m);
    Found found;
    found.entity = "memberships";
    found.anchor = entry.category;
    const auto fact = [&](std::string field, Value value, Range where) {
      Fact f{std::move(field), std::move(value), where, {}, entry.confidence, entry.rule, Status::stated};
      found.facts.push_back(std::move(f));
    };
    fact("category", label, entry.category);
    if (entry.count >= 0) fact("stated_count", entry.count, entry.count_where);
    for (const Range& member : entry.members) {
      const auto first = std::find_if(entry.parted.begin(), entry.parted.end(), [&](const auto& part) { return part.first == member; });
      if (first == entry.parted.end()) {
        fact("members[]", plain(doc_, member), member);
      } else {
        fact("members[]", plain(doc_, first->second) + " " + plain(doc_, member), member);
        found.facts.back().support.push_back(first->second);
      }
    }
    out_.push_back(std::move(found));
  }

  const Document& doc_;
  const std::string& text_;
  std::optional<std::size_t> follows_;  // the block whose lines opened categories last
  std::vector<std::pair<std::string, std::int64_t>> seen_;
  std::vector<Range> used_;
  mutable std::vector<std::optional<bool>> announces_;  // by block, once asked
  std::vector<Found> out_;
};

class Memberships final : public extract::Extractor {
 public:
  std::string_view id() const override { return "memberships"; }
  std::vector<Found> extract(const Document& document, const Findings&) const override { return Reader(document).read(); }
};

}  // namespace

std::unique_ptr<extract::Extractor> memberships() { return std::make_unique<Memberships>(); }

}  // namespace minutier::extractors
