#include "extractors/minutes_cutter.hpp"

#include <algorithm>
#include <optional>

#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::extractors {

// « Présidence de l'assemblée », « Résultats du premier tour de scrutin »: the steps of one election in the minutes of an installation.
bool part_of_ballot(std::string_view folded) {
  static const Regex step("[ \\t#*]*(?:\\d{1,2}\\.\\d{1,2}[.)]? )?(?:presidence de l'assemblee|constitution du bureau|deroulement (?:de chaque|du|des) (?:tours?|scrutins?)\\b[^.;:]{0,40}|resultats? du (?:premier|second|deuxieme|troisieme|\\d(?:er|e|eme)) tour\\b[^.;:]{0,40}|proclamation (?:de l'election|des resultats)\\b[^.;:]{0,60}|listes? de candidats[^.;:]{0,60})[ .]*");
  return step.matches(folded);
}

// Lines that look like headings but are parts of a topic: labels of lists, formulas, results, votes.
bool part_of_topic(std::string_view folded) {
  static const Regex opening(
      "[ \\t#*>:=-]*(?:(?:etai(?:en)?t|sont|est|ont ete|furent)[ \\n](?:egalement[ \\n])?(?:present|absent|excuse|represente)|present(?!ation)|absent|excuse|represente|pouvoir|procuration|membres? |invite|participant|assist|"
      "decide|arrete\\b|delibere|vu\\b|considerant|attendu|ouie?\\b|entendu|apres|article[ \\n]\\d|art\\.|rapporteur|animat|discutant|secretaires?\\b|presidente?s?\\b|en exercice|date de|"
      "pour[ ]?(?::|\\d)|contre[ ]?(?::|\\d)|abst|unanim|a l'unanimite|a la majorite|vote?s?[ ]?(?:[:=-]|$)|section (?:de |d')(?:fonctionnement|investissement|exploitation)|(?:premier|1er|deuxieme|2e|2eme|second|troisieme|3e|3eme)[ \\n](?:tour|vote|scrutin)\\b|(?:depenses?|recettes?|charges|produits|(?:depenses et recettes d[e'] ?)?(?:fonctionnement|investissement|exploitation)|votants?|resultats? du (?:vote|scrutin))[ ]*[:.]?[ ]*$|votes? [a-z' ]{1,70}[:=]|(?:la |cette )?(?:resolution|proposition|deliberation|motion)s? (?:est|sont|a ete|mise)|"
      "il est[ \\n](?:propose|resolu)|que\\b|d'autoriser|fait|pour extrait|le maire|la maire|signature|ainsi|\\(\\*\\)|\\*|l'assemblee|le conseil|l'an\\b)");
  static const Regex result("[ \\t#*>=\"-]*(?:(?:resolution|proposition|deliberation|motion) )?(?:non )?(?:adopte|approuve|accepte|rejete|refuse|valide|ajourne|retire|reporte|vote)(?:\\(?e\\)?)?s?(?:[ \\n](?:a|par|sans|au)\\b[^\\n]{0,80}|[ ]?[-:(,][ ]?[^\\n]{0,80})?[ ]*[.!\"]?[ ]*");
  static const Regex counts("[ \\t#*>=\"-]*(?:\\(?(?:(?:nombre de )?votants|(?:suffrages )?exprimes|inscrits|bulletins|pour|contre|abst[a-z.]*|oui|non)[ ]?[:=][ ]?\\d|\\(?\\d{1,6} (?:votes?|voix|suffrages|pour|contre|oui|non|abst|votants|bulletins)\\b)");
  static const Regex columns("[^\\n]{0,60}\\b(?:19|20)\\d\\d[ ]+(?:[a-z.]{1,12}[ ]+)?(?:19|20)\\d\\d[ ]*");  // « Exploitation  BP 2019  BP 2020 »: heads of columns
  static const Regex labelled("[^:\\n]{3,90}[:=][ ]*(?:(?:pour|oui) ?:? ?\\d{1,6}\\b|\\d{1,6} (?:voix|pour|oui|contre|non|abst))");  // « Projet de statuts : 103 pour, 0 contre »
  return part_of_ballot(folded) || labelled.begins(folded) || opening.begins(folded) || result.matches(folded) || counts.begins(folded) || columns.matches(folded);
}

