#include "pipeline/recognise/settings.hpp"

#include "pipeline/base/error.hpp"

namespace minutier::recognise {

namespace {

struct PolicyName {
  Policy policy;
  std::string_view name;
};
constexpr PolicyName policy_names[] = {{Policy::automatic, "auto"}, {Policy::always, "always"}, {Policy::never, "never"}};

std::string text_or(const Json& json, std::string_view key, std::string fallback) {
  const Json* value = json.find(key);
  return value && value->is_string() ? value->as_string() : std::move(fallback);
}

}  // namespace

Json to_json(const Settings& settings) {
  Json out = Json::object();
  for (const PolicyName& entry : policy_names)
    if (entry.policy == settings.policy) out.set("ocr", entry.name);
  out.set("language", settings.language);
  out.set("engine", settings.engine);
  if (!settings.data_path.empty()) out.set("data_path", settings.data_path);
  if (settings.dpi > 0) out.set("dpi", settings.dpi);
  return out;
}

Settings settings_from_json(const Json& json) {
  Settings out;
  if (!json.is_object()) return out;
  const std::string policy = text_or(json, "ocr", "auto");
  bool known = false;
  for (const PolicyName& entry : policy_names)
    if (entry.name == policy) out.policy = entry.policy, known = true;
  if (!known) throw Error(ErrorCode::usage, "recognise", "", 0, "ocr is auto, always or never, not '" + policy + "'");
  out.language = text_or(json, "language", out.language);
  out.engine = text_or(json, "engine", out.engine);
  out.data_path = text_or(json, "data_path", out.data_path);
  out.dpi = static_cast<int>(json["dpi"].as_int(0));
  return out;
}

}  // namespace minutier::recognise
