#include "pipeline/base/qpdf.hpp"

#include <catch2/catch.hpp>

#include <leptonica/allheaders.h>

#include "tests/unit/source/make.hpp"

using namespace minutier;
using make::show;
namespace fs = std::filesystem;

namespace {

const Word* word(const Page& page, const std::string& text) {
  for (const Word& w : page.words)
    if (w.chars.of(page.text) == text) return &w;
  return nullptr;
}

// The darkest place of the box in the page's rendering, 0..255; 255 when the box shows nothing but paper.
int darkest(Pix* pix, const minutier::Box& box, double dpi) {
  int least = 255;
  for (int y = static_cast<int>(box.y * dpi / 72); y < static_cast<int>(box.bottom() * dpi / 72); ++y)
    for (int x = static_cast<int>(box.x * dpi / 72); x < static_cast<int>(box.right() * dpi / 72); ++x) {
      l_uint32 value = 255;
      if (x >= 0 && y >= 0 && x < pixGetWidth(pix) && y < pixGetHeight(pix)) pixGetPixel(pix, x, y, &value);
      least = std::min(least, static_cast<int>(value));
    }
  return least;
}

void check_words_on_ink(const std::string& bytes, double width, double height) {
  const make::Folder folder;
  const auto source = make::open(folder.file("a.pdf", bytes));
  const Page page = source->page(1);
  CHECK(page.width == Approx(width));
  CHECK(page.height == Approx(height));
  const source::PixPtr pix = source->image(1, 72);
  REQUIRE(pix);
  CHECK(pixGetWidth(pix.get()) == Approx(width).margin(1));
  CHECK(pixGetHeight(pix.get()) == Approx(height).margin(1));
  REQUIRE(page.words.size() == 2);
  for (const Word& w : page.words) {
    CHECK(darkest(pix.get(), w.box, 72) < 100);
    minutier::Box beside = w.box;  // just above it the paper is white
    beside.y -= 2 * w.box.h;
    CHECK(darkest(pix.get(), beside, 72) > 200);
  }
}

}  // namespace

TEST_CASE("a PDF's text comes with words, boxes and properties") {
  const make::Folder folder;
  const auto source = make::open(folder.file("x", make::pdf({{show(72, 700, "Le quorum est atteint."), ""}, {"", ""}},
                                                            "<< /Title (Proces-verbal) /Author (Mme Durand) /CreationDate (D:20210312101500Z) >>")));
  CHECK(source->description().media_type == "application/pdf");
  CHECK(source->description().page_count == 2);
  CHECK_FALSE(source->description().is_text);
  CHECK(make::property(*source, "property/title") == "Proces-verbal");
  CHECK(make::property(*source, "property/author") == "Mme Durand");
  CHECK(make::property(*source, "property/date") == "2021-03-12T10:15:00Z");
  const Page page = source->page(1);
  CHECK(page.text == "Le quorum est atteint.\n");
  CHECK(page.origin == Origin::embedded);
  const Word* quorum = word(page, "quorum");
  REQUIRE(quorum);
  CHECK(quorum->box.x == Approx(89).margin(3));
  CHECK(quorum->box.bottom() == Approx(145).margin(4));
  CHECK(source->page(2).text.empty());
  CHECK(source->page(2).origin == Origin::embedded);
}

TEST_CASE("boxes stand on the ink whatever the rotation and crop of the page") {
  const std::string content = show(100, 600, "Séance ouverte");
  const std::string latin = [&] {  // WinAnsi
    std::string out = content;
    const std::size_t at = out.find("é");
    return out.replace(at, 2, "\xE9");
  }();
  SECTION("upright") { check_words_on_ink(make::pdf({{latin, ""}}), 595, 842); }
  SECTION("turned by 180") { check_words_on_ink(make::pdf({{latin, "/Rotate 180"}}), 595, 842); }
  SECTION("cropped") { check_words_on_ink(make::pdf({{latin, "/CropBox [50 300 450 800]"}}), 400, 500); }
  SECTION("origin not at zero") { check_words_on_ink(make::pdf({{latin, "", "[-20 30 575 872]"}}), 595, 842); }
}

