#include "pipeline/archive/sqlite/plan.hpp"

#include <algorithm>
#include <cmath>

#include "pipeline/archive/facets.hpp"
#include "pipeline/archive/sqlite/db.hpp"

namespace minutier::archive::sqlite {
namespace {

std::string quoted(const std::vector<std::string>& words) {
  std::string out = "\"";
  for (const std::string& word : words) {
    if (out.size() > 1) out += ' ';
    for (const char c : word)
      if (c != '"') out += c;
  }
  return out + "\"";
}

class Planner {
 public:
  Planner(Db& db, const Query& query, bool forgiving) : db_(db), query_(query), forgiving_(forgiving) {
    pages_ = static_cast<double>(std::max<std::int64_t>(1, db_.integer("SELECT max(id) FROM page_words")));
  }

  Plan run(bool& changed) {
    collect();
    std::string positive;
    for (const std::size_t i : asked()) conjoin(positive, term(plan_.wanted[i], frequencies_[i]));
    for (const bool excluded : {false, true}) filters(positive, excluded);
    if (positive.empty()) conjoin(positive, leaf("facets", {std::string(facet_all)}, false, 0));
    std::string negative;
    for (const Term& excluded : query_.terms)
      if (excluded.excluded) disjoin(negative, exclusion(excluded));
    disjoin(negative, excluded_filters_);
    plan_.match = negative.empty() ? positive : "(" + positive + ") NOT (" + negative + ")";
    changed = changed_;
    return std::move(plan_);
  }

 private:
  static void conjoin(std::string& out, const std::string& part) {
    if (part.empty()) return;
    out += out.empty() ? part : " AND " + part;
  }
  static void disjoin(std::string& out, const std::string& part) {
    if (part.empty()) return;
    out += out.empty() ? part : " OR " + part;
  }

  // One phrase of the expression; the weights stand in the order phrases are written.
  std::string leaf(std::string_view column, const std::vector<std::string>& words, bool prefix, double weight) {
    plan_.weights.push_back(weight);
    return plain_leaf(column, words, prefix);
  }
  static std::string plain_leaf(std::string_view column, const std::vector<std::string>& words, bool prefix) {
    return "{" + std::string(column) + "} : " + quoted(words) + (prefix ? " *" : "");
  }

  void collect() {
    for (const Term& term : query_.terms) {
      if (term.excluded) continue;
      Wanted wanted;
      wanted.term = term;
      if (forgiving_ && !term.prefix) confuse(wanted);
      frequencies_.push_back(frequency(term));
      plan_.wanted.push_back(std::move(wanted));
    }
  }

  // How many pages a term may be on: of a phrase, its rarest word.
  double frequency(const Term& term) {
    if (term.prefix && term.plain.size() == 1) return pages_ / 20;
    double rarest = pages_;
    for (std::size_t i = 0; i + (term.prefix ? 1 : 0) < term.stems.size(); ++i) {
      Statement sum = db_.prepare("SELECT sum(pages) FROM term WHERE stem = ?");
      sum.bind(term.stems[i]);
      if (sum.step()) rarest = std::min(rarest, static_cast<double>(sum.integer(0)));
    }
    return rarest;
  }

  // The terms the index is asked for. Words on more than half of all pages ("de", "la") cost most and tell nothing:
  // beside a rarer term they are only looked for in the hits themselves.
  std::vector<std::size_t> asked() {
    std::vector<std::size_t> all, rare;
    for (std::size_t i = 0; i < plan_.wanted.size(); ++i) {
      all.push_back(i);
      if (frequencies_[i] <= pages_ / 2) rare.push_back(i);
    }
    if (rare.empty() || rare.size() == all.size()) return all;
    plan_.verify = true;
    return rare;
  }

  double idf(double pages) const { return std::log(1 + (pages_ - std::min(pages, pages_) + 0.5) / (pages + 0.5)); }

  std::string term(const Wanted& wanted, double frequency) {
    const Term& term = wanted.term;
    const double weight = idf(frequency);
    if (term.prefix) return leaf("plain", term.plain, true, weight);
    if (forgiving_ && !wanted.also.empty()) return confused(wanted, weight);
    if (term.phrase) return leaf("plain", term.plain, false, weight);
    if (term.plain.size() > 1) return compound(term, weight);
    return "(" + word(term.plain[0], term.stems[0], weight, frequency > pages_ / 25) + ")";
  }

  // One word in any form. The index holds a stem only where it differs from its word, so the stem is looked for in both
  // columns. The written form beside it ranks exact words higher, and finds words whose accents OCR lost; of a common
  // word it would only cost time where the vocabulary says the stem covers it.
  std::string word(const std::string& plain, const std::string& stem, double weight, bool common) {
    std::string out = leaf("stems", {stem}, false, 0.7 * weight);
    disjoin(out, leaf("plain", {stem}, false, (plain == stem ? 1 : 0.7) * weight));
    if (plain != stem && !(common && stem_covers(plain, stem))) disjoin(out, leaf("plain", {plain}, false, 0.3 * weight));
    return out;
  }

  bool stem_covers(const std::string& plain, const std::string& stem) {
    Statement find = db_.prepare("SELECT stem FROM term WHERE plain = ?");
    find.bind(plain);
    return !find.step() || find.text(0) == stem;
  }

