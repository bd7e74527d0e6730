#pragma once
// Words of names: how a run of letters is written, and the word lists that tell persons from other capitalised things.
// For person.cpp and people.cpp. Offsets are bytes; immutable, safe from any thread.

#include <string>
#include <string_view>

#include "pipeline/base/range.hpp"

namespace minutier::extract {

enum class Shape {
  none,      // no word here
  lower,     // begins in lower case
  capital,   // Dupont, d'Ortigue, Le
  capitals,  // DUPONT, LALA-ALQUIER
  initial,   // L., J.-B.
  particle,  // de, du, van (lower case)
};

struct NameWord {
  Range range;
  std::string folded;
  Shape shape = Shape::none;
};

// The word that begins exactly at `at`.
NameWord word_at(std::string_view text, std::size_t at);

bool is_not_a_name(std::string_view folded);   // words of organisations, headings, sentences
bool is_office_word(std::string_view folded);
bool plural_office(std::string_view reading);   // « Vice-présidents »: the office of several
bool is_civility(std::string_view folded);    // « m », « mme », « docteur »: how one is addressed; titles that are names as well (« baron ») are none
// Bytes of a civility at `at` with the blanks after it ("M. ", "Mme ", "MM. ", "le citoyen "); 0 for none. `plural` tells MM., Mmes.
std::size_t civility_at(std::string_view text, std::size_t at, bool* plural = nullptr);

std::string recase(std::string_view word);     // LE COR -> Le Cor, LALA-ALQUIER -> Lala-Alquier, d'ORTIGUE -> d'Ortigue

inline bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
// Bytes of a blank at `at`: space, tab, or a no-break space; 0 for none.
std::size_t blank_at(std::string_view text, std::size_t at);

}  // namespace minutier::extract
