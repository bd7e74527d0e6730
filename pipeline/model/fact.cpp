#include "pipeline/model/fact.hpp"

namespace minutier {

std::string decimal(const Money& money) {
  const bool negative = money.cents < 0;
  const std::uint64_t cents = negative ? 0 - static_cast<std::uint64_t>(money.cents) : static_cast<std::uint64_t>(money.cents);
  const std::uint64_t rest = cents % 100;
  return (negative ? "-" : "") + std::to_string(cents / 100) + "." + (rest < 10 ? "0" : "") + std::to_string(rest);
}

std::string_view name(Status status) {
  switch (status) {
    case Status::stated: return "stated";
    case Status::supplied: return "supplied";
    case Status::derived: return "derived";
  }
  return "stated";
}

}  // namespace minutier
