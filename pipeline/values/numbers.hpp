#pragma once
// French numbers in folded text (lower-case ASCII, see normalise/fold.hpp): digits with their groupings, words,
// Roman numerals. Each parser takes a whole expression and gives nothing when any of it is left over.

#include <cstdint>
#include <optional>
#include <string_view>

namespace minutier::extract {

// "12", "1 107 118", "dix-huit", "deux cent quarante et un", "mil huit cent quatre-vingt-douze", "septante",
// "une douzaine"; "aucun", "aucune", "zero", "neant", "pas de" give 0.
std::optional<std::int64_t> parse_count(std::string_view folded);

// Words only, with the same range: "vingt-et-un", "dix-huit cent".
std::optional<std::int64_t> parse_number_words(std::string_view folded);

// "iv", "xviii": 1..3999.
std::optional<std::int64_t> parse_roman(std::string_view folded);

// "premier", "1er", "2e", "deuxieme", "troisieme", "vingt-et-unieme".
std::optional<std::int64_t> parse_ordinal(std::string_view folded);

}  // namespace minutier::extract
