#include <map>
#include <ostream>
#include <set>

#include "pipeline/export/cells.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/locale_format.hpp"
#include "tools/cli/sheet.hpp"
#include "tools/cli/width.hpp"

namespace minutier::cli {
namespace {

constexpr std::size_t quote_width = 100;

bool is_fact(const Json& json) { return json.is_object() && json.find("value") && json.find("status"); }
// A list of facts or of plain words is printed on one line; a list of entities is not.
bool is_leaf(const Json& json) { return is_fact(json) || !(json.is_object() || json.is_array()); }

// Prints one record: every fact with where it stands and the words that prove it.
class Shower {
 public:
  Shower(const Context& context, const Json& record) : say_(context.say), out_(context.out), record_(record), colour_(context.out_terminal) {
    for (const Json& proof : record["evidence"].items()) proofs_[proof["id"].as_string()] = &proof;
  }

  void whole() {
    title();
    for (const char* key : {"kind", "version_status", "title", "exercise_years"}) member(0, key, record_[key]);
    for (const char* key : {"organisation", "meeting", "archival", "access", "transmission", "attendance", "quorum", "agenda"}) section(key);
    resolutions();
    for (const char* key : {"elections", "budgets", "results", "amounts", "grants", "programmes", "memberships", "speakers", "actions",
                            "signatures", "annexes", "links", "relations"})
      section(key);
    persons();
    checks();
  }

  void resolution(std::size_t number) {
    title();
    const Json& chosen = record_["resolutions"].items()[number - 1];
    head(say_("where.resolution", {{"number", static_cast<std::int64_t>(number)}}));
    members(1, chosen);
  }

 private:
  void head(std::string text) {
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    out_ << '\n' << (colour_ ? "\x1b[1m" : "") << text << (colour_ ? "\x1b[0m" : "") << '\n';
  }

  void title() {
    const Json& document = record_["document"];
    std::string name = value_words(record_.at("organisation/name"));
    for (const char* path : {"meeting/body", "meeting/date"})
      if (const std::string words = value_words(record_.at(path)); !words.empty()) name += (name.empty() ? "" : " · ") + words;
    if (name.empty()) name = value_words(record_.find("title"));
    if (name.empty()) name = harmless(document["source_name"].as_string());
    out_ << (colour_ ? "\x1b[1m" : "") << name << (colour_ ? "\x1b[0m" : "") << '\n';
    out_ << "  " << harmless(record_["id"].as_string()) << "  " << harmless(record_["slug"].as_string()) << '\n';
    out_ << "  " << say_("show.source", {{"name", harmless(document["source_name"].as_string())},
                                         {"pages", document["pages"].as_int()},
                                         {"origin", code_text(say_, document["text_origin"].as_string())}}) << '\n';
  }

  // The value in the user's language; "" where there is none.
  std::string value_words(const Json* json) const {
    if (!json) return "";
    const Json& value = exports::value_of(*json);
    if (value.is_array()) {
      std::string joined;
      for (const Json& item : value.items()) joined += (joined.empty() ? "" : ", ") + value_words(&item);
      return joined;
    }
    if (value.is_object()) return value.find("amount") ? money_text(say_, value) : harmless(value.dump());
    if (value.is_bool()) return say_(value.as_bool() ? "word.yes" : "word.no");
    if (value.is_int()) return value.dump();
    if (value.is_number()) return number_text(say_, value.as_double());
    const std::string& text = value.as_string();
    if (text.size() == 10 && text[4] == '-' && text[7] == '-') return date_text(say_, text, false);
    return code_text(say_, text);
  }

  // "p. 3 « … »", with what must be known about the fact: not stated by the document, or doubtful.
  std::string proof_words(const Json& fact) const {
    std::string words;
    const std::string& status = fact["status"].as_string();
    if (status == "derived" || status == "supplied" || status == "corrected") words = "[" + code_text(say_, status) + "] ";
    for (const Json& id : fact["evidence"].items()) {
      const auto found = proofs_.find(id.as_string());
      if (found == proofs_.end()) continue;
      const Json& proof = *found->second;
      words += say_("where.short_page", {{"page", proof["page"].as_int()}});
      if (const Json* label = proof.find("page_label")) words += " (" + say_("where.label", {{"label", label->as_string()}}) + ")";
      return words + " « " + truncated(proof["quote"].as_string(), quote_width) + " »";
    }
    return words;
  }

  // Facts a person need not see: parts of names, and what the heading already says.
  static bool is_hidden(const std::string& key) { return key == "family" || key == "given" || key == "level"; }

  void leaf(int depth, const std::string& label, const Json& json) {
    const std::string words = say_.language() == Language::en && json.is_string() ? say_.in_words(value_words(&json)) : value_words(&json);
    if (words.empty()) return;
    std::string line = std::string(static_cast<std::size_t>(depth) * 2, ' ') + say_.labelled(label, words);
    const std::string proof = is_fact(json) ? proof_words(json) : "";
    if (!proof.empty()) line += display_width(line) < 48 ? std::string(50 - display_width(line), ' ') + proof : "  " + proof;
    out_ << line << '\n';
  }

  void member(int depth, const std::string& key, const Json& json) {
    if (json.is_null() || is_hidden(key)) return;
    const std::string label = say_.or_else("field." + key, heading(say_, key));
    if (is_leaf(json)) return leaf(depth, label, json);
    if (json.is_array()) return list(depth, label, json);
    if (json.members().empty()) return;
    out_ << std::string(static_cast<std::size_t>(depth) * 2, ' ') << label << '\n';
    members(depth + 1, json);
  }

  void members(int depth, const Json& entity) {
    for (const auto& [key, value] : entity.members()) member(depth, key, value);
  }

