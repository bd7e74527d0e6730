#include <algorithm>
#include <cstdlib>
#include <set>

#include "pipeline/base/error.hpp"
#include "pipeline/source/docx_styles.hpp"
#include "pipeline/source/markup.hpp"
#include "pipeline/source/office.hpp"
#include "pipeline/source/xml.hpp"

namespace minutier::source {
namespace {

using pugi::xml_node;

constexpr std::size_t kMostColumns = 200;

const std::string& part(const Parts& parts, const std::string& name) {
  static const std::string none;
  const auto found = parts.find(name);
  return found == parts.end() ? none : found->second;
}

std::map<std::string, std::string> relations(const Parts& parts) {
  std::map<std::string, std::string> out;
  const std::string& bytes = part(parts, "word/_rels/document.xml.rels");
  if (bytes.empty()) return out;
  pugi::xml_document document;
  xml::parse(document, bytes, "word/_rels/document.xml.rels");
  for (const xml_node& node : document.document_element().children()) {
    if (std::string(xml::attribute(node, "TargetMode")) == "External") continue;
    const std::string target = xml::attribute(node, "Target");
    out[xml::attribute(node, "Id")] = !target.empty() && target[0] == '/' ? target.substr(1) : "word/" + target;
  }
  return out;
}

class Reader {
 public:
  explicit Reader(const Parts& parts)
      : parts_(parts), styles_(part(parts, "word/styles.xml")), numbering_(part(parts, "word/numbering.xml")), relations_(relations(parts)) {}

  OfficeContent run() {
    const std::string& bytes = part(parts_, "word/document.xml");
    if (bytes.empty()) throw Error(ErrorCode::damaged, "source", "", 0, "no word/document.xml in it; open and save it again in Word or LibreOffice");
    pugi::xml_document document;
    xml::parse(document, bytes, "word/document.xml");
    Markup body;
    blocks(xml::child(document.document_element(), "body"), body, 0);
    Markup notes;
    aside_ = true;
    footnotes("word/footnotes.xml", "footnote", notes, notes_);
    footnotes("word/endnotes.xml", "endnote", notes, endnotes_);
    for (Markup* out : {&body, &notes}) append(content_.text, out->take());
    std::string head = headers("header"), foot = headers("footer");
    append(head, content_.text);
    append(head, foot);
    content_.text = std::move(head);
    properties();
    return std::move(content_);
  }

 private:
  static void append(std::string& text, const std::string& more) {
    if (!text.empty() && !more.empty()) text += '\n';
    text += more;
  }

  void blocks(const xml_node& parent, Markup& out, int depth) {
    if (depth > xml::kMostDepth) return;
    for (const xml_node& node : parent.children()) {
      const std::string_view name = xml::local(node);
      if (name == "p") {
        paragraph(node, out, depth);
      } else if (name == "tbl") {
        table(node, out, depth);
      } else if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "moveTo" || name == "customXml" || name == "smartTag") {
        blocks(node, out, depth + 1);
      } else if (name == "AlternateContent") {
        blocks(alternative(node), out, depth + 1);
      }
    }
  }

  static xml_node alternative(const xml_node& node) {
    const xml_node choice = xml::child(node, "Choice");
    return choice ? choice : xml::child(node, "Fallback");
  }

  void paragraph(const xml_node& node, Markup& out, int depth) {
    std::vector<xml_node> boxes;
    std::string text;
    runs(node, text, boxes, depth);
    const xml_node properties = xml::child(node, "pPr");
    docx::Style style = styles_.find(xml::attribute(xml::child(properties, "pStyle"), "val"));
    const int outline = xml::number(xml::child(properties, "outlineLvl"), "val", 9);
    if (outline >= 0 && outline < 9) style.heading = outline + 1;
    if (const xml_node list = xml::child(properties, "numPr")) {
      style.list = xml::attribute(xml::child(list, "numId"), "val");
      style.list_level = xml::number(xml::child(list, "ilvl"), "val", std::max(0, style.list_level));
    }
    if (!squeezed(text, false).empty()) {
      const bool listed = !style.list.empty() && style.list != "0";
      const std::string marker = listed ? numbering_.next(style.list, style.list_level) : "";
      if (style.heading > 0)
        out.heading(style.heading, marker.empty() || marker == "-" ? text : marker + " " + text);
      else if (!marker.empty())
        out.item(style.list_level, marker, text);
      else
        out.paragraph(text);
    }
    for (const xml_node& box : boxes) blocks(box, out, depth + 1);
    marks(out);
  }

  // Pictures met since the last marks; those in a table's cells wait for its end.
  void marks(Markup& out) {
    if (cells_ > 0) return;
    for (const std::size_t index : unmarked_) out.mark(picture_mark(index));
    unmarked_.clear();
  }

