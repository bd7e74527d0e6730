#pragma once
// The words of a page as its transcriptions (ALTO, hOCR, searchable PDF) give them: what recognition got wrong is mended, the
// spelling stays that of the page, and a word cut at a line's end is known as one. Pure functions.

#include <string>
#include <vector>

#include "pipeline/model/page.hpp"

namespace minutier::exports {

struct ShownWord {
  std::string content;     // the best reading of what stands there; of a cut word, this line's part without its hyphen
  std::string recognised;  // the form evidence quotes, where it is another
  std::string reading;     // with long s and ligatures spelt out, where that is another
  std::string hyphen;      // the mark at the line's end of a word cut there
  std::string whole;       // the word both parts of a cut one make; empty for others
  enum class Part { all, first, second } part = Part::all;

  std::string shown() const { return content + hyphen; }
};

// One for each of page.words. `as_recognised`: nothing is mended.
std::vector<ShownWord> shown_words(const Page& page, bool as_recognised);

// The lines of a page that stand together: lines[first .. first + count).
struct Block {
  std::size_t first = 0, count = 0;
  Box box;
};
// The blocks of one of a page's sides: blocks[first .. first + count).
struct SideBlocks {
  std::size_t first = 0, count = 0;
  Box box;
  std::string label;
};
// Paragraphs, as the page's text parts them by empty lines. Lines without words are left out of all blocks.
std::vector<Block> blocks_of(const Page& page);
// Blocks by side, of a page that shows more than one page; empty for all others. Blocks of no side stand by themselves, with a count of 1 and
// no label.
std::vector<SideBlocks> sides_of(const Page& page, const std::vector<Block>& blocks);

// How each line runs, in degrees counterclockwise from level: 0, 90 (up the page), 180 (on its head) or 270 (down).
std::vector<int> rotations_of(const Page& page);

}  // namespace minutier::exports
