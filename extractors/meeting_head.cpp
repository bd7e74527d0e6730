#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "extractors/attendance_parts.hpp"
#include "extractors/meeting_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/dates.hpp"

namespace minutier::extractors {
namespace {

constexpr std::size_t head_end = 3000;   // bytes: labels farther on belong to the business
constexpr std::size_t scene_lines = 14;  // short lines that may set the scene
constexpr std::size_t longest_scene = 150;

bool letter(char c) { return c >= 'a' && c <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// The lines of the opening, without furniture and tables, and where each stands.
std::vector<Range> head_lines(const extract::Document& document, std::size_t until) {
  std::vector<Range> lines;
  const std::string& text = document.text.reading;
  for (const Block& block : document.structure.blocks) {
    if (block.range.begin > until) break;
    if (block.kind == BlockKind::furniture || block.kind == BlockKind::table || mail_head(document, block.range)) continue;
    for (std::size_t at = block.range.begin; at < block.range.end && at < until;) {
      std::size_t stop = std::min(text.find('\n', at), block.range.end);
      Range line{at, stop};
      at = stop + 1;
      while (!line.empty() && (text[line.begin] == ' ' || text[line.begin] == '\t' || text[line.begin] == '>')) ++line.begin;
      while (!line.empty() && (text[line.end - 1] == ' ' || text[line.end - 1] == '\t')) --line.end;
      if (!line.empty()) lines.push_back(line);
    }
  }
  return lines;
}

// « 18h30 -> 21h10 », « de 9 h à 12 h », « ouverture 10h10, fin 13h25 »: whether the second hour ends what the first begins.
bool until(std::string_view between) {
  static const Regex joined("^[ ]*(?:-+>?|=>|a|jusqu'a|/|et|(?:precises?)?[ ,;-]*(?:fin|cloture|levee|fermeture)(?: vers| a| :)?)[ ]*$");
  return joined.matches(between);
}

// A time of day said behind an hour: « 2 heures de l'après-midi ».
struct Hours {
  const extract::TimeFound* start = nullptr;
  const extract::TimeFound* end = nullptr;
};

Hours hours_of(std::string_view folded, const std::vector<extract::TimeFound>& times) {
  Hours hours;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (i + 1 < times.size() && times[i + 1].time > times[i].time && until(folded.substr(times[i].range.end, times[i + 1].range.begin - times[i].range.end))) {
      hours.start = &times[i], hours.end = &times[i + 1];
      return hours;
    }
  }
  if (!times.empty()) hours.start = &times.front();
  return hours;
}

// What a place ends at: its hours, a remark in brackets, words that say no place.
std::string_view place_words(std::string_view folded) {
  static const Regex stop(",? presidence (?:de|d')|[ ,]*\\((?!annexe|rdc|[0-9]{5}|ancien|salle|local|bat|amphi|[0-9]{1,2}e )|[ ,-]+(?:de |a |des |vers |entre |a partir de )?(?:[01]?[0-9]|2[0-4]) ?(?:h(?![a-z])|:[0-5][0-9])| - (?:merci|accueil|repas|suivi|en |avec |pour |et |lien|code)|[.;](?: |$)|[ ,]*\\+ |[ ,]+(?:et|ou) (?:en |sur |par |a )?(?:visio|ligne|distan|zoom|jitsi|mumble|teams|bbb)|[ ,]+(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) ");
  RegexHit hit;
  if (stop.search(folded, hit)) folded = folded.substr(0, hit.whole().begin);
  while (!folded.empty() && (folded.back() == ' ' || folded.back() == ',' || folded.back() == '-' || folded.back() == '.')) folded.remove_suffix(1);
  return folded;
}

bool no_place(std::string_view folded) {
  static const Regex remote("\\b(?:visio\\w*|zoom|jitsi|teams|meet|bbb|distanc\\w*|en ligne|a definir|a preciser|a confirmer|idem|telephone|mail|courriel)\\b");
  return folded.size() < 3 || remote.found(folded);
}

// One person named at the front of words: « Gwenn, puis Tchou à partir du point 5 », « Mme Aude Lescure (DRH) ».
std::optional<extract::PersonName> first_named(const extract::Document& document, Range value) {
  const std::string_view words = document.text.read(value);
  if (auto person = extract::name_at(words, 0, false); person && person->range.begin < 12 && (person->words > 1 || !person->civility.empty())) return person;
  static const Regex stop(",|;|\\(|/|&|\\+| et | puis | avec | aide| - |\\.(?= |$)(?<! [a-z]\\.)");
  const std::string_view folded = document.text.fold(value);
  RegexHit hit;
  const std::size_t end = stop.search(folded, hit) ? hit.whole().begin : folded.size();
  const std::size_t base = document.text.to_folded(value).begin;
  const Range first = document.text.to_reading({base, base + end});
  const std::string_view name = document.text.read(first);
  if (name.empty() || name.size() > 30 || std::count(name.begin(), name.end(), ' ') > 2) return std::nullopt;
  return extract::name_at(name, 0, true);
}

struct Field {
  HeadKey key = HeadKey::none;
  Range label, value;  // folded
};

// The labels of a line and what stands behind each, up to the next label or a rule between columns.
std::vector<Field> fields_of(std::string_view folded, std::size_t base) {
  std::vector<Field> fields;
  std::size_t free = 0;  // behind the last colon
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (folded[at] != ':' && folded[at] != '?') continue;
    if (at > 0 && at + 1 < folded.size() && digit(folded[at - 1]) && digit(folded[at + 1])) continue;
    if (at + 2 < folded.size() && folded[at + 1] == '/' && folded[at + 2] == '/') continue;
    std::size_t begin = free;
    for (const std::string_view sign : {" / ", "|", "\t", "   ", ";", " - ", ", ", ". ", " . ", "("})
      if (const std::size_t found = folded.substr(0, at).rfind(sign); found != std::string_view::npos && found + sign.size() > begin && found >= free) begin = found + sign.size();
    // « Clôture : 12 h 25 Lieu : amphi Noether »: the last words before the colon are a key
    for (std::size_t word = folded.rfind(' ', at > 1 ? at - 2 : 0); head_key(folded.substr(begin, at - begin)) == HeadKey::none && word != std::string_view::npos && word > begin && at - word < 30; word = folded.rfind(' ', word - 1))
      if (digit(folded[word - 1]) && head_key(folded.substr(word + 1, at - word - 1)) != HeadKey::none) begin = word + 1;
    const std::string_view label = folded.substr(begin, at - begin);
    const HeadKey key = head_key(label);
    if (folded[at] == '?' && key == HeadKey::none) continue;  // « Où ? », « Qui prend note ? »
    const bool parted = begin > free || free == 0;
    free = at + 1;
    if (!parted && key == HeadKey::none) continue;
    if (key == HeadKey::none && (label.size() > 40 || label.find_first_not_of(' ') == std::string_view::npos)) continue;
    if (!fields.empty()) fields.back().value.end = std::min(fields.back().value.end, base + begin);
    fields.push_back({key, {base + begin, base + at}, {base + at + 1, base + folded.size()}});
  }
  for (Field& field : fields) {
    const std::string_view value = folded.substr(field.value.begin - base, field.value.end - field.value.begin);
    for (const std::string_view sign : {"|", "\t", "   "}) {
      const std::size_t first = value.find_first_not_of(" *_");
      if (first == std::string_view::npos) continue;
      if (const std::size_t stop = value.find(sign, first); stop != std::string_view::npos) field.value.end = std::min(field.value.end, field.value.begin + stop);
    }
  }
  return fields;
}

// « Président : A, Trésorière : B »: the officers of a body, not who holds these parts in the sitting.
bool among_officers(std::string_view folded, HeadKey key, std::string_view label) {
  if (key != HeadKey::chair && key != HeadKey::secretary) return false;
  static const Regex elected("\\b[0-9]+ (?:voix|suffrages|votes)\\b|\\b(?:re)?elue?s?\\b|candidat");
  if (elected.found(folded)) return true;
  return !has(label, "seance") && !has(label, "assemblee") && (has(folded, "tresorie") || has(folded, "vice-president"));
}

Range trimmed(const extract::Document& document, Range folded) {
  const std::string& text = document.text.folded;
  const auto soft = [](char c) { return c == ' ' || c == '*' || c == '_' || c == '\t' || c == '\n' || c == ',' || c == '-' || c == '/' || c == '"'; };
  while (!folded.empty() && (soft(text[folded.begin]) || text[folded.begin] == ':' || text[folded.begin] == '?')) ++folded.begin;
  while (!folded.empty() && soft(text[folded.end - 1])) --folded.end;
  return document.text.to_reading(folded);
}

class Facts {
 public:
  Facts(const extract::Document& document, const char* rule, double confidence) : document_(document), rule_(rule), confidence_(confidence) {}
  bool has(std::string_view field) const {
    return std::any_of(facts_.begin(), facts_.end(), [&](const Fact& f) { return f.field == field; });
  }
  void add(const char* field, std::string value, Range where) {
    if (!value.empty() && !has(field)) facts_.push_back(make_fact(field, std::move(value), where, confidence_, rule_));
  }
  void add_hours(Range where) {
    const std::string_view folded = document_.text.fold(where);
    const auto times = extract::find_times(folded);
    const Hours hours = hours_of(folded, times);
    const std::size_t base = document_.text.to_folded(where).begin;
    const auto reading = [&](Range in) { return document_.text.to_reading({base + in.begin, base + in.end}); };
    if (hours.start) add("start", hours.start->time, reading(hours.start->range));
    if (hours.end) add("end", hours.end->time, reading(hours.end->range));
  }
  // The words of a range that name a place, without what follows them.
  void add_place(Range where) {
    std::string_view words = place_words(document_.text.fold(where));
    for (const std::string_view lead : {"a la ", "au ", "aux ", "dans la ", "dans le ", "dans les ", "a l'", "dans l'", "en salle ", "en "})
      if (words.rfind(lead, 0) == 0) {
        const std::size_t keep = lead == "en salle " ? 3 : lead.size();
        const std::size_t base = document_.text.to_folded(where).begin;
        where = document_.text.to_reading({base + keep, base + words.size()});
        words.remove_prefix(keep);
        break;
      }
    if (words.size() < 3 || words.size() > 120 || no_place(words)) return;
    const std::size_t base = document_.text.to_folded(where).begin;
    where = document_.text.to_reading({base, base + words.size()});
    add("place", one_line(document_.text.read(where)), where);
  }
  std::vector<Fact> take() { return std::move(facts_); }

