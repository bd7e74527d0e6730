// C01–C06: dates and times of the sitting.

#include <array>
#include <algorithm>

#include "pipeline/assemble/checks/all.hpp"
#include "pipeline/assemble/convocation.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble::checks {
namespace {

constexpr std::array<std::string_view, 7> weekdays{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"};

// The weekday a text names, 1 Monday … 7, or 0 where it names none or several.
int weekday_in(std::string_view text) {
  const std::string folded = normalise::fold(text);
  int found = 0;
  for (std::size_t i = 0; i < weekdays.size(); ++i)
    if (folded.find(weekdays[i]) != std::string::npos) found = found == 0 ? static_cast<int>(i) + 1 : -1;
  return std::max(found, 0);
}

// A file name as words, so that dates in it are found: "PV_2019-06-18.pdf", "20190618 CA".
std::string spaced(std::string_view name) {
  std::string out;
  std::size_t digits = 0;
  const auto close = [&] {
    if (digits == 8 && (out.compare(out.size() - 8, 2, "19") == 0 || out.compare(out.size() - 8, 2, "20") == 0 || out.compare(out.size() - 8, 2, "18") == 0)) {
      out.insert(out.size() - 4, "-");
      out.insert(out.size() - 2, "-");
    }
    digits = 0;
  };
  for (const char c : normalise::fold(name)) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit) close();
    digits = digit ? digits + 1 : 0;
    out += c == '_' ? ' ' : c;
  }
  close();
  return out;
}

void compare_dates(const std::string& where, std::string_view folded, std::string_view date, Severity severity, const char* pointer, Report& report) {
  const auto dates = extract::find_dates(folded);
  std::string other;
  for (const auto& found : dates) {
    if (found.date.size() != 10) continue;
    if (found.date == date) return report.pass(std::vector<std::string>{pointer, "/meeting/date"});
    other = found.date;
  }
  if (other.empty()) return;
  report.fail({severity, where + " porte la date du " + date_words(other) + ", la séance est du " + date_words(date) + ".", {pointer, "/meeting/date"}, Json(date), Json(other), {}});
}

struct Stamp {
  std::optional<int> time;
  std::string_view said;
  std::string pointer;
};

// Whether b comes after a; a sitting may run past midnight.
bool follows(int a, int b) { return b >= a || (a >= 17 * 60 && b < 6 * 60); }

}  // namespace

void weekday(const Input& in, Report& report) {
  for (const char* path : {"meeting/date", "meeting/convocation_date"}) {
    const Json* fact = in.sitting.record.at(path);
    if (!fact) continue;
    const std::string_view date = value_of(fact).as_string();
    if (date.size() != 10 || year_of(date) < 1600) continue;
    const std::string& raw = (*fact)["raw"].as_string();
    const int said = weekday_in(raw), real = extract::weekday_of(date);
    const std::string pointer = "/" + std::string(path);
    if (said == 0 || real == 0) continue;
    if (said == real) {
      report.pass(pointer);
      continue;
    }
    const std::string_view is = weekdays[static_cast<std::size_t>(real) - 1];
    report.fail({Severity::warning, "Le document écrit « " + raw + " », mais le " + date_words(date) + " était un " + std::string(is) + ".", {pointer}, Json(is),
                 Json(weekdays[static_cast<std::size_t>(said) - 1]), {}});
  }
}

void exercise(const Input& in, Report& report) {
  const auto& years = in.sitting.record["exercise_years"].items();
  if (years.empty() || in.sitting.year == 0) return;
  std::string said;
  for (const Json& item : years) {
    const auto year = count_of(value_of(&item));
    if (!year) return;
    if (*year >= in.sitting.year - 1 && *year <= in.sitting.year + 1) return report.pass(std::vector<std::string>{"/meeting/date", "/exercise_years"});
    said += (said.empty() ? "" : ", ") + std::to_string(*year);
  }
  report.fail({Severity::warning, "La séance est du " + date_words(in.sitting.date) + ", loin de l'exercice dont parle le document (" + said + ").", {"/meeting/date", "/exercise_years"},
               Json(in.sitting.year), Json(said), {}});
}

