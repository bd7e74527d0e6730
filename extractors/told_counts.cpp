#include "extractors/told_counts.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

struct Number {
  Range range;  // of the folded passage
  std::int64_t value = 0;
};

// `written` tells whether the word at a byte of the folded passage is written with a capital: « RPI des Trois Vallées » counts nothing.
template <typename Written>
std::vector<Number> numbers_of(std::string_view folded, Written written) {
  static const Regex count(
      "(?<=\\()(?!1/)\\d{1,4}(?=/\\d{1,4}\\))|(?<![a-z0-9.,/])\\d{1,3}[ .]\\d{3}(?![0-9a-z%.,]|[ ]?(?:eur|f\\b|fr|chf))|(?<=/)\\d{1,4}(?=\\))|(?<![a-z0-9.,/])(?<!\\dh\\x20)(?<!\\d\\x20h\\x20)(?:\\d{1,5}(?![\\d.,]\\d)|(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?)"
      "(?:(?:[ \\n-]|[ -]et[ -])(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|nonante|cents?)){0,6})(?![a-z0-9%]|[ ]?(?:eur|%|h\\b|h\\d|ans\\b|mois\\b|jours\\b|minutes?\\b|heures?\\b|/\\d|e\\b|er\\b|eme\\b))");
  std::vector<Number> found;
  RegexHit hit;
  for (std::size_t from = 0; found.size() < 24 && count.search(folded, from, hit); from = hit.whole().end) {
    const auto value = extract::parse_count(hit.whole().of(folded));
    if (!value || *value > 10000000 || (*value >= 1900 && *value < 2100)) continue;
    const std::string_view words = hit.whole().of(folded);
    if (words == "un" || words == "une") continue;  // an article more often than a number
    const std::size_t at = hit.whole().begin, next = hit.whole().end + 1;
    if (words[0] >= 'a' && next < folded.size() && folded[next - 1] == ' ' && folded[next] >= 'a' && folded[next] <= 'z' && written(at) && written(next)) continue;
    found.push_back({hit.whole(), *value});
  }
  return found;
}

bool begins(std::string_view text, const Regex& pattern) { return pattern.begins(text); }

// What stands around one number of a passage.
struct Context {
  std::string before;          // up to 80 bytes, not beyond the number before
  std::string_view rest;       // up to the next number
  std::string_view behind;     // up to 90 bytes and the next stop
  std::string_view dotted;     // up to 90 bytes
};

Context context_of(std::string_view folded, const std::vector<Number>& numbers, std::size_t i) {
  const Number& number = numbers[i];
  std::size_t begin = i == 0 ? 0 : numbers[i - 1].range.end;
  if (number.range.begin > begin + 80) begin = number.range.begin - 80;
  const std::size_t limit = i + 1 < numbers.size() ? numbers[i + 1].range.begin : folded.size();
  Context context;
  context.before = std::string(folded.substr(begin, number.range.begin - begin));
  context.rest = folded.substr(number.range.end, limit - number.range.end);
  context.behind = context.rest.substr(0, std::min<std::size_t>(first_of(context.rest, ".;:=+>)"), std::min<std::size_t>(90, context.rest.size())));
  context.dotted = context.rest.substr(0, std::min<std::size_t>(90, context.rest.size()));
  return context;
}

// How those a number counts take part, by the words behind it.
enum class Part { none, present, represented, both };

Part part_of(std::string_view words) {
  static const Regex both("(?:presen[ts](?:[.(/-]{0,2}(?:es|e|s)\\)?){0,3}(?![a-z])|\\bla|en salle),? ?(?:ou|et|/|\\+)(?: valablement| dument| bien)? ?represente");
  static const Regex present("\\bpresen(?:ts?|tes|te?[.(/-]e?[.)/-]{0,2}s?\\)?)(?![a-z])|\\bont (?:emarge|signe|repondu|pris part|participe|assiste|siege)|\\b(?:etaient|sont|etions|sommes) la\\b|repond(?:ent|ant) a l'appel|dans la salle|autour de la table|sur place|fait le deplacement|participa(?:nt|ient)\\b");
  static const Regex represented("\\brepresente");
  if (both.found(words)) return Part::both;
  if (present.found(words)) return Part::present;
  return represented.found(words) ? Part::represented : Part::none;
}

