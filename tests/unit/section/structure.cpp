#include <catch2/catch.hpp>

#include "pipeline/normalise/normalise.hpp"
#include "pipeline/section/section.hpp"

using namespace minutier;

namespace {

struct Read {
  Text text;
  Structure structure;

  explicit Read(const std::string& words) {
    Page page;
    page.text = words;
    text = normalise::normalise({page});
    structure = section::find_structure(text);
  }
  std::string words(std::size_t block) const { return std::string(text.read(structure.blocks.at(block).range)); }
  const Block& block(std::size_t i) const { return structure.blocks.at(i); }
  std::vector<std::vector<std::string>> table(std::size_t i = 0) const {
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : structure.tables.at(i).rows) {
      rows.emplace_back();
      for (const Cell& cell : row) rows.back().emplace_back(text.read(cell.range));
    }
    return rows;
  }
};

using Rows = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("a label with a colon heads the list under it") {
  const Read r("Étaient présents :\n\n- DURAND Zoé - Ville de Sète\n- LE GALL Yann\n\nLa séance est ouverte.");
  REQUIRE(r.structure.blocks.size() == 4);
  CHECK(r.block(0).kind == BlockKind::heading);
  CHECK(r.block(0).ends_with_colon);
  CHECK(r.block(1).kind == BlockKind::item);
  CHECK(r.words(1) == "DURAND Zoé - Ville de Sète");
  CHECK(r.block(2).parent == 0);
  CHECK(r.block(3).kind == BlockKind::paragraph);
}

TEST_CASE("directives of reStructuredText head what they title, targets and bare ones are nothing a reader sees") {
  const Read r(".. _ag2019:\n\nProcès-verbal\n=============\n\n.. note::\n\n   Lu par le bureau.\n\n.. admonition:: Résolution 4a\n\n   Adoptée.\n");
  CHECK(r.block(0).kind == BlockKind::furniture);
  CHECK(r.words(1) == "Procès-verbal");
  CHECK(r.block(2).kind == BlockKind::furniture);
  CHECK(r.words(4) == "Résolution 4a");
  CHECK(r.block(4).kind == BlockKind::heading);
  CHECK(Read(".. suite du texte, sans directive.\n").block(0).kind != BlockKind::furniture);
}

TEST_CASE("what OCR reads for a bullet is a bullet before a capital only") {
  const Read r("Présents\n\n« MARCHAND Paul - FING\ne PALLIER Rose\n¢ GUILLEM Anne\n\n« Une citation entière » dit-il.");
  CHECK(r.words(1) == "MARCHAND Paul - FING");
  CHECK(r.words(2) == "PALLIER Rose");
  CHECK(r.words(3) == "GUILLEM Anne");
  CHECK(r.block(4).kind == BlockKind::paragraph);
}

TEST_CASE("headings are nested by their marks") {
  const Read r("# Procès-verbal\n\n## Vie du club\n\nTexte un peu long qui finit par un point.\n\n## Finances\n\nAutre texte, lui aussi fini.");
  CHECK(r.block(1).parent == 0);
  CHECK(r.block(2).parent == 1);
  CHECK(r.block(3).parent == 0);
  CHECK(r.block(4).parent == 3);
}

TEST_CASE("underlined lines are headings, by the order of their signs") {
  const Read r("Compte rendu\n============\n\nBudget\n------\n\nLe budget est présenté par la trésorière.");
  CHECK(r.block(0).kind == BlockKind::heading);
  CHECK(r.block(0).level < r.block(1).level);
  CHECK(r.block(2).parent == 1);
}

TEST_CASE("wrapped lines are one paragraph, names on lines of their own keep their lines") {
  const Read r("L'assemblée générale s'est tenue\nà la salle des fêtes.\n\nMétropole de Nantes\nVille de Sète\nBerger-Levrault");
  CHECK(r.block(0).lines.size() == 2);
  CHECK(r.block(1).lines.size() == 3);
}

TEST_CASE("an initial at the head of a line is no list number") {
  const Read r("M. Dupont ouvre la séance.\nJ. Martin le remercie.");
  CHECK(r.block(0).kind == BlockKind::paragraph);
}

