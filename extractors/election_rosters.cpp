// Who holds what, read from the layout: lines, parts of a sentence or rows of a table that are a label and then nothing but names:
// « Finances : A, B », « SIVOS : titulaires A et B ; suppléant C », « Lien mairie | Yves ».

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "extractors/election_finder.hpp"
#include "extractors/minutes_cutter.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::extractors {
namespace {

// Words over a list that say who is to do what from now on.
const Regex& posts_told() {
  static const Regex pattern(
      "\\b(?:designations?|delegu[a-z]+|delegations?|representants?|representations?|representer|commissions|comites|groupes? de travail|repartition|roles|referents?|responsables?|responsabilites|mandats externes|organismes|syndicats intercommunaux|conseil de discipline)\\b");
  return pattern;
}

// A label that is a post or a body by its own words, whatever stands over it.
const Regex& telling_label() {
  static const Regex pattern("^(?:(?:1er|premiere?|2e|2eme|second|seconde|deuxieme) )?(?:delegu|representant|referent|correspondant|suppleant|titulaire|substitut|remplacant|verificat|reviseur|commission\\b|comite\\b|groupe de travail|responsables? |porte-drapeau|porte-parole|vice-?president|co-?president|tresor|archiviste|bibliothecaire|(?:elue? )?referent)");
  return pattern;
}

const Regex& never_label() {
  static const Regex pattern(
      "\\b(?:seance|scrutat[a-z]*|assesseurs?|presents?|presentes?|absents?|absentes?|excuses?|excusees?|invites?|invitees?|sortante?s?|candidat[a-z]*|candidatures?|votants?|demission[a-z]*|depart|arrivees?|anniversaires?|naissances?|deces|mariages?|felicitations|remerciements?|contacts?|signe|signes|signatures?|redact[a-z]*|animat(?:ion|eur|rice) de|prise de notes|ordre du jour|intervenants?|participants?|rapporteurs?|propose[a-z]*|proposition|appuye[a-z]*|second[a-z]*e par|pouvoirs?|procurations?|refus[a-z]*|pour|contre|abst[a-z]*|bulletins?|suffrages|voix|vote|votes|tour|telephone|adresse|mail|diffusion|destinataires?|copie|relecture|prochaine?|date|lieu|horaires?|heure|montant|resultats?|decision|question|reponse|notes?|nb|ps|vu|considerant|attendu|objet|exemple|total|exposants?|gagnants?|vainqueurs?|classement|equipe [a-z0-9]|laureats?|admis[a-z]*|adhesions?|nouveaux membres|nouveaux adherents|radi[a-z]+|exclu[a-z]*|achats? de|presidente? d'(?:election|assemblee)|secretaire d'(?:election|assemblee))\\b");
  return pattern;
}

// « Titulaires », « membre suppléant »: a part of the body named above.
const Regex& part_label_words() {
  static const Regex pattern("(?:(?:membres?|delegue(?:e|\\.e)?s?|representante?s?) )?(?:titulaires?|suppleant(?:e|\\.e|-e|\\(e\\))?s?|remplacante?s?|substituts?|adjointe?s?|president(?:e|\\.e)?|vice-president(?:e|\\.e)?|secretaire|tresoriere?|membres?|responsables?)");
  return pattern;
}

// A body by its first word.
const Regex& body_words() {
  static const Regex pattern("^[ \\t*-]*(?:[ivx\\d]+[.)-]? ?)?(?:conseil|commission|comite|syndicat|sivos|sivom|sivu|sictom|smictom|siaep|jury|ccas|groupe|delegation|caisse|ehpad|college|ecole|parc|pays|association|federation|office|mission|agence|societe|spl)\\b");
  return pattern;
}

// One of several sides a body is made of: « Collège personnels », « Parents ».
const Regex& side_label() {
  static const Regex pattern("(?:college|section|groupe|categorie|les |pour les )? ?(?:des |de l'|du |de la )?(?:[0-9a-d]|majorite|minorite|opposition|administration|personnels?|enseignants?|professeurs?|parents?(?: d'eleves)?|eleves?|usagers?|salaries|employeurs?|etudiants?|locataires|agents|elus|associations|habitants|producteurs|consommateurs)\\b.{0,30}");
  return pattern;
}

}  // namespace

