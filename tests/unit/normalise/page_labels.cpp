#include "pipeline/normalise/page_labels.hpp"

#include <catch2/catch.hpp>

#include "pipeline/model/layout.hpp"
#include "pipeline/normalise/normalise.hpp"

using namespace minutier;
using namespace minutier::normalise;

namespace {

constexpr const char* body = "Le conseil, apres en avoir delibere, approuve le compte rendu de la seance precedente.\n";

// Pages of plain text, one after the other.
std::vector<Page> pages(const std::vector<std::string>& texts) {
  std::vector<Page> out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Page page;
    page.number = static_cast<int>(i) + 1;
    page.text = texts[i];
    out.push_back(std::move(page));
  }
  return out;
}

std::vector<std::string> labels(const std::vector<Page>& given) {
  std::vector<std::string> out;
  for (const PrintedLabel& label : printed_labels(given)) out.push_back(label.label);
  return out;
}

using Strings = std::vector<std::string>;

// A page with boxes: lines of text in the middle, and one word by itself.
Page placed(int number, const std::string& word, double x, double y) {
  std::vector<LayoutWord> words;
  for (int line = 0; line < 8; ++line)
    for (int i = 0; i < 6; ++i) words.push_back({"parole", {70.0 + 60 * i, 200.0 + 14 * line, 50, 10}, 0.9F});
  words.push_back({word, {x, y, 6.0 * static_cast<double>(word.size()), 10}, 0.9F});
  return compose_page(std::move(words), 595, 842, Origin::ocr, number);
}

}  // namespace

TEST_CASE("printed numbers and folios name their pages") {
  const std::string text = body;
  CHECK(labels(pages({text + "- 12 -\n", text + "- 13 -\n"})) == Strings{"12", "13"});
  CHECK(labels(pages({text + "Page 3/10\n", text + "Page 4/10\n"})) == Strings{"3", "4"});
  CHECK(labels(pages({"f° 12 r°\n" + text, "f° 12 v°\n" + text, "folio 13\n" + text})) == Strings{"f. 12 r°", "f. 12 v°", "f. 13"});
  CHECK(labels(pages({"12r\n" + text, "12v\n" + text, "13r\n" + text})) == Strings{"f. 12 r°", "f. 12 v°", "f. 13 r°"});
  CHECK(labels(pages({text + "1/3\n", text + "2/3\n", text + "3/3\n"})) == Strings{"1", "2", "3"});
}

TEST_CASE("a lone number counts where the numbers around run on, and nowhere else") {
  const std::string text = body;
  CHECK(labels(pages({text + "7\n", text + "8\n", text + "9\n", text + "150\n"})) == Strings{"7", "8", "9", ""});
  CHECK(labels(pages({text + "7\n", text + "41\n", text + "3\n"})) == Strings{"", "", ""});
  CHECK(labels(pages({text + "7\n"})) == Strings{""});           // a text without pages
  CHECK(labels(pages({text + "Total : 12\n", text + "Total : 13\n"})) == Strings{"", ""});
  CHECK(labels(pages({text + "12/05\n", text + "14/05\n"})) == Strings{"", ""});
  // A running header beside the number: named, but the line is not the number's alone.
  const auto found = printed_labels(pages({"COMMUNE DE BREVILLE\t21\n" + text, "COMMUNE DE BREVILLE\t22\n" + text, "COMMUNE DE BREVILLE\t23\n" + text}));
  CHECK(found[1].label == "22");
  CHECK(found[1].where.empty());
}

TEST_CASE("a number in the margin of a page image needs white around it, or its neighbours") {
  CHECK(labels({placed(1, "34", 520, 30)}) == Strings{"34"});       // a foliation stamp in the corner
  CHECK(labels({placed(1, "34", 300, 800)}) == Strings{"34"});
  CHECK(labels({placed(1, "34", 300, 500)}) == Strings{""});        // in the middle of the page
  CHECK(labels({placed(1, "34", 520, 30), placed(2, "7", 520, 30)}) == Strings{"", ""});  // they contradict one another
  CHECK(labels({placed(1, "34", 520, 30), placed(2, "35", 520, 30)}) == Strings{"34", "35"});
  CHECK(labels({placed(1, "34", 520, 30), placed(2, "", 0, 0), placed(3, "35", 520, 30)}) == Strings{"34", "", "35"});  // leaves, seen on both sides
}

TEST_CASE("evidence carries the label, and the number is no text of the minutes") {
  std::vector<Page> given = pages({std::string(body) + "\n- 12 -\n", std::string(body) + "\n- 13 -\n"});
  const Text text = normalise::normalise(given);
  REQUIRE(text.pages.size() == 2);
  CHECK(text.pages[1].label == "13");
  REQUIRE(text.furniture.size() == 2);
  CHECK(text.read(text.furniture[0]) == "- 12 -");
  const std::size_t at = text.reading.rfind("approuve");
  const auto evidence = evidence_of(text, {at, at + 8});
  REQUIRE(evidence.size() == 1);
  CHECK(evidence[0].label == "13");
  given[0].label = "iv";  // the file's own name for the page stays
  label_pages(given);
  CHECK(given[0].label == "iv");
  CHECK(given[1].label == "13");
}
