#include "pipeline/archive/words_codec.hpp"

#include <cmath>

#include "pipeline/base/utf8.hpp"

namespace minutier::archive {
namespace {

class Writer {
 public:
  void put(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }
  void put_signed(std::int64_t value) { put((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63)); }
  void put(const Box& box, Box& before) {
    put_signed(tenths(box.x) - tenths(before.x));
    put_signed(tenths(box.y) - tenths(before.y));
    put_signed(tenths(box.w));
    put_signed(tenths(box.h));
    before = box;
  }
  std::string take() { return std::move(out_); }

 private:
  static std::int64_t tenths(double value) { return std::llround(value * 10); }
  std::string out_;
};

class Reader {
 public:
  explicit Reader(std::string_view blob) : blob_(blob) {}
  std::uint64_t get() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at_ >= blob_.size()) throw Error(ErrorCode::archive_damaged, "the words of a page are cut short");
      const auto byte = static_cast<unsigned char>(blob_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    throw Error(ErrorCode::archive_damaged, "the words of a page are not readable");
  }
  std::int64_t get_signed() {
    const std::uint64_t value = get();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  Box get_box() {
    x_ += get_signed(), y_ += get_signed();
    const std::int64_t w = get_signed(), h = get_signed();
    if (w < 0 || h < 0) throw Error(ErrorCode::archive_damaged, "a word of a page has no box");
    return {static_cast<double>(x_) / 10, static_cast<double>(y_) / 10, static_cast<double>(w) / 10, static_cast<double>(h) / 10};
  }
  void restart_boxes() { x_ = y_ = 0; }
  bool done() const { return at_ == blob_.size(); }

 private:
  std::string_view blob_;
  std::size_t at_ = 0;
  std::int64_t x_ = 0, y_ = 0;
};

constexpr std::uint64_t layout = 1;
constexpr std::uint64_t layout_with_digits = 2;  // digits in doubt after the lines

}  // namespace

std::string encode_words(const Page& page) {
  if (page.words.empty()) return {};
  Writer out;
  out.put(page.digits.empty() ? layout : layout_with_digits);
  out.put(page.words.size());
  std::size_t at = 0;
  Box before;
  for (const Word& word : page.words) {
    out.put_signed(static_cast<std::int64_t>(word.chars.begin) - static_cast<std::int64_t>(at));
    out.put(word.chars.size());
    out.put(word.box, before);
    out.put(word.confidence ? static_cast<std::uint64_t>(std::llround(std::max(0.0F, *word.confidence) * 1000)) + 1 : 0);
    at = word.chars.end;
  }
  out.put(page.lines.size());
  before = Box{};
  for (const Line& line : page.lines) {
    out.put(line.first);
    out.put(line.count);
    out.put(line.box, before);
  }
  if (!page.digits.empty()) out.put(page.digits.size());
  at = 0;
  for (const DigitDoubt& digit : page.digits) {
    out.put_signed(static_cast<std::int64_t>(digit.at) - static_cast<std::int64_t>(at));
    out.put(static_cast<std::uint64_t>(std::llround(std::max(0.0F, digit.confidence) * 1000)));
    // "95" as 195: the digits behind a one, which keeps a leading nought
    std::uint64_t others = 1;
    for (const char c : digit.others.substr(0, 9)) others = others * 10 + static_cast<std::uint64_t>(c - '0');
    out.put(others);
    at = digit.at;
  }
  return out.take();
}

void decode_words(std::string_view blob, Page& page) {
  page.words.clear();
  page.lines.clear();
  page.digits.clear();
  if (blob.empty()) return;
  Reader in(blob);
  const auto damaged = [] { return Error(ErrorCode::archive_damaged, "the words of a page do not fit its text"); };
  const std::uint64_t version = in.get();
  if (version != layout && version != layout_with_digits) throw damaged();
  const std::uint64_t words = in.get();
  if (words > blob.size()) throw damaged();
  page.words.reserve(words);
  std::int64_t at = 0;
  for (std::uint64_t i = 0; i < words; ++i) {
    at += in.get_signed();
    const std::uint64_t size = in.get();
    if (at < 0 || static_cast<std::uint64_t>(at) + size > page.text.size()) throw damaged();
    Word word;
    word.chars = {static_cast<std::size_t>(at), static_cast<std::size_t>(at) + size};
    word.box = in.get_box();
    if (const std::uint64_t confidence = in.get()) word.confidence = static_cast<float>(static_cast<double>(confidence - 1) / 1000);
    at += static_cast<std::int64_t>(size);
    page.words.push_back(word);
  }
  in.restart_boxes();
  const std::uint64_t lines = in.get();
  if (lines > blob.size()) throw damaged();
  for (std::uint64_t i = 0; i < lines; ++i) {
    Line line;
    line.first = in.get();
    line.count = in.get();
    line.box = in.get_box();
    if (line.first > words || line.count > words - line.first) throw damaged();
    page.lines.push_back(line);
  }
  std::int64_t digit_at = 0;
  for (std::uint64_t n = version == layout_with_digits ? in.get() : 0; n > 0; --n) {
    digit_at += in.get_signed();
    const std::uint64_t confidence = in.get();
    const std::string others = std::to_string(in.get());
    if (digit_at < 0 || static_cast<std::uint64_t>(digit_at) >= page.text.size() || others[0] != '1') throw damaged();
    page.digits.push_back({static_cast<std::size_t>(digit_at), static_cast<float>(confidence) / 1000, others.substr(1)});
  }
  if (!in.done()) throw damaged();
}

std::string encode_sides(const Page& page) {
  if (page.sides.empty()) return {};
  std::vector<Side> sides = page.sides;
  for (Side& side : sides) {
    const std::size_t begin = utf8::length(std::string_view(page.text).substr(0, side.chars.begin));
    side.chars = {begin, begin + utf8::length(side.chars.of(page.text))};
  }
  return sides_to_json(sides).dump();
}

void decode_sides(std::string_view json, Page& page) {
  page.sides.clear();
  if (json.empty()) return;
  try {
    page.sides = sides_from_json(Json::parse(json), page.text.size());
  } catch (const Error& error) {
    throw Error(ErrorCode::archive_damaged, error.detail);
  }
  std::size_t byte = 0, point = 0;
  const auto byte_of = [&](std::size_t wanted) {
    if (wanted < point) byte = point = 0;
    for (; point < wanted && byte < page.text.size(); ++point) byte += utf8::step(page.text, byte);
    return byte;
  };
  for (Side& side : page.sides) {
    const std::size_t begin = byte_of(side.chars.begin);
    side.chars = {begin, byte_of(side.chars.end)};
  }
}

}  // namespace minutier::archive
