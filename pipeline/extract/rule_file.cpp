#include "pipeline/extract/rule_file.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "pipeline/base/error.hpp"
#include "pipeline/base/hash.hpp"
#include "pipeline/base/json.hpp"
#include "pipeline/extract/rule_pattern.hpp"

namespace minutier::extract {
namespace {

[[noreturn]] void bad(const std::string& file, const std::string& rule, const std::string& reason) {
  throw Error(ErrorCode::bad_rules, "extract", file, 0, rule.empty() ? reason : "rule " + rule + ": " + reason);
}

unsigned kinds_of(const Json& list, const std::string& file, const std::string& id) {
  if (list.is_null()) return kind_bit(BlockKind::heading) | kind_bit(BlockKind::paragraph) | kind_bit(BlockKind::item) | kind_bit(BlockKind::table);
  unsigned kinds = 0;
  for (const Json& kind : list.items()) {
    if (kind.as_string() == "heading") kinds |= kind_bit(BlockKind::heading);
    else if (kind.as_string() == "paragraph") kinds |= kind_bit(BlockKind::paragraph);
    else if (kind.as_string() == "item") kinds |= kind_bit(BlockKind::item);
    else if (kind.as_string() == "table") kinds |= kind_bit(BlockKind::table);
    else bad(file, id, "\"in\" knows heading, paragraph, item and table, not \"" + kind.as_string() + "\"");
  }
  return kinds;
}

Regex pattern_of(const std::string& source, const std::map<std::string, std::string>& named, const std::string& file, const std::string& id, Regex::Look look, bool check) {
  try {
    Regex pattern(expand_pattern(source, named), look);
    if (check) pattern.check();
    return pattern;
  } catch (const Error& error) {
    bad(file, id, error.detail);
  }
}

Rule read_rule(const Json& json, const std::map<std::string, std::string>& named, const std::string& file, bool check) {
  static const std::set<std::string> keys{"id", "version", "family", "anchors", "pattern", "scope", "in", "not", "confidence", "layer", "examples", "counter_examples", "note"};
  Rule rule;
  rule.info.file = file;
  rule.info.id = json["id"].as_string();
  const std::string& id = rule.info.id;
  if (id.empty()) bad(file, "", "a rule has no \"id\"");
  for (const auto& [key, value] : json.members())
    if (!keys.count(key)) bad(file, id, "unknown key \"" + key + "\"");
  rule.info.family = json["family"].is_string() ? json["family"].as_string() : id;
  rule.info.version = static_cast<int>(json["version"].as_int(1));
  rule.info.confidence = json["confidence"].as_double(0.9);
  if (rule.info.confidence <= 0 || rule.info.confidence > 1) bad(file, id, "\"confidence\" lies between 0 and 1");
  for (const Json& anchor : json["anchors"].items()) {
    if (anchor.as_string().size() < 2) bad(file, id, "an anchor needs at least two characters");
    rule.anchors.push_back(anchor.as_string());
  }
  if (rule.anchors.empty()) bad(file, id, "needs \"anchors\": folded words of which one must stand near a match");
  const std::string& pattern = json["pattern"].as_string();
  if (pattern.empty()) bad(file, id, "needs a \"pattern\"");
  rule.reading = json["layer"].as_string() == "reading";
  rule.pattern = pattern_of(pattern, named, file, id, Regex::Look::never, check);  // its anchors were seen
  if (json["not"].is_string()) {
    rule.negative = pattern_of(json["not"].as_string(), named, file, id, Regex::Look::first, check);
  }
  const std::string scope = json["scope"].is_string() ? json["scope"].as_string() : "block";
  if (scope == "line") rule.scope = Scope::line;
  else if (scope == "sentence") rule.scope = Scope::sentence;
  else if (scope == "window") rule.scope = Scope::window;
  else if (scope != "block") bad(file, id, "\"scope\" is line, sentence, block or window");
  rule.kinds = kinds_of(json["in"], file, id);
  for (const Json& example : json["examples"].items()) {
    Example e{example.is_string() ? example.as_string() : example["text"].as_string(), {}};
    for (const auto& [name, value] : example["groups"].members()) e.groups.emplace_back(name, value.as_string());
    rule.examples.push_back(std::move(e));
  }
  for (const Json& example : json["counter_examples"].items()) rule.counter_examples.push_back(example.as_string());
  if (rule.examples.empty()) bad(file, id, "needs at least one example");
  return rule;
}

}  // namespace

RuleFiles read_rule_files(const std::vector<embedded::File>& files, const std::filesystem::path& overlay) {
  std::vector<std::pair<std::string, std::string>> sources;
  for (const auto& file : files) sources.emplace_back(file.name, file.bytes);
  const std::size_t own = sources.size();
  if (!overlay.empty()) {
    std::error_code ec;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(overlay, ec)) paths.push_back(entry.path());
    if (ec) throw Error(ErrorCode::bad_rules, "extract", overlay.string(), 0, "the rules folder cannot be read: " + ec.message());
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
      if (path.extension() != ".json") continue;
      std::ifstream in(path, std::ios::binary);
      std::stringstream bytes;
      bytes << in.rdbuf();
      if (!in) throw Error(ErrorCode::bad_rules, "extract", path.string(), 0, "cannot be read");
      sources.emplace_back(path.string(), bytes.str());
    }
  }
  const auto ends = [](const std::string& name, std::string_view tail) { return name.size() >= tail.size() && name.compare(name.size() - tail.size(), tail.size(), tail) == 0; };
  const auto parse = [](const std::string& name, const std::string& bytes) {
    try {
      return Json::parse(bytes);
    } catch (const Error& error) {
      bad(name, "", error.detail);
    }
  };
  RuleFiles read;
  std::map<std::string, std::string> named;
  for (const auto& [name, bytes] : sources)
    if (ends(name, "patterns.json")) {
      const Json json = parse(name, bytes);
      for (const auto& [key, value] : json.members()) named[key] = value.as_string();
    }
  std::string all;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto& [name, bytes] = sources[i];
    if (!ends(name, ".rules.json") && !ends(name, "patterns.json")) continue;
    all += bytes;
    if (!ends(name, ".rules.json")) continue;
    const Json json = parse(name, bytes);
    if (!json["rules"].is_array()) bad(name, "", "needs a list \"rules\"");
    for (const Json& rule : json["rules"].items()) read.rules.push_back(read_rule(rule, named, name, i >= own));
  }
  read.hash = sha256(all).substr(0, 16);
  return read;
}

}  // namespace minutier::extract
