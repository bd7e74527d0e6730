#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/budget_words.hpp"
#include "extractors/grant_lines.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;
using extract::Match;

// One grant while its facts are gathered: it stands where a name and its sum do, and all its facts rest on one rule.
struct Grant {
  Range name, amount;
  double confidence;
  std::string rule;
  std::vector<Fact> facts;

  void fact(std::string field, Value value, Range where, Status status = Status::stated) {
    facts.push_back({std::move(field), std::move(value), where, {}, confidence, rule, status});
  }
  Found found() {
    Found found;
    found.entity = "grants";
    found.anchor = cover(name, amount);
    found.facts = std::move(facts);
    return found;
  }
};

class Reader {
 public:
  Reader(const Document& document, const Findings& earlier) : doc_(document), text_(document.text.reading), context_(money_context(document, earlier)) {
    for (const Found& found : earlier) {
      if (found.entity == "document")
        if (const Fact* kind = found.find("kind"); kind && std::holds_alternative<std::string>(kind->value)) {
          const std::string& k = std::get<std::string>(kind->value);
          proposal_only_ = k == "convocation" || k == "note_de_synthese";
        }
      if (found.entity == "budgets")
        for (const Found& line : found.children) budget_lines_.push_back(line.anchor);
    }
  }

  std::vector<Found> read() {
    if (proposal_only_) return {};
    for (const Match& match : doc_.matches.of("grants.given")) given(match);
    for (const Match& match : doc_.matches.of("grants.list")) listed(match);
    for (const Match& match : doc_.matches.of("grants.asked")) asked(match);
    for (const Match& match : doc_.matches.of("grants.received")) received(match);
    for (const Match& match : doc_.matches.of("grants.series")) series(match);
    for (const Table& table : doc_.structure.tables) headed(table);
    return std::move(out_);
  }

 private:
  // The name without article and without the words that only say what it is.
  Range beneficiary(Range range) const {
    range = trim_range(text_, range, ".,;:-*");
    for (bool moved = true; moved && !range.empty();) {
      moved = false;
      const std::string_view folded = doc_.text.fold(range);
      for (const std::string_view lead : {"l'association dite ", "l'association \"", "l'asbl \"", "le collectif \"", "collectif \"", "l'asbl ", "l'association ", "association \"", "association ", "societe ", "la ", "le ", "les ", "l'", "leur ", "une ", "un ", "asbl ", "du ", "de la ", "des ", "de l'", "d'"})
        if (folded.substr(0, lead.size()) == lead && folded.size() > lead.size() + 1) {
          // « Les Tréteaux »: a capital article belongs to the name.
          if (lead.size() < 5 && text_[range.begin] >= 'A' && text_[range.begin] <= 'Z') continue;
          // « Société de charité »: what it is called by
          if (lead.size() > 6 && contains_any(folded.substr(lead.size(), 3), {"de ", "d'", "du ", "des"})) continue;
          const Range f = doc_.text.to_folded(range);
          const Range rest = trim_range(text_, doc_.text.to_reading({f.begin + lead.size(), f.end}), ".,;:-*");
          moved = rest.size() < range.size();
          range = rest;
          break;
        }
    }
    static constexpr std::string_view quotes[] = {"\xC2\xAB", "\xC2\xBB", "\xE2\x80\x9C", "\xE2\x80\x9D", "\""};
    for (bool moved = true; moved;) {
      moved = false;
      for (const std::string_view q : quotes) {
        if (range.size() > q.size() && text_.compare(range.begin, q.size(), q) == 0) range.begin += q.size(), moved = true;
        const bool pair = q == quotes[1] && range.of(text_).find(quotes[0]) != std::string_view::npos;  // « école « Les Lucioles » »
        if (!pair && range.size() > q.size() && text_.compare(range.end - q.size(), q.size(), q) == 0) range.end -= q.size(), moved = true;
      }
      range = trim_range(text_, range, ".,;:*");
    }
    // « Ciné-Club (festival d'août) »: what it is for; « Aide à domicile (ADMR) » is a name.
    const std::size_t open = range.of(text_).rfind(" (");
    if (open != std::string_view::npos && open > 2 && text_[range.end - 1] == ')' && open + 4 < range.size()) {
      const char first = text_[range.begin + open + 2];
      if (first >= 'a' && first <= 'z') range.end = range.begin + open;
    }
    return range;
  }

