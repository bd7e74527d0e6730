#include "extractors/all.hpp"

#include <exception>
#include <iterator>

namespace minutier::embedded {
const std::vector<File>& extractor_data();
}

namespace minutier::extractors {

std::unique_ptr<extract::Extractor> identity();
std::unique_ptr<extract::Extractor> meeting();
std::unique_ptr<extract::Extractor> attendance();
std::unique_ptr<extract::Extractor> quorum();
std::unique_ptr<extract::Extractor> agenda();
std::unique_ptr<extract::Extractor> resolutions();
std::unique_ptr<extract::Extractor> elections();
std::unique_ptr<extract::Extractor> budgets();
std::unique_ptr<extract::Extractor> results();
std::unique_ptr<extract::Extractor> exercise_years();
std::unique_ptr<extract::Extractor> grants();
std::unique_ptr<extract::Extractor> memberships();
std::unique_ptr<extract::Extractor> programmes();
std::unique_ptr<extract::Extractor> speakers();
std::unique_ptr<extract::Extractor> signatures();
std::unique_ptr<extract::Extractor> officers();

std::vector<std::unique_ptr<extract::Extractor>> all() {
  std::vector<std::unique_ptr<extract::Extractor>> list;
  list.push_back(identity());     // kind, title, organisation, exercise years
  list.push_back(attendance());   // people, lists, totals, proxies
  list.push_back(meeting());      // body, kinds, date, times, place, chair, secretary
  list.push_back(signatures());
  list.push_back(officers());     // chair and secretary by their offices, where no words say them
  list.push_back(quorum());
  list.push_back(agenda());
  list.push_back(resolutions());  // with their votes and amounts
  list.push_back(elections());
  list.push_back(budgets());
  list.push_back(results());
  list.push_back(exercise_years());  // of those accounts
  list.push_back(grants());
  list.push_back(memberships());
  list.push_back(programmes());
  list.push_back(speakers());
  return list;
}

extract::RuleSet rules(const std::filesystem::path& overlay) { return extract::RuleSet::load(embedded::extractor_data(), overlay); }

// Each extractor goes through all sittings before the next one does: its code and words are at hand then.
void run(std::vector<Sitting> sittings) {
  static const auto extractors = all();
  for (const auto& extractor : extractors)
    for (Sitting& sitting : sittings) {
      try {
        std::vector<Found> found = extractor->extract(sitting.document, sitting.findings);
        sitting.findings.insert(sitting.findings.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
      } catch (const std::exception& error) {
        sitting.issues.push_back({"extractor_failed", "extract", 0, std::string(extractor->id()) + ": " + error.what()});
      }
    }
}

Findings run(const extract::Document& document, std::vector<Issue>& issues) {
  Findings findings;
  run({{document, findings, issues}});
  return findings;
}

}  // namespace minutier::extractors
