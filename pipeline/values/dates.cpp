#include "pipeline/values/dates.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "pipeline/base/error.hpp"
#include "pipeline/base/literal_filter.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extract {
namespace {

// A hit with the text it stands in.
struct Hit {
  const Regex* regex = nullptr;
  std::string_view text;
  RegexHit found;

  bool search(const Regex& with, std::string_view in, std::size_t from) {
    regex = &with;
    text = in;
    return with.search(in, from, found);
  }
  Range whole() const { return found.whole(); }
  bool has(std::string_view group) const { return regex->group(found, group) != 0; }
};

const std::string number_word =
    "(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|"
    "quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille|mil|et)";
const std::string number_words = "(?:" + number_word + "(?:[ \\n-]+" + number_word + "){0,10})";
const std::string month_names =
    "(?:janvier|janv\\.?|fevrier|fevr?\\.?|mars|avril|avr(?=\\.)|mai|juin|juillet|juil\\.?|aout|aolt|aodt|septembre|sept(?=\\.)|7bre|octobre|oct(?=\\.)|8bre|"
    "novembre|nov(?=\\.)|9bre|decembre|dec(?=\\.)|xbre|10bre)";
const std::string weekdays = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)";
const std::string republican =
    "(?:vendemiaire|brumaire|frimaire|nivose|pluviose|ventose|germinal|floreal|prairial|messidor|thermidor|fructidor|"
    "(?:jours?[ \\n]+)?complementaires?|sans-?culottides?)";

int month_of(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, int>, 20> months{{
      {"janv", 1}, {"fev", 2}, {"mars", 3}, {"avr", 4}, {"mai", 5}, {"juin", 6}, {"juil", 7}, {"aout", 8}, {"aolt", 8}, {"aodt", 8},
      {"sept", 9}, {"7bre", 9}, {"oct", 10}, {"8bre", 10}, {"nov", 11}, {"9bre", 11}, {"dec", 12}, {"xbre", 12}, {"10bre", 12}, {"juin", 6}}};
  for (const auto& [start, month] : months)
    if (name.substr(0, start.size()) == start) return month;
  return 0;
}

int republican_month(std::string_view name) {
  static constexpr std::array<std::string_view, 13> months{"vend", "brum", "frim", "nivo", "pluv", "vent", "germ", "flor", "prai", "mess", "ther", "fruc", ""};
  for (int i = 0; i < 12; ++i)
    if (name.substr(0, 4) == months[static_cast<std::size_t>(i)]) return i + 1;
  return 13;
}

int weekday_named(std::string_view name) {
  static constexpr std::array<std::string_view, 7> days{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"};
  for (int i = 0; i < 7; ++i)
    if (name == days[static_cast<std::size_t>(i)]) return i + 1;
  return 0;
}

bool leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }
int days_in(int y, int m) {
  static constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && leap(y) ? 29 : days[static_cast<std::size_t>(m - 1)];
}

// Days since 1970-01-01 in the Gregorian calendar, and back.
long days_from(int y, int m, int d) {
  y -= m <= 2;
  const long era = (y >= 0 ? y : y - 399) / 400;
  const long yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1, doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}
std::string format(int y, int m, int d) {
  char buffer[24];
  if (d == 0)
    std::snprintf(buffer, sizeof buffer, "%04d-%02d", y % 10000, m);
  else
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", y % 10000, m, d);
  return buffer;
}
std::string civil_from(long days) {
  days += 719468;
  const long era = days / 146097, doe = days - era * 146097, yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  const int d = static_cast<int>(doy - (153 * mp + 2) / 5 + 1), m = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  return format(static_cast<int>(yoe + era * 400) + (m <= 2), m, d);
}

// Years I to XIV begin on these days of September.
std::optional<std::string> republican_date(int day, int month, int year) {
  static constexpr std::array<int, 14> starts{22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23};
  if (year < 1 || year > 14 || day < 1 || day > 30 || (month == 13 && day > 6)) return std::nullopt;
  return civil_from(days_from(1791 + year, 9, starts[static_cast<std::size_t>(year - 1)]) + 30L * (month - 1) + day - 1);
}

std::string_view view(const Hit& hit, std::string_view group) { return hit.regex->text(hit.text, hit.found, group); }