 private:
  const extract::Document& document_;
  const char* rule_;
  double confidence_;
  std::vector<Fact> facts_;
};

// A line cut at what stands between its parts.
std::vector<Range> parts_of(std::string_view folded) {
  static const Regex cut("[ ]+(?:-+|/|\\||\\.|\\+)[ ]+|[ ]*[,;|\\t(){}\\[\\]][ ]*|[ ]{3,}|[ ]*$");
  std::vector<Range> parts;
  std::size_t begin = 0;
  RegexHit hit;
  for (std::size_t from = 0; begin < folded.size() && cut.search(folded, from, hit); from = std::max(hit.whole().end, hit.whole().begin + 1)) {
    if (hit.whole().begin > begin) parts.push_back({begin, hit.whole().begin});
    begin = std::max(begin, hit.whole().end);
    if (hit.whole().end >= folded.size()) break;
  }
  return parts;
}

// « salle du Port », « au presbytère », « chez Aline »: a place by its first words.
bool begins_with_place(const extract::Document& document, std::string_view folded, Range reading) {
  static const Regex led("^(?:(?:a la|au|aux|dans (?:la|le|les)|chez|en) |dans l'|a l')?(?:(?:la|le|les) |l')?(?:(?:petite?|grande?|ancien(?:ne)?) )?([a-z'-]+)");
  RegexHit hit;
  if (!led.begins(folded, hit)) return false;
  const std::string_view word = hit.groups[1].of(folded);
  if (folded.rfind("chez ", 0) == 0) return true;
  static const Regex away("^(?:a|au|aux|en|dans)\\b ?(?:distance|huis|visio|ligne|presence|presentiel|partir|seance|session|cours|l'issue|l'occasion)");
  if (away.begins(folded)) return false;
  if (names_a_place(word)) return true;
  // « au Sémaphore »: a proper name behind « au », « à la »
  static const Regex at("^(?:au|aux|a la|a l') ?");
  if (!at.begins(folded, hit) || reading.size() < hit.whole().end + 3) return false;
  const unsigned char first = static_cast<unsigned char>(document.text.read(reading)[hit.whole().end]);
  return (first >= 'A' && first <= 'Z') || first == 0xC3;
}

// « 12 rue Haute », « 69120 Vaulx », « Brévonne », « bât. D »: what follows a place belongs to it.
bool carries_on(const extract::Document& document, std::string_view folded, Range reading) {
  static const Regex address("^(?:[0-9]{1,4}(?: ?bis| ?ter)?,? )?(?:rue|avenue|place|boulevard|bd|chemin|route|quai|impasse|allee|cours|square|passage|venelle|ruelle|montee|cite|sentier|faubourg|esplanade|lieu-dit|bat\\.?|batiment|[0-9]{5}|etage|rez)\\b");
  if (address.begins(folded)) return true;
  if (extract::find_date(folded) || !extract::find_times(folded).empty() || folded.find_first_of("0123456789:") != std::string_view::npos) return false;
  if (begins_with_place(document, folded, reading)) return true;
  const unsigned char first = static_cast<unsigned char>(document.text.read(reading)[0]);
  return ((first >= 'A' && first <= 'Z') || first == 0xC3) && std::count(folded.begin(), folded.end(), ' ') <= 1 && folded.size() > 3;
}

bool tells(std::string_view folded) {
  static const Regex verb("\\b(?:est|sont|ete|s'est|se sont|ont|etait|etaient|sera|etant|convoqu\\w+|convocation|prochaine?|precedente?|affich\\w+|siege|approuv\\w+|permanence|tel|loi|rpm|siret)\\b");
  return verb.found(folded);
}

}  // namespace

