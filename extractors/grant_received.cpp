#include <algorithm>
#include <string>

#include "extractors/grant_book.hpp"
#include "extractors/grant_lines.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/sentences.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/money.hpp"

// What comes to the organisation from others, a giver beside each sum: « Subsides de 2018 : SPW Mobilité, 84.000 € ; Cocof 18.500 € »,
// « a reçu de la Caisse 75 000 €, et 12 000 € de la Région », « Nous demandons à la commune 22 500 € et au Département 3 000 € ».

namespace minutier::extractors {
namespace {

using extract::Document;
using extract::Match;

// An institution or, by its capital, a name.
bool names_giver(const Document& document, Range name) {
  static const Regex kind("^(?:(?:la|le|l'|les) ?)?(?:mairie|ville|commune|municipalite|region|departement|conseil (?:general|regional|departemental|municipal)|province|prefecture|canton|etat\\b|ministere|federation|caisse|caf\\b|paroisse|communaute|metropole|loterie|fondation|agence|oeuvre)");
  return !name.empty() && name.size() < 90 && (normalise::upper_letter_at(document.text.reading, name.begin) || kind.found(document.text.fold(name)));
}

Range without_article(const Document& document, Range name) {
  static const Regex article("^(?:de la |de l'|du |des |de |d'|a la |a l'|au |aux |par la |par le |par l'|la |le |les |l')");
  RegexHit hit;
  const Range folded = document.text.to_folded(name);
  if (article.search(folded.of(document.text.folded), hit) && hit.whole().begin == 0 && normalise::lower_letter_at(document.text.reading, name.begin)) return document.text.to_reading({folded.begin + hit.whole().end, folded.end});
  return name;
}

}  // namespace

void received_series(const Document& document, const Match& match, GrantBook& book) {
  if (match.block < 0 || !book.named_organisation() || (book.context().municipal && contains(match.rule->id, ".asked"))) return;
  static const Regex preposition("(?:^|[ ,;])(?<lead>(?:de la|de l'|du|des|de|d'|a la|a l'|au|aux|par la|par le|par) ?)(?<name>[a-z0-9][^,;:.()]{2,70}?)$");
  static const Regex behind("^ ?(?:\\([^()]{2,40}\\) ?)?(?:de la |de l'|du |des |de |d'|a la |a l'|au |aux |par la |par le |par )(?<name>[a-z0-9][a-z0-9'.& -]{2,70}?)(?=,|;| ?\\(|\\.(?: |\\n|$)|:| pour | et | au lieu | afin |$)");
  const Range block = document.structure.blocks[static_cast<std::size_t>(match.block)].folded;
  const Range sentence = extract::sentence_around(document.text.folded, block, match.folded.end - 1);
  const bool listed = contains(match.rule->id, ".detail");  // names stand bare between « ; »
  const std::size_t begin = match.folded.end, end = listed ? std::min(block.end, begin + 600) : sentence.end;
  if (end <= begin) return;
  std::string flat(document.text.folded, begin, std::min<std::size_t>(end - begin, 600));
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  const std::vector<int> years = years_in(match.folded.of(document.text.folded));
  const int year = years.size() == 1 ? years[0] : book.context().report ? book.context().year : 0;
  const std::vector<extract::MoneyFound> sums = extract::find_money(flat, book.context().francs);
  if (listed && sums.size() < 2) return;
  std::size_t from = 0;
  struct Gift { Range giver, amount; Money money; };
  std::vector<Gift> gifts;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const Range sum = sums[i].range;
    const std::string_view words = std::string_view(flat).substr(from, sum.begin - from);
    const std::string_view after = std::string_view(flat).substr(sum.end, std::min<std::size_t>(110, flat.size() - sum.end));
    const std::size_t start = from;
    from = sum.end;
    if (!listed && words.size() > 8 && contains(words.substr(words.size() > 20 ? words.size() - 20 : 0), "au lieu")) continue;  // « 22 500 € au lieu de 21 000 € »
    Range name;
    RegexHit hit;
    if (listed) {
      std::size_t lead = words.find_last_of(";");
      lead = lead == std::string_view::npos ? 0 : lead + 1;
      if (const std::size_t stop = words.find(". ", lead); i > 0 && stop != std::string_view::npos) break;  // the list is over
      lead = words.find_first_not_of(" ,:;-.", lead);
      if (lead == std::string_view::npos) continue;
      std::size_t stop = std::min({words.find(", ", lead), words.find(" (", lead), words.find(" : ", lead), words.size()});
      while (stop > lead && std::string_view(" ,:-(").find(words[stop - 1]) != std::string_view::npos) --stop;
      if (stop < lead + 3) continue;
      name = {start + lead, start + stop};
    } else {
      std::string_view trimmed = words;
      while (!trimmed.empty() && std::string_view(" ,:").find(trimmed.back()) != std::string_view::npos) trimmed.remove_suffix(1);
      if (preposition.search(trimmed, hit)) name = preposition.range(hit, "name").after(start);
      else if (behind.search(after, hit)) name = behind.range(hit, "name").after(sum.end);
      else break;
    }
    const Range giver = without_article(document, book.beneficiary(document.text.to_reading(name.after(begin))));
    if (!names_giver(document, giver)) continue;
    gifts.push_back({giver, document.text.to_reading({begin + sum.begin, begin + sum.end}), sums[i].money});
  }
  if (listed && gifts.size() < 2) return;
  for (const Gift& gift : gifts) book.granted_to_us(gift.giver, gift.money, gift.amount, {}, year);
}

}  // namespace minutier::extractors
