#include "extractors/election_finder.hpp"

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "extractors/minutes_cutter.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {

ElectionFinder::ElectionFinder(const extract::Document& document, const Findings& earlier, const KnownPeople& people, std::string_view body) : document_(document), people_(people), minutes_(cut_minutes(document)), body_(body) {
  for (const Found& found : earlier)
    if (found.entity == "attendance/people") note(found);
  for (const extract::Match& match : document_.matches.of("signatures.begin"))
    if (match.range.begin * 3 > document_.text.reading.size() * 2) closed_ = std::max(closed_, match.range.begin);
  attend_end_ = end_of_lists(attending_, document_.text.reading.size() / 2);
}

std::vector<Seat> ElectionFinder::run() {
  dotted_scores();
  for (std::size_t t = 0; t < minutes_.topics.size(); ++t) topic(t);
  boards();
  return std::move(seats_);
}

void ElectionFinder::note(const Found& found) {
  if (const Fact* name = found.find("name"); name && std::holds_alternative<std::string>(name->value)) {
    listed_.push_back(std::get<std::string>(name->value));
    attending_.push_back(name->where);
  }
}

bool ElectionFinder::about_posts(std::string_view title) {
  static const Regex pattern("\\b(?:elections?|renouvellement|designations?|composition|nominations?|remplacement (?:d'une? |du |de la |des |de l')(?:membre|administrat[a-z]+|delegue|conseiller|adjoint|president|vice-president|tresorier|secretaire|commissaire)[a-z]*|nouveau (?:ca|bureau|conseil|comite)|vote du (?:nouveau )?(?:ca|bureau)|bureau de bienfaisance)\\b|^(?:le |nouveau |les )?(?:collectif|college|collegiale|co-?presidence|bureau|conseil d'administration|ca|adjoints?|delegues|delegations|conseil syndical|representants|verificateurs|comite directeur)\\b(?![^,.;:]* (?:du|de la|des) \\d)");
  return pattern.found(title);
}

namespace {
// Words over a list of who holds what.
const Regex& board_follows() {
  static const Regex pattern("\\b(?:bureau|conseil d'administration|ca|comite)\\b[^.]{0,60}(?:compose|constitue|elu|forme|est ainsi|se compose|designe)[^.]{0,60}:?$|\\bsont (?:re)?elus?[^.]{0,60}:$|composition du (?:nouveau )?bureau|"
      "\\bcompos[a-z]+ (?:ainsi|comme suit|de la (?:facon|maniere) suivante)[^.:]{0,20}\\b(?:son|le|leur) (?:nouveau )?bureau|\\b(?:conseil|ca|comite|bureau|collegiale|administrateurs|elus)\\b[^.;:]{0,80}\\b(?:revien[a-z]+|ressort[a-z]*|repart[a-z]+|propos[a-z]+|choisi[a-z]*)[^.;:]{0,60}:$|repartition des (?:roles|postes|taches|fonctions)[^.:]{0,30}:?$");
  return pattern;
}
}  // namespace

