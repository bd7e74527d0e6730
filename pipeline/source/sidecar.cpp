#include "pipeline/source/sidecar.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "pipeline/base/error.hpp"
#include "pipeline/base/nfc.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/source/table_cells.hpp"
#include "pipeline/source/table_file.hpp"

namespace minutier::source {
namespace {

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
      const auto date = date_cell(text);
      if (!date) {
        problem(row.number, "'" + text + "' in column " + field + " is no date; write 2045-01-31, 31/01/2045 or 2045");
        return false;
      }
      text = *date;
    }
    if (field == "dates" && digits(text) && text.size() == 5) text = date_cell(text).value_or(text);
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
