#include <catch2/catch.hpp>

#include <sstream>

#include "pipeline/model/layout.hpp"

using namespace minutier;

namespace {

// Words of a line of type 10 points high, 5 points a character, from x on.
void line(std::vector<LayoutWord>& out, double x, double y, const std::string& text, double size = 10) {
  std::istringstream in(text);
  double at = x;
  for (std::string word; in >> word;) {
    const double width = size / 2 * static_cast<double>(word.size());
    out.push_back({word, {at, y, width, size}, std::nullopt});
    at += width + size / 2;
  }
}

// A line set to fill its column: equal white between its words.
void justified(std::vector<LayoutWord>& out, double x, double y, double width, const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  double ink = 0;
  for (std::string word; in >> word;) ink += 5.0 * static_cast<double>(word.size()), words.push_back(word);
  const double space = (width - ink) / static_cast<double>(words.size() - 1);
  for (const std::string& word : words) {
    out.push_back({word, {x, y, 5.0 * static_cast<double>(word.size()), 10}, std::nullopt});
    x += 5.0 * static_cast<double>(word.size()) + space;
  }
}

void column(std::vector<LayoutWord>& out, double x, double y, const std::vector<std::string>& lines) {
  for (const std::string& text : lines) line(out, x, y, text), y += 12;
}

std::string composed(std::vector<LayoutWord> words, Origin origin = Origin::ocr) { return compose_page(std::move(words), 595, 842, origin).text; }

bool in_order(const std::string& text, const std::vector<std::string>& parts) {
  std::size_t at = 0;
  for (const std::string& part : parts) {
    at = text.find(part, at);
    if (at == std::string::npos) return false;
  }
  return true;
}

const std::vector<std::string> kFirst{"La federation a tenu malgre tout une", "saison entiere et nos salaries ont ete"};
const std::vector<std::string> kSecond{"a leur poste du premier au dernier jour", "malgre la neige et les routes coupees."};
const std::vector<std::string> kThird{"Au printemps la commission a visite les", "batiments communaux et a fait dresser la"};
const std::vector<std::string> kFourth{"liste des reparations les plus urgentes", "que le conseil accepte a l'unanimite."};

}  // namespace

TEST_CASE("columns of two lines are told by the sentence that goes on at the head of the right one") {
  std::vector<LayoutWord> words;
  line(words, 50, 100, "Relais chez soi");
  column(words, 50, 125, kFirst);
  column(words, 310, 125, kSecond);
  CHECK(in_order(composed(words), {"Relais chez soi", "La federation", "saison entiere", "a leur poste", "malgre la neige"}));
  CHECK(composed(words).find('\t') == std::string::npos);
}

TEST_CASE("two cells of two lines stay side by side where no sentence goes on") {
  std::vector<LayoutWord> words;
  column(words, 50, 125, {"Le president de la federation departementale", "Jean-Marie Le Bihan, maire de la commune"});
  column(words, 310, 125, {"Le secretaire de la seance du conseil,", "Anne-Sophie Kermarrec, adjointe au maire"});
  CHECK(in_order(composed(words), {"departementale\tLe secretaire", "commune\tAnne-Sophie"}));
}

TEST_CASE("zones of columns below headings that stand alone at the left are read one after the other") {
  std::vector<LayoutWord> words;
  double y = 80;
  for (int zone = 0; zone < 4; ++zone, y += 70) {
    line(words, 50, y, "Partie " + std::to_string(zone + 1));
    column(words, 50, y + 24, zone % 2 ? kThird : kFirst);
    column(words, 310, y + 24, zone % 2 ? kFourth : kSecond);
  }
  CHECK(in_order(composed(words), {"Partie 1", "La federation", "a leur poste", "coupees.", "Partie 2", "Au printemps", "liste des", "l'unanimite.", "Partie 3", "La federation",
                                   "a leur poste", "Partie 4", "Au printemps", "liste des"}));
}

TEST_CASE("three columns of a few lines below headings are read one after the other, wide spaces notwithstanding") {
  std::vector<LayoutWord> words;
  const std::vector<std::vector<std::string>> zones{
      {"La federation a tenu ses", "reunions mensuelles dans", "la salle des mariages que", "la commune lui prete sans", "contrepartie depuis toujours", "et cela pour un an encore",
       "si les travaux du beffroi", "le permettent cette annee", "au moins."},
      {"Le foyer rural fermera ses", "portes a la fin de mars", "et les associations iront", "chacune ou elle voudra en", "attendant que les travaux", "promis depuis longtemps",
       "soient finis et que tous", "reviennent dans la maison", "commune."},
      {"Un car conduira nos anciens", "au marche de Noel et les", "ramenera pour le souper", "apres une halte au musee", "de la faience et un arret", "au bord du lac si le vent",
       "et la pluie le permettent", "comme nous le souhaitons", "tous."}};
  double y = 80;
  for (const std::vector<std::string>& zone : zones) {
    line(words, 50, y, "Breve");
    for (std::size_t i = 0; i < 9; ++i) {
      const double x = 50 + 175 * static_cast<double>(i / 3), at = y + 24 + 12 * static_cast<double>(i % 3);
      if (i == 8) line(words, x, at, zone[i]);
      else justified(words, x, at, 150, zone[i]);
    }
    y += 80;
  }
  const std::string text = composed(words);
  INFO(text);
  std::vector<std::string> expected;
  for (const std::vector<std::string>& zone : zones) {
    expected.push_back("Breve");
    expected.insert(expected.end(), zone.begin(), zone.end());
  }
  CHECK(in_order(text, expected));
  CHECK(text.find('\t') == std::string::npos);
}

