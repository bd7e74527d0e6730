#pragma once
// Recognition of one page: the words the file holds where they are good, else what an engine reads from the cleaned
// image. The choice and its reason stand in Page::origin, Page::reason and Page::engine.
//
// Page::outcome is "ok", "empty" (a text without text), "blank" (an image without letters), "handwriting" or "photograph"; of the
// last two only lines that read surely are kept.
// Boxes are points of the page as displayed, whatever the image was scaled, levelled or turned by.
// Throws what Source and Engine throw, with the page's number. One call per engine and source at a time.

#include "pipeline/model/page.hpp"
#include "pipeline/recognise/engine.hpp"
#include "pipeline/recognise/page_kind.hpp"
#include "pipeline/recognise/settings.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::recognise {

// Gives the engine when, and only when, a page needs one: a text never pays for starting Tesseract.
class EngineSource {
 public:
  virtual ~EngineSource() = default;
  virtual Engine& engine(const Settings& settings) = 0;
};

// Keeps the engine of the last settings asked for.
class KeptEngine final : public EngineSource {
 public:
  Engine& engine(const Settings& settings) override;

 private:
  std::unique_ptr<Engine> engine_;
  std::string made_for_;
};

Page recognise_page(source::Source& source, int number, const Settings& settings, EngineSource& engines);

// What a page to recognise looks like, judged by its middle where that holds enough: for a look before hours are spent.
PageKind kind_of_page(source::Source& source, int number, const Settings& settings, EngineSource& engines);

// The same with an engine at hand.
Page recognise_page(source::Source& source, int number, const Settings& settings, Engine& engine);

}  // namespace minutier::recognise
