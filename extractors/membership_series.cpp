#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/numbers.hpp"

// Counts that follow each other: « 118 individuels / 31 étudiants / 6 assos », « …, 36 titulaires et soixante et un correspondants »,
// and the other way round « membres actifs 56 ; membres passifs 112 ».

namespace minutier::extractors {
namespace {

constexpr std::size_t most = 12;

// Words that are counted beside members and are none.
bool no_members(std::string_view words) {
  static const Regex other("\\b(?:voix|votes?|votants?|eur|euros?|francs?|frs?|chf|ans?|mois|jours?|heures?|minutes?|presente?s?|represente|excuses?|absente?s?|pouvoirs?|procurations?|abstentions?|contre|pour|reunions?|seances?|demissions?|radiations?|deces|admissions?|departs?|arrivees?|kilometres|km|pages?|points?|fois|concerts?|sorties?|ateliers?|manifestations?|matchs?|equipes|communications?)\\b");
  return other.found(words);
}

MembershipEntry entry_of(const extract::Document& document, Range count_where, std::int64_t count, Range category, std::string rule) {
  MembershipEntry entry;
  entry.count = count;
  entry.count_where = document.text.to_reading(count_where);
  entry.category = trim_range(document.text.reading, document.text.to_reading(category), ".,:;()*/");
  entry.rule = std::move(rule);
  entry.confidence = 0.82;
  return entry;
}

std::int64_t count_of(std::string_view number) {
  std::string digits(number);
  if (digits.size() > 4 && digits[digits.size() - 4] == '.') digits.erase(digits.size() - 4, 1);
  return extract::parse_count(digits).value_or(-1);
}

}  // namespace

std::vector<MembershipEntry> counted_series(const extract::Document& document, std::size_t from, bool opens) {
  static const std::string number = "(?<n>\\d{1,3}(?:[ .']\\d{3})+|\\d{1,6}|(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent)(?:[ -](?:et[ -])?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|cents?))*)";
  static const std::string what = "[ *\\n]+(?<w>[a-z][a-z'.-]+[a-z](?: (?:a|en|de|d'|non|du)? ?[a-z'.-]{2,}[a-z]){0,2}?)(?=[ \\n]*(?:[,;:/+.)]|\\n|$)|[ \\n]+(?:et|dont|soit|contre|plus)[ \\n]|[ \\n]*\\()";
  static const Regex first("^[ *\\n]*" + number + what), next("^(?:[ \\n](?:au|fin|en) [a-z0-9/. ]{2,22}?)?(?:[ \\n]*\\([^()\\n]{2,60}\\))?(?:,?[ ]dont[ ](?:\\d+|[a-z-]+)[ ][^,;.:()]{3,50})?[ *\\n]*(?:[,;/+]|et|ainsi que|plus)[ *\\n]*(?:et )?(?:de |d')?" + number + what);
  std::vector<MembershipEntry> found;
  const std::string_view text = std::string_view(document.text.folded).substr(0, std::min(document.text.folded.size(), from + 600));
  std::size_t at = from;
  RegexHit hit;
  while (found.size() < most) {
    const std::string_view rest = text.substr(at);
    const Regex& form = opens && found.empty() ? first : next;
    if (!form.begins(rest, hit)) break;
    const std::string_view words = form.text(rest, hit, "w");
    const std::int64_t count = count_of(form.text(rest, hit, "n"));
    const std::string_view head = words.substr(0, words.find(' '));
    const bool several = head.size() > 3 && (head.back() == 's' || head.back() == 'x');
    if (count < 1 || count > 200000 || !several || no_members(words) || (count >= 1900 && count < 2100)) break;
    found.push_back(entry_of(document, form.range(hit, "n").after(at), count, form.range(hit, "w").after(at), "memberships.series@1"));
    at += hit.whole().end;
  }
  return found;
}

std::vector<MembershipEntry> told_with(const extract::Document& document, std::size_t from) {
  static const Regex lead("^(?:[ \\n](?:au|en|fin|a ce|cette) [a-z0-9/' ]{2,22})?(?:[ \\n]?\\([^()\\n]{2,40}\\))?,?[ \\n](?:dont|soit)(?=[ \\n])");
  static const Regex kinds("^(?:adherent|membres|cotisant|licenci|affili|societaires|couples|familles|foyers|menages|individuel|personnes (?:morales|physiques)|(?:[a-z]+ )?structures|associations|communes|collectivites|entreprises|clubs|jeunes(?! de)|adultes|enfants|etudiants|honoraires|titulaires|correspondants|actifs|passifs|bienfaiteurs|juniors|seniors|cadets|usagers|producteurs|consommateurs|partenaires|donateurs|mecenes|fondateurs|petits (?:budgets|revenus)|organismes|etablissements|[a-z.-]+[sx] (?:adherente?s|membres|affilie(?:e?s)))");
  RegexHit hit;
  const std::string_view rest = std::string_view(document.text.folded).substr(from, 90);
  const bool parts = lead.begins(rest, hit);
  std::vector<MembershipEntry> found = counted_series(document, from + (parts ? hit.whole().end : 0), parts);
  std::size_t kept = 0;
  while (kept < found.size() && kinds.begins(document.text.fold(found[kept].category))) ++kept;
  found.resize(kept);
  return found;
}

std::vector<MembershipEntry> named_series(const extract::Document& document, Range range) {
  static const Regex pair("(?<w>(?:membres |adherents |licencies |cotisants )?[a-z][a-z'-]{3,}(?: [a-z'-]{2,}){0,2}?)[ :=.]+(?<n>\\d{1,3}(?:[ .']\\d{3})+|\\d{1,6})(?=[ ]*(?:[,;/.]|et |\\n|$))");
  static const Regex join("^[ ]*(?:[,;/.]|et )?[ ]*(?:et )?$");
  const Range where = document.text.to_folded(range);
  const std::string_view text = where.of(document.text.folded);
  std::vector<MembershipEntry> found;
  std::size_t at = 0;
  RegexHit hit;
  while (found.size() < most && pair.search(text, at, hit)) {
    if (!join.matches(text.substr(at, hit.whole().begin - at))) return {};
    const std::int64_t count = count_of(pair.text(text, hit, "n"));
    if (count < 0 || count > 200000 || (count >= 1900 && count < 2100) || no_members(pair.text(text, hit, "w"))) return {};
    found.push_back(entry_of(document, pair.range(hit, "n").after(where.begin), count, pair.range(hit, "w").after(where.begin), "memberships.series@1"));
    at = hit.whole().end;
  }
  return found.size() > 1 ? found : std::vector<MembershipEntry>{};
}

}  // namespace minutier::extractors
