#include <algorithm>
#include <ostream>

#include "tools/cli/commands.hpp"
#include "tools/cli/locale_format.hpp"
#include "tools/cli/sheet.hpp"
#include "tools/cli/width.hpp"

namespace minutier::cli {
namespace {

using Type = archive::Sheet::Type;

Exit ledger(const Context& context, archive::Archive& archive) {
  archive::Sheet sheet{{{"path", Type::text}, {"page", Type::integer}, {"outcome", Type::text}, {"reason", Type::text}, {"at", Type::text},
                        {"source", Type::text}, {"run", Type::text}},
                       {}};
  const bool for_people = context.args.layout == Layout::table || !context.args.xlsx.empty();
  for (const archive::LedgerEntry& entry : archive.ledger({}))
    sheet.rows.push_back({entry.path.empty() ? entry.source_name : entry.path, entry.page > 0 ? Json(entry.page) : Json(), entry.outcome,
                          for_people ? context.say.in_words(entry.reason) : entry.reason, entry.at, entry.source, entry.run});
  return print_sheet(context, "ledger", sheet);
}

Json counts_json(const archive::StatusCounts& counts) {
  Json json = Json::object();
  for (const auto& [key, value] : std::initializer_list<std::pair<const char*, std::size_t>>{
           {"sources", counts.sources}, {"pages", counts.pages}, {"pages_recognised", counts.pages_ocr}, {"failed_pages", counts.failed_pages},
           {"failed_inputs", counts.failed_inputs}, {"records", counts.records}, {"sittings", counts.sittings},
           {"resolutions", counts.resolutions}, {"facts", counts.facts}, {"people", counts.people},
           {"roster_entries", counts.roster_entries}, {"failed_checks", counts.failed_checks}})
    json.set(key, value);
  if (counts.first_year) json.set("first_year", counts.first_year);
  if (counts.last_year) json.set("last_year", counts.last_year);
  Json outcomes = Json::object();
  for (const auto& [name, count] : counts.outcomes) outcomes.set(name, count);
  json.set("outcomes", std::move(outcomes));
  json.set("database_bytes", static_cast<std::int64_t>(counts.database_bytes));
  json.set("original_bytes", static_cast<std::int64_t>(counts.original_bytes));
  json.set("last_run", counts.last_run);
  json.set("last_run_at", counts.last_run_at);
  json.set("writing", counts.writing);
  return json;
}

archive::Sheet counts_sheet(const archive::StatusCounts& counts) {
  archive::Sheet sheet{{{"what", Type::text}, {"count", Type::integer}}, {}};
  const Json json = counts_json(counts);
  for (const auto& [key, value] : json.members())
    if (value.is_int()) sheet.rows.push_back({key, value});
  for (const auto& [name, count] : counts.outcomes) sheet.rows.push_back({"outcome " + name, count});
  return sheet;
}

void print_counts(const Context& context, const archive::StatusCounts& counts) {
  const Messages& say = context.say;
  std::ostream& out = context.out;
  const auto line = [&](std::string_view key, std::size_t count) {
    const auto whole = static_cast<std::int64_t>(count);
    const std::string number = number_text(say, whole);
    out << std::string(12 - std::min<std::size_t>(12, display_width(number)), ' ') << number << "  " << say(key, {{"count", whole}}) << '\n';
  };
  out << say("status.archive", {{"path", context.args.archive.string()}}) << '\n';
  line("status.sources", counts.sources);
  line("status.pages", counts.pages);
  line("status.pages_recognised", counts.pages_ocr);
  if (counts.failed_pages) line("status.failed_pages", counts.failed_pages);
  line("status.records", counts.records);
  line("status.sittings", counts.sittings);
  line("status.resolutions", counts.resolutions);
  line("status.people", counts.people);
  if (counts.roster_entries) line("status.roster", counts.roster_entries);
  line("status.facts", counts.facts);
  if (counts.failed_checks) line("status.failed_checks", counts.failed_checks);
  if (counts.first_year)
    out << say("status.years", {{"first", std::to_string(counts.first_year)}, {"last", std::to_string(counts.last_year)}}) << '\n';
  if (!counts.outcomes.empty()) out << say("status.outcomes") << '\n';
  for (const auto& [name, count] : counts.outcomes)
    out << "  " << number_text(say, static_cast<std::int64_t>(count)) << "  " << say.outcome(name) << '\n';
  if (!counts.last_run_at.empty()) out << say("status.last_run", {{"at", counts.last_run_at}}) << '\n';
  if (counts.writing) out << say("status.writing") << '\n';
  if (counts.failed_inputs || counts.failed_pages) out << say("status.see_ledger") << '\n';
}

}  // namespace

Exit status(const Context& context) {
  const auto archive = open_archive(context, archive::Mode::read);
  if (context.args.ledger) return ledger(context, *archive);
  const archive::StatusCounts counts = archive->status();
  if (context.args.layout == Layout::json) {
    context.out << counts_json(counts).dump(1) << '\n';
    return Exit::done;
  }
  if (context.args.layout != Layout::table || !context.args.xlsx.empty()) return print_sheet(context, "status", counts_sheet(counts));
  print_counts(context, counts);
  return Exit::done;
}

Exit verify(const Context& context) {
  const auto archive = open_archive(context, archive::Mode::read);
  const std::vector<archive::Problem> problems = archive->verify();
  if (context.args.layout == Layout::json) {
    Json list = Json::array();
    for (const archive::Problem& problem : problems)
      list.push(Json::Object{{"code", problem.code}, {"what", problem.what}, {"detail", problem.detail}});
    context.out << list.dump(1) << '\n';
  } else {
    for (const archive::Problem& problem : problems)
      context.out << context.say.labelled(context.say.or_else("problem." + problem.code, problem.code), harmless(problem.what))
                  << (problem.detail.empty() ? "" : " (" + harmless(problem.detail) + ")") << '\n';
  }
  if (problems.empty()) {
    if (!context.quiet()) context.err << context.say("verify.sound") << '\n';
    return Exit::done;
  }
  context.err << context.say("verify.damaged", {{"count", static_cast<std::int64_t>(problems.size())}}) << '\n';
  return Exit::bad_archive;
}

}  // namespace minutier::cli
