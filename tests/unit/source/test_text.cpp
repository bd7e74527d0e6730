#include <catch2/catch.hpp>

#include "pipeline/source/text.hpp"
#include "tests/unit/source/make.hpp"

using namespace minutier;
using make::open;

TEST_CASE("text in UTF-8, Windows-1252 and UTF-16 reads the same") {
  const make::Folder folder;
  const std::string wanted = "Procès-verbal – l’été à Orléans\n";
  std::string utf16 = "\xFF\xFE";
  for (const char16_t c : std::u16string(u"Procès-verbal – l’été à Orléans\n")) utf16 += static_cast<char>(c & 0xFF), utf16 += static_cast<char>(c >> 8);
  CHECK(make::text_of(folder.file("a", wanted)) == wanted);
  CHECK(make::text_of(folder.file("b", "\xEF\xBB\xBF" + wanted)) == wanted);
  CHECK(make::text_of(folder.file("c", "Proc\xE8s-verbal \x96 l\x92\xE9t\xE9 \xE0 Orl\xE9\x61ns\n")) == wanted);
  CHECK(make::text_of(folder.file("d", utf16)) == wanted);
  CHECK(make::text_of(folder.file("e", utf16.substr(2))) == wanted);
  CHECK(make::text_of(folder.file("f", "Proce\xCC\x80s-verbal \xE2\x80\x93 l\xE2\x80\x99" "e\xCC\x81te\xCC\x81 \xC3\xA0 Orl\xC3\xA9" "ans\n")) == wanted);
  CHECK(open(folder / "c")->description().media_type == "text/plain");
}

TEST_CASE("a stray Latin-1 byte does not spoil a text in UTF-8") {
  const make::Folder folder;
  CHECK(make::text_of(folder.file("a", "séance levée à midi, \xE9lu présent\n")) == "séance levée à midi, élu présent\n");
}

TEST_CASE("line ends and control characters are evened out") {
  const make::Folder folder;
  using namespace std::string_literals;
  CHECK(make::text_of(folder.file("a", "un\r\ndeux\rtrois\x07 quatre\x1B\0 cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
                                                   "dix-sept dix-huit dix-neuf vingt vingt et un vingt-deux vingt-trois vingt-quatre"s)) ==
        "un\ndeux\ntrois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
        "dix-sept dix-huit dix-neuf vingt vingt et un vingt-deux vingt-trois vingt-quatre");
}

TEST_CASE("a form feed parts pages and one at the end opens none") {
  const make::Folder folder;
  const auto source = open(folder.file("a.txt", "page un\n\fpage deux\n\f\fpage quatre\n\f\n"));
  REQUIRE(source->description().page_count == 4);
  CHECK(source->page(1).text == "page un\n");
  CHECK(source->page(3).text.empty());
  CHECK(source->page(3).outcome == "empty");
  CHECK(source->page(4).text == "page quatre\n");
  CHECK(source->page(4).origin == Origin::plain);
  CHECK_THROWS_AS(source->page(5), Error);
}

TEST_CASE("front matter becomes properties and leaves the text") {
  const make::Folder folder;
  const auto source = open(folder.file("a.txt", "---\ntitle: \"PV : l'AG\"\ndate: 2021-03-12  # jeudi\ntags:\n  - budget\n  - quorum\nlieu:\n  ville: Rennes\n---\n\n# Procès-verbal\n\nTexte\n"));
  CHECK(source->description().media_type == "text/markdown");
  CHECK(make::property(*source, "front_matter/title") == "PV : l'AG");
  CHECK(make::property(*source, "front_matter/date") == "2021-03-12");
  CHECK(make::property(*source, "front_matter/tags") == "budget; quorum");
  CHECK(make::property(*source, "front_matter/lieu/ville") == "Rennes");
  CHECK(source->page(1).text == "# Procès-verbal\n\nTexte\n");
}

TEST_CASE("a title that only the front matter has is drawn above the text, with the keys that speak of the document") {
  const make::Folder folder;
  const auto source = open(folder.file("a.md", "---\nlayout: post\ntitle: \"Réunion publique\"\ndate: 2021-05-05 10:00:00 +0200\nlieu: Mairie\n---\nPrésents : Ana, Bob\n"));
  CHECK(source->page(1).text == "# Réunion publique\n\ndate: 2021-05-05\nlieu: Mairie\n\nPrésents : Ana, Bob\n");
}

TEST_CASE("a title that says its day leaves out when the page was written; lines of keys above a text are front matter too") {
  const make::Folder folder;
  CHECK(open(folder.file("a.md", "---\ntitle: Réunion du 4 mai\ndate: 2021-05-05\n---\nTexte\n"))->page(1).text == "# Réunion du 4 mai\n\nTexte\n");
  CHECK(open(folder.file("b.md", "Title: Assemblée générale\nDate: 2015-04-11\nCategory: vie\n\nTexte\n"))->page(1).text == "# Assemblée générale\n\ndate: 2015-04-11\n\nTexte\n");
  CHECK(open(folder.file("c.md", "Titre: seul\n\nTexte\n"))->page(1).text == "Titre: seul\n\nTexte\n");
}

TEST_CASE("rules around a text that is no front matter stay in it") {
  const make::Folder folder;
  const std::string text = "---\nLe conseil s'est réuni.\n---\nLa séance est ouverte.\n";
  const auto source = open(folder.file("a.md", text));
  CHECK(source->page(1).text == text);
  CHECK(source->description().properties.empty());
}

