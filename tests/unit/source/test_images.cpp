#include <catch2/catch.hpp>

#include <leptonica/allheaders.h>
#include <libheif/heif.h>

#include <cstdint>
#include <memory>

#include "tests/unit/source/make.hpp"

using namespace minutier;
namespace fs = std::filesystem;

namespace {

fs::path image(const make::Folder& folder, const std::string& name, int format, int width = 300, int height = 400, int dpi = 0, int depth = 8) {
  const source::PixPtr pix(pixCreate(width, height, depth));
  pixSetBlackOrWhite(pix.get(), L_SET_WHITE);
  if (dpi) pixSetResolution(pix.get(), dpi, dpi);
  fs::create_directories((folder / name).parent_path());
  pixWrite((folder / name).c_str(), pix.get(), format);
  return folder / name;
}

const char* kAlto =
    "<?xml version='1.0' encoding='UTF-8'?><alto xmlns='http://www.loc.gov/standards/alto/ns-v3#'><Description><MeasurementUnit>pixel</MeasurementUnit>"
    "<OCRProcessing><ocrProcessingStep><processingSoftware><softwareName>Moteur</softwareName><softwareVersion>4.2</softwareVersion></processingSoftware></ocrProcessingStep></OCRProcessing></Description>"
    "<Layout><Page WIDTH='600' HEIGHT='800'><PrintSpace><TextBlock><TextLine><String CONTENT='Séance' HPOS='60' VPOS='80' WIDTH='90' HEIGHT='20' WC='0.9'/><SP/>"
    "<String CONTENT='extraordi' HPOS='160' VPOS='80' WIDTH='100' HEIGHT='20'/><HYP CONTENT='-'/></TextLine>"
    "<TextLine><String CONTENT='naire' HPOS='60' VPOS='106' WIDTH='60' HEIGHT='20'/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>";

}  // namespace

TEST_CASE("every image format is told by content and sized before decoding") {
  const make::Folder folder;
  for (const auto& [format, type] : std::vector<std::pair<int, std::string>>{
           {IFF_PNG, "image/png"}, {IFF_JFIF_JPEG, "image/jpeg"}, {IFF_TIFF, "image/tiff"}, {IFF_WEBP, "image/webp"}, {IFF_JP2, "image/jp2"}}) {
    INFO(type);
    const auto source = make::open(image(folder, "scan.txt", format, 300, 400));
    CHECK(source->description().media_type == type);
    CHECK(source->description().page_count == 1);
    CHECK_FALSE(source->description().is_text);
    CHECK(source->page(1).text.empty());
    const source::PixPtr pix = source->image(1, 0);
    REQUIRE(pix);
    CHECK(pixGetWidth(pix.get()) == 300);
    CHECK(source->look(1).image_cover == 1);
    if (format != IFF_TIFF) CHECK(source->look(1).height == Approx(842).margin(1));  // TIFF always has a resolution
  }
}

TEST_CASE("an image's resolution gives its size in points and scales it on demand") {
  const make::Folder folder;
  const auto source = make::open(image(folder, "a.png", IFF_PNG, 300, 400, 150));
  CHECK(source->look(1).width == Approx(144).margin(0.5));
  CHECK(source->look(1).image_dpi == Approx(150).margin(1));
  CHECK(pixGetWidth(source->image(1, 300).get()) == Approx(600).margin(4));
}

TEST_CASE("a TIFF of several pages is one source") {
  const make::Folder folder;
  const fs::path path = folder / "a.tif";
  for (int n = 0; n < 3; ++n) {
    const source::PixPtr pix(pixCreate(100 + n, 200, 1));
    pixWriteTiff(path.c_str(), pix.get(), IFF_TIFF_G4, n == 0 ? "w" : "a");
  }
  const auto source = make::open(path);
  REQUIRE(source->description().page_count == 3);
  CHECK(pixGetWidth(source->image(3, 0).get()) == 102);
}

