#pragma once
// From a row of an index to a Hit: the record it belongs to, where exactly the match stands, the snippet.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/archive/archive.hpp"
#include "pipeline/archive/sqlite/plan.hpp"

namespace minutier::archive::sqlite {

struct Context;

class HitMaker {
 public:
  HitMaker(Context& context, const Query& query, const Plan& plan) : context_(context), query_(query), plan_(plan) {}

  // None where the row is no hit after all: a lesser version of its sitting, words that are not side by side, a filter
  // that only the page's other sitting fits.
  std::optional<Hit> page(std::int64_t row);
  std::optional<Hit> resolution(std::int64_t row);

 private:
  // A record as far as a hit needs it; last_page 0: to the source's end.
  struct Owner {
    std::int64_t row = 0;
    std::int64_t first_page = 1, first_char = 0, last_page = 0, last_char = 0;
    bool best = true;
    std::string key, slug, sitting, title, organisation, body, date, cote;

    bool covers(int page, std::size_t code_point) const;
  };
  const std::vector<Owner>& owners(std::int64_t source);
  bool passes(const Owner& owner);
  const Owner* owner_at(std::int64_t source, int page, std::size_t code_point);
  static void describe(Hit& hit, const Owner& owner);
  bool locate(Hit& hit, const Json& record, const Json& resolution, std::int64_t source);

  Context& context_;
  const Query& query_;
  const Plan& plan_;
  std::unordered_map<std::int64_t, std::vector<Owner>> owners_;
};

// Boxes of a range of a page's text, one per line of words it touches.
std::vector<Box> boxes_of(const Page& page, Range range);

}  // namespace minutier::archive::sqlite