// The people a piece of text lists and nothing else; empty where anything in it is no name.
std::vector<ElectionFinder::Placed> ElectionFinder::names_only(std::size_t begin, std::size_t end) const {
  static const Regex separator("[ \\n]*(?:[,;/+&\\n]|\\bet(?=[ \\n])|\\bainsi que\\b|\\|| - (?=[a-z]))[ \\n]*"), aside("[ \\n]*\\((?<said>[^()]{0,60})\\)"), part("[ ,]*\\b(?<part>titulaires?|suppleante?s?|remplacante?s?|substituts?|responsables?|presidente?|vice-presidente?|coordinat[a-z]+|adjointe?s?)$"),
      lead("^(?<part>titulaires?|suppleante?s?|remplacante?s?|substituts?)(?: ?:)? "), several("^(?:mm\\.|mmes|messieurs|mesdames|mmes et mm\\.?) "), civil("^(?:mm?\\.?|mr\\.?|mmes?|mlles?|messieurs|mesdames|monsieur|madame|dr\\.?|me) (?:et mm?\\. )?"), empty("^(?:etc\\.?|\\.{2,}|a (?:pourvoir|designer|definir)|vacant|personne|-|\\?|x|nn)$");
  std::vector<Placed> people;
  bool plural = false, tail = false;
  Range running;  // « titulaires A et B, suppléant C »
  int depth = 0;
  std::size_t from = begin;
  const auto piece = [&](std::size_t b, std::size_t e) {
    while (b < e && (minutes_.flat[b] == ' ' || minutes_.flat[b] == '*' || minutes_.flat[b] == '\t' || minutes_.flat[b] == '"' || minutes_.flat[b] == '-' || minutes_.flat[b] == '_')) ++b;
    while (e > b && (minutes_.flat[e - 1] == ' ' || minutes_.flat[e - 1] == '.' || minutes_.flat[e - 1] == '*' || minutes_.flat[e - 1] == '\t' || minutes_.flat[e - 1] == '"' || minutes_.flat[e - 1] == '_')) {
      if (minutes_.flat[e - 1] == '.' && e >= b + 2 && (e < b + 4 || minutes_.flat[e - 3] == ' ')) break;  // « Vincent L. »
      --e;
    }
    if (b >= e) return true;
    RegexHit hit;
    if (empty.matches(flat({b, e}))) return true;
    if (lead.search(flat({b, e}), hit)) {
      running = lead.range(hit, "part").after(b);
      b += hit.whole().end;
    }
    Placed placed;
    placed.part = running;
    if (aside.search(flat({b, e}), hit)) {
      const Range said = aside.range(hit, "said").after(b);
      static const Regex of("^(?:(?:membre |elue? |delegue?e? )?(?:titulaire|suppleante?|remplacante?|substitut)|responsable|presidente?|vice-presidente?|coordinat[a-z]+|tresoriere?|secretaire|animat[a-z]+)$");
      if (of.found(flat(said))) placed.part = said;
      if (hit.whole().end + b < e && flat({b + hit.whole().end, e}).find_first_not_of(" .") != std::string_view::npos) return false;
      e = b + hit.whole().begin;
    }
    if (part.search(flat({b, e}), hit) && hit.whole().begin > 2) {
      placed.part = part.range(hit, "part").after(b);
      e = b + hit.whole().begin;
    }
    while (e > b && (minutes_.flat[e - 1] == ' ' || minutes_.flat[e - 1] == ',')) --e;
    const std::string_view text = flat({b, e});
    if (several.search(text, hit)) plural = true;
    const bool titled = civil.search(text, hit);
    const std::size_t name_at = titled ? b + hit.whole().end : b;
    const std::vector<NamedPerson> one = people_in(b, e);
    static const Regex who_is("[a-z][a-z'-]*(?: [a-z'-]+){0,4}"), says("\\b(?:est|sont|a|ont|sera|seront|qui|que|pour|contre|ne|se|propose|presente|rappelle|signale|informe|voit|fait|va|voir|avec)\\b");
    if (one.empty() && !people.empty() && !tail && !normalise::upper_letter_at(document_.text.reading, reading(b, b + 1).begin) && who_is.matches(text) && !says.found(text)) return tail = true;  // « Mme Aubry, parent d'élève »
    tail = false;
    if (one.size() != 1 || one.front().office) return false;
    const Range where = document_.text.to_folded(one.front().where);
    if (where.begin > name_at + 1 || where.end + 1 < e) return false;
    const std::string& name = one.front().name;
    if (name.find(' ') == std::string::npos && !titled && !plural && std::find(listed_.begin(), listed_.end(), name) == listed_.end() && !extract::is_given_name(flat(where)) && people_.full_name(name) == name) return false;
    placed.person = one.front();
    people.push_back(placed);
    return true;
  };
  const std::string_view text = flat({begin, end});
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')') depth = std::max(0, depth - 1);
    RegexHit hit;
    const bool inside = at > 0 && text[at] >= 'a' && text[at] <= 'z' && text[at - 1] >= 'a' && text[at - 1] <= 'z';
    if (depth == 0 && !inside && separator.begins(text.substr(at), hit) && hit.whole().end > 0 && (text[at] != ' ' || hit.whole().end > 1)) {
      if (!piece(from, begin + at)) return {};
      from = begin + at + hit.whole().end;
      at += hit.whole().end;
      continue;
    }
    ++at;
  }
  if (!piece(from, end)) return {};
  if (people.size() > 25) people.clear();
  return people;
}