TEST_CASE("a photograph taken sideways is turned upright") {
  const make::Folder folder;
  std::string bytes = make::bytes_of(image(folder, "a.jpg", IFF_JFIF_JPEG, 300, 200));
  const std::string exif("\xFF\xE1\0\x22" "Exif\0\0" "II*\0\x08\0\0\0" "\x01\0" "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0" "\0\0\0\0", 36);
  bytes.insert(2, exif);
  const auto source = make::open(folder.file("b.jpg", bytes));
  const source::PixPtr pix = source->image(1, 0);
  CHECK(pixGetWidth(pix.get()) == 200);
  CHECK(pixGetHeight(pix.get()) == 300);
  CHECK(source->look(1).height > source->look(1).width);
}

TEST_CASE("a photograph in HEIF is read upright") {
  const make::Folder folder;
  const std::string out = (folder / "photo.heic").string();
  {
    struct Free {
      void operator()(heif_context* context) const { heif_context_free(context); }
      void operator()(heif_encoder* encoder) const { heif_encoder_release(encoder); }
      void operator()(heif_image* image) const { heif_image_release(image); }
    };
    const std::unique_ptr<heif_context, Free> context(heif_context_alloc());
    heif_encoder* made = nullptr;
    if (heif_context_get_encoder_for_format(context.get(), heif_compression_HEVC, &made).code != heif_error_Ok) {
      WARN("skipped: 1 test, no HEVC encoder is installed");
      return;
    }
    const std::unique_ptr<heif_encoder, Free> encoder(made);
    heif_image* drawn = nullptr;
    REQUIRE(heif_image_create(128, 64, heif_colorspace_RGB, heif_chroma_interleaved_RGB, &drawn).code == heif_error_Ok);
    const std::unique_ptr<heif_image, Free> image(drawn);
    REQUIRE(heif_image_add_plane(drawn, heif_channel_interleaved, 128, 64, 8).code == heif_error_Ok);
    int stride = 0;
    std::uint8_t* plane = heif_image_get_plane(drawn, heif_channel_interleaved, &stride);
    for (int y = 0; y < 64; ++y)
      for (int x = 0; x < 3 * 128; ++x) plane[y * stride + x] = x < 3 * 64 ? 20 : 240;  // dark at the left
    REQUIRE(heif_context_encode_image(context.get(), drawn, made, nullptr, nullptr).code == heif_error_Ok);
    REQUIRE(heif_context_write_to_file(context.get(), out.c_str()).code == heif_error_Ok);
  }
  const auto source = make::open(out);
  CHECK(source->description().media_type == "image/heic");
  const source::PixPtr pix = source->image(1, 0);
  REQUIRE(pix);
  CHECK(pixGetWidth(pix.get()) == 128);
  CHECK(pixGetHeight(pix.get()) == 64);
  l_int32 red = 0, green = 0, blue = 0;
  pixGetRGBPixel(pix.get(), 10, 30, &red, &green, &blue);
  CHECK(red < 60);
  pixGetRGBPixel(pix.get(), 120, 30, &red, &green, &blue);
  CHECK(red > 200);
  source::Options small;
  small.limits.pixels = 1000;
  CHECK(make::refusal(out, small) == ErrorCode::too_large);
  CHECK(make::refusal(folder.file("cut.heic", make::bytes_of(out).substr(0, 200))) == ErrorCode::damaged);
}

TEST_CASE("images too large, cut off or mislabelled are refused or named") {
  const make::Folder folder;
  source::Options options;
  options.limits.pixels = 100'000;
  CHECK(make::refusal(image(folder, "a.png", IFF_PNG), options) == ErrorCode::too_large);
  const std::string png = make::bytes_of(image(folder, "b.png", IFF_PNG));
  CHECK(make::refusal(folder.file("c.png", png.substr(0, 20))) == ErrorCode::damaged);
  const auto cut = make::open(folder.file("d.png", png.substr(0, 60)));
  CHECK_THROWS_AS(cut->image(1, 0), Error);
  // A header that promises 35,000 x 35,000 pixels is refused before any is decoded.
  std::string huge = png;
  huge.replace(16, 8, std::string("\0\0\x88\xB8\0\0\x88\xB8", 8));
  CHECK(make::refusal(folder.file("e.png", huge)) == ErrorCode::too_large);
}

