#pragma once
// Decision: keep the words a page holds, or recognise its image. Made from the words and a cheap look at the page.
// Pure and thread-safe.

#include <string>

#include "pipeline/model/page.hpp"
#include "pipeline/recognise/settings.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::recognise {

struct Decision {
  bool ocr = false;
  bool keep_words = true;  // with ocr: the embedded words are good and stay beside what OCR reads (a stamp)
  std::string reason;      // one English clause, stored in Page::reason
};

Decision decide(const Page& embedded, const source::Source::Look& look, const Settings& settings);

}  // namespace minutier::recognise
