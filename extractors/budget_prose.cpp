// Accounts told in sentences whose sums bear each other out: « Les recettes se sont élevées à 9 036 F 50, savoir :
// cotisations 5 485 F, … Les dépenses ont atteint 8 904 F 20 : alevinage 5 220 F, … ». And totals said in sentences, by the rules of « budgets.side ».

#include <algorithm>
#include <cstdlib>

#include "extractors/bare_sums.hpp"
#include "extractors/budget_ledger.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;

struct Sum {
  Range range;   // folded
  Range before;  // the words between the sum before and this one
  Money money;
  Side side = Side::unknown;
  int sign = 0;  // a balance: +1, -1; 0 none
};

struct Told {
  std::size_t total = 0;
  std::size_t end = 0;  // one past its last line
};

class ProseReader {
 public:
  // The paragraph `index`, with those behind it that `last` takes in.
  ProseReader(const Document& document, const MoneyContext& context, std::size_t index, std::size_t last, bool bare = false) : doc_(document), context_(context), index_(index), folded_(document.text.folded), bare_(bare) {
    const auto& blocks = document.structure.blocks;
    block_.range = cover(blocks[index].range, blocks[last].range);
    block_.folded = cover(blocks[index].folded, blocks[last].folded);
  }

  std::optional<BudgetReading> read() {
    load();
    if (sums_.size() < 2) return std::nullopt;
    std::vector<Told> told;
    for (std::size_t i = 0; i < sums_.size(); ++i)
      if (sums_[i].side != Side::unknown && (told.empty() || i >= told.back().end)) told.push_back({i, lines_of(i)});
    for (std::size_t i = 0; i + 1 < told.size(); ++i) {
      const Sum& a = sums_[told[i].total];
      const Sum& b = sums_[told[i + 1].total];
      if (a.side == b.side) continue;
      const std::int64_t difference = a.side == Side::produit ? a.money.cents - b.money.cents : b.money.cents - a.money.cents;
      const std::size_t next = i + 2 < told.size() ? told[i + 2].total : sums_.size();
      const Sum* result = nullptr;
      for (std::size_t k = i > 0 ? told[i - 1].end : 0; k < next; ++k)
        if (sums_[k].sign != 0 && difference != 0 && std::abs(sums_[k].money.cents) == std::abs(difference) && (sums_[k].sign > 0) == (difference > 0)) result = &sums_[k];
      const bool lists = told[i].end > told[i].total + 1 && told[i + 1].end > told[i + 1].total + 1;
      // « Budget 2014 : recettes 21.800 €, dépenses 21.800 € »: what balances is a plan.
      const bool balanced = difference == 0 && contains_any(block_.folded.of(folded_).substr(0, 200), {"budget", "prevision"});
      if (!result && !lists && !balanced) continue;
      const std::size_t key = key_of(i > 0 ? sums_[told[i - 1].end - 1].range.end : block_.folded.begin, a);
      add(told[i], key);
      add(told[i + 1], key);
      if (result) {
        BudgetEntry entry = entry_of(*result, key, EntryKind::result);
        entry.amount.cents = difference;
        out_.entries.push_back(std::move(entry));
      }
      ++i;
    }
    if (context_.copropriete && out_.entries.empty()) charges_alone();
    if (out_.entries.empty()) return std::nullopt;
    out_.range = block_.range;
    out_.rule = "budgets.prose@1";
    out_.confidence = 0.95;
    return std::move(out_);
  }

