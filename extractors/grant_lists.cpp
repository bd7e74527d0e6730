#include <algorithm>

#include "extractors/budget_words.hpp"
#include "extractors/grant_book.hpp"
#include "extractors/grant_lines.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/money.hpp"

// Lists of grants: a row each, a sentence each, a name over its sum.

namespace minutier::extractors {
namespace {

enum class Told { nothing, refused, granted };
// What a line tells in words of its own; `strict` takes only what it says was granted.
Told told(const extract::Document& document, Range line, int year, const extract::Match& match, bool strict, GrantBook& book) {
  Told result = Told::nothing;
  for (const GrantLine& one : grant_lines(document, line, book.context())) {
    if (one.refused) {
      if (result == Told::nothing) result = Told::refused;
      continue;
    }
    if (strict && !one.granted) continue;
    result = Told::granted;
    book.add(book.beneficiary(one.name), one.money, one.amount, {}, year, match.range, match.rule->tag(), match.rule->confidence);
  }
  return result;
}


// Where a row names whom, what for, and how much: folded bytes of the line; no sum where it is no row.
struct RowParts {
  std::size_t name_end = 0;
  std::string_view purpose, sum;
  bool leaders = false;
};
RowParts parts_of(std::string_view words) {
  RowParts parts;
  std::size_t cut = words.rfind(':');
  if (cut == std::string_view::npos) cut = words.find("...");
  if (cut == std::string_view::npos) cut = words.find(". . .");
  if (cut != std::string_view::npos || (cut = words.rfind(" - ")) != std::string_view::npos || (cut = words.rfind(" -- ")) != std::string_view::npos) {
    parts.name_end = cut;
    parts.sum = words.substr(cut + 1);
    if (const std::size_t sum = first_of(parts.sum, "0123456789"); sum != std::string_view::npos)  // « A ..... 3 500 € ..... toiture »
      if (const std::size_t more = parts.sum.find("...", sum); more != std::string_view::npos) parts.sum = parts.sum.substr(0, more);
    parts.leaders = parts.sum.substr(0, 2) == "..";
    return parts;
  }
  // « Foyer rural de Bief-Noir       boîtes à livres       2 500 € »: columns that only blanks part
  if (const std::size_t gap = words.find("   "); gap != std::string_view::npos && gap > 2) {
    parts.name_end = gap;
    const std::size_t last = words.rfind("   ") + 3;
    parts.sum = words.substr(last);
    parts.purpose = words.substr(gap, last - gap);
    parts.leaders = true;
    return parts;
  }
  // « Foyer rural 250 € (il en demandait 400) »
  static const Regex bare("^(?:[^0-9:;.,()]|\\.(?=[a-z' ])|\\([a-z. ]{2,20}\\) ){4,60}? (?<sum>\\d[\\d .,']*(?<! ) ?(?:eur(?:os?)?|chf|francs|frs?\\.?|f\\.?|\\$))(?= ?(?:\\(|[,;][^0-9]*$|\\.?$))");
  if (RegexHit hit; bare.search(words, hit)) {
    const Range sum = bare.range(hit, "sum");
    parts.name_end = sum.begin - 1;
    parts.sum = sum.of(words);
    return parts;
  }
  // « A l'École pratique d'industrie, 2.000 fr. »
  if (const std::size_t comma = words.rfind(", "); comma != std::string_view::npos && comma > 3 && comma + 2 < words.size() && words[comma + 2] >= '0' && words[comma + 2] <= '9') {
    parts.name_end = comma;
    parts.sum = words.substr(comma + 2);
  }
  return parts;
}

// « A la fanfare », « Au Syndicat », but not « Au fil de l'eau ».
std::size_t given_lead(const extract::Document& document, Range folded) {
  const std::string_view f = folded.of(document.text.folded);
  for (const std::string_view lead : {"a l'", "a la ", "a ", "aux ", "au "}) {
    if (!f.starts_with(lead) || f.size() < lead.size() + 3) continue;
    const Range next = document.text.to_reading({folded.begin + lead.size(), folded.begin + lead.size() + 1});
    return lead != "au " || normalise::upper_letter_at(document.text.reading, next.begin) ? lead.size() : 0;
  }
  return 0;
}

bool row(const extract::Document& document, Range line, int year, const extract::Match& match, GrantBook& book) {
  const Range folded = document.text.to_folded(line);
  const std::string_view words = folded.of(document.text.folded);
  if (words.size() > 140 || words.size() < 4 || says_refused(words)) return false;
  RowParts parts = parts_of(words);
  std::string_view tail = parts.sum;
  while (!tail.empty() && (tail.front() == ' ' || tail.front() == '.' || tail.front() == '-')) tail.remove_prefix(1);
  for (const std::string_view aside : {"   ", " (", "\t", ". ", " accord", " vot", ", ", " + ", " pour "})  // « 800     (le président quitte la salle) »
    if (const std::size_t cut = tail.find(aside); cut != std::string_view::npos && cut > 0) tail = tail.substr(0, cut);
  while (!tail.empty() && (tail.back() == ' ' || tail.back() == ';' || tail.back() == ',' || tail.back() == '.')) tail.remove_suffix(1);
  if (tail.empty()) return false;
  const bool ditto = parts.leaders && tail.size() > 2 && tail.ends_with(" \"");  // « 200 " » under « 600 F »
  if (ditto) tail.remove_suffix(2);
  const auto amount = extract::parse_amount_cell(tail, book.context().currency);
  const bool swiss = tail.size() > 2 && tail.substr(tail.size() - 2) == ".-";  // « 400.- »
  if (!amount || (!amount->unit && !swiss && !ditto && !(parts.leaders && amount->money.cents >= 1000))) return false;
  std::string_view label = words.substr(0, parts.name_end);
  if (total_label(label) || account_label(label) || label.starts_with("pour ") || contains_any(label, {" voix", "contre", "abstention", "enveloppe", "reste"}) || side_heading(label) != Side::unknown || !extract::find_money(label, book.context().francs).empty()) return false;
  const auto begin = static_cast<std::size_t>(tail.data() - document.text.folded.data());
  std::size_t start = 0;  // « a) Société de … »
  if (words.size() > 3 && words[1] == ')' && words[2] == ' ') start = 3;
  start += given_lead(document, {folded.begin + start, folded.begin + parts.name_end});
  // « Valmenoux, toiture de l'église : 8 000 € »: what it is for stands behind the name
  std::size_t name_end = parts.name_end;
  if (const std::size_t comma = label.find(", "); comma != std::string_view::npos && comma > 3 && !contains_any(label.substr(comma), {"association", "section"})) {
    const Range behind = document.text.to_reading({folded.begin + comma + 2, folded.begin + comma + 3});
    if (!behind.empty() && document.text.reading[behind.begin] >= 'a' && document.text.reading[behind.begin] <= 'z') name_end = comma;
  }
  Range purpose;
  if (parts.purpose.find_first_not_of(' ') != std::string_view::npos) {
    const auto at = static_cast<std::size_t>(parts.purpose.data() - document.text.folded.data());
    purpose = trim_range(document.text.reading, document.text.to_reading({at, at + parts.purpose.size()}), ".,;: ");
    if (extract::parse_amount_cell(document.text.fold(purpose), book.context().currency)) return false;  // two sums: which is which its head says
  }
  book.add(book.beneficiary(document.text.to_reading({folded.begin + start, folded.begin + name_end})), amount->money, document.text.to_reading({begin, begin + tail.size()}), purpose, year, match.range, match.rule->tag(), match.rule->confidence);
  return true;
}

// « Les Amis du Port » over « Restauration d'un canot » over « 12 000 € »: whom, perhaps what for, and the sum on a line of its own.
bool stacked(const extract::Document& document, const std::vector<Range>& above, Range line, int year, const extract::Match& match, GrantBook& book) {
  if (above.empty() || above.size() > 2) return false;
  const auto amount = extract::parse_amount_cell(document.text.fold(line), book.context().currency);
  if (!amount || !amount->unit) return false;
  const std::string_view label = document.text.fold(above[0]);
  if (total_label(label) || first_of(label, "0123456789") == 0 || side_heading(label) != Side::unknown || contains(label, ": ") || !normalise::upper_letter_at(document.text.reading, above[0].begin)) return false;
  Range name = above[0];
  // « Association Vent Debout (Kermor) »: where it is from
  if (const std::size_t open = name.of(document.text.reading).rfind(" ("); open != std::string_view::npos && open > 3 && document.text.reading[name.end - 1] == ')') name.end = name.begin + open;
  book.add(book.beneficiary(name), amount->money, line, above.size() > 1 ? above[1] : Range{}, year, match.range, match.rule->tag(), match.rule->confidence);
  return true;
}

}  // namespace

void listed_grants(const extract::Document& document, const extract::Match& match, GrantBook& book) {
  if (match.block < 0) return;
  const auto& blocks = document.structure.blocks;
  const std::vector<int> years = years_in(match.folded.of(document.text.folded));
  const int year = years.size() == 1 ? years[0] : 0;
  std::size_t rows = 0, misses = 0;
  std::vector<Range> pending;  // lines whose sum may stand below them
  for (std::size_t b = static_cast<std::size_t>(match.block); b < blocks.size() && b < static_cast<std::size_t>(match.block) + 80; ++b) {
    const Block& block = blocks[b];
    if (block.kind == BlockKind::furniture) continue;
    const std::size_t missed = misses;
    // « U.S. Mercy 2 000 F » in a paragraph of its own may look like a heading.
    if (b > static_cast<std::size_t>(match.block) && block.kind == BlockKind::heading && block.lines.size() == 1 && row(document, block.lines[0], year, match, book)) {
      ++rows;
      misses = 0;
      continue;
    }
    if (b > static_cast<std::size_t>(match.block) && block.kind == BlockKind::heading && (rows > 0 || !block.ends_with_colon)) break;
    if (block.kind == BlockKind::table) {
      table_of_grants(document, document.structure.tables[static_cast<std::size_t>(block.table)], year, match, book);
      break;
    }
    // An entry that tells its grant in a sentence, over its lines.
    if (block.kind == BlockKind::item && b > static_cast<std::size_t>(match.block) && std::none_of(block.lines.begin(), block.lines.end(), [&](Range line) { return row(document, line, year, match, book); }) && told(document, block.range, year, match, false, book) != Told::nothing) {
      ++rows;
      misses = 0;
      pending.clear();
      continue;
    }
    // A sentence of several: « Au Syndicat d'initiative, 1.500 francs ; à l'Aéro-Club, 2.000 francs … »
    if (block.kind == BlockKind::paragraph && b > static_cast<std::size_t>(match.block) && extract::find_money(block.folded.of(document.text.folded), book.context().francs).size() > block.lines.size() &&
        (series_of_grants(document, b, block.folded.begin, match, book) || chain_of_grants(document, block.folded, match, book))) {
      rows += 2;
      misses = 0;
      pending.clear();
      continue;
    }
    for (const Range line : block.lines) {
      if (line.begin < match.range.begin) continue;
      if (row(document, line, year, match, book) || (line.begin > match.range.begin && told(document, line, year, match, false, book) >= (block.kind == BlockKind::item ? Told::refused : Told::granted)) || stacked(document, pending, line, year, match, book)) {
        ++rows;
        misses = 0;
        pending.clear();
        continue;
      }
      if (line.begin <= match.range.begin) continue;
      pending.push_back(line);
      if (pending.size() > 2 || line.size() > 90) pending.clear(), misses += rows > 0 || b > static_cast<std::size_t>(match.block) ? 2U : 0U;
    }
    if (block.kind == BlockKind::paragraph && block.lines.size() == 1 && pending.empty() && rows == 0 && b > static_cast<std::size_t>(match.block)) ++misses;
    misses = std::min<std::size_t>(misses, missed + 2);  // a paragraph of many lines is one miss
    if (misses > (rows > 0 ? 1U : 4U)) break;
  }
}

void asked_grants(const extract::Document& document, const extract::Match& match, GrantBook& book) {
  if (match.block < 0) return;
  const auto& blocks = document.structure.blocks;
  bool granted = false;
  for (std::size_t b = static_cast<std::size_t>(match.block) + 1, misses = 0; b < blocks.size() && b < static_cast<std::size_t>(match.block) + 40 && misses < 3; ++b) {
    if (blocks[b].kind == BlockKind::furniture) continue;
    if (blocks[b].kind == BlockKind::heading || blocks[b].kind == BlockKind::table) break;
    const Told result = told(document, blocks[b].range, 0, match, !granted || blocks[b].kind != BlockKind::item, book);
    granted = granted || result == Told::granted;
    if (blocks[b].kind != BlockKind::item) ++misses;
  }
}

}  // namespace minutier::extractors
