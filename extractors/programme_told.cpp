#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/programme_entries.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/extract/sentences.hpp"

// What a sentence says of an activity that is its subject: « Le sentier de l'étang est terminé », « La régate des Trois Ports,
// courue avec le club de Villard, a réuni 43 équipages », « Notre cycle de conférences reprendra en octobre ».

namespace minutier::extractors {

std::vector<ProgrammeCandidate> told_programmes(const extract::Document& document, bool report) {
  // Activities by what they are: works, gatherings, services, lessons. Then a verb that says how they stand.
  static const Regex form(
      "(?:\\A|(?<=[.!?;] )|(?<=[.!?;]\\n)|(?<=\\n\\n))(?:l'|(?:le|la|les|notre|nos|une?) )"
      "(?<name>(?:projet|programme|operation|dispositif|festival|cycle|atelier|chantier|campagne|residence|exposition|jumelage|concours|plan|semaine|fete|salon|forum|tournoi|journee|stage|camp|sejour|voyage|marche|parcours|cafe|epicerie|ecole|permanence|"
      "sortie|bal|loto|kermesse|vide-grenier|brocante|randonnee|jardin|verger|sentier|bibliobus|ludotheque|grainotheque|bricotheque|composteur|etude|enquete|inventaire|formation|conference|spectacle|concert|rallye|regate|criterium|challenge|ronde|"
      "foire|carnaval|gala|cine-club|chorale|tournee|ronde|colonie|vente|bourse|rencontre|repas|soupe|culte|soiree|nuit|course|cross|action|observatoire|site|guide|livre|application|plateforme)s?"
      "(?: (?!est |sont |a |ont |se |s'|sera |seront |aura |va |n'|ne )[^ ,.;:()?!]+){1,8}?)"
      "(?:,[^.;:]{3,150}?,| \\([^)]{2,80}\\))? (?:(?:se|ne) |s'|n')?"
      "(?:est|sont|a|ont|aura|auront|sera|seront|va|vont|etait|etaient|poursui[a-z]+|continue[a-z]*|demarre[a-z]*|debute[a-z]*|commence[a-z]*|ouvrira|tiendra|deroulera|repren[a-z]+|fonctionne[a-z]*|reuni[a-z]*|attire[a-z]*|accueill[a-z]*)\\b");
  std::vector<ProgrammeCandidate> out;
  const auto& blocks = document.structure.blocks;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    if (blocks[b].kind != BlockKind::paragraph && blocks[b].kind != BlockKind::item) continue;
    const bool chapter = blocks[b].parent >= 0 && activity_chapter(document, static_cast<std::size_t>(blocks[b].parent));
    if (!chapter && !report) continue;
    const std::string_view f = blocks[b].folded.of(document.text.folded);
    RegexHit hit;
    for (std::size_t from = 0; form.search(f, from, hit); from = hit.whole().end) {
      const Range where = form.range(hit, "name").after(blocks[b].folded.begin);
      Range name = trim_range(document.text.reading, document.text.to_reading(where), ".,;:*\"");
      std::string_view said = document.text.fold(name);
      if (const std::size_t open = said.find('"'); open != std::string_view::npos) {  // « le projet « Bus du soir » »
        const std::size_t close = said.find('"', open + 1);
        if (close == std::string_view::npos || close < open + 4) continue;
        const Range folded = document.text.to_folded(name);
        name = trim_range(document.text.reading, document.text.to_reading({folded.begin + open + 1, folded.begin + close}), "\xC2\xA0");
        said = document.text.fold(name);
      }
      if (name.size() > 80 || said.find('\n') != std::string_view::npos || contains_any(said, {"assemblee", "conseil", "comptes", "cotisation", "budget", " votre", " cette", " ce ", " dernier", " derniere", "precedent", "prochain", "suivant", "en cours", " nos ", "d'activite", "de loi"})) continue;
      const Range sentence = document.text.to_reading(extract::sentence_around(document.text.folded, blocks[b].folded, where.begin));
      const auto any = [&](std::string_view family) { return !document.matches.within(family, {name.begin, sentence.end}).empty(); };
      if (!any("programmes.status") && !any("programmes.standing") && !any("programmes.partners") && !any("programmes.joined")) continue;
      out.push_back({name, {name.begin, sentence.end}, false, "programmes.told@1", 0.75});
    }
  }
  return out;
}

}  // namespace minutier::extractors
