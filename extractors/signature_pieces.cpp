#include "extractors/signature_pieces.hpp"

#include <algorithm>
#include <utility>

#include "extractors/budget_context.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::extractors {

void SignaturePieces::cut(Range line, std::size_t number, bool announced, std::vector<SignaturePiece>& pieces) const {
  std::size_t begin = line.begin;
  bool listed = line.of(text_).find(';') != std::string_view::npos;
  // « Darrieussecq.   Labeyrie.   Dubosq. »: names in a row
  std::size_t gaps = 0;
  for (std::size_t at = line.begin; at + 3 < line.end; ++at)
    if ((text_[at] == '.' || text_[at] == ',') && text_.compare(at + 1, 2, "  ") == 0) ++gaps;
  listed = listed || gaps >= 2 || (announced && gaps >= 1) || (announced && words_.names_in_row(line));
  const bool stops = announced && words_.names_with_stops(line);
  listed = listed || stops;
  const auto take = [&](std::size_t end) {
    const Range range = trim_range(text_, {begin, end}, announced ? "*|_-" : "*|_");
    if (!range.empty()) pieces.push_back({range, range.begin - line.begin, number, listed});
  };
  for (std::size_t at = line.begin; at < line.end;) {
    std::size_t wide = 0;
    if (text_[at] == '\t' || text_[at] == '|' || text_[at] == ';') wide = 1;
    if (text_[at] == ' ') {
      std::size_t run = at;
      while (run < line.end && text_[run] == ' ') ++run;
      if (run - at >= 3) wide = run - at;
      // « T. AUBRIOT  S. DESFORGES »: an initial begins another
      if (run - at == 2 && run + 2 < line.end && text_[run] >= 'A' && text_[run] <= 'Z' && (text_[run + 1] == '.' || (announced && at > line.begin && text_[at - 1] >= 'A' && text_[at - 1] <= 'Z'))) wide = 2;
    }
    if (stops && text_[at] == '.' && at + 1 < line.end && text_[at + 1] == ' ' && at >= line.begin + 3 && text_[at - 1] >= 'a' && text_[at - 2] >= 'a') wide = 2;  // « Rouvière. Mallet. Bonnet fils. »
    if (wide == 0 && text_.compare(at, 5, " \xE2\x80\x94 ") == 0) wide = 5;
    if (wide == 0 && text_.compare(at, 5, " \xE2\x80\x93 ") == 0 && role_both_sides(line, at, 5)) wide = 5;
    if (wide == 0 && (text_.compare(at, 3, " / ") == 0 || text_.compare(at, 3, " - ") == 0) && role_both_sides(line, at, 3)) wide = 3;
    if (wide == 0 && text_.compare(at, 3, "\xE2\x80\x94") == 0) wide = 3;
    if (wide == 0) { ++at; continue; }
    take(at);
    at += wide;
    begin = at;
  }
  take(line.end);
}

bool SignaturePieces::role_both_sides(Range line, std::size_t at, std::size_t sign) const {
  const auto parted = [&](Range side) { return side.of(text_).find_first_of(",:") != std::string_view::npos && words_.role_and_name(side, true).has_value(); };
  std::size_t end = line.end;
  for (const std::string_view next : {" / ", " - ", " \xE2\x80\x93 "})
    if (const auto cut = std::string_view(text_).substr(0, line.end + next.size()).find(next, at + sign); cut != std::string::npos) end = std::min(end, cut);
  std::size_t begin = line.begin;
  for (const std::string_view before : {" / ", " - ", " \xE2\x80\x93 "})
    if (const auto cut = at > line.begin ? line.of(text_).rfind(before, at - 1 - line.begin) : std::string::npos; cut != std::string::npos) begin = std::max(begin, line.begin + cut + before.size());
  return parted({begin, at}) && parted({at + sign, end});
}

std::vector<SignaturePiece> SignaturePieces::parted_names(const std::vector<SignaturePiece>& pieces) const {
  std::vector<SignaturePiece> out;
  for (const SignaturePiece& piece : pieces) {
    std::size_t cut = std::string::npos, sign = 0;
    for (const std::string_view dash : {" - ", " \xE2\x80\x93 ", " et ", " / "})
      if (const std::size_t at = piece.range.of(text_).find(dash); cut == std::string::npos && at != std::string_view::npos) cut = piece.range.begin + at, sign = dash.size();
    const auto name = [&](Range part) { return extract::parse_person(part.of(text_)).has_value() && !extract::is_office(part.of(text_)); };
    if (cut == std::string::npos || piece.range.size() > 60 || !name({piece.range.begin, cut}) || !name({cut + sign, piece.range.end})) {
      out.push_back(piece);
      continue;
    }
    SignaturePiece first = piece, second = piece;
    first.range.end = cut;
    second.range.begin = cut + sign;
    out.push_back(first);
    out.push_back(second);
  }
  return out;
}

