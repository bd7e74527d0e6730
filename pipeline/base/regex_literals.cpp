#include "pipeline/base/regex_literals.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace minutier {
namespace {

using Set = std::vector<std::string>;

constexpr std::size_t shortest = 3, most_exact = 24, most_literals = 48, longest = 24;

std::size_t least(const Set& set) {
  std::size_t least = longest;
  for (const std::string& s : set) least = std::min(least, s.size());
  return set.empty() ? 0 : least;
}

// Of two promises the one that says more: longer words first, then fewer.
bool better(const Set& a, const Set& b) {
  const std::size_t la = std::min<std::size_t>(least(a), 5), lb = std::min<std::size_t>(least(b), 5);
  return la != lb ? la > lb : a.size() < b.size();
}

// What is known of a part of a pattern: the exact strings it can be, or else words of which each of its matches holds one.
struct Part {
  bool exact = true;
  Set strings{""};  // where exact
  Set needed;       // empty: nothing is promised

  static Part anything() {
    Part part;
    part.exact = false, part.strings.clear();
    return part;
  }
  void need(Set candidate) {
    if (least(candidate) >= shortest && candidate.size() <= most_literals && (needed.empty() || better(candidate, needed))) needed = std::move(candidate);
  }
  // Its exact strings become words that are needed.
  void loosen() {
    if (!exact) return;
    need(std::move(strings));
    exact = false, strings.clear();
  }
  Set promise() const {
    if (!exact) return needed;
    Part copy = *this;
    copy.loosen();
    return copy.needed;
  }
};

struct Unknown {};  // syntax that is not known here

class Reader {
 public:
  explicit Reader(std::string_view pattern) : p_(pattern) {}

  Set run() {
    const Part part = alternatives();
    if (at_ != p_.size()) throw Unknown{};
    return part.promise();
  }

 private:
  bool more() const { return at_ < p_.size(); }
  bool take(std::string_view what) {
    if (p_.substr(at_, what.size()) != what) return false;
    at_ += what.size();
    return true;
  }

  Part alternatives() {
    Part all = sequence();
    while (take("|")) {
      Part other = sequence();
      if (all.exact && other.exact && all.strings.size() + other.strings.size() <= most_literals) {
        all.strings.insert(all.strings.end(), other.strings.begin(), other.strings.end());
        continue;
      }
      Set a = all.promise(), b = other.promise();
      all = Part::anything();
      if (a.empty() || b.empty()) continue;
      a.insert(a.end(), b.begin(), b.end());
      all.need(std::move(a));
    }
    return all;
  }

  // The words of a sequence: runs of exact strings grow until something unknown stands behind them.
  Part sequence() {
    Part whole;       // exact as long as all is
    Set run{""};      // the exact strings at its end
    while (more() && p_[at_] != '|' && p_[at_] != ')') {
      Part piece = repeated();
      if (piece.exact && run.size() * piece.strings.size() <= most_exact) {
        Set next;
        bool fits = true;
        for (const std::string& left : run)
          for (const std::string& right : piece.strings) {
            next.push_back(left + right);
            fits = fits && next.back().size() <= longest;
          }
        if (fits) {
          run = std::move(next);
          continue;
        }
      }
      whole.exact = false;
      whole.need(std::move(run));
      run = Set{""};
      if (piece.exact) run = std::move(piece.strings);
      else if (!piece.needed.empty()) whole.need(std::move(piece.needed));
    }
    if (whole.exact) {
      whole.strings = std::move(run);
    } else {
      whole.strings.clear();
      whole.need(std::move(run));
    }
    return whole;
  }

  Part repeated() {
    Part part = atom();
    while (more()) {
      std::size_t low = 1, high = 1;
      if (take("?")) low = 0;
      else if (take("*")) low = 0, high = 2;
      else if (take("+")) high = 2;
      else if (p_[at_] == '{' && counted(low, high)) {}
      else break;
      if (!take("?")) take("+");  // lazy or possessive: the same strings
      if (low == 1 && high == 1) continue;
      if (low == 0 && high == 1 && part.exact) {
        if (std::find(part.strings.begin(), part.strings.end(), "") == part.strings.end()) part.strings.emplace_back();
        continue;
      }
      if (low == 0) part = Part::anything();
      else part.loosen();
    }
    return part;
  }

  // {n}, {n,}, {n,m}; anything else is literal.
  bool counted(std::size_t& low, std::size_t& high) {
    std::size_t at = at_ + 1;
    const auto number = [&](std::size_t& n) {
      const std::size_t begin = at;
      for (n = 0; at < p_.size() && std::isdigit(static_cast<unsigned char>(p_[at])); ++at) n = std::min<std::size_t>(n * 10 + static_cast<std::size_t>(p_[at] - '0'), 1000);
      return at > begin;
    };
    if (!number(low)) return false;
    high = low;
    if (at < p_.size() && p_[at] == ',') {
      ++at;
      if (!number(high)) high = 1000;
    }
    if (at >= p_.size() || p_[at] != '}') return false;
    at_ = at + 1;
    return true;
  }

  Part atom() {
    const char c = p_[at_++];
    switch (c) {
      case '(': return group();
      case '[': return bracket();
      case '.': return Part::anything();
      case '^':
      case '$': return {};
      case '\\': return escape();
      case '*':
      case '+':
      case '?': throw Unknown{};
      default: return one(c);
    }
  }
  static Part one(char c) {
    Part part;
    part.strings = {std::string(1, c)};
    return part;
  }