std::optional<int> year_of(std::string_view text) {
  // « mil huit cent quatre-vingt-douze et le quatorze … »: the joining word is no part of the year
  if (text.size() > 3 && text.substr(text.size() - 2) == "et" && (text[text.size() - 3] == ' ' || text[text.size() - 3] == '\n')) text.remove_suffix(3);
  auto value = parse_count(text);
  if (!value) return std::nullopt;
  if (*value < 1000 || *value > 2199) return std::nullopt;
  return static_cast<int>(*value);
}

std::optional<int> day_of(std::string_view text) {
  if (const auto ordinal = parse_ordinal(text)) return static_cast<int>(*ordinal);
  const auto value = parse_count(text);
  if (!value || *value < 1 || *value > 31) return std::nullopt;
  return static_cast<int>(*value);
}

bool exists(int y, int m, int d) { return m >= 1 && m <= 12 && d >= 1 && d <= days_in(y, m); }

const Regex& any_date() {
  static const Regex regex(
      "(?:\\b(?<weekday>" + weekdays + ")[ \\n]+)?(?:le[ \\n]+)?(?:"
      // 18 juin 2019; 1er juillet 2020; dix-huit juin deux mil dix-neuf; juin 2019
      "(?:\\b(?<day>1er|premier|[0-3]?[0-9](?:o|e)?|" + number_words + ")[ \\n]+(?:du[ \\n]+mois[ \\n]+(?:de[ \\n]+|d'))?)?\\b(?<month>" + month_names + ")\\b\\.?"
      "(?:[ \\n]+(?:de[ \\n]+l'an(?:nee)?[ \\n]+)?(?<year>[12][0-9]{3}|(?:mille|mil|deux|dix)\\b(?:[ \\n-]+" + number_word + "\\b){1,8}))?"
      "|\\b(?<d1>[0-3]?[0-9])(?<sep>[/.-])(?<m1>[01]?[0-9])\\k<sep>(?<y1>[12][0-9]{3}|[0-9]{2})\\b(?![/.-][0-9])"
      "|\\b(?<y2>[12][0-9]{3})-(?<m2>[01][0-9])-(?<d2>[0-3][0-9])\\b"
      "|\\b(?<rd>1er|premier|[0-3]?[0-9](?:o|e)?|" + number_words + ")[ \\n]+(?:jour[ \\n]+(?:du[ \\n]+mois[ \\n]+)?(?:de[ \\n]+)?)?(?<rm>" + republican + ")[ \\n,]+(?:de[ \\n]+)?(?:l')?an[ \\n]+"
      "(?<ry>[ivx]+|[0-9]{1,2}|" + number_words + "|troisieme|deuxieme|quatrieme|cinquieme|sixieme|septieme|huitieme)\\b"
      ")");
  return regex;
}

// « L'an mil neuf cent douze, et le quatre du mois de mars »: the year comes first.
const Regex& year_first() {
  static const Regex regex(
      "\\ban[ \\n]+(?<year>[12][0-9]{3}|(?:mille|mil|deux|dix)\\b(?:[ \\n-]+" + number_word + "\\b){1,8}),?[ \\n]+(?:et[ \\n]+)?(?:du[ \\n]+)?(?:le[ \\n]+)?(?:(?<weekday>" + weekdays + "),?[ \\n]+)?(?:le[ \\n]+)?"
      "(?<day>1er|premier|[0-3]?[0-9](?:o|e)?|" + number_words + ")[ \\n]+(?:jour[ \\n]+)?(?:du[ \\n]+mois[ \\n]+)?(?:de[ \\n]+|d')?(?<month>" + month_names + ")\\b");
  return regex;
}

