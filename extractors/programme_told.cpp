#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/programme_entries.hpp"
#include "extractors/programme_kinds.hpp"
#include "extractors/programme_scope.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/extract/sentences.hpp"
#include "pipeline/normalise/letters.hpp"

// What a sentence says of an activity that is its subject: « Le sentier de l'étang est terminé », « La régate des Trois Ports,
// courue avec le club de Villard, a réuni 43 équipages », « Notre cycle de conférences reprendra en octobre ».

namespace minutier::extractors {

std::vector<ProgrammeCandidate> told_programmes(const extract::Document& document, bool report) {
  // Activities by what they are: works, gatherings, services, lessons. Then a verb that says how they stand.
  static const Regex form(
      "(?:\\A|(?<=[.!?;:] )|(?<=[.!?;]\\n)|(?<=\\n\\n)|(?<=enfin, )|(?<=ailleurs, )|(?<=outre, )|(?<=annee, )|(?<=cote, ))(?:l'|(?:le|la|les|notre|nos|une?) )"
      "(?<name>(?:projet|programme|operation|dispositif|festival|cycle|atelier|chantier|campagne|residence|exposition|jumelage|concours|plan|semaine|fete|salon|forum|tournoi|journee|stage|camp|sejour|voyage|marche|parcours|cafe|epicerie|ecole|[a-z]+theque|permanence|"
      "sortie|bal|loto|kermesse|vide-grenier|brocante|randonnee|jardin|verger|sentier|bibliobus|composteur|etude|enquete|inventaire|formation|conference|spectacle|concert|rallye|regate|criterium|challenge|ronde|"
      "foire|carnaval|gala|cine-club|chorale|tournee|ronde|colonie|vente|bourse|rencontre|repas|soupe|culte|soiree|nuit|course|cross|action|observatoire|site|guide|livre|application|plateforme|recueil|restauration|renovation|rehabilitation|numerisation|collecte|suivi|pedibus|bulletin|gazette|calendrier|bus|epicerie|potager|rucher|laverie|repair cafe|friperie|ressourcerie|caravane|mission|cours|lecon|entrainement|initiation|mini-[a-z]+|videotheque|amicale|correspondance|echange|(?!approba|adop|associ|situa|delibera|modifica|presenta|cotis|convoca|nomina|designa|federa|popula|fonda|opera|declara|coordina|evalua|augment|chauff|partage|departe|gouverne|regle|loge|traite|evene|renouvelle|finance|fonctionne|invest|engage|change|parle|juge|classe|reglement)[a-z]{3,}(?:age|ation|ition|ement)(?= d[eu'])|publication|edition|visites? guidees?|visite|bapteme|accueil|commande groupee|permanences|covoiturage|dictee|olympiades?|loterie|souscription|pelerinage|excursion|expedition|exercice|classe|orchestre|fanfare des jeunes|troupe|baby-[a-z]+)s?"
      "(?: (?!est |sont |a |ont |se |s'|sera |seront |aura |va |n'|ne )[^ ,.;:()?!]+){1,8}?)"
      "(?:,[^.;:]{3,150}?,| \\([^)]{2,80}\\))? (?:(?:se|ne) |s'|n'|nous )?"
      "(?:est|sont|a|ont|aura|auront|sera|seront|va|vont|etait|etaient|poursui[a-z]+|continue[a-z]*|demarre[a-z]*|debute[a-z]*|commence[a-z]*|ouvrira|tiendra|deroulera|repren[a-z]+|fonctionne[a-z]*|tourne[a-z]*|marche[a-z]*|reuni[a-z]*|attire[a-z]*|accueill[a-z]*|entre[a-z]*|achevera|terminera|acheve|termine|ouvre|prend|prendra|dure|compte|rassemble[a-z]*|redemarre[a-z]*|aboutit|devrait|devraient|ferme[a-z]*|touche|touchent|avance|avancent|progresse|progressent|suit|suivent|connait|remporte|reste|restent|demeure|permet|propose|proposent|repart|revient|arrive|s'adresse|s'ouvre|mobilise|forme|aide|visite)\\b");
  // « La Marsillacoise du 9 juin a réuni … »: a name, and what only happenings do.
  static const Regex happened("(?:\\A|(?<=[.!?] )|(?<=[.!?]\\n))(?:l'|(?:le|la|les|notre) )(?<name>[a-z'-]{4,}(?: (?!est |sont |a |ont |se |s')[^ ,.;:()?!]+){0,5}?)(?:,[^.;:]{3,120}?,)? (?:(?:a|ont) (?:reuni|rassemble|attire)|s'(?:est|etait) (?:tenue?|deroulee?)|(?:a|ont) eu lieu|aura lieu|se tiendra)\\b");
  // « le Cours d'initiation, lancé en septembre, en est à … », « une Fête des vingt ans se prépare »: what a capital names in a sentence.
  static const Regex named("(?:(?<=[;:] )|(?<=[;:]\\n)|(?<=[.!?] )|(?<=[.!?]\\n)|(?<=enfin )|(?<=, ))(?:l'|(?:le|la|les|notre|nos|une?) )(?<name>[a-z'-]{4,}(?: (?!est |sont |a |ont |se |s'|sera |seront |aura |va |n'|ne |en )[^ ,.;:()?!]+){0,7}?)(?:,[^.;:]{3,150}?,)? (?:(?:se|ne|en) |s'|n')?(?:est|sont|a|ont|aura|sera|prepare|poursuit|continue|reprend|demarre|debute|commence|tient|tiendra|deroulera|entre|fonctionne|tourne|reunit|rassemble)\\b");
  // « Nous avons mis sur pied, avec l'IME, des sorties handivoile », « On prépare pour l'automne une exposition sur les meules »
  static const Regex object(
      "(?:\\A|(?<=[.!?;:] )|(?<=[.!?;]\\n)|(?<=, )|(?<= et ))(?:nous|on|l'association|le club|la section|l'equipe|le comite|le groupe)(?: (?:avons|a|allons|va|vient de|venons de|souhaitons|voulons))?(?: (?:aussi|egalement|ainsi|donc|enfin|toujours))?"
      " (?:mis(?:e|es)? (?:sur pied|en place|en route)|mettons (?:sur pied|en place)|lanc[a-z]+|prepar[a-z]+|organis[a-z]+|ouvr[a-z]+|ouvert|cre[a-z]+|mont[a-z]+|demarr[a-z]+|poursui[a-z]+|repren[a-z]+|repris|continu[a-z]+|anim[a-z]+|inaugur[a-z]+)"
      "(?:,[^,.;:]{3,70},)?(?: (?:pour|en|a|au|cet|cette|des|depuis) [^,.;:]{3,24})? (?:le|la|les|une?|des|notre|nos|l'(?=[a-z])) ?(?<name>[a-z][^,.;:()\"]{3,60}?)(?=,|[.;:]| \\(| avec | pour | en (?:\\d|janv|fev|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec|parten|lien|collab)| (?:le|du|au|depuis|chaque|tous|toutes|un|une|qui|dans|a la) |$)");
  static const Regex gathered("\\b(?:a|ont) (?:encore |de nouveau |bien )?(?:reuni|rassemble|attire|accueilli|mobilise)\\b");
  static const Regex project("^(?:l'|(?:le|la|les|notre|nos|une?) )?(?:projet|programme|plan|operation|action|dispositif|atelier|jardin|festival|cafe|epicerie|service|chantier|cycle|navette|bus|taxi|[a-z]+theque|sentier|parcours|observatoire|contrat)s? ");
  static const Regex chapters("rapport moral|rapport (?:de la |du )?(?:president|presidente|comite|conseil|bureau|secretaire|directeur|directrice)|rapport d'activite|compte[- ]rendu (?:moral|d'activite)");
  static const Regex bodies("\\b(?:assemblee|conseil|bureau|comite|commission|reunion|seance|election|vote|mairie|ville|region|departement|commune|federation|association|club|societe|president|tresorier|public|situation|annee|saison|exercice|quorum)");
  static const Regex dated(" (?:du|des|de|le|les|en|d')[ ]?(?:\\d|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|l'ete|l'hiver|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) \\d).*$");
  std::vector<ProgrammeCandidate> out;
  const auto& blocks = document.structure.blocks;
  const ActivityScope& scope = activity_scope(document);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    if (blocks[b].kind != BlockKind::paragraph && blocks[b].kind != BlockKind::item) continue;
    const std::string_view f = blocks[b].folded.of(document.text.folded);
    const bool chapter = scope.covers(blocks[b].range.begin) || scope.covers(blocks[b].range.end - 1) || (blocks[b].parent >= 0 && chapters.found(blocks[static_cast<std::size_t>(blocks[b].parent)].folded.of(document.text.folded)));
    const bool zone = chapter || report || chapters.found(f);
    if (!zone && (f.size() < 50 || (document.matches.within("programmes.status", blocks[b].range).empty() && document.matches.within("programmes.standing", blocks[b].range).empty()))) continue;
    RegexHit hit;
    for (const Regex* one : {&form, &happened, &named, &object})
    for (std::size_t from = 0; one->search(f, from, hit); from = hit.whole().end) {
      Range where = one->range(hit, "name").after(blocks[b].folded.begin);
      RegexHit date;
      if (dated.search(where.of(document.text.folded), date) && date.whole().begin > 4) where.end = where.begin + date.whole().begin;
      Range name = trim_range(document.text.reading, document.text.to_reading(where), ".,;:*\"");
      std::string_view said = document.text.fold(name);
      const std::string_view said_whole = said;
      if (const std::size_t open = said.find('"'); open != std::string_view::npos) {  // « le projet « Bus du soir » »
        const std::size_t close = said.find('"', open + 1);
        if (close == std::string_view::npos || close < open + 4) continue;
        const Range folded = document.text.to_folded(name);
        name = trim_range(document.text.reading, document.text.to_reading({folded.begin + open + 1, folded.begin + close}), "\xC2\xA0");
        said = document.text.fold(name);
      }
      if (one != &form && !zone) continue;
      if (one == &object && (!(report || scope.covers(name.begin) || chapter) || !names_activity(said))) continue;
      if (one != &form && one != &object && (bodies.found(said) || !normalise::upper_letter_at(document.text.reading, name.begin))) continue;
      if (name.size() > 80 || said.find('\n') != std::string_view::npos || contains_any(said, {"assemblee", "conseil", "comptes", "cotisation", "budget", " votre", " cette", " ce ", " dernier", " derniere", "precedent", "prochain", "suivant", "en cours", " nos ", "d'activite", "de loi"})) continue;
      Range folded_sentence = extract::sentence_around(document.text.folded, blocks[b].folded, where.begin);
      // « La prochaine aura lieu en avril », « Elle continue »: still of it.
      if (const std::size_t next = folded_sentence.end + 1; next + 12 < blocks[b].folded.end) {
        const std::string_view after = std::string_view(document.text.folded).substr(next, 14);
        for (const std::string_view lead : {"il ", "elle ", "ils ", "elles ", "on continue", "la prochaine", "le prochain", "nous la ", "nous le "})
          if (after.substr(std::min(after.size(), after.find_first_not_of(" \n"))).starts_with(lead)) { folded_sentence.end = extract::sentence_around(document.text.folded, blocks[b].folded, next + 4).end; break; }
      }
      const Range sentence = document.text.to_reading(folded_sentence);
      const std::size_t from_word = one == &object ? sentence.begin : name.begin;
      const auto any = [&](std::string_view family) { return !document.matches.within(family, {from_word, sentence.end}).empty(); };
      const bool stands = any("programmes.status") || any("programmes.standing"), joined = any("programmes.partners") || any("programmes.joined");
      // Elsewhere in a sitting, a project of which the sentence says both.
      if (!zone && (!stands || !joined || !project.found(said_whole))) continue;
      if (one != &happened && !(one == &form && gathered.found(document.text.fold({name.end, sentence.end}))) && !any("programmes.status") && !any("programmes.standing") && !any("programmes.partners") && !any("programmes.joined")) continue;
      // « On prépare une exposition »: what stands before says how.
      const std::size_t begin = one == &object ? document.text.to_reading(hit.whole().after(blocks[b].folded.begin)).begin : name.begin;
      out.push_back({name, {begin, sentence.end}, false, "programmes.told@1", 0.75});
    }
  }
  return out;
}

}  // namespace minutier::extractors
