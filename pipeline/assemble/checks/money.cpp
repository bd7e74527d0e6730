// C40–C48, C4B: sums, to the cent.

#include <algorithm>
#include <array>

#include "pipeline/assemble/budget_sums.hpp"
#include "pipeline/assemble/checks/all.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble::checks {
namespace {

constexpr std::array<const char*, 2> sides{"charge", "produit"};

Json text(const Money& money) { return Json(decimal(money) + " " + money.currency); }

std::string budget_words(const Json& budget) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 6> kinds{{{"previsionnel", "budget prévisionnel"}, {"realise", "comptes"}, {"compte_administratif", "compte administratif"},
                                                                                {"primitif", "budget primitif"}, {"supplementaire", "budget supplémentaire"}, {"decision_modificative", "décision modificative"}}};
  std::string out = "budget";
  for (const auto& [kind, words] : kinds)
    if (value_in(budget, "kind").as_string() == kind) out = words;
  if (const auto year = count_of(value_in(budget, "year"))) out += " " + std::to_string(*year);
  if (const std::string& section = value_in(budget, "section").as_string(); !section.empty()) out += ", section de " + section;
  if (const std::string& name = value_in(budget, "name").as_string(); !name.empty()) out += " (" + name + ")";
  return out;
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string account_words(const BudgetLine& line) {
  const std::string label = "« " + std::string(line.label) + " »";
  return line.account.empty() ? label : "compte " + std::string(line.account) + " " + label;
}

struct Budgets {
  explicit Budgets(const Sitting& sitting) : list(sitting.record["budgets"].items()) {}
  static std::string pointer(std::size_t i) { return "/budgets/" + std::to_string(i); }
  static Term term(std::size_t i, const BudgetLine& one, int sign) { return {line(i, one) + "/amount", one.fact, one.amount.cents, sign}; }
  Term total_term(std::size_t i, const char* key, const Money& money, int sign) const { return {pointer(i) + "/totals/" + key, list[i]["totals"].find(key), money.cents, sign}; }
  static std::string line(std::size_t i, const BudgetLine& line) { return pointer(i) + "/lines/" + std::to_string(line.index); }
  const Json::Array& list;
};

std::optional<Money> total(const Json& budget, const char* key) { return money_of(value_in(budget["totals"], key)); }
bool derived_total(const Json& budget, const char* key) { return is_derived(budget["totals"].find(key)); }

bool same_label(const BudgetLine& a, const BudgetLine& b) { return a.account == b.account && normalise::fold(a.label) == normalise::fold(b.label); }

// A line elsewhere in the budgets, of the same side, account and label, but of another year.
const BudgetLine* in_other_year(const std::vector<std::vector<BudgetAccount>>& others, const BudgetLine& line) {
  for (const auto& accounts : others)
    for (const BudgetAccount& account : accounts)
      for (const BudgetLine& part : account.parts)
        if (same_label(part, line)) return &part;
  return nullptr;
}

// The number a rounded one stands for: 43 000 for 43 336, 4 550 for 4 549,80.
bool rounds_to(std::int64_t rough, std::int64_t exact) {
  for (const std::int64_t step : {std::int64_t{100}, std::int64_t{1000}, std::int64_t{10000}, std::int64_t{100000}, std::int64_t{1000000}})
    if (rough % step == 0 && std::abs(rough - exact) < step && std::abs(exact) >= 5 * step) return true;
  return false;
}

}  // namespace

