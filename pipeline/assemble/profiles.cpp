#include "pipeline/assemble/profiles.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "pipeline/base/error.hpp"
#include "pipeline/base/hash.hpp"
#include "pipeline/base/json.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble {
namespace {

// Reads one file; every complaint names it.
class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  Profile profile(const std::string& bytes) {
    const Json json = parsed(bytes);
    known(json, {"names", "kind", "periods", "note"}, "a profile");
    Profile out;
    out.names = strings(json["names"]);
    if (out.names.empty()) bad("\"names\" lists at least one name of the organisation");
    for (const std::string& name : out.names) out.folded_names.push_back(plain(name));
    out.kind = json["kind"].as_string();
    if (json["periods"].items().empty()) bad("\"periods\" lists at least one period");
    for (const Json& period : json["periods"].items()) out.periods.push_back(this->period(period, out.names.front()));
    return out;
  }

  // Folded words with single spaces, without the marks between them.
  static std::string plain(std::string_view name) {
    std::string out;
    for (const char c : normalise::fold(name))
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
      else if (!out.empty() && out.back() != ' ') out += ' ';
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
  }

 private:
  [[noreturn]] void bad(const std::string& reason) const { throw Error(ErrorCode::bad_rules, "assemble", file_, 0, reason); }

  Json parsed(const std::string& bytes) const {
    try {
      return Json::parse(bytes);
    } catch (const Error& error) {
      bad(error.detail);
    }
  }

  void known(const Json& json, const std::set<std::string>& keys, const std::string& where) const {
    if (!json.is_object()) bad(where + " is an object");
    for (const auto& [key, value] : json.members())
      if (!keys.count(key)) bad("unknown key \"" + key + "\" in " + where);
  }

  static std::vector<std::string> strings(const Json& list) {
    std::vector<std::string> out;
    for (const Json& item : list.items())
      if (!item.as_string().empty()) out.push_back(item.as_string());
    return out;
  }

  std::string date(const Json& json) const {
    const std::string& text = json.as_string();
    if (text.empty()) return text;
    bool right = text.size() == 10;
    for (std::size_t i = 0; right && i < text.size(); ++i) right = i == 4 || i == 7 ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
    if (!right) bad("\"" + text + "\" is no date; write YYYY-MM-DD");
    return text;
  }

  Profile::Period period(const Json& json, const std::string& organisation) const {
    known(json, {"from", "to", "members_in_office", "quorum", "proxies_per_holder", "proxies_article", "note"}, "a period");
    Profile::Period out{date(json["from"]), date(json["to"]), {}};
    if (!out.from.empty() && !out.to.empty() && out.from > out.to) bad("a period ends before it begins: " + out.from + " to " + out.to);
    QuorumRule common;
    common.statutes = true;
    common.majority = "statutes";
    common.text = "le profil de " + organisation + " ne fixe pas de quorum pour cet organe";
    common.proxies_per_holder = json["proxies_per_holder"].as_int();
    common.proxies_law = json["proxies_article"].as_string();
    if (json.find("members_in_office")) common.members = positive(json["members_in_office"], "members_in_office");
    for (const Json& quorum : json["quorum"].items()) out.rules.push_back(rule(quorum, common));
    out.rules.push_back(common);
    return out;
  }

