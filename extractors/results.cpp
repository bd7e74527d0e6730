#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/budget_table.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;
using extract::Match;

struct Result {
  int year = 0;
  bool inferred = false;
  std::string section;
  Money amount;
  Range where, year_where, anchor;
  std::string rule;
  double confidence = 0.9;
  std::string allocation;
  Range allocation_where;
  std::optional<Money> allocated;
  Range allocated_where;
  std::string allocation_rule;
};

// The sentence around a position of the folded text.
Range sentence_at(std::string_view folded, Range match, Range block) {
  std::size_t begin = match.begin, end = match.end;
  const auto stop = [&](std::size_t at) {
    const char c = folded[at];
    return (c == '.' || c == ';' || c == '!' || c == '?') && at + 1 < folded.size() && (folded[at + 1] == ' ' || folded[at + 1] == '\n') && !(at > 0 && folded[at - 1] == 'm');
  };
  while (begin > block.begin && !stop(begin - 1)) --begin;
  while (end < block.end && !stop(end)) ++end;
  return {begin, end};
}

class Reader {
 public:
  Reader(const Document& document, const Findings& earlier) : doc_(document), context_(money_context(document, earlier)) {
    for (const Found& found : earlier) {
      if (found.entity == "budgets") from_budget(found), from_totals(found);
      if (found.entity != "meeting") continue;
      const Fact* date = found.find("date");
      const auto* day = date ? std::get_if<std::string>(&date->value) : nullptr;
      autumn_ = autumn_ || (day && day->size() >= 7 && day->compare(5, 2, "09") >= 0);
    }
  }

  std::vector<Found> read() {
    for (const Match& match : doc_.matches.of("results.amount")) stated(match);
    for (const Match& match : doc_.matches.of("results.allocation")) allocated(match);
    // « Résultat d'exploitation » is a step towards the result of the year where both are told.
    const auto step = [&](const Result& r) { return contains(doc_.text.fold(r.anchor), "resultat d'exploitation"); };
    const auto final_of = [&](const Result& r) { return std::any_of(results_.begin(), results_.end(), [&](const Result& o) { return o.year == r.year && o.section == r.section && !step(o); }); };
    std::vector<Found> out;
    for (const Result& result : results_)
      if (!step(result) || !final_of(result)) out.push_back(found_of(result));
    return out;
  }

 private:
  std::string_view folded() const { return doc_.text.folded; }

  // The result printed under a table of accounts that were kept.
  void from_budget(const Found& budget) {
    const Fact* kind = budget.find("kind");
    const Fact* year = budget.find("year");
    const Fact* amount = budget.find("totals/result");
    if (!kind || !year || !amount) return;
    const std::string& what = std::get<std::string>(kind->value);
    if (what != "realise" && what != "compte_administratif") return;
    Result result;
    result.year = static_cast<int>(std::get<std::int64_t>(year->value));
    if (const Fact* section = budget.find("section")) result.section = std::get<std::string>(section->value);
    result.amount = std::get<Money>(amount->value);
    result.where = result.anchor = amount->where;
    result.year_where = year->where;
    result.rule = amount->rule;
    result.confidence = std::min(amount->confidence, year->confidence);
    results_.push_back(std::move(result));
  }