TEST_CASE("a line that says something is no heading") {
  const Read r("Texte.\n\nPierre Roux : la Ville a fait son bilan\n\nRésultat : + 4550 €\n\nVoir https://exemple.fr/bilan\n\nSuite du texte ici.");
  for (const Block& block : r.structure.blocks) CHECK(block.kind != BlockKind::heading);
}

TEST_CASE("tabbed rows make a table, empty cells stay") {
  const Read r("\t2018\tréalisé 2017\n60 - Achats\t359 187\t263 274\nDivers\t\t340\n");
  CHECK(r.table() == Rows{{"", "2018", "réalisé 2017"}, {"60 - Achats", "359 187", "263 274"}, {"Divers", "", "340"}});
}

TEST_CASE("Markdown tables know their head") {
  const Read r("| Poste | 2022 |\n|---|---:|\n| Achats | 12 € |\n| Loyer | |\n");
  CHECK(r.structure.tables.at(0).header_rows == 1);
  CHECK(r.table() == Rows{{"Poste", "2022"}, {"Achats", "12 €"}, {"Loyer", ""}});
}

TEST_CASE("reStructuredText grids and simple tables are tables") {
  const Read grid("+-------+------+\n| Poste | 2022 |\n+=======+======+\n| Achat | 12   |\n+-------+------+\n");
  CHECK(grid.table() == Rows{{"Poste", "2022"}, {"Achat", "12"}});
  CHECK(grid.structure.tables.at(0).header_rows == 1);
  const Read simple("=======  ====\nPoste    2022\n=======  ====\nAchats   12\nLoyer    800\n=======  ====\n");
  CHECK(simple.table() == Rows{{"Poste", "2022"}, {"Achats", "12"}, {"Loyer", "800"}});
}

TEST_CASE("columns aligned with spaces are a table when several lines have them") {
  const Read r("Cotisations        1 250,00\nSubventions          800,00\nDons                  50,00\n");
  CHECK(r.table() == Rows{{"Cotisations", "1 250,00"}, {"Subventions", "800,00"}, {"Dons", "50,00"}});
}

TEST_CASE("francs and centimes in columns of their own are one sum, and the total stands below its rule") {
  const Read r("Reliquat de 1887 ...........   118 fr. 45 c.\nLocation des bancs .........   764     20\nRentes sur l'État ..........    54      »\n                             ______________\n                   Ensemble  936 fr. 65 c.\n");
  CHECK(r.table() == Rows{{"Reliquat de 1887 ...........", "118 fr. 45 c."}, {"Location des bancs .........", "764     20"}, {"Rentes sur l'État ..........", "54      »"}, {"Ensemble", "936 fr. 65 c."}});
  const Read counts("Budget 2020       12      14\nComptes 2019      20      10\n");
  CHECK(counts.table() == Rows{{"Budget 2020", "12", "14"}, {"Comptes 2019", "20", "10"}});
}

TEST_CASE("years over columns of sums are the table's head, and a side named between them and the sums its row") {
  const Read r("                      2022      2021\nPRODUITS\nCotisations        1 250,00   1 100,00\nDons                  50,00     40,00\n");
  CHECK(r.table() == Rows{{"", "2022", "2021"}, {"PRODUITS", "", ""}, {"Cotisations", "1 250,00", "1 100,00"}, {"Dons", "50,00", "40,00"}});
}

