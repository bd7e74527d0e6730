#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/numbers.hpp"

// A whole and the parts that make it up, however they are set: « 1 027 adhérents (dont 812 individuels, 203 familles et 12 associations) »,
// « nous voici 1.206. 612 seniors, 451 jeunes, 143 féminines », a line for the whole and one for each part. What proves them is the sum.

namespace minutier::extractors {
namespace {

constexpr std::size_t reach = 420;   // folded bytes read behind a word of membership
constexpr std::size_t before = 170;   // and in front of it

struct Counted {
  std::int64_t count = 0;
  Range number, words;  // in the folded text; no words: a number alone
  bool aside = false;   // of another year, a share, a sum of money
};

// « - honoraires : 26 »: the label its line gives a number.
Range label_before(std::string_view folded, Range window, std::size_t number) {
  std::size_t end = number;
  while (end > window.begin && (folded[end - 1] == ' ' || folded[end - 1] == '.' || folded[end - 1] == ':' || folded[end - 1] == '*')) --end;
  if (number - end < 2 || first_of(folded.substr(end, number - end), ":.") == std::string_view::npos) return {};
  std::size_t begin = end;
  while (begin > window.begin && folded[begin - 1] != '\n') --begin;
  while (begin < end && (folded[begin] < 'a' || folded[begin] > 'z')) ++begin;
  const Range label{begin, end};
  return label.size() < 3 || label.size() > 40 || label.of(folded).find_first_of("0123456789.:;,") != std::string_view::npos ? Range{} : label;
}

// « (39 en 2023) », « 98 l'an passé »: a number of another time.
bool starts_aside(std::string_view words) {
  for (const std::string_view lead : {"en", "au", "fin", "l'an", "l'annee", "la saison"})
    if (words == lead || (words.size() > lead.size() && words.substr(0, lead.size()) == lead && words[lead.size()] == ' ')) return true;
  return false;
}

// The numbers of a window, each with the words it counts.
std::vector<Counted> counts_in(std::string_view folded, Range window) {
  static const Regex form("(?<![0-9.,/'-])(?<n>\\d{1,3}(?:[ .']\\d{3})+|\\d{1,6})(?![0-9/%h'-]|[.,]\\d| ?(?:%|eur|chf|fr?s?\\b|h\\b|ans?\\b))(?<w>[ *|]+[a-z][a-z'./-]*(?: [a-z'(][a-z'./)-]*){0,4})?");
  static const Regex aside("(?:\\b(?:contre|en|de|sur|le|au|fin|no|dont [a-z]+ de|l'an|article|art\\.) ?|/ ?)$");
  std::vector<Counted> found;
  const std::string_view text = window.of(folded);
  RegexHit hit;
  for (std::size_t from = 0; found.size() < 24 && form.search(text, from, hit); from = form.range(hit, "n").end) {
    Counted one;
    one.number = form.range(hit, "n").after(window.begin);
    std::string digits(form.text(text, hit, "n"));
    digits.erase(std::remove_if(digits.begin(), digits.end(), [](char c) { return c == '.' || c == ' ' || c == '\''; }), digits.end());
    one.count = extract::parse_count(digits).value_or(-1);
    if (one.count < 0) continue;
    Range words = form.range(hit, "w");
    if (!words.empty()) {
      std::string_view w = words.of(text);
      // up to the next number, « et », « dont », a bracket or the stop of a sentence
      std::size_t end = w.size();
      for (const std::string_view stop : {" dont", " soit", " (", " contre", " au ", " en 1", " en 2", " fin ", ". ", " sont ", " ont ", " a ce jour", " pour ", " repart", " se ", " ainsi"})
        if (const std::size_t at = w.find(stop, 1); at != std::string_view::npos) end = std::min(end, at);
      while (end > 0 && (w[end - 1] == '.' || w[end - 1] == ')' || w[end - 1] == ' ' || w[end - 1] == '-')) --end;
      for (const std::string_view link : {" et", " en", " au", " de", " a", " pour"})
        if (end > link.size() && w.substr(end - link.size(), link.size()) == link) end -= link.size();
      std::size_t begin = 0;
      while (begin < end && (w[begin] == ' ' || w[begin] == '*' || w[begin] == '|')) ++begin;
      if (begin < end) one.words = Range{words.begin + begin, words.begin + end}.after(window.begin);
    }
    const std::string_view lead = text.substr(0, form.range(hit, "n").begin);
    if (one.words.empty()) one.words = label_before(folded, window, one.number.begin);
    const bool year = one.count >= 1900 && one.count < 2100 && digits.size() == 4 && form.text(text, hit, "n").size() == 4;
    one.aside = year || aside.found(lead.substr(lead.size() > 24 ? lead.size() - 24 : 0));
    const std::string_view what = one.words.empty() ? std::string_view{} : one.words.of(folded);
    if (starts_aside(what) || contains_any(what, {"janvier", "fevrier", "mars", "avril", "mai ", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre", "voix", "vote", "present", "represent", "abstention", "pour", "contre", "euro", "franc", "heure"}) || what == "mai" || what == "er" || what == "e") one.aside = true;
    found.push_back(one);
  }
  return found;
}

// The whole and its parts as entries; `word`: what the whole counts where its number stands alone.
std::vector<MembershipEntry> told(const extract::Document& document, const std::vector<Counted>& counts, std::size_t whole, const std::vector<std::size_t>& parts, Range word) {
  std::vector<MembershipEntry> found;
  const auto add = [&](Range number, Range category, std::int64_t count) {
    MembershipEntry entry;
    entry.count = count;
    entry.count_where = document.text.to_reading(number);
    entry.category = trim_range(document.text.reading, document.text.to_reading(category), ".,:;()*");
    entry.rule = "memberships.sum@1";
    entry.confidence = 0.85;
    found.push_back(std::move(entry));
  };
  add(counts[whole].number, counts[whole].words.empty() ? word : counts[whole].words, counts[whole].count);
  for (const std::size_t i : parts) {
    if (counts[i].words.size() > 50) return {};
    add(counts[i].number, counts[i].words, counts[i].count);
  }
  return found;
}

// « 175 coopérateurs élèves, 7 adultes, soit 182 adhérents »: the parts stand first.
std::vector<MembershipEntry> parts_first(const extract::Document& document, const std::vector<Counted>& counts, Range at) {
  static const Regex sums_up("\\b(?:soit|total(?: de)?|donc|ensemble|ce qui (?:fait|donne))\\b[^.;:]{0,22}$|=[ ]*$");
  const std::string& folded = document.text.folded;
  for (std::size_t whole = 2; whole < counts.size(); ++whole) {
    if (counts[whole].count < 10 || !counts[whole].words.overlaps(at)) continue;
    if (!sums_up.found(std::string_view(folded).substr(counts[whole - 1].number.end, counts[whole].number.begin - counts[whole - 1].number.end))) continue;
    std::int64_t sum = 0;
    std::vector<std::size_t> parts;
    for (std::size_t i = whole; i-- > 0 && sum < counts[whole].count;) {
      if (counts[i].words.empty() || counts[i].number.end + 70 < counts[i + 1].number.begin) break;
      sum += counts[i].count;
      parts.insert(parts.begin(), i);
    }
    if (sum == counts[whole].count && parts.size() > 1) return told(document, counts, whole, parts, at);
  }
  return {};
}

}  // namespace

std::vector<MembershipEntry> summed_members(const extract::Document& document, Range word) {
  const std::string& folded = document.text.folded;
  const Range at = document.text.to_folded(word);
  Range window{at.begin > before ? at.begin - before : 0, std::min(folded.size(), at.end + reach)};
  if (const std::size_t gap = folded.rfind("\n\n\n", at.begin); gap != std::string::npos && gap > window.begin) window.begin = gap;
  for (const std::string_view other : {"scrutin", "suffrage", "recettes", "depenses"}) {
    const std::size_t stop = window.of(folded).find(other);
    if (stop == std::string_view::npos) continue;
    if (window.begin + stop < at.end + 40) return {};
    window.end = window.begin + stop;
  }
  const std::vector<Counted> counts = counts_in(folded, window);
  for (std::size_t whole = 0; whole + 2 < counts.size(); ++whole) {
    if (counts[whole].aside || counts[whole].count < 10) continue;
    // the word itself is what the whole counts, or stands right before it
    const bool own = counts[whole].words.overlaps(at) || (counts[whole].number.end + 2 >= at.begin && counts[whole].number.end <= at.begin);
    if (!own && (!counts[whole].words.empty() || counts[whole].number.begin < at.end || counts[whole].number.begin > at.end + 45)) continue;
    std::int64_t sum = 0;
    std::vector<std::size_t> parts;
    for (std::size_t i = whole + 1; i < counts.size() && sum < counts[whole].count; ++i) {
      if (counts[i].aside) continue;
      if (counts[i].words.empty() || counts[i].number.begin > counts[i - 1].number.end + 110) break;
      sum += counts[i].count;
      parts.push_back(i);
    }
    if (sum != counts[whole].count || parts.size() < 2) continue;
    return told(document, counts, whole, parts, at);
  }
  return parts_first(document, counts, at);
}

}  // namespace minutier::extractors