bool colon_end(std::string_view folded) {
  while (!folded.empty() && (folded.back() == ' ' || folded.back() == '\n')) folded.remove_suffix(1);
  return !folded.empty() && folded.back() == ':';
}

bool sentence_like(std::string_view folded) {
  if (folded.empty()) return false;
  const char last = folded.back();
  return last == '.' || last == ';' || last == '!' || last == ',';
}

namespace {

// « Anne : … », « Jean-Marie Bergère (IPR) : … », « M. le Maire : … »: someone speaks.
bool speaks(std::string_view reading, std::string_view folded) {
  static const Regex labels(
      "[ \\t*>=-]*(?:presente?s?\\b|excusee?s?\\b|absente?s?\\b|etai(?:en)?t\\b|participants?\\b|invitee?s?\\b|(?:a|au) (?:bulletins?|scrutin|mains?)|sont|est|ont|a ete|furent|nombre|votants?|bulletins?|blancs?|nuls?|exprimes?|inscrits?|candidat[a-z.()-]*|sortante?s?|demissionnaires?|rapporteu[a-z]*|elu(?:e|s|es)?|renouvellement|designations?|nominations?|delegues?|titulaires?|suppleante?s?|1er tour|premier tour|second tour|2e tour|main levee|votes?|votent|s'absti[a-z]*|s'est abst[a-z]*|s'oppos[a-z]*|se sont|n'(?:a|ont) pas|ne (?:prend|particip|vote)[a-z]*|recueill[a-z]+|obtien[a-z]+|ont obtenu|ont vote|depouillement|refus de vote|resolution|decision|proposition|deliberation|resultats?|pour|contre|abstentions?|oui|non|objet|motion|conclusion|article|art|avis|scrutin|suffrages|quitus|budget|rapports?|comptes?|bilans?|pv|p\\.v|odj|cr|ordre du jour|charte|statuts|reglement|convention|cotisations?|approbation|election|point|decide|arrete|delibere|approuve[a-z]*|autorise|adopte[a-z]*|rejete[a-z]*|refuse[a-z]*|emet|[a-z]+ resolution)\\b");
  const std::size_t colon = folded.find(':');
  if (colon == std::string_view::npos || colon > 60 || colon < 2) return false;
  static const Regex score(":[ ]*(?:(?:p|pour|oui)[ ]?:?[ ]?\\d|(?:a l')?unanim|(?:adopte|approuve|valide|rejete|refuse|accepte)(?:e|\\(e\\)|[.-]e)?s?\\b)|:[ ]*(?:\\d+|[a-z]+(?:[ -][a-z]+)?)[ ](?:voix|votes?|contre|pour|abst|oui|suffrages)");
  if (labels.begins(folded) || score.begins(folded.substr(colon))) return false;
  static const Regex year("\\b(?:1[89]|20)\\d\\d\\b");
  if (year.found(folded.substr(0, colon))) return false;  // « Taux 2024 : inchangés »
  std::size_t words = 0, capitals = 0;
  bool inside = false;
  int depth = 0;
  const std::size_t stop = std::min(reading.find(':'), reading.size());
  for (std::size_t i = 0; i < stop; ++i) {
    const unsigned char c = static_cast<unsigned char>(reading[i]);
    if (c == '(') ++depth;
    if (c == ')') --depth;
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0xC3;
    if (letter && !inside && depth == 0) {
      ++words;
      const bool upper = (c >= 'A' && c <= 'Z') || (c == 0xC3 && i + 1 < reading.size() && static_cast<unsigned char>(reading[i + 1]) <= 0x9E);
      capitals += upper;
    }
    inside = letter || c == '\'' || c == 0x80 || c == 0x99;
    if (!letter && c >= 0x80) inside = true;
    if (c == ' ' || c == '.' || c == ',') inside = false;
  }
  std::size_t next = stop + 1;  // « Salle polyvalente : habitants 140 € » is no one's speech
  while (next < reading.size() && (reading[next] == ' ' || reading[next] == '\n')) ++next;
  const bool small = next < reading.size() && ((reading[next] >= 'a' && reading[next] <= 'z') || (reading[next] >= '0' && reading[next] <= '9'));
  if (words >= 2 && capitals < words && small) return false;
  return words >= 1 && words <= 6 && capitals + 1 >= words && capitals >= 1;
}

}  // namespace

