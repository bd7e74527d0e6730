// Search latency: fills an archive with generated pages, then times a fixed set of queries.
//   minutier-search-bench fill DIR PAGES [SEED]   pages of French-like text with Zipf-distributed words
//   minutier-search-bench ask DIR                 100 queries, three rounds; median, 95th percentile and the slowest
// The text is generated, so figures are comparable from machine to machine; see search.md.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "pipeline/archive/archive.hpp"
#include "pipeline/base/error.hpp"
#include "pipeline/base/hash.hpp"

namespace {

using namespace minutier;
using namespace minutier::archive;
using Clock = std::chrono::steady_clock;

// The words of minutes, most frequent first, then made-up ones by syllables: 60,000 in all.
const std::vector<std::string>& common_words() {
  static const std::vector<std::string> words = {
      "de", "la", "le", "et", "les", "l'", "des", "à", "du", "d'", "un", "est", "que", "en", "une", "pour", "par", "au", "conseil", "qui",
      "dans", "sur", "municipal", "il", "ce", "avec", "plus", "se", "président", "membres", "être", "séance", "commune", "sont", "a", "assemblée",
      "délibération", "budget", "vote", "rapport", "monsieur", "maire", "travaux", "unanimité", "générale", "année", "association", "approuvé",
      "présents", "subvention", "décide", "ordre", "jour", "bureau", "exercice", "compte", "dépenses", "recettes", "proposition", "commission",
      "administration", "adopté", "trésorier", "secrétaire", "voix", "contre", "abstention", "quorum", "pouvoir", "excusés", "absents", "projet",
      "programme", "école", "voirie", "terrain", "acquisition", "marché", "convention", "tarif", "cotisation", "adhérents", "bilan", "résultat",
      "fonctionnement", "investissement", "emprunt", "chapelle", "cimetière", "théâtre", "bibliothèque", "festival", "culture", "région",
      "département", "préfecture", "élection", "administrateurs", "mandat", "scrutin", "bulletins"};
  return words;
}

std::vector<std::string> vocabulary(std::mt19937_64& random) {
  static const char* const syllables[] = {"ba", "bre", "cha", "con", "dé", "di", "é", "fo", "gra", "il", "ju", "ker", "lo", "ma", "mon", "na", "or",
                                          "pé", "pla", "qui", "ran", "ré", "sa", "sé", "ti", "tra", "u", "va", "vé", "zon"};
  static const char* const endings[] = {"", "s", "ment", "tion", "tions", "eur", "euse", "age", "ité", "er", "ée", "ées", "al", "aux", "ais"};
  std::vector<std::string> words = common_words();
  while (words.size() < 60'000) {
    std::string word;
    for (std::uint64_t i = 0, n = 2 + random() % 3; i < n; ++i) word += syllables[random() % std::size(syllables)];
    words.push_back(word + endings[random() % std::size(endings)]);
  }
  return words;
}

// Zipf: the word of rank r comes with weight 1 / (r + 2.7).
class Zipf {
 public:
  explicit Zipf(std::size_t size) {
    double sum = 0;
    for (std::size_t rank = 0; rank < size; ++rank) sums_.push_back(sum += 1 / (static_cast<double>(rank) + 2.7));
  }
  std::size_t operator()(std::mt19937_64& random) const {
    const double at = static_cast<double>(random() >> 11) * 0x1.0p-53 * sums_.back();
    return static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), at) - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

std::string page_text(std::mt19937_64& random, const std::vector<std::string>& words, const Zipf& zipf) {
  std::string out;
  const std::uint64_t size = 250 + random() % 150;
  for (std::uint64_t i = 0; i < size; ++i) {
    const std::string& word = words[std::min(zipf(random), words.size() - 1)];
    out += word;
    if (word.back() != '\'') out += i % 12 == 11 ? '\n' : ' ';
    if (random() % 60 == 0) out += std::to_string(random() % 90'000) + " ";
  }
  return out;
}

Json fact(Json value) {
  Json out = Json::object();
  out.set("value", std::move(value));
  out.set("status", "supplied");
  return out;
}

Json record_of(const std::string& source, const std::string& name, int year, std::size_t n) {
  static const char* const bodies[] = {"conseil_municipal", "assemblee_generale", "conseil_administration", "bureau"};
  static const char* const organisations[] = {"Commune de Kerlan", "Association Bihan", "Coopérative du Ménez", "Société d'histoire", "Amicale des écoles"};
  Json meeting = Json::object(), organisation = Json::object(), document = Json::object(), record = Json::object();
  meeting.set("body", fact(bodies[n % 4]));
  meeting.set("date", fact(std::to_string(year) + "-03-01"));
  organisation.set("name", fact(organisations[n % 5]));
  document.set("id", source);
  document.set("source_name", name);
  record.set("id", "r" + source.substr(0, 24));
  record.set("sitting_id", "s" + source.substr(0, 24));
  record.set("document", std::move(document));
  record.set("kind", fact(n % 7 == 0 ? "rapport_activite" : "proces_verbal"));
  record.set("organisation", std::move(organisation));
  record.set("meeting", std::move(meeting));
  return record;
}

void fill(const std::string& folder, int pages, std::uint64_t seed) {
  constexpr int pages_per_source = 10;
  std::mt19937_64 random(seed);
  const std::vector<std::string> words = vocabulary(random);
  const Zipf zipf(words.size());
  const auto archive = open(folder, Mode::create);
  archive->begin_run(Run{"bench", "2026-01-01T00:00:00Z", "bench", "0"});
  const auto begun = Clock::now();
  for (int n = 0; n * pages_per_source < pages; ++n) {
    SourceInfo info;
    info.id = sha256("bench " + std::to_string(n));
    info.name = "registre-" + std::to_string(n) + ".txt";
    info.page_count = pages_per_source;
    archive->begin_source(info);
    Extraction extraction;
    extraction.records = {record_of(info.id, info.name, 1850 + n % 170, static_cast<std::size_t>(n))};
    std::vector<Page> texts;
    for (int number = 1; number <= pages_per_source; ++number) {
      Page page;
      page.number = number;
      page.text = page_text(random, words, zipf);
      archive->put_page(info.id, page, "bench");
      texts.push_back(std::move(page));
    }
    archive->put_records(info.id, prepare(extraction, texts), "bench");
    if (n % 64 == 63) archive->commit();
  }
  archive->commit();
  std::printf("%d pages in %.1f s\n", pages, std::chrono::duration<double>(Clock::now() - begun).count());
}

// Twenty of each kind, words drawn by rank from the same vocabulary as the pages.
std::vector<std::pair<std::string, std::string>> queries(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const std::vector<std::string> words = vocabulary(random);
  std::vector<std::pair<std::string, std::string>> out;
  const auto between = [&](std::size_t low, std::size_t high) { return words[low + random() % (high - low)]; };
  for (int i = 0; i < 20; ++i) {
    out.emplace_back("rare", between(5'000, 50'000) + (i % 2 ? " " + between(300, 3'000) : ""));
    out.emplace_back("common", between(15, 60) + (i % 2 ? " " + between(18, 100) : "") + (i % 4 == 3 ? " de la" : ""));
    std::string phrase = between(18, 60);
    phrase.append(i % 2 ? " " : " de ").append(i % 2 ? between(18, 60) : between(0, 40));
    out.emplace_back("phrase", std::string(1, '"').append(phrase) + '"');
    out.emplace_back("prefix", between(100, 20'000).substr(0, 5) + "* " + (i % 2 ? between(18, 200) : ""));
    const std::string year = std::to_string(1850 + random() % 170);
    static const char* const bodies[] = {"organe:ca", "organe:\"conseil municipal\"", "organisation:bihan", "genre:rapport_activite", "-organe:bureau"};
    out.emplace_back("filtered", between(18, 2'000) + (i % 3 ? " année:" + year + ".." + std::to_string(std::stoi(year) + 10) : " année:" + year) + " " + bodies[i % 5]);
  }
  return out;
}

void ask(const std::string& folder, std::uint64_t seed) {
  const auto archive = open(folder, Mode::read);
  struct Time {
    double ms;
    std::string kind, query;
    std::size_t total;
  };
  std::vector<Time> times;
  for (int round = 0; round < 3; ++round) {
    for (const auto& query : queries(seed)) {
      const auto begun = Clock::now();
      const SearchResult result = archive->search(parse_query(query.second));
      times.push_back(Time{std::chrono::duration<double, std::milli>(Clock::now() - begun).count(), query.first, query.second, result.total});
    }
  }
  std::sort(times.begin(), times.end(), [](const Time& a, const Time& b) { return a.ms < b.ms; });
  std::printf("%zu queries: median %.1f ms, 95th percentile %.1f ms, slowest %.1f ms\n", times.size(), times[times.size() / 2].ms,
              times[times.size() * 95 / 100].ms, times.back().ms);
  for (const char* kind : {"rare", "common", "phrase", "prefix", "filtered"}) {
    std::vector<double> of_kind;
    for (const Time& time : times)
      if (time.kind == kind) of_kind.push_back(time.ms);
    std::printf("  %-8s median %6.1f  95th %6.1f  slowest %6.1f\n", kind, of_kind[of_kind.size() / 2], of_kind[of_kind.size() * 95 / 100], of_kind.back());
  }
  for (std::size_t i = times.size() - 15; i < times.size(); ++i)
    std::printf("  slow: %6.1f ms  %7zu hits  %s\n", times[i].ms, times[i].total, times[i].query.c_str());
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> args(words + 1, words + count);
  try {
    if (args.size() >= 3 && args[0] == "fill") fill(args[1], std::stoi(args[2]), args.size() > 3 ? std::stoull(args[3]) : 1);
    else if (args.size() >= 2 && args[0] == "ask") ask(args[1], args.size() > 2 ? std::stoull(args[2]) : 1);
    else return std::fprintf(stderr, "usage: minutier-search-bench fill DIR PAGES [SEED] | ask DIR [SEED]\n"), 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
