#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/sentences.hpp"
#include "pipeline/values/numbers.hpp"

// Members counted in words: « L'association compte 124 adhérents à jour », « 42 membres à jour au 31/12 », « nous voici 1.206
// licenciés, contre 1.148 ». What stands before and behind the number decides whether it counts the members or some of them.

namespace minutier::extractors {

std::optional<MembershipEntry> told_members(const extract::Document& document, const extract::Match& match) {
  // What counts: a verb, a noun of number, a date before a colon.
  static const Regex counts(
      "(?:\\b(?:compt(?:e|ent|ait|aient|ons|ions|ant)|(?:a|avons|avions|ont) compte|regroup\\w+|rassembl\\w+|reuni(?:t|ssait|ssent)|total(?:ise|isait|isons)|denombr\\w+|recens\\w+|enregistr\\w+|sommes|etions|est|etait|etaient|voici|voila|avons|avions|atteint|atteignent|"
      "atteignons|reste|restent|restons|passes? (?:de \\d+ )?a|passee?s? (?:de \\d+ )?a|eleve(?:nt)? a|elevait a|il y (?:a|avait)|nombre(?: total)?(?: est| etait)? de|effectifs?(?: est| etait)? de|total de|arrive a|arrivons a|monte a|porte a)"
      "(?: (?:donc|actuellement|desormais|aujourd'hui|maintenant|ainsi|alors|toujours|encore|deja|environ|pres de|plus de|au total|a ce jour|en \\d{4}|fin \\d{4}|cette annee|cette saison|quelque|exactement|enfin|bien|maintenant|fin [a-z]+|au \\d{1,2}(?:er)? [a-z]+(?: \\d{4})?|en [a-z]+))*|"
      "\\b(?:adhesions?|adherents|membres|effectifs?|societariat|cotisations|situation)\\b[^.:;]{0,40}[:=-]|\\b(?:au|fin|en) (?:\\d{1,2}(?:er)? )?(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: \\d{4})? ?[:,]|(?:\\A|[.;(]|\\b(?:19|20)\\d\\d) ?[:,]?)[ \\n*_+>-]*$");
  static const Regex qualified("a jour|effectifs|inscrits|cotisants|adherentes?$|actifs|individuel|collecti|honoraires|bienfaiteurs");
  // What bears it out behind the number where nothing did before.
  static const Regex borne("^(?:[ ]?(?:\\(|=|:|$)|,? (?:a jour|au (?:\\d|premier|1er)|en (?:18|19|20)\\d\\d|fin (?:19|20)?\\w+|a ce jour|cette (?:annee|saison)|contre|dont|soit|repartis|en (?:hausse|baisse|augmentation|diminution|progression|recul)|de (?:plus|moins)|\\d+ de (?:plus|moins)))");
  static const Regex some("\\b(?:les|des|ces|nos|aux|par|entre|avec|chaque|moins|minimum|maximum|premiers|derniers|autres?|objectif|jusqu'a|il (?:faut|faudrait|manque)|besoin de|reunion de|groupe de|equipe de|compose\\w* de|comite de|bureau de|conseil de|commission de|elire|voix de|poste de|moyenne de|tous les|quart des|tiers des|moitie des|reponses de)[ ]?$");
  static const Regex elsewhere("\\b(?:conseil (?:municipal|communal|d'administration|general|syndical|communautaire)|comite (?:directeur|syndical)|bureau|commission|delegation|jury|groupe de travail|c\\.?a\\.?|au niveau national|en france|dans le monde|convoque|emarg|objectif|siege|candidat|elire|election|mandat|pouvoirs?|procuration|en exercice)\\b");
  // A noun that needs more than a verb: « le comité compte dix membres ».
  static const Regex weak("^(?:membres|associe[a-z.-]*|electeurs|paroissien[a-z.-]*|abonne[a-z.-]*)$");
  static const Regex stated("^,? \\(?(?:a jour|au (?:\\d|premier|1er)|en (?:18|19|20)\\d\\d|a ce jour|contre|dont|soit|repartis)");
  static const Regex present("\\b(?:present|represent|excuse|absent|vot(?:e|ent|ants|es)\\b|suffrage|quorum|unanim)");
  const std::string& folded = document.text.folded;
  const Range number = document.text.to_folded(match.group("count")), noun = document.text.to_folded(match.group("category"));
  if (number.empty() || noun.empty() || match.block < 0) return std::nullopt;
  const Range block = document.structure.blocks[static_cast<std::size_t>(match.block)].folded;
  const Range sentence = extract::sentence_around(folded, block, number.begin);
  const std::size_t from = std::max(sentence.begin, number.begin > 90 ? number.begin - 90 : 0);
  const std::string before = (from > sentence.begin ? "... " : "") + std::string(folded, from, number.begin - from);
  const std::string_view behind = std::string_view(folded).substr(noun.end, std::min<std::size_t>(60, block.end - noun.end));
  const std::string_view said = noun.of(folded);
  const bool opens = before.find_first_not_of(" \n*_+>-=.") == std::string_view::npos;
  const bool named = qualified.found(said);
  const auto ends_in = [&](std::string_view word) { return before.size() >= word.size() && std::string_view(before).substr(before.size() - word.size()) == word; };
  const bool of_all = named && ends_in("sur ");  // « sur 312 sociétaires inscrits, 118 sont présents »
  const bool counted = opens || of_all || counts.found(before);
  const bool after = borne.found(behind);
  const bool for_whom = (ends_in("pour ") || ends_in("entre ")) && contains(behind.substr(0, 6), "dont ");  // « pour 23 associés dont 19 salariés »
  if (!for_whom && some.found(before)) return std::nullopt;
  if ((ends_in(" de ") || ends_in(" d'")) && !counts.found(before)) return std::nullopt;  // « nous prive de 23 cotisants »
  if (!for_whom && !counted && !(after && named)) return std::nullopt;
  if (opens && !after && !named) return std::nullopt;
  if (weak.matches(said) && !stated.found(behind)) return std::nullopt;
  if (!of_all && elsewhere.found(sentence.of(folded).substr(0, 300))) return std::nullopt;
  // « 124 adhérents présents », « 42 membres présents ou représentés »: who was there. Only all of them, in a word, stand beside.
  if ((!of_all && present.found(behind.substr(0, 24))) || present.found(before) || (present.found(sentence.of(folded)) && !named)) return std::nullopt;
  std::string digits(number.of(folded));
  if (digits.size() > 4 && digits[digits.size() - 4] == '.') digits.erase(digits.size() - 4, 1);  // « 1.262 »
  const auto count = extract::parse_count(digits);
  if (!count || *count < 2 || *count > 2000000 || (digits.size() == 4 && *count >= 1900 && *count < 2100)) return std::nullopt;
  MembershipEntry entry;
  entry.category = trim_range(document.text.reading, match.group("category"), ".,;:()*");
  entry.count_where = match.group("count");
  entry.count = *count;
  entry.rule = match.rule->tag();
  entry.confidence = match.rule->confidence;
  return entry;
}

}  // namespace minutier::extractors
