#include <algorithm>
#include <cmath>
#include <map>

#include "pipeline/base/utf8.hpp"
#include "pipeline/model/layout_parts.hpp"

namespace minutier::layout {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double character_width(const Words& words) {
  std::vector<double> widths;
  widths.reserve(words.size());
  for (const LayoutWord& word : words) {
    const std::size_t length = utf8::length(word.text);
    if (length >= 2 && word.box.w > 0) widths.push_back(word.box.w / static_cast<double>(length));
  }
  const double width = median(std::move(widths));
  return width > 0 ? width : 5;
}

bool spread(const Words& words, const Row& row, double em) {
  if (row.justified) return true;
  if (row.words.size() < 4) return false;
  double least = 1e9, most = 0, narrowest = 1e9, widest = 0;
  for (std::size_t k = 0; k < row.words.size(); ++k) {
    const LayoutWord& word = words[row.words[k]];
    if (word.text.find_first_of("0123456789") != std::string::npos) return false;
    narrowest = std::min(narrowest, word.box.w), widest = std::max(widest, word.box.w);
    if (k == 0) continue;
    const double gap = word.box.x - words[row.words[k - 1]].box.right();
    least = std::min(least, gap), most = std::max(most, gap);
  }
  // Cells of like words stand at equal distances, too; those of unlike words do not.
  return least > 0.5 * em && most < 5 * em && most - least < 0.1 * most + 0.1 * em && widest - narrowest > 1.5 * em;
}

bool fills(const Words& words, const Row& row, double em, double left, double right) {
  if (row.words.size() < 3 || row.box.x > left + 0.5 * em || row.box.right() < right - 0.5 * em) return false;
  double least = 1e9, most = 0;
  for (std::size_t k = 1; k < row.words.size(); ++k) {
    const double gap = words[row.words[k]].box.x - words[row.words[k - 1]].box.right();
    least = std::min(least, gap), most = std::max(most, gap);
  }
  return most - least < 0.15 * most + 0.1 * em;
}

bool begins_small(const std::string& text) {
  const auto first = static_cast<unsigned char>(text.empty() ? ' ' : text.front());
  if (text.size() > 1 && first == 0xC3) return static_cast<unsigned char>(text[1]) >= 0x9F;  // à … ÿ
  return first >= 'a' && first <= 'z';
}

namespace {

// Words that surely stand in one line: one word, or all words of an engine's line.
struct Fragment {
  std::vector<std::size_t> words;
  Box left, right, box;  // of the first word, of the last, of all
};

double overlap(const Box& a, const Box& b) {
  const double shared = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
  const double least = std::min(a.h, b.h);
  return least > 0 ? shared / least : (shared >= 0 ? 1 : 0);
}

Fragment make_fragment(const Words& words, std::vector<std::size_t> chosen) {
  std::stable_sort(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) { return words[a].box.x < words[b].box.x; });
  Fragment out;
  out.left = words[chosen.front()].box;
  out.right = words[chosen.back()].box;
  out.box = out.left;
  for (const std::size_t i : chosen) out.box = cover(out.box, words[i].box);
  // A lone comma or dash says little of where the line stands: its neighbour's height speaks for it.
  if (chosen.size() > 1) {
    const auto steady = [&](Box edge) {
      if (edge.h < out.box.h * 0.5) return Box{edge.x, out.box.y, edge.w, out.box.h};
      return edge;
    };
    if (out.box.w < 20 * out.box.h) out.left = steady(out.left), out.right = steady(out.right);
  }
  out.words = std::move(chosen);
  return out;
}

std::vector<Fragment> fragments_of(const Words& words, const std::vector<std::size_t>& chosen) {
  std::map<std::pair<int, int>, std::vector<std::size_t>> hinted;
  std::vector<Fragment> out;
  for (const std::size_t i : chosen) {
    if (words[i].line_hint >= 0)
      hinted[{words[i].block_hint, words[i].line_hint}].push_back(i);
    else
      out.push_back(make_fragment(words, {i}));
  }
  for (auto& entry : hinted) out.push_back(make_fragment(words, std::move(entry.second)));
  return out;
}

struct Chain {
  Row row;
  Box edge;  // the last word that shows where the baseline runs
};

}  // namespace

std::vector<Row> rows_of(const Words& words, const std::vector<std::size_t>& chosen) {
  std::vector<Fragment> fragments = fragments_of(words, chosen);
  std::stable_sort(fragments.begin(), fragments.end(), [](const Fragment& a, const Fragment& b) {
    return a.box.x != b.box.x ? a.box.x < b.box.x : a.box.y < b.box.y;
  });
  std::vector<Chain> chains;
  for (Fragment& fragment : fragments) {
    Chain* best = nullptr;
    double best_overlap = 0.5;
    for (Chain& chain : chains) {
      // A fragment may reach a little into the one before (kerning, loose boxes), never over most of it.
      const double into = chain.edge.right() - fragment.box.x;
      if (into > 0.5 * std::min(chain.edge.w, fragment.box.w) + 1) continue;
      const double shared = overlap(chain.edge, fragment.left);
      if (shared > best_overlap) best_overlap = shared, best = &chain;
    }
    if (!best) {
      chains.push_back({Row{std::move(fragment.words), fragment.box}, fragment.right});
      continue;
    }
    best->row.words.insert(best->row.words.end(), fragment.words.begin(), fragment.words.end());
    best->row.box = cover(best->row.box, fragment.box);
    const bool small = fragment.right.h < 0.65 * best->edge.h;  // superscript, dash, point: keeps the baseline known
    if (small) {
      best->edge.w = std::max(best->edge.right(), fragment.right.right()) - best->edge.x;
    } else {
      best->edge = fragment.right;
    }
  }
  std::vector<Row> rows;
  rows.reserve(chains.size());
  for (Chain& chain : chains) rows.push_back(std::move(chain.row));
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    const double ya = a.box.y + a.box.h / 2, yb = b.box.y + b.box.h / 2;
    return ya != yb ? ya < yb : a.box.x < b.box.x;
  });
  return rows;
}

}  // namespace minutier::layout