  static bool is_name(std::string_view folded) {
    if (folded.size() < 2 || folded.size() > 100) return false;
    if (folded.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos) return false;
    for (const std::string_view word : {"decision", "montant", "objet", "resultat", "cout", "depense", "recette", "duree", "article", "total", "vote", "avis"})
      if (folded == word) return false;
    for (const std::string_view word : {"cette ", "ce ", "celle", "chaque ", "toutes ", "tous ", "hauteur", "titre ", "compter ", "verser", "qui ", "que ", "signer", "cet ", "ladite", "ledit", "lui", "elle", "leur", "partir ", "raison ", "l'unanimite", "l'article", "article ", "suite ", "sont ", "est ", "il ", "nous "})
      if (folded.substr(0, word.size()) == word) return false;
    return true;
  }

  void add(Range name, const Money& money, Range amount, Range purpose, int year, Range year_where, const std::string& rule, double confidence) {
    if (name.empty() || !is_name(doc_.text.fold(name)) || money.cents <= 0) return;
    const std::string label = plain(doc_, name);
    for (const Found& old : out_) {
      const Fact* b = old.find("beneficiary");
      const Fact* m = old.find("amount");
      if (b && m && std::get<Money>(m->value) == money && std::get<std::string>(b->value) == label) return;
    }
    for (const Range& line : budget_lines_)
      if (line.contains(name)) return;
    Grant grant{name, amount, confidence, rule, {}};
    if (!context_.organisation.empty()) grant.fact("giver", context_.organisation, {}, Status::derived);
    grant.fact("beneficiary", label, name);
    grant.fact("amount", money, amount);
    if (year != 0) grant.fact("year", static_cast<std::int64_t>(year), year_where);
    if (!purpose.empty()) grant.fact("purpose", plain(doc_, purpose), purpose);
    out_.push_back(grant.found());
  }

  void given(const Match& match) {
    const std::vector<extract::MoneyFound> sums = extract::find_money(doc_.text.fold(match.group("amount")), context_.francs);
    if (sums.size() != 1) return;
    Range purpose = trim_range(text_, match.group("purpose"), ".,;: ");
    if (purpose.size() > 200) purpose = {};
    int year = 0;
    Range year_where;
    const std::vector<int> years = years_in(match.folded.of(doc_.text.folded));
    if (!years.empty()) year = years[0], year_where = match.range;
    add(beneficiary(match.group("beneficiary")), sums[0].money, match.group("amount"), purpose, year, year_where, match.rule->tag(), match.rule->confidence);
  }

