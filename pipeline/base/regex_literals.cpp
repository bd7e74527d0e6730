#include "pipeline/base/regex_literals.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace minutier {
namespace {

using Set = Promise::Words;
using Bytes = std::bitset<256>;

constexpr std::size_t shortest = 3, most_exact = 24, most_literals = 160, longest = 24, most_lists = 4;

std::size_t least(const Set& set) {
  std::size_t least = longest;
  for (const std::string& s : set) least = std::min(least, s.size());
  return set.empty() ? 0 : least;
}

std::size_t most(const Set& set) {
  std::size_t most = 0;
  for (const std::string& s : set) most = std::max(most, s.size());
  return most;
}

// Of two promises the one that says more: longer words first, then fewer.
bool better(const Set& a, const Set& b) {
  const std::size_t la = std::min<std::size_t>(least(a), 5), lb = std::min<std::size_t>(least(b), 5);
  return la != lb ? la > lb : a.size() < b.size();
}

// What is known of a part of a pattern: the exact strings it can be, or else words of which each of its matches holds one; and the
// bytes it can begin with.
struct Part {
  bool exact = true;
  Set strings{""};          // where exact
  std::vector<Set> needed;  // else; none: nothing is promised
  bool empty = true;        // may be nothing at all
  Bytes first{};

  static Part anything(const Bytes& first) {
    Part part;
    part.exact = part.empty = false, part.strings.clear();
    part.first = first;
    return part;
  }
  void need(Set candidate) {
    if (least(candidate) < shortest || candidate.size() > most_literals) return;
    needed.push_back(std::move(candidate));
    std::stable_sort(needed.begin(), needed.end(), better);
    if (needed.size() > most_lists) needed.pop_back();
  }
  // Its exact strings become words that are needed.
  void loosen() {
    if (!exact) return;
    exact = false;
    need(std::move(strings));
    strings.clear();
  }
  std::vector<Set> promise() const {
    if (!exact) return needed;
    Part copy = *this;
    copy.loosen();
    return copy.needed;
  }
  // It may be left out, or come again and again.
  void optional() {
    exact = false;
    strings.clear(), needed.clear();
    empty = true;
  }
};

Bytes bytes_of(std::string_view some) {
  Bytes bytes;
  for (const char c : some) bytes.set(static_cast<unsigned char>(c));
  return bytes;
}
const Bytes all_bytes = Bytes().set();
const Bytes digits = bytes_of("0123456789"), blanks = bytes_of(" \t\n\v\f\r");
const Bytes word_bytes = digits | bytes_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");

struct Unknown {};  // syntax that is not known here

class Reader {
 public:
  explicit Reader(std::string_view pattern) : p_(pattern) {}

  Promise run() {
    const Part part = alternatives();
    if (at_ != p_.size()) throw Unknown{};
    return {part.promise(), part.empty, part.first};
  }

 private:
  bool more() const { return at_ < p_.size(); }
  bool take(std::string_view what) {
    if (p_.substr(at_, what.size()) != what) return false;
    at_ += what.size();
    return true;
  }

  // Whether a character stands for itself and is not repeated.
  bool plain() const {
    const auto is_any = [](char c, std::string_view of) { return of.find(c) != std::string_view::npos; };
    return !is_any(p_[at_], "()[{.^$\\*+?|") && (at_ + 1 >= p_.size() || !is_any(p_[at_ + 1], "?*+{"));
  }

  Part alternatives() {
    Part all = sequence();
    while (take("|")) {
      Part other = sequence();
      all.empty = all.empty || other.empty;
      all.first |= other.first;
      if (all.exact && other.exact && all.strings.size() + other.strings.size() <= most_literals) {
        all.strings.insert(all.strings.end(), other.strings.begin(), other.strings.end());
        continue;
      }
      std::vector<Set> a = all.promise(), b = other.promise();
      all.exact = false;
      all.strings.clear(), all.needed.clear();
      if (a.empty() || b.empty()) continue;
      a[0].insert(a[0].end(), b[0].begin(), b[0].end());
      all.need(std::move(a[0]));
    }
    return all;
  }

