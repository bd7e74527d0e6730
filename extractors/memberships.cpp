#include <algorithm>
#include <optional>

#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;
using extract::Match;

class Reader {
 public:
  explicit Reader(const Document& document) : doc_(document), text_(document.text.reading), lists_(document), scope_(document) {}

  std::vector<Found> read() {
    const auto& blocks = doc_.structure.blocks;
    const std::vector<bool> heads = summed_heads(doc_);
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      const Block& block = blocks[b];
      if (block.kind == BlockKind::furniture || block.kind == BlockKind::table) continue;
      const std::string_view folded = block.folded.of(doc_.text.folded);
      if (block.kind == BlockKind::paragraph && block.lines.size() > 1 && segments(b)) continue;
      if (block.kind != BlockKind::heading || !block.ends_with_colon)
        if (scope_.announced(b)) {
          if (counted(b, folded)) continue;
          if (counted_behind(block.folded, b)) continue;
          if (block.kind == BlockKind::item && block.lines.size() > 1 && !folded.starts_with("demission") && !folded.starts_with("admission") && counted_behind(doc_.text.to_folded(block.lines[0]))) continue;  // its list ends there: « Total : 192 » below
        }
      if (block.kind == BlockKind::item && scope_.counts_beside(b) && counted(b, folded)) continue;
      if (folded.size() < 400 && headed(b, folded)) continue;
      if (folded.size() < 60 && of_kind(b, folded)) continue;
      if (folded.size() < 80 && joined(b, folded)) continue;
      if (block.kind == BlockKind::heading && folded.size() < 60 && (member_words(folded) || heads[b]) && opens_category(folded) && counted_behind(block.folded, b)) continue;
      if (block.kind == BlockKind::paragraph && heads[b] && counted_behind(block.folded, b)) continue;
      if ((block.kind == BlockKind::paragraph || block.kind == BlockKind::heading) && block.lines.size() < 4 && scope_.in_chapter(b) && opens_category(folded) && counted_behind(block.folded)) continue;
      if (block.kind == BlockKind::paragraph && scope_.in_chapter(b) && chapter(b)) continue;
    }
    for (const Match& match : doc_.matches.of("memberships.whole"))
      for (MembershipEntry& entry : counted_parts(doc_, lists_, match)) keep(std::move(entry));
    for (MembershipEntry& entry : counted_rows(doc_, lists_)) keep(std::move(entry));
    for (const Match& match : doc_.matches.of("memberships.kinds"))
      for (MembershipEntry& entry : priced_kinds(doc_, lists_, match)) keep(std::move(entry));
    for (const Match& match : doc_.matches.of("memberships.word")) sums(match);
    for (const Table& table : doc_.structure.tables)
      for (MembershipEntry& entry : membership_table(doc_, table)) keep(std::move(entry));
    for (const Match& match : doc_.matches.of("memberships.series")) series(match);
    for (const Match& match : doc_.matches.of("memberships.count")) inline_count(match);
    for (const Match& match : doc_.matches.of("memberships.told"))
      if (std::optional<MembershipEntry> entry = told_members(doc_, match)) {
        const std::size_t end = doc_.text.to_folded(entry->category).end;
        lists_.behind(*entry);
        keep_counted(std::move(*entry));
        for (MembershipEntry& next : told_with(doc_, end)) lists_.behind(next), keep(std::move(next));
      }
    for (const Match& match : doc_.matches.of("memberships.part")) inline_count(match);
    for (std::size_t i = 0; i < out_.size(); ++i)
      if (seen_[i].second > 1 && !out_[i].find("members[]")) {
        MembershipEntry named;
        named.members = names_set_apart(doc_, lists_, seen_[i].first, seen_[i].second);
        named.rule = "memberships.headed@1";
        named.confidence = 0.85;
        add_members(out_[i], named);
      }
    return std::move(out_);
  }

 private:
  bool chapter(std::size_t b) {
    std::vector<MembershipEntry> found = chapter_lines(doc_, lists_, b);
    for (MembershipEntry& entry : found) keep(std::move(entry));
    return !found.empty();
  }

  // « 7 Régions (soit 2 de plus) : Grand Est ; Bretagne … », « 18 adhésions individuelles validées. », « 8 régions » over a list.
  bool counted(std::size_t b, std::string_view folded) {
    const Block& block = doc_.structure.blocks[b];
    std::size_t digits = 0;
    while (digits < folded.size() && folded[digits] >= '0' && folded[digits] <= '9') ++digits;
    std::size_t at = digits;
    std::optional<std::int64_t> count;
    if (digits > 0 && digits < 7) count = extract::parse_count(folded.substr(0, digits));
    else if (const std::size_t space = folded.find(' '); space != std::string_view::npos && space < 16) {
      count = extract::parse_count(folded.substr(0, space));
      at = space;
    }
    if (!count || *count <= 0 || (digits == 0 && *count == 1) || *count > 200000 || (digits == 4 && *count > 1900 && *count < 2100)) return false;
    if (at >= folded.size() || folded[at] != ' ') return false;
    while (at < folded.size() && folded[at] == ' ') ++at;
    if (at >= folded.size() || folded[at] < 'a' || folded[at] > 'z') return false;
    std::size_t colon = folded.find(':', at);
    // « 8 personnes morales - A, B et C »: a dash parts them too, where as many names follow
    if (colon == std::string_view::npos && *count > 1)
      for (const std::string_view dash : {" -- ", " - "})
        if (const std::size_t cut = folded.find(dash, at); cut != std::string_view::npos && cut < 80) {
          MembershipEntry tried;
          tried.count = *count;
          lists_.split(trim_range(text_, doc_.text.to_reading({block.folded.begin + cut + dash.size(), block.folded.end}), ".;-"), tried);
          if (static_cast<std::int64_t>(tried.members.size()) == *count) colon = cut + dash.size() - 2;
          break;
        }
    std::size_t end = std::min({colon, folded.find('(', at), folded.find(". ", at), folded.size()});
    while (end > at && (folded[end - 1] == '.' || folded[end - 1] == ' ' || folded[end - 1] == ',' || folded[end - 1] == '-')) --end;
    const std::string_view category = folded.substr(at, end - at);
    if (colon != std::string_view::npos && folded.find_first_not_of(' ', colon + 1) != std::string_view::npos && std::string_view("0123456789").find(folded[folded.find_first_not_of(' ', colon + 1)]) != std::string_view::npos) return false;  // « 118 adhérents : 49 … et 69 … »: parts of it
    if (category.size() < 4 || category.size() > 80 || category.find('\n') != std::string_view::npos) return false;
    if (contains_word(category, "eur") || contains_any(category, {" ont ", " est ", " sont ", "heures", " ans", "seance", "reunion", "jour", " sans ", "stagiaire", "%", "participant", "visiteur", "conseils d'", "assemblee", "visite", "salarie", " a ", "voix", "passage", "euros", "temps", "atelier", "evenement", "types", "groupe"})) return false;
    MembershipEntry entry;
    const std::size_t base = block.folded.begin;
    entry.category = trim_range(text_, doc_.text.to_reading({base + at, base + end}), ".,:;*");
    const std::size_t number_end = digits > 0 ? digits : at - 1;
    entry.count_where = trim_range(text_, doc_.text.to_reading({base, base + number_end}));
    entry.count = *count;
    entry.rule = "memberships.counted@1";
    if (colon != std::string_view::npos && colon + 1 < folded.size()) {
      lists_.split(trim_range(text_, doc_.text.to_reading({base + colon + 1, block.folded.end}), ".;-"), entry);
      // A list that the page goes on with as a paragraph of its own: with it, as many are named as are counted.
      const auto& blocks = doc_.structure.blocks;
      if (static_cast<std::int64_t>(entry.members.size()) < *count && *count > 2 && b + 1 < blocks.size() && blocks[b + 1].kind == BlockKind::paragraph && blocks[b + 1].folded.begin <= block.folded.end + 2) {
        MembershipEntry tried;
        tried.count = *count;
        const std::size_t end = lists_.sentence_end(blocks[b + 1].folded.begin, blocks[b + 1].folded.end);
        lists_.split(trim_range(text_, doc_.text.to_reading({base + colon + 1, end}), ".;-"), tried);
        if (tried.members.size() > entry.members.size() && static_cast<std::int64_t>(tried.members.size()) <= *count) entry.members = std::move(tried.members);
      }
    } else if (block.kind == BlockKind::heading) {
      lists_.below(b, entry, *count);
    }
    keep(std::move(entry));
    return true;
  }

  // Lines of one paragraph that each open a category: « … répartis en collèges : / Collectivités (6) : A, / B. / Personnes (131) ».
  bool segments(std::size_t b) {
    const Block& block = doc_.structure.blocks[b];
    const auto ends_in = [&](Range line, std::string_view signs) { return !line.empty() && signs.find(text_[line.end - 1]) != std::string_view::npos; };
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < block.lines.size(); ++i)
      if (upper_start(block.lines[i].of(text_)) && opens_category(doc_.text.fold(block.lines[i])) && (i == 0 || ends_in(block.lines[i - 1], ":.;)"))) starts.push_back(i);
    if (starts.empty()) return false;
    const Range lead{block.range.begin, block.lines[starts[0]].begin};
    const bool announced = starts[0] > 0 && ends_in(block.lines[starts[0] - 1], ":") && member_words(doc_.text.fold(lead));
    if (!announced && !(follows_ && b <= *follows_ + 2) && !scope_.announced(b)) return false;
    bool found = false;
    for (std::size_t s = 0; s < starts.size(); ++s) {
      const std::size_t next = s + 1 < starts.size() ? starts[s + 1] : block.lines.size();
      std::size_t last = starts[s];
      while (last + 1 < next && !ends_in(block.lines[last], ".")) ++last;
      found = counted_behind(doc_.text.to_folded({block.lines[starts[s]].begin, block.lines[last].end})) || found;
    }
    if (found) follows_ = b;
    return found;
  }
  static bool opens_category(std::string_view f) {
    while (!f.empty() && (f.front() == '*' || f.front() == '_')) f.remove_prefix(1);
    const std::size_t open = f.find('(');
    if (open == std::string_view::npos || open < 4 || open > 60) return false;
    const std::size_t close = f.find(')', open);
    if (close == std::string_view::npos || close == open + 1 || close > open + 7) return false;
    return f.substr(open + 1, close - open - 1).find_first_not_of("0123456789 ") == std::string_view::npos && first_of(f.substr(0, open), ".,:;") == std::string_view::npos && (close + 1 == f.size() || f.find(':', close) <= close + 3);
  }

  // A full stop that ends a sentence; the one in « usager.es » (« usager·es ») does not.
  static bool sentence_stop(std::string_view folded) {
    for (std::size_t at = folded.find('.'); at != std::string_view::npos; at = folded.find('.', at + 1))
      if (at + 1 >= folded.size() || folded[at + 1] < 'a' || folded[at + 1] > 'z') return true;
    return false;
  }

  // « Collectivités (6) : A, B, C », « Personnes physiques (131) », « Adhérents individuels : 131 ».
  bool counted_behind(Range where, std::optional<std::size_t> block = std::nullopt) {
    const std::string_view folded = where.of(doc_.text.folded);
    const std::size_t base = where.begin;
    const std::size_t open = folded.find('(');
    std::size_t begin = 0, end = 0, stop = 0;
    const std::size_t sign = folded.find(':');
    std::optional<Range> bracket;  // « structures : 11 (A, B, C) »
    if (sign != std::string_view::npos && sign > 3 && sign < 60 && open != std::string_view::npos && open > sign && open - sign < 10 && folded.find_last_not_of(" .;") == folded.rfind(')')) {
      begin = sign + 1, end = open, stop = sign;
      if (folded.find_first_of("0123456789", open) == std::string_view::npos) bracket = doc_.text.to_reading({base + open + 1, base + folded.rfind(')')});
    } else if (open != std::string_view::npos && open > 3 && open < 70 && (sign == std::string_view::npos || sign < open || folded.find_first_not_of("0123456789 ", open + 1) == folded.find(')', open))) {
      const std::size_t close = folded.find(')', open);
      if (close == std::string_view::npos || close - open > 8) return false;
      begin = open + 1, end = close, stop = open;
    } else {
      const std::size_t colon = folded.find(':');
      if (colon == std::string_view::npos || colon > 60) return false;
      begin = colon + 1, end = folded.size(), stop = colon;
      for (const std::string_view sign : {" -- ", " - "})  // « membres de soutien : 4 — A, B, C, D »
        if (const std::size_t dash = folded.find(sign, begin); dash < end && dash < begin + 9 && folded.find_first_of("0123456789", dash) == std::string_view::npos) end = dash, bracket = doc_.text.to_reading({base + dash + sign.size(), where.end});
      if (!bracket && folded.size() - colon > 20) return false;
    }
    while (begin < end && folded[begin] == ' ') ++begin;
    while (end > begin && (folded[end - 1] == ' ' || folded[end - 1] == '.' || folded[end - 1] == ';')) --end;
    for (const std::string_view unit : {" licences", " licencies", " adherents", " membres", " eleves", " cartes", " inscrits"})
      if (end - begin > unit.size() && folded.substr(end - unit.size(), unit.size()) == unit) end -= unit.size();
    const std::string_view number = folded.substr(begin, end - begin);
    if (number.empty() || number.find_first_not_of("0123456789 ") != std::string_view::npos) return false;
    const auto count = extract::parse_count(number);
    std::string_view category = folded.substr(0, stop);
    if (!count || *count > 200000 || category.substr(0, category.find('(')).find_first_of("0123456789\n") != std::string_view::npos || sentence_stop(category)) return false;
    MembershipEntry entry;
    entry.category = trim_range(text_, doc_.text.to_reading({base, base + stop}), ".,:;*");
    entry.count_where = doc_.text.to_reading({base + begin, base + end});
    entry.count = *count;
    entry.rule = "memberships.counted_behind@1";
    const std::size_t colon = folded.find(':', end);
    if (bracket) {
      lists_.split(*bracket, entry);
      if (static_cast<std::int64_t>(entry.members.size()) != *count) entry.members.clear();
    }
    else if (block && end + 6 > folded.size() && lists_.named_below(*block, entry)) {}
    else if (colon != std::string_view::npos && colon <= end + 3) lists_.split(trim_range(text_, doc_.text.to_reading({base + colon + 1, where.end}), ".;"), entry);
    keep(std::move(entry));
    return true;
  }

  // « Nouveaux adhérents institutionnels (2021, 2022) : », « Adhésions en préparation : », « adhérents individuels », then names.
  bool headed(std::size_t b, std::string_view folded) {
    const Block& block = doc_.structure.blocks[b];
    if (block.kind == BlockKind::paragraph && block.lines.size() > 1) {  // « Membres fondateurs : … » and « Membres de soutien : … » on lines of one block
      static const Regex label("^[a-z][a-z' ()0-9-]{3,50} ?: ?[a-z0-9]");
      std::vector<std::size_t> starts;
      for (std::size_t i = 0; i < block.lines.size(); ++i)
        if (upper_start(block.lines[i].of(text_)) && label.begins(doc_.text.fold(block.lines[i]))) starts.push_back(i);
      if (starts.size() > 1 && starts[0] == 0) {
        bool found = false;
        for (int pass = 0; pass < 2 && (pass == 0 || found); ++pass)
        for (std::size_t s = 0; s < starts.size(); ++s) {
          const Range part = doc_.text.to_folded({block.lines[starts[s]].begin, (s + 1 < starts.size() ? block.lines[starts[s + 1] - 1] : block.lines.back()).end});
          const std::string_view words = part.of(doc_.text.folded);
          if (pass == 0) found = headed_part(b, part, words) || found;
          else if (member_words(words.substr(0, words.find(':')))) counted_behind(part);
        }
        if (found) return true;
      }
    }
    return headed_part(b, block.folded, folded);
  }

  bool headed_part(std::size_t b, Range part, std::string_view folded) {
    std::optional<MembershipEntry> entry = headed_members(doc_, lists_, b, part, folded);
    if (entry) keep(std::move(*entry));
    return entry.has_value();
  }

  // « Nos adhésions » over « Nous sommes membres de : » and a list: the bodies the organisation has joined.
  bool joined(std::size_t b, std::string_view folded) {
    std::optional<MembershipEntry> entry = joined_bodies(doc_, lists_, b, folded);
    if (!entry || std::any_of(used_.begin(), used_.end(), [&](Range r) { return r.overlaps(entry->members[0]); })) return false;
    keep(std::move(*entry));
    return true;
  }

  bool of_kind(std::size_t b, std::string_view folded) {
    std::optional<MembershipEntry> entry = members_of_kind(doc_, lists_, b, folded);
    if (entry) keep(std::move(*entry));
    return entry.has_value();
  }
  // A whole and its parts, proved by their sum.
  void sums(const Match& match) {
    if (std::any_of(used_.begin(), used_.end(), [&](Range r) { return r.overlaps(match.range); })) return;
    for (MembershipEntry& entry : summed_members(doc_, match.range)) {
      lists_.behind(entry);
      keep(std::move(entry));
    }
  }

  // « Adhérents au 4/06 : 118 individuels / 31 étudiants / 6 assos »: all that its label counts.
  void series(const Match& match) {
    const Block& block = doc_.structure.blocks[static_cast<std::size_t>(match.block)];
    std::vector<MembershipEntry> found = counted_series(doc_, doc_.text.to_folded(match.range).end, true);
    if (found.empty()) {
      const std::size_t end = std::min(text_.find('\n', match.range.end), block.range.end);
      found = named_series(doc_, {match.range.end, end});
    }
    if (found.size() < 2) return;
    for (MembershipEntry& entry : found) keep(std::move(entry));
  }

  // « Étaient présents : » over the lines.
  bool under_presence(int block) const {
    if (block < 0) return false;
    const int up = doc_.structure.blocks[static_cast<std::size_t>(block)].parent;
    static const Regex presence("^[^a-z]*(?:etaient |sont |membres |adherents )*(?:present|excuse|absent|represent)");
    return up >= 0 && presence.begins(doc_.structure.blocks[static_cast<std::size_t>(up)].folded.of(doc_.text.folded));
  }

  void inline_count(const Match& match) {
    const Range where = match.group("count"), category = trim_range(text_, match.group("category"), ".,;:()*");
    if (where.empty() || category.empty()) return;
    std::string digits(doc_.text.fold(where));
    if (digits.size() > 4 && digits[digits.size() - 4] == '.') digits.erase(digits.size() - 4, 1);  // « 1.262 »
    const auto count = extract::parse_count(digits);
    if (!count || *count <= 0) return;
    MembershipEntry entry;
    entry.category = category;
    entry.count_where = where;
    entry.count = *count;
    entry.rule = match.rule->tag();
    entry.confidence = match.rule->confidence;
    lists_.behind(entry);
    const std::size_t end = doc_.text.to_folded(category).end;
    keep_counted(std::move(entry));
    for (MembershipEntry& next : counted_series(doc_, end, false)) keep(std::move(next));  // « cinq membres honoraires, 36 titulaires et … »
  }

  void keep_counted(MembershipEntry entry) {
    // The group of a table that counts as many: « Associations, communes | 9 », then « Les neuf personnes morales : … ».
    if (!entry.members.empty() && entry.count > 3)
      for (Found& known : out_) {
        const Fact* stated = known.find("stated_count");
        if (!stated || std::get<std::int64_t>(stated->value) != entry.count || known.find("members[]") || known.find("category")->rule != "memberships.table@1" || known.anchor.begin > entry.category.begin || entry.category.begin - known.anchor.begin > 800) continue;
        add_members(known, entry);
        return;
      }
    keep(std::move(entry));
  }

  void add_members(Found& found, const MembershipEntry& entry) {
    for (const Range& member : entry.members) {
      Fact f{"members[]", plain(doc_, member), member, {}, entry.confidence, entry.rule, Status::stated};
      found.facts.push_back(std::move(f));
      used_.push_back(member);
    }
  }

  void keep(MembershipEntry entry) {
    // « Adhérents à ce jour », « Licenciés au 30 juin 2012 »: when they were counted is not of what they are.
    static const Regex when(",? (?:a ce jour|(?:au|en|fin|debut) (?:\\d|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)[a-z0-9 /.]{0,22}|(?:19|20)\\d\\d)$");
    static const Regex only_when("^(?:au|le|en|fin) (?:\\d|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)[a-z0-9 /.]{0,22}$|^a ce jour$");
    if (entry.count >= 0) {
      const Range folded = doc_.text.to_folded(entry.category);
      RegexHit hit;
      if (only_when.matches(folded.of(doc_.text.folded))) return;
      if (when.search(folded.of(doc_.text.folded), 0, hit) && hit.whole().begin > 3) entry.category = doc_.text.to_reading({folded.begin, folded.begin + hit.whole().begin});
    }
    if (entry.count >= 0 && !contains_any(doc_.text.fold(entry.category), {"a jour", "inscrit"}) && under_presence(doc_.structure.block_at(entry.category.begin))) return;
    const std::string label = plain(doc_, entry.category);
    const std::string key(doc_.text.fold(entry.category));
    if (contains_any(key, {"unanim", "votant", "en exercice", "adopte"}) || key == "total" || key == "ensemble") return;
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      auto& [old, count] = seen_[i];
      if (old != key || (count != entry.count && entry.count >= 0 && count >= 0)) continue;
      // The same category told twice: by number here, by name there.
      if (count < 0 && entry.count >= 0) {
        count = entry.count;
        Fact f{"stated_count", entry.count, entry.count_where, {}, entry.confidence, entry.rule, Status::stated};
        out_[i].facts.push_back(std::move(f));
      }
      if (!entry.members.empty() && !out_[i].find("members[]")) add_members(out_[i], entry);
      return;
    }
    for (const Range& used : used_)
      if (used.overlaps(entry.category)) return;
    // « 12 associations adhérentes » here, « 12 associations » there
    for (std::size_t i = 0; i < seen_.size(); ++i)
      if (seen_[i].second > 1 && (seen_[i].second == entry.count || (entry.count < 0 && seen_[i].second == static_cast<std::int64_t>(entry.members.size()))) && key.size() > 4 && (seen_[i].first.starts_with(key + " ") || key.starts_with(seen_[i].first + " "))) {
        if (!entry.members.empty() && !out_[i].find("members[]")) add_members(out_[i], entry);
        return;
      }
    if (entry.count >= 0)  // a number counts one thing
      for (const Found& known : out_)
        if (const Fact* stated = known.find("stated_count"); stated && stated->where.overlaps(entry.count_where)) return;
    seen_.emplace_back(key, entry.count);
    used_.push_back(entry.category);
    for (const Range& m : entry.members) used_.push_back(m);
    Found found;
    found.entity = "memberships";
    found.anchor = entry.category;
    const auto fact = [&](std::string field, Value value, Range where) {
      Fact f{std::move(field), std::move(value), where, {}, entry.confidence, entry.rule, Status::stated};
      found.facts.push_back(std::move(f));
    };
    fact("category", label, entry.category);
    if (entry.count >= 0) fact("stated_count", entry.count, entry.count_where);
    for (const Range& member : entry.members) {
      const auto first = std::find_if(entry.parted.begin(), entry.parted.end(), [&](const auto& part) { return part.first == member; });
      if (first == entry.parted.end()) {
        fact("members[]", plain(doc_, member), member);
      } else {
        fact("members[]", plain(doc_, first->second) + " " + plain(doc_, member), member);
        found.facts.back().support.push_back(first->second);
      }
    }
    out_.push_back(std::move(found));
  }

  const Document& doc_;
  const std::string& text_;
  MemberLists lists_;
  MembershipScope scope_;
  std::optional<std::size_t> follows_;  // the block whose lines opened categories last
  std::vector<std::pair<std::string, std::int64_t>> seen_;
  std::vector<Range> used_;
  std::vector<Found> out_;
};

class Memberships final : public extract::Extractor {
 public:
  std::string_view id() const override { return "memberships"; }
  std::vector<Found> extract(const Document& document, const Findings& earlier) const override {
    std::vector<Found> found = Reader(document).read();
    found.erase(std::remove_if(found.begin(), found.end(), [&](const Found& one) { return names_attendants(one, earlier); }), found.end());
    return found;
  }

};

}  // namespace

std::unique_ptr<extract::Extractor> memberships() { return std::make_unique<Memberships>(); }

}  // namespace minutier::extractors