void ElectionFinder::topic(std::size_t t) {
  const Topic& topic = minutes_.topics[t];
  const std::size_t first = seats_.size();
  const bool titled = about_posts(flat_of(topic.title));
  bool posts = titled || ballot_told(t);
  std::vector<Score> scores;
  Range announced = topic.title.empty() ? Range{} : document_.text.to_folded(topic.title);  // with the colon it ends in
  while (announced.end < minutes_.flat.size() && minutes_.flat[announced.end] == ' ') ++announced.end;
  announced.end = std::min(announced.end + 1, minutes_.flat.size());
  const bool opens = !topic.title.empty() && colon_end(flat(announced)) && board_follows().found(flat(announced));  // « Sont élus par acclamation : », alone over a table
  bool office_lines = titled || opens, seats_follow = seats_told_of(flat_of(topic.title));
  Range told = titled || opens ? topic.title : Range{};
  listing_ = lead_post_ = board_here_ = Range{};
  Range lead;  // the words that open a list of bodies and their delegates
  rosters(t);
  if (topic.resolution && topic.title.size() > 40 && !topic.inside_agenda) {  // « Cinquième résolution. Le mandat de M. X, gérant, est renouvelé »
    Unit said;
    said.range = topic.title;
    said.folded = document_.text.to_folded(topic.title);
    said.block = topic.block;
    said.topic = t;
    renewed_term(said);
    elected_sentence(t, said);
  }
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const Unit& unit = minutes_.units[u];
    posts_in_brackets(unit);
    posts = posts || ballot_opens(unit);
    const bool told_here = seats_told_of(flat(unit.folded));
    static const Regex polls("^[ *#]*elections? ?:");
    if (told_here && (colon_end(flat(unit.folded)) || polls.found(flat(unit.folded)))) seats_follow = true;
    if (elected_here(unit)) continue;
    static const Regex lost("[ \\t*>=-]*(?:non|pas)[ -](?:re)?elue?s?\\b");
    if (lost.begins(flat(unit.folded))) {  // « Non élu : M. Jacquemoud, 22 voix. »
      const std::size_t from = scores.size();
      if (posts) score_lines(unit, scores), run_on_scores(unit, scores), mark_elected(unit, from, scores);
      continue;
    }
    const bool seated_here = clauses(t, unit, posts || office_lines || seats_follow || told_here || !lead_post_.empty() || seats_.size() > first);
    if (const Range opened = opened_post(unit); !opened.empty()) lead_post_ = opened;
    else if (!unit.item && !seated_here && unit.folded.size() > 90) lead_post_ = Range{};
    if (seated_here) {
      replaced(unit);
      if (posts) {
        const std::size_t before = scores.size();
        score_lines(unit, scores);
        run_on_scores(unit, scores);
        mark_elected(unit, before, scores);
      }
      continue;
    }
    if (unit.speech && !posts && !office_lines) continue;
    elected_sentence(t, unit);
    chosen_item(unit);
    if (posts || contains(flat(unit.folded), "bureau")) board_in_words(unit);
    const std::size_t before = scores.size();
    if (posts || contains(flat_of(topic.title), "bureau")) composed_of(unit);
    if (posts) {
      score_lines(unit, scores);
      run_on_scores(unit, scores);
      mark_elected(unit, before, scores);
      static const Regex designated("\\b(?:sont|ont ete|est|a ete) (?:donc |ainsi )?(?:re)?(?:nomme|designe|elu|delegue|choisi)[a-z.()-]*\\b[^.;:]{0,60}: ?$");
      if (!unit.item && designated.found(flat(unit.folded))) lead = unit.range;
      static const Regex deputies("\\b(?:designations?|delegue|delegations|representant|organismes|syndicats|commissions)");
      if (!lead.empty() || deputies.found(flat_of(topic.title))) delegates(t, unit, lead);
      listed_elected(t, unit, scores, before);
      replaced(unit);
    }
    if (board_follows().found(flat(unit.folded))) office_lines = true, told = told.empty() ? unit.range : told;
    if (office_lines) office_line(unit);
    if (!unit.speech) office_pairs(unit);
    renewed_term(unit);
    if (!unit.speech) delegated(unit);
    static const Regex takes_over("(?: remplace [^,;:()]{3,45}?| (?:est|a ete|sera) remplacee?) (?:comme|en tant que|en qualite de|au poste de|dans ses fonctions de) ");
    if (!posts && !unit.speech && takes_over.found(flat(unit.folded))) replaced(unit);
    if (seats_.size() > first) joined(unit);
  }
  bool contested = false;
  std::size_t since = 9;  // units since words of a ballot
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const Unit& unit = minutes_.units[u];
    if (unit.speech && !posts) continue;
    const std::size_t before = scores.size();
    if (!unit.speech) enters(unit), represents(unit);
    contested = contest(unit, posts || since <= 2, scores) || contested;
    if (polls(unit)) since = 0;
    else if (scores.size() == before) ++since;
    rivals(unit, first);
  }
  posts = posts || contested;
  if (posts) score_tables(t, scores), leader_scores(t, scores), block_scores(t, scores);
  const auto in_column = [&](const Score& score) { return std::any_of(seats_.begin(), seats_.end(), [&](const Seat& known) { return known.rule == "election.dotted@1" && known.votes_at.overlaps(score.votes_at); }); };
  scores.erase(std::remove_if(scores.begin(), scores.end(), in_column), scores.end());
  if (posts && first == seats_.size()) candidates_elected(t, first);
  complete_given(t, first);
  settle_scores(t, first, scores);
  if (posts && first < seats_.size()) votes_of_all(t, first);
  if (!told.empty()) office_tables(t, told);
}