Minutes Cutter::run() {
  minutes_.flat = document_.text.folded;
  std::replace(minutes_.flat.begin(), minutes_.flat.end(), '\n', ' ');
  minutes_.topics.push_back({});
  measure_ = measure_lines();
  unwrapped_ = lines_are_paragraphs();
  line_heads_ = line_heads(document_, agenda_);
  const std::vector<Block>& blocks = document_.structure.blocks;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind == BlockKind::furniture) continue;
    block(i);
  }
  for (std::size_t t = 0; t < minutes_.topics.size(); ++t) count_units(t);
  return std::move(minutes_);
}

void Cutter::open(Range title, Range number, std::size_t block, bool resolution) {
  Topic topic;
  topic.title = title;
  topic.number = number;
  topic.block = static_cast<int>(block);
  topic.resolution = resolution;
  topic.first = minutes_.units.size();
  topic.inside_agenda = in_agenda(title);
  minutes_.topics.push_back(topic);
  inner_heads_ = !resolution && !keeps_lines(document_.text.fold(title));
}

// « Élection du bureau », « Budget 2020 », « Résolution 3 »: labels below are its parts.
bool Cutter::keeps_lines(std::string_view folded) {
  static const Regex parts("\\b(?:elections?|renouvellement|designations?|nominations?|budgets?|comptes?(?![ -]rendu)|affectation|resolution|deliberation|vote)\\b");
  return parts.found(folded);
}

Range Cutter::clean(Range title) const {
  const std::string_view text = document_.text.reading;
  while (!title.empty() && (text[title.end - 1] == ' ' || text[title.end - 1] == '\n' || text[title.end - 1] == ':' || text[title.end - 1] == '.' || text[title.end - 1] == '-')) --title.end;
  return title;
}

void Cutter::open_heading(std::size_t i, Range line) {
  const Block& block = document_.structure.blocks[i];
  Numbered numbered = split_number(document_, line);
  if (numbered.number.empty() && !block.marker.empty() && line.begin == block.range.begin) {
    std::size_t begin = line.begin;
    while (begin > 0 && document_.text.reading[begin - 1] != '\n') --begin;
    const Numbered whole = split_number(document_, {begin, line.end});
    if (!whole.number.empty()) numbered = whole;
  }
  const std::string_view folded = document_.text.fold(line);
  static const Regex said("[ \\t#*]*(?:projet de )?resolution\\b");
  const Topic& last = minutes_.topics.back();  // « Résolution 2020-05-101 » on the line above
  const bool numbered_above = last.resolution && last.first == minutes_.units.size() && !last.number.empty();
  const Range number = numbered_above ? last.number : numbered.number;
  open(clean(numbered.title), number, i, numbered_above || said.begins(folded));
}

void Cutter::block(std::size_t i) {
  const Block& block = document_.structure.blocks[i];
  const std::string_view folded = document_.text.fold(block.range);
  if (in_agenda(block.range)) return;
  const std::vector<const extract::Match*> global = document_.matches.within("decision.global", block.range);
  if (!global.empty() && (block.kind == BlockKind::heading || colon_end(folded))) {
    open({}, {}, i);
    minutes_.topics.back().global = true;
    return;
  }
  const std::vector<const extract::Match*> titles = document_.matches.within("decision.title", block.range);
  if (!titles.empty() && block.kind != BlockKind::table) {
    titled(i, titles);
    return;
  }
  if (numbered_head(i) || certain_title(i)) return;
  if (titled_line(i)) return;
  if (block.kind == BlockKind::heading && !part_of_topic(folded) && !(colon_end(folded) && block.level >= 6) && !says_decision(block.range)) {
    open_heading(i, block.range);
    return;
  }
  if (block.kind == BlockKind::item && item_heading(i)) return;
  if (headed(i) || run_in_heads(i, block.range.begin)) return;
  if (block.kind == BlockKind::paragraph && block.lines.size() == 1 && block.range.size() <= 110 && !sentence_like(folded) && !colon_end(folded) && names_business(folded) &&
      document_.matches.within("decision", block.range).empty() && !part_of_topic(folded)) {
    open_heading(i, block.range);
    return;
  }
  if (short_title(i)) {
    open_heading(i, block.range);
    return;
  }
  if (block.kind == BlockKind::table) {
    const Table& table = document_.structure.tables[static_cast<std::size_t>(block.table)];
    for (const auto& row : table.rows) {
      Range whole;
      for (const Cell& cell : row)
        if (!cell.range.empty()) whole = whole.empty() ? cell.range : cover(whole, cell.range);
      if (!whole.empty()) add(i, whole, false);
    }
    return;
  }
  sentences(i, block.range);
}

