#include "pipeline/assemble/people/resolve.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include "pipeline/assemble/people/forms.hpp"
#include "pipeline/base/hash.hpp"

namespace minutier::assemble {
namespace {

using Shape = Name::Shape;

constexpr int generation = 20;  // years of silence after which the same name may be another person's
constexpr int mandate = 6;      // years within which a part of a name still means the one who bore it

struct Manner {
  Likeness likeness;
  const char* rule;
  double confidence, in_sitting;  // by the organisation, and by the sitting's own list
};

constexpr std::array<Manner, 7> manners{{{Likeness::same, "person.name@1", 0.98, 0.98},
                                         {Likeness::initials, "person.initials@1", 0.9, 0.95},
                                         {Likeness::short_family, "person.short_family@1", 0.85, 0.95},
                                         {Likeness::family, "person.family@1", 0.85, 0.93},
                                         {Likeness::given, "person.given@1", 0, 0.9},
                                         {Likeness::double_name, "person.double_name@1", 0.85, 0.85},
                                         {Likeness::variant, "person.variant@1", 0.85, 0.85}}};
constexpr const char* alias_rule = "person.alias@1";
constexpr double alias_confidence = 0.97;

const Manner& manner_of(Likeness likeness) {
  for (const Manner& manner : manners)
    if (manner.likeness == likeness) return manner;
  return manners.front();
}

bool weak(Likeness likeness) { return likeness == Likeness::double_name || likeness == Likeness::variant; }

class Resolver {
 public:
  Resolver(std::string_view organisation, const std::vector<RosterEntry>& roster, const std::vector<Mention>& mentions)
      : organisation_(organisation), roster_(roster), mentions_(mentions), forms_(forms_of(mentions)), out_(mentions.size()), owner_(mentions.size(), nobody) {}

  People run() {
    bring_roster();
    full_names_by_roster();
    grow_full_names();
    for (const Shape shape : {Shape::initials, Shape::short_family, Shape::family, Shape::given}) parts_of_names(shape);
    return finish();
  }

 private:
  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

  // Someone: of the roster or grown.
  struct Somebody {
    std::string base;                 // what the id is made of
    const Known* known = nullptr;
    std::vector<Name> names;          // of grown persons: the forms
    std::set<std::string> listed;     // records whose attendance names the person in full
    std::vector<std::size_t> mentions;
    std::string first, last;          // dates
    std::set<std::size_t> maybe;
  };

  struct Hit {
    std::size_t person = 0;
    Likeness likeness = Likeness::none;
    bool alias = false;
    std::size_t entry = nobody;  // of the roster
  };

  // What a mention may mean.
  struct Claim {
    const Form* form = nullptr;
    std::size_t mention = 0;
    std::vector<Hit> hits;
    bool in_sitting = false;
  };

  // ---- the roster ----

  void bring_roster() {
    known_ = known_people(organisation_, roster_);
    for (const Known& known : known_) {
      for (const Known::Spelling& spelling : known.spellings) known_names_.add(spelling.name, people_.size());
      Somebody somebody;
      somebody.base = known.key;
      somebody.known = &known;
      people_.push_back(std::move(somebody));
    }
  }

  // Persons of the roster a form may mean at a sitting, each by its best likeness.
  std::vector<Hit> roster_hits(const Name& name, const Mention& mention) const {
    std::vector<Hit> hits;
    for (const std::size_t person : known_names_.near(name)) {
      Hit best;
      for (const Known::Spelling& spelling : people_[person].known->spellings) {
        if (!counts_for(roster_[spelling.entry], mention.body, mention.date)) continue;
        const Likeness how = likeness(name, spelling.name);
        if (how == Likeness::none) continue;
        const bool better = best.likeness == Likeness::none || how < best.likeness || (how == best.likeness && best.alias && !spelling.alias);
        if (better) best = {person, how, spelling.alias, spelling.entry};
      }
      if (best.likeness != Likeness::none) hits.push_back(best);
    }
    return hits;
  }

  // ---- full names ----

  void full_names_by_roster() {
    for (const auto& [id, form] : forms_)  // namesakes first: who is listed tells which variants cannot be
      for (const std::size_t m : form.mentions) take_one(m, keep(roster_hits(form.name, mentions_[m]), Likeness::same));
    std::vector<Claim> claims;
    for (const auto& [id, form] : forms_) {
      if (id.first != Shape::full) continue;
      for (const std::size_t m : form.mentions) {
        if (settled(m)) continue;
        std::vector<Hit> hits = roster_hits(form.name, mentions_[m]);
        std::erase_if(hits, [&, listed = &form.listed](const Hit& hit) { return !weak(hit.likeness) || listed_together(*listed, people_[hit.person].listed); });
        claims.push_back({&form, m, std::move(hits), false});
      }
    }
    settle(claims);
  }

