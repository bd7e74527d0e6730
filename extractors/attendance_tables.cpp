#include <algorithm>
#include <array>
#include <cctype>

#include "extractors/attendance_columns.hpp"
#include "extractors/attendance_parts.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

using Column = AttendanceColumn;

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

bool marked(std::string_view cell) {
  return cell == "x" || cell == "oui" || cell == "p" || cell == "1" || cell == "*" || cell == "v" || cell == "present" || cell == "presente" || cell == "excuse" || cell == "excusee" || cell == "absent" || cell == "absente" || cell == "?" || cell == "[x]" || cell == "e" || cell == "a" || cell.starts_with("x (");
}

Fact cell_fact(std::string field, Value value, Range where, double confidence) {
  Fact f;
  f.field = std::move(field);
  f.value = std::move(value);
  f.where = where;
  f.confidence = confidence;
  f.rule = "attendance.table@1";
  return f;
}

class TableReader {
 public:
  TableReader(const extract::Document& document, const Table& table, const Label* label, Roster& roster) : document_(document), table_(table), label_(label), roster_(roster) {}

  bool read() {
    if (table_.rows.size() < 2) return false;
    if (read_table_of_lists(document_, table_, label_, roster_)) return true;
    if (read_delegates(document_, table_, label_, roster_)) return true;
    if (!head()) return false;
    std::size_t people = 0, rows = 0;
    for (std::size_t r = first_; r < table_.rows.size(); ++r) {
      if (blank_row(table_.rows[r])) continue;
      ++rows;
      if (row(table_.rows[r])) ++people;
    }
    return people > 0 && people * 2 >= rows;
  }

 private:
  bool blank_row(const std::vector<Cell>& row) const {
    return std::all_of(row.begin(), row.end(), [&](const Cell& c) { return document_.text.read(c.range).find_first_not_of("-= |+") == std::string_view::npos; });
  }

