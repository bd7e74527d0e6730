#include <catch2/catch.hpp>

#include "pipeline/normalise/fold.hpp"
#include "pipeline/normalise/normalise.hpp"
#include "tests/support/normalised.hpp"

using namespace minutier;
using normalise::fold;

namespace {

Text text_of(const std::string& recognised, Origin origin = Origin::plain) { return test::text_of(recognised, origin); }
std::string reading(const std::string& recognised) { return text_of(recognised).reading; }

}  // namespace

TEST_CASE("folding gives lower-case ASCII as published") {
  CHECK(fold("Élu·e·s « À l’Œuvre » – n° 3 : 12 €") == "elu.e.s \" a l'oeuvre \" - no 3 : 12 eur");
  CHECK(fold("AOÛT\tnoël\nça") == "aout\tnoel\nca");
}

TEST_CASE("every folded range leads back to the words it came from") {
  const Text text = text_of("Présents : Zoé Œuvrard, Cœur");
  const auto at = text.folded.find("oeuvrard");
  REQUIRE(at != std::string::npos);
  CHECK(text.read(text.to_reading({at, at + 8})) == "Œuvrard");
}

TEST_CASE("elisions OCR read as I' |' or [' become l', English contractions stay") {
  CHECK(reading("I'assemblée, |’association, ['unanimité, d'Isère") == "l'assemblée, l’association, l'unanimité, d'Isère");
  CHECK(reading("de I’'année") == "de l'année");
  CHECK(reading("I'm here") == "I'm here");
  CHECK(reading("adopté à 1'unanimité, 21'an, 1'x") == "adopté à l'unanimité, 21'an, 1'x");
  // elsewhere in words too, where no ordinal or mark stands so
  CHECK(reading("1'assemblée, qu'i1 faut, 1a 1iste des dé1ais, en tota1 1es 1er et 1re, 1ère, art. 1a") == "l'assemblée, qu'il faut, la liste des délais, en total les 1er et 1re, 1ère, art. la");
  CHECK(reading("catégorie 1a, salle i1, note1 et 1er mai ; 11 membres, 1ieu dit") == "catégorie 1a, salle i1, note1 et 1er mai ; 11 membres, lieu dit");
}

TEST_CASE("a doubled apostrophe is one") { CHECK(reading("d’'innovation qu''il") == "d'innovation qu'il"); }

TEST_CASE("a word hyphenated at a line end is joined and keeps its line") {
  const Text text = text_of("le design peut contri-\nbuer a transformer\nla ville");
  CHECK(text.reading == "le design peut contribuer\na transformer\nla ville");
  const auto at = text.reading.find("contribuer");
  CHECK(text.to_recognised({at, at + 10}).of(text.recognised) == "contri-\nbuer");
}

TEST_CASE("a hyphen that belongs to the word is kept") { CHECK(reading("dit celui-\nci au maire") == "dit celui-ci\nau maire"); }

TEST_CASE("the parts of a compound cut at its hyphen keep it, the parts of a word do not") {
  CHECK(reading("ouvert par demi-\ngroupes depuis") == "ouvert par demi-groupes\ndepuis");
  CHECK(reading("un avant-\nprojet de loi") == "un avant-projet\nde loi");
  CHECK(reading("il est peut-\nêtre temps") == "il est peut-être\ntemps");
  CHECK(reading("face à face, vis-à-\nvis de lui") == "face à face, vis-à-vis\nde lui");
  CHECK(reading("la délibé-\nration du con-\nseil") == "la délibération\ndu conseil");
  CHECK(reading("des senti-\nmens de la com-\nmune") == "des sentimens\nde la commune");
  CHECK(reading("tout le centre-\nBretagne avec") == "tout le centre-Bretagne\navec");
  CHECK(reading("M. Jean-\nPierre Le Gall et sa voisine") == "M. Jean-Pierre Le Gall\net sa voisine");
}

TEST_CASE("a hyphen before a capital is none where nothing shows a compound") {
  CHECK(reading("les membres présents-\nMonsieur le maire") == "les membres présents-\nMonsieur le maire");
  CHECK(reading("le pays-\nDurand ; du pays-Durand") == "le pays-Durand\n; du pays-Durand");
}

TEST_CASE("what the text writes inside its lines decides on a cut word") {
  CHECK(reading("à Kermaria-Sulard, la blavo-\nlette et la blavo-lette") == "à Kermaria-Sulard, la blavo-lette\net la blavo-lette");
  CHECK(reading("le porte-\nfolio du portefolio") == "le portefolio\ndu portefolio");
}

TEST_CASE("a raised e is an ordinal where the text writes it so elsewhere, and money elsewhere") {
  CHECK(reading("La 27e Région. La 27° Région, la 27€ Région, 27 € et 12€ net") == "La 27e Région. La 27e Région, la 27e Région, 27 € et 12€ net");
  CHECK(reading("27^e Région") == "27e Région");
}

TEST_CASE("emphasis, deletions, links and tags are marks, not words") {
  CHECK(reading("**Présents** : _Zoé_ ~~absente~~ [rapport](http://x.fr) <i>Bénéfice</i>") == "Présents : Zoé  rapport Bénéfice");
  CHECK(reading("* Zoé (*)\nsnake_case 3 * 4") == "* Zoé (*)\nsnake_case 3 * 4");
}

TEST_CASE("odd spaces become plain and ligatures letters") { CHECK(reading("1\u00A0107\u202F118 € o\uFB03ce") == "1 107 118 € office"); }

