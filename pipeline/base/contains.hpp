#pragma once
// Whether a text holds some words: sixteen places at a time where the machine can. Any thread.

#include <cstddef>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace minutier {

inline bool contains(std::string_view text, std::string_view part) {
#ifdef __SSE2__
  // A place is looked at closely where the first and the last byte of the part stand as far apart as they should.
  if (part.size() >= 2 && text.size() >= part.size() + 15) {
    const __m128i first = _mm_set1_epi8(part.front()), last = _mm_set1_epi8(part.back());
    const std::size_t places = text.size() - part.size() + 1;
    for (std::size_t at = 0;; at = at + 32 <= places ? at + 16 : places - 16) {
      const auto read = [&](std::size_t from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from)); };
      auto fit = static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(read(at), first), _mm_cmpeq_epi8(read(at + part.size() - 1), last))));
      for (; fit != 0; fit &= fit - 1)
        if (std::memcmp(text.data() + at + static_cast<std::size_t>(__builtin_ctz(fit)), part.data(), part.size()) == 0) return true;
      if (at + 16 >= places) return false;
    }
  }
#endif
  return text.find(part) != std::string_view::npos;
}

}  // namespace minutier
