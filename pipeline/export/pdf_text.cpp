#include "pipeline/export/pdf_text.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <vector>

#include "pipeline/base/embedded.hpp"
#include "pipeline/base/error.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/export/page_words.hpp"
#include "pipeline/export/transcript.hpp"

namespace minutier::embedded {
const std::vector<File>& pdf_font();
}

namespace minutier::exports {
namespace {

constexpr double advance = 0.5;  // of every glyph, in em

// UTF-16BE in hexadecimal.
std::string hex16(std::string_view text, std::size_t* units = nullptr) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  std::size_t count = 0;
  const auto unit = [&](unsigned value) {
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[(value >> shift) & 0xF];
    ++count;
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    if (c < 0x10000) {
      unit(static_cast<unsigned>(c));
    } else {
      unit(0xD800 + static_cast<unsigned>((c - 0x10000) >> 10));
      unit(0xDC00 + static_cast<unsigned>((c - 0x10000) & 0x3FF));
    }
  }
  if (units) *units = count;
  return out;
}

// Sets one page's words; y counts from the bottom of the page here.
class Layer {
 public:
  Layer(const Page& page, const TextLayer& options) : page_(page), options_(options), words_(shown_words(page, options.as_recognised)) {}

  std::string write(std::string_view font) {
    font_ = std::string(font);
    const std::vector<int> rotations = rotations_of(page_);
    tilt_ = tilt(rotations);
    for (std::size_t i = 0; i < page_.lines.size(); ++i) set_line(page_.lines[i], rotations[i]);
    if (out_.empty()) return out_;
    return "BT\n3 Tr\n" + out_ + "ET\n";
  }

 private:
  bool left_out(std::size_t i) const { return options_.recognised_only && !page_.words[i].confidence; }

  // A word's box when its line is turned level.
  Box level(std::size_t i, int rotation) const { return turned(page_.words[i].box, rotation, page_.width, page_.height); }
  // And back on the page.
  Box as_displayed(const Box& box, int rotation) const {
    const bool side = rotation % 180 != 0;
    return turned(box, 360 - rotation, side ? page_.height : page_.width, side ? page_.width : page_.height);
  }

  // Words of a line share its height and stand on one base, so that a reader takes them for one line; the base is as tilted as the page.
  void set_line(const Line& line, int rotation) {
    if (line.count == 0) return;
    const double begin = level(line.first, rotation).x;
    const auto lift = [&](const Box& box) { return tilt_ * (box.x + box.w / 2 - begin); };
    double top = 1e9, bottom = -1e9;
    std::vector<double> heights;
    for (std::size_t i = line.first; i < line.first + line.count; ++i) {
      const Box box = level(i, rotation);
      top = std::min(top, box.y - lift(box)), bottom = std::max(bottom, box.bottom() - lift(box));
      heights.push_back(box.h);
    }
    const bool one_line = bottom - top < 2.2 * median(std::move(heights));
    for (std::size_t i = line.first; i < line.first + line.count; ++i) {
      Box box = level(i, rotation);
      if (one_line) box.y = top + lift(box), box.h = bottom - top;
      set_word(i, as_displayed(box, rotation), rotation);
    }
  }

  static double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
  }

  // The usual slope of the page's long lines.
  double tilt(const std::vector<int>& rotations) const {
    std::vector<double> slopes;
    for (std::size_t l = 0; l < page_.lines.size(); ++l) {
      const Line& line = page_.lines[l];
      if (line.count < 4) continue;
      double n = 0, x = 0, y = 0, xx = 0, xy = 0;
      for (std::size_t i = line.first; i < line.first + line.count; ++i) {
        const Box box = level(i, rotations[l]);
        const double cx = box.x + box.w / 2, cy = box.y + box.h / 2;
        n += 1, x += cx, y += cy, xx += cx * cx, xy += cx * cy;
      }
      const double spread = n * xx - x * x;
      if (spread > 1) slopes.push_back((n * xy - x * y) / spread);
    }
    return slopes.size() < 3 ? 0 : median(std::move(slopes));
  }

  void set_word(std::size_t i, const Box& box, int rotation) {
    std::size_t units = 0;
    const std::string text = hex16(words_[i].shown(), &units);
    if (left_out(i) || units == 0) return;
    const bool lies = rotation % 180 == 0;
    const double size = std::max(1.0, lies ? box.h : box.w), length = std::max(0.5, lies ? box.w : box.h);
    const double scale = 100 * length / (static_cast<double>(units) * advance * size);
    out_ += "/" + font_ + " " + pdf_number(size) + " Tf " + pdf_number(scale) + " Tz ";
    if (rotation == 0) out_ += "1 0 0 1 " + pdf_number(box.x) + " " + pdf_number(page_.height - box.bottom());
    if (rotation == 90) out_ += "0 1 -1 0 " + pdf_number(box.right()) + " " + pdf_number(page_.height - box.bottom());
    if (rotation == 180) out_ += "-1 0 0 -1 " + pdf_number(box.right()) + " " + pdf_number(page_.height - box.y);
    if (rotation == 270) out_ += "0 -1 1 0 " + pdf_number(box.x) + " " + pdf_number(page_.height - box.y);
    out_ += " Tm <" + text + "0020> Tj\n";
  }

  const Page& page_;
  const TextLayer& options_;
  std::vector<ShownWord> words_;
  double tilt_ = 0;
  std::string font_, out_;
};

