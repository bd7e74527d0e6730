#include "pipeline/assemble/quorum_rules.hpp"

#include <algorithm>
#include <array>

#include "pipeline/assemble/profiles.hpp"
#include "pipeline/assemble/reading.hpp"
#include "pipeline/base/embedded.hpp"
#include "pipeline/base/error.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::embedded {
const std::vector<File>& quorum_rules();
}

namespace minutier::assemble {
namespace {

std::vector<std::string> strings(const Json& list) {
  std::vector<std::string> out;
  for (const Json& item : list.items()) out.push_back(item.as_string());
  return out;
}

std::optional<Fraction> fraction(const Json& json, bool above) {
  if (json.items().size() != 2) return std::nullopt;
  return Fraction{json.items()[0].as_int(), json.items()[1].as_int(1), above};
}

QuorumRule read(const Json& json) {
  QuorumRule rule;
  rule.id = json["id"].as_string();
  rule.organisations = strings(json["organisation"]);
  rule.bodies = strings(json["body"]);
  rule.from = json["from"].as_string();
  rule.to = json["to"].as_string();
  rule.none = json["none"].as_bool();
  rule.statutes = json["counted"].as_string() == "statutes";
  rule.fraction = json.find("above") ? fraction(json["above"], true) : fraction(json["at_least"], false);
  rule.otherwise = fraction(json["otherwise_above"], true);
  rule.free_from = json["free_from_convocation"].as_int();
  rule.doubtful_from = json["doubtful_from_convocation"].as_int();
  rule.proxies_per_holder = json["proxies_per_holder"].as_int();
  rule.proxies_unless = json["proxies_unless"].as_string();
  rule.majority = json["majority"].as_string();
  rule.text = json["text"].as_string();
  rule.law = json["law"].as_string();
  rule.proxies_law = json["proxies_law"].as_string();
  rule.majority_law = json["majority_law"].as_string();
  if (rule.id.empty() || rule.text.empty() || (!rule.none && !rule.statutes && !rule.fraction))
    throw Error(ErrorCode::internal, "quorum_rules.json: rule \"" + rule.id + "\" is incomplete");
  return rule;
}

struct Rules {
  std::vector<QuorumRule> list;
  std::vector<std::string> foreign_currencies, foreign_words;
};

const Rules& rules() {
  static const Rules loaded = [] {
    const Json json = Json::parse(embedded::quorum_rules().front().bytes);
    Rules out;
    for (const Json& rule : json["rules"].items()) out.list.push_back(read(rule));
    out.foreign_currencies = strings(json["elsewhere"]["currencies"]);
    out.foreign_words = strings(json["elsewhere"]["words"]);
    return out;
  }();
  return loaded;
}

bool holds(const std::vector<std::string>& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

bool foreign_words_in(std::string_view text) {
  if (text.empty()) return false;
  const std::string folded = normalise::fold(text);
  return std::any_of(rules().foreign_words.begin(), rules().foreign_words.end(), [&](const std::string& word) { return folded.find(word) != std::string::npos; });
}

bool foreign_money(const Json& node) {
  if (node.is_object())
    return std::any_of(node.members().begin(), node.members().end(), [](const Json::Member& member) {
      return member.first == "currency" ? holds(rules().foreign_currencies, member.second.as_string()) : foreign_money(member.second);
    });
  return std::any_of(node.items().begin(), node.items().end(), [](const Json& item) { return foreign_money(item); });
}

bool elsewhere(const Sitting& sitting) {
  for (const char* path : {"organisation/name", "organisation/address", "title", "quorum/statement"})
    if (foreign_words_in(sitting.text(path))) return true;
  for (const Attendee& person : sitting.people)
    if (foreign_words_in(person.role)) return true;
  for (const char* key : {"resolutions", "budgets", "grants", "amounts", "results"})
    if (foreign_money(sitting.record[key])) return true;
  return false;
}

}  // namespace

const QuorumRule* quorum_rule(const Sitting& sitting, const Profiles& profiles) {
  if (!sitting.minutes || sitting.date.size() != 10 || sitting.body.empty()) return nullptr;
  if (const Profile* profile = profiles.find(sitting.text("organisation/name")))
    if (const QuorumRule* own = Profiles::rule(*profile, sitting.body, sitting.date)) return own;
  for (const QuorumRule& rule : rules().list) {
    if (!rule.organisations.empty() && !holds(rule.organisations, sitting.organisation)) continue;
    if (!rule.bodies.empty() && !holds(rule.bodies, sitting.body)) continue;
    if (sitting.date < rule.from || (!rule.to.empty() && sitting.date > rule.to)) continue;
    return elsewhere(sitting) ? nullptr : &rule;
  }
  return nullptr;
}

std::optional<Fraction> fraction_in(std::string_view text) {
  const std::string folded = normalise::fold(text);
  const auto has = [&](std::string_view word) { return folded.find(word) != std::string::npos; };
  const bool above = has("plus de") || has("plus du") || has("plus d'") || has("majorite") || has("plus un");
  if (has("deux tiers") || has("2/3")) return Fraction{2, 3, above};
  if (has("trois quarts") || has("3/4")) return Fraction{3, 4, above};
  if (has("moitie") || has("1/2") || has("50 %") || has("50%")) return Fraction{1, 2, above};
  if (has("tiers") || has("1/3")) return Fraction{1, 3, above};
  if (has("quart") || has("1/4") || has("25 %") || has("25%")) return Fraction{1, 4, above};
  if (has("cinquieme") || has("1/5")) return Fraction{1, 5, above};
  if (has("dixieme") || has("1/10")) return Fraction{1, 10, above};
  if (has("majorite")) return Fraction{1, 2, true};
  return std::nullopt;
}

}  // namespace minutier::assemble
