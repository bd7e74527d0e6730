#include <algorithm>
#include <cctype>
#include <map>

#include "extractors/attendance_parts.hpp"
#include "extractors/told_counts.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/sentences.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

constexpr std::size_t near = 300;  // bytes between the sitting's own counts; votants said elsewhere are those of a ballot

struct Candidate {
  std::int64_t value = 0;
  Range where;
  const extract::Match* match = nullptr;
};

bool beside(const std::map<std::string, Candidate>& known, Range where) {
  for (const std::string key : {"in_office", "present"})
    if (const auto at = known.find(key); at != known.end() && at->second.where.begin < where.end + near && where.begin < at->second.where.end + near) return true;
  return false;
}

// « Réunion du 3 mars à 18 h 30 / Membres présents : … »: a number that ends a line of another matter.
bool cut_off(const extract::Document& document, Range number, Range match) {
  const std::string& text = document.text.reading;
  if (number.end + 1 < match.end && text[number.end] == '\n' && normalise::upper_letter_at(text, number.end + 1)) return true;
  const std::size_t at = text.find_last_not_of(' ', number.begin == 0 ? 0 : number.begin - 1);
  return at != std::string::npos && at > 1 && number.begin > 0 && text[at] == 'h' && std::isdigit(static_cast<unsigned char>(text[text[at - 1] == ' ' ? at - 2 : at - 1]));
}

// What a row or column of a table of counts counts; empty for none.
std::string counted(std::string_view label) {
  const auto says = [&](std::string_view word) { return label.find(word) != std::string_view::npos; };
  if (label.empty() || label.size() > 60) return {};
  if (says("ecart") || says("refus") || says("nul") || says("quorum") || says("blanc") || says("%")) return {};
  const bool represented = says("represente"), present = label.find("present") == 0 || says(" present");
  if (present && represented) return "present_or_represented";
  if (says("votant")) return "voters";
  if (says("en exercice") || says("a jour") || says("inscrits") || says("electeurs") || says("cotisants") || says("ayant droit de vote") || says("convoques")) return "in_office";
  if (says("total") && (says("voix") || says("suffrages"))) return "present_or_represented";
  if (says("pouvoir") || says("procuration")) return "proxies";
  if (represented) return "represented";
  if (present) return "present";
  if (says("excuse")) return "excused";
  return says("absent") ? "absent" : std::string{};
}

struct TableCount {
  std::string key;
  std::int64_t value = 0;
  Range where, label;
};

// Counts set as a table: a label and its number in each row, or labels above one row of numbers. Several of them make it one.
std::vector<TableCount> table_counts(const extract::Document& document, const Table& table) {
  std::vector<TableCount> out;
  const auto cell = [&](std::size_t r, std::size_t c) { return document.text.fold(table.rows[r][c].range); };
  const auto number = [&](std::size_t r, std::size_t c) -> std::optional<std::int64_t> {
    std::string_view text = cell(r, c);
    while (!text.empty() && (text.front() == '*' || text.front() == ' ')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == '*' || text.back() == ' ')) text.remove_suffix(1);
    if (text.empty() || text.size() > 7 || text.find_first_not_of("0123456789 ") != std::string_view::npos) return std::nullopt;
    return extract::parse_count(text);
  };
  std::map<std::string, int> seen;
  const auto take = [&](std::string_view label, Range label_at, std::size_t r, std::size_t c) {
    const std::string key = counted(label);
    if (key.empty()) return;
    if (const auto value = number(r, c)) {
      ++seen[key];
      out.push_back({key, *value, table.rows[r][c].range, label_at});
    }
  };
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    if (table.rows[r].size() >= 2) take(cell(r, 0), table.rows[r][0].range, r, 1);
  if (out.size() < 2 && table.rows.size() >= 2) {
    out.clear(), seen.clear();
    const std::size_t last = table.rows.size() - 1;
    const std::string_view name = cell(last, 0);
    if (last <= 2 || contains(name, "total") || contains(name, "ensemble")) {
      for (std::size_t c = 0; c < table.rows[0].size() && c < table.rows[last].size(); ++c) {
        const std::string_view head = cell(0, c);
        take(head == "societaires" || head == "adherents" || head == "membres" || head == "associes" || head == "effectif" ? "inscrits" : head, table.rows[0][c].range, last, c);
      }
    }
  }
  if (seen.size() < 2 || (seen.count("present") == 0 && seen.count("present_or_represented") == 0)) return {};
  for (const auto& [key, times] : seen)
    if (times > 1) return {};  // a table of people or of several sittings
  return out;
}

struct Passage {
  Range range;
  ToldCounts told;
};

