#pragma once
// Validates JSON against a schema of schemas/ with RapidJSON (draft-04).

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "pipeline/base/json.hpp"
#include "pipeline/base/rapidjson.hpp"

#include <rapidjson/schema.h>

namespace minutier::test {

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Schema {
 public:
  explicit Schema(const char* name) : schema_(parsed(bytes_of(std::filesystem::path(MINUTIER_SOURCE_DIR) / "schemas" / name))) {}

  // "" where the instance is valid; else the place in it and the keyword it offends: "/meeting/date/value pattern".
  std::string offence(const std::string& json) const {
    rapidjson::Document instance;
    instance.Parse(json.data(), json.size());
    if (instance.HasParseError()) return "not JSON";
    rapidjson::SchemaValidator validator(schema_);
    if (instance.Accept(validator)) return "";
    rapidjson::StringBuffer where;
    validator.GetInvalidDocumentPointer().Stringify(where);
    return std::string(where.GetString()) + " " + validator.GetInvalidSchemaKeyword();
  }
  std::string offence(const Json& json) const { return offence(json.dump()); }

 private:
  static rapidjson::Document parsed(const std::string& text) {
    rapidjson::Document document;
    document.Parse(text.data(), text.size());
    if (document.HasParseError()) throw std::runtime_error("the schema is not JSON");
    return document;
  }
  rapidjson::SchemaDocument schema_;
};

}  // namespace minutier::test
