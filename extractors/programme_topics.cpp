#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/minutes_units.hpp"
#include "extractors/programme_entries.hpp"
#include "extractors/programme_kinds.hpp"
#include "extractors/programme_scope.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/letters.hpp"

// Business of a sitting whose title names an activity and whose text says how it stands or with whom: « 5. Camp de jour 2017 » over « Le
// camp de jour aura lieu du 26 juin … en collaboration avec … », « Opération « Rues propres » » over « L'opération, lancée en mars … ».

namespace minutier::extractors {
namespace {

using extract::Document;

// What the title sets off in quotes, else its words up to a dash or a colon.
Range name_in(const Document& document, Range title) {
  static const Regex lead("^(?:[^\"]{0,40}\\b)?(?:projet|programme|operation|dispositif|action|atelier|i\\.l\\.i\\.|festival|campagne|plan|contrat|residence|cycle|fete|journee|exposition|stage|chantier|service)s?(?: [a-z]+){0,2} ?\"");
  const std::string_view f = document.text.fold(title);
  if (const std::size_t open = f.find('"'); open != std::string_view::npos) {
    const std::size_t close = f.find('"', open + 1);
    if (close == std::string_view::npos || close < open + 4 || !lead.found(f)) return {};
    const Range folded = document.text.to_folded(title);
    Range inner = trim_range(document.text.reading, document.text.to_reading({folded.begin + open + 1, folded.begin + close}), "\xC2\xA0");
    while (inner.of(document.text.reading).starts_with("\xC2\xA0")) inner.begin += 2;
    while (inner.of(document.text.reading).ends_with("\xC2\xA0")) inner.end -= 2;
    return inner;
  }
  const Range folded = document.text.to_folded(title);
  std::size_t end = f.size();
  for (const std::string_view sign : {" - ", " -- ", ": ", " : ", ", ", " (", ". ", " avec "})
    if (const std::size_t at = f.find(sign); at != std::string_view::npos && at > 4) end = std::min(end, at);
  Range name = without_years(document, trim_range(document.text.reading, document.text.to_reading({folded.begin, folded.begin + end}), ".,;:*"));
  // « Install-party de décembre »: when is none of its name
  static const Regex month(" (?:de |d'|du mois de )(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)$");
  if (RegexHit hit; month.search(document.text.fold(name), hit) && hit.whole().begin > 4) name.end = document.text.to_reading(hit.whole().after(document.text.to_folded(name).begin)).begin;
  static const Regex programme("^(?:le |la |l')?(?:programme|projet|operation|plan|contrat|dispositif) [a-z]");
  const std::string_view said = document.text.fold(name);
  return names_activity(said) || programme.found(said) ? name : Range{};
}

}  // namespace

std::vector<ProgrammeCandidate> topic_programmes(const Document& document) {
  static const Regex other("budget|compte administratif|vote |approbation|subvention|demande|election|tarif|convention(?! d'execution)|marche (?:public|de travaux|a procedure)|emprunt|cession|acquisition|personnel|poste|creation|deliberation|reglement|designation|bilan|rapport|point sur|retour sur|organisation d|calendrier|dates?\\b|prochain|proposition|choix|achat|location|devis|\\?$");
  std::vector<ProgrammeCandidate> out;
  const Minutes& minutes = cut_minutes(document);
  for (const Topic& topic : minutes.topics) {
    if (topic.inside_agenda || topic.title.empty() || topic.count == 0 || topic.title.size() > 110) continue;
    const Range title = trim_range(document.text.reading, topic.title, ".,;:*");
    const bool quoted = document.text.fold(title).find('"') != std::string_view::npos;
    if (title.empty() || (!quoted && other.found(document.text.fold(title)))) continue;
    const Range name = name_in(document, title);
    if (name.size() < 4 || name.size() > 70 || !normalise::upper_letter_at(document.text.reading, name.begin)) continue;
    const std::string_view f = document.text.fold(name);
    if (f.starts_with("projet d'ecole") || f.starts_with("projet d'etablissement") || f.starts_with("projet de service") || f.starts_with("projet pedagogique") || f.starts_with("projet social")) continue;
    if (dull(f) || count_words(f) > 8 || names_someone(name.of(document.text.reading)) || activity_title(f)) continue;
    // Its first sentences say how it stands or with whom; its subject is what the title names, or « le projet ».
    Range text{topic.title.end, topic.title.end};
    bool subject = false;
    const std::string head(f.substr(0, first_of(f, " '")));
    for (std::size_t u = topic.first; u < topic.first + topic.count && u < minutes.units.size(); ++u) {
      const Unit& unit = minutes.units[u];
      if (unit.range.begin < title.end) continue;
      const std::string_view said = unit.folded.of(document.text.folded);
      if (subject && contains_any(said.substr(0, 80), {"conseil", "a l'unanimite", "charge ", "decide", "approuve", "vote", "adopte"})) break;
      // « Neuvième édition le dimanche 17 mai »
      static const Regex edition("^(?:la |l'|pour sa |c'est la )?(?:[a-z]+ieme|\\d{1,3} ?(?:e|eme)|premiere|prochaine|derniere|nouvelle) edition\\b");
      subject = subject || (u == topic.first && edition.found(said)) || means_project(said) || (u == topic.first && (said.starts_with("il ") || said.starts_with("elle ") || said.starts_with("ils ") || said.starts_with("elles ") || names_activity(said))) || (head.size() > 3 && said.substr(0, 90).find(head) != std::string_view::npos);
      text.end = std::max(text.end, unit.range.end);
      if (text.size() > 420) break;
    }
    text.end = std::min(text.end, text.begin + 700);
    if (!subject || text.empty()) continue;
    const auto any = [&](std::string_view family) { return !document.matches.within(family, text).empty(); };
    const bool stands = any("programmes.status") || any("programmes.standing"), joined = any("programmes.partners") || any("programmes.joined");
    if (!stands && !(joined && quoted)) continue;
    // « La fête annuelle se tiendra le 15 juillet », « Neuvième édition le 17 mai »: it comes again, or is to come
    static const Regex dated("\\b(?:se tiendra|se tiendront|aura lieu|auront lieu|(?:[a-z]+ieme|\\d{1,3} ?(?:e|eme)) edition|la \\d{1,3} ?(?:e|eme) du nom)\\b");
    const bool comes = names_activity(f) && dated.found(document.text.fold({text.begin, std::min(text.end, text.begin + 260)}));
    if (!quoted && !joined && !any("programmes.status") && !comes) continue;
    out.push_back({name, {name.begin, text.end}, false, "programmes.scoped@1", 0.75});
  }
  return out;
}

}  // namespace minutier::extractors
