#include <set>

#include "pipeline/archive/archive.hpp"
#include "pipeline/run/clock.hpp"
#include "pipeline/run/roster_table.hpp"
#include "pipeline/run/run.hpp"
#include "pipeline/run/versions.hpp"

namespace minutier::run {

RosterImport import_roster(archive::Archive& archive, const std::filesystem::path& table, bool replace) {
  const RosterTable read = read_roster(table);
  const std::string run = new_run_id();
  archive.begin_run({run, now(), "roster", program_version});
  RosterImport out;
  out.entries = read.entries.size();
  out.added = archive.put_roster(read.entries, replace);
  archive.end_run(run, now());
  archive.commit();
  const std::string name = table.filename().string();
  for (const std::string& problem : read.problems) out.notes.push_back(name + ", " + problem);
  for (const std::string& column : read.ignored_columns) out.notes.push_back(name + ": column \"" + column + "\" is not known");
  std::set<std::string> unknown;
  for (const assemble::RosterEntry& entry : read.entries)
    if (!entry.organisation.empty()) unknown.insert(entry.organisation);
  for (const archive::Organisation& known : archive.unsettled())  // all of them, as the roster has changed
    std::erase_if(unknown, [&](const std::string& organisation) { return assemble::organisation_key(organisation) == known.key; });
  for (const std::string& organisation : unknown) out.notes.push_back(name + ": no record of the archive names the organisation \"" + organisation + "\"");
  out.bad_rows = read.problems.size();
  return out;
}

}  // namespace minutier::run
