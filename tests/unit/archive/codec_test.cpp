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

TEST_CASE("the sides of an opening come back, counted in characters between") {
  Page page;
  page.text = "séance levée\nà dix heures\n";
  page.sides = {{{0, 15}, "12"}, {{15, page.text.size()}, "f. 12 v°"}};
  const std::string json = encode_sides(page);
  CHECK(json == R"([[0,13,"12"],[13,26,"f. 12 v°"]])");
  Page back;
  back.text = page.text;
  decode_sides(json, back);
  CHECK(back.sides == page.sides);
  decode_sides("", back);
  CHECK(back.sides.empty());
  for (const char* wrong : {"[[0,90,\"\"]]", "[[5,2,\"\"]]", "[[0]]", "[["}) CHECK_THROWS_AS(decode_sides(wrong, back), Error);
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

TEST_CASE("digits in doubt come back, and a page without any is written as before") {
  Page page = sample();
  const std::string plain = encode_words(page);
  page.text = "Le conseil\n1 0503";
  page.words[2].chars = {11, 17};
  page.digits = {{11, 0.512F, ""}, {13, 0.6F, "69"}, {16, 0.987F, "0"}};
  Page back;
  back.text = page.text;
  decode_words(encode_words(page), back);
  CHECK(back.digits == page.digits);
  const std::string blob = encode_words(page);
  CHECK(blob[0] != plain[0]);
  CHECK_THROWS_AS(decode_words(blob.substr(0, blob.size() - 1), back), Error);
  page.digits.clear();
  CHECK(encode_words(page)[0] == plain[0]);
}
