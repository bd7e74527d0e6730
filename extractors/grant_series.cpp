#include <algorithm>

#include "extractors/grant_book.hpp"
#include "extractors/grant_lines.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/sentences.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/money.hpp"

// Sums and whom they go to, told in turn.

namespace minutier::extractors {
namespace {

// « 3 000 fr. à la réserve légale, 12 000 fr. à la caisse de prévoyance »: a result shared out is no grant.
bool shares_a_result(std::string_view f) { return contains_any(f, {"reserve legale", "reserve statutaire", "fonds de reserve", "ristourne", "report a nouveau", "dividende", "interet aux parts"}); }

struct Gift {
  Range name;
  Money money;
  Range amount;
};

}  // namespace

bool series_of_grants(const extract::Document& document, std::size_t block, std::size_t begin, const extract::Match& match, GrantBook& book) {
  const std::size_t end = std::min(document.structure.blocks[block].folded.end, begin + 700);
  const std::string_view f = std::string_view(document.text.folded).substr(begin, end - begin);
  const std::vector<extract::MoneyFound> sums = extract::find_money(f, book.context().francs);
  if (sums.empty() || sums.front().range.begin > 110 || shares_a_result(f.substr(0, std::min<std::size_t>(f.size(), sums.back().range.end + 60)))) return false;
  const bool sum_first = f.substr(0, sums.front().range.begin).find_first_not_of(" \n:\"-") == std::string_view::npos;
  std::vector<Gift> gifts;
  std::size_t from = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const Range amount = sums[i].range;
    Range name{from, amount.begin};
    if (sum_first) name = {amount.end, i + 1 < sums.size() ? sums[i + 1].range.begin : std::min(f.size(), amount.end + 80)};
    if (!sum_first) from = amount.end;
    std::string_view words = name.of(f);
    if (words.size() > 110 || contains(words, "\n\n")) break;
    if (contains_any(words, {"dont ", "soit ", "total"})) continue;
    // a sentence ends between the sums: the series is over
    if (const std::size_t stop = words.find(". "); !sum_first && stop != std::string_view::npos && stop < words.size() - 2 && i > 0 && words.substr(0, stop).find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos) break;
    if (!sum_first)  // the last piece that a strong sign parts stands beside the sum
      for (const std::string_view sign : {";", " - ", " et a ", " et au ", " et aux ", " et l'", "\n- "})
        if (const std::size_t cut = words.rfind(sign); cut != std::string_view::npos && cut + sign.size() < words.size()) name.begin += cut + (sign[0] == ' ' && sign[1] == 'e' ? 4 : sign.size()), words = name.of(f);
    std::size_t lead = words.find_first_not_of(" \n,;:.-)*");
    if (lead != std::string_view::npos && words[lead] == '(' && i > 0 && !sum_first)  // « A 250 € (colloque), B 150 € »
      if (const std::size_t close = words.find(')', lead); close != std::string_view::npos) lead = words.find_first_not_of(" \n,;:.-)*", close);
    if (lead == std::string_view::npos) continue;
    if (words.substr(lead, 3) == "et ") lead += 3;
    const bool to = words.substr(lead, 2) == "a " || words.substr(lead, 3) == "au " || words.substr(lead, 4) == "aux " || words.substr(lead, 4) == "a l'";
    if (sum_first && !to) continue;
    if (to && words.substr(lead, 2) == "a ")  // « 15 € à dépenser dans les commerces »
      if (const std::string_view verb = words.substr(lead + 2, first_of(words, " ,;.", lead + 2) - lead - 2); verb.size() > 4 && verb.ends_with("er")) continue;
    if (to) lead = words.find(' ', lead) + 1;
    std::size_t stop = words.size();
    for (const std::string_view sign : {" pour ", " (", ", a charge", ";", "\n\n"})
      if (const std::size_t cut = words.find(sign, lead); cut != std::string_view::npos && cut > lead + 2 && !words.substr(cut).starts_with(" pour tou")) stop = std::min(stop, cut);
    for (std::size_t comma = words.find(", ", lead); comma != std::string_view::npos && comma < stop; comma = words.find(", ", comma + 1)) {
      const Range next = document.text.to_reading({begin + name.begin + comma + 2, begin + name.begin + std::min(words.size(), comma + 3)});
      const char c = next.empty() ? 'x' : document.text.reading[next.begin];
      if (sum_first || (c >= 'a' && c <= 'z')) stop = std::min(stop, comma);
    }
    if (sum_first)
      if (const std::size_t cut = std::min(words.find(". ", lead), words.find(" et ", lead)); cut < stop) stop = cut;
    while (stop > lead && (words[stop - 1] == ' ' || words[stop - 1] == ',' || words[stop - 1] == ':' || words[stop - 1] == '\n' || words[stop - 1] == '.')) --stop;
    if (stop < lead + 3 || stop - lead > 75) break;
    const std::string_view folded = words.substr(lead, stop - lead);
    if (contains_any(folded, {" est ", " sont ", " a ete", " montant", " budget", "cotisation", "timbre", " par an", "tarif", "soit "}) || contains(folded, ". ")) break;
    const Range at{begin + name.begin + lead, begin + name.begin + stop};
    if (!names_beneficiary(document.text.fold(book.beneficiary(document.text.to_reading(at))))) continue;
    gifts.push_back({book.beneficiary(document.text.to_reading(at)), sums[i].money, document.text.to_reading({begin + amount.begin, begin + amount.end})});
  }
  if (gifts.size() < 2) return false;
  for (const Gift& gift : gifts) book.add(gift.name, gift.money, gift.amount, {}, 0, {}, match.rule->tag(), match.rule->confidence);
  return true;
}

