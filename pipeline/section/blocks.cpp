#include <algorithm>
#include <array>

#include "pipeline/base/utf8.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/section/lines.hpp"
#include "pipeline/section/section.hpp"
#include "pipeline/section/tables.hpp"

namespace minutier::section {
namespace {

using normalise::lower_letter_at;
using normalise::upper_letter_at;

constexpr std::size_t heading_bytes = 140;

struct Case {
  int upper = 0, lower = 0;
};
Case count_case(std::string_view line) {
  Case c;
  for (std::size_t at = 0; at < line.size(); at += utf8::step(line, at)) {
    if (upper_letter_at(line, at)) ++c.upper;
    else if (lower_letter_at(line, at)) ++c.lower;
  }
  return c;
}

bool capitals(std::string_view line) {
  const Case c = count_case(line);
  return c.upper >= 4 && c.upper > 6 * c.lower;
}

std::size_t word_count(std::string_view line) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : line) {
    const bool space = c == ' ' || c == '\t' || c == '\n';
    if (!space && !inside) ++words;
    inside = !space;
  }
  return words;
}

class Sectioner {
 public:
  explicit Sectioner(const Text& text) : text_(text), lines_(read_lines(text)) {}

  Structure run() {
    mark_underlined();
    mark_bulleted_titles();
    measure_width();
    while (at_ < lines_.size()) {
      const LineInfo& line = lines_[at_];
      switch (line.kind) {
        case LineKind::blank: case LineKind::underline: ++at_; break;
        case LineKind::furniture: add(BlockKind::furniture, line.range); ++at_; break;
        case LineKind::heading: heading(line.content, line.level); ++at_; break;
        case LineKind::item: item(); break;
        case LineKind::text: text_line(); break;
        default: table_or_text(); break;
      }
    }
    link_parents();
    return std::move(out_);
  }

 private:
  std::string_view words(Range range) const { return range.of(text_.reading); }
  bool blank(std::size_t i) const { return i >= lines_.size() || lines_[i].kind == LineKind::blank || lines_[i].kind == LineKind::furniture; }
  bool blank_before(std::size_t i) const { return i == 0 || blank(i - 1) || lines_[i - 1].kind == LineKind::underline || lines_[i - 1].kind == LineKind::heading; }