TEST_CASE("page images are one ordered source and a bad one costs its page only") {
  const make::Folder folder;
  const fs::path one = image(folder, "registre/R_0001.png", IFF_PNG, 100, 200), three = image(folder, "registre/R_0003.png", IFF_PNG, 120, 200);
  const fs::path two = folder.file("registre/R_0002.png", make::bytes_of(one).substr(0, 20));
  const auto source = source::open({one, two, three});
  CHECK(source->description().name == "registre/R");
  REQUIRE(source->description().page_count == 3);
  CHECK(source->description().parts.size() == 3);
  CHECK(pixGetWidth(source->image(3, 0).get()) == 120);
  try {
    source->image(2, 0);
    FAIL("decoded");
  } catch (const Error& error) {
    CHECK(error.code == ErrorCode::damaged);
    CHECK(error.page == 2);
    CHECK(error.document == two.string());
  }
  CHECK(source::open({three, two, one})->description().id != source->description().id);
  CHECK_THROWS_AS(source::open({one, folder.file("a.txt", "texte")}), Error);
}

TEST_CASE("an ALTO file beside an image is its page, with boxes in points and its engine") {
  const make::Folder folder;
  const fs::path path = image(folder, "p/0001.png", IFF_PNG, 1200, 1600, 200);
  folder.file("p/0001.xml", kAlto);
  const auto source = make::open(path);
  const Page page = source->page(1);
  CHECK(page.origin == Origin::imported);
  CHECK(page.engine == "Moteur 4.2");
  CHECK(page.text == "Séance extraordi-\nnaire\n");
  REQUIRE(page.words.size() == 3);
  CHECK(page.width == Approx(432).margin(1));
  CHECK(page.words[0].box.x == Approx(43.2).margin(0.2));  // 60 of 600 pixels on 432 points
  CHECK(*page.words[0].confidence == Approx(0.9f));
}

TEST_CASE("PAGE and hOCR beside an image are read, and a broken one is an issue") {
  const make::Folder folder;
  const fs::path path = image(folder, "0001.png", IFF_PNG, 600, 800, 72);
  folder.file("page/0001.xml",
              "<PcGts xmlns='http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15'><Metadata><Creator>Lecteur</Creator></Metadata><Page imageWidth='600' imageHeight='800'>"
              "<TextRegion><TextLine><Coords points='50,100 250,100 250,120 50,120'/><TextEquiv conf='0.8'><Unicode>Le quorum est atteint</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>");
  Page page = make::open(path)->page(1);
  CHECK(page.text == "Le quorum est atteint\n");
  CHECK(page.engine == "Lecteur");
  CHECK(page.words[0].box.x == Approx(50).margin(0.5));
  folder.file("0001.hocr", "<html><head><meta name='ocr-system' content='tesseract 5.3'/></head><body><div class='ocr_page' title='bbox 0 0 600 800'><span class='ocr_line' title='bbox 10 10 200 30'>"
                           "<span class='ocrx_word' title='bbox 10 10 60 30; x_wconf 91'>Séance</span> <span class='ocrx_word' title='bbox 70 10 120 30; x_wconf 40'>levée</span></span></div></body></html>");
  page = make::open(path)->page(1);
  CHECK(page.text == "Séance levée\n");
  CHECK(page.engine == "tesseract 5.3");
  CHECK(*page.words[1].confidence == Approx(0.4f));
  folder.file("0001.xml", "<alto><unclosed>");
  page = make::open(path)->page(1);
  CHECK(page.text.empty());
  REQUIRE(page.issues.size() == 1);
  CHECK(page.issues[0].code == "damaged");
}

TEST_CASE("a transcription without its image is a source of its own") {
  const make::Folder folder;
  const auto source = make::open(folder.file("a.xml", kAlto));
  CHECK(source->description().is_text);
  CHECK(source->page(1).text == "Séance extraordi-\nnaire\n");
  CHECK(source->page(1).height == Approx(842));
}

