#include "extractors/programme_scope.hpp"

#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/minutes_units.hpp"
#include "extractors/programme_entries.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::extractors {

bool activity_title(std::string_view f) {
  static const Regex title(
      "rapports? (?:annuel )?d'activites?|(?:bilan|point|tour|retour|compte[- ]rendu|presentation)s? (?:sur |de |des |d')?(?:les |nos |l'|la )?(?:actions?|activites?|animations?|projets|chantiers|manifestations|evenements|ateliers|commissions|sections|groupes|saison|annee)\\b|"
      "\\b(?:nos|principales|principaux|grandes|grands|autres) (?:actions|activites|projets|programmes|animations|ateliers|chantiers|realisations|manifestations|evenements|rendez-vous|services)\\b|rapports? des (?:commissions|sections)|(?:vie|activites) des sections|"
      "\\b(?:actions|activites|projets|programmes|animations|manifestations|evenements|ateliers) (?:de l'|de la |du |en cours|menee?s|realisee?s|passee?s|(?:19|20)\\d\\d|pour (?:l'annee|20\\d\\d))|(?:&|et) (?:projets|activites|animations|sorties)\\b|\\bprojets (?:&|et) |(?:activites|actions|sorties|animations|voyages) et |temps forts|"
      "\\bvie (?:de la |du |de l'|des |de notre )(?:paroisse|association|club|section|ecole|etablissement|quartier|amicale|societe|groupe|federation|village|reseau|college|lycee|compagnie|chorale|campus|maison|asbl|communaute|foyer|centre|bibliotheque)s?\\b|"
      "\\b(?:deux|trois|quatre|cinq|six|quelques|\\d) (?:actions|projets|chantiers|ateliers|programmes|initiatives|operations|realisations)\\b|l'annee ecoulee|\\bou en (?:est-on|sommes-nous|sont|est) |ce qui (?:a ete fait|marche|bouge|avance|se fait)|\\b(?:une|cette) (?:[a-z]+ )?(?:annee|saison)\\b|\\bannee (?:bien |tres )?(?:remplie|riche|passee)|\\b(?:annee|saison) (?:19|20)\\d\\d(?:[-/ ]+(?:19|20)?\\d\\d)? en (?:bref|revue|images)|retour sur (?:l'annee|la saison|les)|ce qui s'est (?:passe|fait)|"
      "(?:nous avons|on a) fait|ce que (?:fait|font|nous faisons|on fait|nous avons|l'on)|perspectives|(?:l'an|l'annee|la saison) prochaine?\\b|"
      "^(?:les )?(?:[0-9ivx]+ ?[.)/-] ?)?(?:les |nos )?(?:projets|activites|actions|programmes|animations|manifestations|evenements|ateliers|realisations|voyages|sorties|initiatives|chantiers|commissions|services)[ .:]*$");
  static const Regex other("budget|vote|approbation|demande|subvention|ordre du jour|convention|appel a projets|election|tarif|compte administratif|financement|financier|personnel\\b|statuts|deliberation|resolution|reglement|actionnaires|capital\\b");
  return f.size() < 80 && title.found(f) && !other.found(f);
}

bool ActivityScope::covers(std::size_t reading) const {
  const auto zone = std::upper_bound(zones.begin(), zones.end(), reading, [](std::size_t at, const Range& range) { return at < range.begin; });
  return zone != zones.begin() && reading < (zone - 1)->end;
}

