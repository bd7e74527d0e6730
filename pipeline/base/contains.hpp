#pragma once
// Where a text holds some words or signs: sixteen places at a time where the machine can. Any thread.

#include <cstddef>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace minutier {

// Where a part first stands, or npos.
inline std::size_t position(std::string_view text, std::string_view part) {
#ifdef __SSE2__
  // A place is looked at closely where the first and the last byte of the part stand as far apart as they should.
  if (part.size() >= 2 && text.size() >= part.size() + 15) {
    const __m128i first = _mm_set1_epi8(part.front()), last = _mm_set1_epi8(part.back());
    const std::size_t places = text.size() - part.size() + 1;
    for (std::size_t at = 0;; at = at + 32 <= places ? at + 16 : places - 16) {
      const auto read = [&](std::size_t from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from)); };
      auto fit = static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(read(at), first), _mm_cmpeq_epi8(read(at + part.size() - 1), last))));
      for (; fit != 0; fit &= fit - 1)
        if (const std::size_t place = at + static_cast<std::size_t>(__builtin_ctz(fit)); std::memcmp(text.data() + place, part.data(), part.size()) == 0) return place;
      if (at + 16 >= places) return std::string_view::npos;
    }
  }
#endif
  return text.find(part);
}

inline bool contains(std::string_view text, std::string_view part) { return position(text, part) != std::string_view::npos; }

// The first place from `from` on that holds one of a few signs, or npos.
inline std::size_t first_of(std::string_view text, std::string_view signs, std::size_t from = 0) {
#ifdef __SSE2__
  for (; from < text.size() && text.size() - from >= 16; from += 16) {
    const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
    __m128i any = _mm_setzero_si128();
    for (const char sign : signs) any = _mm_or_si128(any, _mm_cmpeq_epi8(here, _mm_set1_epi8(sign)));
    if (const auto fit = static_cast<unsigned>(_mm_movemask_epi8(any)); fit != 0) return from + static_cast<std::size_t>(__builtin_ctz(fit));
  }
#endif
  for (; from < text.size(); ++from)
    for (const char sign : signs)
      if (text[from] == sign) return from;
  return std::string_view::npos;
}

}  // namespace minutier
