#include <catch2/catch.hpp>

#include "tests/unit/assemble/checks_support.hpp"

using namespace minutier;
using namespace minutier::test;

TEST_CASE("the weekday written must be the date's") {
  const char* right = R"({"meeting": {"date": {"value": "2019-06-18", "raw": "mardi 18 juin 2019", "status": "stated", "evidence": ["e1"]}}})";
  const char* wrong = R"({"meeting": {"date": {"value": "2019-06-18", "raw": "MERCREDI 18 JUIN 2019", "status": "stated", "evidence": ["e1"]}}})";
  const char* none = R"({"meeting": {"date": {"value": "2019-06-18", "raw": "le 18 juin 2019", "status": "stated", "evidence": ["e1"]}}})";
  CHECK(said(right, "C01") == "pass");
  CHECK(said(wrong, "C01") == "fail");
  CHECK(message(wrong, "C01") == "Le document écrit « MERCREDI 18 JUIN 2019 », mais le 18 juin 2019 était un mardi.");
  CHECK(said(none, "C01").empty());
}

TEST_CASE("a sitting lies within a year of the exercise it is about") {
  CHECK(said(R"({"meeting": {"date": "2019-06-18"}, "exercise_years": [2018, 2019]})", "C02") == "pass");
  CHECK(said(R"({"meeting": {"date": "2019-06-18"}, "exercise_years": [2009]})", "C02") == "fail");
  CHECK(said(R"({"meeting": {"date": "2019-06-18"}})", "C02").empty());
}

TEST_CASE("the dates of title, text and file name must agree") {
  CHECK(said(R"({"title": "PV du 18 juin 2019", "meeting": {"date": "2019-06-18"}, "document": {"source_name": "pv_2019-06-18.txt"}})", "C03") == "pass");
  CHECK(said(R"({"title": "PV du 19 juin 2019", "meeting": {"date": "2019-06-18"}})", "C03") == "fail");
  CHECK(said(R"({"meeting": {"date": "2019-06-18"}, "document": {"source_name": "20190620_pv.pdf"}})", "C03") == "fail");
  CHECK(said(R"({"meeting": {"date": "2019-06-18"}, "document": {"source_name": "document.txt"}})", "C03").empty());
  const char* two = R"({"meeting": {"date": {"value": "2019-06-18", "status": "stated", "evidence": ["e1"], "alternatives": [{"value": "2019-06-19", "status": "stated"}]}}})";
  CHECK(message(two, "C03") == "Deux dates sont données pour la séance : 18 juin 2019 et 19 juin 2019.");
}

TEST_CASE("a sitting ends after it began, past midnight at most") {
  CHECK(said(R"({"meeting": {"start": "18:00", "end": "20:35"}})", "C04") == "pass");
  CHECK(said(R"({"meeting": {"start": "20:30", "end": "00:15"}})", "C04") == "pass");
  CHECK(said(R"({"meeting": {"start": "18:00", "end": "16:40"}})", "C04") == "fail");
  CHECK(said(R"({"agenda": [{"time": "14:00"}, {"time": "15:15"}, {"time": "15:55"}]})", "C04") == "pass");
  CHECK(said(R"({"agenda": [{"time": "14:00"}, {"time": "13:15"}]})", "C04") == "fail");
  CHECK(said(R"({"meeting": {"start": "18:00"}})", "C04").empty());
}

TEST_CASE("minutes are not signed before the sitting, a convocation is") {
  CHECK(said(R"({"kind": "proces_verbal", "meeting": {"date": "2019-06-18"}, "signatures": [{"name": "A", "date": "2019-06-20"}]})", "C05") == "pass");
  CHECK(said(R"({"kind": "proces_verbal", "meeting": {"date": "2019-06-18"}, "signatures": [{"name": "A", "date": "2019-06-17"}]})", "C05") == "fail");
  CHECK(said(R"({"kind": "convocation", "meeting": {"date": "2019-06-18"}, "signatures": [{"name": "A", "date": "2019-06-01"}]})", "C05").empty());
}

TEST_CASE("a record that says little gets no check at all") {
  const Json record = checked(R"({"title": "Notes"})");
  CHECK(record["checks"] == Json::array());
  CHECK(record.find("quorum") == nullptr);
  CHECK(record.find("attendance") == nullptr);
}
