#include <catch2/catch.hpp>

#include <algorithm>

#include "pipeline/assemble/convocation.hpp"
#include "pipeline/assemble/people/mentions.hpp"
#include "pipeline/assemble/series/series.hpp"

using namespace minutier;
using namespace minutier::assemble;

namespace {

Json fact(Json value, const char* status = "stated") { return Json::Object{{"value", std::move(value)}, {"status", status}, {"confidence", 0.9}, {"rule", "test@1"}, {"evidence", Json::array()}}; }

Json money(const std::string& amount, const std::string& currency = "EUR") { return fact(Json::Object{{"amount", amount}, {"currency", currency}}); }

// A record written by hand, for one organisation.
struct Paper {
  Json record = Json::object();

  Paper(const std::string& id, const std::string& date, const std::string& body = "conseil_municipal", const std::string& kind = "proces_verbal") {
    record.set("id", id);
    record.set("sitting_id", "s " + body + date);
    record.set("kind", fact(kind));
    record.set("organisation", Json::Object{{"name", fact("Commune de Kerlan")}, {"kind", fact("commune")}});
    Json meeting = Json::object();
    meeting.set("body", fact(body));
    if (!date.empty()) meeting.set("date", fact(date));
    record.set("meeting", std::move(meeting));
  }
  Paper& total(const char* key, int number, const char* status = "stated") {
    part("attendance").find("totals") ? void() : void(part("attendance").set("totals", Json::object()));
    part("attendance").find("totals")->set(key, fact(number, status));
    return *this;
  }
  Paper& people(const std::vector<std::string>& names) {
    Json::Array list;
    for (const std::string& name : names) list.push_back(Json::Object{{"name", fact(name)}, {"status", fact("present")}});
    part("attendance").set("people", std::move(list));
    return *this;
  }
  Paper& resolution(const std::string& title, const std::string& text, const char* result = "adopted", int in_favour = -1) {
    Json one = Json::Object{{"title", fact(title)}, {"text", fact(text)}, {"result", fact(result)}};
    if (in_favour >= 0) one.set("vote", Json::Object{{"for", fact(in_favour)}});
    list("resolutions").push(std::move(one));
    return *this;
  }
  // Lines as side, account, label, amount; totals of charges and produits.
  Paper& accounts(int year, const std::vector<std::array<std::string, 4>>& lines, const std::string& charges = "", const char* kind = "realise", const char* section = "", const char* currency = "EUR") {
    Json one = Json::Object{{"kind", fact(kind)}, {"year", fact(year)}};
    if (*section) one.set("section", fact(section));
    Json::Array rows;
    for (const auto& line : lines) rows.push_back(Json::Object{{"side", line[0]}, {"account", fact(line[1])}, {"label", fact(line[2])}, {"amount", money(line[3], currency)}});
    one.set("lines", std::move(rows));
    if (!charges.empty()) one.set("totals", Json::Object{{"charges", money(charges, currency)}});
    list("budgets").push(std::move(one));
    return *this;
  }
  Paper& result(int year, const std::string& amount, const std::string& allocation, const std::string& allocated = "", const char* section = "fonctionnement") {
    Json one = Json::Object{{"year", fact(year)}, {"section", fact(section)}, {"amount", money(amount)}, {"allocation", fact(allocation)}};
    if (!allocated.empty()) one.set("allocated_amount", money(allocated));
    list("results").push(std::move(one));
    return *this;
  }
  Paper& called(const std::string& date) {
    record.find("meeting")->set("convocation_date", fact(date));
    return *this;
  }