TEST_CASE("paragraphs of two long columns that part at the same height make no zones") {
  std::vector<LayoutWord> words;
  const auto paragraphs = [&](double x, const std::string& name, const std::vector<int>& lengths) {
    double y = 100;
    for (const int length : lengths) {
      for (int i = 1; i < length; ++i, y += 12) line(words, x, y, name + " ligne de ce long texte sans fin");
      line(words, x, y, name + " fin d'un paragraphe du texte.");
      y += 24;
    }
  };
  paragraphs(50, "gauche", {5, 5, 6});
  paragraphs(310, "droite", {5, 8, 3});
  const std::string text = composed(words);
  CHECK(text.rfind("gauche") < text.find("droite"));
}

TEST_CASE("signatures below two columns are no part of them") {
  std::vector<LayoutWord> words;
  for (int i = 0; i < 7; ++i) {
    line(words, 50, 100 + 12 * i, i == 6 ? "gauche fin du texte de ce long rapport." : "gauche ligne numero " + std::to_string(10 + i) + " du texte long");
    line(words, 310, 100 + 12 * i, i == 6 ? "droite fin de ce rapport." : "droite ligne numero " + std::to_string(10 + i) + " du texte long");
  }
  line(words, 50, 210, "Fait a Gouarec, le 3 mai.");
  line(words, 50, 240, "Le president du comite,");
  line(words, 310, 240, "Le secretaire,");
  line(words, 50, 252, "Jean Le Bihan");
  line(words, 310, 252, "Anne Kermarrec");
  CHECK(in_order(composed(words), {"gauche fin", "droite fin", "Fait a Gouarec", "comite,\tLe secretaire,", "Bihan\tAnne Kermarrec"}));
}

TEST_CASE("a box at the right, past which the text's sentence flows, is read before the text") {
  std::vector<LayoutWord> words;
  for (int i = 0; i < 8; ++i) {
    line(words, 50, 100 + 12 * i, "le texte de la seance coule sans cesse ici");
    if (i > 0 && i < 7) line(words, 330, 100 + 12 * i, i == 1 ? "En bref il faut savoir que" : "notre encadre tient en peu");
  }
  for (int i = 8; i < 12; ++i) line(words, 50, 100 + 12 * i, "et va plus bas d'un bord a l'autre de la page sans rien qui l'arrete dans son cours");
  CHECK(in_order(composed(words), {"En bref", "notre encadre", "le texte de la seance", "et va plus bas"}));
}

TEST_CASE("large figures over their captions are cells with both") {
  std::vector<LayoutWord> words;
  line(words, 50, 100, "1836", 18);
  line(words, 200, 100, "312", 18);
  line(words, 350, 100, "47 %", 18);
  line(words, 50, 120, "appels recus");
  line(words, 200, 120, "familles aidees dans toute");
  line(words, 350, 120, "communes");
  line(words, 200, 132, "l'annee");
  CHECK(composed(words) == "1836 appels recus\t312 familles aidees dans toute l'annee\t47 % communes\n");
}

TEST_CASE("the head of a table over its words is no caption") {
  std::vector<LayoutWord> words;
  for (int i = 0; i < 4; ++i) {
    line(words, 50, 100 + 12 * i, i == 0 ? "2021" : "Recettes");
    line(words, 200, 100 + 12 * i, i == 0 ? "2022" : "Depenses");
  }
  CHECK(in_order(composed(words), {"2021\t2022\n", "Recettes\tDepenses\n"}));
}

TEST_CASE("the equal white between the words of a full line parts no cells") {
  std::vector<LayoutWord> words;
  justified(words, 50, 100, 220, "Les accueils de jour ont rouvert par petits");
  justified(words, 50, 112, 220, "Bretagne avec le SSIAD du");
  justified(words, 50, 124, 220, "groupes et les cafes sont restes fermes en");
  CHECK(composed(words).find('\t') == std::string::npos);
}