  void list(int depth, const std::string& label, const Json& list) {
    for (const Json& item : list.items()) {
      if (is_leaf(item)) leaf(depth, label, item);
      else one_line(depth, item);
    }
  }

  // An entity of a list: its values on one line, its first proof behind them, its own lists below.
  void one_line(int depth, const Json& entity) {
    std::string line, proof;
    for (const auto& [key, value] : entity.members()) {
      const bool plain_list = value.is_array() && !value.items().empty() && is_leaf(value.items()[0]);
      if (is_hidden(key) || !(is_leaf(value) || plain_list)) continue;
      const std::string words = value_words(&value);
      if (words.empty()) continue;
      const bool named = key == "name" || key == "title" || key == "label" || key == "number" || key == "status" || key == "amount" ||
                         key == "person" || key == "beneficiary" || key == "side" || key == "account" || key == "category";
      line += (line.empty() ? "" : " · ") + (named ? words : say_.or_else("field." + key, heading(say_, key)) + " " + words);
      if (proof.empty()) proof = proof_words(plain_list ? value.items()[0] : value);
    }
    out_ << std::string(static_cast<std::size_t>(depth) * 2, ' ') << "- " << line << (proof.empty() ? "" : "  " + proof) << '\n';
    for (const auto& [key, value] : entity.members()) {
      const bool entities = value.is_array() && !value.items().empty() && !is_leaf(value.items()[0]);
      if ((value.is_object() && !is_fact(value)) || entities) member(depth + 2, key, value);
    }
  }

  void section(const std::string& key) {
    const Json& json = record_[key];
    if (json.is_null() || (json.is_array() && json.items().empty()) || (json.is_object() && json.members().empty())) return;
    const std::string label = say_.or_else("field." + key, heading(say_, key));
    head(label);
    if (json.is_array()) list(1, label, json);
    else members(1, json);
  }

  void resolutions() {
    const Json::Array& list = record_["resolutions"].items();
    if (list.empty()) return;
    head(say_("field.resolutions"));
    std::int64_t number = 0;
    for (const Json& each : list) {
      const std::string label = say_("where.resolution", {{"number", ++number}}), title = value_words(each.find("title"));
      out_ << "  " << (title.empty() ? label : say_.labelled(label, title)) << '\n';
      for (const auto& [key, value] : each.members())
        if (key != "title" && key != "text") member(2, key, value);
    }
  }

  // Checks of a series speak both languages, those of one record French.
  std::string message_of(const Json& check) const {
    if (say_.language() == Language::fr) return check["message"].as_string();
    const std::string& english = check["message_en"].as_string();
    return english.empty() ? say_.in_words(check["message"].as_string()) : english;
  }

  // Whom the names mean where they are not spelt as the person's, and names that stay open.
  void persons() {
    bool first = true;
    for (const Json& person : record_["persons"].items()) {
      std::string words;
      for (const Json& pointer : person["mentions"].items()) {
        const std::string name = value_words(record_.at(pointer.as_string().substr(1)));
        if (person.find("person") && name == person["name"].as_string()) continue;
        if (words.find(name) == std::string::npos) words += (words.empty() ? "" : ", ") + name;
      }
      if (words.empty()) continue;
      if (first) head(say_("field.persons"));
      first = false;
      std::string means = person["name"].as_string();
      for (const Json& candidate : person["candidates"].items()) means += (means.empty() ? "? " : " / ") + candidate["name"].as_string();
      out_ << "  " << words << " → " << harmless(means) << '\n';
    }
  }

  void checks() {
    bool first = true;
    for (const Json& check : record_["checks"].items()) {
      if (check["verdict"].as_string() == "pass") continue;
      if (first) head(say_("field.checks"));
      first = false;
      out_ << "  [" << code_text(say_, check["severity"].as_string()) << "] " << harmless(message_of(check));
      if (const std::string& law = check["law"].as_string(); !law.empty()) out_ << " (" << harmless(law) << ")";
      out_ << '\n';
    }
  }

  const Messages& say_;
  std::ostream& out_;
  const Json& record_;
  bool colour_;
  std::map<std::string, const Json*> proofs_;
};

// The resolution alone with the evidence it names.
Json resolution_json(const Json& record, const Json& resolution) {
  std::set<std::string> named;
  const auto collect = [&](const auto& self, const Json& json) -> void {
    for (const Json& id : json["evidence"].items()) named.insert(id.as_string());
    for (const auto& member : json.members()) self(self, member.second);
    for (const Json& item : json.items()) self(self, item);
  };
  collect(collect, resolution);
  Json evidence = Json::array();
  for (const Json& proof : record["evidence"].items())
    if (named.count(proof["id"].as_string())) evidence.push(proof);
  Json out = Json::object();
  out.set("record", record["id"]);
  out.set("resolution", resolution);
  out.set("evidence", std::move(evidence));
  return out;
}

}  // namespace

Exit show(const Context& context) {
  const auto archive = open_archive(context, archive::Mode::read);
  const Json record = archive->get_record(context.args.operands[0]);
  const Json::Array& resolutions = record["resolutions"].items();
  const auto number = static_cast<std::size_t>(context.args.resolution.value_or(0));
  if (number > resolutions.size())
    throw Error(ErrorCode::not_found, "", record["slug"].as_string(), 0,
                context.say("show.no_such_resolution", {{"number", static_cast<std::int64_t>(number)}, {"count", static_cast<std::int64_t>(resolutions.size())}}));
  if (context.args.layout == Layout::json) {
    context.out << (number ? resolution_json(record, resolutions[number - 1]) : record).dump(1) << '\n';
    return Exit::done;
  }
  Shower shower(context, record);
  if (number) shower.resolution(number);
  else shower.whole();
  return Exit::done;
}

}  // namespace minutier::cli