  std::int64_t positive(const Json& json, const std::string& key) const {
    if (!json.is_int() || json.as_int() <= 0 || json.as_int() > 1'000'000'000) bad("\"" + key + "\" is a number above 0");
    return json.as_int();
  }

  QuorumRule rule(const Json& json, const QuorumRule& common) const {
    known(json, {"body", "at_least", "above", "number", "none", "counted", "free_from_convocation", "article", "note"}, "a quorum");
    QuorumRule out = common;
    out.statutes = false;
    out.bodies = strings(json["body"]);
    out.law = json["article"].as_string();
    out.free_from = json["free_from_convocation"].as_int();
    const std::string& counted = json["counted"].as_string();
    if (!counted.empty() && counted != "present" && counted != "present_or_represented") bad("\"counted\" is present or present_or_represented, not \"" + counted + "\"");
    out.with_represented = counted == "present_or_represented";
    const std::string who = out.with_represented ? "présents ou représentés" : "présents";
    const int ways = (json.find("at_least") ? 1 : 0) + (json.find("above") ? 1 : 0) + (json.find("number") ? 1 : 0) + (json["none"].as_bool() ? 1 : 0);
    if (ways != 1) bad("a quorum has one of \"at_least\", \"above\", \"number\" and \"none\": true");
    if (json["none"].as_bool()) {
      out.none = true;
      out.text = "aucun quorum selon le profil";
    } else if (json.find("number")) {
      out.number = positive(json["number"], "number");
      out.text = std::to_string(*out.number) + " membres " + who + " selon le profil";
    } else {
      const bool above = json.find("above") != nullptr;
      const Json& parts = json[above ? "above" : "at_least"];
      if (parts.items().size() != 2) bad("a fraction is two numbers: [1, 4]");
      const std::int64_t part = positive(parts.items()[0], "above, at_least"), whole = positive(parts.items()[1], "above, at_least");
      if (part > whole) bad("a fraction asks for no more than all: [1, 4]");
      out.fraction = Fraction{part, whole, above};
      out.text = (above ? "plus de " : "au moins ") + std::to_string(part) + "/" + std::to_string(whole) + " des membres " + who + " selon le profil";
    }
    return out;
  }

  std::string file_;
};

// Whether the words stand in the text as whole words.
bool holds_words(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
    if ((at == 0 || text[at - 1] == ' ') && (at + words.size() == text.size() || text[at + words.size()] == ' ')) return true;
  return false;
}

}  // namespace

Profiles Profiles::load(const std::filesystem::path& folder) {
  Profiles out;
  if (folder.empty()) return out;
  std::error_code ec;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ec))
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  if (ec) throw Error(ErrorCode::bad_rules, "assemble", folder.string(), 0, "the folder of profiles cannot be read: " + ec.message());
  std::sort(paths.begin(), paths.end());
  std::string all;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    if (!in) throw Error(ErrorCode::bad_rules, "assemble", path.string(), 0, "cannot be read");
    Profile profile = Reader(path.string()).profile(bytes.str());
    for (const Profile& other : out.list_)
      for (const std::string& name : profile.folded_names)
        if (std::find(other.folded_names.begin(), other.folded_names.end(), name) != other.folded_names.end())
          throw Error(ErrorCode::bad_rules, "assemble", path.string(), 0, "\"" + profile.names.front() + "\" is named by another profile too");
    out.list_.push_back(std::move(profile));
    all += bytes.str();
  }
  if (!out.list_.empty()) out.hash_ = sha256(all).substr(0, 16);
  return out;
}

const Profile* Profiles::find(std::string_view organisation) const {
  if (list_.empty() || organisation.empty()) return nullptr;
  const std::string name = Reader::plain(organisation);
  const Profile* inside = nullptr;
  for (const Profile& profile : list_)
    for (const std::string& known : profile.folded_names) {
      if (known == name) return &profile;
      // « Association Les Amis du lavoir » of a profile « Les Amis du lavoir »; one word alone says too little, two profiles too much.
      if (known.find(' ') == std::string::npos || !holds_words(name, known) || inside == &profile) continue;
      if (inside) return nullptr;
      inside = &profile;
    }
  return inside;
}

const QuorumRule* Profiles::rule(const Profile& profile, std::string_view body, std::string_view date) {
  for (const Profile::Period& period : profile.periods) {
    if (date.size() != 10 || date < period.from || (!period.to.empty() && date > period.to)) continue;
    for (const QuorumRule& rule : period.rules)
      if (rule.bodies.empty() || std::find(rule.bodies.begin(), rule.bodies.end(), body) != rule.bodies.end()) return &rule;
  }
  return nullptr;
}

}  // namespace minutier::assemble
