#include "pipeline/recognise/recognise.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <new>
#include <optional>
#include <utility>

#include "pipeline/model/layout.hpp"
#include "pipeline/recognise/bend.hpp"
#include "pipeline/recognise/clean.hpp"
#include "pipeline/recognise/decide.hpp"
#include "pipeline/recognise/merge.hpp"
#include "pipeline/recognise/opening.hpp"
#include "pipeline/recognise/pictures.hpp"
#include "pipeline/recognise/quality.hpp"
#include "pipeline/recognise/read.hpp"

namespace minutier::recognise {

namespace {

// The resolution a page is drawn at: its image's own where that is a scanner's, so that no pixel is made up.
int drawing_dpi(const source::Source::Look& look, const Settings& settings) {
  constexpr int usual = 300, least = 150, most = 400;
  if (settings.dpi > 0) return settings.dpi;
  if (look.image_cover < 0.5 || look.image_dpi <= 0) return usual;
  const int own = static_cast<int>(std::lround(look.image_dpi));
  return std::clamp(own, least, most);
}

bool is_image_file(const source::Description& description) { return description.media_type.rfind("image/", 0) == 0; }

bool nothing_to_read(const Page& page) {
  return std::none_of(page.words.begin(), page.words.end(), [&](const Word& word) {
    return quality_of(word.chars.of(page.text)).letters > 0;
  });
}

Page without_words(Page page) {
  page.text.clear();
  page.words.clear();
  page.lines.clear();
  page.rules.clear();
  page.sides.clear();
  return page;
}

std::string reason_of(const Decision& decision, const ReadImage& read) {
  std::string out = decision.reason;
  if (read.turned != 0) out += "; turned by " + std::to_string(read.turned) + " degrees";
  if (!read.note.empty()) out += "; " + read.note;
  return out;
}

Cleaned cleaned_page(source::Source& source, int number, const Settings& settings, const source::Source::Look& look, double width, double height) {
  const bool file = is_image_file(source.description());
  return clean(source.image(number, file ? settings.dpi : drawing_dpi(look, settings)), width, height);
}

// An image whose data breaks off shows white where it is missing: that page is not blank, and its text may go on. What there is of it is
// kept, and the page counts as damaged.
Page told_of_damage(Page page, const source::Source::Held& held) {
  constexpr double whole = 0.995;  // the last rows of a page are its margin
  if (held.share >= whole && !held.coarse) return page;
  const std::string what = held.share < whole ? "the page's image breaks off after " + std::to_string(static_cast<int>(100 * held.share)) + " % of its data"
                                              : "the page's image breaks off: its finer detail is missing";
  if (page.words.empty()) throw Error(ErrorCode::damaged, "source", "", page.number, what + "; ask for the file again");
  page.issues.push_back({"damaged", "source", page.number, what});
  page.outcome = name(ErrorCode::damaged);
  page.reason = what + "; what is there was read";
  return page;
}

Page read_page(source::Source& source, int number, const Settings& settings, EngineSource& engines, Page embedded,
               const source::Source::Look& look, const Decision& decision) {
  const double width = look.width > 0 ? look.width : embedded.width, height = look.height > 0 ? look.height : embedded.height;
  const Cleaned cleaned = cleaned_page(source, number, settings, look, width, height);
  Page page;
  page.number = number;
  page.width = width;
  page.height = height;
  page.origin = Origin::ocr;
  page.label = embedded.label;
  page.reason = decision.reason;
  PageKind found = look.illustration ? PageKind::photograph : PageKind::blank;  // where nothing is read
  if (look.illustration ? looks_like_text(cleaned) : !cleaned.blank) {
    Engine& engine = engines.engine(settings);
    ReadImage read = look.illustration ? read_picture(cleaned, engine) : read_image(cleaned, engine);
    const PageKind kind = look.illustration ? PageKind::print : kind_of(signs_of(cleaned, read.words));
    if (kind != PageKind::print) {
      const bool nothing = kind == PageKind::blank || read.turned != 0;  // what reads on its side only by chance
      read.words = nothing ? std::vector<LayoutWord>{} : sure_lines(std::move(read.words));
      read.turned = read.lying = 0;
    }
    const double across = read.flat ? read.flat->width() : width, down = read.flat ? read.flat->height() : height;
    const std::optional<double> gutter = read.turned == 0 ? gutter_of(cleaned) : std::nullopt;
    std::optional<Page> opening = gutter ? compose_opening(read.words, *gutter * across, across, down, number) : std::nullopt;
    page = opening ? *opening : compose_turned_page(std::move(read.words), read.lying, across, down, Origin::ocr, number, std::move(read.rules));
    if (read.flat) page = read.flat->put_back(std::move(page), width, height);
    page.label = embedded.label;
    page.reason = reason_of(decision, read) + (read.flat ? "; its bent lines made straight" : "") + (opening ? "; an opening: the left page, then the right one" : "");
    page.engine = engine.version();
    if (read.bad_utf8 > 0)
      page.issues.push_back({"damaged", "recognise", number, std::to_string(read.bad_utf8) + " words were not UTF-8 and were repaired"});
    if (nothing_to_read(page)) page = without_words(std::move(page));
    found = kind;
  }
  if (decision.keep_words) page = merge_embedded(std::move(page), embedded);
  page.issues.insert(page.issues.begin(), embedded.issues.begin(), embedded.issues.end());
  if (found == PageKind::print && page.words.empty()) found = look.illustration ? PageKind::photograph : PageKind::blank;
  if (found == PageKind::blank && !page.words.empty()) found = PageKind::print;  // a stamp on an empty sheet
  page.outcome = outcome_of(found);
  return told_of_damage(std::move(page), source.image_held(number));
}

}  // namespace

Engine& KeptEngine::engine(const Settings& settings) {
  std::string key = settings.engine + '\n' + settings.language + '\n' + settings.data_path;
  if (!engine_ || key != made_for_) {
    engine_.reset();
    engine_ = make_engine(settings);
    made_for_ = std::move(key);
  }
  return *engine_;
}

PageKind kind_of_page(source::Source& source, int number, const Settings& settings, EngineSource& engines) {
  const source::Source::Look look = source.look(number);
  return kind_at_a_glance(cleaned_page(source, number, settings, look, look.width, look.height), [&]() -> Engine& { return engines.engine(settings); });
}

Page recognise_page(source::Source& source, int number, const Settings& settings, EngineSource& engines) {
  const std::string& name = source.description().name;
  try {
    Page embedded = source.page(number);
    if (source.description().is_text) return embedded;
    const source::Source::Look look = source.look(number);
    const Decision decision = decide(embedded, look, settings);
    if (decision.ocr) return read_page(source, number, settings, engines, std::move(embedded), look, decision);
    embedded.reason = decision.reason;
    if (embedded.text.empty()) embedded.outcome = "empty";
    const bool pictures = settings.policy != Policy::never && embedded.origin == Origin::embedded && !look.invisible_text && look.image_cover > 0;
    return pictures ? with_pictures(source, std::move(embedded), settings, engines) : embedded;
  } catch (const Error& error) {
    throw Error(error.code, error.stage.empty() ? "recognise" : error.stage, error.document.empty() ? name : error.document,
                error.page > 0 ? error.page : number, error.detail);
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::out_of_memory, "recognise", name, number, "the page does not fit in the worker's memory");
  }
}

Page recognise_page(source::Source& source, int number, const Settings& settings, Engine& engine) {
  struct Given final : EngineSource {
    explicit Given(Engine& engine) : engine_(engine) {}
    Engine& engine(const Settings&) override { return engine_; }
    Engine& engine_;
  } given(engine);
  return recognise_page(source, number, settings, static_cast<EngineSource&>(given));
}

}  // namespace minutier::recognise
