#include <catch2/catch.hpp>

#include "pipeline/model/layout.hpp"

using namespace minutier;

namespace {

// Words of a line of 10-point type, 5 points a character, from x on.
void line(std::vector<LayoutWord>& out, double x, double y, const std::string& text, double slope = 0) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) out.push_back({text.substr(at, end - at), {x + 5.0 * static_cast<double>(at), y + slope * 5.0 * static_cast<double>(at), 5.0 * static_cast<double>(end - at), 10}, std::nullopt});
    at = end + 1;
  }
}

// Rows twelve points apart from y on, a cell at each x; an empty cell has no words.
void rows(std::vector<LayoutWord>& out, const std::vector<double>& columns, double y, const std::vector<std::vector<std::string>>& cells) {
  for (const auto& row : cells) {
    for (std::size_t c = 0; c < row.size(); ++c) line(out, columns[c], y, row[c]);
    y += 12;
  }
}

// Running text in two columns; the right one stands a little lower.
void two_columns(std::vector<LayoutWord>& out, int lines, double lower) {
  for (int i = 0; i < lines; ++i) {
    line(out, 50, 100 + 12 * i, "gauche ligne numero " + std::to_string(10 + i) + " du texte long");
    line(out, 310, 100 + lower + 12 * i, "droite ligne numero " + std::to_string(10 + i) + " du texte long");
  }
}

std::string composed(std::vector<LayoutWord> words) { return compose_page(std::move(words), 595, 842, Origin::ocr).text; }

}  // namespace

TEST_CASE("words form lines, with a tab at a wide gap and an empty line at a wide space") {
  std::vector<LayoutWord> words;
  rows(words, {50}, 100, {{"Le conseil se reunit"}, {"a dix heures"}});
  rows(words, {50, 300}, 140, {{"Cotisations", "1200"}, {"Dons", "80"}});
  CHECK(composed(words) == "Le conseil se reunit\na dix heures\n\nCotisations\t1200\nDons\t80\n");
}

TEST_CASE("words and lines of the page point into its text") {
  std::vector<LayoutWord> words;
  rows(words, {50}, 100, {{"un deux"}, {"trois"}});
  const Page page = compose_page(words, 595, 842, Origin::embedded, 4);
  CHECK(page.number == 4);
  REQUIRE(page.words.size() == 3);
  CHECK(page.words[2].chars.of(page.text) == "trois");
  REQUIRE(page.lines.size() == 2);
  CHECK(page.lines[0].count == 2);
  CHECK(page.lines[1].first == 2);
  CHECK(page.lines[0].box == Box{50, 100, 35, 10});
}

TEST_CASE("running text in two columns is read column by column, between full lines") {
  std::vector<LayoutWord> words;
  line(words, 50, 60, "Compte rendu de la seance du conseil general de la commune reuni en assemblee ordinaire");
  two_columns(words, 12, 3);
  line(words, 50, 300, "La seance est levee a dix-huit heures et le present proces-verbal est signe par tous");
  const std::string text = composed(words);
  CHECK(text.find("Compte rendu") == 0);
  CHECK(text.find("gauche ligne numero 21") < text.find("droite ligne numero 10"));
  CHECK(text.find("droite ligne numero 21") < text.find("La seance est levee"));
  CHECK(text.find('\t') == std::string::npos);
}

TEST_CASE("three columns are read one after the other") {
  std::vector<LayoutWord> words;
  for (int i = 0; i < 10; ++i)
    for (int c = 0; c < 3; ++c) line(words, 40 + 180 * c, 100 + 12 * i, std::string(1, static_cast<char>('A' + c)) + std::to_string(10 + i) + " le texte qui court encore");
  const std::string text = composed(words);
  CHECK(text.find("A19") < text.find("B10"));
  CHECK(text.find("B19") < text.find("C10"));
}

