#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

// Lines of a chapter about members: « Grands donateurs : 14 », « Entreprises mécènes (3) : A, B, C », « A.S. Rimbourg ..... 42 »,
// « :Adhérents: 139 », and a term over its count.

namespace minutier::extractors {

bool members_chapter(std::string_view f) {
  if (f.size() < 6 || f.size() > 70) return false;
  if (contains_any(f, {"conseil", "bureau", "comite", "present", "absent", "excus", "elect", "elus", "vote", "tarif", "montant", "cotisation", "presence", "quorum", "demande", "commission", "budget", "demission", "qui ", "?", "scolaire", "eleves", "rentree", "classe"})) return false;
  static const Regex words("\\b(?:membres|adherente?s|adherent[.-]e[.-]?s|adhesions|effectifs?|licencies|licences|societaires|donateurs|mecenes|sympathisants|affiliations|affilies|abonnes)\\b");
  return words.found(f);
}

std::vector<MembershipEntry> chapter_lines(const extract::Document& document, const MemberLists& lists, std::size_t b) {
  static const Regex line_form("^[:*+> \\t-]*(?<category>[a-z\"][^:()=\\n]{2,58}?)(?: ?\\((?<inner>\\d{1,6})\\))? ?(?:: ?|\\.{2,} ?|[. ]{3,}|\\t+)(?:(?<count>\\d{1,3}(?:[ .']\\d{3})+|\\d{1,6})(?: (?<unit>[a-z]{4,16}))?(?![.,]\\d)(?=[ ]*(?:$|[,;(]|: |\\.$|\\.[ ]))|(?<names>[^\\d\\n][^\\n]{5,}))?");
  static const Regex odd("\\b(?:total|totaux|ensemble|dont|age|moyenne|heures?|euros?|eur|chf|permanences?|reunions?|seances?|date|prochaine?|president\\w*|tresorier\\w*|secretaire\\w*|objectif|contact|adresse|recettes?|depenses?|charges?|produits?|subventions?|vote|voix|pour|contre|abstentions?|presente?s?|represente\\w*|excuse\\w*|absente?s?|renouvellement|sortants?|reelu\\w*|elu\\w*|election)\\b");
  const auto& block = document.structure.blocks[b];
  const std::string& text = document.text.reading;
  std::vector<MembershipEntry> found;
  for (const Range line : block.lines) {
    const Range folded = document.text.to_folded(line);
    const std::string_view f = folded.of(document.text.folded);
    RegexHit hit;
    if (f.size() < 5 || f.size() > 500 || !line_form.begins(f, hit)) continue;
    const auto at = [&](const char* group) {
      const Range r = line_form.range(hit, group);
      return r.empty() ? Range{} : document.text.to_reading(r.after(folded.begin));
    };
    MembershipEntry entry;
    entry.category = trim_range(text, at("category"), ".,:;*-");
    static const Regex date("^(?:au|le|en|fin|depuis)?[ ]?(?:\\d|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|^(?:au|le|depuis le) \\d");
    if (entry.category.empty() || date.begins(document.text.fold(entry.category)) || odd.found(document.text.fold(entry.category)) || odd.found(line_form.text(f, hit, "unit"))) continue;
    entry.count_where = line_form.group(hit, "inner") ? at("inner") : at("count");
    if (!entry.count_where.empty()) {
      std::string digits(document.text.fold(entry.count_where));
      digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
      const auto count = extract::parse_count(digits);
      if (!count || *count > 200000 || (digits.size() == 4 && *count >= 1900 && *count < 2100)) continue;
      entry.count = *count;
    }
    if (const Range names = at("names"); !names.empty()) lists.split(trim_range(text, names, ".;"), entry);
    if (entry.count < 0 && (entry.members.size() < 2 || std::any_of(entry.members.begin(), entry.members.end(), [&](Range m) { return m.size() > 60 || !upper_start(m.of(text)); }))) continue;
    entry.rule = "memberships.chapter@1";
    entry.confidence = entry.count >= 0 ? 0.82 : 0.78;
    found.push_back(std::move(entry));
  }
  if (found.size() >= 2 || !found.empty()) return found.size() * 2 >= block.lines.size() ? found : std::vector<MembershipEntry>{};
  // « Membres associés » over « 4 : Ville de Tours, CAF, Ligue, UNAT »
  if (b == 0 || document.structure.blocks[b - 1].kind != BlockKind::heading || block.lines.size() > 3) return found;
  static const Regex term_form("^(?<count>\\d{1,6})(?= ?(?:$|[,.:;(]| [a-z]))(?: ?: ?(?<names>[^\\d][^\\n]{5,}))?");
  const std::string_view f = block.folded.of(document.text.folded), head = document.structure.blocks[b - 1].folded.of(document.text.folded);
  RegexHit hit;
  if (head.size() > 50 || odd.found(head) || !member_words(head) || !term_form.begins(f, hit)) return found;
  MembershipEntry entry;
  entry.category = trim_range(text, document.structure.blocks[b - 1].range, ".,:;*-");
  entry.count_where = document.text.to_reading(term_form.range(hit, "count").after(block.folded.begin));
  entry.count = extract::parse_count(term_form.text(f, hit, "count")).value_or(-1);
  if (const Range names = term_form.range(hit, "names"); !names.empty()) lists.split(trim_range(text, document.text.to_reading(names.after(block.folded.begin)), ".;"), entry);
  entry.rule = "memberships.chapter@1";
  entry.confidence = 0.82;
  if (entry.count > 0 && !(entry.count >= 1900 && entry.count < 2100)) found.push_back(std::move(entry));
  return found;
}

}  // namespace minutier::extractors
