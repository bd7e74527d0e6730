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

// An opening: two pages of lines on one image, each with a number in its upper outer corner.
Page opening(int number, const std::string& left, const std::string& right, const std::string& said_left, const std::string& said_right) {
  const auto half = [&](double x0, const std::string& word, double x, const std::string& said) {
    std::vector<LayoutWord> words;
    for (int line = 0; line < 8; ++line)
      for (int i = 0; i < 4; ++i) words.push_back({said + static_cast<char>('a' + line), {x0 + 70 * i, 200.0 + 14 * line, 50, 10}, 0.9F});
    if (!word.empty()) words.push_back({word, {x, 30, 6.0 * static_cast<double>(word.size()), 10}, 0.9F});
    return compose_page(std::move(words), 842, 595, Origin::ocr, number);
  };
  Page first = half(60, left, 60, said_left);
  const Page second = half(480, right, 780, said_right);
  const std::size_t cut = first.text.size() + 1, words = first.words.size();
  first.text += "\n" + second.text;
  for (Word word : second.words) word.chars.begin += cut, word.chars.end += cut, first.words.push_back(word);
  for (Line line : second.lines) line.first += words, first.lines.push_back(line);
  first.sides = {{{0, cut}, ""}, {{cut, first.text.size()}, ""}};
  return first;
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

TEST_CASE("each side of an opening has its own number") {
  std::vector<Page> given{opening(1, "12", "13", "gauche", "droite"), opening(2, "14", "15", "gauche", "droite")};
  CHECK(labels(given) == Strings{"12", "13", "14", "15"});
  const Text text = normalise::normalise(given);
  CHECK(text.pages[0].label == "12");
  CHECK(text.furniture.size() == 4);  // the numbers are no text of the minutes
  const auto label_of = [&](std::string_view word, std::size_t from) {
    const std::size_t at = text.reading.find(word, from);
    const auto evidence = evidence_of(text, {at, at + word.size()});
    REQUIRE(evidence.size() == 1);
    CHECK(evidence[0].page == (from == 0 ? 1 : 2));
    return evidence[0].label;
  };
  const std::size_t second = text.pages[1].recognised.begin;
  CHECK(label_of("gauche", 0) == "12");
  CHECK(label_of("droite", 0) == "13");
  CHECK(label_of("gauche", second) == "14");
  CHECK(label_of("droite", second) == "15");
  // A passage that runs on from one side to the other is proved on both.
  const std::size_t left = text.reading.find("droite") - 40, right = text.reading.find("droite") + 40;
  const auto both = evidence_of(text, {left, right});
  REQUIRE(both.size() == 2);
  CHECK(both[0].label == "12");
  CHECK(both[1].label == "13");
  CHECK(both[0].end <= both[1].begin);
  CHECK(both[1].bytes.of(given[0].text) == both[1].quote);
  // As a part of the text, too: the second half of the first opening alone.
  const Text part = part_of(text, {given[0].sides[1].chars.begin, text.pages[0].recognised.end});
  const auto there = evidence_of(part, {part.reading.find("droite"), part.reading.find("droite") + 6});
  REQUIRE(there.size() == 1);
  CHECK(there[0].label == "13");
  CHECK(there[0].bytes.of(given[0].text) == "droite");
}

TEST_CASE("leaves numbered on one side name only that side") {
  std::vector<Page> given{opening(1, "", "12", "gauche", "droite"), opening(2, "", "13", "gauche", "droite")};
  CHECK(labels(given) == Strings{"", "12", "", "13"});
  label_pages(given);
  CHECK(given[0].label.empty());  // of its first side, which shows none
  CHECK(label_at(given[0].label, given[0].sides, 0).empty());
  CHECK(label_at(given[0].label, given[0].sides, given[0].sides[1].chars.begin) == "12");
  CHECK(all_labels(given[0]) == "12");
  std::vector<Page> unnumbered{opening(1, "", "", "gauche", "droite")};
  unnumbered[0].label = "pl. 4";  // the file's own name for the image
  label_pages(unnumbered);
  CHECK(label_at(unnumbered[0].label, unnumbered[0].sides, 0) == "pl. 4");
}

TEST_CASE("a header on each side of every opening is a running header") {
  std::vector<Page> given;
  for (int n = 1; n <= 2; ++n) given.push_back(opening(n, "Registre", "Registre", "gauche" + std::to_string(n), "droite" + std::to_string(n)));
  CHECK(normalise::normalise(given).furniture.size() == 4);
}
