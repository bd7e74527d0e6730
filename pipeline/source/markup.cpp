#include "pipeline/source/markup.hpp"

#include <algorithm>

namespace minutier::source {
namespace {

constexpr int kMostDepth = 8;

std::string escaped(std::string_view cell) {
  std::string out;
  for (const char c : squeezed(cell, false)) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string squeezed(std::string_view text, bool keep_breaks) {
  std::string out;
  out.reserve(text.size());
  bool space = false, line = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n' && keep_breaks) {
      line = true;
    } else if (c == ' ' || c == '\n' || c == '\r' || c == '\f' || c == '\v') {
      space = true;
    } else if (c == '\t' && !keep_breaks) {
      space = true;
    } else {
      if (!out.empty() && line)
        out += '\n';
      else if (!out.empty() && space && c != '\t' && out.back() != '\t')
        out += ' ';
      if (c != '\t' || (!out.empty() && out.back() != '\n')) out += c;
      space = line = false;
    }
  }
  while (!out.empty() && (out.back() == '\t' || out.back() == ' ')) out.pop_back();
  return out;
}

void join_piece(std::string& cell, std::string_view piece) {
  if (piece.empty()) return;
  if (!cell.empty()) {
    const bool ends = std::string_view(",;:.!?-(").find(cell.back()) != std::string_view::npos;
    cell += ends ? " " : "; ";
  }
  cell += piece;
}

void Markup::begin(Kind kind) {
  if (!text_.empty() && !(kind == Kind::item && last_ == Kind::item)) text_ += '\n';
  last_ = kind;
}

void Markup::heading(int level, std::string_view text) {
  const std::string line = squeezed(text, false);
  if (line.empty()) return;
  begin(Kind::block);
  text_.append(static_cast<std::size_t>(std::clamp(level, 1, 6)), '#');
  text_ += ' ' + line + '\n';
}

void Markup::paragraph(std::string_view text) {
  const std::string lines = squeezed(text, true);
  if (lines.empty()) return;
  begin(Kind::block);
  text_ += lines + '\n';
}

void Markup::item(int depth, std::string_view marker, std::string_view text) {
  const std::string line = squeezed(text, false);
  if (line.empty()) return;
  begin(Kind::item);
  text_.append(static_cast<std::size_t>(2 * std::clamp(depth, 0, kMostDepth)), ' ');
  text_ += marker;
  text_ += ' ' + line + '\n';
}

void Markup::continuation(int depth, std::string_view text) {
  const std::string line = squeezed(text, false);
  if (line.empty()) return;
  begin(Kind::item);
  text_.append(static_cast<std::size_t>(2 * std::clamp(depth, 0, kMostDepth) + 2), ' ');
  text_ += line + '\n';
}

void Markup::table(const Grid& grid) {
  std::size_t columns = 0;
  for (const auto& row : grid) columns = std::max(columns, row.size());
  const bool content = std::any_of(grid.begin(), grid.end(), [](const auto& row) {
    return std::any_of(row.begin(), row.end(), [](const GridCell& cell) { return !cell.text.empty(); });
  });
  if (!content) return;
  std::size_t heads = 0;  // leading rows of head cells only
  while (heads < grid.size() && !grid[heads].empty() &&
         std::all_of(grid[heads].begin(), grid[heads].end(), [](const GridCell& c) { return c.head || c.text.empty(); }) &&
         std::any_of(grid[heads].begin(), grid[heads].end(), [](const GridCell& c) { return c.head; }))
    ++heads;
  begin(Kind::block);
  for (std::size_t r = 0; r < grid.size(); ++r) {
    if (std::all_of(grid[r].begin(), grid[r].end(), [](const GridCell& c) { return c.text.empty(); })) {
      if (r + 1 != heads) continue;
    } else {
      text_ += '|';
      for (std::size_t c = 0; c < columns; ++c) text_ += ' ' + (c < grid[r].size() ? escaped(grid[r][c].text) : std::string()) + " |";
      text_ += '\n';
    }
    if (heads > 0 && r + 1 == heads) {
      text_ += '|';
      for (std::size_t c = 0; c < columns; ++c) text_ += "---|";
      text_ += '\n';
    }
  }
}

std::string Markup::take() {
  last_ = Kind::none;
  return std::move(text_);
}

}  // namespace minutier::source
