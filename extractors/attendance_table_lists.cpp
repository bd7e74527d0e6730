#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/values/person_words.hpp"
#include "extractors/attendance_columns.hpp"
#include "pipeline/base/contains.hpp"

namespace minutier::extractors {
namespace {

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// The people of a cell, over all its lines: what stands between them on the page belongs to other cells and is blanked.
std::vector<extract::PersonEntry> people_in(const std::string& reading, const Cell& cell, double* parsed = nullptr) {
  if (cell.rest.empty() || reading.size() > 400000) return extract::split_people(reading, cell.range, parsed);
  const Range whole{cell.range.begin, cell.rest.back().end};
  std::string text(whole.end, '\r');
  for (std::size_t i = 0; i <= cell.rest.size(); ++i) {
    const Range line = i == 0 ? cell.range : cell.rest[i - 1];
    std::copy(reading.begin() + static_cast<std::ptrdiff_t>(line.begin), reading.begin() + static_cast<std::ptrdiff_t>(line.end), text.begin() + static_cast<std::ptrdiff_t>(line.begin));
    const std::size_t before = i == 0 ? 0 : i == 1 ? cell.range.end : cell.rest[i - 2].end;
    if (i > 0 && extract::civility_at(line.of(reading), 0) > 0 && before < line.begin) text[before] = ';';  // the next person
  }
  std::vector<extract::PersonEntry> people = extract::split_people(text, whole, parsed);
  for (extract::PersonEntry& entry : people)  // what runs on over a line's end stands in two places
    entry.tails.erase(std::remove_if(entry.tails.begin(), entry.tails.end(), [&](const extract::PersonTail& tail) { return tail.range.of(reading).find('\n') != std::string_view::npos; }), entry.tails.end());
  return people;
}

class ListTableReader {
 public:
  ListTableReader(const extract::Document& document, const Table& table, const Label* label, Roster& roster) : document_(document), table_(table), label_(label), roster_(roster) {}

  bool read() {
    if (table_.rows.empty()) return false;
    for (const Cell& cell : table_.rows[0])  // « Présences | Fonction | Représente »: one person to a row
      if (!cell.range.empty() && column_of(document_.text.fold(cell.range)) == AttendanceColumn::role) return grouped();
    return lists_in_cells() || grouped();
  }

 private:
  bool grouped() { return labelled_rows() || grouped_cells() || grouped_rows() || grid_of_names(); }

  static const char* list_status(std::string_view head) {
    if (head.empty() || head.size() > 60) return nullptr;
    if (first_of(head, ",/") != std::string_view::npos && (has(head, "excus") || has(head, "absen")) && (has(head, "pouvoir") || has(head, "procuration"))) return "absent";  // « Absents, excusés, pouvoirs »: the notes tell
    if (has(head, "pouvoir") || has(head, "procuration") || has(head, "represent") || has(head, "mandat")) return "represented";
    if (has(head, "excus")) return "excused";
    if (has(head, "absen")) return "absent";
    if (has(head, "presen")) return "present";
    return has(head, "invite") ? "guest" : nullptr;
  }

  // « Commune | Titulaires | Suppléant »: whom each body sends, with a note beside who did not come; all others are there.
  bool delegations(std::vector<const char*>& states) const {
    if (table_.range.begin > 6000 || column_of(document_.text.fold(table_.rows[0][0].range)) != AttendanceColumn::organisation) return false;
    const std::string_view words = document_.text.fold(table_.range);
    if (!has(words, "(excus") && !has(words, "(absen") && !has(words, "pouvoir") && !has(words, "procuration") && !has(words, "represente")) return false;
    bool any = false;
    for (std::size_t c = 1; c < states.size(); ++c) {
      const std::string_view head = document_.text.fold(table_.rows[0][c].range);
      for (const std::string_view who : {"titulaire", "suppleant", "delegue", "representant", "membre", "conseiller"})
        if (head.rfind(who, 0) == 0) states[c] = "present", any = true;
    }
    return any;
  }