void dates_agree(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  if (s.date.size() != 10) return;
  const Json* fact = s.record.at("meeting/date");
  for (const Json& other : (*fact)["alternatives"].items()) {
    const std::string& date = value_of(&other).as_string();
    if (date.size() == 10 && date != s.date)
      report.fail({Severity::warning, "Deux dates sont données pour la séance : " + date_words(s.date) + " et " + date_words(date) + ".", {"/meeting/date"}, Json(s.date), Json(date), {}});
  }
  compare_dates("Le titre", normalise::fold(s.text("title")), s.date, Severity::warning, "/title", report);
  compare_dates("Le nom du fichier", spaced(s.text("document/source_name")), s.date, Severity::info, "/document/source_name", report);
}

void times(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  const std::string_view start = s.text("meeting/start"), end = s.text("meeting/end");
  const auto from = minutes_of(start), to = minutes_of(end);
  if (from && to) {
    if (follows(*from, *to)) report.pass(std::vector<std::string>{"/meeting/start", "/meeting/end"});
    else
      report.fail({Severity::warning, "La séance finirait à " + std::string(end) + ", avant d'avoir commencé à " + std::string(start) + ".", {"/meeting/start", "/meeting/end"}, {}, Json(end), {}});
  }
  Stamp last;
  std::vector<std::string> seen;
  const auto& agenda = s.record["agenda"].items();
  for (std::size_t i = 0; i < agenda.size(); ++i) {
    Stamp now{{}, value_in(agenda[i], "time").as_string(), "/agenda/" + std::to_string(i) + "/time"};
    now.time = minutes_of(now.said);
    if (!now.time) continue;
    if (last.time && !follows(*last.time, *now.time)) {
      report.fail({Severity::info, "À l'ordre du jour, " + std::string(now.said) + " vient après " + std::string(last.said) + ".", {last.pointer, now.pointer}, {}, Json(now.said), {}});
      return;
    }
    seen.push_back(now.pointer);
    last = std::move(now);
  }
  if (seen.size() > 1) report.pass(std::move(seen));
}

void signature_date(const Input& in, Report& report) {
  const Sitting& s = in.sitting;
  if (!s.minutes || s.date.size() != 10) return;  // a convocation is signed before
  const auto& signatures = s.record["signatures"].items();
  for (std::size_t i = 0; i < signatures.size(); ++i) {
    const std::string& date = value_in(signatures[i], "date").as_string();
    if (date.size() != 10) continue;
    const std::string pointer = "/signatures/" + std::to_string(i) + "/date";
    if (date >= s.date) report.pass(std::vector<std::string>{pointer, "/meeting/date"});
    else
      report.fail({Severity::warning, "La signature de " + value_in(signatures[i], "name").as_string() + " est du " + date_words(date) + ", avant la séance du " + date_words(s.date) + ".",
                   {pointer, "/meeting/date"}, Json(s.date), Json(date), {}});
  }
}

void convocation_delay(const Input& in, Report& report) {
  const std::string_view sent = in.sitting.text("meeting/convocation_date");
  if (!in.sitting.minutes || is_derived(in.sitting.record.at("meeting/convocation_date"))) return;
  const auto judged = judge_convocation(sent, in.sitting.date, in.sitting.body, in.sitting.rule != nullptr, speaks_of_urgency(in.sitting.record));
  if (!judged) return;
  std::vector<std::string> facts{"/meeting/convocation_date", "/meeting/date"};
  if (judged->verdict == "pass") return report.pass(std::move(facts));
  Note note{judged->verdict == "fail" ? Severity::warning : Severity::info, judged->message, std::move(facts), {}, judged->found, judged->law};
  if (judged->enough > 0) note.expected = judged->verdict == "fail" ? judged->least : judged->enough;
  if (judged->verdict == "fail") report.fail(std::move(note));
  else report.unknown(std::move(note));
}

}  // namespace minutier::assemble::checks