 private:
  Json& part(const char* key) { return record.find(key) ? *record.find(key) : record.set(key, Json::object()); }
  Json& list(const char* key) { return record.find(key) ? *record.find(key) : record.set(key, Json::array()); }
};

std::vector<SeriesCheck> run(const std::vector<Paper>& papers, const std::vector<RosterEntry>& roster = {}, const std::vector<std::string>& not_best = {}) {
  std::vector<SeriesRecord> records;
  std::vector<Mention> mentions;
  for (const Paper& paper : papers) {
    const bool best = std::find(not_best.begin(), not_best.end(), paper.record["id"].as_string()) == not_best.end();
    records.push_back(series_record(paper.record, best));
    for (Mention& each : mentions_of(paper.record)) mentions.push_back(std::move(each));
  }
  const People people = resolve_people("commune-de-kerlan", roster, mentions);
  return series_checks("commune-de-kerlan", records, roster, mentions, people);
}

// "verdict record" of every check with this id, in order.
std::vector<std::string> verdicts(const std::vector<SeriesCheck>& checks, const std::string& id) {
  std::vector<std::string> out;
  for (const SeriesCheck& check : checks)
    if (check.id == id) out.push_back(check.verdict + " " + check.record);
  return out;
}

const SeriesCheck& only(const std::vector<SeriesCheck>& checks, const std::string& id) {
  const SeriesCheck* found = nullptr;
  for (const SeriesCheck& check : checks)
    if (check.id == id) {
      if (found) throw std::logic_error("several checks " + id);
      found = &check;
    }
  if (!found) throw std::logic_error("no check " + id);
  return *found;
}

using Verdicts = std::vector<std::string>;
using Lines = std::vector<std::array<std::string, 4>>;

}  // namespace

TEST_CASE("the accounts of a year are those of the next year's column") {
  const Lines lines = {{"charge", "60", "Achats", "900.00"}, {"charge", "61", "Services", "2100.40"}};
  const Lines slip = {{"charge", "60", "Achats", "950.00"}, {"charge", "61", "Services", "2100"}};
  const auto fine = run({Paper("a", "2018-06-19").accounts(2017, lines, "3000.40"), Paper("b", "2019-06-18").accounts(2017, lines, "3000.40")});
  CHECK(verdicts(fine, "C46") == Verdicts{"pass b"});
  const SeriesCheck wrong = only(run({Paper("b", "2019-06-18").accounts(2017, slip), Paper("a", "2018-06-19").accounts(2017, lines)}), "C46");
  CHECK(wrong.verdict == "fail");
  CHECK(wrong.record == "b");
  CHECK(wrong.expected == Json("900.00 EUR"));
  CHECK(wrong.found == Json("950.00 EUR"));
  CHECK(wrong.facts == Verdicts{"/budgets/0/lines/0/amount"});
  CHECK(wrong.others.at(0).first == "a");
  CHECK(wrong.message.find("le compte 60 « Achats » est de 950") != std::string::npos);
  CHECK(wrong.message_en.find("account 60") != std::string::npos);
}

TEST_CASE("accounts are not compared with what is something else") {
  const Lines lines = {{"charge", "60", "Achats", "900.00"}}, other = {{"charge", "60", "Achats", "950.00"}};
  const Paper first = Paper("a", "2018-06-19").accounts(2017, lines);
  CHECK(verdicts(run({first, Paper("b", "2019-06-18").accounts(2017, other, "", "previsionnel")}), "C46").empty());
  CHECK(verdicts(run({first, Paper("b", "2019-06-18").accounts(2018, other)}), "C46").empty());
  CHECK(verdicts(run({first, Paper("b", "2019-06-18").accounts(2017, other, "", "realise", "investissement")}), "C46").empty());
  CHECK(verdicts(run({first, Paper("b", "2019-06-18").accounts(2017, other).accounts(2017, lines)}), "C46").empty());   // two tables of one year
  CHECK(verdicts(run({Paper("a", "2017-06-19").accounts(2017, lines), Paper("b", "2019-06-18").accounts(2017, other)}), "C46").empty());  // an estimate in its own year
  CHECK(verdicts(run({first, Paper("b", "2019-06-18").accounts(2017, other)}, {}, {"b"}), "C46").empty());              // an older version
  CHECK(verdicts(run({first, Paper("b", "2019-06-18").accounts(2017, other, "", "realise", "", "CHF")}), "C46") == Verdicts{"unknown b"});
  Lines many, moved;
  for (int i = 0; i < 8; ++i) many.push_back({"charge", std::to_string(600 + i), "x", "10.00"}), moved.push_back({"charge", std::to_string(600 + i), "x", std::to_string(20 + i)});
  CHECK(verdicts(run({Paper("a", "2018-06-19").accounts(2017, many), Paper("b", "2019-06-18").accounts(2017, moved)}), "C46") == Verdicts{"unknown b"});
}

