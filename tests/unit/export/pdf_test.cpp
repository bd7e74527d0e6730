// Searchable PDFs, judged by programs that are not ours: qpdf, pdftotext, pdfimages.
#include <catch2/catch.hpp>
#include <leptonica/allheaders.h>

#include <fstream>
#include <regex>

#include "pipeline/export/image_pdf.hpp"
#include "pipeline/export/overlay_pdf.hpp"
#include "tests/support/process.hpp"

using namespace minutier;
using namespace minutier::exports;

namespace {

using PageBox = minutier::Box;  // Leptonica has one too

bool has(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string out_of(const std::vector<std::string>& words) {
  const test::Ran ran = test::run_program(words);
  INFO(words[0] << ": " << ran.err);
  REQUIRE(ran.status == 0);
  return ran.out;
}

struct Found {
  std::string text;
  PageBox box;
};
std::vector<Found> words_in(const std::string& pdf, int page) {
  const std::string number = std::to_string(page), html = out_of({"/usr/bin/pdftotext", "-bbox", "-cropbox", "-f", number, "-l", number, pdf, "-"});
  const std::regex word("<word xMin=\"([-0-9.]+)\" yMin=\"([-0-9.]+)\" xMax=\"([-0-9.]+)\" yMax=\"([-0-9.]+)\">([^<]*)</word>");
  std::vector<Found> out;
  for (std::sregex_iterator it(html.begin(), html.end(), word), end; it != end; ++it) {
    const double x = std::stod((*it)[1]), y = std::stod((*it)[2]);
    out.push_back({std::regex_replace(std::string((*it)[5]), std::regex("&apos;"), "'"), {x, y, std::stod((*it)[3]) - x, std::stod((*it)[4]) - y}});
  }
  return out;
}

// Two lines of words on a page of 400 x 300 points.
Page sample_page(int number = 1) {
  Page page;
  page.number = number;
  page.width = 400, page.height = 300;
  page.origin = Origin::ocr;
  page.engine = "tesseract 5.3.0 fra";
  const auto word = [&](const char* text, const PageBox& box) {
    if (!page.text.empty() && page.text.back() != '\n') page.text += ' ';
    const std::size_t begin = page.text.size();
    page.text += text;
    page.words.push_back({{begin, page.text.size()}, box, 0.9F});
  };
  word("Délibération", {50, 40, 90, 14}), word("n°", {150, 40, 16, 14}), word("12", {172, 40, 14, 14});
  page.text += '\n';
  word("adoptée", {50, 70, 60, 14}), word("à", {116, 70, 8, 14}), word("l'unanimité", {130, 70, 80, 14});
  page.text += '\n';
  page.lines = {{0, 3, {50, 40, 136, 14}}, {3, 3, {50, 70, 160, 14}}};
  return page;
}

void check_words(const std::vector<Found>& found, const Page& page) {
  REQUIRE(found.size() == page.words.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    INFO(found[i].text);
    CHECK(found[i].text == page.words[i].chars.of(page.text));
    CHECK(found[i].box.x == Approx(page.words[i].box.x).margin(0.6));
    CHECK(found[i].box.y == Approx(page.words[i].box.y).margin(1));
    CHECK(found[i].box.right() == Approx(page.words[i].box.right()).margin(0.6));
    CHECK(found[i].box.bottom() == Approx(page.words[i].box.bottom()).margin(1));
  }
}

// An image of 800 x 600 with a black bar at its top left, in the depth and format asked for.
std::string picture(const test::TemporaryFolder& folder, const std::string& name, int depth, int format) {
  Pix* pix = pixCreate(800, 600, depth);
  if (depth > 1) pixSetAll(pix);
  ::Box* area = boxCreate(0, 0, 200, 60);
  if (depth == 1) pixSetInRect(pix, area);
  else pixClearInRect(pix, area);
  boxDestroy(&area);
  REQUIRE(pixWrite((folder / name).c_str(), pix, format) == 0);
  pixDestroy(&pix);
  return folder / name;
}

// Grey of a point of the first page as Poppler draws it at 72 dpi.
int grey_at(const test::TemporaryFolder& folder, const std::string& pdf, int page, int x, int y) {
  const std::string number = std::to_string(page);
  out_of({"/usr/bin/pdftoppm", "-r", "72", "-gray", "-cropbox", "-singlefile", "-f", number, "-l", number, pdf, folder / "drawn"});
  Pix* pix = pixRead((folder / "drawn.pgm").c_str());
  REQUIRE(pix);
  l_uint32 value = 0;
  pixGetPixel(pix, x, y, &value);
  pixDestroy(&pix);
  return static_cast<int>(value);
}

void check_sound(const std::string& pdf) {
  const test::Ran ran = test::run_program({"/usr/bin/qpdf", "--check", pdf});
  INFO(ran.out << ran.err);
  CHECK(ran.status == 0);
}

}  // namespace

TEST_CASE("page images become a PDF whose words are found where they stand, whose images are stored once and without loss") {
  test::TemporaryFolder folder;
  const std::vector<std::string> files = {picture(folder, "a.tif", 1, IFF_TIFF_G4), picture(folder, "b.png", 8, IFF_PNG), picture(folder, "c.jpg", 8, IFF_JFIF_JPEG),
                                          picture(folder, "d.png", 32, IFF_PNG), picture(folder, "e.tif", 8, IFF_TIFF_ZIP), picture(folder, "f.png", 1, IFF_PNG)};
  const std::string pdf = folder / "out.pdf";
  {
    ImagePdf writer(pdf, {"Registre « 1892 »", "sha256:abc", "tesseract 5.3.0 fra", "Minutier test"});
    for (std::size_t i = 0; i < files.size(); ++i) {
      const PdfImage image = pdf_image(files[i], 0, 1);
      writer.add_page(sample_page(static_cast<int>(i + 1)), &image, {});
    }
    CHECK_FALSE(std::filesystem::exists(pdf));  // not before it is whole
    writer.close();
  }
  check_sound(pdf);
  for (int page = 1; page <= static_cast<int>(files.size()); ++page) {
    INFO(files[static_cast<std::size_t>(page - 1)]);
    check_words(words_in(pdf, page), sample_page());
    CHECK(grey_at(folder, pdf, page, 50, 15) < 40);
    CHECK(grey_at(folder, pdf, page, 200, 15) > 215);
    CHECK(grey_at(folder, pdf, page, 50, 200) > 215);
  }
  const std::string list = out_of({"/usr/bin/pdfimages", "-list", pdf});
  CHECK(std::count(list.begin(), list.end(), '\n') == 2 + static_cast<long>(files.size()));
  CHECK(has(list, " ccitt "));
  CHECK(has(list, " jpeg "));
  // The JPEG's bytes are the file's own.
  out_of({"/usr/bin/pdfimages", "-all", "-f", "3", "-l", "3", pdf, folder / "image"});
  CHECK(contents(folder / "image-000.jpg") == contents(files[2]));
}

TEST_CASE("a PDF of page images says PDF/A-2b, with a colour profile and the same title inside and out") {
  test::TemporaryFolder folder;
  const std::string pdf = folder / "out.pdf", again = folder / "again.pdf";
  for (const std::string& file : {pdf, again}) {
    ImagePdf writer(file, {"Séance & <suite>", "sha256:abc", "tesseract 5.3.0 fra", "Minutier test"});
    writer.add_page(sample_page(), nullptr, {});
    writer.close();
  }
  CHECK(contents(pdf) == contents(again));
  const std::string meta = out_of({"/usr/bin/pdfinfo", "-meta", pdf}), info = out_of({"/usr/bin/pdfinfo", pdf});
  CHECK(has(meta, "<pdfaid:part>2</pdfaid:part>"));
  CHECK(has(meta, "<pdfaid:conformance>B</pdfaid:conformance>"));
  CHECK(has(meta, "Séance &amp; &lt;suite&gt;"));
  CHECK(has(info, "Séance & <suite>"));
  CHECK(has(info, "tesseract 5.3.0 fra"));
  CHECK(has(contents(pdf), "/GTS_PDFA1"));
  const std::string profile = srgb_profile();
  CHECK(profile.substr(36, 4) == "acsp");
  CHECK(profile.substr(12, 12) == "mntrRGB XYZ ");
  CHECK((static_cast<unsigned char>(profile[2]) << 8 | static_cast<unsigned char>(profile[3])) == static_cast<int>(profile.size()));
}

TEST_CASE("an image that its file says is turned stands upright, and its bytes stay") {
  test::TemporaryFolder folder;
  const std::string jpeg = picture(folder, "a.jpg", 8, IFF_JFIF_JPEG);
  // Where the bar at the stored image's top left comes to stand, as shares of the page.
  const std::vector<std::pair<double, double>> corner = {{.1, .05}, {.9, .05}, {.9, .95}, {.1, .95}, {.05, .1}, {.95, .1}, {.95, .9}, {.05, .9}};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    INFO(orientation);
    Page page = sample_page();
    if (orientation >= 5) std::swap(page.width, page.height);
    ImagePdf writer(folder / "out.pdf", {});
    const PdfImage image = pdf_image(jpeg, 0, orientation);
    writer.add_page(page, &image, {});
    writer.close();
    const auto& [x, y] = corner[static_cast<std::size_t>(orientation - 1)];
    CHECK(grey_at(folder, folder / "out.pdf", 1, static_cast<int>(x * page.width), static_cast<int>(y * page.height)) < 40);
    CHECK(grey_at(folder, folder / "out.pdf", 1, static_cast<int>(page.width / 2), static_cast<int>(page.height / 2)) > 215);
  }
}

