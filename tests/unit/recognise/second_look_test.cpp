// The second look at doubtful lines, with an engine that says what it is told.

#include "pipeline/recognise/second_look.hpp"

#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

#include <string>

#include "pipeline/source/source.hpp"

using namespace minutier;
using namespace minutier::recognise;

namespace {

struct Told final : Engine {
  std::vector<EngineWord> answer;  // in pixels of the page; handed back in those of the cut
  std::vector<Layout> asked;
  int cut_x = 0, cut_y = 0;

  const std::string& version() const override { return name; }
  std::vector<EngineWord> recognise(Pix*, int, const recognise::Reading& reading) override {
    asked.push_back(reading.layout);
    std::vector<EngineWord> out = answer;
    for (EngineWord& word : out) word.x -= cut_x, word.y -= cut_y;
    return out;
  }
  std::string name = "told";
};

SecondLook looked_at_again(Engine& engine, std::vector<EngineWord>& words) {
  const source::PixPtr page(pixCreate(1000, 400, 8));
  pixSetAllArbitrary(page.get(), 230);
  return look_again(page.get(), 300, engine, words);
}

// A word of a line of height 20 that begins at y 100: the cut around it begins 5 pixels further out.
EngineWord word(const std::string& text, int x, int w, float confidence, int line = 0) { return {text, x, 100 + 50 * line, w, 20, confidence, 0, line}; }

std::string text_of(const std::vector<EngineWord>& words) {
  std::string out;
  for (const EngineWord& one : words) out += (out.empty() ? "" : " ") + one.text;
  return out;
}

}  // namespace

TEST_CASE("a line the engine does not doubt is not read again") {
  Told engine;
  std::vector<EngineWord> words{word("Le", 100, 30, 0.95F), word("conseil", 140, 90, 0.96F)};
  CHECK(looked_at_again(engine, words).lines == 0);
  CHECK(engine.asked.empty());
  CHECK(text_of(words) == "Le conseil");
}

TEST_CASE("at each place of a doubtful line the surer reading stands") {
  Told engine;
  engine.cut_x = 95, engine.cut_y = 95;
  engine.answer = {word("Lé", 100, 30, 0.50F), word("conseil", 140, 90, 0.95F), word("approuve", 250, 120, 0.80F)};
  std::vector<EngineWord> words{word("Le", 100, 30, 0.90F), word("c0ns", 140, 40, 0.40F), word("eil", 185, 45, 0.30F), word("approuve", 250, 120, 0.85F),
                                word("Adopté.", 100, 80, 0.97F, 1)};
  const SecondLook look = looked_at_again(engine, words);
  CHECK(look.lines == 1);
  CHECK(look.words == 1);
  CHECK(engine.asked == std::vector<Layout>{Layout::line});
  CHECK(text_of(words) == "Le conseil approuve Adopté.");
  CHECK(words[1].x == 140);
  CHECK(words[1].y == 100);
}

TEST_CASE("a second reading that sees nothing takes nothing away") {
  Told engine;
  std::vector<EngineWord> words{word("tional", 100, 80, 0.20F), word("de", 190, 30, 0.25F), word("France", 230, 90, 0.20F)};
  CHECK(looked_at_again(engine, words).words == 0);
  CHECK(text_of(words) == "tional de France");
}

TEST_CASE("a word only the second reading sees comes in when it is sure") {
  for (const bool sure : {true, false}) {
    Told engine;
    engine.cut_x = 95, engine.cut_y = 95;
    engine.answer = {word("vote", 100, 60, 0.60F), word("unanime", 180, 90, sure ? 0.95F : 0.60F)};
    std::vector<EngineWord> words{word("vote", 100, 60, 0.55F)};
    looked_at_again(engine, words);
    CHECK(text_of(words) == (sure ? "vote unanime" : "vote"));
  }
}