namespace {

ActivityScope scope_of(const extract::Document& document) {
  ActivityScope scope;
  const auto& blocks = document.structure.blocks;
  std::vector<Range> found;
  const std::vector<Topic>& topics = cut_minutes(document).topics;
  for (std::size_t t = 0; t < topics.size(); ++t) {
    const Topic& topic = topics[t];
    if (topic.title.empty() || topic.inside_agenda || topic.block < 0 || !activity_title(document.text.fold(topic.title))) continue;
    // A numbered entry opens the text up to the next one; a heading its chapter, below.
    if (blocks[static_cast<std::size_t>(topic.block)].kind == BlockKind::heading) continue;
    std::size_t end = document.text.reading.size();
    if (t + 1 < topics.size()) end = topics[t + 1].number.empty() ? topics[t + 1].title.begin : topics[t + 1].number.begin;
    found.push_back({topic.title.end, std::max(end, topic.title.end)});
  }
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    if (blocks[b].kind != BlockKind::heading || !activity_title(blocks[b].folded.of(document.text.folded))) continue;
    std::size_t end = document.text.reading.size();
    for (std::size_t next = b + 1; next < blocks.size(); ++next)
      if (blocks[next].kind == BlockKind::heading && blocks[next].level <= blocks[b].level) { end = blocks[next].range.begin; break; }
    // « RAPPORT D'ACTIVITÉ » right over « RÉSIDENCES D'HIVER » in capitals of the same rank: its chapters, up to the next business.
    static const Regex business("compte|budget|finance|rapport|election|renouvellement|cotisation|adhesion|approbation|questions?\\b|divers|vote|charges|produits|recettes|depenses|ordre du jour|statuts|conseil|bureau|present|annexe|cloture|conclusion|remerciement|quitus|perspectives|projets et");
    std::size_t next = b + 1;
    while (next < blocks.size() && blocks[next].kind == BlockKind::furniture) ++next;
    if (next < blocks.size() && blocks[next].kind == BlockKind::heading && blocks[next].marker.empty() && capitals(blocks[b].range.of(document.text.reading)) && capitals(blocks[next].range.of(document.text.reading))) {
      std::size_t last = next;
      for (std::size_t i = next; i < blocks.size(); ++i) {
        if (blocks[i].kind != BlockKind::heading) continue;
        if (!blocks[i].marker.empty() || business.found(blocks[i].folded.of(document.text.folded)) || !capitals(blocks[i].range.of(document.text.reading))) { last = i; break; }
        last = blocks.size();
      }
      const std::size_t stop = last < blocks.size() ? blocks[last].range.begin : end;
      if (stop > end) scope.flat.push_back({blocks[b].range.end, stop}), end = stop;
    }
    found.push_back({blocks[b].range.end, end});
  }
  std::sort(found.begin(), found.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
  for (const Range zone : found)
    if (zone.end > zone.begin && (scope.zones.empty() || zone.end > scope.zones.back().end)) {
      if (!scope.zones.empty() && zone.begin < scope.zones.back().end) scope.zones.back().end = zone.end;
      else scope.zones.push_back(zone);
    }
  return scope;
}

}  // namespace

const ActivityScope& activity_scope(const extract::Document& document) {
  return document.workings.get<ActivityScope>([&] { return scope_of(document); });
}

std::vector<Range> set_off(const extract::Document& document, Range unit) {
  std::vector<Range> out;
  const std::string& text = document.text.reading;
  const auto take = [&](Range words) {
    words = trim_range(text, words, ".,;:*_\"");
    while (words.of(text).starts_with("\xC2\xA0")) words.begin += 2;
    while (words.of(text).ends_with("\xC2\xA0")) words.end -= 2;
    if (contains(words.of(text), "\xC2\xAB") || words.of(text).find('\n') != std::string_view::npos) return;
    if (words.size() > 3 && words.size() <= 70 && words.begin >= unit.begin && words.end <= unit.end) out.push_back(words);
  };
  const std::string_view words = unit.of(text);
  for (std::size_t open = words.find("\xC2\xAB"); open != std::string_view::npos; open = words.find("\xC2\xAB", open + 2)) {
    const std::size_t close = words.find("\xC2\xBB", open);
    if (close == std::string_view::npos) break;
    take({unit.begin + open + 2, unit.begin + close});
    open = close;
  }
  for (std::size_t open = words.find('"'); open != std::string_view::npos;) {
    const std::size_t close = words.find('"', open + 1);
    if (close == std::string_view::npos) break;
    take({unit.begin + open + 1, unit.begin + close});
    open = words.find('"', close + 1);
  }
  const Range where = document.text.to_recognised(unit);
  const std::string_view marked = std::string_view(document.text.recognised).substr(0, where.end + 100);  // looks no farther than a mark may close
  for (std::size_t at = first_of(marked, "*_", where.begin); at < where.end && at != std::string_view::npos;) {
    const char sign = marked[at];
    const std::size_t size = at + 1 < marked.size() && marked[at + 1] == sign ? 2 : 1, first = at + size;
    const std::size_t close = marked.find(std::string(size, sign), first);
    if (close == std::string_view::npos || close >= where.end + size || close - first > 90) {
      at = first_of(marked, "*_", first);
      continue;
    }
    if (marked.find('\n', first) > close) take(document.text.reading_map.up({first, close}));
    at = first_of(marked, "*_", close + size);
  }
  return out;
}

