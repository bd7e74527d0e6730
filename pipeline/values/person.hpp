#pragma once
// Persons' names in reading text (case and accents as written): one name, or a text that lists people with what follows each.
// Offsets are bytes of the text given. Pure functions on immutable word lists, safe from any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/range.hpp"

namespace minutier::extract {

struct PersonName {
  std::string civility;       // as written: "M.", "Mme", "le citoyen"; empty for none
  std::string given, family;  // where known which is which
  std::string name;           // for display: given first, capitals re-cased: "ARCHAMBEAUD Hugues" -> "Hugues Archambeaud"
  Range range;                // the name itself, without civility
  bool known_given = false;   // a given name of the lexicon, or an initial, takes part
  std::size_t words = 0;
};

// The whole text as one person's name, with or without civility; closing punctuation is ignored. Nothing for sentences,
// organisations, offices ("M. le Maire"), headings, counts. A single word is a name only after a civility or when it is a given name.
std::optional<PersonName> parse_person(std::string_view reading);

// The longest name that begins at `at` (blanks are skipped), under the same conditions. `single` also takes one capitalised
// word that no list knows ("Loulou"), as in lists of people.
std::optional<PersonName> name_at(std::string_view reading, std::size_t at, bool single = false);

// A member that is no person, by the word it begins with: « SCI Les Abeilles », « Indivision Charrel », « Succession NOIREAU ».
std::optional<PersonName> body_name(std::string_view reading, std::size_t at);

enum class TailKind { role, organisation, note };  // note: anything else, e.g. "(pouvoir à M. Petit)", "arrivé à 19h"

struct PersonTail {
  Range range;
  TailKind kind = TailKind::note;
};

struct PersonEntry {
  PersonName person;
  Range entry;                     // name with its tails
  std::vector<PersonTail> tails;   // in order; a role said once for several (« Y, Z, adjoints ») is given to each
};

// The people of a list text, inline or one per line: « MM. A, maire ; B et C, adjoints », « A (Org), B - Org, Mme F, trésorière »,
// « Président : M. X ». What is not a person or the tail of one is passed over. `parsed` (optional) tells how much of the text was understood, 0..1.
std::vector<PersonEntry> split_people(std::string_view reading, Range range, double* parsed = nullptr);

// Whether words are an office or function of a person (« trésorière », « 1er adjoint au maire »), from their first word.
bool is_office(std::string_view reading);
TailKind classify_tail(std::string_view reading);
// "adjoints" -> "adjoint", "officiers municipaux" -> "officier municipal"; others unchanged.
std::string singular_office(std::string_view reading);

// Whether a folded word is a given name of the lexicon (compounds by their first part).
bool is_given_name(std::string_view folded);

}  // namespace minutier::extract