TEST_CASE("what a council carries forward stands at account 002 of the next budget") {
  const char* allocation = "37 525,44 € au compte 1068 et 53 117,31 € en report à nouveau au compte 002";
  const Paper allocated = Paper("a", "2023-03-02").result(2022, "90642.75", allocation, "90642.75");
  const auto budget = [](const char* id, const char* side, const char* amount, int year = 2023) { return Paper(id, "2023-04-06").accounts(year, {{side, "002", "Excédent reporté", amount}}, "", "primitif", "fonctionnement"); };
  CHECK(verdicts(run({allocated, budget("b", "produit", "53117.31")}), "C4A") == Verdicts{"pass b"});
  const SeriesCheck wrong = only(run({allocated, budget("b", "produit", "53117.13")}), "C4A");
  CHECK(wrong.verdict == "fail");
  CHECK(wrong.expected == Json("53117.31 EUR"));
  CHECK(wrong.found == Json("53117.13 EUR"));
  CHECK(verdicts(run({allocated, budget("b", "charge", "53117.31")}), "C4A") == Verdicts{"fail b"});  // a surplus is income
  CHECK(verdicts(run({allocated, budget("b", "produit", "1.00", 2024)}), "C4A").empty());
  CHECK(verdicts(run({Paper("a", "2023-03-02").result(2022, "90642.75", "en réserve", "90642.75"), budget("b", "produit", "1.00")}), "C4A").empty());
  CHECK(verdicts(run({Paper("a", "2023-03-02").result(2022, "-500.00", "en report à nouveau", "500.00"), budget("b", "charge", "500.00")}), "C4A") == Verdicts{"pass b"});
}

TEST_CASE("an association's balance carried forward moves by each year's result") {
  const Paper first = Paper("a", "2022-06-19", "assemblee_generale").result(2021, "2945.00", "au report à nouveau, porté à 18 950 €", "2945.00", "");
  const auto next = [](const char* text, const char* amount = "-6310.00") { return Paper("b", "2023-06-18", "assemblee_generale").result(2022, amount, text, "6310.00", ""); };
  CHECK(verdicts(run({first, next("sur le report à nouveau, qui sera ramené à 12 640 €")}), "C4A") == Verdicts{"pass b"});
  CHECK(verdicts(run({first, next("sur le report à nouveau, qui sera ramené à 12 460 €")}), "C4A") == Verdicts{"fail b"});
  CHECK(verdicts(run({first, next("sur le report à nouveau, qui sera ramené à 12 640 CHF")}), "C4A") == Verdicts{"unknown b"});
  CHECK(verdicts(run({first, next("sur le report à nouveau")}), "C4A").empty());
}