TEST_CASE("one text of three sittings is three, one text of one sitting stays whole") {
  const std::string sitting = "Étaient présents : MM. Roux, Blanc et Noir, conseillers.\n\nLe Conseil approuve le budget. Il est ensuite donné lecture de diverses lettres, puis la séance est levée à dix heures du soir, après que chacun a signé le registre.\n\n";
  Page page;
  page.text = "Séance du 3 mars 1892\n\n" + sitting + "Séance du 12 mai 1892\n\n" + sitting + "Séance du 9 août 1892\n\n" + sitting;
  const Text text = normalise::normalise({page});
  const auto sittings = section::find_sittings(text);
  REQUIRE(sittings.size() == 3);
  CHECK(sittings[0].begin == 0);
  CHECK(sittings[1].of(text.recognised).substr(0, 8) == "Séance ");
  CHECK(sittings[2].end == text.recognised.size());

  Page one;
  one.text = "Procès-verbal de l'assemblée du 3 mars 2022\n\n" + sitting + "Approbation du procès-verbal de la séance du 4 janvier 2022\n\nLe procès-verbal de la séance du 4 janvier 2022 est approuvé. Les membres présents signent.\n\nProcès-verbal de la réunion du 4 janvier 2022 : approuvé\n";
  CHECK(section::find_sittings(normalise::normalise({one})).size() == 1);

  // A part of the sitting whose business names a date.
  Page open;
  open.text = "Procès-verbal du conseil communal du 28 mai 2018\n\nPrésents : MM. Roux, Blanc et Noir, conseillers.\n\nSÉANCE PUBLIQUE\n\n1. Procès-verbal de la séance du 23 avril 2018\n\nLe Conseil approuve. Un membre est absent.\n\nSÉANCE À HUIS CLOS\n\n2. Nomination au 1er juin 2018. Sont présents les mêmes.\n";
  CHECK(section::find_sittings(normalise::normalise({open})).size() == 1);

  // A date below the heading, as registers have it.
  Page below;
  below.text = "SÉANCE PUBLIQUE\n\nL'an mil neuf cent vingt-six, le sept mars à huit heures,\nle conseil s'est réuni.\n\n" + sitting + "SÉANCE PUBLIQUE\n\nL'an mil neuf cent vingt-six, le deux mai à huit heures,\nle conseil s'est réuni.\n\n" + sitting;
  CHECK(section::find_sittings(normalise::normalise({below})).size() == 2);

  Page leaves;  // the number of its leaf in front, as transcripts of registers have it
  leaves.text = "## [p. 22] Séance du 3 mars 1878\n\n" + sitting + "## [p. 24] Assemblée générale du 28 avril 1878\n\n" + sitting;
  CHECK(section::find_sittings(normalise::normalise({leaves})).size() == 2);

  Page trip;  // a stretch of days in the business
  trip.text = "Conseil d'administration du 29 novembre 2022\n\n" + sitting + "Point 6. Voyage d'étude\n\nDu 27 mars au 2 avril 2023, 24 étudiants. Un élève est absent, un autre s'excuse.\n\n" + sitting;
  CHECK(section::find_sittings(normalise::normalise({trip})).size() == 1);

  Page listed;  // the minutes to approve, on the agenda and at its head
  listed.text = "Assemblée du mercredi 25 mars 1998\n\n" + sitting + "Ordre du jour\n\nProcès-verbal du 19 mars 1997\nComptes 1997\n\n" + sitting;
  CHECK(section::find_sittings(normalise::normalise({listed})).size() == 1);

  Page wrapped;  // a line of the text that happens to begin with a date
  wrapped.text = "Assemblée générale du 26 mars 2015\n\n" + sitting + "Mme Berthet est présente. Elle est réélue syndic bénévole pour un an,\ndu 1er avril 2015 au 31 mars 2016, par les présents.\n\nLe coupon sera payé aux actionnaires présents, à dater du\n1er octobre 2015, sous déduction des impôts.\n";
  CHECK(section::find_sittings(normalise::normalise({wrapped})).size() == 1);
}

TEST_CASE("the parts of a split source count their characters from the page's start") {
  Page page;
  page.text = "été\nabc";
  const Text part = part_of(normalise::normalise({page}), {6, 9});
  const auto evidence = evidence_of(part, {0, 3});
  REQUIRE(evidence.size() == 1);
  CHECK(evidence[0].begin == 4);
  CHECK(evidence[0].quote == "abc");
}

