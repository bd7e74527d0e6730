// ALTO and hOCR of pages made by hand: which form of a word stands where, hyphens, boxes, structure.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "pipeline/export/page_selection.hpp"
#include "pipeline/export/page_words.hpp"
#include "pipeline/export/transcript.hpp"
#include "pipeline/model/layout.hpp"
#include "tests/support/process.hpp"

using namespace minutier;
using namespace minutier::exports;

namespace {

// A page of lines of words, 10 points to a letter, recognised.
Page page_of(const std::vector<std::vector<std::string>>& lines, double from_y = 100) {
  std::vector<LayoutWord> words;
  double y = from_y;
  int number = 0;
  for (const auto& line : lines) {
    double x = 60;
    for (const std::string& text : line) {
      const double w = 6.0 * static_cast<double>(text.size());
      words.push_back({text, {x, y, w, 12}, 0.9F, number, 0});
      x += w + 6;
    }
    ++number;
    y += 18;
  }
  Page page = compose_page(std::move(words), 595, 842, Origin::ocr, 3);
  page.engine = "tesseract 5.3.0 fra";
  return page;
}

Transcript transcript_of(Page page, bool as_recognised = false) {
  Transcript out{std::string(64, 'a'), "registre <1892> & \"suite\".tif", as_recognised, {}};
  const Picture picture = picture_at(page.width, page.height, 300);
  out.leaves.push_back({std::move(page), picture});
  return out;
}

bool has(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

// The file judged by xmllint, a program that is not ours: by itself, or against a schema.
test::Ran xmllint(const std::string& xml, std::vector<std::string> options) {
  test::TemporaryFolder folder;
  std::ofstream(folder / "page.xml", std::ios::binary) << xml;
  options.insert(options.begin(), "/usr/bin/xmllint");
  options.push_back("--noout");
  options.push_back(folder / "page.xml");
  return test::run_program(options);
}

std::size_t index_of(const std::vector<ShownWord>& words, const std::string& content) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].content == content) return i;
  return words.size();
}

}  // namespace

TEST_CASE("a word cut at a line's end is known as one, with the part that stands in each line") {
  const Page page = page_of({{"Le", "conseil", "déli-"}, {"bère,", "puis", "vote"}});
  const std::vector<ShownWord> words = shown_words(page, false);
  const std::size_t first = index_of(words, "déli"), second = index_of(words, "bère,");
  REQUIRE(first < words.size());
  REQUIRE(second < words.size());
  CHECK(words[first].part == ShownWord::Part::first);
  CHECK(words[first].hyphen == "-");
  CHECK(words[first].shown() == "déli-");
  CHECK(words[first].whole == "délibère");
  CHECK(words[second].part == ShownWord::Part::second);
  CHECK(words[second].whole == "délibère");
}

TEST_CASE("what recognition damaged is mended and the form recognised kept, unless asked as recognised") {
  const Page page = page_of({{"La", "seance", "de", "I'assemblée", "de", "I'office"}, {"est", "ouverte", "par", "le", "préſident"}});
  const std::vector<ShownWord> words = shown_words(page, false);
  const std::size_t mended = index_of(words, "l'assemblée");
  REQUIRE(mended < words.size());
  CHECK(words[mended].recognised == "I'assemblée");
  // The long s stands on the page: it stays, and the modern form is told beside it.
  const std::size_t old = index_of(words, "préſident");
  REQUIRE(old < words.size());
  CHECK(words[old].recognised.empty());
  CHECK(words[old].reading == "président");
  for (const ShownWord& word : shown_words(page, true)) {
    CHECK(word.recognised.empty());
    CHECK(word.reading.empty());
  }
  CHECK(index_of(shown_words(page, true), "I'assemblée") < words.size());
  CHECK(has(to_alto(transcript_of(page)), "CONTENT=\"l&#39;assemblée\" WC=\"0.9\"><ALTERNATIVE PURPOSE=\"recognised\">I&#39;assemblée</ALTERNATIVE>"));
  CHECK(has(to_hocr(transcript_of(page)), "data-recognised=\"I&#39;assemblée\">l&#39;assemblée</span>"));
  CHECK_FALSE(has(to_alto(transcript_of(page, true)), "ALTERNATIVE"));
}

