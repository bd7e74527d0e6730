#include "extractors/grant_book.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/sentences.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/money.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;
using extract::Match;

class Reader {
 public:
  Reader(const Document& document, const Findings& earlier) : doc_(document), book_(document, earlier) {}

  std::vector<Found> read() {
    if (book_.proposal_only()) return {};
    const auto each = [&](std::string_view family, auto read) {
      for (const Match& match : doc_.matches.of(family)) read(match);
    };
    each("grants.given", [&](const Match& match) { given(match); });
    each("grants.list", [&](const Match& match) { listed_grants(doc_, match, book_); });
    each("grants.asked", [&](const Match& match) { asked_grants(doc_, match, book_); });
    each("grants.received", [&](const Match& match) { received(match); });
    each("grants.received_series", [&](const Match& match) { received_series(doc_, match, book_); });
    each("grants.received_list", [&](const Match& match) { received_list(match); });
    each("grants.series", [&](const Match& match) { series_of_grants(doc_, match, book_); });
    each("grants.chain", [&](const Match& match) { chained_grants(doc_, match, book_); });
    for (const Table& table : doc_.structure.tables) headed_grants(doc_, table, book_);
    return book_.take();
  }

 private:
  void given(const Match& match) {
    const std::vector<extract::MoneyFound> sums = extract::find_money(doc_.text.fold(match.group("amount")), book_.context().francs);
    if (sums.size() != 1 || (match.rule->id.ends_with(".title") && refused_below(match))) return;
    Range purpose = trim_range(doc_.text.reading, match.group("purpose"), ".,;: ");
    if (purpose.size() > 200) purpose = {};
    int year = 0;
    Range year_where;
    const std::vector<int> years = years_in(match.folded.of(doc_.text.folded));
    if (!years.empty()) year = years[0], year_where = match.range;
    // A bare verb gives to a name, not to « chaque membre » or « un entrepreneur »; a sum voted goes to the school's supplies, or to somebody.
    static const Regex somebody("(?:la |le |l'|une? )?(?:veuve|famille|association|amicale|societe|club|comite|cooperative|maison|ecole|paroisse|section|mutuelle|caisse|union|foyer|oeuvre|bureau de bienfaisance|hospice|hopital|eglise|bibliotheque|fanfare|harmonie)\\b");
    if (match.rule->id == "grants.given.sum_of" && !normalise::upper_letter_at(doc_.text.reading, book_.beneficiary(match.group("beneficiary")).begin) && !somebody.begins(doc_.text.fold(match.group("beneficiary")))) return;
    if (contains(match.rule->id, ".third") && !normalise::upper_letter_at(doc_.text.reading, book_.beneficiary(match.group("beneficiary")).begin)) return;
    book_.add(book_.beneficiary(match.group("beneficiary")), sums[0].money, match.group("amount"), purpose, year, year_where, match.rule->tag(), match.rule->confidence);
  }

  // A title says what is asked for; what stands below it may refuse it or put it off.
  bool refused_below(const Match& match) const {
    static const Regex refused("\\b(?:refus|rejet|repouss|ajourn|report|retir|differ|sursis|sursoi)|\\bpas (?:donner suite|favorable|accord|retenu)|\\bne souhaite pas\\b");
    const auto& blocks = doc_.structure.blocks;
    for (int b = match.block + 1, read = 0; match.block >= 0 && b < static_cast<int>(blocks.size()) && read < 3; ++b, ++read) {
      const Block& below = blocks[static_cast<std::size_t>(b)];
      if (below.kind != BlockKind::paragraph) break;  // another title, or the next entry
      if (refused.found(below.folded.of(doc_.text.folded))) return true;
    }
    return false;
  }

