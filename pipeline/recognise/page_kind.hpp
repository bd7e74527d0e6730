#pragma once
// Kinds of page images: print that reads, a blank sheet, handwriting, a photograph. Told after a reading, from how sure it is, what
// its words look like, and the marks and tones of the image; a page is print unless every sign says otherwise, for what is called
// handwriting loses its doubtful words. Pure but for memory; throws Error{out_of_memory}. Thread-safe.

#include <functional>
#include <string_view>
#include <vector>

#include "pipeline/model/layout.hpp"
#include "pipeline/recognise/clean.hpp"
#include "pipeline/recognise/engine.hpp"

namespace minutier::recognise {

enum class PageKind { print, blank, handwriting, photograph };
// "ok", "blank", "handwriting", "photograph": a page's outcome.
std::string_view outcome_of(PageKind kind);

struct Signs {
  std::size_t words = 0, characters = 0;
  double confidence = 0;   // mean over the characters, 0..1
  double sure = 0;         // share of the characters in words of three letters and more that read surely and look like words
  std::size_t sure_words = 0;
  double lined = 0;        // share of the letter-sized marks that stand beside marks of their size on one foot
  double tones = 0;        // share of the image that is neither paper nor ink, seen from far enough that letters vanish
  double ink = 0;          // share of the image that is dark
};

// The image is looked at only where the words leave the page's kind open: its signs stay 0 for a page that reads.
Signs signs_of(const Cleaned& cleaned, const std::vector<LayoutWord>& words);
PageKind kind_of(const Signs& signs);

// The same told from a part of the page: its middle, or all of it where that is nearly empty.
PageKind kind_at_a_glance(const Cleaned& cleaned, const std::function<Engine&()>& engine);

// What of a page that is not print is kept: lines that read surely, as the printed head of a form filled in by hand.
std::vector<LayoutWord> sure_lines(std::vector<LayoutWord> words);

}  // namespace minutier::recognise
