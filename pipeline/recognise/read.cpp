#include "pipeline/recognise/read.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "pipeline/base/error.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/recognise/leaders.hpp"
#include "pipeline/recognise/letters.hpp"
#include "pipeline/recognise/passed_over.hpp"
#include "pipeline/recognise/pix.hpp"
#include "pipeline/recognise/quality.hpp"
#include "pipeline/recognise/rules.hpp"
#include "pipeline/recognise/second_look.hpp"

namespace minutier::recognise {

namespace {

using Words = std::vector<EngineWord>;

constexpr double reads_badly = 0.62;    // mean confidence below which the page may stand on its side
constexpr double much_missed = 0.03;    // share of the letters' ink outside every word: lines were passed over
constexpr double turned_better = 1.25;  // what a turn must gain, as a factor

// Confidence summed over the characters: grows with what is read and how surely.
double score_of(const Words& words) {
  double sum = 0;
  for (const EngineWord& word : words) {
    const auto length = static_cast<double>(utf8::length(word.text));
    // Characters read with less than even odds count against the reading: noise read as text must not win.
    sum += length * (word.confidence - (word.confidence < 0.5F ? 0.5 : 0));
  }
  return sum;
}

bool stands_up(const EngineWord& word) { return word.h > 1.5 * word.w && utf8::length(word.text) >= 3; }

// The engine reads a block that lies on its side, but its lines are then columns of the page: the page must be turned.
bool lies_on_its_side(const Words& words) {
  const auto standing = static_cast<std::size_t>(std::count_if(words.begin(), words.end(), stands_up));
  const auto long_words = static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [](const EngineWord& w) { return utf8::length(w.text) >= 3; }));
  return standing * 2 > long_words;
}

double upright_score(Words words) {
  words.erase(std::remove_if(words.begin(), words.end(), stands_up), words.end());
  return score_of(words);
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

// Lines of a mark or two that the engine itself doubts and that hold no word: dirt, the shadow of a fold, a wormhole.
Words without_noise(Words words) {
  Words out;
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin, characters = 0;
    bool doubtful = true;
    for (; end < words.size() && words[end].line == words[begin].line && words[end].block == words[begin].block; ++end) {
      characters += utf8::length(words[end].text);
      const bool digits = words[end].text.find_first_of("0123456789") != std::string::npos;
      doubtful = doubtful && (quality_of(words[end].text).letters == 0 || (words[end].confidence < 0.4F && !digits));
    }
    if (!doubtful || characters > 3)
      std::move(words.begin() + static_cast<std::ptrdiff_t>(begin), words.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(out));
    begin = end;
  }
  return out;
}

bool only_marks(const std::string& text) { return quality_of(text).letters == 0; }

// Each leader becomes a word of dots in the line it stands in: that of the word before it, else behind it. A row of dots by itself
// is a rule drawn with dots, and no text.
void add_leaders(Words& words, const std::vector<Leader>& leaders) {
  for (const Leader& leader : leaders) {
    const auto level = [&](const EngineWord& word) {
      const double shared = std::min<double>(word.y + word.h, leader.box.bottom()) - std::max<double>(word.y, leader.box.y);
      return shared > 0.5 * std::min<double>(word.h, leader.box.h);
    };
    // What the engine made of dots that were left over.
    words.erase(std::remove_if(words.begin(), words.end(), [&](const EngineWord& word) {
      const double middle = word.x + word.w / 2.0;
      return level(word) && only_marks(word.text) && leader.box.x < middle && middle < leader.box.right();
    }), words.end());
    const EngineWord* beside = nullptr;
    double nearest = 0;
    for (const EngineWord& word : words) {
      if (!level(word)) continue;
      const bool before = word.x + word.w / 2.0 < leader.box.x;
      const double gap = before ? leader.box.x - word.x - word.w : 10000 + word.x - leader.box.right();
      if (!beside || gap < nearest) beside = &word, nearest = gap;
    }
    if (!beside) continue;
    EngineWord dots{std::string(leader.dots, '.'), static_cast<int>(leader.box.x), static_cast<int>(leader.box.y), static_cast<int>(leader.box.w),
                    static_cast<int>(leader.box.h), 1, 0, -1};
    dots.block = beside->block;
    dots.line = beside->line;
    words.push_back(std::move(dots));
  }
}