TEST_CASE("a scanned PDF keeps its images and gets its words, also on turned and cropped pages, without an earlier invisible text") {
  test::TemporaryFolder folder;
  // A page of 400 x 300 as displayed: cut out of a larger sheet, and turned.
  struct Sheet {
    int turn;
    const char* crop;
  };
  for (const Sheet& sheet : {Sheet{0, "[20 30 420 330]"}, Sheet{90, "[20 30 320 430]"}, Sheet{180, "[20 30 420 330]"}, Sheet{270, "[20 30 320 430]"}}) {
    INFO(sheet.turn);
    const std::string source = folder / "scan.pdf", out = folder / "out.pdf";
    {
      const std::string content = "BT /F1 12 Tf 3 Tr 60 100 Td (earlier scrap) Tj ET 0.5 g 30 40 50 50 re f";
      std::ofstream(source, std::ios::binary)
          << "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
          << "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /CropBox " << sheet.crop << " /Rotate " << sheet.turn
          << " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents 4 0 R >>\nendobj\n"
          << "4 0 obj\n<< /Length " << content.size() << " >>\nstream\n" << content << "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
    }
    Overlay overlay;
    overlay.original = source;
    overlay.info = {"Essai", "sha256:abc", "tesseract 5.3.0 fra", "Minutier test"};
    overlay.words_of = [](int) { return Overlay::Words::recognised; };
    overlay.page = [](int) { return sample_page(); };
    overlay_pdf(overlay, out);
    check_sound(out);
    check_words(words_in(out, 1), sample_page());
    CHECK(grey_at(folder, out, 1, 20, 280) == grey_at(folder, source, 1, 20, 280));
    CHECK(has(out_of({"/usr/bin/pdfinfo", "-meta", out}), "Essai"));
    CHECK_FALSE(has(out_of({"/usr/bin/pdfinfo", "-meta", out}), "pdfaid:part"));  // its Helvetica is not embedded

    // With words of its own kept, the earlier ones stay too.
    overlay.words_of = [](int) { return Overlay::Words::both; };
    overlay_pdf(overlay, out);
    CHECK(words_in(out, 1).size() == sample_page().words.size() + 2);
  }
}

TEST_CASE("a file that cannot be written or read leaves nothing behind") {
  test::TemporaryFolder folder;
  CHECK_THROWS_AS(ImagePdf(folder / "no/such/folder.pdf", {}), Error);
  std::ofstream(folder / "cut.png") << "\x89PNG\r\n\x1a\n";
  CHECK_THROWS_AS(pdf_image(folder / "cut.png", 0, 1), Error);
  {
    ImagePdf unfinished(folder / "unfinished.pdf", {});
    unfinished.add_page(sample_page(), nullptr, {});
  }
  Overlay overlay;
  overlay.original = folder / "cut.png";
  CHECK_THROWS_AS(overlay_pdf(overlay, folder / "out.pdf"), Error);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}
