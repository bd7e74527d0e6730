#include "pipeline/archive/query.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "pipeline/archive/analyser.hpp"
#include "pipeline/archive/facets.hpp"

namespace minutier::archive {
namespace {

std::optional<Filter::Field> field_named(std::string_view folded) {
  using Field = Filter::Field;
  static const std::map<std::string_view, Field> names = {
      {"annee", Field::year},        {"an", Field::year},           {"year", Field::year},
      {"organe", Field::body},       {"instance", Field::body},     {"body", Field::body},
      {"organisation", Field::organisation}, {"organization", Field::organisation}, {"org", Field::organisation},
      {"genre", Field::kind},        {"type", Field::kind},         {"kind", Field::kind},
      {"resultat", Field::result},   {"result", Field::result},
  };
  const auto found = names.find(folded);
  if (found == names.end()) return std::nullopt;
  return found->second;
}

// What people write for the codes of RECORD.md, by the beginning of the folded word.
std::vector<std::string> codes(Filter::Field field, std::vector<std::string> words) {
  if (words.size() != 1) return words;
  const std::string& word = words[0];
  const auto starts = [&](std::string_view with) { return word.compare(0, with.size(), with) == 0; };
  if (field == Filter::Field::result) {
    if (starts("adopt") || starts("approuv") || starts("approved")) return {"adopted"};
    if (starts("rejet") || starts("reject") || starts("refus")) return {"rejected"};
    if (starts("ajourn") || starts("report") || starts("adjourn")) return {"adjourned"};
    if (starts("retir") || starts("withdraw")) return {"withdrawn"};
    if (starts("acte") || starts("noted") || starts("note")) return {"noted"};
  }
  if (field == Filter::Field::kind) {
    if (word == "pv") return {"proces", "verbal"};
    if (word == "cr") return {"compte", "rendu"};
  }
  if (field == Filter::Field::body) {
    if (word == "ag" || word == "ago" || word == "age") return {"assemblee", "generale"};
    if (word == "ca") return {"conseil", "administration"};
    if (word == "cm") return {"conseil", "municipal"};
  }
  return words;
}

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// «, », “, ” and " open and close a phrase alike. Bytes of the mark at `at`, or 0.
std::size_t quote(std::string_view text, std::size_t at) {
  if (text[at] == '"') return 1;
  const std::string_view two = text.substr(at, 2), three = text.substr(at, 3);
  if (two == "«" || two == "»") return 2;
  if (three == "“" || three == "”" || three == "„") return 3;
  return 0;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Query run() {
    while (skip_blanks(), at_ < text_.size()) part();
    return std::move(query_);
  }

 private:
  void skip_blanks() {
    for (;;) {
      if (at_ < text_.size() && blank(text_[at_])) ++at_;
      else if (text_.substr(at_, 2) == "\xC2\xA0") at_ += 2;
      else return;
    }
  }

  void part() {
    bool excluded = false;
    if (text_[at_] == '-' && at_ + 1 < text_.size() && !blank(text_[at_ + 1])) excluded = true, ++at_;
    if (const std::size_t mark = quote(text_, at_)) {
      at_ += mark;
      term(quoted(), true, excluded);
      return;
    }
    const std::string_view word = bare();
    const std::size_t colon = word.find(':');
    if (colon != std::string_view::npos && colon > 0 && filter(word, colon, excluded)) return;
    term(word, false, excluded);
  }

  // Up to the closing mark, or the end where it is forgotten.
  std::string_view quoted() {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      if (const std::size_t mark = quote(text_, at_)) {
        const std::string_view inside = text_.substr(begin, at_ - begin);
        at_ += mark;
        return inside;
      }
      ++at_;
    }
    return text_.substr(begin);
  }