  // « Subventions 2023 : » and what is listed below, as lines « ACCA : 60 € » or as a table of names and sums.
  void listed(const Match& match) {
    if (match.block < 0) return;
    const auto& blocks = doc_.structure.blocks;
    const std::vector<int> years = years_in(match.folded.of(doc_.text.folded));
    const int year = years.size() == 1 ? years[0] : 0;
    std::size_t rows = 0, misses = 0;
    std::vector<Range> pending;  // lines whose sum may stand below them
    for (std::size_t b = static_cast<std::size_t>(match.block); b < blocks.size() && b < static_cast<std::size_t>(match.block) + 80; ++b) {
      const Block& block = blocks[b];
      if (block.kind == BlockKind::furniture) continue;
      if (b > static_cast<std::size_t>(match.block) && block.kind == BlockKind::heading && (rows > 0 || !block.ends_with_colon)) break;
      if (block.kind == BlockKind::table) {
        table(doc_.structure.tables[static_cast<std::size_t>(block.table)], year, match);
        break;
      }
      // An entry that tells its grant in a sentence, over its lines.
      if (block.kind == BlockKind::item && b > static_cast<std::size_t>(match.block) && std::none_of(block.lines.begin(), block.lines.end(), [&](Range line) { return row(line, year, match); }) && told(block.range, year, match, false) != Told::nothing) {
        ++rows;
        misses = 0;
        pending.clear();
        continue;
      }
      for (const Range line : block.lines) {
        if (line.begin < match.range.begin) continue;
        if (row(line, year, match) || (line.begin > match.range.begin && told(line, year, match, false) != Told::nothing) || stacked(pending, line, year, match)) {
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
      if (misses > (rows > 0 ? 1U : 4U)) break;
    }
  }

  // « A, 450 € ; B, 1 200 € dont … ; C, 900 € », « à A 120 francs ; à B 200 francs », « 50 € à A, 30 € aux B »: sums and whom they
  // go to, in turn, up to the end of the sentence.
  void series(const Match& match) {
    if (match.block < 0) return;
    const auto& blocks = doc_.structure.blocks;
    std::size_t b = static_cast<std::size_t>(match.block);
    std::size_t begin = match.folded.end;
    if (blocks[b].kind == BlockKind::heading && begin + 3 >= blocks[b].folded.end) {
      if (++b >= blocks.size() || blocks[b].kind != BlockKind::paragraph) return;
      begin = blocks[b].folded.begin;
    }
    const std::size_t end = std::min(blocks[b].folded.end, begin + 700);
    const std::string_view f = std::string_view(doc_.text.folded).substr(begin, end - begin);
    const std::vector<extract::MoneyFound> sums = extract::find_money(f, context_.francs);
    if (sums.empty() || sums.front().range.begin > 110) return;
    const bool sum_first = f.substr(0, sums.front().range.begin).find_first_not_of(" \n:\"-") == std::string_view::npos;
    struct Gift {
      Range name;
      Money money;
      Range amount;
    };
    std::vector<Gift> gifts;
    std::size_t from = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const Range amount = sums[i].range;
      Range name{from, amount.begin};
      if (sum_first) name = {amount.end, i + 1 < sums.size() ? sums[i + 1].range.begin : std::min(f.size(), amount.end + 80)};
      if (!sum_first) from = amount.end;
      std::string_view words = name.of(f);
      if (words.size() > 110 || words.find("\n\n") != std::string_view::npos) break;
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
      if (to) lead = words.find(' ', lead) + 1;
      std::size_t stop = words.size();
      for (const std::string_view sign : {" pour ", " (", ", a charge", ";", "\n\n"})
        if (const std::size_t cut = words.find(sign, lead); cut != std::string_view::npos && cut > lead + 2) stop = std::min(stop, cut);
      for (std::size_t comma = words.find(", ", lead); comma != std::string_view::npos && comma < stop; comma = words.find(", ", comma + 1)) {
        const Range next = doc_.text.to_reading({begin + name.begin + comma + 2, begin + name.begin + std::min(words.size(), comma + 3)});
        const char c = next.empty() ? 'x' : text_[next.begin];
        if (sum_first || (c >= 'a' && c <= 'z')) stop = std::min(stop, comma);
      }
      if (sum_first)
        if (const std::size_t cut = std::min(words.find(". ", lead), words.find(" et ", lead)); cut < stop) stop = cut;
      while (stop > lead && (words[stop - 1] == ' ' || words[stop - 1] == ',' || words[stop - 1] == ':' || words[stop - 1] == '\n' || words[stop - 1] == '.')) --stop;
      if (stop < lead + 3 || stop - lead > 75) break;
      const std::string_view folded = words.substr(lead, stop - lead);
      if (contains_any(folded, {" est ", " sont ", " a ete", " montant", " budget", "cotisation", "timbre", " par an", "tarif", "soit "}) || folded.find(". ") != std::string_view::npos) break;
      const Range at{begin + name.begin + lead, begin + name.begin + stop};
      gifts.push_back({beneficiary(doc_.text.to_reading(at)), sums[i].money, doc_.text.to_reading({begin + amount.begin, begin + amount.end})});
    }
    if (gifts.size() < 2) return;
    for (const Gift& gift : gifts) add(gift.name, gift.money, gift.amount, {}, 0, {}, match.rule->tag(), match.rule->confidence);
  }

  enum class Told { nothing, granted, refused };
  // What a line tells in words of its own; `strict` takes only what it says was granted.
  Told told(Range line, int year, const Match& match, bool strict) {
    Told result = Told::nothing;
    for (const GrantLine& one : grant_lines(doc_, line, context_)) {
      if (one.refused) {
        if (result == Told::nothing) result = Told::refused;
        continue;
      }
      if (strict && !one.granted) continue;
      result = Told::granted;
      add(beneficiary(one.name), one.money, one.amount, {}, year, match.range, match.rule->tag(), match.rule->confidence);
    }
    return result;
  }

  // « Demandes d'aide », « Demandes diverses »: of what is asked, what the entries say was granted; bare sums once one did.
  void asked(const Match& match) {
    if (match.block < 0) return;
    const auto& blocks = doc_.structure.blocks;
    bool granted = false;
    for (std::size_t b = static_cast<std::size_t>(match.block) + 1, misses = 0; b < blocks.size() && b < static_cast<std::size_t>(match.block) + 40 && misses < 3; ++b) {
      if (blocks[b].kind == BlockKind::furniture) continue;
      if (blocks[b].kind == BlockKind::heading || blocks[b].kind == BlockKind::table) break;
      const Told result = told(blocks[b].range, 0, match, !granted || blocks[b].kind != BlockKind::item);
      granted = granted || result == Told::granted;
      if (blocks[b].kind != BlockKind::item) ++misses;
    }
  }

  bool row(Range line, int year, const Match& match) {
    const Range folded = doc_.text.to_folded(line);
    const std::string_view words = folded.of(doc_.text.folded);
    if (words.size() > 140 || words.size() < 4 || says_refused(words)) return false;
    std::size_t colon = words.rfind(':');
    if (colon == std::string_view::npos) colon = words.find("...");
    if (colon == std::string_view::npos) colon = words.find(". . .");
    if (colon == std::string_view::npos) colon = words.rfind(" - ");
    if (colon == std::string_view::npos) return false;
    std::string_view tail = words.substr(colon + 1);
    if (const std::size_t sum = tail.find_first_of("0123456789"); sum != std::string_view::npos)  // « A ..... 3 500 € ..... toiture »
      if (const std::size_t more = tail.find("...", sum); more != std::string_view::npos) tail = tail.substr(0, more);
    const bool leaders = tail.substr(0, 2) == "..";
    while (!tail.empty() && (tail.front() == ' ' || tail.front() == '.' || tail.front() == '-')) tail.remove_prefix(1);
    for (const std::string_view aside : {"   ", " (", "\t", ". ", " accord", " vot"})  // « 800     (le président quitte la salle) »
      if (const std::size_t cut = tail.find(aside); cut != std::string_view::npos && cut > 0) tail = tail.substr(0, cut);
    while (!tail.empty() && (tail.back() == ' ' || tail.back() == ';' || tail.back() == ',' || tail.back() == '.')) tail.remove_suffix(1);
    const auto amount = extract::parse_amount_cell(tail, context_.currency);
    const bool swiss = tail.size() > 2 && tail.substr(tail.size() - 2) == ".-";  // « 400.- »
    if (!amount || (!amount->unit && !swiss && !(leaders && amount->money.cents >= 1000))) return false;
    const std::string_view label = words.substr(0, colon);
    if (total_label(label) || contains_any(label, {"pour ", "contre", "abstention", "enveloppe", "reste"}) || side_heading(label) != Side::unknown || !extract::find_money(label, context_.francs).empty()) return false;
    const auto begin = static_cast<std::size_t>(tail.data() - doc_.text.folded.data());
    std::size_t start = 0;  // « a) Société de … »
    if (words.size() > 3 && words[1] == ')' && words[2] == ' ') start = 3;
    // « Valmenoux, toiture de l'église : 8 000 € »: what it is for stands behind the name
    if (const std::size_t comma = label.find(", "); comma != std::string_view::npos && comma > 3 && !contains_any(label.substr(comma), {"association", "section"})) {
      const Range behind = doc_.text.to_reading({folded.begin + comma + 2, folded.begin + comma + 3});
      if (!behind.empty() && text_[behind.begin] >= 'a' && text_[behind.begin] <= 'z') colon = comma;
    }
    add(beneficiary(doc_.text.to_reading({folded.begin + start, folded.begin + colon})), amount->money, doc_.text.to_reading({begin, begin + tail.size()}), {}, year, match.range, match.rule->tag(), match.rule->confidence);
    return true;
  }

  // « Les Amis du Port » over « Restauration d'un canot » over « 12 000 € »: whom, perhaps what for, and the sum on a line of its own.
  bool stacked(const std::vector<Range>& above, Range line, int year, const Match& match) {
    if (above.empty() || above.size() > 2) return false;
    const auto amount = extract::parse_amount_cell(doc_.text.fold(line), context_.currency);
    if (!amount || !amount->unit) return false;
    const std::string_view label = doc_.text.fold(above[0]);
    if (total_label(label) || label.find_first_of("0123456789") == 0 || side_heading(label) != Side::unknown || label.find(": ") != std::string_view::npos || !upper_first(above[0])) return false;
    Range name = above[0];
    // « Association Vent Debout (Kermor) »: where it is from
    if (const std::size_t open = name.of(text_).rfind(" ("); open != std::string_view::npos && open > 3 && text_[name.end - 1] == ')') name.end = name.begin + open;
    add(beneficiary(name), amount->money, line, above.size() > 1 ? above[1] : Range{}, year, match.range, match.rule->tag(), match.rule->confidence);
    return true;
  }
  bool upper_first(Range range) const { return normalise::upper_letter_at(text_, range.begin); }

  void table(const Table& table, int year, const Match& match) {
    if (table.rows.size() < 2 || table.columns < 2) return;
    // The column of sums: the last called voted or granted, else the only one.
    std::vector<std::size_t> sums;
    std::optional<std::size_t> names, chosen;
    for (std::size_t c = 0; c < table.columns; ++c) {
      std::size_t amounts = 0, texts = 0;
      for (const auto& cells : table.rows) {
        const std::string_view f = cells[c].range.empty() ? std::string_view{} : doc_.text.fold(cells[c].range);
        if (f.empty()) continue;
        extract::parse_amount_cell(f, context_.currency) ? ++amounts : ++texts;
      }
      if (amounts > texts && names) sums.push_back(c);
      else if (texts > amounts && !names) names = c;
    }
    for (const std::size_t c : sums) {
      const std::string_view head = table.rows[0][c].range.empty() ? std::string_view{} : doc_.text.fold(table.rows[0][c].range);
      if (contains_any(head, {"vote", "attribu", "accord", "alloue", "octroy", "retenu"}) || (year != 0 && years_in(head) == std::vector<int>{year})) chosen = c;
    }
    if (!chosen && sums.size() == 1) chosen = sums[0];
    // « Association | 2022 | 2023 »: what is given this year stands beside what was given before.
    if (!chosen && sums.size() == 2 && context_.year != 0) {
      const auto head = [&](std::size_t c) { return table.rows[0][c].range.empty() ? 0 : year_of(doc_.text.fold(table.rows[0][c].range)); };
      if (head(sums[0]) == context_.year - 1 && head(sums[1]) == context_.year) chosen = sums[1];
      if (head(sums[1]) == context_.year - 1 && head(sums[0]) == context_.year) chosen = sums[0];
      if (chosen && year == 0) year = context_.year;
    }
    if (!names || !chosen) return;
    for (const auto& cells : table.rows) {
      const Range name = cells[*names].range, sum = cells[*chosen].range;
      if (name.empty() || sum.empty()) continue;
      const std::string_view label = doc_.text.fold(name);
      const auto amount = extract::parse_amount_cell(doc_.text.fold(sum), context_.currency);
      if (!amount || total_label(label) || account_label(label) || !years_in(doc_.text.fold(sum)).empty()) continue;
      add(beneficiary(name), amount->money, sum, {}, year, match.range, match.rule->tag(), match.rule->confidence);
    }
  }

  // A table whose heads say it all: « Porteur | Projet | Aide », « Association | Demandé | Accordé »; « Financeur | Objet |
  // Demandé | Obtenu » tells what the organisation itself was granted.
  void headed(const Table& table) {
    if (table.rows.size() < 3 || table.columns < 2 || table.columns > 7) return;
    const auto fold = [&](std::size_t r, std::size_t c) { return table.rows[r][c].range.empty() ? std::string_view{} : doc_.text.fold(table.rows[r][c].range); };
    std::optional<std::size_t> names, sums;
    bool received = false, asks = false, weak = false;  // weak: names anybody, so only « accordé » beside « demandé » tells of grants
    for (std::size_t c = 0; c < table.columns; ++c) {
      const std::string_view head = fold(0, c);
      if (head.empty() || head.size() > 40) continue;
      if (!names && c < 2) {
        const bool funder = contains_any(head, {"financeur", "bailleur", "subventionneur", "organisme financeur", "partenaire financier"});
        if (funder || contains_any(head, {"association", "porteur", "beneficiaire", "laureat", "structure aidee", "organisme"})) names = c, received = funder;
        else if (head == "qui" || head == "nom" || head == "a qui" || contains_any(head, {"demandeur", "club", "societe", "commune", "tiers"})) names = c, weak = true;
        if (names) continue;
      }
      const bool said = contains_any(head, {"obtenu", "accord", "attribu", "alloue", "octroy", "vote", "verse", "retenu"}) || (received && contains_any(head, {"recu"}));
      asks = asks || contains_any(head, {"demande", "sollicite"});
      const bool plain_sum = !received && !weak && (head == "aide" || head == "montant de l'aide" || head == "subvention" || head == "somme allouee" || head == "soutien" || head == "dotation");
      if (said || (plain_sum && !sums)) sums = c;
    }
    if (!names || !sums || *sums <= *names || (weak && !asks) || (received && !named_organisation())) return;
    // The year of the sums, where their head or the words before say one.
    int year = 0;
    if (const std::vector<int> years = years_in(fold(0, *sums)); years.size() == 1) year = years[0];
    std::size_t rows = 0, amounts = 0;
    for (std::size_t r = 1; r < table.rows.size(); ++r) {
      rows += !fold(r, *sums).empty();
      amounts += extract::parse_amount_cell(fold(r, *sums), context_.currency).has_value();
    }
    if (amounts < 2 || amounts * 3 < rows * 2) return;
    for (std::size_t r = 1; r < table.rows.size(); ++r) {
      const std::string_view label = fold(r, *names);
      const auto amount = extract::parse_amount_cell(fold(r, *sums), context_.currency);
      if (label.empty() || !amount || total_label(label) || account_label(label)) continue;
      const Range purpose = *names + 1 < *sums && !extract::parse_amount_cell(fold(r, *names + 1), context_.currency) ? table.rows[r][*names + 1].range : Range{};
      const Range name = table.rows[r][*names].range, sum = table.rows[r][*sums].range;
      if (received) granted_to_us(beneficiary(name), amount->money, sum, purpose, year != 0 ? year : context_.report ? context_.year : 0);
      else add(beneficiary(name), amount->money, sum, purpose, year, sum, "grants.headed@1", 0.86);
    }
  }

  // Known by a name, not by what it does (« Association de protection de la nature »).
  bool named_organisation() const {
    const std::string& name = context_.organisation;
    for (std::size_t at = name.find(' '); at != std::string::npos; at = name.find(' ', at + 1))
      if (normalise::upper_letter_at(name, at + 1)) return true;
    return !name.empty() && name.find(' ') == std::string::npos;
  }

  // « La Ville nous a accordé une subvention de 1 500 € »
  void received(const Match& match) {
    if (!named_organisation()) return;
    const std::vector<extract::MoneyFound> sums = extract::find_money(doc_.text.fold(match.group("amount")), context_.francs);
    Range giver = beneficiary(match.group("giver"));
    // « La Ville » at the beginning of a sentence
    if (const std::string_view f = doc_.text.fold(giver); f.starts_with("la ") && contains_any(f.substr(3, 12), {"ville", "region", "commune", "mairie", "caf", "drac", "province", "federation", "metropole", "communaute"})) giver.begin += 3;
    if (sums.size() != 1 || giver.empty() || !upper_first(giver)) return;
    const std::vector<int> years = years_in(match.folded.of(doc_.text.folded));
    granted_to_us(giver, sums[0].money, match.group("amount"), {}, years.size() == 1 ? years[0] : 0);
  }

  void granted_to_us(Range giver, const Money& money, Range amount, Range purpose, int year) {
    if (giver.empty() || !is_name(doc_.text.fold(giver)) || money.cents <= 0) return;
    for (const Range& line : budget_lines_)
      if (line.contains(giver)) return;
    Grant grant{giver, amount, 0.84, "grants.received@1", {}};
    grant.fact("giver", plain(doc_, giver), giver);
    grant.fact("beneficiary", context_.organisation, {}, Status::derived);
    grant.fact("amount", money, amount);
    if (year != 0) grant.fact("year", static_cast<std::int64_t>(year), {}, Status::derived);
    if (!purpose.empty()) grant.fact("purpose", plain(doc_, purpose), purpose);
    out_.push_back(grant.found());
  }

  const Document& doc_;
  const std::string& text_;
  MoneyContext context_;
  bool proposal_only_ = false;
  std::vector<Range> budget_lines_;
  std::vector<Found> out_;
};

class Grants final : public extract::Extractor {
 public:
  std::string_view id() const override { return "grants"; }
  std::vector<Found> extract(const Document& document, const Findings& earlier) const override { return Reader(document, earlier).read(); }
};

}  // namespace

std::unique_ptr<extract::Extractor> grants() { return std::make_unique<Grants>(); }

}  // namespace minutier::extractors
