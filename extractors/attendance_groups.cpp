#include <algorithm>

#include "extractors/attendance_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

using extract::PersonEntry;

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

bool says(std::string_view label, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return has(label, word); });
}

// What the words of a label say of those it lists; empty for words that say nothing of it.
std::string told_status(std::string_view label) {
  const bool proxy = says(label, {"pouvoir", "procu", "mandat donne"});
  if (proxy && !has(label, "sans ")) return "represented";
  if (says(label, {"non excus", "sans excus"})) return "absent";
  if (says(label, {"excus", "pas pu "})) return "excused";
  if (says(label, {"pas membre", "non membre", "pas adherent", "non adherent", "invit", "visit", "de passage", "passent", "observat", "auditeur"})) return "guest";
  if (says(label, {"absen", "manqu", "nouvelles", "pas venu", "pas la"})) return "absent";
  if (says(label, {"equipe", "salarie", "personnel"})) return "staff";
  if (says(label, {"presen", "participa", "etaient la", "sont la", "est la", "etait la", "sur place", "a distance", "en visio", "en ligne", "connecte"}) && !has(label, "represent")) return "present";
  return {};
}

struct Group {
  Range label;
  std::optional<std::int64_t> count;
  Range names;
  std::string status;     // as told by its label
  std::size_t block = 0;
  bool read = false;      // by the readers of known labels
  std::vector<PersonEntry> entries;
  std::vector<Range> arrows;  // « A -> B »
};

class GroupReader {
 public:
  GroupReader(const extract::Document& document, const std::vector<Label>& labels, const std::vector<Range>& regions, Roster& roster)
      : document_(document), text_(document.text.reading), labels_(labels), regions_(regions), roster_(roster) {}

  void read() {
    const std::size_t stop = opening_end(document_);
    if (std::none_of(labels_.begin(), labels_.end(), [&](const Label& l) { return l.range.begin < stop; }) && !counted_ahead(stop)) return;
    collect(stop);
    for (std::size_t i = 0; i < groups_.size();) {
      std::size_t end = i + 1;
      while (end < groups_.size() && groups_[end].block <= groups_[end - 1].block + 3) ++end;
      chain(i, end);
      i = end;
    }
  }

 private:
  // « … (16) : »: a count alone may open the lists.
  bool counted_ahead(std::size_t stop) const {
    static const Regex form("\\(\\d{1,3}\\) ?:");
    return form.found(std::string_view(document_.text.folded).substr(0, stop));
  }

  void collect(std::size_t stop) {
    const auto& blocks = document_.structure.blocks;
    for (std::size_t b = 0; b < blocks.size() && blocks[b].range.begin < stop; ++b) {
      const Block& block = blocks[b];
      if (block.kind == BlockKind::furniture || block.kind == BlockKind::table) continue;
      const std::string_view folded = block.folded.of(document_.text.folded);
      if (block.kind == BlockKind::heading && (!block.marker.empty() || says(folded, {"ordre du jour", "odj"}))) {
        if (!groups_.empty()) break;
        continue;
      }
      if (block.kind == BlockKind::heading && folded.find(':') == std::string_view::npos ? true : block.ends_with_colon) under(b);
      else within(b);
    }
  }

  // A heading, or a line that ends with a colon, over the blocks of its list.
  void under(std::size_t b) {
    const auto& blocks = document_.structure.blocks;
    const Block& head = blocks[b];
    static const Regex form("^[-*+>. \\t]*(?<label>[a-z][a-z0-9' ,()/.-]{2,60}?)(?: ?[(](?<count>\\d{1,3})[)])?[ .:*_]*$");
    const std::string_view folded = head.folded.of(document_.text.folded);
    RegexHit hit;
    if (folded.size() > 70 || !form.begins(folded, hit) || other(form.text(folded, hit, "label"))) return;
    Group group;
    group.label = document_.text.to_reading(form.range(hit, "label").after(head.folded.begin));
    if (form.group(hit, "count")) group.count = extract::parse_count(form.text(folded, hit, "count"));
    group.block = b;
    bool list = false;
    for (std::size_t next = b + 1; next < blocks.size() && next < b + 80; ++next) {
      const Block& block = blocks[next];
      if (block.kind == BlockKind::furniture) continue;
      if (block.kind == BlockKind::heading || block.kind == BlockKind::table || (list && block.kind != BlockKind::item)) break;
      if (block.kind == BlockKind::item) list = true;
      else if (!groups_in(block.lines.empty() ? block.range : block.lines[0], block.range.end).empty()) break;
      Group piece = group;
      piece.block = next;
      piece.names = block.range;
      if (!list) piece.count = group.count;
      else piece.count.reset();
      if (!people(piece)) break;
      groups_.push_back(std::move(piece));
      if (!list) break;
    }
  }