TEST_CASE("minutes approved are found in the archive, or listed as missing") {
  const Paper march = Paper("a", "2023-03-02"), january = Paper("z", "2023-01-12");
  const auto approving = [](const std::string& words, const char* result = "adopted") { return Paper("b", "2023-04-06").resolution("Approbation", words, result); };
  CHECK(verdicts(run({march, approving("Le procès-verbal de la séance du 2 mars 2023 est approuvé.")}), "C61") == Verdicts{"pass b"});
  CHECK(verdicts(run({march, approving("Le procès-verbal de la séance du 2 mars est approuvé.")}), "C61") == Verdicts{"pass b"});
  CHECK(verdicts(run({march, january, approving("Les procès-verbaux des séances du 12 janvier et du 2 mars 2023 sont approuvés.")}), "C61") == Verdicts{"pass b", "pass b"});
  CHECK(verdicts(run({march, approving("Le PV du 9 mars 2023 est approuvé.")}), "C61") == Verdicts{"unknown b"});
  CHECK(verdicts(run({march, approving("Le PV du 9 juin 2023 est approuvé.")}), "C61") == Verdicts{"fail b"});
  CHECK(verdicts(run({march, approving("Le procès-verbal de la séance précédente est adopté.")}), "C61") == Verdicts{"unknown b"});
  CHECK(verdicts(run({march, approving("Le compte rendu d'activité au 2 mars 2023 est approuvé.")}), "C61").empty());
  CHECK(verdicts(run({march, approving("Le procès-verbal de la séance du 2 mars 2023 est approuvé.", "adjourned")}), "C61").empty());
  CHECK(only(run({Paper("a", "2022-12-15"), Paper("b", "2023-01-12").resolution("Approbation du procès-verbal du 15 décembre", "")}), "C61").verdict == "pass");
}

TEST_CASE("sittings whose minutes no later one approves are listed, the last one is not") {
  const auto approving = [](const char* words) { return Paper("b", "2023-04-06").resolution("Approbation", words); };
  const auto missing = run({Paper("a", "2023-03-02"), approving("Le PV du 12 janvier 2023 est approuvé.")});
  CHECK(verdicts(missing, "C62") == Verdicts{"unknown a"});
  CHECK(only(missing, "C62").law == "CGCT, art. L2121-15");
  CHECK(verdicts(run({Paper("a", "2023-03-02"), approving("Le PV du 2 mars 2023 est approuvé.")}), "C62").empty());
  CHECK(verdicts(run({Paper("a", "2023-03-02"), approving("Le PV de la dernière séance est approuvé.")}), "C62").empty());
  CHECK(verdicts(run({Paper("a", "2023-03-02", "bureau"), Paper("b", "2023-04-06")}), "C62").empty());  // another body
  CHECK(only(run({Paper("a", "2019-03-02"), Paper("b", "2019-04-06")}), "C62").law.empty());              // before the reform
}

TEST_CASE("clear days leave out the day of sending and the day of the meeting") {
  CHECK(clear_days("2023-03-01", "2023-03-07") == 5);
  CHECK(clear_days("2024-02-27", "2024-03-02") == 3);  // a leap year
  CHECK(clear_days("2023-03-01", "2023-03-01") == 0);
  CHECK_FALSE(clear_days("2023-03", "2023-03-01"));
  CHECK(days_between("1999-12-31", "2000-03-01") == 61);
}

TEST_CASE("a convocation is judged by the law of municipal councils, and only where it is sure") {
  const auto verdict = [](const char* sent, const char* meeting, const char* body = "conseil_municipal", bool french = true, bool urgent = false) -> std::string {
    const auto judged = judge_convocation(sent, meeting, body, french, urgent);
    return judged ? judged->verdict : "nothing";
  };
  CHECK(verdict("2023-03-01", "2023-03-07") == "pass");
  CHECK(verdict("2023-03-02", "2023-03-07") == "unknown");  // four: it depends on the inhabitants
  CHECK(verdict("2023-03-04", "2023-03-07") == "fail");
  CHECK(verdict("2023-03-04", "2023-03-07", "conseil_municipal", true, true) == "unknown");
  CHECK(verdict("2023-03-07", "2023-03-07", "conseil_municipal", true, true) == "fail");
  CHECK(verdict("2023-03-04", "2023-03-07", "assemblee_generale") == "nothing");  // its statutes say
  CHECK(verdict("2023-03-04", "2023-03-07", "conseil_municipal", false) == "nothing");
  CHECK(verdict("1950-03-04", "1950-03-07") == "nothing");
  CHECK(verdict("2023-03-09", "2023-03-07", "assemblee_generale") == "fail");  // after the meeting, whatever the body
}