TEST_CASE("a budget table, a list of names and signatures are not torn into columns") {
  std::vector<LayoutWord> table, names;
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(10 + i);
    rows(table, {50, 400}, 100 + 12 * i, {{"Charges de personnel et frais divers n " + number, "1 2" + number + ",00 EUR"}});
    rows(names, {50, 220, 390}, 100 + 12 * i, {{"Mme Durand", "M. Petit", "Mme Grand"}});
  }
  CHECK(composed(table).find("frais divers n 10\t1 210,00 EUR\n") != std::string::npos);
  CHECK(composed(names).find("Mme Durand\tM. Petit\tMme Grand\n") == 0);
  std::vector<LayoutWord> signatures;
  rows(signatures, {50, 330}, 700, {{"Le president de la seance", "La secretaire de la seance"}, {"Jean Dupont, maire de la ville", "Anne Durand, adjointe au maire"}});
  CHECK(composed(signatures) == "Le president de la seance\tLa secretaire de la seance\nJean Dupont, maire de la ville\tAnne Durand, adjointe au maire\n");
}

TEST_CASE("the cells of a table with two columns of text stay in step") {
  std::vector<LayoutWord> words;
  for (int row = 0; row < 5; ++row)
    rows(words, {50, 310}, 100 + 40 * row,
         {{"question numero " + std::to_string(row) + " du conseil present", "reponse numero " + std::to_string(row) + " du maire present"},
          {"suite de la question de ce jour-la", "suite de la reponse de ce jour-la"}});
  CHECK(composed(words).find("question numero 0 du conseil present\treponse numero 0 du maire present\n") == 0);
}

TEST_CASE("a slightly sloping line stays one line, and so does one with a superscript") {
  std::vector<LayoutWord> words;
  line(words, 50, 100, "une ligne qui monte doucement vers la droite de la page entiere", 0.02);
  line(words, 50, 113, "et une autre qui la suit exactement dans la meme pente que la", 0.02);
  CHECK(composed(words) == "une ligne qui monte doucement vers la droite de la page entiere\net une autre qui la suit exactement dans la meme pente que la\n");
  words.clear();
  line(words, 50, 100, "le 1");
  words.push_back({"er", {72, 98, 6, 5}, std::nullopt});
  line(words, 82, 100, "mars");
  CHECK(composed(words) == "le 1 er mars\n");
}

TEST_CASE("the engine's own lines are trusted, and joined across a table's row") {
  std::vector<LayoutWord> words;
  line(words, 50, 100, "Total general");
  for (auto& word : words) word.line_hint = 0, word.block_hint = 1;
  std::vector<LayoutWord> amount;
  line(amount, 400, 101, "1 250");
  for (auto& word : amount) word.line_hint = 0, word.block_hint = 2;
  words.insert(words.begin(), amount.begin(), amount.end());
  CHECK(composed(words) == "Total general\t1 250\n");
}

TEST_CASE("odd words never break the layout") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Page page = compose_page({{"", {0, 0, 10, 10}}, {" \t", {0, 0, 1, 1}}, {"a\nb", {nan, 0, 1, 1}}, {"c", {10, 10, -5, 8}}, {"\xFF", {30, 10, 5, 8}}}, 100, 100, Origin::ocr);
  CHECK(page.words.size() == 3);
  CHECK(compose_page({}, 100, 100, Origin::ocr).outcome == "empty");
}

TEST_CASE("a long label keeps its tab where the rows around have one") {
  std::vector<LayoutWord> words;
  rows(words, {50, 200}, 100, {{"Cotisations", "1 200,00"}, {"Subvention communale annuelle"}});
  line(words, 210, 112, "800,00");
  line(words, 50, 124, "le compte rendu est adopte par tous les membres presents");
  CHECK(composed(words) == "Cotisations\t1 200,00\nSubvention communale annuelle\t800,00\nle compte rendu est adopte par tous les membres presents\n");
}

