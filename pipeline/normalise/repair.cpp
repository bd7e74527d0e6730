#include "pipeline/normalise/repair.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "pipeline/base/utf8.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/normalise/hyphens.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/normalise/spelling.hpp"

namespace minutier::normalise {
namespace {

class Reader {
 public:
  Reader(std::string_view in, bool markup, Damage damage, const std::vector<Replacement>& known) : in_(in), markup_(markup), damage_(damage), known_(known), hyphens_(in, Spelling::french()) {
    out_.text.reserve(in.size());
    collect_ordinals();
    if (damage_ != Damage::none) spelling_ = Spelling::french();
    if (spelling_) ones_for_l_ = damage_ == Damage::letters || has_ones_for_l();
  }

  Reading run() {
    while (at_ < in_.size()) {
      if (next_known_ < known_.size() && known_[next_known_].recognised.begin <= at_ && replaced()) continue;
      const unsigned char c = static_cast<unsigned char>(in_[at_]);
      if (c == '\f') { page_break(); continue; }
      if (c == '-' && hyphenated()) continue;
      if ((c == 'I' || c == '|' || c == '[' || c == 'l' || c == '1') && elision()) continue;
      if ((c == '\'' || c == 0xE2) && doubled_apostrophe()) continue;
      if (c == '1' && spelling_ && one_for_l()) continue;
      if (c >= '0' && c <= '9') { digits(); continue; }
      if (c == ']' && link_end()) continue;
      if (markup_ && mark()) continue;
      if (c >= 0x80 && odd_character()) continue;
      if (spelling_ && word()) continue;
      copy(utf8::step(in_, at_));
    }
    return std::move(out_);
  }

