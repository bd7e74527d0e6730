#include "extractors/grant_book.hpp"

#include <algorithm>
#include <initializer_list>

#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::extractors {
namespace {

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

}  // namespace

bool names_beneficiary(std::string_view folded) {
  if (folded.size() < 2 || folded.size() > 100) return false;
  if (folded.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos) return false;
  for (const std::string_view word : {"decision", "montant", "objet", "resultat", "cout", "depense", "recette", "duree", "article", "total", "vote", "avis"})
    if (folded == word) return false;
  for (const std::string_view word : {"cette ", "ce ", "celle", "comme ", "pour ", "par ", "sur ", "dont ", "avec ", "chaque ", "toutes ", "tous ", "hauteur", "titre ", "compter ", "verser", "qui ", "que ", "signer", "cet ", "ladite", "ledit", "lui", "elle", "leur", "partir ", "raison ", "l'unanimite", "l'article", "article ", "suite ", "sont ", "est ", "il ", "nous "})
    if (folded.substr(0, word.size()) == word) return false;
  return true;
}

GrantBook::GrantBook(const extract::Document& document, const Findings& earlier) : doc_(document), text_(document.text.reading), context_(money_context(document, earlier)) {
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

Range GrantBook::beneficiary(Range range) const {
  range = trim_range(text_, range, ".,;:-*");
  // « ainsi : Les Doigts de fée »: the name stands behind what announces it
  if (const std::size_t colon = range.of(text_).rfind(" : "); colon != std::string_view::npos && colon < 30 && colon + 6 < range.size()) range.begin += colon + 3;
  for (bool moved = true; moved && !range.empty();) {
    moved = false;
    const std::string_view folded = doc_.text.fold(range);
    for (const std::string_view lead : {"l'association dite ", "l'association \"", "l'asbl \"", "le collectif \"", "collectif \"", "l'asbl ", "l'association ", "association \"", "association ", "societe ", "la ", "le ", "les ", "l'", "leur ", "une ", "un ", "asbl ", "du ", "de la ", "des ", "de l'", "d'"})
      if (folded.substr(0, lead.size()) == lead && folded.size() > lead.size() + 1) {
        // « Les Tréteaux », « Association Parlons patois »: a capital belongs to the name.
        if ((lead.size() < 5 || lead == "association ") && text_[range.begin] >= 'A' && text_[range.begin] <= 'Z') continue;
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
      const bool inner = q == quotes[4] && std::count(text_.begin() + static_cast<std::ptrdiff_t>(range.begin), text_.begin() + static_cast<std::ptrdiff_t>(range.end), '"') == 2 && text_[range.begin] != '"';  // « Société de pêche "La Truite" »
      if (!pair && !inner && range.size() > q.size() && text_.compare(range.end - q.size(), q.size(), q) == 0) range.end -= q.size(), moved = true;
    }
    range = trim_range(text_, range, ".,;:*");
  }
  // « Ciné-Club (festival d'août) »: what it is for; « Aide à domicile (ADMR) » is a name.
  const std::size_t open = range.of(text_).rfind(" (");
  if (open != std::string_view::npos && open > 2 && text_[range.end - 1] == ')' && open + 4 < range.size()) {
    const char first = text_[range.begin + open + 2];
    // « Radio Lison (Arlaines) »: where it is from
    const std::string_view inside = range.of(text_).substr(open + 2, range.size() - open - 3);
    const bool place = inside.size() > 3 && first >= 'A' && first <= 'Z' && inside[1] >= 'a' && inside[1] <= 'z' && inside.find(' ') == std::string_view::npos;
    // « Palette havelloise (ping-pong) »: what it does is said with its name
    const std::string_view does = doc_.text.fold({range.begin + open + 2, range.end - 1});
    bool activity = false;
    for (const std::string_view one : {"foot", "football", "tennis", "ping-pong", "judo", "basket", "handball", "rugby", "volley", "petanque", "boules", "theatre", "danse", "musique", "gym", "gymnastique", "chant", "chorale", "peche", "chasse", "cyclisme", "cirque", "natation", "athletisme", "couture"}) activity = activity || does == one;
    if (((first >= 'a' && first <= 'z') || place) && !activity) range.end = range.begin + open;
  }
  // « Les Amis de la Vive – école de pêche »: what for
  for (const std::string_view dash : {" \xE2\x80\x93 ", " \xE2\x80\x94 ", " - "})
    if (const std::size_t at = range.of(text_).find(dash); at != std::string_view::npos && at > 3 && normalise::lower_letter_at(text_, range.begin + at + dash.size())) range.end = range.begin + at;
  // « Famille Vauthrin, incendie »: what for
  if (const std::size_t comma = range.of(text_).find(", "); comma != std::string_view::npos && comma > 3 && normalise::lower_letter_at(text_, range.begin + comma + 2)) {
    const std::string_view tail = doc_.text.fold({range.begin + comma + 2, range.end});
    // « Eau-Sahel, puits à Dori-Sud »; « Banque alimentaire, antenne de Vernoy » is a name
    static const Regex part("^(?:antenne|comite|section|station|groupe|delegation|branche|centre|ecole|college|lycee|association|amicale|club|union|federation|filiale|bureau|unite|compagnie|asbl|commune|paroisse|district|cercle)\\b");
    if (tail.size() > 4 && (tail.find(' ') == std::string_view::npos || !part.found(tail))) range.end = range.begin + comma;
  }
  return range;
}

bool GrantBook::named_organisation() const {
  const std::string& name = context_.organisation;
  for (std::size_t at = name.find(' '); at != std::string::npos; at = name.find(' ', at + 1))
    if (normalise::upper_letter_at(name, at + 1)) return true;
  return !name.empty() && name.find(' ') == std::string::npos;
}

void GrantBook::add(Range name, const Money& money, Range amount, Range purpose, int year, Range year_where, const std::string& rule, double confidence) {
  if (name.empty() || !names_beneficiary(doc_.text.fold(name)) || money.cents <= 0) return;
  const std::string label = plain(doc_, name);
  for (const Found& old : out_) {
    const Fact* b = old.find("beneficiary");
    const Fact* m = old.find("amount");
    const Fact* y = old.find("year");
    const bool other_year = year != 0 && y && std::get<std::int64_t>(y->value) != year;
    if (b && m && !other_year && std::get<Money>(m->value) == money && std::get<std::string>(b->value) == label) return;
  }
  for (const Range& line : budget_lines_)
    if (line.contains(name)) return;
  Grant grant{name, amount, confidence, rule, {}};
  if (!context_.organisation.empty()) grant.fact("giver", context_.organisation, {}, Status::derived);
  grant.fact("beneficiary", label, name);
  grant.fact("amount", money, amount);
  if (year != 0) grant.fact("year", static_cast<std::int64_t>(year), year_where);
  if (!purpose.empty() && doc_.text.fold(purpose).find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos) grant.fact("purpose", plain(doc_, purpose), purpose);
  out_.push_back(grant.found());
}

void GrantBook::granted_to_us(Range giver, const Money& money, Range amount, Range purpose, int year) {
  if (giver.empty() || !names_beneficiary(doc_.text.fold(giver)) || money.cents <= 0) return;
  for (const Range& line : budget_lines_)
    if (line.contains(giver)) return;
  Grant grant{giver, amount, 0.84, "grants.received@1", {}};
  grant.fact("giver", plain(doc_, giver), giver);
  grant.fact("beneficiary", context_.organisation, {}, Status::derived);
  grant.fact("amount", money, amount);
  if (year != 0) grant.fact("year", static_cast<std::int64_t>(year), {}, Status::derived);
  if (!purpose.empty() && doc_.text.fold(purpose).find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos) grant.fact("purpose", plain(doc_, purpose), purpose);
  out_.push_back(grant.found());
}

}  // namespace minutier::extractors
