// What the sections or the budgets of a public body spend and take in, told line by line: « FONCTIONNEMENT   Dépenses 187 412,36
// Recettes 236 908,11 », « Budget annexe de l'eau : » over « dépenses 94 205,80 €   recettes 98 110,00 € », « Investissement :
// 112 650 en dépenses comme en recettes ».

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "extractors/budget_table.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {
namespace {

using Sum = std::pair<Money, Range>;

// The sum that begins at a place of a line, behind blanks and leaders.
std::optional<Sum> sum_at(std::string_view line, std::size_t begin, std::string_view currency) {
  while (begin < line.size() && (line[begin] == ' ' || line[begin] == ':' || line[begin] == '=' || line[begin] == '.')) ++begin;
  std::size_t end = begin;
  const auto digit = [&](std::size_t i) { return i < line.size() && line[i] >= '0' && line[i] <= '9'; };
  while (end < line.size() && (digit(end) || line[end] == '.' || line[end] == ',' || line[end] == '\'' || (line[end] == ' ' && digit(end + 1)))) ++end;
  while (end > begin && (line[end - 1] == '.' || line[end - 1] == ',')) --end;
  if (end < begin + 4) return std::nullopt;
  const auto amount = extract::parse_amount_cell(line.substr(begin, end - begin), std::string(currency));
  if (!amount) return std::nullopt;
  return Sum{amount->money, Range{begin, end}};
}

// The sum right behind a word that the line says once: « Dépenses   187 412,36 », « Recettes : 94 205,80 € ».
std::optional<Sum> sum_behind(std::string_view line, std::string_view word, std::string_view currency) {
  const std::size_t at = line.find(word);
  if (at == std::string_view::npos || line.find(word, at + 1) != std::string_view::npos) return std::nullopt;
  return sum_at(line, at + word.size(), currency);
}

class LineReader {
 public:
  LineReader(const extract::Document& document, const MoneyContext& context) : doc_(document), context_(context) {}

  std::vector<BudgetReading> read() {
    const auto& blocks = doc_.structure.blocks;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      if (blocks[b].kind == BlockKind::furniture) continue;
      if (blocks[b].kind == BlockKind::heading && blocks[b].level < 5) section_ = {}, name_ = {};
      for (std::size_t l = 0; l < blocks[b].lines.size(); ++l) {
        const Range line = blocks[b].lines[l];
        const std::string_view f = doc_.text.fold(line);
        if (f.size() > 200) continue;
        ++age_;
        if (!two_sides(b, line, f) && !balanced(b, line, f)) head(line, f);
      }
    }
    return std::move(out_);
  }

 private:
  // « Section d'exploitation, budget hospitalier : », « Budget annexe maison de retraite : »: whose the sums below are.
  void head(Range line, std::string_view f) {
    if (f.size() < 4 || f.size() > 70 || first_of(f, "0123456789") != std::string_view::npos || !extract::find_money(f).empty()) return;
    const std::string_view section = section_in(f);
    const std::size_t budget = f.find("budget ");
    if (budget_section(f).empty() && (budget != 0 || f.back() != ':')) return;
    section_ = section, age_ = 0;
    const std::size_t base = doc_.text.to_folded(line).begin;
    name_ = budget == std::string_view::npos ? Range{} : trim_range(doc_.text.reading, doc_.text.to_reading({base + budget, base + f.size()}), ":.,");
  }

  // Where nothing is invested, « exploitation » is all of it.
  std::string_view section_in(std::string_view f) const {
    const std::string_view section = budget_section(f);
    return section == "fonctionnement" && !contains(f, "fonctionnement") && !contains(doc_.text.folded, "investissement :") && !contains(doc_.text.folded, "section d'investissement") ? std::string_view{} : section;
  }

  BudgetReading reading(std::size_t block, Range line, std::string_view section, Range name) const {
    BudgetReading out;
    BudgetKey key;
    key.section = section;
    if (!name.empty()) key.name = plain(doc_, name), key.name_where = name;
    const Surroundings around = surroundings(doc_, static_cast<int>(block));
    const std::string_view own = doc_.structure.blocks[block].folded.of(doc_.text.folded).substr(0, 160);
    complete_key(key, context_, {around.before, around.heading, around.above, own});
    out.keys.push_back(std::move(key));
    out.range = line;
    out.rule = "budgets.sections@1";
    out.confidence = 0.86;
    return out;
  }

  void add(BudgetReading& reading, EntryKind kind, Side side, const Money& amount, Range folded) const {
    BudgetEntry entry;
    entry.kind = kind;
    entry.side = side;
    entry.amount = amount;
    entry.where = doc_.text.to_reading(folded);
    reading.entries.push_back(std::move(entry));
  }

