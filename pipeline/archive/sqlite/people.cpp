#include "pipeline/archive/sqlite/people.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/archive/sqlite/context.hpp"
#include "pipeline/archive/sqlite/db.hpp"
#include "pipeline/assemble/people/mentions.hpp"
#include "pipeline/base/json_wire.hpp"

namespace minutier::archive::sqlite {
namespace {

using assemble::Appearance;
using assemble::RosterEntry;

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : between).append(word);
  return out;
}

std::vector<std::string> parts(std::string_view text, std::string_view between) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + between.size(), text.size()));
  }
  return out;
}

// ---- what is stored of a name: the columns of `appearance`, and the names they need ----

struct Stored {
  std::string name, person, rule, entry, candidates, candidate_ids;
  double confidence = 0;
  friend bool operator==(const Stored&, const Stored&) = default;
};
using Place = std::pair<std::int64_t, std::string>;  // record row and path

Stored stored_of(const assemble::Mention& mention, const assemble::Resolved& resolved, const std::map<std::string, std::string>& names) {
  Stored out{mention.name, resolved.person, resolved.rule, resolved.entry, {}, {}, resolved.person.empty() ? 0 : resolved.confidence};
  std::vector<std::pair<std::string, std::string>> candidates;  // name and id
  for (const std::string& id : resolved.candidates)
    if (const auto found = names.find(id); found != names.end()) candidates.emplace_back(found->second, id);
  std::sort(candidates.begin(), candidates.end());
  for (const auto& [name, id] : candidates) {
    out.candidates += (out.candidates.empty() ? "" : "; ") + name;
    out.candidate_ids += (out.candidate_ids.empty() ? "" : " ") + id;
  }
  return out;
}

std::map<std::string, std::string> names_of(const assemble::People& people) {
  std::map<std::string, std::string> names;
  for (const assemble::Person& person : people.persons) names[person.id] = person.name;
  return names;
}

// The records of an organisation: key -> row.
std::map<std::string, std::int64_t> rows_of(Db& db, const Organisation& organisation) {
  std::map<std::string, std::int64_t> rows;
  Statement list = db.prepare("SELECT key, id FROM record WHERE coalesce(organisation, '') = ?");
  for (const std::string& name : organisation.names) {
    for (list.bind(name); list.step();) rows[list.string(0)] = list.integer(1);
    list.again();
  }
  return rows;
}

std::map<Place, Stored> stored(Db& db, const std::map<std::string, std::int64_t>& rows) {
  std::map<Place, Stored> out;
  Statement list = db.prepare("SELECT path, name, person, rule, entry, candidates, candidate_ids, confidence FROM appearance WHERE record = ?");
  for (const auto& [key, row] : rows) {
    for (list.bind(row); list.step();)
      out[{row, list.string(0)}] = {list.string(1), list.string(2), list.string(3), list.string(4), list.string(5), list.string(6), list.number(7)};
    list.again();
  }
  return out;
}

std::map<Place, Stored> wanted(const Settled& settled, const std::map<std::string, std::int64_t>& rows) {
  std::map<Place, Stored> out;
  const auto names = names_of(settled.people);
  for (std::size_t i = 0; i < settled.mentions.size() && i < settled.people.mentions.size(); ++i) {
    const assemble::Resolved& resolved = settled.people.mentions[i];
    const auto row = rows.find(settled.mentions[i].record);
    if (row == rows.end() || (resolved.person.empty() && resolved.candidates.empty())) continue;
    out[{row->second, settled.mentions[i].path}] = stored_of(settled.mentions[i], resolved, names);
  }
  return out;
}

