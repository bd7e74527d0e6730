#include "pipeline/export/xlsx.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <charconv>
#include <cstdio>

#include "pipeline/base/error.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/export/cells.hpp"

namespace minutier::exports {
namespace {

using Type = archive::Sheet::Type;
constexpr std::size_t cell_limit = 32767;  // characters Excel allows in a cell
constexpr lxw_row_t row_limit = 1048575;   // rows below the header Excel allows in a sheet

// XML 1.0 cannot hold most control characters, nor Excel more than its limit (counted in UTF-16 units).
std::string cell_text(const std::string& text) {
  std::string out;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0xFFFE || c == 0xFFFF) continue;
    units += c > 0xFFFF ? 2 : 1;
    if (units > cell_limit) break;
    utf8::append(out, c);
  }
  return out;
}

// "2019-04-13" as Excel counts days. Excel knows no date before 1900 and no partial ones: those stay text.
bool as_date(const std::string& text, lxw_datetime& date) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int year = 0, month = 0, day = 0;
  const char* s = text.data();
  if (std::from_chars(s, s + 4, year).ptr != s + 4 || std::from_chars(s + 5, s + 7, month).ptr != s + 7 ||
      std::from_chars(s + 8, s + 10, day).ptr != s + 10)
    return false;
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  date = {year, month, day, 0, 0, 0};
  return true;
}

double width_of(Type type) {
  switch (type) {
    case Type::date: return 12;
    case Type::boolean: return 9;
    case Type::integer: return 11;
    case Type::number:
    case Type::money: return 14;
    case Type::text: break;
  }
  return 26;
}

}  // namespace

struct Workbook::Impl {
  struct Page {
    lxw_worksheet* sheet;
    std::vector<archive::Sheet::Column> columns;
    lxw_row_t rows = 0;
  };
  std::filesystem::path file, unfinished;
  lxw_workbook* book = nullptr;
  lxw_format *head = nullptr, *date = nullptr, *money = nullptr;
  std::vector<Page> pages;

  void cell(Page& page, lxw_col_t column, const Json& value) {
    const Type type = page.columns[column].type;
    lxw_worksheet* sheet = page.sheet;
    if (value.is_null()) return;
    if (value.is_bool()) {
      worksheet_write_boolean(sheet, page.rows, column, value.as_bool(), nullptr);
    } else if (value.is_number()) {
      worksheet_write_number(sheet, page.rows, column, value.as_double(), type == Type::money ? money : nullptr);
    } else {
      const std::string text = plain_text(value);
      lxw_datetime day;
      if (type == Type::date && as_date(text, day)) {
        worksheet_write_datetime(sheet, page.rows, column, &day, date);
      } else if (type != Type::text && type != Type::date && is_decimal(text)) {
        double number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        worksheet_write_number(sheet, page.rows, column, number, type == Type::money ? money : nullptr);
      } else {
        worksheet_write_string(sheet, page.rows, column, cell_text(text).c_str(), nullptr);
      }
    }
  }
};

Workbook::Workbook(const std::filesystem::path& file) : impl_(std::make_unique<Impl>()) {
  impl_->file = file;
  impl_->unfinished = file;
  impl_->unfinished += ".part" + std::to_string(::getpid());
  std::FILE* probe = std::fopen(impl_->unfinished.c_str(), "wb");
  if (!probe) throw Error(ErrorCode::unreadable, "export", file.string(), 0, "cannot be written there");
  std::fclose(probe);
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  impl_->book = workbook_new_opt(impl_->unfinished.c_str(), &options);
  if (!impl_->book) throw Error(ErrorCode::out_of_memory, "export", file.string(), 0, "no workbook");
  impl_->head = workbook_add_format(impl_->book);
  format_set_bold(impl_->head);
  impl_->date = workbook_add_format(impl_->book);
  format_set_num_format(impl_->date, "yyyy-mm-dd");
  impl_->money = workbook_add_format(impl_->book);
  format_set_num_format(impl_->money, "#,##0.00");
}

Workbook::~Workbook() {
  if (!impl_->book) return;
  lxw_workbook_free(impl_->book);
  std::error_code ignored;
  std::filesystem::remove(impl_->unfinished, ignored);
}

std::size_t Workbook::add_sheet(const std::string& name, const std::vector<archive::Sheet::Column>& columns,
                                const std::vector<std::string>& headings) {
  lxw_worksheet* sheet = workbook_add_worksheet(impl_->book, name.c_str());
  if (!sheet) throw Error(ErrorCode::internal, "no worksheet of this name: " + name);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto at = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, at, at, width_of(columns[i].type), nullptr);
    const std::string& text = i < headings.size() ? headings[i] : columns[i].name;
    worksheet_write_string(sheet, 0, at, text.c_str(), impl_->head);
  }
  worksheet_freeze_panes(sheet, 1, 0);
  impl_->pages.push_back({sheet, columns, 0});
  return impl_->pages.size() - 1;
}

void Workbook::row(std::size_t number, const std::vector<Json>& cells) {
  Impl::Page& page = impl_->pages.at(number);
  if (page.rows >= row_limit)
    throw Error(ErrorCode::too_large, "export", impl_->file.string(), 0, "more rows than a sheet can hold; export csv instead");
  ++page.rows;
  for (std::size_t i = 0; i < cells.size() && i < page.columns.size(); ++i) impl_->cell(page, static_cast<lxw_col_t>(i), cells[i]);
}

void Workbook::close() {
  for (const Impl::Page& page : impl_->pages)
    if (page.rows > 0 && !page.columns.empty())
      worksheet_autofilter(page.sheet, 0, 0, page.rows, static_cast<lxw_col_t>(page.columns.size() - 1));
  lxw_workbook* book = impl_->book;
  impl_->book = nullptr;  // workbook_close frees it whatever happens
  std::error_code failed;
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR) {
    std::filesystem::remove(impl_->unfinished, failed);
    throw Error(ErrorCode::disk_full, "export", impl_->file.string(), 0, lxw_strerror(error));
  }
  std::filesystem::rename(impl_->unfinished, impl_->file, failed);
  if (failed) throw Error(ErrorCode::unreadable, "export", impl_->file.string(), 0, failed.message());
}

void write_xlsx(const std::filesystem::path& file, const std::string& name, const archive::Sheet& sheet,
                const std::vector<std::string>& headings) {
  Workbook book(file);
  const std::size_t number = book.add_sheet(name, sheet.columns, headings);
  for (const auto& row : sheet.rows) book.row(number, row);
  book.close();
}

}  // namespace minutier::exports
