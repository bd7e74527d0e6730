#include "extractors/attendance_columns.hpp"

namespace minutier::extractors {
namespace {

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

}  // namespace

AttendanceColumn column_of(std::string_view head) {
  if (head.empty() || head.size() > 48) return AttendanceColumn::none;
  if (has(head, "signature") || has(head, "emargement") || has(head, "au titre")) return AttendanceColumn::none;
  if (const auto given = head.find("prenom"); given != std::string_view::npos) {
    const bool family = head.find("nom") < given || head.find("nom", given + 6) != std::string_view::npos;
    return family ? AttendanceColumn::name : AttendanceColumn::given;
  }
  if (head.rfind("nom", 0) == 0 && head.size() < 6) return AttendanceColumn::family;
  if (head == "pseudo" || head == "pseudonyme" || head == "qui") return AttendanceColumn::name;
  if (head == "la ?" || head == "la?" || head == "la" || head == "present ?" || head == "venu ?" || head == "venu.e ?") return AttendanceColumn::state;
  if (has(head, "membre") || has(head, "conseiller") || has(head, "administrateur") || has(head, "adherent") || has(head, "associe") || has(head, "participant") || has(head, "elu") || has(head, "coproprietaire") || head == "personne")
    return AttendanceColumn::name;
  if (has(head, "pouvoirs de") || has(head, "pouvoir de") || has(head, "pouvoir(s) de") || has(head, "pouvoirs recus") || has(head, "pouvoirs detenus") || has(head, "porte") || has(head, "procuration de") || has(head, "procurations de")) return AttendanceColumn::givers;
  if (has(head, "mandataire") || has(head, "represente par") || has(head, "pouvoir a") || has(head, "procuration a") || has(head, "donne pouvoir") || has(head, "donne procuration") || has(head, "pouvoir") || has(head, "procuration") || has(head, "mandat"))
    return AttendanceColumn::holder;
  if (has(head, "presence") || head == "statut" || head == "etat" || has(head, "present ou represente") || head == "p/e/a" || head == "p/a/e" || head == "p / e / a" || head == "p/a" || head == "p/e" || (has(head, "present") && has(head, "absent")) || (has(head, "present") && has(head, "represent"))) return AttendanceColumn::state;
  if (has(head, "represent")) return AttendanceColumn::represented;
  if (has(head, "present")) return AttendanceColumn::present;
  if (has(head, "excus")) return AttendanceColumn::excused;
  if (has(head, "absen")) return AttendanceColumn::absent;
  if (has(head, "fonction") || has(head, "qualite") || has(head, "role") || has(head, "poste") || has(head, "titre") || has(head, "mission")) return AttendanceColumn::role;
  if (has(head, "organis") || has(head, "structure") || has(head, "club") || has(head, "association") || has(head, "commune") || has(head, "collectivite") || has(head, "institution") || has(head, "entite") || has(head, "societe")) return AttendanceColumn::organisation;
  if (has(head, "parts") || has(head, "voix") || has(head, "tantiemes") || has(head, "actions")) return AttendanceColumn::weight;
  return AttendanceColumn::none;
}

}  // namespace minutier::extractors
