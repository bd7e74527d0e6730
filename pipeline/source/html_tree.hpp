#pragma once
// Small helpers over Gumbo's tree, shared by the HTML and hOCR readers. For .cpp files only.

#include <gumbo.h>

#include <initializer_list>
#include <string>
#include <vector>

namespace minutier::source::html {

// Owns a parsed tree; `text` must outlive it. Throws Error{damaged} for markup nested beyond all reason.
class Tree {
 public:
  explicit Tree(const std::string& text);
  ~Tree();
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  const GumboNode* root() const { return output_->root; }

 private:
  GumboOutput* output_;
};

std::vector<const GumboNode*> children(const GumboNode* node);
const char* attribute(const GumboNode* node, const char* name);  // null for none
std::string inner_text(const GumboNode* node);                   // <br> as '\n'
std::string lines_text(const GumboNode* node);                   // line breaks of the source kept (<pre>)
bool holds(const GumboNode* node, std::initializer_list<GumboTag> tags);
// Rows of a table, and its cells in order, without those of tables inside.
std::vector<const GumboNode*> rows(const GumboNode* table);
std::vector<const GumboNode*> cells(const GumboNode* table);
// The texts of a cell's blocks and lines, trimmed, without empty ones.
std::vector<std::string> pieces(const GumboNode* cell);

}  // namespace minutier::source::html