  // Both totals of accounts that were kept, and their difference told near by: « Il reste donc 419,11 € en plus ».
  void from_totals(const Found& budget) {
    const Fact* kind = budget.find("kind");
    const Fact* year = budget.find("year");
    const Fact* charges = budget.find("totals/charges");
    const Fact* produits = budget.find("totals/produits");
    if (!kind || !year || budget.find("totals/result")) return;
    // Lists without totals are summed.
    Money sums_of_lines[2] = {{0, context_.currency}, {0, context_.currency}};
    std::size_t counted[2] = {0, 0};
    for (const Found& line : budget.children) {
      const Fact* side = line.find("side");
      const Fact* sum = line.find("amount");
      if (!side || !sum) return;
      const std::size_t s = std::get<std::string>(side->value) == "produit" ? 1 : 0;
      sums_of_lines[s].cents += std::get<Money>(sum->value).cents, sums_of_lines[s].currency = std::get<Money>(sum->value).currency, ++counted[s];
    }
    if ((!charges && counted[0] == 0) || (!produits && counted[1] == 0)) return;
    const std::string& what = std::get<std::string>(kind->value);
    if (what != "realise" && what != "compte_administratif") return;
    Result result;
    result.amount = produits ? std::get<Money>(produits->value) : sums_of_lines[1];
    result.amount.cents -= charges ? std::get<Money>(charges->value).cents : sums_of_lines[0].cents;
    if (result.amount.cents == 0) return;
    const std::size_t middle = doc_.text.to_folded(budget.anchor).begin;
    const std::size_t begin = middle > 3000 ? middle - 3000 : 0;
    const std::string_view near = folded().substr(begin, 8000);
    for (const extract::MoneyFound& sum : extract::find_money(near, context_.francs)) {
      if (std::abs(sum.money.cents) != std::abs(result.amount.cents)) continue;
      const Range where = doc_.text.to_reading({begin + sum.range.begin, begin + sum.range.end});
      const bool line = std::any_of(budget.children.begin(), budget.children.end(), [&](const Found& one) { return one.anchor.overlaps(where); });
      if (line) continue;
      result.year = static_cast<int>(std::get<std::int64_t>(year->value));
      result.inferred = year->status == Status::derived;
      if (const Fact* section = budget.find("section")) result.section = std::get<std::string>(section->value);
      result.where = result.anchor = where;
      result.year_where = year->where;
      result.rule = "results.difference@1";
      result.confidence = std::min({0.9, charges ? charges->confidence : 0.85, produits ? produits->confidence : 0.85});
      results_.push_back(std::move(result));
      return;
    }
    difference_without_unit(budget, *year, near, begin, std::move(result));
  }

  // « +835,73 en 2020, on garde en réserve »: the difference, without a unit but with its centimes.
  void difference_without_unit(const Found& budget, const Fact& year, std::string_view near, std::size_t begin, Result result) {
    const std::int64_t cents = std::abs(result.amount.cents);
    if (cents % 100 == 0 || cents < 1000) return;
    const std::string whole = std::to_string(cents / 100), part = (cents % 100 < 10 ? "0" : "") + std::to_string(cents % 100);
    for (const std::string_view sign : {" ", ".", "", "'"}) {
      std::string said = whole;
      for (std::size_t at = said.size(); at > 3; at -= 3) said.insert(at - 3, sign);
      const std::size_t at = near.find(said + "," + part);
      if (at == std::string_view::npos || (at > 0 && near[at - 1] >= '0' && near[at - 1] <= '9')) continue;
      const std::string_view before = near.substr(at > 70 ? at - 70 : 0, std::min<std::size_t>(at, 70));
      if (!before.ends_with("+") && !before.ends_with("-") && !before.ends_with("+ ") && !contains_any(before, {"excedent", "benefice", "boni", "deficit", "perte", "mali", "difference", "gagne", "perdu", "positif", "negatif", "de mieux", "en plus"})) continue;
      const Range where = doc_.text.to_reading({begin + at, begin + at + said.size() + 3});
      if (std::any_of(budget.children.begin(), budget.children.end(), [&](const Found& one) { return one.anchor.overlaps(where); })) continue;
      result.year = static_cast<int>(std::get<std::int64_t>(year.value));
      result.inferred = year.status == Status::derived;
      if (const Fact* section = budget.find("section")) result.section = std::get<std::string>(section->value);
      result.where = result.anchor = where;
      result.year_where = year.where;
      result.rule = "results.difference@1";
      result.confidence = 0.82;
      results_.push_back(std::move(result));
      return;
    }
  }

