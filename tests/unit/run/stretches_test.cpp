#include "pipeline/run/stretches.hpp"

#include <catch2/catch.hpp>

#include "pipeline/normalise/normalise.hpp"
#include "pipeline/section/section.hpp"

namespace {

using namespace minutier;

// A register of some pages; a sitting begins after every `apart` pages, in the middle of the page, below the end of the one before.
std::vector<Page> register_of(int count, int apart) {
  std::vector<Page> pages;
  for (int n = 1; n <= count; ++n) {
    Page page;
    page.number = n;
    page.text = "Le conseil, après en avoir délibéré, approuve l'état n° " + std::to_string(n) + " à l'unanimité des membres présents.\nFait et délibéré les jour, mois et an que dessus.\n";
    if ((n - 1) % apart == 0) {
      const int sitting = (n - 1) / apart;
      page.text += "Séance du " + std::to_string(sitting % 28 + 2) + " mai " + std::to_string(1850 + sitting) + "\n\nÉtaient présents : MM. Lebrun, maire, Ostermann et Vidal.\n";
    }
    pages.push_back(page);
  }
  return pages;
}

// Where each sitting begins and what it says, as "page:offset:text".
std::vector<std::string> sittings_of(const std::vector<Text>& sittings) {
  std::vector<std::string> out;
  for (const Text& text : sittings)
    out.push_back(std::to_string(text.pages.front().page) + ":" + std::to_string(text.pages.front().page_offset_points) + ":" + text.recognised);
  return out;
}

std::vector<std::string> in_stretches(const std::vector<Page>& pages, std::size_t& most_pages, std::size_t& stretches) {
  run::HeldPages feed(pages);
  std::vector<std::string> out;
  for (std::optional<run::Place> begin = run::Place{}; begin; ++stretches) {
    run::Stretch stretch = run::read_stretch(feed, *begin);
    REQUIRE(!stretch.sittings.empty());
    for (const Text& text : stretch.sittings) most_pages = std::max(most_pages, text.pages.size());
    for (std::string& sitting : sittings_of(stretch.sittings)) out.push_back(std::move(sitting));
    begin = stretch.next;
  }
  return out;
}

std::vector<std::string> at_once(const std::vector<Page>& pages) {
  const Text whole = normalise::normalise(pages);
  std::vector<Text> parts;
  for (const Range range : section::find_sittings(whole)) parts.push_back(part_of(whole, range));
  return sittings_of(parts);
}

}  // namespace

TEST_CASE("the sittings of a long register are the same read in stretches and at once") {
  for (const int apart : {1, 3, 7, 31}) {
    const std::vector<Page> pages = register_of(200, apart);
    std::size_t most = 0, stretches = 0;
    const std::vector<std::string> read = in_stretches(pages, most, stretches);
    INFO("a sitting every " << apart << " pages");
    CHECK(read == at_once(pages));
    CHECK(read.size() >= static_cast<std::size_t>(200 / apart));
    CHECK(stretches > 1);
  }
}

TEST_CASE("a sitting longer than a stretch is read whole, and a source that is not long in one") {
  std::size_t most = 0, stretches = 0;
  const std::vector<Page> pages = register_of(300, 130);
  CHECK(in_stretches(pages, most, stretches) == at_once(pages));
  CHECK(most == 131);  // and the page it shares

  const std::vector<Page> shorter = register_of(static_cast<int>(run::long_source), 3);
  stretches = 0;
  CHECK(in_stretches(shorter, most, stretches) == at_once(shorter));
  CHECK(stretches == 1);
}