  // The groups that a block holds itself.
  void within(std::size_t b) {
    const Block& block = document_.structure.blocks[b];
    const std::size_t first = groups_.size();
    std::vector<Group> found;
    for (const Range line : block.lines) {
      std::vector<Group> here = groups_in(line, line.end);
      if (here.empty()) {
        if (!found.empty()) found.back().names.end = line.end;
        continue;
      }
      for (Group& group : here) found.push_back(std::move(group));
    }
    for (Group& group : found) {
      group.block = b;
      if (!other(document_.text.fold(group.label)) && people(group)) groups_.push_back(std::move(group));
    }
    (void)first;
  }

  // « Label (3) : names. Other label : names », and a typewritten « label     M. X ».
  std::vector<Group> groups_in(Range line, std::size_t end) const {
    static const Regex form("(?:^[-*+>|:. \\t]*|[.;] |\\)[ \\n])(?<label>[a-z][a-z0-9' ,()/.-]{1,60}?)(?:(?: ?[(](?<count>\\d{1,3})[)])? ?: |(?: ?:)?(?: {3,}|\\t+)(?=(?:m|mm|mme|mlle|mmes|dr|docteur|me)\\.? ))");
    const Range folded = document_.text.to_folded({line.begin, end});
    const std::string_view text = folded.of(document_.text.folded);
    std::vector<Group> groups;
    if (!contains(text, ": ") && !contains(text, "   ") && !contains(text, "\t")) return groups;
    RegexHit hit;
    for (std::size_t from = 0; groups.size() < 8 && form.search(text, from, hit); from = hit.whole().end) {
      Group group;
      group.label = document_.text.to_reading(form.range(hit, "label").after(folded.begin));
      if (form.group(hit, "count")) group.count = extract::parse_count(form.text(text, hit, "count"));
      if (!groups.empty()) groups.back().names.end = document_.text.to_reading({folded.begin + hit.whole().begin, folded.begin + hit.whole().begin + 1}).end;
      group.names = {document_.text.to_reading({folded.begin + hit.whole().end, folded.end}).begin, end};
      groups.push_back(std::move(group));
    }
    return groups;
  }

  // Labels that list people for another reason.
  static bool other(std::string_view label) {
    static const Regex words("^(?:association|organisation|organisme|structure|commune|club|collectif|projet|instance|titre|type)$|diffus|destinat|copie|contact|prochain|convoc|\\blieu|\\bdate|\\bheure|horaire|objet|ordre|\\bjour\\b|secretaire|\\bsg\\b|president|scrutat|redact|redig|\\banimat(?:ion|eur|rice)s?$|ramass|compte|\\bpv\\b|\\btel\\b|quorum|\\bvot|propos|candidat|^sortant|(?:membres|tiers|elus|administrateurs|conseillers) sortant|note|\\bpad\\b|relect|gardien|moderat|tours?\\b|rapporteur|objectif|resolution|decision|commission|elections?|\\bpour\\b|contre|absten|unanim|remerci|pensee|hommage|felicit|decede|nos peines|action|tache|signat|signe|fait a|site|adresse|mail|\\bde$|^a$|siege|question|merci|tarif|dont$|soit$|partis? en|demission|\\bse (?:re)?present|obtenu|obtien|\\b(?:re)?elus?\\b(?! (?:presen|absen|excus))|resultat|depouill|renouvel|nouveau|nouvelles? (?:equipe|composition|admini)");
    return words.found(label);
  }

