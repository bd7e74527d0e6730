#pragma once
// Who a piece of text at the foot of minutes names, and as what: « Le Président, », « La secrétaire : Anne Roy », « (s) J. Petit ».
// Pure; ranges are bytes of the reading text. The document must outlive the reader.

#include <optional>
#include <string>
#include <vector>

#include "pipeline/extract/document.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

struct Signer {
  std::string name;
  Range where, role_where;
  std::string role;
  double confidence = 0.9;
};

class SignerWords {
 public:
  explicit SignerWords(const extract::Document& document) : doc_(document), text_(document.text.reading) {}

  // One name, a single word too where the place says that a name stands there; with a role behind it perhaps.
  std::optional<Signer> person(Range range, bool single) const;
  // A role alone: « Le Président, », « La secrétaire de séance : », « Pour le Maire empêché ».
  std::optional<Range> role_of(Range range) const;
  // « La présidente, Solène Quéméneur », « Le Maire : M. Jean Petit », « Le secrétaire de séance Bastien Laforgue ».
  std::optional<Signer> role_and_name(Range range, bool single) const;
  // « Mélisande Aupetit (présidente sortante), Pyrrhula (secrétaire de séance) »; empty where the piece is anything else.
  std::vector<Signer> names_with_roles(Range range) const;
  // « Les secrétaires, L. Abiven, B. Onillon »: one role of several persons; empty where the piece is no such list.
  std::vector<Signer> role_and_names(Range range) const;
  // « BARGEAS         ROUCHON         CHASSAING »: three pieces or more, each short and begun with a capital.
  bool names_in_row(Range line) const;
  // « Rouvière. Mallet. Bonnet fils. Dutour. L. Serre, maire. »
  bool names_with_stops(Range line) const;
  // « Pour la direction : Mme Hélène Tavernier, DRH » without the side that is signed for.
  Range behind_party(Range piece) const;

 private:
  Range behind_certificate(Range range) const;

  const extract::Document& doc_;
  const std::string& text_;
};

// Names side by side under the last words of a text.
std::vector<Found> signature_rows(const extract::Document& document, const Findings& earlier);

}  // namespace minutier::extractors
