#include "pipeline/source/transcription.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "pipeline/base/error.hpp"
#include "pipeline/base/hash.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/source/encoding.hpp"
#include "pipeline/source/files.hpp"
#include "pipeline/source/html.hpp"
#include "pipeline/source/html_tree.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/source/readers.hpp"
#include "pipeline/source/xml.hpp"

namespace minutier::source {
namespace {

using pugi::xml_node;

// A page in the transcription's own unit.
struct Raw {
  double width = 0, height = 0;
  std::vector<LayoutWord> words;
  std::array<int, 4> runs{};  // words that are level, turned counterclockwise by 90, 180, 270 degrees

  void add(LayoutWord word, double rotation) {
    ++runs[static_cast<std::size_t>(((std::lround(std::fmod(rotation, 360) / 90) % 4) + 4) % 4)];
    words.push_back(std::move(word));
  }
  int degrees() const { return 90 * static_cast<int>(std::max_element(runs.begin(), runs.end()) - runs.begin()); }
};

struct Raws {
  std::vector<Raw> pages;
  std::string engine;
  double points_per_unit = 0;  // where the unit is known: ALTO's mm10 and inch1200
};

double decimal_number(const char* text) {
  char* end = nullptr;
  const double value = std::strtod(text, &end);  // the programs run in the C locale
  return end == text || !std::isfinite(value) ? 0 : value;
}

std::string join(std::string a, const std::string& b) {
  if (!a.empty() && !b.empty()) a += ' ';
  return a + b;
}

// ---- ALTO ----

void alto_engine(const xml_node& root, std::string& engine) {
  const xml_node software = root.find_node([](const xml_node& node) { return xml::is(node, "processingSoftware"); });
  if (software) engine = join(xml::child(software, "softwareName").text().get(), xml::child(software, "softwareVersion").text().get());
}

void alto_page(const xml_node& page, Raw& raw) {
  raw.width = decimal_number(xml::attribute(page, "WIDTH"));
  raw.height = decimal_number(xml::attribute(page, "HEIGHT"));
  int line = -1;
  struct Walker : pugi::xml_tree_walker {
    Raw* raw = nullptr;
    int* line = nullptr;
    bool mended = false;  // the last word's text is whole, with its hyphen
    double rotation = 0;  // of the block, in degrees counterclockwise
    static Box box_of(const xml_node& node) {
      return {decimal_number(xml::attribute(node, "HPOS")), decimal_number(xml::attribute(node, "VPOS")), decimal_number(xml::attribute(node, "WIDTH")),
              decimal_number(xml::attribute(node, "HEIGHT"))};
    }
    // The hyphen at a line's end is an element of its own.
    bool hyphen(const xml_node& node) {
      if (raw->words.empty() || raw->words.back().line_hint != *line) return true;
      LayoutWord& last = raw->words.back();
      const double right = box_of(node).right();
      if (*xml::attribute(node, "HPOS") && right > last.box.right() && right < last.box.right() + 2 * last.box.h) last.box.w = right - last.box.x;
      if (mended) return true;
      const std::string content = xml::attribute(node, "CONTENT");
      const std::string mark = content.empty() || content == "\xC2\xAD" ? "-" : content;
      if (!last.text.empty() && last.text.back() != '-') last.text += mark;
      return true;
    }
    bool for_each(xml_node& node) override {
      if (xml::is(node, "TextBlock")) rotation = decimal_number(xml::attribute(node, "ROTATION"));
      if (xml::is(node, "TextLine")) ++*line;
      if (xml::is(node, "HYP")) return hyphen(node);
      if (!xml::is(node, "String")) return true;
      LayoutWord word;
      word.text = xml::attribute(node, "CONTENT");
      mended = false;
      for (const xml_node& other : node.children())  // as our own export keeps what it mended
        if (xml::is(other, "ALTERNATIVE") && std::strcmp(xml::attribute(other, "PURPOSE"), "recognised") == 0) word.text = other.text().get(), mended = true;
      word.box = box_of(node);
      const char* confidence = xml::attribute(node, "WC");
      if (*confidence) word.confidence = static_cast<float>(std::clamp(decimal_number(confidence), 0.0, 1.0));
      word.line_hint = *line;
      raw->add(std::move(word), rotation);
      return true;
    }
  } walker;
  walker.raw = &raw;
  walker.line = &line;
  xml_node start = page;
  start.traverse(walker);
}

Raws read_alto(const xml_node& root) {
  Raws out;
  alto_engine(root, out.engine);
  const std::string unit = xml::child(xml::child(root, "Description"), "MeasurementUnit").text().get();
  if (unit == "mm10") out.points_per_unit = 72.0 / 254.0;
  if (unit == "inch1200") out.points_per_unit = 72.0 / 1200.0;
  const xml_node layout = xml::child(root, "Layout");
  for (const xml_node& page : layout.children()) {
    if (!xml::is(page, "Page")) continue;
    out.pages.emplace_back();
    alto_page(page, out.pages.back());
  }
  return out;
}

// ---- PAGE ----

// "x,y x,y …" -> the box around.
bool points_box(const char* points, Box& box) {
  double left = 1e18, top = 1e18, right = -1e18, bottom = -1e18;
  while (*points) {
    char* end = nullptr;
    const double x = std::strtod(points, &end);
    if (end == points || *end != ',') break;
    points = end + 1;
    const double y = std::strtod(points, &end);
    if (end == points) break;
    points = end;
    while (*points == ' ') ++points;
    left = std::min(left, x), right = std::max(right, x), top = std::min(top, y), bottom = std::max(bottom, y);
  }
  if (right < left || bottom < top || !std::isfinite(right - left) || !std::isfinite(bottom - top)) return false;
  box = {left, top, right - left, bottom - top};
  return true;
}

struct Unicode {
  std::string text;
  std::optional<float> confidence;
};

// The TextEquiv with the lowest index.
Unicode unicode_of(const xml_node& node) {
  xml_node best;
  int index = 1 << 30;
  for (const xml_node& child : node.children()) {
    if (!xml::is(child, "TextEquiv")) continue;
    const int own = xml::number(child, "index", 0);
    if (own < index) index = own, best = child;
  }
  Unicode out{xml::child(best, "Unicode").text().get(), std::nullopt};
  const char* confidence = xml::attribute(best, "conf");
  if (*confidence) out.confidence = static_cast<float>(std::clamp(decimal_number(confidence), 0.0, 1.0));
  return out;
}

// A line given whole: its words share its box by their lengths.
void spread(const Unicode& line, const Box& box, int number, std::vector<LayoutWord>& out) {
  const double unit = line.text.empty() ? 0 : box.w / static_cast<double>(line.text.size());
  for (std::size_t at = 0; at < line.text.size();) {
    const std::size_t begin = line.text.find_first_not_of(" \t\r\n", at);
    if (begin == std::string::npos) break;
    const std::size_t end = std::min(line.text.find_first_of(" \t\r\n", begin), line.text.size());
    LayoutWord word;
    word.text = line.text.substr(begin, end - begin);
    word.box = {box.x + unit * static_cast<double>(begin), box.y, unit * static_cast<double>(end - begin), box.h};
    word.confidence = line.confidence;
    word.line_hint = number;
    out.push_back(std::move(word));
    at = end;
  }
}

void page_line(const xml_node& node, int number, Raw& raw) {
  Box box;
  const bool placed = points_box(xml::attribute(xml::child(node, "Coords"), "points"), box);
  bool words = false;
  for (const xml_node& child : node.children()) {
    if (!xml::is(child, "Word")) continue;
    LayoutWord word;
    const Unicode text = unicode_of(child);
    if (text.text.empty() || !points_box(xml::attribute(xml::child(child, "Coords"), "points"), word.box)) continue;
    word.text = text.text;
    word.confidence = text.confidence;
    word.line_hint = number;
    raw.words.push_back(std::move(word));
    words = true;
  }
  if (!words && placed) spread(unicode_of(node), box, number, raw.words);
}

Raws read_page_xml(const xml_node& root) {
  Raws out;
  const xml_node metadata = xml::child(root, "Metadata");
  out.engine = xml::child(metadata, "Creator").text().get();
  for (const xml_node& page : root.children()) {
    if (!xml::is(page, "Page")) continue;
    Raw raw;
    raw.width = decimal_number(xml::attribute(page, "imageWidth"));
    raw.height = decimal_number(xml::attribute(page, "imageHeight"));
    struct Walker : pugi::xml_tree_walker {
      Raw* raw = nullptr;
      int line = -1;
      bool for_each(xml_node& node) override {
        if (xml::is(node, "TextLine")) page_line(node, ++line, *raw);
        return true;
      }
    } walker;
    walker.raw = &raw;
    xml_node start = page;
    start.traverse(walker);
    out.pages.push_back(std::move(raw));
  }
  return out;
}

// ---- hOCR ----

bool has_class(const GumboNode* node, std::string_view wanted) {
  const char* value = html::attribute(node, "class");
  if (!value) return false;
  const std::string padded = " " + std::string(value) + " ";
  return padded.find(" " + std::string(wanted) + " ") != std::string::npos;
}

// "bbox 10 20 30 40; x_wconf 95" -> what stands after a name.
std::vector<double> title_numbers(const GumboNode* node, const char* name) {
  const char* title = html::attribute(node, "title");
  std::vector<double> out;
  const char* at = title ? std::strstr(title, name) : nullptr;
  if (!at) return out;
  at += std::strlen(name);
  while (out.size() < 4) {
    char* end = nullptr;
    const double value = std::strtod(at, &end);
    if (end == at || !std::isfinite(value)) break;
    out.push_back(value);
    at = end;
  }
  return out;
}

void hocr_words(const GumboNode* node, int depth, int& line, double angle, Raw& raw) {
  if (depth > 200) return;
  for (const char* name : {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
    if (has_class(node, name)) {
      ++line;
      const std::vector<double> turned = title_numbers(node, "textangle ");
      angle = turned.empty() ? 0 : turned[0];
    }
  if (has_class(node, "ocrx_word") || has_class(node, "ocr_word")) {
    const std::vector<double> box = title_numbers(node, "bbox ");
    if (box.size() == 4) {
      LayoutWord word;
      const char* recognised = html::attribute(node, "data-recognised");  // as our own export keeps what it mended
      word.text = recognised ? recognised : html::inner_text(node);
      word.box = {box[0], box[1], box[2] - box[0], box[3] - box[1]};
      const std::vector<double> confidence = title_numbers(node, "x_wconf ");
      if (!confidence.empty()) word.confidence = static_cast<float>(std::clamp(confidence[0] / 100, 0.0, 1.0));
      word.line_hint = line;
      raw.add(std::move(word), angle);
      return;
    }
  }
  for (const GumboNode* child : html::children(node)) hocr_words(child, depth + 1, line, angle, raw);
}

void hocr_pages(const GumboNode* node, int depth, Raws& out) {
  if (depth > 100) return;
  if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_META) {
    const char* name = html::attribute(node, "name");
    const char* content = html::attribute(node, "content");
    if (name && content && std::strcmp(name, "ocr-system") == 0) out.engine = content;
  }
  if (has_class(node, "ocr_page")) {
    const std::vector<double> box = title_numbers(node, "bbox ");
    Raw raw;
    if (box.size() == 4) raw.width = box[2], raw.height = box[3];
    int line = -1;
    hocr_words(node, 0, line, 0, raw);
    out.pages.push_back(std::move(raw));
    return;
  }
  for (const GumboNode* child : html::children(node)) hocr_pages(child, depth + 1, out);
}

Raws read_hocr(const std::string& bytes) {
  const std::string text = to_utf8(bytes, declared_charset(bytes));
  const html::Tree tree(text);
  Raws out;
  hocr_pages(tree.root(), 0, out);
  return out;
}

// ---- to pages ----

Page laid_out(Raw raw, int number, const Raws& all, double width, double height) {
  if (raw.width <= 0 || raw.height <= 0)
    for (const LayoutWord& word : raw.words) raw.width = std::max(raw.width, word.box.right()), raw.height = std::max(raw.height, word.box.bottom());
  double sx = all.points_per_unit, sy = all.points_per_unit;
  if (width > 0 && height > 0 && raw.width > 0 && raw.height > 0) {
    sx = width / raw.width;
    sy = height / raw.height;
  } else if (sx <= 0) {
    const double longest = std::max(raw.width, raw.height);
    sx = sy = longest > 0 ? 842.0 / longest : 1;
  }
  for (LayoutWord& word : raw.words) word.box = {word.box.x * sx, word.box.y * sy, std::max(0.0, word.box.w * sx), std::max(0.0, word.box.h * sy)};
  const int degrees = raw.degrees();
  const double across = width > 0 ? width : raw.width * sx, down = height > 0 ? height : raw.height * sy;
  std::optional<Page> opening = degrees == 0 ? compose_opening_page(raw.words, across, down, Origin::imported, number) : std::nullopt;
  Page page = opening ? std::move(*opening) : compose_turned_page(std::move(raw.words), degrees, across, down, Origin::imported, number);
  page.engine = all.engine.empty() ? "unknown" : all.engine;
  return page;
}

class TranscriptionSource : public Source {
 public:
  TranscriptionSource(Description description, std::vector<Page> pages) : pages_(std::move(pages)) {
    description_ = std::move(description);
    description_.page_count = static_cast<int>(pages_.size());
    description_.is_text = true;
  }
  Page page(int n) override {
    if (n < 1 || n > description_.page_count) throw Error(ErrorCode::not_found, "source", description_.parts.front(), n, "no such page");
    return pages_[static_cast<std::size_t>(n - 1)];
  }
  Look look(int n) override {
    const Page at = page(n);
    Look look;
    look.width = at.width;
    look.height = at.height;
    return look;
  }
  PixPtr image(int, int) override { return nullptr; }

 private:
  std::vector<Page> pages_;
};

}  // namespace

std::vector<Page> read_transcription(const std::string& bytes, std::string_view media_type, double width, double height) {
  Raws raws;
  if (media_type == media::hocr) {
    raws = read_hocr(bytes);
  } else {
    pugi::xml_document document;
    xml::parse(document, bytes, "transcription");
    raws = media_type == media::alto ? read_alto(document.document_element()) : read_page_xml(document.document_element());
  }
  if (raws.pages.empty()) throw Error(ErrorCode::damaged, "source", "", 0, "the transcription holds no page");
  std::vector<Page> pages;
  for (std::size_t i = 0; i < raws.pages.size(); ++i)
    pages.push_back(laid_out(std::move(raws.pages[i]), static_cast<int>(i + 1), raws, width, height));
  return pages;
}

std::optional<fs::path> transcription_beside(const fs::path& image) {
  const std::string stem = image.stem().string();
  const fs::path folder = image.parent_path();
  std::vector<fs::path> candidates;
  for (const char* ending : {".xml", ".alto.xml", ".page.xml", ".hocr", ".hocr.html", ".html", ".htm"}) candidates.push_back(folder / (stem + ending));
  for (const char* name : {"alto", "page", "hocr", "ALTO", "PAGE"})
    for (const fs::path& base : {folder / name, folder / ".." / name})
      for (const char* ending : {".xml", ".hocr"}) candidates.push_back((base / (stem + ending)).lexically_normal());
  for (const fs::path& candidate : candidates) {
    std::error_code error;
    if (!fs::is_regular_file(candidate, error)) continue;
    try {
      if (is_transcription(media_type_of_head(read_head(candidate, kHead)))) return candidate;
    } catch (const Error&) {
      continue;  // it cannot be read: the image speaks for itself
    }
  }
  return std::nullopt;
}

std::unique_ptr<Source> open_transcription(const fs::path& path, const std::string& bytes) {
  Description description;
  description.id = sha256(bytes);
  description.name = path.filename().string();
  description.parts = {path.string()};
  description.media_type = std::string(media_type_of_head(std::string_view(bytes).substr(0, kHead)));
  std::vector<Page> pages = read_transcription(bytes, description.media_type);
  return std::make_unique<TranscriptionSource>(std::move(description), std::move(pages));
}

}  // namespace minutier::source
