// C4A: what is carried forward from one year to the next.
#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "pipeline/assemble/reading.hpp"
#include "pipeline/assemble/series/parts.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::assemble {
namespace {

bool has(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

// The part of a result an allocation carries forward: « … et 53 117,31 € en report à nouveau au compte 002 »; the whole of it where
// nothing else is named. Always positive; nothing where the words leave a doubt.
std::optional<Money> carried(const SeriesRecord::Result& result) {
  const std::string text = normalise::fold(result.allocation);
  if (!has(text, "report a nouveau") && !has(text, "002")) return std::nullopt;
  const auto amounts = extract::find_money(text);
  std::optional<Money> found;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const std::size_t end = i + 1 < amounts.size() ? amounts[i + 1].range.begin : text.size();
    const std::string_view behind = std::string_view(text).substr(amounts[i].range.end, end - amounts[i].range.end);
    if (!has(behind, "report a nouveau") && !has(behind, "002")) continue;
    if (found || has(behind, "1068") || has(behind, "reserve")) return std::nullopt;
    found = amounts[i].money;
  }
  if (found) return found;
  if (!amounts.empty() || has(text, "1068") || has(text, "reserve") || !result.allocated) return std::nullopt;
  return Money{std::llabs(result.allocated->money.cents), result.allocated->money.currency};
}

// « … le report à nouveau, qui sera ramené à 12 640 € »: what it then holds.
std::optional<Money> balance_after(const SeriesRecord::Result& result) {
  const std::string text = normalise::fold(result.allocation);
  const std::size_t at = text.find("report a nouveau");
  if (at == std::string::npos) return std::nullopt;
  std::optional<Money> found;
  for (const extract::MoneyFound& money : extract::find_money(text)) {
    if (money.range.begin < at) continue;
    const std::size_t from = money.range.begin > 24 ? money.range.begin - 24 : 0;
    const std::string_view ahead = std::string_view(text).substr(from, money.range.begin - from);
    const bool says = has(ahead, "ramene") || has(ahead, "porte a") || has(ahead, "portee a") || has(ahead, "passe a") || has(ahead, "passera a") || has(ahead, "s'eleve") || has(ahead, "s'elevera") || has(ahead, "etabli a");
    if (!says) continue;
    if (found) return std::nullopt;
    found = money.money;
  }
  return found;
}

SeriesCheck judged(const SeriesRecord& record, const Money& expected, const Money& found, const std::string& fr, const std::string& en) {
  SeriesCheck check;
  check.record = record.id;
  check.id = "C4A";
  check.expected = plain(expected), check.found = plain(found);
  if (expected.currency != found.currency) {
    check.verdict = "unknown", check.severity = Severity::info;
    check.message = fr + " : les deux montants ne sont pas dans la même monnaie.";
    check.message_en = en + ": the two amounts are in different currencies.";
  } else if (expected == found) {
    check.verdict = "pass", check.severity = Severity::info;
    check.message = fr + " : " + words_of(found) + " se retrouvent.";
    check.message_en = en + ": " + plain(found) + " is found again.";
  } else {
    check.verdict = "fail", check.severity = Severity::warning;
    check.message = fr + " : il faudrait " + words_of(expected) + ", le document écrit " + words_of(found) + ".";
    check.message_en = en + ": " + plain(expected) + " is expected, the document writes " + plain(found) + ".";
  }
  return check;
}

struct Carried {
  const SeriesRecord* record = nullptr;
  const SeriesRecord::Result* result = nullptr;
  Money amount;
};

// Every line 002 of a budget of the year after holds what was carried forward.
void line_002(const Series& series, const Carried& from, SeriesChecks& out) {
  const bool deficit = from.result->amount && from.result->amount->money.cents < 0;
  for (const SeriesRecord& record : series.records) {
    if (!record.best) continue;
    for (const SeriesRecord::Budget& budget : record.budgets) {
      if (budget.year != from.result->year + 1 || budget.section != from.result->section || budget.kind == "decision_modificative") continue;
      const SeriesRecord::Line* line = nullptr;
      std::size_t lines = 0;
      for (const SeriesRecord::Line& each : budget.lines)
        if (each.account == "002") line = &each, ++lines;
      if (lines != 1) continue;
      const std::string year = std::to_string(from.result->year), next = std::to_string(budget.year);
      const Money found{(line->side == "charge") != deficit && line->amount.money.cents != 0 ? -line->amount.money.cents : line->amount.money.cents, line->amount.money.currency};
      SeriesCheck check = judged(record, from.amount, found, "Report à nouveau de " + year + " au compte 002 du budget " + next, "Carried forward from " + year + " to account 002 of the budget " + next);
      check.facts = {line->amount.pointer};
      check.others = {{from.record->id, from.result->pointer + "/allocation"}};
      out.push_back(std::move(check));
    }
  }
}

// The balance told after a year's allocation, moved by the next year's, is the balance told then.
void chain_of_balances(const std::vector<Carried>& told, SeriesChecks& out) {
  for (const Carried& before : told)
    for (const Carried& after : told) {
      if (after.result->year != before.result->year + 1 || after.result->section != before.result->section) continue;
      const auto moved = carried(*after.result);
      const bool whole = after.result->amount && after.result->allocated && std::llabs(after.result->amount->money.cents) == std::llabs(after.result->allocated->money.cents);
      const std::optional<Money> share = moved ? moved : whole ? std::optional<Money>(after.result->allocated->money) : std::nullopt;
      if (!share || !after.result->amount || share->currency != before.amount.currency) continue;
      const std::int64_t sign = after.result->amount->money.cents < 0 ? -1 : 1;
      const Money expected{before.amount.cents + sign * std::llabs(share->cents), before.amount.currency};
      const std::string year = std::to_string(after.result->year), earlier = std::to_string(before.result->year);
      SeriesCheck check = judged(*after.record, expected, after.amount, "Report à nouveau : " + words_of(before.amount) + " après l'affectation de " + earlier + " et " + words_of({sign * std::llabs(share->cents), share->currency}) + " pour " + year,
                                 "Balance carried forward: " + plain(before.amount) + " after the allocation of " + earlier + " and " + plain({sign * std::llabs(share->cents), share->currency}) + " for " + year);
      check.facts = {after.result->pointer + "/allocation"};
      check.others = {{before.record->id, before.result->pointer + "/allocation"}};
      out.push_back(std::move(check));
    }
}

}  // namespace

void balances_follow(const Series& series, SeriesChecks& out) {
  std::map<std::pair<std::int64_t, std::string>, std::vector<Carried>> forwards, balances;
  for (const SeriesRecord& record : series.records) {
    if (!record.best) continue;
    for (const SeriesRecord::Result& result : record.results) {
      if (result.year == 0) continue;
      if (const auto amount = carried(result)) forwards[{result.year, result.section}].push_back({&record, &result, *amount});
      if (const auto balance = balance_after(result)) balances[{result.year, result.section}].push_back({&record, &result, *balance});
    }
  }
  // Where two documents carry forward different amounts of one year, none is the one to compare with.
  const auto one = [](const std::vector<Carried>& all) { return std::all_of(all.begin(), all.end(), [&](const Carried& each) { return each.amount == all.front().amount; }); };
  for (const auto& [key, all] : forwards)
    if (one(all)) line_002(series, all.front(), out);
  std::vector<Carried> told;
  for (const auto& [key, all] : balances)
    if (one(all)) told.push_back(all.front());
  chain_of_balances(told, out);
}

}  // namespace minutier::assemble
