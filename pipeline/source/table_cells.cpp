#include "pipeline/source/table_cells.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace minutier::source {
namespace {

int days_in(int year, int month) {
  static constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::optional<std::string> iso(int year, int month, int day) {
  if (year < 1000 || year > 2999 || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return std::nullopt;
  return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

// A day counted by a spreadsheet from 30 December 1899.
std::optional<std::string> from_serial(int serial) {
  int year = 1899, month = 12, day = 30;
  for (int left = serial; left > 0; --left)
    if (++day > days_in(year, month)) day = 1, month = month % 12 + 1, year += month == 1;
  return iso(year, month, day);
}

}  // namespace

std::string case_folded(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text), sink, nullptr, status);
  return U_SUCCESS(status) ? out : text;
}

std::string plain_header(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string apart;
  icu::StringByteSink<std::string> sink(&apart);
  icu::Normalizer2::getNFDInstance(status)->normalizeUTF8(0, icu::StringPiece(text), sink, nullptr, status);
  std::string out;
  for (const char c : case_folded(U_SUCCESS(status) ? apart : text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) continue;  // combining marks
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::optional<std::string> date_cell(const std::string& text) {
  std::vector<int> numbers;
  std::string mark;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    if (end == at || end - at > 5) return std::nullopt;
    numbers.push_back(std::stoi(text.substr(at, end - at)));
    if (end < text.size()) {
      mark += text[end];
      if (text[end] == 'T' || text[end] == ' ') break;  // a time follows
    }
    at = end + 1;
  }
  if (!mark.empty() && (mark.back() == 'T' || mark.back() == ' ')) mark.pop_back();
  if (numbers.size() == 1 && numbers[0] >= 1000 && numbers[0] <= 2999) return std::to_string(numbers[0]);
  if (numbers.size() == 1 && numbers[0] >= 10'000) return from_serial(numbers[0]);
  if (numbers.size() == 2 && mark == "-" && iso(numbers[0], numbers[1], 1)) return std::to_string(numbers[0]) + "-" + two(numbers[1]);
  if (numbers.size() == 3 && mark == "--") return iso(numbers[0], numbers[1], numbers[2]);
  if (numbers.size() == 3 && (mark == "//" || mark == "..")) return iso(numbers[2], numbers[1], numbers[0]);
  return std::nullopt;
}

}  // namespace minutier::source