TEST_CASE("a part of a text proves what the whole proves") {
  std::vector<Page> pages(2);
  pages[0].number = 4, pages[1].number = 5;
  pages[0].text = "Séance du 3 mars\nLe conseil approuve l ' empla-\ncement du préau.\n\nSéance du 9 août\nMM. Œuvrard, Noël et";
  pages[1].text = "Zoé Ébrard sont présents — le n° 2 est adopté…\n";
  const Text whole = normalise::normalise(pages);
  for (const std::size_t cut : {whole.recognised.find("Séance du 9"), whole.recognised.find("Zoé"), whole.recognised.find("cement")}) {
    const Range recognised{cut, whole.recognised.size()};
    const Range reading = whole.reading_map.up(recognised);
    const Text part = part_of(whole, recognised);
    CHECK(part.recognised == whole.recognised.substr(cut));
    CHECK(part.reading == reading.of(whole.reading));
    CHECK(part.folded == whole.fold(reading));
    CHECK(part.reading_map.lower_size() == part.recognised.size());
    CHECK(part.folded_map.upper_size() == part.folded.size());
    const std::size_t words = part.reading.find("Zoé Ébrard"), there = whole.reading.find("Zoé Ébrard");
    REQUIRE(words != std::string::npos);
    const auto evidence = evidence_of(part, {words, words + 12}), same = evidence_of(whole, {there, there + 12});
    REQUIRE(evidence.size() == 1);
    CHECK(evidence[0].page == 5);
    CHECK(evidence[0].begin == same[0].begin);
    CHECK(evidence[0].end == same[0].end);
    CHECK(evidence[0].quote == same[0].quote);
    CHECK(part.to_folded({words, words + 12}).of(part.folded) == "zoe ebrard");
  }
}

TEST_CASE("a table goes on over a page break, past the running header") {
  std::vector<Page> pages(3);
  for (int i = 0; i < 3; ++i) {
    pages[static_cast<std::size_t>(i)].number = i + 1;
    pages[static_cast<std::size_t>(i)].text = "Commune de Valmoret\tConseil du 6 avril\n\n" + std::string(3, static_cast<char>('A' + i)) + " eau\t10\t12\n" + std::string(3, static_cast<char>('A' + i)) + " bois\t20\t14\n\n" + std::to_string(i + 1) + " / 3\n";
  }
  const Text text = normalise::normalise(pages);
  const Structure structure = section::find_structure(text);
  REQUIRE(structure.tables.size() == 1);
  CHECK(structure.tables[0].rows.size() == 6);
}

TEST_CASE("in a text set to a measure a short line before a sentence is a heading, names under one another are not") {
  std::string words = "Approbation du compte 2022\nVu le code général des collectivités, notamment son article L. 2121-14 et suivants ;\n";
  for (int i = 0; i < 12; ++i) words += "le rapport " + std::string(3, static_cast<char>('a' + i)) + " de la commission des finances est lu, puis examiné point par point,\n";
  words += "avoir délibéré, approuve.\n\nVille de Sète\nVille de Nantes\nVille de Brest\n";
  const Read r(words);
  CHECK(r.block(0).kind == BlockKind::heading);
  CHECK(r.words(0) == "Approbation du compte 2022");
  CHECK(r.block(r.structure.blocks.size() - 1).lines.size() == 3);
}

TEST_CASE("rows of a grid without rules between them stay rows, cells that go on below do not make one") {
  const Read open("+------+-----+\n| Nom  | Lot |\n+======+=====+\n| Roux | 1   |\n| Vert | 2   |\n+------+-----+\n");
  CHECK(open.table() == Rows{{"Nom", "Lot"}, {"Roux", "1"}, {"Vert", "2"}});
  const Read wrapped("+------+-------+\n| Roux | lot 1 |\n|      | cave  |\n+------+-------+\n| Vert | lot 2 |\n+------+-------+\n");
  CHECK(wrapped.table() == Rows{{"Roux", "lot 1"}, {"Vert", "lot 2"}});
}