// Where the post stops: at punctuation or at words of the vote, the term, the reason.
Range ElectionFinder::post_in(std::size_t begin, std::size_t end) const {
  const std::string_view text = flat({begin, end});
  static const Regex lead(
      "^(?:[ ,]*(?:\\([a-z]\\)|a l'unanimite(?: (?:des [a-z ]{3,40}?|moins [a-z0-9 ]{3,30}?))?(?=,| en| au| comme|$| [a-z]+e?s?\\b)|a la majorite(?: [a-z]+)?|a mains? levees?|au scrutin secret|a bulletins? secrets?|par \\d+ voix[^,]{0,40}|avec \\d+ voix[^,]{0,40}|pour (?:une duree de |un mandat de )?[a-z0-9]+ ans?|pour (?:faire partie|etre membres?) (?:de la |de l'|du |de |d')|pour sieger (?:au |a la |a l'|aux |dans la |dans le |a )|au (?:premier|second|deuxieme|1er|2e) tour|,))*"
      "[ ,]*(?:en qualite de |en tant que |comme |au poste de |aux? fonctions? de |a la fonction de |au titre de |pour (?:exercer|remplir) (?:les|la) fonctions? de |a titre de )?");
  RegexHit hit;
  std::size_t from = 0;
  if (lead.search(text, hit)) from = hit.whole().end;
  static const Regex stop("[.;:,(\\n]| (?:des? \\d{1,2}(?:-|er? | et | [a-z]{3,9}\\b)|a l'unanimite|a la majorite|par acclamation|sans (?:opposition|objection|concurrent)|par \\d|par [a-z]+ voix|avec \\d|avec [a-z]+ voix|pour (?:l'exercice|l'annee|une duree|un mandat|un an|\\d|[a-z]+ (?:ans|exercices|saisons|mandats))|et (?:immediatement|aussitot|installe|a |accepte|remercie)|au (?:premier|second|deuxieme|1er|2e) tour|en remplacement|a bulletin|au scrutin|a main|du \\d{1,2}[/ ]|jusqu|et (?:m\\.|mme|declare|est )|qui |il |elle )");
  std::size_t to = text.size();
  if (stop.search(text.substr(from), hit)) to = from + hit.whole().begin;
  while (to > from && text[to - 1] == ' ') --to;
  if (to <= from + 2 || to - from > 110) return {};
  return reading(begin + from, begin + to);
}

Range ElectionFinder::term_in(const Unit& unit) const {
  static const Regex pattern("pour (?:une (?:duree|periode) de |un mandat de |un nouveau mandat de )?(?<term>(?:\\d{1,2}|un|deux|trois|quatre|cinq|six|sept|neuf|dix) ans?)\\b");
  const std::string_view text = flat(unit.folded);
  RegexHit hit;
  if (!pattern.search(text, hit)) return {};
  const Range term = pattern.range(hit, "term").after(unit.folded.begin);
  return reading(term.begin, term.end);
}

