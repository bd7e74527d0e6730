#include "pipeline/values/people_segments.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::extract {
namespace {

// Bytes of a joining word (« et », « & », « ainsi que », « and ») between blanks at `at`; 0 for none.
std::size_t joining_at(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 6> words{"et", "&", "ainsi que", "ET", "puis", "ensemble"};
  for (const std::string_view word : words)
    if (text.substr(at, word.size()) == word && space_at(text, at + word.size())) return word.size();
  return 0;
}

// A full stop that ends a sentence and not an abbreviation.
bool sentence_end(std::string_view text, std::size_t at) {
  if (!space_at(text, at + 1)) return false;
  std::size_t begin = at;
  while (begin > 0 && (std::isalpha(static_cast<unsigned char>(text[begin - 1])) || (static_cast<unsigned char>(text[begin - 1]) >= 0x80 && static_cast<unsigned char>(text[begin - 1]) != 0xA0))) --begin;
  const std::size_t letters = at - begin;
  if (letters >= 3 && normalise::fold(text.substr(begin, letters)) != "mme" && normalise::fold(text.substr(begin, letters)) != "mlle" && normalise::fold(text.substr(begin, letters)) != "mmes") return true;
  if (letters == 0 && at > 0 && text[at - 1] == ')' && at + 2 < text.size() && std::isupper(static_cast<unsigned char>(text[at + 2]))) return true;  // « … (service militaire). Le procès-verbal … »
  return letters == 0 && at > 0 && text[at - 1] != ' ' && at + 1 >= text.size();
}

// « M. et Mme Petit » is one entry.
bool after_civility(std::string_view text, std::size_t at) {
  for (const std::string_view civility : {" M.", " MM.", " Mme", " Mr", "\nM.", "\rM.", "\rMme", "\rMM.", " Monsieur", " Madame", " Mmes", " M"})
    if (at >= civility.size() && text.substr(at - civility.size(), civility.size()) == civility) return true;
  return at <= 3 && (text.substr(0, at) == "M." || text.substr(0, at) == "Mme" || text.substr(0, at) == "MM.");
}

// « Mme A - M. B », also where the line ends behind the dash.
bool dash_parts(std::string_view text, std::size_t at) {
  std::size_t next = at + 1;
  while (next < text.size() && (text[next] == ' ' || text[next] == '\n' || text[next] == '\r')) ++next;
  return next > at + 1 && civility_at(text, next) > 0;
}

// Bytes of a dash between blanks at `at`: « - », « – », « — »; 0 for none.
std::size_t rule_at(std::string_view text, std::size_t at) {
  if (at == 0 || (text[at - 1] != ' ' && text[at - 1] != '\r')) return 0;
  const std::size_t sign = text[at] == '-' ? 1 : text.substr(at, 3) == "\xE2\x80\x93" || text.substr(at, 3) == "\xE2\x80\x94" ? 3 : 0;
  return sign > 0 && (text.substr(at + sign, 1) == " " || text.substr(at + sign, 1) == "\r") ? sign : 0;
}

// « BOUSQUIÉ Raymond (Tressac) - ALARY Michel, RIGAL Christiane (…) - …», « Jean DELMAS, Maire - Annie BROUSSE, Adjointe - …», « Sylvie MAURY à Annie
// BROUSSE - Guy LAVAL à …»: a dash behind a bracket, an office or a proxy parts people where a whole name follows.
bool parts_at_rule(std::string_view text, Range range, std::size_t at, std::size_t sign) {
  std::size_t before = at;
  while (before > range.begin && (blank_at(text, before - 1) > 0 || text[before - 1] == '\r')) --before;
  if (before == range.begin) return false;
  std::size_t next = at + sign;
  while (next < range.end && (blank_at(text, next) > 0 || text[next] == '\r')) next += std::max<std::size_t>(1, blank_at(text, next));
  auto name = name_at(text.substr(0, range.end), next);
  if (!name && text[before - 1] != ')') {  // « MM. CHAZELLE, Président - DUMOLARD et PEYRACHON, Vice-Présidents »
    const NameWord word = word_at(text, next);
    const std::size_t comma = text.substr(0, before).find_last_of(",;:\n");
    return word.shape == Shape::capitals && word.folded.size() > 3 && !is_not_a_name(word.folded) && !is_office_word(word.folded) && comma != std::string_view::npos && text[comma] == ',' && is_office(trim_piece(text, {std::max(comma + 1, range.begin), before}).of(text));
  }
  if (!name || name->range.begin >= next + 16 || (name->civility.empty() && !(name->known_given && name->words > 1))) return false;
  if (text[before - 1] == ')') return true;
  const std::size_t cut = text.substr(0, before).find_last_of(",;:\n");
  const Range piece = trim_piece(text, {cut == std::string_view::npos || cut < range.begin ? range.begin : cut + 1, before});
  const std::string_view words = piece.of(text);
  if (cut != std::string_view::npos && text[cut] == ',' && is_office(words) && words.size() < 60) return true;
  const bool gives = text.substr(name->range.end, 4) == " \xC3\xA0 " || text.substr(name->range.end, 3) == " a ";
  return gives && (words.find(" \xC3\xA0 ") != std::string_view::npos || words.find(" a ") != std::string_view::npos);
}

// « MM. Alain BOISSEAU - Michel CHIRON - Mme PASQUIER »: a line whose every piece between dashes is a whole name and nothing else.
bool dashes_part_names(std::string_view text, Range line) {
  bool many = false, sure = true;
  std::size_t begin = line.begin, names = 0, titled = 0;
  const std::string_view front = text.substr(0, line.end);
  if (civility_at(front, skip_lead(text, line), &many) == 0) many = false;
  for (std::size_t at = line.begin; at <= line.end && sure; ++at) {
    const std::size_t sign = at < line.end ? rule_at(text, at) : 1;
    if (sign == 0) continue;
    Range piece = trim_piece(text, {begin, at});
    begin = at + sign;
    if (piece.empty()) continue;
    piece.begin = skip_lead(text, piece);
    const auto name = name_at(text.substr(0, piece.end), piece.begin, many || names > 0);
    if (!name) return false;
    std::size_t end = name->range.end;
    while (end < piece.end && blank_at(text, end) > 0) end += blank_at(text, end);
    if (end < piece.end && text[end] == '(' && text.find(')', end) + 1 >= piece.end) end = piece.end;
    sure = end >= piece.end && (many || !name->civility.empty() || name->known_given);
    titled += !name->civility.empty() ? 1 : 0;
    ++names;
  }
  return sure && (names > 2 || (names == 2 && (many || titled > 0)));
}

}  // namespace

