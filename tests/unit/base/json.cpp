#include "pipeline/base/json.hpp"

#include <catch2/catch.hpp>

#include "pipeline/base/error.hpp"

using minutier::Error;
using minutier::ErrorCode;
using minutier::Json;

TEST_CASE("keys keep the order they were set in, and printing is stable") {
  Json json;
  json.set("b", 1);
  json.set("a", "é");
  json.set("b", true);
  CHECK(json.dump() == R"({"b":true,"a":"é"})");
}

TEST_CASE("what is printed is read back equal") {
  const std::string text = R"({"n":-12,"x":0.25,"s":"a\"\\\n€","l":[null,true,[]],"o":{}})";
  CHECK(Json::parse(text).dump() == text);
  CHECK(Json::parse(Json::parse(text).dump(2)) == Json::parse(text));
}

TEST_CASE("a path leads through objects and lists, and to null where a step is missing") {
  const Json json = Json::parse(R"({"resolutions":[{"vote":{"for":12}}]})");
  REQUIRE(json.at("resolutions/0/vote/for"));
  CHECK(json.at("resolutions/0/vote/for")->as_int() == 12);
  CHECK(json.at("resolutions/1/vote") == nullptr);
  CHECK(json.at("resolutions/x") == nullptr);
}

TEST_CASE("broken JSON, bad UTF-8 and hostile nesting are damaged, with the place named") {
  for (const std::string& text : {std::string("{\"a\":"), std::string("[1,]"), std::string("\"\xFF\""), std::string(5000, '[')}) {
    try {
      Json::parse(text);
      FAIL("parsed: " << text.substr(0, 20));
    } catch (const Error& error) {
      CHECK(error.code == ErrorCode::damaged);
      CHECK(error.detail.find("byte") != std::string::npos);
    }
  }
}

TEST_CASE("reading a value as another type gives the fallback, writing into one throws") {
  Json json("text");
  CHECK(json.as_int(7) == 7);
  CHECK(json["key"].is_null());
  CHECK_THROWS_AS(json.set("key", 1), Error);
  CHECK_THROWS_AS(json.push(1), Error);
}

TEST_CASE("a member that is not wanted is passed over, whatever it holds") {
  CHECK(Json::parse(R"({"a": 1, "proof": [{"x": [1, {"proof": 2}]}, "y"], "b": {"proof": 3}})", "proof") == Json::parse(R"({"a": 1, "b": {"proof": 3}})"));
  CHECK(Json::parse(R"({"proof": "text", "b": [2]})", "proof") == Json::parse(R"({"b": [2]})"));
  CHECK(Json::parse(R"({"proof": {}, "b": 2})", "proof") == Json::parse(R"({"b": 2})"));
  CHECK(Json::parse(R"([{"proof": 1}])", "proof") == Json::parse(R"([{"proof": 1}])"));
  CHECK_THROWS_AS(Json::parse(R"({"proof": [1, })", "proof"), Error);
}