// A label without bullet, number, article and closing signs; empty where it can be no post.
Range ElectionFinder::roster_label(std::size_t begin, std::size_t end) const {
  static const Regex lead("^(?:[ \\t*_>#-]+|\\d{1,2}[.)]-? |[a-z]\\) |- )+");
  RegexHit hit;
  if (lead.search(flat({begin, end}), hit)) begin += hit.whole().end;
  static const Regex chosen("^(?:(?:est|sont|ont ete) )?(?:re)?(?:designe|nomme|elu|choisi)e?s? (?=[a-z])");  // « désignés délégués du Foyer : », the verb wrapped
  if (chosen.search(flat({begin, end}), hit)) begin += hit.whole().end;
  static const Regex article("^(?:au |a la |aux |a l'|pour le |pour la |pour l'|pour les |dans la |dans le )");
  if (article.search(flat({begin, end}), hit)) begin += hit.whole().end;
  while (end > begin && (minutes_.flat[end - 1] == ' ' || minutes_.flat[end - 1] == '*' || minutes_.flat[end - 1] == '_' || minutes_.flat[end - 1] == '\t' || minutes_.flat[end - 1] == '-')) --end;
  static const Regex manner(", (?:par acclamation|a l'unanimite|tacitement|a main levee|jusqu').*$");
  if (manner.search(flat({begin, end}), hit)) end = begin + hit.whole().begin;
  static const Regex aside(" \\((?:[^()]*\\b(?:sieges?|postes?|membres|places?|titulaires?|art)\\b[^()]*|\\d+)\\)$");
  if (aside.search(flat({begin, end}), hit)) end = begin + hit.whole().begin;
  const std::string_view label = flat({begin, end});
  static const Regex speaks("\\b(?:je|j'|tu|il|elle|on|nous|vous|ils|elles|ca|c'est|qui|que|est|sont|a|ont|ete|sera|seront)\\b|^(?:le|la|les|m\\.|mm\\.|mme|mlle|monsieur|madame) |[.;?!]|\\d{3}|\\d h|\\beur\\b");
  if (label.size() < 3 || label.size() > 85 || speaks.found(label) || never_label().found(label) || label.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos) return {};
  static const Regex outcome("(?:(?:sont|ont ete|est) )?(?:(?:non|pas)[ -])?(?:re)?(?:elu|designe|nomme|coopte|conduit)[-.()es]*"), task("^[a-z]{2,}(?:er|ir|dre|tre) (?:la|le|les|l'|un|une|des|du|aux?|a|avec|pour|chez) ?");
  static const Regex how("^(?:sans |a l'unanim|par |a mains?|tacitement|d'office|ensuite|donc\\b|ainsi\\b|pour (?:un|une|deux|trois|quatre|six|\\d))");  // « Sont désignés sans opposition : »
  if (outcome.matches(label) || task.found(label) || how.found(label)) return {};
  const Range named = reading(begin, end);
  if (const auto person = extract::parse_person(document_.text.read(named)); person && (person->words > 1 || person->known_given || !person->civility.empty())) return {};
  if (std::find(listed_.begin(), listed_.end(), document_.text.read(named)) != listed_.end()) return {};
  return named;
}

