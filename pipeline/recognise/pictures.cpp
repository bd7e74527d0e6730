#include "pipeline/recognise/pictures.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "pipeline/base/error.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/recognise/bend.hpp"
#include "pipeline/recognise/clean.hpp"
#include "pipeline/recognise/letters.hpp"
#include "pipeline/recognise/page_kind.hpp"
#include "pipeline/recognise/quality.hpp"
#include "pipeline/recognise/read.hpp"

namespace minutier::recognise {

namespace {

using source::PixPtr;

constexpr double least_width = 90, least_height = 24;  // points: smaller is a logo, a signature, a rule
constexpr double least_share = 0.02;                   // of the page
constexpr double own_text = 0.02;                      // share of the picture under words of the page: it is a background
constexpr std::size_t most_pictures = 12;              // of one page
constexpr std::size_t least_words = 6;                 // that read surely; a logo has fewer
constexpr float sure = 0.7F;
constexpr double lines_of_text = 0.6;
constexpr double mean_needed = 0.7;
constexpr double odd_allowed = 0.35;

double shared(const Box& a, const Box& b) {
  const double w = std::min(a.right(), b.right()) - std::max(a.x, b.x), h = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

bool worth_reading(const Page& page, const Box& box) {
  const double area = box.w * box.h;
  if (box.w < least_width || box.h < least_height || area < least_share * page.width * page.height) return false;
  double under = 0;
  for (const Word& word : page.words) under += shared(word.box, box);
  return under <= own_text * area;
}

PixPtr cut(const PixPtr& page, const Box& box, double scale) {
  ::Box* place = boxCreate(static_cast<int>(std::lround(box.x * scale)), static_cast<int>(std::lround(box.y * scale)),
                           static_cast<int>(std::lround(box.w * scale)), static_cast<int>(std::lround(box.h * scale)));
  PixPtr out(pixClipRectangle(page.get(), place, nullptr));
  boxDestroy(&place);
  return out;
}

bool reads_as_text(const std::vector<LayoutWord>& words) {
  double sum = 0;
  std::size_t good = 0, odd = 0;
  for (const LayoutWord& word : words) {
    const float confidence = word.confidence.value_or(0);
    sum += confidence;
    const bool like = looks_like_a_word(word.text);
    odd += !like && word.text.find_first_not_of('.') != std::string::npos;  // leaders are no noise
    good += like && confidence >= sure && utf8::length(word.text) >= 2;
  }
  const auto count = static_cast<double>(words.size());
  return good >= least_words && sum >= mean_needed * count && static_cast<double>(odd) <= odd_allowed * count;
}

// The words of one picture of the page; none where it is no picture of text.
ReadImage read_picture_of(const PixPtr& image, double scale, const Box& box, const Settings& settings, EngineSource& engines, std::string& version) {
  const Cleaned cleaned = clean(cut(image, box, scale), box.w, box.h);
  if (!looks_like_text(cleaned)) return {};
  Engine& engine = engines.engine(settings);
  version = engine.version();
  ReadImage out = read_picture(cleaned, engine);
  if (out.flat) {
    for (LayoutWord& word : out.words) word.box = out.flat->to_page(word.box, box.w, box.h);
    out.rules.clear();  // level no more
  }
  for (LayoutWord& word : out.words) word.box = checked_box(word.box.x + box.x, word.box.y + box.y, word.box.w, word.box.h);
  for (Rule& rule : out.rules) rule = {rule.x0 + box.x, rule.y0 + box.y, rule.x1 + box.x, rule.y1 + box.y};
  return out;
}

int drawing_dpi(double own) {
  constexpr double least = 200, most = 400;
  return static_cast<int>(std::lround(std::clamp(own, least, most)));
}

}  // namespace

bool looks_like_text(const Cleaned& cleaned) { return !cleaned.blank && share_in_lines(find_letters(cleaned.grey.get())) >= lines_of_text; }

ReadImage read_picture(const Cleaned& cleaned, Engine& engine) {
  ReadImage out = read_image(cleaned, engine);
  out.words = sure_lines(std::move(out.words));
  if (!reads_as_text(out.words)) out.words.clear();
  return out;
}

std::size_t line_for(const Page& page, const Box& picture) {
  const auto beside = [&](const Line& line) {
    const double across = std::min(line.box.right(), picture.right()) - std::max(line.box.x, picture.x);
    return across > 0.3 * std::min(line.box.w, picture.w);
  };
  const double middle = picture.y + picture.h / 2;
  for (const bool column : {true, false}) {
    std::size_t after = 0, before = page.lines.size();
    double lowest = -1, highest = -1;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      const Line& line = page.lines[i];
      if (column && !beside(line)) continue;
      const double at = line.box.y + line.box.h / 2;
      if (at <= middle && at >= lowest) lowest = at, after = i + 1;
      if (at > middle && (highest < 0 || at < highest)) highest = at, before = i;
    }
    if (after > 0) return after;
    if (highest >= 0) return before;
  }
  return page.lines.size();
}

Page with_lines(const Page& page, const Page& lines, std::size_t at) {
  if (lines.words.empty()) return page;
  Page out = page;
  at = std::min(at, page.lines.size());
  const std::size_t word = at < page.lines.size() ? page.lines[at].first : page.words.size();
  std::size_t cut = page.text.size();
  if (at == 0) cut = 0;
  else if (word < page.words.size()) cut = page.text.rfind('\n', page.words[word].chars.begin) + 1;
  std::string before = page.text.substr(0, cut), after = page.text.substr(cut), inside = lines.text;
  const auto ended = [](std::string& text, const char* with) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    if (!text.empty()) text += with;
  };
  // What stands before keeps its bytes: words point into it.
  if (!before.empty() && before.back() != '\n') before += '\n';
  if (!before.empty() && (before.size() < 2 || before[before.size() - 2] != '\n')) before += '\n';
  ended(inside, after.empty() ? "\n" : "\n\n");
  const std::size_t shift = before.size(), rest = before.size() + inside.size();
  out.text = before + inside + after;
  const auto moved = [](Range range, std::size_t from, std::size_t to) { return Range{range.begin - from + to, range.end - from + to}; };
  std::vector<Word> added = lines.words;
  for (Word& each : added) each.chars = moved(each.chars, 0, shift);
  for (std::size_t i = word; i < out.words.size(); ++i) out.words[i].chars = moved(out.words[i].chars, cut, rest);
  std::vector<Line> rows = lines.lines;
  for (Line& each : rows) each.first += word;
  for (std::size_t i = at; i < out.lines.size(); ++i) out.lines[i].first += added.size();
  for (DigitDoubt& each : out.digits)
    if (each.at >= cut) each.at += rest - cut;
  for (const DigitDoubt& each : lines.digits) out.digits.push_back({each.at + shift, each.confidence, each.others});
  std::sort(out.digits.begin(), out.digits.end(), [](const DigitDoubt& a, const DigitDoubt& b) { return a.at < b.at; });
  out.rules.insert(out.rules.end(), lines.rules.begin(), lines.rules.end());
  out.words.insert(out.words.begin() + static_cast<std::ptrdiff_t>(word), added.begin(), added.end());
  out.lines.insert(out.lines.begin() + static_cast<std::ptrdiff_t>(at), rows.begin(), rows.end());
  return out;
}