// « 34 membres sur 78 étaient présents », « 7 associations sur 10 étant présentes », « présents : 21 / 30 », « dix de ses treize membres »:
// two numbers, those who take part and all there are. Gives how; `present` words may stand in front, between or behind.
Part part_of_pair(const Context& first, const Context& second) {
  static const Regex joint("^(?: (?!pour\\b|contre\\b|voix\\b|votes?\\b|mandats?\\b|parts?\\b|tantiemes|milliemes|points?\\b|euros?\\b)[a-z'.()/-]+){0,6}?,? ?\\(?(?:sur|/|parmi|de ses|de nos|de leurs|des)(?: (?:un (?:total|effectif|nombre|nombre total)(?: [a-z]+)? de|les|nos|ses|leurs|la totalite des))? ?$");
  static const Regex unlike("^ ?(?:%|h\\b|/|(?:voix|votes|parts|tantiemes|milliemes|points|mandats|ans|mois|jours|euros|eur|francs|seances|reunions|postes|sieges a)\\b)");
  static const Regex led("(?:presen[ts][a-z.()/-]* ?(?:(?:ou|et|/) represente[a-z.()/-]* ?)?(?:/ ?[a-z ]{3,20})?(?:,? au nombre de ?|[:=(]? ?\\(?)|(?:reunissant|rassemblant|reunit|rassemble|presence de|atteint(?: avec| par)?|(?:verifie|atteint|constate|reuni) ?:|etaient|etions|sommes) ?)$");
  if (!joint.found(first.rest) || unlike.found(second.rest)) return Part::none;
  const std::string_view stop = second.rest.substr(0, std::min<std::size_t>(first_of(second.rest, ".;:"), std::min<std::size_t>(70, second.rest.size())));
  for (const std::string_view words : {stop, first.rest})
    if (const Part part = part_of(words); part != Part::none) return part;
  if (!led.found(first.before)) return Part::none;
  return contains(first.before, "represente") ? Part::both : Part::present;
}

}  // namespace