  // Reads who is named; false where the text is no list of people.
  bool people(Group& group) {
    const std::string folded_label = normalise::fold(group.label.of(text_));
    group.status = told_status(folded_label);
    group.read = std::any_of(regions_.begin(), regions_.end(), [&](Range r) { return r.overlaps(group.names); }) ||
                 std::any_of(labels_.begin(), labels_.end(), [&](const Label& l) { return l.range.overlaps(group.label) && !l.weak && std::any_of(regions_.begin(), regions_.end(), [&](Range r) { return r.contains(l.range); }); });
    const std::string_view words = group.names.of(text_);
    if (group.status.empty() || group.status == "represented") arrows(group, words);
    if (!group.arrows.empty()) return true;
    if (group.status == "represented") return false;  // a proxy without its holder is read by the labels
    double parsed = 0;
    std::vector<PersonEntry> entries = extract::split_people(text_, group.names, &parsed);
    if (std::vector<PersonEntry> own; entries.size() < 12 && several_odd() && (own = short_names(text_, group.names, group.count)).size() > entries.size()) entries = std::move(own), parsed = 0;
    const bool usual = !entries.empty() && parsed >= 0.7 && entries[0].entry.begin <= group.names.begin + 4 && std::all_of(entries.begin(), entries.end(), [](const PersonEntry& e) { return e.person.words >= 2 || !e.person.civility.empty() || e.person.known_given; });
    if (!usual) {
      if (parsed > 0 || entries.empty()) entries = short_names(text_, group.names, group.count);
      const bool counted = group.count && static_cast<std::size_t>(*group.count) == entries.size();
      if (entries.empty() || (!counted && (group.status.empty() || (entries.size() < 2 && !several_odd())))) return false;
    }
    for (const PersonEntry& entry : entries)
      for (const extract::PersonTail& tail : entry.tails)
        if (tail.kind == extract::TailKind::note && tail.range.size() > 90) return false;  // speech
    group.entries = std::move(entries);
    return true;
  }

  // Some of those listed go by odd names.
  bool several_odd() const {
    return std::count_if(roster_.people().begin(), roster_.people().end(), [](const Attendee& a) { return a.person.words == 1 && !a.person.known_given; }) > 1 ||
           std::any_of(groups_.begin(), groups_.end(), [](const Group& g) { return std::count_if(g.entries.begin(), g.entries.end(), [](const PersonEntry& e) { return e.person.words == 1 && !e.person.known_given; }) > 1; });
  }

  void arrows(Group& group, std::string_view words) const {
    std::size_t begin = 0;
    std::size_t name = 0;  // where a name stands that an office follows: « Paul Roux, trésorier -> … »
    while (begin <= words.size()) {
      std::size_t end = first_of(words, ",;\n", begin);
      if (end == std::string_view::npos) end = words.size();
      const std::string_view piece = words.substr(begin, end - begin);
      if (has(piece, "->") || has(piece, "=>") || has(piece, "\xE2\x86\x92") || has(piece, "\xE2\x87\x92")) {
        const std::size_t first = words.find_first_not_of(" |", begin);
        group.arrows.push_back({group.names.begin + (name < begin && extract::is_office(words.substr(first, end - first)) ? name : begin), group.names.begin + end});
      } else if (!group.arrows.empty() && piece.find_first_not_of(" .|") != std::string_view::npos && group.arrows.back().of(text_).find('(') == std::string_view::npos) break;
      if (end >= words.size() || words[end] != ',' || name + 1 > begin || !has(words.substr(end, 40), ",")) name = end + 1;
      else name = begin;
      begin = end + 1;
    }
  }

  void chain(std::size_t first, std::size_t last) {
    bool known = false;
    for (std::size_t i = first; i < last; ++i) {
      const Group& group = groups_[i];
      const bool counted = group.count && *group.count > 2 && static_cast<std::size_t>(*group.count) == group.entries.size();
      known = known || counted || (!group.status.empty() && group.status != "staff") || (!group.arrows.empty() && !group.status.empty());
    }
    for (const Label& label : labels_)  // a label shortly before
      known = known || (!label.weak && label.range.begin < groups_[first].label.begin && label.range.begin + 1500 > groups_[first].label.begin && document_.structure.block_at(label.range.begin) + 3 >= static_cast<int>(groups_[first].block));
    if (!known) return;
    for (std::size_t i = first; i < last; ++i) add(groups_[i]);
  }

