#include <catch2/catch.hpp>

#include "pipeline/archive/words_codec.hpp"

using namespace minutier;
using namespace minutier::archive;

namespace {

Page sample() {
  Page page;
  page.text = "Le conseil\nadopte";
  page.words = {{{0, 2}, {72.1, 80, 12.3, 9.9}, 0.913F}, {{3, 10}, {90, 80.4, 40, 10}, std::nullopt}, {{11, 17}, {72, 95, 38.5, 10}, 1.0F}};
  page.lines = {{0, 2, {72, 80, 58, 10.4}}, {2, 1, {72, 95, 38.5, 10}}};
  return page;
}

}  // namespace

TEST_CASE("words and lines come back as they would from JSON") {
  const Page page = sample();
  Page back;
  back.text = page.text;
  decode_words(encode_words(page), back);
  const Page json = page_from_json(to_json(page));
  REQUIRE(back.words.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(back.words[i].chars == json.words[i].chars);
    CHECK(back.words[i].box == json.words[i].box);
    CHECK(back.words[i].confidence == json.words[i].confidence);
  }
  REQUIRE(back.lines.size() == 2);
  CHECK(back.lines[1].box == json.lines[1].box);
}

TEST_CASE("a blob that is cut or does not fit the text is refused") {
  const Page page = sample();
  const std::string blob = encode_words(page);
  for (std::size_t size = 1; size < blob.size(); ++size) {
    Page back;
    back.text = page.text;
    CHECK_THROWS_AS(decode_words(std::string_view(blob).substr(0, size), back), Error);
  }
  Page shorter;
  shorter.text = "Le";
  CHECK_THROWS_AS(decode_words(blob, shorter), Error);
}