// How the page must be turned to read at all. Tried on its middle: four small readings cost less than a page.
int best_turn(const Cleaned& cleaned, Engine& engine) {
  const Cleaned middle = middle_of(cleaned);
  int best = 0;
  double best_score = std::max(1.0, upright_score(engine.recognise(middle.grey.get(), middle.dpi))) * turned_better;
  for (const int degrees : {90, 270, 180}) {
    const Cleaned side = turned(middle, degrees);
    const double score = upright_score(engine.recognise(side.grey.get(), side.dpi));
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
                   std::clamp(word.confidence, 0.0F, 1.0F), word.line, word.block, valid ? word.digits : std::vector<DigitDoubt>{}});
  }
  return out;
}

// A line of the levelled image is level or upright on the page as it is read.
Rule on_page(const Rule& rule, const PageMap& map) {
  const Box box = map.to_page(rule.x0, rule.y0, rule.x1 - rule.x0, rule.y1 - rule.y0);
  return {box.x, box.y, box.right(), box.bottom()};
}

}  // namespace

Cleaned middle_of(const Cleaned& cleaned) {
  const int w = pixGetWidth(cleaned.grey.get()), h = pixGetHeight(cleaned.grey.get());
  const int side = std::min({1100, w, h});
  Cleaned out;
  out.grey = clipped(cleaned.grey.get(), (w - side) / 2, (h - side) / 2, side, side);
  out.dpi = cleaned.dpi;
  out.letter_height = cleaned.letter_height;
  if (cleaned.far) out.far.reset(pixClone(cleaned.far.get()));
  return out;
}

ReadImage read_image(const Cleaned& cleaned, Engine& engine) {
  ReadImage out;
  const Cleaned* upright = &cleaned;
  Cleaned other;
  Leaders leaders = find_leaders(cleaned.grey.get(), cleaned.letter_height);
  const auto image = [&] { return leaders.without ? leaders.without.get() : upright->grey.get(); };
  // An image that had to be enlarged has soft edges, which one threshold for the whole page breaks.
  const Reading first{cleaned.zoom > 1};
  Words words = engine.recognise(image(), cleaned.dpi, first);
  if (mean_confidence(words) < reads_badly || lies_on_its_side(words)) {
    out.turned = best_turn(cleaned, engine);
    if (out.turned != 0) {
      other = levelled(turned(cleaned, out.turned));
      upright = &other;
      leaders = find_leaders(other.grey.get(), other.letter_height);
      words = engine.recognise(image(), other.dpi, first);
    }
  }
  const Letters letters = find_letters(image());
  const double left = share_passed_over(letters, words);
  if (left > much_missed) {
    const Reading second{!first.local_threshold};
    Words again = engine.recognise(image(), upright->dpi, second);
    if (score_of(again) * (1 - share_passed_over(letters, again)) > score_of(words) * (1 - left)) {
      words = std::move(again);
      out.note = "second reading with " + std::string(second.local_threshold ? "a local" : "one") + " threshold";
    }
  }
  words = without_noise(std::move(words));
  const SecondLook again = look_again(image(), upright->dpi, engine, words);
  if (again.words > 0)
    out.note += (out.note.empty() ? "" : "; ") + std::to_string(again.lines) + " doubtful lines read again, " + std::to_string(again.words) + " words changed";
  const PassedOver passed = read_passed_over(image(), upright->dpi, engine, letters, words);
  if (passed.words > 0)
    out.note += (out.note.empty() ? "" : "; ") + std::to_string(passed.words) + " words read that the first reading passed over";
  add_leaders(words, leaders.found);
  out.flat = upright->flat;
  out.lying = out.flat && !cleaned.flat ? 0 : out.turned;
  out.words = on_page(words, upright->map, out.bad_utf8);
  for (const Rule& rule : find_rules(upright->grey.get(), upright->letter_height)) out.rules.push_back(on_page(rule, upright->map));
  return out;
}

}  // namespace minutier::recognise