  // The text of a paragraph's runs; text boxes are set aside.
  void runs(const xml_node& parent, std::string& text, std::vector<xml_node>& boxes, int depth) {
    if (depth > xml::kMostDepth) return;
    for (const xml_node& node : parent.children()) {
      const std::string_view name = xml::local(node);
      if (name == "t") {
        text += node.text().get();
      } else if (name == "tab" || name == "ptab") {
        if (xml::local(parent) != "tabs") text += '\t';
      } else if (name == "br" || name == "cr") {
        text += '\n';
      } else if (name == "noBreakHyphen") {
        text += '-';
      } else if (name == "txbxContent") {
        boxes.push_back(node);
      } else if (name == "footnoteReference") {
        reference(node, notes_, text);
      } else if (name == "endnoteReference") {
        reference(node, endnotes_, text);
      } else if (name == "blip" || name == "imagedata") {
        picture(node);
      } else if (name == "AlternateContent") {
        runs(alternative(node), text, boxes, depth + 1);
      } else if (name != "pPr" && name != "rPr" && name != "del" && name != "moveFrom" && name != "delText" && name != "instrText") {
        runs(node, text, boxes, depth + 1);
      }
    }
  }

  void reference(const xml_node& node, std::vector<std::string>& list, std::string& text) {
    list.push_back(xml::attribute(node, "id"));
    text += "[^" + std::to_string(notes_.size() + endnotes_.size()) + "]";
    numbers_[{&list == &notes_, list.back()}] = notes_.size() + endnotes_.size();
  }

  void picture(const xml_node& node) {
    std::string id = xml::attribute(node, "embed");
    if (id.empty()) id = xml::attribute(node, "id");
    const auto target = relations_.find(id);
    if (aside_ || target == relations_.end()) return;
    auto& list = content_.pictures;
    if (std::any_of(list.begin(), list.end(), [&](const OfficePicture& known) { return known.member == target->second; })) return;
    unmarked_.push_back(list.size());
    list.push_back({target->second, 0, 0});
    const auto points = [](const xml_node& extent, std::string_view name) { return std::clamp(std::strtod(xml::attribute(extent, name), nullptr) / 12700, 0.0, 1e5); };
    for (xml_node above = node.parent(); above && !xml::is(above, "p"); above = above.parent()) {
      const xml_node extent = xml::child(above, "extent");
      if (!extent) continue;
      list.back().width = points(extent, "cx");
      list.back().height = points(extent, "cy");
      break;
    }
  }

  // Rows of a table; also those inside content controls and tracked insertions.
  static void rows(const xml_node& parent, std::vector<xml_node>& out, int depth) {
    if (depth > 20) return;
    for (const xml_node& node : parent.children()) {
      const std::string_view name = xml::local(node);
      if (name == "tr") {
        if (!xml::child(xml::child(node, "trPr"), "del")) out.push_back(node);
      } else if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml") {
        rows(node, out, depth + 1);
      }
    }
  }

  static void cells(const xml_node& row, std::vector<xml_node>& out, int depth) {
    if (depth > 20) return;
    for (const xml_node& node : row.children()) {
      const std::string_view name = xml::local(node);
      if (name == "tc") out.push_back(node);
      if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml") cells(node, out, depth + 1);
    }
  }

  static bool holds_table(const xml_node& cell) {
    return static_cast<bool>(cell.find_node([](const xml_node& node) { return xml::is(node, "tbl"); }));
  }

  void table(const xml_node& node, Markup& out, int depth) {
    std::vector<xml_node> lines;
    rows(node, lines, 0);
    Grid grid;
    bool arranges = false;  // a table that holds tables only arranges the page
    for (const xml_node& line : lines) {
      std::vector<xml_node> list;
      cells(line, list, 0);
      for (const xml_node& cell : list) arranges = arranges || holds_table(cell);
    }
    for (const xml_node& line : lines) {
      std::vector<xml_node> list;
      cells(line, list, 0);
      if (arranges) {
        for (const xml_node& cell : list) blocks(cell, out, depth + 1);
        continue;
      }
      const xml_node row_properties = xml::child(line, "trPr");
      const bool head = static_cast<bool>(xml::child(row_properties, "tblHeader"));
      auto& row = grid.emplace_back();
      const int skipped = std::clamp(xml::number(xml::child(row_properties, "gridBefore"), "val", 0), 0, 50);
      row.resize(static_cast<std::size_t>(skipped));
      for (const xml_node& cell : list) {
        const xml_node properties = xml::child(cell, "tcPr");
        const xml_node merge = xml::child(properties, "vMerge");
        const bool covered = merge && std::string(xml::attribute(merge, "val")) != "restart";
        const int span = std::clamp(xml::number(xml::child(properties, "gridSpan"), "val", 1), 1, 50);
        const bool own = head || head_style(cell);
        row.push_back({covered ? std::string() : cell_text(cell, depth), own});
        for (int i = 1; i < span && row.size() < kMostColumns; ++i) row.push_back({"", own});
        if (row.size() >= kMostColumns) break;
      }
    }
    if (!arranges) out.table(grid);
    marks(out);
  }

