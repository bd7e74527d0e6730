#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

bool member_head(std::string_view f) {
  return f.size() < 40 && (member_words(f) || contains_any(f, {"licenci", "licence", "associes", "effectif", "syndiques", "inscrits"})) && !contains_any(f, {"present", "vot", "eur", "montant", "cotisation", "tarif"});
}

bool members_told(std::string_view f) { return member_words(f) || contains_any(f, {"licencies", "licences", "affilies", "inscrits", "abonnes", "familles a jour", "foyers a jour", "syndiques"}); }

// Whether the number is said of members: « 687 adhérents », not « 611 stagiaires ».
bool counts_members(std::string_view f, const std::string& number) {
  if (number.size() > 3)  // « 1 146 adhérents »
    for (const std::string_view gap : {" ", ".", "'"})
      if (const std::size_t at = f.find(std::string(number).insert(number.size() - 3, gap)); at != std::string_view::npos && members_told(f.substr(at + number.size() + 1, 30))) return true;
  for (std::size_t at = f.find(number); at != std::string_view::npos; at = f.find(number, at + 1)) {
    const bool alone = (at == 0 || f[at - 1] < '0' || f[at - 1] > '9') && (at + number.size() >= f.size() || f[at + number.size()] < '0' || f[at + number.size()] > '9');
    if (alone && members_told(f.substr(at + number.size(), 30))) return true;
  }
  return false;
}

// « … comptait 687 adhérents, ainsi répartis : » over a table: the column whose numbers add up to the count told.
std::size_t summed_column(const extract::Document& document, const Table& table) {
  const auto& blocks = document.structure.blocks;
  if (table.block <= 0 || table.rows.size() < 4) return 0;
  const std::string_view before = blocks[static_cast<std::size_t>(table.block) - 1].folded.of(document.text.folded);
  if (blocks[static_cast<std::size_t>(table.block) - 1].kind == BlockKind::table || before.size() > 400 || !members_told(before)) return 0;
  for (std::size_t c = table.columns; c-- > 1;) {
    std::int64_t sum = 0;
    std::size_t rows = 0;
    for (std::size_t r = 1; r < table.rows.size(); ++r) {
      const std::string_view number = document.text.fold(table.rows[r][c].range);
      const std::string_view name = document.text.fold(table.rows[r][0].range);
      if (number.empty() || number.find_first_not_of("0123456789 ") != std::string_view::npos || name.starts_with("total") || name.starts_with("ensemble")) continue;
      sum += extract::parse_count(number).value_or(0);
      ++rows;
    }
    if (rows > 1 && sum > 9 && counts_members(before, std::to_string(sum))) return c;
  }
  return 0;
}

bool in_members_chapter(const extract::Document& document, const Table& table) {
  const auto& blocks = document.structure.blocks;
  const int parent = table.block >= 0 ? blocks[static_cast<std::size_t>(table.block)].parent : -1;
  return parent >= 0 && members_chapter(blocks[static_cast<std::size_t>(parent)].folded.of(document.text.folded));
}

// « Nos membres », not « Effectifs », where staff and volunteers are counted as well.
bool members_over(const extract::Document& document, const Table& table) {
  const auto& blocks = document.structure.blocks;
  return member_words(blocks[static_cast<std::size_t>(blocks[static_cast<std::size_t>(table.block)].parent)].folded.of(document.text.folded));
}

}  // namespace

