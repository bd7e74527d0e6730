#include "pipeline/source/html_tree.hpp"

#include <algorithm>
#include <cctype>

#include "pipeline/base/error.hpp"
#include "pipeline/source/markup.hpp"

namespace minutier::source::html {
namespace {

constexpr int kMostNesting = 2000;  // Gumbo frees its tree recursively

// Elements that never hold others, or that close themselves.
bool shallow(std::string_view name) {
  for (const std::string_view known : {"br", "hr", "img", "meta", "link", "input", "p", "li", "td", "th", "tr", "dt", "dd", "col",
                                       "option", "wbr", "area", "base", "source", "tbody", "thead", "tfoot"})
    if (name == known) return true;
  return false;
}

// The deepest nesting the tags could give, counted without a parser.
bool too_deep(const std::string& text) {
  int depth = 0;
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const bool closing = at + 1 < text.size() && text[at + 1] == '/';
    std::string name;
    for (std::size_t i = at + 1 + closing; i < text.size() && std::isalnum(static_cast<unsigned char>(text[i])) && name.size() < 16; ++i)
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
    if (name.empty() || shallow(name)) continue;
    depth = closing ? std::max(0, depth - 1) : depth + 1;
    if (depth > kMostNesting) return true;
  }
  return false;
}

const GumboVector* vector_of(const GumboNode* node) {
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) return &node->v.element.children;
  if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
  return nullptr;
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
}

bool piece_end(GumboTag tag) {
  return tag == GUMBO_TAG_P || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL ||
         tag == GUMBO_TAG_DT || tag == GUMBO_TAG_DD;
}

enum class Breaks { none, blocks, all };

void gather(const GumboNode* node, Breaks breaks, int depth, std::string& out) {
  if (is_text(node)) {
    for (const char* c = node->v.text.text; *c; ++c) out += *c == '\r' || (*c == '\n' && breaks != Breaks::all) ? ' ' : *c;
    return;
  }
  const GumboVector* list = vector_of(node);
  if (!list || depth > 2 * kMostNesting) return;
  const bool element = node->type == GUMBO_NODE_ELEMENT;
  if (element && (node->v.element.tag == GUMBO_TAG_SCRIPT || node->v.element.tag == GUMBO_TAG_STYLE)) return;
  if (element && node->v.element.tag == GUMBO_TAG_BR) out += '\n';
  const bool ends = breaks == Breaks::blocks && element && piece_end(node->v.element.tag);
  const bool cell = element && (node->v.element.tag == GUMBO_TAG_TD || node->v.element.tag == GUMBO_TAG_TH);
  if (ends) out += '\n';
  for (unsigned int i = 0; i < list->length; ++i) gather(static_cast<const GumboNode*>(list->data[i]), breaks, depth + 1, out);
  if (ends) out += '\n';
  if (cell) out += ' ';
}

void find_rows(const GumboNode* node, std::vector<const GumboNode*>& out) {
  for (const GumboNode* child : children(node)) {
    if (child->type != GUMBO_NODE_ELEMENT) continue;
    const GumboTag tag = child->v.element.tag;
    if (tag == GUMBO_TAG_TR) out.push_back(child);
    if (tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TFOOT) find_rows(child, out);
  }
}

}  // namespace

Tree::Tree(const std::string& text) {
  if (too_deep(text)) throw Error(ErrorCode::damaged, "source", "", 0, "HTML elements nested too deep to be a document");
  output_ = gumbo_parse_with_options(&kGumboDefaultOptions, text.data(), text.size());
}

Tree::~Tree() { gumbo_destroy_output(&kGumboDefaultOptions, output_); }

std::vector<const GumboNode*> children(const GumboNode* node) {
  std::vector<const GumboNode*> out;
  if (const GumboVector* list = vector_of(node))
    for (unsigned int i = 0; i < list->length; ++i) out.push_back(static_cast<const GumboNode*>(list->data[i]));
  return out;
}

const char* attribute(const GumboNode* node, const char* name) {
  if (node->type != GUMBO_NODE_ELEMENT) return nullptr;
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found ? found->value : nullptr;
}

std::string inner_text(const GumboNode* node) {
  std::string out;
  gather(node, Breaks::none, 0, out);
  return out;
}

std::string lines_text(const GumboNode* node) {
  std::string out;
  gather(node, Breaks::all, 0, out);
  return out;
}

bool holds(const GumboNode* node, std::initializer_list<GumboTag> tags) {
  std::vector<const GumboNode*> open = {node};
  while (!open.empty()) {
    const GumboNode* top = open.back();
    open.pop_back();
    for (const GumboNode* child : children(top)) {
      if (child->type != GUMBO_NODE_ELEMENT) continue;
      if (std::find(tags.begin(), tags.end(), child->v.element.tag) != tags.end()) return true;
      open.push_back(child);
    }
  }
  return false;
}

std::vector<const GumboNode*> rows(const GumboNode* table) {
  std::vector<const GumboNode*> out;
  find_rows(table, out);
  return out;
}

std::vector<const GumboNode*> cells(const GumboNode* table) {
  std::vector<const GumboNode*> out;
  for (const GumboNode* row : rows(table))
    for (const GumboNode* child : children(row))
      if (child->type == GUMBO_NODE_ELEMENT && (child->v.element.tag == GUMBO_TAG_TD || child->v.element.tag == GUMBO_TAG_TH)) out.push_back(child);
  return out;
}

std::vector<std::string> pieces(const GumboNode* cell) {
  std::string text;
  gather(cell, Breaks::blocks, 0, text);
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string piece = squeezed(std::string_view(text).substr(at, end - at), false);
    if (!piece.empty()) out.push_back(std::move(piece));
    at = end + 1;
  }
  return out;
}

}  // namespace minutier::source::html
