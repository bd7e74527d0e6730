#include <algorithm>
#include <array>

#include "extractors/resolution_draft.hpp"
#include "extractors/resolution_words.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {
namespace {

// The body a subject names, as RECORD.md names bodies; empty for « l'assemblée », « les membres ».
bool other_body(std::string_view subject, std::string_view body) {
  struct Entry {
    std::string_view words;
    std::string_view bodies;  // those it may be
  };
  static constexpr std::array<Entry, 15> entries{{{"conseil municipal", "conseil_municipal"},
                                                  {"conseil communal", "conseil_municipal"},
                                                  {"conseil communautaire", "conseil_communautaire"},
                                                  {"conseil departemental", "conseil_departemental"},
                                                  {"conseil general", "conseil_departemental conseil_municipal autre"},
                                                  {"conseil regional", "conseil_regional"},
                                                  {"conseil d'administration", "conseil_administration"},
                                                  {"conseil syndical", "autre comite conseil_syndical copropriete assemblee_generale_x"},
                                                  {"commission permanente", "commission conseil_departemental conseil_regional"},
                                                  {"la commission", "commission comite autre"},
                                                  {"le bureau", "bureau"},
                                                  {"le ca", "conseil_administration"},
                                                  {"le cse", "comite autre"},
                                                  {"le conseil", "conseil_municipal conseil_communautaire conseil_departemental conseil_regional conseil_administration comite autre commission"},
                                                  {"le comite", "comite conseil_administration bureau autre conseil_communautaire"}}};
  static const Regex named_commission("la commission (?:des?|d'|communale|municipale|finances|travaux)");
  if (body.empty()) return named_commission.begins(subject);
  for (const Entry& entry : entries)
    if (subject.find(entry.words) != std::string_view::npos) return entry.bodies.find(body) == std::string_view::npos;
  return false;
}

// « … approuvé par le préfet »: whose act it is.
bool by_another(std::string_view after, std::string_view body) {
  static const Regex own("[^.;:]{0,80}?\\bpar (?:applaudissements?|de longs|de vifs|des applaud|un (?:vote|tonnerre)|un long|l'ensemble d(?:es|u|e la|e l') ?(?:membres|presents|participants|votants|conseil|elus|adherents|assemblee|associes|coproprietaires|societaires|administrateurs|delegues|assistance|comite|bureau|salle)|l'assemblee|l'ag\\b|l'ago\\b|l'age\\b|les (?:[a-z0-9-]+ )?(?:autres )?(?:membres|adherents|presents|participants|conseillers|associes|coproprietaires|societaires|votants|elus)|[0-9]|(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|[a-z-]+ voix)\\b|tous|toutes|vote|scrutin|acclamation|consensus|mains?|bulletin|assis)");
  static const Regex council("[^.;:]{0,60}?\\bpar (?<who>le conseil[a-z' ]*|le bureau|le ca\\b|le comite|le cse|la commission)");
  static const Regex any("[ ]{0,2}(?:[a-z']+ ){0,4}?par (?:le |la |les |l'|m\\. |mme |un |une )");
  RegexHit hit;
  if (own.begins(after)) return false;
  if (council.begins(after, hit)) return other_body(council.text(after, hit, "who"), body) || body.empty();
  return any.begins(after);
}

// The thing a passive speaks of can be voted.
bool votable(std::string_view subject) {
  static const Regex things(
      "\\b(?:proces[- ]verb|pv\\b|comptes?\\b|compte[- ]rendu|cr\\b|rapports?\\b|budgets?\\b|resolutions?\\b|propositions?\\b|motions?\\b|voeux?\\b|deliberations?\\b|statuts\\b|cotisations?\\b|tarifs?\\b|grille|reglement|projets?\\b|"
      "convention|avenant|modification|amendement|ordre du jour|bilans?\\b|montant|adhesions?\\b|candidatures?\\b|demandes?\\b|credits?\\b|subventions?\\b|liste|composition|versement|quitus|decharge|programme|calendrier|prop\\.|redaction|"
      "preavis|postulat|objets?\\b|initiative|taux\\b|repartition|transfert|changement|nomination|renouvellement|affectation|resultat|prix\\b|emprunt|devis|travaux|plan\\b|principe|previsionnel|ecritures?|resolution|releve|cahier|charte|contrat|vente|achat|acquisition|"
      "cession|creation|suppression|dissolution|fusion|orientations?|decision|article|articles|texte|taxe|impot|indemnites?|loyer|mandat|rapport moral|situation|exercice|election|il\\b|elle\\b|ils\\b|elles\\b|celui|celle|ce (?:dernier|point)|tout|"
      "points?\\b|accord|avis\\b|protocole|marche|offre|dossier|delegation|remboursement|prise en charge|gestion|investissement|acquisition|designation|memoire|adresse|allocations?|secours|date|lieu|nom\\b|siege|admission|exclusion|radiation|ensemble|option|reunion|fete|sortie|voyage)");
  return things.found(subject);
}

bool first_word(std::string_view subject) { return subject.size() < 14; }

// « … lit le procès-verbal du 13 janvier, qui est approuvé »: the clause says what became of it.
bool relative_result(std::string_view before, std::string_view after) {
  static const Regex minutes("\\b(?:proces[- ]verba(?:l|ux)|compte[- ]rendus?|comptes?|rapport|budget)\\b[^.;]{0,80}, (?:qui|lequel|laquelle|lesquels|lesquelles) $"), end("[ ]?(?:$|[.,;]| a l.?unan| sans | par | tel)");
  static const Regex what("[^.;]{12,}, ce qui $"), counted("[ ]?\\(?(?:\\d|par \\d|a l.?unan)");
  if (what.found(before) && counted.begins(after)) return true;  // « … d'ajouter les cartes, ce qui est refusé (4 oui, 9 non) »
  return minutes.found(before) && end.begins(after);
}

// « Le rôle est fixé à quatre francs » under « Rôle de 1884 »: the sentence speaks of what its title names.
bool names_subject(std::string_view title, std::string_view subject) {
  static const Regex word("[a-z]{4,}"), none("(?:dans|pour|avec|sans|sous|leur|cette|association|commune|assemblee|generale|conseil|annee|exercice|compte|rapport|seance|reunion|president|questions?|diverses|divers|point|projet)s?");
  RegexHit hit;
  for (std::size_t at = 0; word.search(subject, at, hit); at = hit.whole().end) {
    const std::string_view said = hit.whole().of(subject).substr(0, 6);
    if (!none.matches(hit.whole().of(subject)) && title.find(said) != std::string_view::npos) return true;
  }
  return false;
}

bool generic_subject(std::string_view subject) {
  static const Regex generic(
      "^[ \\t\"*>=-]*(?:(?:mise?s? aux voix|soumise?s? au vote|apres (?:vote|deliberation|discussion)|a main levee)[^,]{0,30},? )?(?:(?:la|cette|ladite|cet|ce|le|les|ces|l'ensemble des|toutes les)[ ]?(?:presente )?(?:\\d+ |deux |trois )?(?:[a-z]+ieme |premiere )?"
      "(?:resolution|proposition|motion|deliberation|decision|point|rapport|texte|amendement|voeu|mesure|projet|disposition|article)s?(?: [no.]*\\d+)?(?: ainsi (?:amendee?|modifiee?))?|(?:ce|cet|cette|ces|ledit|ladite|lesdits|lesdites) (?!annee|fois|jour|sujet)[a-z]+(?:s|e|t|n|r|x|l)?|il|elle|ils|elles|celui-ci|celle-ci|ce point|cela|le tout|l'ensemble)[ ,]*(?:mise?s? (?:aux voix|au vote))?,?[ ]*$");
  static const Regex voted("^[ \\t\"*>=-]*(?:mise?s? aux voix|soumise?s? (?:au vote|aux voix))\\b[^;:]{0,60}$");
  return subject.size() < 120 && (generic.found(subject) || voted.found(subject));
}

bool quoted(std::string_view reading, std::size_t block_begin, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at > block_begin + 1500 ? at - 1500 : block_begin; i + 1 < at; ++i) {
    if (reading[i] == '\xC2' && reading[i + 1] == '\xAB') ++depth;
    if (reading[i] == '\xC2' && reading[i + 1] == '\xBB' && depth > 0) --depth;
  }
  if (depth <= 0) return false;
  const std::size_t close = reading.find("\xC2\xBB", at);
  return close != std::string_view::npos && close < at + 600;
}