 private:
  // ---- emitting ----
  void copy(std::size_t n) {
    out_.text.append(in_.substr(at_, n));
    out_.map.copy(n);
    at_ += n;
  }
  void put(std::string_view form, std::size_t n, const char* kind) {
    if (kind) out_.repairs.push_back({{at_, at_ + n}, {out_.text.size(), out_.text.size() + form.size()}, kind});
    out_.text.append(form);
    out_.map.replace(form.size(), n);
    at_ += n;
  }
  bool starts(std::string_view what, std::size_t at) const { return in_.compare(at, what.size(), what) == 0; }
  char peek(std::size_t ahead) const { return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0'; }
  bool after_letter() const { return letter_before(in_, at_); }

  // What the context shows to be misread here; passed over where another repair has taken its words already.
  bool replaced() {
    const Replacement& known = known_[next_known_++];
    if (known.recognised.begin != at_) return false;
    put(known.form, known.recognised.end - known.recognised.begin, known.kind);
    return true;
  }

  void page_break() {
    const bool fresh = out_.text.empty() || out_.text.back() == '\n';
    put(fresh ? "" : "\n", 1, nullptr);
  }

  // "contri-\nbuer a" -> "contribuer\na", "avant-\nprojet" -> "avant-projet": the line break moves behind the joined word.
  bool hyphenated() {
    if (!after_letter()) return false;
    std::size_t next = at_ + 1;
    while (next < in_.size() && (in_[next] == ' ' || in_[next] == '\r')) ++next;
    if (next >= in_.size() || (in_[next] != '\n' && in_[next] != '\f')) return false;
    while (next < in_.size() && (in_[next] == ' ' || in_[next] == '\t' || in_[next] == '\n' || in_[next] == '\f')) {
      if (in_.compare(next, 2, "\n\n") == 0) return false;
      ++next;
    }
    if (next >= in_.size()) return false;
    const Hyphens::Joint joint = hyphens_.joint(at_, next);
    if (joint == Hyphens::Joint::none) return false;
    const bool name = upper_letter_at(in_, next);
    put(joint == Hyphens::Joint::kept ? "-" : "", next - at_, "hyphen");
    copy_word();
    // « Marie-/Pierre Lhoste »: the name stays whole.
    for (int words = 0; name && words < 3 && peek(0) == ' ' && upper_letter_at(in_, at_ + 1); ++words) copy(1), copy_word();
    while (at_ < in_.size() && (in_[at_] == '.' || in_[at_] == ',' || in_[at_] == ';' || in_[at_] == ':' || in_[at_] == ')')) copy(1);
    if (at_ < in_.size() && in_[at_] == ' ') put("\n", 1, nullptr);
    return true;
  }
  void copy_word() {
    while (at_ < in_.size() && letter_at(in_, at_)) copy(utf8::step(in_, at_));
  }

  // Apostrophe at `at`: its size, or 0.
  std::size_t apostrophe(std::size_t at) const {
    if (at >= in_.size()) return 0;
    if (in_[at] == '\'' || in_[at] == '`') return 1;
    if (starts("\xE2\x80\x99", at) || starts("\xE2\x80\x98", at)) return 3;
    if (starts("\xC2\xB4", at)) return 2;
    return 0;
  }

  static constexpr std::string_view vowels = "aeiouyhAEIOUYH\xC3\xC5";  // what an elided l' stands before; lead bytes of accented ones

  // I' |' [' 1' before a letter stand for l'.
  bool elision() {
    if (after_letter() || in_[at_] == 'l') return false;
    const std::size_t first = apostrophe(at_ + 1), mark = first + (first > 0 ? apostrophe(at_ + 1 + first) : 0);  // or doubled: I’'année
    if (mark == 0 || !letter_at(in_, at_ + 1 + mark)) return false;
    if (in_[at_] == '1') {  // « 1'unanimité », no minute or foot
      const std::size_t word = at_ + 1 + mark;
      if ((at_ > 0 && in_[at_ - 1] != ' ' && in_[at_ - 1] != '\n' && in_[at_ - 1] != '(') || vowels.find(in_[word]) == std::string_view::npos || !letter_at(in_, word + utf8::step(in_, word))) return false;
    }
    if (in_[at_] == 'I') {  // English « I'm, I've, I'll, I'd »
      const std::string_view rest = in_.substr(at_ + 1 + mark, 3);
      for (const std::string_view english : {"m ", "ve ", "ll ", "d "})
        if (rest.substr(0, english.size()) == english) return false;
    }
    put("l", 1, "elision");
    return true;
  }

  bool doubled_apostrophe() {
    const std::size_t first = apostrophe(at_);
    if (first == 0 || !after_letter()) return false;
    const std::size_t second = apostrophe(at_ + first);
    if (second == 0 || !letter_at(in_, at_ + first + second)) return false;
    put("'", first + second, "apostrophe");
    return true;
  }

  // Numbers followed by what OCR makes of the raised e: 27° 27¢ 27€ 27^e, where the text writes the ordinal elsewhere.
  struct Ordinal {
    std::string number, word;
    friend bool operator<(const Ordinal& a, const Ordinal& b) { return std::tie(a.number, a.word) < std::tie(b.number, b.word); }
  };
  static std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    return end - at;
  }
  std::string word_after(std::size_t at) const {
    while (at < in_.size() && (in_[at] == ' ' || in_[at] == '\n')) ++at;
    std::size_t end = at;
    while (end < in_.size() && letter_at(in_, end)) end += utf8::step(in_, end);
    return fold(in_.substr(at, end - at));
  }
  void collect_ordinals() {
    for (std::size_t at = 0; at < in_.size();) {
      const std::size_t n = digits_at(in_, at);
      if (n == 0) { ++at; continue; }
      const std::size_t end = at + n;
      const bool raised = starts("^e", end);
      const bool plain = n <= 3 && end + 1 < in_.size() && (in_[end] == 'e' || in_[end] == 'E') && !letter_at(in_, end + 1);
      if (raised || plain) ordinals_.insert({std::string(in_.substr(at, n)), word_after(end + (raised ? 2 : 1))});
      at = end;
    }
  }
  void digits() {
    const std::size_t n = digits_at(in_, at_);
    const std::string number(in_.substr(at_, n));
    copy(n);
    if (starts("^", at_) && peek(1) != '\0') {
      static constexpr std::array<std::string_view, 5> tails{"ère", "ème", "er", "e", "o"};
      for (const std::string_view tail : tails)
        if (starts(tail, at_ + 1) && !letter_at(in_, at_ + 1 + tail.size())) { put("", 1, nullptr); return; }
    }
    for (const std::string_view sign : {"\xC2\xB0", "\xC2\xA2", "\xE2\x82\xAC", "\xC2\xBA"}) {
      if (!starts(sign, at_)) continue;
      if (ordinals_.count({number, word_after(at_ + sign.size())})) put("e", sign.size(), "ordinal");
      return;
    }
  }

