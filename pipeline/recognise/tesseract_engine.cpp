#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <cstring>

#include "pipeline/base/error.hpp"
#include "pipeline/recognise/engine.hpp"
#include "pipeline/recognise/faulty_engine.hpp"

namespace minutier::recognise {

namespace {

constexpr float sure_digit = 0.9F;     // above, and without another choice, a digit needs no doubt
constexpr float least_choice = 0.01F;  // of another digit
constexpr std::size_t most_choices = 3;

bool digit(const char* text) { return text && text[0] >= '0' && text[0] <= '9' && text[1] == '\0'; }

// The digits of the word the iterator stands on that may be others, by the engine's own choices.
std::vector<DigitDoubt> doubts_of(const tesseract::ResultIterator& word, const std::string& text) {
  std::vector<DigitDoubt> out;
  const std::unique_ptr<tesseract::ResultIterator> it(new tesseract::ResultIterator(word));
  std::size_t at = 0;
  do {
    const std::unique_ptr<char[]> symbol(it->GetUTF8Text(tesseract::RIL_SYMBOL));
    if (!symbol) continue;
    const std::size_t place = text.find(symbol.get(), at);
    if (place == std::string::npos) return {};  // the word's text is not that of its symbols
    at = place + std::strlen(symbol.get());
    if (!digit(symbol.get())) continue;
    DigitDoubt doubt{place, it->Confidence(tesseract::RIL_SYMBOL) / 100, ""};
    tesseract::ChoiceIterator choices(*it);
    do {
      const char* choice = choices.GetUTF8Text();
      if (digit(choice) && choice[0] != symbol[0] && choices.Confidence() / 100 >= least_choice && doubt.others.find(choice[0]) == std::string::npos)
        doubt.others += choice[0];
    } while (doubt.others.size() < most_choices && choices.Next());
    if (!doubt.others.empty() || doubt.confidence < sure_digit) out.push_back(std::move(doubt));
  } while (!it->IsAtFinalElement(tesseract::RIL_WORD, tesseract::RIL_SYMBOL) && it->Next(tesseract::RIL_SYMBOL));
  return out;
}

// Hands back the results' memory when a page is done, however it ends.
struct Cleared {
  tesseract::TessBaseAPI& api;
  ~Cleared() { api.Clear(); }
};

std::string install_hint(const std::string& language) {
  std::string packages;
  for (std::size_t at = 0; at <= language.size();) {
    const std::size_t plus = std::min(language.find('+', at), language.size());
    packages += (packages.empty() ? "tesseract-ocr-" : " tesseract-ocr-") + language.substr(at, plus - at);
    at = plus + 1;
  }
  return "Tesseract has no data for '" + language + "'; install " + packages;
}

class TesseractEngine final : public Engine {
 public:
  explicit TesseractEngine(const Settings& settings)
      : version_("tesseract " + std::string(tesseract::TessBaseAPI::Version()) + " " + settings.language) {
    const std::vector<std::string> names{"debug_file", "tessedit_create_txt"};
    const std::vector<std::string> values{"/dev/null", "0"};
    const char* path = settings.data_path.empty() ? nullptr : settings.data_path.c_str();
    if (api_.Init(path, settings.language.c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values, false) != 0)
      throw Error(ErrorCode::engine_missing, "recognise", "", 0, install_hint(settings.language));
  }

  const std::string& version() const override { return version_; }

  std::vector<EngineWord> recognise(Pix* grey, int dpi, const Reading& reading) override {
    const Cleared cleared{api_};
    api_.SetVariable("thresholding_method", reading.local_threshold ? "2" : "0");
    api_.SetPageSegMode(reading.layout == Layout::line ? tesseract::PSM_SINGLE_LINE : tesseract::PSM_AUTO);
    // Other choices than the likeliest: dear on a whole page, and wanted where a line of numbers is looked at closely.
    api_.SetVariable("lstm_choice_mode", reading.digits ? "2" : "0");
    // A line that reads badly is tried light on dark too: once is enough.
    api_.SetVariable("invert_threshold", reading.layout == Layout::line ? "0" : "0.7");
    api_.SetImage(grey);
    api_.SetSourceResolution(dpi);
    if (api_.Recognize(nullptr) != 0)
      throw Error(ErrorCode::crashed, "recognise", "", 0, "Tesseract could not read the image");
    return words();
  }

 private:
  std::vector<EngineWord> words() {
    std::vector<EngineWord> out;
    const std::unique_ptr<tesseract::ResultIterator> it(api_.GetIterator());
    if (!it) return out;
    constexpr auto level = tesseract::RIL_WORD;
    int block = -1, line = -1;
    do {
      if (it->IsAtBeginningOf(tesseract::RIL_BLOCK)) ++block;
      if (it->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) ++line;
      if (it->Empty(level)) continue;
      const std::unique_ptr<char[]> text(it->GetUTF8Text(level));
      int left = 0, top = 0, right = 0, bottom = 0;
      if (!text || !it->BoundingBox(level, &left, &top, &right, &bottom)) continue;
      out.push_back({text.get(), left, top, right - left, bottom - top, it->Confidence(level) / 100, block, line});
      if (out.back().text.find_first_of("0123456789") != std::string::npos) out.back().digits = doubts_of(*it, out.back().text);
    } while (it->Next(level));
    return out;
  }

  tesseract::TessBaseAPI api_;
  std::string version_;
};

}  // namespace

std::unique_ptr<Engine> make_engine(const Settings& settings) {
  if (auto faulty = make_faulty_engine(settings.engine)) return faulty;
  if (settings.engine != "tesseract")
    throw Error(ErrorCode::engine_missing, "recognise", "", 0, "no engine is called '" + settings.engine + "'");
  setMsgSeverity(L_SEVERITY_NONE);
  return std::make_unique<TesseractEngine>(settings);
}

}  // namespace minutier::recognise