Page with_pictures(source::Source& source, Page page, const Settings& settings, EngineSource& engines) {
  std::vector<source::Source::Picture> wanted;
  double dpi = 0;
  for (const source::Source::Picture& picture : source.pictures(page.number)) {
    if (!worth_reading(page, picture.box) || wanted.size() >= most_pictures) continue;
    wanted.push_back(picture);
    dpi = std::max(dpi, picture.dpi);
  }
  if (wanted.empty()) return page;
  std::stable_sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) { return a.box.y < b.box.y; });
  const PixPtr image = source.image(page.number, drawing_dpi(dpi));
  if (!image) return page;
  std::size_t read = 0, words = 0;
  std::string version;
  for (const source::Source::Picture& picture : wanted) {
    try {
      ReadImage found = read_picture_of(image, pixGetWidth(image.get()) / page.width, picture.box, settings, engines, version);
      if (found.words.empty()) continue;
      ++read;
      words += found.words.size();
      page = with_lines(page, compose_page(std::move(found.words), page.width, page.height, Origin::ocr, page.number, std::move(found.rules)), line_for(page, picture.box));
    } catch (const Error& error) {
      if (error.code != ErrorCode::engine_missing) throw;
      page.issues.push_back({std::string(name(error.code)), "recognise", page.number, "a picture of text was not read: " + error.detail});
      break;
    }
  }
  if (read == 0) return page;
  page.reason += "; " + std::to_string(read) + (read == 1 ? " picture" : " pictures") + " read: " + std::to_string(words) + " words";
  page.engine += (page.engine.empty() ? "" : ", ") + version;
  return page;
}

}  // namespace minutier::recognise
