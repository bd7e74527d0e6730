#include "pipeline/source/sidecar.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "pipeline/base/error.hpp"
#include "pipeline/base/nfc.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/source/table_file.hpp"

namespace minutier::source {
namespace {

std::string case_folded(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text), sink, nullptr, status);
  return U_SUCCESS(status) ? out : text;
}

// A header as letters and digits without accents: "Communicable à partir du" -> "communicable a partir du".
std::string plain_header(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string apart;
  icu::StringByteSink<std::string> sink(&apart);
  icu::Normalizer2::getNFDInstance(status)->normalizeUTF8(0, icu::StringPiece(text), sink, nullptr, status);
  std::string out;
  for (const char c : case_folded(U_SUCCESS(status) ? apart : text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) continue;  // combining marks
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

struct Column {
  const char* field;
  std::vector<const char*> names;
};

const std::vector<Column>& columns() {
  static const std::vector<Column> known = {
      {"path", {"path", "pattern", "chemin", "motif", "fichier", "fichiers", "file", "filename", "file name", "nom de fichier", "nom du fichier", "nom fichier", "dossier"}},
      {"cote", {"cote", "cote d archives", "reference", "ref", "shelfmark", "call number", "unitid", "identifiant", "cotes"}},
      {"fonds", {"fonds", "collection", "nom du fonds"}},
      {"producer", {"producer", "producteur", "service producteur", "producteur du fonds", "creator", "origination"}},
      {"organisation", {"organisation", "organization", "organisme", "association", "commune", "collectivite", "entite", "structure"}},
      {"body", {"body", "instance", "organe", "assemblee", "instance deliberante", "type de reunion"}},
      {"dates", {"dates", "date", "dates extremes", "date de la seance", "date de seance", "unitdate"}},
      {"rights", {"rights", "droits", "droit", "licence", "license", "conditions d utilisation", "droits d utilisation", "droits de reutilisation"}},
      {"url", {"url", "lien", "link", "permalien", "permalink", "ark", "uri", "adresse"}},
      {"communicable_from", {"communicable from", "communicable", "communicable le", "communicable a partir du", "communicable a partir de", "date de communicabilite", "communicabilite"}},
      {"publishable_from", {"publishable from", "publiable", "publiable le", "publiable a partir du", "publiable a partir de", "date de publication possible", "diffusable a partir du"}},
  };
  return known;
}

std::string field_of(const std::string& header) {
  const std::string plain = plain_header(header);
  for (const Column& column : columns())
    for (const char* name : column.names)
      if (plain == name) return column.field;
  return "";
}

bool digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

int days_in(int year, int month) {
  static constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::optional<std::string> iso(int year, int month, int day) {
  if (year < 1000 || year > 2999 || month < 1 || month > 12 || day < 1 || day > days_in(year, month)) return std::nullopt;
  return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

// A day counted by a spreadsheet from 30 December 1899.
std::optional<std::string> from_serial(int serial) {
  int year = 1899, month = 12, day = 30;
  for (int left = serial; left > 0; --left)
    if (++day > days_in(year, month)) day = 1, month = month % 12 + 1, year += month == 1;
  return iso(year, month, day);
}

// YYYY, YYYY-MM, YYYY-MM-DD, DD/MM/YYYY or a spreadsheet's day number.
std::optional<std::string> date_of(const std::string& text) {
  std::vector<int> numbers;
  std::string mark;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    if (end == at || end - at > 5) return std::nullopt;
    numbers.push_back(std::stoi(text.substr(at, end - at)));
    if (end < text.size()) {
      mark += text[end];
      if (text[end] == 'T' || text[end] == ' ') break;  // a time follows
    }
    at = end + 1;
  }
  if (!mark.empty() && (mark.back() == 'T' || mark.back() == ' ')) mark.pop_back();
  if (numbers.size() == 1 && numbers[0] >= 1000 && numbers[0] <= 2999) return std::to_string(numbers[0]);
  if (numbers.size() == 1 && numbers[0] >= 10'000) return from_serial(numbers[0]);
  if (numbers.size() == 2 && mark == "-" && iso(numbers[0], numbers[1], 1)) return std::to_string(numbers[0]) + "-" + two(numbers[1]);
  if (numbers.size() == 3 && mark == "--") return iso(numbers[0], numbers[1], numbers[2]);
  if (numbers.size() == 3 && (mark == "//" || mark == "..")) return iso(numbers[2], numbers[1], numbers[0]);
  return std::nullopt;
}

// A path with '/' between folders, without "./" before or '/' at the ends.
std::string even_path(std::string path) {
  std::replace(path.begin(), path.end(), '\\', '/');
  path = nfc(std::move(path));
  while (path.compare(0, 2, "./") == 0) path.erase(0, 2);
  const std::size_t first = path.find_first_not_of('/');
  if (first == std::string::npos) return "";
  path.erase(0, first);
  while (!path.empty() && path.back() == '/') path.pop_back();
  return path;
}

bool is_glob(const std::string& path) { return path.find_first_of("*?[") != std::string::npos; }

// How well a row's path fits a file's: 0 not at all; whole path > file name > pattern or folder, longer ones first.
int fit(const std::string& row, const std::string& path) {
  if (row.empty()) return 0;
  const int length = static_cast<int>(std::min<std::size_t>(row.size(), 9000));
  const auto ends_at_folder = [&](std::size_t at) { return at == 0 || path[at - 1] == '/'; };
  if (path.size() >= row.size() && path.compare(path.size() - row.size(), row.size(), row) == 0 && ends_at_folder(path.size() - row.size()))
    return (row.find('/') != std::string::npos ? 30'000 : 20'000) + length;
  if (is_glob(row)) {
    for (std::size_t at = 0; at != std::string::npos;) {
      if (glob_matches(row, std::string_view(path).substr(at))) return 10'000 + length;
      const std::size_t slash = path.find('/', at);
      at = slash == std::string::npos ? slash : slash + 1;
    }
    return 0;
  }
  for (std::size_t at = path.find(row + "/"); at != std::string::npos; at = path.find(row + "/", at + 1))
    if (ends_at_folder(at)) return 1 + length;  // a folder above the file
  return 0;
}

}  // namespace

struct SidecarBuilder {
  Sidecar out;

  static bool plausible_url(const std::string& url) {
    return url.compare(0, 7, "http://") == 0 || url.compare(0, 8, "https://") == 0 || url.compare(0, 4, "ark:") == 0 || url.compare(0, 4, "doi:") == 0;
  }

  void problem(int row, std::string reason) { out.problems_.push_back({row, std::move(reason)}); }

  // False where the value is refused.
  bool value(const std::string& field, std::string text, SidecarRow& row) {
    if (field == "communicable_from" || field == "publishable_from") {
      const auto date = date_of(text);
      if (!date) {
        problem(row.number, "'" + text + "' in column " + field + " is no date; write 2045-01-31, 31/01/2045 or 2045");
        return false;
      }
      text = *date;
    }
    if (field == "dates" && digits(text) && text.size() == 5) text = from_serial(std::stoi(text)).value_or(text);
    if (field == "url" && !plausible_url(text)) {
      problem(row.number, "'" + text + "' is no address; begin with https:// or ark:");
      return false;
    }
    row.values.emplace_back(field, std::move(text));
    return true;
  }

  void add(const TableRow& cells, const std::vector<std::string>& fields, std::set<std::string>& seen) {
    SidecarRow row;
    row.number = cells.number;
    for (std::size_t c = fields.size(); c < cells.cells.size(); ++c)
      if (!cells.cells[c].empty()) return problem(row.number, "more cells than the header has columns; a text with the separator in it needs quotes");
    bool good = true;
    for (std::size_t c = 0; c < fields.size() && c < cells.cells.size(); ++c) {
      const std::string& text = cells.cells[c];
      if (text.empty() || fields[c].empty()) continue;
      if (text.find("\xEF\xBF\xBD") != std::string::npos) {
        problem(row.number, "unreadable characters in column " + fields[c] + "; save the table as UTF-8");
        good = false;
      } else if (fields[c] == "path") {
        row.path = even_path(text);
      } else {
        good = value(fields[c], text, row) && good;
      }
    }
    if (!good) return;
    if (row.path.empty()) return problem(row.number, "no path");
    if (row.values.empty()) return problem(row.number, "nothing but a path");
    if (!seen.insert(row.path).second) return problem(row.number, "the path '" + row.path + "' stands in a row above already");
    out.rows_.push_back(std::move(row));
    out.used_.push_back(false);
  }

  Sidecar build(const TableRows& table, const std::string& document) {
    if (table.empty()) throw Error(ErrorCode::bad_metadata, "source", document, 0, "an empty table; the first row names the columns");
    std::vector<std::string> fields;
    for (const std::string& header : table.front().cells) {
      std::string field = field_of(header);
      if (!field.empty() && std::find(fields.begin(), fields.end(), field) != fields.end()) field.clear();
      if (field.empty() && !header.empty()) out.ignored_columns_.push_back(header);
      fields.push_back(std::move(field));
    }
    if (std::find(fields.begin(), fields.end(), "path") == fields.end())
      throw Error(ErrorCode::bad_metadata, "source", document, 0, "no column named path (or chemin, fichier, motif); the first row names the columns");
    std::set<std::string> seen;
    for (std::size_t r = 1; r < table.size(); ++r) add(table[r], fields, seen);
    return std::move(out);
  }
};

const SidecarRow* Sidecar::match(const std::filesystem::path& path) {
  const std::string exact = even_path(path.string());
  int best = 0;
  std::size_t found = 0;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    const int own = fit(rows_[r].path, exact);
    if (own > best) best = own, found = r;
  }
  if (best == 0) {
    const std::string folded = case_folded(exact);
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const int own = fit(case_folded(rows_[r].path), folded);
      if (own > best) best = own, found = r;
    }
  }
  if (best == 0) return nullptr;
  used_[found] = true;
  return &rows_[found];
}

const SidecarRow* Sidecar::match(const std::vector<std::filesystem::path>& parts, const std::string& name) {
  for (const std::filesystem::path& part : parts)
    if (const SidecarRow* row = match(part)) return row;
  return parts.size() > 1 ? match(std::filesystem::path(name)) : nullptr;
}

std::vector<const SidecarRow*> Sidecar::unmatched_rows() const {
  std::vector<const SidecarRow*> out;
  for (std::size_t r = 0; r < rows_.size(); ++r)
    if (!used_[r]) out.push_back(&rows_[r]);
  return out;
}

Sidecar load_sidecar(const std::filesystem::path& path) { return SidecarBuilder().build(read_table(path), path.string()); }

Sidecar sidecar_from_csv(std::string_view bytes) { return SidecarBuilder().build(read_csv(bytes), ""); }

}  // namespace minutier::source