  bool two_sides(std::size_t block, Range line, std::string_view f) {
    const std::size_t first = std::min(f.find("depenses"), f.find("recettes"));
    if (first == std::string_view::npos || first > 45) return false;
    std::string_view section = section_in(f.substr(0, first));
    const auto charges = sum_behind(f, "depenses", context_.currency), produits = sum_behind(f, "recettes", context_.currency);
    if (!charges || !produits) return false;
    Range name;
    if (section.empty() && age_ <= 3) section = section_, name = name_;
    if (section.empty() && name.empty()) return false;
    BudgetReading told = reading(block, line, section, name);
    if (told.keys[0].kind.empty() || told.keys[0].year == 0) return false;
    const std::size_t base = doc_.text.to_folded(line).begin;
    add(told, EntryKind::total, Side::charge, charges->first, {base + charges->second.begin, base + charges->second.end});
    add(told, EntryKind::total, Side::produit, produits->first, {base + produits->second.begin, base + produits->second.end});
    balance(told, produits->first.cents - charges->first.cents, base + std::max(charges->second.end, produits->second.end));
    out_.push_back(std::move(told));
    return true;
  }

  // « excédent   522.805,53 F » behind the two sums, or on the line below.
  void balance(BudgetReading& told, std::int64_t difference, std::size_t from) const {
    const std::string_view folded = doc_.text.folded;
    const std::size_t line = folded.find('\n', folded.find('\n', from) == std::string_view::npos ? from : folded.find('\n', from) + 1);
    const std::string_view near = folded.substr(from, std::min<std::size_t>(line == std::string_view::npos ? 160 : line - from, 160));
    if (!contains_any(near, {"excedent", "deficit", "resultat", "solde", "boni", "mali", "perte", "benefice"})) return;
    for (std::size_t at = first_of(near, "0123456789"); at != std::string_view::npos;) {
      const auto sum = sum_at(near, at, context_.currency);
      if (sum && difference != 0 && sum->first.cents == std::abs(difference)) {
        Money amount = sum->first;
        amount.cents = difference;
        add(told, EntryKind::result, Side::unknown, amount, {from + sum->second.begin, from + sum->second.end});
        told.proven = true;
        told.confidence = 0.95;
        return;
      }
      at = first_of(near, "0123456789", sum ? sum->second.end : near.find_first_not_of("0123456789", at));
    }
  }

  // « Investissement : 112 650 en dépenses comme en recettes », « section de fonctionnement ..... 1.402.600 F » under « Il s'équilibre … : »
  bool balanced(std::size_t block, Range line, std::string_view f) {
    static const Regex form("^(?:[-*] ?)?(?:(?:la |pour la |en )?section )?(?:de |d'|en )?(?<section>fonctionnement|investissement|exploitation)\\b(?<middle>[^0-9]{0,60})");
    static const Regex both("\\b(?:depenses|recettes) ?(?:et|comme|qu'en|=|/|ainsi qu'en)(?: en)? ?(?:recettes|depenses)\\b");
    RegexHit hit;
    if (!form.search(f, hit)) return false;
    const std::string_view middle = form.range(hit, "middle").of(f);
    if (contains_any(middle, {"excedent", "deficit", "resultat", "solde", "report", "rest", "affect", "credit", "virement"})) return false;
    const auto sum = sum_at(f, hit.whole().end, context_.currency);
    if (!sum) return false;
    const std::string_view behind = f.substr(sum->second.end);
    const std::size_t base = doc_.text.to_folded(line).begin;
    const std::size_t from = base > 200 ? base - 200 : 0;
    const std::string_view above = std::string_view(doc_.text.folded).substr(from, base - from);
    const std::size_t said = above.rfind("equilibr");
    static const Regex stop("[a-z0-9)][.] [a-z]");
    const bool under = said != std::string_view::npos && !stop.found(above.substr(said)) && above.find("\n\n\n", said) == std::string_view::npos && behind.size() < 12 && side_in(middle) == Side::unknown;
    if (!both.found(middle) && !both.found(behind.substr(0, 50)) && !under) return false;
    BudgetReading told = reading(block, line, section_in(form.range(hit, "section").of(f)), {});
    BudgetKey& key = told.keys[0];
    if (key.kind == "compte_administratif" || key.kind == "realise" || key.year == 0) return false;
    if (key.kind.empty()) key.kind = "primitif";
    told.confidence = 0.9;
    for (const Side side : {Side::charge, Side::produit}) add(told, EntryKind::total, side, sum->first, {base + sum->second.begin, base + sum->second.end});
    out_.push_back(std::move(told));
    return true;
  }

  const extract::Document& doc_;
  const MoneyContext& context_;
  std::string_view section_;
  Range name_;
  std::size_t age_ = 99;  // lines since the words that name whose the sums are
  std::vector<BudgetReading> out_;
};

}  // namespace

std::vector<BudgetReading> section_lines(const extract::Document& document, const MoneyContext& context) {
  if (!context.municipal) return {};
  return LineReader(document, context).read();
}

}  // namespace minutier::extractors
