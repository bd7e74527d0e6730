#include "pipeline/archive/tables.hpp"

#include <array>

namespace minutier::archive {
namespace {

using Kind = Column::Kind;

const std::array<Table, table_count>& tables() {
  static const std::array<Table, table_count> all{{
      {"meeting_data", "", {
      {"kinds", "meeting/kinds", Kind::list}, {"start", "meeting/start"}, {"\"end\"", "meeting/end"}, {"place", "meeting/place"},
      {"modality", "meeting/modality"}, {"chair", "meeting/chair"}, {"secretary", "meeting/secretary"},
      {"in_office", "attendance/totals/in_office", Kind::number}, {"present", "attendance/totals/present", Kind::number},
      {"represented", "attendance/totals/represented", Kind::number}, {"excused", "attendance/totals/excused", Kind::number},
      {"absent", "attendance/totals/absent", Kind::number}, {"participants", "attendance/totals/participants", Kind::number},
      {"present_or_represented", "attendance/totals/present_or_represented", Kind::number}, {"proxies", "attendance/totals/proxies", Kind::number},
      {"voters", "attendance/totals/voters", Kind::number}, {"quorum_reached", "quorum/reached", Kind::number},
      {"quorum_required", "quorum/required", Kind::number}, {"quorum_required_text", "quorum/required_text"},
      {"quorum_numerator", "quorum/numerator", Kind::number}, {"quorum_denominator", "quorum/denominator", Kind::number},
      {"quorum_basis", "quorum/basis"}, {"quorum_verdict", "quorum/verdict"}, {"quorum_statement", "quorum/statement"}}, {"page"}},
      {"attendance_data", "attendance/people", {
      {"name", "name"}, {"family", "family"}, {"given", "given"}, {"status", "status"}, {"role", "role"}, {"organisation", "organisation"},
      {"proxy_to", "proxy_to"}, {"arrives", "arrives"}, {"leaves", "leaves"}, {"\"group\"", "group"}, {"weight", "weight", Kind::number},
      {"page", "", Kind::page}}, {"ord"}},
      {"election_data", "elections", {
      {"post", "post"}, {"person", "person"}, {"votes", "votes", Kind::number}, {"elected", "elected", Kind::number},
      {"\"new\"", "new", Kind::number}, {"term", "term"}, {"page", "", Kind::page}}, {"ord"}},
      {"result_data", "results", {
      {"year", "year", Kind::number}, {"section", "section"}, {"amount", "amount", Kind::money}, {"currency", "amount|allocated_amount", Kind::currency},
      {"allocation", "allocation"}, {"allocated_amount", "allocated_amount", Kind::money}, {"page", "", Kind::page}}, {"ord"}},
      {"grant_data", "grants", {
      {"giver", "giver"}, {"beneficiary", "beneficiary"}, {"amount", "amount", Kind::money}, {"currency", "amount", Kind::currency},
      {"year", "year", Kind::number}, {"purpose", "purpose"}, {"page", "", Kind::page}}, {"ord"}},
      {"programme_data", "programmes", {
      {"name", "name"}, {"status", "status"}, {"years", "years", Kind::list}, {"partners", "partners", Kind::list},
      {"funders", "funders", Kind::list}, {"places", "places", Kind::list}, {"url", "url"}, {"summary", "summary"}, {"page", "", Kind::page}}, {"ord"}},
      {"membership_data", "memberships", {
      {"category", "category"}, {"stated_count", "stated_count", Kind::number}, {"members", "members", Kind::list}, {"page", "", Kind::page}}, {"ord"}},
      {"check_data", "checks", {
      {"code", "id"}, {"severity", "severity"}, {"verdict", "verdict"}, {"expected", "expected"}, {"found", "found"},
      {"message", "message"}, {"law", "law"}, {"facts", "facts", Kind::list}}, {"ord"}},
      {"resolution_data", "resolutions", {
      {"number", "number"}, {"title", "title"}, {"text", "text"}, {"kind", "kind"}, {"result", "result"},
      {"result_source", "result_source"}, {"budget_year", "budget_year", Kind::number}, {"reference", "reference"},
      {"effective", "effective"}, {"amounts", "amounts", Kind::list}, {"subjects", "subjects", Kind::list}, {"rapporteur", "rapporteur"},
      {"mode", "vote/mode"}, {"unanimity", "vote/unanimity", Kind::number}, {"\"for\"", "vote/for", Kind::number},
      {"against", "vote/against", Kind::number}, {"abstain", "vote/abstain", Kind::number}, {"blank", "vote/blank", Kind::number},
      {"\"null\"", "vote/null", Kind::number}, {"not_voting", "vote/not_voting", Kind::number}, {"voters", "vote/voters", Kind::number},
      {"expressed", "vote/expressed", Kind::number}, {"unit", "vote/unit"}, {"page", "", Kind::page}}, {"ord"}},
      {"vote_named_data", "vote/named", {{"name", "name"}, {"option", "option"}, {"page", "", Kind::page}}, {"resolution", "ord"}},
      {"budget_data", "budgets", {
      {"kind", "kind"}, {"year", "year", Kind::number}, {"section", "section"}, {"name", "name"}, {"nomenclature", "nomenclature"},
      {"charges", "totals/charges", Kind::money}, {"produits", "totals/produits", Kind::money}, {"result", "totals/result", Kind::money},
      {"currency", "totals/charges|totals/produits|totals/result|lines/0/amount", Kind::currency}, {"page", "", Kind::page}}, {"ord"}},
      {"budget_line_data", "lines", {
      {"side", "side"}, {"account", "account"}, {"label", "label"}, {"amount", "amount", Kind::money}, {"currency", "amount", Kind::currency},
      {"level", "level", Kind::number}, {"page", "", Kind::page}}, {"budget", "ord"}},
  }};
  return all;
}

}  // namespace

const Table& table(std::size_t number) { return tables().at(number); }

const std::vector<std::string_view>& record_columns() {
  static const std::vector<std::string_view> columns{"slug", "first_page", "first_char", "last_page", "last_char", "held", "kind", "version_status", "text_origin", "title", "organisation",
                                                     "organisation_kind", "body", "date", "year", "cote", "communicable_from", "publishable_from", "facts"};
  return columns;
}

}  // namespace minutier::archive