TEST_CASE("cells that stand one under the other make a table") {
  const Read r("Feuille de présence\n\nSection\nDélégués\nPrésents\n\nArbigny\n22\n15\n\nCourcelles\n18\n11\n\nHaut-Aujon\n20\n9\n\nLa séance est ouverte.");
  REQUIRE(r.structure.tables.size() == 1);
  CHECK(r.table() == Rows{{"Section", "Délégués", "Présents"}, {"Arbigny", "22", "15"}, {"Courcelles", "18", "11"}, {"Haut-Aujon", "20", "9"}});
  const Read votes("Ont obtenu\nCARLIER Hubert\n36\nélu\nMONGIN Jean-Claude\n34\nélu\nSIMONNOT Raoul\n19\n\nLa séance est levée.");
  REQUIRE(votes.structure.tables.size() == 1);
  CHECK(votes.table() == Rows{{"CARLIER Hubert", "36", "élu"}, {"MONGIN Jean-Claude", "34", "élu"}, {"SIMONNOT Raoul", "19", ""}});
  CHECK(Read("Paul Petit\nAnne Blanc\nJean Roux\n\nMarie Vidal\nLuc Faure\nZoé Roy").structure.tables.empty());
}

TEST_CASE("directives of reStructuredText give their tables") {
  const Read list(".. list-table:: Clubs\n   :header-rows: 1\n\n   * - Club\n     - Voix\n   * - Namur Étoile\n     - 6\n   * - Arlon Frame\n     - 3\n\nSuite.");
  REQUIRE(list.structure.tables.size() == 1);
  CHECK(list.table() == Rows{{"Club", "Voix"}, {"Namur Étoile", "6"}, {"Arlon Frame", "3"}});
  const Read csv(".. csv-table:: Comptes\n   :header: \"Poste\", \"Recettes\"\n   :widths: 40, 20\n\n   \"Dons, legs\", \"12,50\"\n   \"Ventes\", \"8\"\n");
  REQUIRE(csv.structure.tables.size() == 1);
  CHECK(csv.table() == Rows{{"Poste", "Recettes"}, {"Dons, legs", "12,50"}, {"Ventes", "8"}});
}

TEST_CASE("terms over indented words are headings of what is said of them") {
  const Read r("Comptes 2015\n  33 oui, 7 non. Adoptés.\nBudget 2016\n  29 oui, 4 non. Adopté.\n");
  REQUIRE(r.structure.blocks.size() == 4);
  CHECK(r.block(0).kind == BlockKind::heading);
  CHECK(r.words(1) == "33 oui, 7 non. Adoptés.");
  CHECK(r.words(2) == "Budget 2016");
}

TEST_CASE("a short line over prose or over values is a title though no blank line parts it") {
  const Read r("Cap Métiers\nUn parcours de six mois pour découvrir les métiers de la mer, avec le lycée maritime.\n\nConseil d'administration\nPrésidente : Hélène Gauvain\nTrésorier : Julien Bréhat\n");
  CHECK(r.block(0).kind == BlockKind::heading);
  CHECK(r.words(0) == "Cap Métiers");
  CHECK(r.words(2) == "Conseil d'administration");
}

TEST_CASE("cells of aligned tables stand under the head they are nearest to, and go on below") {
  const Read r("COMMUNES            PRESENTS                  ABSENTS\nEcuvillers          M. Edmond CARTERON        M. Abel ROUSSOT,\n                                              excusé\nSaulx                                         M. Ernest POURCELOT\n");
  REQUIRE(r.structure.tables.size() == 1);
  CHECK(r.table() == Rows{{"COMMUNES", "PRESENTS", "ABSENTS"}, {"Ecuvillers", "M. Edmond CARTERON", "M. Abel ROUSSOT,"}, {"Saulx", "", "M. Ernest POURCELOT"}});
  CHECK(r.structure.tables[0].rows[1][2].rest.size() == 1);
}

TEST_CASE("a bullet and a tab begin an entry as a bullet and a blank do, and a row of a table stays one") {
  const Read r("•\tChorale du mardi, avec la MJC\n\t–\tBalisage : le sentier est rouvert\n3.\tComptes de l'an passé\n");
  REQUIRE(r.structure.blocks.size() == 3);
  for (std::size_t b = 0; b < 3; ++b) CHECK(r.block(b).kind == BlockKind::item);
  CHECK(r.words(1) == "Balisage : le sentier est rouvert");
  CHECK(r.block(2).marker == "3");
  const Read rows("-\tLoyer\t1 200,00\n-\tAssurance\t90,00\n");
  REQUIRE(rows.structure.tables.size() == 1);
  const Read sums("1.\t12,50\n2.\t18,00\n");
  CHECK(sums.structure.tables.size() == 1);
}

