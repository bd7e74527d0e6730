#include "pipeline/normalise/page_labels.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "pipeline/normalise/fold.hpp"

namespace minutier::normalise {
namespace {

constexpr std::size_t most_bytes = 32;   // of a line, or of a cell at its end, that may be a label
constexpr double margin = 0.12;          // of the page's height
constexpr int farthest = 10;             // pages between two numbers that bear each other out

enum class Form {
  said,    // « Page 3 », « folio 12 », « 3/10 » of ten pages
  dashed,  // « - 3 - », « [3] », « 12 v° »
  bare,    // « 3 »
};

struct Candidate {
  Form form = Form::bare;
  bool folio = false;
  int number = 0;
  int side = 0;        // of a folio: 0 not said, 1 recto, 2 verso
  int of = 0;          // « 3/10 »: 10
  Range line;          // of Page::text
  bool alone = false;  // nothing else stands in its line
};

bool digit(char c) { return c >= '0' && c <= '9'; }

// A folded text from left to right.
struct Scanner {
  std::string_view rest;

  void blanks() {
    while (!rest.empty() && (rest[0] == ' ' || rest[0] == '.')) rest.remove_prefix(1);
  }
  bool take(std::string_view word) {
    if (rest.substr(0, word.size()) != word) return false;
    rest.remove_prefix(word.size());
    return true;
  }
  int number() {  // 0 for none
    std::size_t n = 0;
    while (n < rest.size() && digit(rest[n])) ++n;
    if (n == 0 || n > 4) return 0;
    int value = 0;
    for (std::size_t i = 0; i < n; ++i) value = 10 * value + rest[i] - '0';
    rest.remove_prefix(n);
    return value;
  }
  int side() {
    blanks();
    for (const std::string_view word : {"recto", "ro", "r"})
      if (rest == word) return rest = {}, 1;
    for (const std::string_view word : {"verso", "vo", "v"})
      if (rest == word) return rest = {}, 2;
    return 0;
  }
};

// Dashes, brackets and blanks around it, and whether there were any but blanks on both sides.
bool undressed(std::string_view& s) {
  constexpr std::string_view dress = "-_~*=|[]() .";
  const std::size_t first = s.find_first_not_of(dress), last = s.find_last_not_of(dress);
  if (first == std::string_view::npos) return s = {}, false;
  const bool before = s.substr(0, first).find_first_of("-_~*=[(") != std::string_view::npos;
  const bool after = s.substr(last + 1).find_first_of("-_~*=])") != std::string_view::npos;
  s = s.substr(first, last + 1 - first);
  return before && after;
}

std::optional<Candidate> candidate_of(std::string_view text) {
  if (text.empty() || text.size() > most_bytes) return std::nullopt;
  const std::string folded = fold(text);
  std::string_view s = folded;
  Candidate out;
  if (undressed(s)) out.form = Form::dashed;
  Scanner scan{s};
  for (const std::string_view word : {"folio", "feuillet", "fol", "fo", "f"})
    if (scan.take(word)) {
      out.folio = true;
      break;
    }
  bool named = out.folio;
  if (!named)
    for (const std::string_view word : {"page", "pag.", "p."})
      if (scan.take(word)) {
        named = true;
        break;
      }
  if (named) {
    const std::size_t before = scan.rest.size();
    scan.blanks();
    if (scan.take("no")) scan.blanks();
    // « p3 », « f 3 » may be anything; « f. 3 », « fo 3 », « page 3 » are said
    if (scan.rest.size() == before && s.front() == 'f' && s.size() > 1 && digit(s[1])) return std::nullopt;
    out.form = Form::said;
  }
  out.number = scan.number();
  if (out.number == 0) return std::nullopt;
  if ((out.side = scan.side()) > 0) {
    out.folio = true;
    if (!named) out.form = Form::dashed;
  }
  scan.blanks();
  if (!scan.rest.empty()) {
    if (!scan.take("/") && !scan.take("sur ") && !scan.take("de ")) return std::nullopt;
    scan.blanks();
    out.of = scan.number();
    if (out.of < out.number) return std::nullopt;
    scan.blanks();
  }
  if (!scan.rest.empty()) return std::nullopt;
  return out;
}

std::string_view trimmed(std::string_view s) {
  const std::size_t first = s.find_first_not_of(" \t\r"), last = s.find_last_not_of(" \t\r");
  return first == std::string_view::npos ? std::string_view{} : s.substr(first, last + 1 - first);
}

// A page, or one side of an opening.
struct Sheet {
  std::size_t page = 0, side = 0;
  Range chars;  // of the page's text
};

std::vector<Sheet> sheets_of(const std::vector<Page>& pages) {
  std::vector<Sheet> out;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i].sides.empty()) out.push_back({i, 0, {0, pages[i].text.size()}});
    for (std::size_t k = 0; k < pages[i].sides.size(); ++k) out.push_back({i, k, pages[i].sides[k].chars});
  }
  return out;
}