  // « La Ville nous a accordé une subvention de 1 500 € »
  void received(const Match& match) {
    if (!book_.named_organisation()) return;
    const std::vector<extract::MoneyFound> sums = extract::find_money(doc_.text.fold(match.group("amount")), book_.context().francs);
    Range giver = book_.beneficiary(match.group("giver"));
    // « La Ville » at the beginning of a sentence
    if (const std::string_view f = doc_.text.fold(giver); f.starts_with("la ") && contains_any(f.substr(3, 12), {"ville", "region", "commune", "mairie", "caf", "drac", "province", "federation", "metropole", "communaute"})) giver.begin += 3;
    // « la mairie », « le conseil général »: an institution needs no capital
    const std::string_view who = doc_.text.fold(giver);
    const auto institution = [&](std::string_view kind) { return who.starts_with(kind) || (who.size() > 3 && who.substr(who.find(' ') + 1).starts_with(kind)); };
    const bool known = institution("mairie") || institution("ministere") || institution("etat") || institution("drac") || institution("caf") || institution("agence ") || institution("fondation ") || institution("loterie") || institution("commune") || institution("ville") || institution("municipalite") || institution("region") || institution("departement") || institution("conseil ") || institution("prefecture") || institution("paroisse") || institution("federation") || institution("canton") || institution("province") || institution("caisse") || institution("comite d'entreprise") || institution("communaute ");
    if (sums.size() != 1 || giver.empty() || (!known && !normalise::upper_letter_at(doc_.text.reading, giver.begin))) return;
    const std::vector<int> years = years_in(match.folded.of(doc_.text.folded));
    const int year = years.size() == 1 ? years[0] : book_.context().report ? book_.context().year : 0;
    book_.granted_to_us(giver, sums[0].money, match.group("amount"), {}, year);
    // « …, le Département du Finistère 24 500 €, la Région 17 000 € pour le bus et Brest 6 000 € »: the others of the sentence.
    if (match.block < 0) return;
    const std::string_view folded = doc_.text.folded;
    const Range whole = extract::sentence_around(folded, doc_.structure.blocks[static_cast<std::size_t>(match.block)].folded, match.folded.end - 1);
    if (whole.end <= match.folded.end) return;
    const std::string_view rest = folded.substr(match.folded.end, std::min<std::size_t>(whole.end - match.folded.end, 500));
    std::size_t from = 0;
    for (const extract::MoneyFound& sum : extract::find_money(rest, book_.context().francs)) {
      std::string_view words = rest.substr(from, sum.range.begin - from);
      const std::size_t comma = words.rfind(", "), also = words.rfind(" et ");
      const std::size_t cut = comma == std::string_view::npos ? also : also == std::string_view::npos ? comma : std::max(comma, also);
      const std::size_t next = from;
      from = sum.range.end;
      if (cut == std::string_view::npos || words.size() > 120) break;
      const std::size_t lead = cut + (words[cut] == ',' ? 2 : 4);
      const Range name = book_.beneficiary(doc_.text.to_reading({match.folded.end + next + lead, match.folded.end + sum.range.begin}));
      const std::string_view f = doc_.text.fold(name);
      if (name.size() < 4 || name.size() > 60 || !normalise::upper_letter_at(doc_.text.reading, name.begin) || f.starts_with("celui") || first_of(f, "0123456789") != std::string_view::npos || contains_any(f, {" pour ", " a verse", " nous "})) continue;
      book_.granted_to_us(name, sum.money, doc_.text.to_reading({match.folded.end + sum.range.begin, match.folded.end + sum.range.end}), {}, year);
    }
  }

  // « Nous avons reçu en 2015 : » over « Loterie du Lac ..... CHF 75'000.-- (garderie) »: a giver in each line.
  void received_list(const Match& match) {
    if (match.block < 0 || !book_.named_organisation()) return;
    const std::vector<int> years = years_in(match.folded.of(doc_.text.folded));
    const int year = years.size() == 1 ? years[0] : book_.context().report ? book_.context().year : 0;
    // Its lines as they stand: a list, or columns read as a table.
    const std::string_view folded = doc_.text.folded;
    std::size_t begin = folded.find('\n', match.folded.end - 1);
    for (int lines = 0, misses = 0; begin != std::string_view::npos && lines < 24 && misses < 3; ++lines) {
        ++begin;
        const std::size_t stop = std::min(folded.find('\n', begin), folded.size());
        Range at{begin, stop};
        begin = stop < folded.size() ? stop : std::string_view::npos;
        while (!at.empty() && (static_cast<unsigned char>(folded[at.begin]) >= 0x80 || std::string_view(" |-*+>.").find(folded[at.begin]) != std::string_view::npos)) ++at.begin;
        const std::string_view f = at.of(folded);
        if (f.empty()) continue;
        const std::vector<extract::MoneyFound> sums = extract::find_money(f, book_.context().francs);
        std::size_t end = std::min({f.find(" .."), f.find(" : "), f.find("   "), f.find(" - "), f.find(" | "), f.find(", ")});
        if (end == std::string_view::npos && sums.size() == 1 && sums[0].range.begin > 3 && sums[0].range.end + 2 > f.size()) end = sums[0].range.begin - 1;  // « Ville de Mercy 6 000 F »
        if (sums.size() != 1 || end == std::string_view::npos || end < 3 || end > sums[0].range.begin) { misses += sums.empty() ? 2 : 1; continue; }
        Range purpose;
        if (const std::size_t open = f.find('(', sums[0].range.end), close = f.find(')', open); open != std::string_view::npos && close != std::string_view::npos) purpose = doc_.text.to_reading({at.begin + open + 1, at.begin + close});
        const Range name = book_.beneficiary(doc_.text.to_reading({at.begin, at.begin + end}));
        if (name.empty() || !normalise::upper_letter_at(doc_.text.reading, name.begin)) continue;
        book_.granted_to_us(name, sums[0].money, doc_.text.to_reading({at.begin + sums[0].range.begin, at.begin + sums[0].range.end}), purpose, year);
    }
  }

  const Document& doc_;
  GrantBook book_;
};

class Grants final : public extract::Extractor {
 public:
  std::string_view id() const override { return "grants"; }
  std::vector<Found> extract(const Document& document, const Findings& earlier) const override { return Reader(document, earlier).read(); }
};

}  // namespace

std::unique_ptr<extract::Extractor> grants() { return std::make_unique<Grants>(); }

}  // namespace minutier::extractors
