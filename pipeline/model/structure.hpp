#pragma once
// Structure: the shape of a sitting's reading text as a flat list of blocks in order, and its tables as grids.
// A block knows the heading it stands under. All ranges are bytes of Text::reading unless said otherwise.

#include <optional>
#include <string>
#include <vector>

#include "pipeline/base/range.hpp"

namespace minutier {

enum class BlockKind {
  heading,    // a title line; level 1 is the highest
  paragraph,  // one or more lines that run on
  item,       // a list item: bullet or number, with its continuation lines
  table,      // its content is tables[table]
  furniture,  // running header, footer or page number: masked, extractors skip it
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Range range;            // the content, without bullet, number sign or heading marks; no trailing line break
  Range folded;           // the same in Text::folded
  std::string marker;     // "-", "1.", "a)", "I -"; empty for none
  int level = 0;          // heading level from 1, item depth from 0
  int parent = -1;        // index of the nearest heading above (of a lower level, for headings); -1 for none
  int table = -1;         // index into Structure::tables
  std::vector<Range> lines;  // the physical lines of the content, trimmed
  bool ends_with_colon = false;  // introduces what follows
};

struct Cell {
  Range range;                // empty for an empty cell; its first line, where it takes several
  std::vector<Range> rest{};  // its further lines
};

// A grid. Row and column count from 0. Every row has `columns` cells.
struct Table {
  std::size_t columns = 0;
  std::vector<std::vector<Cell>> rows;
  std::size_t header_rows = 0;  // rows known to be heads (Markdown, reStructuredText, HTML th); else 0
  Range range;                  // the whole table
  int block = -1;               // the block that holds it
};

struct Structure {
  std::vector<Block> blocks;
  std::vector<Table> tables;

  // The block that holds a position of the reading text, or -1.
  int block_at(std::size_t reading) const;
};

}  // namespace minutier