  void add(Group& group) {
    if (group.read) return;
    Label label;
    label.range = group.label;
    label.status = group.arrows.empty() ? group.status.empty() ? "present" : group.status : "represented";
    for (const Range arrow : group.arrows) read_arrow(document_, arrow, label, roster_);
    if (!group.arrows.empty()) return;
    const bool own = group.status.empty() && !extract::is_office(group.label.of(text_));
    std::string name(own ? group.label.of(text_) : std::string_view{});
    for (const PersonEntry& entry : group.entries) {
      if (roster_.meant(entry.person) && group.status.empty()) continue;
      add_entry(document_, entry, label.status, name, label, roster_);
    }
  }

  const extract::Document& document_;
  const std::string& text_;
  const std::vector<Label>& labels_;
  const std::vector<Range>& regions_;
  Roster& roster_;
  std::vector<Group> groups_;
};

}  // namespace

void read_nested(const extract::Document& document, std::vector<Range>& regions, Roster& roster) {
  const auto& blocks = document.structure.blocks;
  const std::string& text = document.text.reading;
  const std::size_t stop = opening_end(document);
  static const Regex heads("\\b(?:presen[a-z.()-]*|qui (?:est|etait|sont|etaient) la|participant[a-z.()-]*|etaient la|tour de table|emargement)\\b");
  for (std::size_t b = 0; b + 3 < blocks.size() && blocks[b].range.begin < stop; ++b) {
    if (blocks[b].kind != BlockKind::heading || blocks[b].range.size() > 60 || !heads.found(blocks[b].folded.of(document.text.folded))) continue;
    std::size_t at = b + 1;
    while (at < blocks.size() && at < b + 3 && blocks[at].kind == BlockKind::paragraph) ++at;
    std::vector<std::pair<Range, PersonEntry>> found;
    std::size_t bodies = 0, lone = 0;
    Range body;
    int level = -1;
    bool people_below = true, sure = true;
    for (; at < blocks.size() && blocks[at].kind == BlockKind::item; ++at) {
      if (level < 0) level = blocks[at].level;
      if (blocks[at].level <= level) {
        lone += !people_below;
        body = blocks[at].range;
        if (const std::size_t aside = first_of(body.of(text), "[("); aside != std::string_view::npos && aside > 3) body.end = body.begin + aside;
        while (!body.empty() && (text[body.end - 1] == ' ' || text[body.end - 1] == ':')) --body.end;
        ++bodies;
        people_below = false;
        continue;
      }
      auto entry = short_name(text, blocks[at].range);
      if (!entry) sure = false;
      else found.emplace_back(body, std::move(*entry)), people_below = true;
    }
    if (bodies < 2 || found.size() < bodies || lone > 1 || !sure) continue;
    Label label;
    label.range = blocks[b].range;
    label.status = "present";
    regions.push_back({blocks[b].range.begin, blocks[at - 1].range.end});
    for (auto& [from, entry] : found) {
      const std::string words = normalise::fold(from.of(text));
      const std::string status = told_status(words);
      const bool group = !status.empty() || says(words, {"bureau", "membre", "adherent", "conseil", "benevole", "college", "comite", "titulaire", "suppleant"});  // « - Excusés » over names is no body
      if (!group && from.size() > 2) entry.tails.push_back({from, extract::TailKind::organisation});
      add_entry(document, entry, status.empty() ? "present" : status, group && status.empty() ? std::string(from.of(text)) : std::string(), label, roster);
    }
  }
}

void read_groups(const extract::Document& document, const std::vector<Label>& labels, const std::vector<Range>& regions, Roster& roster) { GroupReader(document, labels, regions, roster).read(); }

}  // namespace minutier::extractors
