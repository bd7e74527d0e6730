#include <algorithm>
#include <memory>
#include <set>

#include "pipeline/extract/extractor.hpp"

// The years whose accounts, budget or result minutes tell, where nothing named them as exercises before. A report is about one
// year, and sets others beside it.

namespace minutier::extractors {
namespace {

class ExerciseYears final : public extract::Extractor {
 public:
  std::string_view id() const override { return "exercise_years"; }

  std::vector<Found> extract(const extract::Document&, const Findings& earlier) const override {
    std::set<std::int64_t> known;
    for (const Found& found : earlier) {
      if (found.entity != "document") continue;
      const Fact* kind = found.find("kind");
      const auto* name = kind ? std::get_if<std::string>(&kind->value) : nullptr;
      if (name && (name->starts_with("rapport") || *name == "convocation" || *name == "liste_des_deliberations" || *name == "statuts" || *name == "arrete")) return {};
      for (const Fact& fact : found.facts)
        if (fact.field == "exercise_years[]")
          if (const auto* year = std::get_if<std::int64_t>(&fact.value)) known.insert(*year);
    }
    // Of accounts that were kept the newest: what stands beside them of the year before is there to compare.
    const auto kept = [](const Found& found) {
      const Fact* kind = found.find("kind");
      const auto* name = kind ? std::get_if<std::string>(&kind->value) : nullptr;
      return found.entity == "results" || (found.entity == "budgets" && name && (*name == "realise" || *name == "compte_administratif"));
    };
    std::int64_t newest = 0;
    for (const Found& found : earlier)
      if (const Fact* year = kept(found) ? found.find("year") : nullptr)
        if (const auto* value = std::get_if<std::int64_t>(&year->value)) newest = std::max(newest, *value);
    Found out;
    out.entity = "document";
    for (const Found& found : earlier) {
      if (found.entity != "budgets" && found.entity != "results") continue;
      const Fact* year = found.find("year");
      const auto* value = year ? std::get_if<std::int64_t>(&year->value) : nullptr;
      if (value && kept(found) && *value < newest) continue;
      // Said by the words over the sums, though no range keeps them, or only guessed from the day of the sitting.
      const bool guessed = (year && (year->status == Status::derived || year->where.empty())) && year->confidence < 0.76;
      if (!value || guessed || !known.insert(*value).second) continue;
      Fact fact = *year;
      if (fact.where.empty()) fact.status = Status::derived;
      fact.field = "exercise_years[]";
      fact.confidence = std::min(fact.confidence, 0.85);
      fact.rule = "exercise_years.accounts@1";
      out.facts.push_back(std::move(fact));
    }
    if (out.facts.empty()) return {};
    out.anchor = out.facts.front().where;
    std::vector<Found> all;
    all.push_back(std::move(out));
    return all;
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> exercise_years() { return std::make_unique<ExerciseYears>(); }

}  // namespace minutier::extractors
