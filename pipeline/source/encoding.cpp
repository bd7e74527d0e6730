#include "pipeline/source/encoding.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>

#include "pipeline/base/nfc.hpp"
#include "pipeline/base/utf8.hpp"

namespace minutier::source {
namespace {

bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

// Windows-1252 at 0x80..0x9F; 0 where it has nothing.
constexpr std::array<char16_t, 32> kWindows = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

void append_windows(std::string& out, unsigned char byte) {
  if (byte < 0x80) {
    out += static_cast<char>(byte);
  } else if (byte >= 0xA0) {
    utf8::append(out, byte);
  } else if (kWindows[byte - 0x80] != 0) {
    utf8::append(out, kWindows[byte - 0x80]);
  } else if (byte == 0x85) {
    out += '\n';
  }
}

enum class Order { none, little, big };

Order utf16_order(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (starts(bytes, "\xFF\xFE")) return Order::little;
  if (starts(bytes, "\xFE\xFF")) return Order::big;
  // Without a mark: Latin text has a NUL in every other byte, nearly always.
  const std::size_t pairs = std::min<std::size_t>(bytes.size(), 4096) / 2;
  if (pairs < 4) return Order::none;
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < pairs; ++i) even += bytes[2 * i] == 0, odd += bytes[2 * i + 1] == 0;
  if (odd * 10 >= pairs * 8 && even * 50 <= pairs) return Order::little;
  if (even * 10 >= pairs * 8 && odd * 50 <= pairs) return Order::big;
  return Order::none;
}

std::string from_utf16(std::string_view bytes, Order order) {
  std::string out;
  out.reserve(bytes.size() / 2 + 16);
  const auto unit = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(order == Order::little ? a | (b << 8) : (a << 8) | b);
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t code = unit(at);
    if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size()) {
      const char32_t low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), at += 2;
    }
    if (code >= 0xD800 && code < 0xE000) code = 0xFFFD;
    utf8::append(out, code);
  }
  return out;
}

// A sequence of UTF-8 that is whole starts at `at`.
bool whole(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) < 0x80 || utf8::step(bytes, at) > 1;
}

// UTF-8 in the main with some stray bytes (a file pasted together), read byte by byte where it is broken.
// False when the stray bytes are more than the whole sequences: then it never was UTF-8.
bool from_mixed(std::string_view bytes, std::string& out) {
  std::size_t good = 0, stray = 0;
  out.reserve(bytes.size() + 16);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t step = utf8::step(bytes, at);
    if (whole(bytes, at)) {
      out.append(bytes.substr(at, step));
      good += step > 1;
    } else {
      append_windows(out, static_cast<unsigned char>(bytes[at]));
      ++stray;
    }
    at += step;
  }
  return good > 2 * stray;
}

std::string from_windows(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) append_windows(out, static_cast<unsigned char>(c));
  return out;
}

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

bool from_declared(std::string_view bytes, std::string_view charset, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const std::string name(charset);
  const std::unique_ptr<UConverter, ConverterCloser> from(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status)) return false;
  std::u16string wide(bytes.size() * 2 + 16, u'\0');
  const int32_t size = ucnv_toUChars(from.get(), wide.data(), static_cast<int32_t>(wide.size()), bytes.data(),
                                     static_cast<int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return false;
  for (int32_t i = 0; i < size; ++i) {
    char32_t code = wide[static_cast<std::size_t>(i)];
    if (code >= 0xD800 && code < 0xDC00 && i + 1 < size) code = 0x10000 + ((code - 0xD800) << 10) + (wide[static_cast<std::size_t>(++i)] - 0xDC00);
    utf8::append(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
  }
  return true;
}

bool control(unsigned char c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1A; }

// What a byte means for the two passes over a text, so that plain bytes cost one look.
enum Byte : unsigned char { kPlain = 0, kControl = 1, kChanges = 2, kHigh = 4 };

constexpr std::array<unsigned char, 256> byte_kinds() {
  std::array<unsigned char, 256> out{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool odd = c < 0x20 && c != '\t' && c != '\n' && c != '\f';
    if (c == 0x7F || (odd && c != '\r' && c != '\v' && c != 0x1A)) out[c] |= kControl;
    if (odd || c == 0x7F) out[c] |= kChanges;
    if (c == 0xC2 || c == 0xE2 || c == 0xEF) out[c] |= kChanges;  // may begin U+0080..9F, U+2028/9, U+FEFF
    if (c >= 0x80) out[c] |= kHigh;
  }
  return out;
}
constexpr std::array<unsigned char, 256> kKinds = byte_kinds();

// Whether clean_text has anything to do at a byte that may change.
bool changes(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  if (byte(at) == 0xC2) return byte(at + 1) < 0xA0;
  if (byte(at) == 0xE2) return byte(at + 1) == 0x80 && (byte(at + 2) == 0xA8 || byte(at + 2) == 0xA9);
  if (byte(at) == 0xEF) return byte(at + 1) == 0xBB && byte(at + 2) == 0xBF;
  return true;
}

}  // namespace

