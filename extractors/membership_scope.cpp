#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {
namespace {

bool announces_members(std::string_view f) {
  if (f.size() > 160) return false;
  if (contains_any(f, {"conseil d'administration", "presents", "bureau", "excuse", "elus", "election"})) return false;
  if (member_words(f) && contains_any(f, {"etat des", "par college", "par categorie", "par type", "repartition des"})) return true;
  return contains_any(f, {"les adherents", "adherents institutionnels", "adherents a l'association", "partenaires et adherents", "nos adherents", "nos membres", "les membres de l'association", "membres adherents", "liste des adherents",
                          "adhesions 19", "adhesions 20", "etat des adhesions", "etat des adherents", "compte adherents", "la vie de l'association", "vie associative"}) ||
         (contains_any(f, {"association compte", "union compte", "federation compte", "federe", "cooperative compte"}) && member_words(f)) || f == "adherents" || f == "adhesions" || f == "membres adherents" || f == "adherents :";
}

// « 1 262 affiliés, soit » over « - seniors : 512 »
bool leads(std::string_view f) {
  return f.size() > 5 && f.size() < 200 && (f.substr(f.size() - 5) == " soit" || f.substr(f.size() - 5) == " dont") && contains_any(f, {"affilies", "licencies", "adherents", "societaires", "cotisants", "inscrits", "membres"});
}

// « 3/ Rapports », « 4. Comptes »: the number is the chapter's.
bool numbered(std::string_view f) {
  const std::size_t sign = f.find_first_not_of("0123456789");
  return sign != std::string_view::npos && sign > 0 && sign < 3 && std::string_view("/.)-").find(f[f[sign] == ' ' && sign + 1 < f.size() ? sign + 1 : sign]) != std::string_view::npos;
}

}  // namespace

bool MembershipScope::announces(std::size_t block) {
  if (!announces_[block]) announces_[block] = announces_members(fold_of(block));
  return *announces_[block];
}

bool MembershipScope::announced(std::size_t b) {
  const auto& blocks = doc_.structure.blocks;
  int up = blocks[b].parent;
  for (int step = 0; up >= 0 && step < 4; ++step) {
    if (announces(static_cast<std::size_t>(up))) return true;
    up = blocks[static_cast<std::size_t>(up)].parent;
  }
  for (std::size_t back = 1; back <= 8 && back <= b; ++back) {
    const Block& before = blocks[b - back];
    const std::string_view words = fold_of(b - back);
    if (announces(b - back) || leads(words)) return true;
    if (before.ends_with_colon && words.size() < 200 && member_words(words) && contains_any(words, {" compte ", "compte ", "sont :", "sont:", "reparti"})) return true;
    // « la fédération réunit 246 adhérents : », « Nous étions 163 membres à jour : »
    if (before.ends_with_colon && words.size() < 260 && member_words(words) && first_of(words, "0123456789") != std::string_view::npos && !contains_any(words, {"present", "excuse", "absent", "vot", "conseil", "bureau", "comite", "elu", "elect", "cotisation :", "tarif"})) return true;
    if (before.ends_with_colon && contains_any(words, {"licences en ", "licences :", "licencies :", "effectifs :", "nos effectifs", "licences par", "licencies par"})) return true;
    if (before.kind == BlockKind::heading && back > 1 && (numbered(words) || first_of(words, "0123456789") == std::string_view::npos)) break;
  }
  return false;
}

bool MembershipScope::in_chapter(std::size_t b) const {
  const auto& blocks = doc_.structure.blocks;
  int up = blocks[b].parent;
  for (int step = 0; up >= 0 && step < 2; ++step, up = blocks[static_cast<std::size_t>(up)].parent)
    if (members_chapter(fold_of(static_cast<std::size_t>(up)))) return true;
  return false;
}

bool MembershipScope::counts_beside(std::size_t b) const {
  static const Regex figure("^[*_ ]*\\d{1,6}[*_ ]+(?:adherent|membres|benevoles|societaires|licencie|abonnes|donateurs|cotisants|cooperateurs)[^.:;\\d]{0,50}[*_ .]*$");
  static const Regex beside("^[*_ ]*\\d{1,6}(?: \\d{3})?[*_ ]+(?:adherent|membres|societaires|licencie|cotisants|cooperateurs)");
  const auto& blocks = doc_.structure.blocks;
  if (!figure.found(fold_of(b)) || contains_any(fold_of(b), {"present", "represent", "excuse", "absent", "vot", "elu", "sortant"})) return false;
  std::size_t first = b;
  while (first > 0 && blocks[first - 1].kind == BlockKind::item) --first;
  for (std::size_t i = first; i < blocks.size() && blocks[i].kind == BlockKind::item; ++i)
    if (i != b && beside.found(fold_of(i))) return true;
  return false;
}

bool names_attendants(const Found& entry, const Findings& earlier) {
  if (entry.find("stated_count")) return false;
  std::size_t members = 0, there = 0;
  for (const Fact& fact : entry.facts) {
    if (fact.field != "members[]") continue;
    ++members;
    there += std::any_of(earlier.begin(), earlier.end(), [&](const Found& person) { return person.entity == "attendance/people" && person.anchor.overlaps(fact.where); });
  }
  return members > 0 && there * 3 >= members * 2;
}

}  // namespace minutier::extractors