bool space_at(std::string_view text, std::size_t at) { return at >= text.size() || text[at] == '\n' || blank_at(text, at) > 0; }

Range trim_piece(std::string_view text, Range range) {
  const auto soft = [&](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '.' || c == ',' || c == ';'; };
  while (!range.empty()) {
    if (const std::size_t n = blank_at(text, range.begin); n > 0) range.begin += n;
    else if (text[range.begin] == '\n') ++range.begin;
    else break;
  }
  while (!range.empty()) {
    if (range.size() >= 2 && text.substr(range.end - 2, 2) == "\xC2\xA0") range.end -= 2;
    else if (text[range.end - 1] == '.' && range.size() >= 3 && std::isupper(static_cast<unsigned char>(text[range.end - 2]))) break;  // « Manon L. »
    else if (soft(text[range.end - 1])) --range.end;
    else break;
  }
  return range;
}

std::vector<Segment> people_segments(std::string_view text, Range range) {
  std::vector<Segment> out;
  std::size_t begin = range.begin;
  Cut cut = Cut::strong;
  int depth = 0;
  const auto close = [&](std::size_t end, Cut next) {
    const Range piece = trim_piece(text, {begin, end});
    if (!piece.empty()) out.push_back({piece, cut});
    else if (cut == Cut::strong && next != Cut::strong) next = Cut::strong;
    cut = next;
  };
  std::size_t at = range.begin;
  Range line{range.begin, range.begin};  // the line read, and whether its dashes part names
  bool dashed = false;
  while (at < range.end) {
    const char c = text[at];
    if (at >= line.end) {
      line = {at, std::min(first_of(text, "\n;,", at + 1), range.end)};
      const std::string_view words = line.of(text);
      dashed = (words.find(" - ") != std::string_view::npos || words.find(" \xE2\x80\x93 ") != std::string_view::npos || words.find(" \xE2\x80\x94 ") != std::string_view::npos) && dashes_part_names(text, line);
    }
    if (c == '(' || c == '[') ++depth;
    else if ((c == ')' || c == ']') && depth > 0) --depth;
    if (depth > 0) {
      if (depth > 0 && c == '\n' && text.find(')', at) == std::string_view::npos) depth = 0;
      ++at;
      continue;
    }
    if (c == '\n' && at > range.begin + 1 && text[at - 1] == '-' && std::isalpha(static_cast<unsigned char>(text[at - 2])) && at + 1 < range.end && text[at + 1] >= 'A' && text[at + 1] <= 'Z') {
      ++at;  // « Jean-\nYves »: a name broken at its hyphen
    } else if (c == ';' || c == '\n' || c == '|' || (c == '.' && sentence_end(text, at))) {
      close(at, Cut::strong);
      begin = ++at;
    } else if (c == ',' && !(at + 1 < range.end && std::isdigit(static_cast<unsigned char>(text[at + 1])))) {
      close(at, Cut::comma);
      begin = ++at;
    } else if (const std::size_t rule = rule_at(text, at); rule > 0 && parts_at_rule(text, range, at, rule)) {
      close(at, Cut::strong);
      begin = at += rule;
    } else if (const std::size_t rule = dashed ? rule_at(text, at) : 0; rule > 0) {
      close(at, Cut::comma);
      begin = at += rule;
    } else if (const std::size_t rule = rule_at(text, at); rule == 3 && dash_parts(text.substr(0, range.end), at + 2)) {  // « M. A à M. B – Mme C à M. D »
      close(at, Cut::strong);
      begin = at += rule;
    } else if (c == '-' && at > range.begin && text[at - 1] == ' ' && dash_parts(text.substr(0, range.end), at)) {  // « Mme A - M. B »
      close(at, Cut::strong);
      begin = ++at;
    } else if (c == '/' && at > range.begin && text[at - 1] == ' ' && text.substr(at + 1, 1) == " " && name_at(text.substr(0, range.end), at + 2, true)) {  // « A. Roussel / P. Giraud »
      close(at, Cut::strong);
      begin = ++at;
    } else if (text.substr(at, 3) == "\xE2\x80\xA2" || text.substr(at, 3) == "\xE2\x80\xA7") {
      close(at, Cut::strong);
      begin = at += 3;
    } else if (blank_at(text, at) > 0) {
      const std::size_t blank_bytes = blank_at(text, at);
      std::size_t next = at + blank_bytes;
      while (next < range.end && blank_at(text, next) > 0) next += blank_at(text, next);
      const std::size_t word = next < range.end ? joining_at(text.substr(0, range.end), next) : 0;
      if (word > 0 && next + word < range.end && !after_civility(text, at)) {
        close(at, Cut::both);
        begin = at = next + word;
      } else if ((next >= range.end || text[next] != ':') && (c == '\t' || (next - at >= 3 && text.substr(at, next - at).find('\r') == std::string_view::npos))) {  // columns
        close(at, Cut::comma);
        begin = at = next;
      } else {
        at = next;
      }
    } else {
      ++at;
    }
  }
  close(range.end, Cut::strong);
  return out;
}