TEST_CASE("a convocation in the archive is held against the minutes of its meeting") {
  const Paper minutes = Paper("pv", "2023-03-07");
  const auto call = [](const char* sent, const char* meeting = "2023-03-07") { return Paper("call", meeting, "conseil_municipal", "convocation").called(sent); };
  CHECK(verdicts(run({minutes, call("2023-03-01")}), "C63") == Verdicts{"pass pv"});
  CHECK(only(run({minutes, call("2023-03-05")}), "C63").law.find("L2121-11") != std::string::npos);
  CHECK(verdicts(run({minutes, call("2023-03-05", "2023-03-08")}), "C63").empty());
  CHECK(verdicts(run({Paper("pv", "2023-03-07").called("2023-03-02"), call("2023-03-01")}), "C63") == Verdicts{"fail pv", "pass pv"});
}

TEST_CASE("versions of one sitting agree on their counts, or are named") {
  const Paper draft = Paper("a", "2023-03-02").total("present", 4).total("in_office", 5).resolution("Subvention à la chorale", "x", "adopted", 4);
  const auto other = [](int present, int in_favour, const char* kind = "proces_verbal") { return Paper("b", "2023-03-02", "conseil_municipal", kind).total("present", present).total("in_office", 5).resolution("SUBVENTION À LA CHORALE", "x", "adopted", in_favour); };
  CHECK(verdicts(run({draft, other(4, 4)}, {}, {"b"}), "C64") == Verdicts{"pass b"});
  const SeriesCheck wrong = only(run({draft, other(3, 4)}, {}, {"b"}), "C64");
  CHECK(wrong.verdict == "fail");
  CHECK(wrong.expected == Json(4));
  CHECK(wrong.found == Json(3));
  CHECK(verdicts(run({draft, other(4, 3)}, {}, {"b"}), "C64") == Verdicts{"fail b"});
  CHECK(verdicts(run({draft, other(3, 4, "extrait")}, {}, {"b"}), "C64") == Verdicts{"pass b"});  // a piece counts who is there at its item
  CHECK(verdicts(run({draft, Paper("b", "2023-03-02").total("present", 3, "derived")}, {}, {"b"}), "C64").empty());
  CHECK(verdicts(run({draft, Paper("b", "2023-03-03").total("present", 3)}), "C64").empty());
}

TEST_CASE("the roster's members are those in office, and a year's people fit the seats") {
  const auto member = [](const char* name, const char* from = "", const char* to = "") {
    RosterEntry entry;
    entry.name = name, entry.body = "conseil_municipal", entry.from = from, entry.to = to;
    return entry;
  };
  const std::vector<RosterEntry> three = {member("Anne Durand"), member("Luc Petit"), member("Jean Riou", "2014", "2020")};
  CHECK(verdicts(run({Paper("a", "2016-03-02").total("in_office", 3)}, three), "C60") == Verdicts{"pass a"});
  CHECK(verdicts(run({Paper("a", "2022-03-02").total("in_office", 3)}, three), "C60") == Verdicts{"unknown a"});  // an entry out of its dates
  CHECK(verdicts(run({Paper("a", "2016-03-02").total("in_office", 2)}, three), "C60") == Verdicts{"fail a"});
  CHECK(verdicts(run({Paper("a", "2016-03-02", "assemblee_generale").total("in_office", 2)}, three), "C60").empty());
  const Paper first = Paper("a", "2023-03-02").total("in_office", 2).people({"Anne Durand", "Luc Petit"});
  CHECK(verdicts(run({first, Paper("b", "2023-04-06").total("in_office", 2).people({"A. Durand", "PETIT Luc"})}), "C60") == Verdicts{"pass b"});
  CHECK(verdicts(run({first, Paper("b", "2023-04-06").total("in_office", 2).people({"Anne Durand", "Jean Riou"})}), "C60") == Verdicts{"unknown b"});
  CHECK(verdicts(run({first, Paper("b", "2023-04-06").total("in_office", 3).people({"Jean Riou"})}), "C60").empty());  // the seats changed
}