  // Words written as one (procès-verbal): phrases of the usual forms of each.
  std::string compound(const Term& term, double weight) {
    std::vector<std::vector<std::string>> phrases{{}};
    for (std::size_t i = 0; i < term.plain.size(); ++i) {
      const std::vector<std::string> forms = usual_forms(term.plain[i], term.stems[i]);
      std::vector<std::vector<std::string>> longer;
      for (const auto& phrase : phrases) {
        for (const std::string& form : forms) {
          constexpr std::size_t most = 32;
          if (longer.size() >= most) break;
          longer.push_back(phrase);
          longer.back().push_back(form);
        }
      }
      phrases = std::move(longer);
    }
    std::string out;
    for (const auto& phrase : phrases) disjoin(out, leaf("plain", phrase, false, weight));
    return "(" + out + ")";
  }

  std::vector<std::string> usual_forms(const std::string& plain, const std::string& stem) {
    std::vector<std::string> forms{plain};
    Statement family = db_.prepare("SELECT plain FROM term WHERE stem = ? ORDER BY pages DESC LIMIT 4");
    for (family.bind(stem); family.step();)
      if (family.text(0) != plain) forms.push_back(family.string(0));
    return forms;
  }

  // Word by word, each with its confusions; that they stand side by side is seen in the hit.
  std::string confused(const Wanted& wanted, double weight) {
    const Term& term = wanted.term;
    if (term.plain.size() > 1) plan_.verify = true;
    std::string out;
    for (std::size_t i = 0; i < term.plain.size(); ++i) {
      std::string any = term.phrase ? leaf("plain", {term.plain[i]}, false, weight) : word(term.plain[i], term.stems[i], weight, false);
      for (const std::string& other : wanted.also[i]) disjoin(any, leaf("plain", {other}, false, weight / 2));
      conjoin(out, "(" + any + ")");
    }
    return "(" + out + ")";
  }

  // Words OCR may have made of each word: those of the vocabulary with the same skeleton as a form of it, and rarer than
  // the word itself (another real word is usually not).
  void confuse(Wanted& wanted) {
    for (std::size_t i = 0; i < wanted.term.plain.size(); ++i) {
      wanted.also.push_back(confusions(wanted.term.plain[i], wanted.term.stems[i]));
      changed_ = changed_ || !wanted.also.back().empty();
    }
  }

  std::set<std::string> confusions(const std::string& plain, const std::string& stem) {
    std::set<std::string> forms{plain}, out;
    std::int64_t own = 0;
    Statement family = db_.prepare("SELECT plain, pages FROM term WHERE stem = ? ORDER BY pages DESC LIMIT 20");
    for (family.bind(stem); family.step();) forms.insert(family.string(0)), own += family.integer(1);
    std::set<std::string> skeletons;
    for (const std::string& form : forms) skeletons.insert(skeleton(form));
    skeletons.erase("");
    constexpr std::size_t most = 40;
    Statement alike = db_.prepare("SELECT plain, pages FROM term WHERE skeleton = ? AND pages > 0 ORDER BY pages DESC, plain LIMIT 40");
    for (const std::string& bones : skeletons) {
      for (alike.bind(bones); alike.step() && out.size() < most;)
        if (!forms.count(alike.string(0)) && (own == 0 || alike.integer(1) <= own)) out.insert(alike.string(0));
      alike.again();
    }
    return out;
  }

  // Phrases right of NOT take no part in the ranking; their weights, last of all, are left out.
  std::string exclusion(const Term& term) {
    if (term.phrase || term.prefix) return plain_leaf("plain", term.plain, term.prefix);
    if (term.plain.size() > 1) {
      const std::size_t before = plan_.weights.size();
      std::string out = compound(term, 0);
      plan_.weights.resize(before);
      return out;
    }
    return plain_leaf("stems", term.stems, false) + " OR " + plain_leaf("plain", term.stems, false) + " OR " + plain_leaf("plain", term.plain, false);
  }

  // Filters of one field: any of them; of different fields: all of them. Excluded ones go to the right of NOT.
  void filters(std::string& positive, bool excluded) {
    for (const Filter::Field field : {Filter::Field::year, Filter::Field::body, Filter::Field::organisation, Filter::Field::kind, Filter::Field::result}) {
      std::string any;
      for (const Filter& filter : query_.filters)
        if (filter.field == field && filter.excluded == excluded) disjoin(any, one_filter(filter));
      if (any.empty()) continue;
      if (excluded) disjoin(excluded_filters_, any);
      else conjoin(positive, "(" + any + ")");
    }
  }

  std::string one_filter(const Filter& filter) {
    std::string out;
    const auto leaf_of = [&](const std::string& word) {
      if (!filter.excluded) plan_.weights.push_back(0);
      return plain_leaf("facets", {facet(filter.field, word)}, false);
    };
    if (filter.field != Filter::Field::year) {
      for (const std::string& word : filter.words) conjoin(out, leaf_of(word));
      return "(" + out + ")";
    }
    // Only years the archive may hold; a report's exercise years reach a little before the last of them, which is filed.
    const int from = std::max(filter.from, static_cast<int>(db_.integer("SELECT min(year) FROM record")) - 20);
    const int to = std::min(filter.to, static_cast<int>(db_.integer("SELECT max(year) FROM record")) + 20);
    for (int year = from; year <= to; ++year) disjoin(out, leaf_of(std::to_string(year)));
    return "(" + (out.empty() ? leaf_of("none") : out) + ")";
  }

  Db& db_;
  const Query& query_;
  bool forgiving_;
  double pages_ = 1;
  Plan plan_;
  std::vector<double> frequencies_;
  std::string excluded_filters_;
  bool changed_ = false;
};

}  // namespace

Plan make_plan(Db& db, const Query& query, bool forgiving, bool& changed) { return Planner(db, query, forgiving).run(changed); }

}  // namespace minutier::archive::sqlite