  // ---- Markdown-like marks ----
  bool mark() {
    switch (in_[at_]) {
      case '*': case '_': return emphasis();
      case '~': return deleted();
      case '[': return link(0);
      case '!': return peek(1) == '[' && link(1);
      case '<': return tag();
      case '\\':
        if (std::string_view("*_#[]()+-.!|~<>`").find(peek(1)) == std::string_view::npos || peek(1) == '\0') return false;
        put("", 1, nullptr);
        copy(1);
        return true;
      default: return false;
    }
  }
  // * or ** or __ tightly around words of one paragraph; a lone bullet or « (*) » stays.
  bool emphasis() {
    const char sign = in_[at_];
    std::size_t n = 1;
    while (peek(n) == sign && n < 3) ++n;
    const char next = peek(n), previous = at_ > 0 ? in_[at_ - 1] : '\n';
    const bool space_after = next == ' ' || next == '\t' || next == '\n' || next == '\0';
    const bool space_before = previous == ' ' || previous == '\n' || previous == '\t' || previous == '\0';
    if (sign == '_' && n == 1) {
      const bool inner = !space_before && !space_after;
      if (inner) return false;
    }
    if (std::binary_search(closing_.begin(), closing_.end(), at_)) { put("", n, nullptr); return true; }
    if (space_after || next == ')' || next == sign) return false;
    const std::string delimiter(n, sign);
    std::size_t stop = std::min(in_.find("\n\n", at_), in_.size());
    for (std::size_t end = in_.find(delimiter, at_ + n); end < stop; end = in_.find(delimiter, end + n)) {
      const char before = in_[end - 1];
      if (before == ' ' || before == '\n' || before == '\t') { if (n == 1 && before == '\n') break; continue; }
      if (end + n < in_.size() && in_[end + n] == sign) { end += 1; continue; }
      if (n == 1 && (in_.substr(at_, end - at_).find('\n') != std::string_view::npos)) break;
      if (sign == '_' && letter_at(in_, end + n)) continue;
      closing_.insert(std::upper_bound(closing_.begin(), closing_.end(), end), end);
      put("", n, nullptr);
      return true;
    }
    return false;
  }
  bool deleted() {
    if (!starts("~~", at_)) return false;
    if (starts("~", at_ + 2) || (at_ > 0 && in_[at_ - 1] == '~')) return false;  // a line of signs under a title
    const std::size_t end = in_.find("~~", at_ + 2);
    if (end == std::string_view::npos || end - at_ > 4000 || starts("~", end + 2)) return false;
    put("", end + 2 - at_, "deleted");
    return true;
  }
  // [words](address) -> words
  bool link(std::size_t skip) {
    const std::size_t limit = std::min(in_.size(), at_ + 600);
    std::size_t close = at_ + skip + 1;
    while (close < limit && in_[close] != ']' && !starts("\n\n", close)) ++close;
    if (close + 1 >= limit || in_[close] != ']' || in_[close + 1] != '(') return false;
    const std::size_t end = in_.find(')', close);
    if (end == std::string_view::npos || end - close > 2000 || in_.substr(close, end - close).find('\n') != std::string_view::npos) return false;
    put("", skip + 1, nullptr);
    link_ends_.emplace_back(close, end + 1);
    return true;
  }
  bool link_end() {
    if (link_ends_.empty() || link_ends_.back().first != at_) return false;
    put("", link_ends_.back().second - at_, nullptr);
    link_ends_.pop_back();
    return true;
  }
  bool tag() {
    std::size_t end = at_ + 1;
    if (end < in_.size() && in_[end] == '/') ++end;
    if (end >= in_.size() || !((in_[end] >= 'a' && in_[end] <= 'z') || (in_[end] >= 'A' && in_[end] <= 'Z'))) return false;
    const std::size_t name = end;
    while (end < in_.size() && ((in_[end] >= 'a' && in_[end] <= 'z') || (in_[end] >= 'A' && in_[end] <= 'Z') || (in_[end] >= '0' && in_[end] <= '9'))) ++end;
    const std::string element = fold(in_.substr(name, end - name));
    static const std::set<std::string> known{"i", "b", "u", "em", "strong", "br", "p", "span", "div", "sup", "sub", "small", "del", "ins", "s", "center", "font", "a", "hr"};
    if (!known.count(element)) return false;
    const std::size_t close = in_.find('>', end);
    if (close == std::string_view::npos || close - at_ > 300) return false;
    put(element == "br" || element == "p" || element == "hr" ? "\n" : "", close + 1 - at_, nullptr);
    return true;
  }