TEST_CASE("an opening's two pages are told by the white between them, a wide table's columns are not") {
  std::vector<LayoutWord> words;
  for (int i = 0; i < 20; ++i) {
    line(words, 60, 60 + 14 * i, "la page de gauche du registre des deliberations numero " + std::to_string(i));
    line(words, 460, 60 + 14 * i, "la page de droite du registre des deliberations numero " + std::to_string(i));
  }
  const auto page = compose_opening_page(words, 842, 595, Origin::imported, 3);
  REQUIRE(page);
  REQUIRE(page->sides.size() == 2);
  CHECK(page->sides[0].chars.of(page->text).find("droite") == std::string::npos);
  CHECK(page->sides[1].chars.of(page->text).find("la page de droite") == 0);
  CHECK(page->words[page->lines.back().first].chars.of(page->text) == "la");
  CHECK_FALSE(compose_opening_page(words, 595, 842, Origin::imported));
  line(words, 300, 360, "un total qui court par-dessus le pli de cette page");
  CHECK_FALSE(compose_opening_page(words, 842, 595, Origin::imported));
  std::vector<LayoutWord> accounts;
  for (int i = 0; i < 20; ++i) {
    line(accounts, 60, 60 + 14 * i, "compte numero " + std::to_string(i) + " des charges de la commune");
    line(accounts, 520, 60 + 14 * i, "1 250,00 1 310,00 1 420,00");
  }
  CHECK_FALSE(compose_opening_page(accounts, 842, 595, Origin::imported));
}

namespace {
constexpr const char* kAct[] = {"Le conseil, considerant que le chemin qui mene de la",
                                "place au cimetiere est hors d'usage depuis l'hiver et que",
                                "les voitures n'y passent plus, vu le devis dresse par le",
                                "sieur Marchand, entrepreneur, qui s'eleve a quatre cents",
                                "francs, apres en avoir delibere, vote cette somme sur les",
                                "fonds libres de l'exercice et charge son maire de passer",
                                "le marche avec ledit entrepreneur avant la fin de mai."};
}  // namespace

TEST_CASE("notes of two or three lines in the margin are read before the paragraph they stand beside") {
  std::vector<LayoutWord> words;
  for (int act = 0; act < 3; ++act)
    for (int i = 0; i < 7; ++i) line(words, 160, 100 + 96 * act + 12 * i, kAct[i]);
  line(words, 50, 100, "Chemin du");
  line(words, 50, 112, "cimetiere");
  line(words, 50, 199, "Refection de");  // not on the lines of the text
  line(words, 50, 211, "la voie");
  line(words, 50, 223, "communale");
  std::string act;
  for (const char* text : kAct) act += std::string(text) + "\n";
  CHECK(composed(words) == "Chemin du\ncimetiere\n\n" + act + "\nRefection de\nla voie\ncommunale\n\n" + act + "\n" + act);
}

TEST_CASE("labels of one line beside their paragraphs stay with them") {
  std::vector<LayoutWord> words;
  for (int act = 0; act < 3; ++act) {
    for (int i = 0; i < 7; ++i) line(words, 160, 100 + 96 * act + 12 * i, kAct[i]);
    line(words, 50, 100 + 96 * act, "Article " + std::to_string(act + 1));
  }
  CHECK(composed(words).find("Article 2\tLe conseil, considerant") != std::string::npos);
}

TEST_CASE("headed lists of names in two columns are read one column after the other") {
  std::vector<LayoutWord> words;
  const auto list = [&](double x, double y, const std::vector<std::string>& lines) {
    column(words, x, y, lines);
    return y + 12 * static_cast<double>(lines.size()) + 6;
  };
  line(words, 50, 60, "La commission permanente, convoquee le 7 septembre, s'est tenue en l'hotel du departement.");
  double y = list(50, 100, {"Majorite", "Jeanne Caster, Viviane Estever, Pierre", "Daligaud, Monique Sourbier, Hector", "Talebard, Regine Lafitte"});
  y = list(50, y, {"Groupe Alternance", "Yann Lehoue, Sabine Crouzille,", "Annie Belveze"});
  list(50, y, {"Non inscrite"});
  y = list(320, 94, {"Josette Tremoulet"});
  y = list(320, y, {"Avaient donne delegation de vote", "Claude Peyronnet a Monique Sourbier", "Patrice Vergnes a Yann Lehoue"});
  y = list(320, y, {"Excuse", "Gilbert Anglade"});
  list(320, y, {"Services", "Michel Faugere, directeur"});
  line(words, 50, 300, "Dix-sept membres composent la commission permanente, quatorze sont presents et deux representes.");
  CHECK(in_order(composed(words), {"convoquee", "Majorite", "Talebard", "Groupe Alternance", "Non inscrite\n", "Josette Tremoulet", "Avaient donne", "Excuse\nGilbert Anglade", "Services", "Dix-sept"}));
}

TEST_CASE("cells of several lines that stand in the middle of their row are no lists of their own") {
  std::vector<LayoutWord> words;
  const char* what[] = {"Assistantes", "Cantine", "Bibliotheque", "Voirie"};
  for (int i = 0; i < 4; ++i) {
    const double y = 100 + 60 * i;
    column(words, 50, y + 6, {what[i], "du canton"});
    column(words, 320, y, {"Viviane Gourdon", "Gilles Noizet", "Paule Dartigues"});
  }
  CHECK(in_order(composed(words), {"Assistantes", "Dartigues", "Cantine", "Dartigues", "Bibliotheque"}));
}
