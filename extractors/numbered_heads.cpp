#include "extractors/numbered_heads.hpp"

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

struct Candidate {
  NumberedHead head;
  std::int64_t value = 0;
  bool body = false;  // text under the title
  bool roman = false;
};

// 1 for "1", "i", and "a" behind « Sujet ».
std::int64_t value_of(std::string_view folded, bool lettered) {
  if (folded.empty()) return -1;
  if (folded[0] >= '0' && folded[0] <= '9') {
    std::int64_t value = 0;
    for (const char c : folded) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  }
  if (lettered && folded.size() == 1) return folded[0] - 'a' + 1;
  return extract::parse_roman(folded).value_or(-1);
}

bool capital_at(std::string_view text, std::size_t at) {
  const unsigned char c = at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
  return (c >= 'A' && c <= 'Z') || c == 0xC3 || (c >= '0' && c <= '9') || c == 0xC2;
}

// A quick look before the pattern's work.
bool may_open(std::string_view folded) {
  const std::size_t at = folded.find_first_not_of(" \t#*");
  if (at == std::string_view::npos) return false;
  const char c = folded[at];
  const char next = at + 1 < folded.size() ? folded[at + 1] : ' ';
  if ((c >= '0' && c <= '9') || next == ')') return true;
  if (c == 'i' || c == 'v' || c == 'x') return std::string_view("ivx .):/-").find(next) != std::string_view::npos;
  for (const std::string_view word : {"point", "sujet", "theme", "question", "affaire", "objet", "resolution", "deliberation", "no"})
    if (folded.substr(at, word.size()) == word) return true;
  return false;
}

class Finder {
 public:
  Finder(const extract::Document& document, Range skip) : document_(document), skip_(skip) {}

