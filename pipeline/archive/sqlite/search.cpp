#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "pipeline/archive/sqlite/context.hpp"
#include "pipeline/archive/sqlite/hits.hpp"
#include "pipeline/archive/sqlite/plan.hpp"
#include "pipeline/archive/sqlite/reader.hpp"

namespace minutier::archive::sqlite {
namespace {

// A query matches at most this many rows that are ranked, in the order they came in: of words that are everywhere, more
// would cost time and change little.
constexpr std::size_t most_candidates = 10'000;
constexpr std::size_t few_hits = 10;  // below, OCR confusions are tried

struct Candidate {
  std::int64_t row = 0;
  double score = 0;
};

std::vector<Candidate> candidates(Db& db, const Plan& plan, Scope scope) {
  const std::string index = scope == Scope::pages ? "page_index" : "resolution_index";
  std::vector<double> weights = plan.weights;
  while (!weights.empty() && weights.back() <= 0) weights.pop_back();
  constexpr std::size_t most_weights = 100;  // SQLite allows 127 arguments
  weights.resize(std::min(weights.size(), most_weights));
  std::string score = "minutier_score(" + index;
  for (std::size_t i = 0; i < weights.size(); ++i) score += ", ?";
  Statement list = db.prepare("SELECT rowid, " + score + ") FROM " + index + " WHERE " + index + " MATCH ? LIMIT ?");
  for (const double weight : weights) list.bind(weight);
  std::vector<Candidate> out;
  for (list.bind(plan.match).bind(most_candidates + 1); list.step();) out.push_back(Candidate{list.integer(0), list.number(1)});
  return out;
}

// Long texts hold every word: the same matches count for more on a short page. Only for the rows that may be shown.
void weigh_lengths(Db& db, std::vector<Candidate>& list, Scope scope) {
  Statement length = db.prepare(scope == Scope::pages ? "SELECT length(CAST(plain AS BLOB)) FROM page_words WHERE id = ?"
                                                      : "SELECT length(CAST(plain AS BLOB)) FROM resolution_words WHERE id = ?");
  for (Candidate& candidate : list) {
    length.bind(candidate.row);
    const double bytes = length.step() ? static_cast<double>(length.integer(0)) : 0;
    length.again();
    constexpr double usual = 2500;  // a printed page
    candidate.score /= 0.7 + 0.3 * std::sqrt(std::max(bytes, 200.0) / usual);
  }
}

void rank(std::vector<Candidate>& list) {
  std::sort(list.begin(), list.end(), [](const Candidate& a, const Candidate& b) { return a.score != b.score ? a.score > b.score : a.row < b.row; });
}

class Search {
 public:
  Search(Context& context, const Query& query) : context_(context), query_(query) { register_score(context.db); }

  SearchResult run() {
    result_.notes = query_.notes;
    if (query_.empty()) return std::move(result_);
    ask(false);
    if (query_.forgiving && result_.total < few_hits) ask(true);
    const std::size_t from = std::min(query_.offset, result_.hits.size());
    const std::size_t to = std::min(from + query_.limit, result_.hits.size());
    result_.hits = std::vector<Hit>(std::make_move_iterator(result_.hits.begin() + static_cast<std::ptrdiff_t>(from)),
                                    std::make_move_iterator(result_.hits.begin() + static_cast<std::ptrdiff_t>(to)));
    return std::move(result_);
  }

 private:
  void ask(bool forgiving) {
    bool changed = false;
    const Plan plan = make_plan(context_.db, query_, forgiving, changed);
    if (forgiving && !changed) return;
    std::vector<Candidate> list = candidates(context_.db, plan, query_.scope);
    const bool capped = list.size() > most_candidates;
    if (capped) list.pop_back();
    const std::size_t wanted = query_.offset + query_.limit;
    const std::size_t found = list.size();
    rank(list);
    std::vector<Candidate> first(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(std::min(list.size(), wanted + 100)));
    weigh_lengths(context_.db, first, query_.scope);
    rank(first);
    std::copy(first.begin(), first.end(), list.begin());
    const std::size_t refused = make_hits(list, plan, forgiving, wanted);
    result_.total = forgiving ? result_.hits.size() : found - std::min(found, refused);
    result_.more = result_.more || capped;
    result_.forgiven = result_.forgiven || forgiving;
  }

  // Adds hits until enough; returns how many rows were none.
  std::size_t make_hits(const std::vector<Candidate>& list, const Plan& plan, bool forgiving, std::size_t wanted) {
    HitMaker maker(context_, query_, plan);
    std::size_t refused = 0;
    constexpr std::size_t patience = 2'000;  // rows looked at beyond those shown
    for (const Candidate& candidate : list) {
      if (result_.hits.size() >= wanted || refused >= patience) break;
      if (forgiving && seen_.count(candidate.row)) continue;
      auto hit = query_.scope == Scope::pages ? maker.page(candidate.row) : maker.resolution(candidate.row);
      if (!hit) {
        ++refused;
        continue;
      }
      hit->score = candidate.score;
      hit->forgiven = forgiving;
      result_.hits.push_back(std::move(*hit));
      seen_.insert(candidate.row);
    }
    return refused;
  }

  Context& context_;
  const Query& query_;
  SearchResult result_;
  std::unordered_set<std::int64_t> seen_;
};

}  // namespace

SearchResult search(Context& context, const Query& query) { return Search(context, query).run(); }

}  // namespace minutier::archive::sqlite
