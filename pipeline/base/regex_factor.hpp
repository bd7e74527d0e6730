#pragma once
// A pattern with its alternatives told apart letter by letter: « dit|donne|raconte » becomes « d(?:it|onne)|raconte », so that a
// list of hundreds of verbs costs a look at the first letter where it cost one look a verb. The same strings match, at the same places, with the
// same groups. Pure.

#include <string>
#include <string_view>

namespace minutier {

// The pattern itself where it holds syntax that is not known here.
std::string factored(std::string_view pattern);

}  // namespace minutier
