#pragma once
// Records for tests, written with plain values as in gold records: every leaf becomes a stated fact, except those that are plain
// in a record, and "12.50 EUR" becomes money.

#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "pipeline/base/json.hpp"

namespace minutier::test {

inline bool is_plain_leaf(std::string_view key, std::string_view owner) {
  constexpr std::array<std::string_view, 16> plain{"family", "given", "result_source", "unit", "option", "side", "level", "type", "id", "slug", "sitting_id", "record_version", "source_name", "pages", "media_type", "verdict"};
  if (key == "status" && owner == "lists") return true;
  if (key == "kind" && owner == "interventions") return true;
  for (const auto word : plain)
    if (word == key) return !(key == "unit" && owner == "rates");
  return false;
}

inline Json fact_of(const Json& plain, std::string_view evidence) {
  Json value = plain;
  const std::string& text = plain.as_string();
  const std::size_t cut = text.rfind(' ');
  if (cut != std::string::npos && cut + 4 == text.size() && cut > 2 && text[cut - 3] == '.' && std::isdigit(static_cast<unsigned char>(text[cut - 1])) && std::isupper(static_cast<unsigned char>(text[cut + 1])))
    value = Json(Json::Object{{"amount", text.substr(0, cut)}, {"currency", text.substr(cut + 1)}});
  Json fact = Json::object();
  fact.set("value", std::move(value));
  fact.set("raw", text.empty() ? plain.dump() : text);
  fact.set("status", "stated");
  fact.set("confidence", 0.9);
  fact.set("rule", "test@1");
  fact.set("evidence", Json::Array{Json(evidence)});
  return fact;
}

inline Json facts(const Json& plain, std::string_view key = "", std::string_view owner = "") {
  if (plain.is_array()) {
    Json out = Json::array();
    for (const Json& item : plain.items()) out.push(facts(item, key, owner));
    return out;
  }
  if (plain.is_object()) {
    if (plain.find("status") && plain.find("value")) return plain;  // written out as a fact
    Json out = Json::object();
    for (const auto& [name, value] : plain.members())
      if (name[0] != '_' && name != "optional") out.set(name, facts(value, name, key));
    return out;
  }
  return is_plain_leaf(key, owner) ? plain : fact_of(plain, "e1");
}

inline Json facts(const char* plain) { return facts(Json::parse(plain)); }

}  // namespace minutier::test