TEST_CASE("a bullet or a number stands by its item without a tab") {
  std::vector<LayoutWord> words;
  line(words, 50, 100, "\u2022");
  line(words, 70, 100, "Mme Durand, presidente");
  line(words, 50, 112, "1.");
  line(words, 80, 112, "Rapport moral de la presidente");
  CHECK(composed(words) == "\u2022 Mme Durand, presidente\n1. Rapport moral de la presidente\n");
}

TEST_CASE("a box of figures beside the text is read before it, not into its lines") {
  std::vector<LayoutWord> words;
  const char* box[] = {"Nombre de membres", "en exercice : 15", "Presents : 11", "Pouvoirs : 2", "Votants : 13"};
  const char* text[] = {"L'an deux mille vingt-trois, le six avril, le conseil", "municipal de la commune, dument convoque, s'est reuni", "en session ordinaire a la salle de la mairie, sous la",
                        "presidence de Madame GOURDON, maire, en presence de", "tous les conseillers en exercice, lesquels forment la"};
  for (int i = 0; i < 5; ++i) rows(words, {50, 180}, 100 + 12 * i, {{box[i], text[i]}});
  line(words, 50, 160, "majorite des membres du conseil, ce que le maire constate avant d'ouvrir la seance.");
  CHECK(composed(words) ==
        "Nombre de membres\nen exercice : 15\nPresents : 11\nPouvoirs : 2\nVotants : 13\n\nL'an deux mille vingt-trois, le six avril, le conseil\n"
        "municipal de la commune, dument convoque, s'est reuni\nen session ordinaire a la salle de la mairie, sous la\npresidence de Madame GOURDON, maire, en presence de\n"
        "tous les conseillers en exercice, lesquels forment la\nmajorite des membres du conseil, ce que le maire constate avant d'ouvrir la seance.\n");
}

TEST_CASE("labels beside cells of text are no side box") {
  std::vector<LayoutWord> words;
  const char* labels[] = {"Date", "Lieu", "President", "Secretaire", "Objet"};
  const char* cells[] = {"Le jeudi 6 avril 2023 a vingt heures trente.", "Salle du conseil de la mairie.", "Madame Viviane GOURDON", "Monsieur Gilles NOIZET", "Vote du budget de l'annee et questions diverses"};
  for (int i = 0; i < 5; ++i) rows(words, {50, 180}, 100 + 12 * i, {{labels[i], cells[i]}});
  CHECK(composed(words).find("Lieu\tSalle du conseil de la mairie.\nPresident\tMadame Viviane GOURDON\n") != std::string::npos);
}

namespace {
// A line of type of the given height, close above or below its neighbours.
void sized(std::vector<LayoutWord>& out, double x, double y, double height, const std::string& text) {
  const std::size_t first = out.size();
  line(out, x, y, text);
  for (std::size_t i = first; i < out.size(); ++i) out[i].box.h = height;
}
}  // namespace

TEST_CASE("in a text layer a change of type size parts a heading from its paragraph") {
  std::vector<LayoutWord> words;
  sized(words, 50, 100, 10, "La saison finit en juin.");
  sized(words, 50, 114, 12.5, "Nos ateliers");
  sized(words, 50, 130, 8.7, "COUTURE");
  sized(words, 50, 142, 10, "Le mardi soir, avec douze");
  sized(words, 50, 156, 10, "personnes du quartier.");
  CHECK(compose_page(words, 595, 842, Origin::embedded).text == "La saison finit en juin.\n\nNos ateliers\n\nCOUTURE\n\nLe mardi soir, avec douze\npersonnes du quartier.\n");
  // Ink heights say nothing of the size of type.
  CHECK(compose_page(words, 595, 842, Origin::ocr).text == "La saison finit en juin.\nNos ateliers\nCOUTURE\nLe mardi soir, avec douze\npersonnes du quartier.\n");
}

