// C46: the accounts of a year, in the record that first presents them and in the N−1 column of a later one.
#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "pipeline/assemble/reading.hpp"
#include "pipeline/assemble/series/parts.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble {
namespace {

using Budget = SeriesRecord::Budget;

constexpr std::size_t told_singly = 5;  // more differences than this are two tables, not slips

bool is_account_of_past_year(const Budget& budget, const SeriesRecord& record) {
  if (budget.kind != "realise" && budget.kind != "compte_administratif") return false;
  return budget.year > 0 && (record.year == 0 || budget.year < record.year);  // of the year's own, an estimate may be called so
}

// What is compared: each amount under what names it, where that names one alone.
struct Item {
  std::string words, words_en;
  const SeriesRecord::Amount* amount = nullptr;
};

std::map<std::string, Item> items_of(const Budget& budget) {
  std::map<std::string, Item> items;
  static constexpr std::tuple<const char*, const char*, const char*> totals[] = {
      {"charges", "le total des charges", "total expenses"}, {"produits", "le total des produits", "total income"}, {"result", "le résultat", "the result"}};
  for (const auto& [key, fr, en] : totals)
    if (const auto found = budget.totals.find(key); found != budget.totals.end()) items[std::string("total ") + key] = {fr, en, &found->second};
  std::map<std::string, std::size_t> seen;
  const auto key_of = [](const SeriesRecord::Line& line) { return line.side + "\n" + (line.account.empty() ? "" : line.account) + "\n" + normalise::fold(line.label); };
  for (const SeriesRecord::Line& line : budget.lines) ++seen[key_of(line)];
  for (const SeriesRecord::Line& line : budget.lines) {
    if (line.side.empty() || (line.account.empty() && line.label.empty()) || seen[key_of(line)] > 1) continue;
    const std::string name = (line.account.empty() ? "" : line.account + " ") + "« " + line.label + " »";
    items[key_of(line)] = {(line.account.empty() ? "la ligne " : "le compte ") + name, (line.account.empty() ? "the line " : "account ") + name, &line.amount};
  }
  return items;
}

// One of the two written in whole euros.
bool in_whole_euros(std::int64_t a, std::int64_t b) { return (a % 100 == 0) != (b % 100 == 0) && std::llabs(a - b) <= 50; }

// One of two large amounts may be written in thousands: then they say nothing of each other.
bool in_thousands(std::int64_t a, std::int64_t b) {
  constexpr std::int64_t thousand = 100'000, large = 10'000'000;
  return (a % thousand == 0) != (b % thousand == 0) && std::llabs(a - b) * 2 <= thousand && std::min(std::llabs(a), std::llabs(b)) >= large;
}

std::string year_words(const Budget& budget) {
  std::string words = std::to_string(budget.year);
  if (!budget.section.empty()) words += ", section de " + budget.section;
  if (!budget.name.empty()) words += " (" + budget.name + ")";
  return words;
}

std::string from_words(const SeriesRecord& record) { return record.date.empty() ? "un document sans date" : "le document du " + date_words(record.date); }
std::string from_words_en(const SeriesRecord& record) { return record.date.empty() ? "an undated document" : "the document of " + record.date; }

struct Statement {
  const SeriesRecord* record = nullptr;
  const Budget* budget = nullptr;
};

void compare(const Statement& before, const Statement& after, SeriesChecks& out) {
  const auto old_items = items_of(*before.budget), new_items = items_of(*after.budget);
  std::vector<std::pair<const Item*, const Item*>> differ;
  std::vector<std::string> same_here;
  std::vector<std::pair<std::string, std::string>> same_there;
  bool currencies = false;
  for (const auto& [key, now] : new_items) {
    const auto was = old_items.find(key);
    if (was == old_items.end()) continue;
    const Money &a = was->second.amount->money, &b = now.amount->money;
    if (a.currency != b.currency) currencies = true;
    else if (a == b || in_whole_euros(a.cents, b.cents)) same_here.push_back(now.amount->pointer), same_there.emplace_back(before.record->id, was->second.amount->pointer);
    else if (!in_thousands(a.cents, b.cents)) differ.emplace_back(&was->second, &now);
  }
  SeriesCheck check;
  check.record = after.record->id;
  check.id = "C46";
  const std::string year = year_words(*after.budget), earlier = from_words(*before.record), earlier_en = from_words_en(*before.record);
  const auto unknown = [&](std::string fr, std::string en) {
    check.verdict = "unknown", check.severity = Severity::info;
    check.message = std::move(fr), check.message_en = std::move(en);
    check.facts = {after.budget->pointer}, check.others = {{before.record->id, before.budget->pointer}};
    out.push_back(check);
  };
  if (currencies) return unknown("Comptes " + year + " : " + earlier + " les donne dans une autre monnaie, on ne peut comparer.", "Accounts " + year + ": " + earlier_en + " gives them in another currency; they cannot be compared.");
  if (differ.size() > told_singly && differ.size() > same_here.size())
    return unknown("Comptes " + year + " : " + std::to_string(differ.size()) + " montants sur " + std::to_string(differ.size() + same_here.size()) + " diffèrent de ceux que donne " + earlier + " ; les deux tableaux ne portent peut-être pas sur la même chose.",
                   "Accounts " + year + ": " + std::to_string(differ.size()) + " of " + std::to_string(differ.size() + same_here.size()) + " amounts differ from those of " + earlier_en + "; the two tables may not be about the same thing.");
  for (const auto& [was, now] : differ) {
    check.verdict = "fail", check.severity = Severity::warning;
    check.message = "Comptes " + year + " : " + now->words + " est de " + words_of(now->amount->money) + " ici, de " + words_of(was->amount->money) + " dans " + earlier + ".";
    check.message_en = "Accounts " + year + ": " + now->words_en + " is " + plain(now->amount->money) + " here, " + plain(was->amount->money) + " in " + earlier_en + ".";
    check.expected = plain(was->amount->money), check.found = plain(now->amount->money);
    check.facts = {now->amount->pointer}, check.others = {{before.record->id, was->amount->pointer}};
    out.push_back(check);
  }
  if (!differ.empty() || same_here.empty()) return;
  check.verdict = "pass", check.severity = Severity::info;
  check.message = "Comptes " + year + " : ce sont ceux que donne " + earlier + " (" + std::to_string(same_here.size()) + (same_here.size() > 1 ? " montants comparés)." : " montant comparé).");
  check.message_en = "Accounts " + year + ": those of " + earlier_en + " (" + std::to_string(same_here.size()) + (same_here.size() > 1 ? " amounts compared)." : " amount compared).");
  check.facts = std::move(same_here), check.others = std::move(same_there);
  out.push_back(std::move(check));
}

}  // namespace

void accounts_agree(const Series& series, SeriesChecks& out) {
  std::map<std::tuple<std::int64_t, std::string, std::string>, std::vector<Statement>> years;
  for (const SeriesRecord& record : series.records) {
    if (!record.best) continue;
    std::map<std::tuple<std::int64_t, std::string, std::string>, std::vector<const Budget*>> own;
    for (const Budget& budget : record.budgets)
      if (is_account_of_past_year(budget, record)) own[{budget.year, budget.section, normalise::fold(budget.name)}].push_back(&budget);
    for (const auto& [key, budgets] : own)
      if (budgets.size() == 1) years[key].push_back({&record, budgets.front()});  // of two tables of one year, neither is the one
  }
  for (const auto& [key, statements] : years)
    for (std::size_t i = 1; i < statements.size(); ++i)
      if (!statements[i].record->date.empty() && !statements[i - 1].record->date.empty()) compare(statements[i - 1], statements[i], out);
}

}  // namespace minutier::assemble
