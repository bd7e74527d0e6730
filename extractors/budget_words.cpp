#include "extractors/budget_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "extractors/budget_context.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/words.hpp"

namespace minutier::extractors {
namespace {

using Words = std::vector<std::string_view>;

// The next run of letters and digits from `at` on, which moves behind it; empty where there is none.
std::string_view next_word(std::string_view folded, std::size_t& at) {
  const auto inside = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
  while (at < folded.size() && !inside(folded[at])) ++at;
  const std::size_t begin = at;
  while (at < folded.size() && inside(folded[at])) ++at;
  return folded.substr(begin, at - begin);
}

Words words_of(std::string_view folded) {
  Words words;
  words.reserve(8);
  std::size_t at = 0;
  for (std::string_view word = next_word(folded, at); !word.empty(); word = next_word(folded, at)) words.push_back(word);
  return words;
}

const WordSet& charge_words() {
  static const WordSet words{"sortis", "pertes", "charge", "charges", "depense", "depenses", "sortie", "sorties", "debit", "debits", "emplois", "decaissements", "decaissement", "deboursements"};
  return words;
}
const WordSet& produit_words() {
  static const WordSet words{"entres", "profits", "produit", "produits", "recette", "recettes", "entrees", "rentrees", "credit", "credits", "ressources", "encaissements", "encaissement", "revenus", "revenu"};
  return words;
}
// Words that may stand beside a side without making it an item of its own.
const WordSet& light_words() {
  static const WordSet words{
      "somme", "celle", "chapitre", "sont", "depuis", "propre", "propres", "constatees", "engagees", "effectuees", "encaissees", "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre", "1er", "31", "30", "saison",

      "de", "d", "des", "du", "l", "la", "le", "les", "et", "en", "a", "au", "aux", "exploitation", "fonctionnement", "investissement", "exercice", "annee", "realisees",
      "realise", "realises", "prevues", "prevus", "previsionnels", "previsionnelles", "previsionnel", "previsionnelle", "budget", "section", "reelles", "reels", "totales", "totaux", "total",
      "courantes", "courants", "annuelles", "annuels", "ordinaires", "extraordinaires", "nettes", "nets", "eur", "euros", "montant", "nos", "ordre", "association", "ordinaire", "globales",
      "nouveaux", "anciens", "francs", "nf", "f", "fr", "frs", "chf", "centimes"};
  return words;
}

bool year_word(std::string_view w) {
  return w.size() == 4 && (w[0] == '1' || w[0] == '2') && std::all_of(w.begin(), w.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Side side_word(std::string_view word) {
  if (charge_words().has(word)) return Side::charge;
  if (produit_words().has(word)) return Side::produit;
  return Side::unknown;
}

// « R E C E T T E S », « D E B I T          Nouveaux Francs » with its letters together, where they stand apart.
std::optional<std::string> closed_up(std::string_view folded) {
  if (folded.size() < 7 || folded[1] != ' ' || folded[3] != ' ' || folded[5] != ' ') return std::nullopt;
  std::string closed;
  std::size_t at = 0;
  for (; at < folded.size() && folded[at] != ' ' && (at + 1 == folded.size() || folded[at + 1] == ' '); at += 2) closed += folded[at];
  if (closed.size() < 4) return std::nullopt;
  return closed.append(folded.substr(std::min(at, folded.size())));
}

}  // namespace

namespace {

// « DOIT », « AVOIR » alone over their columns.
Side of_ledger(std::string_view folded) {
  while (!folded.empty() && (folded.back() == ' ' || folded.back() == ':' || folded.back() == '.')) folded.remove_suffix(1);
  while (!folded.empty() && folded.front() == ' ') folded.remove_prefix(1);
  return folded == "doit" ? Side::charge : folded == "avoir" ? Side::produit : Side::unknown;
}

}  // namespace

namespace {

// « dépenses et affectations » without what goes with them, which has no side of its own.
std::string_view without_company(std::string_view folded) {
  const std::size_t at = folded.find(" et ");
  if (at == std::string_view::npos || side_in(folded.substr(0, at)) == Side::unknown || side_in(folded.substr(at)) != Side::unknown || words_of(folded.substr(at + 4)).size() > 3) return folded;
  return folded.substr(0, at);
}

}  // namespace

std::string_view name(Side side) { return side == Side::charge ? "charge" : side == Side::produit ? "produit" : ""; }

Side side_in(std::string_view folded) {
  if (const Side side = of_ledger(folded); side != Side::unknown) return side;
  if (const auto closed = closed_up(folded)) return side_in(*closed);
  Side side = Side::unknown;
  for (const std::string_view word : words_of(folded)) {
    const Side one = side_word(word);
    if (one == Side::unknown) continue;
    if (side != Side::unknown && side != one) return Side::unknown;
    side = one;
  }
  return side;
}

Side side_heading(std::string_view folded) {
  if (folded.size() > 80) return Side::unknown;
  if (const Side side = of_ledger(folded); side != Side::unknown) return side;
  if (const auto closed = closed_up(folded)) return side_heading(*closed);
  // « Droits constatés nets », « Engagements de l'exercice »: the accounts of a Belgian commune
  if (folded.substr(0, 16) == "droits constates" && folded.size() < 50) return Side::produit;
  if (folded.substr(0, 14) == "engagements de" && folded.size() < 40) return Side::charge;
  // « On a encaissé », « Nous avons dépensé », « On a sorti »
  for (const std::string_view lead : {"on a ", "nous avons ", "ce qu'on a ", "ce que nous avons ", "ce qui est "})
    if (folded.substr(0, lead.size()) == lead && folded.size() < lead.size() + 16) {
      const std::string_view verb = folded.substr(lead.size(), first_of(folded, " :(", lead.size()) - lead.size());
      if (verb == "encaisse" || verb == "recu" || verb == "gagne" || verb == "touche" || verb == "entre" || verb == "rentre") return Side::produit;
      if (verb == "sorti" || verb == "depense" || verb == "paye" || verb == "debourse") return Side::charge;
    }
  Side side = Side::unknown;
  std::size_t at = 0, count = 0;
  for (std::string_view word = next_word(folded, at); !word.empty(); word = next_word(folded, at)) {
    if (++count > 9) return Side::unknown;
    // « Reçu : », beside « Dépensé : »
    if (count == 1 && (word == "recu" || word == "recus" || word == "encaisse" || word == "encaisses")) return next_word(folded, at).empty() ? Side::produit : Side::unknown;
    const Side one = side_word(word);
    if (one != Side::unknown) {
      if (side != Side::unknown && side != one) return Side::unknown;
      side = one;
    } else if (!light_words().has(word) && !year_word(word)) {
      return Side::unknown;
    }
  }
  return side;
}

Side side_title(std::string_view folded) {
  if (const Side side = side_heading(folded); side != Side::unknown) return side;
  return side_heading(without_company(folded));
}

bool unit_of_money(std::string_view words) {
  if (words.size() > 2 && words.front() == '(' && words.back() == ')') words = words.substr(1, words.size() - 2);
  if (words.substr(0, 3) == "en ") words.remove_prefix(3);
  static constexpr std::array<std::string_view, 11> units{"f", "f.", "fr", "fr.", "frs", "frs.", "francs", "chf", "eur", "euros", "$"};
  return std::find(units.begin(), units.end(), words) != units.end();
}

std::optional<TotalLabel> total_label(std::string_view folded) {
  const Words words = words_of(without_company(folded));
  if (words.empty()) return std::nullopt;
  std::size_t at = 0;
  TotalLabel total;
  // « en tout », « soit en tout », « Ça fait », « au total »
  while (at + 1 < words.size() && (words[at] == "soit" || words[at] == "donc" || words[at] == "ce" || words[at] == "qui")) ++at;
  if (at + 1 < words.size() && ((words[at] == "en" && words[at + 1] == "tout") || (words[at] == "ca" && words[at + 1] == "fait") || (words[at] == "au" && words[at + 1] == "total")) && words.size() < at + 5) {
    total.side = side_in(folded);
    return total;
  }
  at = 0;
  if (words[0] == "sous" && words.size() > 1 && words[1].substr(0, 4) == "tota") { total.of_part = true; at = 1; }
  else if (words[0] == "soustotal") { total.of_part = true; return total; }
  if (words[at] == "montant" && at + 1 < words.size()) ++at;
  if (words[at] != "total" && words[at] != "totaux" && words[at] != "ensemble" && words[at] != "totale") return std::nullopt;
  for (const std::string_view word : words) {
    if (word == "general" || word == "generaux" || word == "equilibre") total.grand = true;
    if (word == "contributions" || word == "volontaires" || word == "actif" || word == "passif") total.of_part = true;
  }
  if (!total.grand && contains(folded, "charges + ")) total.grand = true;
  total.side = side_in(folded);
  for (std::size_t i = at + 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const bool number = std::isdigit(static_cast<unsigned char>(word[0])) != 0;
    if (number && !year_word(word)) total.of_part = true;   // « Total 60 », « Total chapitre 011 »
    if (word == "chapitre" || word == "i" || word == "ii" || word == "iii") total.of_part = true;
    // « Total charges de personnel »: a part, unless it only repeats a section.
    if (!number && side_word(word) == Side::unknown && !light_words().has(word) && word != "general" && word != "generaux" && word != "cumule" && word != "cumules" &&
        word != "classe" && word != "ttc" && word != "n" && word != "budgetaires" && word != "budgetaire")
      total.of_part = total.of_part || total.side != Side::unknown || words.size() > at + 1;
  }
  if (total.grand) total.of_part = false;
  return total;
}

std::optional<int> result_label(std::string_view folded) {
  const Words words = words_of(folded);
  if (words.empty() || words.size() > 12) return std::nullopt;
  if (contains_any(folded, {"report", "anterieur", "n-1", "financier", "exceptionnel", "cumule", "affect"})) return std::nullopt;
  std::size_t at = 0;
  while (at < words.size() && (words[at] == "le" || words[at] == "l" || words[at] == "soit" || words[at] == "partant" || words[at] == "un" || words[at] == "total" || words[at] == "resultat" || words[at] == "de" || words[at] == "du" || words[at] == "net" || words[at] == "exercice")) ++at;
  const bool result = std::find(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), at + 1)), "resultat") != words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), at + 1));
  bool plus = false, minus = false, solde = false;
  for (const std::string_view word : words) {
    plus = plus || word == "excedent" || word == "excedentaire" || word == "benefice" || word == "boni" || word == "beneficiaire" || word == "positif";
    minus = minus || word == "deficit" || word == "deficitaire" || word == "perte" || word == "mali" || word == "insuffisance" || word == "negatif";
    solde = solde || word == "solde";
  }
  const std::string_view lead = at < words.size() ? words[at] : words[0];
  const bool leads = lead == "excedent" || lead == "benefice" || lead == "boni" || lead == "deficit" || lead == "perte" || lead == "mali" || lead == "insuffisance";
  const bool balance = words[0] == "solde" && words.size() <= 4 && !contains_any(folded, {"bancaire", "compte", "banque", "caisse", "initial"});
  const bool difference = folded.starts_with("soit un produit net") || folded.starts_with("produit net de l'exercice") || contains_any(folded, {"de mieux", "de plus qu'en debut","recettes moins depenses", "recettes - depenses", "produits - charges", "produits moins charges", "difference recettes"});
  if (!result && !leads && !balance && !difference) return std::nullopt;
  if (plus && minus) return 0;
  if (plus) return contains_any(folded, {"excedent de charges", "excedent des charges", "excedent de depenses", "excedent des depenses"}) ? -1 : 1;
  if (minus) return -1;
  return 0;
}

