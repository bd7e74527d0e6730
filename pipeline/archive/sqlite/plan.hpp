#pragma once
// How a query is asked of FTS5: a match expression made of quoted words only, with a weight per phrase of it for ranking.

#include <string>
#include <vector>

#include "pipeline/archive/matcher.hpp"
#include "pipeline/archive/query.hpp"

namespace minutier::archive::sqlite {

class Db;

struct Plan {
  std::string match;             // FTS5 expression; empty: nothing can match
  std::vector<double> weights;   // one per phrase of the expression, in order; 0: no part in the ranking
  std::vector<Wanted> wanted;    // what to find in the text of a hit: every term that must be there
  bool verify = false;           // the expression is wider than the query: a hit counts only if `wanted` is all found
};

// `forgiving` widens each word by those OCR takes for it; then `changed` says whether there were any.
Plan make_plan(Db& db, const Query& query, bool forgiving, bool& changed);

// Registers minutier_score(index, weights…) on the connection: the sum over phrases of weight * tf / (tf + 1.2).
void register_score(Db& db);

}  // namespace minutier::archive::sqlite