  // Two forms that stand in one list cannot both mean the same person: then neither is given to her.
  void settle(const std::vector<Claim>& claims) {
    std::map<std::size_t, std::set<const Form*>> claimed;
    for (const Claim& claim : claims)
      if (claim.hits.size() == 1) claimed[claim.hits.front().person].insert(claim.form);
    for (const Claim& claim : claims) {
      const bool contested = claim.hits.size() == 1 && std::any_of(claimed[claim.hits.front().person].begin(), claimed[claim.hits.front().person].end(), [&](const Form* other) {
        return other != claim.form && listed_together(other->listed, claim.form->listed);
      });
      if (contested) leave_open(claim.mention, claim.hits);
      else take_one(claim.mention, claim.hits, claim.in_sitting);
    }
  }

  static std::vector<Hit> keep(std::vector<Hit> hits, Likeness likeness) {
    std::erase_if(hits, [&](const Hit& hit) { return hit.likeness != likeness; });
    return hits;
  }

  bool settled(std::size_t m) const { return owner_[m] != nobody || !open_[m].empty(); }

  // The one person that fits, or all of them as candidates.
  void take_one(std::size_t m, const std::vector<Hit>& hits, bool in_sitting = false) {
    if (hits.empty()) return;
    if (hits.size() > 1) return leave_open(m, hits);
    const Hit& hit = hits.front();
    const Manner& manner = manner_of(hit.likeness);
    out_[m].rule = rule_of(hit);
    out_[m].confidence = hit.alias ? alias_confidence : in_sitting ? manner.in_sitting : manner.confidence;
    if (hit.entry != nobody) out_[m].entry = roster_[hit.entry].id;
    give(m, hit.person);
  }
  void leave_open(std::size_t m, const std::vector<Hit>& hits) {
    for (const Hit& hit : hits) open_[m].insert(hit.person);
    if (!hits.empty()) out_[m].rule = rule_of(hits.front());
  }
  static const char* rule_of(const Hit& hit) { return hit.alias ? alias_rule : manner_of(hit.likeness).rule; }

  void give(std::size_t m, std::size_t person) {
    const Mention& mention = mentions_[m];
    Somebody& somebody = people_[person];
    owner_[m] = person;
    somebody.mentions.push_back(m);
    if (mention.listed) somebody.listed.insert(mention.record);
    by_record_[mention.record].insert(person);
    if (mention.date.empty()) return;
    if (somebody.first.empty() || mention.date < somebody.first) somebody.first = mention.date;
    if (mention.date > somebody.last) somebody.last = mention.date;
  }

  std::vector<Stretch> unsettled_stretches(const Form& form, int silence) const {
    std::vector<std::size_t> some;
    for (const std::size_t m : form.mentions)
      if (!settled(m)) some.push_back(m);
    return stretches(form, some, mentions_, silence);
  }

  void grow_full_names() {
    std::vector<Stretch> nodes;
    NameIndex index;
    for (const auto& [id, form] : forms_) {
      if (id.first != Shape::full) continue;
      for (Stretch& node : unsettled_stretches(form, generation)) {
        index.add(form.name, nodes.size());
        nodes.push_back(std::move(node));
      }
    }
    std::vector<std::set<std::size_t>> beside(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i)
      for (const std::size_t j : index.near(nodes[i].form->name))
        if (j > i && may_be_one(nodes[i], nodes[j])) beside[i].insert(j), beside[j].insert(i);
    std::vector<std::size_t> person_of(nodes.size(), nobody);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (person_of[i] != nobody) continue;
      std::vector<std::size_t> group{i};
      if (apart_from_others(i, beside)) group.insert(group.end(), beside[i].begin(), beside[i].end());
      const std::size_t person = grow(nodes, group);
      for (const std::size_t node : group) person_of[node] = person;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (const std::size_t j : beside[i])
        if (person_of[i] != person_of[j]) people_[person_of[i]].maybe.insert(person_of[j]);
      namesakes(nodes[i], person_of[i]);
    }
  }

  bool may_be_one(const Stretch& a, const Stretch& b) const {
    if (a.form == b.form) return false;
    const Likeness how = likeness(a.form->name, b.form->name);
    if (how == Likeness::none || listed_together(a.form->listed, b.form->listed)) return false;
    return years_apart(a.first, a.last, b.first, b.last) <= (how == Likeness::same ? generation : mandate);
  }