std::string_view budget_kind(std::string_view folded, bool municipal) {
  if (contains_any(folded, {"decision modificative", "modification budgetaire", "dm n", "dm no"}) || contains_word(folded, "dm1") || (folded.size() < 60 && contains_word(folded, "dm"))) return "decision_modificative";
  if (contains_any(folded, {"budget supplementaire", "budget additionnel", "chapitres additionnels"})) return "supplementaire";
  if (contains_any(folded, {"compte administratif", "comptes administratifs", "compte financier unique"}) || (municipal && contains_any(folded, {"comptes communaux"})) || (municipal && contains_word(folded, "ca")) || contains_word(folded, "cfu")) return "compte_administratif";
  if (contains(folded, "primitif") || contains_word(folded, "bp")) return "primitif";
  // « Compte rendu de l'AG du 19 juin 2021 » tells of no accounts.
  const auto accounts = [&] {
    for (std::size_t at = folded.find("compte"); at != std::string_view::npos; at = folded.find("compte", at + 1)) {
      const std::string_view rest = folded.substr(at + 6);
      const bool left = at == 0 || folded[at - 1] < 'a' || folded[at - 1] > 'z';
      const bool right = rest.empty() || rest[0] < 'a' || rest[0] > 'z' || (rest[0] == 's' && (rest.size() == 1 || rest[1] < 'a' || rest[1] > 'z'));
      if (left && right && !rest.starts_with(" rendu") && !rest.starts_with("-rendu") && !rest.starts_with("s rendus") && !rest.starts_with("s-rendus")) return true;
    }
    return false;
  };
  const bool actual = contains_any(folded, {"realise", "compte de resultat", "comptes de resultat", "bilan financier", "rapport financier", "rapport de tresorerie", "comptes de l'exercice", "comptes annuels",
                                            "realisation", "annee ecoulee", "exercice ecoule", "saison ecoulee", "annee passee", "situation financiere", "rapport du tresorier", "compte du tresorier", "depuis janvier", "depuis le 1er janvier", "depuis le debut de l'annee", "depuis la rentree", "execute", "execution", "exercice clos", "approbation des comptes", "compte de gestion", "compte rendu financier", "compte d'exploitation", "situation financiere au 31", "etats financiers", "effectif", "reel", "constate"}) ||
                      accounts();
  // « Budget principal », « Budget annexe de l'eau »: whose accounts, not what of them.
  const auto budget = [&] {
    for (std::size_t at = folded.find("budget"); at != std::string_view::npos; at = folded.find("budget", at + 1)) {
      const std::string_view rest = folded.substr(at + 6);
      if ((at == 0 || folded[at - 1] < 'a' || folded[at - 1] > 'z') && (rest.empty() || rest[0] < 'a' || rest[0] > 'z') && !rest.starts_with(" principal") && !rest.starts_with(" annexe") && !rest.starts_with(" general")) return true;
    }
    return false;
  };
  const bool planned = contains_any(folded, {"prevision", "prevu", "prevoi", "projet de budget"}) || budget() || contains_word(folded, "prev") || contains_word(folded, "propose") || contains_word(folded, "vote");
  if (actual && !planned) return municipal && contains_any(folded, {"compte de gestion"}) ? "compte_administratif" : "realise";
  if (planned && !actual) return "previsionnel";
  if (actual && planned && contains_any(folded, {"budget realise", "budget execute"})) return "realise";
  return "";
}

