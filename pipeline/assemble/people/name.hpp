#pragma once
// Persons' names as they are compared: folded words, parts, and how one name may stand for another. Pure functions.

#include <string>
#include <string_view>
#include <vector>

namespace minutier::assemble {

// A name in folded words. `key` is what equal names share: every word, sorted, without civilities and « de, du, des, d' ».
struct Name {
  enum class Shape {
    none,     // no word of a name
    full,     // given and family name
    initials, // « A. Durand », « J.-M. Bergère »
    short_family,  // « Manon L. »
    family,   // one name that is no known given name, or a family name known as such
    given     // a given name alone
  };
  Shape shape = Shape::none;
  std::vector<std::string> given, family;  // words
  std::vector<std::string> other_families; // « née Petit », « épouse Leroy »: each joined
  std::string key;
};

// `family` and `given` where the record knows which is which; empty otherwise.
Name read_name(std::string_view text, std::string_view family = {}, std::string_view given = {});

// How a name stands for another, the surest first.
enum class Likeness {
  none,
  same,          // the same words in any order, or joined: « LALA ALQUIER », « Lala-Alquier »
  initials,      // the given name by its initials
  short_family,  // the family name by its initial
  family,        // the family name alone
  given,         // the given name alone
  double_name,   // one family name of the two: « Anne Durand », « Anne Durand-Petit », « Anne Petit née Durand »
  variant        // one letter read otherwise in a long name
};

// How `seen` may stand for the full name `known`. Symmetric where both are full.
Likeness likeness(const Name& seen, const Name& known);

}  // namespace minutier::assemble
