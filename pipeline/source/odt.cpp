#include <algorithm>
#include <charconv>
#include <utility>

#include "pipeline/base/error.hpp"
#include "pipeline/source/docx_styles.hpp"
#include "pipeline/source/markup.hpp"
#include "pipeline/source/office.hpp"
#include "pipeline/source/xml.hpp"

namespace minutier::source {
namespace {

using pugi::xml_node;

constexpr std::size_t kMostColumns = 200;

struct ListLevel {
  std::string format;  // "1", "a", "A", "i", "I"; empty for a bullet
  std::string prefix, suffix;
  int start = 1;
};
using ListStyle = std::map<int, ListLevel>;

class Reader {
 public:
  explicit Reader(const Parts& parts) : parts_(parts) {}

  OfficeContent run() {
    const auto manifest = parts_.find("META-INF/manifest.xml");
    if (manifest != parts_.end() && manifest->second.find("encryption-data") != std::string::npos)
      throw Error(ErrorCode::encrypted, "source", "", 0, "locked by a password; save it without one in LibreOffice");
    const auto bytes = parts_.find("content.xml");
    if (bytes == parts_.end()) throw Error(ErrorCode::damaged, "source", "", 0, "no content.xml in it; open and save it again in LibreOffice");
    const auto styles = parts_.find("styles.xml");
    if (styles != parts_.end()) {
      xml::parse(styles_document_, styles->second, "styles.xml");
      read_styles(styles_document_.document_element(), 0);
    }
    pugi::xml_document document;
    xml::parse(document, bytes->second, "content.xml");
    read_styles(xml::child(document.document_element(), "automatic-styles"), 0);
    Markup out;
    aside_ = true;
    page_furniture("header", out);
    aside_ = false;
    blocks(xml::child(xml::child(document.document_element(), "body"), "text"), out, 0);
    aside_ = true;
    page_furniture("footer", out);
    for (const std::string& note : notes_) out.paragraph(note);
    content_.text = out.take();
    properties();
    return std::move(content_);
  }

 private:
  void read_styles(const xml_node& parent, int depth) {
    if (depth > 4) return;
    for (const xml_node& node : parent.children()) {
      if (!xml::is(node, "list-style")) {
        if (xml::is(node, "style")) parents_[xml::attribute(node, "name")] = xml::attribute(node, "parent-style-name");
        if (xml::is(node, "styles") || xml::is(node, "automatic-styles")) read_styles(node, depth + 1);
        continue;
      }
      ListStyle& style = lists_[xml::attribute(node, "name")];
      for (const xml_node& level : node.children()) {
        ListLevel item;
        if (xml::is(level, "list-level-style-number")) {
          item.format = xml::attribute(level, "num-format");
          item.prefix = xml::attribute(level, "num-prefix");
          item.suffix = xml::attribute(level, "num-suffix");
          item.start = xml::number(level, "start-value", 1);
        }
        style[xml::number(level, "level", 1) - 1] = item;
      }
    }
  }

  // The header and footer of the page styles, once.
  void page_furniture(std::string_view kind, Markup& out) {
    std::vector<std::string> seen;
    const xml_node masters = xml::child(styles_document_.document_element(), "master-styles");
    for (const xml_node& master : masters.children()) {
      Markup inner;
      blocks(xml::child(master, kind), inner, 0);
      const std::string text = inner.take();
      const auto letters = std::count_if(text.begin(), text.end(), [](unsigned char c) { return c >= 0x80 || (c | 32) >= 'a'; });
      if (letters < 8 || std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      seen.push_back(text);
      out.paragraph(text);
    }
  }

  void blocks(const xml_node& parent, Markup& out, int depth) {
    if (depth > xml::kMostDepth) return;
    for (const xml_node& node : parent.children()) {
      const std::string_view name = xml::local(node);
      if (name == "p" || name == "h") {
        paragraph(node, out, depth);
      } else if (name == "list") {
        list(node, out, 0, "", depth);
      } else if (name == "table") {
        table(node, out, depth);
      } else if (name == "section" || name == "index-body" || name == "text-box" || name == "frame" || name == "g" || name == "custom-shape" ||
                 name == "table-of-content" || name == "numbered-paragraph") {
        blocks(node, out, depth + 1);
      } else if (name == "image") {
        picture(node);
        marks(out);
      }
    }
  }

  // Pictures met since the last marks; those in a table's cells wait for its end.
  void marks(Markup& out) {
    if (cells_ > 0) return;
    for (const std::size_t index : unmarked_) out.mark(picture_mark(index));
    unmarked_.clear();
  }

  void paragraph(const xml_node& node, Markup& out, int depth) {
    std::string text;
    std::vector<xml_node> boxes;
    runs(node, text, boxes, depth);
    const int level = xml::is(node, "h") ? xml::number(node, "outline-level", 1) : heading_style(xml::attribute(node, "style-name"));
    if (level > 0)
      out.heading(level, text);
    else
      out.paragraph(text);
    for (const xml_node& box : boxes) blocks(box, out, depth + 1);
    marks(out);
  }

  void runs(const xml_node& parent, std::string& text, std::vector<xml_node>& boxes, int depth) {
    if (depth > xml::kMostDepth) return;
    for (const xml_node& node : parent.children()) {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        for (const char* c = node.value(); *c; ++c) text += *c == '\n' || *c == '\t' || *c == '\r' ? ' ' : *c;
        continue;
      }
      const std::string_view name = xml::local(node);
      if (name == "tab") {
        text += '\t';
      } else if (name == "line-break") {
        text += '\n';
      } else if (name == "s") {
        text.append(static_cast<std::size_t>(std::clamp(xml::number(node, "c", 1), 1, 100)), ' ');
      } else if (name == "note") {
        note(node, text, depth);
      } else if (name == "text-box") {
        boxes.push_back(node);
      } else if (name == "image") {
        picture(node);
      } else if (name != "annotation" && name != "tracked-changes" && name != "title" && name != "desc" && name != "event-listeners") {
        runs(node, text, boxes, depth + 1);
      }
    }
  }