void ElectionFinder::place(std::size_t t, const std::vector<Placed>& people, Range label, Range head, Range told) {
  static const Regex deputies("\\b(?:delegue|representant)"), sent("(?:^|[ \\t*-])(?<article>au |a la |aux |a l')$"), board("^(?:bureau|commission|conseil|comite|caisse|ccas|cias|centre|college)\\b");
  const std::size_t at = document_.text.to_folded(label).begin;
  RegexHit article;
  const bool sent_to = sent.search(flat({at > 6 ? at - 6 : 0, at}), article) && !board.found(flat_of(label)) && deputies.found(flat_of(minutes_.topics[t].title));  // « - au Syndicat des eaux : A » under « Désignation des délégués »
  const bool partial = !head.empty() && part_label_words().matches(flat_of(label)), side = !head.empty() && side_label().matches(flat_of(label));
  static const Regex political("(?:la )?(?:majorite|minorite|opposition)\\b.{0,40}");
  if (political.matches(flat_of(label)) && (head.empty() || !body_words().found(flat_of(head))))
    if (const Range title = post_of_title(t); !title.empty()) head = title;  // « - pour la minorité : A » under « Désignation des délégués au SIVU »
  const bool of_head = partial || side || (!head.empty() && political.matches(flat_of(label)));
  for (const Placed& placed : people) {
    Seat seat = seated({written_before(placed.person), placed.person.where}, label);
    if (of_head) seat.post = one_line(document_, head), seat.post_at = head;
    static const Regex leads("^(?:responsable|president|vice-president|coordinat|tresor|secretaire|animat)");
    if (partial) seat.post = one_line(document_, label) + " " + seat.post;
    else if (!placed.part.empty() && leads.found(flat(placed.part))) seat.post = one_line(document_, document_.text.to_reading(placed.part)) + " " + seat.post;
    else if (!placed.part.empty()) seat.post += " " + one_line(document_, document_.text.to_reading(placed.part));
    if (sent_to) seat.post = "délégué " + std::string(document_.text.read(document_.text.to_reading(sent.range(article, "article").after(at > 6 ? at - 6 : 0)))) + seat.post;
    seat.elected_at = told.empty() ? label : told;
    seat.confidence = 0.82;
    seat.rule = "election.roster@1";
    add(seat);
  }
}

