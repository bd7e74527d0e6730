#include <algorithm>
#include <optional>

#include "extractors/attendance_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/dates.hpp"

namespace minutier::extractors {
namespace {

using extract::PersonEntry;
using extract::TailKind;

// « (finances) », « (catéchèse) », « (chargée de l'accueil) »: small words in brackets behind one who is there say what he does.
bool charge_of(std::string_view reading, Range tail, std::string_view folded) {
  if (!bracketed(reading, tail) || attendance_note(folded) || folded.size() < 5 || folded.size() > 45) return false;
  static const Regex people("^[a-z]+(?:eurs|euses|iers|ieres|istes|iens|iennes)\\b");  // « (pêcheurs aux engins) »: of whom one is
  if (people.begins(folded)) return false;
  const std::string_view words = tail.of(reading);
  if (folded.find_first_of("0123456789?!\"/=:;") != std::string_view::npos || (!(words[0] >= 'a' && words[0] <= 'z') && static_cast<unsigned char>(words[0]) != 0xC3)) return false;
  if (words.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos) return false;
  static const Regex other("^(?:a|au|aux|en|par|pour|de|du|des|chez|qui|voir|ne|n'|pas|plus|sauf|avec|puis|apres|avant|des|le|la|les|l'|et|ou|ou?|dit|dite|alias|puis|sur|sans|son|sa|ses|mon|ma|notre|merci|comme|via|toujours|encore|seulement|surtout|peut|sera|est|fait|vient|un|une|deux|trois|il|elle|on)\\b|^n'|"
                           "^(?:association|assoc?|club|societe|commune|ville|mairie|comite|collectif|federation|ligue|union|section|syndicat|groupe|cooperative|entreprise|ecole|college|lycee|universite|centre|maison|region|departement|chambre|agence|office|cabinet|banque|presse|radio|journal|paroisse|hopital|prefecture|gendarmerie|commissariat|rectorat|tribunal|mediatheque|bibliotheque|creche|mjc|foyer|amicale|compagnie|troupe|chorale|orchestre|reseau|fondation|institut|musee|theatre|librairie|ferme|gaec|scop|scic|cie|quartier|village|hameau|conge|maladie|vacances|voyage|deuil|naissance|famille|grippe|travail|malade|parent|mere|pere|fille|fils|epouse|epoux|mari|femme|conjointe?|veuve|benevole|debut|fin)s?\\b");
  const std::size_t cut = std::min(words.find(' '), words.size());
  if (cut > 2 && static_cast<unsigned char>(words[cut - 1]) == 0xA9) return false;  // « empêché »
  if (cut > 3 && (words.substr(0, cut).ends_with("\xC3\xA9" "e") || words.substr(0, cut).ends_with("\xC3\xA9s"))) return false;
  return !other.found(folded);
}

// « (service militaire) », « (hôpital) »: small words in brackets behind one who is away say why.
bool reason_of(std::string_view reading, Range tail, std::string_view folded) {
  static const Regex body("^(?:la |le |l')?(?:mairie|conseil|commune|association|asso|club|region|departement|syndicat|prefecture|agence|ligue|federation|ecole|comite)\\b");
  return bracketed(reading, tail) && tail.of(reading).find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos && !body.begins(folded);
}

// Whether a capital stands at a byte of the folded form of a range: « représentant le Comité de Ski ».
bool capital_behind(const extract::Document& document, Range range, std::size_t at) {
  const std::size_t folded = document.text.to_folded(range).begin + at;
  const Range letter = document.text.to_reading({folded, folded + 1});
  const unsigned char first = static_cast<unsigned char>(document.text.reading[letter.begin]);
  return (first >= 'A' && first <= 'Z') || first == 0xC3;
}

// « Assistent à la réunion … », « Sont aussi là … »: words that say neither member nor guest.
bool assisting(const extract::Document& document, const Label& label) {
  const std::string_view words = document.text.fold(label.range);
  return contains(words, "assist") || contains(words, "aussi") || contains(words, "egalement");
}

// What the office of one who « assiste » makes of him: employed by the body, an officer of it, or a guest.
std::string part_of_assistant(const extract::Document& document, const Label& label, std::string_view folded) {
  static const Regex employed("^(?:le |la |l'|m\\. le |mme la )?(?:direct(?:eur|rice)(?:$| (?:general|adjoint|administrati|financi|technique|de la (?:structure|association|cave|cooperative)|du (?:syndicat|service|ccas|cias)|des (?:services|etablissements|finances|ressources|travaux))|,)|comptable|coordinat|coordonn|animat(?:eur|rice)|charge.? (?:de|d')|secretaire(?: |-)(?:administrati|archiviste|comptable|de direction)|responsable (?:administrati|technique|des services)|chef de (?:la comptabilite|service|projet|bureau)|technicien|assistant|gestionnaire|agent |salarie|permanent|regisseu)");
  static const Regex officer("^(?:le |la |l')?(?:president|vice-president|tresori|secretaire(?:$| (?:general|adjoint))|administrat|chef de choeur|membre du (?:bureau|conseil|comite))");
  const std::string_view said = document.text.fold(label.range);
  if (employed.begins(folded)) return "staff";
  const bool besides = contains(said, "egalement") || contains(said, "aussi") || contains(said, "outre") || contains(said, "voix");
  return !besides && officer.begins(folded) ? "present" : "guest";
}

// Letters that end in digits: « Tof38 ».
bool alias(std::string_view folded) {
  const std::size_t digits = first_of(folded, "0123456789");
  return digits != std::string_view::npos && digits > 2 && folded.find_first_not_of("0123456789", digits) == std::string_view::npos;
}

bool union_of(std::string_view words) {
  return std::all_of(words.begin(), words.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == '.'; });
}

bool seat(std::string_view folded) {
  static const Regex known("^(?:elue? )?(?:titulaire|suppleante?|deleguee? (?:syndicale?|du personnel)|representante?s? (?:syndicale?|de section|de proximite)|elue?)s?$");
  return known.matches(folded);
}

bool upper_letter(std::string_view words) {
  const unsigned char c = words.empty() ? 0 : static_cast<unsigned char>(words[0]);
  return (c >= 'A' && c <= 'Z') || (c == 0xC3 && words.size() > 1 && static_cast<unsigned char>(words[1]) < 0x9F);
}

}  // namespace

