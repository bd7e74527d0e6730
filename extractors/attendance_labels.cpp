#include <algorithm>

#include "extractors/attendance_parts.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// « présents » but not the end of « représentés ».
bool says_present(std::string_view text) {
  for (std::size_t at = text.find("presen"); at != std::string_view::npos; at = text.find("presen", at + 1))
    if (at < 2 || text.substr(at - 2, 2) != "re") return true;
  return false;
}

// « représentés » but not « représentants ».
bool says_represented(std::string_view text) {
  for (std::size_t at = text.find("represent"); at != std::string_view::npos; at = text.find("represent", at + 1))
    if (text.substr(at + 9, 3) != "ant") return true;
  return false;
}

std::string status_of(std::string_view label, std::string_view rule) {
  if (has(rule, ".staff") || has(rule, ".employed")) return "staff";
  if (label.rfind("ni presen", 0) == 0) return "absent";
  if ((label.rfind("salarie", 0) == 0 || label.rfind("personnel", 0) == 0) && says_present(label) && !has(label, "absen") && !has(label, "associe") && !has(label, "enseign") && !has(label, "elu") && !has(label, "college")) return "staff";
  if (has(label, "pouvoir") || has(label, "procuration") || has(label, "mandat") || has(label, "delegation")) return !has(label, "sans ") ? "represented" : has(label, "excuse") ? "excused" : "absent";
  if (has(label, "egalement") || has(label, "aussi")) return "guest";
  if (label.rfind("invite", 0) == 0 || (has(label, " invite") && !says_present(label) && !has(label, "excus") && !has(label, "absen"))) return "guest";  // « Invités présents », « Membres de droit et invités »
  if (has(rule, "guest.honour") && !has(label, "excus") && !has(label, "absen")) return "guest";  // « Personnalités présentes »
  if (has(rule, ".held")) return "present";
  if (has(rule, ".asked")) return "absent";
  if (has(rule, ".unable")) return "excused";
  if (has(rule, ".missing")) return has(label, "excuse") && !has(label, "non excuse") ? "excused" : "absent";
  if (has(label, "assiste de") || has(label, "assistes de") || has(label, "assiste d'") || has(label, "entoure")) return "present";
  if (says_present(label) && !has(label, "absen")) return has(label, "sans voix") || has(label, "voix consultative") || has(label, "consultative") || has(label, "en presence") ? "guest" : "present";
  if (says_represented(label)) return has(label, "non represent") || has(label, "ni represent") ? "absent" : "represented";
  if (has(label, "non excuse") || has(label, "sans excuse") || has(label, "non justifie")) return "absent";
  if (has(label, "excuse") || has(label, "absences motive") || has(label, "absence motive") || has(label, "justifie") || has(label, "annonce")) return "excused";
  if (has(label, "absen")) return "absent";
  if (has(rule, ".guest") || has(label, "assist")) return "guest";
  return "present";
}

}  // namespace

std::string status_said(std::string_view folded) {
  if (folded.size() < 6 || folded.size() > 48 || std::count(folded.begin(), folded.end(), ' ') > 6) return {};
  static const Regex pattern("^(?:[*_]*(?:(?:sont|etaient|les|liste des|noms? des|membres|personnes|conseill[a-z.]+|administrat[a-z.]+|elue?s|adherents|associes|coproprietaires|delegues)(?: (?:municipaux|du (?:ca|bureau|conseil|comite)|elus|titulaires))? |(?:titulaires?|suppleante?s?) ){0,3}(?:presen(?:t|s)(?!a|i)|absen(?:t|s)(?!ion)|excuse|represente|invite|participant|pouvoir|procuration)|absen(?:t|s))[a-z.()/ -]*(?:[(]\\d{1,3}[)])?[ :*_]*$");
  if (!pattern.matches(folded)) return {};
  return has(folded, "invite") ? "guest" : status_of(folded, {});
}

std::vector<Label> find_labels(const extract::Document& document) {
  std::vector<Label> labels;
  for (const extract::Match& match : document.matches.of("attendance.label")) {
    Label label;
    if (document.text.read(match.range).find('\t') != std::string_view::npos && has(match.rule->id, ".line")) continue;  // what is left of a row of a table
    static const Regex bodies("\\b(?:delegue|representant|mandataire)[a-z]* (?:des |de |du )?(?:communes|clubs|sections|associations|villages|cantons|syndicats|cooperatives|paroisses)(?: (?:suivant|adherent|membre|affilie|associe)[a-z]*)?(?: (?:de|d'))?$");
    if (bodies.found(document.text.fold(match.group("label").empty() ? match.range : match.group("label")))) continue;  // « les délégués des communes de : … »: places follow
    label.match = &match;
    label.block = match.block;
    label.range = match.group("label");
    if (label.range.empty()) label.range = match.range;
    label.end = match.range.end;
    label.status = status_of(document.text.fold(label.range), match.rule->id);
    const bool opening_guests = has(match.rule->id, "label.guest") && !has(match.rule->id, "guest.") && label.range.begin < 2500;
    label.weak = label.status == "staff" || (!opening_guests && has(match.rule->id, ".guest") && document.text.fold(label.range).substr(0, 6) != "assist") || has(match.rule->id, ".college") || has(match.rule->id, ".proxies") || has(match.rule->id, ".where");
    for (const std::string_view group : {"count", "after", "before", "before2"}) {
      const Range where = match.group(group);
      if (where.empty() || label.count) continue;
      label.count = extract::parse_count(document.text.fold(where));
      label.count_range = where;
    }
    labels.push_back(std::move(label));
  }
  return labels;
}

}  // namespace minutier::extractors