  std::string_view bare() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !blank(text_[at_]) && !quote(text_, at_) && text_.substr(at_, 2) != "\xC2\xA0") ++at_;
    while (thousands(begin)) at_ += 4;
    return text_.substr(begin, at_ - begin);
  }

  // Whether a number begun at `begin` goes on: "12 500" is one number here as in the documents.
  bool thousands(std::size_t begin) const {
    const auto digit = [&](std::size_t at) { return at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; };
    for (std::size_t i = begin; i < at_; ++i)
      if (!digit(i) && text_[i] != ' ') return false;
    const std::size_t first = text_.substr(begin, at_ - begin).find(' ');
    const std::size_t lead = first == std::string_view::npos ? at_ - begin : first;
    if (lead == 0 || lead > 3 || text_[begin] == '0' || at_ >= text_.size() || text_[at_] != ' ') return false;
    return digit(at_ + 1) && digit(at_ + 2) && digit(at_ + 3) && (at_ + 4 >= text_.size() || blank(text_[at_ + 4]));
  }

  bool filter(std::string_view word, std::size_t colon, bool excluded) {
    const auto name = tokens(word.substr(0, colon));
    if (name.size() != 1) return false;
    const auto field = field_named(name[0].plain);
    if (!field) {
      // "12:30" and URLs are words; "foo:bar" looks like a filter nobody knows.
      if (name[0].plain[0] > '9' && word.substr(colon, 3) != "://") query_.notes.push_back("unknown_filter:" + name[0].plain);
      return false;
    }
    std::string value(word.substr(colon + 1));
    if (value.empty() && at_ < text_.size())
      if (const std::size_t mark = quote(text_, at_)) at_ += mark, value = quoted();
    Filter filter;
    filter.field = *field;
    filter.excluded = excluded;
    if (*field == Filter::Field::year) {
      if (!years(value, filter)) query_.notes.push_back("bad_year:" + value);
      else query_.filters.push_back(std::move(filter));
      return true;
    }
    filter.words = codes(*field, name_words(value));
    if (filter.words.empty()) query_.notes.push_back("empty_filter:" + name[0].plain);
    else query_.filters.push_back(std::move(filter));
    return true;
  }

  static bool years(std::string_view value, Filter& filter) {
    const std::size_t dots = value.find("..");
    const auto year = [](std::string_view digits, int open) -> std::optional<int> {
      if (digits.empty()) return open;
      if (digits.size() > 4) return std::nullopt;
      int out = 0;
      for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        out = out * 10 + (c - '0');
      }
      return out;
    };
    constexpr int first = 1000, last = 2999;
    const std::string_view low = value.substr(0, dots);
    const std::string_view high = dots == std::string_view::npos ? low : value.substr(dots + 2);
    if (low.empty() && high.empty()) return false;
    const auto from = year(low, first), to = year(high, last);
    if (!from || !to) return false;
    filter.from = std::clamp(std::min(*from, *to), first, last + 1);
    filter.to = std::min(std::max(*from, *to), last);
    return true;
  }

  void term(std::string_view text, bool phrase, bool excluded) {
    Term term;
    term.phrase = phrase;
    term.excluded = excluded;
    term.prefix = !text.empty() && text.back() == '*';
    for (Token& token : tokens(text)) {
      term.plain.push_back(std::move(token.plain));
      term.stems.push_back(std::move(token.stem));
    }
    // An elided article before the word one means adds nothing: l'unanimité is unanimité.
    while (!phrase && term.plain.size() > 1 && elided(term.plain.front())) {
      term.plain.erase(term.plain.begin());
      term.stems.erase(term.stems.begin());
    }
    if (term.plain.empty()) {
      if (phrase) query_.notes.push_back("empty_phrase");
      return;
    }
    query_.terms.push_back(std::move(term));
  }

  static bool elided(std::string_view word) {
    return word == "qu" || (word.size() == 1 && std::string_view("cdjlmnst").find(word[0]) != std::string_view::npos);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Query query_;
};

}  // namespace

Query parse_query(std::string_view text) { return Parser(text).run(); }

}  // namespace minutier::archive
