#include "pipeline/base/utf8.hpp"

#include <catch2/catch.hpp>

#include "pipeline/base/hash.hpp"

using namespace minutier;

TEST_CASE("code points are counted, stray bytes as one each") {
  CHECK(utf8::length("aé€😀") == 4);
  CHECK(utf8::length("\xFF\xC3") == 2);
}

TEST_CASE("overlong forms, surrogates and cut sequences are not valid UTF-8") {
  CHECK(utf8::valid("État · 1er"));
  for (const char* bad : {"\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xC3"}) CHECK_FALSE(utf8::valid(bad));
}

TEST_CASE("what is appended is read back") {
  for (const char32_t c : {U'a', U'é', U'€', U'😀'}) {
    std::string text;
    utf8::append(text, c);
    std::size_t at = 0;
    CHECK(utf8::next(text, at) == c);
    CHECK(at == text.size());
  }
}

TEST_CASE("SHA-256 is the published one") {
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
