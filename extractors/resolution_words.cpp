#include "extractors/resolution_words.hpp"

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {

std::string_view result_of(std::string_view verb, std::string_view after) {
  static const Regex rejected("(?:[a-z]+ )?(?:rejet|repouss|refus|ecart|decline|renonce(?:nt)? a (?:cet(?:te)?|ces?|l'(?:achat|acquisition|idee)|la (?:proposition|vente))\\b|ne (?:donne(?:nt)? pas suite|reti)|se declare(?:nt)? [a-z ]*?defavo|s'oppose|se prononce (?:contre|defavo)|avis defavorable)");
  static const Regex adjourned("(?:[a-z]+ )?(?:ajourn|surs|report(?!e a nouveau)|renvoy|renvoi|differ|remis)");
  static const Regex withdrawn("(?:[a-z]+ )?retir");
  static const Regex noted("(?:[a-z]+ )?(?:prend acte|prennent acte|pris acte|prise d'acte|donne acte|donnent acte|dont acte|il est pris acte)");
  static const Regex refused_after("[ ]*(?:un |l'|son )?avis (?:tres )?defavorable|[ ]*de (?:refuser|rejeter|ne pas (?:approuver|adopter|donner (?:une )?suite|accorder|retenir|accepter|valider))|[ ,]*(?:[^.;:]{0,60}, )?qu'il n'y a (?:pas |point )?lieu (?:a |de |d')(?:deliberer|donner|accorder|suivre|accueillir|adopter|accepter|approuver)");
  static const Regex adjourned_after("[ ,]*(?:[a-z' ]{0,40} )?(?:de |d')(?:reporter|ajourner|differer|surseoir|renvoyer)");
  static const Regex withdrawn_after("[ ,]*(?:[a-z' ]{0,40} )?de retirer");
  static const Regex lost("(?:[a-z]+ )?(?:ne passe pas|n'est pas acquise|echoue|tombe|defavorable|passe$)");
  static const Regex next_business("[ ](?:purement et simplement )?a l'ordre du jour");
  static const Regex later("[ ]*(?:a (?:la|une|l'|un) ?(?:prochaine?|autre|date|seance|reunion|ag\\b|assemblee|automne|rentree|annee)|au (?:prochain|mois|printemps)|a (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|plus tard)|(?:d'|de )(?:un|deux|trois|quelques) (?:an|mois|semaine)|sine die)");
  if (noted.begins(verb) || verb == "donne acte") return "noted";
  if (contains(verb, "repouss") && later.begins(after)) return "adjourned";  // « L'examen est repoussé au prochain conseil »
  if (verb.substr(0, 11) == "ne s'oppose") return "adopted";
  if (lost.begins(verb) && (verb != "passe" || next_business.begins(after))) return "rejected";
  if (rejected.begins(verb)) return "rejected";
  if (withdrawn.begins(verb)) return "withdrawn";
  if (adjourned.begins(verb)) return "adjourned";
  static const Regex unfavourable("[ ]*(?:tres |unanimement )?defavorable");
  if (verb.size() > 4 && verb.substr(verb.size() - 4) == "avis" && unfavourable.begins(after)) return "rejected";
  if (refused_after.begins(after)) return "rejected";
  const bool resolves = verb.substr(0, 4) == "deci" || verb.substr(0, 4) == "conv" || verb.substr(0, 4) == "reso";
  if (resolves && adjourned_after.begins(after)) return "adjourned";
  if (resolves && withdrawn_after.begins(after)) return "withdrawn";
  return "adopted";
}

bool only_reported(std::string_view before) {
  static const Regex hypothetical(
      "\\b(?:si|en cas d(?:e|')|lorsque|lorsqu'|quand|afin (?:que|qu')|pour (?:que|qu')|avant (?:que|qu')|apres que|une fois que|des (?:lors )?que|sous reserve|jusqu'a ce que|propos(?:e|ent|ait|er)(?: [a-z' ]{0,40})? (?:que|qu'|a|de|d')|"
      "souhait[a-z]+|voudrai[a-z]+|demand(?:e|ent|ait|ait)(?: [a-z' ]{0,40})? (?:que|qu'|si|a ce)|rappel(?:le|lent|ait)|esper(?:e|ent|ait)|sugger(?:e|ent|ait)|crain(?:t|drait)|doi(?:t|vent)|devr[a-z]+|faut|faudra[a-z]*|"
      "(?:indique|precise|explique|informe|signale|regrette|ajoute|raconte|souligne)(?:nt)?(?: [a-z' ]{0,40})? (?:que|qu')|selon|d'apres|comment|pourquoi|est-ce|il est demande|invite)\\b[^.;]{0,260}$");
  static const Regex relative("(?:\\bqui\\b|\\bque\\b|\\bqu'|\\bdont\\b|\\bou\\b|\\bsi\\b|\\bs')[ ]?(?:[a-z']+ ){0,3}$");
  return hypothetical.found(before) || relative.found(before);
}

bool elsewhere(std::string_view after) {
  static const Regex pattern(
      "^[^.;:]{0,60}?\\b(?:(?:lors|au cours) (?:de|du|d'une?|des) (?:la |le |l'|sa |son |leur |notre |cette )?(?:precedente?|derniere?|seance|reunion|assemblee|conseil|ag|ca|bureau)\\b|l'an(?:nee)? (?:dernier|derniere|passe|passee|precedente)|precedemment|le mois dernier|il y a )");
  return pattern.found(after);
}

}  // namespace minutier::extractors