 private:
  // Co-owners spend alone: « fixé à 86 500 €, répartis comme suit : charges générales 51 000 €, ascenseur 9 500 € … ».
  void charges_alone() {
    // « soit : eau 4.500 F, …, divers 1.500 F, au total 50.500 F »
    for (std::size_t i = 3; i < sums_.size(); ++i) {
      const std::string_view before = sums_[i].before.of(folded_);
      if (before.size() > 40 || !contains_any(before, {"total", "en tout"})) continue;
      std::int64_t left = sums_[i].money.cents;
      std::size_t first = i;
      while (first > 0 && left > 0 && !label_of(sums_[first - 1]).empty()) left -= sums_[--first].money.cents;
      if (left != 0 || i - first < 3) continue;
      sums_[i].side = Side::charge;
      const std::size_t key = key_of(first > 0 ? sums_[first - 1].range.end : block_.folded.begin, sums_[i]);
      if (out_.keys[key].kind.empty()) continue;
      out_.entries.push_back(entry_of(sums_[i], key, EntryKind::total));
      for (std::size_t k = first; k < i; ++k) {
        BudgetEntry entry = entry_of(sums_[k], key, EntryKind::line);
        entry.side = Side::charge;
        entry.label = label_of(sums_[k]);
        out_.entries.push_back(std::move(entry));
      }
      return;
    }
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      if (sums_[i].side == Side::produit || sums_[i].sign != 0) continue;
      const Told told{i, lines_of(i)};
      if (told.end < i + 3) continue;
      sums_[i].side = Side::charge;
      const std::size_t key = key_of(i > 0 ? sums_[i - 1].range.end : block_.folded.begin, sums_[i]);
      if (!out_.keys[key].kind.empty()) return add(told, key);
    }
  }

  void load() {
    static const Regex side_before("\\b(?:(?<charge>depenses|charges|sorties|debours)|(?<produit>recettes|produits|rentrees|entrees|encaissements|revenus))\\b(?! (?:de personnel|d'entretien|sociales|financi|exceptionnel|fixes))[^.;:]{0,70}[:,=]?[ \\n]?$");
    static const Regex verb_before("(?:\\b(?:on a|nous avons)|\\bet) (?:bien |ainsi |donc )?(?:(?<charge>depense|paye|sorti|debourse)|(?<produit>encaisse|recu|percu))(?: (?:pour|au total|en tout|en fonctionnement|en investissement))?[ \\n]$");
    static const Regex side_after("^ (?:de|en) (?:(?<charge>depenses|charges|sorties)|(?<produit>recettes|produits|rentrees))\\b(?! (?:de|du|d'|financi|exceptionnel|sociales))");
    static const Regex balance("\\b(?:(?<minus>deficit|mali|perte|insuffisance|solde negatif|resultat negatif|exced[ae]nt de (?:depenses|charges|sorties)|il manque|il a manque|besoin de financement)|(?<plus>exced[ae]nt|benefice|boni|solde|resultat|reste))\\b[^.;]{0,60}$");
    const std::string_view words = block_.folded.of(folded_);
    const std::vector<extract::MoneyFound> found = bare_ ? sums_with_bare(words, context_.francs, context_.currency) : extract::find_money(words, context_.francs);
    std::size_t from = 0;
    for (const extract::MoneyFound& money : found) {
      Sum sum;
      sum.range = {block_.folded.begin + money.range.begin, block_.folded.begin + money.range.end};
      sum.before = {block_.folded.begin + from, sum.range.begin};
      sum.money = money.money;
      const std::string_view before = words.substr(from, money.range.begin - from);
      const std::string_view after = words.substr(money.range.end, 40);
      RegexHit hit;
      if (side_after.search(after, hit)) sum.side = side_after.group(hit, "charge") ? Side::charge : Side::produit;
      else {
        // « … de charges, soit un excédent de 31 € »: the nearer word says what the sum is.
        RegexHit side, verb;
        if (verb_before.search(before, verb)) {
          sum.side = verb_before.group(verb, "charge") ? Side::charge : Side::produit;
          sums_.push_back(sum);
          from = money.range.end;
          continue;
        }
        const bool sided = side_before.search(before, side);
        const bool balanced = balance.search(before, hit);
        if (sided && (!balanced || (side.whole().begin > hit.whole().begin && !before.substr(hit.whole().begin).starts_with("exced")))) sum.side = side_before.group(side, "charge") ? Side::charge : Side::produit;
        else if (balanced) sum.sign = balance.group(hit, "minus") || money.money.cents < 0 ? -1 : 1;
      }
      sums_.push_back(sum);
      from = money.range.end;
    }
  }

  // One past the last of the sums that follow and add up to the total; the total's own place + 1 where none do.
  std::size_t lines_of(std::size_t total) const {
    std::int64_t left = sums_[total].money.cents;
    for (std::size_t i = total + 1; i < sums_.size() && left > 0; ++i) {
      // « les recettes diverses, 2.600 F » among the receipts
      const bool other = sums_[i].side != Side::unknown && (sums_[i].side != sums_[total].side || sums_[i].money.cents >= left + (i > total + 1 ? 1 : 0));
      if (other || label_of(sums_[i]).empty()) break;
      left -= sums_[i].money.cents;
      if (left == 0 && i > total + 1) return i + 1;
    }
    return total + 1;
  }

  Range label_of(const Sum& sum) const {
    Range label = sum.before;
    const std::string_view words = label.of(folded_);
    if (const std::size_t colon = words.rfind(':'); colon != std::string_view::npos) label.begin += colon + 1;
    const auto skip = [&](std::string_view start) {
      std::string_view rest = label.of(folded_);
      const std::size_t blank = rest.find_first_not_of(" \n,;()");
      if (blank == std::string_view::npos) { label.begin = label.end; return; }
      if (rest.substr(blank, start.size()) == start) label.begin += blank + start.size();
    };
    for (const std::string_view start : {"f.", "eur", "savoir", "soit", "dont", "et ", "a savoir", "pour "}) skip(start);
    // « à la Ligue. Les arbitres ont touché », « (remplissez vos voitures) ; les récompenses »: the last clause, without its verb.
    for (const std::string_view sign : {". ", ".\n", "; ", ";\n", ") "})
      if (const std::size_t at = label.of(folded_).rfind(sign); at != std::string_view::npos && at + sign.size() + 3 < label.size()) label.begin += at + sign.size();
    if (label.size() > 45)
      if (const std::size_t at = label.of(folded_).rfind(", "); at != std::string_view::npos && at + 5 < label.size()) label.begin += at + 2;
    for (const std::string_view verb : {" ont rapporte", " a rapporte", " nous a donne", " nous a verse", " nous ont donne", " ont touche", " a touche", " sont a", " est a", " sont de", " est de", " a coute", " ont coute", " s'eleve", " representent", " represente", " se monte", " atteignent", " atteint", " figure pour", " pour", " ont atteint", " a atteint"})
      if (const std::size_t at = label.of(folded_).rfind(verb); at != std::string_view::npos && at > 2 && at + verb.size() + 8 >= label.size()) label.end = label.begin + at;
    Range reading = trim_range(doc_.text.reading, doc_.text.to_reading(label), ".,;:=()- \n");
    const std::string_view words_left = doc_.text.fold(reading);
    for (const std::string_view article : {"les ", "le ", "la ", "l'"})
      if (words_left.size() > article.size() + 2 && words_left.substr(0, article.size()) == article) {
        const Range f = doc_.text.to_folded(reading);
        reading = doc_.text.to_reading({f.begin + article.size(), f.end});
        break;
      }
    return reading.size() > 80 ? Range{} : reading;
  }

  std::size_t key_of(std::size_t from, const Sum& first) {
    BudgetKey key;
    const std::string_view near = Range{from, first.range.end}.of(folded_);
    const std::string_view lead = near.size() > 220 ? near.substr(near.size() - 220) : near;
    const Surroundings around = surroundings(doc_, static_cast<int>(index_));
    if (const std::vector<int> years = years_in(lead); years.size() == 1) key.year = years[0];
    key.kind = budget_kind(lead, context_.municipal);
    if (context_.municipal) {
      for (const std::string_view caption : {lead, around.before, around.heading})
        if (key.section.empty()) key.section = budget_section(caption);
    }
    // « On a dépensé 143 870,12 € en fonctionnement et … »
    if (context_.municipal && key.section.empty() && first.range.end + 24 < folded_.size()) key.section = budget_section(folded_.substr(first.range.end, 24));
    complete_key(key, context_, {block_.folded.of(folded_).substr(0, 300), around.heading, around.before, around.above});
    for (std::size_t k = 0; k < out_.keys.size(); ++k)
      if (out_.keys[k].year == key.year && out_.keys[k].kind == key.kind && out_.keys[k].section == key.section) return k;
    out_.keys.push_back(key);
    return out_.keys.size() - 1;
  }

  BudgetEntry entry_of(const Sum& sum, std::size_t key, EntryKind kind) const {
    BudgetEntry entry;
    entry.kind = kind;
    entry.side = sum.side;
    entry.key = key;
    entry.amount = sum.money;
    entry.where = doc_.text.to_reading(sum.range);
    return entry;
  }
  void add(const Told& told, std::size_t key) {
    out_.entries.push_back(entry_of(sums_[told.total], key, EntryKind::total));
    for (std::size_t i = told.total + 1; i < told.end; ++i) {
      BudgetEntry entry = entry_of(sums_[i], key, EntryKind::line);
      entry.side = sums_[told.total].side;
      entry.label = label_of(sums_[i]);
      out_.entries.push_back(std::move(entry));
    }
  }

  const Document& doc_;
  const MoneyContext& context_;
  Block block_;  // its ranges alone
  std::size_t index_ = 0;
  std::string_view folded_;
  bool bare_ = false;  // numbers without a unit are sums too
  std::vector<Sum> sums_;
  BudgetReading out_;
};

}  // namespace

