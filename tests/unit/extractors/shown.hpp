#pragma once
// Records of short texts written on one line, so that a test reads as what is expected.

#include <string>

#include "tests/support/extract.hpp"

namespace minutier::test {

inline std::string text_of(const Json& node) {
  const Json& value = node.is_object() && node.find("value") ? node["value"] : node;
  if (value.is_object()) return value["amount"].as_string() + (value["currency"].as_string() == "EUR" ? "" : " " + value["currency"].as_string());
  if (value.is_string()) return value.as_string();
  return value.is_null() ? std::string() : std::to_string(value.as_int());
}

inline std::string leaf(const Json& object, const std::string& key) {
  const Json* node = object.find(key);
  if (!node) return "";
  if (!node->is_array()) return text_of(*node);
  std::string out;
  for (const Json& item : node->items()) out += (out.empty() ? "" : "+") + text_of(item);
  return out;
}

// "a=1 b=2 | a=3 …" for a list of the record, its entries in order, of the keys that are there.
inline std::string rows(const Json& record, const std::string& list, const std::vector<std::string>& keys) {
  const Json* found = record.find(list);
  std::string out;
  if (!found) return out;
  for (const Json& entry : found->items()) {
    std::string row;
    for (const std::string& key : keys)
      if (const std::string value = leaf(entry, key); !value.empty()) row += (row.empty() ? "" : ", ") + value;
    out += (out.empty() ? "" : " | ") + row;
  }
  return out;
}

// "realise 2018 [c loyer 1800.00; p dons 386.50] C=.. P=.. R=.." for each budget.
inline std::string budgets(const std::string& text) {
  const Json record = record_of(text);
  const Json* list = record.find("budgets");
  std::string out;
  if (!list) return out;
  for (const Json& b : list->items()) {
    out += (out.empty() ? "" : " | ") + leaf(b, "kind") + " " + leaf(b, "year");
    if (const std::string section = leaf(b, "section"); !section.empty()) out += " " + section;
    if (const Json* lines = b.find("lines")) {
      out += " [";
      std::string joined;
      for (const Json& line : lines->items()) {
        const std::string account = leaf(line, "account");
        joined += (joined.empty() ? "" : "; ") + leaf(line, "side").substr(0, 1) + " " + (account.empty() ? "" : account + " ") + leaf(line, "label") + " " + leaf(line, "amount");
      }
      out += joined + "]";
    }
    if (const Json* totals = b.find("totals"))
      for (const auto& [key, sign] : {std::pair<const char*, const char*>{"charges", " C="}, {"produits", " P="}, {"result", " R="}})
        if (const std::string value = leaf(*totals, key); !value.empty() && (*totals)[key]["status"].as_string() == "stated") out += sign + value;
  }
  return out;
}

// The people of an assembly: "Anne Petit=present; Luc Grand=represented>Anne Petit"
inline std::string people(const std::string& text) {
  const Json record = record_of("PROCÈS-VERBAL DE L'ASSEMBLÉE GÉNÉRALE DU 12 MAI 2023\n\n" + text + "\n\nLa séance est levée à 20h.\n");
  std::string out;
  const Json* list = record.at("attendance/people");
  if (!list) return "-";
  for (const Json& person : list->items()) {
    if (!out.empty()) out += "; ";
    out += person["name"]["value"].as_string() + "=" + person["status"]["value"].as_string();
    if (person["proxy_to"].is_object()) out += ">" + person["proxy_to"]["value"].as_string();
    if (person["role"].is_object()) out += "|" + person["role"]["value"].as_string();
    if (person["organisation"].is_object()) out += "@" + person["organisation"]["value"].as_string();
    if (person["arrives"].is_object()) out += "+" + person["arrives"]["value"].as_string();
    if (person["leaves"].is_object()) out += "-" + person["leaves"]["value"].as_string();
  }
  return out;
}

}  // namespace minutier::test
