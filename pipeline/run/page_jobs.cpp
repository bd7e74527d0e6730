#include "pipeline/run/page_jobs.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <utility>

#include "pipeline/archive/archive.hpp"
#include "pipeline/export/file.hpp"
#include "pipeline/export/image_pdf.hpp"
#include "pipeline/export/overlay_pdf.hpp"
#include "pipeline/run/recognise_jobs.hpp"
#include "pipeline/run/versions.hpp"
#include "pipeline/source/convert.hpp"
#include "pipeline/source/files.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/source/picture.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::run {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> parts_of(const Json& job) {
  std::vector<fs::path> out;
  for (const Json& part : job["parts"].items()) out.emplace_back(part.as_string());
  if (out.empty()) throw Error(ErrorCode::internal, "run", "", 0, "a job without parts");
  return out;
}

bool image_file(const std::string& media_type) { return source::is_image(media_type); }

// ---- pictures ----

// One page of an image file.
struct Shot {
  fs::path file;
  int frame = 0;
  source::PictureHeader header;
  std::optional<Error> failure;
};

std::vector<Shot> shots_of(const Json& job) {
  const source::Limits limits = options_from_job(job).limits;
  std::vector<Shot> out;
  for (const fs::path& part : parts_of(job)) {
    try {
      const auto headers = source::picture_headers(part, limits);
      for (std::size_t frame = 0; frame < headers.size(); ++frame) out.push_back({part, static_cast<int>(frame), headers[frame], std::nullopt});
    } catch (const Error& error) {
      out.push_back({part, 0, {}, error});
    }
  }
  return out;
}

Json picture_row(const exports::Picture& picture) {
  return Json(Json::Array{Json(picture.width), Json(picture.height), Json(picture.dpi), Json(picture.page_width), Json(picture.page_height)});
}

Json image_pictures(const Json& job) {
  Json::Array out;
  for (const Shot& shot : shots_of(job)) {
    if (shot.failure || shot.header.width <= 0) {
      out.push_back(Json());
      continue;
    }
    exports::Picture picture{shot.header.width, shot.header.height, 0, "", 0, 0};
    source::size_in_points(shot.header, picture.page_width, picture.page_height, picture.dpi);
    out.push_back(picture_row(picture));
  }
  return Json(std::move(out));
}

Json pictures(const Json& job) {
  if (image_file(job["media_type"].as_string())) return image_pictures(job);
  const auto source = source::open(parts_of(job), options_from_job(job));
  constexpr double usual = 300;
  Json::Array out;
  for (int n = 1; n <= source->description().page_count; ++n) {
    try {
      const source::Source::Look look = source->look(n);
      const bool scan = look.image_cover >= 0.5 && look.image_dpi >= 72 && look.image_dpi <= 1200;
      out.push_back(picture_row(exports::picture_at(look.width, look.height, scan ? look.image_dpi : usual)));
    } catch (const Error&) {
      out.push_back(Json());
    }
  }
  return Json(std::move(out));
}

// ---- thumbnails ----

// The source opened last stays open.
class Desk {
 public:
  source::Source& source(const Json& job) {
    std::string key = job["parts"].dump() + '\n' + job["password"].as_string();
    if (!source_ || key != key_) {
      source_.reset();
      source_ = source::open(parts_of(job), options_from_job(job));
      key_ = std::move(key);
    }
    return *source_;
  }

 private:
  std::unique_ptr<source::Source> source_;
  std::string key_;
};

source::PixPtr reduced(source::PixPtr pix, int pixels) {
  const auto next = [&](Pix* made) {
    if (!made) throw Error(ErrorCode::out_of_memory, "export", "", 0, "the page image does not fit in memory");
    pix.reset(made);
  };
  if (pixGetColormap(pix.get())) next(pixRemoveColormap(pix.get(), REMOVE_CMAP_BASED_ON_SRC));
  if (pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4) next(pixAlphaBlendUniform(pix.get(), 0xFFFFFF00));
  if (pixGetDepth(pix.get()) < 8 || pixGetDepth(pix.get()) == 16) next(pixConvertTo8(pix.get(), 0));
  const double scale = static_cast<double>(pixels) / std::max(pixGetWidth(pix.get()), pixGetHeight(pix.get()));
  if (scale < 1) next(pixScaleAreaMap(pix.get(), static_cast<float>(scale), static_cast<float>(scale)));
  return pix;
}

