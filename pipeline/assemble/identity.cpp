#include "pipeline/assemble/identity.hpp"

#include "pipeline/base/hash.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble {
namespace {

std::string value_at(const Json& record, std::string_view path) {
  const Json* fact = record.at(path);
  return fact ? (*fact)["value"].as_string() : "";
}

std::string slug_of(std::string_view text) {
  std::string out;
  for (const char c : normalise::fold(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
    if (out.size() >= 60) break;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

}  // namespace

void give_identity(Json& record, const Text& text, const Provenance& provenance) {
  const PageSpan none;
  const PageSpan& start = text.pages.empty() ? none : text.pages.front();
  const std::string id = sha256(provenance.document_id + ":" + std::to_string(start.page) + ":" + std::to_string(start.page_offset_points)).substr(0, 20);
  const std::string organisation = slug_of(value_at(record, "organisation/name"));
  const std::string body = slug_of(value_at(record, "meeting/body"));
  const std::string date = value_at(record, "meeting/date");
  std::string slug = organisation.empty() ? slug_of(provenance.source_name) : organisation;
  const std::string kind = slug_of(value_at(record, "kind"));
  slug += "/" + (body.empty() ? (kind.empty() ? "document" : kind) : body) + "/" + (date.empty() ? id.substr(0, 8) : date);
  const bool sitting = !organisation.empty() && !body.empty() && date.size() == 10;
  record.set("id", id);
  record.set("slug", slug);
  record.set("sitting_id", sitting ? sha256(organisation + "/" + body + "/" + date).substr(0, 20) : id);
}

}  // namespace minutier::assemble