namespace {
// « (quatre sièges, mandat de trois ans) »
const Regex& seats_aside() {
  static const Regex pattern("[ ]*\\([^()]*\\b(?:sieges?|postes?|mandats?|ans?)\\b[^()]*\\)?[ ]*$");
  return pattern;
}
}  // namespace

// « Élection du CA (collégial) » -> « CA (collégial) »
Range ElectionFinder::post_of_title(std::size_t t) const {
  const Range title = minutes_.topics[t].title;
  if (title.empty()) return {};
  const std::string_view text = flat_of(title);
  static const Regex office("^(?:representant|delegue|correspondant|referent)e?s? (?:au\\b|a la|a l'|aux? (?!organismes|commissions|syndicats)|aupres)[^.;:]{3,80}$");  // « Représentant à la commission des marchés »
  if (office.found(text)) return title;
  static const Regex lead("^(?:[^:;(]{3,80} - )?(?:(?:elections?|renouvellement(?: partiel| total)?|designations?|nominations?|presentation et vote|vote|composition|proclamation|remplacement)(?: et [a-z]+)?(?: complementaires?| partielles?| statutaires?| annuelles?| partiel| complementaire)? (?:du |de la |des? |d'une? |de l'|d'|au |a la |aux |a l')(?:nouveau |nouvelle |nouveaux )?(?:\\d+ |deux |trois |quatre |cinq |six )?|(?:le |nouveau ))");
  RegexHit hit;
  if (!lead.search(text, hit)) return {};
  std::size_t begin = document_.text.to_folded(title).begin + hit.whole().end;
  std::size_t end = document_.text.to_folded(title).end;
  if (end <= begin + 1) return {};
  static const Regex members("^(?:nouveaux )?membres (?:du |de la |de l'|d'un )");
  RegexHit of;
  if (members.search(flat({begin, end}), of)) begin += of.whole().end;
  static const Regex aside("[ ]*\\([^()]*\\)?[ ]*$"), none("^(?:tiers|moitie|sortants?|mandats?|postes?|membres sortants)\\b");
  const std::string_view words = flat({begin, end});
  if (none.found(words)) return {};
  if (RegexHit cut; aside.search(words, cut) && cut.whole().begin > 2 && first_of(words, "0123456789", cut.whole().begin) != std::string_view::npos) end = begin + cut.whole().begin;  // « (article 25) »
  else if (RegexHit seats; seats_aside().search(words, seats) && seats.whole().begin > 2) end = begin + seats.whole().begin;
  return reading(begin, end);
}

std::vector<NamedPerson> ElectionFinder::people_in(std::size_t begin, std::size_t end) const {
  if (end <= begin) return {};
  std::vector<NamedPerson> people = named_people(document_, reading(begin, end), people_);
  if (people.empty() && end - begin < 40) {  // « gaspard »: a name the sitting lists just so
    std::size_t from = begin, to = end;
    while (from < to && (minutes_.flat[from] == ' ' || minutes_.flat[from] == '-' || minutes_.flat[from] == '*')) ++from;
    while (to > from && minutes_.flat[to - 1] == ' ') --to;
    const Range where = reading(from, to);
    if (to > from + 2 && std::find(listed_.begin(), listed_.end(), document_.text.read(where)) != listed_.end()) people.push_back({std::string(document_.text.read(where)), where});
  }
  return people;
}

// A surname alone, given in full shortly before: « Mises en candidature : Anne Petit, … Mme Petit est élue »; as it is where two could be meant.
std::string ElectionFinder::written_before(const NamedPerson& person) const { return written_in_full(document_, person); }

// « L. Petit » stands here: an initial and a name.
bool ElectionFinder::initialled(std::size_t at) const {
  const Range where = reading(at, at + 1);
  const std::string_view text = std::string_view(document_.text.reading).substr(where.begin, 6);
  return text.size() > 4 && text[0] >= 'A' && text[0] <= 'Z' && text[1] == '.' && text[2] == ' ' && ((text[3] >= 'A' && text[3] <= 'Z') || text[3] == '\xC3');
}

