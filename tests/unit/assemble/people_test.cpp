#include <catch2/catch.hpp>

#include <algorithm>

#include "pipeline/assemble/people/name.hpp"
#include "pipeline/assemble/people/resolve.hpp"

using namespace minutier::assemble;

namespace {

constexpr const char* here = "les-amis-du-lavoir";

RosterEntry entry(std::string name, std::string from = "", std::string to = "", std::vector<std::string> aliases = {}) {
  RosterEntry out;
  out.name = std::move(name);
  out.from = std::move(from);
  out.to = std::move(to);
  out.aliases = std::move(aliases);
  out.id = entry_id(out);
  return out;
}

// Sittings written by hand: each list gives the record, its date and who is listed; `also` names someone elsewhere in it.
struct Papers {
  std::vector<RosterEntry> roster;
  std::vector<Mention> mentions;

  void list(const std::string& record, const std::string& date, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) mentions.push_back({record, "attendance/people/" + std::to_string(i) + "/name", names[i], "", "", date, "assemblee_generale", true});
  }
  void also(const std::string& record, const std::string& date, const std::string& name, const std::string& path = "meeting/chair") {
    mentions.push_back({record, path, name, "", "", date, "assemblee_generale", false});
  }
  People run() const { return resolve_people(here, roster, mentions); }
};

// The resolution of the mention with this name in a record.
const Resolved& of(const Papers& papers, const People& people, const std::string& record, const std::string& name) {
  for (std::size_t i = 0; i < papers.mentions.size(); ++i)
    if (papers.mentions[i].record == record && papers.mentions[i].name == name) return people.mentions[i];
  throw std::logic_error("no such mention: " + name);
}

const Person& person(const People& people, const std::string& id) {
  for (const Person& each : people.persons)
    if (each.id == id) return each;
  throw std::logic_error("no such person: " + id);
}

Likeness alike(const char* a, const char* b) { return likeness(read_name(a), read_name(b)); }

}  // namespace

TEST_CASE("names are compared by their words, whatever their order, capitals, accents and joints") {
  CHECK(alike("BERGÈRE Jean-Marie", "Jean- Marie Bergere") == Likeness::same);
  CHECK(alike("Anne LALA ALQUIER", "Anne Lala-Alquier") == Likeness::same);
  CHECK(alike("Claire de la Rochette", "LA ROCHETTE Claire") == Likeness::same);
  CHECK(alike("M. Paul Simondon", "Paul Simondon") == Likeness::same);
}

TEST_CASE("initials, a short family name and a family name alone are parts of a full one") {
  CHECK(alike("J.-M. Bergère", "Jean-Marie Bergère") == Likeness::initials);
  CHECK(alike("BERGÈRE J.", "Jean-Marie Bergère") == Likeness::initials);
  CHECK(alike("Manon L.", "Manon Lefort") == Likeness::short_family);
  CHECK(alike("Mme Lefort", "Manon Lefort") == Likeness::family);
  CHECK(alike("Manon", "Manon Lefort") == Likeness::given);
  CHECK(alike("P. Bergère", "Jean-Marie Bergère") == Likeness::none);
  CHECK(alike("Manon W.", "Manon Lefort") == Likeness::none);
}

TEST_CASE("a married or double name shares one family name, a variant differs by one letter of a long name") {
  CHECK(alike("Anne Durand", "Anne Durand-Petit") == Likeness::double_name);
  CHECK(alike("Anne Petit née Durand", "Anne Durand") == Likeness::double_name);
  CHECK(alike("Elif Gurisik", "Elif Gurusik") == Likeness::variant);
  CHECK(alike("Jean Irrmann", "Jean Irmann") == Likeness::variant);
}

TEST_CASE("names of two persons stay two names") {
  CHECK(alike("Charlotte Marchandise", "Jacques-François Marchandise") == Likeness::none);
  CHECK(alike("Frédérique Pallez", "Frédérique Sonnet") == Likeness::none);
  CHECK(alike("PAUL Christian", "SIMONDON Paul") == Likeness::none);
  CHECK(alike("Michel Durand", "Michèle Durand") == Likeness::none);
  CHECK(alike("Jean Martin", "Jean-Marie Martin") == Likeness::none);
  CHECK(alike("Luc Petit", "Luc Petot") == Likeness::variant);
  CHECK(alike("Luc Roux", "Luc Roue") == Likeness::none);  // too short to tell a slip from a name
}