// The passages of the opening that tell how many came: what is said of another meeting, of a rule or of a vote left out.
// Those behind the first count only as its neighbours; around the words about the quorum they may stand farther down.
std::vector<Passage> passages_of(const extract::Document& document) {
  constexpr std::size_t opening = 5000, farthest = 8000, neighbours = 500, longest = 1200;
  static const Regex trigger("presen[ts]|represente|pouvoirs?\\b|procu|emarg|signe\\b|repondu|en exercice|inscrits|quorum|(?:sont|etaient) la\\b");
  static const Regex another("\\bsi (?!ce n'est|bien)|\\bprochaine? |precedente?s?\\b|l'an (?:passe|dernier)|l'annee (?:passee|derniere|precedente)|\\bcontre\\b|abstention|scrutin|bulletin|\\bpostes?\\b|candidat|pourr(?:ont|ait|a)\\b|article");
  std::vector<Passage> passages;
  const auto take = [&](Range range) {
    const ToldCounts told = told_counts(document, range);
    if (told.present || told.both) passages.push_back({range, told});
    return told.present || told.both;
  };
  for (const Block& block : document.structure.blocks) {
    if (block.range.begin > opening || (!passages.empty() && block.range.begin > passages.front().range.end + neighbours)) break;
    if (block.kind == BlockKind::furniture || block.kind == BlockKind::table) continue;
    const std::string_view folded = block.folded.of(document.text.folded);
    if (!trigger.found(folded)) continue;
    if (folded.size() < longest && !another.found(folded)) {
      take(block.range);
      continue;
    }
    for (std::size_t at = block.folded.begin; at < block.folded.end;) {
      const Range sentence = extract::sentence_around(document.text.folded, block.folded, at);
      const std::string_view words = sentence.of(document.text.folded);
      if (words.size() < longest && trigger.found(words) && !another.found(words)) take(document.text.to_reading(sentence));
      at = std::max(sentence.end, at + 1);
    }
  }
  for (const extract::Match& match : document.matches.of("quorum.reached")) {
    if (match.range.begin > farthest) break;
    const Range block = document.structure.blocks[static_cast<std::size_t>(match.block)].range;
    take({std::max(block.begin, match.range.begin > 600 ? match.range.begin - 600 : 0), std::min(block.end, match.range.end + 250)});
    break;
  }
  return passages;
}

}  // namespace

std::optional<Found> read_totals(const extract::Document& document, const std::vector<Label>& labels) {
  std::map<std::string, Candidate> best;
  const auto offer = [&](const std::string& key, Candidate candidate) {
    const auto known = best.find(key);
    if (known == best.end()) best.emplace(key, candidate);  // matches come in order: the first said is the opening's
  };
  for (const std::string key : {"in_office", "present", "represented", "excused", "absent", "participants", "present_or_represented", "proxies", "voters"})
  for (const extract::Match& match : document.matches.of("attendance.total." + key)) {
    Range where = match.group("n");
    if (where.empty()) where = match.group("n2");
    const auto value = extract::parse_count(document.text.fold(where));
    if (!value || *value > 100000 || (*value >= 1900 && *value < 2100)) continue;
    if (key == "voters" && !beside(best, where)) continue;
    if (cut_off(document, where, match.range)) continue;
    if (const std::string_view words = document.text.fold(match.range); words.starts_with("un ") || words.starts_with("une ")) continue;  // « un sociétaire sur quatre »: a share
    offer(key, {*value, where, &match});
  }
  for (const Label& label : labels) {
    if (!label.count || label.weak) continue;
    const std::string folded(document.text.fold(label.range));
    if (contains(folded, "represent") && folded.find("presen") < folded.find("represent")) continue;
    if (contains(label.match->rule->id, "participants")) continue;
    if (label.status == "present" || label.status == "excused" || label.status == "absent") offer(label.status, {*label.count, label.count_range, label.match});
    if (label.status == "represented" && contains(folded, "represent")) offer("represented", {*label.count, label.count_range, label.match});
  }
  static const extract::RuleInfo table_rule{"attendance.total.table", "attendance.total", 1, 0.92, {}};
  std::vector<extract::Match> told;  // labels of a table, as matches
  std::vector<std::pair<std::string, Candidate>> counts;
  for (const Table& table : document.structure.tables) {
    if (table.range.begin > 6000 || !counts.empty()) break;
    for (const TableCount& count : table_counts(document, table)) {
      extract::Match match;
      match.rule = &table_rule;
      match.range = count.label;
      told.push_back(match);
      counts.emplace_back(count.key, Candidate{count.value, count.where, nullptr});
    }
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    counts[i].second.match = &told[i];
    best.insert_or_assign(counts[i].first, counts[i].second);
  }
  // what the opening tells in its own words of who is there
  static const extract::RuleInfo told_rule{"attendance.total.told", "attendance.total", 1, 0.86, {}};
  const std::vector<Passage> passages = passages_of(document);
  std::vector<extract::Match> tellers(passages.size());
  for (std::size_t i = 0; i < passages.size(); ++i) {
    tellers[i].rule = &told_rule;
    tellers[i].range = passages[i].range;
    ToldCounts told = passages[i].told;
    if (!told.present && told.both && told.gathered && told.gathered->value < told.both->value) told.present = told.gathered;  // « on est 11, et 14 avec les pouvoirs »
    for (const auto& [key, count] : {std::pair<const char*, const std::optional<ToldCount>*>{"present", &told.present}, {"represented", &told.represented}, {"proxies", &told.proxies}, {"present_or_represented", &told.both}, {"in_office", &told.office}, {"voters", &told.voters}})
      if (*count) offer(key, {(*count)->value, (*count)->where, &tellers[i]});
  }
  if (best.empty()) return std::nullopt;
  Found totals;
  totals.entity = "attendance/totals";
  totals.anchor = best.begin()->second.where;
  for (const auto& [key, candidate] : best) {
    Fact fact;
    fact.field = key;
    fact.value = candidate.value;
    fact.where = candidate.where;
    fact.support.push_back(candidate.match->range);
    fact.confidence = candidate.match->rule->confidence;
    fact.rule = candidate.match->rule->tag();
    totals.facts.push_back(std::move(fact));
  }
  return totals;
}

}  // namespace minutier::extractors