TEST_CASE("ALTO offers what else a digit may be") {
  Page page = compose_page({{"1253,00", {50, 100, 60, 10}, 0.8F}}, 595, 842, Origin::ocr, 1);
  page.digits = {{2, 0.6F, "39"}, {3, 0.9F, ""}};
  CHECK(has(to_alto(transcript_of(page)), "CONTENT=\"1253,00\" WC=\"0.8\"><ALTERNATIVE PURPOSE=\"digits\">1233,00</ALTERNATIVE></String>"));
}

TEST_CASE("ALTO parts the hyphen from its word and gives boxes, confidence, engine, version and file") {
  const std::string alto = to_alto(transcript_of(page_of({{"Le", "conseil", "déli-"}, {"bère,", "puis", "vote"}})));
  CHECK(has(alto, "SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"délibère\""));
  CHECK(has(alto, "SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"délibère\""));
  CHECK(has(alto, "<HYP "));
  CHECK(has(alto, "<softwareName>tesseract</softwareName>"));
  CHECK(has(alto, "<softwareVersion>5.3.0 fra</softwareVersion>"));
  CHECK(has(alto, "<fileName>registre &lt;1892&gt; &amp; &quot;suite&quot;.tif</fileName>"));
  CHECK(has(alto, "<Page ID=\"p3\" PHYSICAL_IMG_NR=\"3\" PC=\"0.9\" WIDTH=\"2479\" HEIGHT=\"3508\">"));
  CHECK(has(alto, "HPOS=\"250\" VPOS=\"417\" WIDTH=\"50\" HEIGHT=\"50\" CONTENT=\"Le\" WC=\"0.9\""));  // 60, 100, 12 x 12 points at 300 dpi
}

TEST_CASE("paragraphs are blocks") {
  Page page = page_of({{"Séance", "du", "14", "février"}, {"Présents", "MM.", "Roux", "et", "Blanc"}});
  Page later = page_of({{"Le", "maire", "ouvre", "la", "séance"}, {"et", "lit", "le", "procès-verbal"}}, 300);
  std::vector<LayoutWord> words;
  for (const Page* part : {&page, &later})
    for (const Word& word : part->words) words.push_back({std::string(word.chars.of(part->text)), word.box, word.confidence, -1, -1});
  const Page both = compose_page(std::move(words), 595, 842, Origin::ocr, 1);
  const std::vector<Block> blocks = blocks_of(both);
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].count == 2);
  CHECK(blocks[1].first == 2);
  CHECK(blocks[1].box.y == Approx(300));
}

TEST_CASE("ALTO and hOCR are well-formed whatever the words hold") {
  Page page = page_of({{"<b>", "&amp;", "\"'", "a\x01" "b", "\xFF\xFE", "œuvre"}});
  const Page empty = [] {
    Page out;
    out.width = 595, out.height = 842, out.outcome = "blank";
    return out;
  }();
  for (const Page& each : {page, empty})
    for (const std::string& xml : {to_alto(transcript_of(each)), to_hocr(transcript_of(each))}) {
      const test::Ran ran = xmllint(xml, {});
      INFO(ran.err << xml);
      CHECK(ran.status == 0);
    }
}