  // LibreOffice marks head cells by the style of their paragraph only.
  bool head_style(const xml_node& cell) const {
    return styles_.find(xml::attribute(xml::child(xml::child(xml::child(cell, "p"), "pPr"), "pStyle"), "val")).table_head;
  }

  std::string cell_text(const xml_node& cell, int depth) {
    std::string out;
    Markup inner;
    ++cells_;
    blocks(cell, inner, depth + 1);
    --cells_;
    const std::string text = inner.take();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view line = std::string_view(text).substr(at, end - at);
      const std::size_t hashes = line.find_first_not_of('#');
      if (hashes != std::string_view::npos && hashes > 0 && line[hashes] == ' ') line.remove_prefix(hashes);
      join_piece(out, squeezed(line, false));
      at = end + 1;
    }
    return out;
  }

  void footnotes(const std::string& name, std::string_view element, Markup& out, const std::vector<std::string>& wanted) {
    const std::string& bytes = part(parts_, name);
    if (bytes.empty() || wanted.empty()) return;
    pugi::xml_document document;
    xml::parse(document, bytes, name);
    std::map<std::string, xml_node> found;
    for (const xml_node& node : document.document_element().children())
      if (xml::is(node, element)) found[xml::attribute(node, "id")] = node;
    for (const std::string& id : std::vector<std::string>(wanted)) {
      const auto note = found.find(id);
      if (note == found.end()) continue;
      std::string text;
      std::vector<xml_node> boxes;
      for (const xml_node& paragraph : note->second.children()) {
        std::string piece;
        runs(paragraph, piece, boxes, 0);
        if (!text.empty()) text += ' ';
        text += squeezed(piece, false);
      }
      const bool foot = &wanted == &notes_;
      out.paragraph("[^" + std::to_string(numbers_[{foot, id}]) + "]: " + text);
    }
  }

  // Headers (footers) as the pages repeat them: each text once, without bare page numbers.
  std::string headers(const std::string& kind) {
    std::set<std::string> seen;
    Markup out;
    for (const auto& entry : parts_) {
      if (entry.first.compare(0, 5 + kind.size(), "word/" + kind) != 0) continue;
      pugi::xml_document document;
      xml::parse(document, entry.second, entry.first);
      Markup inner;
      blocks(document.document_element(), inner, 0);
      const std::string text = inner.take();
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        at = end + 1;
        if (wordy(line) && seen.insert(line).second) out.paragraph(line);
      }
    }
    return out.take();
  }

  // More than "Page 1 sur 3".
  static bool wordy(const std::string& line) {
    const auto letters = std::count_if(line.begin(), line.end(), [](unsigned char c) { return c >= 0x80 || (c | 32) >= 'a'; });
    const bool digits = line.find_first_of("0123456789") != std::string::npos;
    return letters >= 3 && !(digits && line.size() < 24 && (line.find("age ") != std::string::npos || letters < 6));
  }

  void properties() {
    const std::string& bytes = part(parts_, "docProps/core.xml");
    if (bytes.empty()) return;
    pugi::xml_document document;
    if (!document.load_buffer(bytes.data(), bytes.size())) return;
    const std::pair<const char*, const char*> known[] = {{"title", "title"}, {"creator", "author"}, {"created", "date"}, {"modified", "modified"},
                                                         {"subject", "subject"}, {"keywords", "keywords"}};
    for (const auto& item : known) {
      const std::string value = squeezed(xml::child(document.document_element(), item.first).text().get(), false);
      if (!value.empty()) content_.properties.emplace_back("property/" + std::string(item.second), value);
    }
  }

  const Parts& parts_;
  docx::Styles styles_;
  docx::Numbering numbering_;
  std::map<std::string, std::string> relations_;
  std::vector<std::string> notes_, endnotes_;
  std::map<std::pair<bool, std::string>, std::size_t> numbers_;
  std::vector<std::size_t> unmarked_;  // pictures met and not yet marked
  int cells_ = 0;                      // how deep in tables
  bool aside_ = false;                 // in notes, headers and footers
  OfficeContent content_;
};

}  // namespace

bool is_docx_part(const std::string& name) {
  return name == "word/document.xml" || name == "word/styles.xml" || name == "word/numbering.xml" || name == "word/footnotes.xml" ||
         name == "word/endnotes.xml" || name == "docProps/core.xml" || name == "word/_rels/document.xml.rels" ||
         ((name.compare(0, 11, "word/header") == 0 || name.compare(0, 11, "word/footer") == 0) && name.size() > 4 &&
          name.compare(name.size() - 4, 4, ".xml") == 0);
}

OfficeContent read_docx(const Parts& parts) { return Reader(parts).run(); }

}  // namespace minutier::source