void Cutter::add(std::size_t i, Range range, bool speech) {
  const std::string_view text = document_.text.reading;
  while (!range.empty() && (text[range.begin] == ' ' || text[range.begin] == '\n' || text[range.begin] == '\t')) ++range.begin;
  while (!range.empty() && (text[range.end - 1] == ' ' || text[range.end - 1] == '\n' || text[range.end - 1] == '\t')) --range.end;
  if (range.size() > 3 && (text[range.begin] == ':' || text[range.begin] == '|')) {  // « :Vote: 25 pour », « | Amendement : rejeté »: lines of their own
    ++range.begin;
    while (!range.empty() && text[range.begin] == ' ') ++range.begin;
  }
  if (range.size() < 3) return;
  Unit unit;
  unit.range = range;
  unit.folded = document_.text.to_folded(range);
  unit.block = static_cast<int>(i);
  unit.topic = minutes_.topics.size() - 1;
  unit.item = document_.structure.blocks[i].kind == BlockKind::item;
  unit.speech = speech;
  minutes_.units.push_back(unit);
}

namespace {

bool digit_before_word(std::string_view text, std::size_t word) {
  if (word > 3 && text[word - 1] == ' ' && text[word - 2] == '-' && text[word - 3] == '.') word -= 2;  // « 11'800.- fr. »
  return word > 0 && ((text[word - 1] >= '0' && text[word - 1] <= '9') || (word > 1 && (text[word - 1] == ' ' || text[word - 1] == '.') && text[word - 2] >= '0' && text[word - 2] <= '9'));
}

// A unit or a count cut short, after which a sentence may go on in lower case: « 18.000 fr. l'an », « 2 abst. et 3 blancs ».
bool unit_before(std::string_view text, std::size_t dot) {
  std::size_t start = dot;
  while (start > 0 && text[start - 1] >= 'a' && text[start - 1] <= 'z') --start;
  for (const std::string_view unit : {"fr", "frs", "f", "nf", "c", "cts", "eur", "chf", "kg", "km", "m", "h", "min", "env", "hab", "ha", "l", "abst", "abs", "etc"})
    if (text.substr(start, dot - start) == unit) return unit == "etc" || unit == "env" || unit == "abst" || unit == "abs" || digit_before_word(text, start);
  return false;
}

bool coin_before(std::string_view text, std::size_t dot) {
  std::size_t start = dot;
  while (start > 0 && text[start - 1] >= 'a' && text[start - 1] <= 'z') --start;
  const std::string_view word = text.substr(start, dot - start);
  return (word == "c" || word == "cts" || word == "fr" || word == "frs" || word == "nf") && digit_before_word(text, start);
}

}  // namespace

// « (13 pour, 1 contre : » over « M. Tachet) »
bool Cutter::open_bracket(std::string_view text) { return text.rfind('(') != std::string_view::npos && (text.rfind(')') == std::string_view::npos || text.rfind(')') < text.rfind('(')); }