// The entries of one unit: each label with its colon, and what stands behind it up to the next label.
void ElectionFinder::roster_unit(const Unit& unit, Range& head, bool told, std::vector<Entry>& entries) const {
  const std::string_view text = unit.folded.of(document_.text.folded);
  if (text.size() > 1200) return;
  std::vector<std::size_t> colons;
  for (std::size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1)) colons.push_back(at);
  if (colons.empty() || colons.size() > 30) return;
  const auto label_from = [&](std::size_t colon, std::size_t least) {
    static const Regex inner("(?:\\.|;|\\||[a-z)] -|,(?= (?:et )?(?:suppleant|titulaire|delegue|representant|substitut|remplacant|adjoint)))[ \\n\\t]+|\\n[ \\t]*");
    std::size_t from = least;
    RegexHit hit;
    for (std::size_t at = least; at < colon && inner.search(text.substr(0, colon), at, hit); at = std::max(hit.whole().end, at + 1)) {
      const bool line = from == 0 || text[from - 1] == '\n';
      if (line && hit.whole().of(text).find('-') != std::string_view::npos && !part_label_words().matches(text.substr(hit.whole().end, colon - hit.whole().end).substr(0, text.substr(hit.whole().end, colon - hit.whole().end).find_last_not_of(' ') + 1))) continue;  // « Voirie - Réseaux : A, B »
      from = hit.whole().end;
    }
    return from;
  };
  std::vector<std::size_t> labels;
  for (std::size_t i = 0; i < colons.size(); ++i) labels.push_back(label_from(colons[i], i == 0 ? 0 : colons[i - 1] + 1));
  std::vector<Range> heads(labels.size());  // « Conseil de discipline » on the line above a label
  std::vector<std::size_t> stops = labels;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::size_t end = labels[i];
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == '\t' || text[end - 1] == '-')) --end;
    const std::size_t line = end == 0 ? std::string_view::npos : text.rfind('\n', end - 1);
    const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
    if (end <= begin + 3 || end - begin > 80 || text.substr(end, labels[i] - end).find('\n') == std::string_view::npos || (i > 0 && begin <= colons[i - 1])) continue;
    const std::string_view above = text.substr(begin, end - begin);
    if (!body_words().found(above) || first_of(above, ",;:") != std::string_view::npos) continue;
    heads[i] = reading(unit.folded.begin + begin + above.find_first_not_of(" \t*-"), unit.folded.begin + end);
    stops[i] = begin;
  }
  told = told || posts_told().found(flat({unit.folded.begin, unit.folded.begin + labels.front()}));
  Range body;  // « Syndicat X : titulaires : A »
  for (std::size_t i = 0; i < colons.size(); ++i) {
    const std::size_t stop = i + 1 < colons.size() ? stops[i + 1] : text.size();
    if (!heads[i].empty()) body = head = heads[i];
    Range label = roster_label(unit.folded.begin + labels[i], unit.folded.begin + colons[i]);
    if (label.empty()) continue;
    std::size_t end = stop;
    while (end > colons[i] + 1 && (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == ';' || text[end - 1] == '|' || text[end - 1] == '-' || text[end - 1] == ',')) --end;
    if (end <= colons[i] + 1) {  // a label over what follows
      body = label;
      if (i + 1 == colons.size()) head = label;
      continue;
    }
    static const Regex manner(",? (?:par acclamations?|a l'unanimite|tacitement|sans opposition|a mains? levees?|(?:tous |toutes )?(?:reconduit|reelu|maintenu|renouvele|elu)[a-z.()]*|pour (?:un|deux|trois|quatre|cinq|six|\\d) ans?)(?: [a-z' ]{2,30})?\\.?$");
    if (RegexHit hit; manner.search(flat({unit.folded.begin + colons[i] + 1, unit.folded.begin + end}), hit) && hit.whole().begin > 3) end = colons[i] + 1 + hit.whole().begin;
    const std::vector<Placed> people = names_only(unit.folded.begin + colons[i] + 1, unit.folded.begin + end);
    if (people.empty() && !extract::is_office(document_.text.read(label))) continue;
    if (!part_label_words().matches(flat_of(label)) && !side_label().matches(flat_of(label))) body = Range{};
    entries.push_back({label, body.empty() ? head : body, people, unit.range, told || telling_label().found(flat_of(label)), unit.block});
    if (body_words().found(flat_of(label)) && !side_label().matches(flat_of(label))) body = label;
  }
}

void ElectionFinder::rosters(std::size_t t) {
  const Topic& topic = minutes_.topics[t];
  if (topic.inside_agenda) return;
  const std::string_view title = flat_of(topic.title);
  static const Regex none("\\bqui fait quoi\\b|\\b(?:presents?|presences?|ordre du jour|excuses?|admissions?|adhesions|taches|actions|planning|permanences|agenda|calendrier|intervenants|tour de table)\\b");
  if (none.found(title)) return;
  bool told = posts_told().found(title);
  static const Regex seats_of("^(?:[ivx\\d]+[.)-]? ?)?(?:conseil|commission|comite|syndicat|sivos|sivom|sivu|sictom|jury|ccas|groupe|delegation)\\b");
  Range head = seats_of.found(title) && title.size() < 80 && title.find(':') == std::string_view::npos ? topic.title : Range{};
  std::vector<Entry> entries;
  int block = -1;
  for (std::size_t u = topic.first; u < topic.first + topic.count; ++u) {
    const Unit& unit = minutes_.units[u];
    if (unit.block < 0 || unit.range.begin < attend_end_) continue;
    const Block& of = document_.structure.blocks[static_cast<std::size_t>(unit.block)];
    if (of.kind == BlockKind::table || of.kind == BlockKind::furniture || attends(of.range)) continue;
    if (unit.block != block && of.kind != BlockKind::item && block >= 0 && of.ends_with_colon == false) {
      static const Regex parted("^[ \\t*-]*(?:membres? )?(?:titulaire|suppleant|college|personnel|parent|eleve)");
      if (!parted.found(flat(unit.folded))) head = seats_of.found(title) && title.size() < 80 ? topic.title : Range{};
    }
    block = unit.block;
    const std::string_view text = flat(unit.folded);
    const std::size_t before = entries.size();
    roster_unit(unit, head, told, entries);
    if (entries.size() == before && text.size() < 300 && posts_told().found(text)) told = told || colon_end(text) || (text.size() < 60 && first_of(text, ".,;:") == std::string_view::npos);
    if (entries.size() == before && text.size() < 80 && body_words().found(text) && first_of(text, ".;:,") == std::string_view::npos) head = unit.range;
  }
  if (about_posts(title) || ballot_told(t)) {  // « Président : A ; Trésorier : B ; Visiteurs : C, D »: in one block with offices
    for (Entry& entry : entries) {
      const auto office = [&](const Entry& other) { return other.block == entry.block && extract::is_office(document_.text.read(other.label)); };
      entry.telling = entry.telling || std::count_if(entries.begin(), entries.end(), office) >= 2;
    }
  }
  const std::size_t telling = static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), [](const Entry& entry) { return entry.telling; }));
  for (const Entry& entry : entries) {
    if (entry.people.empty() || (!entry.telling && telling < 2)) continue;
    if (part_label_words().matches(flat_of(entry.label)) && entry.head.empty()) continue;  // of what, the other readers find
    if (!entry.telling && entries.size() > telling * 3) continue;
    place(t, entry.people, entry.label, entry.head, entry.at);
  }
  roster_tables(t, told);
}

