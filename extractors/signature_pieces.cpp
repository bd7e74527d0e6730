#include "extractors/signature_pieces.hpp"

#include <algorithm>
#include <utility>

#include "extractors/budget_context.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::extractors {

void SignaturePieces::cut(Range line, std::size_t number, bool announced, std::vector<SignaturePiece>& pieces) const {
  std::size_t begin = line.begin;
  bool listed = line.of(text_).find(';') != std::string_view::npos;
  static const Regex behalf("^(?:pour|au nom) (?:de |du |des )?(?:la |le |les |l'|notre )?[a-z' -]{3,40} ?: ");  // « Au nom du comité : la présidente, X ; le secrétaire, Y »
  if (RegexHit hit; behalf.begins(doc_.text.fold(line), hit) && listed) begin = doc_.text.to_reading(Range{0, hit.whole().end}.after(doc_.text.to_folded(line).begin)).end;
  // « Élus : Mme X, adjointe ; M. Y, conseiller »: a list behind a label of another kind
  if (const std::size_t colon = line.of(text_).find(" : "); listed && !announced && begin == line.begin && colon != std::string_view::npos && !words_.role_of({line.begin, line.begin + colon}) && line.of(text_).find(';') > colon) return;
  // « Darrieussecq.   Labeyrie.   Dubosq. »: names in a row
  std::size_t gaps = 0;
  for (std::size_t at = line.begin; at + 3 < line.end; ++at)
    if ((text_[at] == '.' || text_[at] == ',') && text_.compare(at + 1, 2, "  ") == 0) ++gaps;
  listed = listed || gaps >= 2 || (announced && gaps >= 1) || (announced && words_.names_in_row(line));
  // « Peyrichout, maire — Aufaure — Chabrillat »
  std::size_t dashes = 0;
  for (std::size_t at = line.begin; announced && (at = text_.find(" \xE2\x80\x94 ", at)) < line.end; ++at) ++dashes;
  listed = listed || dashes >= 2;
  static const Regex lead("^[\\[(]?(?:suivent les )?signatures?[^\\])a-z:]{0,3}:?[\\])]? ?:? ");
  if (RegexHit hit; announced && lead.search(doc_.text.fold(line), hit) && hit.whole().end + 3 < line.size()) begin = doc_.text.to_reading(Range{0, hit.whole().end}.after(doc_.text.to_folded(line).begin)).end;
  const bool stops = announced && words_.names_with_stops(line);
  listed = listed || stops;
  const auto take = [&](std::size_t end) {
    const Range range = trim_range(text_, {begin, end}, announced ? "*|_->" : "*|_>");
    if (!range.empty()) pieces.push_back({range, range.begin - line.begin, number, listed});
  };
  for (std::size_t at = begin; at < line.end;) {
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
  const auto parted = [&](Range side) { return first_of(side.of(text_), ",:") != std::string_view::npos && words_.role_and_name(side, true).has_value(); };
  std::size_t end = line.end;
  for (const std::string_view next : {" / ", " - ", " \xE2\x80\x93 "})
    if (const auto cut = std::string_view(text_).substr(0, line.end + next.size()).find(next, at + sign); cut != std::string::npos) end = std::min(end, cut);
  std::size_t begin = line.begin;
  for (const std::string_view before : {" / ", " - ", " \xE2\x80\x93 "})
    if (const auto cut = at > line.begin ? line.of(text_).rfind(before, at - 1 - line.begin) : std::string::npos; cut != std::string::npos) begin = std::max(begin, line.begin + cut + before.size());
  return parted({begin, at}) && parted({at + sign, end});
}

std::vector<std::size_t> SignaturePieces::run_together(Range words) const {
  if (words.size() < 9 || words.size() > 110) return {};
  const std::string_view line = words.of(text_);
  std::vector<std::size_t> starts{0};
  for (std::size_t at = line.find(' '); at != std::string_view::npos; at = line.find(' ', at + 1))
    if (at + 1 < line.size() && normalise::upper_letter_at(line, at + 1)) starts.push_back(at + 1);
  if (starts.size() < 2) return {};
  const auto word = [&](std::size_t i) { return line.substr(starts[i], std::min(line.find(' ', starts[i]), line.size()) - starts[i]); };
  const auto initial = [&](std::size_t i) { return word(i).size() < 8 && word(i).back() == '.' && word(i).find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos; };
  const auto given = [&](std::size_t i) { return extract::is_given_name(normalise::fold(word(i))); };
  // Roles, each with its article: « La présidente, La directrice, secrétaire de séance »
  std::vector<std::size_t> cuts;
  for (std::size_t i = 1; i < starts.size(); ++i) {
    const std::string_view lead = word(i);
    if ((lead == "La" || lead == "Le" || lead == "Les" || lead.starts_with("L'") || lead.starts_with("L\xE2\x80\x99")) && words_.role_of({words.begin, words.begin + starts[i]}) && words_.role_of({words.begin + starts[i], words.end})) cuts.push_back(words.begin + starts[i]);
  }
  if (!cuts.empty() || first_of(line, ",;:()") != std::string_view::npos || starts[0] != 0 || !normalise::upper_letter_at(line, 0)) return cuts;
  for (std::size_t i = 1; i < starts.size(); ++i) {
    const std::size_t from = cuts.empty() ? 0 : static_cast<std::size_t>(std::find(starts.begin(), starts.end(), cuts.back() - words.begin) - starts.begin());
    const std::size_t before = i - from, left = starts.size() - i;
    const bool begins = (initial(i) && initial(from)) || (given(i) && given(from));
    if (begins && before >= 2 && left >= 2 && !initial(i - 1) && !(given(i - 1) && before == 1)) cuts.push_back(words.begin + starts[i]);
  }
  // Each part is a name of its own.
  std::size_t begin = words.begin;
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const std::size_t end = i < cuts.size() ? cuts[i] : words.end;
    const auto name = extract::parse_person(trim_range(text_, {begin, end}).of(text_));
    if (!name || name->words < 2) return {};
    begin = end;
  }
  return cuts;
}

