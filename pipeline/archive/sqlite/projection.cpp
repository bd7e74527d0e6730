#include "pipeline/archive/sqlite/projection.hpp"

#include <array>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/archive/facets.hpp"
#include "pipeline/archive/sqlite/db.hpp"
#include "pipeline/base/error.hpp"

namespace minutier::archive::sqlite {
namespace {

bool is_fact(const Json& json) { return json.is_object() && json.find("value") && json.find("status"); }

int evidence_page(const Pages& pages, const Json& fact) {
  for (const Json& id : fact["evidence"].items())
    if (const auto found = pages.find(id.as_string()); found != pages.end()) return found->second;
  return 0;
}

}  // namespace

Pages pages_by_evidence(const Json& record) {
  Pages pages;
  for (const Json& item : record["evidence"].items()) pages.emplace(item["id"].as_string(), static_cast<int>(item["page"].as_int()));
  return pages;
}

int first_page(const Pages& pages, const Json& thing) {
  if (is_fact(thing)) return evidence_page(pages, thing);
  for (const auto& member : thing.members())
    if (const int page = first_page(pages, member.second)) return page;
  for (const Json& item : thing.items())
    if (const int page = first_page(pages, item)) return page;
  return 0;
}

namespace {

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

void bind_scalar(Statement& statement, const Json& value) {
  if (value.is_string()) statement.bind(value.as_string());
  else if (value.is_bool()) statement.bind(value.as_bool());
  else if (value.is_int()) statement.bind(value.as_int());
  else if (value.is_number()) statement.bind(value.as_double());
  else if (is_money(value)) statement.bind(value["amount"].as_string());
  else statement.bind_null();
}

// ---- facts ----

// How many facts a part of a record holds. Throws where a stated one has no evidence: nothing is stored that cannot be checked.
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

// ---- things: each table's columns, by the path of their value below the thing ----

enum class Kind { text, number, money, currency, list, page };

struct Column {
  std::string_view name, path;
  Kind kind = Kind::text;
};

struct Table {
  std::string_view name, list;  // list: path of the array in the record (or in the parent)
  std::vector<Column> columns;
};

const Table& resolutions() {
  static const Table table{"resolution_data", "resolutions", {
      {"number", "number"}, {"title", "title"}, {"text", "text"}, {"kind", "kind"}, {"result", "result"},
      {"result_source", "result_source"}, {"budget_year", "budget_year", Kind::number}, {"reference", "reference"},
      {"effective", "effective"}, {"amounts", "amounts", Kind::list}, {"subjects", "subjects", Kind::list}, {"rapporteur", "rapporteur"},
      {"mode", "vote/mode"}, {"unanimity", "vote/unanimity", Kind::number}, {"\"for\"", "vote/for", Kind::number},
      {"against", "vote/against", Kind::number}, {"abstain", "vote/abstain", Kind::number}, {"blank", "vote/blank", Kind::number},
      {"\"null\"", "vote/null", Kind::number}, {"not_voting", "vote/not_voting", Kind::number}, {"voters", "vote/voters", Kind::number},
      {"expressed", "vote/expressed", Kind::number}, {"unit", "vote/unit"}, {"page", "", Kind::page}}};
  return table;
}

const Table& named_votes() {
  static const Table table{"vote_named_data", "vote/named", {{"name", "name"}, {"option", "option"}, {"page", "", Kind::page}}};
  return table;
}

const Table& budgets() {
  static const Table table{"budget_data", "budgets", {
      {"kind", "kind"}, {"year", "year", Kind::number}, {"section", "section"}, {"name", "name"}, {"nomenclature", "nomenclature"},
      {"charges", "totals/charges", Kind::money}, {"produits", "totals/produits", Kind::money}, {"result", "totals/result", Kind::money},
      {"currency", "totals/charges|totals/produits|totals/result|lines/0/amount", Kind::currency}, {"page", "", Kind::page}}};
  return table;
}

const Table& budget_lines() {
  static const Table table{"budget_line_data", "lines", {
      {"side", "side"}, {"account", "account"}, {"label", "label"}, {"amount", "amount", Kind::money}, {"currency", "amount", Kind::currency},
      {"level", "level", Kind::number}, {"page", "", Kind::page}}};
  return table;
}

// The lists that have no lists of their own.
const std::vector<Table>& plain_tables() {
  static const std::vector<Table> tables = {
      {"attendance_data", "attendance/people", {
          {"name", "name"}, {"family", "family"}, {"given", "given"}, {"status", "status"}, {"role", "role"}, {"organisation", "organisation"},
          {"proxy_to", "proxy_to"}, {"arrives", "arrives"}, {"leaves", "leaves"}, {"\"group\"", "group"}, {"weight", "weight", Kind::number},
          {"page", "", Kind::page}}},
      {"election_data", "elections", {
          {"post", "post"}, {"person", "person"}, {"votes", "votes", Kind::number}, {"elected", "elected", Kind::number},
          {"\"new\"", "new", Kind::number}, {"term", "term"}, {"page", "", Kind::page}}},
      {"result_data", "results", {
          {"year", "year", Kind::number}, {"section", "section"}, {"amount", "amount", Kind::money}, {"currency", "amount|allocated_amount", Kind::currency},
          {"allocation", "allocation"}, {"allocated_amount", "allocated_amount", Kind::money}, {"page", "", Kind::page}}},
      {"grant_data", "grants", {
          {"giver", "giver"}, {"beneficiary", "beneficiary"}, {"amount", "amount", Kind::money}, {"currency", "amount", Kind::currency},
          {"year", "year", Kind::number}, {"purpose", "purpose"}, {"page", "", Kind::page}}},
      {"programme_data", "programmes", {
          {"name", "name"}, {"status", "status"}, {"years", "years", Kind::list}, {"partners", "partners", Kind::list},
          {"funders", "funders", Kind::list}, {"places", "places", Kind::list}, {"url", "url"}, {"summary", "summary"}, {"page", "", Kind::page}}},
      {"membership_data", "memberships", {
          {"category", "category"}, {"stated_count", "stated_count", Kind::number}, {"members", "members", Kind::list}, {"page", "", Kind::page}}},
      {"check_data", "checks", {
          {"code", "id"}, {"severity", "severity"}, {"verdict", "verdict"}, {"expected", "expected"}, {"found", "found"},
          {"message", "message"}, {"law", "law"}, {"facts", "facts", Kind::list}}}};
  return tables;
}

const Table& meeting() {
  static const Table table{"meeting_data", "", {
      {"kinds", "meeting/kinds", Kind::list}, {"start", "meeting/start"}, {"\"end\"", "meeting/end"}, {"place", "meeting/place"},
      {"modality", "meeting/modality"}, {"chair", "meeting/chair"}, {"secretary", "meeting/secretary"},
      {"in_office", "attendance/totals/in_office", Kind::number}, {"present", "attendance/totals/present", Kind::number},
      {"represented", "attendance/totals/represented", Kind::number}, {"excused", "attendance/totals/excused", Kind::number},
      {"absent", "attendance/totals/absent", Kind::number}, {"participants", "attendance/totals/participants", Kind::number},
      {"present_or_represented", "attendance/totals/present_or_represented", Kind::number}, {"proxies", "attendance/totals/proxies", Kind::number},
      {"voters", "attendance/totals/voters", Kind::number}, {"quorum_reached", "quorum/reached", Kind::number},
      {"quorum_required", "quorum/required", Kind::number}, {"quorum_required_text", "quorum/required_text"},
      {"quorum_numerator", "quorum/numerator", Kind::number}, {"quorum_denominator", "quorum/denominator", Kind::number},
      {"quorum_basis", "quorum/basis"}, {"quorum_verdict", "quorum/verdict"}, {"quorum_statement", "quorum/statement"}}};
  return table;
}

class Things {
 public:
  Things(Db& db, const Pages& pages, std::int64_t record) : db_(db), pages_(pages), record_(record) {}