void accounts_sum(const Input& in, Report& report) {
  const Budgets budgets(in.sitting);
  for (std::size_t i = 0; i < budgets.list.size(); ++i) {
    for (const char* side : sides) {
      for (const BudgetAccount& account : accounts_of(budgets.list[i], side)) {
        const auto sum = account.sum();
        if (!sum) continue;
        std::vector<Term> terms{Budgets::term(i, account.head, -1)};
        for (const BudgetLine& part : account.parts) terms.push_back(Budgets::term(i, part, 1));
        if (account.holds()) {
          report.pass(Budgets::line(i, account.head));
          if (!account.partial) agree(report, terms);
          continue;
        }
        std::vector<std::string> facts{Budgets::line(i, account.head) + "/amount"};
        for (const BudgetLine& part : account.parts) facts.push_back(Budgets::line(i, part) + "/amount");
        const Money summed{*sum, account.head.amount.currency};
        Note note{Severity::warning, capital(budget_words(budgets.list[i])) + " : les lignes du " + account_words(account.head) + " font " + words_of(summed) + ", le document écrit " + words_of(account.head.amount) + ".",
                  std::move(facts), text(summed), text(account.head.amount), {}};
        if (!account.partial) suggest(in, terms, note);
        report.fail(std::move(note));
      }
    }
  }
}

void totals_sum(const Input& in, Report& report) {
  const Budgets budgets(in.sitting);
  for (std::size_t i = 0; i < budgets.list.size(); ++i) {
    for (const char* side : sides) {
      const char* key = *side == 'c' ? "charges" : "produits";
      const auto stated = total(budgets.list[i], key);
      if (!stated || derived_total(budgets.list[i], key)) continue;
      const auto accounts = accounts_of(budgets.list[i], side);
      const SideSums sums = side_sums(budgets.list[i], side);
      if (!sums.total || sums.total->currency != stated->currency || accounts.size() < 2) continue;
      std::int64_t volunteers = 0;
      for (const BudgetAccount& account : accounts)
        if (account.head.account.starts_with("86") || account.head.account.starts_with("87")) volunteers += account.head.amount.cents;
      const std::string fact = Budgets::pointer(i) + "/totals/" + key;
      const auto result = total(budgets.list[i], "result");  // printed with the totals, to level the smaller side
      const bool levelled = result && result->currency == stated->currency && stated->cents - sums.total->cents == std::abs(result->cents);
      const bool fits = levelled || *sums.total == *stated || sums.with_balance == stated || sums.total->cents - volunteers == stated->cents ||
                        (sums.with_balance && sums.with_balance->cents - volunteers == stated->cents);
      std::vector<Term> terms{budgets.total_term(i, key, *stated, -1)};
      for (const BudgetAccount& account : accounts)
        if (!account.head.balancing) terms.push_back(Budgets::term(i, account.head, 1));
      if (fits) {
        report.pass(fact);
        if (*sums.total == *stated) agree(report, terms);
        continue;
      }
      Note note{Severity::warning, capital(budget_words(budgets.list[i])) + (*side == 'c' ? " : les charges listées font " : " : les produits listés font ") + words_of(*sums.total) + ", le total écrit est " + words_of(*stated) + ".",
                {fact, Budgets::pointer(i) + "/lines"}, text(*sums.total), text(*stated), {}};
      if (!sums.with_balance && volunteers == 0) suggest(in, terms, note);
      report.fail(std::move(note));
    }
  }
}

void balanced(const Input& in, Report& report) {
  const Budgets budgets(in.sitting);
  for (std::size_t i = 0; i < budgets.list.size(); ++i) {
    const std::string& kind = value_in(budgets.list[i], "kind").as_string();
    if (kind.empty() || kind == "realise" || kind == "compte_administratif") continue;
    const auto charges = total(budgets.list[i], "charges"), produits = total(budgets.list[i], "produits");
    const bool result = budgets.list[i]["totals"].find("result") && !derived_total(budgets.list[i], "result");
    if (!charges || !produits || result || charges->currency != produits->currency || (derived_total(budgets.list[i], "charges") && derived_total(budgets.list[i], "produits"))) continue;
    const std::vector<std::string> facts{Budgets::pointer(i) + "/totals/charges", Budgets::pointer(i) + "/totals/produits"};
    const std::vector<Term> terms{budgets.total_term(i, "charges", *charges, -1), budgets.total_term(i, "produits", *produits, 1)};
    if (*charges == *produits) {
      report.pass(facts);
      agree(report, terms);
      continue;
    }
    Note note{Severity::warning, capital(budget_words(budgets.list[i])) + " : " + words_of(*charges) + " de charges et " + words_of(*produits) + " de produits ne s'équilibrent pas (écart de " +
                  words_of({std::abs(charges->cents - produits->cents), charges->currency}) + ").",
              facts, text(*charges), text(*produits), {}};
    suggest(in, terms, note);
    report.fail(std::move(note));
  }
}