namespace {

// A sheet of writing, so that its data is spread over its rows.
source::PixPtr written(int depth) {
  source::PixPtr pix(pixCreate(800, 1000, 8));
  pixSetAllArbitrary(pix.get(), 240);
  L_Bmf* font = bmfCreate(nullptr, 10);
  for (int line = 0; line < 30; ++line) pixSetTextline(pix.get(), font, "Le conseil municipal approuve le budget primitif", 20, 60, 60 + 30 * line, nullptr, nullptr);
  bmfDestroy(&font);
  pix.reset(pixAddGaussianNoise(pix.get(), 3));
  if (depth == 32) pix.reset(pixConvertTo32(pix.get()));
  if (depth == 1) pix.reset(pixThresholdToBinary(pix.get(), 128));
  return pix;
}

std::string bytes_of_picture(const make::Folder& folder, const std::string& name, Pix* pix, int format) {
  pixWrite((folder / name).c_str(), pix, format);
  return make::bytes_of(folder / name);
}

// Dark pixels of the rows from .. to.
int dark_rows(Pix* image, int from, int to) {
  const source::PixPtr grey(pixConvertTo8(image, 0));
  int rows = 0;
  for (int y = from; y < to; ++y) {
    bool dark = false;
    for (int x = 0; x < pixGetWidth(grey.get()) && !dark; ++x) {
      l_uint32 value = 0;
      pixGetPixel(grey.get(), x, y, &value);
      dark = value < 200;
    }
    rows += dark;
  }
  return rows;
}

}  // namespace

TEST_CASE("a picture cut short shows what there is of it, white below, and says how much that is") {
  struct Kind {
    const char* name;
    int depth, format;
  };
  const auto kind = GENERATE(Kind{"grey.jpg", 8, IFF_JFIF_JPEG}, Kind{"colour.jpg", 32, IFF_JFIF_JPEG}, Kind{"grey.png", 8, IFF_PNG}, Kind{"colour.png", 32, IFF_PNG});
  INFO(kind.name);
  const make::Folder folder;
  const source::PixPtr pix = written(kind.depth);
  const std::string whole = bytes_of_picture(folder, kind.name, pix.get(), kind.format);
  const auto sound = make::open(folder / kind.name);
  REQUIRE(sound->image(1, 0));
  CHECK(sound->image_held(1).share == 1);
  CHECK_FALSE(sound->image_held(1).coarse);
  const auto source = make::open(folder.file(std::string("cut-") + kind.name, whole.substr(0, whole.size() * 6 / 10)));
  const source::PixPtr shown = source->image(1, 0);
  REQUIRE(shown);
  CHECK(pixGetHeight(shown.get()) == 1000);
  CHECK(dark_rows(shown.get(), 0, 400) > 80);
  const double share = source->image_held(1).share;
  CHECK(share > 0.4);
  CHECK(share < 0.8);
  CHECK(dark_rows(shown.get(), static_cast<int>(1000 * share) + 1, 1000) == 0);
}