// « (Jardins du Bief) », « (fablab La Bricole) », « (C.F.D.T.) »: the body somebody is there for, by its proper name.
std::optional<Range> named_body(std::string_view reading, Range tail, std::string_view folded) {
  if (!bracketed(reading, tail) || attendance_note(folded)) return std::nullopt;
  std::string_view words = tail.of(reading);
  if (const std::size_t cut = first_of(words, ",;"); cut != std::string_view::npos) words = words.substr(0, cut);
  if (words.size() < 3 || words.find_first_of("0123456789\"?!") != std::string_view::npos) return std::nullopt;
  bool capital = false;
  for (std::size_t at = 0; at < words.size(); at = words.find(' ', at) == std::string_view::npos ? words.size() : words.find(' ', at) + 1)
    capital = capital || normalise::upper_letter_at(words, at);
  if (!capital) return std::nullopt;
  if (const auto person = extract::parse_person(words); person && (person->known_given || !person->civility.empty())) return std::nullopt;
  return Range{tail.begin, tail.begin + words.size()};
}

bool meets_staff_role(std::string_view folded) {
  static const Regex staff("^(?:m\\. |mme )?(?:le |la )?(?:directeur|directrice)[\\w.()-]* (?:general\\w*|financi\\w+|technique|administrati\\w+|des (?:services|finances|ressources|travaux)|de la (?:structure|cave|cooperative)|du (?:service|syndicat))|^d\\.?g\\.?[sa]\\b|greffi|secretaire (?:general\\w* de mairie|de mairie|communal\\w*)|^(?:permanente?|salariee?)s?\\b");
  return staff.found(folded);
}

// The work of those who are paid by the body, wherever they are listed but among its guests.
bool employed_role(std::string_view folded) {
  static const Regex work("^(?:comptable(?! du cabinet)|animat(?:eur|rice)|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|mediat(?:eur|rice)|monit(?:eur|rice)|receveur|garde-[a-z]+|secretaire-greffi|charge.? (?:de (?:mission|projet|communication|diffusion|developpement)|d'(?:animation|etudes|accueil|affaires))|cheffe? de (?:projet|base|service|la comptabilite)|assistante? (?:de gestion|administrati|de direction|comptable)|agente? (?:d'accueil|de liaison|administrati|d'entretien|technique))");
  return work.found(folded);
}