std::vector<MembershipEntry> membership_table(const extract::Document& document, const Table& table) {
  if (table.rows.size() < 3 || table.columns < 2 || table.columns > 6) return {};
  const auto fold = [&](std::size_t r, std::size_t c) { return document.text.fold(table.rows[r][c].range); };
  std::size_t column = 0;
  for (std::size_t c = 1; c < table.columns && column == 0; ++c)
    if (member_head(fold(0, c))) column = c;
  // « Licenciés 14/15 | Licenciés 15/16 »: the same of two seasons, the last
  static const Regex season("\\d{2}(?:\\d{2})?(?: ?[/-] ?\\d{2,4})?$");
  const auto unseasoned = [&](std::size_t c) {
    RegexHit hit;
    const std::string_view f = fold(0, c);
    return season.search(f, hit) ? f.substr(0, hit.whole().begin) : std::string_view{};
  };
  const auto ends_in = [&](std::size_t c) {  // « 99/00 » ends in 2000
    const std::string_view f = fold(0, c), digits = f.substr(f.find_last_not_of("0123456789") + 1);
    const int year = digits.empty() ? 0 : std::atoi(std::string(digits).c_str());
    return digits.size() == 2 ? year + (year < 50 ? 2000 : 1900) : year;
  };
  for (std::size_t c = column + 1; column > 0 && c < table.columns; ++c)
    if (!unseasoned(c).empty() && unseasoned(c) == unseasoned(column) && ends_in(c) > ends_in(column)) column = c;
  const std::string_view head = fold(0, 0);
  if (contains_any(head, {"formation", "stage", "session", "atelier", "activite", "theme", "sortie", "module", "date", "intitule"})) return {};  // who took part in what
  if (column == 0 && contains_any(head, {"carte", "adhesion", "adherent", "licence", "categorie d", "college"})) {  // years above the columns: the last
    for (std::size_t c = 1; c < table.columns; ++c) {
      const std::string_view year = fold(0, c);
      if (year.size() >= 4 && (year.size() == 4 || year[4] == ' ') && (year.substr(0, 2) == "20" || year.substr(0, 2) == "19") && (column == 0 || year > fold(0, column))) column = c;
    }
  }
  if (column == 0) column = summed_column(document, table);
  if (column == 0 && contains_any(head, {"college", "categorie", "club", "section", "association", "commune", "type"}) && in_members_chapter(document, table))  // « Collège | Nombre | Voix » under « Les adhérents »
    for (std::size_t c = 1; c < table.columns && column == 0; ++c)
      if (contains_any(fold(0, c), {"nombre", "nb", "effectif", "total"})) column = c;
  if (column == 0 && head.empty() && in_members_chapter(document, table) && members_over(document, table))  // years over the columns of a chapter about members: the last
    for (std::size_t c = 1; c < table.columns; ++c) {
      const std::string_view year = fold(0, c);
      if (year.size() != 4 || (year.substr(0, 2) != "20" && year.substr(0, 2) != "19")) { column = 0; break; }
      if (column == 0 || year > fold(0, column)) column = c;
    }
  const bool by_row = column == 0;
  if (by_row) column = 1;
  static const Regex period("^(?:saison|annee|exercice|au|en|fin)? ?(?:\\d{1,2}[./ ]\\d{1,2}[./ ])?(?:19|20)\\d\\d(?: ?[/-] ?\\d{2,4})?$");
  std::vector<MembershipEntry> found;
  for (std::size_t r = by_row ? 0 : 1; r < table.rows.size(); ++r) {
    const std::string_view name = fold(r, 0);
    if (name.size() < 3 || name.size() > 60 || contains_any(name, {"total", "ensemble"})) continue;
    if (period.found(name)) return {};  // year by year: the same members
    if (by_row && (!member_head(name) || contains_any(name, {"a jour"}))) continue;
    std::string number(fold(r, column));
    number.erase(std::remove(number.begin(), number.end(), '*'), number.end());
    if (number.size() > 4 && (number[number.size() - 4] == '.' || number[number.size() - 4] == '\'')) number.erase(number.size() - 4, 1);  // « 1.262 »
    if (number.empty() || number.size() > 7 || number.find_first_not_of("0123456789 ") != std::string::npos) {
      if (by_row) continue;
      return {};
    }
    const auto count = extract::parse_count(number);
    if (!count) continue;
    MembershipEntry entry;
    entry.count = *count;
    entry.count_where = table.rows[r][column].range;
    entry.category = trim_range(document.text.reading, table.rows[r][0].range, ".,;:*");
    if (const std::size_t open = entry.category.of(document.text.reading).find(" ("); by_row && open != std::string_view::npos && open > 3) entry.category.end = entry.category.begin + open;
    entry.rule = "memberships.table@1";
    entry.confidence = 0.85;
    found.push_back(std::move(entry));
  }
  if (found.size() < 2) return {};
  return found;
}

}  // namespace minutier::extractors