TEST_CASE("francs that recognition took for pounds are francs") {
  Page page;
  page.text = "Loyer 400 £r. 50 et 12 £ sterling\n";
  page.origin = Origin::ocr;
  CHECK(normalise::normalise({page}).reading == "Loyer 400 fr. 50 et 12 £ sterling\n");
  page.origin = Origin::plain;
  CHECK(normalise::normalise({page}).reading == page.text);
}

TEST_CASE("a word that runs over a page break is evidence on both pages") {
  Page first, second;
  first.number = 1;
  first.text = "les comptes sont approu-";
  second.number = 2;
  second.text = "vés à l'unanimité.";
  const Text text = normalise::normalise({first, second});
  const auto at = text.reading.find("approuvés");
  REQUIRE(at != std::string::npos);
  const auto evidence = evidence_of(text, {at, at + std::string("approuvés").size()});
  REQUIRE(evidence.size() == 2);
  CHECK(evidence[0].page == 1);
  CHECK(evidence[0].quote == "approu-");
  CHECK(evidence[1].page == 2);
  CHECK(evidence[1].begin == 0);
  CHECK(evidence[1].quote == "vés");
}

TEST_CASE("evidence counts code points, boxes cover the words of a line") {
  Page page;
  page.text = "Été à Sète";
  page.origin = Origin::ocr;
  page.words = {{{0, 5}, {10, 10, 20, 8}, 0.9F}, {{6, 8}, {32, 10, 4, 8}, 0.9F}, {{9, 14}, {40, 10, 20, 8}, 0.9F}};
  const Text text = normalise::normalise({page});
  const auto evidence = evidence_of(text, {6, text.reading.size()});
  REQUIRE(evidence.size() == 1);
  CHECK(evidence[0].begin == 4);
  CHECK(evidence[0].end == 10);
  REQUIRE(evidence[0].boxes.size() == 1);
  CHECK(evidence[0].boxes[0] == Box{32, 10, 28, 8});
}

TEST_CASE("lines that come back on every page are masked, votes that recur are not") {
  std::vector<Page> pages(4);
  for (int i = 0; i < 4; ++i) {
    pages[static_cast<std::size_t>(i)].number = i + 1;
    pages[static_cast<std::size_t>(i)].text = "Commune de Valmoret\nPoint " + std::string(1, static_cast<char>('A' + i)) + " de la séance.\nAdopté à l'unanimité\nPage " + std::to_string(i + 1);
  }
  const Text text = normalise::normalise(pages);
  std::size_t masked = 0;
  for (const Range line : text.furniture) {
    const std::string words(text.read(line));
    CHECK((words == "Commune de Valmoret" || words.substr(0, 4) == "Page"));
    ++masked;
  }
  CHECK(masked == 8);
}

TEST_CASE("a letterhead of four lines that comes back in a text without page marks is furniture") {
  Page page;
  page.number = 1;
  for (int i = 1; i < 5; ++i)
    page.text += "La Bricole\n4 rue des Lilas - 57000 Tréhorel\nTéléphone : 03 87 00 00 00\nSIRET : 538 172 404 00021 - APE : 7220Z\n- Point " + std::string(1, static_cast<char>('A' + i)) + " de la séance\n\n";
  const Text text = normalise::normalise({page});
  CHECK(text.furniture.size() == 16);
}

TEST_CASE("what acts one behind the other say each again is no furniture, their heading is") {
  Page page;
  page.number = 1;
  for (int i = 1; i < 5; ++i)
    page.text += "VILLE DE VALMORET\nDépartement de la Haute-Orne\n\nM. Paul ROUX, Mme Anne BLANC,\nM. Jean NOIR, M. Luc VERT,\nMme Zoé ROSE, M. Guy GRIS,\nM. Marc BRUN.\n\nObjet " + std::string(1, static_cast<char>('A' + i)) + "\n\nLe Maire,\nPaul ROUX\n\n";
  const Text text = normalise::normalise({page});
  REQUIRE(text.furniture.size() == 8);
  for (const Range line : text.furniture) CHECK((text.read(line).substr(0, 5) == "VILLE" || text.read(line).substr(0, 4) == "Dép"));
}

TEST_CASE("lines that stand alone and count the pages are masked where the page marks are gone, numbered business is not") {
  Page page;
  page.number = 1;
  for (int i = 2; i < 6; ++i)
    page.text += "Il est question du point " + std::to_string(i) + ".\n\nRapport annuel 2022 | Les Amis du canal      " + std::to_string(i) + "\n\nQuestion n° " + std::to_string(i) + "\n\nTravaux du lot     " + std::to_string(7 - i) + "\n\n";
  const Text text = normalise::normalise({page});
  REQUIRE(text.furniture.size() == 4);
  for (const Range line : text.furniture) CHECK(text.read(line).substr(0, 7) == "Rapport");
}

TEST_CASE("a range that would cut a character takes it whole") {
  const Text text = text_of("Pré");
  const auto evidence = evidence_of(text, {0, 3});
  REQUIRE(evidence.size() == 1);
  CHECK(evidence[0].quote == "Pré");
}

TEST_CASE("characters are counted from the page's start however far down the words stand") {
  std::string words;
  while (words.size() < 5000) words += "été ";
  const std::size_t before = words.size() / 6 * 4;  // "été " is six bytes of four characters
  words += "Zoé";
  const Text text = text_of(words);
  const auto evidence = evidence_of(text, {text.reading.find("Zoé"), text.reading.size()});
  REQUIRE(evidence.size() == 1);
  CHECK(evidence[0].begin == before);
  CHECK(evidence[0].end == before + 3);
}
