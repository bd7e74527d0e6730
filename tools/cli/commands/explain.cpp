#include <filesystem>
#include <ostream>

#include "tools/cli/commands.hpp"
#include "tools/cli/locale_format.hpp"
#include "tools/cli/sheet.hpp"
#include "tools/cli/width.hpp"

namespace minutier::cli {
namespace {

constexpr std::size_t quote_width = 140;

std::string printed(const Json& value) { return value.is_string() ? value.as_string() : value.dump(); }

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

class Teller {
 public:
  explicit Teller(const Context& context) : say_(context.say), out_(context.out) {}

  void tell(const run::Explanation& explanation) {
    out_ << explanation.record << "  " << explanation.field << "\n\n";
    if (explanation.facts.empty()) out_ << say_("explain.no_fact") << '\n';
    for (const auto& fact : explanation.facts) tell(fact);
    bool first = true;
    for (const auto& candidate : explanation.candidates) {
      if (candidate.end == "used") continue;
      if (first) out_ << '\n' << say_("explain.others") << '\n';
      first = false;
      tell(candidate);
    }
  }

 private:
  std::string quoted(const std::string& words) const { return "« " + truncated(harmless(words), quote_width) + " »"; }

  void tell(const run::Explanation::FactOf& fact) {
    out_ << fact.path << " = " << harmless(printed(fact.fact["value"])) << '\n';
    const std::string& rule = fact.fact["rule"].as_string();
    std::string line = "    ";
    if (rule.empty()) line += code_text(say_, fact.fact["status"].as_string());
    else line += say_(fact.file.empty() ? "explain.by_layout" : "explain.by_rule", {{"rule", rule}, {"file", file_name(fact.file)}});
    if (fact.fact["confidence"].is_number()) line += " · " + say_("explain.confidence", {{"confidence", number_text(say_, fact.fact["confidence"].as_double())}});
    out_ << line << '\n';
    for (const auto& proof : fact.proofs) {
      out_ << "    " << say_("where.short_page", {{"page", std::int64_t{proof.page}}});
      if (!proof.label.empty()) out_ << " (" << say_("where.label", {{"label", harmless(proof.label)}}) << ')';
      out_ << ' ' << quoted(proof.quote) << '\n';
    }
  }

  void tell(const run::Explanation::Candidate& candidate) {
    out_ << "  " << say_("where.short_page", {{"page", std::int64_t{candidate.page}}}) << ' ' << quoted(candidate.sentence) << '\n';
    out_ << "      " << say_("explain.by_rule", {{"rule", candidate.rule}, {"file", file_name(candidate.file)}}) << " : " << quoted(candidate.words) << " — "
         << say_("explain." + candidate.end, {{"because", truncated(harmless(candidate.because), quote_width)}}) << '\n';
  }

  const Messages& say_;
  std::ostream& out_;
};

Json json_of(const run::Explanation& explanation) {
  Json out = Json::object();
  out.set("record", explanation.record);
  out.set("field", explanation.field);
  Json::Array facts, candidates;
  for (const auto& fact : explanation.facts) {
    Json one = Json::object();
    one.set("path", fact.path);
    one.set("fact", fact.fact);
    if (!fact.file.empty()) one.set("file", file_name(fact.file));
    Json::Array proofs;
    for (const auto& proof : fact.proofs) {
      Json shown(Json::Object{{"page", Json(proof.page)}, {"quote", Json(proof.quote)}});
      if (!proof.label.empty()) shown.set("page_label", proof.label);
      proofs.push_back(std::move(shown));
    }
    one.set("proofs", std::move(proofs));
    facts.push_back(std::move(one));
  }
  for (const auto& candidate : explanation.candidates) {
    Json one = Json::object();
    one.set("rule", candidate.rule);
    one.set("family", candidate.family);
    one.set("file", file_name(candidate.file));
    one.set("confidence", candidate.confidence);
    one.set("end", candidate.end);
    if (!candidate.because.empty()) one.set("because", candidate.because);
    one.set("page", candidate.page);
    one.set("words", candidate.words);
    one.set("sentence", candidate.sentence);
    Json groups = Json::object();
    for (const auto& [name, words] : candidate.groups) groups.set(name, words);
    one.set("groups", std::move(groups));
    candidates.push_back(std::move(one));
  }
  out.set("facts", std::move(facts));
  out.set("candidates", std::move(candidates));
  return out;
}

}  // namespace

Exit explain(const Context& context) {
  const std::string& about = context.args.operands[0];
  const std::string& field = context.args.operands[1];
  std::vector<run::Explanation> all;
  std::error_code none;
  if (std::filesystem::exists(about, none)) all = run::explain({std::filesystem::path(about)}, field, settings(context.args));
  else all.push_back(run::explain(*open_archive(context, archive::Mode::read), about, field, settings(context.args)));
  bool found = false;
  Json::Array list;
  for (const run::Explanation& explanation : all) {
    found = found || !explanation.facts.empty() || !explanation.candidates.empty();
    if (context.args.layout == Layout::json) list.push_back(json_of(explanation));
    else Teller(context).tell(explanation);
  }
  if (context.args.layout == Layout::json) context.out << (list.size() == 1 ? list[0] : Json(std::move(list))).dump(1) << '\n';
  return found ? Exit::done : Exit::nothing;
}

}  // namespace minutier::cli
