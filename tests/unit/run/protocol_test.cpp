#include "pipeline/run/worker_protocol.hpp"

#include <catch2/catch.hpp>

#include <new>
#include <stdexcept>

using namespace minutier;
using namespace minutier::run;

namespace {

Json job(const char* kind) {
  Json out = Json::object();
  out.set("job", kind);
  return out;
}

Handlers handlers() {
  Handlers out;
  out["echo"] = [](const Json& given) { return given["value"]; };
  out["refuse"] = [](const Json&) -> Json { throw Error(ErrorCode::encrypted, "source", "a.pdf", 3, "needs a password"); };
  out["memory"] = [](const Json&) -> Json { throw std::bad_alloc(); };
  out["bug"] = [](const Json&) -> Json { throw std::logic_error("impossible"); };
  return out;
}

}  // namespace

TEST_CASE("the head of a frame gives back its size") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{255}, std::size_t{256}, std::size_t{70'000}, largest_frame})
    CHECK(frame_size(frame_head(size)) == size);
  CHECK(frame_head(258) == std::string("\x02\x01\x00\x00", 4));
}

TEST_CASE("a frame beyond the limit is refused before it is sent") {
  CHECK_THROWS_AS(frame_head(largest_frame + 1), Error);
}

TEST_CASE("a handler's value is the reply's result") {
  Json given = job("echo");
  given.set("value", "séance");
  CHECK(answer(handlers(), given)["result"].as_string() == "séance");
}

TEST_CASE("a handler's error travels with all its parts") {
  const Json reply = answer(handlers(), job("refuse"));
  REQUIRE(reply.find("result") == nullptr);
  const Error error = error_from_json(reply["error"]);
  CHECK(error.code == ErrorCode::encrypted);
  CHECK(error.stage == "source");
  CHECK(error.document == "a.pdf");
  CHECK(error.page == 3);
  CHECK(error.detail == "needs a password");
}

TEST_CASE("what a handler lets escape becomes an error with a code") {
  CHECK(error_from_json(answer(handlers(), job("memory"))["error"]).code == ErrorCode::out_of_memory);
  CHECK(error_from_json(answer(handlers(), job("bug"))["error"]).code == ErrorCode::internal);
  CHECK(error_from_json(answer(handlers(), job("nobody"))["error"]).code == ErrorCode::internal);
}