// The elements, their order and the attributes below are what the ALTO 4 documentation describes; the official XSD judges instead where a copy of it
// is named by MINUTIER_ALTO_SCHEMA (see tests/data/README.md).
TEST_CASE("ALTO holds only elements and attributes that ALTO 4 knows, where it knows them") {
  const std::map<std::string, std::set<std::string>> children = {
      {"alto", {"Description", "Layout"}},
      {"Description", {"MeasurementUnit", "sourceImageInformation", "Processing"}},
      {"sourceImageInformation", {"fileName", "fileIdentifier", "documentIdentifier"}},
      {"Processing", {"processingCategory", "processingStepDescription", "processingSoftware"}},
      {"processingSoftware", {"softwareName", "softwareVersion"}},
      {"Layout", {"Page"}}, {"Page", {"PrintSpace"}}, {"PrintSpace", {"TextBlock"}}, {"TextBlock", {"TextLine"}},
      {"TextLine", {"String", "SP", "HYP"}}, {"String", {"ALTERNATIVE"}}};
  const std::set<std::string> place = {"ID", "HPOS", "VPOS", "WIDTH", "HEIGHT"};
  const std::map<std::string, std::set<std::string>> attributes = {
      {"Page", {"ID", "PHYSICAL_IMG_NR", "PRINTED_IMG_NR", "PC", "WIDTH", "HEIGHT"}}, {"PrintSpace", place}, {"TextLine", place},
      {"TextBlock", {"ID", "HPOS", "VPOS", "WIDTH", "HEIGHT", "ROTATION"}},
      {"String", {"ID", "HPOS", "VPOS", "WIDTH", "HEIGHT", "CONTENT", "WC", "SUBS_TYPE", "SUBS_CONTENT"}},
      {"SP", {"HPOS", "VPOS", "WIDTH"}}, {"HYP", {"HPOS", "VPOS", "WIDTH", "CONTENT"}}, {"ALTERNATIVE", {"PURPOSE"}}, {"Processing", {"ID"}},
      {"fileIdentifier", {"fileIdentifierLocation"}}, {"documentIdentifier", {"documentIdentifierLocation"}}};
  const std::string alto = to_alto(transcript_of(page_of({{"Le", "conseil", "de", "I'assemblée", "déli-"}, {"bère,", "puis", "vote"}})));
  const std::regex tag("<(/?)([A-Za-z]+)([^<>]*?)(/?)>"), attribute("([A-Za-z_]+)=\"");
  std::vector<std::string> open;
  std::set<std::string> ids;
  std::size_t strings = 0, hyphens = 0;
  const std::string body = alto.substr(alto.find("<alto"));
  for (std::sregex_iterator it(body.begin(), body.end(), tag), end; it != end; ++it) {
    const std::string name = (*it)[2], rest = (*it)[3];
    if ((*it)[1].length() > 0) {
      REQUIRE(open.back() == name);
      open.pop_back();
      continue;
    }
    INFO(it->str());
    if (!open.empty()) {
      REQUIRE(children.count(open.back()) == 1);
      CHECK(children.at(open.back()).count(name) == 1);
    }
    if (attributes.count(name))
      for (std::sregex_iterator a(rest.begin(), rest.end(), attribute); a != end; ++a) CHECK(attributes.at(name).count((*a)[1]) == 1);
    std::smatch id;
    if (std::regex_search(rest, id, std::regex(" ID=\"([^\"]+)\""))) CHECK(ids.insert(id[1]).second);
    strings += name == "String", hyphens += name == "HYP";
    if ((*it)[4].length() == 0) open.push_back(name);
  }
  CHECK(open.empty());
  CHECK(strings == 8);
  CHECK(hyphens == 1);
  if (const char* schema = std::getenv("MINUTIER_ALTO_SCHEMA"); schema && *schema) {
    const test::Ran ran = xmllint(alto, {"--nonet", "--schema", schema});
    INFO(ran.err);
    CHECK(ran.status == 0);
  }
}

