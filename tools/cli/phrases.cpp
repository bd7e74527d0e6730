#include "tools/cli/phrases.hpp"

#include <algorithm>
#include <array>

#include "pipeline/base/error.hpp"

namespace minutier::cli {
namespace {

constexpr int deepest = 6;  // phrases within phrases

bool digit(char c) { return c >= '0' && c <= '9'; }

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
  return text;
}

// "-1 234,50 €", with no-break spaces -> "-1,234.50 €".
std::optional<std::string> money_in_english(std::string_view text) {
  static constexpr std::string_view gap = "\xC2\xA0";
  const std::size_t unit = text.rfind(gap);
  if (unit == std::string_view::npos || unit + gap.size() == text.size()) return std::nullopt;
  std::string out;
  for (std::size_t at = 0; at < unit; ++at) {
    if (text.substr(at, gap.size()) == gap) out += ',', ++at;
    else if (text[at] == ',') out += '.';
    else if (digit(text[at]) || (text[at] == '-' && at == 0)) out += text[at];
    else return std::nullopt;
  }
  if (out.empty() || out == "-") return std::nullopt;
  return out + std::string(text.substr(unit));
}

// "1er mars 2019" -> "1 March 2019"; a date in digits stays.
std::optional<std::string> date_in_english(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> months{{{"janvier", "January"}, {"février", "February"}, {"mars", "March"}, {"avril", "April"}, {"mai", "May"}, {"juin", "June"},
      {"juillet", "July"}, {"août", "August"}, {"septembre", "September"}, {"octobre", "October"}, {"novembre", "November"}, {"décembre", "December"}}};
  if (!text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return digit(c) || c == '-'; })) return std::string(text);
  const std::size_t first = text.find(' '), second = text.rfind(' ');
  if (first == std::string_view::npos || first == second || !digit(text[0])) return std::nullopt;
  for (const auto& [french, english] : months)
    if (text.substr(first + 1, second - first - 1) == french)
      return std::string(text.substr(0, text.find_first_not_of("0123456789"))) + " " + std::string(english) + std::string(text.substr(second));
  return std::nullopt;
}

std::string labels_in_english(std::string_view text) {
  std::string out = replaced(replaced(std::string(text), "« ", "“"), " »", "”");
  return replaced(replaced(std::move(out), "décision n° ", "decision No. "), "décision ", "decision ");
}

}  // namespace

Phrasebook::Phrasebook(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto cut = bytes.find('\n');
    const std::string_view line = bytes.substr(0, cut);
    bytes = cut == std::string_view::npos ? std::string_view{} : bytes.substr(cut + 1);
    if (line.empty() || line[0] == '#') continue;
    const auto arrow = line.find(" => ");
    if (arrow == std::string_view::npos) throw Error(ErrorCode::internal, "no phrase: " + std::string(line));
    Phrase phrase{pieces(line.substr(0, arrow)), pieces(line.substr(arrow + 4))};
    for (const Piece& piece : phrase.translation) {
      const auto same = [&](const Piece& known) { return known.varies && known.text == piece.text; };
      if (piece.varies && std::none_of(phrase.pattern.begin(), phrase.pattern.end(), same)) throw Error(ErrorCode::internal, "a phrase does not say what {" + piece.text + "} is: " + std::string(line));
    }
    phrases_.push_back(std::move(phrase));
  }
}

std::vector<Phrasebook::Piece> Phrasebook::pieces(std::string_view side) {
  static constexpr std::array<std::pair<std::string_view, Type>, 7> types{{{"number", Type::number}, {"money", Type::money}, {"date", Type::date}, {"phrase", Type::phrase},
                                                                          {"phrases", Type::phrases}, {"said", Type::said}, {"labels", Type::labels}}};
  std::vector<Piece> out;
  while (!side.empty()) {
    const std::size_t open = side.find('{');
    if (open != 0) out.push_back({std::string(side.substr(0, open)), false, Type::words});
    if (open == std::string_view::npos) break;
    const std::size_t close = side.find('}', open);
    if (close == std::string_view::npos) throw Error(ErrorCode::internal, "a phrase with { and no }: " + std::string(side));
    const std::string_view inside = side.substr(open + 1, close - open - 1);
    const std::size_t colon = inside.find(':');
    Piece piece{std::string(inside.substr(0, colon)), true, Type::words};
    if (colon != std::string_view::npos) {
      const auto known = std::find_if(types.begin(), types.end(), [&](const auto& type) { return type.first == inside.substr(colon + 1); });
      if (known == types.end()) throw Error(ErrorCode::internal, "a phrase knows no " + std::string(inside));
      piece.type = known->second;
    }
    out.push_back(std::move(piece));
    side.remove_prefix(close + 1);
  }
  return out;
}

std::optional<std::string> Phrasebook::translated(Type type, std::string_view text, int depth) const {
  if (text.empty()) return std::nullopt;
  switch (type) {
    case Type::words: return std::string(text);
    case Type::number:
      if (!std::all_of(text.begin(), text.end(), digit)) return std::nullopt;
      return std::string(text);
    case Type::money: return money_in_english(text);
    case Type::date: return date_in_english(text);
    case Type::labels: return labels_in_english(text);
    case Type::phrase: return find(text, depth + 1);
    case Type::said:
      if (auto known = find(text, depth + 1)) return known;
      return std::string(text);
    case Type::phrases: {
      std::string out;
      while (!text.empty()) {
        const std::size_t comma = text.find(", ");
        const auto one = find(text.substr(0, comma), depth + 1);
        if (!one) return std::nullopt;
        out += (out.empty() ? "" : ", ") + *one;
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 2);
      }
      return out;
    }
  }
  return std::nullopt;
}

bool Phrasebook::fits(const std::vector<Piece>& pattern, std::size_t at, std::string_view text, Values& values, int depth) const {
  if (at == pattern.size()) return text.empty();
  const Piece& piece = pattern[at];
  if (!piece.varies) return text.substr(0, piece.text.size()) == piece.text && fits(pattern, at + 1, text.substr(piece.text.size()), values, depth);
  // Up to each place where the next words stand; to the end where none follow.
  const std::string_view next = at + 1 < pattern.size() ? std::string_view(pattern[at + 1].text) : std::string_view{};
  for (std::size_t end = next.empty() ? text.size() : text.find(next); end != std::string_view::npos; end = next.empty() ? std::string_view::npos : text.find(next, end + 1)) {
    const auto value = translated(piece.type, text.substr(0, end), depth);
    if (!value) continue;
    values.emplace_back(piece.text, *value);
    if (fits(pattern, at + 1, text.substr(end), values, depth)) return true;
    values.pop_back();
  }
  return false;
}

std::optional<std::string> Phrasebook::find(std::string_view sentence) const { return find(sentence, 0); }

std::optional<std::string> Phrasebook::find(std::string_view sentence, int depth) const {
  if (depth > deepest) return std::nullopt;
  for (const Phrase& phrase : phrases_) {
    Values values;
    if (!fits(phrase.pattern, 0, sentence, values, depth)) continue;
    std::string out;
    for (const Piece& piece : phrase.translation) {
      if (!piece.varies) out += piece.text;
      else out += std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.first == piece.text; })->second;
    }
    return out;
  }
  return std::nullopt;
}

}  // namespace minutier::cli
