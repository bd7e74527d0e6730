// ALTO 4: https://www.loc.gov/standards/alto/
#include <charconv>

#include "pipeline/export/page_words.hpp"
#include "pipeline/export/transcript.hpp"

namespace minutier::exports {
namespace {

std::string decimal(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, 3).ptr;
  std::string out(text, end);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out;
}

// "tesseract 5.3.0 fra": a name, then the version from its first digit on.
struct Software {
  std::string name, version;
};
Software software_of(const std::string& engine) {
  for (std::size_t space = engine.find(' '); space != std::string::npos; space = engine.find(' ', space + 1))
    if (space + 1 < engine.size() && engine[space + 1] >= '0' && engine[space + 1] <= '9') return {engine.substr(0, space), engine.substr(space + 1)};
  return {engine, ""};
}

class AltoWriter {
 public:
  explicit AltoWriter(const Transcript& of) : of_(of) {}

  std::string write() {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
           "xsi:schemaLocation=\"http://www.loc.gov/standards/alto/ns-v4# http://www.loc.gov/standards/alto/v4/alto-4-4.xsd\" SCHEMAVERSION=\"4.4\">\n";
    description();
    tags();
    out_ += "  <Layout>\n";
    for (const Leaf& leaf : of_.leaves) page(leaf);
    out_ += "  </Layout>\n</alto>\n";
    return std::move(out_);
  }

 private:
  void element(const char* indent, const char* name, const std::string& text) {
    if (!text.empty()) out_ += std::string(indent) + "<" + name + ">" + xml_text(text) + "</" + name + ">\n";
  }

  void description() {
    out_ += "  <Description>\n    <MeasurementUnit>pixel</MeasurementUnit>\n    <sourceImageInformation>\n";
    element("      ", "fileName", of_.document_name);
    if (of_.leaves.size() == 1 && !of_.leaves[0].picture.sha256.empty())
      out_ += "      <fileIdentifier fileIdentifierLocation=\"sha256\">" + xml_text(of_.leaves[0].picture.sha256) + "</fileIdentifier>\n";
    if (!of_.document_id.empty())
      out_ += "      <documentIdentifier documentIdentifierLocation=\"sha256\">" + xml_text(of_.document_id) + "</documentIdentifier>\n";
    out_ += "    </sourceImageInformation>\n";
    int step = 0;
    for (const std::string& engine : engines_of(of_)) processing(++step, "contentGeneration", "", software_of(engine));
    if (!of_.as_recognised)
      processing(++step, "contentModification", "French repair: what recognition damaged is mended, the form recognised kept as ALTERNATIVE",
                 {"Minutier", MINUTIER_VERSION});
    out_ += "  </Description>\n";
  }

  void processing(int number, const char* category, const std::string& what, const Software& software) {
    out_ += "    <Processing ID=\"step" + std::to_string(number) + "\">\n";
    element("      ", "processingCategory", category);
    element("      ", "processingStepDescription", what);
    out_ += "      <processingSoftware>\n";
    element("        ", "softwareName", software.name);
    element("        ", "softwareVersion", software.version);
    out_ += "      </processingSoftware>\n    </Processing>\n";
  }

  static std::string side_tag(const Page& page, std::size_t side) { return "p" + std::to_string(page.number) + "_s" + std::to_string(side + 1); }

  // The printed numbers of an opening's sides, to which their blocks refer.
  void tags() {
    std::string list;
    for (const Leaf& leaf : of_.leaves) {
      const std::vector<SideBlocks> sides = sides_of(leaf.page, blocks_of(leaf.page));
      for (std::size_t i = 0; i < sides.size(); ++i)
        if (!sides[i].label.empty()) list += "    <StructureTag ID=\"" + side_tag(leaf.page, i) + "\" TYPE=\"page\" LABEL=\"" + xml_text(sides[i].label) + "\"/>\n";
    }
    if (!list.empty()) out_ += "  <Tags>\n" + list + "  </Tags>\n";
  }

  static std::string place(const PixelBox& box) {
    return " HPOS=\"" + std::to_string(box.x) + "\" VPOS=\"" + std::to_string(box.y) + "\" WIDTH=\"" + std::to_string(box.w) + "\" HEIGHT=\"" + std::to_string(box.h) + "\"";
  }

  void page(const Leaf& leaf) {
    page_ = &leaf.page, picture_ = &leaf.picture;
    words_ = shown_words(leaf.page, of_.as_recognised);
    rotations_ = rotations_of(leaf.page);
    id_ = "p" + std::to_string(leaf.page.number);
    const std::string size = " WIDTH=\"" + std::to_string(leaf.picture.width) + "\" HEIGHT=\"" + std::to_string(leaf.picture.height) + "\"";
    out_ += "    <Page ID=\"" + id_ + "\" PHYSICAL_IMG_NR=\"" + std::to_string(leaf.page.number) + "\"";
    if (const std::string label = all_labels(leaf.page); !label.empty()) out_ += " PRINTED_IMG_NR=\"" + xml_text(label) + "\"";
    if (const auto sure = leaf.page.mean_confidence()) out_ += " PC=\"" + decimal(*sure) + "\"";
    out_ += size + ">\n      <PrintSpace HPOS=\"0\" VPOS=\"0\"" + size + ">\n";
    const std::vector<Block> blocks = blocks_of(leaf.page);
    const std::vector<SideBlocks> sides = sides_of(leaf.page, blocks);
    for (std::size_t i = 0; i < sides.size(); ++i) side(sides[i], blocks, i);
    for (std::size_t i = 0; sides.empty() && i < blocks.size(); ++i) text_block(blocks[i], i + 1);
    out_ += "      </PrintSpace>\n    </Page>\n";
  }

