#include "pipeline/recognise/read.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "pipeline/base/error.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/recognise/quality.hpp"

namespace minutier::recognise {

namespace {

using Words = std::vector<EngineWord>;

constexpr double reads_badly = 0.62;     // mean confidence below which the page may stand on its side
constexpr double reads_poorly = 0.90;    // below, another way of looking for lines may read more
constexpr double much_missed = 0.03;     // share of the letters' ink outside every word
constexpr double clearly_better = 1.02;  // a second reading must gain this much, as a factor
constexpr double turned_better = 1.25;

// Confidence summed over the characters: grows with what is read and how surely.
struct Score {
  double sum = 0, characters = 0;
  double mean() const { return characters > 0 ? sum / characters : 0; }
};

Score score_of(const Words& words) {
  Score out;
  for (const EngineWord& word : words) {
    const auto length = static_cast<double>(utf8::length(word.text));
    out.characters += length;
    // Characters read with less than even odds count against the reading: noise read as text must not win.
    out.sum += length * (word.confidence - (word.confidence < 0.5F ? 0.5 : 0));
  }
  return out;
}

double mean_confidence(const Words& words) {
  double sum = 0, characters = 0;
  for (const EngineWord& word : words) {
    const auto length = static_cast<double>(word.text.size());
    characters += length;
    sum += length * word.confidence;
  }
  return characters > 0 ? sum / characters : 0;
}

double missed(const Cleaned& cleaned, const Words& words) {
  std::vector<Box> boxes;
  boxes.reserve(words.size());
  for (const EngineWord& word : words)
    boxes.push_back(checked_box(word.x, word.y, std::max(0, word.w), std::max(0, word.h)));
  return missed_ink(cleaned, boxes);
}

// The middle of the page, as large as a few dozen words need.
Cleaned middle_of(const Cleaned& cleaned) {
  const int w = pixGetWidth(cleaned.grey.get()), h = pixGetHeight(cleaned.grey.get());
  const int side = std::min({1100, w, h});
  ::Box* box = boxCreate((w - side) / 2, (h - side) / 2, side, side);
  Cleaned out;
  out.grey.reset(pixClipRectangle(cleaned.grey.get(), box, nullptr));
  boxDestroy(&box);
  if (!out.grey) throw Error(ErrorCode::out_of_memory, "recognise", "", 0, "the page image does not fit in memory");
  out.dpi = cleaned.dpi;
  out.letter_height = cleaned.letter_height;
  return out;
}

// How the page must be turned to read at all. Tried on its middle: four small readings cost less than a page.
int best_turn(const Cleaned& cleaned, Engine& engine) {
  const Cleaned middle = middle_of(cleaned);
  int best = 0;
  double best_score = std::max(1.0, score_of(engine.recognise(middle.grey.get(), middle.dpi)).sum) * turned_better;
  for (const int degrees : {90, 270, 180}) {
    const Cleaned side = turned(middle, degrees);
    const double score = score_of(engine.recognise(side.grey.get(), side.dpi)).sum;
    if (score > best_score) best = degrees, best_score = score;
  }
  return best;
}

std::string repaired_utf8(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) utf8::append(out, utf8::next(text, at));
  return out;
}

std::vector<LayoutWord> on_page(const Words& words, const PageMap& map, std::size_t& bad_utf8) {
  std::vector<LayoutWord> out;
  out.reserve(words.size());
  for (const EngineWord& word : words) {
    const bool valid = utf8::valid(word.text);
    if (!valid) ++bad_utf8;
    out.push_back({valid ? word.text : repaired_utf8(word.text), map.to_page(word.x, word.y, std::max(0, word.w), std::max(0, word.h)),
                   std::clamp(word.confidence, 0.0F, 1.0F), word.line, word.block});
  }
  return out;
}

}  // namespace

ReadImage read_image(const Cleaned& cleaned, Engine& engine) {
  ReadImage out;
  const Cleaned* upright = &cleaned;
  Cleaned other;
  Words words = engine.recognise(cleaned.grey.get(), cleaned.dpi);
  if (mean_confidence(words) < reads_badly) {
    out.turned = best_turn(cleaned, engine);
    if (out.turned != 0) {
      other = turned(cleaned, out.turned);
      upright = &other;
      words = engine.recognise(other.grey.get(), other.dpi);
    }
  }
  if (mean_confidence(words) < reads_poorly || missed(*upright, words) > much_missed) {
    Words again = engine.recognise(upright->grey.get(), upright->dpi, {true, false});
    if (score_of(again).sum > score_of(words).sum * clearly_better) {
      words = std::move(again);
      out.note = "second reading with a local threshold";
    }
  }
  out.words = on_page(words, upright->map, out.bad_utf8);
  return out;
}

}  // namespace minutier::recognise
