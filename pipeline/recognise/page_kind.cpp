#include "pipeline/recognise/page_kind.hpp"

#include <algorithm>

#include "pipeline/base/error.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/recognise/letters.hpp"
#include "pipeline/recognise/quality.hpp"
#include "pipeline/recognise/read.hpp"
#include "pipeline/recognise/pix.hpp"

namespace minutier::recognise {

namespace {

using source::PixPtr;

constexpr float sure = 0.8F;
constexpr double unsure = 0.12;  // share of sure characters up to which a page may be no print

// Share of the image that stays darker than paper where all that is as thin as writing is taken for paper.
double tones_of(Pix* far) {
  constexpr double of_paper = 0.78;
  const PixPtr plain = owned(pixCloseGray(far, 9, 9));
  l_float32 paper = 255;
  pixGetRankValueMasked(plain.get(), nullptr, 0, 0, 1, 0.9F, &paper, nullptr);
  const PixPtr dark = owned(pixThresholdToBinary(plain.get(), static_cast<l_int32>(paper * of_paper)));
  l_int32 pixels = 0;
  pixCountPixels(dark.get(), &pixels, nullptr);
  return static_cast<double>(pixels) / (static_cast<double>(pixGetWidth(dark.get())) * pixGetHeight(dark.get()));
}

}  // namespace

std::string_view outcome_of(PageKind kind) {
  switch (kind) {
    case PageKind::blank: return "blank";
    case PageKind::handwriting: return "handwriting";
    case PageKind::photograph: return "photograph";
    case PageKind::print: break;
  }
  return "ok";
}

Signs signs_of(const Cleaned& cleaned, const std::vector<LayoutWord>& words) {
  Signs out;
  double confidence = 0, good = 0;
  for (const LayoutWord& word : words) {
    const std::size_t length = utf8::length(word.text);
    const float read = word.confidence.value_or(0);
    ++out.words;
    out.characters += length;
    confidence += read * static_cast<double>(length);
    if (length < 3 || read < sure || !looks_like_a_word(word.text)) continue;
    good += static_cast<double>(length);
    ++out.sure_words;
  }
  if (out.characters > 0) {
    out.confidence = confidence / static_cast<double>(out.characters);
    out.sure = good / static_cast<double>(out.characters);
  }
  const bool reads = out.sure > unsure && out.sure_words > 0;  // print, whatever its image shows
  if (cleaned.blank || reads) return out;
  const Letters letters = find_letters(cleaned.grey.get());
  out.lined = share_in_lines(letters);
  l_int32 dark = 0;
  pixCountPixels(letters.ink.get(), &dark, nullptr);
  out.ink = static_cast<double>(dark) / (static_cast<double>(pixGetWidth(letters.ink.get())) * pixGetHeight(letters.ink.get()));
  if (cleaned.far) out.tones = tones_of(cleaned.far.get());
  return out;
}

PageKind kind_of(const Signs& signs) {
  // The print that reads worst among real pages from 1800 on has a confidence of 0.77 and 0.58 of its characters sure; hands, 0.2 to 0.5 and
  // less than 0.2. What lies between stays print.
  constexpr double unread = 0.47, doubtful = 0.55;
  constexpr std::size_t a_word_or_two = 20, some_lines = 60, a_few = 4;
  constexpr double toned = 0.35, scattered = 0.3, hardly_any = 0.004;
  if (signs.characters == 0) return signs.tones >= toned ? PageKind::photograph : PageKind::blank;
  const bool few_sure = signs.sure <= unsure && (signs.sure_words < a_few || signs.confidence < doubtful);
  if (signs.tones >= toned && signs.lined < scattered && few_sure) return PageKind::photograph;
  if (signs.characters < a_word_or_two && signs.sure_words == 0 && signs.confidence < doubtful && signs.ink < hardly_any) return PageKind::blank;
  const bool hand = signs.confidence <= unread && signs.sure <= unsure && signs.characters >= some_lines;
  return hand ? PageKind::handwriting : PageKind::print;
}

PageKind kind_at_a_glance(const Cleaned& cleaned, const std::function<Engine&()>& engine) {
  if (cleaned.blank) return PageKind::blank;
  const Cleaned part = middle_of(cleaned);
  constexpr std::size_t enough = 100;  // marks: a few lines
  const bool judged = part.grey && find_letters(part.grey.get()).boxes.size() >= enough;
  return kind_of(signs_of(judged ? part : cleaned, read_image(judged ? part : cleaned, engine()).words));
}

std::vector<LayoutWord> sure_lines(std::vector<LayoutWord> words) {
  constexpr float enough = 0.7F;
  std::vector<LayoutWord> out;
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin, good = 0;
    for (; end < words.size() && words[end].line_hint == words[begin].line_hint && words[end].block_hint == words[begin].block_hint; ++end)
      good += words[end].confidence.value_or(0) >= enough && looks_like_a_word(words[end].text);
    if (2 * good >= end - begin) out.insert(out.end(), words.begin() + static_cast<std::ptrdiff_t>(begin), words.begin() + static_cast<std::ptrdiff_t>(end));
    begin = end;
  }
  return out;
}

}  // namespace minutier::recognise