  // A table whose columns say the state and whose cells each hold a list of people: « Présents | Pouvoirs | Absents »,
  // a first column of another kind gives their groups.
  bool lists_in_cells() {
    std::vector<const char*> states;
    for (const Cell& cell : table_.rows[0]) states.push_back(list_status(document_.text.fold(cell.range)));
    const auto told = [&] { return std::count_if(states.begin(), states.end(), [](const char* s) { return s != nullptr; }); };
    const bool members = told() == 0 && delegations(states);
    if (told() < (members ? 1 : 2)) return false;
    if (std::count(states.begin(), states.end(), nullptr) > 1) return false;
    std::vector<std::pair<std::size_t, std::size_t>> cells;  // row, column
    std::size_t people = 0;
    bool several = false;
    for (std::size_t r = 1; r < table_.rows.size(); ++r)
      for (std::size_t c = 0; c < table_.rows[r].size() && c < states.size(); ++c) {
        if (!states[c]) continue;
        const std::string_view text = document_.text.read(table_.rows[r][c].range);
        if (text.find_first_not_of("-x \n\xE2\x80\x93\x94") == std::string_view::npos) continue;
        double parsed = 0;
        const auto entries = people_in(document_.text.reading, table_.rows[r][c], &parsed);
        if (entries.empty() || parsed < 0.6) return false;
        people += entries.size();
        several = several || entries.size() > 1;
        cells.emplace_back(r, c);
      }
    const bool only_states = std::count(states.begin(), states.end(), nullptr) == 0;
    if ((!several && !only_states) || people < 3) return false;
    for (const auto& [r, c] : cells) {
      std::string group;
      const std::vector<Cell>& row = table_.rows[r];
      const bool from = !states[0] && c > 0 && column_of(document_.text.fold(table_.rows[0][0].range)) == AttendanceColumn::organisation;
      if (!states[0] && c > 0 && !from) group = std::string(document_.text.read(row[0].range));
      Label label;
      label.range = table_.rows[0][c].range;
      for (extract::PersonEntry& entry : people_in(document_.text.reading, row[c])) {
        if (from && !row[0].range.empty()) entry.tails.push_back({row[0].range, extract::TailKind::organisation});
        add_entry(document_, entry, states[c], group, label, roster_);
      }
    }
    return true;
  }

  // Two columns, on the left what the people on the right are: « Présents | A, B » « Excusée | C » « Comité | A, D » « Gérance | E, Org ».
  // One row at least says it of the presence; rows of other things are passed over.
  bool labelled_rows() {
    if (table_.columns != 2) return false;
    std::vector<std::pair<std::string, const Cell*>> lists;  // status, where
    bool told = false;
    std::size_t people = 0;
    for (const auto& row : table_.rows) {
      const std::string_view head = document_.text.fold(row[0].range);
      if (head.empty() || row[1].range.empty()) continue;
      std::string status = status_said(head);
      const bool said = !status.empty();
      if (!said) status = beside_presence(head);
      if (status.empty() && label_ && label_->status == "present") {  // under « Présents », a group of the writer's own
        double parsed = 0;
        const auto entries = people_in(document_.text.reading, row[1], &parsed);
        if (!entries.empty() && parsed >= 0.7 && std::all_of(entries.begin(), entries.end(), [](const extract::PersonEntry& e) { return !e.person.civility.empty() || (e.person.words > 1 && e.person.known_given); })) status = "present";
      }
      if (status.empty()) continue;
      double parsed = 0;
      const auto entries = people_in(document_.text.reading, row[1], &parsed);
      if (entries.empty() || parsed < 0.6 || entries[0].entry.begin > row[1].range.begin + 4) continue;
      if (!said && std::any_of(entries.begin(), entries.end(), [](const extract::PersonEntry& e) { return e.person.words < 2 && e.person.civility.empty(); })) continue;
      told = told || said;
      people += entries.size();
      lists.emplace_back(std::move(status), &row[1]);
    }
    if (!told || people < 2) return false;
    for (const auto& [status, cell] : lists) {
      const Range where = cell->range;
      Label label;
      label.range = where;
      label.status = status;
      std::size_t end = where.begin;
      if (cell->rest.empty() && read_short_names(document_, where, label, {}, roster_, end)) continue;
      for (const extract::PersonEntry& entry : people_in(document_.text.reading, *cell)) add_entry(document_, entry, status, {}, label, roster_);
    }
    return true;
  }

  // Bodies and offices that take part where a table says who was there.
  static std::string beside_presence(std::string_view head) {
    if (head.size() > 40) return {};
    for (const std::string_view body : {"presid", "secretar", "proces-verbal", "comite", "bureau", "conseil", "municipalite", "animat", "redact", "membres", "administrat", "elus", "titulaires", "suppleant", "enseignants", "parents", "salaries", "associes"})
      if (head.substr(0, body.size()) == body) return "present";
    for (const std::string_view guest : {"gerance", "direction", "organe de revision", "fiduciaire", "reviseur", "expert", "commissaire", "intervenant", "partenaire", "notaire"})
      if (head.substr(0, guest.size()) == guest) return "guest";
    return {};
  }