// The people of a list that fills the rest of a sentence; empty where one part of it is no full name.
std::vector<NamedPerson> ElectionFinder::list_from(std::size_t begin, std::size_t end) const {
  while (end > begin && (minutes_.flat[end - 1] == ' ' || minutes_.flat[end - 1] == '.')) --end;
  if (end <= begin || end - begin > 400) return {};
  static const Regex separator(", (?:et )?| et |;");
  const std::string_view text = flat({begin, end});
  const std::size_t parts = 1 + separator.count(text);
  std::vector<NamedPerson> people = people_in(begin, end);
  const bool whole = std::all_of(people.begin(), people.end(), [](const NamedPerson& person) { return person.name.find(' ') != std::string::npos; });
  if (people.size() != parts || !whole) people.clear();
  return people;
}

const Regex& ElectionFinder::negation() {
  static const Regex pattern("\\bpas\\b");
  return pattern;
}

const Regex& ElectionFinder::posts_words() {
  static const Regex pattern("\\b(?:membres?|administrat|delegue|representant|titulaire|suppleant|president|tresori|secretaire|maire|adjoint|bureau|conseil|ca\\b|comite|commissaire|commission|collectif|college|syndic|verificat|censeur|gerant|directeur|directrice|referent|charge)");
  return pattern;
}

// A post said by its work: « trésorerie », « référente légumes ».
bool ElectionFinder::post_words(Range post) const {
  static const Regex work("^(?:co-?)?(?:tresorerie|secretariat|presidence|vice-presidence|referente?s?|porte-parole|communication|animation|coordination|logistique|sysadmin|administration|webmestre|relations|materiel|charge(?:e|\\.e)? d)");
  return !post.empty() && (extract::is_office(document_.text.read(post)) || work.found(flat_of(post)));
}

Seat ElectionFinder::seated(const NamedPerson& person, Range post) const {
  Seat seat;
  seat.person = person.name;
  seat.person_at = person.where;
  seat.post = one_line(document_, post);
  seat.post_at = post;
  return seat;
}

Seat ElectionFinder::scored(const Score& score, Range post) const {
  Seat seat = seated({score.person, score.person_at}, post);
  seat.votes = score.votes;
  seat.votes_at = score.votes_at;
  return seat;
}

void ElectionFinder::seat(const NamedPerson& person, Range post, Range elected_at, bool fresh, const char* rule) {
  Seat seat = seated(person, post);
  seat.elected_at = elected_at;
  if (fresh) seat.fresh = true, seat.fresh_at = elected_at;
  seat.confidence = 0.82;
  seat.rule = rule;
  add(seat);
}

namespace {
// « administrateur » beside « administrateurs », in capitals or small.
bool same_post(const std::string& a, const std::string& b) {
  const std::string one = normalise::fold(a), other = normalise::fold(b);
  return one == other || one + "s" == other || other + "s" == one || extract::singular_office(one) == extract::singular_office(other);
}
}  // namespace

// « Le cabinet Brémond est nommé syndic »: the firm by its whole name.
std::string ElectionFinder::with_firm(const Seat& seat) const {
  static const Regex firm("\\b(?<kind>cabinet|agence|societe|fiduciaire|entreprise) $");
  const std::size_t at = document_.text.to_folded(seat.person_at).begin;
  RegexHit hit;
  const std::string_view before = flat({at > 16 ? at - 16 : 0, at});
  if (!firm.search(before, hit) || document_.text.folded[at - 1] == '\n') return seat.person;
  const Range kind = firm.range(hit, "kind").after(at > 16 ? at - 16 : 0);
  return std::string(document_.text.read(reading(kind.begin, kind.end))) + " " + seat.person;
}

