#include <algorithm>
#include <optional>

#include "extractors/agenda_list.hpp"
#include "extractors/resolution_draft.hpp"
#include "extractors/resolution_facts.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {


struct Seat {
  std::string person;
  Range person_at;
  std::string post;
  Range post_at;
  std::optional<std::int64_t> votes;
  Range votes_at;
  bool elected = true;
  Range elected_at;
  bool fresh = false;
  Range fresh_at;
  Range term;
  double confidence = 0.88;
  std::string rule;
};

struct Score {
  std::string person;
  Range person_at;
  std::int64_t votes = 0;
  Range votes_at;
};

class Finder {
 public:
  Finder(const extract::Document& document, const Findings& earlier, const KnownPeople& people, std::string_view body) : document_(document), people_(people), minutes_(cut_minutes(document)), body_(body) {
    for (const Found& found : earlier)
      if (found.entity == "attendance/people") note(found);
  }

  std::vector<Seat> run() {
    for (std::size_t t = 0; t < minutes_.topics.size(); ++t) topic(t);
    dotted_scores();
    boards();
    return std::move(seats_);
  }

 private:
  void note(const Found& found) {
    if (const Fact* name = found.find("name"); name && std::holds_alternative<std::string>(name->value)) listed_.push_back(std::get<std::string>(name->value));
  }

  std::string_view flat(Range folded) const { return folded.of(minutes_.flat); }
  std::string_view flat_of(Range reading) const { return flat(document_.text.to_folded(reading)); }
  Range reading(std::size_t begin, std::size_t end) const { return document_.text.to_reading({begin, end}); }

  static bool about_posts(std::string_view title) {
    static const Regex pattern("\\b(?:elections?|renouvellement|designations?|composition|nominations?|nouveau (?:ca|bureau|conseil|comite)|vote du (?:nouveau )?(?:ca|bureau)|bureau de bienfaisance)\\b|^(?:le |nouveau )?(?:bureau|conseil d'administration|ca)\\b");
    return pattern.found(title);
  }

