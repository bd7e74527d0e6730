#include "extractors/vote_stances.hpp"

#include <algorithm>
#include <string>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {
namespace {

// « Madame la maire », « le trésorier »: somebody named by the office alone.
const Regex& by_office() {
  static const Regex form("(?:(?:monsieur|madame|m\\.|mme) )?(?:le|la|l') ?(?:maire|presidente?|bourgmestre|tresori[a-z]+|secretaire)");
  return form;
}

const Regex& verbs() {
  static const Regex pattern(
      "\\b(?:(?<apart>(?:n'|ne )(?:(?:prend|prennent|prenant|prit|prirent)(?: pas)? part|(?:a|ont|ayant)(?: pas)? (?:pris part|participe|vote)|(?:participe|participent|participant|vote|votent|votant) pas|participe(?:nt)? ni)(?! (?:a la|aux?|a l') ?(?:discussion|debats?|seance|reunion|echanges?)\\b(?! (?:ni|et)))"
      "|refus(?:e|ent|ant|a|erent) de (?:prendre part|voter|participer au vote)|declar(?:e|ent|ant|a|erent) ne pas (?:vouloir )?(?:voter|prendre part|participer)|sans prendre part au vote|se deport(?:e|ent|ant)|s'(?:est|etant|etaient) deportee?s?)"
      "|(?<leaves>(?:quitte|quittent|quittant|quitta|a quitte|ont quitte|ayant quitte) (?:momentanement |alors |donc |temporairement )?(?:la (?:salle|seance|table|piece|reunion)|les debats|son siege|l'assemblee)|se retir(?:e|ent|a|ant)|s'(?:est|etant|etaient) retiree?s?|s'etant absentee?s?|sort(?:ent|ant|it)?(?= ?(?:$|[.,;()]|de la (?:salle|seance|piece)|et |pendant|durant|pour le|le temps|au moment|lors))|etant sortie?s?|s'absent(?:e|ent|ant) (?:pendant|durant|le temps|pour le))"
      "|(?<abstain>s'abst(?:ient|iennent|enant|int|inrent)|s'(?:est|etant|etaient) abstenu(?:\\(?e\\)?)?s?|se sont abstenu(?:\\(?e\\)?)?s?|declar(?:e|ent|ant) s'abstenir)(?! (?:de|d')(?! (?:voter|prendre part)))"
      "|(?<against>(?:vot(?:e|ent|ant)|(?:a|ont|ayant) vote|s'(?:est|etant|etaient) prononcee?s?|se sont prononcee?s|se pronon(?:ce|cent|cant)) contre(?! ?:)(?! (?:le |la |les |l'|ce |cette )(?!ajournement|proposition|resolution|motion|deliberation|projet|point|budget|rapport|texte))|s'y oppos(?:e|ent|ant)|s'y (?:est|etant) opposee?s?|demand(?:e|ent|ant) que (?:son|leurs?) (?:opposition|vote (?:contre|negatif)|voix contre)))\\b");
  return pattern;
}

class Subjects {
 public:
  Subjects(const extract::Document& document, std::string_view flat, std::size_t base) : document_(document), flat_(flat), base_(base) {}

