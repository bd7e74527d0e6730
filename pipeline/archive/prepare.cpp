#include <unordered_map>

#include "pipeline/archive/facets.hpp"
#include "pipeline/archive/prepared.hpp"
#include "pipeline/archive/tables.hpp"
#include "pipeline/assemble/series/settling.hpp"
#include "pipeline/base/error.hpp"
#include "pipeline/base/json_wire.hpp"

namespace minutier::archive {
namespace {

bool is_fact(const Json& json) { return json.is_object() && json.find("value") && json.find("status"); }
bool is_money(const Json& value) { return value.is_object() && value.find("amount"); }

// Any value as text: what lists and notes become.
std::string as_text(const Json& leaf) {
  const Json& value = value_of(leaf);
  if (value.is_string()) return value.as_string();
  if (is_money(value)) return value["amount"].as_string() + " " + value["currency"].as_string();
  if (value.is_null()) return {};
  if (!value.is_array()) return value.dump();
  std::string out;
  for (const Json& item : value.items()) {
    const std::string text = as_text(item);
    if (!out.empty() && !text.empty()) out += "; ";
    out += text;
  }
  return out;
}

Json text_or_null(std::string text) { return text.empty() ? Json() : Json(std::move(text)); }

std::string text_at(const Json& record, std::string_view path) {
  const Json* leaf = record.at(path);
  return leaf ? as_text(*leaf) : std::string();
}

// How many facts a part of a record holds.
std::size_t count_facts(const Json& json) {
  if (is_fact(json)) {
    if (json["status"].as_string() == "stated" && json["evidence"].items().empty())
      throw Error(ErrorCode::internal, "archive", "", 0, "a stated fact without evidence: " + json.dump());
    return 1;
  }
  std::size_t count = 0;
  for (const auto& member : json.members()) count += count_facts(member.second);
  for (const Json& item : json.items()) count += count_facts(item);
  return count;
}

// One record's rows.
class Things {
 public:
  explicit Things(const Json& record) : record_(record) {
    for (const Json& item : record["evidence"].items()) pages_.emplace(item["id"].as_string(), static_cast<int>(item["page"].as_int()));
  }

  std::vector<Prepared::Row> run() {
    const int quorum = first_page(record_["quorum"]);
    const int page = quorum ? quorum : first_page(record_["attendance"]["totals"]);
    row(meeting_table, {page ? Json(page) : Json()}, record_);
    for (const std::size_t number : {attendance_table, election_table, result_table, grant_table, programme_table, membership_table, check_table, resolution_table, budget_table})
      list(number, record_, {});
    parts(named_vote_table, resolution_table);
    parts(budget_line_table, budget_table);
    return std::move(rows_);
  }

  // The page a thing stands on: that of its first fact with evidence; 0 where none has.
  int first_page(const Json& thing) const {
    if (is_fact(thing)) return evidence_page(thing);
    for (const auto& member : thing.members())
      if (const int page = first_page(member.second)) return page;
    for (const Json& item : thing.items())
      if (const int page = first_page(item)) return page;
    return 0;
  }

 private:
  int evidence_page(const Json& fact) const {
    for (const Json& id : fact["evidence"].items())
      if (const auto found = pages_.find(id.as_string()); found != pages_.end()) return found->second;
    return 0;
  }

  // The lists of a table's things' own.
  void parts(std::size_t number, std::size_t owners) {
    const Json* items = record_.at(table(owners).list);
    std::int64_t ord = 0;
    for (const Json& item : items ? items->items() : Json::Array{}) list(number, item, {Json(ord++)});
  }
  void list(std::size_t number, const Json& parent, const Json::Array& keys) {
    const Json* items = parent.at(table(number).list);
    if (!items) return;
    std::int64_t ord = 0;
    for (const Json& item : items->items()) {
      Json::Array cells = keys;
      cells.emplace_back(ord++);
      row(number, std::move(cells), item);
    }
  }
  void row(std::size_t number, Json::Array cells, const Json& item) {
    const Table& columns = table(number);
    cells.reserve(cells.size() + columns.columns.size());
    for (const Column& column : columns.columns) cells.push_back(cell(column, item));
    rows_.push_back({number, std::move(cells)});
  }

