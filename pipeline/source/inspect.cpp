#include "pipeline/source/inspect.hpp"

#include <algorithm>
#include <cmath>

namespace minutier::source {
namespace {

constexpr std::size_t kWords = 8;  // fewer words beside an image are a stamp or a page number

bool needs_recognition(Source& source, int n) {
  try {
    const Page page = source.page(n);
    if (page.origin == Origin::imported || page.origin == Origin::plain) return false;
    if (page.words.empty()) return true;
    return page.words.size() < kWords && source.look(n).image_cover > 0.1;
  } catch (const Error&) {
    return false;  // the page fails, whatever is done
  }
}

void count_pages(Source& source, int sample, Inspection& out) {
  if (source.description().is_text) {
    out.pages_with_text = out.pages;
    return;
  }
  const int looked = std::min(out.pages, std::max(1, sample));
  int without = 0;
  for (int i = 0; i < looked; ++i) without += needs_recognition(source, 1 + static_cast<int>(static_cast<long long>(i) * out.pages / looked));
  out.sampled = looked < out.pages;
  out.pages_to_recognise = static_cast<int>(std::lround(static_cast<double>(without) * out.pages / looked));
  out.pages_with_text = out.pages - out.pages_to_recognise;
}

}  // namespace

Inspection inspect(const Candidate& candidate, const Options& options, const Costs& costs, int sample) {
  Inspection out;
  out.name = candidate.name;
  for (const std::filesystem::path& part : candidate.parts) {
    std::error_code unknown;
    const std::uintmax_t size = std::filesystem::file_size(part, unknown);
    if (!unknown) out.bytes += size;
  }
  try {
    const std::unique_ptr<Source> source = open(candidate.parts, options);
    out.media_type = source->description().media_type;
    out.pages = source->description().page_count;
    count_pages(*source, sample, out);
    const double pages = out.pages_with_text * costs.text_page + out.pages_to_recognise * costs.image_page;
    out.seconds = (costs.document + pages) / std::max(1, costs.workers);
  } catch (const Error& error) {
    out.error = error;
  }
  return out;
}

}  // namespace minutier::source