std::vector<SignaturePiece> SignaturePieces::parted_names(const std::vector<SignaturePiece>& all) const {
  std::vector<SignaturePiece> pieces, out;
  for (const SignaturePiece& piece : all) {
    SignaturePiece part = piece;
    for (const std::size_t cut : run_together(piece.range)) {
      part.range.end = cut;
      pieces.push_back(part);
      part.range = {cut, piece.range.end};
      part.column = piece.column + (cut - piece.range.begin);
    }
    pieces.push_back(part);
  }
  for (const SignaturePiece& piece : pieces) {
    std::size_t cut = std::string::npos, sign = 0;
    for (const std::string_view dash : {" - ", " \xE2\x80\x93 ", " et ", " / ", ", "})
      if (const std::size_t at = piece.range.of(text_).find(dash); cut == std::string::npos && at != std::string_view::npos) cut = piece.range.begin + at, sign = dash.size();
    const auto name = [&](Range part) {
      const auto person = extract::parse_person(part.of(text_));
      return person && (sign > 2 || person->words > 1) && !extract::is_office(part.of(text_));  // « A. Berthier, S. Igual »
    };
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
      const auto apart = [&](const auto& b) { return b.second.column > piece.column ? b.second.column - piece.column : piece.column - b.second.column; };
      auto owner = bare.rend();  // the one that stands nearest over it
      for (auto it = bare.rbegin(); it != bare.rend(); ++it)
        if (it->second.line < piece.line && piece.line - it->second.line <= 2 && beside(it->second.column, piece.column) && (owner == bare.rend() || apart(*it) < apart(*owner))) owner = it;
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
    // « | Le Président; Sylvain DELOFFRE | Les co-présidents; S. DUPOUY   A. CAZENAVE | »: a cell of two lines
    const auto cell = std::find_if(roles.rbegin(), roles.rend(), [&](const Open& role) {
      if (role.line != piece.line || role.role.end >= piece.range.begin) return false;
      const std::string_view between = Range{role.role.end, piece.range.begin}.of(text_);
      return between.find('|') == std::string_view::npos && between.starts_with(";") && (role.several || between.find_first_not_of("; ") == std::string_view::npos);
    });
    if (cell != roles.rend())
      if (auto signer = words_.person(piece.range, true); signer && signer->role.empty()) {
        signer->role = plain(doc_, cell->role);
        signer->role_where = cell->role;
        cell->taken = true;
        signers.push_back(*signer);
        continue;
      }
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
