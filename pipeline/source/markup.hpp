#pragma once
// Markup: the text HTML, DOCX and ODT documents become, Markdown in shape: headings "# ", items "- " or "1. " indented
// by two spaces a level, tables as pipe rows, everything parted by empty lines. Later stages parse these marks as they
// parse those of a Markdown file. Not thread-safe.

#include <string>
#include <string_view>
#include <vector>

namespace minutier::source {

// One cell as read. Cells it covers (spans) are given as empty cells.
struct GridCell {
  std::string text;
  bool head = false;
};
using Grid = std::vector<std::vector<GridCell>>;

class Markup {
 public:
  // Levels from 1. Texts are made one line each (paragraphs keep line breaks).
  void heading(int level, std::string_view text);
  void paragraph(std::string_view text);
  // depth from 0; the marker as shown, "-" or "1." or "a)".
  void item(int depth, std::string_view marker, std::string_view text);
  // A further paragraph of the item above.
  void continuation(int depth, std::string_view text);
  void table(const Grid& grid);

  // A line that is no part of the text: it parts nothing and joins nothing.
  void mark(std::string_view line) { text_ += line; }

  bool empty() const { return text_.empty(); }
  std::string take();

 private:
  enum class Kind { none, block, item };
  void begin(Kind kind);

  std::string text_;
  Kind last_ = Kind::none;
};

// White space runs as one space, none at the ends. With `keep_breaks` line breaks stay, without empty lines.
std::string squeezed(std::string_view text, bool keep_breaks);

// Pieces of one cell joined: by a space after a piece that ends in punctuation, else by "; ".
void join_piece(std::string& cell, std::string_view piece);

}  // namespace minutier::source