ToldCounts told_counts(const extract::Document& document, Range range) {
  ToldCounts told;
  const std::size_t base = document.text.to_folded(range).begin;
  const std::string_view source = document.text.fold(range);
  if (source.size() > 4000) return told;
  std::string passage;  // a line's end and the blanks that begin the next are one
  std::vector<std::size_t> from;
  for (std::size_t at = 0; at < source.size(); ++at) {
    const bool ends = source[at] == '\n' || source[at] == '\t';
    if (source[at] == ' ' && !from.empty() && source[from.back()] == '\n') continue;
    passage += ends ? ' ' : source[at];
    from.push_back(at);
  }
  from.push_back(source.size());
  const std::string_view folded = passage;
  const std::vector<Number> numbers = numbers_of(folded, [&](std::size_t at) { return normalise::upper_letter_at(document.text.reading, document.text.to_reading({base + from[at], base + from[at] + 1}).begin); });
  // what a number counts stands behind it, the rest before
  static const Regex unit_both("^(?: [a-z'.()-]+){0,4}? (?:presen[a-z.()/-]*|la|en salle),? ?(?:ou|et|/|\\+)(?: valablement| dument| bien)? ?represente");
  static const Regex unit_present("^(?: (?!represente|excuse|absent|pouvoir|procuration|pour\\b|contre\\b)[a-z'.()-]+){0,4}? (?:presen[ts](?:[.(/-]{0,2}(?:es|e|s)\\)?){0,3}(?![a-z])|ont (?:emarge|signe|repondu|pris part|participe|assiste)|autour des? |dans la salle|sur place|en salle|ont repondu a l'appel|repond(?:ent|aient|irent) a l'appel|(?:sont|etaient|etions|sommes) (?:bien )?la\\b)(?![a-z.()/-])(?! ?[:=] ?$)");
  static const Regex unit_represented("^(?: [a-z'.()-]+){0,2}? ?represente");
  static const Regex unit_proxies("^(?: (?:[a-z]+s|qui|ont|avaient|avec|par|ayant|leur|un|une|remis|confie|transmis|envoye|adresse|laisse|fait|donne|parvenir|etablir|d'entre|eux|elles)){0,5}? ?(?:pouvoirs?|procurations?|mandats?)(?! (?:de|d')\\b)");
  static const Regex unit_voices("^ (?:voix|votes|suffrages)\\b"), unit_voters("^ votant[a-z.()-]*(?![a-z])");
  static const Regex unit_office("^(?: [a-z'.()-]+){0,4}? ?(?:a jour|inscrit|en exercice|en droit de vot|ayant (?:droit|voix)|cotisant|effectifs\\b|votants inscrits|que compte|adherente?s?\\b|adherents\\b|composant|de (?:l'association|notre association))");
  static const Regex unit_persons("^ (?:membres?|adherent[a-z.()/-]*|societaires?|associes?|familles?|foyers?|conseillers?|delegues?|administrateurs?|licencies?|cotisant[a-z.()/-]*|coproprietaires?|clubs?|assos?|associations?|elus?|personnes|votants)\\b");
  static const Regex before_required("(?:il (?:en |nous |)?(?:faut|fallait|faudrait|en faut)[^0-9;!?]{0,60}|quorum(?![^0-9.;(]{0,20}(?:atteint|reuni|bon|ok))[^0-9.;]{0,24}(?:requis|necessaire|minimum|legal|fixe a|etant de|est de|etait de|de|:|=|\\()[ a-z(]{0,12}|quorum (?:etant |est |etait )?(?:a )?|requi[a-z]+(?! et\\b)[^0-9.;]{0,20}|exig[a-z]+[^0-9.;]{0,30}|necessaires?[^0-9.;a-z]{0,6}|minimum[^0-9.;]{0,8}|au moins |"
                                     "(?:tiers|quart|moitie|cinquieme|dixieme|majorite)(?:[^0-9.;]|[a-z]\\.(?=[a-z])){0,70}?(?:,? ?soit|,? donc|\\(|=|:) ?(?:au moins )?|[0-9]/[0-9][^0-9.;]{0,30}?(?:soit|donc|=|\\() ?|[+] ?1,? ?(?:soit|\\(|=|donc) ?|quorum ?\\([^()]{2,24}\\) ?:? ?|(?:tiers|quart|moitie)[^0-9.;]{0,30}requi[a-z]+ ?\\()(?:de |a |d'au moins )?$");
  static const Regex after_required("^(?: [a-z'.()-]+){0,2}? ?(?:requis|necessaires|exiges?|minimum|au minimum|pour (?:le|un) quorum|suffis|etaient necessaires)");
  static const Regex before_office("(?:\\bsur(?: un total de| un effectif de| les| nos| ses)? ?|\\bpour un (?:total|effectif) de |\\b(?:compt(?:e|ait|ant|ons)|compose de|au nombre de)(?: (?:actuellement|desormais|aujourd'hui|donc|a ce jour))* ?|/ ?|\\bdes |parmi (?:les|nos) |(?:quart|tiers|moitie|majorite) d(?:es?|e nos) ?(?:nos )?|(?:adherents|membres|inscrits|societaires|licencies|cotisants|exercice|sieges) ?: ?)$");
  static const Regex with_proxies("^(?: voix)? ?avec (?:le|les|nos) (?:pouvoirs?|procurations?)");
  static const Regex before_sum("(?:=|->|=>|soit(?: un total de| au total| en tout)?|total(?: de| des voix)? ?:?|donc|ce qui (?:fait|donne)) ?$");
  static const Regex before_present("presen[ts][a-z.()/-]* ?[:=(] ?$|(?:^|[.;] )presents? $");
  static const Regex before_both("(?:presen[ts][a-z.()/-]* ?(?:et|ou|\\+|/) ?(?:pouvoirs?|represente[a-z.()/-]*|procurations?)) ?[:=(] ?$");
  static const Regex share_of("(?:(?:tiers|quart|moitie)|[0-9]/[0-9]|%) (?:de|des) ?$");
  static const Regex before_proxies("(?:pouvoirs?|procurations?|mandats) ?[:=] ?$");
  const auto put = [&](std::optional<ToldCount>& slot, const Number& number) {
    if (!slot) slot = ToldCount{number.value, document.text.to_reading({base + from[number.range.begin], base + from[number.range.end - 1] + 1})};
  };
  static const Regex number_of_office("(?:en exercice|inscrits|a jour) ?[:=(] ?$");
  static const Regex before_gathered("(?:nous (?:etions|sommes)|on (?:etait|est)|vous etiez|comme) ?(?:alors |donc )?$");
  static const Regex other("(?:article|art\\.|page|n ?o|point|le|du|au|l'an|janvier|mai|juin|mars) ?$");
  static const Regex weighed("^ voix,? (?:sur|pour)\\b");  // votes that weigh, beside the members counted
  static const Regex the_few("(?<!sur )\\b(?:les|ces|aux|des|nos) ?$");  // « les deux plus forts actionnaires présents »
  // « en exercice : 9 - présents : 6 - procuration : 1 »: what stands behind a number labels the next
  static const Regex next_label("^ ?[-,;/|] ?[^0-9:]{3,40}: ?$"), said_present("\\bpresent[a-z.()-]* ?: ?$"), said_office("(?:exercice|fonction|inscrits|a jour) ?: ?$");
  // « Quorum (10 adhérents présents ou représentés) : OK, on est 17 »
  static const Regex threshold("quorum ?(?:\\(|: ?\\(?|de |fixe a )$");
  std::vector<bool> known(numbers.size(), false);
  // « 78 voix sur 104 », « 6 812 / 10 000 tantièmes », « 22 propriétaires totalisant 118 voix »: what those who are there weigh
  static const Regex weight("^ (?:voix|mandats|parts|actions|tantiemes|milliemes|points|droits de vote)\\b"), carried("\\b(?:portant|totalisant|representant|detenant|reunissant|disposant de|possedant|porteurs? de) ?$");
  static const Regex weight_of("^ (?:voix|mandats|parts|actions|tantiemes|milliemes)?(?: (?:presentes?|representees?|exprimees?)(?: (?:ou|et) representees?)?)? ?(?:sur|/)(?: un total de| les)? ?$"), all_weight("total (?:de |des )(?:voix|mandats|parts|tantiemes) ?:? ?$");
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const Context first = context_of(folded, numbers, i);
    if (i + 1 < numbers.size() && weight_of.found(first.rest) && (begins(first.rest, weight) || begins(context_of(folded, numbers, i + 1).rest, weight)) && numbers[i].value <= numbers[i + 1].value) {
      put(told.weight, numbers[i]);
      put(told.weight_of, numbers[i + 1]);
      known[i] = known[i + 1] = true;
    } else if (!known[i] && (all_weight.found(first.before) || (carried.found(first.before) && begins(first.rest, weight)))) {
      if (all_weight.found(first.before)) put(told.weight_of, numbers[i]);
      known[i] = true;
    }
  }
  static const Regex voters_of("^ votants?(?: \\([^)]{1,30}\\))? sur(?: les)? ?$");
  for (std::size_t i = 0; i + 1 < numbers.size(); ++i) {  // two numbers that belong together
    if (known[i + 1]) continue;
    const Context first = context_of(folded, numbers, i), second = context_of(folded, numbers, i + 1);
    if (begins(first.rest, voters_of) && numbers[i].value <= numbers[i + 1].value) {  // « cinq votants sur six sièges »
      put(told.voters, numbers[i]);
      put(told.office, numbers[i + 1]);
      known[i] = known[i + 1] = true;
      continue;
    }
    if (known[i] || other.found(first.before) || threshold.found(first.before) || before_required.found(first.before) || numbers[i].value > numbers[i + 1].value) continue;
    const Part part = part_of_pair(first, second);
    if (part == Part::none) continue;
    // « 9 clubs sur 12 sont représentés »: of all there are, those who are there by somebody; « et deux représentés sur neuf » are the rest
    const bool rest = first.before.ends_with("et ") || first.before.ends_with(", ") || first.before.ends_with("+ ");
    put(part == Part::present ? told.present : part == Part::represented && rest ? told.represented : told.both, numbers[i]);
    put(told.office, numbers[i + 1]);
    known[i] = known[i + 1] = true;
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {  // what its own words say of a number
    if (known[i]) continue;
    const Number& number = numbers[i];
    const auto [before, rest, behind, dotted] = context_of(folded, numbers, i);
    if (other.found(before) || weighed.begins(dotted)) {
      known[i] = true;
      continue;
    }
    const auto is = [&](std::optional<ToldCount>& slot) {
      put(slot, number);
      known[i] = true;
    };
    if (i + 1 < numbers.size() && next_label.found(rest) && before.find(':') != std::string::npos) {
      if (said_present.found(before)) is(told.present);
      else if (said_office.found(before)) is(told.office);
      else if (before_required.found(before)) is(told.required);
      known[i] = true;
      continue;
    }
    if (threshold.found(before)) put(told.required, number);
    const bool needed = before_required.found(before) && !begins(dotted, unit_both) && !(begins(dotted, unit_present) && !contains(before, "exig") && !contains(before, "faut") && !contains(before, "moins") && !contains(before, "quorum") && !contains(before, "requi"));
    if (threshold.found(before)) known[i] = true;
    else if (needed || begins(behind, after_required)) is(told.required);
    else if (before_office.found(before) && (begins(behind, unit_office) || begins(behind, unit_persons))) is(told.office);
    else if (before_office.found(before) && contains(before, "sur")) continue;  // « sur 78 étaient présents »: of what stands before
    else if (begins(dotted, unit_both)) is(told.both);
    else if (begins(dotted, unit_present) && !the_few.found(before)) is(told.present);
    else if (begins(dotted, with_proxies)) is(told.both);
    else if (before_both.found(before)) is(told.both);
    else if (before_present.found(before)) is(told.present);
    else if (share_of.found(before) && contains(before, "quorum")) is(told.office);  // « Quorum : 25 % de 180 »
    else if (number_of_office.found(before)) is(told.office);
    else if (before_proxies.found(before) && !(told.proxies && before.find('=') != std::string::npos)) is(told.proxies);
    else if (begins(behind, unit_represented)) is(told.represented);
    else if (begins(behind, unit_proxies)) is(told.proxies);
    else if (begins(behind, unit_voters)) is(told.voters);
  }
  // « 47 présents, plus 6 procurations : 53 voix sur 118 »: one vote each
  const std::optional<ToldCount>& sent = told.proxies ? told.proxies : told.represented;
  if (told.weight && told.weight_of && told.present && told.weight->value == told.present->value + (sent ? sent->value : 0)) {
    if (!told.both) told.both = told.weight;
    if (!told.office) told.office = told.weight_of;
    told.weight = told.weight_of = std::nullopt;
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {  // sums and wholes, beside parts that were said
    if (known[i]) continue;
    const Number& number = numbers[i];
    const auto [before, rest, behind, dotted] = context_of(folded, numbers, i);
    const bool reckoned = i > 0 && (share_of.found(context_of(folded, numbers, i - 1).before) || context_of(folded, numbers, i - 1).rest.find('%') != std::string_view::npos);
    if (reckoned && (before_sum.found(before) || before.starts_with(") :"))) put(told.required, number);  // « 25 % de 180 = 45 »
    else if (before_office.found(before) && (told.present || told.both)) put(told.office, number);
    else if (before_sum.found(before) && (told.present || told.proxies)) put(told.both, number);
    else if (begins(behind, unit_voices) && (told.present || told.proxies)) put(told.both, number);
    else if (begins(behind, unit_office)) put(told.office, number);
    else if (before_gathered.found(before)) put(told.gathered, number);
  }
  return told;
}

}  // namespace minutier::extractors
