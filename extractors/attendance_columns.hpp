#pragma once
// What the head of a column says of the people below it in a table of attendance. Pure functions.

#include <string_view>

#include "extractors/attendance_parts.hpp"

namespace minutier::extractors {

enum class AttendanceColumn { none, name, family, given, role, organisation, present, excused, absent, represented, holder, givers, weight, state };  // givers: whom one votes for

// By the folded words of the head; none for anything else.
AttendanceColumn column_of(std::string_view head);

// A table whose cells hold lists of people rather than one person in each row: « Présents | Pouvoirs | Absents » over lists,
// « Excusée | C, D » in rows, names in columns under a label. False, with nothing added, where it is no such table.
bool read_table_of_lists(const extract::Document& document, const Table& table, const Label* label, Roster& roster);

}  // namespace minutier::extractors