  std::size_t grow(const std::vector<Stretch>& nodes, const std::vector<std::size_t>& group) {
    const std::size_t person = people_.size();
    people_.emplace_back();
    std::string base;
    for (const std::size_t n : group) {
      const Stretch& node = nodes[n];
      const std::string own = node.form->name.key + (node.ordinal > 0 ? " " + node.first.substr(0, 4) : "");
      if (base.empty() || own < base) base = own;
      people_[person].names.push_back(node.form->name);
      grown_names_.add(node.form->name, person);
    }
    people_[person].base = base;
    for (const std::size_t n : group)
      for (const std::size_t m : nodes[n].mentions) {
        const bool own_form = nodes[n].form == nodes[group.front()].form;
        const Likeness how = own_form ? Likeness::same : likeness(nodes[n].form->name, nodes[group.front()].form->name);
        out_[m].rule = manner_of(how).rule;
        out_[m].confidence = manner_of(how).confidence;
        give(m, person);
      }
    return person;
  }

  // A person of the roster with the same name, outside the entry's dates or bodies, and other stretches of the same name.
  void namesakes(const Stretch& node, std::size_t person) {
    for (const std::size_t other : known_names_.near(node.form->name))
      for (const Known::Spelling& spelling : people_[other].known->spellings)
        if (likeness(node.form->name, spelling.name) == Likeness::same) people_[person].maybe.insert(other);
    for (const std::size_t m : node.form->mentions)
      if (owner_[m] != nobody && owner_[m] != person) people_[person].maybe.insert(owner_[m]);
  }

  // ---- parts of names ----

  void parts_of_names(Shape shape) {
    std::vector<Claim> claims;
    for (const auto& [id, form] : forms_) {
      if (id.first != shape) continue;
      for (const std::size_t m : form.mentions)
        if (!settled(m)) claims.push_back(claim_of_part(form, m));
    }
    if (shape == Shape::given) {  // a given name alone means someone of the sitting, or stays open
      for (const Claim& claim : claims)
        if (!claim.in_sitting) leave_open(claim.mention, claim.hits);
      std::erase_if(claims, [](const Claim& claim) { return !claim.in_sitting; });
      return settle(claims);
    }
    settle(claims);
    for (const auto& [id, form] : forms_) {
      if (id.first != shape) continue;
      const std::vector<Stretch> nodes = unsettled_stretches(form, mandate);
      for (std::size_t i = 0; i < nodes.size(); ++i) grow(nodes, {i});
    }
  }

  // Whom a part of a name may mean: someone of the same sitting, else someone of the organisation in those years.
  Claim claim_of_part(const Form& form, std::size_t m) const {
    const Mention& mention = mentions_[m];
    Claim claim{&form, m, {}, true};
    const auto found = by_record_.find(mention.record);
    if (!mention.listed && found != by_record_.end())
      for (const std::size_t person : found->second)
        if (const Likeness how = part_of(form.name, person); how != Likeness::none) claim.hits.push_back({person, how, false, entry_for(person, mention)});
    if (!claim.hits.empty()) return claim;
    claim.in_sitting = false;
    claim.hits = roster_hits(form.name, mention);
    for (const std::size_t person : grown_names_.near(form.name)) {
      const Somebody& somebody = people_[person];
      if (years_apart(somebody.first, somebody.last, mention.date, mention.date) > mandate) continue;
      if (const Likeness how = part_of(form.name, person); how != Likeness::none) claim.hits.push_back({person, how, false, nobody});
    }
    // One list names nobody twice: whoever stands in one with this very form is another.
    std::erase_if(claim.hits, [&](const Hit& hit) { return listed_together(form.listed, people_[hit.person].listed); });
    return claim;
  }

  Likeness part_of(const Name& name, std::size_t person) const {
    const Somebody& somebody = people_[person];
    Likeness best = Likeness::none;
    const auto look = [&](const Name& known) {
      const Likeness how = likeness(name, known);
      if (how != Likeness::none && (best == Likeness::none || how < best)) best = how;
    };
    for (const Name& known : somebody.names) look(known);
    if (somebody.known)
      for (const Known::Spelling& spelling : somebody.known->spellings) look(spelling.name);
    return best;
  }

  // The entry of a person of the roster that counts for a sitting.
  std::size_t entry_for(std::size_t person, const Mention& mention) const {
    if (const Known* known = people_[person].known)
      for (const std::size_t entry : known->entries)
        if (counts_for(roster_[entry], mention.body, mention.date)) return entry;
    return nobody;
  }