void series_of_grants(const extract::Document& document, const extract::Match& match, GrantBook& book) {
  if (match.block < 0) return;
  const auto& blocks = document.structure.blocks;
  std::size_t b = static_cast<std::size_t>(match.block);
  std::size_t begin = match.folded.end;
  // « … répartit le crédit inscrit au budget : » and the paragraph below
  if (begin + 3 >= blocks[b].folded.end) {
    if (++b >= blocks.size() || blocks[b].kind != BlockKind::paragraph) return;
    begin = blocks[b].folded.begin;
  }
  series_of_grants(document, b, begin, match, book);
}

namespace {

// « pour le Téléthon », « pour l'école de Vierset »: a body, not a use.
std::size_t meant_for(const extract::Document& document, std::string_view rest) {
  static const Regex lead("^[ \\n]*pour (?:l'|la |le |les )");
  static const Regex kinds("^(?:ecole|association|amicale|club|comite|college|lycee|fanfare|harmonie|paroisse|cooperative|societe|creche|maison|foyer|ligue|section|chorale|banque alimentaire|bibliotheque)");
  RegexHit hit;
  if (!lead.search(rest, hit)) return std::string_view::npos;
  const std::size_t at = hit.whole().end, folded = static_cast<std::size_t>(rest.data() - document.text.folded.data());
  const Range first = document.text.to_reading({folded + at, folded + at + 1});
  return normalise::upper_letter_at(document.text.reading, first.begin) || kinds.found(rest.substr(at, 20)) ? at : std::string_view::npos;
}

}  // namespace

bool chain_of_grants(const extract::Document& document, Range where, const extract::Match& match, GrantBook& book) {
  // What stands between a name and the next sum: « , une gratification de », « et une autre de ».
  static const Regex link("(?:,|;| et| ou|\\n)*(?: (?:un|une|autre|la|le|les|de|d'|enfin|puis|egalement|somme|gratification|secours|subventions?|subside|don|aide|bourse|prime|participation|cheque)| d'une?)*[ ,;]*$");
  const std::size_t begin = where.begin;
  if (where.size() > 900) return false;
  std::string flat(where.of(document.text.folded));
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  const std::string_view f = flat;
  const std::vector<extract::MoneyFound> sums = extract::find_money(f, book.context().francs);
  if (sums.size() < 2 || shares_a_result(f)) return false;
  std::vector<Gift> gifts;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const std::size_t from = sums[i].range.end, until = i + 1 < sums.size() ? sums[i + 1].range.begin : f.size();
    std::string_view rest = f.substr(from, until - from);
    if (i + 1 < sums.size()) {
      RegexHit hit;
      if (link.search(rest, hit)) rest = rest.substr(0, hit.whole().begin);
    }
    std::size_t to = given_to(rest);
    if (to == std::string_view::npos) to = meant_for(document, std::string_view(document.text.folded).substr(begin + static_cast<std::size_t>(rest.data() - flat.data()), rest.size()));
    if (to == std::string_view::npos) continue;
    const std::size_t end = name_end(rest, to);
    if (end < to + 3 || end - to > 80) continue;
    const auto at = [&](std::size_t first, std::size_t last) { return document.text.to_reading({begin + first, begin + last}); };
    gifts.push_back({book.beneficiary(at(from + to, from + end)), sums[i].money, at(sums[i].range.begin, sums[i].range.end)});
  }
  if (gifts.size() < 2) return false;
  for (const Gift& gift : gifts) book.add(gift.name, gift.money, gift.amount, {}, 0, {}, match.rule->tag(), match.rule->confidence);
  return true;
}

void chained_grants(const extract::Document& document, const extract::Match& match, GrantBook& book) {
  if (match.block < 0) return;
  const Range block = document.structure.blocks[static_cast<std::size_t>(match.block)].folded;
  Range sentence = extract::sentence_around(document.text.folded, block, match.folded.begin);
  while (sentence.end < block.end && document.text.folded[sentence.end - 1] == ';') sentence.end = extract::sentence_around(document.text.folded, block, sentence.end).end;  // « 500 $ à A; 200 $ à B »
  if (sentence.end > match.folded.begin) chain_of_grants(document, {match.folded.begin, sentence.end}, match, book);
}

}  // namespace minutier::extractors
