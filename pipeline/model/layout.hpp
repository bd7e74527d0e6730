#pragma once
// Layout: words with boxes -> one Page whose text reads as a person would read it. The same code serves the text layer
// of a PDF, OCR, and transcriptions (ALTO, PAGE, hOCR), so a page never reads differently for where its words came from.
//
//   * words on one baseline form a line; a wide gap inside a line is '\t', so a table's row stays one line;
//   * running text in columns is read column by column; tables and lists of short cells are not torn apart;
//   * rows whose gaps stand above one another are a table's: each empty cell has its '\t', and lines that carry on a cell are
//     joined to their row. So are the rows of a table drawn with ruled lines, whatever its cells hold;
//   * a vertical gap clearly larger than the line pitch is an empty line; in a text layer, whose boxes tell the size of
//     type, a change of size between lines of text is one too (a heading set close above its paragraph).
//
// Boxes in points, top-left, as displayed. Pure and thread-safe. Never throws on odd words: those without text are
// left out, boxes that are not finite become empty ones.

#include <optional>
#include <string>
#include <vector>

#include "pipeline/model/page.hpp"

namespace minutier {

struct LayoutWord {
  std::string text;  // UTF-8; made NFC here
  Box box;
  std::optional<float> confidence;  // 0..1
  int line_hint = -1;   // the engine's own number of the line, unique within the page (or within the block); -1: none
  int block_hint = -1;  // the engine's own number of the block; -1: none
  std::vector<DigitDoubt> digits = {};  // `at` counts bytes of `text`
};

// `rules`: the lines drawn on the page, where they are known; they stay with it.
Page compose_page(std::vector<LayoutWord> words, double width, double height, Origin origin, int number = 1, std::vector<Rule> rules = {});

// The same for a page whose words lie on their side or on their head: it would have to be turned clockwise by 90, 180 or 270 degrees to
// be read. The text is in reading order, the boxes are where the words stand.
Page compose_turned_page(std::vector<LayoutWord> words, int degrees, double width, double height, Origin origin, int number = 1,
                         std::vector<Rule> rules = {});

// The page of an opening told by its words alone, where no image is at hand: a landscape page with pages of text on both sides of white that
// runs from top to bottom near its middle. The left side first, then the right one, each a side of the page; none for any other page.
std::optional<Page> compose_opening_page(const std::vector<LayoutWord>& words, double width, double height, Origin origin, int number = 1);

}  // namespace minutier
