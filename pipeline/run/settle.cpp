#include "pipeline/run/settle.hpp"

#include <map>

#include "pipeline/archive/archive.hpp"

namespace minutier::run {
namespace {

void add(assemble::People& all, assemble::People&& some) {
  all.persons.insert(all.persons.end(), std::make_move_iterator(some.persons.begin()), std::make_move_iterator(some.persons.end()));
  all.mentions.insert(all.mentions.end(), std::make_move_iterator(some.mentions.begin()), std::make_move_iterator(some.mentions.end()));
}

archive::Settled settled(archive::Archive& archive, const archive::Organisation& organisation, const std::vector<assemble::RosterEntry>& roster) {
  archive::Settled out;
  std::vector<assemble::SeriesRecord> series;
  archive.each_settling(organisation, [&](assemble::Settling&& record) {
    std::vector<assemble::Mention>& mentions = record.mentions;
    // A record that names no organisation stands alone.
    if (organisation.key.empty()) add(out.people, assemble::resolve_people("record " + record.series.id, roster, mentions));
    else series.push_back(std::move(record.series));
    out.mentions.insert(out.mentions.end(), std::make_move_iterator(mentions.begin()), std::make_move_iterator(mentions.end()));
  });
  if (organisation.key.empty()) return out;
  out.people = assemble::resolve_people(organisation.key, roster, out.mentions);
  out.checks = assemble::series_checks(organisation.key, std::move(series), roster, out.mentions, out.people);
  return out;
}

// `changes`: where wanted.
void settle_all(archive::Archive& archive, bool dry, std::vector<FactChange>* changes) {
  const auto waiting = archive.unsettled();
  if (waiting.empty()) return;
  const auto roster = archive.roster();
  for (const archive::Organisation& organisation : waiting) {
    const archive::Settled found = settled(archive, organisation, roster);
    if (changes)
      for (archive::PersonChange& change : archive.changes(organisation, found))
        changes->push_back({std::move(change.record), change.path + "/person", std::move(change.before), std::move(change.after)});
    if (!dry) archive.settle(organisation, found);
  }
}

}  // namespace

void settle(archive::Archive& archive) { settle_all(archive, false, nullptr); }

std::vector<FactChange> settle(archive::Archive& archive, bool dry) {
  std::vector<FactChange> changes;
  settle_all(archive, dry, &changes);
  return changes;
}

}  // namespace minutier::run
