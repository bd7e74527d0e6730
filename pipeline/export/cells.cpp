#include "pipeline/export/cells.hpp"

#include <cctype>

namespace minutier::exports {

const Json& value_of(const Json& fact_or_value) {
  const Json* value = fact_or_value.is_object() ? fact_or_value.find("value") : nullptr;
  return value ? *value : fact_or_value;
}

Json cell_of(archive::Sheet::Type type, const Json& fact_or_value) {
  const Json& value = value_of(fact_or_value);
  if (value.is_array()) {
    std::string joined;
    for (const Json& item : value.items()) {
      const std::string text = plain_text(cell_of(archive::Sheet::Type::text, item));
      if (!text.empty()) joined += (joined.empty() ? "" : "; ") + text;
    }
    return joined.empty() ? Json() : Json(std::move(joined));
  }
  if (value.is_object()) {
    const Json& amount = value["amount"];
    const std::string& currency = value["currency"].as_string();
    if (type == archive::Sheet::Type::money || currency.empty()) return amount;
    return amount.as_string() + " " + currency;
  }
  return value;
}

std::string plain_text(const Json& cell) {
  if (cell.is_null()) return "";
  return cell.is_string() ? cell.as_string() : cell.dump();
}

bool is_decimal(std::string_view text) {
  if (!text.empty() && text[0] == '-') text.remove_prefix(1);
  bool digit = false, point = false;
  for (const char c : text) {
    if (c == '.' && digit && !point) point = true;
    else if (std::isdigit(static_cast<unsigned char>(c))) digit = true;
    else return false;
  }
  return digit && text.back() != '.';
}

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text[0]) != std::string_view::npos;
}

}  // namespace minutier::exports