  std::vector<NumberedHead> run() {
    const std::vector<Block>& blocks = document_.structure.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) candidate(i);
    std::vector<NumberedHead> best;
    std::size_t most = 0;
    std::vector<bool> used(found_.size(), false);
    for (std::size_t first = 0; first < found_.size(); ++first) {
      if (found_[first].value != 1 || used[first]) continue;
      std::vector<const Candidate*> chain{&found_[first]};
      for (std::size_t next = first + 1; next < found_.size(); ++next) {
        if (found_[next].roman != chain.front()->roman) continue;  // « 1. 2. 3. » under « VII - »
        if (found_[next].value == 1) break;
        if (found_[next].value != static_cast<std::int64_t>(chain.size()) + 1) continue;
        chain.push_back(&found_[next]);
      }
      if (const std::size_t worth = worth_of(chain); worth > most) {
        most = worth;
        best.clear();
        for (const Candidate* one : chain) best.push_back(one->head);
      }
    }
    return best;
  }

 private:
  // The bytes a chain leads through; 0 where it is a mere list.
  static std::size_t worth_of(const std::vector<const Candidate*>& chain) {
    if (chain.size() < 3) return 0;
    std::size_t bodies = 0, titles = 0;
    for (const Candidate* one : chain) {
      bodies += one->body;
      titles += !one->head.title.empty();
    }
    if (bodies * 2 < chain.size() || titles * 3 < chain.size() * 2) return 0;
    return chain.back()->head.number.begin - chain.front()->head.number.begin;
  }

  void candidate(std::size_t i) {
    const Block& block = document_.structure.blocks[i];
    if (block.kind == BlockKind::table || block.kind == BlockKind::furniture || block.lines.empty() || block.range.overlaps(skip_)) return;
    const std::string_view text = document_.text.reading;
    std::size_t begin = block.range.begin;
    while (begin > 0 && text[begin - 1] != '\n') --begin;
    if (block.range.begin - begin > 16) begin = block.range.begin;
    while (begin < block.range.begin && (text[begin] == '#' || text[begin] == ' ')) ++begin;
    const Range first{begin, block.lines.front().end};
    const std::string_view folded = document_.text.fold(first);
    if (!may_open(folded)) return;
    Numbered numbered = split_number(document_, first);
    // « ## 1 Compte rendu du 20 juin »: a heading that its layout marks needs no sign behind the number
    static const Regex bare("^[ #*]*(?<n>\\d{1,2}) +(?=[a-z])");
    if (RegexHit hit; numbered.number.empty() && block.kind == BlockKind::heading && block.level < 5 && bare.search(folded, hit)) {
      const Range base = document_.text.to_folded(first);
      numbered.number = document_.text.to_reading(bare.range(hit, "n").after(base.begin));
      numbered.title = {document_.text.to_reading({base.begin + hit.whole().end, base.end}).begin, first.end};
    }
    if (numbered.number.empty() || numbered.title.empty()) return;
    Candidate one;
    const std::string_view number = document_.text.fold(numbered.number);
    const char lead = folded.substr(0, folded.find_first_not_of(" \t#*") == std::string_view::npos ? 0 : folded.find_first_not_of(" \t#*") + 1).back();
    one.value = value_of(number, lead == 's' || lead == 'p' || lead == 't' || lead == 'q');
    if (one.value < 1 || one.value > 60) return;
    one.roman = number.front() == 'i' || number.front() == 'v' || number.front() == 'x';
    one.head.block = static_cast<int>(i);
    one.head.number = numbered.number;
    title(block, without_act(numbered.title), one);
    if (!themed(one.head.title)) one.head.title = capitals(one.head.title);
    one.body = one.body || !one.head.rest.empty() || text_follows(i);
    found_.push_back(one);
  }

  // « 4. Délibération n° 2024-015 – Affectation du résultat »: the number of the act is none of the title.
  Range without_act(Range title) const {
    static const Regex act("(?:deliberation|affaire|dossier|rapport|resolution) (?:no ?|n\\. ?|numero )?\\d[0-9a-z./-]*[ ]?(?:[:.]|--?)[ ]");
    RegexHit hit;
    const std::string_view folded = document_.text.fold(title);
    if (!act.begins(folded, hit) || hit.whole().end + 4 > folded.size()) return title;
    const Range base = document_.text.to_folded(title);
    return {document_.text.to_reading({base.begin + hit.whole().end, base.end}).begin, title.end};
  }

  bool text_follows(std::size_t i) const {
    const std::vector<Block>& blocks = document_.structure.blocks;
    for (std::size_t next = i + 1; next < blocks.size(); ++next) {
      if (blocks[next].kind == BlockKind::furniture) continue;
      if (blocks[next].kind == BlockKind::heading && blocks[i].kind == BlockKind::heading && blocks[next].level > blocks[i].level) continue;  // « 3. Ordre du jour », « 2017-11-301 », and the text
      if (blocks[next].kind == BlockKind::paragraph || blocks[next].kind == BlockKind::table) return true;
      if (blocks[next].kind == BlockKind::heading && blocks[i].kind == BlockKind::heading && blocks[next].level > blocks[i].level) return true;  // a part of it
      return blocks[next].kind == BlockKind::item && (blocks[next].marker.empty() || blocks[next].marker[0] < '0' || blocks[next].marker[0] > '9');
    }
    return false;
  }

  // « FINANCES - Attribution de subventions »: a theme in capitals and what of it.
  bool themed(Range title) const {
    const std::string_view text = document_.text.read(title);
    const std::string_view folded = document_.text.fold(title);
    std::size_t dash = folded.find(" - ");
    if (dash == std::string_view::npos || dash < 4 || dash > 40) return false;
    const Range base = document_.text.to_folded(title);
    const Range theme = document_.text.to_reading({base.begin, base.begin + dash});
    const Range after = document_.text.to_reading({base.begin + dash + 3, base.end});
    if (theme.end > title.end || after.size() < 6 || !capital_at(document_.text.reading, after.begin)) return false;
    for (std::size_t at = 0; at < theme.size(); ++at) {
      const unsigned char c = static_cast<unsigned char>(text[at]);
      if ((c >= 'a' && c <= 'z') || (c == 0xC3 && at + 1 < theme.size() && static_cast<unsigned char>(text[at + 1]) >= 0x9F)) return false;
    }
    return true;
  }

  // « MOTION demandant la réouverture de la gare », « ÉLECTIONS - vote par mandats »: the capitals are the title.
  Range capitals(Range title) const {
    const std::string_view text = document_.text.reading;
    std::size_t end = title.begin, letters = 0;
    bool mixed = false;
    for (std::size_t at = title.begin; at < title.end;) {
      std::size_t stop = at;
      bool lower = false;
      std::size_t upper = 0;
      while (stop < title.end && text[stop] != ' ') {
        const unsigned char c = static_cast<unsigned char>(text[stop]);
        const bool small_accented = c == 0xC3 && stop + 1 < title.end && static_cast<unsigned char>(text[stop + 1]) >= 0x9F;
        lower = lower || (c >= 'a' && c <= 'z') || small_accented;
        upper += (c >= 'A' && c <= 'Z') || (c == 0xC3 && !small_accented);
        ++stop;
      }
      if (lower) {
        mixed = true;
        break;
      }
      if (upper > 0) end = stop, letters += upper;
      at = stop + 1;
    }
    return mixed && letters >= 6 && end > title.begin && end + 2 < title.end ? Range{title.begin, end} : title;
  }

  void title(const Block& block, Range line, Candidate& one) const {
    const std::string_view text = document_.text.reading;
    NumberedHead& head = one.head;
    if (line.begin >= block.range.end || (!capital_at(text, line.begin) && block.kind != BlockKind::heading)) {
      head.rest = block.range;
      return;
    }
    const std::string_view folded = document_.text.fold(line);
    const Range base = document_.text.to_folded(line);
    const auto cut = [&](std::size_t at, std::size_t from) {
      head.title = document_.text.to_reading({base.begin, base.begin + at});
      head.rest = {std::min(block.range.end, document_.text.to_reading({base.begin + from, base.end}).begin), block.range.end};
    };
    static const Regex run_in("[^.;:!?\\n]{3,90}?(?:\\([^)\\n]{2,40}\\))?(?<sign>\\.[ ]?-{1,2}[ ]?|[ ]-{1,2}[ ]|\\.-[ ]?)(?=[a-z0-9\"])");
    static const Regex colon("(?<title>[a-z0-9'][^.;:!?\\n]{3,90}?)[ ]?:[ ](?=[^ \\n])");
    static const Regex verb("\\b(?:est|sont|ont|sera|seront|propose|rappelle|presente|informe|donne|expose|indique|explique|demande|decide|approuve|adopte)\\b");
    const auto says = [&](std::string_view words) {  // the reading tells « a » from « à »
      return verb.found(words) || contains(document_.text.read(document_.text.to_reading({base.begin, base.begin + words.size()})), " a ");
    };
    if (themed(line) && line.size() <= 140 && text[line.end - 1] != '.' && !says(folded)) {
      head.title = line;
      head.line = true;
      head.rest = {std::min(line.end, block.range.end), block.range.end};
      if (head.rest.size() < 3) head.rest = {};
      return;
    }
    RegexHit hit;
    // « I - PROCES-VERBAL. Lecture est donnée … »: capitals up to a full stop, run into what was said.
    if (const std::size_t stop = folded.find(". "); stop != std::string_view::npos && stop > 3 && stop < 70 && folded.substr(0, stop).find(':') == std::string_view::npos && folded.substr(stop - 2, 2) != "mm" && folded[stop - 1] >= 'a' && folded[stop - 1] <= 'z' && folded[stop - 2] >= 'a' && folded[stop - 2] <= 'z' && block.range.size() > stop + 12) {
      const Range loud = document_.text.to_reading({base.begin, base.begin + stop});
      const std::string_view words = document_.text.read(loud);
      std::size_t upper = 0, lower = 0;
      for (std::size_t at = 0; at < words.size(); ++at) {
        const unsigned char c = static_cast<unsigned char>(words[at]);
        lower += (c >= 'a' && c <= 'z') || (c == 0xC3 && at + 1 < words.size() && static_cast<unsigned char>(words[at + 1]) >= 0x9F);
        upper += c >= 'A' && c <= 'Z';
      }
      if (upper >= 4 && lower == 0) {
        cut(stop, stop + 2);
        head.line = true;
        return;
      }
    }
    const bool more = block.kind != BlockKind::heading && (block.lines.size() > 1 || text[line.end - 1] == '.');  // a dash alone also parts the words of a title
    static const Regex inside("[a-z]{3}[.] [a-z0-9]");
    const char last = text[line.end - 1];
    const bool alone = block.lines.size() == 1 || (capital_at(text, block.lines[1].begin) && line.size() < 100) || text[block.lines[1].begin] == '-' || text[block.lines[1].begin] == '"' || text[block.lines[1].begin] == '(' || text[block.lines[1].begin] == '\xE2';
    const bool full_line = block.lines.size() > 1 && last == '.' && line.size() < 110 && alone && !says(folded) && !inside.found(folded);  // « 5. Logement - convention de partenariat. »
    // A title over two or three lines: « … d'un représentant au conseil » over « d'administration du collège ».
    const Range whole{line.begin, block.range.end};
    if (block.lines.size() > 1 && block.lines.size() < 4 && !alone && last != '.' && last != ':' && whole.size() < 190 && text[block.range.end - 1] != '.' && text[block.range.end - 1] != ';' && !says(document_.text.fold(whole)) && !contains(document_.text.fold(whole), ". ") && text_follows(static_cast<std::size_t>(&block - document_.structure.blocks.data()))) {
      head.title = whole;
      head.line = true;
      return;
    }
    // « … Désignation des délégués aux assemblées » over « générales », and then what was said of it.
    if (block.lines.size() > 2 && !alone && last != '.' && last != ':' && last != ',' && last != ';' && line.size() > 45 && block.lines[1].size() * 5 < line.size() * 4 && capital_at(text, block.lines[2].begin) && std::string_view(".,;:").find(text[block.lines[1].end - 1]) == std::string_view::npos) {
      const Range two{line.begin, block.lines[1].end};
      if (two.size() < 190 && !says(document_.text.fold(two)) && !contains(document_.text.fold(two), ". ")) {
        head.title = two;
        head.line = true;
        head.rest = {block.lines[2].begin, block.range.end};
        return;
      }
    }
    static const Regex speaker("(?:mm?\\.|mmes?|mlles?|monsieur|madame|le |la |les |l'|il |elle |on |apres |suite |sur )");
    const std::size_t dash = folded.find(" - ");
    if (dash != std::string_view::npos && alone && block.lines.size() > 1 && last != '.' && last != ':' && last != ',' && !says(folded) && !speaker.begins(folded.substr(dash + 3)) && capital_at(text, document_.text.to_reading({base.begin + dash + 3, base.begin + dash + 4}).begin)) {  // « Budget annexe - Décision modificative » on a line of its own
      head.title = line;
      head.line = true;
      head.rest = {std::min(line.end, block.range.end), block.range.end};
      return;
    }
    if (!full_line && run_in.begins(folded, hit) && (more || run_in.text(folded, hit, "sign")[0] == '.') && !says(folded.substr(0, hit.whole().end)) && hit.whole().end < folded.size() - std::min<std::size_t>(folded.size(), 2)) {
      const std::size_t sign = run_in.range(hit, "sign").begin;
      cut(sign, hit.whole().end);
      return;
    }
    if (full_line) {
      head.title = {line.begin, line.end - 1};
      head.line = true;
      head.rest = {line.end, block.range.end};
      return;
    }
    if (alone && last != '.' && last != ',' && last != ';' && line.size() <= 140 && !(colon.begins(folded) && says(folded))) {
      head.title = line;
      head.line = true;
      head.rest = {std::min(line.end, block.range.end), block.range.end};
      if (head.rest.size() < 3) head.rest = {};
      if (colon.begins(folded, hit) && head.rest.empty() && folded.size() - hit.whole().end > 40) {
        cut(colon.range(hit, "title").end, hit.whole().end);
      }
      return;
    }
    if (colon.begins(folded, hit) && !says(folded.substr(0, colon.range(hit, "title").end))) {
      cut(colon.range(hit, "title").end, hit.whole().end);
      head.line = true;
      return;
    }
    head.rest = {line.begin, block.range.end};
  }

  const extract::Document& document_;
  Range skip_;
  std::vector<Candidate> found_;
};

}  // namespace

std::vector<NumberedHead> numbered_heads(const extract::Document& document, Range skip) { return Finder(document, skip).run(); }

}  // namespace minutier::extractors