namespace {
// « suppléant » beside « Syndicat des eaux suppléant »
bool part_of_post(const std::string& brief, const std::string& whole) {
  static const Regex part("(?:membres? )?(?:titulaires?|suppleante?s?)");
  const std::string a = normalise::fold(brief), b = normalise::fold(whole);
  return part.matches(a) && b.size() > a.size() + 1 && b.compare(b.size() - a.size(), a.size(), a) == 0 && b[b.size() - a.size() - 1] == ' ';
}
}  // namespace

void ElectionFinder::add(const Seat& found) {
  Seat seat = found;
  static const Regex nobody("(?:inscrits|votants|blancs?|nuls?|exprimes|bulletins?|suffrages|abstentions?|total|majorite)(?: .*)?"), no_post("(?:(?:non|pas)[ -])?(?:re)?(?:elu|proclame)e?s?");
  if (seat.person.size() < 3 || nobody.matches(normalise::fold(seat.person)) || no_post.matches(normalise::fold(seat.post))) return;
  seat.person = with_firm(seat);
  if (seat.post.size() > 2 && seat.post.front() == '(') {  // « Anne Petit (présidente) »
    seat.post.erase(0, 1);
    if (seat.post.back() == ')') seat.post.pop_back();
  }
  if (seat.person.find(' ') == std::string::npos || seat.person.find('.') != std::string::npos) seat.person = written_before({seat.person, seat.person_at});
  for (Seat& known : seats_)
    if (known.rule == "election.roster@1" && seat.rule != known.rule && known.person_at.overlaps(seat.person_at) && !seat.votes) return;  // its layout said what of
  for (Seat& known : seats_)
    if (known.person == seat.person && (same_post(known.post, seat.post) || part_of_post(known.post, seat.post) || part_of_post(seat.post, known.post))) {
      known.elected = known.elected || seat.elected;
      if (!known.votes) known.votes = seat.votes, known.votes_at = seat.votes_at;
      if (known.term.empty()) known.term = seat.term;
      return;
    }
  seats_.push_back(seat);
}

// « D. Faure » beside « Denise Faure ».
bool ElectionFinder::shortened(const std::string& brief, const std::string& full) {
  const std::string a = normalise::fold(brief), b = normalise::fold(full);
  return a.size() > 4 && b.size() > a.size() && a[1] == '.' && a[2] == ' ' && a[0] == b[0] && b.substr(b.size() - (a.size() - 2)) == a.substr(2);
}

std::string ElectionFinder::lower(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (c >= 'A' && c <= 'Z') text[i] = static_cast<char>(c + 32);
    else if (i > 0 && static_cast<unsigned char>(text[i - 1]) == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97) text[i] = static_cast<char>(c + 32);
  }
  return text;
}

namespace {

class Elections final : public extract::Extractor {
 public:
  std::string_view id() const override { return "elections"; }

  std::vector<Found> extract(const extract::Document& document, const Findings& earlier) const override {
    const std::string_view kind = string_of(earlier, "document", "kind");
    for (const std::string_view none : {"convocation", "note_de_synthese", "rapport_activite", "feuille_de_presence", "statuts"})
      if (kind == none) return {};
    const KnownPeople people(earlier);
    std::vector<Found> found;
    for (const Seat& seat : ElectionFinder(document, earlier, people, string_of(earlier, "meeting", "body")).run()) {
      Found one;
      one.entity = "elections";
      one.anchor = seat.person_at;
      const auto add = [&](const char* field, Value value, Range where) { one.facts.push_back({field, std::move(value), where, {}, seat.confidence, seat.rule, Status::stated}); };
      add("post", seat.post, seat.post_at);
      add("person", seat.person, seat.person_at);
      if (seat.votes) add("votes", *seat.votes, seat.votes_at);
      add("elected", seat.elected, seat.elected_at);
      if (seat.fresh) add("new", true, seat.fresh_at);
      if (!seat.term.empty()) add("term", one_line(document, seat.term), seat.term);
      found.push_back(std::move(one));
    }
    return found;
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> elections() { return std::make_unique<Elections>(); }

}  // namespace minutier::extractors
