#include "extractors/signature_words.hpp"

#include <string_view>

#include "extractors/budget_context.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
namespace {

// « La 1re vice-présidente »
bool ordinal(std::string_view folded) {
  const std::size_t at = first_of(folded, "0123456789");
  return at < 4 && first_of(folded, "0123456789", at + 1) == std::string_view::npos && at + 1 < folded.size() && (folded[at + 1] == 'e' || folded[at + 1] == 'r');
}

}  // namespace

std::optional<Signer> SignerWords::person(Range range, bool single) const {
  Range piece = trim_range(text_, range, ".,:;*_");
  static constexpr std::string_view leads[] = {"(signe)", "[signe]", "signe:", "signe :", "signe ", "(s)", "s/", "s)", "lieut. ", "lt. ", "lt ", "cdt ", "cdt. ", "cap. ", "adj. ", "sgt ", "col. "};
  for (const std::string_view lead : leads) {
    const std::string_view folded = doc_.text.fold(piece);
    if (!folded.starts_with(lead)) continue;
    const Range f = doc_.text.to_folded(piece);
    piece = trim_range(text_, doc_.text.to_reading({f.begin + lead.size(), f.end}), ".,:;*_");
    single = true;
  }
  if (piece.empty() || piece.size() > 70) return std::nullopt;
  const std::string_view words = piece.of(text_);
  Signer signer;
  if (const auto whole = extract::parse_person(words)) {
    if (whole->words < 2 && !single && whole->civility.empty()) return std::nullopt;
    signer.name = whole->name;
    signer.where = {piece.begin + whole->range.begin, piece.begin + whole->range.end};
    return signer;
  }
  if (extract::is_office(words)) return std::nullopt;
  const auto name = extract::name_at(words, 0, single);
  if (!name || (name->words < 2 && !single)) return std::nullopt;
  const Range rest = trim_range(text_, {piece.begin + name->range.end, piece.end}, ",:;-()");
  const std::string_view letters = rest.of(text_);
  const bool credential = rest.size() >= 2 && rest.size() <= 5 && name->words > 1 && text_.compare(piece.begin + name->range.end, 2, ", ") == 0 && letters.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ.") == std::string_view::npos;  // « Johanne Bernard, OMA »
  if (!rest.empty() && !credential && !extract::is_office(letters)) return std::nullopt;
  signer.name = name->name;
  signer.where = {piece.begin + name->range.begin, piece.begin + name->range.end};
  if (!rest.empty() && !credential) signer.role = plain(doc_, rest), signer.role_where = rest;
  return signer;
}

// What stands behind « Pour copie conforme, ».
Range SignerWords::behind_certificate(Range range) const {
  const std::string_view folded = doc_.text.fold(range);
  for (const std::string_view lead : {"pour copie conforme", "pour extrait conforme", "pour copie certifiee conforme", "pour extrait certifie conforme", "pour ampliation", "pour expedition conforme", "certifie conforme", "pour extrait"})
    if (folded.starts_with(lead)) {
      const Range f = doc_.text.to_folded(range);
      return trim_range(text_, doc_.text.to_reading({f.begin + lead.size(), f.end}), ",.:; ");
    }
  return range;
}

std::optional<Range> SignerWords::role_of(Range range) const {
  const Range piece = trim_range(text_, range, ",:;.*");
  if (piece.empty() || piece.size() > 90) return std::nullopt;
  const std::string_view folded = doc_.text.fold(piece);
  if (first_of(folded, "0123456789") != std::string_view::npos && !contains(folded, "adjoint") && !ordinal(folded)) return std::nullopt;
  for (const std::string_view verb : {" est ", " a ", " lit ", ", que ", " leve", " remercie", " declare", "seance est", "ordre du jour"})
    if (folded.find(verb) != std::string_view::npos) return std::nullopt;
  std::string_view reading = piece.of(text_);
  if (folded.starts_with("vu, ") || folded.starts_with("vu : ")) reading.remove_prefix(std::min(first_of(reading, ",:") + 1, reading.size()));
  while (reading.starts_with(" ")) reading.remove_prefix(1);
  if (folded.starts_with("vu, ")) {  // « Vu, le président »
    const std::string_view cap = reading;
    for (const std::string_view lead : {"le ", "la "})
      if (cap.starts_with(lead)) reading.remove_prefix(lead.size());
  }
  // « Pour le Conseil : le Secrétaire »
  static const Regex behalf("^pour (?:le |la |les |l')[a-z' ]{3,30} ?[:,] ?(?:le |la |l')");
  if (RegexHit hit; behalf.search(folded, hit)) {
    const Range f = doc_.text.to_folded(piece);
    const Range office = doc_.text.to_reading({f.begin + hit.whole().end, f.end});
    return extract::is_office(office.of(text_)) ? std::optional<Range>(office) : std::nullopt;
  }
  for (const std::string_view lead : {"Le ", "La ", "Les ", "L'", "L\xE2\x80\x99", "LE ", "LA ", "L'", "Un ", "Une "})
    if (reading.starts_with(lead)) { reading.remove_prefix(lead.size()); break; }
  static const Regex office_of("^pour (?:le |la |l'|les )(?:bureau|comite|conseil|association|collectif|syndicat|secretariat|commission|section|collegiale|redaction)(?: [a-z'-]+){0,4}$");
  if (office_of.matches(folded)) return piece;  // « Pour le bureau, » over a name
  if (!extract::is_office(reading) || (reading.find(": ") != std::string_view::npos && !folded.starts_with("vu"))) return std::nullopt;
  if (folded.starts_with("vu : ")) return Range{piece.begin + std::min(piece.of(text_).find(':') + 2, piece.size()), piece.end};
  return piece;
}

