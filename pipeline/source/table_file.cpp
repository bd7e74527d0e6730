#include "pipeline/source/table_file.hpp"

#include <algorithm>
#include <map>

#include "pipeline/base/error.hpp"
#include "pipeline/source/container.hpp"
#include "pipeline/source/encoding.hpp"
#include "pipeline/source/files.hpp"
#include "pipeline/source/markup.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/source/xml.hpp"

namespace minutier::source {
namespace {

constexpr std::size_t kMostColumns = 500;
constexpr std::size_t kMostRows = 1'000'000;

bool blank(const TableRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return cell.empty(); });
}

// The separator most regular in the first lines; quoted text does not count.
char separator_of(std::string_view text) {
  std::map<char, int> first, total;
  bool quoted = false;
  int lines = 0;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' && ++lines >= 20) break;
    if (c != ',' && c != ';' && c != '\t') continue;
    if (lines == 0) ++first[c];
    ++total[c];
  }
  char best = ',';
  for (const char c : {';', '\t'})
    if (first[c] > first[best] || (first[c] == first[best] && total[c] > total[best])) best = c;
  return best;
}

std::string trimmed(const std::string& cell) { return squeezed(cell, false); }

// "BC12" -> 54; the column from 0, -1 for none.
int column_of(const char* reference) {
  int column = 0;
  for (; *reference >= 'A' && *reference <= 'Z' && column < 100'000; ++reference) column = column * 26 + (*reference - 'A' + 1);
  return column - 1;
}

// The text of a shared or inline string: its runs, without phonetic help.
std::string string_of(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& child : node.children()) {
    if (xml::is(child, "t")) out += child.text().get();
    if (xml::is(child, "r")) out += xml::child(child, "t").text().get();
  }
  return out;
}

struct Book {
  std::vector<std::string> strings;
  std::string sheet;  // the bytes of the first sheet
};

Book book_of(const std::filesystem::path& path) {
  const auto parts = Container(path, {std::uint64_t{256} << 20, std::uint64_t{64} << 20}).read([](const std::string& name) {
    return name == "xl/workbook.xml" || name == "xl/_rels/workbook.xml.rels" || name == "xl/sharedStrings.xml" || name.compare(0, 14, "xl/worksheets/") == 0;
  });
  Book book;
  const auto strings = parts.find("xl/sharedStrings.xml");
  if (strings != parts.end()) {
    pugi::xml_document document;
    xml::parse(document, strings->second, strings->first);
    for (const pugi::xml_node& item : document.document_element().children())
      if (xml::is(item, "si")) book.strings.push_back(string_of(item));
  }
  std::string target;
  const auto workbook = parts.find("xl/workbook.xml"), relations = parts.find("xl/_rels/workbook.xml.rels");
  if (workbook != parts.end() && relations != parts.end()) {
    pugi::xml_document document, links;
    xml::parse(document, workbook->second, workbook->first);
    xml::parse(links, relations->second, relations->first);
    // r:id, not sheetId: the prefix is the writer's choice, so take the attribute that has one.
    std::string own;
    const pugi::xml_node sheet_node = xml::child(xml::child(document.document_element(), "sheets"), "sheet");
    for (pugi::xml_attribute item = sheet_node.first_attribute(); item; item = item.next_attribute())
      if (xml::local(item.name()) == "id") own = item.value();
    for (const pugi::xml_node& link : links.document_element().children())
      if (own == xml::attribute(link, "Id")) target = xml::attribute(link, "Target");
    if (!target.empty()) target = target[0] == '/' ? target.substr(1) : "xl/" + target;
  }
  auto sheet = parts.find(target);
  if (sheet == parts.end()) sheet = parts.find("xl/worksheets/sheet1.xml");
  if (sheet == parts.end()) throw Error(ErrorCode::bad_metadata, "source", path.string(), 0, "the workbook has no sheet");
  book.sheet = sheet->second;
  return book;
}

std::string cell_text(const pugi::xml_node& cell, const Book& book) {
  const std::string type = xml::attribute(cell, "t");
  if (type == "inlineStr") return string_of(xml::child(cell, "is"));
  const std::string value = xml::child(cell, "v").text().get();
  if (type != "s") return value;
  const int index = xml::child(cell, "v").text().as_int(-1);
  return index >= 0 && index < static_cast<int>(book.strings.size()) ? book.strings[static_cast<std::size_t>(index)] : "";
}

}  // namespace

TableRows read_csv(std::string_view bytes) {
  const std::string text = clean_text(to_utf8(bytes));
  std::size_t at = 0;
  char separator = separator_of(text);
  if (text.compare(0, 4, "sep=") == 0 && text.size() > 5 && text[5] == '\n') separator = text[4], at = 6;  // Excel's own hint
  TableRows rows;
  int line = at > 0 ? 2 : 1;
  while (at < text.size() && rows.size() < kMostRows) {
    TableRow row{line, {}};
    std::string cell;
    bool end = false;
    while (!end) {
      if (at < text.size() && text[at] == '"' && cell.empty()) {
        for (++at; at < text.size(); ++at) {
          if (text[at] == '"' && at + 1 < text.size() && text[at + 1] == '"') {
            cell += text[at++];
          } else if (text[at] == '"') {
            ++at;
            break;
          } else {
            line += text[at] == '\n';
            cell += text[at];
          }
        }
      } else if (at >= text.size() || text[at] == '\n' || text[at] == separator) {
        end = at >= text.size() || text[at] == '\n';
        line += at < text.size() && text[at] == '\n';
        if (row.cells.size() < kMostColumns) row.cells.push_back(trimmed(cell));
        cell.clear();
        ++at;
      } else {
        cell += text[at++];
      }
    }
    if (!blank(row)) rows.push_back(std::move(row));
  }
  return rows;
}

TableRows read_xlsx(const std::filesystem::path& path) {
  const Book book = book_of(path);
  pugi::xml_document document;
  xml::parse(document, book.sheet, "sheet");
  TableRows rows;
  int number = 0;
  for (const pugi::xml_node& line : xml::child(document.document_element(), "sheetData").children()) {
    if (!xml::is(line, "row") || rows.size() >= kMostRows) continue;
    number = xml::number(line, "r", number + 1);
    TableRow row{number, {}};
    for (const pugi::xml_node& cell : line.children()) {
      if (!xml::is(cell, "c")) continue;
      const int column = column_of(xml::attribute(cell, "r"));
      const std::size_t place = column >= 0 ? static_cast<std::size_t>(column) : row.cells.size();
      if (place >= kMostColumns) continue;
      if (row.cells.size() <= place) row.cells.resize(place + 1);
      row.cells[place] = trimmed(cell_text(cell, book));
    }
    if (!blank(row)) rows.push_back(std::move(row));
  }
  return rows;
}

TableRows read_table(const std::filesystem::path& path) {
  const std::string head = read_head(path, kHead);
  if (head.empty()) throw Error(ErrorCode::bad_metadata, "source", path.string(), 0, "an empty table; the first row names the columns");
  const std::string_view type = media_type_of_head(head);
  if (type == media::plain) return read_csv(read_file(path, std::uint64_t{256} << 20));
  if (type != media::zip || media_type_of_zip(path) != media::xlsx)
    throw Error(ErrorCode::bad_metadata, "source", path.string(), 0, "neither CSV nor XLSX; save the table as one of them");
  try {
    return read_xlsx(path);
  } catch (const Error& error) {
    throw Error(ErrorCode::bad_metadata, "source", path.string(), 0, error.detail);
  }
}

}  // namespace minutier::source
