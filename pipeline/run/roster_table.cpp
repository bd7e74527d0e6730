#include "pipeline/run/roster_table.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/base/error.hpp"
#include "pipeline/base/nfc.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/run/bodies.hpp"
#include "pipeline/source/table_cells.hpp"
#include "pipeline/source/table_file.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::run {
namespace {

using Cells = std::map<std::string, std::string>;

struct Column {
  const char* field;
  std::vector<const char*> names;
};

const std::vector<Column>& columns() {
  static const std::vector<Column> known = {
      {"name", {"name", "full name", "person", "member", "nom complet", "nom et prenom", "nom prenom", "prenom nom", "prenom et nom", "personne", "membre", "elu", "elue"}},
      {"family", {"family", "family name", "last name", "surname", "nom de famille", "nom d usage", "nom usuel", "nom"}},
      {"given", {"given", "given name", "first name", "forename", "prenom", "prenoms"}},
      {"birth", {"birth name", "maiden name", "nom de naissance", "nom de jeune fille", "ne", "nee"}},
      {"aliases", {"aliases", "alias", "variants", "other names", "also known as", "variantes", "variante", "autres noms", "autres graphies", "graphies", "formes"}},
      {"pseudonym", {"pseudonym", "nickname", "pseudonyme", "pseudo", "surnom"}},
      {"person", {"number", "person id", "id", "identifiant", "numero", "matricule"}},
      {"organisation", {"organisation", "organization", "organisme", "association", "commune", "collectivite", "entite", "structure"}},
      {"body", {"body", "instance", "organe", "assemblee", "instance deliberante", "conseil"}},
      {"office", {"office", "role", "function", "position", "fonction", "mandat", "qualite", "poste", "titre", "charge"}},
      {"from", {"from", "since", "start", "start date", "de", "du", "depuis", "debut", "date de debut", "entree", "entree en fonction", "a partir du"}},
      {"origin", {"origin"}},  // of an exported roster; says nothing of the person
      {"to", {"to", "until", "end", "end date", "au", "a", "jusqu au", "jusqu a", "fin", "date de fin", "sortie", "fin de fonction"}},
  };
  return known;
}

std::string field_of(const std::string& header) {
  const std::string plain = source::plain_header(header);
  for (const Column& column : columns())
    for (const char* name : column.names)
      if (plain == name) return column.field;
  return "";
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// « A. Durand ; Anne D. » -> two names.
std::vector<std::string> names_in(const std::string& cell) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end = std::min(cell.find_first_of(";|\n", at), cell.size());
    if (std::string name = trimmed(cell.substr(at, end - at)); !name.empty()) out.push_back(std::move(name));
    at = end + 1;
  }
  return out;
}

class Builder {
 public:
  RosterTable build(const source::TableRows& table, const std::string& document) {
    if (table.empty()) throw Error(ErrorCode::bad_metadata, "roster", document, 0, "an empty table; the first row names the columns");
    read_header(table.front());
    const auto has = [&](const char* field) { return std::find(fields_.begin(), fields_.end(), field) != fields_.end(); };
    if (!has("name") && !has("family"))
      throw Error(ErrorCode::bad_metadata, "roster", document, 0, "no column named name or family (or nom, nom complet); the first row names the columns");
    for (std::size_t r = 1; r < table.size(); ++r) add(table[r]);
    return std::move(out_);
  }

 private:
  void read_header(const source::TableRow& row) {
    for (const std::string& header : row.cells) {
      std::string field = field_of(header);
      if (!field.empty() && std::find(fields_.begin(), fields_.end(), field) != fields_.end()) field.clear();
      if (field.empty() && !header.empty()) out_.ignored_columns.push_back(header);
      fields_.push_back(std::move(field));
    }
  }

  void problem(int row, const std::string& reason) { out_.problems.push_back("row " + std::to_string(row) + ": " + reason); }

  void add(const source::TableRow& row) {
    for (std::size_t c = fields_.size(); c < row.cells.size(); ++c)
      if (!row.cells[c].empty()) return problem(row.number, "more cells than the header has columns; a text with the separator in it needs quotes");
    Cells cells;
    for (std::size_t c = 0; c < fields_.size() && c < row.cells.size(); ++c) {
      if (fields_[c].empty()) continue;
      if (row.cells[c].find("\xEF\xBF\xBD") != std::string::npos) return problem(row.number, "unreadable characters in column " + fields_[c] + "; save the table as UTF-8");
      if (std::string text = trimmed(nfc(row.cells[c])); !text.empty()) cells[fields_[c]] = std::move(text);
    }
    assemble::RosterEntry entry;
    if (!name(entry, cells)) return problem(row.number, "no name");
    for (const char* field : {"from", "to"})
      if (!date(entry, cells, field)) return problem(row.number, "'" + cells[field] + "' in column " + field + " is no date; write 2014-03-30, 30/03/2014 or 2014");
    if (!entry.from.empty() && !entry.to.empty() && assemble::last_day(entry.to) < assemble::first_day(entry.from))
      return problem(row.number, "ends (" + entry.to + ") before it begins (" + entry.from + ")");
    if (!cells["body"].empty()) {
      entry.body = body_code(cells["body"]);
      if (!is_body_code(entry.body)) return problem(row.number, "'" + cells["body"] + "' is no body records know; write conseil_municipal, assemblee_generale, conseil_administration, bureau, commission …, or leave it empty");
    }
    entry.aliases = names_in(cells["aliases"]);
    if (!cells["birth"].empty()) entry.aliases.push_back(entry.given.empty() ? cells["birth"] : entry.given + " " + cells["birth"]);
    entry.pseudonym = cells["pseudonym"], entry.person = cells["person"], entry.organisation = cells["organisation"], entry.office = cells["office"];
    entry.id = assemble::entry_id(entry);
    if (!seen_.insert(entry.id).second) return problem(row.number, "the same entry stands in a row above already");
    out_.entries.push_back(std::move(entry));
  }

  // Given name first. A column « nom » holds the family name where there is one of given names, else the whole name.
  bool name(assemble::RosterEntry& entry, Cells& cells) const {
    if (!cells["given"].empty() && !cells["family"].empty()) {
      entry.family = cells["family"], entry.given = cells["given"];
      entry.name = entry.given + " " + entry.family;
      if (const auto person = extract::parse_person(entry.name); person && normalise::fold(person->name) == normalise::fold(entry.name)) entry.name = person->name;  // capitals undone
      return true;
    }
    entry.name = !cells["name"].empty() ? cells["name"] : cells["family"];
    if (const auto person = extract::parse_person(entry.name); person && !person->family.empty() && !person->given.empty()) {
      entry.name = person->name;
      entry.family = person->family, entry.given = person->given;
    }
    return !entry.name.empty();
  }

  static bool date(assemble::RosterEntry& entry, Cells& cells, const char* field) {
    if (cells[field].empty()) return true;
    const auto date = source::date_cell(cells[field]);
    if (!date) return false;
    (std::string_view(field) == "from" ? entry.from : entry.to) = *date;
    return true;
  }

  RosterTable out_;
  std::vector<std::string> fields_;
  std::set<std::string> seen_;
};

}  // namespace

RosterTable read_roster(const std::filesystem::path& path) { return Builder().build(source::read_table(path), path.string()); }

RosterTable roster_from_csv(std::string_view bytes) { return Builder().build(source::read_csv(bytes), ""); }

}  // namespace minutier::run