bool names_a_place(std::string_view folded) {
  static const Regex place("\\b(?:salles?|mairie|maison|hotel|gymnase|ecole|espace|centre|foyer|local|locaux|siege|auditorium|amphi\\w*|theatre|halles?|mediatheque|bibliotheque|restaurant|cafe|college|lycee|"
                           "(?:sous-)?prefecture|domicile|club|ateliers?|chateau|ferme|cinema|palais|presbytere|bar|pavillon|complexe|residence|brasserie|dojo|stade|caveau|caserne|eglise|temple|chapelle|grange|bureaux?|"
                           "plateau|batiment|universite|institut|campus|auberge|refectoire|cantine|parc|jardins?|piscine|boulodrome|base|capitainerie|relais|musee|archives|chalet|refuge|villa|studio|hall|preau|lieu|sacristie|"
                           "bourse|faculte|labo\\w*|hangar|usine|moulin|cercle|patronage|terrain|garage|boutique|cave|rue|avenue|place|boulevard|quai|chemin|\\w*theque|tiers|stand|club-house|mjc|ufr|fablab|hackerspace|salon|aula|fare|amphitheatre|annexe|cure|buvette|cdi|cabane|gite|serre|tente|chai|cellier|grenier|entrepot|lavoir|clinique|hopital|hospice|couvent|abbaye|monastere|seminaire|port|gare|aerodrome|manege|camping|salle-[a-z]+|tribunal|justice|ministere|chambre|internat|manoir|fort|halle-[a-z]+|phare|observatoire|arsenal)\\b");
  return place.found(folded);
}

