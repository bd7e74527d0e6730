#include "extractors/told_counts.hpp"

#include <string>
#include <vector>

#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

struct Number {
  Range range;  // of the folded passage
  std::int64_t value = 0;
};

std::vector<Number> numbers_of(std::string_view folded) {
  static const Regex count(
      "(?<![a-z0-9.,/])(?:\\d{1,5}(?![\\d.,]\\d)|(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?)"
      "(?:(?:[ \\n-]|[ -]et[ -])(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|nonante|cents?)){0,6})(?![a-z0-9%]|[ ]?(?:eur|%|h\\b|h\\d|ans\\b|mois\\b|jours\\b|minutes?\\b|heures?\\b|/ ?\\d|e\\b|er\\b|eme\\b))");
  std::vector<Number> found;
  RegexHit hit;
  for (std::size_t from = 0; found.size() < 24 && count.search(folded, from, hit); from = hit.whole().end) {
    const auto value = extract::parse_count(hit.whole().of(folded));
    if (!value || *value > 20000 || (*value >= 1900 && *value < 2100)) continue;
    const std::string_view words = hit.whole().of(folded);
    if (words == "un" || words == "une") continue;  // an article more often than a number
    found.push_back({hit.whole(), *value});
  }
  return found;
}

bool begins(std::string_view text, const Regex& pattern) { return pattern.begins(text); }

}  // namespace