void result_is_difference(const Input& in, Report& report) {
  const Budgets budgets(in.sitting);
  for (std::size_t i = 0; i < budgets.list.size(); ++i) {
    const auto charges = total(budgets.list[i], "charges"), produits = total(budgets.list[i], "produits"), result = total(budgets.list[i], "result");
    if (!charges || !produits || !result || derived_total(budgets.list[i], "result") || charges->currency != produits->currency || result->currency != charges->currency) continue;
    const std::vector<std::string> facts{Budgets::pointer(i) + "/totals/result", Budgets::pointer(i) + "/totals/charges", Budgets::pointer(i) + "/totals/produits"};
    const Money difference{produits->cents - charges->cents, charges->currency};
    const bool presented_level = difference.cents == 0;  // the result stands among the lines of the smaller side
    const std::vector<Term> terms{budgets.total_term(i, "produits", *produits, 1), budgets.total_term(i, "charges", *charges, -1), budgets.total_term(i, "result", *result, -1)};
    if (difference == *result || presented_level || rounds_to(result->cents, difference.cents)) {
      report.pass(facts);
      if (difference == *result) agree(report, terms);
      continue;
    }
    Note note{Severity::error, capital(budget_words(budgets.list[i])) + " : " + words_of(*produits) + " de produits moins " + words_of(*charges) + " de charges font " + words_of(difference) + ", le document écrit " +
                  words_of(*result) + ".",
              facts, text(difference), text(*result), {}};
    suggest(in, terms, note);
    report.fail(std::move(note));
  }
}

void volunteers_balance(const Input& in, Report& report) {
  const Budgets budgets(in.sitting);
  for (std::size_t i = 0; i < budgets.list.size(); ++i) {
    std::optional<Money> uses, sources;
    std::vector<std::string> facts;
    for (const char* side : sides) {
      for (const BudgetAccount& account : accounts_of(budgets.list[i], side)) {
        const std::string_view wanted = *side == 'c' ? "86" : "87";
        if (account.head.account != wanted) continue;
        (*side == 'c' ? uses : sources) = account.head.amount;
        facts.push_back(Budgets::line(i, account.head) + "/amount");
      }
    }
    if (!uses || !sources) continue;
    if (*uses == *sources) report.pass(std::move(facts));
    else
      report.fail({Severity::warning, capital(budget_words(budgets.list[i])) + " : les contributions volontaires diffèrent, " + words_of(*uses) + " au compte 86 et " + words_of(*sources) + " au compte 87.", std::move(facts),
                   text(*uses), text(*sources), {}});
  }
}

void text_and_table(const Input& in, Report& report) {
  const Budgets budgets(in.sitting);
  const auto& results = in.sitting.record["results"].items();
  for (std::size_t r = 0; r < results.size(); ++r) {
    const auto said = money_of(value_in(results[r], "amount"));
    const auto year = count_of(value_in(results[r], "year"));
    if (!said || !year) continue;
    for (std::size_t i = 0; i < budgets.list.size(); ++i) {
      const Json& budget = budgets.list[i];
      const std::string& kind = value_in(budget, "kind").as_string();
      const auto printed = total(budget, "result");
      if (!printed || (kind != "realise" && kind != "compte_administratif") || count_of(value_in(budget, "year")) != year || printed->currency != said->currency) continue;
      if (value_in(budget, "section").as_string() != value_in(results[r], "section").as_string() || !value_in(budget, "name").as_string().empty()) continue;
      const std::vector<std::string> facts{"/results/" + std::to_string(r) + "/amount", Budgets::pointer(i) + "/totals/result"};
      const bool same = *said == *printed || rounds_to(said->cents, printed->cents) || rounds_to(printed->cents, said->cents);
      if (same) report.pass(facts);
      else
        report.fail({Severity::warning, "Le texte donne un résultat " + std::to_string(*year) + " de " + words_of(*said) + ", les comptes de " + words_of(*printed) + ".", facts, text(*printed), text(*said), {}});
    }
  }
}

