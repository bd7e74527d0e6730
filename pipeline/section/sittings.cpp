// Where sittings begin in a source that holds several. A sitting begins where a line opens minutes (« Séance du 3 mars 1892 »,
// « L'an mil huit cent …», « Procès-verbal de la réunion du …») with a date of its own, and minutes follow: who was there,
// who presided, or that the meeting was called.

#include <algorithm>
#include <cctype>
#include <string>

#include "pipeline/base/error.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/section/section.hpp"

namespace minutier::section {
namespace {

constexpr std::size_t reach = 2500;     // folded bytes after a beginning in which minutes must show
constexpr std::size_t header = 200;     // beginnings closer than this belong to one heading

const Regex& beginnings() {
  static const Regex regex(
      "^[ \\t#*_=-]*(?:[\\[(](?:p|pp|f|fo|fol|folio|feuillet|page|v)\\.? ?[^\\])\\n]{1,12}[\\])][ ]*)?(?:[^\\n.;:,]{2,60} - (?=(?:seance|session|reunion|assemblee) ))?(?:extrait du registre des deliberations|proces[- ]verbal|compte[- ]rendu(?! (?:moral|financier|technique|sportif|d'activites?|de mandat|de gestion|de tresorerie)\\b)|p\\.?v\\.? (?:de|du)|releve de decisions|"
      "(?:session|seance|reunion|assemblee) (?:ordinaire |extraordinaire |publique |generale |municipale |legale |plenaire |du conseil |du bureau |du comite |mensuelle |annuelle )*(?:du|de|d')|"
      "seance (?:ordinaire|extraordinaire|publique|du)|conseil (?:municipal|d'administration|communautaire|communal)(?: extraordinaire)? (?:du|de)|"
      "(?:aujourd'hui|ce jourd'hui|cejourd'hui|l'an (?:mil|deux|[12][0-9]{3}|[ivx]+|[0-9]+|premier|second|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme))|"
      "(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) [0-3]?[0-9]|(?:du )?(?:1er|[0-3]?[0-9]) (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
      "vendemiaire|brumaire|frimaire|nivose|pluviose|ventose|germinal|floreal|prairial|messidor|thermidor|fructidor) )");
  return regex;
}

const Regex& minutes_follow() {
  static const Regex regex(
      "present(?:s|es|[.-]e[.-]?s)?\\b|presiden|convoqu|s'est reuni|se sont reunis|s'est assembl|a ete ouverte|est ouverte|absent|excuse|assistai|assiste");
  return regex;
}

// What follows the day of a sitting that no word names: who was there in a list of its own, the hour it was opened, who presided.
bool told_below(const std::string& folded, std::size_t at) {
  constexpr std::size_t near = 1200;
  static const Regex day("[ \\t#*_=-]*(?:(?:le |du )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\\b|(?:du )?(?:1er|[0-3]?[0-9]) [a-z])");
  static const Regex told("\\n[ \\t#*_|-]*(?:etaient |sont |membres |[a-z]{4,15} )?(?:presente?s?|absente?s?|excuse|participant)|s'est reuni|se sont reunis|s'est assembl|s'est tenue?|(?:est|a ete) ouverte|presidence d|presidee par|convoqu|assistai|assistent");
  return !day.begins(std::string_view(folded).substr(at, 80)) || told.found(std::string_view(folded).substr(at, near));
}

struct Beginning {
  std::size_t at = 0;  // folded
  std::string date;    // ISO
};

// The date a beginning gives: on its own line, or on one of the next where only a heading goes on (« PROCÈS-VERBAL / de l'assemblée
// générale / du 3 mars ») or a protocol begins (« L'an mil neuf cent … »). A date further on is of the business.
std::string date_after(const std::string& folded, std::size_t at) {
  constexpr std::size_t date_bytes = 300, lines_of_heading = 5, short_line = 90;
  static const Regex protocol("[ \\t#*_]*(?:l'an|le |du |en date|date|aujourd'hui|ce jourd'hui|cejourd'hui|ce |tenue? )"), business("[ \\t#*_]*(?:[0-9]{1,2}[.)]|[ivx]{1,4}[.)]|point |[-*+o] )");
  std::size_t read = 0;
  for (std::size_t begin = at; begin < folded.size() && begin < at + date_bytes && read < lines_of_heading;) {
    const std::size_t end = std::min(folded.find('\n', begin), folded.size());
    const std::string_view line = Range{begin, end}.of(folded);
    if (line.find_first_not_of(" \t#*_=-") != std::string_view::npos) {
      if (read > 0 && (business.begins(line) || (line.size() > short_line && !protocol.begins(line)))) return "";
      ++read;
      for (const extract::DateFound& found : extract::find_dates(std::string_view(folded).substr(begin, date_bytes)))
        if (found.date.size() == 10) {
          if (found.range.begin <= line.size()) return found.date;
          break;
        }
      if (line.size() > short_line) {
        // A protocol's sentence goes on over lines.
        const auto dates = extract::find_dates(std::string_view(folded).substr(begin, date_bytes));
        const auto whole = std::find_if(dates.begin(), dates.end(), [](const extract::DateFound& found) { return found.date.size() == 10; });
        return whole == dates.end() ? "" : whole->date;
      }
    }
    begin = end + 1;
  }
  return "";
}

// A line that only carries a sentence on (« … elle est réélue / du 1er avril 2015 au 31 mars 2016 : »): it begins small, below a full line
// that no stop ends.
bool within_sentence(const Text& text, std::size_t at) {
  constexpr std::size_t full_line = 45;
  const std::string& folded = text.folded;
  const std::size_t begin = text.to_reading({at, std::min(at + 1, folded.size())}).begin;
  if (begin >= text.reading.size() || std::isupper(static_cast<unsigned char>(text.reading[begin])) || !std::isalnum(static_cast<unsigned char>(text.reading[begin]))) return false;
  if (at < 2 || folded[at - 1] != '\n') return false;
  const std::size_t above = folded.rfind('\n', at - 2);
  const std::string_view line = Range{above == std::string::npos ? 0 : above + 1, at - 1}.of(folded);
  const std::size_t last = line.find_last_not_of(" \t");
  return last != std::string_view::npos && last + 1 >= full_line && std::string_view(".:;!?*=_-").find(line[last]) == std::string_view::npos;
}

// « Séance publique », alone on its line and with no date in the next: a part of a sitting.
bool bare_part(const std::string& folded, std::size_t at) {
  static const Regex bare("[ \\t#*_=-]*(?:seance|session|reunion|assemblee)(?: (?:ordinaire|extraordinaire|publique|generale|a huis clos))*[ \\t#*_.:=-]*\\n(?<next>[^\\n]*(?:\\n[^\\n]*)?)");
  RegexHit hit;
  const std::string_view text = std::string_view(folded).substr(at, 400);
  if (!bare.begins(text, hit)) return false;
  static const Regex dated("^[ \\t#*_\\n-]*(?:du |le |tenue? |de |l'an |(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) |\\d{1,2}(?:er)? [a-z])");
  return !dated.found(bare.text(text, hit, "next"));
}

// « 18 juillet 2024, 14h, salle Fresnel » under « Prochaine réunion »: a day to come.
bool day_to_come(const std::string& folded, std::size_t at) {
  static const Regex bare("[ \\t#*_=-]*(?:le |du )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\\b|(?:1er|[0-3]?[0-9])\\b)"), next("\\bprochain|\\ba venir\\b|\\bagenda\\b|\\bdates?\\b|calendrier|rendez-vous");
  return bare.begins(std::string_view(folded).substr(at, 80)) && next.found(Range{at > 120 ? at - 120 : 0, at}.of(folded));
}

// « Du 27 mars au 2 avril 2023, 24 étudiants »: a stretch of days begins no sitting.
bool span_of_days(const std::string& folded, std::size_t at) {
  static const Regex span("[ \\t#*_=-]*(?:du )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(?:1er|[0-3]?[0-9])(?: [a-z]+)?(?: [12][0-9]{3})? (?:au|et|-) (?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(?:1er|[0-3]?[0-9])\\b");
  return span.begins(std::string_view(folded).substr(at, 80));
}

std::vector<Beginning> find_beginnings(const Text& text) {
  const std::string& folded = text.folded;
  std::vector<Beginning> out;
  RegexHit hit;
  try {
    for (std::size_t at = 0; at < folded.size() && beginnings().search(folded, at, hit); at = std::max(hit.whole().end, at + 1)) {
      const std::size_t where = hit.whole().begin;
      if (!minutes_follow().found(std::string_view(folded).substr(where, reach))) continue;
      if (!told_below(folded, where) || bare_part(folded, where) || within_sentence(text, where) || day_to_come(folded, where) || span_of_days(folded, where)) continue;
      const std::string date = date_after(folded, where);
      if (!date.empty()) out.push_back({where, date});
    }
  } catch (const Error&) {
    // a text no minutes look like: what was found so far stands
  }
  return out;
}

// A line about other minutes (« Procès-verbal de la séance du 3 mars : approuvé ») begins nothing.
bool about_other_minutes(const std::string& folded, std::size_t at) {
  const std::size_t line_end = std::min(folded.find('\n', at), folded.size());
  const std::string line = folded.substr(at, line_end - at);
  for (const char* word : {"approuv", "approbation", "adopt", "lecture", "precedent", "n'appelle", "observation"})
    if (line.find(word) != std::string::npos) return true;
  return false;
}

// An entry of the sitting's own agenda (« Ordre du jour / Procès-verbal du 19 mars 1997 / …»), or its head in the text, tells of an earlier
// day: the minutes that are approved.
bool earlier_minutes(const std::string& folded, std::size_t at, const std::string& date, const std::string& current) {
  if (date >= current) return false;
  static const Regex minutes("[ \\t#*_=0-9.)-]*(?:[ivx]{1,4}[ .)-]+)?(?:proces[- ]verbal|compte[- ]rendu|p\\.?v\\.?)\\b");
  if (!minutes.begins(std::string_view(folded).substr(at, 60))) return false;
  const std::string_view before = Range{at > 900 ? at - 900 : 0, at}.of(folded);
  return before.find("ordre du jour") != std::string_view::npos || before.find("tractanda") != std::string_view::npos || before.find("odj") != std::string_view::npos;
}

}  // namespace

std::vector<Range> find_sittings(const Text& text) {
  const std::string& folded = text.folded;
  std::vector<std::size_t> starts{0};
  std::string current;
  std::size_t last = 0;
  for (const Beginning& b : find_beginnings(text)) {
    if (about_other_minutes(folded, b.at) || (!current.empty() && earlier_minutes(folded, b.at, b.date, current))) continue;
    if (!current.empty() && b.date != current) {
      // The sitting before must have had minutes of its own, else this is still its heading.
      if (b.at < last + header || !minutes_follow().found(Range{last, std::min(b.at, last + reach)}.of(folded))) continue;
      starts.push_back(b.at);
    }
    current = b.date;
    last = b.at;
  }
  std::vector<Range> out;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : folded.size();
    const Range reading = text.to_reading({starts[i], end});
    const Range recognised = text.to_recognised(reading);
    out.push_back({i == 0 ? 0 : recognised.begin, i + 1 == starts.size() ? text.recognised.size() : recognised.end});
  }
  for (std::size_t i = 0; i + 1 < out.size(); ++i) out[i].end = out[i + 1].begin;
  return out;
}

}  // namespace minutier::section
