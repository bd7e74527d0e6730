#include "pipeline/recognise/decide.hpp"

#include <algorithm>
#include <cmath>

#include "pipeline/recognise/quality.hpp"

namespace minutier::recognise {

namespace {

// A page that is an image shows more than these few words: a stamp, a watermark, a page number, a signature block.
constexpr double image_page = 0.5;       // share of the page its images cover
constexpr std::size_t stamp_words = 80;  // with less height than this share of the page
constexpr double stamp_height = 0.12;
constexpr double part_image = 0.15;      // a scan placed small on its page
constexpr std::size_t few_words = 30;

constexpr double invisible_odd = 0.25;    // an earlier OCR this bad is worth doing again
constexpr double visible_odd = 0.45;      // a broken font encoding: the page shows words the text does not hold
constexpr double unreadable_share = 0.05;
constexpr double spaced_out = 0.5;
constexpr std::size_t enough_to_judge = 8;

std::string percent(double share) { return std::to_string(std::lround(share * 100)) + " %"; }

// Height of the page's lines of text, as a share of the page.
double text_height(const Page& page) {
  double sum = 0;
  for (const Line& line : page.lines) sum += std::min(line.box.h, line.box.w);
  return page.height > 0 ? sum / page.height : 1;
}

bool broken(const Quality& quality, double odd_limit) {
  if (quality.unreadable_share() > unreadable_share) return true;
  if (quality.words < enough_to_judge) return false;
  return quality.odd_share() > odd_limit || quality.single_share() > spaced_out;
}

}  // namespace

Decision decide(const Page& embedded, const source::Source::Look& look, const Settings& settings) {
  if (embedded.origin == Origin::imported) return {false, true, "transcription beside the image"};
  const Quality quality = quality_of(embedded.text);
  const bool has_text = quality.words > 0;
  if (settings.policy == Policy::never) return {false, true, has_text ? "embedded text kept: OCR is off" : "no embedded text and OCR is off"};
  if (settings.policy == Policy::always) return {true, false, "OCR asked for every page"};
  if (!has_text) return {true, false, look.illustration ? "a picture inside the text" : "no embedded text"};

  const std::string words = std::to_string(quality.words) + (quality.words == 1 ? " word" : " words");
  if (look.invisible_text) {
    if (broken(quality, invisible_odd))
      return {true, false, "invisible text layer reads badly: " + percent(quality.odd_share()) + " of its words are odd"};
    if (look.image_cover >= part_image && quality.words < few_words)
      return {true, true, "invisible text layer is a scrap of " + words};
    return {false, true, "invisible text layer of an earlier recognition reads well"};
  }
  if (broken(quality, visible_odd))
    return {true, false, "embedded text is unreadable: " + percent(std::max(quality.odd_share(), quality.unreadable_share())) + " of it is odd"};
  if (look.image_cover >= image_page && (quality.words < few_words || (quality.words < stamp_words && text_height(embedded) < stamp_height)))
    return {true, true, "embedded text is only a stamp of " + words + " on an image"};
  if (look.image_cover >= part_image && quality.words < few_words)
    return {true, true, "embedded text is only " + words + " beside an image"};
  return {false, true, "embedded text is good"};
}

}  // namespace minutier::recognise