  // The columns' meanings. Without a head, a table under an attendance label has its names in the first column.
  bool head() {
    columns_.assign(table_.columns, Column::none);
    for (std::size_t c = 0; c < table_.rows[0].size() && c < columns_.size(); ++c) columns_[c] = column_of(document_.text.fold(table_.rows[0][c].range));
    for (std::size_t c = 0; c < columns_.size(); ++c)  // « À quel titre »
      if (columns_[c] == Column::role && has(document_.text.fold(table_.rows[0][c].range), "titre")) plain_quality_ = true;
    letters();
    names_under_presence();
    if (std::count(columns_.begin(), columns_.end(), Column::given) == 1 && std::count(columns_.begin(), columns_.end(), Column::family) == 0 && std::count(columns_.begin(), columns_.end(), Column::name) == 0)
      *std::find(columns_.begin(), columns_.end(), Column::given) = Column::name;  // first names alone
    if (std::count(columns_.begin(), columns_.end(), Column::family) == 1 && std::count(columns_.begin(), columns_.end(), Column::given) == 0 && std::count(columns_.begin(), columns_.end(), Column::name) == 0)
      *std::find(columns_.begin(), columns_.end(), Column::family) = Column::name;  // « Nom » over whole names
    const auto is = [&](Column kind) { return std::find(columns_.begin(), columns_.end(), kind) != columns_.end(); };
    first_ = 1;
    for (std::size_t c = 0; c < columns_.size() && c < table_.rows[0].size(); ++c)  // « Copropriétaires présents | Tantièmes »
      if (columns_[c] == Column::name && said_.empty()) said_ = status_said(document_.text.fold(table_.rows[0][c].range));
    const bool unnamed = !is(Column::name) && !is(Column::family) && !is(Column::given);
    if (unnamed && !is(Column::present) && !is(Column::state) && !is(Column::excused) && !is(Column::absent)) states_by_content();
    if (unnamed) names_by_content();
    if (!is(Column::present) && !is(Column::state) && !is(Column::excused) && !is(Column::absent) && !is(Column::represented)) states_by_content();
    const bool states = is(Column::present) || is(Column::state) || is(Column::excused) || is(Column::absent) || is(Column::represented);
    if ((is(Column::name) || is(Column::family) || is(Column::given)) && (states || label_ || all_present_ || !said_.empty())) return true;
    if (!label_) return false;
    first_ = 0;
    columns_.assign(table_.columns, Column::none);
    columns_[0] = Column::name;
    for (std::size_t c = 1; c < columns_.size(); ++c) {  // « ESCANDE Ferdinand   président »
      std::size_t offices = 0, others = 0;
      for (const auto& row : table_.rows) {
        const std::string_view text = document_.text.read(row[c].range);
        if (text.empty() || ditto(text)) continue;
        ++(extract::is_office(text) ? offices : others);
      }
      if (offices > 1 && others * 3 <= offices) columns_[c] = Column::role;
    }
    return true;
  }
  // « Présences | Fonction | Représente »: names under the word for who was there, bodies under « Représente ».
  void names_under_presence() {
    if (std::any_of(columns_.begin(), columns_.end(), [](Column c) { return c == Column::name || c == Column::family || c == Column::given; })) return;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c] != Column::state && columns_[c] != Column::present) continue;
      std::size_t people = 0, rows = 0;
      for (std::size_t r = 1; r < table_.rows.size(); ++r) {
        if (c >= table_.rows[r].size() || table_.rows[r][c].range.empty()) continue;
        const auto named = extract::name_at(document_.text.read(table_.rows[r][c].range), 0, false);
        people += named && (named->words > 1 || !named->civility.empty()) ? 1 : 0;
        ++rows;
      }
      if (people < 2 || people * 4 < rows * 3) continue;
      columns_[c] = Column::name;
      all_present_ = true;
      for (std::size_t other = 0; other < columns_.size() && other < table_.rows[0].size(); ++other)
        if (other != c && document_.text.fold(table_.rows[0][other].range) == "represente") columns_[other] = Column::organisation;
      return;
    }
  }
  // « Copropriétaire | Tantièmes | Situation »: whatever its head, a column whose cells say how each took part.
  void states_by_content() {
    for (std::size_t c = 1; c < columns_.size(); ++c) {
      std::size_t states = 0, others = 0;
      for (std::size_t r = 1; r < table_.rows.size(); ++r) {
        if (c >= table_.rows[r].size() || table_.rows[r][c].range.empty()) continue;
        const std::string_view cell = document_.text.fold(table_.rows[r][c].range);
        const bool begins = std::any_of(state_words.begin(), state_words.end(), [&](std::string_view word) { return cell.starts_with(word); }) || (yes_or_no(cell) && asks_presence(c));
        ++(begins ? states : others);
      }
      if (states >= 3 && others * 4 <= states) {
        columns_[c] = Column::state;
        return;
      }
    }
  }
  // « Qualité | Titulaires | P | A | E »: beside columns of presence, the one whose cells are people.
  void names_by_content() {
    const auto states = std::count_if(columns_.begin(), columns_.end(), [](Column c) { return c == Column::present || c == Column::excused || c == Column::absent || c == Column::state; });
    if (states == 0) return;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c] != Column::none && columns_[c] != Column::role) continue;
      std::size_t people = 0, others = 0;
      for (std::size_t r = 1; r < table_.rows.size(); ++r) {
        if (c >= table_.rows[r].size() || table_.rows[r][c].range.empty()) continue;
        const auto named = extract::name_at(document_.text.read(table_.rows[r][c].range), 0, false);
        ++(named && (named->words > 1 || !named->civility.empty()) ? people : others);
      }
      if (people < 3 || others * 4 > people) continue;
      columns_[c] = Column::name;
      for (std::size_t before = 0; before < c; ++before)  // what stands before the names says of what they are
        if ((columns_[before] == Column::none || columns_[before] == Column::role) && c == 1) columns_[before] = Column::role, plain_quality_ = !contains(document_.text.fold(table_.rows[0][before].range), "fonction");
      return;
    }
  }
  // « connecté·e ? », « là ? » over « oui », « non - excusée »
  bool asks_presence(std::size_t c) const {
    const std::string_view head = c < table_.rows[0].size() ? document_.text.fold(table_.rows[0][c].range) : std::string_view{};
    return has(head, "presen") || has(head, "connect") || has(head, "la ?") || has(head, "venu") || has(head, "particip");
  }
  static bool yes_or_no(std::string_view cell) { return cell == "oui" || cell == "non" || cell.starts_with("oui,") || cell.starts_with("oui ") || cell.starts_with("non,") || cell.starts_with("non "); }
  static constexpr std::array<std::string_view, 6> state_words{"presen", "represent", "excus", "absen", "vote par correspondance", "a donne pouvoir"};

  // Signs for « the same as above ».
  static bool ditto(std::string_view text) { return text == "\"" || text == "''" || text == "id." || text == "idem" || text == "\xC2\xBB" || text == "d\xC2\xB0"; }

  // Columns headed by single letters: P(résent), E(xcusé), A(bsent), R(eprésenté), two of them at least.
  void letters() {
    std::vector<std::pair<std::size_t, Column>> found;
    for (std::size_t c = 1; c < table_.rows[0].size() && c < columns_.size(); ++c) {
      std::string_view head = document_.text.fold(table_.rows[0][c].range);
      while (!head.empty() && head.back() == '.') head.remove_suffix(1);
      const Column kind = head == "p" || head == "pres" ? Column::present : head == "e" || head == "ex" || head == "exc" ? Column::excused : head == "a" || head == "abs" ? Column::absent : head == "r" || head == "rep" ? Column::represented : Column::none;
      if (kind != Column::none) found.emplace_back(c, kind);
    }
    if (found.size() < 2) return;
    for (const auto& [c, kind] : found) columns_[c] = kind;
  }

  // « Élus | Nommés | Présence »: another column of the same kind holds what this one leaves empty.
  bool has_more(const std::vector<Cell>& row, std::size_t c, Column kind) const {
    for (++c; c < row.size() && c < columns_.size(); ++c)
      if (columns_[c] == kind && !row[c].range.empty()) return true;
    return false;
  }

  std::string_view cell(const std::vector<Cell>& row, Column kind, Range* where = nullptr) const {
    for (std::size_t c = 0; c < row.size() && c < columns_.size(); ++c) {
      if (columns_[c] != kind || (row[c].range.empty() && has_more(row, c, kind))) continue;
      if (where) *where = row[c].range;
      return document_.text.read(row[c].range);
    }
    return {};
  }

  bool row(const std::vector<Cell>& row) {
    Range where;
    std::string name(cell(row, Column::name, &where));
    const std::size_t again = repeated_names(row, where);
    const bool first = several(row, where) || (again > 0 && person(row, name, where, {}, {}));
    if (again > 0) {  // « Logement | Membre | Logement | Membre »
      const Range other = row[again].range;
      return several(row, other) || person(row, std::string(document_.text.read(other)), other, {}, {}) || first;
    }
    if (first) return true;
    if (name.empty()) {
      Range family, given;
      const std::string f(cell(row, Column::family, &family)), g(cell(row, Column::given, &given));
      if (f.empty()) return false;
      name = g.empty() ? f : g + " " + f;
      where = g.empty() ? family : cover(family, given);
      return person(row, name, where, g, f);
    }
    return person(row, name, where, {}, {});
  }

  // The second of two columns of names under the same head; 0 for none.
  std::size_t repeated_names(const std::vector<Cell>& row, Range first) const {
    std::size_t at = columns_.size();
    for (std::size_t c = 0; c < row.size() && c < columns_.size(); ++c) {
      if (columns_[c] != Column::name) continue;
      if (row[c].range == first) at = c;
      else if (at < c && !row[c].range.empty() && document_.text.fold(table_.rows[0][c].range) == document_.text.fold(table_.rows[0][at].range)) return c;
    }
    return 0;
  }

  // « Auzelles | Isabelle FONTANEL, Rémi LAGARDE »: several people in one cell.
  bool several(const std::vector<Cell>& row, Range where) {
    if (where.empty() || (first_of(document_.text.read(where), ",;") == std::string_view::npos && !contains(document_.text.read(where), " et "))) return false;
    double parsed = 0;
    std::vector<extract::PersonEntry> entries = extract::split_people(document_.text.reading, where, &parsed);
    if (entries.size() < 2 || parsed < 0.8 || entries[0].entry.begin > where.begin + 4) return false;
    bool known = false;
    for (const extract::PersonEntry& entry : entries) {
      if (entry.person.civility.empty() && entry.person.words < 2) return false;
      known = known || entry.person.known_given || !entry.person.civility.empty();
    }
    if (!known) return false;
    Attendee first;
    const std::string state = status(row, first);
    if (state.empty() || first.find("proxy_to")) return false;
    Label label;
    label.range = where;
    const Range body = cell_range(row, Column::organisation);
    for (extract::PersonEntry& entry : entries) {
      if (!body.empty()) entry.tails.push_back({body, extract::TailKind::organisation});
      add_entry(document_, entry, state, {}, label, roster_);
    }
    return true;
  }

  bool person(const std::vector<Cell>& row, const std::string& text, Range where, const std::string& given, const std::string& family) {
    const std::string head = normalise::fold(text);
    if (head.rfind("total", 0) == 0) return false;
    if (!label_ && !family.empty() && !std::isalpha(static_cast<unsigned char>(head.empty() ? ' ' : head[0]))) return false;
    Attendee attendee;
    auto found = extract::body_name(text, 0);
    if (!found) found = extract::name_at(text, 0, true);
    if (!found) {  // « Président : M. X, directeur »
      const auto entries = extract::split_people(document_.text.reading, where);
      if (entries.size() == 1) found = entries[0].person;
    }
    if (!found && label_ && given.empty() && family.empty()) {  // « petit_pois », « `glycine` »
      const std::size_t open = text.find(" (");
      const auto bearer = open != std::string::npos && text.back() == ')' ? extract::parse_person(std::string_view(text).substr(open + 2, text.size() - open - 3)) : std::nullopt;
      if (bearer && bearer->known_given && bearer->words > 1) {  // « Association Les Ateliers (Estelle Guyonnet) »
        found = bearer;
        attendee.facts.push_back(cell_fact("organisation", text.substr(0, open), {where.begin, where.begin + open}, 0.8));
        where = {where.begin + open + 2, where.end - 1};
      } else if (const auto own = short_name(document_.text.reading, where)) {
        found = own->person;
      }
    }
    if (!found) return false;
    attendee.person = *found;
    if (!family.empty() && !given.empty()) {
      if (const auto f = extract::name_at(family, 0, true)) attendee.person.family = f->name;
      attendee.person.given = given;
      attendee.person.name = given + " " + attendee.person.family;
    }
    attendee.where = where;
    if (given.empty() && family.empty()) {  // what stands behind the name in its own cell
      std::vector<extract::PersonEntry> entries = extract::split_people(document_.text.reading, where);
      if (entries.size() == 1) attendee.where = entries[0].person.range;
      if (entries.size() == 1)
        for (const auto& tail : entries[0].tails)
          if (tail.kind == extract::TailKind::role) attendee.facts.push_back(cell_fact("role", std::string(document_.text.read(tail.range)), tail.range, 0.85));
          else if (const auto body = named_body(document_.text.reading, tail.range, normalise::fold(document_.text.read(tail.range))); body && !attendee.find("organisation"))
            attendee.facts.push_back(cell_fact("organisation", std::string(document_.text.read(*body)), *body, 0.8));
    }
    attendee.rule = "attendance.table@1";
    attendee.confidence = 0.9;
    attendee.status = status(row, attendee);
    if (attendee.status.empty()) return false;
    add_text(row, Column::role, "role", attendee);
    add_text(row, Column::organisation, "organisation", attendee);
    Range weight;
    if (const auto shares = extract::parse_count(normalise::fold(cell(row, Column::weight, &weight)))) attendee.facts.push_back(cell_fact("weight", *shares, weight, 0.9));
    if (const Range role = cell_range(row, Column::role); !role.empty() && attendee.status == "present" && contains(document_.text.fold(role), "(invite")) attendee.status = "guest";
    givers(row, attendee);
    roster_.add(std::move(attendee));
    return true;
  }

  Range cell_range(const std::vector<Cell>& row, Column kind) const {
    Range where;
    cell(row, kind, &where);
    return where;
  }

  // « Pouvoir(s) de » over « Marc Puech, Claire Vaissière »: they are represented by who stands in the row.
  void givers(const std::vector<Cell>& row, const Attendee& holder) {
    const Range where = cell_range(row, Column::givers);
    if (where.empty()) return;
    for (const extract::PersonEntry& entry : extract::split_people(document_.text.reading, where)) {
      Attendee giver;
      giver.person = entry.person;
      giver.where = entry.person.range;
      giver.status = "represented";
      giver.rule = "attendance.table@1";
      giver.facts.push_back(cell_fact("proxy_to", holder.person.name, holder.where, 0.88));
      roster_.add(std::move(giver));
    }
  }

  void add_text(const std::vector<Cell>& row, Column kind, std::string field, Attendee& attendee) {
    Range where;
    const std::string_view text = cell(row, kind, &where);
    if (text.empty() || text == "-" || attendee.find(field)) return;
    if (ditto(text)) {
      if (!above_.empty() && kind == Column::role) attendee.facts.push_back(cell_fact(std::move(field), std::string(document_.text.read(above_)), above_, 0.85));
      return;
    }
    if (kind == Column::role) above_ = where;
    if (kind == Column::organisation && document_.text.fold(where).rfind("membre ", 0) == 0) return;  // « Membre individuel »
    if (kind == Column::role && parted_role(where, attendee)) return;
    if (const std::size_t first = std::min(text.find(' '), text.size()); kind == Column::role && first > 3 && text[first - 1] == 's' && text[0] >= 'a' && text[0] <= 'z' && (first == text.size() || text[first + 1] == '(')) {  // « auditeurs », « associations (MJC d'Arbois) »: of which group one is
      attendee.facts.push_back(cell_fact("group", std::string(text.substr(0, first)), {where.begin, where.begin + first}, 0.8));
      if (const Range inside{where.begin + first + 2, where.end - 1}; first < text.size() && text.back() == ')' && !attendee.find("organisation")) attendee.facts.push_back(cell_fact("organisation", std::string(document_.text.read(inside)), inside, 0.8));
      return;
    }
    if (kind == Column::role && !extract::is_office(text) && plain_quality_) {  // « Département », « Parents d'élèves »: whom one sits for, and of which group
      const std::size_t cut = std::min(text.find(' '), text.size());
      const bool several = cut > 3 && text[cut - 1] == 's';
      field = several ? "group" : "organisation";
      if (attendee.find(field) || extract::classify_tail(text) == extract::TailKind::note) return;
      if (const std::size_t open = text.find(" ("); open != std::string_view::npos && open > 3) where.end = where.begin + open;  // « ville de Roissac (invitée) »
      attendee.facts.push_back(cell_fact(std::move(field), std::string(document_.text.read(where)), where, 0.8));
      return;
    }
    // « Administrateur (Ville) »: the office, and for whom
    const std::size_t open = text.find(" (");
    if (kind == Column::role && open != std::string_view::npos && open > 1 && text.back() == ')') {
      const Range inside{where.begin + open + 2, where.end - 1};
      attendee.facts.push_back(cell_fact(std::move(field), std::string(text.substr(0, open)), {where.begin, where.begin + open}, 0.9));
      if (!attendee.find("organisation") && extract::classify_tail(inside.of(document_.text.reading)) == extract::TailKind::organisation)
        attendee.facts.push_back(cell_fact("organisation", std::string(inside.of(document_.text.reading)), inside, 0.85));
      return;
    }
    attendee.facts.push_back(cell_fact(std::move(field), std::string(text), where, 0.9));
  }

  // « titulaire — CFDT — secrétaire », « animateurs – trésorier »: the group or seat, for whom, and the office
  bool parted_role(Range where, Attendee& attendee) {
    std::vector<Range> parts;
    const std::string& text = document_.text.reading;
    std::size_t begin = where.begin;
    for (std::size_t at = where.begin; at <= where.end; ++at) {
      std::size_t sign = at == where.end ? 1 : 0;
      for (const std::string_view dash : {" \xE2\x80\x94 ", " \xE2\x80\x93 ", " - "})
        if (at < where.end && text.compare(at, dash.size(), dash) == 0) sign = dash.size();
      if (sign == 0) continue;
      if (begin < at) parts.push_back({begin, at});
      begin = at + sign;
      at = std::max(at, begin - 1);
    }
    if (parts.size() < 2) return false;
    Range office, seat;
    for (const Range part : parts) {
      const std::string_view words = document_.text.read(part), folded = document_.text.fold(part);
      const std::size_t first = std::min(folded.find(' '), folded.size());
      if (words.size() <= 9 && !extract::is_office(words) && std::all_of(words.begin(), words.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == '.'; })) {
        if (!attendee.find("organisation")) attendee.facts.push_back(cell_fact("organisation", std::string(words), part, 0.88));
      } else if (folded.rfind("titulaire", 0) == 0 || folded.rfind("suppleant", 0) == 0) {
        seat = part;
      } else if (extract::is_office(words) && !(first > 3 && folded[first - 1] == 's')) {
        office = part;
      }
    }
    if (office.empty()) office = seat;
    if (!office.empty()) attendee.facts.push_back(cell_fact("role", std::string(document_.text.read(office)), office, 0.9));
    return !office.empty() || attendee.find("organisation");
  }

  // Bytes from the begin of its line to a position.
  std::size_t offset(std::size_t at) const {
    const auto line = document_.text.reading.rfind('\n', at == 0 ? 0 : at - 1);
    return line == std::string::npos ? at : at - line - 1;
  }

  // In a table set with blanks a lone mark may stand in any gap: the head it stands under tells which column it is of.
  std::string status_by_place(const std::vector<Cell>& row) const {
    if (first_ == 0 || document_.text.reading.substr(table_.range.begin, std::min<std::size_t>(table_.range.size(), 400)).find('|') != std::string::npos) return {};
    for (const Cell& cell : row) {
      if (cell.range.empty() || !marked(normalise::fold(document_.text.read(cell.range)))) continue;
      const std::size_t at = offset(cell.range.begin);
      std::size_t least = 8;
      std::string name;
      for (std::size_t c = 0; c < table_.rows[0].size() && c < columns_.size(); ++c) {
        const Range head = table_.rows[0][c].range;
        const char* state = columns_[c] == Column::present ? "present" : columns_[c] == Column::excused ? "excused" : columns_[c] == Column::absent ? "absent" : columns_[c] == Column::represented ? "represented" : nullptr;
        if (!state || head.empty()) continue;
        const std::size_t begin = offset(head.begin), end = begin + head.size();
        const std::size_t distance = at < begin ? begin - at : at > end ? at - end : 0;
        if (distance < least) least = distance, name = state;
      }
      if (!name.empty()) return name;
    }
    return {};
  }

  std::string status(const std::vector<Cell>& row, Attendee& attendee) const {
    if (const std::string placed = status_by_place(row); !placed.empty()) return placed;
    Range holder_where;
    const std::string holder(cell(row, Column::holder, &holder_where));
    if (!holder.empty()) {
      if (const auto person = holder_name(holder)) {
        attendee.facts.push_back(cell_fact("proxy_to", person->name, holder_where, 0.9));
        return "represented";
      }
    }
    for (const auto& [kind, name] : {std::pair{Column::represented, "represented"}, std::pair{Column::present, "present"}, std::pair{Column::excused, "excused"}, std::pair{Column::absent, "absent"}}) {
      Range where;
      const std::string_view text = cell(row, kind, &where);
      if (text.empty()) continue;
      const std::string folded = normalise::fold(text);
      if (kind == Column::represented || kind == Column::present)
        if (const std::string told = state_of(folded); !told.empty() && folded.size() > 2) return told;
      if (kind == Column::represented)
        if (const auto person = holder_name(std::string(text))) {
          attendee.facts.push_back(cell_fact("proxy_to", person->name, where, 0.9));
          return "represented";
        }
      if (marked(folded) || text == "\xE2\x9C\x93" || text == "\xE2\x9C\x94" || text == "\xE2\x9C\x97" || text == "\xE2\x98\x92" || text == "\xC3\x97") return name;
    }
    Range where;
    const std::string_view told = cell(row, Column::state, &where);
    if (!told.empty()) {
      const std::string_view folded = document_.text.fold(where);
      std::string state = state_of(folded);
      if (state.empty()) {
        state = ticked(told);
        if (state == "present") add_time(std::string(folded), where, "attendance.table@1", attendee);
      }
      if (state == "represented") {
        const std::size_t lead = std::min(std::min(folded.find("pouvoir"), folded.find("procuration")), folded.find("mandat"));  // « ❌ -> pouvoir à Wassila »
        const std::size_t from = lead == std::string_view::npos ? 0 : lead;
        if (const auto words = find_proxy_words(folded.substr(from))) {
          const Range in_folded = document_.text.to_folded(where);
          const Range at = document_.text.to_reading({std::min(in_folded.begin + from + words->range.end, in_folded.end), in_folded.end});
          if (const auto person = extract::name_at(document_.text.reading.substr(0, where.end), at.begin, true)) attendee.facts.push_back(cell_fact("proxy_to", person->name, person->range, 0.9));
        }
      }
      return state;
    }
    const bool columns = std::any_of(columns_.begin(), columns_.end(), [](Column c) { return c == Column::present || c == Column::state; });
    if (all_present_ && !columns) return "present";
    if (!said_.empty() && !columns) return said_;
    return label_ && !columns ? label_->status : std::string{};
  }

  static std::optional<extract::PersonName> holder_name(const std::string& text) {
    std::string_view rest = text;
    const std::string folded = normalise::fold(text);
    if (const auto words = find_proxy_words(folded); words && folded.size() == text.size()) rest = rest.substr(words->range.end);
    else if (folded.rfind("a ", 0) == 0) rest = rest.substr(rest.find(' '));
    return extract::name_at(rest, 0, false);
  }

  const extract::Document& document_;
  const Table& table_;
  const Label* label_;
  Roster& roster_;
  std::vector<Column> columns_;
  std::size_t first_ = 0;
  std::string said_;          // what the head over the names says of those below
  bool all_present_ = false;  // the head over the names says that they were there
  bool plain_quality_ = false;  // the column of offices is one only by its place or as « Qualité »
  Range above_;  // the last office a column of them gave
};

}  // namespace