  void stated(const Match& match) {
    if (match.block < 0) return;
    // With the centimes behind it: « 214 f. 15 c. ».
    const Range said = doc_.text.to_folded(match.group("amount"));
    const std::vector<extract::MoneyFound> sums = extract::find_money(folded().substr(said.begin, said.size() + 5), context_.francs);
    Money amount;
    if (!sums.empty() && sums[0].range.begin < said.size() && sums[0].range.end + 3 >= said.size()) amount = sums[0].money;
    else if (const auto bare = extract::parse_amount_cell(said.of(folded()), context_.currency); bare && (!contains(match.folded.of(folded()), "  ") || contains(match.folded.of(folded()), " ..."))) amount = bare->money;
    else return;
    if ((match.has("minus") || match.has("minus2")) && amount.cents > 0) amount.cents = -amount.cents;
    const Block& block = doc_.structure.blocks[static_cast<std::size_t>(match.block)];
    const Surroundings around = surroundings(doc_, match.block);
    const Range sentence = sentence_at(folded(), match.folded, block.folded);
    const std::string_view words = sentence.of(folded());
    if (contains_any(around.heading, {"fabrique d'eglise", "asbl", "c.p.a.s", "zone de police", "zone de secours"}) || contains_any(words, {"prevision", "prevoyons", "prevoit", "asbl", "fabrique d'eglise"}) || contains_any(Range{sentence.begin, std::max(sentence.begin, match.folded.end)}.of(folded()), {"prevu"})) return;

    // « affecter le bénéfice : 4 475 € à la réserve … »: a part of it.
    const std::size_t near = match.folded.begin > block.folded.begin + 24 ? match.folded.begin - 24 : block.folded.begin;
    if (contains_any(Range{near, match.folded.begin}.of(folded()), {"affecter l", "affectation d", "repartir l", "repartition d"}) && match.folded.of(folded()).find(':') != std::string_view::npos) return;

    Result result;
    result.amount = amount;
    result.where = match.group("amount");
    result.anchor = match.range;
    result.rule = match.rule->tag();
    result.confidence = match.rule->confidence;
    if (context_.municipal) {
      result.section = budget_section(words);
      if (result.section.empty()) result.section = budget_section(match.folded.of(folded()));
    }
    find_year(result, match, block, sentence, around);
    const bool accounts = match.rule->id == "results.amount.year_end" || contains_any(words, {"exercice", "compte", "resultat", "annee", "bilan", "excedent net", "recettes", "produits"}) || contains_any(around.heading, {"compte", "financ", "resultat", "bilan", "exercice", "tresor", "budget"});
    if (!accounts || result.year == 0) return;
    if (contains_any(around.heading, {"previsionnel", "budget"}) && !contains_any(around.heading, {"compte", "realise", "resultat", "bilan", "rapport"}) && result.year >= context_.year) return;
    add(result);
  }

  void find_year(Result& result, const Match& match, const Block& block, Range sentence, const Surroundings& around) {
    const auto take = [&](Range range, bool last) {
      if (result.year != 0 || range.empty()) return;
      const std::vector<int> years = years_in(range.of(folded()));
      if (years.empty()) return;
      result.year = last ? years.back() : years.front();
      result.year_where = doc_.text.to_reading(range).size() < 200 ? doc_.text.to_reading(range) : Range{};
    };
    const std::size_t end = match.folded.end;
    const std::string_view behind = folded().substr(end, std::min<std::size_t>(24, block.folded.end > end ? block.folded.end - end : 0));
    const std::size_t in = contains(behind.substr(0, 10), "en ") || contains(behind.substr(0, 12), "pour ") || contains(behind.substr(0, 12), "au titre");
    // « un bénéfice de 611 € en 2013 et une perte de 3 353 € cette année »: the year before belongs to the other sum.
    const bool now = contains(behind.substr(0, 16), "cette annee") || contains(behind.substr(0, 16), "cet exercice");
    if (now && context_.report) result.year = context_.year;
    take(match.folded, true);
    if (in) take({end, end + first_of(behind, ".;") == std::string_view::npos ? end + behind.size() : end + std::min(behind.size(), first_of(behind, ".;"))}, false);
    take({sentence.begin, match.folded.begin}, true);
    take({block.folded.begin, match.folded.begin}, true);
    if (result.year != 0 && result.year > context_.year && context_.year != 0) result.year = 0;
    for (const std::string_view words : {around.heading, around.before, around.above})
      if (result.year == 0) year_of_accounts(result, words);
    if (result.year != 0) return;
    BudgetKey key;
    key.kind = "realise";
    complete_key(key, context_, {around.before, around.heading, around.above});
    result.year = key.year;
    result.inferred = key.inferred;
    // Accounts of a season or a school year that are read in autumn ended in that year.
    if (key.inferred && autumn_ && key.year + 1 == context_.year) result.year = context_.year;
  }

