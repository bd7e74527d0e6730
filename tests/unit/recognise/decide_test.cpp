#include "pipeline/recognise/decide.hpp"

#include <catch2/catch.hpp>

#include "pipeline/model/layout.hpp"
#include "pipeline/recognise/merge.hpp"
#include "pipeline/recognise/quality.hpp"

using namespace minutier;
using namespace minutier::recognise;

namespace {

// Words set ten to a line on an A4 page, from `top` downwards.
Page page_of(const std::string& text, double top = 100) {
  std::vector<LayoutWord> words;
  std::size_t at = 0;
  int i = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back({text.substr(at, end - at), {50.0 + 50 * (i % 10), top + 14.0 * (i / 10), 44, 10}, std::nullopt, i / 10, 0});
    at = end + 1;
    ++i;
  }
  return compose_page(words, 595, 842, Origin::embedded);
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += (out.empty() ? "" : " ") + text;
  return out;
}

const std::string good = "Le conseil municipal, après en avoir délibéré, approuve à l'unanimité le budget primitif de 44 151,00 € pour 2021.";
const std::string garbled = "Lc c0nse1l mun1c1pa! aprs:s cn av0ir d£lib{r~ qpprxtzv 1un@n|m|t£ bdgt pr|m|t|f xqzrtw bcdfgh";

source::Source::Look scan() { return {1.0, false, 595, 842, 300}; }
source::Source::Look searchable_scan() { return {1.0, true, 595, 842, 300}; }
source::Source::Look typeset() { return {0.0, false, 595, 842, 0}; }

}  // namespace

TEST_CASE("good French looks like words") {
  for (const char* word : {"délibéré", "l'unanimité", "44151,00", "peut-être", "n°12", "20h30", "M.", "RÉGIME", "PV", "SIRET", "2021-70", "Mme", "1er", "2e", "œuvre", "A.G.", "07/03/2019", "contact@ville.fr", "D.2021/12"}) {
    CAPTURE(word);
    CHECK(looks_like_a_word(word));
  }
  CHECK(quality_of(good).odd_share() < 0.05);
}

TEST_CASE("garbage does not look like words") {
  for (const char* word : {"c0nse1l", "xqzrtw", "bcdfghjk", "~^~", "mun1c1pa", "aBcDeF", "{r~"}) CHECK_FALSE(looks_like_a_word(word));
  CHECK(quality_of(garbled).odd_share() > 0.4);
}

TEST_CASE("characters nobody can read are counted") {
  const Quality quality = quality_of("\xEE\x80\x81\xEE\x80\x82 \xEF\xBF\xBD mot");
  CHECK(quality.unreadable == 3);
  CHECK(quality.words == 3);
}

TEST_CASE("a typeset page keeps its text") {
  const Decision decision = decide(page_of(repeated(good, 10)), typeset(), {});
  CHECK_FALSE(decision.ocr);
  CHECK_FALSE(decision.reason.empty());
}

TEST_CASE("a page without text is recognised") { CHECK(decide(page_of(""), scan(), {}).ocr); }

TEST_CASE("a stamp on a scan is kept and the page is recognised") {
  const Decision decision = decide(page_of("Envoyé en préfecture le 01/10/2021 Reçu en préfecture le 01/10/2021 ID : 071-2021"), scan(), {});
  CHECK(decision.ocr);
  CHECK(decision.keep_words);
  CHECK(decision.reason.find("stamp") != std::string::npos);
}

TEST_CASE("a short letter without images is no stamp") { CHECK_FALSE(decide(page_of("Séance levée à 22 heures."), typeset(), {}).ocr); }

TEST_CASE("a full text over a background image keeps its text") { CHECK_FALSE(decide(page_of(repeated(good, 15)), scan(), {}).ocr); }

TEST_CASE("an invisible layer that reads well is kept, one that reads badly is done again") {
  CHECK_FALSE(decide(page_of(repeated(good, 10)), searchable_scan(), {}).ocr);
  const Decision bad = decide(page_of(repeated(garbled, 10)), searchable_scan(), {});
  CHECK(bad.ocr);
  CHECK_FALSE(bad.keep_words);
}

TEST_CASE("an invisible scrap does not stand for its page") { CHECK(decide(page_of("12"), searchable_scan(), {}).ocr); }

TEST_CASE("a broken font encoding is recognised instead") {
  const Decision decision = decide(page_of(repeated("\xEE\x80\x81\xEE\x80\x82\xEE\x80\x83 \xEE\x80\x84\xEE\x80\x85", 30)), typeset(), {});
  CHECK(decision.ocr);
  CHECK_FALSE(decision.keep_words);
}

TEST_CASE("settings overrule the choice") {
  Settings settings;
  settings.policy = Policy::never;
  CHECK_FALSE(decide(page_of(""), scan(), settings).ocr);
  settings.policy = Policy::always;
  CHECK(decide(page_of(repeated(good, 10)), typeset(), settings).ocr);
}

TEST_CASE("settings survive their JSON and refuse an unknown policy") {
  Settings settings;
  settings.policy = Policy::always;
  settings.language = "fra+lat";
  settings.dpi = 200;
  const Settings back = settings_from_json(to_json(settings));
  CHECK(back.policy == settings.policy);
  CHECK(back.language == settings.language);
  CHECK(back.dpi == settings.dpi);
  CHECK_THROWS_AS(settings_from_json(Json::parse(R"({"ocr":"sometimes"})")), Error);
}

TEST_CASE("a stamp's words join the recognised page once") {
  const Page recognised = compose_page({{"Séance", {50, 300, 60, 12}, 0.9F}, {"Reçu", {50, 20, 40, 10}, 0.6F}}, 595, 842, Origin::ocr);
  const Page stamp = compose_page({{"Reçu", {51, 20, 40, 10}, std::nullopt}, {"071-2021", {100, 20, 60, 10}, std::nullopt}}, 595, 842, Origin::embedded);
  const Page merged = merge_embedded(recognised, stamp);
  REQUIRE(merged.words.size() == 3);
  CHECK(merged.words.back().chars.of(merged.text) == "071-2021");
  CHECK_FALSE(merged.words.back().confidence);
  CHECK(merged.lines.back().count == 1);
  CHECK(merged.text.find("Reçu") == merged.text.rfind("Reçu"));
}