// « Instance | Titulaire | Suppléant », « Rôle | Qui »: rows of a label and names.
void ElectionFinder::roster_tables(std::size_t t, bool told) {
  const int begin = minutes_.topics[t].block, end = t + 1 < minutes_.topics.size() ? minutes_.topics[t + 1].block : static_cast<int>(document_.structure.blocks.size());
  static const Regex roles("^(?:\\*\\*)?(?:roles?|postes?|fonctions?|missions?|commissions?|comites?|organismes?|instances?|syndicats?|structures?|delegations?|responsabilites?|mandats?|etablissements?|groupes?(?: de travail)?|representations?|referent[a-z.]*)\\b"), holders("^(?:\\*\\*)?(?:qui|noms?|membres?|titulaires?|suppleant[a-z.()]*|delegue[a-z.()]*|representant[a-z.()]*|responsables?|personnes?|elu[a-z.()]*|referent[a-z.()]*|designe[a-z.()]*)\\b"), part("^(?:\\*\\*)?(?:titulaires?|suppleant[a-z.()]*)");
  for (const Table& table : document_.structure.tables) {
    if (table.block < begin || table.block >= end || table.rows.size() < 2 || table.columns < 2 || table.columns > 5 || document_.structure.blocks[static_cast<std::size_t>(table.block)].range.begin < attend_end_) continue;
    const auto& heads = table.rows.front();
    const bool headed = heads.size() >= 2 && roles.found(flat_of(heads[0].range)) && holders.found(flat_of(heads[1].range));
    if (!headed && !(told && table.columns == 2)) continue;
    std::vector<Entry> entries;
    std::size_t others = 0;
    for (std::size_t r = headed ? 1 : 0; r < table.rows.size(); ++r) {
      const auto& row = table.rows[r];
      if (row.size() < 2 || row[0].range.empty()) continue;
      const Range said = document_.text.to_folded(row[0].range);
      const Range label = roster_label(said.begin, said.end);
      bool any = false;
      for (std::size_t c = 1; c < row.size() && !label.empty(); ++c) {
        if (row[c].range.empty() || (headed && !holders.found(flat_of(heads[c].range)))) continue;
        const Range cell = document_.text.to_folded(row[c].range);
        std::vector<Placed> people = names_only(cell.begin, cell.end);
        if (people.empty()) continue;
        any = true;
        if (headed && part.found(flat_of(heads[c].range)))
          for (Placed& placed : people)
            if (placed.part.empty()) placed.part = document_.text.to_folded(heads[c].range);
        entries.push_back({label, {}, std::move(people), row[0].range, true});
      }
      others += !any;
    }
    if (entries.empty() || others * 2 > entries.size() + 1 || (!headed && entries.size() < 2)) continue;
    for (const Entry& entry : entries) place(t, entry.people, entry.label, {}, entry.at);
  }
}

}  // namespace minutier::extractors