TEST_CASE("spellings of one person across documents are one person with all of them") {
  Papers papers;
  papers.list("a", "2018-06-19", {"Armel Le Coz", "Jean-Marie Bergère", "Elif Gurisik"});
  papers.list("b", "2019-06-18", {"LE COZ Armel", "J.-M. Bergère", "Elif Gurusik"});
  papers.also("b", "2019-06-18", "M. Le Coz");
  const People people = papers.run();
  CHECK(of(papers, people, "a", "Armel Le Coz").person == of(papers, people, "b", "LE COZ Armel").person);
  CHECK(of(papers, people, "b", "M. Le Coz").person == of(papers, people, "a", "Armel Le Coz").person);
  CHECK(of(papers, people, "b", "M. Le Coz").rule == "person.family@1");
  CHECK(of(papers, people, "b", "J.-M. Bergère").person == of(papers, people, "a", "Jean-Marie Bergère").person);
  CHECK(of(papers, people, "b", "Elif Gurusik").person == of(papers, people, "a", "Elif Gurisik").person);
  CHECK(people.persons.size() == 3);
  const Person& armel = person(people, of(papers, people, "a", "Armel Le Coz").person);
  CHECK(armel.spellings == std::vector<std::string>{"Armel Le Coz", "LE COZ Armel", "M. Le Coz"});
  CHECK(armel.first_seen == "2018-06-19");
  CHECK(armel.last_seen == "2019-06-18");
  CHECK_FALSE(armel.imported);
}

TEST_CASE("a person is called as she is mostly written, with accents where any spelling has them") {
  Papers papers;
  papers.list("a", "2018-06-19", {"Clémence Pene"});
  papers.list("b", "2019-06-18", {"Clémence Pene"});
  papers.list("c", "2020-06-18", {"PÈNE Clémence", "pixel42"});
  papers.mentions.back().given = "pixel42";
  papers.also("c", "2020-06-18", "pixel42");
  const People people = papers.run();
  REQUIRE(people.persons.size() == 2);
  CHECK(person(people, of(papers, people, "a", "Clémence Pene").person).name == "PÈNE Clémence");
  CHECK(of(papers, people, "c", "pixel42").candidates.empty());
  CHECK(people.mentions[3].person == people.mentions[4].person);
}

TEST_CASE("a family name that two bear stays open with both as candidates") {
  Papers papers;
  papers.list("a", "1892-02-14", {"Antonin Vidal", "Joseph Vidal"});
  papers.also("a", "1892-02-14", "Vidal");
  papers.also("b", "1893-02-14", "J. Vidal");
  papers.also("b", "1893-02-14", "Vidal", "meeting/secretary");
  const People people = papers.run();
  CHECK(people.persons.size() == 2);
  CHECK(of(papers, people, "a", "Vidal").person.empty());
  CHECK(of(papers, people, "a", "Vidal").candidates.size() == 2);
  CHECK(of(papers, people, "b", "J. Vidal").person == of(papers, people, "a", "Joseph Vidal").person);
  CHECK(of(papers, people, "b", "Vidal").person == of(papers, people, "a", "Joseph Vidal").person);  // of that sitting, the one named
}

TEST_CASE("ambiguous initials are not guessed") {
  Papers papers;
  papers.list("a", "2010-05-01", {"Alain Durand", "Aline Durand"});
  papers.list("b", "2011-05-01", {"A. Durand"});
  const People people = papers.run();
  const Resolved& open = of(papers, people, "b", "A. Durand");
  CHECK(open.person.empty());
  CHECK(open.candidates.size() == 2);
  CHECK(open.rule == "person.initials@1");
}

TEST_CASE("names that were listed together are two persons however alike") {
  Papers papers;
  papers.list("a", "2010-05-01", {"Jean Dupont", "Jean Dupond"});
  papers.list("b", "2011-05-01", {"Jean Dupond"});
  papers.list("c", "2011-06-01", {"Durand", "Anne Durand"});
  const People people = papers.run();
  CHECK(of(papers, people, "a", "Jean Dupont").person != of(papers, people, "a", "Jean Dupond").person);
  CHECK(of(papers, people, "a", "Jean Dupond").person == of(papers, people, "b", "Jean Dupond").person);
  CHECK(of(papers, people, "c", "Durand").person != of(papers, people, "c", "Anne Durand").person);
}