std::vector<Signer> SignaturePieces::pair_up(const std::vector<SignaturePiece>& all, bool announced) const {
  std::vector<Signer> signers;
  const std::vector<SignaturePiece> pieces = parted_names(all);
  struct Open {
    Range role;
    std::size_t column, line;
    bool several = false;  // « Les scrutateurs »: more than one name below
    bool taken = false;
  };
  std::vector<Open> roles;       // roles waiting for a name below
  std::vector<std::pair<Signer, SignaturePiece>> bare;  // names waiting for a role below
  const auto beside = [](std::size_t a, std::size_t b) { return (a > b ? a - b : b - a) <= 18; };
  std::size_t last_listed = std::string::npos - 1;
  for (const SignaturePiece& piece : pieces) {
    const bool named = announced && (piece.listed || piece.line == last_listed + 1);  // a surname alone is a name here
    if (piece.listed) last_listed = piece.line;
    if (announced)
      if (const std::vector<Signer> several = words_.names_with_roles(piece.range); !several.empty()) {
        signers.insert(signers.end(), several.begin(), several.end());
        continue;
      }
    if (const std::vector<Signer> several = words_.role_and_names(piece.range); !several.empty()) {
      signers.insert(signers.end(), several.begin(), several.end());
      continue;
    }
    if (auto both = words_.role_and_name(announced ? words_.behind_party(piece.range) : piece.range, named)) { signers.push_back(*both); continue; }
    if (const auto role = words_.role_of(piece.range)) {
      // Below a name without a role: that name's.
      auto owner = std::find_if(bare.rbegin(), bare.rend(), [&](const auto& b) { return b.second.line < piece.line && piece.line - b.second.line <= 2 && beside(b.second.column, piece.column); });
      if (owner != bare.rend()) {
        owner->first.role = plain(doc_, *role);
        owner->first.role_where = *role;
        signers.push_back(owner->first);
        bare.erase(std::next(owner).base());
      } else {
        roles.push_back({*role, piece.column, piece.line, doc_.text.fold(*role).starts_with("les ")});
      }
      continue;
    }
    const auto above = [&] {
      auto best = roles.end();
      // among several columns with a plural one, a name belongs to the last column that begins before it
      const bool columns = roles.size() > 1 && std::any_of(roles.begin(), roles.end(), [&](const Open& role) { return role.several && role.line < piece.line && piece.line - role.line <= 3; });
      if (columns) {
        for (auto it = roles.begin(); it != roles.end(); ++it)
          if (it->line < piece.line && piece.line - it->line <= 3 && it->column <= piece.column + 6 && (best == roles.end() || it->column > best->column)) best = it;
        if (best != roles.end() && (best->several || !best->taken)) return best;
        best = roles.end();
      }
      const auto apart = [&](const Open& role) { return role.column > piece.column ? role.column - piece.column : piece.column - role.column; };
      for (auto it = roles.begin(); it != roles.end(); ++it)
        if (it->line < piece.line && piece.line - it->line <= 3 && (beside(it->column, piece.column) || roles.size() == 1) && (best == roles.end() || apart(*it) < apart(*best))) best = it;
      if (best == roles.end()) {  // shifted columns: the same rank in the line
        const auto rank = [&](std::size_t line, std::size_t column) { return std::count_if(pieces.begin(), pieces.end(), [&](const SignaturePiece& p) { return p.line == line && p.column < column; }); };
        for (auto it = roles.begin(); it != roles.end(); ++it)
          if (it->line < piece.line && piece.line - it->line <= 3 && rank(it->line, it->column) == rank(piece.line, piece.column)) best = it;
      }
      return best;
    }();
    auto signer = words_.person(piece.range, above != roles.end() || named);
    if (!signer) continue;
    if (above != roles.end() && signer->role.empty()) {
      signer->role = plain(doc_, above->role);
      signer->role_where = above->role;
      above->taken = true;
      const bool plural = std::any_of(roles.begin(), roles.end(), [](const Open& role) { return role.several; });
      if (!above->several && !plural) roles.erase(above);
      signers.push_back(*signer);
    } else if (!signer->role.empty()) {
      signers.push_back(*signer);
    } else {
      bare.emplace_back(*signer, piece);
    }
  }
  // Names without any role: only under words that announce signatures.
  if (announced)
    for (auto& [signer, piece] : bare) {
      signer.confidence = 0.75;
      signers.push_back(signer);
    }
  return signers;
}

}  // namespace minutier::extractors
