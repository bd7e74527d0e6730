#include "pipeline/model/layout_margin.hpp"

#include <algorithm>
#include <cmath>

namespace minutier::layout {
namespace {

constexpr std::size_t kLeastText = 8;  // lines beside the margin: fewer have no edge to speak of

// A note: lines of the margin one below the other, as places in the side's list.
struct Note {
  std::size_t first = 0, last = 0;  // [first, last)
};

std::vector<Note> notes_of(const Side& margin) {
  const double pitch = pitch_of(margin);
  std::vector<Note> out;
  for (std::size_t i = 0; i < margin.lines.size(); ++i) {
    const bool goes_on = i > 0 && margin.lines[i].box.bottom() - margin.lines[i - 1].box.bottom() < 1.5 * std::min(pitch, 2 * margin.lines[i].box.h);
    if (goes_on) out.back().last = i + 1;
    else out.push_back({i, i + 1});
  }
  return out;
}

// Lines of the text that begin at its edge, or indented from it as a paragraph's first line is.
bool at_one_edge(const Side& text, double em) {
  std::vector<double> lefts;
  for (const Row& line : text.lines) lefts.push_back(line.box.x);
  const double edge = median(lefts);
  const auto near = std::count_if(lefts.begin(), lefts.end(), [&](double x) { return std::abs(x - edge) < 0.8 * em; });
  const auto indented = std::count_if(lefts.begin(), lefts.end(), [&](double x) { return x - edge >= 0.8 * em; });
  return near * 10 >= static_cast<std::ptrdiff_t>(lefts.size()) * 6 && (near + indented) * 20 >= static_cast<std::ptrdiff_t>(lefts.size()) * 19;
}

bool of_words(const Words& words, const Side& margin) {
  std::size_t wordy = 0;
  for (const Row& line : margin.lines)
    wordy += std::any_of(line.words.begin(), line.words.end(), [&](std::size_t i) { return words[i].text.size() >= 3 && has_letters(words[i].text); });
  return wordy * 10 >= margin.lines.size() * 8;
}

// The line at or above `line` with which its paragraph begins, a few lines up at most; else the line itself.
std::size_t paragraph_of(const Words& words, const Side& text, std::size_t line, double em, const Edges& edges) {
  constexpr std::size_t reach = 3;
  const double pitch = pitch_of(text);
  for (std::size_t i = line, up = 0; up <= reach; --i, ++up) {
    if (i == 0) return 0;
    const Row &above = text.lines[i - 1], &here = text.lines[i];
    const std::string& last = words[above.words.back()].text;
    const bool short_above = above.box.right() < edges.left + 0.82 * (edges.right - edges.left), white = here.box.bottom() - above.box.bottom() > 1.5 * pitch;
    if (white || ((short_above || here.box.x - edges.left > 0.8 * em) && std::string_view(".;:!?").find(last.back()) != std::string_view::npos)) return i;
  }
  return line;
}

}  // namespace

bool runs_on(const Words& words, const Side& side) {
  const Edges edges = edges_of(side);
  std::size_t on = 0, letters = 0;
  for (const Row& line : side.lines) {
    for (const std::size_t i : line.words) letters += has_letters(words[i].text);
    const char last = words[line.words.back()].text.back();
    on += line.box.right() > edges.left + 0.82 * (edges.right - edges.left) && last != '.' && last != ';' && last != ':';
  }
  return on * 10 >= side.lines.size() * 6 && letters >= 5 * side.lines.size();
}

Edges edges_of(const Side& side) {
  Edges out{1e9, -1e9};
  for (const Row& line : side.lines) out.left = std::min(out.left, line.box.x), out.right = std::max(out.right, line.box.right());
  return out;
}

bool find_margin_notes(const Words& words, const std::vector<Row>& rows, double em, Margin& found) {
  for (const Gutter& g : gutters(words, rows, 0.8 * em, 2)) {
    const Side margin = side_of(words, rows, g, true), text = side_of(words, rows, g, false);
    if (margin.lines.size() < 2 || text.lines.size() < kLeastText || margin.lines.size() * 2 > text.lines.size()) continue;
    const std::vector<Note> notes = notes_of(margin);
    if (std::none_of(notes.begin(), notes.end(), [](const Note& note) { return note.last - note.first >= 2; })) continue;
    const Edges narrow = edges_of(margin), wide = edges_of(text);
    if ((narrow.right - narrow.left) * 2.5 > wide.right - wide.left || !of_words(words, margin) || !at_one_edge(text, em) || !runs_on(words, text) || rows_in_step(margin, text)) continue;
    // Where each note goes: before the line of the text with which the paragraph beside it begins.
    std::vector<std::vector<Row>> before(text.lines.size() + 1);
    for (const Note& note : notes) {
      const Box& top = margin.lines[note.first].box;
      const auto beside = std::find_if(text.lines.begin(), text.lines.end(), [&](const Row& line) { return line.box.bottom() > top.y + top.h / 2; });
      const auto line = static_cast<std::size_t>(beside - text.lines.begin());
      std::vector<Row>& here = before[line == text.lines.size() ? line : paragraph_of(words, text, line, em, wide)];
      for (std::size_t i = note.first; i < note.last; ++i) {
        here.push_back(margin.lines[i]);
        here.back().apart = i == note.first;
      }
    }
    found = {g, {}};
    for (std::size_t i = 0; i <= text.lines.size(); ++i) {
      const bool after_note = !before[i].empty();
      for (Row& line : before[i]) found.lines.push_back(std::move(line));
      if (i == text.lines.size()) break;
      found.lines.push_back(text.lines[i]);
      found.lines.back().apart = found.lines.back().apart || after_note;
    }
    return true;
  }
  return false;
}

}  // namespace minutier::layout