  void topic(std::size_t t) {
    const Topic& topic = minutes_.topics[t];
    const std::size_t first = seats_.size();
    const bool posts = about_posts(flat_of(topic.title));
    std::vector<Score> scores;
    bool office_lines = posts;
    for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
      const Unit& unit = minutes_.units[u];
      posts_in_brackets(unit);
      if (unit.speech && !posts && !office_lines) continue;
      elected_sentence(t, unit);
      if (posts) score_lines(unit, scores);
      static const Regex board_follows("\\b(?:bureau|conseil d'administration|ca|comite)\\b[^.]{0,60}(?:compose|constitue|elu|forme|est ainsi|se compose|designe)[^.]{0,60}:?$|\\bsont (?:re)?elus?[^.]{0,60}:$|composition du (?:nouveau )?bureau");
      if (board_follows.found(flat(unit.folded))) office_lines = true;
      if (office_lines) office_line(unit);
      renewed_term(unit);
      if (seats_.size() > first) joined(unit);
    }
    if (posts) score_tables(t, scores);
    settle_scores(t, first, scores);
  }

  // « Candidat | Voix » : a name and its count in each row.
  void score_tables(std::size_t t, std::vector<Score>& scores) const {
    const int begin = minutes_.topics[t].block;
    const int end = t + 1 < minutes_.topics.size() ? minutes_.topics[t + 1].block : static_cast<int>(document_.structure.blocks.size());
    for (const Table& table : document_.structure.tables) {
      if (table.block <= begin || table.block >= end || table.rows.size() < 2) continue;
      static const Regex voices("\\b(?:voix|suffrages?(?: obtenus)?|votes|bulletins)\\b"), other("contre|abst|nuls?\\b|blancs?\\b");
      std::size_t column = 0;
      for (std::size_t c = 1; c < table.rows[0].size(); ++c) {
        const std::string_view head = flat_of(table.rows[0][c].range);
        if (voices.found(head) && !other.found(head)) column = column == 0 ? c : std::string::npos;
      }
      if (column == 0 || column == std::string::npos) continue;
      for (std::size_t r = 1; r < table.rows.size(); ++r) {
        const auto& row = table.rows[r];
        if (row.size() <= column || row[0].range.empty()) continue;
        const Range name = document_.text.to_folded(row[0].range);
        const std::vector<NamedPerson> one = people_in(name.begin, name.end);
        const auto count = extract::parse_count(flat_of(row[column].range));
        if (one.size() == 1 && count) scores.push_back({one.front().name, one.front().where, *count, row[column].range});
      }
    }
  }

  // ---- « X est élue présidente », « Sont élus administrateurs : A, B et C » ----

  void elected_sentence(std::size_t t, const Unit& unit) {
    const std::vector<const extract::Match*> matches = document_.matches.within("decision", unit.range);
    static const Regex chosen("elu|eli|designe|nomme|proclame|coopte|choisi|institue");
    if (matches.empty() || !chosen.found(flat(unit.folded))) return;
    const VoteRead vote = read_vote(unit.folded.of(document_.text.folded), unit.folded.begin, false);
    for (std::size_t i = 0; i < matches.size() && i < 8; ++i) {
      const extract::Match* match = matches[i];
      Decision decision;
      if (!read_decision(document_, minutes_, unit, *match, body_, !vote.empty(), decision)) continue;
      if (decision.says == Says::election) passive(t, unit, *match, vote);
      else if (match->rule->id.compare(0, 15, "decision.active") == 0) active(t, unit, *match);
    }
  }

  // Where the post stops: at punctuation or at words of the vote, the term, the reason.
  Range post_in(std::size_t begin, std::size_t end) const {
    const std::string_view text = flat({begin, end});
    static const Regex lead(
        "^(?:[ ,]*(?:\\([a-z]\\)|a l'unanimite(?: (?:des [a-z ]{3,40}?|moins [a-z0-9 ]{3,30}?))?(?=,| en| au| comme|$| [a-z]+e?s?\\b)|a la majorite(?: [a-z]+)?|a mains? levees?|au scrutin secret|a bulletins? secrets?|par \\d+ voix[^,]{0,40}|avec \\d+ voix[^,]{0,40}|pour (?:une duree de |un mandat de )?[a-z0-9]+ ans?|au (?:premier|second|deuxieme|1er|2e) tour|,))*"
        "[ ,]*(?:en qualite de |en tant que |comme |au poste de |aux? fonctions? de |a la fonction de |au titre de |pour (?:exercer|remplir) (?:les|la) fonctions? de |a titre de )?");
    RegexHit hit;
    std::size_t from = 0;
    if (lead.search(text, hit)) from = hit.whole().end;
    static const Regex stop("[.;:,(\\n]| (?:a l'unanimite|a la majorite|par acclamation|sans (?:opposition|objection|concurrent)|par \\d|par [a-z]+ voix|avec \\d|avec [a-z]+ voix|pour (?:une duree|un mandat|un an|\\d|[a-z]+ ans)|et (?:immediatement|aussitot|installe|a |accepte|remercie)|au (?:premier|second|deuxieme|1er|2e) tour|en remplacement|a bulletin|au scrutin|a main|du \\d{1,2}[/ ]|jusqu|et (?:m\\.|mme|declare|est )|qui |il |elle )");
    std::size_t to = text.size();
    if (stop.search(text.substr(from), hit)) to = from + hit.whole().begin;
    while (to > from && text[to - 1] == ' ') --to;
    if (to <= from + 2 || to - from > 110) return {};
    return reading(begin + from, begin + to);
  }

  Range term_in(const Unit& unit) const {
    static const Regex pattern("pour (?:une (?:duree|periode) de |un mandat de |un nouveau mandat de )?(?<term>(?:\\d{1,2}|un|deux|trois|quatre|cinq|six|sept|neuf|dix) ans?)\\b");
    const std::string_view text = flat(unit.folded);
    RegexHit hit;
    if (!pattern.search(text, hit)) return {};
    const Range term = pattern.range(hit, "term").after(unit.folded.begin);
    return reading(term.begin, term.end);
  }

  // « Élection du CA (collégial) » -> « CA (collégial) »
  Range post_of_title(std::size_t t) const {
    const Range title = minutes_.topics[t].title;
    if (title.empty()) return {};
    const std::string_view text = flat_of(title);
    static const Regex lead("^(?:(?:elections?|renouvellement(?: partiel| total)?|designations?|nominations?|presentation et vote|vote|composition|proclamation)(?: et [a-z]+)? (?:du |de la |des? |d'une? |de l'|d')(?:nouveau |nouvelle |nouveaux )?(?:\\d+ |deux |trois |quatre |cinq |six )?|(?:le |nouveau ))");
    RegexHit hit;
    if (!lead.search(text, hit)) return {};
    const std::size_t begin = document_.text.to_folded(title).begin + hit.whole().end;
    const std::size_t end = document_.text.to_folded(title).end;
    if (end <= begin + 1) return {};
    return reading(begin, end);
  }

  std::vector<NamedPerson> people_in(std::size_t begin, std::size_t end) const {
    if (end <= begin) return {};
    return named_people(document_, reading(begin, end), people_);
  }

  // The name or names a sentence begins with, or that stand right before its verb.
  std::vector<NamedPerson> subject(std::size_t begin, std::size_t end) const {
    while (begin < end && (minutes_.flat[begin] == ' ' || minutes_.flat[begin] == '-' || minutes_.flat[begin] == '>' || minutes_.flat[begin] == '=')) ++begin;
    std::vector<NamedPerson> all = people_in(begin, end);
    if (!all.empty()) return all;
    const std::string_view text = flat({begin, end});
    static const Regex separator(", (?:et )?| et |;");
    for (std::size_t cut = text.size() > 300 ? text.size() - 300 : 0; (cut = text.find(", ", cut)) != std::string_view::npos; cut += 2) {  // « …, M. A, Mme B et M. C »
      const std::string_view rest = text.substr(cut + 2);
      if (rest.substr(0, 2) != "m." && rest.substr(0, 2) != "mm" && rest.substr(0, 2) != "ml" && rest.substr(0, 2) != "mo" && rest.substr(0, 2) != "ma") continue;
      const std::size_t parts = 1 + separator.count(rest);
      all = people_in(begin + cut + 2, end);
      if (parts >= 2 && all.size() == parts) return all;
    }
    for (std::size_t cut = text.find(','); cut != std::string_view::npos && cut < 200; cut = text.find(',', cut + 1)) {  // « M. X, ayant réuni la majorité absolue, »
      all = people_in(begin, begin + cut);
      if (!all.empty()) return all;
      const std::vector<NamedPerson> rest = people_in(begin + cut + 1, end);
      if (!rest.empty()) return rest;
    }
    for (std::size_t at = text.size(); at-- > 1;) {
      if (text[at - 1] != ' ' || text.size() - at > 60) continue;
      const std::vector<NamedPerson> one = people_in(begin + at, end);
      if (one.size() == 1 && (at < 2 || text[at - 2] != '.') ) {
        const std::vector<NamedPerson> longer = at > 3 ? people_in(begin + text.rfind(' ', at - 2) + 1, end) : one;
        if (longer.size() != 1) return one;
      }
    }
    return {};
  }

  void passive(std::size_t t, const Unit& unit, const extract::Match& match, const VoteRead& vote) {
    const Range verb = document_.text.to_folded(match.group("verb"));
    const std::string_view after = flat({verb.end, unit.folded.end});
    const bool negated = match.has("pas") || negation().found(flat(match.folded));
    std::vector<NamedPerson> people = subject(unit.folded.begin, match.folded.begin);
    Range post = post_in(verb.end, unit.folded.end);
    const std::size_t colon = after.find(':');
    if (colon != std::string_view::npos && people.empty()) {
      people = people_in(verb.end + colon + 1, unit.folded.end);
      post = post_in(verb.end, verb.end + colon);
    }
    if (people.empty() && colon == std::string_view::npos) {  // « Est élue présidente Mme X », « Sont élus : »
      for (std::size_t at = 1; at + 3 < after.size(); ++at)
        if (after[at - 1] == ' ')
          if (const auto name = extract::name_at(document_.text.reading, reading(verb.end + at, verb.end + at + 1).begin); name && name->words >= 2 && name->known_given) {
            people = list_from(verb.end + at, unit.folded.end);
            if (people.empty()) people.push_back({people_.full_name(name->name), name->range});
            post = post_in(verb.end, verb.end + at - 1);
            break;
          }
    }
    if (people.empty() && colon == std::string_view::npos)  // « Sont nommés administrateurs L. Petit et M. Roy »
      for (std::size_t at = 1; at + 3 < after.size(); ++at)
        if (after[at - 1] == ' ' && initialled(verb.end + at)) {
          people = list_from(verb.end + at, unit.folded.end);
          if (!people.empty()) post = post_in(verb.end, verb.end + at - 1);
          break;
        }
    if (!post.empty() && !named_people(document_, post, people_).empty()) post = {};
    if (!post.empty() && !extract::is_office(document_.text.read(post)) && !posts_words().found(flat_of(post))) post = {};
    if (post.empty()) post = post_of_title(t);
    if (people.empty() || post.empty()) return;
    post = whole_post(t, unit, post);
    static const Regex none("\\bde (?:la )?seance\\b|scrutat|assesseur");
    if (none.found(flat_of(post))) return;
    for (const NamedPerson& person : people) {
      Seat seat;
      seat.person = written_before(person);
      seat.person_at = person.where;
      seat.post = one_line(document_, post);
      seat.post_at = post;
      seat.elected = !negated;
      seat.elected_at = match.range;
      seat.term = term_in(unit);
      seat.rule = match.rule->tag();
      const VoteCount* count = vote.find(Ballot::in_favour);
      if (people.size() == 1 && count) {
        seat.votes = count->value;
        seat.votes_at = document_.text.to_reading(count->where);
      }
      add(seat);
    }
  }

  // « … à la nomination d'un délégué au syndicat des eaux. … M. X est proclamé délégué. »: the post as the opening words say it.
  Range whole_post(std::size_t t, const Unit& unit, Range post) const {
    const std::string_view word = flat_of(post);
    if (word.find(' ') != std::string_view::npos || word.size() < 5) return post;
    static const Regex opening("\\b(?:nomination|election|designation)s? (?:d'une? |du |de la |de l'|des |de )(?<post>[^,.;:(]{4,110})");
    const Topic& topic = minutes_.topics[t];
    Range whole = post;
    for (std::size_t u = topic.first; u < topic.first + std::min<std::size_t>(topic.count, 12) && minutes_.units[u].folded.begin <= unit.folded.begin; ++u) {  // the opening words stand at the head
      const std::string_view text = flat(minutes_.units[u].folded);
      RegexHit hit;
      if (!opening.search(text, hit)) continue;
      std::string_view said = opening.text(text, hit, "post");
      while (!said.empty() && said.back() == ' ') said.remove_suffix(1);
      if (said.size() <= word.size() + 1 || said.substr(0, word.size()) != word || said[word.size()] != ' ') continue;
      const std::size_t begin = minutes_.units[u].folded.begin + static_cast<std::size_t>(said.data() - text.data());
      whole = reading(begin, begin + said.size());
    }
    return whole;
  }

  // A surname alone, given in full shortly before: « Mises en candidature : Anne Petit, … Mme Petit est élue »; as it is where two could be meant.
  std::string written_before(const NamedPerson& person) const {
    if (person.name.size() < 4 || person.name.find(' ') != std::string::npos || person.name.find('.') != std::string::npos) return person.name;
    const std::string_view text = std::string_view(document_.text.reading).substr(0, person.where.begin);
    const std::size_t from = person.where.begin > 1500 ? person.where.begin - 1500 : 0;
    std::string full;
    for (std::size_t at = text.find(" " + person.name, from); at != std::string::npos && at < person.where.begin; at = text.find(" " + person.name, at + 1)) {
      std::size_t begin = at;
      while (begin > from && text[begin - 1] != ' ' && text[begin - 1] != '\n' && text[begin - 1] != '\t') --begin;
      const auto name = extract::name_at(text, begin);
      if (!name || name->words != 2 || !name->known_given || name->range.end != at + 1 + person.name.size()) continue;
      if (!full.empty() && full != name->name) return person.name;
      full = name->name;
    }
    return full.empty() ? person.name : full;
  }

  // « L. Petit » stands here: an initial and a name.
  bool initialled(std::size_t at) const {
    const Range where = reading(at, at + 1);
    const std::string_view text = std::string_view(document_.text.reading).substr(where.begin, 6);
    return text.size() > 4 && text[0] >= 'A' && text[0] <= 'Z' && text[1] == '.' && text[2] == ' ' && ((text[3] >= 'A' && text[3] <= 'Z') || text[3] == '\xC3');
  }

  // The people of a list that fills the rest of a sentence; empty where one part of it is no full name.
  std::vector<NamedPerson> list_from(std::size_t begin, std::size_t end) const {
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

  static const Regex& negation() {
    static const Regex pattern("\\bpas\\b");
    return pattern;
  }
  static const Regex& posts_words() {
    static const Regex pattern("\\b(?:membres?|administrat|delegue|representant|titulaire|suppleant|president|tresori|secretaire|maire|adjoint|bureau|conseil|ca\\b|comite|commissaire|syndic|verificat|censeur|gerant|directeur|directrice|referent|charge)");
    return pattern;
  }

  // « le conseil élit Mme X présidente », « désigne M. Y comme délégué au syndicat »
  void active(std::size_t t, const Unit& unit, const extract::Match& match) {
    const Range verb = document_.text.to_folded(match.group("verb"));
    static const Regex elects("(?:(?:a|ont) )?(?:(?:re)?eli|(?:re)?elu|nomme|designe|coopte)");
    if (!elects.begins(flat(verb))) return;
    static const Regex next("^[ ,]*(?:et |ainsi que )?(?=(?:m\\.|mme|mlle|monsieur|madame|[a-z]))");
    static const Regex none("\\bseance\\b|scrutat|assesseur|^secretaire$");
    std::size_t at = verb.end;
    for (int i = 0; i < 20 && at < unit.folded.end; ++i) {  // « Mme A présidente et M. B trésorier »
      const std::string_view rest = flat({at, unit.folded.end});
      RegexHit hit;
      if (i > 0) {
        if (!next.search(rest, hit) || hit.whole().empty()) return;
        at += hit.whole().end;
      }
      const auto name = extract::name_at(document_.text.reading, reading(at, at + 1).begin);
      if (!name || (name->words < 2 && name->civility.empty()) || name->range.end > unit.range.end) return;
      const std::size_t from = document_.text.to_folded(name->range).end;
      Range post = post_in(from, unit.folded.end);
      at = post.empty() ? from : document_.text.to_folded(post).end;
      if (!post.empty() && !extract::is_office(document_.text.read(post)) && !posts_words().found(flat_of(post))) post = {};
      if (post.empty()) post = post_of_title(t);
      if (post.empty() || none.found(flat_of(post))) return;
      Seat seat;
      seat.person = people_.full_name(name->name);
      seat.person_at = name->range;
      seat.post = one_line(document_, post);
      seat.post_at = post;
      seat.elected_at = match.group("verb");
      seat.term = term_in(unit);
      seat.rule = match.rule->tag();
      add(seat);
    }
  }

  // A post said by its work: « trésorerie », « référente légumes ».
  bool post_words(Range post) const {
    static const Regex work("^(?:co-?)?(?:tresorerie|secretariat|presidence|vice-presidence|referente?s?|communication|animation|coordination|logistique|sysadmin|administration|webmestre|relations|materiel|charge(?:e|\\.e)? d)");
    return !post.empty() && (extract::is_office(document_.text.read(post)) || work.found(flat_of(post)));
  }

  void seat(const NamedPerson& person, Range post, Range elected_at, bool fresh, const char* rule) {
    Seat seat;
    seat.person = person.name;
    seat.person_at = person.where;
    seat.post = one_line(document_, post);
    seat.post_at = post;
    seat.elected_at = elected_at;
    if (fresh) seat.fresh = true, seat.fresh_at = elected_at;
    seat.confidence = 0.82;
    seat.rule = rule;
    add(seat);
  }

  // « Sont reconduits : Anne (référente jardin), Paul (trésorerie). »
  void posts_in_brackets(const Unit& unit) {
    static const Regex lead("\\b(?:est|sont|a ete|ont ete)(?: [a-z]+)?,? (?:re)?-?(?:elu|conduit|designe|nomme|choisi|coopte)[a-z.]{0,5}(?: [^.;:(]{0,60})? ?: ?");
    const std::string_view text = flat(unit.folded);
    RegexHit hit;
    if (text.find('(') == std::string_view::npos || !lead.search(text, hit)) return;
    static const Regex entry("(?:^|, (?:et )?|; | et )(?<who>[^(),;:]{2,40}?) \\((?<post>[^()]{4,45})\\)");
    const Range verb = hit.whole().after(unit.folded.begin);
    const std::string_view entries = text.substr(hit.whole().end);
    for (std::size_t from = 0; entry.search(entries, from, hit); from = hit.whole().end) {
      const Range who = entry.range(hit, "who").after(verb.end), what = entry.range(hit, "post").after(verb.end);
      const Range post = reading(what.begin, what.end);
      const std::vector<NamedPerson> one = people_in(who.begin, who.end);
      if (one.size() == 1 && post_words(post)) seat(one.front(), post, document_.text.to_reading(verb), false, "election.bracket@1");
    }
  }

  // « Le mandat de M. Paul Roux, gérant, est renouvelé pour trois ans. »
  void renewed_term(const Unit& unit) {
    static const Regex pattern("\\bmandat (?:de |d')(?<who>[^,;:]{3,45}), (?<post>[a-z][a-z' -]{3,50}), (?<verb>(?:est|a ete)(?: [a-z]+)? (?:renouvele|reconduit|proroge))\\b");
    const std::string_view text = flat(unit.folded);
    RegexHit hit;
    if (text.find("mandat d") == std::string_view::npos || !pattern.search(text, hit)) return;
    const auto at = [&](const char* group) { return pattern.range(hit, group).after(unit.folded.begin); };
    const Range who = at("who"), what = at("post"), verb = at("verb");
    const Range post = reading(what.begin, what.end);
    const std::vector<NamedPerson> one = people_in(who.begin, who.end);
    if (one.size() != 1 || !post_words(post)) return;
    seat(one.front(), post, reading(verb.begin, verb.end), false, "election.renewed@1");
    if (seats_.back().person == one.front().name && seats_.back().term.empty()) seats_.back().term = term_in(unit);
  }

  // « Lucie les rejoint comme secrétaire. »
  void joined(const Unit& unit) {
    static const Regex pattern("^(?<who>[^,;:]{2,40}?) (?<verb>(?:les rejoint|(?:rejoint|integre) (?:le |la |l')[a-z' ]{2,25}|entre (?:au|dans le|dans la) [a-z' ]{2,25})) (?:comme|en tant que|en qualite de|au poste de) (?<post>[a-z][a-z' -]{3,45})[.]?$");
    const std::string_view text = flat(unit.folded);
    RegexHit hit;
    if (!pattern.search(text, hit)) return;
    const auto at = [&](const char* group) { return pattern.range(hit, group).after(unit.folded.begin); };
    const Range who = at("who"), what = at("post"), verb = at("verb");
    const Range post = reading(what.begin, what.end);
    const std::vector<NamedPerson> one = people_in(who.begin, who.end);
    if (one.size() == 1 && post_words(post)) seat(one.front(), post, reading(verb.begin, verb.end), true, "election.joined@1");
  }

  // « Il est procédé au renouvellement du conseil. Ont obtenu : Petit (Jean) . . . . 104 voix, élu »
  void dotted_scores() {
    static const Regex opening("\\b(?:elections?|renouvellement|nominations?|designations?)(?: [a-z]+| par [a-z]+){0,2} (?:du |de la |de l'|des |d'un |d'une )(?:\\d+ |nouveau )?(?<post>[^,.;:\\n]{2,50})");
    static const Regex line("(?:^|\\n)[ \\t]*(?:mm?\\. |mmes? |mlles? )?(?<name>[a-z][a-z' -]{2,30}?)(?: \\((?<given>[a-z][a-z -]{2,25})\\))?(?:[ \\t]*\\.){3,}[ \\t]*(?<n>\\d{1,5}) (?:voix|suffrages)(?:[ ,;]+(?<elected>(?<old>re)?elue?s?))?(?=[ .;,]*(?:\\n|$))");
    for (const Block& block : document_.structure.blocks) {
      const std::string_view text = block.folded.of(document_.text.folded);
      if (text.find('\n') == std::string_view::npos || text.size() > 4000 || (text.find(" voix") == std::string_view::npos && text.find(" suffrages") == std::string_view::npos) || (text.find("...") == std::string_view::npos && text.find(". . .") == std::string_view::npos)) continue;
      RegexHit opened;
      std::size_t base = block.folded.begin, lines = 0;
      if (opening.search(text, opened)) {
        lines = opened.whole().end;
      } else {
        if (&block == document_.structure.blocks.data()) continue;
        base = (&block - 1)->folded.begin;  // the sentence stands over the column
        if (base >= block.folded.begin || !opening.search(Range{base, block.folded.begin}.of(document_.text.folded), opened)) continue;
      }
      const Range post = document_.text.to_reading(opening.range(opened, "post").after(base));
      std::vector<Seat> found;
      bool any = false;
      RegexHit hit;
      for (; line.search(text, lines, hit); lines = hit.whole().end) {
        const auto at = [&](const char* group) { return document_.text.to_reading(line.range(hit, group).after(block.folded.begin)); };
        Seat seat;
        const Range name = at("name");
        seat.person = one_line(document_, name);
        seat.person_at = name;
        if (line.group(hit, "given")) {
          const Range given = at("given");
          seat.person = one_line(document_, given) + " " + seat.person;
          seat.person_at = cover(name, given);
        }
        seat.person = people_.full_name(seat.person);
        const auto count = extract::parse_count(line.text(text, hit, "n"));
        if (!count) continue;
        seat.votes = *count;
        seat.votes_at = at("n");
        seat.elected = line.group(hit, "elected") != 0;
        seat.elected_at = seat.elected ? at("elected") : seat.votes_at;
        any = any || seat.elected;
        seat.post = one_line(document_, post);
        seat.post_at = post;
        seat.confidence = 0.85;
        seat.rule = "election.dotted@1";
        found.push_back(std::move(seat));
      }
      if (any)
        for (const Seat& seat : found) add(seat);
    }
  }

  // ---- scores ----

  void score_lines(const Unit& unit, std::vector<Score>& scores) const {
    const std::string_view lines = unit.folded.of(document_.text.folded);
    const bool each = std::count(lines.begin(), lines.end(), '\n') > 0 && std::count(lines.begin(), lines.end(), ':') > 1;
    if (!each) {
      collect_scores(unit, scores);
      return;
    }
    Unit line = unit;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= lines.size(); ++at) {
      if (at < lines.size() && lines[at] != '\n') continue;
      line.folded = {unit.folded.begin + begin, unit.folded.begin + at};
      line.range = document_.text.to_reading(line.folded);
      if (at > begin) collect_scores(line, scores);
      begin = at + 1;
    }
  }

  void collect_scores(const Unit& unit, std::vector<Score>& scores) const {
    const std::string_view text = flat(unit.folded);
    static const Regex voices("(?<n>\\d{1,6}|(?:[a-z]+[ -]){0,3}[a-z]+) (?:voix|suffrages|votes)\\b(?! (?:pour|contre))");
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && colon <= 50) {
      const std::vector<NamedPerson> one = people_in(unit.folded.begin, unit.folded.begin + colon);
      if (one.size() == 1) {
        const VoteRead vote = read_vote(Range{unit.folded.begin + colon + 1, unit.folded.end}.of(document_.text.folded), unit.folded.begin + colon + 1, true);
        if (const VoteCount* count = vote.find(Ballot::in_favour)) {
          scores.push_back({one.front().name, one.front().where, count->value, document_.text.to_reading(count->where)});
          return;
        }
      }
    }
    RegexHit hit;
    for (std::size_t from = 0; voices.search(text, from, hit); from = hit.whole().end) {
      const std::size_t at = voices.range(hit, "n").begin;
      std::size_t number = at;
      std::optional<std::int64_t> value;
      const std::string_view words = voices.text(text, hit, "n");
      for (std::size_t skip = 0; skip < words.size(); skip = words.find(' ', skip) == std::string_view::npos ? words.size() : words.find(' ', skip) + 1) {
        value = extract::parse_count(words.substr(skip));
        number = at + skip;
        if (value) break;
      }
      if (!value) continue;
      std::size_t stop = number;
      while (stop > 0 && (text[stop - 1] == ' ' || text[stop - 1] == ',' || text[stop - 1] == ':')) --stop;
      static const Regex obtained(" (?:(?:a|ont) (?:obtenu|recueilli|reuni)|obtient|recueille|avec|par)$");
      RegexHit tail;
      if (obtained.search(text.substr(0, stop), tail)) stop = tail.whole().begin;
      std::size_t begin = stop;
      while (begin > 0 && text[begin - 1] != ':' && text[begin - 1] != ';' && text[begin - 1] != ',' && minutes_.flat[unit.folded.begin + begin - 1] != '\t' && document_.text.folded[unit.folded.begin + begin - 1] != '\n') --begin;
      const std::vector<NamedPerson> one = people_in(unit.folded.begin + begin, unit.folded.begin + stop);
      if (one.size() != 1) continue;
      scores.push_back({one.front().name, one.front().where, *value, reading(unit.folded.begin + number, unit.folded.begin + hit.whole().end)});
    }
  }

  // Scores go to those the topic says are elected; who has a score beside them was not.
  void settle_scores(std::size_t t, std::size_t first, const std::vector<Score>& scores) {
    if (scores.empty()) return;
    if (first == seats_.size()) all_elected(t, scores);
    if (first == seats_.size()) return;
    const Seat pattern = seats_[first];
    for (auto score = scores.rbegin(); score != scores.rend(); ++score) {
      bool known = false;
      for (std::size_t s = first; s < seats_.size(); ++s) {
        if (seats_[s].person != score->person && people_.full_name(score->person) != seats_[s].person && !shortened(seats_[s].person, score->person)) continue;
        known = true;
        if (shortened(seats_[s].person, score->person)) seats_[s].person = score->person;
        if (!seats_[s].votes) {
          seats_[s].votes = score->votes;
          seats_[s].votes_at = score->votes_at;
        }
      }
      if (known) continue;
      Seat seat;
      seat.person = score->person;
      seat.person_at = score->person_at;
      seat.post = pattern.post;
      seat.post_at = pattern.post_at;
      const Range title = post_of_title(t);
      const bool one_post = std::all_of(seats_.begin() + static_cast<std::ptrdiff_t>(first), seats_.end(), [&](const Seat& other) { return normalise::fold(other.post) == normalise::fold(pattern.post); });
      if (seats_.size() - first > 1 && !one_post && !title.empty()) seat.post = one_line(document_, title), seat.post_at = title;
      seat.votes = score->votes;
      seat.votes_at = score->votes_at;
      seat.elected = false;
      seat.elected_at = pattern.elected_at;
      seat.confidence = 0.8;
      seat.rule = "election.score@1";
      seats_.push_back(seat);
    }
  }

  // « D. Faure » beside « Denise Faure ».
  static bool shortened(const std::string& brief, const std::string& full) {
    const std::string a = normalise::fold(brief), b = normalise::fold(full);
    return a.size() > 4 && b.size() > a.size() && a[1] == '.' && a[2] == ' ' && a[0] == b[0] && b.substr(b.size() - (a.size() - 2)) == a.substr(2);
  }

  // « Les trois candidats sont élus. »
  void all_elected(std::size_t t, const std::vector<Score>& scores) {
    static const Regex all("(?:^|[.] )(?:=> ?)?(?:(?:tous )?(?:les|ces)(?: [a-z0-9]+)? (?:candidat[a-z.()-]*|personnes|membres)|tous|toutes|tou[a-z.]+ les [a-z.]+|ils|elles|l'ensemble des candidat[a-z.()-]*|la liste)[^.;:]{0,40} (?:est|sont|ont ete) (?:donc )?(?:re)?-?elu");
    const Topic& topic = minutes_.topics[t];
    const Range post = post_of_title(t);
    if (post.empty()) return;
    for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
      if (!all.found(flat(minutes_.units[u].folded))) continue;
      for (const Score& score : scores) {
        Seat seat;
        seat.person = score.person;
        seat.person_at = score.person_at;
        seat.post = one_line(document_, post);
        seat.post_at = post;
        seat.votes = score.votes;
        seat.votes_at = score.votes_at;
        seat.elected_at = minutes_.units[u].range;
        seat.rule = "election.all@1";
        add(seat);
      }
      return;
    }
  }

  // ---- « Présidente : X ; Trésorier : Y » ----

  // An entry ends at a semicolon, or with its line where the next line is an entry too or has no colon.
  std::size_t office_end(const Unit& unit, std::size_t begin) const {
    const std::string_view lines = unit.folded.of(document_.text.folded);
    std::size_t end = begin;
    while (end < lines.size() && lines[end] != ';') {
      if (lines[end] == '\n') {
        const std::size_t colon = lines.find(':', end + 1);
        const bool entry = colon != std::string_view::npos && colon - end <= 46 && lines.substr(end + 1, colon - end - 1).find('\n') == std::string_view::npos;
        const std::string_view before = lines.substr(begin, end - begin);
        if (entry || (!before.empty() && before.find_last_not_of(' ') != std::string_view::npos && before[before.find_last_not_of(' ')] == ':')) break;
      }
      ++end;
    }
    return end;
  }

  void office_line(const Unit& unit) {
    const std::string_view text = flat(unit.folded);
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = office_end(unit, begin);
      const std::size_t colon = text.find(':', begin);
      if (colon != std::string_view::npos && colon < end && colon - begin <= 45) {
        std::size_t from = begin;
        while (from < colon && (text[from] == ' ' || text[from] == '-' || text[from] == '*')) ++from;
        std::size_t to = colon;
        while (to > from && text[to - 1] == ' ') --to;
        const Range post = reading(unit.folded.begin + from, unit.folded.begin + to);
        static const Regex none("seance|scrutat|assesseur|candidat|present|absent|excuse|invite|sortant|animat|votant");
        if (to > from + 3 && extract::is_office(document_.text.read(post)) && !none.found(flat_of(post))) {
          const std::vector<NamedPerson> people = people_in(unit.folded.begin + colon + 1, unit.folded.begin + end);
          if (!people.empty() && people.size() <= 6)
            for (const NamedPerson& person : people) {
              Seat seat;
              seat.person = person.name;
              seat.person_at = person.where;
              seat.post = one_line(document_, post);
              seat.post_at = post;
              seat.elected_at = post;
              seat.confidence = 0.82;
              seat.rule = "election.office@1";
              add(seat);
            }
        }
      }
      begin = end + 1;
    }
  }

  // ---- boards presented as lists and voted as a whole ----

  void boards() {
    const std::vector<Draft> drafts = draft_resolutions(document_, minutes_, body_);
    for (std::size_t t = 0; t < minutes_.topics.size(); ++t) {
      const Topic& topic = minutes_.topics[t];
      const std::string_view title = flat_of(topic.title);
      static const Regex board("\\b(?:conseil d'administration|ca|bureau|comite(?: directeur)?|conseil|collegiale?|collectif|equipe)\\b");
      if (topic.title.empty() || !board.found(title)) continue;
      std::size_t last = t;
      while (last + 1 < minutes_.topics.size() && mostly_names(last + 1)) ++last;
      const bool own = mostly_names(t);
      if (last == t && !own) continue;
      const Draft* adopted = adoption(drafts, t, last);
      const Range said = !adopted ? voted_as_one(t) : adopted->text.empty() ? adopted->title : adopted->text.front();
      if (said.empty()) continue;
      for (std::size_t list = own ? t : t + 1; list <= last; ++list) names_of(t, list, said);
    }
  }

  // « Vote en bloc à main levée : unanimité » over the names of a title that says election.
  Range voted_as_one(std::size_t t) const {
    const Topic& topic = minutes_.topics[t];
    static const Regex title("\\b(?:elections?|renouvellement|designations?|nominations?|vote)\\b"), vote("\\b(?:vote|scrutin|elue?s?|election)\\b[^.;]{0,60}\\b(?:unanimite|acclamation)\\b|\\b(?:unanimite|acclamation)\\b[^.;]{0,60}\\b(?:elue?s?|vote)\\b");
    if (!title.found(flat_of(topic.title))) return {};
    for (std::size_t u = topic.first; u < topic.first + topic.count; ++u)
      if (!minutes_.units[u].item && vote.found(flat(minutes_.units[u].folded))) return minutes_.units[u].range;
    return {};
  }

  bool mostly_names(std::size_t t) const {
    const Topic& topic = minutes_.topics[t];
    std::size_t items = 0, names = 0;
    int block = -1;
    for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
      const Unit& unit = minutes_.units[u];
      if (!unit.item || unit.block == block) continue;
      block = unit.block;
      ++items;
      names += first_name(unit).has_value();
    }
    return items >= 1 && names * 5 >= items * 4;
  }

  std::optional<extract::PersonName> first_name(const Unit& unit) const {
    auto name = extract::name_at(document_.text.reading, unit.range.begin);
    if (name && name->words >= 2 && name->range.begin <= unit.range.begin + 12) return name;
    // One word: a name only where the sitting lists it so, or where the work they take stands behind it.
    const std::string_view text = document_.text.read(unit.range);
    const std::string_view word = text.substr(0, text.find_first_of(" ,;:(\n"));
    if (word.size() < 3) return std::nullopt;
    if (std::none_of(listed_.begin(), listed_.end(), [&](const std::string& known) { return known == word; })) {
      static const Regex works("^ - (?<post>[a-z][a-z' -]{3,40}?)(?: ?[(),.;]|$)");
      const std::size_t begin = document_.text.to_folded({unit.range.begin + word.size(), unit.range.end}).begin;
      const std::string_view rest = flat({begin, unit.folded.end});
      RegexHit hit;
      if (!works.search(rest, hit)) return std::nullopt;
      const Range post = works.range(hit, "post").after(begin);
      if (!post_words(reading(post.begin, post.end))) return std::nullopt;
    }
    extract::PersonName single;
    single.name = std::string(word);
    single.range = {unit.range.begin, unit.range.begin + word.size()};
    single.words = 1;
    return single;
  }

  const Draft* adoption(const std::vector<Draft>& drafts, std::size_t first, std::size_t last) const {
    static const Regex composition("\\b(?:composition|liste|election|nouveau|renouvellement)\\b[^.;]{0,60}\\b(?:conseil d'administration|ca|bureau|comite)\\b");
    for (const Draft& draft : drafts) {
      if (draft.result != "adopted") continue;
      if (draft.topic >= first && draft.topic <= last) return &draft;
      if (draft.topic < last || draft.topic > last + 6) continue;
      for (const Range part : draft.text)
        if (composition.found(flat_of(part))) return &draft;
    }
    return nullptr;
  }

  void names_of(std::size_t board, std::size_t list, Range adopted) {
    const Topic& topic = minutes_.topics[list];
    std::string post;
    Range post_at = topic.title;
    const std::string heading = one_line(document_, topic.title);
    const bool headed = list != board && extract::is_office(heading) && !members().begins(flat_of(topic.title));
    if (headed) {
      post = extract::singular_office(lower(heading));
    } else {
      static const Regex ca("conseil d'administration"), short_ca("\\bca\\b"), bureau("\\bbureau\\b");
      const std::string_view title = flat_of(minutes_.topics[board].title);
      post_at = minutes_.topics[board].title;
      post = ca.found(title) ? "administrateur" : short_ca.found(title) ? "membre du CA" : bureau.found(title) ? "membre du bureau" : "membre";
      if (const Range named = post_of_title(board); post == "membre" && !named.empty()) post = one_line(document_, named), post_at = named;
    }
    int block = -1;
    for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
      const Unit& unit = minutes_.units[u];
      if (!unit.item || unit.block == block) continue;
      block = unit.block;
      const auto name = first_name(unit);
      if (!name) continue;
      Seat seat;
      seat.person = name->name;
      seat.person_at = name->range;
      seat.post = post;
      seat.post_at = post_at;
      seat.elected_at = adopted;
      if (!headed) own_post(unit, name->range.end, seat);
      seat.confidence = 0.85;
      seat.rule = "election.board@1";
      const Range whole = document_.structure.blocks[static_cast<std::size_t>(unit.block)].range;
      const std::string_view text = document_.text.read(whole);
      if (const std::size_t star = text.rfind("(*)"); star != std::string_view::npos && legend_says_new()) {
        seat.fresh = true;
        seat.fresh_at = {whole.begin + star, whole.begin + star + 3};
      }
      add(seat);
    }
  }

  // « Anne Petit — trésorerie (nouvelle) »
  void own_post(const Unit& unit, std::size_t from, Seat& seat) const {
    const std::size_t begin = document_.text.to_folded({from, unit.range.end}).begin;
    const std::string_view text = flat({begin, unit.folded.end});
    static const Regex pattern("^ ?(?:- ?|: ?|\\()(?<post>[a-z][a-z' -]{3,40}?)(?= ?[(),.;]|$)"), fresh("\\((?:nouve(?:au|lle)|entrante?)\\)");
    RegexHit hit;
    if (pattern.search(text, hit)) {
      const Range said = pattern.range(hit, "post").after(begin);
      const Range post = reading(said.begin, said.end);
      static const Regex state("^(?:re)?elue?s?\\b|sortant|entrant|nouve");
      if (post_words(post) && !state.found(flat_of(post))) seat.post = one_line(document_, post), seat.post_at = post;
    }
    if (fresh.search(text, hit)) {
      seat.fresh = true;
      seat.fresh_at = reading(begin + hit.whole().begin, begin + hit.whole().end);
    }
  }

  bool legend_says_new() const {
    static const Regex legend("\\(?\\*\\)? ?[:=-] ?(?:nouve(?:au|aux|lle|lles)|entrant)");
    return legend.found(minutes_.flat);
  }

  static const Regex& members() {
    static const Regex pattern("membres?\\b");
    return pattern;
  }

  static std::string lower(std::string text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const unsigned char c = static_cast<unsigned char>(text[i]);
      if (c >= 'A' && c <= 'Z') text[i] = static_cast<char>(c + 32);
      else if (i > 0 && static_cast<unsigned char>(text[i - 1]) == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97) text[i] = static_cast<char>(c + 32);
    }
    return text;
  }

  void add(const Seat& seat) {
    for (Seat& known : seats_)
      if (known.person == seat.person && normalise::fold(known.post) == normalise::fold(seat.post)) {
        known.elected = known.elected || seat.elected;
        if (!known.votes) known.votes = seat.votes, known.votes_at = seat.votes_at;
        if (known.term.empty()) known.term = seat.term;
        return;
      }
    seats_.push_back(seat);
  }

  const extract::Document& document_;
  const KnownPeople& people_;
  const Minutes minutes_;
  std::string_view body_;
  std::vector<std::string> listed_;  // those the sitting lists
  std::vector<Seat> seats_;
};

std::string_view string_of(const Findings& earlier, std::string_view entity, std::string_view field) {
  const Fact* best = nullptr;
  for (const Found& found : earlier)
    if (found.entity == entity)
      for (const Fact& fact : found.facts)
        if (fact.field == field && (!best || fact.confidence > best->confidence)) best = &fact;
  const auto* value = best ? std::get_if<std::string>(&best->value) : nullptr;
  return value ? std::string_view(*value) : std::string_view{};
}

class Elections final : public extract::Extractor {
 public:
  std::string_view id() const override { return "elections"; }

  std::vector<Found> extract(const extract::Document& document, const Findings& earlier) const override {
    const std::string_view kind = string_of(earlier, "document", "kind");
    for (const std::string_view none : {"convocation", "note_de_synthese", "rapport_activite", "feuille_de_presence", "statuts"})
      if (kind == none) return {};
    const KnownPeople people(earlier);
    std::vector<Found> found;
    for (const Seat& seat : Finder(document, earlier, people, string_of(earlier, "meeting", "body")).run()) {
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