  void note(const xml_node& node, std::string& text, int depth) {
    const std::string mark = "[^" + std::to_string(notes_.size() + 1) + "]";
    text += mark;
    notes_.emplace_back();
    const std::size_t at = notes_.size() - 1;
    std::string inner;
    std::vector<xml_node> boxes;
    const bool before = std::exchange(aside_, true);
    for (const xml_node& child : xml::child(node, "note-body").children()) {
      if (!inner.empty()) inner += ' ';
      runs(child, inner, boxes, depth + 1);
    }
    aside_ = before;
    notes_[at] = mark + ": " + squeezed(inner, false);
  }

  void picture(const xml_node& node) {
    const std::string target = xml::attribute(node, "href");
    if (aside_ || target.compare(0, 9, "Pictures/") != 0) return;
    auto& list = content_.pictures;
    if (std::any_of(list.begin(), list.end(), [&](const OfficePicture& known) { return known.member == target; })) return;
    unmarked_.push_back(list.size());
    const xml_node frame = node.parent();
    list.push_back({target, points(xml::attribute(frame, "width")), points(xml::attribute(frame, "height"))});
  }

  // "16.5cm" and its like; 0 for what is no length.
  static double points(std::string_view length) {
    double number = 0;
    const auto read = std::from_chars(length.data(), length.data() + length.size(), number);
    if (read.ec != std::errc() || !(number > 0) || number > 1e5) return 0;
    const std::string_view unit(read.ptr, static_cast<std::size_t>(length.data() + length.size() - read.ptr));
    return unit == "cm" ? number * 72 / 2.54 : unit == "mm" ? number * 72 / 25.4 : unit == "in" ? number * 72 : unit == "pt" ? number : unit == "px" ? number * 0.75 : 0;
  }

  std::string marker(const std::string& style, int level, int count) const {
    const auto found = lists_.find(style);
    if (found == lists_.end()) return "-";
    const auto own = found->second.find(level);
    if (own == found->second.end() || own->second.format.empty()) return "-";
    const ListLevel& at = own->second;
    const std::string format = at.format == "a" ? "lowerLetter" : at.format == "A" ? "upperLetter" : at.format == "i" ? "lowerRoman" : at.format == "I" ? "upperRoman" : "decimal";
    const std::string shown = at.prefix + docx::formatted(count, format) + at.suffix;
    return at.prefix.empty() && at.suffix.empty() ? shown + "." : squeezed(shown, false);
  }

  void list(const xml_node& node, Markup& out, int level, const std::string& inherited, int depth) {
    if (depth > xml::kMostDepth) return;
    std::string style = xml::attribute(node, "style-name");
    if (style.empty()) style = inherited;
    const auto known = lists_.find(style);
    int start = 1;
    if (known != lists_.end()) {
      const auto own = known->second.find(level);
      if (own != known->second.end()) start = own->second.start;
    }
    const bool continues = std::string(xml::attribute(node, "continue-numbering")) == "true" || *xml::attribute(node, "continue-list");
    int& count = counts_[{style, level}];
    if (!continues || count == 0) count = start - 1;
    for (const xml_node& item : node.children()) {
      const bool header = xml::is(item, "list-header");
      if (!header && !xml::is(item, "list-item")) continue;
      if (!header) count = xml::number(item, "start-value", count + 1);
      bool first = !header;
      for (const xml_node& child : item.children()) {
        if (xml::is(child, "list")) {
          list(child, out, level + 1, style, depth + 1);
        } else if (xml::is(child, "p") || xml::is(child, "h")) {
          std::string text;
          std::vector<xml_node> boxes;
          runs(child, text, boxes, depth + 1);
          if (xml::is(child, "h"))
            out.heading(xml::number(child, "outline-level", 1), marker(style, level, count) == "-" ? text : marker(style, level, count) + " " + text);
          else if (first)
            out.item(level, marker(style, level, count), text);
          else
            out.continuation(level, text);
          first = first && squeezed(text, false).empty();
          for (const xml_node& box : boxes) blocks(box, out, depth + 1);
          marks(out);
        }
      }
    }
  }