std::optional<Signer> SignerWords::role_and_name(Range range, bool single) const {
  const Range piece = behind_certificate(trim_range(text_, range, ".;*"));
  for (std::size_t at = piece.begin; at < piece.end; ++at) {
    if (text_[at] != ',' && text_[at] != ':') continue;
    const Range left{piece.begin, at}, right{at + 1, piece.end};
    if (const auto role = role_of(left))
      if (auto signer = person(right, true); signer && signer->role.empty()) {
        signer->role = plain(doc_, *role);
        signer->role_where = *role;
        return signer;
      }
    // « Julie, pour le collectif d'animation » under the last words
    static const Regex behalf("^ ?pour (?:le |la |les |l'|notre )(?:bureau|section|comite|conseil|association|ca|collectif|collegiale|syndicat|secretariat|equipe|coordination)\\b[a-z' ]{0,30}$");
    if (text_[at] == ',' && piece.end + 400 > text_.size() && behalf.begins(doc_.text.fold(right)))
      if (auto signer = person(left, true); signer && signer->role.empty()) {
        const Range role = trim_range(text_, right, " ");
        signer->role = plain(doc_, role);
        signer->role_where = role;
        return signer;
      }
    if (auto signer = person(left, single); signer && signer->role.empty())
      if (const auto role = role_of(right)) {
        signer->role = plain(doc_, *role);
        signer->role_where = *role;
        return signer;
      }
  }
  return std::nullopt;
}

std::vector<Signer> SignerWords::names_with_roles(Range range) const {
  std::vector<Signer> several;
  const Range piece = trim_range(text_, range, ".;*-");
  if (piece.empty() || piece.size() > 200 || text_[piece.end - 1] != ')') return {};
  for (std::size_t begin = piece.begin; begin < piece.end;) {
    const std::size_t close = text_.find(')', begin);
    if (close >= piece.end) return {};
    std::size_t from = begin;
    while (from < close && (text_[from] == ',' || text_[from] == ' ' || text_[from] == ';' || text_[from] == '\n')) ++from;
    if (text_.compare(from, 3, "et ") == 0) from += 3;
    const std::size_t open = text_.find('(', from);
    if (open >= close) return {};
    const auto role = role_of({open + 1, close});
    auto signer = person({from, open}, true);
    if (!role || !signer || !signer->role.empty()) return {};
    signer->role = plain(doc_, *role);
    signer->role_where = *role;
    several.push_back(std::move(*signer));
    begin = close + 1;
  }
  return several;
}

std::vector<Signer> SignerWords::role_and_names(Range range) const {
  const Range piece = behind_certificate(trim_range(text_, range, ".;*"));
  const std::size_t at = first_of(text_, ",:", piece.begin);
  if (at >= piece.end || !doc_.text.fold(piece).starts_with("les ")) return {};
  const auto role = role_of({piece.begin, at});
  if (!role) return {};
  std::vector<Signer> several;
  std::size_t begin = at + 1;
  for (std::size_t end = begin; end <= piece.end; ++end) {
    const std::size_t cut = end == piece.end || text_[end] == ',' ? 1 : text_.compare(end, 4, " et ") == 0 ? 4 : 0;
    if (cut == 0) continue;
    auto signer = person({begin, end}, true);
    if (!signer || !signer->role.empty()) return {};
    signer->role = plain(doc_, *role);
    signer->role_where = *role;
    several.push_back(std::move(*signer));
    begin = end + cut;
  }
  return several;
}

}  // namespace minutier::extractors