HeadKey head_key(std::string_view label) {
  while (!label.empty() && !letter(label.front())) label.remove_prefix(1);
  while (!label.empty() && !letter(label.back()) && label.back() != ')') label.remove_suffix(1);
  if (label.size() < 2 || label.size() > 48) return HeadKey::none;
  // the feminine behind a sign: « président(e) », « animateur.ice »
  static const Regex key(
      "(?:(?<place_and_time>lieux? et (?:heures?|horaires?|dates?)|(?:dates?|horaires?|heures?),? (?:et )?lieux?(?: de .*)?)"
      "|(?<place>lieux?|endroit|ou|salle|adresse|local)(?: (?:de (?:la )?(?:seance|reunion|rencontre)|de l'(?:assemblee|ag)))?"
      "|(?<date>dates?|quand|jour|le|(?:reunion|seance|assemblee)(?: du)?|(?:dates?|jour) (?:et (?:heures?|horaires?)|de (?:la )?(?:seance|reunion)|de l'(?:assemblee|ag)))"
      "|(?<time>(?:heures?|horaires?)(?: de (?:debut|(?:la )?(?:seance|reunion)))?|heure d'ouverture|debut(?: de (?:la )?(?:seance|reunion))?|ouverture(?: de (?:la )?(?:seance|reunion))?|creneau)"
      "|(?<end>(?:heure de )?(?:fin|cloture|levee)(?: de (?:la )?(?:seance|reunion))?)"
      "|(?<chair>(?:president(?:e|\\(e\\)|[.-]e)?|presidence)(?: (?:de (?:la )?(?:seance|reunion|jour)|de l'(?:assemblee|ag)|du jour))?|(?:qui )?(?:preside|anime|facilite|modere)e?(?: par)?"
      "|(?:animat(?:ion|eur|rice)|facilitat(?:ion|eur|rice)|moderat(?:ion|eur|rice))(?:[.(/-][a-z]{1,5}\\)?)?(?: (?:de (?:la )?(?:seance|reunion|discussion)|des? debats?|de l'(?:assemblee|ag)))?|tribune|distribution de (?:la )?parole)"
      "|(?<secretary>(?:secretaire|secretariat)(?:\\(s\\))?(?: (?:de (?:la )?(?:seance|reunion)|de l'(?:assemblee|ag)|du jour))?|(?:prise de )?notes?(?: prises)?(?: par)?|preneu(?:r|se)(?:[.(/-][a-z]{1,5}\\)?)? de notes?|scribe|qui (?:prend|prenait|a pris|redige)(?: (?:les |des )?notes?| le (?:cr|pv))?"
      "|redact(?:ion|eur|rice)(?:[.(/-][a-z]{1,5}\\)?)?(?: du (?:pv|cr|compte[- ]rendu|proces[- ]verbal))?|(?:pv|cr|compte[- ]rendu|proces[- ]verbal)?(?: ?(?:redige|etabli|tenu|ecrit) par)|plume|greffi(?:er|ere))"
      "|(?<organisation>(?:nom de (?:l'|la )?)?(?:association|structure|organisme|collectivite|societe|club)))");
  RegexHit hit;
  if (!key.matches(label, hit)) return HeadKey::none;
  static constexpr std::array<std::pair<std::string_view, HeadKey>, 8> kinds{{{"place_and_time", HeadKey::place_and_time}, {"place", HeadKey::place}, {"date", HeadKey::date}, {"time", HeadKey::time}, {"end", HeadKey::end},
                                                                              {"chair", HeadKey::chair}, {"secretary", HeadKey::secretary}, {"organisation", HeadKey::organisation}}};
  for (const auto& [name, kind] : kinds)
    if (key.group(hit, name) != 0) return kind;
  return HeadKey::none;
}

