#include "tools/cli/phrases.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "pipeline/assemble/checks.hpp"
#include "pipeline/assemble/profiles.hpp"
#include "pipeline/base/error.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/schema.hpp"
#include "tools/cli/messages.hpp"

using namespace minutier;
using namespace minutier::cli;
using namespace minutier::test;

TEST_CASE("a phrase says again what varies, each in its own way") {
  const Phrasebook book(
      "# a note\n"
      "{holder} porte {n:number} pouvoirs ({givers}). => {holder} holds {n} proxies ({givers}).\n"
      "Le total est {sum:money} au {day:date}. => The total is {sum} on {day}.\n"
      "{one:labels} : {votes:phrases}. => {one}: {votes}.\n"
      "{n:number} pour => {n} for\n"
      "{n:number} contre => {n} against\n"
      "Quorum : {rule:phrase}. => Quorum: {rule}.\n"
      "seuls les statuts => only the statutes\n"
      "{file}: {why:said} => {file} : {why}\n");
  CHECK(book.find("Mme Roy (maire) porte 3 pouvoirs (A, B).") == "Mme Roy (maire) holds 3 proxies (A, B).");
  CHECK(book.find("Le total est -1\u00a0234\u00a0567,50\u00a0€ au 1er août 1893.") == "The total is -1,234,567.50\u00a0€ on 1 August 1893.");
  CHECK(book.find("« Budget, vote : oui », décision n° « 4 » : 12 pour, 1 contre.") == "“Budget, vote : oui”, decision No. “4”: 12 for, 1 against.");
  CHECK(book.find("Quorum : seuls les statuts.") == "Quorum: only the statutes.");
  CHECK(book.find("a.csv: something nobody wrote") == "a.csv : something nobody wrote");
}

TEST_CASE("a sentence that fits no phrase to its end is left as it is") {
  const Phrasebook book("{holder} porte {n:number} pouvoirs. => {holder} holds {n} proxies.\nQuorum : {rule:phrase}. => Quorum: {rule}.\nTotal {sum:money}. => Total {sum}.\n");
  CHECK_FALSE(book.find("Mme Roy porte trois pouvoirs."));
  CHECK_FALSE(book.find("Mme Roy porte 3 pouvoirs. Et puis ?"));
  CHECK_FALSE(book.find(" porte 3 pouvoirs"));
  CHECK_FALSE(book.find("Quorum : autre chose."));
  CHECK_FALSE(book.find("Total 12,50 €."));  // no amount as checks write them
  CHECK_FALSE(book.find(""));
  CHECK_THROWS_AS(Phrasebook("no arrow here\n"), Error);
  CHECK_THROWS_AS(Phrasebook("a {b => c\n"), Error);
  CHECK_THROWS_AS(Phrasebook("a {b} => {c}\n"), Error);
  CHECK_THROWS_AS(Phrasebook("a {b:colour} => {b}\n"), Error);
}

TEST_CASE("every check on the records of the corpus speaks English to those who read it") {
  const Messages english(Language::en);
  std::size_t sentences = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(MINUTIER_SOURCE_DIR) / "corpus")) {
    if (entry.path().extension() != ".json" || (entry.path().filename() != "gold.json" && entry.path().parent_path().filename() != "gold")) continue;
    const Json gold = Json::parse(bytes_of(entry.path()));
    if (entry.path().filename() == "twins.json") continue;
    for (const Json& one : gold.is_array() ? gold.items() : Json::Array{gold}) {
      Json record = facts(one);
      assemble::add_checks(record, assemble::Profiles());
      std::vector<std::string> said;
      for (const Json& check : record["checks"].items()) said.push_back(check["message"].as_string());
      if (const std::string& rule = record["quorum"]["verdict_rule"].as_string(); !rule.empty()) said.push_back(rule);
      for (const std::string& sentence : said) {
        INFO(sentence);
        CHECK(english.in_words(sentence) != sentence);
        ++sentences;
      }
    }
  }
  CHECK(sentences > 300);
}

TEST_CASE("a reader of French is told in French what went wrong") {
  const Messages french(Language::fr), english(Language::en);
  const Error error(ErrorCode::too_large, "source", "a.tif", 2, "70000 x 80000 pixels, above the limit of 400 million; scale it down");
  CHECK(french.error(error).find("(70000 x 80000 pixels, au-delà de la limite de 400 millions ; réduisez l’image)") != std::string::npos);
  CHECK(english.error(error).find(error.detail) != std::string::npos);
  CHECK(french.in_words("handwriting: 2, photograph: 1 of 9 pages; files inside, not read: a.xls") == "manuscrit : 2, photographie : 1 sur 9 pages ; fichiers à l’intérieur, non lus : a.xls");
  CHECK(french.in_words("embedded text is only a stamp of 3 words on an image; turned by 90 degrees") == "le texte intégré n’est qu’un tampon de 3 mots sur une image ; tournée de 90 degrés");
  CHECK(french.in_words("table.csv, row 4: '2045-13-01' in column communicable_from is no date; write 2045-01-31, 31/01/2045 or 2045").find("table.csv, ligne 4 : « 2045-13-01 »") == 0);
}