// A point that ends no sentence although a blank follows.
bool Cutter::runs_on(Range base, std::size_t dot) const {
  const std::string_view text = base.of(document_.text.folded);
  std::size_t next = dot + 1;
  while (next < text.size() && (text[next] == ' ' || text[next] == '\n')) ++next;
  if (next < text.size() && coin_before(text, dot) && normalise::upper_letter_at(document_.text.reading, document_.text.to_reading({base.begin + next, base.begin + next + 1}).begin)) return false;  // « 790 f. 10 c. Le budget … »
  if (abbreviation(text, dot)) return true;
  if (next >= text.size()) return false;
  if (dot > 2 && text.substr(dot - 2, 3) == "..." && text[next] >= '0' && text[next] <= '9') return true;  // « Pour ............ 12 »
  if (text[next] == ';' || text[next] == ',' || text[next] == ')') return true;
  if (text[next] >= '0' && text[next] <= '9' && dot > 1 && (text[dot - 1] == 'f' || text[dot - 1] == 's' || text[dot - 1] == 'r') && unit_before(text, dot)) return true;  // « 214 f. 15 c. »
  if (text[next] < 'a' || text[next] > 'z' || !unit_before(text, dot)) return false;
  const std::size_t at = document_.text.to_reading({base.begin + next, base.begin + next + 1}).begin;
  const unsigned char c = static_cast<unsigned char>(document_.text.reading[at]);
  const bool accent = c == 0xC3 && at + 1 < document_.text.reading.size() && static_cast<unsigned char>(document_.text.reading[at + 1]) > 0x9E;
  return (c >= 'a' && c <= 'z') || accent;
}

bool Cutter::abbreviation(std::string_view text, std::size_t dot) {
  std::size_t start = dot;
  while (start > 0 && ((text[start - 1] >= 'a' && text[start - 1] <= 'z') || text[start - 1] == '-')) --start;
  std::string_view word = text.substr(start, dot - start);
  while (!word.empty() && word.front() == '-') word.remove_prefix(1);
  const bool digit_before = dot > 0 && text[dot - 1] >= '0' && text[dot - 1] <= '9';
  if (word.empty() && digit_before) {  // « Article 2. Le tarif … »
    static const Regex article("(?:article|art\\.?|point|no|titre|chapitre)[ \\n]?\\d{1,3}$");
    const std::size_t from = dot > 14 ? dot - 14 : 0;
    return article.found(text.substr(from, dot - from));
  }
  if (word == "f" && digit_before_word(text, start)) return false;  // « 400 F. Adopté »: what follows in lower case goes on all the same
  if (word.size() <= 1) return !word.empty() || !(dot > 0 && (text[dot - 1] == ')' || text[dot - 1] == '"'));
  if (word == "fr") return dot + 2 < text.size() && text[dot + 2] >= '0' && text[dot + 2] <= '9';
  static const Regex opening("[ \\n](?:les?|la|l'|il|elle|une?|cette|ce|on|mme|mm?\\.|resolution|adopte|rejete)\\b");
  if ((word == "abst" || word == "abs") && opening.begins(text.substr(dot + 1))) return false;  // « … et 2 abst. Le préavis … »
  for (const std::string_view known : {"mm", "mr", "mme", "mmes", "mlle", "dr", "art", "st", "ste", "no", "al", "cf", "ex", "tel", "av", "bd", "inc", "abst", "abs", "prop", "j-m", "r-m", "a-s", "j-l", "j-p", "j-c", "m-c"})
    if (word == known) return true;
  return false;
}

void Cutter::sentences(std::size_t i, Range range, bool named) {
  while (!range.empty() && (document_.text.reading[range.begin] == '\n' || document_.text.reading[range.begin] == ' ')) ++range.begin;
  if (range.empty()) return;
  const Range base = document_.text.to_folded(range);
  const std::string_view text = base.of(document_.text.folded);
  bool speech = !named && speaks(document_.text.read(range), text);
  const std::size_t measure = measure_of(text);
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool at_gap = at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == '\n';
    bool end = false;
    if (c == '!' || c == '?') end = at_gap;
    else if (c == '.') end = at_gap && !runs_on(base, at);
    else if (c == ';') end = at + 1 >= text.size() || text[at + 1] == '\n' || parts_decisions(base, begin, at);
    else if (c == '\n') end = at + 1 < text.size() && (text[at + 1] == '\n' || (at > 0 && text[at - 1] == ':' && !open_bracket(text.substr(begin, at - begin))) || line_start().begins(text.substr(at + 1)) || result_line(base.begin + at + 1, at > 0 ? text[at - 1] : '\n') || (ended_on_purpose(base, at, measure) && !(unwrapped_ && open_bracket(text.substr(begin, at - begin)))));
    if (!end && at - begin > 1500) end = c == '\n' || (at - begin > 3000 && c == ' ');  // no sentence: keep what reads it quick
    if (!end) continue;
    add(i, document_.text.to_reading({base.begin + begin, base.begin + at + 1}), speech);
    begin = at + 1;
    const std::size_t line = text.find_first_not_of('\n', begin);
    if (unwrapped_ && line != std::string_view::npos && (line > begin || c == '\n')) speech = speaks(document_.text.read(document_.text.to_reading({base.begin + line, base.end})), text.substr(line));
  }
  if (begin < text.size()) add(i, document_.text.to_reading({base.begin + begin, base.end}), speech);
}

