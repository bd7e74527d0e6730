#pragma once
// Writes Founds into the record's tree, numbering evidence on the way. For assemble only.

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "pipeline/base/json.hpp"
#include "pipeline/model/fact.hpp"
#include "pipeline/model/text.hpp"

namespace minutier::assemble {

class RecordBuilder {
 public:
  explicit RecordBuilder(const Text& text) : text_(text) {}

  // Puts a found entity where it belongs; singular entities merge, the more confident value first, others in "alternatives".
  void add(Json& record, const Found& found);
  // A fact of another record of the same source, with the words on the page that prove it there.
  Json taken_over(const Json& record, const Json& fact);
  // The evidence list, complete once every Found is in.
  Json evidence() const { return Json(evidence_); }

 private:
  Json fact(const Fact& fact);
  void put(Json& object, const Found& found);
  void put_field(Json& object, std::string_view entity, std::string_view path, const Fact& fact);
  std::vector<std::string> evidence_ids(Range reading);

  const Text& text_;
  Json::Array evidence_;
  std::map<std::tuple<int, std::size_t, std::size_t>, std::string> known_;
};

// The value of a fact as JSON: money as {"amount", "currency"}.
Json to_json(const Value& value);

}  // namespace minutier::assemble
