#include "pipeline/export/transcript.hpp"

#include <algorithm>
#include <cmath>

#include "pipeline/base/utf8.hpp"

namespace minutier::exports {

Picture picture_at(double page_width, double page_height, double dpi) {
  Picture picture;
  picture.width = std::max(1, static_cast<int>(std::lround(page_width * dpi / 72)));
  picture.height = std::max(1, static_cast<int>(std::lround(page_height * dpi / 72)));
  picture.dpi = dpi;
  picture.page_width = page_width;
  picture.page_height = page_height;
  return picture;
}

PixelBox pixels_of(const Box& box, const Page& page, const Picture& picture) {
  const double width = picture.page_width > 0 ? picture.page_width : page.width, height = picture.page_height > 0 ? picture.page_height : page.height;
  const auto pixel = [](double at, double points, int pixels) {
    return points > 0 ? std::clamp(static_cast<int>(std::lround(at * pixels / points)), 0, pixels) : 0;
  };
  PixelBox out{pixel(box.x, width, picture.width), pixel(box.y, height, picture.height), 0, 0};
  out.w = pixel(box.right(), width, picture.width) - out.x;
  out.h = pixel(box.bottom(), height, picture.height) - out.y;
  return out;
}

std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c == '\'') out += "&#39;";
    else if ((c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF) || c == '\n' || c == '\t') utf8::append(out, c);
  }
  return out;
}

std::vector<std::string> engines_of(const Transcript& transcript) {
  std::vector<std::string> out;
  for (const Leaf& leaf : transcript.leaves)
    if (!leaf.page.engine.empty() && std::find(out.begin(), out.end(), leaf.page.engine) == out.end()) out.push_back(leaf.page.engine);
  return out;
}

}  // namespace minutier::exports