TEST_CASE("a name between two others is given to neither") {
  Papers papers;
  papers.list("a", "2010-05-01", {"Anne Durand"});
  papers.list("b", "2011-05-01", {"Anne Durand-Petit"});
  papers.list("c", "2012-05-01", {"Anne Petit"});
  const People people = papers.run();
  CHECK(people.persons.size() == 3);
  CHECK(person(people, of(papers, people, "b", "Anne Durand-Petit").person).maybe.size() == 2);
}

TEST_CASE("the same name after a generation of silence is not the same person") {
  Papers papers;
  papers.list("a", "1885-05-01", {"Jean Martin"});
  papers.list("b", "1890-05-01", {"Jean Martin"});
  papers.list("c", "1990-05-01", {"Jean Martin"});
  papers.also("c", "1990-05-01", "Martin");
  const People people = papers.run();
  CHECK(of(papers, people, "a", "Jean Martin").person == of(papers, people, "b", "Jean Martin").person);
  CHECK(of(papers, people, "a", "Jean Martin").person != of(papers, people, "c", "Jean Martin").person);
  CHECK(of(papers, people, "c", "Martin").person == of(papers, people, "c", "Jean Martin").person);
  CHECK(person(people, of(papers, people, "c", "Jean Martin").person).maybe.size() == 1);
}

TEST_CASE("a given name alone means someone of the sitting or stays open") {
  Papers papers;
  papers.list("a", "2021-06-21", {"Manon Lefort", "Jean Riou"});
  papers.also("a", "2021-06-21", "Manon", "speakers/0");
  papers.list("b", "2022-06-21", {"Manon", "Anne"});
  const People people = papers.run();
  CHECK(of(papers, people, "a", "Manon").person == of(papers, people, "a", "Manon Lefort").person);
  CHECK(of(papers, people, "b", "Manon").person.empty());
  CHECK(of(papers, people, "b", "Manon").candidates.size() == 1);
  CHECK(of(papers, people, "b", "Anne").person.empty());
  CHECK(of(papers, people, "b", "Anne").candidates.empty());
}

TEST_CASE("an entry of the roster counts inside its dates and nowhere else") {
  Papers papers;
  papers.roster = {entry("Anne Durand", "2014-03-30", "2020-05-24", {"Nana"})};
  papers.list("a", "2016-05-01", {"DURAND Anne", "Nana"});
  papers.list("b", "2022-05-01", {"Anne Durand", "Nana"});
  papers.list("c", "2014", {"Anne Durand"});  // may lie before the entry begins
  const People people = papers.run();
  const Resolved& inside = of(papers, people, "a", "DURAND Anne");
  CHECK(inside.entry == papers.roster[0].id);
  CHECK(inside.rule == "person.name@1");
  CHECK(of(papers, people, "a", "Nana").person == inside.person);
  CHECK(of(papers, people, "a", "Nana").rule == "person.alias@1");
  const Resolved& outside = of(papers, people, "b", "Anne Durand");
  CHECK(outside.person != inside.person);
  CHECK(outside.entry.empty());
  CHECK(person(people, outside.person).maybe == std::vector<std::string>{inside.person});
  CHECK(of(papers, people, "b", "Nana").person != inside.person);
  CHECK(of(papers, people, "c", "Anne Durand").entry.empty());
}

TEST_CASE("entries of one person join, numbered namesakes do not") {
  Papers papers;
  RosterEntry father = entry("Jean Martin", "1990", "2005"), son = entry("Jean Martin", "2000", "2020");
  father.person = "12", son.person = "57";
  papers.roster = {father, son, entry("Luc Riou", "1990", "1995"), entry("Luc Riou", "2001", "2007")};
  papers.list("a", "1995-06-01", {"Jean Martin", "Luc Riou"});
  papers.list("b", "2003-06-01", {"Jean Martin", "Luc Riou"});
  papers.list("c", "2010-06-01", {"Jean Martin"});
  const People people = papers.run();
  CHECK(of(papers, people, "a", "Jean Martin").person != of(papers, people, "c", "Jean Martin").person);
  CHECK(of(papers, people, "b", "Jean Martin").person.empty());
  CHECK(of(papers, people, "b", "Jean Martin").candidates.size() == 2);
  CHECK(of(papers, people, "a", "Luc Riou").person == of(papers, people, "b", "Luc Riou").person);
  CHECK(of(papers, people, "a", "Luc Riou").entry != of(papers, people, "b", "Luc Riou").entry);
}