TEST_CASE("bullets that open prose three times are titles, and a line farther out than its bullet is no part of the entry") {
  const std::string prose = "\nLe président remercie les bénévoles et rappelle les grands moments de la saison.\n\n";
  const Read r("•\tRapport moral" + prose + "•\tRapport d'activité" + prose + "•\tComptes" + prose + "•\tBudget 2024\n\nRecettes prévues\n    - Cars : 400\ntotal 400\n    - Dons : 3\nVote : adopté\n");
  CHECK(r.block(0).kind == BlockKind::heading);
  CHECK(r.words(0) == "Rapport moral");
  CHECK(r.block(6).kind == BlockKind::heading);
  std::size_t items = 0;
  for (const Block& block : r.structure.blocks)
    if (block.kind == BlockKind::item) ++items;
  CHECK(items == 2);
  CHECK(r.structure.blocks.back().kind != BlockKind::item);
  const Read few("• Rapport moral" + prose + "• Comptes" + prose);
  CHECK(few.block(0).kind == BlockKind::item);
}

TEST_CASE("titles between equals signs and numbered lists as wikis set them") {
  const Read r("== Ordre du jour ==\n # Serveur\n # Comptes\n\n== 1. Serveur ==\nIl a six ans.\n");
  REQUIRE(r.structure.blocks.size() == 5);
  CHECK(r.block(0).kind == BlockKind::heading);
  CHECK(r.words(0) == "Ordre du jour");
  CHECK(r.block(1).kind == BlockKind::item);
  CHECK(r.block(2).marker == "2");
  CHECK(r.words(3) == "1. Serveur");
  // one « # » in Markdown stays a title
  CHECK(Read("# Serveur\n\nIl a six ans.\n").block(0).kind == BlockKind::heading);
}

TEST_CASE("a box of a task list is none of its entry") {
  const Read r("- [x] Kermesse : 310 repas\n- [ ] Pédibus : deux lignes\n");
  CHECK(r.words(0) == "Kermesse : 310 repas");
  CHECK(r.words(1) == "Pédibus : deux lignes");
}

TEST_CASE("rows with fewer cells stand where the fullest rows have their columns") {
  const Read r("RECETTES                             DEPENSES\nCotisations      9.700,00   Travaux         41.250,00\nVisites         14.330,50   Assurance        3.812,00\n                24.030,50                   45.062,00\n");
  REQUIRE(r.structure.tables.size() == 1);
  CHECK(r.table()[0] == std::vector<std::string>{"RECETTES", "", "DEPENSES", ""});
  CHECK(r.table()[3] == std::vector<std::string>{"", "24.030,50", "", "45.062,00"});
}

TEST_CASE("a title between dashes is a heading, a bullet with a dash in its words is none") {
  const Read read("- BUDGET PRIMITIF 1984 -\n\nIl s'équilibre.\n\n- Lyon - Paris -\n\n- une brouette -\n");
  CHECK(read.block(0).kind == BlockKind::heading);
  CHECK(read.words(0) == "BUDGET PRIMITIF 1984");
  for (std::size_t b = 2; b < read.structure.blocks.size(); ++b) CHECK(read.block(b).kind != BlockKind::heading);
}

TEST_CASE("pages counted up to the last are furniture, a score or a date is none") {
  CHECK(Read("Un texte.\n\n1 / 3\n\nLa suite.\n\n2 / 3\n\nLa fin.\n\n3 / 3\n").text.furniture.size() == 3);
  CHECK(Read("Un texte.\n\n3 / 3\n\nLa suite.\n\n1 / 3\n").text.furniture.empty());
}

TEST_CASE("a list of names that goes on is no title, an entry put in between keeps its number") {
  const Read names("Etaient présents : MM. BURNICHON, CORGIER, Mmes PERRAS,\nSONNERY, MM. TACHET, VALOUR, Mlle VIGNON.\n\nLa séance est ouverte.");
  CHECK(names.block(0).kind == BlockKind::paragraph);
  CHECK(names.block(0).lines.size() == 2);
  const Read again("9bis. Convention de partenariat");
  CHECK(again.block(0).marker == "9bis");
}
