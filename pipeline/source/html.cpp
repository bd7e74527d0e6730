#include "pipeline/source/html.hpp"

#include <gumbo.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "pipeline/base/error.hpp"
#include "pipeline/source/html_tree.hpp"
#include "pipeline/source/markup.hpp"

namespace minutier::source {
namespace {

constexpr std::size_t kMostColumns = 200;
constexpr int kMostDepth = 400;  // of our own recursion; what lies deeper is left out

bool skipped(const GumboNode* node) {
  if (node->type != GUMBO_NODE_ELEMENT) return node->type == GUMBO_NODE_COMMENT;
  switch (node->v.element.tag) {
    case GUMBO_TAG_SCRIPT: case GUMBO_TAG_STYLE: case GUMBO_TAG_NAV: case GUMBO_TAG_HEAD: case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE: case GUMBO_TAG_SVG: case GUMBO_TAG_IFRAME: case GUMBO_TAG_OBJECT: case GUMBO_TAG_SELECT:
    case GUMBO_TAG_BUTTON: case GUMBO_TAG_LABEL: case GUMBO_TAG_TEXTAREA: case GUMBO_TAG_DEL: case GUMBO_TAG_S:
      return true;
    default:
      return html::attribute(node, "hidden") != nullptr;
  }
}

bool block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P: case GUMBO_TAG_DIV: case GUMBO_TAG_H1: case GUMBO_TAG_H2: case GUMBO_TAG_H3: case GUMBO_TAG_H4:
    case GUMBO_TAG_H5: case GUMBO_TAG_H6: case GUMBO_TAG_UL: case GUMBO_TAG_OL: case GUMBO_TAG_LI: case GUMBO_TAG_TABLE:
    case GUMBO_TAG_SECTION: case GUMBO_TAG_ARTICLE: case GUMBO_TAG_MAIN: case GUMBO_TAG_HEADER: case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE: case GUMBO_TAG_BLOCKQUOTE: case GUMBO_TAG_PRE: case GUMBO_TAG_DL: case GUMBO_TAG_DT:
    case GUMBO_TAG_DD: case GUMBO_TAG_HR: case GUMBO_TAG_CENTER: case GUMBO_TAG_FORM: case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGURE: case GUMBO_TAG_FIGCAPTION: case GUMBO_TAG_ADDRESS: case GUMBO_TAG_BODY: case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY: case GUMBO_TAG_CAPTION: case GUMBO_TAG_LEGEND: case GUMBO_TAG_HTML:
      return true;
    default:
      return false;
  }
}

int heading_level(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? static_cast<int>(tag) - static_cast<int>(GUMBO_TAG_H1) + 1 : 0;
}

int number(const char* text, int fallback, int most) {
  if (!text) return fallback;
  int value = 0;
  for (; *text >= '0' && *text <= '9' && value < 100000; ++text) value = value * 10 + (*text - '0');
  return std::clamp(value, 0, most);
}

class Writer {
 public:
  std::string run(const GumboNode* root) {
    walk(root, 0);
    flush();
    return out_.take();
  }

 private:
  // Text outside any block gathers in inline_ until a block begins or ends.
  void flush() {
    if (inline_.empty()) return;
    if (item_pending_) {
      const std::string line = squeezed(inline_, false);
      if (!line.empty()) {
        out_.item(depth_ - 1, marker_, line);
        item_pending_ = false;
      }
    } else if (depth_ > 0) {
      out_.continuation(depth_ - 1, inline_);
    } else {
      out_.paragraph(inline_);
    }
    inline_.clear();
  }

  void text(const GumboNode* node) {
    for (const char* c = node->v.text.text; *c; ++c) inline_ += *c == '\n' || *c == '\t' || *c == '\r' ? ' ' : *c;
  }

  void children(const GumboNode* node, int level) {
    for (const GumboNode* child : html::children(node)) walk(child, level + 1);
  }