  // A word of lower-case letters that stands by itself: copied whole, or mended.
  bool word() {
    if (at_ > 0 && (after_letter() || in_[at_ - 1] == '-' || in_[at_ - 1] == '@' || in_[at_ - 1] == '/' || in_[at_ - 1] == '_' || in_[at_ - 1] == '.')) return false;
    std::size_t end = at_;
    while (end < in_.size() && lower_letter_at(in_, end)) {
      if (starts("\xEF\xAC", end) || starts("\xC5\xBF", end)) return false;  // ligatures and long s become letters first
      end += utf8::step(in_, end);
    }
    const std::size_t n = end - at_;
    if (n > 0 && n <= 40 && starts("1", end) && one_in_word(end)) return true;
    if (n < 4 || n > 40) return false;
    if (end < in_.size() && (letter_at(in_, end) || in_[end] == '@' || in_[end] == '_' || in_[end] == '/' || (in_[end] >= '0' && in_[end] <= '9'))) return false;
    if (in_[end - 1] == '-' || starts("-", end) || starts(".", end) || starts("\xC2\xB7", end)) {
      // « présent-e-s », « adhérent.e.s », « site.org », a word cut at the line's end; but a full stop before a space ends a sentence.
      if (!(starts(".", end) && (end + 1 >= in_.size() || in_[end + 1] == ' ' || in_[end + 1] == '\n'))) return false;
    }
    const Spelling::Mended mended = spelling_->mended(in_.substr(at_, n), damage_ == Damage::letters ? Spelling::Damage::letters : Spelling::Damage::accents);
    if (mended.word.empty()) copy(n);
    else put(mended.word, n, mended.kind == Spelling::Damage::letters ? "letters" : "accent");
    return true;
  }