std::string_view budget_section(std::string_view folded) {
  const bool running = contains_any(folded, {"fonctionnement", "exploitation"});
  const bool investing = contains(folded, "investissement");
  return running == investing ? "" : running ? "fonctionnement" : "investissement";
}

std::optional<AccountLabel> account_label(std::string_view folded) {
  std::size_t at = 0;
  for (const std::string_view lead : {"chapitre ", "chap. ", "chap ", "compte ", "cpte ", "article ", "art. ", "c/"})
    if (folded.substr(0, lead.size()) == lead) at = lead.size();
  const std::size_t begin = at;
  while (at < folded.size() && folded[at] >= '0' && folded[at] <= '9') ++at;
  const std::size_t digits = at - begin;
  if (digits < 2 || digits > 6) return std::nullopt;
  std::size_t label = at;
  while (label < folded.size() && (folded[label] == ' ' || folded[label] == '-' || folded[label] == '.' || folded[label] == ':' || folded[label] == ')' || folded[label] == ',' || folded[label] == '\t' || folded[label] == '/')) ++label;
  if (label == at && at < folded.size()) return std::nullopt;
  if (label < folded.size() && !(folded[label] >= 'a' && folded[label] <= 'z') && folded[label] != '"' && folded[label] != '(') return std::nullopt;
  const std::string account(folded.substr(begin, digits));
  if (account[0] == '9' || year_word(account) || (account == "00")) return std::nullopt;
  if (account[0] == '0' && account.size() > 3) return std::nullopt;
  return AccountLabel{account, label};
}

Side side_of_account(std::string_view account, bool municipal) {
  if (account.empty()) return Side::unknown;
  if (municipal) {
    for (const std::string_view a : {"011", "012", "014", "022", "023", "65", "66", "67", "68", "20", "204", "21", "22", "23", "020"})
      if (account == a) return Side::charge;
    for (const std::string_view a : {"013", "70", "73", "731", "74", "75", "76", "77", "78", "79", "021", "024", "10", "1068", "13", "002"})
      if (account == a) return a == "002" ? Side::unknown : Side::produit;
    if (account.size() >= 3 && account[0] == '2') return Side::charge;
  }
  if (account[0] == '6' || account.substr(0, 2) == "86") return Side::charge;
  if (account[0] == '7' || account.substr(0, 2) == "87") return Side::produit;
  return Side::unknown;
}

}  // namespace minutier::extractors
