#include "pipeline/assemble/people/roster.hpp"

#include "pipeline/base/hash.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble {

std::string entry_id(const RosterEntry& entry) {
  std::string all;
  const auto add = [&](std::string_view text) { all.append(text).push_back('\n'); };
  for (const std::string* text : {&entry.name, &entry.family, &entry.given, &entry.pseudonym, &entry.person, &entry.organisation, &entry.body, &entry.office, &entry.from, &entry.to}) add(*text);
  for (const std::string& alias : entry.aliases) add(alias);
  return "r" + sha256(all).substr(0, 10);
}

bool counts_for(const RosterEntry& entry, std::string_view body, std::string_view date) {
  if (!entry.body.empty() && entry.body != body) return false;
  if (entry.from.empty() && entry.to.empty()) return true;
  if (date.empty()) return false;
  return (entry.from.empty() || first_day(entry.from) <= first_day(date)) && (entry.to.empty() || last_day(date) <= last_day(entry.to));
}

std::string organisation_key(std::string_view name) {
  std::string out;
  for (const char c : normalise::fold(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  const auto begins = [&](std::string_view words) { return out.size() > words.size() && out.compare(0, words.size(), words) == 0; };
  for (const std::string_view article : {"l-", "la-"})
    if (begins(std::string(article) + "association-") || begins(std::string(article) + "commune-") || begins(std::string(article) + "ville-")) out.erase(0, article.size());
  if (begins("association-")) out.erase(0, 12);
  for (const std::string_view town : {"ville-", "mairie-"})
    if (begins(std::string(town) + "de-") || begins(std::string(town) + "d-") || begins(std::string(town) + "du-") || begins(std::string(town) + "des-")) out.replace(0, town.size(), "commune-");
  return out;
}

std::string first_day(std::string_view date) {
  std::string out(date);
  if (out.size() == 4) out += "-01";
  if (out.size() == 7) out += "-01";
  return out;
}

std::string last_day(std::string_view date) {
  std::string out(date);
  if (out.size() == 4) out += "-12";
  if (out.size() != 7) return out;
  const auto digit = [&](std::size_t at) { return out[at] - '0'; };
  const int year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3), month = digit(5) * 10 + digit(6);
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  const bool thirty = month == 4 || month == 6 || month == 9 || month == 11;
  return out + (month == 2 ? (leap ? "-29" : "-28") : thirty ? "-30" : "-31");
}

}  // namespace minutier::assemble
