#include "extractors/minutes_units.hpp"

#include <algorithm>
#include <optional>

#include "extractors/agenda_list.hpp"
#include "extractors/numbered_heads.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"

namespace minutier::extractors {
namespace {


// Lines that look like headings but are parts of a topic: labels of lists, formulas, results, votes.
bool part_of_topic(std::string_view folded) {
  static const Regex opening(
      "[ \\t#*>:=-]*(?:(?:etai(?:en)?t|sont|est|ont ete|furent)[ \\n](?:egalement[ \\n])?(?:present|absent|excuse|represente)|present(?!ation)|absent|excuse|represente|pouvoir|procuration|membres? |invite|participant|assist|"
      "decide|arrete\\b|delibere|vu\\b|considerant|attendu|ouie?\\b|entendu|apres|article[ \\n]\\d|art\\.|rapporteur|animat|discutant|secretaires?\\b|presidente?s?\\b|en exercice|date de|"
      "pour[ ]?(?::|\\d)|contre[ ]?(?::|\\d)|abst|unanim|a l'unanimite|a la majorite|vote?s?[ ]?(?:[:=-]|$)|votes? [a-z' ]{1,24}[:=]|(?:la |cette )?(?:resolution|proposition|deliberation|motion)s? (?:est|sont|a ete|mise)|"
      "il est[ \\n](?:propose|resolu)|que\\b|d'autoriser|fait|pour extrait|le maire|la maire|signature|ainsi|\\(\\*\\)|\\*|l'assemblee|le conseil|l'an\\b)");
  static const Regex result("[ \\t#*>=\"-]*(?:(?:resolution|proposition|deliberation|motion) )?(?:non )?(?:adopte|approuve|accepte|rejete|refuse|valide|ajourne|retire|reporte|vote)(?:\\(?e\\)?)?s?(?:[ \\n](?:a|par|sans|au)\\b[^\\n]{0,80}|[ ]?[-:(,][ ]?[^\\n]{0,80})?[ ]*[.!\"]?[ ]*");
  static const Regex counts("[ \\t#*>=\"-]*(?:\\(?(?:pour|contre|abst[a-z.]*|oui|non)[ ]?[:=][ ]?\\d|\\(?\\d{1,6} (?:votes?|voix|suffrages|pour|contre|oui|non|abst|votants|bulletins)\\b)");
  static const Regex columns("[^\\n]{0,60}\\b(?:19|20)\\d\\d[ ]+(?:[a-z.]{1,12}[ ]+)?(?:19|20)\\d\\d[ ]*");  // « Exploitation  BP 2019  BP 2020 »: heads of columns
  return opening.begins(folded) || result.matches(folded) || counts.begins(folded) || columns.matches(folded);
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

// « Anne : … », « Jean-Marie Bergère (IPR) : … », « M. le Maire : … »: someone speaks.
bool speaks(std::string_view reading, std::string_view folded) {
  static const Regex labels(
      "[ \\t*>=-]*(?:votes?|recueill[a-z]+|obtien[a-z]+|ont obtenu|ont vote|depouillement|refus de vote|resolution|decision|proposition|deliberation|resultats?|pour|contre|abstentions?|oui|non|objet|motion|conclusion|article|art|avis|scrutin|suffrages|quitus|budget|rapport|compte|bilan|approbation|election|point|decide|arrete|delibere|approuve|autorise|adopte|emet|[a-z]+ resolution)\\b");
  const std::size_t colon = folded.find(':');
  if (colon == std::string_view::npos || colon > 60 || colon < 2) return false;
  static const Regex score(":[ ]*(?:\\d+|[a-z]+(?:[ -][a-z]+)?)[ ](?:voix|votes?|contre|pour|abst|oui|suffrages)");
  if (labels.begins(folded) || score.begins(folded.substr(colon))) return false;
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
  return words >= 1 && words <= 6 && capitals + 1 >= words && capitals >= 1;
}

class Cutter {
 public:
  explicit Cutter(const extract::Document& document) : document_(document), agenda_(announced_agenda(document)), heads_(numbered_heads(document, agenda_.span)) {}

  Minutes run() {
    minutes_.flat = document_.text.folded;
    std::replace(minutes_.flat.begin(), minutes_.flat.end(), '\n', ' ');
    minutes_.topics.push_back({});
    const std::vector<Block>& blocks = document_.structure.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].kind == BlockKind::furniture) continue;
      block(i);
    }
    for (std::size_t t = 0; t < minutes_.topics.size(); ++t) count_units(t);
    return std::move(minutes_);
  }

