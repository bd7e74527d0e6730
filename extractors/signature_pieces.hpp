#pragma once
// The foot of minutes cut into the pieces of its lines, and the names among them paired with the roles above, below or beside.
// Pure; ranges are bytes of the reading text. The document and the words must outlive the reader.

#include <cstddef>
#include <string>
#include <vector>

#include "extractors/signature_words.hpp"
#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

// A piece of a line that stands alone: between tabs or wide blanks.
struct SignaturePiece {
  Range range;
  std::size_t column = 0;  // bytes from the start of the line, to pair what stands one above the other
  std::size_t line = 0;
  bool listed = false;     // parted from others by semicolons: a list of those who signed
};

class SignaturePieces {
 public:
  SignaturePieces(const extract::Document& document, const SignerWords& words) : doc_(document), text_(document.text.reading), words_(words) {}

  // The pieces of one line, behind those there are. `announced`: words before said that signatures follow.
  void cut(Range line, std::size_t number, bool announced, std::vector<SignaturePiece>& pieces) const;
  // Who signs, in the order of the pieces; names without any role come last, and only where signatures are announced.
  std::vector<Signer> pair_up(const std::vector<SignaturePiece>& all, bool announced) const;

 private:
  // « A, président – B, secrétaire », « Le président : A / La secrétaire : B »: a sign between two names with their roles.
  bool role_both_sides(Range line, std::size_t at, std::size_t sign) const;
  // « L. SOULÉ – P. DUTOUR » under « Les scrutateurs »: the pieces of names parted by a dash.
  std::vector<SignaturePiece> parted_names(const std::vector<SignaturePiece>& pieces) const;
  // « C. Lachat L. Dos Reis », « Claire AUBERTIN Sandra GUÉRET », « La présidente, La secrétaire »: where names or roles that only a
  // blank parts begin, the first left out; empty where the words are one name or one role.
  std::vector<std::size_t> run_together(Range words) const;

  const extract::Document& doc_;
  const std::string& text_;
  const SignerWords& words_;
};

}  // namespace minutier::extractors