namespace {

// Bytes of a numbered seat in front of who holds it: « Siège #1 - », « District n° 4 : », « Poste 2 – »; 0 for none.
std::size_t seat_at(std::string_view text, std::size_t at) {
  static const Regex seat("^(?:siege|poste|district|quartier|circonscription) ?(?:n ?o\\.? ?|# ?)?[0-9]{1,2} ?[-:] ?");
  if (at >= text.size() || std::string_view("SsPpDdQqCc").find(text[at]) == std::string_view::npos) return 0;
  const std::string_view front = text.substr(at, 48);
  RegexHit hit;
  const std::string folded = normalise::fold(front);
  if (!seat.begins(folded, hit)) return 0;
  const std::size_t sign = std::min({front.find(':'), front.find(" - "), front.find("\xE2\x80\x93"), front.find("\xE2\x80\x94")});
  return sign == std::string_view::npos ? 0 : sign + (front[sign] == ':' ? 1 : 3);
}

}  // namespace

std::size_t skip_lead(std::string_view text, Range range) {
  std::size_t at = range.begin;
  at += seat_at(text.substr(0, range.end), at);
  for (;;) {
    const std::size_t before = at;
    while (at < range.end && (blank_at(text, at) > 0 || text[at] == '*' || text[at] == '-' || text[at] == '+' || text[at] == '>' || text[at] == ':' || text[at] == '"'))
      at += std::max<std::size_t>(1, blank_at(text, at));
    while (at + 3 <= range.end && (text.substr(at, 3) == "\xE2\x80\x93" || text.substr(at, 3) == "\xE2\x80\x94")) at += 3;
    std::size_t digits = at;
    while (digits < range.end && std::isdigit(static_cast<unsigned char>(text[digits]))) ++digits;
    if (digits > at && digits - at <= 3 && digits < range.end && (text[digits] == '.' || text[digits] == ')' || text[digits] == '-')) at = digits + 1;
    if (const std::size_t word = joining_at(text.substr(0, range.end), at); word > 0) at += word;
    for (const std::string_view link : {"de ", "du "})  // « assisté de M. X et de Mme Y, et du docteur Z »
      if (text.substr(at, link.size()) == link && civility_at(text.substr(0, range.end), at + link.size()) > 0) at += link.size();
    if (at == before) return at;
  }
}

}  // namespace minutier::extract