// « Aïcha Benmoussa (façonnage) », « Ikram Saïdi (Lire ensemble) »: a few words in brackets are no speech.
bool bracketed(std::string_view reading, Range tail) {
  return tail.size() < 50 && tail.begin > 0 && reading[tail.begin - 1] == '(' && tail.end < reading.size() && reading[tail.end] == ')' && std::count(reading.begin() + static_cast<std::ptrdiff_t>(tail.begin), reading.begin() + static_cast<std::ptrdiff_t>(tail.end), ' ') < 6;
}

bool stayed_away(std::string_view folded) {
  static const Regex away("^(?:(?:s'est|se sont|s'etait|s'etaient|s'est fait|se sont fait|est|sont|etait|etaient) (?:fait |tous |toutes |egalement )?(?:excuse|absent)|n'(?:a|ont) (?:point|pas) (?:paru|repondu|pu))");
  return folded.size() < 80 && away.begins(folded);
}

void add_time(const std::string& folded, Range where, const std::string& rule, Attendee& attendee) {
  static const Regex arrives("arriv|a partir de|depuis|retard|rejoint"), leaves("depart|part(?:i|ie|is|ies|ait)?\\b|quitt|jusqu|sort");
  const auto times = extract::find_times(folded);
  if (times.empty()) return;
  if (arrives.found(folded)) attendee.facts.push_back(make_fact("arrives", times.front().time, where, 0.9, rule));
  else if (leaves.found(folded)) attendee.facts.push_back(make_fact("leaves", times.front().time, where, 0.9, rule));
}

bool attendance_note(std::string_view folded) {
  if ((folded.rfind("par ", 0) == 0 || folded.rfind("a m", 0) == 0) && folded.size() < 40) return true;  // « Yann par Théo », « Mme Roux à M. Petit »
  if (folded.size() < 60 && !folded.empty() && folded.back() == ':') return true;  // the head of the next group
  static const Regex known("excus|absen|presen|pouvoir|procuration|represent|arriv|depart|parti|quitt|partir|jusqu|visio|distan|->|=>|mandat|voix|empech|retard|siege|conge|malad|suppl|titul|remplac|"
                                  "sortant|elu|nouve|lot|tantieme|part|motif|\\d{1,2} ?h|collectif|pouv|tel|@|adherent|membre");
  return folded.size() < 70 && (folded.size() < 4 || known.found(folded));
}