ToldCounts told_counts(const extract::Document& document, Range range) {
  ToldCounts told;
  const std::size_t base = document.text.to_folded(range).begin;
  const std::string_view folded = document.text.fold(range);
  if (folded.size() > 4000) return told;
  const std::vector<Number> numbers = numbers_of(folded);
  // what a number counts stands behind it, the rest before
  static const Regex unit_both("^(?: [a-z'.()-]+){0,4}? (?:presen[a-z.()/-]*|la|en salle),? ?(?:ou|et|/|\\+)(?: valablement| dument| bien)? ?represente");
  static const Regex unit_present("^(?: (?!represente|excuse|absent|pouvoir|procuration|pour\\b|contre\\b)[a-z'.()-]+){0,4}? (?:presen[ts][a-z.()/-]*|ont (?:emarge|signe|repondu)|autour des? |dans la salle|sur place|en salle|ont repondu a l'appel)(?![a-z.()/-])(?! ?[:=] ?$)");
  static const Regex unit_represented("^(?: [a-z'.()-]+){0,2}? ?represente");
  static const Regex unit_proxies("^(?: (?:membres?|adherents?|autres?|societaires|familles|ont|avaient|avec|valables?|votes? par|par|votes|personnes|ayant|donne|leur|un|remis|confie)){0,4}? ?(?:pouvoirs?|procurations?|mandats?)(?! (?:de|d')\\b)");
  static const Regex unit_voices("^ (?:voix|votants?|votes|suffrages|votant[.-]e[.-]s)\\b");
  static const Regex unit_office("^(?: [a-z'.()-]+){0,4}? ?(?:a jour|inscrit|en exercice|en droit de vot|ayant (?:droit|voix)|cotisant|effectifs\\b|votants inscrits|que compte|adherente?s?\\b|adherents\\b|composant|de (?:l'association|notre association))");
  static const Regex unit_persons("^ (?:membres?|adherent[a-z.()/-]*|societaires?|associes?|familles?|foyers?|conseillers?|delegues?|administrateurs?|licencies?|cotisant[a-z.()/-]*|coproprietaires?|clubs?|assos?|associations?|elus?|personnes|votants)\\b");
  static const Regex before_required("(?:il (?:en |nous |)?(?:faut|fallait|faudrait|en faut)[^0-9;!?]{0,60}|quorum(?![^0-9.;(]{0,20}(?:atteint|reuni|bon|ok))[^0-9.;]{0,24}(?:requis|necessaire|minimum|legal|fixe a|etant de|est de|etait de|de|:|=|\\()[ a-z(]{0,12}|requi[a-z]+[^0-9.;]{0,20}|exig[a-z]+[^0-9.;]{0,30}|necessaires?[^0-9.;a-z]{0,6}|minimum[^0-9.;]{0,8}|au moins |"
                                     "(?:tiers|quart|moitie|cinquieme|dixieme|majorite)[^0-9.;]{0,40}?(?:,? ?soit|,? donc|\\(|=|:) ?(?:au moins )?|[0-9]/[0-9][^0-9.;]{0,30}?(?:soit|donc|=|\\() ?|[+] ?1,? ?(?:soit|\\(|=|donc) ?|(?:tiers|quart|moitie)[^0-9.;]{0,30}requi[a-z]+ ?\\()(?:de |a |d'au moins )?$");
  static const Regex after_required("^(?: [a-z'.()-]+){0,2}? ?(?:requis|necessaires|exiges?|minimum|au minimum|pour (?:le|un) quorum|suffis|etaient necessaires)");
  static const Regex before_office("(?:\\bsur(?: un total de| un effectif de| les| nos| ses)? ?|\\b(?:compt(?:e|ait|ant|ons)|compose de|au nombre de)(?: (?:actuellement|desormais|aujourd'hui|donc|a ce jour))* ?|/ ?|\\bdes |parmi (?:les|nos) |(?:quart|tiers|moitie|majorite) d(?:es?|e nos) ?(?:nos )?|(?:adherents|membres|inscrits|societaires|licencies|cotisants|exercice|sieges) ?: ?)$");
  static const Regex with_proxies("^(?: voix)? ?avec (?:le|les|nos) (?:pouvoirs?|procurations?)");
  static const Regex before_sum("(?:=|->|=>|soit(?: un total de| au total| en tout)?|total(?: de| des voix)? ?:?|donc|ce qui (?:fait|donne)) ?$");
  static const Regex before_present("presen[ts][a-z.()/-]* ?[:=] ?$");
  static const Regex before_proxies("(?:pouvoirs?|procurations?|mandats) ?[:=] ?$");
  const auto put = [&](std::optional<ToldCount>& slot, const Number& number) {
    if (!slot) slot = ToldCount{number.value, document.text.to_reading({base + number.range.begin, base + number.range.end})};
  };
  static const Regex before_gathered("(?:nous (?:etions|sommes)|on (?:etait|est)|vous etiez|comme) ?(?:alors |donc )?$");
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const Number& number = numbers[i];
    std::size_t begin = i == 0 ? 0 : numbers[i - 1].range.end;
    if (number.range.begin > begin + 80) begin = number.range.begin - 80;
    const std::size_t limit = i + 1 < numbers.size() ? numbers[i + 1].range.begin : folded.size();
    const std::string before(folded.substr(begin, number.range.begin - begin));
    const std::string_view rest = folded.substr(number.range.end, limit - number.range.end);
    const std::string_view behind = rest.substr(0, std::min<std::size_t>(rest.find_first_of(".;:=+>)"), std::min<std::size_t>(90, rest.size())));
    const std::string_view dotted = rest.substr(0, std::min<std::size_t>(90, rest.size()));
    static const Regex other("(?:article|art\\.|page|n ?o|point|le|du|au|l'an|janvier|mai|juin|mars) ?$");
    if (other.found(before)) continue;
    RegexHit hit;
    static const Regex weighed("^ voix,? (?:sur|pour)\\b");  // votes that weigh, beside the members counted
    if (weighed.begins(dotted)) continue;
    // « en exercice : 9 - présents : 6 - procuration : 1 »: what stands behind a number labels the next
    static const Regex next_label("^ ?[-,;/|] ?[^0-9:]{3,40}: ?$"), said_present("\\bpresent[a-z.()-]* ?: ?$"), said_office("(?:exercice|fonction|inscrits|a jour) ?: ?$");
    if (i + 1 < numbers.size() && next_label.found(rest) && before.find(':') != std::string::npos) {
      if (said_present.found(before)) put(told.present, number);
      else if (said_office.found(before)) put(told.office, number);
      continue;
    }
    // « Quorum (10 adhérents présents ou représentés) : OK, on est 17 »
    static const Regex threshold("quorum ?(?:\\(|: ?\\(?|de |fixe a )$");
    if (threshold.found(before)) put(told.required, number);
    else if (before_required.found(before) && !begins(dotted, unit_both) && !(begins(dotted, unit_present) && before.find("exig") == std::string::npos && before.find("faut") == std::string::npos && before.find("moins") == std::string::npos && before.find("quorum") == std::string::npos && before.find("requi") == std::string::npos)) put(told.required, number);
    else if (begins(behind, after_required)) put(told.required, number);
    else if (before_office.found(before) && (told.present || told.both || begins(behind, unit_office) || begins(behind, unit_persons))) put(told.office, number);
    else if (begins(dotted, unit_both)) put(told.both, number);
    else if (begins(dotted, unit_present)) put(told.present, number);
    else if (before_present.found(before)) put(told.present, number);
    else if (before_proxies.found(before)) put(told.proxies, number);
    else if (begins(behind, unit_represented)) put(told.represented, number);
    else if (begins(behind, unit_proxies)) put(told.proxies, number);
    else if (before_sum.found(before) && (told.present || told.proxies)) put(told.both, number);
    else if (begins(behind, unit_voices) && (told.present || told.proxies)) put(told.both, number);
    else if (begins(behind, unit_office)) put(told.office, number);
    else if (begins(dotted, with_proxies)) put(told.both, number);
    else if (before_gathered.found(before)) put(told.gathered, number);
  }
  return told;
}

}  // namespace minutier::extractors