TEST_CASE("a page has the label its file gives it") {
  const make::Folder folder;
  const fs::path path = folder.file("a.pdf", [] {
    std::string bytes = make::pdf({{show(72, 700, "un"), ""}, {show(72, 700, "deux"), ""}, {show(72, 700, "trois"), ""}});
    const std::string from = "<< /Type /Catalog /Pages 2 0 R >>", to = "<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [0 << /S /r >> 2 << /P (f. ) /S /D /St 12 >>] >> >>";
    return bytes.replace(bytes.find(from), from.size(), to);  // the table of places is mended on reading
  }());
  const auto source = make::open(path);
  CHECK(source->page(1).label == "i");
  CHECK(source->page(2).label == "ii");
  CHECK(source->page(3).label == "f. 12");
  CHECK(make::open(folder.file("b.pdf", make::pdf({{show(72, 700, "un"), ""}})))->page(1).label.empty());
}

TEST_CASE("a page turned by 90 or 270 reads as displayed") {
  // Text drawn upwards, so that a quarter turn shows it level.
  const std::string up = "BT /F1 12 Tf 0 1 -1 0 300 200 Tm (Vote unanime) Tj ET\n";
  const std::string down = "BT /F1 12 Tf 0 -1 1 0 300 600 Tm (Vote unanime) Tj ET\n";
  SECTION("90") { check_words_on_ink(make::pdf({{up, "/Rotate 90"}}), 842, 595); }
  SECTION("270") { check_words_on_ink(make::pdf({{down, "/Rotate 270"}}), 842, 595); }
  SECTION("90, cropped") { check_words_on_ink(make::pdf({{up, "/Rotate 90 /CropBox [100 100 500 700]"}}), 600, 400); }
}