  // ---- the result ----

  People finish() {
    std::vector<std::string> ids = give_ids();
    People people;
    for (std::size_t m = 0; m < mentions_.size(); ++m) {
      if (owner_[m] != nobody) out_[m].person = ids[owner_[m]];
      for (const std::size_t person : open_[m]) out_[m].candidates.push_back(ids[person]);
      std::sort(out_[m].candidates.begin(), out_[m].candidates.end());
    }
    std::set<std::size_t> named;
    for (const auto& candidates : open_) named.insert(candidates.begin(), candidates.end());
    for (std::size_t p = 0; p < people_.size(); ++p)
      if (!people_[p].mentions.empty() || named.count(p) || of_this_organisation(people_[p])) people.persons.push_back(person_of(people_[p], ids, p));
    std::sort(people.persons.begin(), people.persons.end(), [](const Person& a, const Person& b) { return a.id < b.id; });
    people.mentions = std::move(out_);
    return people;
  }

  std::vector<std::string> give_ids() const {
    std::vector<std::string> ids;
    std::set<std::string> used;
    for (const Somebody& somebody : people_) {  // those of the roster stand first
      std::string base = organisation_ + "\n" + somebody.base;
      while (!used.insert(base).second) base += "\nanother";
      ids.push_back("p" + sha256(base).substr(0, 12));
    }
    return ids;
  }

  bool of_this_organisation(const Somebody& somebody) const {
    return somebody.known && std::any_of(somebody.known->entries.begin(), somebody.known->entries.end(), [&](std::size_t e) { return !roster_[e].organisation.empty(); });
  }

  Person person_of(const Somebody& somebody, const std::vector<std::string>& ids, std::size_t index) const {
    Person person;
    person.id = ids[index];
    person.first_seen = somebody.first;
    person.last_seen = somebody.last;
    std::map<std::string, std::size_t> spellings;
    for (const std::size_t m : somebody.mentions) ++spellings[mentions_[m].name];
    for (const auto& [spelling, count] : spellings) person.spellings.push_back(spelling);
    for (const std::size_t other : somebody.maybe)
      if (other != index && (!people_[other].mentions.empty() || people_[other].known)) person.maybe.push_back(ids[other]);
    std::sort(person.maybe.begin(), person.maybe.end());
    if (somebody.known) {
      const RosterEntry& entry = roster_[somebody.known->entries.front()];
      person.imported = true;
      person.name = entry.name, person.family = entry.family, person.given = entry.given;
      for (const std::size_t e : somebody.known->entries) person.entries.push_back(roster_[e].id);
      return person;
    }
    name_by_mentions(person, somebody, spellings);
    return person;
  }

  // The name seen most; of its spellings the one with the most letters and accents.
  void name_by_mentions(Person& person, const Somebody& somebody, const std::map<std::string, std::size_t>& spellings) const {
    std::map<std::string, std::size_t> seen;  // by key
    for (const auto& [spelling, count] : spellings) seen[read_name(spelling).key] += count;
    std::size_t best = 0;
    for (const auto& [spelling, count] : spellings) {
      const std::string key = read_name(spelling).key;
      const bool own = std::any_of(somebody.names.begin(), somebody.names.end(), [&](const Name& each) { return each.key == key; });
      const std::size_t weight = (own ? 100'000'000 : 0) + std::min<std::size_t>(seen[key], 99'999) * 1'000 + std::min<std::size_t>(spelling.size(), 999);
      if (weight > best) best = weight, person.name = spelling;
    }
    for (const std::size_t m : somebody.mentions)
      if (mentions_[m].name == person.name && !mentions_[m].family.empty()) person.family = mentions_[m].family, person.given = mentions_[m].given;
  }

  std::string organisation_;
  const std::vector<RosterEntry>& roster_;
  const std::vector<Mention>& mentions_;
  std::map<std::pair<Shape, std::string>, Form> forms_;
  std::vector<Known> known_;
  NameIndex known_names_, grown_names_;
  std::vector<Somebody> people_;
  std::map<std::string, std::set<std::size_t>> by_record_;
  std::vector<Resolved> out_;
  std::vector<std::size_t> owner_;
  std::vector<std::set<std::size_t>> open_ = std::vector<std::set<std::size_t>>(mentions_.size());
};

}  // namespace

People resolve_people(std::string_view organisation, const std::vector<RosterEntry>& roster, const std::vector<Mention>& mentions) {
  return Resolver(organisation, roster, mentions).run();
}

}  // namespace minutier::assemble