void add_entry(const extract::Document& document, const PersonEntry& entry, const std::string& status, const std::string& group, const Label& label, Roster& roster) {
  const std::string rule = "attendance.list@1";
  Attendee attendee;
  attendee.person = entry.person;
  attendee.where = entry.person.range;
  attendee.status = status;
  attendee.confidence = label.match ? label.match->rule->confidence : 0.85;
  attendee.rule = rule;
  if (!label.range.empty()) attendee.support.push_back(label.range);
  std::optional<PersonEntry> holder_entry;
  for (const extract::PersonTail& tail : entry.tails) {
    const std::string_view words = document.text.read(tail.range);
    const std::string folded = normalise::fold(words);
    // « Zoé Loubet (zoulou), trésorière », « (karl_m) », « (Tof38) »: what one is called
    if (tail.kind != TailKind::role && bracketed(document.text.reading, tail.range) && folded.find(' ') == std::string::npos &&
        (folded.find('_') != std::string::npos || (alias(folded)) || (words[0] >= 'a' && words[0] <= 'z' && &tail != &entry.tails.back() && entry.tails.back().kind == TailKind::role))) continue;
    static const Regex stands_for("^(?:representant|representante|represente|delegue|deleguee|envoye) (?!a |au |aux )(?:de |du |des )?(?:la |le |l'|les )?(?=[a-z])(?!m\\. |mme |monsieur |madame )"), inner("^representante?s? (?:syndica|du personnel|des (?:parents|personnels|usagers|salaries|eleves|locataires)|du syndic|de (?:section|proximite))");
    if (RegexHit hit; tail.kind == TailKind::role && folded.size() < 80 && stands_for.begins(folded, hit) && !inner.found(folded) && hit.whole().end < folded.size() && capital_behind(document, tail.range, hit.whole().end)) {
      const Range base = document.text.to_folded(tail.range);
      const Range body = document.text.to_reading({base.begin + hit.whole().end, base.end});
      if (!attendee.find("organisation")) attendee.facts.push_back(make_fact("organisation", one_line(document.text.read(body)), body, 0.82, rule));
      continue;
    }
    // « trésorier : présent », « secrétaire : absente excusée »: the office, and how each took part
    if (const std::size_t colon = words.find(" : "); tail.kind == TailKind::note && colon != std::string_view::npos && extract::is_office(words.substr(0, colon))) {
      if (const std::string state = state_of(normalise::fold(words.substr(colon + 3))); !state.empty()) {
        if (!attendee.find("role")) attendee.facts.push_back(make_fact("role", one_line(extract::singular_office(words.substr(0, colon))), {tail.range.begin, tail.range.begin + colon}, 0.88, rule));
        if (attendee.status != "represented") attendee.status = state;
        continue;
      }
    }
    if (tail.kind == TailKind::role && (status == "excused" || status == "absent") && folded.rfind("garde ", 0) == 0) continue;  // « (garde d'enfants) », « garde de nuit »: why, not what
    if (tail.kind == TailKind::role) {
      std::string_view office = words;  // « médecin du travail, excusée »
      if (const auto cut = folded.rfind(", excus"); cut != std::string::npos) {
        if (status == "present" || status == "absent") attendee.status = "excused";
        office = office.substr(0, words.rfind(','));
      }
      if ((status == "present" || status == "guest") && contains(folded, "(excus")) attendee.status = "excused";
      if ((status == "present" || status == "guest") && contains(folded, "(absen")) attendee.status = contains(folded, "excus") ? "excused" : "absent";
      if (const std::size_t open = office.find(" ("); open != std::string_view::npos && open > 3 && office.back() == ')' && !attendee.find("organisation")) {  // « présidente (club de Bourg) »
        const Range inside{tail.range.begin + open + 2, tail.range.begin + office.size() - 1};
        const std::string_view words_in = inside.of(document.text.reading);
        const bool proper = words_in.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos && words_in.find_first_of("0123456789,") == std::string_view::npos;
        const auto named = extract::parse_person(words_in);
        if (proper && inside.size() > 3 && (extract::classify_tail(words_in) == TailKind::organisation || (upper_letter(words_in) && !extract::is_office(words_in) && !attendance_note(normalise::fold(words_in)))) && !(named && (named->known_given || !named->civility.empty()))) {
          const Range body = body_of(document.text.reading, inside);
          attendee.facts.push_back(make_fact("organisation", one_line(body.of(document.text.reading)), body, 0.82, rule));
          office = office.substr(0, open);
        }
      }
      if (const auto line = office.find('\n'); line != std::string_view::npos && line > 3)  // the next sentence: « président / La séance est ouverte »
        for (const std::string_view opener : {"La ", "Le ", "Les ", "L'", "Il ", "Elle ", "Sont ", "Pr\xC3\xA9sents", "Absents", "Excus"})
          if (office.substr(line + 1).starts_with(opener)) { office = office.substr(0, line); break; }
      for (const std::string_view own : {"notre ", "votre ", "leur "})
        if (office.starts_with(own)) office.remove_prefix(own.size());
      for (const std::string_view aside : {" (jusqu", " (arriv", " (depart", " (d\xC3\xA9part", " (point", " (pour ", " (\xC3\xA0 partir", " (excus", " (hospital", " (absent", " (\xC3\xA0 titre", ", parti", ", arriv", ", absent", ", repr\xC3\xA9sent", ", en ", ", qui ", ", retenu", ", hospitalis", " (malad", " (cong", " (assist", " (et "})
        if (const auto open = office.find(aside); open != std::string_view::npos && open > 3) office = office.substr(0, open);
      // « (secrétaire, CFDT) »: the office, and for whom
      if (const auto comma = office.rfind(", "); comma != std::string_view::npos && comma > 3 && office.size() - comma - 2 >= 2 && office.size() - comma - 2 <= 9 && !attendee.find("organisation") &&
          std::all_of(office.begin() + static_cast<std::ptrdiff_t>(comma) + 2, office.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == '.'; })) {
        const Range where{tail.range.begin + comma + 2, tail.range.begin + office.size()};
        attendee.facts.push_back(make_fact("organisation", std::string(office.substr(comma + 2)), where, 0.85, rule));
        office = office.substr(0, comma);
      }
      // « titulaire CFDT », « délégué syndical CGT »: the seat, and for whom
      if (const auto cut = office.rfind(' '); cut != std::string_view::npos && cut > 3 && office.size() - cut - 1 >= 2 && office.size() - cut - 1 <= 8 && !attendee.find("organisation") && union_of(office.substr(cut + 1)) && seat(normalise::fold(office.substr(0, cut)))) {
        attendee.facts.push_back(make_fact("organisation", std::string(office.substr(cut + 1)), {tail.range.begin + cut + 1, tail.range.begin + office.size()}, 0.85, rule));
        office = office.substr(0, cut);
      }
      if (const auto on = office.find(", et "); on != std::string_view::npos && on > 3) office = office.substr(0, on);  // the list goes on
      while (!office.empty() && (office.back() == ' ' || office.back() == '\n' || office.back() == '\t')) office.remove_suffix(1);
      const auto known = std::find_if(attendee.facts.begin(), attendee.facts.end(), [](const Fact& fact) { return fact.field == "role"; });
      if (known == attendee.facts.end()) {
        attendee.facts.push_back(make_fact("role", one_line(extract::singular_office(office)), {static_cast<std::size_t>(office.data() - document.text.reading.data()), static_cast<std::size_t>(office.data() - document.text.reading.data()) + office.size()}, 0.9, rule));
      } else if (folded.rfind("represent", 0) != 0 && known->where.end < tail.range.begin && document.text.read({known->where.end, tail.range.begin}) == ", ") {  // « maire, président »
        known->value = std::get<std::string>(known->value) + ", " + std::string(office);
        known->where.end = tail.range.begin + office.size();
      }
      if (status != "staff" && (status == "present" || status == "guest") && (meets_staff_role(folded) || (status == "present" && employed_role(folded)))) attendee.status = "staff";
      if (status == "guest" && attendee.status == "guest" && assisting(document, label)) attendee.status = part_of_assistant(document, label, folded);
      static const Regex own("^(?:le |la )?direct(?:eur|rice)(?: adjointe?)?$|^responsable (?:des?|du|de la|finances|administrati|technique)\\b");
      if (status == "guest" && attendee.status == "guest" && !contains(document.text.fold(label.range), "invit") && own.begins(folded) && std::none_of(entry.tails.begin(), entry.tails.end(), [](const extract::PersonTail& t) { return t.kind == TailKind::organisation; })) attendee.status = "staff";
      continue;
    }
    static const Regex physician("^(?:m\\. |mme )?(?:le )?(?:dr|docteur|pr|professeure?)\\b");  // « Dr Roux (urgences) »: the service, no charge in the body
    if (tail.kind != TailKind::role && (status == "present" || status == "staff") && !physician.begins(normalise::fold(entry.person.civility)) && charge_of(document.text.reading, tail.range, folded)) {
      if (!attendee.find("role")) attendee.facts.push_back(make_fact("role", std::string(words), tail.range, 0.78, rule));
      continue;
    }
    if (tail.kind == TailKind::organisation && (status == "excused" || status == "absent") && reason_of(document.text.reading, tail.range, folded)) continue;  // « (service militaire) », « (hôpital) »
    static const Regex form("^(?:tps|ps|ms|gs|cp|ce1|ce2|cm1|cm2|ulis|6e|5e|4e|3e)(?:[ /,-]+(?:et )?(?:tps|ps|ms|gs|cp|ce1|ce2|cm1|cm2|ulis|6e|5e|4e|3e))*$");
    if (tail.kind != TailKind::role && form.matches(folded) && contains(std::string_view(document.text.folded).substr(0, 1500), "conseil d'ecole")) {  // the class a teacher has
      if (!attendee.find("role")) attendee.facts.push_back(make_fact("role", std::string(words), tail.range, 0.8, rule));
      continue;
    }
    if (tail.kind == TailKind::organisation) {
      if (!attendee.find("organisation")) {
        Range body = body_of(document.text.reading, tail.range);
        for (const std::string_view stop : {" (", " ;", ", repr", ", arriv", ", excus", ", et "})
          if (const std::size_t cut = body.of(document.text.reading).find(stop); cut != std::string_view::npos && cut > 2) body.end = body.begin + cut;
        if (const std::size_t cut = body.of(document.text.reading).find(", "); cut != std::string_view::npos && cut > 2 && body.begin + cut + 2 < body.end && document.text.reading[body.begin - 1] == '(' && document.text.reading[body.begin + cut + 2] >= 'a' && document.text.reading[body.begin + cut + 2] <= 'z') body.end = body.begin + cut;  // « (Antenne du Vercorin, candidate) »
        const std::string_view words_of = body.of(document.text.reading);
        if (const std::size_t office = words_of.rfind(' '); office != std::string_view::npos && office > 2 && body.size() - office < 14 && words_of.substr(0, office).find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos && extract::is_office(words_of.substr(office + 1))) {  // « C.G.C. suppléant »
          if (!attendee.find("role")) attendee.facts.push_back(make_fact("role", std::string(words_of.substr(office + 1)), {body.begin + office + 1, body.end}, 0.8, rule));
          body.end = body.begin + office;
        }
        attendee.facts.push_back(make_fact("organisation", one_line(body.of(document.text.reading)), body, 0.85, rule));
      }
      continue;
    }
    auto proxy = find_proxy_words(folded);
    std::size_t holder_at = proxy ? proxy->range.end : std::string::npos;
    if (!proxy && status == "represented" && (folded.rfind("a ", 0) == 0 || folded.rfind("par ", 0) == 0 || folded.rfind("pour ", 0) == 0)) holder_at = folded.find(' ') + 1;
    if (holder_at != std::string::npos && !(proxy && proxy->reversed)) {
      const Range folded_tail = document.text.to_folded(tail.range);
      const Range at = document.text.to_reading({std::min(folded_tail.begin + holder_at, folded_tail.end), folded_tail.end});
      const auto holder = extract::name_at(document.text.reading.substr(0, tail.range.end), at.begin, true);
      std::string_view words = document.text.read({at.begin, std::max(at.begin, tail.range.end)});  // a pseudonym listed above
      while (!words.empty() && (words.front() == ' ' || words.front() == '>')) words.remove_prefix(1);
      const Attendee* listed = holder || words.empty() || words.find(' ') != std::string_view::npos ? nullptr : roster.named(words);
      if (holder || listed) {
        attendee.status = "represented";
        attendee.facts.push_back(make_fact("proxy_to", holder ? holder->name : listed->person.name, holder ? holder->range : tail.range, 0.92, rule));
      }
    } else if (proxy && proxy->reversed) {
      const Range folded_tail = document.text.to_folded(tail.range);
      const Range at = document.text.to_reading({folded_tail.begin + holder_at, folded_tail.end});
      if (const auto giver = extract::name_at(document.text.reading.substr(0, tail.range.end), at.begin, true)) {
        Attendee absent;
        absent.person = *giver;
        absent.where = giver->range;
        absent.status = "represented";
        absent.rule = rule;
        absent.facts.push_back(make_fact("proxy_to", entry.person.name, entry.person.range, 0.85, rule));
        roster.add(std::move(absent));
      }
    } else if (status == "present" && (folded.rfind("n'a", 0) == 0 || folded.rfind("empech", 0) == 0) && (contains(folded, " pu ") || folded[0] == 'e')) {
      attendee.status = "excused";
    } else if ((status == "present" || status == "absent") && stayed_away(folded)) {
      attendee.status = contains(folded, "excus") ? "excused" : "absent";
    } else if (status == "absent" && folded.rfind("excus", 0) == 0) {
      attendee.status = "excused";
    } else if (status == "present" && (folded.rfind("excus", 0) == 0 || folded.rfind("absent", 0) == 0)) {
      attendee.status = folded.rfind("excus", 0) == 0 || contains(folded, "excus") ? "excused" : "absent";
    } else if (const auto body = named_body(document.text.reading, tail.range, folded); body && !attendee.find("organisation")) {
      const Range own = body_of(document.text.reading, *body);
      attendee.facts.push_back(make_fact("organisation", one_line(own.of(document.text.reading)), own, 0.75, rule));
    } else {
      add_time(folded, tail.range, rule, attendee);
    }
  }
  if (!group.empty()) {
    // « Représentant syndical : M. X »: an office of one person rather than a group
    attendee.facts.push_back(make_fact("group", group, label.range, 0.8, rule));
  }
  roster.add(std::move(attendee));
}

}  // namespace minutier::extractors
