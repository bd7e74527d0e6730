#include "pipeline/assemble/series/series.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "pipeline/assemble/series/parts.hpp"

namespace minutier::assemble {

std::string plain(const Money& money) { return decimal(money) + " " + money.currency; }

namespace {

struct BodyWords {
  std::string_view code;
  const char *the, *of, *in, *en;
};
constexpr BodyWords any_body{"", "la réunion", "de la réunion", "À la réunion", "meeting"};
constexpr std::array<BodyWords, 9> bodies{{{"assemblee_generale", "l'assemblée générale", "de l'assemblée générale", "À l'assemblée générale", "general assembly"},
                                           {"conseil_administration", "le conseil d'administration", "du conseil d'administration", "Au conseil d'administration", "board"},
                                           {"bureau", "le bureau", "du bureau", "Au bureau", "executive committee"},
                                           {"conseil_municipal", "le conseil municipal", "du conseil municipal", "Au conseil municipal", "municipal council"},
                                           {"conseil_communautaire", "le conseil communautaire", "du conseil communautaire", "Au conseil communautaire", "community council"},
                                           {"conseil_departemental", "le conseil départemental", "du conseil départemental", "Au conseil départemental", "departmental council"},
                                           {"conseil_regional", "le conseil régional", "du conseil régional", "Au conseil régional", "regional council"},
                                           {"commission", "la commission", "de la commission", "À la commission", "commission"},
                                           {"comite", "le comité", "du comité", "Au comité", "committee"}}};

const BodyWords& words_of_body(const std::string& body) {
  const auto found = std::find_if(bodies.begin(), bodies.end(), [&](const BodyWords& words) { return words.code == body; });
  return found == bodies.end() ? any_body : *found;
}

}  // namespace

std::string the_body(const std::string& body) { return words_of_body(body).the; }
std::string of_body(const std::string& body) { return words_of_body(body).of; }
std::string in_body(const std::string& body) { return words_of_body(body).in; }
std::string body_en(const std::string& body) { return words_of_body(body).en; }

std::vector<SeriesCheck> series_checks(std::string_view organisation, std::vector<SeriesRecord> records, const std::vector<RosterEntry>& roster,
                                       const std::vector<Mention>& mentions, const People& people) {
  std::sort(records.begin(), records.end(), [](const SeriesRecord& a, const SeriesRecord& b) { return std::tie(a.date, a.id) < std::tie(b.date, b.id); });
  Series series{std::string(organisation), std::move(records), roster, {}};
  for (std::size_t i = 0; i < mentions.size() && i < people.mentions.size(); ++i)
    if (mentions[i].listed && !people.mentions[i].person.empty()) series.persons[{mentions[i].record, mentions[i].path}] = people.mentions[i].person;
  SeriesChecks out;
  for (const auto check : {accounts_agree, balances_follow, members_and_seats, minutes_approved, convocations_in_time, versions_agree}) check(series, out);
  return out;
}

}  // namespace minutier::assemble