  Json cell(const Column& column, const Json& item) const {
    using Kind = Column::Kind;
    if (column.kind == Kind::page) {
      const int page = first_page(item);
      return page ? Json(page) : Json();
    }
    const Json* leaf = nullptr;
    for (std::string_view paths = column.path; !leaf && !paths.empty();) {
      const std::size_t bar = paths.find('|');
      leaf = item.at(paths.substr(0, bar));
      paths.remove_prefix(bar == std::string_view::npos ? paths.size() : bar + 1);
    }
    if (!leaf) return {};
    const Json& value = value_of(*leaf);
    if (column.kind == Kind::currency) return text_or_null(value["currency"].as_string());
    if (column.kind == Kind::number || column.kind == Kind::money) {
      if (is_money(value)) return value["amount"].as_string();
      return value.is_array() || value.is_object() ? Json() : value;
    }
    return value.is_string() ? value : text_or_null(as_text(value));
  }

  const Json& record_;
  std::unordered_map<std::string_view, int> pages_;  // by the id of the evidence
  std::vector<Prepared::Row> rows_;
};

Json::Array columns_of(const Json& record) {
  const std::string kind = text_at(record, "kind");
  const bool held = kind != "convocation" && kind != "note_de_synthese";
  const std::vector<int> years = years_of(record);
  Json::Array out{text_or_null(record["slug"].as_string())};
  for (const char* path : {"document/span/0/0", "document/span/0/1", "document/span/1/0", "document/span/1/1"}) {
    const Json* number = record.at(path);
    out.push_back(number && number->is_int() ? *number : Json());
  }
  out.emplace_back(static_cast<std::int64_t>(held));
  out.push_back(text_or_null(kind));
  out.push_back(text_or_null(text_at(record, "version_status")));
  out.push_back(text_or_null(record["document"]["text_origin"].as_string()));
  for (const char* path : {"title", "organisation/name", "organisation/kind", "meeting/body", "meeting/date"}) out.push_back(text_or_null(text_at(record, path)));
  out.push_back(years.empty() ? Json() : Json(years.back()));
  for (const char* path : {"archival/cote", "access/communicable_from", "access/publishable_from"}) out.push_back(text_or_null(text_at(record, path)));
  out.emplace_back(count_facts(record));
  return out;
}

Prepared::Record prepare_record(const Json& record) {
  Prepared::Record out;
  out.id = record["id"].as_string();
  if (out.id.empty()) throw Error(ErrorCode::internal, "archive", "", 0, "a record without id");
  const std::string& sitting = record["sitting_id"].as_string();
  out.sitting = sitting.empty() ? out.id : sitting;
  out.organisation = text_at(record, "organisation/name");
  out.json = record.dump();
  out.columns = columns_of(record);
  Things things(record);
  out.rows = things.run();
  out.facets = facets_of(record, {});
  for (const Json& resolution : record["resolutions"].items()) {
    out.resolutions.push_back({analyse(resolution_text(resolution)), join_facets(facets_of(record, {&resolution}))});
    if (!resolution.find("result")) continue;
    const int page = things.first_page(resolution);
    for (const std::string& word : name_words(value_of(resolution["result"]).as_string())) out.results.emplace_back(page, facet(Filter::Field::result, word));
  }
  out.settling = pack(assemble::to_json(assemble::settling_of(record)));
  return out;
}

}  // namespace

bool Prepared::Record::covers(std::int64_t page) const {
  const std::int64_t first = columns[1].as_int(1), last = columns[3].as_int(0), end = columns[4].as_int(-1);  // no end: to the source's end
  if (page < first) return false;
  return last == 0 || page < last || (page == last && end != 0);
}

std::string resolution_text(const Json& resolution) {
  std::string out;
  for (const char* field : {"number", "title", "text"}) {
    const Json& value = value_of(resolution[field]);
    const std::string text = value.is_string() ? value.as_string() : value.is_null() ? std::string() : value.dump();
    // A text that begins with its title says it once.
    if (text.empty() || (!out.empty() && out.find(text) != std::string::npos)) continue;
    if (!out.empty()) out += '\n';
    out += text;
  }
  return out;
}

Prepared prepare(const Extraction& extraction, const std::vector<Page>& pages) {
  Prepared out;
  out.rules_hash = extraction.rules_hash;
  for (const Json& record : extraction.records) out.records.push_back(prepare_record(record));
  for (const Page& page : pages) out.pages.push_back({page.number, analyse(page.text), {}});
  return out;
}

}  // namespace minutier::archive