const Regex& board_title() {
  static const Regex pattern("election|bureau|renouvellement|conseil d'administration|\\bca\\b|designation|nomination");
  return pattern;
}

const Regex& unanimous() {
  static const Regex pattern("unanim|\\bvoix\\b|:|majorite");
  return pattern;
}

// « Rémi raconte : … Le rapport d'activités est validé. »: a sentence of its own behind someone's words.
bool plainly_told(const extract::Match& match, const Unit& unit, const Block& block, std::string_view verb, std::string_view subject) {
  static const Regex thing("^[ ]*(?:le|la|les|ce|cette) (?:rapport|proces-verbal|pv|compte|budget|resolution|motion|proposition|deliberation|projet|quitus|bilan)s?\\b[a-z' ]{0,50}\\b(?:est|sont) $");
  static const Regex decided("(?:adopte|approuve|valide|accepte|rejete|vote)e?s?");
  return match.rule->id == "decision.passive" && unit.range.begin > block.range.begin && decided.matches(verb) && thing.found(subject);
}

// Who decides, without what was heard before: « L'assemblée, vu le rapport du conseil d'administration, approuve ».
Range decider_of(const extract::Match& match) {
  const Range who = match.group("who");
  return who.empty() ? Range{match.range.begin, std::max(match.range.begin, match.group("verb").begin)} : who;
}