Json thumbnail(Desk& desk, const Json& job) {
  source::Source& source = desk.source(job);
  const int number = static_cast<int>(job["page"].as_int(1)), pixels = static_cast<int>(job["pixels"].as_int(480));
  int dpi = 0;
  if (!image_file(source.description().media_type)) {
    const source::Source::Look look = source.look(number);
    dpi = std::max(12, static_cast<int>(std::lround(2 * pixels * 72 / std::max(1.0, std::max(look.width, look.height)))));  // drawn larger, then reduced
  }
  source::PixPtr pix = source.image(number, dpi);
  if (!pix) throw Error(ErrorCode::unsupported, "source", source.description().name, number, "a text has no page image");
  pix = reduced(std::move(pix), pixels);
  l_uint8* bytes = nullptr;
  std::size_t size = 0;
  if (pixWriteMemJpeg(&bytes, &size, pix.get(), 82, 0) != 0) throw Error(ErrorCode::internal, "export", "", number, "the thumbnail could not be made");
  const std::unique_ptr<l_uint8, decltype(&std::free)> owned(bytes, std::free);
  exports::write_file(job["out"].as_string(), std::string_view(reinterpret_cast<const char*>(bytes), size));
  return Json::object();
}

// ---- searchable PDF ----

// Where the pages' words come from: an archive, or the job itself.
class Words {
 public:
  explicit Words(const Json& job) : job_(job) {
    if (!job["archive"].as_string().empty()) archive_ = archive::open(job["archive"].as_string(), archive::Mode::read);
  }
  std::optional<Page> page(int number) const {
    if (archive_) return archive_->page(job_["source"].as_string(), number);
    for (const Json& page : job_["pages"].items())
      if (page["number"].as_int() == number) return page_from_json(page);
    return std::nullopt;
  }

 private:
  const Json& job_;
  std::unique_ptr<archive::Archive> archive_;
};

class Searchable {
 public:
  explicit Searchable(const Json& job) : job_(job), words_(job) {
    for (const Json& number : job["numbers"].items()) numbers_.push_back(static_cast<int>(number.as_int()));
    info_.title = job["title"].as_string();
    if (!job["id"].as_string().empty()) info_.identifier = "sha256:" + job["id"].as_string();
    info_.producer = std::string("Minutier ") + program_version;
    options_.as_recognised = job["as_recognised"].as_bool();
  }

  Json make() {
    const fs::path out = job_["out"].as_string();
    bool copied = false;
    if (image_file(job_["media_type"].as_string())) from_images(out);
    else copied = from_pdf(out);
    Json result = Json::object();
    result.set("copied", copied);
    result.set("failed", std::move(failed_));
    return result;
  }

 private:
  void note_engine(const Page& page) {
    if (page.engine.empty() || info_.creator.find(page.engine) != std::string::npos) return;
    info_.creator += (info_.creator.empty() ? "" : ", ") + page.engine;
  }

  void from_images(const fs::path& out) {
    const std::vector<Shot> shots = shots_of(job_);
    std::vector<int> numbers = numbers_;
    for (std::size_t i = 0; numbers_.empty() && i < shots.size(); ++i) numbers.push_back(static_cast<int>(i + 1));
    for (const int number : numbers)
      if (const auto page = words_.page(number)) note_engine(*page);
    exports::ImagePdf pdf(out, info_);
    for (const int number : numbers) {
      if (number < 1 || static_cast<std::size_t>(number) > shots.size()) continue;
      add_image(pdf, shots[static_cast<std::size_t>(number - 1)], number);
    }
    pdf.close();
  }

