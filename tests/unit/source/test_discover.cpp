#include <catch2/catch.hpp>

#include <unistd.h>

#include "pipeline/source/discover.hpp"
#include "pipeline/source/inspect.hpp"
#include "tests/unit/source/make.hpp"

using namespace minutier;
using source::discover;
namespace fs = std::filesystem;

namespace {
const std::string kPng("\x89PNG\r\n\x1a\n0000", 12);

std::vector<std::string> names(const source::Discovery& found) {
  std::vector<std::string> out;
  for (const auto& candidate : found.candidates) out.push_back(candidate.name + "*" + std::to_string(candidate.parts.size()));
  return out;
}
}  // namespace

TEST_CASE("a folder is walked in natural order and running page images are joined") {
  const make::Folder folder;
  for (const char* name : {"FRAD035_1234_0001.jpg", "FRAD035_1234_0002.jpg", "FRAD035_1234_0003.jpg", "FRAD035_1234_0007.jpg", "photo.png"}) folder.file(std::string("r/") + name, kPng);
  folder.file("r/pv10.txt", "dix");
  folder.file("r/pv9.txt", "neuf");
  folder.file("r/.cache", "caché");
  folder.file("r/.git/x.txt", "caché");
  folder.file("a.txt", "a");
  const source::Discovery found = discover({folder.path()});
  CHECK(names(found) == std::vector<std::string>{"a.txt*1", "r/FRAD035_1234*3", "FRAD035_1234_0007.jpg*1", "photo.png*1", "pv9.txt*1", "pv10.txt*1"});
  CHECK(found.issues.empty());
  CHECK(found.candidates[1].parts[2].filename() == "FRAD035_1234_0003.jpg");
}

TEST_CASE("one source is made of all images of a folder when asked") {
  const make::Folder folder;
  folder.file("r/couverture.png", kPng);
  folder.file("r/page 10.png", kPng);
  folder.file("r/page 2.png", kPng);
  source::DiscoverOptions options;
  options.one_source = true;
  const source::Discovery found = discover({folder / "r"}, options);
  REQUIRE(names(found) == std::vector<std::string>{"r*3"});
  CHECK(found.candidates[0].parts[1].filename() == "page 2.png");
}

TEST_CASE("transcriptions belong to their image, the metadata table is no document, and a path given twice is one") {
  const make::Folder folder;
  const std::string alto = "<alto xmlns='http://www.loc.gov/standards/alto/ns-v3#'/>";
  folder.file("0001.png", kPng);
  folder.file("0001.xml", alto);
  folder.file("0002.png", kPng);
  folder.file("alto/0002.xml", alto);
  folder.file("seul.xml", alto);
  folder.file("table.csv", "path;cote\na;b\n");
  source::DiscoverOptions options;
  options.without = {folder / "table.csv"};
  const source::Discovery found = discover({folder.path(), folder / "0001.png"}, options);
  CHECK(names(found) == std::vector<std::string>{folder.path().filename().string() + "*2", "seul.xml*1"});
}

TEST_CASE("what cannot be read or is no document is named, never lost") {
  const make::Folder folder;
  folder.file("bon.txt", "texte");
  folder.file("outil.bin", std::string("\x7F" "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", 16));
  folder.file("vide.pdf", "");
  fs::create_directories(folder / "clos");
  folder.file("clos/x.txt", "x");
  fs::create_symlink(folder.path(), folder / "boucle");
  fs::create_symlink(folder / "rien", folder / "pendant");
  fs::permissions(folder / "clos", fs::perms::none);
  const source::Discovery found = discover({folder.path(), folder / "absent"});
  std::vector<std::pair<std::string, ErrorCode>> issues;
  for (const Error& error : found.issues) issues.emplace_back(fs::path(error.document).filename().string(), error.code);
  const auto has = [&](const char* name, ErrorCode code) { return std::find(issues.begin(), issues.end(), std::make_pair(std::string(name), code)) != issues.end(); };
  CHECK(has("outil.bin", ErrorCode::unsupported));
  CHECK(has("pendant", ErrorCode::unreadable));
  CHECK(has("absent", ErrorCode::unreadable));
  if (::geteuid() != 0) CHECK(has("clos", ErrorCode::unreadable));  // root may read all
  CHECK(names(found)[0] == "bon.txt*1");
  CHECK(names(found)[1] == "vide.pdf*1");  // open() says that it is empty
}

TEST_CASE("natural order counts numbers by value") {
  CHECK(source::natural_less("p2", "p10"));
  CHECK(source::natural_less("p02", "p10"));
  CHECK_FALSE(source::natural_less("p10", "p2"));
  CHECK_FALSE(source::natural_less("p2", "p2"));
  CHECK(source::natural_less("a", "b"));
  CHECK(source::natural_less("p1", "p1a"));
}

TEST_CASE("inspection counts pages with and without text and estimates the time") {
  const make::Folder folder;
  const std::string scan = "q 595 0 0 842 0 0 cm /Im1 Do Q\n";
  const fs::path pdf = folder.file("a.pdf", make::pdf({{make::show(72, 700, "Le conseil municipal de la commune s'est assemble au lieu ordinaire"), ""}, {scan, ""}, {scan + make::show(72, 700, "ARCHIVES"), ""}}));
  source::Costs costs;
  costs.document = 0;
  costs.text_page = 1;
  costs.image_page = 10;
  costs.workers = 2;
  const source::Inspection seen = source::inspect({{pdf}, "a.pdf"}, {}, costs);
  CHECK(seen.media_type == "application/pdf");
  CHECK(seen.pages == 3);
  CHECK(seen.pages_with_text == 1);
  CHECK(seen.pages_to_recognise == 2);
  CHECK(seen.seconds == Approx(10.5));
  const source::Inspection bad = source::inspect({{folder.file("b", "")}, "b"});
  REQUIRE(bad.error);
  CHECK(bad.error->code == ErrorCode::empty);
}