  void walk(const GumboNode* node, int level) {
    if (level > kMostDepth || skipped(node)) return;
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) return text(node);
    if (node->type != GUMBO_NODE_ELEMENT) return;
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_BR) {
      inline_ += '\n';
      return;
    }
    if (!block(tag)) return children(node, level);
    flush();
    if (const int heading = heading_level(tag)) {
      out_.heading(heading, html::inner_text(node));
    } else if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL) {
      list(node, level);
    } else if (tag == GUMBO_TAG_DL && of_words(node)) {
      definitions(node);
    } else if (tag == GUMBO_TAG_TABLE) {
      table(node, level);
    } else if (tag == GUMBO_TAG_PRE) {
      preformatted(node);
    } else {
      children(node, level);
      flush();
    }
  }

  // A list of terms, each with words that define it and no paragraphs, lists or tables of its own: « Lieu : salle du conseil », a line each.
  static bool of_words(const GumboNode* list) {
    bool defined = false;
    for (const GumboNode* child : html::children(list)) {
      if (child->type != GUMBO_NODE_ELEMENT) continue;
      if (child->v.element.tag != GUMBO_TAG_DT && child->v.element.tag != GUMBO_TAG_DD) return false;
      for (const GumboNode* inner : html::children(child))
        if (inner->type == GUMBO_NODE_ELEMENT && block(inner->v.element.tag)) return false;
      defined = defined || child->v.element.tag == GUMBO_TAG_DD;
    }
    return defined;
  }

  void definitions(const GumboNode* list) {
    std::string lines;
    bool defined = true;  // the term whose line this is has words already
    for (const GumboNode* child : html::children(list)) {
      if (child->type != GUMBO_NODE_ELEMENT || skipped(child)) continue;
      const std::string words = squeezed(html::inner_text(child), false);
      if (words.empty()) continue;
      const bool term = child->v.element.tag == GUMBO_TAG_DT;
      if (!lines.empty()) lines += term ? "\n" : defined ? ", " : lines.back() == ':' ? " " : " : ";
      lines += words;
      defined = !term;
    }
    out_.paragraph(lines);
  }

  // Lines as written; empty lines part paragraphs.
  void preformatted(const GumboNode* node) {
    const std::string text = html::lines_text(node);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find("\n\n", at), text.size());
      out_.paragraph(std::string_view(text).substr(at, end - at));
      at = end + 2;
    }
  }

  void list(const GumboNode* node, int level) {
    const bool ordered = node->v.element.tag == GUMBO_TAG_OL;
    int count = number(html::attribute(node, "start"), 1, 100000);
    const std::string marker = marker_;
    ++depth_;
    for (const GumboNode* child : html::children(node)) {
      if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_LI) {
        count = number(html::attribute(child, "value"), count, 100000);
        marker_ = ordered ? std::to_string(count++) + "." : "-";
        item_pending_ = true;
        children(child, level + 1);
        flush();
      } else if (child->type == GUMBO_NODE_ELEMENT) {
        item_pending_ = false;
        walk(child, level + 1);
        flush();
      }
    }
    --depth_;
    marker_ = marker;
    item_pending_ = false;  // what follows a list inside an item continues it
  }

  // Tables that only arrange a page (they hold headings, lists or tables) are read cell by cell.
  static bool arranges(const GumboNode* node) {
    for (const GumboNode* cell : html::cells(node))
      if (html::holds(cell, {GUMBO_TAG_TABLE, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4})) return true;
    return false;
  }

  void table(const GumboNode* node, int level) {
    if (arranges(node)) {
      for (const GumboNode* cell : html::cells(node)) {
        children(cell, level + 1);
        flush();
      }
      return;
    }
    for (const GumboNode* child : html::children(node))
      if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_CAPTION) out_.paragraph(html::inner_text(child));
    out_.table(grid(node));
  }

  static Grid grid(const GumboNode* node) {
    Grid out;
    std::vector<int> below;  // rows each column is still covered for
    for (const GumboNode* row : html::rows(node)) {
      auto& cells = out.emplace_back();
      const auto skip_covered = [&] {
        while (cells.size() < below.size() && below[cells.size()] > 0) {
          --below[cells.size()];
          cells.push_back({});
        }
      };
      for (const GumboNode* cell : html::children(row)) {
        if (cell->type != GUMBO_NODE_ELEMENT) continue;
        const bool head = cell->v.element.tag == GUMBO_TAG_TH;
        if (!head && cell->v.element.tag != GUMBO_TAG_TD) continue;
        skip_covered();
        const int across = std::max(1, number(html::attribute(cell, "colspan"), 1, 50));
        const int down = std::max(1, number(html::attribute(cell, "rowspan"), 1, 1000));
        std::string text;
        for (const std::string& piece : html::pieces(cell)) join_piece(text, piece);
        for (int i = 0; i < across && cells.size() < kMostColumns; ++i) {
          if (below.size() <= cells.size()) below.resize(cells.size() + 1, 0);
          below[cells.size()] = down - 1;
          cells.push_back({i == 0 ? text : std::string(), head});
        }
      }
      skip_covered();
    }
    return out;
  }

  Markup out_;
  std::string inline_, marker_;
  int depth_ = 0;
  bool item_pending_ = false;
};

void meta(const GumboNode* node, Properties& properties, int level) {
  if (node->type != GUMBO_NODE_ELEMENT || level > 6) return;
  if (node->v.element.tag == GUMBO_TAG_TITLE) {
    const std::string title = squeezed(html::inner_text(node), false);
    if (!title.empty()) properties.emplace_back("property/title", title);
    return;
  }
  if (node->v.element.tag == GUMBO_TAG_META) {
    const char* name = html::attribute(node, "name");
    const char* content = html::attribute(node, "content");
    if (name && content && *content)
      for (const char* known : {"author", "date", "description", "keywords"})
        if (strcasecmp(name, known) == 0) properties.emplace_back("property/" + std::string(known), squeezed(content, false));
    return;
  }
  if (node->v.element.tag == GUMBO_TAG_BODY) return;
  for (const GumboNode* child : html::children(node)) meta(child, properties, level + 1);
}

}  // namespace

std::string declared_charset(std::string_view bytes) {
  std::string head(bytes.substr(0, 4096));
  for (char& c : head)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  for (const std::string_view mark : {"charset=", "encoding="}) {
    const std::size_t at = head.find(mark);
    if (at == std::string::npos) continue;
    std::size_t begin = at + mark.size();
    while (begin < head.size() && (head[begin] == '"' || head[begin] == '\'' || head[begin] == ' ')) ++begin;
    std::size_t end = begin;
    while (end < head.size() && (std::isalnum(static_cast<unsigned char>(head[end])) || head[end] == '-' || head[end] == '_')) ++end;
    std::string name = head.substr(begin, end - begin);
    if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii") name = "windows-1252";  // as every browser reads it
    if (!name.empty()) return name;
  }
  return "";
}

std::string html_to_text(const std::string& text, Properties& properties) {
  const html::Tree tree(text);
  meta(tree.root(), properties, 0);
  return Writer().run(tree.root());
}

}  // namespace minutier::source