void allocation(const Input& in, Report& report) {
  const auto& results = in.sitting.record["results"].items();
  std::vector<bool> done(results.size());
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (done[i]) continue;
    const auto year = count_of(value_in(results[i], "year"));
    const std::string& section = value_in(results[i], "section").as_string();
    std::optional<Money> amount;
    std::int64_t allocated = 0;
    bool any = false, several = false;
    std::vector<std::string> facts;
    for (std::size_t j = i; j < results.size(); ++j) {
      if (count_of(value_in(results[j], "year")) != year || value_in(results[j], "section").as_string() != section) continue;
      done[j] = true;
      const auto money = money_of(value_in(results[j], "amount")), part = money_of(value_in(results[j], "allocated_amount"));
      several = several || (money && amount && *money != *amount) || (money && part && money->currency != part->currency);
      if (money) amount = money;
      if (!part) continue;
      any = true;
      allocated += std::abs(part->cents);
      facts.push_back("/results/" + std::to_string(j) + "/allocated_amount");
    }
    if (!amount || !any || several || !year) continue;
    const std::int64_t whole = std::abs(amount->cents);
    const Money sum{allocated, amount->currency};
    facts.insert(facts.begin(), "/results/" + std::to_string(i) + "/amount");
    if (allocated == whole) report.pass(std::move(facts));
    else if (allocated > whole)
      report.fail({Severity::warning, "Le résultat " + std::to_string(*year) + " est de " + words_of(*amount) + ", " + words_of(sum) + " en sont affectés.", std::move(facts), text(*amount), text(sum), {}});
    else
      report.unknown({Severity::info, "Du résultat " + std::to_string(*year) + " de " + words_of(*amount) + ", seuls " + words_of(sum) + " sont affectés.", std::move(facts), text(*amount), text(sum), {}});
  }
}

// « 28 x 5 000 € » in a label: number and price in cents.
static std::optional<std::pair<std::int64_t, std::int64_t>> times_in(std::string_view label) {
  const std::string folded = normalise::fold(label);
  for (std::size_t at = folded.find('x'); at != std::string::npos; at = folded.find('x', at + 1)) {
    const auto blank = [&](std::size_t i) { return folded[i] == ' '; };
    std::size_t left = at, right = at + 1;
    while (left > 0 && blank(left - 1)) --left;
    while (right < folded.size() && blank(right)) ++right;
    const auto digit = [&](std::size_t i) { return i < folded.size() && folded[i] >= '0' && folded[i] <= '9'; };
    if (left == 0 || !digit(left - 1) || !digit(right)) continue;
    std::size_t begin = left;
    while (begin > 0 && digit(begin - 1)) --begin;
    if (left - begin > 6 || (begin > 0 && (folded[begin - 1] == ',' || folded[begin - 1] == '.'))) continue;
    std::int64_t number = 0, price = 0;
    for (std::size_t i = begin; i < left; ++i) number = number * 10 + (folded[i] - '0');
    std::size_t i = right;
    for (std::size_t digits = 0; digits < 10 && (digit(i) || (i < folded.size() && blank(i) && digit(i + 1) && digit(i + 2) && digit(i + 3))); ++i)
      if (digit(i)) {
        price = price * 10 + (folded[i] - '0');
        ++digits;
      }
    price *= 100;
    if (i < folded.size() && (folded[i] == ',' || folded[i] == '.') && digit(i + 1)) {
      price += (folded[i + 1] - '0') * 10 + (digit(i + 2) ? folded[i + 2] - '0' : 0);
      i += digit(i + 2) ? 3 : 2;
    }
    while (i < folded.size() && blank(i)) ++i;
    if (folded.compare(i, 3, "eur") == 0) return std::pair{number, price};
  }
  return std::nullopt;
}

