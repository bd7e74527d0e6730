#include "pipeline/archive/matcher.hpp"

#include <algorithm>

#include "pipeline/base/utf8.hpp"

namespace minutier::archive {
namespace {

bool same(const Token& token, const Wanted& wanted, std::size_t word) {
  const Term& term = wanted.term;
  const std::string& plain = term.plain[word];
  const bool last = word + 1 == term.plain.size();
  if (term.prefix && last) return token.plain.compare(0, plain.size(), plain) == 0;
  if (token.plain == plain) return true;
  if (!term.phrase && !term.prefix && token.stem == term.stems[word]) return true;
  return word < wanted.also.size() && wanted.also[word].count(token.plain) > 0;
}

bool matches_at(const std::vector<Token>& tokens, std::size_t at, const Wanted& wanted) {
  const std::size_t size = wanted.term.plain.size();
  if (at + size > tokens.size()) return false;
  for (std::size_t word = 0; word < size; ++word)
    if (!same(tokens[at + word], wanted, word)) return false;
  return true;
}

// Moves back or forth by code points, then to the nearest white space before the limit.
std::size_t back(std::string_view text, std::size_t from, std::size_t code_points) {
  std::size_t at = from;
  while (at > 0 && code_points > 0) {
    --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    --code_points;
  }
  if (at == 0) return 0;
  const std::size_t space = text.find_first_of(" \t\n", at);
  return space == std::string_view::npos || space >= from ? at : space + 1;
}

std::size_t forth(std::string_view text, std::size_t from, std::size_t code_points) {
  std::size_t at = from;
  while (at < text.size() && code_points > 0) at += utf8::step(text, at), --code_points;
  if (at >= text.size()) return text.size();
  const std::size_t space = text.find_last_of(" \t\n", at);
  return space == std::string_view::npos || space <= from ? at : space;
}

void append(std::vector<Span>& spans, std::string_view text, bool marked) {
  if (text.empty()) return;
  if (spans.empty() || spans.back().marked != marked) spans.push_back(Span{"", marked});
  std::string& out = spans.back().text;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (!blank) out += c;
    else if (!out.empty() ? out.back() != ' ' : spans.size() > 1 && !spans[spans.size() - 2].text.ends_with(' ')) out += ' ';
  }
}

// The match at which the best window begins: most different terms, then most matches, then the earliest.
std::size_t best_window(const std::vector<Match>& matches, std::size_t bytes) {
  std::size_t best = 0;
  std::pair<std::size_t, std::size_t> best_score;
  for (std::size_t first = 0; first < matches.size(); ++first) {
    std::set<std::size_t> terms;
    std::size_t count = 0;
    for (std::size_t i = first; i < matches.size() && matches[i].where.end <= matches[first].where.begin + bytes; ++i) terms.insert(matches[i].term), ++count;
    const std::pair<std::size_t, std::size_t> score(terms.size(), std::min<std::size_t>(count, 5));
    if (score > best_score) best_score = score, best = first;
  }
  return best;
}

}  // namespace

std::vector<Match> find_matches(const std::vector<Token>& tokens, const std::vector<Wanted>& wanted) {
  std::vector<Match> matches;
  std::vector<std::size_t> free_from(wanted.size(), 0);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (at < free_from[i] || wanted[i].term.excluded || !matches_at(tokens, at, wanted[i])) continue;
      const std::size_t size = wanted[i].term.plain.size();
      matches.push_back(Match{cover(tokens[at].where, tokens[at + size - 1].where), i});
      free_from[i] = at + size;
    }
  }
  return matches;
}

bool all_found(const std::vector<Match>& matches, std::size_t wanted) {
  std::set<std::size_t> terms;
  for (const Match& match : matches) terms.insert(match.term);
  return terms.size() == wanted;
}

Snippet cut_snippet(std::string_view text, const std::vector<Match>& matches, std::size_t code_points) {
  Snippet out;
  if (matches.empty()) {
    const std::size_t end = forth(text, 0, code_points);
    append(out.spans, text.substr(0, end), false);
    out.ends_page = end == text.size();
    return out;
  }
  const std::size_t lead = code_points / 3;
  out.first_match = best_window(matches, code_points - lead);
  const Range first = matches[out.first_match].where;
  const std::size_t begin = back(text, first.begin, lead);
  const std::size_t end = std::max(first.end, forth(text, first.begin, code_points - lead));
  std::size_t at = begin;
  for (const Match& match : matches) {
    if (match.where.begin < at || match.where.end > end) continue;
    append(out.spans, text.substr(at, match.where.begin - at), false);
    append(out.spans, match.where.of(text), true);
    at = match.where.end;
  }
  append(out.spans, text.substr(at, end - at), false);
  out.starts_page = begin == 0;
  out.ends_page = end == text.size();
  return out;
}

}  // namespace minutier::archive