std::size_t Cutter::measure_lines() const {
  std::vector<std::size_t> lengths;
  for (const Block& block : document_.structure.blocks)
    if (block.kind == BlockKind::paragraph || block.kind == BlockKind::item)
      for (const Range line : block.lines) lengths.push_back(line.size());
  if (lengths.size() < 4) return 0;
  const auto far = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() * 9 / 10);
  std::nth_element(lengths.begin(), far, lengths.end());
  return *far;
}

bool Cutter::lines_are_paragraphs() const {
  std::size_t breaks = 0, wraps = 0;
  for (const Block& block : document_.structure.blocks) {
    if (block.kind != BlockKind::paragraph && block.kind != BlockKind::item) continue;
    for (std::size_t k = 1; k < block.lines.size(); ++k) ++breaks, wraps += normalise::lower_letter_at(document_.text.reading, block.lines[k].begin);
  }
  return wraps * 30 <= breaks;
}

std::size_t Cutter::measure_of(std::string_view text) const {
  if (measure_ == 0 || text.find('\n') == std::string_view::npos) return 0;
  std::size_t longest = 0, begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', begin)) {
    std::size_t next = end + 1;
    while (next < text.size() && text[next] == ' ') ++next;
    const std::size_t reading = next < text.size() ? document_.text.to_reading({static_cast<std::size_t>(text.data() - document_.text.folded.data()) + next, static_cast<std::size_t>(text.data() - document_.text.folded.data()) + next + 1}).begin : 0;
    if (next < text.size() && normalise::lower_letter_at(document_.text.reading, reading)) longest = std::max(longest, end - begin);
    begin = end + 1;
  }
  return longest > 0 ? std::min(measure_, longest) : measure_;
}

bool Cutter::ended_on_purpose(Range base, std::size_t at, std::size_t measure) const {
  if ((measure == 0 && !unwrapped_) || at == 0) return false;
  const std::string_view text = base.of(document_.text.folded);
  const char before = text[at - 1];
  if (before == ',' || before == '-' || before == '(') return false;
  std::size_t next = at + 1;
  while (next < text.size() && (text[next] == ' ' || text[next] == '"')) ++next;
  if (next >= text.size()) return false;
  const std::size_t reading = document_.text.to_reading({base.begin + next, base.begin + next + 1}).begin;
  if (!normalise::upper_letter_at(document_.text.reading, reading)) return false;
  const std::size_t line = text.rfind('\n', at - 1);
  const std::size_t length = at - (line == std::string_view::npos ? 0 : line + 1);
  const std::size_t stop = std::min(first_of(text, " \n", next), text.size());
  static const Regex hanging("\\b(?:de|du|des|la|le|les|et|ou|au|aux|a|par|que|qui|pour|dans|sur|en|m\\.|mm\\.|mme|mmes|monsieur|madame|dr|me|d'|l')[ ]*$");
  if (hanging.found(text.substr(at > 12 ? at - 12 : 0, std::min<std::size_t>(at, 12)))) return false;
  if (!unwrapped_ && length + 1 + (stop - next) + std::max<std::size_t>(6, measure / 8) >= measure) return false;
  static const Regex part("(?:article|art\\.?) ?(?:\\d|premier|unique)|(?:d'|de |que |qu')");  // « DÉCIDE / Article 1er : … »: of what the verb above opens
  if (part.begins(text.substr(next))) return false;
  const Range above = document_.text.to_reading({base.begin + at - length, base.begin + at});
  for (const extract::Match* match : document_.matches.within("decision", above))
    if (match->range.end + 2 >= above.end) return false;
  return true;
}

