#include "pipeline/assemble/people/forms.hpp"

#include <algorithm>

#include "pipeline/assemble/reading.hpp"

namespace minutier::assemble {
namespace {

std::vector<std::string> tokens(const Name& name) {
  std::vector<std::string> out{"k " + name.key};
  const auto joined = [](const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += word;
    return text;
  };
  if (!name.given.empty()) out.push_back("g " + joined(name.given));
  std::string family;
  for (const std::string& word : name.family)
    if (word != "de" && word != "d" && word != "du" && word != "des" && word != "l") family += word;
  if (!family.empty()) out.push_back("f " + family);
  if (name.shape == Name::Shape::given) out.push_back("f " + joined(name.given));
  for (const std::string& other : name.other_families) out.push_back("f " + other);
  return out;
}

}  // namespace

bool listed_together(const std::set<std::string>& a, const std::set<std::string>& b) {
  const auto& few = a.size() < b.size() ? a : b;
  const auto& many = a.size() < b.size() ? b : a;
  return std::any_of(few.begin(), few.end(), [&](const std::string& record) { return many.count(record) > 0; });
}

std::map<std::pair<Name::Shape, std::string>, Form> forms_of(const std::vector<Mention>& mentions) {
  std::map<std::pair<Name::Shape, std::string>, Form> forms;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& mention = mentions[i];
    Name name = read_name(mention.name, mention.family, mention.given);
    if (name.shape == Name::Shape::none) continue;
    Form& form = forms[{name.shape, name.key}];
    // « Martin Paul » is read both ways: the smaller reading counts for all, whatever the order of the mentions.
    if (form.mentions.empty() || name.family < form.name.family) form.name = std::move(name);
    form.mentions.push_back(i);
    if (mention.listed) form.listed.insert(mention.record);
  }
  return forms;
}

void NameIndex::add(const Name& name, std::size_t item) {
  for (std::string& token : tokens(name)) items_[std::move(token)].push_back(item);
}

std::vector<std::size_t> NameIndex::near(const Name& name) const {
  std::vector<std::size_t> out;
  for (const std::string& token : tokens(name))
    if (const auto found = items_.find(token); found != items_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Known> known_people(std::string_view organisation, const std::vector<RosterEntry>& roster) {
  std::map<std::string, Known> known;
  for (std::size_t i = 0; i < roster.size(); ++i) {
    const RosterEntry& entry = roster[i];
    if (!entry.organisation.empty() && organisation_key(entry.organisation) != organisation) continue;
    Name name = read_name(entry.name, entry.family, entry.given);
    const std::string key = entry.person.empty() ? name.key : "#" + entry.person;
    if (name.shape == Name::Shape::none && entry.person.empty()) continue;
    Known& one = known[key];
    one.key = key;
    one.entries.push_back(i);
    one.spellings.push_back({std::move(name), i, false});
    for (const std::string& alias : entry.aliases) one.spellings.push_back({read_name(alias), i, true});
    if (!entry.pseudonym.empty()) one.spellings.push_back({read_name(entry.pseudonym), i, true});
  }
  std::vector<Known> out;
  for (auto& [key, one] : known) out.push_back(std::move(one));
  return out;
}

std::vector<Stretch> stretches(const Form& form, const std::vector<std::size_t>& some, const std::vector<Mention>& mentions, int silence) {
  std::vector<std::size_t> dated, undated;
  for (const std::size_t m : some) (mentions[m].date.empty() ? undated : dated).push_back(m);
  std::sort(dated.begin(), dated.end(), [&](std::size_t a, std::size_t b) { return mentions[a].date < mentions[b].date; });
  std::vector<Stretch> out;
  for (const std::size_t m : dated) {
    const std::string& date = mentions[m].date;
    if (out.empty() || years_apart(out.back().first, out.back().last, date, date) > silence) {
      Stretch stretch{&form, date, date, out.size(), {}};
      out.push_back(std::move(stretch));
    }
    out.back().mentions.push_back(m);
    out.back().last = date;
  }
  if (out.empty() && !undated.empty()) {
    Stretch stretch{&form, {}, {}, 0, {}};
    out.push_back(std::move(stretch));
  }
  if (out.size() == 1) out.front().mentions.insert(out.front().mentions.end(), undated.begin(), undated.end());
  return out;
}

bool apart_from_others(std::size_t node, const std::vector<std::set<std::size_t>>& beside) {
  std::set<std::size_t> whole = beside[node];
  whole.insert(node);
  return std::all_of(whole.begin(), whole.end(), [&](std::size_t each) {
    std::set<std::size_t> its = beside[each];
    its.insert(each);
    return its == whole;
  });
}

int years_apart(const std::string& first_a, const std::string& last_a, const std::string& first_b, const std::string& last_b) {
  constexpr int unknown = 10'000;
  if (first_a.empty() || first_b.empty()) return unknown;
  if (year_of(first_b) > year_of(last_a)) return year_of(first_b) - year_of(last_a);
  if (year_of(first_a) > year_of(last_b)) return year_of(first_a) - year_of(last_b);
  return 0;
}

}  // namespace minutier::assemble
