#pragma once
// Numbers, amounts and dates as the user's language writes them.

#include <string>
#include <string_view>

#include "pipeline/base/json.hpp"
#include "tools/cli/messages.hpp"

namespace minutier::cli {

std::string number_text(const Messages& say, double value);
std::string number_text(const Messages& say, std::int64_t value);
// An exact decimal ("44151.00") with the language's separators, digits kept as they are, no currency.
std::string decimal_text(const Messages& say, std::string_view decimal);
// {"amount": "44151.00", "currency": "EUR"} -> "44 151,00 €".
std::string money_text(const Messages& say, const Json& money);
// "2019-04-13" -> "13 avril 2019" (or "13/04/2019" when short); partial dates keep what they have.
std::string date_text(const Messages& say, const std::string& iso, bool brief);
std::string duration_text(const Messages& say, double seconds);

}  // namespace minutier::cli
