#pragma once
// Roster, persons and series: what stands over several records. Method meanings are Archive's; writes happen inside the
// caller's transaction.

#include <string>

#include "pipeline/archive/archive.hpp"

namespace minutier::archive::sqlite {

struct Context;

std::vector<assemble::RosterEntry> roster(Context& context);
std::size_t put_roster(Context& context, const std::vector<assemble::RosterEntry>& entries, bool replace, const std::string& run);
std::vector<Organisation> unsettled(Context& context);
void each_settling(Context& context, const Organisation& organisation, const std::function<void(assemble::Settling&& settling)>& use);
std::vector<PersonChange> changes(Context& context, const Organisation& organisation, const Settled& settled);
void settle(Context& context, const Organisation& organisation, const Settled& settled);

// Lays over a record what settling said of it.
void add_settled(Context& context, Json& record);

}  // namespace minutier::archive::sqlite