  void list(const Table& table, const Json& parent, const std::vector<std::string>& key_names, const std::vector<std::int64_t>& keys) {
    const Json* items = parent.at(table.list);
    if (!items || items->items().empty()) return;
    Statement insert = db_.prepare(sql(table, key_names, true));
    std::int64_t ord = 0;
    for (const Json& item : items->items()) {
      insert.bind(record_);
      for (const std::int64_t key : keys) insert.bind(key);
      insert.bind(ord++);
      row(insert, table, item);
    }
  }

  void one(const Table& table, const Json& record, int page) {
    Statement insert = db_.prepare(sql(table, {"page"}, false));
    insert.bind(record_);
    if (page) insert.bind(page);
    else insert.bind_null();
    row(insert, table, record);
  }

 private:
  static const std::string& sql(const Table& table, const std::vector<std::string>& keys, bool ord) {
    thread_local std::unordered_map<std::string_view, std::string> made;
    std::string& out = made[table.name];
    if (!out.empty()) return out;
    out = "INSERT INTO " + std::string(table.name) + "(record";
    std::string marks = "?";
    const auto add = [&](std::string_view column) { out.append(", ").append(column), marks += ", ?"; };
    for (const std::string& key : keys) add(key);
    if (ord) add("ord");
    for (const Column& column : table.columns) add(column.name);
    return out += ") VALUES(" + marks + ")";
  }

