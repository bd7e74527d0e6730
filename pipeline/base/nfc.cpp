#include "pipeline/base/nfc.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <string_view>

#include "pipeline/base/error.hpp"
#include "pipeline/base/utf8.hpp"

namespace minutier {
namespace {

// Text below U+0300 holds no combining mark and is its own NFC: lead bytes up to 0xCB.
bool plainly_nfc(std::string_view text) {  // of valid UTF-8
  for (const char c : text)
    if (static_cast<unsigned char>(c) > 0xCB) return false;
  return true;
}

}  // namespace

std::string nfc(std::string text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return text;
  if (!utf8::valid(text)) {
    std::string clean;
    for (std::size_t at = 0; at < text.size();) utf8::append(clean, utf8::next(text, at));
    return nfc(std::move(clean));
  }
  if (plainly_nfc(text)) return text;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw Error(ErrorCode::internal, "ICU has no NFC data");
  const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
  if (normalizer->isNormalizedUTF8(piece, status) && U_SUCCESS(status)) return text;
  status = U_ZERO_ERROR;
  std::string out;
  out.reserve(text.size());
  icu::StringByteSink<std::string> sink(&out);
  normalizer->normalizeUTF8(0, piece, sink, nullptr, status);
  if (U_FAILURE(status)) throw Error(ErrorCode::internal, "text cannot be normalised");
  return out;
}

}  // namespace minutier