  // Under a label, a group on the left and its people on the right: « Brousse | MAVEL Jean-Pierre, RODDE Christine ».
  bool grouped_cells() {
    if (!label_ || table_.columns != 2 || table_.rows.size() < 2) return false;
    std::size_t several = 0, rows = 0;
    const bool headed = extract::split_people(document_.text.reading, table_.rows[0][1].range).empty() || column_of(document_.text.fold(table_.rows[0][0].range)) != AttendanceColumn::none;
    for (std::size_t r = headed ? 1 : 0; r < table_.rows.size(); ++r) {
      const auto& row = table_.rows[r];
      if (row[1].range.empty()) continue;
      double parsed = 0;
      const auto entries = extract::split_people(document_.text.reading, row[1].range, &parsed);
      if (entries.empty() || parsed < 0.7 || entries[0].person.range.begin > row[1].range.begin + 12) return false;
      if (extract::parse_person(document_.text.read(row[0].range)) && !headed) return false;
      several += entries.size() > 1;
      ++rows;
    }
    if (rows < 2 || several == 0) return false;
    const bool bodies = headed && column_of(document_.text.fold(table_.rows[0][0].range)) == AttendanceColumn::organisation;
    Range group;
    for (std::size_t r = headed ? 1 : 0; r < table_.rows.size(); ++r) {
      if (!table_.rows[r][0].range.empty()) group = table_.rows[r][0].range;
      for (extract::PersonEntry& entry : extract::split_people(document_.text.reading, table_.rows[r][1].range)) {
        if (bodies) entry.tails.push_back({group, extract::TailKind::organisation});
        add_entry(document_, entry, label_->status, bodies ? std::string() : std::string(document_.text.read(group)), *label_, roster_);
      }
    }
    return true;
  }

  // Under a label, groups on the left, people with their title beside them, offices behind: « Direction | M. LESTRADE | Directeur »,
  // « Collège | MM. BAZOT, PICHENOT », « ouvriers | titulaires ».
  bool grouped_rows() {
    if (!label_ || table_.columns < 2 || table_.columns > 3 || table_.rows.size() < 3) return false;
    const std::string& text = document_.text.reading;
    std::vector<std::pair<extract::PersonEntry, Range>> people;  // with what the next column says of them
    std::size_t rows = 0, others = 0, groups = 0;
    for (const auto& row : table_.rows) {
      if (!row[0].range.empty()) {
        if (extract::civility_at(row[0].range.of(text), 0) > 0) return false;
        ++groups;
      }
      if (row[1].range.empty()) continue;
      ++rows;
      const auto entries = extract::split_people(text, row[1].range);
      if (entries.empty() || extract::civility_at(row[1].range.of(text), 0) == 0) {
        ++others;
        continue;
      }
      const Range office = row.size() > 2 && entries.size() == 1 && extract::is_office(row[2].range.of(text)) ? row[2].range : Range{};
      for (const extract::PersonEntry& entry : entries) people.emplace_back(entry, office);
    }
    if (groups < 2 || people.size() < 3 || others * 4 > rows) return false;
    for (auto& [entry, office] : people) {
      if (!office.empty()) entry.tails.push_back({office, extract::TailKind::role});
      add_entry(document_, entry, label_->status, {}, *label_, roster_);
    }
    return true;
  }

  // Under a label, several columns of nothing but names: the list is set in columns.
  bool grid_of_names() {
    if (!label_ || label_->status == "represented" || table_.columns < 2) return false;
    std::vector<extract::PersonEntry> people;
    std::vector<bool> columns(table_.columns, false);
    for (const auto& row : table_.rows)
      for (std::size_t c = 0; c < row.size() && c < columns.size(); ++c) {
        const std::string_view text = document_.text.read(row[c].range);
        if (text.find_first_not_of(" -.\n") == std::string_view::npos) continue;
        auto entries = extract::split_people(document_.text.reading, row[c].range);
        if (entries.size() != 1 || entries[0].person.range.begin > row[c].range.begin + 10) return false;
        if (entries[0].person.words < 2 && entries[0].person.civility.empty()) return false;
        columns[c] = true;
        people.push_back(std::move(entries[0]));
      }
    if (people.size() < 4 || std::count(columns.begin(), columns.end(), true) < 2) return false;
    for (const extract::PersonEntry& entry : people) add_entry(document_, entry, label_->status, {}, *label_, roster_);
    return true;
  }

  const extract::Document& document_;
  const Table& table_;
  const Label* label_;
  Roster& roster_;
};

}  // namespace

bool read_table_of_lists(const extract::Document& document, const Table& table, const Label* label, Roster& roster) {
  return ListTableReader(document, table, label, roster).read();
}

}  // namespace minutier::extractors
