// Sheets: the views as rows for a person.
#include <algorithm>
#include <map>

#include "pipeline/archive/facets.hpp"
#include "pipeline/archive/sqlite/context.hpp"
#include "pipeline/archive/sqlite/reader.hpp"

namespace minutier::archive::sqlite {
namespace {

using Type = Sheet::Type;

// One sheet: its view, its columns, how it is filtered and in which order it reads.
struct Design {
  std::string view;
  std::vector<Sheet::Column> columns;
  std::string label;                  // the column SheetFilter::text looks into
  std::string order;
  std::string organisation = "organisation", body = "body", year = "year", record = "record_id";  // empty: not in the view
};

const Design& design(SheetKind kind) {
  static const std::map<SheetKind, Design> designs = {
      {SheetKind::quorum, {"quorum", {
          {"organisation"}, {"body"}, {"date", Type::date}, {"in_office", Type::number}, {"present", Type::number}, {"represented", Type::number},
          {"present_or_represented", Type::number}, {"participants", Type::number}, {"voters", Type::number}, {"required", Type::number},
          {"required_text"}, {"basis"}, {"reached", Type::boolean}, {"verdict"}, {"document"}, {"page", Type::integer}, {"record_id"}},
        "document", "organisation, body, date"}},
      {SheetKind::votes, {"vote", {
          {"organisation"}, {"body"}, {"date", Type::date}, {"number"}, {"title"}, {"result"}, {"result_source"}, {"mode"},
          {"unanimity", Type::boolean}, {"for", Type::number}, {"against", Type::number}, {"abstain", Type::number}, {"blank", Type::number},
          {"null", Type::number}, {"not_voting", Type::number}, {"voters", Type::number}, {"expressed", Type::number}, {"unit"}, {"document"},
          {"page", Type::integer}, {"record_id"}},
        "title", "organisation, body, date, record_id, ord"}},
      {SheetKind::attendance, {"attendance", {
          {"organisation"}, {"body"}, {"date", Type::date}, {"name"}, {"status"}, {"role"}, {"represents"}, {"proxy_to"}, {"arrives"}, {"leaves"},
          {"group"}, {"weight", Type::number}, {"person_name"}, {"candidates"}, {"document"}, {"page", Type::integer}, {"record_id"}, {"person"}},
        "names", "organisation, body, date, family, name"}},
      {SheetKind::people, {"people", {
          {"name"}, {"organisation"}, {"first_seen", Type::date}, {"last_seen", Type::date}, {"sittings", Type::integer}, {"present", Type::integer},
          {"represented", Type::integer}, {"excused", Type::integer}, {"absent", Type::integer}, {"roles"}, {"spellings"}, {"candidates"}, {"maybe"}, {"origin"}, {"person"}},
        "spellings", "organisation, name", "organisation", "", "", ""}},
      {SheetKind::budgets, {"budget_line", {
          {"organisation"}, {"body"}, {"date", Type::date}, {"year", Type::integer}, {"kind"}, {"section"}, {"name"}, {"side"}, {"account"}, {"label"},
          {"amount", Type::money}, {"currency"}, {"document"}, {"page", Type::integer}, {"record_id"}},
        "label", "organisation, year, record_id, budget, ord"}},
      {SheetKind::results, {"financial_result", {
          {"organisation"}, {"body"}, {"date", Type::date}, {"year", Type::integer}, {"section"}, {"amount", Type::money}, {"currency"},
          {"allocation"}, {"allocated_amount", Type::money}, {"document"}, {"page", Type::integer}, {"record_id"}},
        "section", "organisation, year, date, record_id"}},
      {SheetKind::grants, {"grants", {
          {"organisation"}, {"body"}, {"date", Type::date}, {"year", Type::integer}, {"giver"}, {"beneficiary"}, {"amount", Type::money}, {"currency"},
          {"purpose"}, {"document"}, {"page", Type::integer}, {"record_id"}},
        "beneficiary", "organisation, year, date, beneficiary"}},
      {SheetKind::programmes, {"programme", {
          {"organisation"}, {"body"}, {"date", Type::date}, {"name"}, {"status"}, {"years"}, {"partners"}, {"funders"}, {"places"}, {"url"},
          {"summary"}, {"document"}, {"page", Type::integer}, {"record_id"}},
        "name", "organisation, date, name"}},
      {SheetKind::elections, {"election", {
          {"organisation"}, {"body"}, {"date", Type::date}, {"post"}, {"person"}, {"votes", Type::number}, {"elected", Type::boolean},
          {"new", Type::boolean}, {"term"}, {"document"}, {"page", Type::integer}, {"record_id"}},
        "person", "organisation, date, record_id"}},
      {SheetKind::memberships, {"membership", {
          {"organisation"}, {"body"}, {"date", Type::date}, {"category"}, {"stated_count", Type::number}, {"members"}, {"document"},
          {"page", Type::integer}, {"record_id"}},
        "category", "organisation, date, record_id"}},
      {SheetKind::checks, {"consistency", {
          {"organisation"}, {"body"}, {"date", Type::date}, {"code"}, {"severity"}, {"verdict"}, {"message"}, {"message_en"}, {"expected"}, {"found"}, {"law"},
          {"scope"}, {"document"}, {"record_id"}, {"others"}},
        "message", "organisation, date, record_id, ord"}},
      {SheetKind::roster, {"known_people", {
          {"name"}, {"family"}, {"given"}, {"aliases"}, {"pseudonym"}, {"number"}, {"organisation"}, {"body"}, {"office"}, {"from", Type::date}, {"to", Type::date},
          {"origin"}, {"spellings"}, {"first_seen", Type::date}, {"last_seen", Type::date}, {"person"}},
        "name", "organisation, origin DESC, family, name, ord", "organisation", "body", "", ""}},
  };
  return designs.at(kind);
}

std::string quoted(const std::string& column) { return "\"" + column + "\""; }

bool has_words(std::string_view value, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return true;
  const std::vector<std::string> words = name_words(value);
  for (const std::string& want : wanted) {
    bool found = false;
    for (const std::string& word : words) found = found || word == want;
    if (!found) return false;
  }
  return true;
}

Json cell(Statement& row, int column, Type type) {
  if (row.is_null(column)) return nullptr;
  if (type == Type::boolean) return row.integer(column) != 0;
  if (type == Type::integer) return row.integer(column);
  if (type == Type::number) {
    const double value = row.number(column);
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? Json(whole) : Json(value);
  }
  return Json(row.text(column));
}

}  // namespace

Sheet sheet(Context& context, SheetKind kind, const SheetFilter& filter) {
  const Design& plan = design(kind);
  Sheet out;
  out.columns = plan.columns;
  const std::string nothing = "''";
  const auto column = [&](const std::string& name) { return name.empty() ? nothing : quoted(name); };
  std::string sql = "SELECT ";
  for (const Sheet::Column& c : plan.columns) sql += quoted(c.name) + ", ";
  sql += column(plan.organisation) + ", " + column(plan.body) + ", " + column(plan.label) + " FROM " + plan.view + " WHERE 1";
  const bool years = !plan.year.empty() && (filter.from_year || filter.to_year);
  if (!filter.record.empty() && !plan.record.empty()) sql += " AND " + quoted(plan.record) + " = ?1";
  if (years) sql += " AND (?2 = 0 OR " + quoted(plan.year) + " >= ?2) AND (?3 = 0 OR " + quoted(plan.year) + " <= ?3)";
  sql += " ORDER BY " + plan.order;
  Statement list = context.db.prepare(sql);
  if (years) list.bind(filter.record).bind(filter.from_year).bind(filter.to_year);
  else if (!filter.record.empty() && !plan.record.empty()) list.bind(filter.record);
  const auto organisation = name_words(filter.organisation), body = name_words(filter.body), text = name_words(filter.text);
  const int width = static_cast<int>(plan.columns.size());
  const auto verdict = std::find_if(plan.columns.begin(), plan.columns.end(), [](const Sheet::Column& c) { return c.name == "verdict"; });
  while (list.step()) {
    if (!has_words(list.text(width), organisation) || !has_words(list.text(width + 1), body) || !has_words(list.text(width + 2), text)) continue;
    std::vector<Json> row;
    row.reserve(plan.columns.size());
    for (int i = 0; i < width; ++i) row.push_back(cell(list, i, plan.columns[static_cast<std::size_t>(i)].type));
    if (!filter.verdict.empty() && verdict != plan.columns.end() && row[static_cast<std::size_t>(verdict - plan.columns.begin())] != Json(filter.verdict)) continue;
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace minutier::archive::sqlite