class Pages {
 public:
  explicit Pages(const std::vector<Page>& pages) : pages_(pages), sheets_(sheets_of(pages)), found_(sheets_.size()) {
    for (std::size_t i = 0; i < sheets_.size(); ++i) collect(i);
  }

  std::vector<PrintedLabel> labels() const {
    std::vector<PrintedLabel> out;
    for (std::size_t i = 0; i < sheets_.size(); ++i) {
      out.push_back({sheets_[i].page, sheets_[i].side, "", {}});
      const Candidate* best = nullptr;
      std::size_t most = 0;
      for (const Candidate& candidate : found_[i]) {
        const std::size_t borne = borne_out(i, candidate);
        if (!counts(i, candidate, borne)) continue;
        const std::size_t weight = 2 * borne + (candidate.form == Form::said ? 3 : 0);
        if (best && weight <= most) continue;
        best = &candidate, most = weight;
      }
      if (best) out.back().label = name_of(*best), out.back().where = best->alone ? best->line : Range{};
    }
    return out;
  }

 private:
  // The first two and the last two lines; of a line in cells, its first and last.
  void collect(std::size_t i) {
    const std::string& text = page(i).text;
    std::vector<Range> lines;
    for (std::size_t begin = sheets_[i].chars.begin; begin < sheets_[i].chars.end;) {
      const std::size_t end = std::min(text.find('\n', begin), sheets_[i].chars.end);
      if (!trimmed(std::string_view(text).substr(begin, end - begin)).empty()) {
        if (lines.size() == 4) lines.erase(lines.begin() + 2);
        lines.push_back({begin, end});
      }
      begin = end + 1;
    }
    for (const Range line : lines) {
      const std::string_view words = trimmed(line.of(text));
      const std::size_t first = words.find('\t'), last = words.rfind('\t');
      if (first == std::string_view::npos) {
        add(i, words, line, true);
        continue;
      }
      add(i, trimmed(words.substr(0, first)), line, false);
      add(i, trimmed(words.substr(last + 1)), line, false);
    }
  }
  void add(std::size_t i, std::string_view words, Range line, bool alone) {
    auto candidate = candidate_of(words);
    if (!candidate) return;
    if (candidate->of > 0) candidate->form = candidate->of == static_cast<int>(sheets_.size()) || candidate->form == Form::said ? Form::said : Form::dashed;
    candidate->line = line;
    candidate->alone = alone;
    const std::size_t at = static_cast<std::size_t>(words.data() - page(i).text.data());
    if (candidate->form != Form::said && !in_margin(i, at)) return;
    found_[i].push_back(*candidate);
  }

  const Page& page(std::size_t i) const { return pages_[sheets_[i].page]; }

  const Word* word_at(std::size_t i, std::size_t byte) const {
    for (const Word& word : page(i).words)
      if (word.chars.begin <= byte && byte < word.chars.end) return &word;
    return nullptr;
  }
  bool in_margin(std::size_t i, std::size_t byte) const {
    const Page& page = this->page(i);
    if (page.words.empty() || page.height <= 0) return true;  // no boxes: the edge lines are all there is
    const Word* word = word_at(i, byte);
    if (!word) return false;
    const double middle = word->box.y + word->box.h / 2;
    return middle < margin * page.height || middle > (1 - margin) * page.height;
  }

