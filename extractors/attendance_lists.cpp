#include <algorithm>
#include <cctype>

#include "extractors/attendance_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::extractors {
namespace {

using extract::PersonEntry;
using extract::TailKind;

constexpr std::size_t most_blocks = 400;  // of one list

// How sure one may be that a text without a label lists people.
bool list_like(std::string_view reading, const std::vector<PersonEntry>& entries, double parsed, bool represented = false) {
  if (entries.empty() || parsed < 0.6) return false;
  const auto to_holder = [&](Range tail) { return represented && tail.size() < 50 && normalise::fold(tail.of(reading)).rfind("a ", 0) == 0; };  // « Petit Anne à Blanc Paul »
  for (const PersonEntry& entry : entries)
    for (const extract::PersonTail& tail : entry.tails)
      if (tail.kind == TailKind::note && !to_holder(tail.range) && !bracketed(reading, tail.range) && !attendance_note(normalise::fold(tail.range.of(reading)))) return false;
  return true;
}

// A stretch of text a label speaks for, block by block.
struct Stretch {
  int block = -1;
  Range range;
};

class ListReader {
 public:
  ListReader(const extract::Document& document, const std::vector<Label>& labels, Roster& roster) : document_(document), labels_(labels), roster_(roster) {}

  std::vector<Found> read(std::vector<Range>& regions) {
    std::vector<Found> lists;
    std::size_t last_end = 0;
    bool seen = false;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const Label& label = labels_[i];
      if (label.range.begin < last_end || std::any_of(regions.begin(), regions.end(), [&](Range r) { return r.contains(label.range); })) continue;
      if (label.weak && !beside_another(i, seen, last_end)) continue;
      const std::size_t before = roster_.people().size();
      const std::size_t end = take(label, next_begin(i));
      const bool people = end > label.end;
      if (people) {
        regions.push_back({label.range.begin, end});
        last_end = end;
        seen = true;
      }
      (void)before;
      if (people || (label.count && seen)) lists.push_back(list_of(label));
      if (label.count && label.range.begin < last_end + 600) seen = true;
    }
    return lists;
  }

 private:
  std::size_t next_begin(std::size_t i) const {
    for (std::size_t j = i + 1; j < labels_.size(); ++j)
      if (labels_[j].range.begin >= labels_[i].end) return labels_[j].match->range.begin;
    return document_.text.reading.size();
  }

  bool beside_another(std::size_t i, bool seen, std::size_t last_end) const {
    const Label& label = labels_[i];
    if (seen && label.range.begin < last_end + 2500) return true;
    for (std::size_t j = i + 1; j < labels_.size() && labels_[j].range.begin < label.end + 1200; ++j)
      if (!labels_[j].weak) return true;
    // « sur place (9) : … », « à distance (3) : … » together say who was there
    const auto where = [](const Label& one) { return contains(one.match->rule->id, ".label.where"); };
    if (where(label))
      for (std::size_t j = 0; j < labels_.size(); ++j)
        if (j != i && where(labels_[j]) && labels_[j].range.begin < label.end + 600 && label.range.begin < labels_[j].end + 600) return true;
    for (std::size_t j = i; j-- > 0 && labels_[j].range.begin + 1500 > label.range.begin;)
      if (!labels_[j].weak) return true;
    // a table of who was there right above: « Nom | Fonction | Présent | Excusé »
    return std::any_of(document_.structure.tables.begin(), document_.structure.tables.end(), [&](const Table& table) {
      return table.range.end < label.range.begin && table.range.end + 900 > label.range.begin && !table.rows.empty() && std::any_of(table.rows[0].begin(), table.rows[0].end(), [&](const Cell& cell) { return !cell.range.empty() && cell.range.size() < 40 && !status_said(document_.text.fold(cell.range)).empty(); });
    });
  }

  Found list_of(const Label& label) const {
    Found found;
    found.entity = "attendance/lists";
    found.anchor = label.range;
    const std::string tag = label.match->rule->tag();
    found.facts.push_back(make_fact("label", std::string(document_.text.read(label.range)), label.range, label.match->rule->confidence, tag));
    found.facts.push_back(make_fact("status", label.status, label.range, label.match->rule->confidence, tag));
    if (label.count) found.facts.push_back(make_fact("stated_count", *label.count, label.count_range, label.match->rule->confidence, tag));
    return found;
  }