  void rows(const xml_node& parent, bool head, std::vector<std::pair<xml_node, bool>>& out, int depth) {
    if (depth > 20) return;
    for (const xml_node& node : parent.children()) {
      const std::string_view name = xml::local(node);
      if (name == "table-row") out.emplace_back(node, head);
      if (name == "table-header-rows") rows(node, true, out, depth + 1);
      if (name == "table-rows" || name == "table-row-group") rows(node, head, out, depth + 1);
    }
  }

  void table(const xml_node& node, Markup& out, int depth) {
    std::vector<std::pair<xml_node, bool>> lines;
    rows(node, false, lines, 0);
    bool arranges = false;
    for (const auto& line : lines)
      for (const xml_node& cell : line.first.children())
        arranges = arranges || cell.find_node([](const xml_node& inner) { return xml::is(inner, "table"); });
    Grid grid;
    for (const auto& line : lines) {
      if (!arranges) grid.emplace_back();
      for (const xml_node& cell : line.first.children()) {
        const bool covered = xml::is(cell, "covered-table-cell");
        if (!covered && !xml::is(cell, "table-cell")) continue;
        if (arranges) {
          blocks(cell, out, depth + 1);
          continue;
        }
        const int repeated = std::clamp(xml::number(cell, "number-columns-repeated", 1), 1, 100);
        const std::string text = covered ? std::string() : cell_text(cell, depth);
        const bool head = line.second || head_style(xml::attribute(xml::child(cell, "p"), "style-name"));
        for (int i = 0; i < repeated && grid.back().size() < kMostColumns; ++i) grid.back().push_back({text, head});
      }
    }
    if (!arranges) out.table(grid);
    marks(out);
  }

  bool head_style(std::string style) const {
    for (int depth = 0; depth < 5; ++depth) {
      if (style == "Table_20_Heading") return true;
      const auto parent = parents_.find(style);
      if (parent == parents_.end()) return false;
      style = parent->second;
    }
    return false;
  }

  // A heading may be an ordinary paragraph of a heading or title style.
  int heading_style(std::string style) const {
    for (int depth = 0; depth < 5; ++depth) {
      if (style == "Title" || style == "Subtitle") return 1;
      if (style.compare(0, 11, "Heading_20_") == 0 && style.size() == 12 && style[11] >= '1' && style[11] <= '9') return style[11] - '0';
      const auto parent = parents_.find(style);
      if (parent == parents_.end()) return 0;
      style = parent->second;
    }
    return 0;
  }

  std::string cell_text(const xml_node& cell, int depth) {
    Markup inner;
    ++cells_;
    blocks(cell, inner, depth + 1);
    --cells_;
    const std::string text = inner.take();
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      join_piece(out, squeezed(std::string_view(text).substr(at, end - at), false));
      at = end + 1;
    }
    return out;
  }

  void properties() {
    const auto bytes = parts_.find("meta.xml");
    pugi::xml_document document;
    if (bytes == parts_.end() || !document.load_buffer(bytes->second.data(), bytes->second.size())) return;
    const xml_node meta = xml::child(document.document_element(), "meta");
    const std::pair<const char*, const char*> known[] = {{"title", "title"},   {"initial-creator", "author"}, {"creator", "author"},
                                                         {"creation-date", "date"}, {"date", "modified"},     {"subject", "subject"}};
    for (const auto& item : known) {
      const std::string key = "property/" + std::string(item.second);
      const std::string value = squeezed(xml::child(meta, item.first).text().get(), false);
      const bool has = std::any_of(content_.properties.begin(), content_.properties.end(), [&](const auto& p) { return p.first == key; });
      if (!value.empty() && !has) content_.properties.emplace_back(key, value);
    }
  }

  const Parts& parts_;
  pugi::xml_document styles_document_;
  std::map<std::string, ListStyle> lists_;
  std::map<std::string, std::string> parents_;  // paragraph style -> the one it derives from
  std::map<std::pair<std::string, int>, int> counts_;
  std::vector<std::string> notes_;
  std::vector<std::size_t> unmarked_;  // pictures met and not yet marked
  int cells_ = 0;                      // how deep in tables
  bool aside_ = false;                 // in notes, headers and footers
  OfficeContent content_;
};

}  // namespace

bool is_odt_part(const std::string& name) {
  return name == "content.xml" || name == "styles.xml" || name == "meta.xml" || name == "META-INF/manifest.xml";
}

OfficeContent read_odt(const Parts& parts) { return Reader(parts).run(); }

}  // namespace minutier::source