// « Approuvés par 37 oui ; décharge donnée à l'unanimité »: a decision on either side.
bool Cutter::parts_decisions(Range base, std::size_t begin, std::size_t at) const {
  if (at - begin < 12) return false;
  const std::string_view text = base.of(document_.text.folded);
  std::size_t stop = at + 1;
  while (stop < text.size() && text[stop] != ';' && !(text[stop] == '.' && !abbreviation(text, stop))) ++stop;
  const auto decided = [&](std::size_t from, std::size_t to) { return !document_.matches.within("decision", document_.text.to_reading({base.begin + from, base.begin + to})).empty(); };
  return decided(at + 1, stop) && decided(begin, at);
}

// A line that begins a statement of its own whatever ends the line before.
const Regex& Cutter::line_start() {
  static const Regex pattern("[ \\t]*(?:=>|->|vote ?[:-]|decide ?:|votes? et |(?:cette|la|ladite) (?:presente )?(?:resolution|proposition|deliberation|motion|decision)s?\\b)");
  return pattern;
}

// « Budget : 11 pour, 2 contre », « :Quitus: unanimité »: a line that says what was voted and how.
bool Cutter::result_line(std::size_t line, char before) const {
  static const Regex pattern("[ \\t|]*(?::[a-z][^:\\n]{2,50}: |votes? (?:du |de la |de l'|des |sur |rapport|budget|comptes?)[^\\n:;>]{2,80}(?::|->|=>)[ ]|[^\\n:;.!?>]{3,90}(?::|->|=>)[ ]?(?:(?:pour|oui|p)[ ]?:?[ ]?\\d|\\d{1,4} (?:voix|pour|oui|contre|abst)|(?:a l')?unanim|(?:adopte|approuve|valide|rejete|refuse|accepte|ajourne|reporte|retire)(?:e|\\(e\\)|[.-]e)?s?\\b))");
  const std::string_view text = document_.text.folded;
  const std::size_t first = text.find_first_not_of(" \t\"*'(|", line);
  if (first == std::string_view::npos || text[first] == '\n') return false;
  const std::size_t end = std::min(text.find('\n', line), text.size());
  if (first_of(text.substr(line, end - line), ":>") == std::string_view::npos) return false;
  const unsigned char sign = static_cast<unsigned char>(document_.text.reading[document_.text.to_reading({first, first + 1}).begin]);
  const bool opens = sign == ':' || text[text.find_first_not_of(" \t", line)] == '|' || (sign >= 'A' && sign <= 'Z') || sign == 0xC3 || std::string_view(".;:!)").find(before) != std::string_view::npos;
  return opens && pattern.begins(text.substr(line, end - line));
}

void Cutter::count_units(std::size_t t) {
  Topic& topic = minutes_.topics[t];
  const std::size_t stop = t + 1 < minutes_.topics.size() ? minutes_.topics[t + 1].first : minutes_.units.size();
  topic.count = stop - topic.first;
  topic.list_only = topic.count > 0;
  for (std::size_t u = topic.first; u < stop; ++u) topic.list_only = topic.list_only && minutes_.units[u].item;
}

bool names_business(std::string_view folded) {
  static const Regex opening(
      "[ \\t#*]*(?:\\d{1,2}[ ]?[.)/-]+[ ]?|[ivx]{1,5}[ ]?[.)/-]+[ ]?)?(?:approbation|quitus|decharge\\b|adoption|election|renouvellement|vote\\b|presentation|rapports?\\b|budgets?\\b|bilans?\\b|comptes?\\b|designation|questions? diverses|"
      "divers\\b|cotisations?\\b|tarifs?\\b|affectation|quitus|modification|validation|convention|subventions?\\b|deliberation|resolution|les elements financiers|proposition|motion|voeu|avis|point sur|tour de table|"
      "informations?\\b|comptes rendus?|pv\\b|proces-verbal|reglement|election|elections|composition|demission|nomination|projets?\\b|orientations?\\b|perspectives?\\b|creation|attribution|autorisation|decision modificative|compte administratif)");
  return opening.begins(folded);
}

const Minutes& cut_minutes(const extract::Document& document) {
  return document.workings.get<Minutes>([&] { return Cutter(document).run(); });
}

}  // namespace minutier::extractors
