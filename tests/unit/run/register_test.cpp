// A source of several sittings: what its first leaf says of the organisation holds for those that name none.
#include <catch2/catch.hpp>

#include <string>

#include "pipeline/run/pipeline.hpp"

using namespace minutier;

namespace {

std::vector<Json> records_of(const std::string& text) {
  static const run::Pipeline pipeline;
  Page page;
  page.text = text;
  assemble::Provenance provenance;
  provenance.document_id = "register";
  return pipeline.records({page}, provenance, {"register.txt", "text/plain", {}});
}

std::string sitting(const std::string& body, const std::string& day) {
  return body + " du " + day + "\n\nPrésents : MM. Paul Roux, Jean Petit, Louis Martin.\nAbsent : M. Durand.\n\nLe budget est adopté à l'unanimité par les membres présents.\n" +
         "M. Petit est nommé secrétaire de séance.\nLa séance est levée à 22 heures.\n\n";
}

}  // namespace

TEST_CASE("later sittings of a register take the organisation over from the one before, derived and with its words") {
  const std::vector<Json> records = records_of("COMMUNE DE VILLEBOURG\n\n" + sitting("Séance du conseil municipal", "12 mars 1911") + sitting("Séance du conseil municipal", "3 mars 1912"));
  REQUIRE(records.size() == 2);
  CHECK(records[0]["organisation"]["name"]["status"].as_string() == "stated");
  const Json& name = records[1]["organisation"]["name"];
  CHECK(name["value"] == records[0]["organisation"]["name"]["value"]);
  CHECK(name["status"].as_string() == "derived");
  CHECK(name["confidence"].as_double() < records[0]["organisation"]["name"]["confidence"].as_double());
  REQUIRE(name["evidence"].items().size() == 1);
  bool shown = false;
  for (const Json& evidence : records[1]["evidence"].items())
    if (evidence["id"] == name["evidence"].items()[0]) shown = evidence["quote"].as_string() == "COMMUNE DE VILLEBOURG" && evidence["chars"].items()[0].as_int() == 0;
  CHECK(shown);
}

TEST_CASE("a sitting of another body takes nothing over") {
  const std::vector<Json> records = records_of("COMMUNE DE VILLEBOURG\n\n" + sitting("Séance du conseil municipal", "12 mars 1911") + sitting("Assemblée générale", "3 mars 1912"));
  REQUIRE(records.size() == 2);
  CHECK(records[1]["organisation"]["name"].is_null());
}