  void add_image(exports::ImagePdf& pdf, const Shot& shot, int number) {
    Page page = words_.page(number).value_or(Page{});
    double dpi = 0;
    if (page.width <= 0 || page.height <= 0) source::size_in_points(shot.header, page.width, page.height, dpi);
    std::optional<exports::PdfImage> image;
    try {
      if (shot.failure) throw Error(*shot.failure);
      image = pdf_image(shot);
    } catch (const Error& error) {
      failed_.push_back(Json(Json::Array{Json(number), Json(name(error.code)), Json(error.detail)}));
    }
    pdf.add_page(page, image ? &*image : nullptr, options_);
  }

  // A photograph in a form PDF does not know becomes a JPEG.
  static exports::PdfImage pdf_image(const Shot& shot) {
    if (source::media_type_of_head(source::read_head(shot.file, source::kHead)) != source::media::heic)
      return exports::pdf_image(shot.file, shot.frame, shot.header.orientation);
    const source::TemporaryFolder folder;
    const fs::path jpeg = folder.path() / "page.jpg";
    const source::PixPtr pix = source::read_picture(shot.file, shot.header, shot.frame);
    if (pixWriteJpeg(jpeg.c_str(), pix.get(), 90, 0) != 0) throw Error(ErrorCode::disk_full, "export", shot.file.string(), 0, "the page image cannot be written to the temporary folder");
    return exports::pdf_image(jpeg, 0, 1);
  }

  exports::Overlay::Words words_of(int number) {
    using Words = exports::Overlay::Words;
    const std::optional<Page> page = words_.page(number);
    if (!page || page->origin != Origin::ocr) return Words::own;
    const auto read = static_cast<std::size_t>(std::count_if(page->words.begin(), page->words.end(), [](const Word& word) { return word.confidence.has_value(); }));
    if (read == 0) return Words::own;
    note_engine(*page);
    return read < page->words.size() ? Words::both : Words::recognised;
  }

  // Whether it was copied.
  bool from_pdf(const fs::path& out) {
    const std::vector<fs::path> parts = parts_of(job_);
    std::vector<exports::Overlay::Words> kinds;  // by number
    bool any = false;
    for (int number = 1; number <= static_cast<int>(job_["page_count"].as_int()); ++number) {
      kinds.push_back(words_of(number));
      any = any || kinds.back() != exports::Overlay::Words::own;
    }
    if (!any && numbers_.empty()) {
      exports::copy_file(parts.front(), out);
      return true;
    }
    exports::Overlay overlay{parts.front(), job_["password"].as_string(), numbers_, info_, options_.as_recognised, nullptr, nullptr};
    overlay.words_of = [&](int number) {
      return number >= 1 && static_cast<std::size_t>(number) <= kinds.size() ? kinds[static_cast<std::size_t>(number - 1)] : exports::Overlay::Words::own;
    };
    overlay.page = [this](int number) { return words_.page(number); };
    exports::overlay_pdf(overlay, out);
    return false;
  }

  const Json& job_;
  Words words_;
  std::vector<int> numbers_;
  exports::PdfInfo info_;
  exports::TextLayer options_;
  Json::Array failed_;
};

}  // namespace

void add_page_jobs(Handlers& handlers) {
  const auto desk = std::make_shared<Desk>();
  handlers["pictures"] = [](const Json& job) { return pictures(job); };
  handlers["thumbnail"] = [desk](const Json& job) { return thumbnail(*desk, job); };
  handlers["searchable"] = [](const Json& job) { return Searchable(job).make(); };
}

std::vector<exports::Picture> pictures_from(const Json& answer) {
  std::vector<exports::Picture> out;
  for (const Json& row : answer.items()) {
    exports::Picture picture{};
    if (const auto& at = row.items(); at.size() == 5)
      picture = {static_cast<int>(at[0].as_int()), static_cast<int>(at[1].as_int()), at[2].as_double(), "", at[3].as_double(), at[4].as_double()};
    out.push_back(std::move(picture));
  }
  return out;
}

bool has_pictures(const std::string& media_type) { return image_file(media_type) || media_type == source::media::pdf; }

}  // namespace minutier::run