Range with_kind(const extract::Document& document, Range from, Range name) {
  static const Regex kind("(?:^|[ '(])(?<kind>(?:atelier|festival|exposition|campagne|cycle|jardin|chantier|groupe|journee|semaine|soiree|stage|fete|tournoi|concours|sejour|epicerie|livre|lettre|journal|revue|gazette|bulletin|charte|cafe|parcours|rencontre|randonnee|spectacle|concert|espace|service)s?(?: [a-z-]{3,14}| de [a-z-]{3,14})?) ?$");
  const Range folded = document.text.to_folded({from.begin, std::max(from.begin, name.begin)});
  std::string_view before = folded.of(document.text.folded);
  while (!before.empty() && (before.back() == '"' || before.back() == ' ')) before.remove_suffix(1);
  const bool quotes = document.text.reading.compare(name.end, 2, "\xC2\xBB") == 0 || document.text.reading.compare(name.end, 4, "\xC2\xA0\xC2\xBB") == 0 || document.text.reading.compare(name.end, 3, " \xC2\xBB") == 0;
  RegexHit hit;
  if (!quotes || !kind.search(before, hit)) return name;
  return {document.text.to_reading({folded.begin + kind.range(hit, "kind").begin, folded.end}).begin, document.text.reading.find("\xC2\xBB", name.end) + 2};
}

std::vector<ProgrammeCandidate> scoped_programmes(const extract::Document& document, bool report) {
  // What may stand before the name: nothing, « Nos », « L'atelier », « En 2019, nous lancerons les ».
  static const Regex kind(
      "(?:^|[ ,'(])(?:(?:le|la|les|l|nos|notre|un|une|des|du|au|aux|nouveau|nouvelle|ce|cette|premier|premiere|deuxieme|troisieme)[ ']+)*"
      "(?:(?:projet|programme|action|atelier|operation|festival|exposition|campagne|cycle|jardin|chantier|groupe|journee|semaine|soiree|stage|fete|tournoi|concours|sejour|dispositif|rendez-vous|bateau|sentier|cafe|club|service|espace|parcours|rencontre|randonnee|course|spectacle|concert|journal|revue|gazette|bulletin|site|application)s?(?: [a-z-]{3,14})?[ :]*)?$");
  static const Regex others("\\b(?:avec|par|de|association|asbl|compagnie|collectif|societe|salle|librairie|fondation|selon|chez|contre|et)(?: (?:la|le|les)| l')? ?$|\\b(?:pour|contre|article|motion|titre|intitule|dit|repond|demande)\\b[^,;]*$");
  std::vector<ProgrammeCandidate> out;
  const ActivityScope& scope = activity_scope(document);
  const Minutes& minutes = cut_minutes(document);
  for (std::size_t u = 0; u < minutes.units.size(); ++u) {
    const Unit& unit = minutes.units[u];
    if (unit.speech || unit.range.size() < 25 || unit.range.size() > 700 || (!report && !scope.covers(unit.range.begin))) continue;
    const std::vector<Range> names = set_off(document, unit.range);
    if (names.empty() || names.size() > 3) continue;
    Range text = unit.range;
    for (std::size_t next = u + 1; next < minutes.units.size() && minutes.units[next].block == unit.block && next < u + 3; ++next) {
      const std::string_view f = minutes.units[next].folded.of(document.text.folded);
      const bool goes_on = f.starts_with("il ") || f.starts_with("elle ") || f.starts_with("ils ") || f.starts_with("elles ") || f.starts_with("on ") || f.starts_with("l'action ") || f.starts_with("le projet ") || f.starts_with("la prochaine ");
      if (!goes_on) break;
      text.end = minutes.units[next].range.end;
    }
    const auto any = [&](std::string_view family) { return !document.matches.within(family, text).empty(); };
    const bool stands = any("programmes.status") || any("programmes.standing"), joined = any("programmes.partners") || any("programmes.joined");
    if (!stands && !joined) continue;
    for (const Range name : names) {
      const std::string_view f = document.text.fold(name);
      const std::string_view before = document.text.fold({unit.range.begin, std::max(unit.range.begin, name.begin)});
      std::string_view lead = before;
      while (!lead.empty() && (lead.back() == ' ' || lead.back() == '"' || lead.back() == '*' || lead.back() == '_')) lead.remove_suffix(1);
      const std::string spaced = std::string(lead) + (lead.ends_with("'") || lead.empty() ? "" : " ");
      if (lead.size() > 70 || !kind.found(spaced) || others.found(spaced)) continue;
      if (!normalise::upper_letter_at(document.text.reading, name.begin) || dull(f) || count_words(f) > 8 || names_someone(name.of(document.text.reading)) || first_of(f, "0123456789") == 0 || contains_any(f, {" eur", ". ", "total"})) continue;
      const Range called = with_kind(document, unit.range, name);
      out.push_back({called, {called.begin, text.end}, false, "programmes.scoped@1", 0.78});
      break;
    }
  }
  return out;
}

}  // namespace minutier::extractors