TEST_CASE("an encrypted PDF asks for its password and opens with it") {
  const make::Folder folder;
  const fs::path plain = folder.file("plain.pdf", make::pdf({{show(72, 700, "Secret"), ""}}));
  const fs::path locked = folder / "locked.pdf";
  {
    QPDF pdf;
    pdf.processFile(plain.c_str());
    QPDFWriter writer(pdf, locked.c_str());
    writer.setR6EncryptionParameters("sesame", "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
    writer.write();
  }
  CHECK(make::refusal(locked) == ErrorCode::encrypted);
  CHECK(make::refusal_detail(locked).find("--password") != std::string::npos);
  source::Options options;
  options.password = "wrong";
  CHECK(make::refusal(locked, options) == ErrorCode::encrypted);
  options.password = "sesame";
  const auto source = make::open(locked, options);
  CHECK(source->page(1).text == "Secret\n");
  source->look(1);
}

TEST_CASE("images on a page are measured and invisible text is told") {
  const make::Folder folder;
  const std::string full = "q 595 0 0 842 0 0 cm /Im1 Do Q\n", half = "q 595 0 0 421 0 0 cm /Im1 Do Q\n";
  const std::string hidden = "BT 3 Tr /F1 12 Tf 72 700 Td (ancienne reconnaissance) Tj ET\n";
  const auto source = make::open(folder.file("a.pdf", make::pdf({{full + hidden, ""}, {half + show(72, 700, "visible"), ""}, {show(72, 700, "texte"), ""}})));
  CHECK(source->look(1).image_cover == Approx(1));
  CHECK(source->look(1).invisible_text);
  CHECK(source->look(1).image_dpi == Approx(20 * 72 / 595.0).margin(0.2));
  CHECK(source->look(1).width == Approx(595));
  CHECK(source->look(2).image_cover == Approx(0.5).margin(0.03));
  CHECK_FALSE(source->look(2).invisible_text);
  CHECK(source->look(3).image_cover == 0);
}

TEST_CASE("pictures on a page have their place as displayed, tiles are one picture, and what stands on the next page too is decoration") {
  const make::Folder folder;
  const std::string tiles = "q 200 0 0 50 100 600 cm /Im1 Do Q\nq 200 0 0 50 100 550 cm /Im1 Do Q\n";
  const std::string bytes = make::pdf({{tiles + show(72, 700, "texte"), ""}, {show(72, 700, "rien"), ""}, {tiles, "/Rotate 90 /CropBox [50 50 545 792]"}});
  const auto source = make::open(folder.file("a.pdf", bytes));
  const auto found = source->pictures(1);
  REQUIRE(found.size() == 1);
  CHECK(found[0].box.x == Approx(100));
  CHECK(found[0].box.y == Approx(842 - 650));
  CHECK(found[0].box.w == Approx(200));
  CHECK(found[0].box.h == Approx(100));
  CHECK(found[0].dpi == Approx(20 * 72 / 50.0));
  CHECK(source->pictures(2).empty());
  const auto turned = source->pictures(3);  // 742 x 495 points as displayed: the page's foot is at the left
  REQUIRE(turned.size() == 1);
  CHECK(turned[0].box.x == Approx(500));
  CHECK(turned[0].box.y == Approx(50));
  CHECK(turned[0].box.w == Approx(100));
  CHECK(turned[0].box.h == Approx(200));
  CHECK(make::open(folder.file("b.pdf", make::pdf({{tiles, ""}, {tiles, ""}})))->pictures(1).empty());
}

TEST_CASE("a page that is one scan from edge to edge gives the scan's own pixels, and any other page is drawn") {
  const make::Folder folder;
  const source::PixPtr drawn(pixCreate(200, 283, 8));
  pixSetAllArbitrary(drawn.get(), 230);
  for (l_int32 i = 20; i < 180; ++i) pixSetPixel(drawn.get(), i, 100, 10);
  const std::string file = (folder / "scan.jpg").string();
  REQUIRE(pixWriteJpeg(file.c_str(), drawn.get(), 90, 0) == 0);
  const std::string whole = "q 595 0 0 842 0 0 cm /Im1 Do Q\n", covered = whole + "1 g 0 0 300 842 re f\n", moved = "q 595 0 0 842 0 60 cm /Im1 Do Q\n";
  const auto source = make::open(folder.file("a.pdf", make::pdf({{whole, ""}, {covered, ""}, {moved, ""}}, "", 200, 283, make::bytes_of(file))));
  const int dpi = static_cast<int>(std::lround(source->look(1).image_dpi));
  const source::PixPtr scan = source->image(1, dpi), read(pixRead(file.c_str()));
  REQUIRE(scan);
  l_int32 same = 0;
  pixEqual(scan.get(), read.get(), &same);
  CHECK(same == 1);
  CHECK(pixGetXRes(scan.get()) == dpi);
  const source::PixPtr other = source->image(2, dpi);  // half of it is painted over
  l_uint32 value = 0;
  pixGetPixel(other.get(), 50, 100, &value);
  CHECK(value > 250);
  const source::PixPtr shifted = source->image(3, dpi);
  pixGetPixel(shifted.get(), 100, 100, &value);
  CHECK(value > 200);  // the line stands elsewhere
}

TEST_CASE("an image too large for the limits costs its page, before decoding") {
  const make::Folder folder;
  const auto source = make::open(folder.file("a.pdf", make::pdf({{"q 595 0 0 842 0 0 cm /Im1 Do Q", ""}, {show(72, 700, "sain"), ""}}, "", 35000, 35000)));
  try {
    source->image(1, 100);
    FAIL("rendered");
  } catch (const Error& error) {
    CHECK(error.code == ErrorCode::too_large);
    CHECK(error.page == 1);
    CHECK(error.detail.find("35000") != std::string::npos);
  }
  CHECK(source->page(2).text == "sain\n");
}

TEST_CASE("a JPEG cut short inside a PDF is told by how far it decodes, drawn or shown as it is") {
  const make::Folder folder;
  const source::PixPtr pix(pixCreate(400, 500, 8));
  for (int y = 0; y < 500; ++y)
    for (int x = 0; x < 400; ++x) pixSetPixel(pix.get(), x, y, static_cast<l_uint32>((x * y / 7) % 200));
  pixWrite((folder / "a.jpg").c_str(), pix.get(), IFF_JFIF_JPEG);
  const std::string jpeg = make::bytes_of(folder / "a.jpg");
  for (const char* place : {"q 595 0 0 842 0 0 cm /Im1 Do Q", "q 500 0 0 800 20 20 cm /Im1 Do Q"}) {
    CHECK(make::open(folder.file("whole.pdf", make::pdf({{place, ""}}, "", 400, 500, jpeg)))->image_held(1).share == 1);
    const auto source = make::open(folder.file("cut.pdf", make::pdf({{place, ""}}, "", 400, 500, jpeg.substr(0, jpeg.size() / 2))));
    CHECK(source->image_held(1).share > 0.3);
    CHECK(source->image_held(1).share < 0.7);
    CHECK(source->image(1, 0));
  }
}

TEST_CASE("a huge page is refused at rendering") {
  const make::Folder folder;
  const auto source = make::open(folder.file("a.pdf", make::pdf({{"", "", "[0 0 14400 14400]"}})));
  CHECK_THROWS_AS(source->image(1, 600), Error);
}

TEST_CASE("PDFs that are cut off, empty, looping or mislabelled get a clear word or are repaired") {
  const make::Folder folder;
  const std::string good = make::pdf({{show(72, 700, "Bonjour"), ""}});
  SECTION("the table of offsets is gone") {
    CHECK(make::text_of(folder.file("a.pdf", good.substr(0, good.find("xref\n")) + "trailer << /Root 1 0 R >>\n")) == "Bonjour\n");
  }
  SECTION("cut off within the header") { CHECK(make::refusal(folder.file("a.pdf", good.substr(0, 40))) == ErrorCode::damaged); }
  SECTION("no pages") { CHECK(make::refusal(folder.file("a.pdf", make::pdf({}))) == ErrorCode::empty); }
  SECTION("a page tree that loops") {
    std::string bytes = good;
    const std::size_t at = bytes.find("/Kids [5 0 R ]");
    bytes.replace(at, 14, "/Kids [2 0 R ]");
    const fs::path path = folder.file("a.pdf", bytes);
    try {
      const auto source = make::open(path);
      for (int n = 1; n <= source->description().page_count; ++n) CHECK_THROWS_AS(source->page(n), Error);
    } catch (const Error& error) {
      CHECK((error.code == ErrorCode::damaged || error.code == ErrorCode::empty));
    }
  }
  SECTION("junk before the header and a name that lies") { CHECK(make::text_of(folder.file("a.txt", "junk\n" + good)) == "Bonjour\n"); }
  SECTION("a form that draws itself") {
    std::string bytes = make::pdf({{"/Im1 Do", ""}});
    const std::size_t at = bytes.find("/Subtype /Image");
    bytes.replace(at, 15, "/Subtype /Form ");
    make::open(folder.file("a.pdf", bytes))->look(1);
  }
}

TEST_CASE("content that unpacks without end is refused") {
  const make::Folder folder;
  const fs::path plain = folder.file("plain.pdf", make::pdf({{std::string(70'000'000, ' ') + show(72, 700, "x"), ""}}));
  const fs::path bomb = folder / "bomb.pdf";
  {
    QPDF pdf;
    pdf.processFile(plain.c_str());
    QPDFWriter writer(pdf, bomb.c_str());
    writer.setCompressStreams(true);
    writer.write();
  }
  REQUIRE(fs::file_size(bomb) < 200'000);
  const auto source = make::open(bomb);
  try {
    source->page(1);
    FAIL("read");
  } catch (const Error& error) {
    CHECK(error.code == ErrorCode::too_large);
  }
}

TEST_CASE("a table's rows on a PDF page keep label and amount on one line") {
  const make::Folder folder;
  std::string content;
  const char* labels[] = {"Cotisations", "Subvention municipale", "Produits divers", "Dons", "Charges de personnel", "Loyers", "Total"};
  for (int i = 0; i < 7; ++i) content += show(72, 700 - 16 * i, labels[i]) + show(420, 700 - 16 * i, "1 2" + std::to_string(i) + "0,00");
  const std::string text = make::text_of(folder.file("a.pdf", make::pdf({{content, ""}})));
  CHECK(text.find("Subvention municipale\t1 210,00\n") != std::string::npos);
  CHECK(text.find("Total\t1 260,00\n") != std::string::npos);
}