  // The names that end at `end`: « Adopté, MM. A et B », « Mme X, présidente du club, », « Mme P. est sa sœur et ». Empty where there are none.
  Range before(std::size_t begin, std::size_t end) const {
    bool joined = false;  // « … et ne vote pas », « …, ne vote pas »
    for (bool cut = true; cut;) {
      cut = false;
      while (end > begin && (flat_[end - 1] == ' ' || flat_[end - 1] == ',')) joined = joined || flat_[end - 1] == ',', --end;
      for (const std::string_view word : {" et", " qui", " donc", " puis", " alors", " elle", " lui", " eux"})
        if (end >= begin + word.size() && flat_.substr(end - word.size(), word.size()) == word) end -= word.size(), cut = joined = true;
    }
    Range names;
    for (std::size_t stop = end; stop > begin;) {
      const std::size_t from = part_before(begin, stop);
      const Part part = kind_of({from, stop});
      if (part == Part::name || part == Part::head) {
        if (part == Part::head && (!names.empty() || !joined)) break;
        const Range found = part == Part::head ? head_of({from, stop}) : Range{from, stop};
        if (found.empty()) break;
        names = names.empty() ? found : cover(names, found);
        if (part == Part::head) break;
      } else if ((part == Part::aside || (names.empty() && relative({from, stop}))) && (names.empty() ? joined : true)) {
        // an apposition: « présidente du club »
      } else {
        break;
      }
      stop = from;
      while (stop > begin && (flat_[stop - 1] == ' ' || flat_[stop - 1] == ',')) --stop;
      for (const std::string_view word : {" et", " ainsi que"})
        if (stop >= begin + word.size() && flat_.substr(stop - word.size(), word.size()) == word) stop -= word.size();
      while (stop > begin && (flat_[stop - 1] == ' ' || flat_[stop - 1] == ',')) --stop;
    }
    return names;
  }

 private:
  enum class Part { name, head, aside, other };

  // « M. Lagoutte, qui préside le Foyer rural, »: the name stands before.
  bool relative(Range range) const {
    static const Regex pattern("[ ]?qui (?!n'|ne |s'|se |vot)[a-z' -]{4,70}");
    return pattern.matches(flat_.substr(range.begin, range.end - range.begin));
  }

  // Where the part that ends at `stop` begins: behind a comma, « et », a clause.
  std::size_t part_before(std::size_t begin, std::size_t stop) const {
    std::size_t at = stop;
    while (at > begin) {
      const char c = flat_[at - 1];
      if (c == ';' || c == ':' || c == '(' || c == '"') break;
      if (c == ' ' && at - 1 > begin && flat_[at - 2] == ',') break;
      if (c == ' ' && at >= begin + 4 && flat_.substr(at - 4, 4) == " et ") break;
      if (c == ' ' && at >= begin + 3 && flat_.substr(at - 3, 3) == " - ") break;
      if (c == ' ' && at >= begin + 6 && flat_.substr(at - 6, 6) == " mais ") break;
      if (c == ' ' && at >= begin + 5 && flat_.substr(at - 5, 5) == " que " ) break;
      --at;
    }
    return at;
  }

  bool upper(std::size_t at) const {
    const Range where = document_.text.to_reading({base_ + at, base_ + at + 1});
    const std::string_view text = document_.text.reading;
    if (where.begin >= text.size()) return false;
    const unsigned char c = static_cast<unsigned char>(text[where.begin]);
    return (c >= 'A' && c <= 'Z') || (c == 0xC3 && where.begin + 1 < text.size() && static_cast<unsigned char>(text[where.begin + 1]) <= 0x9E);
  }

  static const Regex& civil() {
    static const Regex pattern("[ ]?(?:mm?\\.|mmes?\\b\\.?|mlles?\\b\\.?|messieurs|mesdames|monsieur|madame|dr\\b\\.?|me\\b)[ ]?");
    return pattern;
  }

  Part kind_of(Range range) const {
    std::size_t at = range.begin;
    while (at < range.end && flat_[at] == ' ') ++at;
    if (at >= range.end || range.end - at > 90) return Part::other;
    const std::string_view words = flat_.substr(at, range.end - at);
    static const Regex free("(?:se|s'|qui|dont|car|comme|apres|sur|par|a |au |avec|considerant|vu |attendu|adopte|approuve|vote|accepte|valide|rejete|refuse|unanim|le conseil|la commission|l'assemblee|on |il |elle |ils )");
    if (by_office().matches(words)) return Part::name;
    RegexHit hit;
    std::size_t first = at;
    const bool titled = civil().begins(words, hit);
    if (titled) first = at + hit.whole().end;
    if (!upper(first)) return titled || free.begins(words) || first_of(words, "0123456789") != std::string_view::npos ? Part::other : Part::aside;
    if (name_end(first, range.end) == range.end) return Part::name;
    return titled ? Part::head : Part::other;
  }

