#include <catch2/catch.hpp>

#include <leptonica/allheaders.h>

#include <cstdlib>

#include "tests/unit/source/make.hpp"

using namespace minutier;
namespace fs = std::filesystem;

namespace {

const std::string kWord = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";

std::string paragraph(const std::string& text, const std::string& properties = "") {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space='preserve'>" + text + "</w:t></w:r></w:p>";
}
std::string style(const std::string& id) { return "<w:pStyle w:val='" + id + "'/>"; }
std::string listed(int list, int level) { return "<w:numPr><w:ilvl w:val='" + std::to_string(level) + "'/><w:numId w:val='" + std::to_string(list) + "'/></w:numPr>"; }

fs::path docx(const make::Folder& folder, const std::string& body, std::vector<std::pair<std::string, std::string>> more = {}) {
  const std::string styles = "<w:styles " + kWord + "><w:style w:styleId='Titre1'><w:name w:val='heading 1'/></w:style>"
                             "<w:style w:styleId='Mien'><w:name w:val='Mon titre'/><w:basedOn w:val='Titre1'/></w:style>"
                             "<w:style w:styleId='Plan'><w:name w:val='Plan'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style></w:styles>";
  const std::string numbering = "<w:numbering " + kWord + "><w:abstractNum w:abstractNumId='7'>"
                                "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
                                "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%2)'/></w:lvl></w:abstractNum>"
                                "<w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/></w:lvl></w:abstractNum>"
                                "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num></w:numbering>";
  more.insert(more.begin(), {{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w:document " + kWord + "><w:body>" + body + "</w:body></w:document>"},
                             {"word/styles.xml", styles}, {"word/numbering.xml", numbering},
                             {"docProps/core.xml", "<cp:coreProperties xmlns:cp='c' xmlns:dc='d' xmlns:dcterms='t'><dc:title>PV de l'AG</dc:title><dc:creator>Mme Durand</dc:creator>"
                                                   "<dcterms:created>2021-03-12T10:00:00Z</dcterms:created></cp:coreProperties>"}});
  return make::zip(folder / "document", more);
}

std::string cell(const std::string& content, const std::string& properties = "") { return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>"; }

}  // namespace

TEST_CASE("a DOCX gives headings, lists, tables, properties and no tracked deletions") {
  const make::Folder folder;
  const std::string body =
      paragraph("Assemblée générale", style("Titre1")) + paragraph("Présents", style("Mien")) + paragraph("Excusés", style("Plan")) +
      "<w:p><w:r><w:t>La séance </w:t></w:r><w:del><w:r><w:delText>n'est pas</w:delText></w:r></w:del><w:ins><w:r><w:t>est</w:t></w:r></w:ins>"
      "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'> ouverte</w:t><w:tab/><w:t>à 18</w:t><w:noBreakHyphen/><w:t>h</w:t><w:br/><w:t>Mairie</w:t></w:r></w:p>" +
      paragraph("rapport moral", listed(1, 0)) + paragraph("vote", listed(1, 1)) + paragraph("débat", listed(1, 1)) + paragraph("budget", listed(1, 0)) +
      paragraph("point", listed(2, 0)) +
      "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell(paragraph("Poste")) + cell(paragraph("Montant")) + "</w:tr><w:tr>" + cell(paragraph("Dons") + paragraph("legs")) +
      cell(paragraph("1 200 |")) + "</w:tr><w:tr>" + cell(paragraph("Total"), "<w:gridSpan w:val='2'/>") + "</w:tr></w:tbl>";
  const auto source = make::open(docx(folder, body));
  CHECK(source->description().media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  CHECK(source->description().is_text);
  CHECK(make::property(*source, "property/title") == "PV de l'AG");
  CHECK(make::property(*source, "property/author") == "Mme Durand");
  CHECK(make::property(*source, "property/date") == "2021-03-12T10:00:00Z");
  CHECK(source->page(1).text ==
        "# Assemblée générale\n\n# Présents\n\n## Excusés\n\nLa séance est ouverte\tà 18-h\nMairie\n\n"
        "1. rapport moral\n  a) vote\n  b) débat\n2. budget\n- point\n\n| Poste | Montant |\n|---|---|\n| Dons; legs | 1 200 \\| |\n| Total |  |\n");
}

TEST_CASE("a DOCX's text boxes, footnotes and letterhead are read once") {
  const make::Folder folder;
  const std::string box = "<w:txbxContent>" + paragraph("Encadré") + "</w:txbxContent>";
  const std::string body = "<w:p><w:r><w:t>Texte</w:t><w:footnoteReference w:id='2'/></w:r><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice>" + box + "</mc:Choice><mc:Fallback>" + box +
                           "</mc:Fallback></mc:AlternateContent></w:r></w:p>" + paragraph("Suite");
  const fs::path path = docx(folder, body,
                             {{"word/footnotes.xml", "<w:footnotes " + kWord + "><w:footnote w:id='0'>" + paragraph("séparateur") + "</w:footnote><w:footnote w:id='2'>" + paragraph("Une note") + "</w:footnote></w:footnotes>"},
                              {"word/header1.xml", "<w:hdr " + kWord + ">" + paragraph("Association Les Amis") + paragraph("Page 1 sur 3") + "</w:hdr>"},
                              {"word/header2.xml", "<w:hdr " + kWord + ">" + paragraph("Association Les Amis") + "</w:hdr>"}});
  CHECK(make::text_of(path) == "Association Les Amis\n\nTexte[^1]\n\nEncadré\n\nSuite\n\n[^1]: Une note\n");
}

TEST_CASE("cells merged downwards are read once and a table holding tables is read cell by cell") {
  const make::Folder folder;
  const std::string row = "<w:tr>" + cell(paragraph("Bureau"), "<w:vMerge w:val='restart'/>") + cell(paragraph("A")) + "</w:tr><w:tr>" + cell(paragraph("caché"), "<w:vMerge/>") + cell(paragraph("B")) + "</w:tr>";
  CHECK(make::text_of(docx(folder, "<w:tbl>" + row + "</w:tbl>")) == "| Bureau | A |\n|  | B |\n");
  CHECK(make::text_of(docx(folder, "<w:tbl><w:tr>" + cell(paragraph("Avant") + "<w:tbl>" + row + "</w:tbl>" + paragraph("Après")) + "</w:tr></w:tbl>")) ==
        "Avant\n\n| Bureau | A |\n|  | B |\n\nAprès\n");
}

TEST_CASE("a scanned page pasted into a DOCX is a page of its own") {
  const make::Folder folder;
  const fs::path image = folder / "scan.png";
  {
    const source::PixPtr pix(pixCreate(900, 1200, 8));
    pixWrite(image.c_str(), pix.get(), IFF_PNG);
  }
  const auto source = make::open(docx(folder, "<w:p><w:r><w:drawing><a:blip xmlns:a='a' r:embed='rId5'/></w:drawing></w:r></w:p>",
                                      {{"word/_rels/document.xml.rels", "<Relationships><Relationship Id='rId5' Target='media/image1.png'/></Relationships>"},
                                       {"word/media/image1.png", make::bytes_of(image)}}));
  REQUIRE(source->description().page_count == 1);
  CHECK_FALSE(source->description().is_text);
  CHECK(source->page(1).text.empty());
  CHECK(source->look(1).image_cover == 1);
  const source::PixPtr pix = source->image(1, 0);
  REQUIRE(pix);
  CHECK(pixGetWidth(pix.get()) == 900);
}

namespace {
std::string png_of(const make::Folder& folder, int width, int height) {
  const fs::path image = folder / "picture.png";
  const source::PixPtr pix(pixCreate(width, height, 8));
  pixWrite(image.c_str(), pix.get(), IFF_PNG);
  return make::bytes_of(image);
}
std::string drawing(const std::string& id, int width, int height) {  // points
  return "<w:r><w:drawing><wp:inline xmlns:wp='wp'><wp:extent cx='" + std::to_string(width * 12700) + "' cy='" + std::to_string(height * 12700) +
         "'/><a:blip xmlns:a='a' r:embed='" + id + "'/></wp:inline></w:drawing></w:r>";
}
const std::string kPictures = "<Relationships><Relationship Id='logo' Target='media/logo.png'/><Relationship Id='table' Target='media/table.png'/></Relationships>";
}  // namespace

TEST_CASE("a large picture in a DOCX is a page where it stands and a logo leaves the text as it is") {
  const make::Folder folder;
  const std::vector<std::pair<std::string, std::string>> parts{
      {"word/_rels/document.xml.rels", kPictures}, {"word/media/logo.png", png_of(folder, 900, 900)}, {"word/media/table.png", png_of(folder, 500, 200)}};
  const std::string logo = "<w:p>" + drawing("logo", 90, 90) + "</w:p>", table = drawing("table", 400, 160);
  const auto with_logo = make::open(docx(folder, paragraph("un", listed(1, 0)) + logo + paragraph("deux", listed(1, 0)), parts));
  CHECK(with_logo->description().is_text);
  CHECK(with_logo->page(1).text == "1. un\n2. deux\n");

  const auto source = make::open(docx(folder, logo + paragraph("Avant") + "<w:p>" + table + "</w:p>" + paragraph("Après"), parts));
  REQUIRE(source->description().page_count == 3);
  CHECK(source->page(1).text == "Avant\n");
  CHECK(source->page(3).text == "Après\n");
  const source::Source::Look look = source->look(2);
  CHECK(look.illustration);
  CHECK(look.width == Approx(400));
  CHECK(look.height == Approx(160));
  CHECK(look.image_dpi == Approx(90));

  // In a table's cell the picture follows the table.
  const auto in_table = make::open(docx(folder, "<w:tbl><w:tr>" + cell(paragraph("A")) + cell("<w:p>" + table + "</w:p>") + "</w:tr></w:tbl>" + paragraph("Après"), parts));
  REQUIRE(in_table->description().page_count == 3);
  CHECK(in_table->page(1).text == "| A |  |\n");
  CHECK(in_table->page(3).text == "Après\n");
}

namespace {
fs::path odt(const make::Folder& folder, const std::string& text, const std::string& manifest = "<m/>", const std::vector<std::pair<std::string, std::string>>& more = {}) {
  const std::string names = "xmlns:office='o' xmlns:text='t' xmlns:table='tb' xmlns:draw='d' xmlns:style='s' xmlns:dc='dc' xmlns:meta='m'";
  std::vector<std::pair<std::string, std::string>> members{{"mimetype", "application/vnd.oasis.opendocument.text"},
                                    {"content.xml", "<office:document-content " + names + "><office:automatic-styles><text:list-style style:name='L1'>"
                                                    "<text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>"
                                                    "<text:list-level-style-bullet text:level='2'/></text:list-style></office:automatic-styles><office:body><office:text>" +
                                                        text + "</office:text></office:body></office:document-content>"},
                                    {"meta.xml", "<office:document-meta " + names + "><office:meta><dc:title>PV</dc:title><meta:initial-creator>Mme Petit</meta:initial-creator>"
                                                 "<dc:creator>M. Grand</dc:creator><meta:creation-date>2020-01-02</meta:creation-date></office:meta></office:document-meta>"},
                                    {"META-INF/manifest.xml", manifest}};
  members.insert(members.end(), more.begin(), more.end());
  return make::zip(folder / "odt", members);
}
}  // namespace

TEST_CASE("an ODT gives headings, lists, tables, notes and properties") {
  const make::Folder folder;
  const auto source = make::open(odt(
      folder, "<text:tracked-changes><text:p>effacé</text:p></text:tracked-changes><text:h text:outline-level='2'>Ordre du jour</text:h>"
              "<text:p>La <text:span>séance</text:span><text:s text:c='2'/>est<text:tab/>ouverte<text:line-break/>à 18 h<text:note><text:note-citation>1</text:note-citation>"
              "<text:note-body><text:p>Note</text:p></text:note-body></text:note></text:p>"
              "<text:list text:style-name='L1'><text:list-item><text:p>un</text:p><text:list><text:list-item><text:p>sous</text:p></text:list-item></text:list></text:list-item>"
              "<text:list-item><text:p>deux</text:p><text:p>suite</text:p></text:list-item></text:list>"
              "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table-header-rows>"
              "<table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>x</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>"
              "<text:p><draw:frame><draw:text-box><text:p>Encadré</text:p></draw:text-box></draw:frame></text:p>"));
  CHECK(source->description().media_type == "application/vnd.oasis.opendocument.text");
  CHECK(make::property(*source, "property/author") == "Mme Petit");
  CHECK(make::property(*source, "property/date") == "2020-01-02");
  CHECK(source->page(1).text ==
        "## Ordre du jour\n\nLa séance est\touverte\nà 18 h[^1]\n\n1. un\n  - sous\n2. deux\n  suite\n\n| A | B |\n|---|---|\n| x |  |\n\nEncadré\n\n[^1]: Note\n");
}

TEST_CASE("a large picture in an ODT is a page where it stands, one of the page's head is not") {
  const make::Folder folder;
  const std::string frame = "<text:p><draw:frame svg:width='15cm' svg:height='6cm' xmlns:svg='sv'><draw:image xlink:href='Pictures/a.png' xmlns:xlink='x'/></draw:frame></text:p>";
  const fs::path path = odt(folder, "<text:p>Avant</text:p>" + frame + "<text:p>Après</text:p>", "<m/>", {{"Pictures/a.png", png_of(folder, 600, 240)}});
  const auto source = make::open(path);
  REQUIRE(source->description().page_count == 3);
  CHECK(source->page(1).text == "Avant\n");
  CHECK(source->page(3).text == "Après\n");
  CHECK(source->look(2).width == Approx(15 * 72 / 2.54));
  CHECK(source->image(2, 0));
}

TEST_CASE("locked, broken and foreign office files get a clear word") {
  const make::Folder folder;
  CHECK(make::refusal(odt(folder, "", "<manifest:encryption-data/>")) == ErrorCode::encrypted);
  std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  const auto wide = [](const std::string& name) {
    std::string out;
    for (const char c : name) out += c, out += '\0';
    return out;
  };
  CHECK(make::refusal(folder.file("a.docx", ole + std::string(600, '\0') + wide("EncryptedPackage"))) == ErrorCode::encrypted);
  CHECK(make::refusal(folder.file("a.xls", ole + std::string(600, '\0') + wide("Workbook"))) == ErrorCode::unsupported);
  CHECK(make::refusal(docx(folder, "")) == ErrorCode::empty);
  CHECK(make::refusal(make::zip(folder / "x.docx", {{"word/document.xml", "<w:document"}})) == ErrorCode::damaged);
  CHECK(make::refusal(make::zip(folder / "x.xlsx", {{"xl/workbook.xml", "<a/>"}})) == ErrorCode::unsupported);
  CHECK(make::refusal(make::zip(folder / "x.zip", {{"a.txt", "a"}})) == ErrorCode::unsupported);
  const std::string whole = make::bytes_of(docx(folder, paragraph(std::string(100'000, 'a'))));
  CHECK(make::refusal(folder.file("cut.docx", whole.substr(0, 300))) == ErrorCode::damaged);
}

TEST_CASE("a container that unpacks to absurd sizes is refused") {
  const make::Folder folder;
  const fs::path bomb = docx(folder, paragraph(std::string(30'000'000, ' ')));
  REQUIRE(fs::file_size(bomb) < 200'000);
  source::Options options;
  options.limits.expanded = 1'000'000;
  CHECK(make::refusal(bomb, options) == ErrorCode::too_large);
}

TEST_CASE("RTF and old Word are read through LibreOffice, or its package is named") {
  const make::Folder folder;
  const fs::path rtf = folder.file("pv", "{\\rtf1\\ansi\\deff0 {\\b Proc\\'e8s-verbal}\\par La s\\'e9ance est ouverte.\\par}");
  SECTION("without it") {
    const std::string path = std::getenv("PATH") ? std::getenv("PATH") : "";
    ::setenv("PATH", folder.path().c_str(), 1);
    const std::string detail = make::refusal_detail(rtf);
    ::setenv("PATH", path.c_str(), 1);
    CHECK(detail.find("libreoffice-writer") != std::string::npos);
  }
  SECTION("with it") {
    if (std::system("command -v soffice > /dev/null") != 0) {
      WARN("LibreOffice is not installed: conversion not tried");
      return;
    }
    CHECK(make::text_of(rtf) == "Procès-verbal\n\nLa séance est ouverte.\n");
  }
}
