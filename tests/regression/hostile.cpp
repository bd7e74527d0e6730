// Texts nobody wrote: one thing over and over, in one line or in thousands. What they cost grows with their size, not with its square.
#include <catch2/catch.hpp>

#include <ctime>
#include <string>

#include "pipeline/run/pipeline.hpp"

using namespace minutier;

namespace {

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double seconds_of(const run::Pipeline& pipeline, const std::string& unit, std::size_t size) {
  Page page;
  while (page.text.size() < size) page.text += unit;
  assemble::Provenance provenance;
  provenance.document_id = "hostile";
  const double begun = processor_seconds();
  static_cast<void>(pipeline.records({page}, provenance, {"hostile.txt", "text/plain", {}}));
  return processor_seconds() - begun;
}

}  // namespace

TEST_CASE("a text of one thing repeated costs in proportion to its size") {
  static const run::Pipeline pipeline;
  seconds_of(pipeline, "Le conseil adopte.\n", 2000);  // what is made once is made
#ifdef MINUTIER_NO_MEMORY_LIMIT
  constexpr std::size_t size = 8'000;  // nothing is optimised and everything is checked
#else
  constexpr std::size_t size = 60'000;
#endif
  for (const std::string unit :
       {"(", "a, ", " ", "\n", ". ", "« ", "x", "1 ", "- a\n", "| a | b |\n", "# Titre\n", "_ ", "DUPONT ", "M. ", "pour ", "et ", "a : ",
        "12 345,67 € ", "le 3 mars 2020 ", "20 h 30 ", "12 voix pour, 3 contre, ", "M. A donne pouvoir à M. B. ", "Présents : M. Jean Dupont, ",
        "Présents :\n", "Article 1\n", "Jean Dupont ........ 12\n", "Le conseil adopte la délibération à l'unanimité.\n", "M. Jean Dupont est élu président. ",
        "Subvention à l'association : 500 €\n", "Jean Dupont (pouvoir à Paul Martin), "}) {
    const double once = seconds_of(pipeline, unit, size), fourfold = seconds_of(pipeline, unit, 4 * size);
    INFO("« " << unit << " »: " << once << " s, then " << fourfold << " s for four times as much");
    CHECK((fourfold < 8 * once || fourfold < 0.4));
    CHECK(fourfold < 8);
  }
}