 private:
  bool in_agenda(Range range) const { return agenda_.span.overlaps(range); }

  void open(Range title, Range number, std::size_t block, bool resolution = false) {
    Topic topic;
    topic.title = title;
    topic.number = number;
    topic.block = static_cast<int>(block);
    topic.resolution = resolution;
    topic.first = minutes_.units.size();
    topic.inside_agenda = in_agenda(title);
    minutes_.topics.push_back(topic);
  }

  Range clean(Range title) const {
    const std::string_view text = document_.text.reading;
    while (!title.empty() && (text[title.end - 1] == ' ' || text[title.end - 1] == '\n' || text[title.end - 1] == ':' || text[title.end - 1] == '.' || text[title.end - 1] == '-')) --title.end;
    return title;
  }

  void open_heading(std::size_t i, Range line) {
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

  void block(std::size_t i) {
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
    if (block.kind == BlockKind::paragraph && block.lines.size() == 1 && block.range.size() <= 110 && !sentence_like(folded) && !colon_end(folded) && names_business(folded) &&
        document_.matches.within("decision", block.range).empty() && !part_of_topic(folded)) {
      open_heading(i, block.range);
      return;
    }
    if (short_title(i)) {
      open_heading(i, block.range);
      return;
    }
    if (headed(i)) return;
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

  // A heading that is the decision itself: « LE RAPPORT MORAL EST ADOPTÉ À L'UNANIMITÉ ».
  bool says_decision(Range range) const {
    for (const extract::Match* match : document_.matches.within("decision", range)) {
      const std::string& id = match->rule->id;
      if (id.compare(0, 15, "decision.active") == 0 || id.compare(0, 16, "decision.passive") == 0 || id.compare(0, 17, "decision.resolved") == 0 || id == "decision.result.prop") return true;
    }
    return false;
  }

  // « Point 3. Formation », « Sujet B – L'argent », « Ad 4 … », and words in bold at the head of a paragraph: titles whatever follows.
  bool certain_title(std::size_t i) {
    const Block& block = document_.structure.blocks[i];
    if (block.kind == BlockKind::table || block.lines.empty()) return false;
    static const Regex opening("[ \\t#*]*(?<word>point|sujet|question|dossier|affaire|theme|sequence|ad)[ ]+(?:no[ ]?|n[.] ?)?(?<n>\\d{1,2}|[a-z]|[ivx]{1,5})(?:[ ]*[.:)/-]+[ ]*|[ ]+|$)(?<title>[^\\n]*)");
    const Range first = block.lines.front();
    const std::string_view folded = document_.text.fold(first);
    const Range base = document_.text.to_folded(first);
    RegexHit hit;
    if (opening.begins(folded, hit)) {
      const bool latin = opening.text(folded, hit, "word") == "ad";
      const Range number = document_.text.to_reading(opening.range(hit, "n").after(base.begin));
      const unsigned char sign = static_cast<unsigned char>(document_.text.reading[first.begin]);
      if (sign < 'A' || sign > 'Z') return false;
      Range title = document_.text.to_reading(opening.range(hit, "title").after(base.begin));
      const bool marked = folded.find_first_of(".:)/-") < 16 || latin;
      if (latin) {
        open(title_of_entry(document_.text.fold(number)), number, i);
        sentences(i, {number.end, block.range.end});
        return true;
      }
      if (title.empty()) title = title_of_entry(document_.text.fold(number));
      if (marked && !title.empty() && title.size() <= 140) {
        const Range rest{first.end, block.range.end};
        open(clean(title), number, i);
        if (rest.size() > 2) sentences(i, rest);
        return true;
      }
    }
    return bold_title(i);
  }

  bool numbered_head(std::size_t i) {
    while (next_head_ < heads_.size() && heads_[next_head_].block < static_cast<int>(i)) ++next_head_;
    if (next_head_ >= heads_.size() || heads_[next_head_].block != static_cast<int>(i)) return false;
    const NumberedHead& head = heads_[next_head_];
    if (!head.title.empty() && says_decision(head.title)) return false;
    open(clean(head.title), head.number, i);
    if (!head.rest.empty()) sentences(i, head.rest);
    return true;
  }

  // The title the agenda gives an entry of this number.
  Range title_of_entry(std::string_view number) const {
    for (const AgendaEntry& entry : agenda_.entries)
      if (!entry.number.empty() && document_.text.fold(entry.number) == number) return entry.title;
    return {};
  }

  // « **Tarifs 2022** (licence en sus) », « **4/ Budget** : 12 000 € … »: what the page sets in bold at the head of a paragraph.
  bool bold_title(std::size_t i) {
    const Block& block = document_.structure.blocks[i];
    if ((block.kind != BlockKind::paragraph && block.kind != BlockKind::heading) || block.range.size() < 8) return false;
    const std::string& page = document_.text.recognised;
    std::size_t begin = document_.text.to_recognised({block.range.begin, block.range.begin + 1}).begin;
    if (begin + 2 < page.size() && page.compare(begin, 2, "**") == 0) begin += 2;
    if (begin < 2 || page.compare(begin - 2, 2, "**") != 0 || (begin >= 3 && page[begin - 3] != '\n')) return false;
    const std::size_t end = page.find("**", begin);
    if (end == std::string::npos || end - begin < 4 || end - begin > 110 || page.find('\n', begin) < end) return false;
    const Range bold = document_.text.reading_map.up({begin, end});
    if (bold.empty() || bold.begin < block.range.begin || bold.end > block.range.end || (block.kind == BlockKind::heading && bold.size() + 12 > block.range.size())) return false;
    const std::string_view folded = document_.text.fold(bold);
    static const Regex label("[ ]*(?:lieu|date|quand|ou|qui|presidence|president|secretaire|secretariat|proces-verbal|animation|equipe|bureau sortant|excuses?|ordre du jour|convocation|quorum|vote|votes|decision|resultat|total|nb|note|remarque|attention|reponse|question|reference)s?\\b[^a-z]*$");
    if (part_of_topic(folded) || label.begins(folded) || sentence_like(folded) || says_decision(bold) || (bold.size() == block.range.size() && says_decision(block.range))) return false;
    const Numbered numbered = split_number(document_, bold);
    if (numbered.number.empty() && !names_business(document_.text.fold(numbered.title)) && bold.size() < block.range.size()) return false;
    open(clean(numbered.title), numbered.number, i);
    std::size_t from = bold.end;
    const std::string_view text = document_.text.reading;
    while (from < block.range.end && (text[from] == ' ' || text[from] == ':' || text[from] == '\n' || text[from] == '\xE2' || text[from] == '\x80' || text[from] == '\x93' || text[from] == '\x94' || text[from] == '-' || text[from] == '\xC2' || text[from] == '\xA0')) ++from;
    if (from < block.range.end) sentences(i, {from, block.range.end});
    return true;
  }

  // « Bilan financier », and on the next line what was said of it.
  bool titled_line(std::size_t i) {
    const Block& block = document_.structure.blocks[i];
    if ((block.kind != BlockKind::paragraph && block.kind != BlockKind::heading) || block.lines.size() < 2) return false;
    const Range first = block.lines.front();
    const std::string_view folded = document_.text.fold(first);
    const unsigned char next = static_cast<unsigned char>(document_.text.reading[block.lines[1].begin]);
    const bool capital = (next >= 'A' && next <= 'Z') || next == 0xC3 || next == '-';
    if (first.size() > 80 || !capital || sentence_like(folded) || colon_end(folded) || !names_business(folded) || part_of_topic(folded) || says_decision(first)) return false;
    if (block.kind == BlockKind::heading && !says_decision(block.range)) return false;
    const char end = document_.text.reading[first.end - 1];
    if (end == ',' || folded.find(" : ") != std::string_view::npos) return false;
    open_heading(i, first);
    sentences(i, {block.lines[1].begin, block.range.end});
    return true;
  }

  // « Chemin de la Font-Basse. » alone on its line above a paragraph.
  bool short_title(std::size_t i) const {
    const std::vector<Block>& blocks = document_.structure.blocks;
    const Block& block = blocks[i];
    if (block.kind != BlockKind::paragraph || block.lines.size() != 1 || block.range.size() > 70 || i + 1 >= blocks.size()) return false;
    if (blocks[i + 1].kind != BlockKind::paragraph || blocks[i + 1].range.size() < 2 * block.range.size()) return false;
    const std::string_view folded = document_.text.fold(block.range);
    if (folded.size() < 5 || folded.back() != '.' || part_of_topic(folded) || folded.find_first_of(":;?!0123456789") != std::string_view::npos) return false;
    const unsigned char first = static_cast<unsigned char>(document_.text.reading[block.range.begin]);
    if (!((first >= 'A' && first <= 'Z') || first == 0xC3)) return false;
    static const Regex verb("\\b(?:est|sont|a|ont|fut|furent|se|s'|ne|n'|il|elle|ils|on|nous|je|j'|prie|remercie|preside|adopte|approuve|accepte|refuse|rejete|vote|avis|acte|fait|leve|rien|neant|oui|non|seance|session)\\b");
    return !verb.found(folded);
  }

  // « 1. Compte de 1882. - M. Prudhon donne lecture … »: the words before the dash are the title.
  bool headed(std::size_t i) {
    const Block& block = document_.structure.blocks[i];
    if (block.kind == BlockKind::table || block.kind == BlockKind::heading) return false;
    static const Regex head("[ ]*(?:[a-z0-9]{1,3}[.)][ ]+)?(?<title>[a-z][^.;:!?\\n]{3,80}(?:\\d{4})?)\\.[ ]?-{1,2}[ \\n](?=[a-z0-9\"])");
    const std::string_view folded = document_.text.fold(block.range);
    RegexHit hit;
    if (!head.begins(folded, hit)) return false;
    const Range base = document_.text.to_folded(block.range);
    const Range title = document_.text.to_reading(head.range(hit, "title").after(base.begin));
    if (!document_.matches.within("decision", title).empty() || part_of_topic(document_.text.fold(title))) return false;
    open_heading(i, {block.range.begin, title.end});
    sentences(i, document_.text.to_reading({base.begin + hit.whole().end, base.end}));
    return true;
  }

  // « 2. Budget 2018 » that text follows; « - Bilan moral » with items below it.
  bool item_heading(std::size_t i) {
    const std::vector<Block>& blocks = document_.structure.blocks;
    const Block& block = blocks[i];
    const std::string_view text = document_.text.reading;
    if (block.lines.empty()) return false;
    const Range first = block.lines.front();
    const std::string_view folded = document_.text.fold(first);
    const char last = text[first.end - 1];
    static const Regex two_sentences("[a-z]{3}[.] [a-z]");  // « X. Boissier trouve … trop brutale. Le Président … »
    if (two_sentences.found(folded)) return false;
    if (first.size() > 130 || last == ';' || last == ',' || part_of_topic(folded) || !document_.matches.within("decision", first).empty()) return false;
    const bool numbered = !block.marker.empty() && ((block.marker[0] >= '0' && block.marker[0] <= '9') || block.marker[0] == 'I' || block.marker[0] == 'V' || block.marker[0] == 'X');
    const auto capital = [&](std::size_t at) {
      const unsigned char c = static_cast<unsigned char>(text[at]);
      return (c >= 'A' && c <= 'Z') || c == 0xC3;
    };
    static const Regex vote_line("(?:pour|contre|oui|non|vote|adopte|approuve|accepte|refuse|rejete|unanim|a l'unanim)\\b");
    if (numbered && block.lines.size() >= 2 && last != '.' && capital(first.begin) && (capital(block.lines[1].begin) || vote_line.begins(document_.text.fold(block.lines[1])))) {
      open_heading(i, first);
      sentences(i, {block.lines[1].begin, block.range.end});
      return true;
    }
    if (block.lines.size() > 2 || last == '.' || colon_end(folded)) return false;
    std::size_t next = i + 1;
    while (next < blocks.size() && blocks[next].kind == BlockKind::furniture) ++next;
    if (next >= blocks.size()) return false;
    const bool deeper = blocks[next].kind == BlockKind::item && blocks[next].level > block.level;
    const bool text_follows = numbered && blocks[next].kind != BlockKind::item && capital(first.begin);
    if ((deeper && block.level == 0) || text_follows) {
      open_heading(i, block.range);
      return true;
    }
    return false;
  }

  // « Première résolution – Transfert du siège. Adoptée à l'unanimité. »: the line's head is the title.
  void titled(std::size_t i, const std::vector<const extract::Match*>& titles) {
    const Block& block = document_.structure.blocks[i];
    std::size_t at = block.range.begin;
    for (const extract::Match* match : titles) {
      if (match->range.begin > at) sentences(i, {at, match->range.begin});
      Range title = match->group("title");
      at = std::max(at, match->range.end);
      const Range aside = match->group("majority");
      static const Regex majority("majorite|unanimite|article|art\\.|ordinaire");
      if (!aside.empty() && !majority.found(document_.text.fold(aside))) {  // « Première résolution (comptes 2017) - L'assemblée approuve … »
        if (!title.empty()) at = title.begin;
        title = aside;
      } else if (const std::vector<const extract::Match*> said = document_.matches.within("decision", title); !title.empty() && !said.empty() && said.front()->range.begin > title.begin + 3) {
        const std::string_view text = document_.text.reading;  // « Décision 1 / PV du 25 septembre - adopté (17 pour) »
        std::size_t end = said.front()->range.begin;
        while (end > title.begin && (text[end - 1] == ' ' || text[end - 1] == '-' || text[end - 1] == ':')) --end;
        const std::string_view kept = document_.text.fold({title.begin, end});
        if (said.front()->rule->id == "decision.result" && kept.find(" est") == std::string_view::npos) {
          title.end = end;
          at = said.front()->range.begin;
        }
      }
      if (title.empty()) title = next_line(block, at);
      if (title.empty()) title = match->group("name");
      else at = std::max(at, title.end);
      open(clean(title), match->group("number"), i, match->rule->id != "decision.title.object");
    }
    if (at < block.range.end) sentences(i, {at, block.range.end});
  }

  // The line under « Résolution 12 » where it is a title.
  Range next_line(const Block& block, std::size_t at) const {
    for (const Range line : block.lines) {
      if (line.begin < at) continue;
      const std::string_view folded = document_.text.fold(line);
      const bool title = line.size() <= 110 && !sentence_like(folded) && !colon_end(folded) && !part_of_topic(folded) && document_.matches.within("decision", line).empty() && &line != &block.lines.back();
      return title ? line : Range{};
    }
    return {};
  }

  void add(std::size_t i, Range range, bool speech) {
    const std::string_view text = document_.text.reading;
    while (!range.empty() && (text[range.begin] == ' ' || text[range.begin] == '\n' || text[range.begin] == '\t')) ++range.begin;
    while (!range.empty() && (text[range.end - 1] == ' ' || text[range.end - 1] == '\n' || text[range.end - 1] == '\t')) --range.end;
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

  static bool abbreviation(std::string_view text, std::size_t dot) {
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
    if (word.size() <= 1) return !word.empty() || !(dot > 0 && (text[dot - 1] == ')' || text[dot - 1] == '"'));
    if (word == "fr") return dot + 2 < text.size() && text[dot + 2] >= '0' && text[dot + 2] <= '9';
    static const Regex opening("[ \\n](?:les?|la|l'|il|elle|une?|cette|ce|on|mme|mm?\\.|resolution|adopte|rejete)\\b");
    if ((word == "abst" || word == "abs") && opening.begins(text.substr(dot + 1))) return false;  // « … et 2 abst. Le préavis … »
    for (const std::string_view known : {"mm", "mr", "mme", "mmes", "mlle", "dr", "art", "st", "ste", "no", "al", "cf", "ex", "tel", "av", "bd", "inc", "abst", "abs", "prop", "j-m", "r-m", "a-s", "j-l", "j-p", "j-c", "m-c"})
      if (word == known) return true;
    return false;
  }

  void sentences(std::size_t i, Range range) {
    if (range.empty()) return;
    const Range base = document_.text.to_folded(range);
    const std::string_view text = base.of(document_.text.folded);
    const bool speech = speaks(document_.text.read(range), text);
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      const bool at_gap = at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == '\n';
      bool end = false;
      if (c == '!' || c == '?') end = at_gap;
      else if (c == '.') end = at_gap && !abbreviation(text, at);
      else if (c == ';') end = at + 1 >= text.size() || text[at + 1] == '\n' || parts_decisions(base, begin, at);
      else if (c == '\n') end = at + 1 < text.size() && (text[at + 1] == '\n' || (at > 0 && text[at - 1] == ':') || line_start().begins(text.substr(at + 1)));
      if (!end && at - begin > 1500) end = c == '\n' || (at - begin > 3000 && c == ' ');  // no sentence: keep what reads it quick
      if (!end) continue;
      add(i, document_.text.to_reading({base.begin + begin, base.begin + at + 1}), speech);
      begin = at + 1;
    }
    if (begin < text.size()) add(i, document_.text.to_reading({base.begin + begin, base.end}), speech);
  }

  // « Approuvés par 37 oui ; décharge donnée à l'unanimité »: a decision on either side.
  bool parts_decisions(Range base, std::size_t begin, std::size_t at) const {
    if (at - begin < 12) return false;
    const std::string_view text = base.of(document_.text.folded);
    const std::size_t stop = std::min(text.find_first_of(".;", at + 1), text.size());
    const auto decided = [&](std::size_t from, std::size_t to) { return !document_.matches.within("decision", document_.text.to_reading({base.begin + from, base.begin + to})).empty(); };
    return decided(at + 1, stop) && decided(begin, at);
  }

  // A line that begins a statement of its own whatever ends the line before.
  static const Regex& line_start() {
    static const Regex pattern("[ \\t]*(?:=>|->|vote ?[:-]|decide ?:|votes? et |(?:cette|la|ladite) (?:presente )?(?:resolution|proposition|deliberation|motion|decision)s?\\b)");
    return pattern;
  }

  void count_units(std::size_t t) {
    Topic& topic = minutes_.topics[t];
    const std::size_t stop = t + 1 < minutes_.topics.size() ? minutes_.topics[t + 1].first : minutes_.units.size();
    topic.count = stop - topic.first;
    topic.list_only = topic.count > 0;
    for (std::size_t u = topic.first; u < stop; ++u) topic.list_only = topic.list_only && minutes_.units[u].item;
  }

  const extract::Document& document_;
  AgendaList agenda_;
  std::vector<NumberedHead> heads_;  // in order of their blocks
  std::size_t next_head_ = 0;
  Minutes minutes_;
};

}  // namespace

bool names_business(std::string_view folded) {
  static const Regex opening(
      "[ \\t#*]*(?:\\d{1,2}[ ]?[.)/-]+[ ]?|[ivx]{1,5}[ ]?[.)/-]+[ ]?)?(?:approbation|adoption|election|renouvellement|vote\\b|presentation|rapports?\\b|budgets?\\b|bilans?\\b|comptes?\\b|designation|questions? diverses|"
      "divers\\b|cotisations?\\b|tarifs?\\b|affectation|quitus|modification|validation|convention|subventions?\\b|deliberation|resolution|les elements financiers|proposition|motion|voeu|avis|point sur|tour de table|"
      "informations?\\b|comptes rendus?|pv\\b|proces-verbal|reglement|election|elections|composition|demission|nomination|projets?\\b|orientations?\\b|perspectives?\\b|creation|attribution|autorisation|decision modificative|compte administratif)");
  return opening.begins(folded);
}

Minutes cut_minutes(const extract::Document& document) { return Cutter(document).run(); }

}  // namespace minutier::extractors