void price_by_number(const Input& in, Report& report) {
  const auto look = [&](std::string_view label, const std::optional<Money>& amount, const std::string& pointer) {
    if (!amount || amount->currency != "EUR" || label.find_first_of("xX\xC3") == std::string_view::npos) return;
    const auto times = times_in(label);
    if (!times) return;
    const Money product{times->first * times->second, "EUR"};
    if (product == *amount) report.pass(pointer);
    else
      report.fail({Severity::warning, "« " + std::string(label) + " » fait " + words_of(product) + ", le document écrit " + words_of(*amount) + ".", {pointer + "/amount"}, text(product), text(*amount), {}});
  };
  const Budgets budgets(in.sitting);
  for (std::size_t i = 0; i < budgets.list.size(); ++i) {
    const auto& lines = budgets.list[i]["lines"].items();
    for (std::size_t j = 0; j < lines.size(); ++j)
      look(value_in(lines[j], "label").as_string(), money_of(value_in(lines[j], "amount")), Budgets::pointer(i) + "/lines/" + std::to_string(j));
  }
  const auto& amounts = in.sitting.record["amounts"].items();
  for (std::size_t i = 0; i < amounts.size(); ++i) look(value_in(amounts[i], "label").as_string(), money_of(value_in(amounts[i], "amount")), "/amounts/" + std::to_string(i));
}

void copied_value(const Input& in, Report& report) {
  const Budgets budgets(in.sitting);
  if (budgets.list.size() < 2) return;
  for (std::size_t i = 0; i < budgets.list.size(); ++i) {
    for (const char* side : sides) {
      const auto accounts = accounts_of(budgets.list[i], side);
      if (std::all_of(accounts.begin(), accounts.end(), [](const BudgetAccount& a) { return a.holds(); })) continue;
      std::vector<std::vector<BudgetAccount>> others;
      for (std::size_t k = 0; k < budgets.list.size(); ++k)
        if (k != i && count_of(value_in(budgets.list[k], "year")) != count_of(value_in(budgets.list[i], "year"))) others.push_back(accounts_of(budgets.list[k], side));
      for (const BudgetAccount& account : accounts) {
        if (account.holds()) continue;
        const std::int64_t excess = *account.sum() - account.head.amount.cents;
        std::vector<const BudgetLine*> copied;
        for (const BudgetLine& part : account.parts) {
          const BudgetLine* twin = in_other_year(others, part);
          if (twin && twin->amount == part.amount && part.amount.cents >= excess && part.amount.cents != 0) copied.push_back(&part);
        }
        // A cell that should have been empty explains more than one that should have held some other number.
        const auto empty = std::find_if(copied.begin(), copied.end(), [&](const BudgetLine* part) { return part->amount.cents == excess; });
        if (empty != copied.end()) copied = {*empty};
        if (copied.size() == 1) {
          const BudgetLine& part = *copied.front();
          const Money right{part.amount.cents - excess, part.amount.currency};
          report.fail({Severity::warning, capital(budget_words(budgets.list[i])) + " : la ligne « " + std::string(part.label) + " » porte " + words_of(part.amount) + " comme l'autre année ; pour que le " + account_words(account.head) +
                           " soit juste, il faudrait " + words_of(right) + ".",
                       {Budgets::line(i, part) + "/amount", Budgets::line(i, account.head) + "/amount"}, text(right), text(part.amount), {}});
        }
      }
    }
  }
}

}  // namespace minutier::assemble::checks