std::string ticked(std::string_view reading) {
  for (const std::string_view yes : {"\xE2\x9C\x85", "\xE2\x9C\x93", "\xE2\x9C\x94", "\xE2\x98\x91", "\xF0\x9F\x9F\xA2", "\xF0\x9F\x91\x8D"})
    if (has(reading, yes)) return "present";
  for (const std::string_view no : {"\xE2\x9D\x8C", "\xE2\x9C\x97", "\xE2\x9C\x98", "\xE2\x98\x92", "\xE2\x9C\x96", "\xF0\x9F\x94\xB4"})
    if (has(reading, no)) return "absent";
  return {};
}

std::string state_of(std::string_view cell) {
  if (has(cell, "represent") || cell.rfind("rep.", 0) == 0 || has(cell, "pouvoir") || has(cell, "procuration") || has(cell, "mandat")) return "represented";
  if (has(cell, "excus")) return "excused";
  if (has(cell, "absen")) return "absent";
  if (has(cell, "invit")) return "guest";
  if (cell.size() > 2 && (cell.substr(0, 2) == "p " || cell.substr(0, 2) == "p(")) return "present";  // « P (18h25) »
  if (cell.size() > 2 && (cell.substr(0, 2) == "e " || cell.substr(0, 2) == "e(")) return "excused";
  if (has(cell, "presen") || cell == "p" || cell == "x" || cell == "oui" || cell.starts_with("oui,") || cell.starts_with("oui ") || cell.starts_with("x (") || has(cell, "visio") || has(cell, "par correspondance")) return "present";
  if (cell == "e") return "excused";
  if (cell == "a" || cell == "non") return "absent";
  return {};
}

bool read_table(const extract::Document& document, const Table& table, const Label* label, Roster& roster) { return TableReader(document, table, label, roster).read(); }

}  // namespace minutier::extractors