std::optional<DateFound> read_hit(const Hit& hit, int default_year) {
  DateFound found;
  found.weekday = weekday_named(view(hit, "weekday"));
  const std::string_view month = view(hit, "month");
  if (!month.empty()) {
    const int m = month_of(month);
    const std::string_view year_text = view(hit, "year"), day_text = view(hit, "day");
    int y = default_year;
    if (!year_text.empty()) {
      const auto read = year_of(year_text);
      if (!read) return std::nullopt;
      y = *read;
    }
    if (y == 0 || m == 0) return std::nullopt;
    if (day_text.empty()) {
      if (year_text.empty()) return std::nullopt;
      found.date = format(y, m, 0);
      return found;
    }
    const auto d = day_of(day_text);
    if (!d || !exists(y, m, *d)) return std::nullopt;
    found.date = format(y, m, *d);
    return found;
  }
  const std::string_view rd = view(hit, "rd");
  if (!rd.empty()) {
    const auto day = day_of(rd);
    const std::string_view ry = view(hit, "ry");
    auto year = parse_roman(ry);
    if (!year) year = parse_count(ry);
    if (!year) year = parse_ordinal(ry);
    if (!day || !year) return std::nullopt;
    const auto date = republican_date(*day, republican_month(view(hit, "rm")), static_cast<int>(*year));
    if (!date) return std::nullopt;
    found.date = *date;
    return found;
  }
  const bool iso = hit.has("y2");
  const auto d = parse_count(view(hit, iso ? "d2" : "d1")), m = parse_count(view(hit, iso ? "m2" : "m1")), y = parse_count(view(hit, iso ? "y2" : "y1"));
  if (!d || !m || !y) return std::nullopt;
  int year = static_cast<int>(*y);
  if (year < 100) {
    found.two_digit_year = true;
    if (view(hit, "sep") == ".") return std::nullopt;  // 01.83.62: a telephone number
    year += year < 50 ? 2000 : 1900;
  }
  if (!exists(year, static_cast<int>(*m), static_cast<int>(*d))) return std::nullopt;
  found.date = format(year, static_cast<int>(*m), static_cast<int>(*d));
  return found;
}

// Whether a date can stand there at all: a month's name, or digits on both sides of a mark. Most lines have neither.
bool may_hold_date(std::string_view folded) {
  static const LiteralFilter months({{"janv", "fev", "mars", "avr", "mai", "juin", "juil", "aout", "aolt", "aodt", "sept", "7bre", "oct", "8bre", "nov", "9bre", "dec", "xbre", "10bre",
                                      "vendemiaire", "brumaire", "frimaire", "nivose", "pluviose", "ventose", "germinal", "floreal", "prairial", "messidor", "thermidor", "fructidor",
                                      "complementaire", "culottide"}});
  const auto digit = [&](std::size_t at) { return at < folded.size() && folded[at] >= '0' && folded[at] <= '9'; };
  for (std::size_t at = 1; at < folded.size(); ++at)
    if ((folded[at] == '/' || folded[at] == '.' || folded[at] == '-') && digit(at - 1) && digit(at + 1)) return true;
  return months.may_hold(folded);
}

}  // namespace

std::vector<DateFound> find_dates(std::string_view folded, int default_year) {
  std::vector<DateFound> out;
  if (!may_hold_date(folded)) return out;
  Hit hit, first;
  const bool years_first = folded.find("an ") != std::string_view::npos || folded.find("annee") != std::string_view::npos;
  std::size_t at = 0;
  try {
    bool year_ahead = years_first && first.search(year_first(), folded, 0);
    while (at < folded.size()) {
      const bool found = hit.search(any_date(), folded, at);
      if (year_ahead && first.whole().begin < at) year_ahead = first.search(year_first(), folded, at);
      // A year-first date that starts no later than the plain one wins: it holds the day's year.
      if (year_ahead && (!found || first.whole().begin <= hit.whole().begin)) {
        const auto year = year_of(view(first, "year"));
        const auto day = day_of(view(first, "day"));
        const int month = month_of(view(first, "month"));
        if (year && day && exists(*year, month, *day)) {
          out.push_back({first.whole(), format(*year, month, *day), weekday_named(view(first, "weekday")), false});
          at = first.whole().end;
          continue;
        }
      }
      if (!found) break;
      if (auto date = read_hit(hit, default_year)) {
        date->range = hit.whole();
        out.push_back(*date);
      }
      at = std::max(hit.whole().end, at + 1);
    }
  } catch (const Error&) {
    // too complex for the engine: what was found so far stands
  }
  return out;
}

std::optional<DateFound> find_date(std::string_view folded, int year) {
  const auto all = find_dates(folded, year);
  if (all.empty()) return std::nullopt;
  return all.front();
}

int weekday_of(std::string_view date) {
  if (date.size() != 10) return 0;
  const auto number = [&](std::size_t at, std::size_t n) { return static_cast<int>(parse_count(date.substr(at, n)).value_or(0)); };
  const long days = days_from(number(0, 4), number(5, 2), number(8, 2));
  return static_cast<int>(((days + 3) % 7 + 7) % 7) + 1;
}

