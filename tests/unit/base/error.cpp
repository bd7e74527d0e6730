#include "pipeline/base/error.hpp"

#include <catch2/catch.hpp>

using namespace minutier;

TEST_CASE("an error says document, page, code and detail in one line") {
  const Error error(ErrorCode::encrypted, "source", "a.pdf", 3, "pass --password");
  CHECK(std::string(error.what()) == "a.pdf, page 3: encrypted: pass --password");
}

TEST_CASE("every code has a name of its own that leads back to it") {
  for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
    const auto code = static_cast<ErrorCode>(i);
    CHECK(error_code(name(code)) == code);
  }
  CHECK(error_code("nobody knows") == ErrorCode::internal);
}
