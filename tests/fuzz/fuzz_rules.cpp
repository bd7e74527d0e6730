// Any bytes as a rule file: a rule set, or Error{bad_rules}.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "pipeline/base/error.hpp"
#include "pipeline/extract/rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    extract::RuleSet::load({{"fuzz.rules.json", bytes}}).check_examples();
  } catch (const Error& error) {
    if (error.code != ErrorCode::bad_rules) std::abort();
  }
  return 0;
}
