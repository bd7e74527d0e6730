// Lines of names at the foot of minutes: names in a row, names with stops between them, who signs for one side.

#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/signature_words.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {

// « BARGEAS         ROUCHON         CHASSAING »: three pieces or more, each short and begun with a capital.
bool SignerWords::names_in_row(Range line) const {
  std::size_t names = 0, begin = line.begin;
  for (std::size_t at = line.begin; at <= line.end; ++at) {
    if (at < line.end && text_[at] != '\t' && text_.compare(at, 3, "   ") != 0) continue;
    const Range piece = trim_range(text_, {begin, at}, "*|_. ");
    begin = at;
    if (piece.empty()) continue;
    const unsigned char first = static_cast<unsigned char>(text_[piece.begin]);
    if (piece.size() > 32 || !((first >= 'A' && first <= 'Z') || first == 0xC3) || piece.of(text_).find_first_of(",:;0123456789") != std::string_view::npos || extract::is_office(piece.of(text_)) || role_of(piece)) return false;
    ++names;
  }
  return names >= 3;
}

// « Rouvière. Mallet. Bonnet fils. Dutour. L. Serre, maire. »
bool SignerWords::names_with_stops(Range line) const {
  std::size_t names = 0, begin = line.begin;
  for (std::size_t at = line.begin; at < line.end; ++at) {
    if (text_[at] != '.' || (at + 1 < line.end && text_[at + 1] != ' ') || at < line.begin + 3 || text_[at - 2] < 'a') continue;
    const Range piece = trim_range(text_, {begin, at}, " .");
    const unsigned char first = piece.empty() ? 'a' : static_cast<unsigned char>(text_[piece.begin]);
    if (piece.size() > 34 || !((first >= 'A' && first <= 'Z') || first == 0xC3) || std::count(text_.begin() + static_cast<std::ptrdiff_t>(piece.begin), text_.begin() + static_cast<std::ptrdiff_t>(piece.end), ' ') > 3) return false;
    ++names;
    begin = at + 1;
  }
  return names >= 3;
}

// « Pour la direction : Mme Hélène Tavernier, DRH »: who signs for one side.
Range SignerWords::behind_party(Range piece) const {
  static const Regex party("^pour (?:la |le |les |l')[a-z' -]{3,40} ?: ?");
  RegexHit hit;
  const std::string_view folded = doc_.text.fold(piece);
  if (!party.begins(folded, hit)) return piece;
  const std::size_t base = doc_.text.to_folded(piece).begin;
  return doc_.text.to_reading({base + hit.whole().end, base + folded.size()});
}

}  // namespace minutier::extractors