  void row(Statement& insert, const Table& table, const Json& item) {
    texts_.clear();
    texts_.reserve(table.columns.size());  // bound text must stay where it is
    for (const Column& column : table.columns) cell(insert, column, item);
    insert.run();
  }

  void cell(Statement& insert, const Column& column, const Json& item) {
    if (column.kind == Kind::page) {
      const int page = first_page(pages_, item);
      if (page) insert.bind(page);
      else insert.bind_null();
      return;
    }
    const Json* leaf = nullptr;
    for (std::string_view paths = column.path; !leaf && !paths.empty();) {
      const std::size_t bar = paths.find('|');
      leaf = item.at(paths.substr(0, bar));
      paths.remove_prefix(bar == std::string_view::npos ? paths.size() : bar + 1);
    }
    if (!leaf) return void(insert.bind_null());
    const Json& value = value_of(*leaf);
    switch (column.kind) {
      case Kind::currency: return void(insert.bind_or_null(value["currency"].as_string()));
      case Kind::number:
      case Kind::money: return bind_scalar(insert, value);
      case Kind::text:
      case Kind::list:
      case Kind::page: break;
    }
    if (value.is_string()) return void(insert.bind(value.as_string()));
    texts_.push_back(as_text(value));
    insert.bind_or_null(texts_.back());
  }