  // reStructuredText: a line of signs under a line of text makes it a heading; the order of signs gives levels.
  void mark_underlined() {
    std::string order;
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (lines_[i + 1].kind != LineKind::underline && lines_[i + 1].kind != LineKind::pipe_rule) continue;
      if (lines_[i + 1].kind == LineKind::pipe_rule) continue;
      LineInfo& line = lines_[i];
      if (line.kind != LineKind::text && line.kind != LineKind::item) continue;
      const std::size_t width = utf8::length(words(line.range)), rule = lines_[i + 1].range.size();
      if (rule * 3 < width * 2 || width > 160) continue;
      const bool over = i > 0 && lines_[i - 1].kind == LineKind::underline;
      if (!over && !(i == 0 || blank(i - 1)) && !(rule >= 3 && rule + 3 >= width)) continue;
      const char sign = text_.reading[lines_[i + 1].range.begin];
      const std::string key{over ? 'o' : 'u', sign};
      std::size_t level = order.find(key);
      if (level == std::string::npos) { level = order.size(); order += key; }
      line.kind = LineKind::heading;
      line.content = line.range;
      line.level = static_cast<int>(level / 2) + 1;
    }
  }

  // « • Rapport moral » over « Le président remercie les bénévoles … »: where three short entries at the margin, each behind a blank
  // line, open prose, bullets mark titles.
  void mark_bulleted_titles() {
    std::vector<std::size_t> titles, bare;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const LineInfo& line = lines_[i];
      if (line.kind != LineKind::item || line.numbered || line.indent > 2 || (i > 0 && !blank(i - 1))) continue;
      const std::string_view content = words(line.content);
      if (content.size() < 4 || content.size() > 70 || word_count(content) > 9 || !upper_letter_at(content, 0) || std::string_view(".,;:!?").find(content.back()) != std::string_view::npos || content.find(" : ") != std::string_view::npos) continue;
      if (blank(i + 1)) {
        bare.push_back(i);
        continue;
      }
      const LineInfo& next = lines_[i + 1];
      if (next.kind == LineKind::text && next.indent <= line.indent + 1 && upper_letter_at(words(next.range), 0) && utf8::length(words(next.range)) > 40) titles.push_back(i);
    }
    if (titles.size() < 3) return;
    titles.insert(titles.end(), bare.begin(), bare.end());
    for (const std::size_t i : titles) {
      LineInfo& line = lines_[i];
      if (line.marker != lines_[titles.front()].marker) continue;
      line.kind = LineKind::heading;
      line.level = 4;
    }
  }

  // The measure of a text set in lines: where many lines end about as far out, a line that ends early although the next
  // word had room was ended on purpose. 0 where lines are not set to a measure (one long line a paragraph, lists).
  void measure_width() {
    std::vector<std::size_t> lengths;
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i)
      if (lines_[i].kind == LineKind::text && lines_[i + 1].kind == LineKind::text) lengths.push_back(utf8::length(words(lines_[i].range)));
    if (lengths.size() < 12) return;
    std::sort(lengths.begin(), lengths.end());
    const std::size_t width = lengths[lengths.size() * 9 / 10];
    const auto full = static_cast<std::size_t>(lengths.end() - std::lower_bound(lengths.begin(), lengths.end(), width * 4 / 5));
    if (width >= 50 && width <= 160 && full >= 8 && full * 5 >= lengths.size()) width_ = width;
  }
  // Whether line i was ended on purpose before a line that begins something new.
  bool ended_on_purpose(std::size_t i) const {
    if (width_ == 0 || i + 1 >= lines_.size() || lines_[i + 1].kind != LineKind::text) return false;
    const std::string_view next = words(lines_[i + 1].range);
    if (lower_letter_at(next, 0)) return false;
    const std::size_t first_word = utf8::length(next.substr(0, next.find(' ')));
    return utf8::length(words(lines_[i].range)) + 1 + first_word + width_ / 10 < width_;
  }

  // A line of prose: most of a full line, or the end of a sentence. Names under one another are neither.
  bool runs_on(std::size_t i) const {
    const std::string_view line = words(lines_[i].range);
    return utf8::length(line) * 5 >= width_ * 3 || line.back() == '.' || line.back() == ';' || line.back() == ':';
  }

  Block& add(BlockKind kind, Range range) {
    Block block;
    block.kind = kind;
    block.range = range;
    block.lines.push_back(range);
    out_.blocks.push_back(std::move(block));
    return out_.blocks.back();
  }

  void heading(Range range, int level) {
    Block& block = add(BlockKind::heading, range);
    block.level = level;
    block.ends_with_colon = !range.empty() && text_.reading[range.end - 1] == ':';
    const std::string_view line = words(range);
    // "1. Approbation …": the number is the marker.
    std::size_t n = 0;
    while (n < line.size() && line[n] >= '0' && line[n] <= '9') ++n;
    if (n > 0 && n < 3 && n < line.size() && (line[n] == '.' || line[n] == ')' || line.substr(n, 2) == "°" || line.substr(n, 2) == " -")) block.marker = std::string(line.substr(0, n));
  }

  // Level of an unmarked line that stands as a heading, or 0.
  int heading_level(std::size_t i) const {
    const LineInfo& line = lines_[i];
    const std::string_view content = words(line.range);
    if (content.size() > heading_bytes || content.empty() || content.find('\t') != std::string_view::npos) return 0;
    const char last = content.back();
    if (last == ',' || last == ';') return 0;
    if (content.front() == '|') return 0;  // « | VOTE | Pour : 63 | Contre : 0 | »: a row alone
    if (content.find("....") != std::string_view::npos) return 0;  // « ACCA ........ 150 »: an entry with its leaders
    const bool before = blank_before(i), after = blank(i + 1);
    if (last == ':' && word_count(content) <= 14 && (before || after || next_lists(i)) && !goes_on(i) && std::count(content.begin(), content.end(), '(') <= std::count(content.begin(), content.end(), ')')) return 6;
    if (capitals(content) && word_count(content) <= 24 && (before || after || capital_neighbour(i)) && !hangs(i)) return 2;
    if (last == '.' || last == '!' || last == '?') return 0;
    const bool parted = after || (word_count(content) >= 2 && ended_on_purpose(i) && runs_on(i + 1));
    if (before && word_count(content) <= 16 && !lower_letter_at(content, 0) && content.size() >= 3 && !list_like(content) && !statement(content)) return parted || opens_block(i) ? 5 : 0;
    return 0;
  }
  // A short line over prose that it does not run into (« Cap Métiers » over « Un parcours de six mois pour … »), or over lines that
  // each give a value (« Conseil d'administration » over « Présidente : … », « Trésorier : … »).
  bool opens_block(std::size_t i) const {
    const std::string_view title = words(lines_[i].range);
    const std::size_t length = utf8::length(title);
    if (length > 60 || title.find(':') != std::string_view::npos || i + 1 >= lines_.size() || lines_[i + 1].kind != LineKind::text) return false;
    const std::string_view next = words(lines_[i + 1].range);
    if (lower_letter_at(next, 0)) return false;
    if (const std::size_t below = utf8::length(next); below >= 52 && below * 2 >= length * 3 && word_count(next) >= 8) return true;
    std::size_t pairs = 0;
    for (std::size_t j = i + 1; j < lines_.size() && j < i + 40 && lines_[j].kind == LineKind::text; ++j, ++pairs)
      if (!gives_value(words(lines_[j].range))) return false;
    return pairs >= 2;
  }
  // A term over what is said of it, set farther in, one of several such: « Budget 2016 » over « 29 oui, 4 non. Adopté. »
  bool term(std::size_t i) const {
    if (i + 1 >= lines_.size() || lines_[i].kind != LineKind::text || lines_[i + 1].kind != LineKind::text || lines_[i + 1].indent < lines_[i].indent + 2) return false;
    const std::string_view title = words(lines_[i].range);
    if (title.size() > 70 || title.size() < 3 || std::string_view(".,;:!?").find(title.back()) != std::string_view::npos || title.find_first_of(",\t") != std::string_view::npos || title[0] == '|' || title[0] == ':' || title.substr(0, 2) == "..") return false;
    return (upper_letter_at(title, 0) || (title[0] >= '0' && title[0] <= '9')) && word_count(title) <= 10;
  }
  // Whether line i is such a term and another stands behind it, or one stood before.
  bool defines(std::size_t i) const {
    if (!term(i)) return false;
    if (terms_indent_ == lines_[i].indent) return true;
    std::size_t j = i + 1;
    for (std::size_t steps = 0; j < lines_.size() && steps < 30 && (lines_[j].kind == LineKind::blank || lines_[j].indent > lines_[i].indent); ++j) ++steps;
    return j < lines_.size() && lines_[j].indent == lines_[i].indent && term(j);
  }
  static bool gives_value(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (const std::size_t leader = line.find("..."); leader != std::string_view::npos && leader > 2 && line.back() >= '0' && line.back() <= '9') return true;
    for (const std::string_view dash : {" \xE2\x80\x94 ", " \xE2\x80\x93 "})  // « Trésorier — Hugo Blin »
      if (const std::size_t at = line.find(dash); at != std::string_view::npos && at > 2 && at < 48 && at + dash.size() + 2 < line.size() && line.size() < 90 && line.back() != '.') return true;
    return colon != std::string_view::npos && colon > 2 && colon < 48 && colon + 2 < line.size() && line.find('.') > colon;
  }
  // « … Mme GUIBERT, MM. » over « PERRAULT et DUPIN. »: the line above waits for a name.
  bool hangs(std::size_t i) const {
    if (i == 0 || lines_[i - 1].kind != LineKind::text) return false;
    const std::string_view above = words(lines_[i - 1].range);
    for (const std::string_view end : {" M.", " MM.", " Mme", " Mmes", " Mlle", " et", " de", "\nM.", "(M.", "(MM.", "(Mme"})
      if (above.size() > end.size() + 12 && above.substr(above.size() - end.size()) == end) return true;
    if (above.size() < 12 || above.back() != ',') return false;  // « …, Mmes PERRAS, » over « SONNERY, MM. TACHET, VALOUR, Mlle VIGNON. »: a list of names goes on
    const std::string_view line = words(lines_[i].range);
    for (const std::string_view civility : {", M. ", ", MM. ", ", Mme ", ", Mmes ", ", Mlle ", " et M. ", " et Mme "})
      if (line.find(civility) != std::string_view::npos) return true;
    return false;
  }
  // « Sont désignés, sans » over « opposition : »: the sentence of the line above goes on.
  bool goes_on(std::size_t i) const {
    if (i == 0 || lines_[i - 1].kind != LineKind::text || !lower_letter_at(words(lines_[i].range), 0)) return false;
    const std::string_view above = words(lines_[i - 1].range);
    return std::string_view(".:;!?").find(above.back()) == std::string_view::npos && width_ > 0 && utf8::length(above) * 5 >= width_ * 3;
  }
  bool next_lists(std::size_t i) const { return i + 1 < lines_.size() && lines_[i + 1].kind == LineKind::item; }
  bool capital_neighbour(std::size_t i) const {
    const bool above = i > 0 && lines_[i - 1].kind == LineKind::text && capitals(words(lines_[i - 1].range));
    const bool below = i + 1 < lines_.size() && lines_[i + 1].kind == LineKind::text && capitals(words(lines_[i + 1].range));
    return above || below;
  }
  // A line that says something rather than names it: an address, « Pierre : la Ville a … », « Résultat : + 4550 € ».
  static bool statement(std::string_view content) {
    if (content.find("://") != std::string_view::npos) return true;
    const std::size_t colon = content.find(':');
    if (colon == std::string_view::npos) return false;
    std::size_t after = colon + 1;
    while (after < content.size() && (content[after] == ' ' || static_cast<unsigned char>(content[after]) == 0xA0)) ++after;
    if (content.compare(after, 2, "\xC2\xAB") == 0) return true;  // « S. Petit : « On l'avait déjà entendu. » »
    return lower_letter_at(content, after) || content.find("€", after) != std::string_view::npos;
  }
  // « Dupont, Martin, Durand »: names or values in a row, not a title.
  static bool list_like(std::string_view content) { return std::count(content.begin(), content.end(), ',') >= 3; }

  void item() {
    const LineInfo first = lines_[at_];
    // A numbered line that stands alone and is short is a heading of an agenda point.
    const std::string_view content = words(first.content);
    const bool alone = blank_before(at_) && blank(at_ + 1);
    const bool title = first.numbered && alone && first.content.size() <= heading_bytes && !content.empty() && content.back() != '.' && content.back() != ';' && content.back() != ',' && !neighbour_items(at_);
    const bool loud = first.numbered && capitals(content) && first.content.size() <= heading_bytes;
    if (title || loud) {
      heading(first.content, 3);
      out_.blocks.back().marker = first.marker;
      ++at_;
      return;
    }
    Block& block = add(BlockKind::item, first.content);
    block.marker = first.marker;
    block.level = first.level;
    ++at_;
    continue_block(block, first.indent);
  }
  // Whether the items around, over blank lines, make a numbered list (an agenda) rather than headings with bodies.
  bool neighbour_items(std::size_t i) const {
    const auto item_after = [&](std::size_t j) {
      while (j < lines_.size() && blank(j)) ++j;
      return j < lines_.size() && lines_[j].kind == LineKind::item && lines_[j].numbered;
    };
    const auto item_before = [&](std::size_t j) {
      while (j > 0 && blank(j - 1)) --j;
      return j > 0 && lines_[j - 1].kind == LineKind::item && lines_[j - 1].numbered;
    };
    return item_after(i + 1) || item_before(i);
  }

  // Lines that run on: text lines up to the next blank line, item or heading.
  void continue_block(Block& block, int indent) {
    const bool is_item = block.kind == BlockKind::item;
    while (at_ < lines_.size() && lines_[at_].kind == LineKind::text) {
      const int level = heading_level(at_);
      if (terms_indent_ >= 0 && lines_[at_].indent <= terms_indent_) break;
      if (level == 6 || (level == 2 && !capitals(words(block.lines.back())))) break;
      // An item at the margin ends where a line at the margin begins a new sentence after a closed one.
      if (!is_item && read_stacked(text_, lines_, at_)) break;
      if (is_item && lines_[at_].indent <= indent && (closed(block.lines.back()) || (ended_short(block.lines.back()) && states(at_))) && upper_letter_at(text_.reading, lines_[at_].range.begin)) break;
      // Farther out than the bullet: no wrapped line stands there.
      if (is_item && lines_[at_].indent + 2 <= indent && upper_letter_at(text_.reading, lines_[at_].range.begin) && std::string_view(",-").find(words(block.lines.back()).back()) == std::string_view::npos) break;
      block.lines.push_back(lines_[at_].range);
      block.range.end = lines_[at_].range.end;
      ++at_;
      if (ended_on_purpose(at_ - 1) && sentence_ends(block.lines.back())) break;
    }
    block.ends_with_colon = !block.range.empty() && text_.reading[block.range.end - 1] == ':';
  }
  bool closed(Range line) const {
    const std::string_view content = words(line);
    return !content.empty() && (content.back() == '.' || content.back() == '!' || content.back() == '?' || content.back() == ';' );
  }

  // A line so short that what follows at the margin was not wrapped there.
  bool ended_short(Range line) const {
    const std::string_view content = words(line);
    return utf8::length(content) < 48 && std::string_view(",;:-").find(content.back()) == std::string_view::npos;
  }

  // « Mme Chappuis est élue présidente … »: a line that says something of its own.
  bool states(std::size_t i) const {
    const std::string_view line = words(lines_[i].range);
    if (utf8::length(line) < 48 && line.back() != '.') return false;
    for (const std::string_view lead : {"M. ", "MM. ", "Mme ", "Mmes ", "Mlle ", "Le ", "La ", "Les ", "L'", "L\xE2\x80\x99", "Il "})
      if (line.substr(0, lead.size()) == lead) return true;
    return false;
  }

  bool sentence_ends(Range line) const { return closed(line) && words(line).back() != ';'; }

  void text_line() {
    if (hidden_table()) return;
    const LineInfo first = lines_[at_];
    if (defines(at_)) {
      terms_indent_ = first.indent;
      heading(first.range, 6);
      ++at_;
      add(BlockKind::paragraph, lines_[at_].range);
      const int inside = lines_[at_++].indent;
      continue_block(out_.blocks.back(), inside);
      return;
    }
    if (first.indent <= terms_indent_) terms_indent_ = -1;
    int level = heading_level(at_);
    if (level == 0 && out_.blocks.empty() && first.range.size() <= heading_bytes && blank(at_ + 1) && !closed(first.range)) level = 2;
    if (level > 0) {
      Range range = first.range;
      ++at_;
      // A title that takes several lines of capitals, or whose next line goes on in lower case.
      while (level == 2 && at_ < lines_.size() && lines_[at_].kind == LineKind::text && heading_level(at_) == 2 && capitals(words(lines_[at_].range))) range.end = lines_[at_++].range.end;
      heading(range, level);
      return;
    }
    Block& block = add(BlockKind::paragraph, first.range);
    ++at_;
    if (!(ended_on_purpose(at_ - 1) && sentence_ends(first.range))) continue_block(block, first.indent);
  }

  void add_table(TableRun run) {
    for (const Range masked : run.furniture) add(BlockKind::furniture, masked);
    run.table.block = static_cast<int>(out_.blocks.size());
    Block& block = add(BlockKind::table, run.table.range);
    block.table = static_cast<int>(out_.tables.size());
    block.lines.clear();
    for (std::size_t i = at_; i < at_ + run.lines; ++i)
      if (!lines_[i].range.empty()) block.lines.push_back(lines_[i].range);
    out_.tables.push_back(std::move(run.table));
    at_ += run.lines;
  }

  // « .. admonition:: Résolution 4a » heads what is set in below it; « .. _ag2019: », « .. note:: » stand for nothing a reader sees.
  bool mark_up() {
    const std::string_view line = words(lines_[at_].range);
    const std::size_t name = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", 3);
    const bool target = line.size() > 5 && line[3] == '_' && line.back() == ':' && line.find(' ', 3) == std::string_view::npos;
    const bool directive = name != std::string_view::npos && name > 3 && line.substr(name, 2) == "::";
    if (!target && !directive) return false;
    const std::string_view kind = line.substr(3, directive ? name - 3 : 0);
    const bool bare = target || line.find_first_not_of(' ', name + 2) == std::string_view::npos;
    if (!bare && kind != "admonition" && kind != "topic" && kind != "sidebar" && kind != "rubric") return false;
    if (bare) add(BlockKind::furniture, lines_[at_].range);
    else heading({lines_[at_].range.begin + line.find_first_not_of(' ', name + 2), lines_[at_].range.end}, 6);
    ++at_;
    return true;
  }

  // Tables that do not look like one line by line.
  bool hidden_table() {
    if (words(lines_[at_].range).substr(0, 3) == ".. ") {
      std::optional<TableRun> run = read_directive(text_, lines_, at_);
      if (!run) return mark_up();
      if (const Range title = directive_title(text_, lines_[at_]); !title.empty()) heading(title, 6);
      add_table(std::move(*run));
      return true;
    }
    std::optional<TableRun> run = read_stacked(text_, lines_, at_);
    if (run) add_table(std::move(*run));
    return run.has_value();
  }

  void table_or_text() {
    if (std::optional<TableRun> run = read_table(text_, lines_, at_)) {
      add_table(std::move(*run));
      return;
    }
    if (lines_[at_].kind == LineKind::grid_rule || lines_[at_].kind == LineKind::pipe_rule) { ++at_; return; }
    lines_[at_].kind = LineKind::text;
    text_line();
  }

  void link_parents() {
    std::vector<int> open;  // headings above, by rising level
    for (std::size_t i = 0; i < out_.blocks.size(); ++i) {
      Block& block = out_.blocks[i];
      block.folded = text_.to_folded(block.range);
      if (block.kind != BlockKind::heading) {
        block.parent = open.empty() ? -1 : open.back();
        continue;
      }
      while (!open.empty() && out_.blocks[static_cast<std::size_t>(open.back())].level >= block.level) open.pop_back();
      block.parent = open.empty() ? -1 : open.back();
      open.push_back(static_cast<int>(i));
    }
  }

  const Text& text_;
  std::vector<LineInfo> lines_;
  std::size_t at_ = 0;
  int terms_indent_ = -1;  // of the terms of a list of definitions one stands in, -1 outside
  std::size_t width_ = 0;  // code points of a full line, 0 for a text not set to a measure
  Structure out_;
};

}  // namespace

Structure find_structure(const Text& text) { return Sectioner(text).run(); }

}  // namespace minutier::section
