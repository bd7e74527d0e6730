#include "pipeline/assemble/people/mentions.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "pipeline/assemble/reading.hpp"

namespace minutier::assemble {
namespace {

class Collector {
 public:
  explicit Collector(const Json& record) : record_(record) {
    id_ = record["id"].as_string();
    if (const Json* date = record.at("meeting/date")) date_ = value_of(date).as_string();
    if (const Json* body = record.at("meeting/body")) body_ = value_of(body).as_string();
  }

  void one(const std::string& path) {
    if (const Json* leaf = record_.at(path)) add(path, *leaf, nullptr, false);
  }
  void each(const std::string& list, const char* key = nullptr) {
    const Json* items = record_.at(list);
    if (!items) return;
    for (std::size_t i = 0; i < items->items().size(); ++i) {
      const Json& item = items->items()[i];
      const std::string path = list + "/" + std::to_string(i);
      if (!key) add(path, item, nullptr, false);
      else if (const Json* leaf = item.find(key)) add(path + "/" + key, *leaf, &item, list == "attendance/people" && std::string_view(key) == "name");
    }
  }
  std::vector<Mention> mentions;

 private:
  void add(const std::string& path, const Json& leaf, const Json* owner, bool listed) {
    const std::string& name = value_of(&leaf).as_string();
    if (name.empty()) return;
    Mention mention{id_, path, name, {}, {}, date_, body_, listed};
    if (owner && listed) mention.family = value_in(*owner, "family").as_string(), mention.given = value_in(*owner, "given").as_string();
    mentions.push_back(std::move(mention));
  }

  const Json& record_;
  std::string id_, date_, body_;
};

}  // namespace

std::vector<Mention> mentions_of(const Json& record) {
  Collector found(record);
  found.one("meeting/chair");
  found.one("meeting/secretary");
  found.each("meeting/scrutineers");
  found.each("attendance/people", "name");
  found.each("attendance/people", "proxy_to");
  found.each("resolutions", "rapporteur");
  for (std::size_t i = 0; i < record["resolutions"].items().size(); ++i) found.each("resolutions/" + std::to_string(i) + "/vote/named", "name");
  found.each("elections", "person");
  found.each("speakers");
  found.each("interventions", "speaker");
  found.each("signatures", "name");
  return std::move(found.mentions);
}

void add_persons(Json& record, const std::vector<Appearance>& appearances) {
  struct Group {
    const Appearance* first = nullptr;
    Json::Array mentions, evidence;
  };
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> places;
  std::vector<Group> groups;
  for (const Appearance& each : appearances) {
    const Json* leaf = record.at(each.path);
    if (!leaf || value_of(leaf).as_string() != each.name || (each.person.empty() && each.candidates.empty())) continue;
    std::string open;
    if (each.person.empty())
      for (const auto& candidate : each.candidates) open += candidate.first + " ";
    const auto [place, fresh] = places.emplace(std::tuple(each.person, each.rule, each.entry, open), groups.size());
    if (fresh) groups.push_back({&each, {}, {}});
    Group& group = groups[place->second];
    group.mentions.push_back(Json("/" + each.path));
    for (const Json& id : (*leaf)["evidence"].items())
      if (std::find(group.evidence.begin(), group.evidence.end(), id) == group.evidence.end()) group.evidence.push_back(id);
  }
  Json::Array persons;
  for (Group& group : groups) {
    Json out = Json::object();
    if (!group.first->person.empty()) {
      Json fact = Json::object();
      fact.set("value", group.first->person);
      fact.set("status", "derived");
      fact.set("confidence", group.first->confidence);
      fact.set("rule", group.first->rule);
      if (!group.first->entry.empty()) fact.set("roster", group.first->entry);
      fact.set("evidence", std::move(group.evidence));
      out.set("person", std::move(fact));
      out.set("name", group.first->person_name);
    } else {
      Json::Array candidates;
      for (const auto& [id, name] : group.first->candidates) candidates.push_back(Json(Json::Object{{"person", id}, {"name", name}}));
      out.set("candidates", std::move(candidates));
      out.set("rule", group.first->rule);
    }
    out.set("mentions", std::move(group.mentions));
    persons.push_back(std::move(out));
  }
  if (!persons.empty()) record.set("persons", std::move(persons));
}

}  // namespace minutier::assemble