  // Reads what the label introduces; gives where its people end (label.end for none).
  std::size_t take(const Label& label, std::size_t limit) {
    group_.clear();
    status_.clear();
    std::size_t end = label.end;
    const auto& blocks = document_.structure.blocks;
    const Block& own = blocks[static_cast<std::size_t>(label.block)];
    const std::string_view behind = own.range.end <= label.end ? std::string_view() : document_.text.read({label.end, own.range.end});
    // « Sont présents : 17 membres, soit » over the list
    const bool counts = label.count && behind.size() < 50 && std::none_of(behind.begin(), behind.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) == 0xC3; });
    const bool alone = counts || behind.find_first_not_of(" \n\t:.*") == std::string_view::npos;
    std::size_t next = static_cast<std::size_t>(label.block) + 1;
    if (!alone) {
      Range rest{label.end, std::min(own.range.end, limit)};
      if (label.status != "present") rest.end = before_part(rest);
      // « PRÉSENTS | M. A, bourgmestre ; MM. B et Jean-Noël » over « COLLARD, échevins ; … »: set beside its label, a list runs on below what was taken for a table
      if (own.kind == BlockKind::table && rest.end == own.range.end && next < blocks.size() && blocks[next].kind == BlockKind::paragraph && runs_on(rest) && rest.end < limit) rest.end = std::min(blocks[next++].range.end, limit);
      const bool open = inline_part(rest, label, end);
      if (end == label.end && label.status != "guest") return end;
      if (end == label.end) return end;
      if (!open && own.kind != BlockKind::heading) return end;  // a first line taken for a heading: the list goes on below
    }
    bool first = end == label.end;
    const bool below_heading = !alone && own.kind == BlockKind::heading;
    std::size_t taken = 0;
    bool running = false, skipped = false;
    for (std::size_t b = next; b < blocks.size() && taken < most_blocks; ++b) {
      const Block& block = blocks[b];
      if (block.kind == BlockKind::furniture) continue;
      if (block.range.begin >= limit) break;
      if (own.kind == BlockKind::item && block.kind == BlockKind::item && block.level <= own.level && !own.marker.empty() && block.marker == own.marker && first) break;
      if (own.kind == BlockKind::item && block.kind == BlockKind::item && block.level < own.level) break;
      if (block.kind == BlockKind::table) {
        if (!read_table(document_, document_.structure.tables[static_cast<std::size_t>(block.table)], &label, roster_)) break;
        end = block.range.end;
        ++taken;
        first = false;
        continue;
      }
      if (block.kind == BlockKind::heading && !block.marker.empty()) break;
      Range range{block.range.begin, std::min(block.range.end, limit)};
      if (several_groups(range)) {
        if (!grouped_lines(range, block, label)) break;
        end = range.end;
        first = false;
        ++taken;
        continue;
      }
      if (const extract::Match* group = group_at(range)) {
        group_ = trimmed(group->group("label"));
        group_range_ = group->group("label");
        range.begin = group->range.end;
        if (document_.text.read(range).find_first_not_of(" \n\t") == std::string_view::npos) continue;
      }
      if (block.kind == BlockKind::heading && range.begin == block.range.begin && subgroup(block, own, label)) {
        running = false;
        continue;
      }
      if (label.status != "present" && of_sitting(range)) break;
      if (running && !open_end(end) && block.kind != BlockKind::item && !one_name_lines(range)) break;
      if (below_heading && block.kind == BlockKind::heading) break;
      if (!accept(range, label, below_heading)) {
        if (first && own.kind == BlockKind::heading && block.kind == BlockKind::paragraph && several_people(range)) inline_part(range, label, end);
        // « Qui est là » over « Sur 63 membres, 37 sont là » and then the list itself
        if (end == label.end && first && !skipped && alone && own.kind == BlockKind::heading && block.kind == BlockKind::paragraph && b + 1 < blocks.size() && (blocks[b + 1].kind == BlockKind::table || blocks[b + 1].kind == BlockKind::item) && range.size() < 400) {
          skipped = true;
          continue;
        }
        if (block.kind == BlockKind::item && taken > 1 && range.size() < 120 && b + 1 < blocks.size() && blocks[b + 1].kind == BlockKind::item && blocks[b + 1].level == block.level && blocks[b + 1].range.begin < limit && lists_people(blocks[b + 1].range)) continue;  // one entry of a list that names nobody known
        break;
      }
      if (std::count(document_.text.reading.begin() + static_cast<std::ptrdiff_t>(range.begin), document_.text.reading.begin() + static_cast<std::ptrdiff_t>(range.end), ',') > 2 && block.kind == BlockKind::paragraph) running = true;
      end = range.end;
      first = false;
      ++taken;
    }
    return end;
  }

  // Where the first line below the first of a range gives a part in the sitting; its end for none.
  std::size_t before_part(Range range) const {
    for (std::size_t at = document_.text.reading.find('\n', range.begin); at < range.end; at = document_.text.reading.find('\n', at + 1))
      if (of_sitting({at + 1, std::min(document_.text.reading.find('\n', at + 1), range.end)})) return at;
    return range.end;
  }

  // « Secrétaire de séance : X »: a part in the sitting, which nobody who is away holds.
  bool of_sitting(Range range) const {
    static const Regex part("^[-*+>|:. \\t]*(?:(?:secretaire|president)(?:[.(/-]?e[)]?)?(?: de (?:la )?(?:seance|reunion))?|presidence|secretariat|scrutat[a-z()./-]+|animat[a-z()./-]+|redact[a-z()./-]+|facilitat[a-z()./-]+|prise de notes?|notes?) ?[*_]* ?:");
    return part.begins(document_.text.fold(range));
  }

  // A list that its block breaks behind a word, with no stop.
  bool runs_on(Range range) const {
    const std::string_view text = document_.text.read(range);
    const std::size_t last = text.find_last_not_of(" \n\t");
    return last != std::string_view::npos && text.find(';') != std::string_view::npos && (std::isalpha(static_cast<unsigned char>(text[last])) || static_cast<unsigned char>(text[last]) >= 0x80 || text[last] == ',');
  }

  // The text read so far stops in the middle of a list.
  bool open_end(std::size_t end) const {
    std::size_t at = end;
    while (at < document_.text.reading.size() && (document_.text.reading[at] == ' ' || document_.text.reading[at] == '\n')) ++at;
    const std::string_view tail = std::string_view(document_.text.reading).substr(end > 0 ? end - 1 : 0, at - end + 2);
    return first_of(tail, ",;") != std::string_view::npos;
  }

  // « Qui est là » over « Membres du conseil », « Autres adhérents », « Membres venus avec pouvoir »: deeper headings are groups.
  bool subgroup(const Block& block, const Block& own, const Label& label) {
    if (own.kind != BlockKind::heading || block.level <= own.level || block.range.size() > 60) return false;
    const std::string_view head = block.folded.of(document_.text.folded);  // « Ensemble (majorité, 19) »
    if (head.substr(0, head.find(" (")).find_first_of("0123456789?") != std::string_view::npos) return false;
    if (const std::size_t colon = document_.text.read(block.range).find(':'); colon != std::string_view::npos && colon + 1 < block.range.size()) return false;
    double parsed = 0;  // a list of people that was taken for a heading
    if (const auto people = extract::split_people(document_.text.reading, block.range, &parsed); parsed > 0.8 && people.size() > 1) return false;
    const std::string_view words = block.folded.of(document_.text.folded);
    status_ = label.status;
    if (contains(words, "pouvoir") || contains(words, "procuration")) status_ = "represented";
    else if (contains(words, "excuse")) status_ = "excused";
    else if (contains(words, "absen")) status_ = "absent";
    else if (contains(words, "invite")) status_ = "guest";
    group_ = trimmed(block.range);
    group_range_ = block.range;
    return true;
  }

  // A block that a running list may be followed by: each line one person and nothing else.
  bool one_name_lines(Range range) const {
    const std::string_view text = document_.text.read(range);
    return text.size() < 120 && std::count(text.begin(), text.end(), ',') <= 1 && group_.size() > 0;
  }

  // « Titulaires : A, B » and « Suppléants : C » on lines of one block.
  bool several_groups(Range range) const { return document_.matches.within("attendance.group", range).size() > 1; }

  bool grouped_lines(Range range, const Block& block, const Label& label) {
    bool any = false;
    Range piece{range.begin, range.begin}, body;
    const auto flush = [&] {
      if (piece.empty()) return;
      double parsed = 0;
      for (PersonEntry& entry : extract::split_people(document_.text.reading, piece, &parsed)) {
        if (!body.empty()) entry.tails.push_back({body, extract::TailKind::organisation});
        add_entry(document_, entry, label.status, group_, label, roster_);
        any = true;
      }
    };
    for (const Range line : block.lines) {
      if (line.begin >= range.end) break;
      if (const extract::Match* group = group_at(line)) {
        flush();
        // « MORZELLE ......... M. ROUSSILLAT »: the body that sends him
        const bool sends = group->rule->id == "attendance.group.leader";
        body = sends ? group->group("label") : Range{};
        group_ = sends ? std::string() : trimmed(group->group("label"));
        piece = {group->range.end, line.end};
      } else {
        piece.end = line.end;
      }
    }
    flush();
    return any;
  }

  std::string trimmed(Range range) const {
    std::string text(document_.text.read(range));
    while (!text.empty() && (text.back() == ' ' || text.back() == ':')) text.pop_back();
    return text;
  }

  const extract::Match* group_at(Range range) const {
    for (const extract::Match& match : document_.matches.of("attendance.group"))
      if (const std::size_t at = match.group("label").begin; range.begin <= at && at < range.begin + 6 && match.range.end <= range.end + 1) return &match;
    return nullptr;
  }

  // « Absents : MM. Laffont et Rey, excusés ; M. Hervé »: the plural behind a name is said of all up to it.
  std::size_t excused_until(const Label& label, Range range) const {
    static const Regex all_excused("^[^;:]{3,300}, ?(?:tous |toutes )?excuse(?:s|es)(?=[ ]?(?:[.;\\n]|$))");
    RegexHit hit;
    if (label.status != "absent" || !all_excused.begins(document_.text.fold(range), hit)) return range.begin;
    const std::size_t base = document_.text.to_folded(range).begin;
    return document_.text.to_reading({base, base + hit.whole().end}).end;
  }

  // « …, Thévenon ; MM. Vacheron et Relave se sont fait excuser »: said of all since the semicolon.
  void away_together(std::vector<PersonEntry>& entries) const {
    for (std::size_t i = 1; i < entries.size(); ++i) {
      if (entries[i].tails.empty() || entries[i].tails.back().kind != TailKind::note) continue;
      const std::string words = normalise::fold(document_.text.read(entries[i].tails.back().range));
      static const Regex plural("^(?:tous |toutes |tous deux |absent[a-z]* )?excuse(?:s|es)$");  // « MM. Petit et Blanc, excusés, Noir, sans motif »
      if (!plural.matches(words) && (!stayed_away(words) || (words.rfind("se sont", 0) != 0 && !contains(words, "sont ") && !contains(words, "ont ")))) continue;
      for (std::size_t j = i; j-- > 0;) {
        bool title = false;  // « Présents : Mmes Petit et Roux, MM. Blanc et Noir (excusés) »: those of the last title
        if (j < i && extract::civility_at(document_.text.reading, entries[j + 1].entry.begin, &title) > 0 && title) break;
        if (!entries[j].tails.empty() || first_of(document_.text.read({entries[j].entry.end, entries[j + 1].entry.begin}), ";.:") != std::string_view::npos) break;
        entries[j].tails.push_back(entries[i].tails.back());
      }
    }
  }

  // The lines a block begins with that list people; empty for fewer than two.
  Range lines_of_people(Range range) const {
    const std::string& text = document_.text.reading;
    Range people{range.begin, range.begin};
    std::size_t lines = 0;
    while (people.end < range.end) {
      const std::size_t begin = text.find_first_not_of(" \n", people.end), stop = std::min(text.find('\n', std::min(begin, range.end)), range.end);
      if (begin >= range.end) break;
      double parsed = 0;
      const Range line{begin, stop};
      const auto entries = extract::split_people(text, line, &parsed);
      if (line.size() > 90 || !list_like(text, entries, parsed) || entries.front().entry.begin > begin + 3) break;
      people.end = stop;
      ++lines;
    }
    return lines > 1 ? people : Range{};
  }

  bool lists_people(Range range) const {
    double parsed = 0;
    const auto entries = extract::split_people(document_.text.reading, range, &parsed);
    return list_like(document_.text.reading, entries, parsed) && (entries[0].person.words > 1 || !entries[0].person.civility.empty());
  }

  bool several_people(Range range) const {
    double parsed = 0;
    return extract::split_people(document_.text.reading, range, &parsed).size() >= 2 && parsed >= 0.5;
  }

  // « Mmes Lambert, Dubois. MM. Claes, Renard. »: a sentence of nothing but names under one title.
  bool named_together(std::size_t begin, std::size_t limit) const {
    bool many = false;
    const std::size_t title = extract::civility_at(document_.text.reading, begin, &many);
    if (title == 0 || !many) return false;
    const std::string_view names = document_.text.read({begin + title, limit});
    bool word = false;
    for (std::size_t at = 0; at < names.size(); ++at) {
      const char c = names[at];
      if (c == '.' && (at + 1 == names.size() || names[at + 1] == '\n' || names[at + 1] == ' ') && (at < 2 || names[at - 2] != ' ')) return true;
      if (!word && c >= 'a' && c <= 'z') {
        const std::string_view small = names.substr(at, names.find_first_of(" '\n", at) - at);
        if (small != "et" && small != "de" && small != "du" && small != "des" && small != "la" && small != "le" && small != "d") return false;
      }
      word = c != ' ' && c != '\n' && c != '\'' && c != ',' && c != '-';
    }
    return true;
  }

  // The part of the label's own block behind it. True when the list seems to go on in the next block.
  bool inline_part(Range range, const Label& label, std::size_t& end) {
    // A sentence that follows the list is not part of it.
    const std::string_view text = document_.text.read(range);
    static const Regex counted("[ ]*[0-9]{1,4}\\.(?= |\\n|$)");
    if (label.status == "represented" && counted.begins(document_.text.fold(range))) return false;  // « Procurations : 4. Présidente de séance : X »
    if (read_short_names(document_, range, label, group_, roster_, end)) return false;
    double parsed = 0;
    std::vector<PersonEntry> entries = extract::split_people(document_.text.reading, range, &parsed);
    if (contains(label.match->rule->id, ".line") && (!list_like(document_.text.reading, entries, parsed) || entries.front().entry.begin > range.begin + 3)) {
      const Range people = lines_of_people(range);  // up to the first line that is none
      if (people.empty()) return true;
      range = people;
      entries = extract::split_people(document_.text.reading, range, &parsed);
    }
    if (entries.empty()) return label.count.has_value() && text.find_first_not_of(" \n\t.:") == std::string_view::npos;
    const std::size_t first = entries.front().entry.begin;
    // « Se sont fait excuser : Monsieur le Maire, retenu à la Préfecture, M. Jordanet »: one told by his office alone comes first
    static const Regex office_alone(" *(?:m\\.|mme|monsieur|madame|messieurs|mesdames|mm\\.) (?:le|la|l'|les)[ ']");
    if (first > range.begin + (office_alone.begins(document_.text.fold(range)) ? 160U : 60U)) return false;
    // « Qui était là ? Pointage à l'entrée : 61 adhérents »
    if (entries.size() == 1 && entries[0].person.words == 1 && entries[0].person.civility.empty() && !entries[0].person.known_given && !entries[0].tails.empty()) return false;
    std::size_t used = 0;
    const std::size_t excused = excused_until(label, range);
    away_together(entries);
    for (PersonEntry& entry : entries) {
      bool speech = false;
      for (const extract::PersonTail& tail : entry.tails)
        if (tail.kind == TailKind::note && !attendance_note(document_.text.fold(tail.range))) speech = true;
      if (used > 0 && entry.entry.begin > end + 80) break;
      const std::string_view gap = used > 0 && entry.entry.begin > end ? document_.text.read({end, entry.entry.begin}) : std::string_view{};
      std::size_t stop = std::min(gap.find(". "), gap.find(".\n"));
      while (stop != std::string_view::npos && stop > 0 && gap[stop - 1] == 'M') stop = std::min(gap.find(". ", stop + 1), gap.find(".\n", stop + 1));  // « MM. les »
      if (stop != std::string_view::npos) {
        // « … M. Zerbib. PEEP : M. Hugon. »: the next group; « … CPE. Mme Fortin, conseillère régionale. »: one more, with a title of her own
        const std::string_view rest = gap.substr(stop + 2);
        const bool another = rest.size() < 45 && rest.find(':') != std::string_view::npos && first_of(rest, "0123456789") == std::string_view::npos;
        const bool listing = document_.text.reading[label.end - 1] == ':' || contains(label.match->rule->id, ".line") || contains(label.match->rule->id, ".college");
        if (!listing || (!another && !named_together(entry.entry.begin, range.end) && (entry.person.civility.empty() || speech || entry.tails.empty()))) break;
      }
      if (speech && used > 0 && entry.tails.size() == 1 && document_.text.read(entry.tails[0].range).size() > 30) entry.tails.clear();
      add_entry(document_, entry, entry.person.range.begin < excused ? "excused" : label.status, group_, label, roster_);
      end = std::max(end, entry.entry.end);
      ++used;
    }
    std::size_t last = range.end;
    while (last > range.begin && (document_.text.reading[last - 1] == ' ' || document_.text.reading[last - 1] == '\n')) --last;
    if (last == range.begin) return false;
    if (document_.text.reading[last - 1] == ',' || document_.text.reading[last - 1] == ';') return true;
    // « …, Mme Aurore DELPUECH, M. » at the foot of a page
    const std::size_t word = document_.text.reading.find_last_of(" \n", last - 1);
    return word != std::string::npos && word > range.begin && extract::is_civility(normalise::fold(document_.text.reading.substr(word + 1, last - word - 1 - (document_.text.reading[last - 1] == '.'))));
  }

  bool accept(Range range, const Label& under, bool strict) {
    Label label = under;
    if (!status_.empty()) label.status = status_;
    const std::string_view words = document_.text.read(range);
    if (words.size() > 3 && (words.front() == '(' || words.substr(0, 3) == "...") && !status_.empty()) return true;  // an aside under the head of a group
    std::size_t used = 0;
    if (!strict && std::count(words.begin(), words.end(), ',') > 1 && read_short_names(document_, range, label, group_, roster_, used)) return true;
    double parsed = 0;
    const std::vector<PersonEntry> entries = extract::split_people(document_.text.reading, range, &parsed);
    if (!strict && read_arrow(document_, range, label, roster_)) return true;
    if (!list_like(document_.text.reading, entries, parsed, label.status == "represented")) return !strict && (inner_group(range, label) || read_pseudonym(document_, range, label, group_, roster_));
    if (strict && std::any_of(entries.begin(), entries.end(), [](const PersonEntry& e) { return e.person.words < 2 && e.person.civility.empty(); })) return false;
    for (const PersonEntry& entry : entries) add_entry(document_, entry, label.status, group_, label, roster_);
    return true;
  }

  // « Bureau : Émilie, Bruno, Jo », « Adhérents : Marius »: an item that names its group and then its people.
  bool inner_group(Range range, const Label& label) {
    const std::string_view text = document_.text.read(range);
    const std::size_t colon = text.find(':');
    if (label.status == "represented") return false;  // who gave a proxy stands in no group
    if (colon == std::string_view::npos || colon < 2 || colon > 40 || text.substr(0, colon).find_first_of("0123456789.,\n") != std::string_view::npos) return false;
    const Range names{range.begin + colon + 1, range.end};
    double parsed = 0;
    const std::vector<PersonEntry> entries = extract::split_people(document_.text.reading, names, &parsed);
    if (!list_like(document_.text.reading, entries, parsed) || entries.front().entry.begin > names.begin + 6) return false;
    const std::string group = trimmed({range.begin, range.begin + colon});
    for (const PersonEntry& entry : entries) add_entry(document_, entry, label.status, group, label, roster_);
    return true;
  }

  const extract::Document& document_;
  const std::vector<Label>& labels_;
  Roster& roster_;
  std::string group_;
  Range group_range_;
  std::string status_;  // of the group, where its head says another than the label
};

}  // namespace

std::vector<Found> read_lists(const extract::Document& document, const std::vector<Label>& labels, Roster& roster, std::vector<Range>& regions) {
  return ListReader(document, labels, roster).read(regions);
}

}  // namespace minutier::extractors