bool looks_like_text(std::string_view bytes) {
  if (bytes.empty()) return true;
  if (utf16_order(bytes) != Order::none) {
    const std::string text = from_utf16(bytes.substr(0, 4096), utf16_order(bytes));
    std::size_t odd = 0, all = 0;
    for (std::size_t at = 0; at < text.size(); ++all) {
      const char32_t c = utf8::next(text, at);
      odd += c == 0xFFFD || c == 0 || (c < 0x20 && control(static_cast<unsigned char>(c))) || (c >= 0x2E80 && c < 0xF900);
    }
    return odd * 20 <= all;
  }
  std::size_t controls = 0, holes = 0, stray = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto c = static_cast<unsigned char>(bytes[at]);
    controls += kKinds[c] & kControl;
    if (!(kKinds[c] & kHigh)) {
      ++at;
      continue;
    }
    const std::size_t step = utf8::step(bytes, at);
    if (step == 1 && at + 4 < bytes.size()) {  // a sequence cut off by the end of the head is no fault
      ++stray;
      holes += c < 0xA0 && kWindows[c - 0x80] == 0;
    }
    at += step;
  }
  if (controls * 50 > bytes.size()) return false;
  if (stray == 0) return true;
  return stray * 3 < bytes.size() && holes * 200 <= bytes.size();
}

std::string to_utf8(std::string_view bytes, std::string_view declared) {
  if (starts(bytes, "\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const Order order = utf16_order(bytes);
  if (order != Order::none) {
    if (starts(bytes, "\xFF\xFE") || starts(bytes, "\xFE\xFF")) bytes.remove_prefix(2);
    return from_utf16(bytes, order);
  }
  if (utf8::valid(bytes)) return std::string(bytes);
  std::string out;
  if (!declared.empty() && from_declared(bytes, declared, out)) return out;
  out.clear();
  if (from_mixed(bytes, out)) return out;
  return from_windows(bytes);
}

std::string clean_text(std::string text) {
  bool plain = true;
  for (std::size_t i = 0; i < text.size() && plain; ++i)
    if (kKinds[static_cast<unsigned char>(text[i])] & kChanges) plain = !changes(text, i);
  if (plain) return nfc(std::move(text));
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    if (c == '\r') {
      if (at >= text.size() || text[at] != '\n') out += '\n';
    } else if (c == '\v' || c == 0x85 || c == 0x2028 || c == 0x2029) {
      out += '\n';
    } else if (c == 0xFEFF || c == 0x7F || c == 0x1A || (c >= 0x80 && c < 0xA0) || (c < 0x20 && control(static_cast<unsigned char>(c)))) {
      continue;
    } else {
      utf8::append(out, c);
    }
  }
  return nfc(std::move(out));
}

std::string to_clean_text(std::string_view bytes) { return clean_text(to_utf8(bytes)); }

}  // namespace minutier::source