std::vector<Fact> labelled_facts(const extract::Document& document, const Findings& earlier) {
  Facts facts(document, "meeting.head.label@1", 0.94);
  for (const Range line : head_lines(document, head_end)) {
    const std::string_view folded = document.text.fold(line);
    if (folded.find_first_of(":?") == std::string_view::npos || line.size() > 400) continue;
    const std::size_t base = document.text.to_folded(line).begin;
    for (const Field& field : fields_of(folded, base)) {
      if (field.key == HeadKey::none || field.key == HeadKey::organisation) continue;
      const Range value = trimmed(document, field.value);
      if (value.empty()) continue;
      const std::string_view words = document.text.fold(value);
      if (field.key == HeadKey::date || field.key == HeadKey::place_and_time) {
        if (const auto date = extract::find_date(words); date && date->date.size() == 10 && date->range.begin < 30) {
          const std::size_t at = document.text.to_folded(value).begin;
          facts.add("date", date->date, document.text.to_reading({at + date->range.begin, at + date->range.end}));
        }
      }
      if (field.key == HeadKey::date || field.key == HeadKey::time || field.key == HeadKey::place || field.key == HeadKey::place_and_time) {
        if (field.key != HeadKey::date || facts.has("date")) facts.add_hours(value);
        // « Début : 18h45 (cantine de l'école, merci à elle) »
        if (const std::size_t open = words.find(" ("); field.key == HeadKey::time && open != std::string_view::npos) {
          const std::size_t at = document.text.to_folded(value).begin + open + 2, stop = std::min(words.find_first_of(",;)", open), words.size());
          const Range inside = document.text.to_reading({at, at + stop - open - 2});
          if (begins_with_place(document, words.substr(open + 2, stop - open - 2), inside)) facts.add_place(inside);
        }
      }
      if (field.key == HeadKey::end)
        if (const auto times = extract::find_times(words); !times.empty() && times.front().range.begin < 12) {
          const std::size_t at = document.text.to_folded(value).begin;
          facts.add("end", times.front().time, document.text.to_reading({at + times.front().range.begin, at + times.front().range.end}));
        }
      if (field.key == HeadKey::place) facts.add_place(value);
      if (field.key == HeadKey::place_and_time)
        for (const Range part : parts_of(words)) {
          const std::size_t at = document.text.to_folded(value).begin;
          const Range reading = document.text.to_reading({at + part.begin, at + part.end});
          if (begins_with_place(document, part.of(words), reading)) facts.add_place({reading.begin, value.end});
        }
      if (field.key == HeadKey::chair || field.key == HeadKey::secretary) {
        if (among_officers(folded, field.key, document.text.folded.substr(field.label.begin, field.label.size()))) continue;
        auto named = first_named(document, value);
        if (!named) continue;
        const auto full = listed_name(earlier, *named);
        facts.add(field.key == HeadKey::chair ? "chair" : "secretary", full ? *full : named->name, {value.begin + named->range.begin, value.begin + named->range.end});
      }
    }
  }
  return facts.take();
}