  Part group() {
    bool width = true;
    if (take("?")) {
      if (take(":") || take(">")) {
      } else if (take("=") || take("!") || take("<=") || take("<!")) {
        width = false;
      } else if (take("<") || take("P<") || take("'")) {
        const char end = p_[at_ - 1] == '\'' ? '\'' : '>';
        const std::size_t close = p_.find(end, at_);
        if (close == std::string_view::npos) throw Unknown{};
        at_ = close + 1;
      } else {
        throw Unknown{};
      }
    } else if (more() && p_[at_] == '*') {
      throw Unknown{};
    }
    Part inside = alternatives();
    if (!take(")")) throw Unknown{};
    return width ? inside : Part{};
  }

  Part escape() {
    if (!more()) throw Unknown{};
    const char c = p_[at_++];
    switch (c) {
      case 'b': case 'B': case 'A': case 'z': case 'Z': case 'G': case 'K': return {};
      case 'd': case 'D': case 'w': case 'W': case 's': case 'S': case 'h': case 'H': case 'v': case 'V': case 'R': return Part::anything();
      case 'n': return one('\n');
      case 't': return one('\t');
      case 'r': return one('\r');
      case 'f': return one('\f');
      case 'x': return one(hexadecimal());
      default:
        if (c >= '1' && c <= '9') return Part::anything();
        if (std::isalnum(static_cast<unsigned char>(c))) throw Unknown{};
        return one(c);
    }
  }
  char hexadecimal() {
    unsigned value = 0;
    int digits = 0;
    for (; digits < 2 && more() && std::isxdigit(static_cast<unsigned char>(p_[at_])); ++digits, ++at_) {
      const char c = p_[at_];
      value = value * 16 + static_cast<unsigned>(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    }
    if (digits == 0) throw Unknown{};
    return static_cast<char>(value);
  }

  // A class of a few single characters is as good as an alternation; any other is one character that may be anything.
  Part bracket() {
    bool few = !take("^");
    Part part;
    part.strings.clear();
    for (bool first = true; more() && (p_[at_] != ']' || first); first = false) {
      if (p_[at_] == '[' && at_ + 1 < p_.size() && p_[at_ + 1] == ':') {
        const std::size_t close = p_.find(":]", at_);
        if (close == std::string_view::npos) throw Unknown{};
        at_ = close + 2, few = false;
        continue;
      }
      char c = p_[at_++];
      if (c == '\\') {
        const Part escaped = escape();
        if (escaped.exact && escaped.strings.size() == 1 && escaped.strings[0].size() == 1) c = escaped.strings[0][0];
        else few = false;
      }
      if (more() && p_[at_] == '-' && at_ + 1 < p_.size() && p_[at_ + 1] != ']') few = false, ++at_;
      else part.strings.emplace_back(1, c);
    }
    if (!take("]")) throw Unknown{};
    return few && part.strings.size() <= 4 ? part : Part::anything();
  }

  std::string_view p_;
  std::size_t at_ = 0;
};

std::uint32_t hash(std::uint32_t three_bytes) { return three_bytes * 0x9E3779B1U; }

}  // namespace

std::vector<std::string> required_literals(std::string_view pattern) {
  try {
    Set set = Reader(pattern).run();
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    return set;
  } catch (const Unknown&) {
    return {};
  }
}

LiteralFilter::LiteralFilter(const std::vector<std::string>& literals) {
  if (literals.empty()) return;
  for (const std::string& literal : literals) {
    starts_.push_back(static_cast<std::uint32_t>(trigrams_.size()));
    for (std::size_t i = 0; i + 2 < literal.size(); ++i) {
      const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(literal[at])); };
      trigrams_.push_back(hash(byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2)));
    }
  }
  starts_.push_back(static_cast<std::uint32_t>(trigrams_.size()));
}

namespace {

// The runs of three bytes of the subject looked at last: one line is asked about by many patterns, one after the other. A byte for
// every hash: no step waits for the one before it.
template <unsigned Bits>
const std::array<bool, 1U << Bits>& seen_in(std::string_view subject) {
  thread_local std::string last;
  thread_local std::array<bool, 1U << Bits> seen{};
  if (subject == last) return seen;
  last = subject;
  seen.fill(false);
  std::uint32_t run = static_cast<std::uint32_t>(static_cast<unsigned char>(subject[0])) << 8 | static_cast<unsigned char>(subject[1]);
  for (std::size_t i = 2; i < subject.size(); ++i) {
    run = (run << 8 | static_cast<unsigned char>(subject[i])) & 0xFFFFFF;
    seen[hash(run) >> (32 - Bits)] = true;
  }
  return seen;
}

}  // namespace

template <unsigned Bits>
bool LiteralFilter::look(std::string_view subject) const {
  const std::array<bool, 1U << Bits>& seen = seen_in<Bits>(subject);
  for (std::size_t word = 0; word + 1 < starts_.size(); ++word) {
    std::uint32_t i = starts_[word];
    while (i < starts_[word + 1] && seen[trigrams_[i] >> (32 - Bits)]) ++i;
    if (i == starts_[word + 1]) return true;
  }
  return false;
}

bool LiteralFilter::may_hold(std::string_view subject) const {
  if (subject.size() < shortest) return false;
  if (subject.size() <= 128) return look<10>(subject);
  if (subject.size() <= 2048) return look<13>(subject);
  return true;
}

}  // namespace minutier
