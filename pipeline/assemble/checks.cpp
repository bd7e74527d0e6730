#include "pipeline/assemble/checks.hpp"

#include "pipeline/assemble/checks/all.hpp"
#include "pipeline/assemble/derive.hpp"

namespace minutier::assemble {
namespace {

struct Check {
  std::string_view id;
  void (*run)(const checks::Input&, Report&);
  std::string_view fine;  // what a pass says, without full stop
};

constexpr Check table[] = {
    {"C01", checks::weekday, "Le jour de la semaine est celui de la date"},
    {"C02", checks::exercise, "La date de la séance convient à l'exercice"},
    {"C03", checks::dates_agree, "Les dates du titre, du texte et du fichier concordent"},
    {"C04", checks::times, "Les heures se suivent"},
    {"C05", checks::signature_date, "La signature ne précède pas la séance"},
    {"C06", checks::convocation_delay, "La convocation précède assez la séance"},
    {"C10", checks::stated_numbers, "Les nombres annoncés sont ceux des noms listés"},
    {"C11", checks::listed_twice, "Personne n'est listé deux fois"},
    {"C12", checks::present_and_away, "Personne n'est à la fois présent et absent"},
    {"C13", checks::giver_present, "Ceux qui donnent pouvoir ne sont pas présents"},
    {"C14", checks::holder_away, "Les mandataires sont présents"},
    {"C15", checks::proxies_per_holder, "Personne ne porte plus de pouvoirs que permis"},
    {"C16", checks::members_add_up, "Présents, représentés, excusés et absents font les membres en exercice"},
    {"C17", checks::officers_present, "Président et secrétaire de séance sont parmi les présents"},
    {"C18", checks::voters_present, "Les votants nommés sont présents ou représentés"},
    {"C19", checks::comings_and_goings, "Arrivées et départs tombent pendant la séance"},
    {"C20", checks::quorum_reached, "Le quorum est atteint"},
    {"C21", checks::proxies_counted, "Les pouvoirs ne sont pas comptés pour le quorum"},
    {"C22", checks::claim_without_numbers, "Le quorum affirmé est appuyé sur des nombres"},
    {"C23", checks::claim_against_numbers, "Le quorum affirmé est celui que disent les nombres"},
    {"C24", checks::counts_of_quorum, "Les nombres de présents et de représentés concordent"},
    {"C30", checks::counts_sum, "Les voix font le nombre des votants"},
    {"C31", checks::voters_there, "Il n'y a pas plus de votants que de présents et de pouvoirs"},
    {"C32", checks::result_follows, "Le résultat suit les voix"},
    {"C33", checks::unanimity, "L'unanimité est sans vote contre"},
    {"C34", checks::named_count, "Les noms cités font les nombres de voix"},
    {"C35", checks::tie, "Le partage des voix est tranché"},
    {"C36", checks::shares_voted, "Les voix exprimées ne passent pas le total des parts"},
    {"C37", checks::own_accounts, "Le maire n'a pas voté son compte administratif"},
    {"C38", checks::silent_votes, "Chaque décision dit son vote"},
    {"C39", checks::agenda_met, "Ordre du jour et décisions se répondent"},
    {"C40", checks::accounts_sum, "Les lignes font le montant de leur compte"},
    {"C41", checks::totals_sum, "Les comptes font le total"},
    {"C42", checks::balanced, "Le budget est en équilibre"},
    {"C43", checks::result_is_difference, "Le résultat est la différence des produits et des charges"},
    {"C44", checks::volunteers_balance, "Les contributions volontaires (86 et 87) sont égales"},
    {"C45", checks::text_and_table, "Les montants du texte sont ceux des tableaux"},
    {"C47", checks::allocation, "Le résultat est affecté en entier"},
    {"C48", checks::price_by_number, "Prix unitaire et nombre font le montant"},
    {"C4B", checks::copied_value, "Aucune valeur de la colonne voisine ne fausse une somme"},
    {"C50", checks::counted_items, "Les nombres annoncés sont ceux des éléments listés"},
    {"C51", checks::year_of_heading, "L'année du titre est celle du texte"},
    {"C54", checks::terms, "Les durées de mandat concordent"},
};

// The fact at a JSON pointer of members and numbers, or null.
Json* leaf_at(Json& record, std::string_view pointer) {
  Json* at = &record;
  while (at && !pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(step.size());
    if (!at->is_array()) {
      at = at->find(step);
      continue;
    }
    std::size_t index = 0;
    for (const char c : step) index = 10 * index + static_cast<std::size_t>(c - '0');
    at = index < at->items().size() ? &at->items()[index] : nullptr;
  }
  return at && at->is_object() ? at : nullptr;
}

}  // namespace

void add_checks(Json& record, const Profiles& profiles) {
  const QuorumRule* rule = derive(record, profiles);
  std::optional<QuorumVerdict> verdict;
  Json checks;
  std::vector<std::pair<std::string, std::string>> added_up;
  {
    const Sitting sitting(record, rule);
    verdict = quorum_verdict(sitting);
    Report report;
    for (const Check& check : table) {
      report.begin(check.id, check.fine);
      check.run({sitting, verdict}, report);
    }
    checks = report.finish();
    added_up = report.added_up();
  }
  for (const auto& [pointer, check] : added_up)
    if (Json* fact = leaf_at(record, pointer); fact && recognised_from_image(record, *fact) && !fact->find("verified")) fact->set("verified", check);
  if (verdict) {
    Json* quorum = record.find("quorum");
    if (!quorum) quorum = &record.set("quorum", Json::object());
    quorum->set("verdict", verdict->verdict);
    quorum->set("verdict_rule", verdict->rule);
  }
  record.set("checks", std::move(checks));
}

}  // namespace minutier::assemble