std::vector<Fact> scene_facts(const extract::Document& document) {
  Facts facts(document, "meeting.head.scene@1", 0.88);
  std::size_t seen = 0, since_date = 3;
  bool met = false;  // a line before had a date
  for (Range line : head_lines(document, head_end)) {
    if (++seen > scene_lines) break;
    ++since_date;
    std::string_view folded = document.text.fold(line);
    const std::size_t whole = folded.size();
    if (const std::size_t aside = folded.find(" ("); aside != std::string_view::npos && aside > 8 && (line.size() > longest_scene || tells(folded))) {  // « Salle des fêtes (ceux qui sont en retard …) »
      const std::size_t from = document.text.to_folded(line).begin;
      line = document.text.to_reading({from, from + aside});
      folded = document.text.fold(line);
    }
    if (line.size() > longest_scene || tells(folded)) continue;
    const auto date = extract::find_date(folded);
    const auto times = extract::find_times(folded);
    const bool dated = date || !times.empty();
    if (date || (met && !times.empty())) since_date = 0;
    met = met || date;
    if (since_date > 1 && !dated) continue;
    if (has(folded, " :") || (has(folded, ": ") && !date)) continue;  // a label
    const std::size_t base = document.text.to_folded(line).begin;
    const Hours hours = hours_of(folded, times);
    constexpr std::size_t beside_hours = 70;  // « de 11h20 à 11h35 manque (coupure du wifi …) » is no hour of the sitting
    if (hours.end && (date || (since_date <= 1 && whole < hours.end->range.end - hours.start->range.begin + beside_hours))) facts.add_hours(line);
    const auto parts = parts_of(folded);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto reading = [&](Range part) { return document.text.to_reading({base + part.begin, base + part.end}); };
      std::string_view part = parts[i].of(folded);
      if (!begins_with_place(document, part, reading(parts[i]))) continue;
      // before the date it is the letterhead's, unless « au », « à la » leads to it
      static const Regex led("^(?:a la|au|aux|a l'|dans|chez|en salle)\\b");
      static const Regex room("^(?:la |le |l')?(?:grande |petite )?(?:salle|amphi\\w*|auditorium|gymnase|salon|local)\\b");
      if (date && parts[i].begin < date->range.begin && !led.begins(part) && !room.begins(part)) continue;
      // below the day's line the place may stand alone; a body's own name does not make one
      static const Regex body("^(?:la |le |l')?(?:club|cercle|college|lycee|ecole|universite|institut|chambre|residence|mjc|ufr|cure|port|musee)\\b");
      if (!dated && !led.begins(part) && !room.begins(part) && (i > 0 || !met || (body.begins(part) && parts.size() == 1))) continue;
      Range place = parts[i];
      if (i == 1 && date && place.end < date->range.begin && parts[0].of(folded).find(' ') == std::string_view::npos && carries_on(document, parts[0].of(folded), reading(parts[0]))) place.begin = parts[0].begin;  // « Lusson, salle Marcel-Cachat, samedi 12 février »
      for (std::size_t next = i + 1; next < parts.size() && carries_on(document, parts[next].of(folded), reading(parts[next])) && folded.substr(place.end, parts[next].begin - place.end).find_first_of("()") == std::string_view::npos; ++next) place.end = parts[next].end;
      facts.add_place(reading(place));
      break;
    }
  }
  return facts.take();
}

}  // namespace minutier::extractors