TEST_CASE("reStructuredText is told from Markdown by its marks, and its fields are properties that stay in the text") {
  const make::Folder folder;
  const std::string rst = "=============\nProcès-verbal\n=============\n\n:date: 12 mars 2021\n:lieu: Mairie,\n  salle du conseil\n\nQuorum\n------\n\n=====  =====\nNom    Voix\n=====  =====\nA      3\n=====  =====\n";
  const auto source = open(folder.file("a.txt", rst));
  CHECK(source->description().media_type == "text/x-rst");
  CHECK(make::property(*source, "front_matter/date") == "12 mars 2021");
  CHECK(make::property(*source, "front_matter/lieu") == "Mairie, salle du conseil");
  CHECK(source->page(1).text == rst);
  CHECK(open(folder.file("b.txt", "# Titre\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"))->description().media_type == "text/markdown");
  CHECK(open(folder.file("c.txt", "Le conseil municipal s'est réuni.\n- point un\n- point deux\n"))->description().media_type == "text/plain");
  CHECK(open(folder.file("d.md", "Le conseil municipal.\n"))->description().media_type == "text/markdown");
}

TEST_CASE("HTML becomes Markdown-like text") {
  const make::Folder folder;
  const auto source = open(folder.file(
      "a.bin", "<!DOCTYPE html><html><head><meta charset=iso-8859-1><title>PV de l'AG</title><style>p{}</style></head><body><nav>Menu</nav>"
               "<h1>Proc\xE8s-verbal</h1><p>La  s\xE9" "ance\n est ouverte.<br>Le quorum est atteint.</p>"
               "<ul><li>un<ul><li>un bis</li></ul></li><li><p>deux</p></li></ul><ol start=3><li>trois</li><li>quatre</li></ol>"
               "<table><caption>Votes</caption><tr><th>Nom</th><th>Voix</th></tr><tr><td rowspan=2>A|B</td><td>3</td></tr><tr><td>4</td></tr></table>"
               "<script>x()</script>Fin</body></html>"));
  CHECK(source->description().media_type == "text/html");
  CHECK(make::property(*source, "property/title") == "PV de l'AG");
  CHECK(source->page(1).text ==
        "# Procès-verbal\n\nLa séance est ouverte.\nLe quorum est atteint.\n\n- un\n  - un bis\n- deux\n3. trois\n4. quatre\n\nVotes\n\n"
        "| Nom | Voix |\n|---|---|\n| A\\|B | 3 |\n|  | 4 |\n\nFin\n");
}

TEST_CASE("an HTML table that arranges the page is read cell by cell") {
  const make::Folder folder;
  CHECK(make::text_of(folder.file("a.html", "<html><body><table><tr><td><h2>Menu</h2></td><td><p>Texte</p><table><tr><td>a</td><td>b</td></tr></table></td></tr></table></body></html>")) ==
        "## Menu\n\nTexte\n\n| a | b |\n");
}

TEST_CASE("an HTML list of terms gives each with its words on one line") {
  make::Folder folder;
  CHECK(make::text_of(folder.file("a.html", "<html><body><form><label>Rechercher</label><input type=search></form><dl><dt>Lieu</dt><dd>Salle du conseil</dd>"
                                            "<dt>Présents :</dt><dd>Anne <b>Roy</b></dd><dd>Luc Petit</dd></dl></body></html>")) ==
        "Lieu : Salle du conseil\nPrésents : Anne Roy, Luc Petit\n");
  CHECK(make::text_of(folder.file("b.html", "<html><body><dl><dt>Bilan</dt><dd><p>Un.</p><p>Deux.</p></dd></dl></body></html>")) == "Bilan\n\nUn.\n\nDeux.\n");
}

TEST_CASE("preformatted HTML keeps its lines") {
  const make::Folder folder;
  CHECK(make::text_of(folder.file("a.html", "<html><pre>Pour : 3\nContre : 1\n\nAdopté</pre></html>")) == "Pour : 3\nContre : 1\n\nAdopté\n");
}

TEST_CASE("HTML nested beyond reason is refused") {
  std::string deep = "<html>";
  for (int i = 0; i < 20000; ++i) deep += "<div>";
  const make::Folder folder;
  CHECK(make::refusal(folder.file("a.html", deep)) == ErrorCode::damaged);
}

TEST_CASE("what is no text is refused with a word on what to do") {
  const make::Folder folder;
  std::string noise;
  unsigned value = 12345;
  for (int i = 0; i < 5000; ++i) noise += static_cast<char>((value = value * 1103515245 + 12345) >> 16);
  CHECK(make::refusal(folder.file("a.txt", noise)) == ErrorCode::unsupported);
  CHECK(make::refusal(folder.file("b.txt", "")) == ErrorCode::empty);
  CHECK(make::refusal(folder.file("c.txt", " \n\n\t")) == ErrorCode::empty);
  CHECK(make::refusal(folder.file("d.txt", std::string(6000, 'a') + noise + noise)) == ErrorCode::unsupported);
  CHECK(make::refusal(folder.path()) == ErrorCode::unreadable);
  CHECK(make::refusal(folder / "missing") == ErrorCode::unreadable);
  CHECK(make::refusal(folder.file("e.bin", std::string("\x7F" "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0", 24))) == ErrorCode::unsupported);
  CHECK(make::refusal(folder.file("f.svg", "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>")) == ErrorCode::unsupported);
  source::Options options;
  options.limits.bytes = 10;
  CHECK(make::refusal(folder.file("g.txt", "beaucoup trop long"), options) == ErrorCode::too_large);
}

TEST_CASE("a source's identity is the hash of its bytes, not of its name") {
  const make::Folder folder;
  CHECK(open(folder.file("a.txt", "même texte"))->description().id == open(folder.file("b/c.md", "même texte"))->description().id);
}