std::vector<BudgetReading> told_budgets(const Document& document, const MoneyContext& context) {
  std::vector<BudgetReading> out;
  const auto& blocks = document.structure.blocks;
  const auto spends = [](std::string_view words) { return contains_any(words, {"depense", "charges", "sorties"}); };
  const auto earns = [](std::string_view words) { return contains_any(words, {"recette", "produits", "rentrees", "entrees", "revenus"}); };
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const Block& block = blocks[b];
    if ((block.kind != BlockKind::paragraph && block.kind != BlockKind::item) || block.folded.size() > 4000) continue;
    std::string_view words = block.folded.of(document.text.folded);
    std::size_t last = b;
    const bool charges = spends(words), produits = earns(words);
    if (context.copropriete && !produits && contains_any(words, {"budget", "comptes"}))
      if (auto reading = ProseReader(document, context, b, b).read()) {
        out.push_back(std::move(*reading));
        continue;
      }
    if (!charges && !produits) continue;
    // Receipts in one paragraph, expenses in the next.
    if (charges != produits || (produits && !contains(words, "depense"))) {
      if (b + 1 >= blocks.size() || blocks[b + 1].kind != BlockKind::paragraph || block.kind != BlockKind::paragraph || blocks[b + 1].folded.size() > 4000) {
        if (!charges || !produits) continue;
      } else if (const std::string_view next = blocks[b + 1].folded.of(document.text.folded); charges ? earns(next) : spends(next)) {
        last = b + 1;
      } else if (!charges || !produits) {
        continue;
      }
    }
    if (const Surroundings around = surroundings(document, static_cast<int>(b)); contains_any(around.heading, {"fabrique d'eglise", "asbl", "c.p.a.s", "cpas", "zone de police", "zone de secours"})) continue;
    const auto lines = [](const std::optional<BudgetReading>& reading) { return !reading ? 0 : std::count_if(reading->entries.begin(), reading->entries.end(), [](const BudgetEntry& e) { return e.kind == EntryKind::line; }); };
    auto reading = ProseReader(document, context, b, last).read();
    if (lines(reading) == 0)
      if (auto bare = ProseReader(document, context, b, last, true).read(); lines(bare) > 0) reading = std::move(bare);
    if (reading) out.push_back(std::move(*reading));
  }
  return out;
}