  // « Compte administratif 2018 », « Comptes de l'exercice 2020 » in a heading: the year those accounts are of, not that of the sitting.
  void year_of_accounts(Result& result, std::string_view words) const {
    if (words.empty() || words.size() > 300) return;
    static constexpr std::string_view accounts[] = {"compte administratif", "compte de gestion", "compte financier unique", "comptes", "comptes annuels", "exercice", "exercice comptable", "exercice clos", "bilan", "bilan financier", "rapport financier", "compte de resultat", "etats financiers"};
    for (std::size_t at = first_of(words, "12"); at != std::string_view::npos; at = first_of(words, "12", at + 1)) {
      const std::vector<int> year = years_in(words.substr(at, 4));
      const bool alone = (at == 0 || words[at - 1] == ' ') && (at + 4 >= words.size() || !((words[at + 4] >= '0' && words[at + 4] <= '9') || words[at + 4] == '-'));
      if (year.size() != 1 || !alone || (context_.year != 0 && year[0] > context_.year)) continue;
      std::string_view before = words.substr(0, at);
      const auto drop = [&](std::string_view tail) {
        if (before.size() >= tail.size() && before.substr(before.size() - tail.size()) == tail) before.remove_suffix(tail.size());
      };
      for (const std::string_view tail : {" ", " de", " pour", " l'annee", " de l'annee", "("}) drop(tail);
      const bool said = std::any_of(std::begin(accounts), std::end(accounts), [&](std::string_view name) {
        if (before.size() < name.size() || before.substr(before.size() - name.size()) != name) return false;
        return before.size() == name.size() || !(before[before.size() - name.size() - 1] >= 'a' && before[before.size() - name.size() - 1] <= 'z');
      });
      if (!said) continue;
      result.year = year[0];
      const std::size_t begin = static_cast<std::size_t>(words.data() - folded().data()) + at;
      result.year_where = doc_.text.to_reading({begin, begin + 4});
      return;
    }
  }

  void add(const Result& result) {
    for (Result& old : results_)
      if (old.amount == result.amount && (old.section == result.section || old.section.empty() || result.section.empty())) {
        if (old.inferred && !result.inferred) old.year = result.year, old.inferred = false, old.year_where = result.year_where;
        return;
      }
    // Two guesses of one year: the stated one stays.
    if (result.inferred)
      for (const Result& old : results_)
        if (old.year == result.year) return;
    results_.push_back(result);
  }

  void allocated(const Match& match) {
    const Range where = trim_range(doc_.text.reading, match.group("to"), ".,;:");
    if (where.empty() || where.size() > 400) return;
    const std::string_view words = match.folded.of(folded());
    const std::vector<int> years = years_in(words);
    const std::vector<extract::MoneyFound> sums = extract::find_money(words, context_.francs);
    Result* owner = nullptr;
    for (Result& r : results_)
      for (const extract::MoneyFound& sum : sums)
        if (!owner && std::abs(r.amount.cents) == std::abs(sum.money.cents)) owner = &r;
    for (Result& r : results_)
      if (!owner && years.size() == 1 && r.year == years[0]) owner = &r;
    if (!owner && years.empty() && results_.size() == 1) owner = &results_[0];
    if (!owner && years.empty()) {
      for (Result& r : results_)
        if (r.anchor.begin < match.range.begin && match.range.begin - r.anchor.begin < 600) owner = &r;
    }
    if (!owner || !owner->allocation.empty()) return;
    owner->allocation = plain(doc_, where);
    owner->allocation_where = where;
    owner->allocation_rule = match.rule->tag();
    for (const extract::MoneyFound& sum : sums)
      if (std::abs(sum.money.cents) == std::abs(owner->amount.cents) && !owner->allocated) {
        owner->allocated = Money{std::abs(sum.money.cents), sum.money.currency};
        owner->allocated_where = doc_.text.to_reading({match.folded.begin + sum.range.begin, match.folded.begin + sum.range.end});
      }
  }

  static Found found_of(const Result& r) {
    Found found;
    found.entity = "results";
    found.anchor = r.anchor;
    const double sure = r.inferred ? 0.7 : r.confidence;
    const auto add = [&](std::string field, Value value, Range where, double confidence, const std::string& rule, Status status = Status::stated) {
      Fact f{std::move(field), std::move(value), where, {}, confidence, rule, status};
      found.facts.push_back(std::move(f));
    };
    add("year", static_cast<std::int64_t>(r.year), r.year_where, sure, r.rule, r.inferred || r.year_where.empty() ? Status::derived : Status::stated);
    if (!r.section.empty()) add("section", r.section, r.anchor, sure, r.rule);
    add("amount", r.amount, r.where, sure, r.rule);
    if (!r.allocation.empty()) add("allocation", r.allocation, r.allocation_where, 0.85, r.allocation_rule);
    if (r.allocated) add("allocated_amount", *r.allocated, r.allocated_where, 0.85, r.allocation_rule);
    return found;
  }

  const Document& doc_;
  MoneyContext context_;
  bool autumn_ = false;  // the sitting was held in September or later
  std::vector<Result> results_;
};

class Results final : public extract::Extractor {
 public:
  std::string_view id() const override { return "results"; }
  std::vector<Found> extract(const Document& document, const Findings& earlier) const override { return Reader(document, earlier).read(); }
};

}  // namespace

std::unique_ptr<extract::Extractor> results() { return std::make_unique<Results>(); }

}  // namespace minutier::extractors
