#include "pipeline/base/regex_factor.hpp"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

namespace minutier {
namespace {

struct Unknown {};  // syntax that is not known here

// One character, class or group with what repeats it.
struct Piece {
  std::string text;
  bool letter = false;  // one character, once: two different ones never match at the same place
};
struct Sequence {
  std::vector<Piece> pieces;
  bool captures = false;  // holds a group that has a number: it must keep its place
};
struct Rest {  // what remains of a sequence
  const Sequence* sequence;
  std::size_t from;
  bool letter() const { return !sequence->captures && from < sequence->pieces.size() && sequence->pieces[from].letter; }
  const std::string& first() const { return sequence->pieces[from].text; }
};

void write_rest(std::string& out, const Rest& rest) {
  for (std::size_t i = rest.from; i < rest.sequence->pieces.size(); ++i) out += rest.sequence->pieces[i].text;
}

// Alternatives that begin with letters may change places where the letters differ; the others are where they were.
void write(std::string& out, const std::vector<Rest>& rests) {
  bool first = true;
  const auto bar = [&] {
    if (!first) out += '|';
    first = false;
  };
  for (std::size_t i = 0; i < rests.size();) {
    std::size_t end = i;
    while (end < rests.size() && rests[end].letter()) ++end;
    if (end == i) {
      bar();
      write_rest(out, rests[i++]);
      continue;
    }
    std::vector<std::vector<Rest>> groups;  // by first letter
    for (; i < end; ++i) {
      const auto same = std::find_if(groups.begin(), groups.end(), [&](const std::vector<Rest>& group) { return group[0].first() == rests[i].first(); });
      if (same == groups.end()) groups.push_back({rests[i]});
      else same->push_back(rests[i]);
    }
    for (std::vector<Rest>& group : groups) {
      bar();
      if (group.size() == 1) {
        write_rest(out, group[0]);
        continue;
      }
      const auto shared = [&] { return std::all_of(group.begin(), group.end(), [&](const Rest& rest) { return rest.letter() && rest.first() == group[0].first(); }); };
      while (shared()) {
        out += group[0].first();
        for (Rest& rest : group) ++rest.from;
      }
      out += "(?:";
      write(out, group);
      out += ')';
    }
  }
}

class Reader {
 public:
  explicit Reader(std::string_view pattern) : p_(pattern) {}

  std::string run() {
    bool captures = false;
    std::string out = alternatives(true, captures);
    if (more()) throw Unknown{};
    return out;
  }

 private:
  bool more() const { return at_ < p_.size(); }
  bool take(std::string_view what) {
    if (p_.substr(at_, what.size()) != what) return false;
    at_ += what.size();
    return true;
  }

  std::string alternatives(bool may_factor, bool& captures) {
    std::vector<Sequence> sequences;
    do sequences.push_back(sequence(may_factor));
    while (take("|"));
    std::vector<Rest> rests;
    for (const Sequence& each : sequences) {
      captures = captures || each.captures;
      rests.push_back({&each, 0});
    }
    std::string out;
    if (may_factor) {
      write(out, rests);
      return out;
    }
    for (std::size_t i = 0; i < rests.size(); ++i) {
      if (i > 0) out += '|';
      write_rest(out, rests[i]);
    }
    return out;
  }

  Sequence sequence(bool may_factor) {
    Sequence out;
    while (more() && p_[at_] != '|' && p_[at_] != ')') {
      Piece piece = atom(may_factor, out.captures);
      const std::size_t begin = at_;
      if (quantifier()) {
        piece.text += p_.substr(begin, at_ - begin);
        piece.letter = false;
      }
      out.pieces.push_back(std::move(piece));
    }
    return out;
  }

  bool quantifier() {
    if (!more()) return false;
    const char c = p_[at_];
    if (c == '{') {
      std::size_t end = at_ + 1;
      while (end < p_.size() && (std::isdigit(static_cast<unsigned char>(p_[end])) || p_[end] == ',')) ++end;
      if (end >= p_.size() || p_[end] != '}' || end == at_ + 1) throw Unknown{};
      at_ = end + 1;
    } else if (c == '?' || c == '*' || c == '+') {
      ++at_;
    } else {
      return false;
    }
    if (!take("?")) take("+");
    return true;
  }

  Piece atom(bool may_factor, bool& captures) {
    const std::size_t begin = at_;
    const char c = p_[at_++];
    const auto piece = [&](bool letter) { return Piece{std::string(p_.substr(begin, at_ - begin)), letter}; };
    switch (c) {
      case '(': return {group(may_factor, captures), false};
      case '[': bracket(); return piece(false);
      case '\\': return escape() ? piece(true) : piece(false);
      case '.':
      case '^':
      case '$': return piece(false);
      case '{':
      case '*':
      case '+':
      case '?': throw Unknown{};
      default: return piece(true);
    }
  }

  std::string group(bool may_factor, bool& captures) {
    const std::size_t begin = at_ - 1;
    if (take("?")) {
      if (take("<=") || take("<!")) {
        may_factor = false;  // every way back must have one length
      } else if (take("<") || take("P<")) {
        captures = true;
        const std::size_t close = p_.find('>', at_);
        if (close == std::string_view::npos) throw Unknown{};
        at_ = close + 1;
      } else if (!take(":") && !take(">") && !take("=") && !take("!")) {
        throw Unknown{};
      }
    } else if (more() && p_[at_] == '*') {
      throw Unknown{};
    } else {
      captures = true;
    }
    std::string out(p_.substr(begin, at_ - begin));
    out += alternatives(may_factor, captures);
    if (!take(")")) throw Unknown{};
    return out + ")";
  }

  // Whether it stands for one character, itself.
  bool escape() {
    if (!more()) throw Unknown{};
    const char c = p_[at_++];
    if (!std::isalnum(static_cast<unsigned char>(c))) return true;
    if (std::string_view("bBAzZdDwWsShHvVntrf").find(c) == std::string_view::npos && c != 'x') throw Unknown{};
    if (c == 'x')
      for (int digits = 0; digits < 2 && more() && std::isxdigit(static_cast<unsigned char>(p_[at_])); ++digits) ++at_;
    return false;
  }

  void bracket() {
    take("^");
    for (bool first = true; more() && (p_[at_] != ']' || first); first = false) {
      if (p_.substr(at_, 2) == "[:") {
        const std::size_t close = p_.find(":]", at_);
        if (close == std::string_view::npos) throw Unknown{};
        at_ = close + 2;
      } else {
        at_ += p_[at_] == '\\' ? 2 : 1;
      }
    }
    if (!take("]")) throw Unknown{};
  }

  std::string_view p_;
  std::size_t at_ = 0;
};

}  // namespace

std::string factored(std::string_view pattern) {
  try {
    return Reader(pattern).run();
  } catch (const Unknown&) {
    return std::string(pattern);
  }
}

}  // namespace minutier
