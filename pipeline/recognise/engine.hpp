#pragma once
// Engine: an image in, words out. Boxes are pixels of the image given, origin top-left; confidence is 0..1.
// An engine is kept and used again (starting one costs a tenth of a second); one object per thread.
//
// Throws Error{engine_missing} with what to install, Error{out_of_memory}, Error{crashed} where the engine gives up.

#include <memory>
#include <string>
#include <vector>

#include "pipeline/model/page.hpp"
#include "pipeline/recognise/settings.hpp"

struct Pix;  // Leptonica

namespace minutier::recognise {

struct EngineWord {
  std::string text;  // UTF-8 as the engine gave it; the caller checks
  int x = 0, y = 0, w = 0, h = 0;
  float confidence = 0;
  int block = 0, line = 0;  // counted from 0 over the page
  std::vector<DigitDoubt> digits = {};  // those of its digits that may be others; `at` counts bytes of `text`
};

enum class Layout {
  page,  // columns, pictures and margins are looked for
  line,  // the image is one line of text
};

// How the engine looks for the page's text. Its recognition reads the grey image either way.
struct Reading {
  bool local_threshold = false;  // Sauvola instead of Otsu when it looks for lines
  Layout layout = Layout::page;
  bool digits = false;           // what else its digits may be is wanted, which costs a good deal
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual const std::string& version() const = 0;  // "tesseract 5.3.0 fra"
  virtual std::vector<EngineWord> recognise(Pix* grey, int dpi, const Reading& reading = {}) = 0;
};

// The engine that settings name.
std::unique_ptr<Engine> make_engine(const Settings& settings);

}  // namespace minutier::recognise