TEST_CASE("lines that run up, down or backwards say so") {
  for (const int degrees : {90, 180, 270}) {
    const Page level = page_of({{"Le", "conseil", "municipal", "approuve"}, {"le", "budget", "primitif", "voté"}});
    std::vector<LayoutWord> words;
    for (const Word& word : level.words)
      words.push_back({std::string(word.chars.of(level.text)), turned(word.box, 360 - degrees, 595, 842), 0.9F, -1, -1});
    const bool side = degrees != 180;
    Page page = compose_turned_page(std::move(words), degrees, side ? 842 : 595, side ? 595 : 842, Origin::ocr, 1);
    CHECK(page.text == level.text);
    for (const int each : rotations_of(page)) CHECK(each == degrees);
    CHECK(has(to_alto(transcript_of(page)), " ROTATION=\"" + std::to_string(degrees) + "\""));
    CHECK(has(to_hocr(transcript_of(page)), "; textangle " + std::to_string(degrees)));
  }
}

TEST_CASE("file names are plain, stable, and differ where the documents do") {
  const std::string a(64, 'a'), b(64, 'b');
  CHECK(file_stem("PV du 14 février 1892 (œuvres).pdf", a) == "pv-du-14-fevrier-1892-oeuvres-aaaaaaaaaaaaaaaa");
  CHECK(file_stem("pv.pdf", a) != file_stem("pv.pdf", b));
  CHECK(file_stem("../../etc/passwd", a) == "etc-passwd-aaaaaaaaaaaaaaaa");
  CHECK(file_stem("日本", a).find('/') == std::string::npos);
  CHECK(file_stem("", a) == "source-aaaaaaaaaaaaaaaa");
  CHECK(file_stem(std::string(500, 'x'), a).size() < 100);
  CHECK(page_stem(7, 12) == "0007");
  CHECK(page_stem(7, 12345) == "00007");
}

TEST_CASE("the pages of an opening stand in blocks of their own with their numbers") {
  std::vector<LayoutWord> words;
  const auto write = [&](double x, const std::string& text) {
    for (int line = 0; line < 4; ++line) words.push_back({text, {x, 100.0 + 16 * line, 60, 10}, 0.9F});
  };
  write(60, "gauche");
  Page page = compose_page(words, 842, 595, Origin::ocr, 1);
  words.clear();
  write(500, "droite");
  const Page right = compose_page(words, 842, 595, Origin::ocr, 1);
  const std::size_t cut = page.text.size() + 1;
  page.text += "\n" + right.text;
  for (Word word : right.words) word.chars = {word.chars.begin + cut, word.chars.end + cut}, page.words.push_back(word);
  for (Line line : right.lines) line.first += 4, page.lines.push_back(line);
  page.label = "12";
  page.sides = {{{0, cut}, "12"}, {{cut, page.text.size()}, "13"}};
  const std::string alto = to_alto(transcript_of(page)), hocr = to_hocr(transcript_of(page));
  CHECK(has(alto, "PRINTED_IMG_NR=\"12-13\""));
  CHECK(has(alto, "<StructureTag ID=\"p1_s2\" TYPE=\"page\" LABEL=\"13\"/>"));
  const std::size_t second = alto.find("TAGREFS=\"p1_s2\"");
  CHECK(alto.find("TAGREFS=\"p1_s1\"") < alto.find("gauche"));
  CHECK(alto.rfind("gauche") < second);
  CHECK(second < alto.find("droite"));
  CHECK(alto.find("<Tags>") < alto.find("<Layout>"));
  const test::Ran ran = xmllint(alto, {"--noout"});
  CHECK(ran.status == 0);
  CHECK(has(hocr, "lpageno \"12-13\""));
  CHECK(hocr.rfind("gauche") < hocr.find("lpageno \"13\""));
  CHECK(hocr.find("lpageno \"13\"") < hocr.find("droite"));
  page.sides.clear();
  CHECK(has(to_alto(transcript_of(page)), "PRINTED_IMG_NR=\"12\""));
  CHECK_FALSE(has(to_alto(transcript_of(page)), "ComposedBlock"));
}