  // A page of an opening: its blocks together, named by its printed number.
  void side(const SideBlocks& side, const std::vector<Block>& blocks, std::size_t number) {
    out_ += "        <ComposedBlock ID=\"" + id_ + "_c" + std::to_string(number + 1) + "\" TYPE=\"page\"" + place(pixels_of(side.box, *page_, *picture_)) +
            (side.label.empty() ? "" : " TAGREFS=\"" + side_tag(*page_, number) + "\"") + ">\n";
    for (std::size_t i = side.first; i < side.first + side.count; ++i) text_block(blocks[i], i + 1);
    out_ += "        </ComposedBlock>\n";
  }

  void text_block(const Block& block, std::size_t number) {
    out_ += "        <TextBlock ID=\"" + id_ + "_b" + std::to_string(number) + "\"" + place(pixels_of(block.box, *page_, *picture_)) +
            (rotations_[block.first] == 0 ? "" : " ROTATION=\"" + std::to_string(rotations_[block.first]) + "\"") + ">\n";
    for (std::size_t i = block.first; i < block.first + block.count; ++i) line(page_->lines[i], i + 1);
    out_ += "        </TextBlock>\n";
  }

  void line(const Line& line, std::size_t number) {
    out_ += "          <TextLine ID=\"" + id_ + "_l" + std::to_string(number) + "\"" + place(pixels_of(line.box, *page_, *picture_)) + ">\n";
    for (std::size_t i = line.first; i < line.first + line.count; ++i) {
      const PixelBox box = pixels_of(page_->words[i].box, *page_, *picture_);
      if (i > line.first) space(pixels_of(page_->words[i - 1].box, *page_, *picture_), box);
      word(i, box, i + 1 == line.first + line.count);
    }
    out_ += "          </TextLine>\n";
  }

  void space(const PixelBox& before, const PixelBox& after) {
    out_ += "            <SP WIDTH=\"" + std::to_string(std::max(0, after.x - before.right())) + "\" HPOS=\"" + std::to_string(before.right()) + "\" VPOS=\"" +
            std::to_string(after.y) + "\"/>\n";
  }

  // The word recognised with each of its digits in doubt read as the likeliest other.
  std::vector<std::string> other_digits(std::size_t i) const {
    std::vector<std::string> out;
    const Range chars = page_->words[i].chars;
    for (const DigitDoubt& doubt : page_->digits) {
      if (doubt.at < chars.begin || doubt.at >= chars.end || doubt.others.empty()) continue;
      out.emplace_back(chars.of(page_->text));
      out.back()[doubt.at - chars.begin] = doubt.others[0];
    }
    return out;
  }

  void word(std::size_t i, PixelBox box, bool ends_line) {
    const ShownWord& shown = words_[i];
    // Only a line's last element may be a HYP; a cut word that stands elsewhere (columns in one line) keeps its hyphen.
    const bool cut = !shown.hyphen.empty() && ends_line;
    const std::string content = cut ? shown.content : shown.shown();
    PixelBox hyphen = box;
    if (cut) {
      hyphen.w = box.w / static_cast<int>(std::max<std::size_t>(1, shown.content.size() + 1));
      box.w -= hyphen.w;
      hyphen.x = box.right();
    }
    out_ += "            <String ID=\"" + id_ + "_w" + std::to_string(i + 1) + "\"" + place(box) + " CONTENT=\"" + xml_text(content) + "\"";
    if (const auto& sure = page_->words[i].confidence) out_ += " WC=\"" + decimal(*sure) + "\"";
    if (shown.part != ShownWord::Part::all && !shown.whole.empty())
      out_ += std::string(" SUBS_TYPE=\"") + (shown.part == ShownWord::Part::first ? "HypPart1" : "HypPart2") + "\" SUBS_CONTENT=\"" + xml_text(shown.whole) + "\"";
    const std::vector<std::string> others = other_digits(i);
    if (shown.recognised.empty() && shown.reading.empty() && others.empty()) {
      out_ += "/>\n";
    } else {
      out_ += ">";
      if (!shown.recognised.empty()) out_ += "<ALTERNATIVE PURPOSE=\"recognised\">" + xml_text(shown.recognised) + "</ALTERNATIVE>";
      if (!shown.reading.empty()) out_ += "<ALTERNATIVE PURPOSE=\"reading\">" + xml_text(shown.reading) + "</ALTERNATIVE>";
      for (const std::string& other : others) out_ += "<ALTERNATIVE PURPOSE=\"digits\">" + xml_text(other) + "</ALTERNATIVE>";
      out_ += "</String>\n";
    }
    if (cut)
      out_ += "            <HYP WIDTH=\"" + std::to_string(hyphen.w) + "\" HPOS=\"" + std::to_string(hyphen.x) + "\" VPOS=\"" + std::to_string(hyphen.y) +
              "\" CONTENT=\"" + xml_text(shown.hyphen) + "\"/>\n";
  }

  const Transcript& of_;
  const Page* page_ = nullptr;
  const Picture* picture_ = nullptr;
  std::vector<ShownWord> words_;
  std::vector<int> rotations_;
  std::string id_, out_;
};

}  // namespace

std::string to_alto(const Transcript& transcript) { return AltoWriter(transcript).write(); }

}  // namespace minutier::exports