  // « 1'assemblée »: the figure stands for the letter in this text.
  bool has_ones_for_l() const {
    for (std::size_t at = in_.find("1'"); at != std::string_view::npos; at = in_.find("1'", at + 2))
      if ((at == 0 || in_[at - 1] == ' ' || in_[at - 1] == '\n') && at + 3 < in_.size() && vowels.find(in_[at + 2]) != std::string_view::npos && letter_at(in_, at + 3)) return true;
    return false;
  }
  bool known_word(const std::string& word) { return spelling_->knows(word); }
  // The letters of a word from here on; nothing where it goes on with anything else.
  std::size_t small_letters(std::size_t at) const {
    std::size_t end = at;
    while (end < in_.size() && lower_letter_at(in_, end)) end += utf8::step(in_, end);
    const bool goes_on = end < in_.size() && (letter_at(in_, end) || in_[end] == '-' || in_[end] == '@' || in_[end] == '_' || in_[end] == '/' || (in_[end] >= '0' && in_[end] <= '9'));
    return goes_on ? 0 : end - at;
  }
  // « 1ieu », « 1iste »; « 1a », « 1es » where the text has other figures for letters. No « 1er », « 1re ».
  bool one_for_l() {
    const char before = at_ > 0 ? in_[at_ - 1] : '\n';
    if (before != ' ' && before != '\n' && before != '(' && before != '\'' && before != '"') return false;
    const std::size_t n = small_letters(at_ + 1);
    const std::string_view rest = in_.substr(at_ + 1, n);
    const bool ordinal = rest == "e" || rest == "er" || rest == "re" || rest == "ere" || rest == "\xC3\xA8re" || rest == "ers" || rest == "res" || rest == "eres" || rest == "\xC3\xA8res";
    if (n == 0 || ordinal) return false;
    if (n < 3 ? !(ones_for_l_ && (rest == "a" || rest == "es" || rest == "ui")) : !known_word("l" + std::string(rest))) return false;
    put("l", 1, "letters");
    copy(n);
    return true;
  }
  // « i1 », « dé1ai », « tota1 »: the word up to the figure at `one`, and behind it.
  bool one_in_word(std::size_t one) {
    const std::size_t before = one - at_, behind = small_letters(one + 1);
    if (behind == 0 && one + 1 < in_.size() && (letter_at(in_, one + 1) || std::string_view("-@_/0123456789").find(in_[one + 1]) != std::string_view::npos)) return false;
    const std::string word = std::string(in_.substr(at_, before)) + "l" + std::string(in_.substr(one + 1, behind));
    if (word == "il" ? !ones_for_l_ : word.size() < 4 || (behind == 0 && !(ones_for_l_ && word.size() > 4)) || !known_word(word)) return false;
    copy(before);
    put("l", 1, "letters");
    copy(behind);
    return true;
  }

  bool odd_character() {
    std::size_t after = at_;
    const char32_t c = utf8::next(in_, after);
    const std::size_t size = after - at_;
    switch (c) {
      case 0x00A0: case 0x202F: case 0x2009: case 0x2007: case 0x2002: case 0x2003: put(" ", size, nullptr); return true;
      case 0x00AD: case 0x200B: case 0x200C: case 0x200D: case 0xFEFF: case 0x2060: put("", size, nullptr); return true;
      case 0xFB00: put("ff", size, "ligature"); return true;
      case 0xFB01: put("fi", size, "ligature"); return true;
      case 0xFB02: put("fl", size, "ligature"); return true;
      case 0xFB03: put("ffi", size, "ligature"); return true;
      case 0xFB04: put("ffl", size, "ligature"); return true;
      case 0x017F: put("s", size, "long s"); return true;
      case 0x00A3:  // « 412 £r. 50 »: no pound has an r behind it
        if (damage_ != Damage::letters || peek(size) != 'r' || letter_at(in_, at_ + size + 1)) return false;
        put("f", size, "letters");
        return true;
      case 0xFFFD: put("?", size, nullptr); return true;
      default: return false;
    }
  }

  std::string_view in_;
  bool markup_;
  Damage damage_;
  const std::vector<Replacement>& known_;
  std::size_t next_known_ = 0;
  Hyphens hyphens_;
  Spelling* spelling_ = nullptr;
  bool ones_for_l_ = false;  // the figure 1 stands for the letter in this text
  std::size_t at_ = 0;
  Reading out_;
  std::set<Ordinal> ordinals_;
  std::vector<std::size_t> closing_;                             // where emphasis closes
  std::vector<std::pair<std::size_t, std::size_t>> link_ends_;   // "](…)" to leave out
};

}  // namespace

Reading make_reading(std::string_view recognised, bool markup, Damage damage, const std::vector<Replacement>& known) {
  return Reader(recognised, markup, damage, known).run();
}

}  // namespace minutier::normalise
