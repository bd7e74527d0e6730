#include <algorithm>
#include <boost/regex.hpp>
#include <optional>

#include "extractors/agenda_list.hpp"
#include "extractors/resolution_draft.hpp"
#include "extractors/resolution_facts.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

bool search(std::string_view text, const boost::regex& pattern) { return boost::regex_search(text.data(), text.data() + text.size(), pattern); }
bool begins(std::string_view text, const boost::regex& pattern) {
  return boost::regex_search(text.data(), text.data() + text.size(), pattern, boost::match_continuous);
}

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
  Finder(const extract::Document& document, const KnownPeople& people, std::string_view body) : document_(document), people_(people), minutes_(cut_minutes(document)), body_(body) {}

  std::vector<Seat> run() {
    for (std::size_t t = 0; t < minutes_.topics.size(); ++t) topic(t);
    boards();
    return std::move(seats_);
  }

 private:
  std::string_view flat(Range folded) const { return folded.of(minutes_.flat); }
  std::string_view flat_of(Range reading) const { return flat(document_.text.to_folded(reading)); }
  Range reading(std::size_t begin, std::size_t end) const { return document_.text.to_reading({begin, end}); }

  static bool about_posts(std::string_view title) {
    static const boost::regex pattern("\\b(?:elections?|renouvellement|designations?|composition|nominations?|nouveau (?:ca|bureau|conseil|comite)|vote du (?:nouveau )?(?:ca|bureau)|bureau de bienfaisance)\\b|^(?:le |nouveau )?(?:bureau|conseil d'administration|ca)\\b");
    return search(title, pattern);
  }

  void topic(std::size_t t) {
    const Topic& topic = minutes_.topics[t];
    const std::size_t first = seats_.size();
    const bool posts = about_posts(flat_of(topic.title));
    std::vector<Score> scores;
    bool office_lines = posts;
    for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
      const Unit& unit = minutes_.units[u];
      if (unit.speech && !posts && !office_lines) continue;
      elected_sentence(t, unit);
      if (posts) score_lines(unit, scores);
      static const boost::regex board_follows("\\b(?:bureau|conseil d'administration|ca|comite)\\b[^.]{0,60}(?:compose|constitue|elu|forme|est ainsi|se compose|designe)[^.]{0,60}:?$|\\bsont (?:re)?elus?[^.]{0,60}:$|composition du (?:nouveau )?bureau");
      if (search(flat(unit.folded), board_follows)) office_lines = true;
      if (office_lines) office_line(unit);
    }
    settle_scores(t, first, scores);
  }

  // ---- « X est élue présidente », « Sont élus administrateurs : A, B et C » ----

  void elected_sentence(std::size_t t, const Unit& unit) {
    for (const extract::Match* match : document_.matches.within("decision", unit.range)) {
      Decision decision;
      const VoteRead vote = read_vote(unit.folded.of(document_.text.folded), unit.folded.begin, false);
      if (!read_decision(document_, minutes_, unit, *match, body_, !vote.empty(), decision)) continue;
      if (decision.says == Says::election) passive(t, unit, *match, vote);
      else if (match->rule->id.compare(0, 15, "decision.active") == 0) active(t, unit, *match);
    }
  }

  // Where the post stops: at punctuation or at words of the vote, the term, the reason.
  Range post_in(std::size_t begin, std::size_t end) const {
    const std::string_view text = flat({begin, end});
    static const boost::regex lead(
        "^(?:[ ,]*(?:\\([a-z]\\)|a l'unanimite(?: (?:des [a-z ]{3,40}?|moins [a-z0-9 ]{3,30}?))?(?=,| en| au| comme|$| [a-z]+e?s?\\b)|a la majorite(?: [a-z]+)?|a mains? levees?|au scrutin secret|a bulletins? secrets?|par \\d+ voix[^,]{0,40}|avec \\d+ voix[^,]{0,40}|pour (?:une duree de |un mandat de )?[a-z0-9]+ ans?|au (?:premier|second|deuxieme|1er|2e) tour|,))*"
        "[ ,]*(?:en qualite de |en tant que |comme |au poste de |aux? fonctions? de |a la fonction de |au titre de |pour (?:exercer|remplir) (?:les|la) fonctions? de |a titre de )?");
    boost::cmatch hit;
    std::size_t from = 0;
    if (boost::regex_search(text.data(), text.data() + text.size(), hit, lead)) from = static_cast<std::size_t>(hit[0].length());
    static const boost::regex stop("[.;:,(\\n]| (?:a l'unanimite|a la majorite|par \\d|par [a-z]+ voix|avec \\d|avec [a-z]+ voix|pour (?:une duree|un mandat|un an|\\d|[a-z]+ ans)|et (?:immediatement|aussitot|installe|a |accepte|remercie)|au (?:premier|second|deuxieme|1er|2e) tour|en remplacement|a bulletin|au scrutin|a main|du \\d{1,2}[/ ]|jusqu|et (?:m\\.|mme|declare|est )|qui |il |elle )");
    std::size_t to = text.size();
    if (boost::regex_search(text.data() + from, text.data() + text.size(), hit, stop)) to = static_cast<std::size_t>(hit[0].first - text.data());
    while (to > from && text[to - 1] == ' ') --to;
    if (to <= from + 2 || to - from > 110) return {};
    return reading(begin + from, begin + to);
  }

  Range term_in(const Unit& unit) const {
    static const boost::regex pattern("pour (?:une (?:duree|periode) de |un mandat de |un nouveau mandat de )?(?<term>(?:\\d{1,2}|un|deux|trois|quatre|cinq|six|sept|neuf|dix) ans?)\\b");
    const std::string_view text = flat(unit.folded);
    boost::cmatch hit;
    if (!boost::regex_search(text.data(), text.data() + text.size(), hit, pattern)) return {};
    const std::size_t at = unit.folded.begin + static_cast<std::size_t>(hit["term"].first - text.data());
    return reading(at, at + static_cast<std::size_t>(hit["term"].length()));
  }

  // « Élection du CA (collégial) » -> « CA (collégial) »
  Range post_of_title(std::size_t t) const {
    const Range title = minutes_.topics[t].title;
    if (title.empty()) return {};
    const std::string_view text = flat_of(title);
    static const boost::regex lead("^(?:(?:elections?|renouvellement(?: partiel| total)?|designations?|nominations?|presentation et vote|vote|composition|proclamation)(?: et [a-z]+)? (?:du |de la |des? |d'une? |de l'|d')(?:nouveau |nouvelle |nouveaux )?(?:\\d+ |deux |trois |quatre |cinq |six )?|(?:le |nouveau ))");
    boost::cmatch hit;
    if (!boost::regex_search(text.data(), text.data() + text.size(), hit, lead)) return {};
    const std::size_t begin = document_.text.to_folded(title).begin + static_cast<std::size_t>(hit[0].length());
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
    const bool negated = match.has("pas") || search(flat(match.folded), boost_pas());
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
            people.push_back({people_.full_name(name->name), name->range});
            post = post_in(verb.end, verb.end + at - 1);
            break;
          }
    }
    if (!post.empty() && !named_people(document_, post, people_).empty()) post = {};
    if (!post.empty() && !extract::is_office(document_.text.read(post)) && !search(flat_of(post), posts_words())) post = {};
    if (post.empty()) post = post_of_title(t);
    if (people.empty() || post.empty()) return;
    static const boost::regex none("\\bde (?:la )?seance\\b|scrutat|assesseur");
    if (search(flat_of(post), none)) return;
    for (const NamedPerson& person : people) {
      Seat seat;
      seat.person = person.name;
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

  static const boost::regex& boost_pas() {
    static const boost::regex pattern("\\bpas\\b");
    return pattern;
  }
  static const boost::regex& posts_words() {
    static const boost::regex pattern("\\b(?:membres?|administrat|delegue|representant|titulaire|suppleant|president|tresori|secretaire|maire|adjoint|bureau|conseil|ca\\b|comite|commissaire|syndic|verificat|censeur|gerant|directeur|directrice|referent|charge)");
    return pattern;
  }

  // « le conseil élit Mme X présidente », « désigne M. Y comme délégué au syndicat »
  void active(std::size_t t, const Unit& unit, const extract::Match& match) {
    const Range verb = document_.text.to_folded(match.group("verb"));
    static const boost::regex elects("(?:(?:a|ont) )?(?:(?:re)?eli|(?:re)?elu|nomme|designe|coopte)");
    if (!begins(flat(verb), elects)) return;
    static const boost::regex next("^[ ,]*(?:et |ainsi que )?(?=(?:m\\.|mme|mlle|monsieur|madame|[a-z]))");
    static const boost::regex none("\\bseance\\b|scrutat|assesseur|^secretaire$");
    std::size_t at = verb.end;
    for (int i = 0; i < 20 && at < unit.folded.end; ++i) {  // « Mme A présidente et M. B trésorier »
      const std::string_view rest = flat({at, unit.folded.end});
      boost::cmatch hit;
      if (i > 0) {
        if (!boost::regex_search(rest.data(), rest.data() + rest.size(), hit, next) || hit[0].length() == 0) return;
        at += static_cast<std::size_t>(hit[0].length());
      }
      const auto name = extract::name_at(document_.text.reading, reading(at, at + 1).begin);
      if (!name || (name->words < 2 && name->civility.empty()) || name->range.end > unit.range.end) return;
      const std::size_t from = document_.text.to_folded(name->range).end;
      Range post = post_in(from, unit.folded.end);
      at = post.empty() ? from : document_.text.to_folded(post).end;
      if (!post.empty() && !extract::is_office(document_.text.read(post)) && !search(flat_of(post), posts_words())) post = {};
      if (post.empty()) post = post_of_title(t);
      if (post.empty() || search(flat_of(post), none)) return;
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
    static const boost::regex voices("(?<n>\\d{1,6}|(?:[a-z]+[ -]){0,3}[a-z]+) (?:voix|suffrages|votes)\\b(?! (?:pour|contre))");
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
    for (boost::cregex_iterator it(text.data(), text.data() + text.size(), voices), end; it != end; ++it) {
      const std::size_t at = static_cast<std::size_t>((*it)["n"].first - text.data());
      std::size_t number = at;
      std::optional<std::int64_t> value;
      const std::string_view words((*it)["n"].first, static_cast<std::size_t>((*it)["n"].length()));
      for (std::size_t skip = 0; skip < words.size(); skip = words.find(' ', skip) == std::string_view::npos ? words.size() : words.find(' ', skip) + 1) {
        value = extract::parse_count(words.substr(skip));
        number = at + skip;
        if (value) break;
      }
      if (!value) continue;
      std::size_t stop = number;
      while (stop > 0 && (text[stop - 1] == ' ' || text[stop - 1] == ',' || text[stop - 1] == ':')) --stop;
      static const boost::regex obtained(" (?:(?:a|ont) (?:obtenu|recueilli|reuni)|obtient|recueille|avec|par)$");
      boost::cmatch tail;
      if (boost::regex_search(text.data(), text.data() + stop, tail, obtained)) stop = static_cast<std::size_t>(tail[0].first - text.data());
      std::size_t begin = stop;
      while (begin > 0 && text[begin - 1] != ':' && text[begin - 1] != ';' && text[begin - 1] != ',' && minutes_.flat[unit.folded.begin + begin - 1] != '\t' && document_.text.folded[unit.folded.begin + begin - 1] != '\n') --begin;
      const std::vector<NamedPerson> one = people_in(unit.folded.begin + begin, unit.folded.begin + stop);
      if (one.size() != 1) continue;
      scores.push_back({one.front().name, one.front().where, *value, reading(unit.folded.begin + number, unit.folded.begin + static_cast<std::size_t>((*it)[0].second - text.data()))});
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
        if (seats_[s].person != score->person && people_.full_name(score->person) != seats_[s].person) continue;
        known = true;
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
      if (seats_.size() - first > 1 && !title.empty()) seat.post = one_line(document_, title), seat.post_at = title;
      seat.votes = score->votes;
      seat.votes_at = score->votes_at;
      seat.elected = false;
      seat.elected_at = pattern.elected_at;
      seat.confidence = 0.8;
      seat.rule = "election.score@1";
      seats_.push_back(seat);
    }
  }

  // « Les trois candidats sont élus. »
  void all_elected(std::size_t t, const std::vector<Score>& scores) {
    static const boost::regex all("(?:^|[.] )(?:=> ?)?(?:(?:tous )?(?:les|ces)(?: [a-z0-9]+)? (?:candidat[a-z.()-]*|personnes|membres)|tous|toutes|tou[a-z.]+ les [a-z.]+|ils|elles|l'ensemble des candidat[a-z.()-]*|la liste)[^.;:]{0,40} (?:est|sont|ont ete) (?:donc )?(?:re)?-?elu");
    const Topic& topic = minutes_.topics[t];
    const Range post = post_of_title(t);
    if (post.empty()) return;
    for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
      if (!search(flat(minutes_.units[u].folded), all)) continue;
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

  void office_line(const Unit& unit) {
    const std::string_view text = flat(unit.folded);
    std::size_t begin = 0;
    while (begin < text.size()) {
      std::size_t end = text.find(';', begin);
      if (end == std::string_view::npos) end = text.size();
      const std::size_t colon = text.find(':', begin);
      if (colon != std::string_view::npos && colon < end && colon - begin <= 45) {
        std::size_t from = begin;
        while (from < colon && (text[from] == ' ' || text[from] == '-' || text[from] == '*')) ++from;
        std::size_t to = colon;
        while (to > from && text[to - 1] == ' ') --to;
        const Range post = reading(unit.folded.begin + from, unit.folded.begin + to);
        static const boost::regex none("seance|scrutat|assesseur|candidat|present|absent|excuse|invite|sortant|animat|votant");
        if (to > from + 3 && extract::is_office(document_.text.read(post)) && !search(flat_of(post), none)) {
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
      static const boost::regex board("\\b(?:conseil d'administration|ca|bureau|comite(?: directeur)?|conseil)\\b");
      if (topic.title.empty() || !search(title, board)) continue;
      std::size_t last = t;
      while (last + 1 < minutes_.topics.size() && mostly_names(last + 1)) ++last;
      const bool own = mostly_names(t);
      if (last == t && !own) continue;
      const Draft* adopted = adoption(drafts, t, last);
      if (!adopted) continue;
      for (std::size_t list = own ? t : t + 1; list <= last; ++list) names_of(t, list, *adopted);
    }
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
    if (!name || name->words < 2 || name->range.begin > unit.range.begin + 12) return std::nullopt;
    return name;
  }

  const Draft* adoption(const std::vector<Draft>& drafts, std::size_t first, std::size_t last) const {
    static const boost::regex composition("\\b(?:composition|liste|election|nouveau|renouvellement)\\b[^.;]{0,60}\\b(?:conseil d'administration|ca|bureau|comite)\\b");
    for (const Draft& draft : drafts) {
      if (draft.result != "adopted") continue;
      if (draft.topic >= first && draft.topic <= last) return &draft;
      if (draft.topic < last || draft.topic > last + 6) continue;
      for (const Range part : draft.text)
        if (search(flat_of(part), composition)) return &draft;
    }
    return nullptr;
  }

  void names_of(std::size_t board, std::size_t list, const Draft& adopted) {
    const Topic& topic = minutes_.topics[list];
    std::string post;
    Range post_at = topic.title;
    const std::string heading = one_line(document_, topic.title);
    if (list != board && extract::is_office(heading) && !begins(flat_of(topic.title), members())) {
      post = extract::singular_office(lower(heading));
    } else {
      static const boost::regex ca("conseil d'administration"), short_ca("\\bca\\b"), bureau("\\bbureau\\b");
      const std::string_view title = flat_of(minutes_.topics[board].title);
      post_at = minutes_.topics[board].title;
      post = search(title, ca) ? "administrateur" : search(title, short_ca) ? "membre du CA" : search(title, bureau) ? "membre du bureau" : "membre";
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
      seat.elected_at = adopted.text.empty() ? adopted.title : adopted.text.front();
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

  bool legend_says_new() const {
    static const boost::regex legend("\\(?\\*\\)? ?[:=-] ?(?:nouve(?:au|aux|lle|lles)|entrant)");
    return search(minutes_.flat, legend);
  }

  static const boost::regex& members() {
    static const boost::regex pattern("membres?\\b");
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
    for (const Seat& seat : Finder(document, people, string_of(earlier, "meeting", "body")).run()) {
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