bool capitals(std::string_view reading) {
  int upper = 0, lower = 0;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(reading[i]);
    upper += (c >= 'A' && c <= 'Z');
    lower += (c >= 'a' && c <= 'z');
  }
  return upper >= 2 && lower == 0;
}

}  // namespace

std::string_view deciding_body(const extract::Document& document, const Minutes&, std::string_view body) {
  std::size_t others = 0;
  for (const extract::Match& match : document.matches.of("decision")) {
    const std::string& id = match.rule->id;
    if (id.compare(0, 15, "decision.active") != 0 || id == "decision.active.past" || !match.has("verb")) continue;
    if (!other_body(document.text.fold(decider_of(match)), body)) return body;
    ++others;
  }
  return others >= 3 ? std::string_view() : body;
}

bool read_decision(const extract::Document& document, const Minutes& minutes, const Unit& unit, const extract::Match& match, std::string_view body, bool vote_near, Decision& decision) {
  const std::string_view folded = minutes.flat;
  const std::string_view lines = document.text.folded;
  const Range verb = match.has("verb2") ? match.group("verb2") : match.group("verb");
  if (verb.empty()) return false;
  const Range verb_folded = document.text.to_folded(verb);
  if (!unit.folded.contains(verb_folded.begin)) return false;
  const std::string_view whole = unit.folded.of(folded);
  const auto last = [](std::string_view text) { return text.size() > 500 ? text.substr(text.size() - 500) : text; };
  const std::size_t match_begin = std::max(match.folded.begin, unit.folded.begin);  // a blank before the unit may be the match's first
  const std::string_view before = last(Range{unit.folded.begin, match_begin}.of(folded));
  const std::string_view subject = last(Range{unit.folded.begin, verb_folded.begin}.of(folded));
  const std::string_view after = Range{std::min(verb_folded.end, unit.folded.end), unit.folded.end}.of(folded).substr(0, 600);
  const std::string_view said = verb_folded.of(folded);
  if (whole.back() == '?') return false;
  static const Regex manner("\\b(?:vote|scrutin) (?:a mains? levees?|a bulletins? secrets?|secret|public|uninominal|en bloc|groupe)[ ]?(?:est|a ete|etant)?(?: [a-z]+)?[ ]?$");
  static const Regex nobody("(?:^|[ ])il (?:est|a ete|fut|est alors|est ensuite) $"), ballots("^ (?:par (?:billets?|bulletins?|appel|assis)|a (?:mains?|bulletins?|haute)|au scrutin|sur chaque|en bloc|separement|nominalement)");
  if (said.substr(0, 4) == "vote" && nobody.found(subject) && ballots.begins(after)) return false;  // « Il est voté par billets secrets »
  if (manner.found(subject)) return false;  // « Le vote à main levée est accepté par tous »: how it is voted
  for (const extract::Match* global : document.matches.within("decision.global", unit.range))  // a general clause covers decisions and is none
    if (global->range.contains(verb.begin) && global->range.end <= verb.end + 40) return false;
  const Block& block = document.structure.blocks[static_cast<std::size_t>(unit.block)];
  if (quoted(document.text.reading, block.range.begin, verb.begin)) return false;
  const Topic& topic = minutes.topics[unit.topic];
  const std::string& id = match.rule->id;
  const auto is = [&](std::string_view prefix) { return id.compare(0, prefix.size(), prefix) == 0; };

  decision.match = &match;
  decision.verb = verb;
  decision.says = Says::content;
  decision.result = result_of(said, after);
  if (unit.speech && !vote_near && !plainly_told(match, unit, block, said, subject)) return false;
  static const Regex ancillary("(?:autorise|donne (?:pouvoir|tous pouvoirs|mandat|delegation)|charge|mandate|habilite|delegue|sollicite|precise|dit)");

  if (is("decision.arrow") || is("decision.everybody")) {
    static const Regex weak("(?:c'est )?(?:ok|bon|oui|non|go)$"), all("^ (?:pour tou|a l'unan|unanim|general|de tou|par tou)"), no("\\bnon$");
    if (only_reported(before) || (weak.matches(said) && !vote_near && !all.found(after))) return false;
    if (topic.title.empty() && block.kind != BlockKind::item) return false;
    if (no.found(said)) decision.result = "rejected";
    const std::string_view head = Range{unit.folded.begin, match_begin}.of(folded);
    decision.says = head.size() < 8 ? Says::closing : Says::content;
    return true;
  }
  if (is("decision.withdraws")) {
    decision.result = "withdrawn";
    if (match.has("verb2")) decision.says = Says::closing;  // « Mme X le retire »
    return !only_reported(before) && !elsewhere(after) && !topic.title.empty();
  }
  if (is("decision.put_off")) {
    static const Regex proposed("\\b(?:proposition|amendement|option|variante|demande|suggestion|idee)\\b[^.;]{0,60}:[^.;]{0,40}$");
    if (proposed.found(subject)) return false;  // « Proposition Grobet : renvoi à l'automne »
    if (only_reported(before) || topic.title.empty()) return false;
    decision.says = match.has("verb2") && match.folded.begin <= unit.folded.begin + 2 ? Says::closing : Says::content;
    decision.result = said.substr(0, 5) == "retir" || said == "retrait" ? "withdrawn" : "adjourned";
    return true;
  }
  if (is("decision.active.we")) return !only_reported(before) && !unit.speech && !elsewhere(after);
  if (is("decision.active.letters")) {
    const std::string_view letters = document.text.read(match.group("letters"));
    if (std::count_if(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) < 2) return false;
  }
  if (is("decision.active")) {
    if (only_reported(before) || elsewhere(after)) return false;
    if (other_body(document.text.fold(decider_of(match)), body)) return false;
    const std::string_view between = Range{match.folded.begin, verb_folded.begin}.of(folded);
    static const Regex subordinate("\\b(?:qui|que|qu'|dont|ou|si)\\b[^,]*$");
    if (subordinate.found(between)) return false;
    decision.ancillary = ancillary.begins(said);
    static const Regex colon("^[ ]?(?:a l'unanimite[^:]{0,40}|,[^:]{0,120})?:[ ]*$");
    if (colon.found(after)) decision.says = Says::formal;
    return true;
  }
  if (is("decision.formal")) {
    const bool upper = capitals(document.text.read(verb));
    static const Regex deliberated("\\b(?:delibere|unanimite|voix|vote|decide|expose|considerant|abstentions?)\\b");
    const bool line_start = verb_folded.begin == unit.folded.begin || lines[verb_folded.begin - 1] == '\n' || deliberated.found(subject);
    if (!upper && !(line_start && (deliberated.found(subject)))) return false;
    if (only_reported(before)) return false;
    if (said == "vote" && !upper) return false;
    decision.says = Says::formal;
    decision.ancillary = ancillary.begins(said);
    return true;
  }
  if (is("decision.passive.feeble")) {
    if (only_reported(before) || elsewhere(after) || by_another(after, body)) return false;
    static const Regex strong("(?:resultat|excedent|deficit|benefice|quitus|decharge|pouvoirs?|mandat|cotisation|taux|tarif)[^.;:]*$");
    static const Regex given("^[ \\t]*(?:en consequence,? |enfin,? |de plus,? )?une? (?:somme|subvention|aide|indemnite|secours|allocation|prime|bourse|gratification|avance|dotation|concession|credit)\\b"), grants("(?:accorde|alloue|attribue|octroye|verse)");
    static const Regex granted_to("^[^.;:]{0,60}?\\b(?:une?|les) (?:somme|subvention|aide|indemnite|secours|allocation|prime|bourse|dotation)s?\\b");
    static const Regex present("^[ ]*(?:est|sont)\\b");
    const std::string_view words = match.folded.of(folded);
    const bool first = match.folded.begin <= unit.folded.begin + 2;
    static const Regex list("^ ?:|^[^.;:]{0,90}:[ ]*$|^[^.;:]{0,60}suivante?s?\\b[^.;:]{0,60}:");
    if (grants.begins(said) && first && present.found(words) && list.found(after)) return true;
    static const Regex sum_after("^[^.;:]{0,60}?(?:\\d[\\d .,]* ?(?:eur|f\\b|fr\\b|francs|chf|\\$)|[a-z]+ (?:francs|euros))"), nobody("^[ \\t]*il ");
    if (grants.begins(said) && present.found(words) && nobody.found(whole) && first_word(subject) && sum_after.found(after)) return true;  // « Il est alloué quinze francs à la veuve du sonneur »
    if (grants.begins(said) && present.found(words) && (given.found(subject) || (first && granted_to.found(after)))) return true;
    static const Regex empowered("(?:autoris|habilit|charg|mandat)"), task("^ (?:a|de|d'|par ce)[ ]?[a-z]"), officer("^[ \\t]*(?:(?:m\\.|mme|monsieur|madame) )?(?:le|la|l') ?(?:president|maire|tresori|secretaire|bureau|gerant|directeur|directrice|syndic|comite|receveur)[a-z]*(?: [a-z]+)? ?$");
    if (empowered.begins(said) && task.begins(after) && present.found(words) && officer.found(subject) && !unit.speech && !topic.title.empty()) return decision.ancillary = true;  // « M. le trésorier est autorisé à solder la dépense »
    static const Regex its("^[ \\t]*(?:ses|son|sa|leurs?|les honoraires|la remuneration|l'indemnite) ");
    decision.ancillary = its.found(whole);  // « Ses honoraires sont fixés à 4 850 € »: of what was decided just before
    static const Regex sure("(?:place|affecte|reporte|donne|renouvele|reconduit|maintenu|fixe)");
    const bool formal_topic = topic.resolution;
    static const Regex finance("resultat|excedent|deficit|benefice|quitus|decharge");
    if (vote_near || formal_topic || (strong.found(subject) && sure.begins(said) && finance.found(subject))) return true;
    return present.found(words) && !unit.speech && names_subject(document.text.fold(topic.title), subject);
  }
  if (is("decision.passive") || is("decision.withdrawn")) {
    const bool negated = match.has("pas");
    const bool left = decision.result == "withdrawn" || decision.result == "adjourned";
    static const Regex choice("\\b(?:principe|propositions?|idee|options?|date|projet|solution|offres?|devis|scenario|candidature|hypothese|texte|lieu|demande|suggestion)\\b"), proposed("^[ \\t*>-]*(?:la|cette|l') ?(?:proposition|idee|option|demande|suggestion|candidature)\\b"), now("^[ ]*(?:est|sont)\\b");
    if (said.substr(0, 6) == "retenu" && !vote_near && !(now.found(match.folded.of(folded)) && choice.found(subject) && !unit.speech && (!topic.title.empty() || proposed.begins(subject)))) return false;  // « l'entreprise est retenue » may tell of another day
    if ((only_reported(before) && !relative_result(before, after)) || (!left && by_another(after, body))) return false;
    static const Regex past("^[ \\t]*(?:a ete|ont ete|etait|etaient)\\b");
    static const Regex dated("^[^.;:]{0,40}?\\b(?:en (?:19|20)\\d\\d|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|le \\d{1,2} [a-z]+ )");
    if (past.found(match.folded.of(folded)) && !vote_near && (dated.found(after) || elsewhere(after))) return false;
    if (elsewhere(after)) return false;
    const std::string_view thing = Range{unit.folded.begin, match_begin}.of(folded);
    if (is("decision.withdrawn")) return true;
    static const Regex business("\\b(?:questions?|sujets?|affaires?|examen|discussion|vote)\\b");
    const bool put_off = decision.result == "adjourned" || decision.result == "withdrawn";
    static const Regex sitting("^ (?:a (?:la |une |l')?(?:prochaine|seance|reunion|assemblee|ag\\b|session|deuxieme|seconde|nouvelle|date ulterieure)|au (?:prochain|conseil|comite|ca\\b|bureau)|a l'(?:examen|etude) d|en commission|sine die|(?:en |a la |aux? )?(?:la )?commission)");
    const bool to_a_sitting = put_off && sitting.found(after) && thing.size() < 160;  // « L'engagement d'un animateur est reporté à la réunion suivante »
    static const Regex ballot("^ (?:au (?:vote|scrutin)|aux voix|a l'ordre|ensuite)");
    if (said.substr(0, 5) == "passe" && ballot.found(after)) return false;  // « il est passé au vote »
    static const Regex ahead("^[ ]*(?:sont|est)\\b"), admitted("^[ ,]*(?::|[^.;:]{0,80}:[ ]*$|(?:par acclam|a l'unan|a la maj|a main|pour |membres?\\b|comme |d'office|ensuite|:))");
    const bool inverted = thing.size() < 3 && ahead.found(match.folded.of(folded)) && admitted.found(after) && !topic.title.empty() && !unit.speech;  // « Sont admis par acclamation : … »
    if (!vote_near && !inverted && !votable(thing) && !(put_off && business.found(thing)) && !to_a_sitting) return false;
    if (!votable(thing) && !generic_subject(thing) && thing.size() > 200) return false;
    if (negated) decision.result = decision.result == "adopted" ? "rejected" : "adopted";
    static const Regex carried("\\b(?:reste|solde|excedent|deficit|surplus|resultat|somme|benefice|reliquat)\\b");
    if (said.substr(0, 6) == "report" && carried.found(subject)) decision.result = "adopted";  // an amount carried over
    static const Regex putting_off("^[ \\t]*(?:le |l'|ce |cet )?(?:renvoi|report(?=$| (?:a (?:la |une )|au prochain|d(?:u|e la|e l'|e ce|e cette|es) ?(?:point|question|examen|vote|decision|election|discussion|dossier|deliberation|points|questions)\\b))|ajournement|sursis)\\b[^.;:]{0,60}$");
    if (decision.result == "adopted" && !negated && putting_off.found(subject)) decision.result = "adjourned";  // « Le renvoi est décidé par 47 voix contre 40 »
    if (generic_subject(thing)) decision.says = Says::closing;
    return true;
  }
  if (is("decision.result.prop")) return !only_reported(before);
  if (is("decision.result")) {
    // « Votes pour » is a noun, « voté » is not.
    if (said.substr(0, 4) == "vote" && !contains(document.text.read(verb), "\xC3\xA9") && !contains(document.text.read(verb), "\xC3\x89")) return false;
    std::size_t at = match.has("lead") ? document.text.to_folded(match.group("lead")).begin : verb_folded.begin;  // « Rectifié et adopté. »
    while (at > unit.folded.begin && (folded[at - 1] == ' ' || folded[at - 1] == '"' || folded[at - 1] == '*')) --at;
    const bool start = at == unit.folded.begin;
    const bool gap = vote_near && verb_folded.begin >= at + 3 && folded.substr(at, 2) == "  ";  // « POUR : 27   CONTRE : 5    Adopté »
    const char sign = start || gap ? '.' : lines[at - 1];
    static const Regex closes("^[^().;]{0,40}\\)");
    const bool aside = sign == '(' && closes.found(after);  // « … soixante-dix francs le lot. (Adopté.) »
    if (!start && !aside && std::string_view(".:;>=!|\t-").find(sign) == std::string_view::npos && sign != '\n' && sign != 'n') return false;
    if (sign == '\n' && !capitals(document.text.read(verb))) return false;  // a line that runs on
    const bool left = decision.result == "withdrawn" || decision.result == "adjourned";
    if ((!left && by_another(after, body)) || elsewhere(after)) return false;
    static const Regex thing_before("[a-z]{3}");
    const std::string_view head = Range{unit.folded.begin, at}.of(folded);
    static const Regex label("^[ \\t\"*>=-]*(?:(?:(?:votes?|resultat|decision|resolution|proposition|deliberation|motion)[^:.]{0,12}|majorite[^:.]{0,40}|article(?: no)? \\d+[a-z0-9 -]{0,12})[: -]*)?$");
    const std::size_t line = lines.substr(0, at).rfind('\n');
    const std::string_view last_line = line != std::string_view::npos && line > unit.folded.begin ? lines.substr(line + 1, at - line - 1) : head;
    const bool bare = start || label.found(head) || label.found(last_line);
    static const Regex ended("^[ ]?(?:$|[.,;()]|a l.?unan|a la maj|par |sans |avec )");
    const bool labelled = (sign == ':' || sign == '>' || aside) && head.size() < 220 && ended.found(after) && votable(head);
    if (!bare && thing_before.found(head) && !vote_near && !labelled) return false;
    decision.says = bare ? Says::closing : Says::content;
    return true;
  }
  if (is("decision.labelled")) {
    static const Regex put_off("^[ ]*(?:est |a ete )?(?:ajourn|report|renvoy|differ)");
    if (put_off.found(said)) decision.result = "adjourned";
    return block.kind != BlockKind::table;
  }
  if (is("decision.elliptic")) {
    const std::string_view read = document.text.read(verb);
    if (said.substr(0, 4) == "vote" && !contains(read, "\xC3\xA9") && !contains(read, "\xC3\x89")) return false;
    if (match.has("pas")) decision.result = "rejected";
    return !only_reported(before) && !by_another(after, body) && !elsewhere(after);
  }
  if (is("decision.passes") || is("decision.accord") || is("decision.avis.rendered")) {
    decision.says = Says::closing;
    if (is("decision.avis.rendered")) decision.says = Says::content;
    return !only_reported(before) && !elsewhere(after);
  }
  if (is("decision.avis")) {
    if (block.kind == BlockKind::table) return false;  // what somebody advised, in a column
    static const Regex anothers("^ (?:du|de la|de l') ?(?:conseil (?!municipal|communal|communautaire|d'administration|d'ecole|departemental)|commission|comite|bureau|service|prefet|architecte)");
    if (anothers.found(after)) return false;
    decision.says = Says::closing;
    if (contains(said, "defavorable")) decision.result = "rejected";
    else decision.result = "adopted";
    return vote_near || topic.title.size() > 0;
  }
  if (is("decision.noted")) {
    decision.says = verb_folded.begin <= unit.folded.begin + 4 && whole.size() < 24 ? Says::closing : Says::content;
    return true;
  }
  if (is("decision.elect")) {
    if (only_reported(before) || elsewhere(after)) return false;
    static const Regex sitting("\\b(?:de (?:la )?seance|de l'assemblee|scrutat[a-z]+|assesseurs?)\\b");
    static const Regex ordinal("^[ ]*(?:pour (?:remplir|rediger)|en qualite de secretaire|comme secretaire|secretaire(?! general| adjoint))");
    if (sitting.found(whole) || (ordinal.begins(after) && !vote_near && !board_title().found(document.text.fold(topic.title)))) return false;
    static const Regex aided("(?:est|sont|a ete|ont ete|fut|furent|ayant ete)\\b");
    if (!aided.begins(match.folded.of(folded))) {  // « Élu trésorier. » begins a sentence; « X - Élu » is a list of people
      std::size_t at = verb_folded.begin;
      while (at > unit.folded.begin && folded[at - 1] == ' ') --at;
      const char sign = at == unit.folded.begin ? '.' : folded[at - 1];
      if ((sign == '-' || sign == ',' || sign == ';') && !(sign == ';' && capitals(document.text.read(verb)))) return false;  // « Vu les candidatures ; DÉSIGNE : »
      static const Regex noun("^(?:\\.e)?s?[ ]*(?:$|,|de |du |des |et |a |au |municip|locaux|local|region|depart|commun|[a-z]+ :)");
      if (sign != ':' && sign != '>' && topic.title.empty()) return false;
      static const Regex label("^ ?: ");
      if (verb_folded.begin == unit.folded.begin && label.begins(after) && !vote_near && !board_title().found(document.text.fold(topic.title))) return false;  // « Élus : Mme Roy, M. Petit » of those present
      if (verb_folded.begin == unit.folded.begin && noun.found(after) && !unanimous().found(after)) return false;
    }
    static const Regex participle_of_noun("\\b(?:les|des|nos|vos|leurs|aux|d'|l'|un|une|chaque|ces|certains|plusieurs|quelques|entre|par) ?$");
    if (participle_of_noun.found(subject)) return false;
    static const Regex kept("(?:re|r)?-?(?:conduit|confirme)"), board("election|bureau|renouvellement|conseil d'administration|\\bca\\b|designation|nomination|comite|collectif|animation|equipe"), office("^[^.;:]{0,30}?\\b(?:president|vice-president|secretaire|tresori|delegue|administrat|membre|gerant|directeur|directrice|referent|verificat)");
    static const Regex labelled("^[ ]*(?:a la |au |le |la )?(?:commission|conseil|comite|bureau|delegue|represent)[^:.;]{0,50} ?: ");
    if (kept.begins(said) && !office.found(after) && !labelled.found(subject) && !board.found(document.text.fold(topic.title))) return false;
    decision.says = Says::election;
    decision.result = "adopted";
    return true;
  }
  if (is("decision.resolved")) {
    decision.says = Says::content;
    decision.result = "adopted";
    return true;
  }
  if (is("decision.nominal")) return !only_reported(before);
  if (is("decision.decided")) return !only_reported(before) && !elsewhere(after);
  return false;
}

}  // namespace minutier::extractors
