// Letters no word holds, read by themselves, with an engine that says what it is told.

#include "pipeline/recognise/passed_over.hpp"

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

#include <string>

#include "pipeline/source/source.hpp"

using namespace minutier;
using namespace minutier::recognise;

namespace {

// Answers one word over the whole of each cut, the next answer each time.
struct Telling final : Engine {
  std::vector<std::pair<std::string, float>> answers;
  std::size_t asked = 0;

  const std::string& version() const override { return name; }
  std::vector<EngineWord> recognise(Pix* cut, int, const recognise::Reading&) override {
    const auto& [text, confidence] = answers.at(asked++);
    return {{text, 0, 0, pixGetWidth(cut), pixGetHeight(cut), confidence}};
  }
  std::string name = "telling";
};

// Letters 12 wide and 20 high, four apart.
void add_letters(Letters& letters, double x, double y, int count) {
  for (int i = 0; i < count; ++i) letters.boxes.push_back({x + 16 * i, y, 12, 20, 240});
}

Letters page_of_letters() {
  Letters letters;
  letters.height = 20;
  for (int line = 0; line < 6; ++line) add_letters(letters, 100, 100 + 50 * line, 30);
  return letters;
}

std::vector<EngineWord> all_read() {
  std::vector<EngineWord> words;
  for (int line = 0; line < 6; ++line) words.push_back({"ligne", 100, 100 + 50 * line, 480, 20, 0.95F, 0, line});
  return words;
}

PassedOver look(Engine& engine, const Letters& letters, std::vector<EngineWord>& words) {
  const source::PixPtr page(pixCreate(1000, 600, 8));
  pixSetAllArbitrary(page.get(), 230);
  return read_passed_over(page.get(), 200, engine, letters, words);
}

}  // namespace

TEST_CASE("where every letter stands in a word nothing is read again") {
  Telling engine;
  std::vector<EngineWord> words = all_read();
  const Letters letters = page_of_letters();
  CHECK(share_passed_over(letters, words) == 0);
  CHECK(look(engine, letters, words).lines == 0);
  CHECK(words.size() == 6);
}

TEST_CASE("a total the layout dropped is read and stands where it is") {
  Telling engine;
  engine.answers = {{"126.285,30", 0.94F}};
  Letters letters = page_of_letters();
  add_letters(letters, 700, 250, 8);
  std::vector<EngineWord> words = all_read();
  CHECK(share_passed_over(letters, words) > 0.03);
  CHECK(look(engine, letters, words).words == 1);
  REQUIRE(words.size() == 7);
  CHECK(words.back().text == "126.285,30");
  CHECK(words.back().x > 680);
  CHECK(words.back().line == 6);
}

TEST_CASE("a number of which one digit was read is read whole, or its rest by itself") {
  Letters letters = page_of_letters();
  add_letters(letters, 700, 250, 6);
  std::vector<EngineWord> words = all_read();
  words.push_back({"3", 700, 250, 12, 20, 0.7F, 0, 3});
  std::vector<EngineWord> same = words;
  Telling whole;
  whole.answers = {{"3.268,45", 0.93F}};
  CHECK(look(whole, letters, words).words == 1);
  REQUIRE(words.size() == 7);
  CHECK(words.back().text == "3.268,45");
  Telling parts;
  parts.answers = {{"3:2o8,45", 0.40F}, {"268,45", 0.93F}};
  CHECK(look(parts, letters, same).words == 1);
  REQUIRE(same.size() == 8);
  CHECK(same.back().text == "268,45");
}

TEST_CASE("what reads badly, specks and pictures are left") {
  Letters letters = page_of_letters();
  add_letters(letters, 700, 250, 5);
  add_letters(letters, 850, 500, 2);  // dirt
  std::vector<EngineWord> words = all_read();
  Telling engine;
  engine.answers = {{"~=;.", 0.9F}};
  CHECK(look(engine, letters, words).words == 0);
  CHECK(engine.asked == 1);
  CHECK(words.size() == 6);
  Telling none;
  std::vector<EngineWord> few{{"ligne", 100, 100, 480, 20, 0.95F, 0, 0}};
  CHECK(look(none, page_of_letters(), few).lines == 0);  // most of the page was passed over
}