  // The words of a sequence: runs of exact strings grow until something unknown stands behind them.
  Part sequence() {
    Part whole;       // exact as long as all is
    Set run{""};      // the exact strings at its end
    while (more() && p_[at_] != '|' && p_[at_] != ')') {
      if (plain() && run.size() <= most_exact && most(run) < longest) {  // most of a pattern: no part is made for a letter
        const char c = p_[at_++];
        for (std::string& s : run) s += c;
        if (whole.empty) whole.first.set(static_cast<unsigned char>(c)), whole.empty = false;
        continue;
      }
      Part piece = repeated();
      if (whole.empty) {
        whole.first |= piece.first;
        whole.empty = piece.empty;
      }
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
      else for (Set& list : piece.needed) whole.need(std::move(list));
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
        part.empty = true;
        continue;
      }
      if (low == 0) part.optional();
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
      case '.': return Part::anything(all_bytes);
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
    part.empty = false;
    part.first.set(static_cast<unsigned char>(c));
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
      case 'd': return Part::anything(digits);
      case 'D': return Part::anything(~digits);
      case 'w': return Part::anything(word_bytes);
      case 'W': return Part::anything(~word_bytes);
      case 's': return Part::anything(blanks);
      case 'S': return Part::anything(~blanks);
      case 'h': case 'H': case 'v': case 'V': case 'R': return Part::anything(all_bytes);
      case 'n': return one('\n');
      case 't': return one('\t');
      case 'r': return one('\r');
      case 'f': return one('\f');
      case 'x': return one(hexadecimal());
      default:
        if (c >= '1' && c <= '9') return group_again();
        if (std::isalnum(static_cast<unsigned char>(c))) throw Unknown{};
        return one(c);
    }
  }
  // What a group took, once more: it may have taken nothing.
  static Part group_again() {
    Part part = Part::anything(all_bytes);
    part.empty = true;
    return part;
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

  // A class of a few single characters is as good as an alternation; any other is one character of many.
  Part bracket() {
    const bool others = take("^");
    Bytes bytes;
    for (bool first = true; more() && (p_[at_] != ']' || first); first = false) {
      if (p_[at_] == '[' && at_ + 1 < p_.size() && p_[at_ + 1] == ':') throw Unknown{};
      const Bytes from = member();
      if (more() && p_[at_] == '-' && at_ + 1 < p_.size() && p_[at_ + 1] != ']') {
        ++at_;
        const Bytes to = member();
        if (from.count() != 1 || to.count() != 1) throw Unknown{};
        for (std::size_t c = from._Find_first(); c <= to._Find_first(); ++c) bytes.set(c);
      } else {
        bytes |= from;
      }
    }
    if (!take("]")) throw Unknown{};
    if (others) bytes.flip();
    Part part = Part::anything(bytes);
    if (bytes.none() || bytes.count() > 4) return part;
    part.exact = true;
    for (std::size_t c = bytes._Find_first(); c < bytes.size(); c = bytes._Find_next(c)) part.strings.emplace_back(1, static_cast<char>(c));
    return part;
  }
  // One character of a class, or a kind of them.
  Bytes member() {
    const char c = p_[at_++];
    if (c != '\\') return bytes_of({&c, 1});
    if (more() && p_[at_] == 'b') return ++at_, bytes_of("\b");
    if (more() && std::string_view("hHvVR").find(p_[at_]) != std::string_view::npos) throw Unknown{};
    const Part escaped = escape();
    if (escaped.empty) throw Unknown{};
    return escaped.first;
  }

  std::string_view p_;
  std::size_t at_ = 0;
};

}  // namespace

Promise promise_of(std::string_view pattern) {
  try {
    Promise promise = Reader(pattern).run();
    for (Set& list : promise.needed) {
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    return promise;
  } catch (const Unknown&) {
    return {{}, true, all_bytes};
  }
}

}  // namespace minutier
