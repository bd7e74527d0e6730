#include "extractors/grant_book.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;
using extract::Match;

class Reader {
 public:
  Reader(const Document& document, const Findings& earlier) : doc_(document), book_(document, earlier) {}

  std::vector<Found> read() {
    if (book_.proposal_only()) return {};
    const auto each = [&](std::string_view family, auto read) {
      for (const Match& match : doc_.matches.of(family)) read(match);
    };
    each("grants.given", [&](const Match& match) { given(match); });
    each("grants.list", [&](const Match& match) { listed_grants(doc_, match, book_); });
    each("grants.asked", [&](const Match& match) { asked_grants(doc_, match, book_); });
    each("grants.received", [&](const Match& match) { received(match); });
    each("grants.series", [&](const Match& match) { series_of_grants(doc_, match, book_); });
    each("grants.chain", [&](const Match& match) { chained_grants(doc_, match, book_); });
    for (const Table& table : doc_.structure.tables) headed_grants(doc_, table, book_);
    return book_.take();
  }

 private:
  void given(const Match& match) {
    const std::vector<extract::MoneyFound> sums = extract::find_money(doc_.text.fold(match.group("amount")), book_.context().francs);
    if (sums.size() != 1) return;
    Range purpose = trim_range(doc_.text.reading, match.group("purpose"), ".,;: ");
    if (purpose.size() > 200) purpose = {};
    int year = 0;
    Range year_where;
    const std::vector<int> years = years_in(match.folded.of(doc_.text.folded));
    if (!years.empty()) year = years[0], year_where = match.range;
    book_.add(book_.beneficiary(match.group("beneficiary")), sums[0].money, match.group("amount"), purpose, year, year_where, match.rule->tag(), match.rule->confidence);
  }


  // « La Ville nous a accordé une subvention de 1 500 € »
  void received(const Match& match) {
    if (!book_.named_organisation()) return;
    const std::vector<extract::MoneyFound> sums = extract::find_money(doc_.text.fold(match.group("amount")), book_.context().francs);
    Range giver = book_.beneficiary(match.group("giver"));
    // « La Ville » at the beginning of a sentence
    if (const std::string_view f = doc_.text.fold(giver); f.starts_with("la ") && contains_any(f.substr(3, 12), {"ville", "region", "commune", "mairie", "caf", "drac", "province", "federation", "metropole", "communaute"})) giver.begin += 3;
    if (sums.size() != 1 || giver.empty() || !normalise::upper_letter_at(doc_.text.reading, giver.begin)) return;
    const std::vector<int> years = years_in(match.folded.of(doc_.text.folded));
    book_.granted_to_us(giver, sums[0].money, match.group("amount"), {}, years.size() == 1 ? years[0] : 0);
  }

  const Document& doc_;
  GrantBook book_;
};

class Grants final : public extract::Extractor {
 public:
  std::string_view id() const override { return "grants"; }
  std::vector<Found> extract(const Document& document, const Findings& earlier) const override { return Reader(document, earlier).read(); }
};

}  // namespace

std::unique_ptr<extract::Extractor> grants() { return std::make_unique<Grants>(); }

}  // namespace minutier::extractors