void put_persons(Db& db, const Organisation& organisation, const assemble::People& people) {
  db.prepare("DELETE FROM person_entry WHERE person IN (SELECT id FROM person WHERE organisation_key = ?)").bind(organisation.key).run();
  db.prepare("DELETE FROM person WHERE organisation_key = ?").bind(organisation.key).run();
  const auto names = names_of(people);
  const std::string& shown = organisation.names.empty() ? organisation.key : organisation.names.front();
  Statement put = db.prepare(
      "INSERT INTO person(id, organisation_key, organisation, name, family, given, origin, first_seen, last_seen, spellings, maybe) VALUES(?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
  Statement link = db.prepare("INSERT INTO person_entry(entry, person) VALUES(?, ?) ON CONFLICT DO NOTHING");
  for (const assemble::Person& person : people.persons) {
    const std::string spellings = joined(person.spellings, "; ");
    std::vector<std::string> others;
    for (const std::string& id : person.maybe)
      if (const auto found = names.find(id); found != names.end()) others.push_back(found->second);
    const std::string maybe = joined(others, "; ");
    put.bind(person.id).bind(organisation.key).bind_or_null(shown).bind(person.name).bind_or_null(person.family).bind_or_null(person.given).bind(person.imported ? "roster" : "archive");
    put.bind_or_null(person.first_seen).bind_or_null(person.last_seen).bind_or_null(spellings).bind_or_null(maybe).run();
    for (const std::string& entry : person.entries) link.bind(entry).bind(person.id).run();
  }
}

std::string text_of(const Json& value) { return value.is_null() ? std::string() : value.is_string() ? value.as_string() : value.dump(); }

const char* severity_name(assemble::Severity severity) {
  return severity == assemble::Severity::error ? "error" : severity == assemble::Severity::warning ? "warning" : "info";
}

void put_checks(Db& db, const std::map<std::string, std::int64_t>& rows, const std::vector<assemble::SeriesCheck>& checks) {
  Statement clear = db.prepare("DELETE FROM series_data WHERE record = ?");
  for (const auto& [key, row] : rows) clear.bind(row).run();
  std::map<std::int64_t, std::int64_t> next;
  Statement put = db.prepare("INSERT INTO series_data(record, ord, code, severity, verdict, expected, found, message, message_en, law, facts, others) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)");
  for (const assemble::SeriesCheck& check : checks) {
    const auto row = rows.find(check.record);
    if (row == rows.end()) continue;
    std::vector<std::string> others;
    for (const auto& [record, pointer] : check.others) others.push_back(record + pointer);
    const std::string expected = text_of(check.expected), found = text_of(check.found), facts = joined(check.facts, "; "), elsewhere = joined(others, "; ");
    put.bind(row->second).bind(next[row->second]++).bind(check.id).bind(severity_name(check.severity)).bind(check.verdict);
    put.bind_or_null(expected).bind_or_null(found).bind(check.message).bind_or_null(check.message_en).bind_or_null(check.law).bind_or_null(facts).bind_or_null(elsewhere).run();
  }
}

void add_checks(Db& db, Json& record, std::int64_t row) {
  Statement list = db.prepare("SELECT code, severity, verdict, expected, found, message, message_en, law, facts, others FROM series_data WHERE record = ? ORDER BY ord");
  Json* checks = nullptr;
  for (list.bind(row); list.step();) {
    Json check = Json::object();
    static constexpr const char* names[] = {"id", "severity", "verdict", "expected", "found", "message", "message_en"};
    for (int i = 0; i < 7; ++i)
      if (!list.is_null(i)) check.set(names[i], list.text(i));
    Json::Array facts, others;
    for (std::string& pointer : parts(list.text(8), "; ")) facts.push_back(Json(std::move(pointer)));
    for (std::string& pointer : parts(list.text(9), "; ")) others.push_back(Json(std::move(pointer)));
    check.set("facts", std::move(facts));
    check.set("records", std::move(others));
    if (!list.is_null(7)) check.set("law", list.text(7));
    if (!checks) checks = record.find("checks");
    if (!checks) checks = &record.set("checks", Json::array());
    checks->push(std::move(check));
  }
}

}  // namespace

std::vector<RosterEntry> roster(Context& context) {
  std::vector<RosterEntry> out;
  Statement list = context.db.prepare("SELECT id, number, name, family, given, aliases, pseudonym, organisation, body, office, \"from\", \"to\" FROM roster ORDER BY ord, id");
  while (list.step()) {
    RosterEntry entry;
    entry.id = list.string(0), entry.person = list.string(1), entry.name = list.string(2), entry.family = list.string(3), entry.given = list.string(4);
    entry.aliases = parts(list.text(5), "; ");
    entry.pseudonym = list.string(6), entry.organisation = list.string(7), entry.body = list.string(8), entry.office = list.string(9);
    entry.from = list.string(10), entry.to = list.string(11);
    out.push_back(std::move(entry));
  }
  return out;
}

