#include "pipeline/run/settle.hpp"

#include <algorithm>
#include <deque>
#include <future>
#include <thread>

#include "pipeline/archive/archive.hpp"

namespace minutier::run {
namespace {

void add(assemble::People& all, assemble::People&& some) {
  all.persons.insert(all.persons.end(), std::make_move_iterator(some.persons.begin()), std::make_move_iterator(some.persons.end()));
  all.mentions.insert(all.mentions.end(), std::make_move_iterator(some.mentions.begin()), std::make_move_iterator(some.mentions.end()));
}

archive::Settled settled(const archive::Organisation& organisation, const std::vector<assemble::RosterEntry>& roster, std::vector<assemble::Settling> records) {
  archive::Settled out;
  std::vector<assemble::SeriesRecord> series;
  for (assemble::Settling& record : records) {
    std::vector<assemble::Mention>& mentions = record.mentions;
    // A record that names no organisation stands alone.
    if (organisation.key.empty()) add(out.people, assemble::resolve_people("record " + record.series.id, roster, mentions));
    else series.push_back(std::move(record.series));
    out.mentions.insert(out.mentions.end(), std::make_move_iterator(mentions.begin()), std::make_move_iterator(mentions.end()));
  }
  if (organisation.key.empty()) return out;
  out.people = assemble::resolve_people(organisation.key, roster, out.mentions);
  out.checks = assemble::series_checks(organisation.key, std::move(series), roster, out.mentions, out.people);
  return out;
}

// One organisation after the other is read and written here, while the next ones are worked out on other threads.
// `changes`: where wanted.
void settle_all(archive::Archive& archive, bool dry, std::vector<FactChange>* changes) {
  const auto waiting = archive.unsettled();
  if (waiting.empty()) return;
  const auto roster = archive.roster();
  struct Work {
    const archive::Organisation& organisation;
    std::future<archive::Settled> found;
  };
  std::deque<Work> ahead;
  const auto write_first = [&] {
    const archive::Organisation& organisation = ahead.front().organisation;
    const archive::Settled found = ahead.front().found.get();
    ahead.pop_front();
    if (changes)
      for (archive::PersonChange& change : archive.changes(organisation, found))
        changes->push_back({std::move(change.record), change.path + "/person", std::move(change.before), std::move(change.after)});
    if (!dry) archive.settle(organisation, found);
  };
  const std::size_t most = std::max(1U, std::thread::hardware_concurrency());
  for (const archive::Organisation& organisation : waiting) {
    std::vector<assemble::Settling> records;
    archive.each_settling(organisation, [&](assemble::Settling&& record) { records.push_back(std::move(record)); });
    ahead.push_back({organisation, std::async(std::launch::async, [&, records = std::move(records)]() mutable { return settled(organisation, roster, std::move(records)); })});
    if (ahead.size() > most) write_first();
  }
  while (!ahead.empty()) write_first();
}

}  // namespace

void settle(archive::Archive& archive) { settle_all(archive, false, nullptr); }

std::vector<FactChange> settle(archive::Archive& archive, bool dry) {
  std::vector<FactChange> changes;
  settle_all(archive, dry, &changes);
  return changes;
}

}  // namespace minutier::run