  Db& db_;
  const Pages& pages_;
  std::int64_t record_;
  std::vector<std::string> texts_;
};

std::string text_at(const Json& record, std::string_view path) {
  const Json* leaf = record.at(path);
  return leaf ? as_text(*leaf) : std::string();
}

}  // namespace

std::int64_t put_record_row(Db& db, const Json& record, std::int64_t source, std::size_t ord) {
  const std::string& key = record["id"].as_string();
  if (key.empty()) throw Error(ErrorCode::internal, "archive", "", 0, "a record without id");
  const std::string& sitting = record["sitting_id"].as_string();
  const std::string kind = text_at(record, "kind"), version = text_at(record, "version_status"), title = text_at(record, "title"),
                    organisation = text_at(record, "organisation/name"), organisation_kind = text_at(record, "organisation/kind"),
                    body = text_at(record, "meeting/body"), date = text_at(record, "meeting/date"), cote = text_at(record, "archival/cote"),
                    communicable = text_at(record, "access/communicable_from"), publishable = text_at(record, "access/publishable_from"),
                    json = record.dump();
  const bool held = kind != "convocation" && kind != "note_de_synthese";
  const std::vector<int> years = years_of(record);
  Statement put = db.prepare(
      "INSERT INTO record(key, slug, sitting, source, ord, first_page, first_char, last_page, last_char, held, kind, version_status, text_origin, "
      "title, organisation, organisation_kind, body, date, year, cote, communicable_from, publishable_from, facts, json) "
      "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(key) DO UPDATE SET slug=excluded.slug, sitting=excluded.sitting, "
      "source=excluded.source, ord=excluded.ord, first_page=excluded.first_page, first_char=excluded.first_char, last_page=excluded.last_page, "
      "last_char=excluded.last_char, held=excluded.held, kind=excluded.kind, version_status=excluded.version_status, "
      "text_origin=excluded.text_origin, title=excluded.title, organisation=excluded.organisation, organisation_kind=excluded.organisation_kind, "
      "body=excluded.body, date=excluded.date, year=excluded.year, cote=excluded.cote, communicable_from=excluded.communicable_from, "
      "publishable_from=excluded.publishable_from, facts=excluded.facts, json=excluded.json RETURNING id");
  put.bind(key).bind_or_null(record["slug"].as_string()).bind(sitting.empty() ? key : sitting).bind(source).bind(ord);
  for (const char* path : {"document/span/0/0", "document/span/0/1", "document/span/1/0", "document/span/1/1"}) {
    const Json* number = record.at(path);
    if (number && number->is_int()) put.bind(number->as_int());
    else put.bind_null();
  }
  put.bind(held).bind_or_null(kind).bind_or_null(version).bind_or_null(record["document"]["text_origin"].as_string());
  put.bind_or_null(title).bind_or_null(organisation).bind_or_null(organisation_kind).bind_or_null(body).bind_or_null(date);
  if (years.empty()) put.bind_null();
  else put.bind(years.back());
  put.bind_or_null(cote).bind_or_null(communicable).bind_or_null(publishable).bind(count_facts(record)).bind(json);
  if (!put.step()) throw Error(ErrorCode::internal, "archive", key, 0, "the record was not stored");
  const std::int64_t id = put.integer(0);
  put.run();
  return id;
}

void remove_rows(Db& db, std::int64_t record) {
  static constexpr std::array<std::string_view, 13> statements = {
      "DELETE FROM meeting_data WHERE record = ?",
      "DELETE FROM attendance_data WHERE record = ?", "DELETE FROM resolution_data WHERE record = ?",
      "DELETE FROM vote_named_data WHERE record = ?", "DELETE FROM election_data WHERE record = ?",
      "DELETE FROM budget_data WHERE record = ?",     "DELETE FROM budget_line_data WHERE record = ?",
      "DELETE FROM result_data WHERE record = ?",     "DELETE FROM grant_data WHERE record = ?",
      "DELETE FROM programme_data WHERE record = ?",  "DELETE FROM membership_data WHERE record = ?",
      "DELETE FROM check_data WHERE record = ?",      "UPDATE record SET best = 0 WHERE id = ?"};
  for (const std::string_view sql : statements) db.prepare(sql).bind(record).run();
}

void insert_rows(Db& db, const Json& record, std::int64_t row) {
  const Pages pages = pages_by_evidence(record);
  Things things(db, pages, row);
  const int quorum_page = first_page(pages, record["quorum"]);
  things.one(meeting(), record, quorum_page ? quorum_page : first_page(pages, record["attendance"]["totals"]));
  for (const Table& table : plain_tables()) things.list(table, record, {}, {});
  things.list(resolutions(), record, {}, {});
  std::int64_t ord = 0;
  for (const Json& resolution : record["resolutions"].items()) things.list(named_votes(), resolution, {"resolution"}, {ord++});
  things.list(budgets(), record, {}, {});
  ord = 0;
  for (const Json& budget : record["budgets"].items()) things.list(budget_lines(), budget, {"budget"}, {ord++});
}

void choose_best(Db& db, const std::string& sitting) {
  db.prepare(
        "UPDATE record SET best = (id = (SELECT id FROM record WHERE sitting = ?1 ORDER BY "
        "CASE WHEN kind IN ('proces_verbal', 'compte_rendu') THEN 0 WHEN held = 0 THEN 2 ELSE 1 END, "
        "CASE version_status WHEN 'signed' THEN 0 WHEN 'approved' THEN 1 WHEN 'draft' THEN 3 ELSE 2 END, "
        "CASE text_origin WHEN 'plain' THEN 0 WHEN 'embedded' THEN 0 WHEN 'imported' THEN 1 WHEN 'mixed' THEN 1 ELSE 2 END, "
        "(SELECT coalesce(run.started, '') FROM source LEFT JOIN run ON run.id = source.run WHERE source.id = record.source) DESC, key LIMIT 1)) WHERE sitting = ?1")
      .bind(sitting)
      .run();
}

}  // namespace minutier::archive::sqlite
