#include "pipeline/assemble/convocation.hpp"

#include "pipeline/assemble/reading.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble {
namespace {

// CGCT: three clear days below 3,500 inhabitants (L2121-11), five from there on (L2121-12), one at least when urgent.
constexpr std::int64_t small_commune = 3, large_commune = 5, when_urgent = 1;
constexpr std::string_view code_in_force = "1996-02-24";

// Days since 1970-01-01 (proleptic Gregorian).
std::optional<std::int64_t> day_number(std::string_view date) {
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return std::nullopt;
  std::int64_t parts[3] = {0, 0, 0};
  int part = 0;
  for (const char c : date) {
    if (c == '-') ++part;
    else if (c < '0' || c > '9') return std::nullopt;
    else parts[part] = parts[part] * 10 + (c - '0');
  }
  const std::int64_t y = parts[1] <= 2 ? parts[0] - 1 : parts[0], era = y / 400, of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (parts[1] > 2 ? parts[1] - 3 : parts[1] + 9) + 2) / 5 + parts[2] - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719468;
}

std::string clear_words(std::int64_t days) { return std::to_string(days) + (days > 1 ? " jours francs" : " jour franc"); }
std::string clear_words_en(std::int64_t days) { return std::to_string(days) + (days == 1 ? " clear day" : " clear days"); }

}  // namespace

std::optional<std::int64_t> days_between(std::string_view from, std::string_view to) {
  const auto first = day_number(from), last = day_number(to);
  if (!first || !last) return std::nullopt;
  return *last - *first;
}

std::optional<std::int64_t> clear_days(std::string_view sent, std::string_view meeting) {
  const auto days = days_between(sent, meeting);
  if (!days) return std::nullopt;
  return *days > 0 ? *days - 1 : *days;
}

bool speaks_of_urgency(const Json& record) {
  for (const char* list : {"resolutions", "agenda"})
    for (const Json& item : record[list].items())
      for (const char* key : {"title", "text"})
        if (normalise::fold(value_in(item, key).as_string()).find("urgen") != std::string::npos) return true;
  return false;
}

std::optional<ConvocationVerdict> judge_convocation(std::string_view sent, std::string_view meeting, std::string_view body, bool french, bool urgent) {
  const auto days = days_between(sent, meeting);
  if (!days) return std::nullopt;
  ConvocationVerdict out;
  out.found = *clear_days(sent, meeting);
  const std::string dates = "Convocation du " + date_words(sent) + " pour la séance du " + date_words(meeting), dates_en = "Convocation of " + std::string(sent) + " for the meeting of " + std::string(meeting);
  if (*days < 0) {
    out.verdict = "fail";
    out.message = dates + " : elle est postérieure à la séance.";
    out.message_en = dates_en + ": it is later than the meeting.";
    return out;
  }
  if (!french || body != "conseil_municipal" || meeting < code_in_force) return std::nullopt;
  out.least = small_commune, out.enough = large_commune;
  out.law = "CGCT, art. L2121-11 et L2121-12";
  const std::string counted = dates + " : " + clear_words(out.found), counted_en = dates_en + ": " + clear_words_en(out.found);
  if (out.found >= large_commune) {
    out.verdict = "pass";
    out.message = counted + ", au moins les cinq qu'il faut au plus.";
    out.message_en = counted_en + ", at least the five any commune needs.";
  } else if (out.found >= small_commune) {
    out.verdict = "unknown";
    out.message = counted + " ; c'est assez dans une commune de moins de 3 500 habitants, il en faut cinq au-delà, sauf urgence.";
    out.message_en = counted_en + "; enough below 3,500 inhabitants, five are needed above, unless urgent.";
  } else if (out.found >= when_urgent && urgent) {
    out.verdict = "unknown";
    out.message = counted + " ; le document parle d'urgence, qui permet un délai d'un jour franc au moins.";
    out.message_en = counted_en + "; the document speaks of urgency, which allows a delay of one clear day.";
  } else {
    out.verdict = "fail";
    out.message = counted + " ; il en faut trois dans une commune de moins de 3 500 habitants, cinq au-delà" + (out.found >= when_urgent ? ", un en cas d'urgence déclarée, dont le document ne dit rien." : ", et un au moins même en cas d'urgence.");
    out.message_en = counted_en + "; three are needed below 3,500 inhabitants, five above" + (out.found >= when_urgent ? ", one when urgency is declared, of which the document says nothing." : ", and at least one even when urgent.");
  }
  return out;
}

}  // namespace minutier::assemble