TEST_CASE("a roster joins what names alone could not, and entries of another organisation or body do not count") {
  Papers papers;
  papers.roster = {entry("Anne Durand-Petit"), entry("Paul Leroy"), entry("Marc Lebon")};
  papers.roster[1].organisation = "Autre Association";
  papers.roster[2].body = "conseil_municipal";
  papers.list("a", "2010-05-01", {"Anne Durand", "Paul Leroy", "Marc Lebon"});
  papers.list("b", "2012-05-01", {"Anne Petit"});
  const People people = papers.run();
  CHECK(of(papers, people, "a", "Anne Durand").person == of(papers, people, "b", "Anne Petit").person);
  CHECK(of(papers, people, "a", "Anne Durand").entry == papers.roster[0].id);
  CHECK(of(papers, people, "a", "Paul Leroy").entry.empty());
  CHECK(of(papers, people, "a", "Marc Lebon").entry.empty());
}

TEST_CASE("two names of one list do not both become the person of the roster") {
  Papers papers;
  papers.roster = {entry("Anne Durand-Petit")};
  papers.list("a", "2010-05-01", {"Anne Durand", "Anne Petit"});
  const People people = papers.run();
  CHECK(of(papers, people, "a", "Anne Durand").person.empty());
  CHECK(of(papers, people, "a", "Anne Petit").person.empty());
  CHECK(of(papers, people, "a", "Anne Petit").candidates.size() == 1);
}

TEST_CASE("a roster keeps the ids of those it names, and the order of mentions changes nothing") {
  Papers papers;
  papers.list("a", "2010-05-01", {"Anne Durand", "Marc Lebon", "A. Riou"});
  papers.list("b", "2011-05-01", {"Alice Riou", "M. Lebon", "Anne Durant"});
  papers.also("b", "2011-05-01", "Riou");
  const People before = papers.run();
  std::vector<std::string> ids;
  for (const Resolved& each : before.mentions) ids.push_back(each.person);
  std::reverse(papers.mentions.begin(), papers.mentions.end());
  const People turned = papers.run();
  for (std::size_t i = 0; i < ids.size(); ++i) CHECK(turned.mentions[ids.size() - 1 - i].person == ids[i]);
  papers.roster = {entry("Marc Lebon", "2009")};
  CHECK(of(papers, papers.run(), "a", "Marc Lebon").person == of(papers, turned, "a", "Marc Lebon").person);
}

TEST_CASE("organisations are the same under the small words tables and minutes differ in, and no others") {
  CHECK(organisation_key("Association Les Amis du lavoir") == organisation_key("LES AMIS DU LAVOIR"));
  CHECK(organisation_key("Ville de Kerlan") == organisation_key("Commune de Kerlan"));
  CHECK(organisation_key("L'Association « Le Lavoir »") == organisation_key("Le Lavoir"));
  CHECK(organisation_key("Commune de Kerlan") != organisation_key("Comité de Kerlan"));
  CHECK(organisation_key("Association") == "association");
}

TEST_CASE("a partial date lies inside an entry only as a whole") {
  RosterEntry dated = entry("Anne Durand", "2014-03-30", "2020");
  CHECK(counts_for(dated, "bureau", "2014-03-30"));
  CHECK(counts_for(dated, "bureau", "2020-12-31"));
  CHECK(counts_for(dated, "bureau", "2016"));
  CHECK(counts_for(dated, "bureau", "2014-04"));
  CHECK_FALSE(counts_for(dated, "bureau", "2014-03"));
  CHECK_FALSE(counts_for(dated, "bureau", "2021-01-01"));
  CHECK_FALSE(counts_for(dated, "bureau", ""));
  dated.body = "conseil_municipal";
  CHECK_FALSE(counts_for(dated, "bureau", "2016"));
  CHECK(counts_for(entry("Anne Durand"), "bureau", ""));
}
