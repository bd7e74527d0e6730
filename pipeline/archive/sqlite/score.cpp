// The ranking function FTS5 calls for each row. Its own bm25 reads the whole list of every term first to know how rare it
// is; the vocabulary table knows that already, so a search may stop after as many rows as it wants to rank.
#include <sqlite3.h>

#include <algorithm>

#include "pipeline/archive/sqlite/db.hpp"
#include "pipeline/archive/sqlite/plan.hpp"
#include "pipeline/base/error.hpp"

namespace minutier::archive::sqlite {
namespace {

int instances(const Fts5ExtensionApi* api, Fts5Context* context, int phrase, int most) {
  Fts5PhraseIter iterator;
  int column = 0, offset = 0, count = 0;
  if (api->xPhraseFirst(context, phrase, &iterator, &column, &offset) != SQLITE_OK) return 0;
  for (; column >= 0 && count < most; api->xPhraseNext(context, &iterator, &column, &offset)) ++count;
  return count;
}

void score(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int weights, sqlite3_value** values) {
  constexpr int most = 16;
  double sum = 0;
  const int phrases = std::min(api->xPhraseCount(context), weights);
  for (int phrase = 0; phrase < phrases; ++phrase) {
    const double weight = sqlite3_value_double(values[phrase]);
    if (weight <= 0) continue;
    const int tf = instances(api, context, phrase, most);
    sum += weight * tf / (tf + 1.2);
  }
  sqlite3_result_double(result, sum);
}

}  // namespace

void register_score(Db& db) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (const int code = sqlite3_prepare_v2(db.handle(), "SELECT fts5(?1)", -1, &statement, nullptr)) fail(db.handle(), code, db.path());
  sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
  if (!api) throw Error(ErrorCode::internal, "archive", db.path(), 0, "SQLite without FTS5");
  if (const int code = api->xCreateFunction(api, "minutier_score", nullptr, score, nullptr)) fail(db.handle(), code, db.path());
}

}  // namespace minutier::archive::sqlite