std::size_t put_roster(Context& context, const std::vector<RosterEntry>& entries, bool replace, const std::string& run) {
  Db& db = context.db;
  std::set<std::string> known;
  Statement ids = db.prepare("SELECT id FROM roster");
  while (ids.step()) known.insert(ids.string(0));
  if (replace) db.prepare("DELETE FROM roster").run();
  std::int64_t ord = db.integer("SELECT coalesce(max(ord) + 1, 0) FROM roster");
  std::size_t fresh = 0;
  Statement put = db.prepare(
      "INSERT INTO roster(id, ord, number, name, family, given, aliases, pseudonym, organisation, body, office, \"from\", \"to\", run) "
      "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
  for (const RosterEntry& entry : entries) {
    const std::string aliases = joined(entry.aliases, "; ");
    put.bind(entry.id).bind(ord++).bind_or_null(entry.person).bind(entry.name).bind_or_null(entry.family).bind_or_null(entry.given).bind_or_null(aliases);
    put.bind_or_null(entry.pseudonym).bind_or_null(entry.organisation).bind_or_null(entry.body).bind_or_null(entry.office).bind_or_null(entry.from);
    put.bind_or_null(entry.to).bind_or_null(run).run();
    fresh += known.insert(entry.id).second;
  }
  db.execute("INSERT OR IGNORE INTO unsettled SELECT DISTINCT coalesce(organisation, '') FROM record");
  return fresh;
}

std::vector<Organisation> unsettled(Context& context) {
  Db& db = context.db;
  std::set<std::string> keys;
  Statement waiting = db.prepare("SELECT organisation FROM unsettled");
  while (waiting.step()) keys.insert(assemble::organisation_key(waiting.text(0)));
  std::map<std::string, std::vector<std::string>> names;
  for (const std::string& key : keys) names[key];  // one whose last record is gone has no names
  Statement all = db.prepare("SELECT DISTINCT coalesce(organisation, '') FROM record ORDER BY 1");
  if (!keys.empty())
    while (all.step())
      if (const auto found = names.find(assemble::organisation_key(all.text(0))); found != names.end()) found->second.push_back(all.string(0));
  std::vector<Organisation> out;
  for (auto& [key, its] : names) out.push_back({key, std::move(its)});
  return out;
}

void each_settling(Context& context, const Organisation& organisation, const std::function<void(assemble::Settling&& settling)>& use) {
  std::map<std::string, std::int64_t> rows = rows_of(context.db, organisation);
  Statement find = context.db.prepare("SELECT s.words, r.best FROM record r LEFT JOIN settling s ON s.record = r.id AND s.version = ? WHERE r.id = ?");
  Statement whole = context.db.prepare("SELECT json FROM record WHERE id = ?");
  for (const auto& [key, row] : rows) {
    find.bind(assemble::settling_version).bind(row);
    if (!find.step()) throw Error(ErrorCode::archive_damaged, "archive", context.database().string(), 0, "a record has gone while it was read");
    assemble::Settling settling;
    if (!find.is_null(0)) {
      settling = assemble::settling_from_json(unpack(find.blob(0)));
    } else if (whole.bind(row).step()) {  // put by an older program
      settling = assemble::settling_of(Json::parse(whole.text(0), "evidence"));
    }
    settling.series.best = find.integer(1) == 1;
    find.again();
    whole.again();
    use(std::move(settling));
  }
}

std::vector<PersonChange> changes(Context& context, const Organisation& organisation, const Settled& settled) {
  const auto rows = rows_of(context.db, organisation);
  const auto before = stored(context.db, rows);
  const auto after = wanted(settled, rows);
  std::map<std::int64_t, std::string> keys;
  for (const auto& [key, row] : rows) keys[row] = key;
  std::map<std::string, std::string> old_names;
  Statement find = context.db.prepare("SELECT name FROM person WHERE id = ?");
  const auto words = [&](const Stored& one, const std::map<std::string, std::string>& names) -> std::string {
    if (one.person.empty()) return one.candidates.empty() ? "" : "? " + one.candidates;
    if (const auto name = names.find(one.person); name != names.end()) return name->second + " (" + one.person + ")";
    find.bind(one.person);
    const std::string name = find.step() ? find.string(0) : std::string();
    find.again();
    return (name.empty() ? "" : name + " ") + "(" + one.person + ")";
  };
  const auto new_names = names_of(settled.people);
  std::vector<PersonChange> out;
  std::set<Place> places;
  for (const auto* side : {&before, &after})
    for (const auto& [place, one] : *side) places.insert(place);
  for (const Place& place : places) {
    const auto was = before.find(place), now = after.find(place);
    const bool same = was != before.end() && now != after.end() && was->second.person == now->second.person && was->second.candidate_ids == now->second.candidate_ids;
    if (same) continue;
    out.push_back({keys[place.first], place.second, was == before.end() ? "" : words(was->second, {}), now == after.end() ? "" : words(now->second, new_names)});
  }
  std::sort(out.begin(), out.end(), [](const PersonChange& a, const PersonChange& b) { return std::tie(a.record, a.path) < std::tie(b.record, b.path); });
  return out;
}

void settle(Context& context, const Organisation& organisation, const Settled& settled) {
  Db& db = context.db;
  const auto rows = rows_of(db, organisation);
  const auto before = stored(db, rows);
  const auto after = wanted(settled, rows);
  Statement drop = db.prepare("DELETE FROM appearance WHERE record = ? AND path = ?");
  for (const auto& [place, one] : before)
    if (!after.count(place)) drop.bind(place.first).bind(place.second).run();
  Statement put = db.prepare(
      "INSERT OR REPLACE INTO appearance(record, path, name, person, rule, confidence, entry, candidates, candidate_ids) VALUES(?,?,?,?,?,?,?,?,?)");
  for (const auto& [place, one] : after) {
    const auto was = before.find(place);
    if (was != before.end() && was->second == one) continue;
    put.bind(place.first).bind(place.second).bind(one.name).bind_or_null(one.person).bind_or_null(one.rule);
    if (one.person.empty()) put.bind_null();
    else put.bind(one.confidence);
    put.bind_or_null(one.entry).bind_or_null(one.candidates).bind_or_null(one.candidate_ids).run();
  }
  put_persons(db, organisation, settled.people);
  put_checks(db, rows, settled.checks);
  std::vector<std::string> done;
  Statement waiting = db.prepare("SELECT organisation FROM unsettled");
  while (waiting.step())
    if (assemble::organisation_key(waiting.text(0)) == organisation.key) done.push_back(waiting.string(0));
  for (const std::string& name : done) db.prepare("DELETE FROM unsettled WHERE organisation = ?").bind(name).run();
}

void add_settled(Context& context, Json& record) {
  Statement find = context.db.prepare("SELECT id FROM record WHERE key = ?");
  find.bind(record["id"].as_string());
  if (!find.step()) return;
  const std::int64_t row = find.integer(0);
  std::vector<Appearance> appearances;
  Statement list = context.db.prepare(
      "SELECT w.path, w.name, w.person, p.name, w.rule, w.entry, w.confidence, w.candidates, w.candidate_ids FROM appearance w LEFT JOIN person p ON p.id = w.person WHERE w.record = ?");
  for (list.bind(row); list.step();) {
    Appearance one{list.string(0), list.string(1), list.string(2), list.string(3), list.string(4), list.string(5), list.number(6), {}};
    const auto names = parts(list.text(7), "; "), ids = parts(list.text(8), " ");
    for (std::size_t i = 0; i < ids.size(); ++i) one.candidates.emplace_back(ids[i], i < names.size() ? names[i] : std::string());
    appearances.push_back(std::move(one));
  }
  assemble::add_persons(record, appearances);
  add_checks(context.db, record, row);
}

}  // namespace minutier::archive::sqlite
