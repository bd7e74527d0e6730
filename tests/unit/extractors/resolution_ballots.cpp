// Ballots for people as resolutions, options set against each other, votes told by the one before, names beside a count.

#include <catch2/catch.hpp>

#include "tests/support/extract.hpp"

using namespace minutier;
using test::record_of;

namespace {

// « result mode voters for-against-abstain » of each resolution
std::vector<std::string> told(const std::string& text) {
  std::vector<std::string> out;
  const Json record = record_of(text);
  for (const Json& one : record["resolutions"].items()) {
    std::string line = one["result"]["value"].as_string();
    const Json* vote = one.find("vote");
    for (const char* field : {"mode", "voters", "for", "against", "abstain"}) {
      const Json* fact = vote ? vote->find(field) : nullptr;
      if (!fact || (*fact)["status"].as_string() == "derived") continue;
      line += std::string(" ") + field + "=" + ((*fact)["value"].is_string() ? (*fact)["value"].as_string() : std::to_string((*fact)["value"].as_int()));
    }
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("what is told of a ballot is of who was elected, not of the decision before") {
  CHECK(told("Élection au comité\n\nVote à bulletins secrets. 81 votants, 2 bulletins nuls.\n\nLucie Arnaud ..... 79 voix\nMarc Bayle ..... 70 voix\n\nM. Paul Roux est reconduit comme commissaire aux comptes par acclamation.\n") ==
        Lines{"adopted mode=secret voters=81", "adopted"});
}

TEST_CASE("options against each other give the votes of the one that wins") {
  CHECK(told("Cotisation\n\nProposition A : 12 voix, proposition B : 33 voix. La proposition B est retenue.\n") == Lines{"adopted for=33 against=12"});
}

TEST_CASE("the same vote as before is the vote of the resolution before") {
  CHECK(told("# AG\n\n## Bilan moral\n\nVote : 19 pour, 0 contre, 1 abstention, adopté.\n\n## Bilan financier\n\nVote : même résultat que ci-dessus.\n") == Lines{"adopted for=19 against=0 abstain=1", "adopted for=19 against=0 abstain=1"});
}

TEST_CASE("a line with a label of its own is decided by what closes it") {
  CHECK(told("Assemblée du 3 mai 2014\n\nRapport moral : adopté à l'unanimité.\nRapport financier : recettes 9 850 €, dépenses 8 120 €. Adopté par 49 voix contre 2.\n").size() == 2);
}
