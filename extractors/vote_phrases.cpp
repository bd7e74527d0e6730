#include "extractors/vote_phrases.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "pipeline/base/regex.hpp"

namespace minutier::extractors {

void read_vote_phrases(std::string_view text, std::size_t base, VoteRead& read) {
  static const Regex unanimity(
      "\\ba ?(?:l'|l |la |i'|\\['|\\|')? ?(?:unanimite|unamite|uninamite|unaminite|unanimitee|unanimte|unaninite|unanimiter?)\\b|\\b(?:unanimement|voi[xe] unanime|(?:vote|accord|avis|approbation|decision|adoption|adopte|adoptee|approuve|approuvee) unanimes?|accord general)\\b|(?:^|[:=\\n>-] ?)(?:[(*\"]{0,3}ok,? )?unanim(?:ite|es?)\\b|\\b(?:vote|avec|par) (?:l')?unanimite\\b");
  static const Regex negated("(?:pas|non|sans|requiert|exige|necessite|faut|doit|doivent|statue) (?:ete )?(?:[a-z]+ )?a l'?unanimite|unanimite (?:est|etait|sera) (?:requise|necessaire|exigee)|n'est pas (?:acquise|atteinte)");
  RegexHit hit;
  std::string flat(text);
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  if (text.find("nanim") != std::string_view::npos || text.find("unam") != std::string_view::npos || text.find("unin") != std::string_view::npos || text.find("accord general") != std::string_view::npos)
    if (unanimity.search(flat, hit) && !negated.found(flat)) {
      read.unanimity = hit.whole().after(base);
      read.strong = true;
    }
  static const Regex rest("\\b(?:tous|toutes|tout le monde|le reste|les autres)\\b(?: les autres| le reste)?[a-z ]{0,14}? (?:pour|favorables?|oui)\\b(?= ?(?:[.,;)]|$))");
  if (!read.counts.empty() && rest.found(flat)) read.rest_in_favour = read.strong = true;
  struct Mode {
    std::string_view name;
    Regex pattern;
  };
  static const std::array<Mode, 6> modes{{{"sans_objection", Regex("\\b(?:sans (?:aucune )?(?:objection|opposition)s?|pas d'(?:objection|opposition)s?|aucune (?:objection|opposition)|(?:accept|adopt|approuv)[a-z]{1,4} tacitement|accord tacite|(?:^|[.(,:>] ?)(?:par |au |avec (?:le )?)?consentement(?= ?(?:[.,;)]|$| de tou| general| du (?:groupe|cercle|collectif)| par tous))|(?:nul|personne) ne s'y oppos(?:e|ait|ant)|(?:n'appelle|n'appelant|ne souleve|ne soulevant|n'ayant (?:appele|souleve))(?: pas d'| aucune )(?:objection|opposition|observation|remarque)s?)\\b")},
                                          {"secret", Regex("\\b(?:(?:scrutin|vote|votes|bulletins?|ballottage) secrets?|a bulletins? secrets?)\\b")},
                                          {"main_levee", Regex("\\bmains? levees?\\b|\\bassis et leves?\\b")},
                                          {"public", Regex("\\b(?:scrutin public|vote public|appel nominal|votes? nominal|vote nominatif|scrutin nominal|a haute voix)\\b")},
                                          {"electronique", Regex("\\b(?:vote electronique|votes electroniques|par voie electronique|boitiers? de vote|vote en ligne)\\b")},
                                          {"correspondance", Regex("\\b(?:votes?|voter|consultation|scrutin) (?:ecrite )?par correspondance\\b|\\bconsultation ecrite\\b")}}};
  static const Regex any("tacite|consentement|objection|opposition|s'y oppos|observation|remarque|secret|levee|public|nominal|nominatif|haute voix|assis|electronique|boitier|en ligne|correspondance|ecrite");
  if (!any.found(flat)) return;
  static const Regex declined("\\b(?:personne|nul|aucun[a-z ]{0,20}) (?:ne |n')(?:demand|reclam|sollicit|souhait)[a-z]*[^.;:]{0,40}secret|\\b(?:ne pas|sans|non|renonce(?:nt|r)? a|plutot que|au lieu d[eu])\\b[^.;:]{0,50}\\b(?:scrutins?|votes?|bulletins?) secrets?\\b|\\b(?:scrutin|vote|bulletin)s? secrets? (?:n'(?:est|ayant|a)|non) [^.;:]{0,20}(?:demande|requis|reclame|sollicite)");
  for (const Mode& mode : modes)
    if (mode.pattern.search(flat, hit)) {
      if (mode.name == "secret" && declined.found(flat)) continue;
      read.mode_name = mode.name;
      read.mode = hit.whole().after(base);
      return;
    }
}

}  // namespace minutier::extractors