std::vector<TimeFound> find_times(std::string_view folded) {
  static const Regex regex(
      "\\b(?<h>[01]?[0-9]|2[0-4])[ \\n]?(?:h(?:eures?|rs?|\\b|(?=[0-9]))|:(?=[0-5][0-9]\\b))\\.?[ \\n]?(?:(?<m>[0-5][0-9])\\b(?:[ \\n]?(?:min(?:utes)?|mn)\\b)?)?(?:[ \\n]*(?<half>et[ \\n]+demie?|1/2)|[ \\n]*(?<quarter>(?:et[ \\n]+)?(?:un[ \\n]+)?quart\\b|1/4)|[ \\n]*(?<quarters>(?:et[ \\n]+)?trois[ \\n]+quarts|3/4))?"
      "|\\b(?<hw>" + number_words + ")[ \\n]+heures?\\b(?:[ \\n]+moins[ \\n]+(?:le[ \\n]+|un[ \\n]+)?(?<lesshw>quart|cinq|dix|vingt(?:-cinq)?)\\b|[ \\n]+(?:et[ \\n]+)?(?:un[ \\n]+(?=quart))?(?<part>demie?|quart|trois[ \\n]+quarts)\\b|[ \\n]+(?:et[ \\n]+)?(?<mw>" + number_words + ")\\b(?![ \\n]+(?:membres?|conseillers?|personnes?|adherents?)))?"
      "|(?<![0-9.,])(?<dh>[01]?[0-9]|2[0-3])[.,](?<dm>[0-5][0-9])[ ]?h(?:eures?|rs?)?\\b"
      "|\\b(?<noon>midi|minuit)\\b(?:[ \\n]+moins[ \\n]+(?:le[ \\n]+|un[ \\n]+)?(?<less>quart|cinq|dix|vingt(?:-cinq)?)\\b)?(?:[ \\n]+(?:et[ \\n]+)?(?:un[ \\n]+(?=quart))?(?<past>demie?|quart|cinq|dix|quinze|vingt-cinq|vingt|trente-cinq|trente|quarante-cinq|quarante|cinquante)\\b(?=[ \\n]*(?:[.,;)]|$)))?");
  std::vector<TimeFound> out;
  Hit hit;
  try {
    for (std::size_t at = 0; at < folded.size() && hit.search(regex, folded, at); at = std::max(hit.whole().end, at + 1)) {
      std::int64_t h = -1, m = 0;
      if (hit.has("h")) {
        h = parse_count(view(hit, "h")).value_or(-1);
        if (hit.has("m")) m = parse_count(view(hit, "m")).value_or(0);
        if (hit.has("half")) m = 30;
        if (hit.has("quarter")) m = 15;
        if (hit.has("quarters")) m = 45;
      } else if (hit.has("dh")) {  // « 17.30 h »
        h = parse_count(view(hit, "dh")).value_or(-1);
        m = parse_count(view(hit, "dm")).value_or(0);
      } else if (hit.has("hw")) {
        h = parse_number_words(view(hit, "hw")).value_or(-1);
        const std::string_view part = view(hit, "part");
        if (part.substr(0, 4) == "demi") m = 30;
        else if (part == "quart") m = 15;
        else if (!part.empty()) m = 45;
        else if (hit.has("mw")) m = parse_number_words(view(hit, "mw")).value_or(0);
      } else {
        h = view(hit, "noon") == "midi" ? 12 : 0;
        const std::string_view past = hit.has("past") ? view(hit, "past") : std::string_view{};
        if (past.substr(0, 4) == "demi") m = 30;
        else if (past == "quart") m = 15;
        else if (!past.empty()) m = parse_number_words(past).value_or(0);
      }
      const std::string_view less = hit.has("less") ? view(hit, "less") : hit.has("lesshw") ? view(hit, "lesshw") : std::string_view{};
      if (h >= 0 && !less.empty()) {  // « midi moins le quart »
        m = less == "quart" ? 45 : 60 - parse_number_words(less).value_or(0);
        h = (h + 23) % 24;
      }
      if (h >= 0 && h <= 24 && m >= 0 && m < 60) {
        char buffer[8];
        std::snprintf(buffer, sizeof buffer, "%02d:%02d", static_cast<int>(h % 24), static_cast<int>(m));
        out.push_back({hit.whole(), buffer});
      }
    }
  } catch (const Error&) {
  }
  return out;
}

}  // namespace minutier::extract
