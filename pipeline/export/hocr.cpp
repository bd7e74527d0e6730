// hOCR 1.2: http://kba.github.io/hocr-spec/1.2/ — as HTML that is XML too, which both kinds of reader take.
#include <cmath>

#include "pipeline/export/page_words.hpp"
#include "pipeline/export/transcript.hpp"

namespace minutier::exports {
namespace {

// A title stands in single quotes inside an attribute in double ones; its own quotes would end it early.
std::string title_text(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != '"' && c != '\'' && c != ';') out += c;
  return xml_text(out);
}

std::string bbox(const PixelBox& box) {
  return "bbox " + std::to_string(box.x) + " " + std::to_string(box.y) + " " + std::to_string(box.right()) + " " + std::to_string(box.bottom());
}

class HocrWriter {
 public:
  explicit HocrWriter(const Transcript& of) : of_(of) {}

  std::string write() {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<!DOCTYPE html>\n"
           "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"fr\" lang=\"fr\">\n<head>\n";
    out_ += "  <title>" + xml_text(of_.document_name) + "</title>\n  <meta charset=\"utf-8\"/>\n";
    std::string engines;
    for (const std::string& engine : engines_of(of_)) engines += (engines.empty() ? "" : ", ") + engine;
    meta("ocr-system", engines.empty() ? "unknown" : engines);
    meta("generator", "Minutier " MINUTIER_VERSION);
    meta("ocr-capabilities", "ocr_page ocrx_block ocr_carea ocr_par ocr_line ocrx_word ocrp_lang ocrp_wconf");
    meta("ocr-langs", "fr");
    meta("ocr-number-of-pages", std::to_string(of_.leaves.size()));
    if (!of_.document_id.empty()) meta("ocr-document-id", "sha256:" + of_.document_id);
    out_ += "</head>\n<body>\n";
    for (const Leaf& leaf : of_.leaves) page(leaf);
    out_ += "</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void meta(const char* name, const std::string& content) { out_ += std::string("  <meta name=\"") + name + "\" content=\"" + xml_text(content) + "\"/>\n"; }

  void page(const Leaf& leaf) {
    words_ = shown_words(leaf.page, of_.as_recognised);
    rotations_ = rotations_of(leaf.page);
    const std::string n = std::to_string(leaf.page.number), dpi = std::to_string(std::lround(leaf.picture.dpi));
    out_ += "  <div class=\"ocr_page\" id=\"page_" + n + "\" title='image \"" + title_text(of_.document_name) + "\"; " +
            bbox({0, 0, leaf.picture.width, leaf.picture.height}) + "; ppageno " + std::to_string(leaf.page.number - 1) + "; scan_res " + dpi + " " + dpi;
    if (const std::string label = all_labels(leaf.page); !label.empty()) out_ += "; lpageno \"" + title_text(label) + "\"";
    out_ += "'>\n";
    const std::vector<Block> blocks = blocks_of(leaf.page);
    const std::vector<SideBlocks> sides = sides_of(leaf.page, blocks);
    for (std::size_t i = 0; i < sides.size(); ++i) {  // the pages of an opening, each with its printed number
      out_ += "   <div class=\"ocrx_block\" id=\"side_" + n + "_" + std::to_string(i + 1) + "\" title='" + bbox(pixels_of(sides[i].box, leaf.page, leaf.picture));
      if (!sides[i].label.empty()) out_ += "; lpageno \"" + title_text(sides[i].label) + "\"";
      out_ += "'>\n";
      areas(leaf, blocks, sides[i].first, sides[i].count);
      out_ += "   </div>\n";
    }
    if (sides.empty()) areas(leaf, blocks, 0, blocks.size());
    out_ += "  </div>\n";
  }

  void areas(const Leaf& leaf, const std::vector<Block>& blocks, std::size_t first, std::size_t count) {
    const std::string n = std::to_string(leaf.page.number);
    for (std::size_t k = first; k < first + count; ++k) {
      const Block& block = blocks[k];
      const std::string id = n + "_" + std::to_string(k + 1), title = bbox(pixels_of(block.box, leaf.page, leaf.picture));
      out_ += "   <div class=\"ocr_carea\" id=\"block_" + id + "\" title=\"" + title + "\">\n";
      out_ += "    <p class=\"ocr_par\" id=\"par_" + id + "\" lang=\"fr\" title=\"" + title + "\">\n";
      for (std::size_t i = block.first; i < block.first + block.count; ++i) line(leaf, i, n);
      out_ += "    </p>\n   </div>\n";
    }
  }

  void line(const Leaf& leaf, std::size_t index, const std::string& page) {
    const Line& line = leaf.page.lines[index];
    out_ += "     <span class=\"ocr_line\" id=\"line_" + page + "_" + std::to_string(index + 1) + "\" title=\"" + bbox(pixels_of(line.box, leaf.page, leaf.picture)) +
            (rotations_[index] == 0 ? "" : "; textangle " + std::to_string(rotations_[index])) + "\">";
    for (std::size_t i = line.first; i < line.first + line.count; ++i) {
      if (i > line.first) out_ += " ";
      const ShownWord& shown = words_[i];
      out_ += "<span class=\"ocrx_word\" id=\"word_" + page + "_" + std::to_string(i + 1) + "\" title=\"" + bbox(pixels_of(leaf.page.words[i].box, leaf.page, leaf.picture));
      if (const auto& sure = leaf.page.words[i].confidence) out_ += "; x_wconf " + std::to_string(std::lround(*sure * 100));
      out_ += "\"";
      if (!shown.recognised.empty()) out_ += " data-recognised=\"" + xml_text(shown.recognised) + "\"";
      if (!shown.reading.empty()) out_ += " data-reading=\"" + xml_text(shown.reading) + "\"";
      out_ += ">" + xml_text(shown.shown()) + "</span>";
    }
    out_ += "</span>\n";
  }

  const Transcript& of_;
  std::vector<ShownWord> words_;
  std::vector<int> rotations_;
  std::string out_;
};

}  // namespace

std::string to_hocr(const Transcript& transcript) { return HocrWriter(transcript).write(); }

}  // namespace minutier::exports
