#include "extractors/vote_phrases.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {

namespace {

// « accepté par 13 voix, sans opposition, avec 4 abstentions »: beside a count it says that nobody was against. True where it says no more.
bool unopposed(std::string_view flat, Range words, std::size_t base, VoteRead& read) {
  const std::string_view said = words.of(flat);
  const bool remark = contains(said, "observation") || contains(said, "remarque");
  if (remark && (!read.unanimity.empty() || !read.counts.empty())) return true;
  if (!read.find(Ballot::in_favour)) return false;
  if (!read.find(Ballot::against)) read.counts.push_back({Ballot::against, 0, words.after(base), false, false});
  return true;
}

}  // namespace

void read_vote_phrases(std::string_view text, std::size_t base, VoteRead& read) {
  static const Regex unanimity(
      "\\ba ?(?:l'|l |la |i'|\\['|\\|')? ?(?:unanimite|unamite|uninamite|unaminite|unanimitee|unanimte|unaninite|unanimiter?)\\b|\\b(?:unanimement|voi[xe] unanime|(?:vote|accord|avis|approbation|decision|adoption|rejet|refus|adopte|adoptee|approuve|approuvee) unanimes?|accord general|ok pour tout le monde|accord de tous|(?:^|[,:.>] ?)tous (?:sont )?d'accord|unanimes?(?=,))\\b|\\b(?:tout le monde|l'ensemble des (?:membres|presents|votants|participants)) (?:est |etait |etant |vote |a vote )?(?:d'accord|pour|(?<=vote )oui)\\b(?! (?:le|la|les|l'|que|un|une|dire|reconnaitre|souligner|ce|cette|[a-z]+er)\\b)(?![^.;]{0,12} (?:sauf|moins|excepte|hormis))|\\b(?:approuve|adopte|valide|accepte|vote)(?:\\(e\\)|[.-]?e)?s? par (?:tout le monde|tous(?: les (?:presents|membres|votants|participants))?|toutes et tous|l'ensemble d(?:es|u|e la|e l') ?(?:membres|presents|participants|votants|conseillers|conseil|elus|adherents|assemblee|associes|coproprietaires|societaires|administrateurs|delegues|assistance|comite|bureau|salle))\\b(?![^.;]{0,12} (?:sauf|moins|excepte|hormis))|(?:^|[,:.=>] ?)(?:tous|toutes) (?:(?:sont )?d'accord|pour|favorables)(?= ?(?:[.;!)]|$))|(?:^|[.:=\\n>-] ?|(?:pour le reste|pour les autres),? |(?:adopte|approuve|valide|accepte|vote)e?s?, )[(*\"]{0,3}(?:ok,? )?unanim(?:ite|es?)\\b|, (?:accord |vote )?unanimite(?= ?(?:[.;)]|$|aussi|egalement|encore))|\\((?:a l')?unanimite?s?\\)|\\b(?:vote|avec|par) (?:l')?unanimite\\b");
  static const Regex negated("(?:pas|non|sans|requiert|exige|necessite|faut|doit|doivent|statue) (?:ete )?(?:[a-z]+ )?a l'?unanimite|unanimite (?:est|etait|sera) (?:requise|necessaire|exigee)|n'est pas (?:acquise|atteinte)");
  RegexHit hit;
  std::string flat(text);
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  static const Regex everybody("(?:tous|toutes) (?:pour|favorables)|tout le monde|toutes et tous|par tous|de tous|tous d'accord|tous sont d'accord|(?:tous|ensemble d)[a-z ]{1,5}(?:presents|membres|votants|participants)");
  if (contains(text, "nanim") || contains(text, "unam") || contains(text, "unin") || contains(text, "accord general") || everybody.found(flat))
    if (unanimity.search(flat, hit) && !negated.found(flat)) {
      static const Regex less("\\)?,? (?:(?:des|du|de la|de l') ?[a-z' ]{3,40},? )?(?:moins|sauf|hormis|excepte|a l'exception)\\b");
      if (less.begins(std::string_view(flat).substr(hit.whole().end))) read.rest_in_favour = true;  // « à l'unanimité moins une voix » is none
      else read.unanimity = hit.whole().after(base);
      read.strong = true;
    }
  static const Regex rest("\\b(?:tous|toutes|tout le monde|le reste|les autres)\\b(?: les autres| le reste)?[a-z ]{0,14}? (?:pour|favorables?|oui)\\b(?= ?(?:[.,;)]|$))");
  static const Regex but("(?:^|[.,:>(-] ?)(?:tous|toutes|tout le monde|unanimes?) (?:est |sont |etait |a vote |ont vote |vote )?(?:pour|d'accord|favorables?|oui),? (?:sauf|moins|excepte|hormis|a l'exception)\\b");
  if ((!read.counts.empty() && rest.found(flat)) || but.found(flat)) read.rest_in_favour = read.strong = true;
  struct Mode {
    std::string_view name;
    Regex pattern;
  };
  // In order of weight: how hands or ballots went before « sans opposition », which may say no more than the outcome.
  static const std::array<Mode, 6> modes{{{"secret", Regex("\\b(?:(?:scrutin|vote|votes|bulletins?|ballottage) secrets?|a bulletins? secrets?|(?:votes?|scrutin|voter) (?:sur|par) (?:petits )?papiers?|petits papiers|(?:bulletins?(?: de vote| ecrits?)?|billets?|papiers?) (?:fermes?|plies?|cachetes?)|vote ?\\(secret|scrutin,? secret|(?:bulletins|enveloppes) (?:trouve|depose|retire)[a-z]* dans l'urne)\\b")},
                                          {"main_levee", Regex("\\bmains? (?:levees?|se (?:levent|sont levees))\\b|\\b(?:a|par|vote) (?:la )?mainlevee\\b(?! d)|\\bassis et leves?\\b")},
                                          {"public", Regex("\\b(?:scrutin public|vote public|appel nominal|votes? nominal|vote nominatif|scrutin nominal|vote par appel|a haute voix)\\b")},
                                          {"electronique", Regex("\\b(?:(?:vote|bulletin|scrutin)s? electroniques?|par voie electronique|boitiers? de vote|vote en ligne|vote par (?:internet|visio[a-z]*|sondage en ligne))\\b")},
                                          {"correspondance", Regex("\\b(?:votes?|voter|consultation|scrutin) (?:ecrite )?par correspondance\\b|\\bconsultation ecrite\\b")},
                                          {"sans_objection", Regex("(?:->|=>) ?(?:consensus|consentement)\\b|\\b(?:sans (?:aucune )?(?:objection|opposition)s?|sans (?:avis|voix|vote) contraires?|sans (?:discussion|debat|observation|remarque|commentaire)s? ni (?:opposition|objection|observation|remarque)s?|pas d'(?:objection|opposition)s?|aucune (?:objection|opposition)|(?:accept|adopt|approuv|nomm)[a-z]{1,4} tacitement|accord tacite|(?:^|[.(,:>] ?)(?:par |au |avec (?:le )?)?consentement(?= ?(?:[.,;)]|$| de tou| general| du (?:groupe|cercle|collectif)| par tous))|par (?:consensus(?! mou)|consentement)|(?:tour d'objections?|objections?) ?: ?(?:aucune|neant|non|pas|0|zero|rien)\\b|(?<=\\()consensus(?=\\))|pas de remarques?,? (?:il|elle|le|la|ils|elles|c')[a-z' ]{0,30} (?:approuv|adopt|valid|accept)[a-z]+|"
                                                                "(?:nul|nulle|personne|aucun membre) (?:n'(?:etant|est) (?:oppos|contre)|ne s'y oppos|ne s'oppos|n'est contre|n'est oppos|n'y est oppos|n'est pas d'accord|n'a d'objection|n'a (?:moufte|bronche|rien a redire|rien trouve a redire|proteste))(?:e|ee|ait|ant)?|personne (?:contre|ne vote contre|n'a vote contre|ne demand(?:e|ait|ant) (?:le vote|la parole contre))|(?:n'appelle|n'appelant|ne souleve|ne soulevant|n'ayant (?:appele|souleve)|ne rencontre|ne suscite|ne fait l'objet d')(?: ?pas d'| ?aucune )(?:objection|opposition|observation|remarque)s?|"
                                                                "(?:adopte|approuve|accepte|valide|ratifie)(?:\\(e\\)|[.-]?e)?s?,?(?: [a-z]+){0,2}? sans (?:aucune )?(?:observations?|remarques?))\\b")}}};
  static const Regex any("mains? se|dans l'urne|papier|ferme|plie|cachet|tacite|consensus|contraire|consentement|personne|nulle? ne|objection|opposition|s'y oppos|observation|remarque|secret|levee|public|nominal|nominatif|haute voix|assis|electronique|boitier|en ligne|correspondance|ecrite");
  if (!any.found(flat)) return;
  static const Regex declined("\\b(?:personne|nul|aucun[a-z ]{0,20}) (?:ne |n')(?:demand|reclam|sollicit|souhait)[a-z]*[^.;:]{0,40}secret|\\b(?:ne pas|sans|(?<!\\d )non|renonce(?:nt|r)? a|plutot que|au lieu d[eu])\\b[^.;:]{0,50}\\b(?:scrutins?|votes?|bulletins?) secrets?\\b|\\b(?:scrutin|vote|bulletin)s? secrets? (?:n'(?:est|ayant|a)|non) [^.;:]{0,20}(?:demande|requis|reclame|sollicite)");
  for (const Mode& mode : modes)
    if (mode.pattern.search(flat, hit)) {
      if (mode.name == "secret" && declined.found(flat)) continue;
      if (mode.name == "sans_objection" && unopposed(flat, hit.whole(), base, read)) return;
      read.mode_name = mode.name;
      read.mode = hit.whole().after(base);
      return;
    }
}

}  // namespace minutier::extractors