void big(std::string& out, std::uint32_t value, int bytes = 4) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xFF);
}
void fixed16(std::string& out, double value) { big(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536)))); }

std::string icc_xyz(double x, double y, double z) {
  std::string out = "XYZ ";
  big(out, 0);
  fixed16(out, x), fixed16(out, y), fixed16(out, z);
  return out;
}
std::string icc_text(std::string_view ascii) {
  std::string out = "mluc";
  big(out, 0), big(out, 1), big(out, 12);
  out += "enUS";
  big(out, static_cast<std::uint32_t>(ascii.size() * 2)), big(out, 28);
  for (const char c : ascii) out += '\0', out += c;
  return out;
}

}  // namespace

std::string pdf_number(double value) {
  char text[48];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, 3).ptr;
  std::string out(text, end);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out == "-0" ? "0" : out;
}

std::string deflated(std::string_view bytes) {
  std::size_t size = 0;
  const std::unique_ptr<l_uint8, decltype(&std::free)> packed(zlibCompress(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size(), &size), std::free);
  if (!packed) throw Error(ErrorCode::out_of_memory, "export", "", 0, "a stream of the PDF does not fit in memory");
  return std::string(reinterpret_cast<const char*>(packed.get()), size);
}

std::string pdf_string(std::string_view text) { return "<FEFF" + hex16(text) + ">"; }

std::string text_layer(const Page& page, std::string_view font, const TextLayer& options) { return Layer(page, options).write(font); }

PdfFont pdf_font() {
  PdfFont out;
  out.file = embedded::pdf_font().front().bytes;
  out.to_unicode =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\n"
      "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
  out.cid_to_gid.reserve(2 * 65536);
  for (int code = 0; code < 65536; ++code) out.cid_to_gid += std::string("\0\1", 2);
  return out;
}

std::string xmp_packet(const PdfInfo& info, bool conforms) {
  std::string out =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "  <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
      "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n";
  out += "   <dc:format>application/pdf</dc:format>\n";
  if (!info.title.empty()) out += "   <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + xml_text(info.title) + "</rdf:li></rdf:Alt></dc:title>\n";
  if (!info.identifier.empty()) out += "   <dc:identifier>" + xml_text(info.identifier) + "</dc:identifier>\n";
  out += "   <dc:language><rdf:Bag><rdf:li>fr</rdf:li></rdf:Bag></dc:language>\n";
  if (!info.creator.empty()) out += "   <xmp:CreatorTool>" + xml_text(info.creator) + "</xmp:CreatorTool>\n";
  if (!info.producer.empty()) out += "   <pdf:Producer>" + xml_text(info.producer) + "</pdf:Producer>\n";
  if (conforms) out += "   <pdfaid:part>2</pdfaid:part>\n   <pdfaid:conformance>B</pdfaid:conformance>\n";
  return out + "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n";
}

std::string srgb_profile() {
  const auto tag_sizes_four = [](std::string data) { return data + std::string((4 - data.size() % 4) % 4, '\0'); };
  std::string curve = "para";
  big(curve, 0), big(curve, 3, 2), big(curve, 0, 2);
  for (const double value : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) fixed16(curve, value);
  std::string adaptation = "sf32";  // Bradford, from D65 to D50
  big(adaptation, 0);
  for (const double value : {1.047882, 0.022918, -0.050217, 0.029586, 0.990484, -0.017059, -0.009232, 0.015076, 0.751678}) fixed16(adaptation, value);
  struct Tag {
    const char* name;
    std::string data;
  };
  const std::vector<Tag> tags = {{"desc", icc_text("sRGB")},
                                 {"cprt", icc_text("Public domain")},
                                 {"wtpt", icc_xyz(0.964203, 1, 0.824905)},
                                 {"chad", adaptation},
                                 {"rXYZ", icc_xyz(0.436066, 0.222488, 0.013916)},
                                 {"gXYZ", icc_xyz(0.385147, 0.716873, 0.097076)},
                                 {"bXYZ", icc_xyz(0.143066, 0.060608, 0.714096)},
                                 {"rTRC", curve}};
  const std::size_t entries = tags.size() + 2;  // the three curves are one
  std::string table, data;
  big(table, static_cast<std::uint32_t>(entries));
  const auto start = static_cast<std::uint32_t>(128 + 4 + 12 * entries);
  const auto enter = [&](const char* name, std::size_t at, std::size_t size) {
    table += name;
    big(table, static_cast<std::uint32_t>(start + at)), big(table, static_cast<std::uint32_t>(size));
  };
  for (const Tag& tag : tags) {
    const std::size_t at = data.size();
    enter(tag.name, at, tag.data.size());
    if (std::string_view(tag.name) == "rTRC") enter("gTRC", at, tag.data.size()), enter("bTRC", at, tag.data.size());
    data += tag_sizes_four(tag.data);
  }
  std::string head;
  big(head, static_cast<std::uint32_t>(start + data.size()));
  head += std::string(4, '\0');
  big(head, 0x04200000);
  head += "mntrRGB XYZ ";
  for (const unsigned part : {2026u, 1u, 1u, 0u, 0u, 0u}) big(head, part, 2);
  head += "acsp";
  head += std::string(28, '\0');  // platform, flags, maker, model, attributes, intent: all unset (perceptual)
  fixed16(head, 0.964203), fixed16(head, 1), fixed16(head, 0.824905);
  head.resize(128, '\0');
  return head + table + data;
}

}  // namespace minutier::exports