TEST_CASE("a table whose head has its own type size stays whole") {
  std::vector<LayoutWord> words;
  sized(words, 50, 100, 8, "Produits");
  sized(words, 300, 100, 8, "2018");
  sized(words, 50, 112, 10, "Cotisations");
  sized(words, 300, 112, 10, "1200");
  sized(words, 50, 126, 10, "Dons");
  sized(words, 300, 126, 10, "80");
  CHECK(compose_page(words, 595, 842, Origin::embedded).text == "Produits\t2018\nCotisations\t1200\nDons\t80\n");
}

TEST_CASE("an empty cell keeps its column") {
  std::vector<LayoutWord> words;
  rows(words, {50, 300, 400}, 100, {{"Charges", "2018", "2017"}, {"Achats", "1250", "1300"}, {"Loyer", "", "900"}, {"Salaires", "4000", "3800"}});
  CHECK(composed(words) == "Charges\t2018\t2017\nAchats\t1250\t1300\nLoyer\t\t900\nSalaires\t4000\t3800\n");
}

TEST_CASE("white between two lists of accounts parts them though it is narrow") {
  std::vector<LayoutWord> words;
  // 1250,00 ends seven points before the next label: less than two letters
  rows(words, {50, 230, 272, 450}, 100,
       {{"Achats", "1250,00", "Ventes", "340,00"}, {"Loyer", "1250,00", "Cotisations", "340,00"}, {"Salaires", "1250,00", "Dons", "340,00"}, {"Divers", "1250,00", "Subventions", "340,00"}});
  const std::string text = composed(words);
  CHECK(text.find("Achats\t1250,00\tVentes\t340,00\n") == 0);
  CHECK(text.find("Divers\t1250,00\tSubventions\t340,00\n") != std::string::npos);
}

TEST_CASE("a line that carries on a cell joins its row") {
  std::vector<LayoutWord> words;
  const char* names[] = {"Mme LEFORT", "M. GARNIER", "Mme PICARD", "M. VASSEUR"};
  double y = 100;
  for (int i = 0; i < 4; ++i, y += 12) {
    rows(words, {50, 200, 400}, y, {{names[i], i == 2 ? "Membre du conseil" : "Membre", "Presente"}});
    if (i == 2) line(words, 200, y += 12, "d'administration");
  }
  const Page page = compose_page(words, 595, 842, Origin::ocr);
  CHECK(page.text.find("Mme PICARD\tMembre du conseil d'administration\tPresente\nM. VASSEUR\t") != std::string::npos);
  CHECK(page.lines.size() >= 5);
  for (const Line& l : page.lines) CHECK(l.box.h == Approx(10));
}

TEST_CASE("a table drawn with lines keeps its cells, whatever they hold") {
  std::vector<LayoutWord> words;
  std::vector<Rule> rules;
  line(words, 50, 60, "Le tresorier presente les comptes de l'exercice ecoule");
  for (const double x : {48.0, 150.0, 300.0, 400.0}) rules.push_back({x, 96, x, 188});
  for (const double y : {96.0, 110.0, 150.0, 188.0}) rules.push_back({48, y, 400, y});
  rows(words, {52, 152, 302}, 98, {{"Projet", "Objet", "Montant"}});
  rows(words, {52, 152, 302}, 112, {{"Moulin", "Remise en etat de la roue et", "12 500,00"}, {"", "Du bief, puis curage du canal"}});
  rows(words, {52, 152, 302}, 152, {{"Four", "", "800,00"}});
  line(words, 298, 152, "|");
  line(words, 50, 210, "Le rapport est adopte a l'unanimite des membres");
  const Page page = compose_page(words, 595, 842, Origin::ocr, 1, rules);
  CHECK(page.text ==
        "Le tresorier presente les comptes de l'exercice ecoule\n\nProjet\tObjet\tMontant\n"
        "Moulin\tRemise en etat de la roue et Du bief, puis curage du canal\t12 500,00\nFour\t\t800,00\n\n"
        "Le rapport est adopte a l'unanimite des membres\n");
  CHECK(page.rules.size() == 8);
  const Page again = page_from_json(to_json(page));
  CHECK(again.rules == page.rules);
  CHECK(again.text == page.text);
}