  // How many of the pages around carry the number this one asks for.
  std::size_t borne_out(std::size_t i, const Candidate& candidate) const {
    std::size_t out = 0;
    const int first = std::max(0, static_cast<int>(i) - farthest), last = std::min(static_cast<int>(found_.size()) - 1, static_cast<int>(i) + farthest);
    for (int j = first; j <= last; ++j) {
      const int step = j - static_cast<int>(i);
      if (step == 0) continue;
      const auto& others = found_[static_cast<std::size_t>(j)];
      out += std::any_of(others.begin(), others.end(), [&](const Candidate& other) { return runs(candidate, other, step); });
    }
    return out;
  }
  static bool runs(const Candidate& a, const Candidate& b, int step) {
    if (a.of != b.of) return false;
    const int ahead = b.number - a.number;
    if (a.side > 0 && b.side > 0) return 2 * ahead + b.side - a.side == step || (a.side == b.side && ahead == step);
    return ahead == step || ((a.folio || b.folio || a.form == Form::bare) && step % 2 == 0 && 2 * ahead == step);
  }

  bool counts(std::size_t i, const Candidate& candidate, std::size_t borne) const {
    if (sheets_.size() == 1 && page(0).words.empty()) return false;  // a text that has no pages
    if (candidate.form == Form::said) return true;
    if (candidate.form == Form::dashed && candidate.alone) return borne > 0 || stands_alone(i, candidate);
    const std::size_t wanted = page(i).words.empty() || !candidate.alone ? 2 : 1;
    return borne >= std::min(wanted, std::max<std::size_t>(1, sheets_.size() - 1)) || (candidate.alone && stands_alone(i, candidate));
  }

  // In the margin with white around it, where no other page of the source shows a number.
  bool stands_alone(std::size_t i, const Candidate& candidate) const {
    const Page& page = this->page(i);
    if (page.words.empty() || page.height <= 0) return false;
    for (std::size_t j = 0; j < found_.size(); ++j)
      if (j != i && !found_[j].empty()) return false;
    const auto line = std::find_if(page.lines.begin(), page.lines.end(), [&](const Line& l) {
      return l.count > 0 && candidate.line.begin <= page.words[l.first].chars.begin && page.words[l.first].chars.begin < candidate.line.end;
    });
    if (line == page.lines.end()) return false;
    return std::none_of(page.lines.begin(), page.lines.end(), [&](const Line& other) {
      if (&other == &*line || !in_sheet(i, other)) return false;
      const double white = other.box.y > line->box.y ? other.box.y - line->box.bottom() : line->box.y - other.box.bottom();
      return white < 1.5 * line->box.h;
    });
  }

  bool in_sheet(std::size_t i, const Line& line) const {
    const Range chars = sheets_[i].chars;
    return line.count > 0 && chars.begin <= page(i).words[line.first].chars.begin && page(i).words[line.first].chars.begin < chars.end;
  }

  static std::string name_of(const Candidate& candidate) {
    std::string out = std::to_string(candidate.number);
    if (!candidate.folio) return out;
    out.insert(0, "f. ");
    if (candidate.side > 0) out += candidate.side == 1 ? " r°" : " v°";
    return out;
  }

  const std::vector<Page>& pages_;
  std::vector<Sheet> sheets_;
  std::vector<std::vector<Candidate>> found_;
};

}  // namespace

std::vector<PrintedLabel> printed_labels(const std::vector<Page>& pages) { return Pages(pages).labels(); }

void label_pages(std::vector<Page>& pages) {
  for (const PrintedLabel& printed : printed_labels(pages)) set_label(printed, pages[printed.page].label, pages[printed.page].sides);
}

void set_label(const PrintedLabel& printed, std::string& label, std::vector<Side>& sides) {
  if (printed.label.empty()) return;
  if (printed.side < sides.size()) sides[printed.side].label = printed.label;
  if (printed.side == 0 && label.empty()) label = printed.label;
}

}  // namespace minutier::normalise
