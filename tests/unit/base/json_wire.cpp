#include "pipeline/base/json_wire.hpp"

#include <catch2/catch.hpp>

#include "pipeline/base/error.hpp"

using minutier::Json;
using minutier::pack;
using minutier::unpack;

TEST_CASE("A packed value comes back as it was") {
  const Json value = Json::parse(R"({"a": [1, -2, 3.25, true, false, null, "é\n", ""], "long": ")" + std::string(300, 'x') + R"(", "o": {"k": {}, "l": []}})");
  CHECK(unpack(pack(value)) == value);
  CHECK(unpack(pack(Json())) == Json());
}

TEST_CASE("Bytes that are no packed value are refused, wherever they are cut or changed") {
  const std::string whole = pack(Json::parse(R"({"a": [1, "two", {"b": 2.5}]})"));
  for (std::size_t cut = 0; cut < whole.size(); ++cut) CHECK_THROWS_AS(unpack(whole.substr(0, cut)), minutier::Error);
  CHECK_THROWS_AS(unpack(whole + "n"), minutier::Error);
  CHECK_THROWS_AS(unpack("z"), minutier::Error);
  CHECK_THROWS_AS(unpack("a\xff\xff\xff\xff\xff\xff\xff\xff\x7f"), minutier::Error);  // a length no message has
  CHECK_THROWS_AS(unpack("s\x05" "abc"), minutier::Error);
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += std::string("a\x01", 2);
  CHECK_THROWS_AS(unpack(deep), minutier::Error);
}