TEST_CASE("a ruled table whose rows are not ruled off has a row for each of its lines") {
  std::vector<LayoutWord> words;
  std::vector<Rule> rules;
  for (const double x : {48.0, 200.0, 300.0}) rules.push_back({x, 96, x, 170});
  for (const double y : {96.0, 110.0, 170.0}) rules.push_back({48, y, 300, y});
  rows(words, {52, 202}, 98, {{"Compte", "Montant"}});
  for (int i = 0; i < 4; ++i) {
    line(words, 52, 112 + 12 * i, "Ligne " + std::to_string(i + 1));
    if (i != 2) line(words, 232, 112 + 12 * i, std::to_string(100 + i) + ",50");
  }
  CHECK(compose_page(words, 595, 842, Origin::ocr, 1, rules).text == "Compte\tMontant\nLigne 1\t100,50\nLigne 2\t101,50\nLigne 3\nLigne 4\t103,50\n");
}

TEST_CASE("a frame and a line between two columns of running text make no table") {
  std::vector<LayoutWord> words;
  two_columns(words, 14, 0);
  const std::string plain = composed(words);
  std::vector<Rule> rules;
  for (const double x : {40.0, 298.0, 560.0}) rules.push_back({x, 90, x, 280});
  for (const double y : {90.0, 280.0}) rules.push_back({40, y, 560, y});
  CHECK(compose_page(words, 595, 842, Origin::ocr, 1, rules).text == plain);
  CHECK(plain.find('\t') == std::string::npos);
}

TEST_CASE("the white on either side of a leader parts nothing, and the last line of a table says nothing of the text below") {
  std::vector<LayoutWord> words;
  rows(words, {50, 300}, 100, {{"Cotisations ...................", "1 250,00"}, {"Dons .........................", "80,00"}});
  CHECK(composed(words) == "Cotisations ................... 1 250,00\nDons ......................... 80,00\n");
}

TEST_CASE("digits in doubt stand in the page's text where their word does") {
  std::vector<LayoutWord> words;
  line(words, 50, 100, "soit 1253 francs");
  words[1].digits = {{3, 0.6F, "58"}};
  const Page page = compose_page(words, 595, 842, Origin::ocr);
  REQUIRE(page.digits.size() == 1);
  CHECK(page.text[page.digits[0].at] == '3');
  const Page again = page_from_json(to_json(page));
  REQUIRE(again.digits.size() == 1);
  CHECK(again.digits[0].others == "58");
}

TEST_CASE("lines of a cell that is centred on its row do not join the row above") {
  std::vector<LayoutWord> words;
  for (int i = 0; i < 3; ++i) rows(words, {50, 200, 300}, 100 + 30 * i, {{"M. NOM" + std::to_string(i), "79" + std::to_string(i), "present"}});
  rows(words, {50, 200}, 190, {{"Mme AUTRE", "518"}});
  line(words, 300, 177, "representee");  // above and below the row it belongs to
  line(words, 300, 203, "par M. NOM0");
  const std::string text = composed(words);
  CHECK(text.find("present representee") == std::string::npos);
}

TEST_CASE("running text beside running text below a table does not give the table more columns") {
  std::vector<LayoutWord> words;
  rows(words, {50, 400}, 100, {{"Prestations", "61 250"}, {"Subventions", "61 250"}, {"Fondations", "61 250"}, {"Total", "61 250"}});
  rows(words, {50, 330}, 148, {{"Les charges de l'annee se sont elevees a un peu moins", "mediatrice ; Corentin Mahe, apprenti"}});
  CHECK(composed(words).find("Prestations\t61 250\nSubventions\t61 250\nFondations\t61 250\nTotal\t61 250\n") == 0);
}