TEST_CASE("a TIFF whose strips lie beyond its end is read as far as they go") {
  // The table in front of the strips, as scanners write it: 20 strips of 50 rows, not packed, grey or colour.
  const auto samples = GENERATE(1, 3);
  INFO(samples);
  const make::Folder folder;
  const source::PixPtr pix = written(8);
  const std::size_t strips = 20, rows = 50, strip = 800 * rows * static_cast<std::size_t>(samples), first = 512;
  std::string bytes("II*\0\x08\0\0\0", 8);
  const auto put = [&](std::size_t value, int size) {
    for (int k = 0; k < size; ++k) bytes += static_cast<char>(value >> (8 * k));
  };
  put(10, 2);
  const auto field = [&](std::size_t tag, std::size_t type, std::size_t count, std::size_t value) { put(tag, 2), put(type, 2), put(count, 4), put(value, 4); };
  field(256, 4, 1, 800), field(257, 4, 1, 1000), field(258, 3, 1, 8), field(259, 3, 1, 1), field(262, 3, 1, samples == 1 ? 1 : 2), field(273, 4, strips, 200);
  field(277, 3, 1, static_cast<std::size_t>(samples)), field(278, 4, 1, rows), field(279, 4, strips, 300), field(284, 3, 1, 1);
  put(0, 4);
  bytes.resize(200);
  for (std::size_t k = 0; k < strips; ++k) put(first + k * strip, 4);
  bytes.resize(300);
  for (std::size_t k = 0; k < strips; ++k) put(strip, 4);
  bytes.resize(first);
  for (int y = 0; y < 1000; ++y)
    for (int x = 0; x < 800; ++x) {
      l_uint32 value = 0;
      pixGetPixel(pix.get(), x, y, &value);
      bytes.append(static_cast<std::size_t>(samples), static_cast<char>(value));
    }
  const auto sound = make::open(folder.file("whole.tif", bytes));
  REQUIRE(sound->image(1, 0));
  CHECK(sound->image_held(1).share == 1);
  const auto source = make::open(folder.file("cut.tif", bytes.substr(0, bytes.size() * 6 / 10)));
  const source::PixPtr shown = source->image(1, 0);
  REQUIRE(shown);
  CHECK(dark_rows(shown.get(), 0, 400) > 80);
  CHECK(source->image_held(1).share == Approx(0.6).margin(0.06));
}

TEST_CASE("a progressive JPEG cut in its later scans says that its detail is missing, and harmless faults are no damage") {
  const make::Folder folder;
  const source::PixPtr pix = written(8);
  pixWriteJpeg((folder / "p.jpg").c_str(), pix.get(), 85, 1);
  const std::string whole = make::bytes_of(folder / "p.jpg");
  REQUIRE(whole.find("\xFF\xC2") != std::string::npos);
  CHECK_FALSE(make::open(folder / "p.jpg")->image_held(1).coarse);
  const auto source = make::open(folder.file("cut.jpg", whole.substr(0, whole.size() * 7 / 10)));
  CHECK(source->image_held(1).coarse);
  CHECK(source->image_held(1).share == 1);
  // Without the last marker alone, and with bytes behind it, all of the picture is there.
  const std::string plain = bytes_of_picture(folder, "b.jpg", pix.get(), IFF_JFIF_JPEG);
  for (const std::string& bytes : {plain.substr(0, plain.size() - 2), plain + std::string(300, '\0')}) {
    const auto harmless = make::open(folder.file("c.jpg", bytes));
    CHECK(harmless->image_held(1).share > 0.98);
    CHECK_FALSE(harmless->image_held(1).coarse);
  }
}

TEST_CASE("a JPEG 2000 picture cut short is named, whatever is shown of it") {
  const make::Folder folder;
  const source::PixPtr pix = written(8);
  const std::string whole = bytes_of_picture(folder, "a.jp2", pix.get(), IFF_JP2);
  CHECK(make::open(folder / "a.jp2")->image_held(1).share == 1);
  const auto source = make::open(folder.file("cut.jp2", whole.substr(0, whole.size() * 6 / 10)));
  const source::PixPtr shown = source->image(1, 0);
  REQUIRE(shown);
  CHECK(pixGetWidth(shown.get()) == pixGetWidth(pix.get()));
  CHECK(pixGetHeight(shown.get()) == pixGetHeight(pix.get()));
  CHECK(source->image_held(1).share < 0.8);
  // Of the whole picture, less sharp: dark where it is dark, light where it is light.
  const source::PixPtr small(pixScaleToGray8(source::PixPtr(pixConvertTo1(pix.get(), 128)).get())), seen(pixScaleToGray8(source::PixPtr(pixConvertTo1(shown.get(), 128)).get()));
  const source::PixPtr apart(pixAbsDifference(small.get(), seen.get()));
  l_float32 mean = 255;
  pixGetAverageMasked(apart.get(), nullptr, 0, 0, 1, L_MEAN_ABSVAL, &mean);
  CHECK(mean < 25);
}