std::vector<BudgetReading> prose_budgets(const Document& document, const MoneyContext& context) {
  static const Regex other_section("^,? (?:et )?(?:a |de )?(?:hauteur de |la somme de )?(?<amount>\\d[\\d .,']*(?:eur|euros|f|fr|frs|francs)?\\.?) (?:pour|en) (?:le |la |l')?(?:section )?(?:de |d')?(?<section>fonctionnement|investissement|exploitation)\\b");
  std::vector<BudgetReading> out;
  const auto& blocks = document.structure.blocks;
  const std::vector<extract::Match>& matches = document.matches.of("budgets.side");
  for (std::size_t i = 0; i < matches.size();) {
    std::size_t end = i;
    while (end < matches.size() && matches[end].block == matches[i].block) ++end;
    const int b = matches[i].block;
    if (b < 0) { i = end; continue; }
    const Block& block = blocks[static_cast<std::size_t>(b)];
    const std::string_view words = block.folded.of(document.text.folded);
    const Surroundings around = surroundings(document, b);
    BudgetReading reading;
    reading.range = {matches[i].range.begin, matches[end - 1].range.end};
    reading.rule = matches[i].rule->tag();
    reading.confidence = 0.85;
    bool clash = false;
    const auto key_of = [&](const extract::Match& match, std::string_view section) {
      BudgetKey key;
      const std::string_view sentence = document.text.fold(match.range);
      if (context.municipal) key.section = budget_section(!section.empty() ? section : match.has("after") ? document.text.fold(match.group("after")) : sentence);
      if (context.municipal && key.section.empty()) key.section = budget_section(words.substr(0, 300));
      const std::vector<int> years = years_in(sentence);
      if (years.size() == 1) key.year = years[0];
      // What balances is a plan.
      if (match.has("both") && budget_kind(sentence, context.municipal).empty()) {
        for (const std::string_view caption : {words.substr(0, 300), around.heading, around.before})
          if (const std::string_view kind = budget_kind(caption, context.municipal); key.kind.empty() && kind != "realise" && kind != "compte_administratif") key.kind = kind;
        if (key.kind.empty()) key.kind = context.municipal ? "primitif" : "previsionnel";
      }
      complete_key(key, context, {words.substr(0, 300), around.heading, around.before, around.above});
      for (std::size_t k = 0; k < reading.keys.size(); ++k)
        if (reading.keys[k].year == key.year && reading.keys[k].kind == key.kind && reading.keys[k].section == key.section) return k;
      reading.keys.push_back(key);
      return reading.keys.size() - 1;
    };
    for (; i < end; ++i) {
      const extract::Match& match = matches[i];
      const Range amount = match.group("amount");
      const std::vector<extract::MoneyFound> sums = extract::find_money(document.text.fold(amount), context.francs);
      if (sums.size() != 1) continue;
      const auto sides = match.has("both") ? std::vector<Side>{Side::charge, Side::produit}
                                           : std::vector<Side>{match.has("charge") ? Side::charge : match.has("produit") ? Side::produit : Side::unknown};
      for (const Side side : sides) {
        BudgetEntry entry;
        entry.kind = side == Side::unknown ? EntryKind::result : EntryKind::total;
        entry.side = side;
        entry.key = key_of(match, {});
        entry.amount = sums[0].money;
        if (match.has("minus") && entry.amount.cents > 0) entry.amount.cents = -entry.amount.cents;
        entry.where = amount;
        entry.label = match.has("charge") ? match.group("charge") : match.has("produit") ? match.group("produit") : Range{};
        for (const BudgetEntry& old : reading.entries) clash = clash || (old.kind == entry.kind && old.side == entry.side && old.key == entry.key && old.amount.cents != entry.amount.cents);
        reading.entries.push_back(std::move(entry));
      }
      // « 194 000 € en fonctionnement et 6 500 € en investissement »: the other section goes on behind
      RegexHit hit;
      if (!context.municipal || !match.has("after") || !other_section.search(document.text.folded.substr(match.folded.end, 90), hit)) continue;
      const Range where = other_section.range(hit, "amount").after(match.folded.end);
      const std::vector<extract::MoneyFound> more = extract::find_money(where.of(document.text.folded), context.francs);
      if (more.size() != 1) continue;
      for (const Side side : sides) {
        BudgetEntry entry;
        entry.kind = EntryKind::total;
        entry.side = side;
        entry.key = key_of(match, other_section.range(hit, "section").after(match.folded.end).of(document.text.folded));
        entry.amount = more[0].money;
        entry.where = document.text.to_reading(where);
        reading.entries.push_back(std::move(entry));
      }
    }
    // Accounts of somebody else: a church fund, a subsidised body.
    const bool others = (words.size() < 200 && contains_any(words, {"fabrique d'eglise", "zone de police", "zone de secours"})) || contains_any(around.before.substr(0, 120), {"fabrique d'eglise", "zone de police", "zone de secours"}) || contains_any(around.heading, {"fabrique d'eglise", "asbl", "c.p.a.s", "cpas", "zone de police", "zone de secours"});
    const auto has = [&](EntryKind kind, Side side) {
      return std::any_of(reading.entries.begin(), reading.entries.end(), [&](const BudgetEntry& e) { return e.kind == kind && (kind == EntryKind::result || e.side == side); });
    };
    const bool charges = has(EntryKind::total, Side::charge), produits = has(EntryKind::total, Side::produit), result = has(EntryKind::result, Side::unknown);
    if (!clash && !others && ((charges && produits) || ((charges || produits) && result))) out.push_back(std::move(reading));
  }
  return out;
}

}  // namespace minutier::extractors