  // The end of the capitalised words from `at` on, particles between.
  std::size_t name_end(std::size_t at, std::size_t end) const {
    std::size_t stop = at;
    while (at < end) {
      std::size_t word = at;
      while (word < end && flat_[word] != ' ') ++word;
      static const Regex particle("(?:de|du|des|la|le|d'.*|van|von|den|der|ten|l'.*|pere|fils|aine)$");
      if (upper(at) || (flat_.substr(at, 2) == "d'" && at + 2 < end && upper(at + 2))) stop = word;
      else if (!particle.matches(flat_.substr(at, word - at))) break;
      else if (flat_.substr(at, word - at) == "pere" || flat_.substr(at, word - at) == "fils") stop = word;
      at = word;
      while (at < end && flat_[at] == ' ') ++at;
    }
    return stop;
  }

  // « Mme Petit est sa belle-sœur »: the name it begins with, where the rest is plain.
  Range head_of(Range range) const {
    std::size_t at = range.begin;
    while (at < range.end && flat_[at] == ' ') ++at;
    RegexHit hit;
    if (!civil().begins(flat_.substr(at, range.end - at), hit)) return {};
    const std::size_t end = name_end(at + hit.whole().end, range.end);
    static const Regex other(" (?:que |qu'|si |mm?\\.|mmes? |mlle |monsieur|madame)|\\b(?:etait|avait|sera|aura)\\b");
    if (end <= at + hit.whole().end || other.found(flat_.substr(end, range.end - end))) return {};
    return {at, end};
  }

  const extract::Document& document_;
  std::string_view flat_;
  std::size_t base_;
};

}  // namespace

std::vector<Stance> stances_in(const extract::Document& document, Range folded) {
  std::vector<Stance> found;
  static const Regex sign("part\\b|ne (?:vote|participe)|(?:retir|quitt|sort|absent|deport|abst)|contre|oppos|refus|ne pas vo");
  std::string text(folded.of(document.text.folded));
  if (text.size() > 1500 || !sign.found(text)) return found;
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  const std::string_view flat = text;
  static const Regex reported("\\b(?:avait|avaient|etait sorti|la derniere fois|l'an dernier|si (?:mm?\\.|mme|on|l'un))\\b");
  static const Regex for_good("^[^.;]{0,30}?(?:\\b(?:a|vers|des) (?:\\d{1,2} ?h|[a-z]+ heures|midi)|\\(\\d{1,2} ?h|definitivement|\\bprocuration|\\bpouvoir|\\bminutes?\\b|deliberer|de la (?:liste|course|competition|candidature)|sa candidature)");
  const Subjects subjects(document, flat, folded.begin);
  RegexHit hit;
  std::size_t clause = 0;
  for (std::size_t from = 0; verbs().search(flat, from, hit); from = hit.whole().end) {
    const std::size_t begin = clause;
    clause = hit.whole().end;
    if (reported.found(flat.substr(begin, hit.whole().begin - begin))) continue;
    Stance stance;
    stance.leaves = verbs().group(hit, "leaves") != 0;
    const std::string_view rest = flat.substr(hit.whole().end);
    if (stance.leaves && for_good.found(rest.substr(0, 60))) continue;
    Range names = subjects.before(begin, hit.whole().begin);
    if (names.empty() || (stance.leaves && by_office().begins(names.of(flat)))) continue;
    // « M. Quesne, président de la radio, sort »: why is said; who only leaves may have another reason.
    static const Regex reason("^ ?, [^,;]{4,}|interesse|concerne");
    if (stance.leaves && !reason.found(flat.substr(names.end, hit.whole().begin - names.end))) continue;
    stance.who.ballot = verbs().group(hit, "abstain") != 0 ? Ballot::abstain : verbs().group(hit, "against") != 0 ? Ballot::against : Ballot::not_voting;
    stance.who.names = names.after(folded.begin);
    found.push_back(stance);
  }
  return found;
}

}  // namespace minutier::extractors
