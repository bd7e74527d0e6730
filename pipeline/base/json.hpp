#pragma once
// Json: a plain value tree for records, worker messages and settings. Objects keep the order keys were set in, so the
// same facts always print the same bytes. Parsing and printing are RapidJSON's. Not thread-safe while modified.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace minutier {

class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json() = default;
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(int value) : value_(static_cast<std::int64_t>(value)) {}
  Json(std::int64_t value) : value_(value) {}
  Json(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
  Json(double value) : value_(value) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  Json(Object value) : value_(std::move(value)) {}

  static Json array() { return Json(Array{}); }
  static Json object() { return Json(Object{}); }
  // Throws Error{damaged} naming the byte offset of the first mistake.
  // `without` names a member of the outermost object that is not wanted, and costs little then.
  static Json parse(std::string_view text, std::string_view without = {});

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
  bool is_bool() const { return std::holds_alternative<bool>(value_); }
  bool is_int() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_number() const { return is_int() || std::holds_alternative<double>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }

  // The value as a type, or the fallback where it is of another type.
  bool as_bool(bool fallback = false) const;
  std::int64_t as_int(std::int64_t fallback = 0) const;
  double as_double(double fallback = 0) const;
  const std::string& as_string() const;  // "" where it is no string

  // Arrays: empty where it is none. items() of a non-const Json turns null into an array.
  const Array& items() const;
  Array& items();
  void push(Json value) { items().push_back(std::move(value)); }

  // Objects: find is null where the key is absent; operator[] gives the null value then; set replaces or appends.
  const Object& members() const;
  const Json* find(std::string_view key) const;
  Json* find(std::string_view key);
  const Json& operator[](std::string_view key) const;
  Json& set(std::string_view key, Json value);
  bool erase(std::string_view key);
  // "meeting/date", "resolutions/2/title": null where any step is missing.
  const Json* at(std::string_view path) const;

  // Compact when indent is 0. Numbers are printed without locale.
  std::string dump(int indent = 0) const;

  friend bool operator==(const Json&, const Json&) = default;

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> value_ = nullptr;
};

}  // namespace minutier
