#include <algorithm>
#include <cctype>

#include "extractors/sitting.hpp"
#include "extractors/told_counts.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

// The sentence around a match, in reading bytes, within its block; a full stop behind an abbreviation does not end it.
Range sentence_of(const extract::Document& document, const extract::Match& match) {
  const Range block = document.structure.blocks[static_cast<std::size_t>(match.block)].range;
  const std::string& text = document.text.reading;
  const auto ends = [&](std::size_t at) {
    const char c = text[at];
    if (c != '.' && c != '!' && c != '?') return c == '\n' && at + 1 < text.size() && text[at + 1] == '\n';
    if (at + 1 < text.size() && text[at + 1] != ' ' && text[at + 1] != '\n') return false;
    std::size_t begin = at;
    while (begin > block.begin && std::isalpha(static_cast<unsigned char>(text[begin - 1]))) --begin;
    const std::string_view word = std::string_view(text).substr(begin, at - begin);
    return at - begin > 1 && word != "MM" && word != "Mme" && word != "Mmes" && word != "Mlle" && word != "art" && word != "Art";
  };
  std::size_t begin = match.range.begin, end = match.range.end;
  while (begin > block.begin && !ends(begin - 1)) --begin;
  while (end < block.end && !ends(end)) ++end;
  if (end < block.end) ++end;
  while (begin < end && (text[begin] == ' ' || text[begin] == '\n')) ++begin;
  return {begin, end};
}

class Quorum final : public extract::Extractor {
 public:
  std::string_view id() const override { return "quorum"; }

  std::vector<Found> extract(const extract::Document& document, const Findings& earlier) const override {
    if (!sitting(earlier)) return {};
    // The last word on the matter is the first that is not about an earlier convocation; positive and negative claims in order.
    const extract::Match* claim = nullptr;
    bool reached = true;
    double best = 0;
    for (const std::string_view family : {"quorum.reached", "quorum.failed"})
      for (const extract::Match& match : document.matches.of(family)) {
        const double weight = match.rule->confidence + (document.matches.within("quorum.numbers", sentence_of(document, match)).empty() ? 0.0 : 0.06);
        if (claim && weight <= best) continue;
        // reached, and farther on not: that is another assembly's, as of an extraordinary one held behind the ordinary one
        if (claim && family == "quorum.failed" && reached && match.range.begin > claim->range.begin && contains(claim->rule->id, ".atteint")) continue;
        if (claim && family == "quorum.failed" && match.range.begin > claim->range.begin + 3000) continue;
        claim = &match;
        best = weight;
        reached = family == "quorum.reached";
      }
    if (!claim) return {};
    Found found;
    found.entity = "quorum";
    const Range statement = sentence_of(document, *claim);
    found.anchor = statement;
    found.facts.push_back(make_fact("reached", reached, claim->range, *claim));
    found.facts.push_back(make_fact("statement", one_line(document.text.read(statement)), statement, *claim));
    numbers(document, earlier, *claim, statement, found);
    return {std::move(found)};
  }

 private:
  static bool sitting(const Findings& earlier) {
    for (const Found& found : earlier)
      if (const Fact* kind = found.entity == "document" ? found.find("kind") : nullptr) {
        const std::string& value = std::get<std::string>(kind->value);
        if (value == "convocation" || value == "note_de_synthese" || value == "statuts" || value == "feuille_de_presence" || value.rfind("rapport", 0) == 0) return false;
      }
    return true;
  }

  // Whether those present in person count in such a body.
  static bool sits_in_person(const Findings& earlier) {
    for (const Found& one : earlier)
      if (const Fact* body = one.entity == "meeting" ? one.find("body") : nullptr) {
        const std::string& name = std::get<std::string>(body->value);
        if (name == "conseil_municipal" || name == "conseil_communautaire" || name == "conseil_departemental" || name == "conseil_regional" || name == "conseil_administration" || name == "bureau") return true;
      }
    return false;
  }

  // Where the statement leaves a number out, the totals of the sitting say it: in councils those present in person count.
  static void by_totals(const Findings& earlier, Found& found) {
    const Found* totals = nullptr;
    const bool council = sits_in_person(earlier);
    for (const Found& one : earlier)
      if (one.entity == "attendance/totals") totals = &one;
    if (!totals) return;
    const auto derive = [&](const char* field, std::int64_t value, const Fact& from) {
      Fact fact = make_fact(field, value, from.where, 0.75, "quorum.totals@1");
      fact.status = Status::derived;
      found.facts.push_back(std::move(fact));
    };
    const Fact* present = totals->find("present");
    const Fact* both = totals->find("present_or_represented");
    const Fact* proxies = totals->find("proxies") ? totals->find("proxies") : totals->find("represented");
    const Fact* office = totals->find("in_office");
    if (!found.find("numerator")) {
      if (both && !council) derive("numerator", std::get<std::int64_t>(both->value), *both);
      else if (present && proxies && !council) derive("numerator", std::get<std::int64_t>(present->value) + std::get<std::int64_t>(proxies->value), *present);
      else if (present) derive("numerator", std::get<std::int64_t>(present->value), *present);
    }
    const Fact* numerator = found.find("numerator");
    if (!found.find("denominator") && office && numerator && std::get<std::int64_t>(numerator->value) <= std::get<std::int64_t>(office->value)) derive("denominator", std::get<std::int64_t>(office->value), *office);
  }

  // « Quorum statutaire (1/8e) | 52 »: a row of the table of counts shortly before the statement.
  static void required_in_table(const extract::Document& document, Range statement, Found& found) {
    for (const Table& table : document.structure.tables) {
      if (table.range.begin > statement.end || table.range.end + 1500 < statement.begin) continue;
      for (const auto& row : table.rows) {
        if (row.size() < 2 || row[0].range.size() > 60) continue;
        const std::string_view label = document.text.fold(row[0].range), number = document.text.fold(row[1].range);
        if (!contains(label, "quorum") || contains(label, "atteint")) continue;
        if (number.empty() || number.find_first_not_of("0123456789 ") != std::string_view::npos) continue;
        const auto value = extract::parse_count(number);
        if (!value || *value == 0) continue;
        found.facts.push_back(make_fact("required", *value, row[1].range, 0.88, "quorum.table@1"));
        return;
      }
    }
  }

  // « 14 présents et 5 représentés sur 61 »: not the last of them alone.
  static bool last_of_parts(const extract::Document& document, Range number) {
    static const Regex present("(?:present[a-z.()-]*|la) ?(?:et|\\+|plus|avec|,|/|-|,? (?:et|ainsi que)) $"), proxies("^(?: [a-z]+)? ?(?:represente|pouvoir|procuration)");
    if (number.empty()) return false;
    const std::string_view folded = document.text.folded;
    const Range at = document.text.to_folded(number);
    return at.begin > 24 && present.found(folded.substr(at.begin - 24, 24)) && proxies.found(folded.substr(at.end, 30));
  }

  // « le quorum (50 % des voix) », « la moitié des clubs et la moitié des voix »: votes are asked for, not heads.
  static bool by_votes(const extract::Document& document, Range near) {
    static const Regex asked("(?:%|moitie|tiers|quart|majorite|quorum)[^.;]{0,40} (?:des?|de|en) (?:voix|mandats|parts|tantiemes|milliemes|actions)\\b|quorum (?:de|fixe a|est de) [0-9]+ voix");
    return asked.found(document.text.fold(near));
  }

  // « Quorum : 29 (1/3) », « 2/3 »: a part of the whole, no count.
  static bool share(const extract::Document& document, const extract::Match& match) {
    const std::string_view numerator = document.text.fold(match.group("numerator")), denominator = document.text.fold(match.group("denominator"));
    if (match.rule->id.find(".slash") == std::string::npos) return numerator == "un" || numerator == "une";
    if (numerator == "1" || numerator == "un" || numerator == "une") return true;  // « d'un sociétaire sur quatre »
    return denominator.size() == 1 && numerator == "2" && denominator == "3";
  }

  // Numerator and denominator of the statement or of what is said right before it; a threshold given as a number.
  static void numbers(const extract::Document& document, const Findings& earlier, const extract::Match& claim, Range statement, Found& found) {
    const Range block = document.structure.blocks[static_cast<std::size_t>(claim.block)].range;
    const Range near{block.begin, std::min(block.end, statement.end + 200)};
    const extract::Match* best = nullptr;
    for (const extract::Match* match : document.matches.within("quorum.numbers", near)) {
      if (!best || statement.contains(match->range.begin)) best = match;
    }
    ToldCounts beside = told_counts(document, near);
    if (best && !by_votes(document, near)) beside.weight = std::nullopt;
    // « 9 clubs sur 12, soit 78 voix sur 104 »: the votes count, not the clubs; « (1/3) » is a share
    if (best && ((beside.weight && beside.weight_of && document.text.fold(best->range).find("voix") == std::string_view::npos && !best->group("denominator").overlaps(beside.weight_of->where)) || share(document, *best))) best = nullptr;
    if (best) {
      // « On est 11, et 14 avec les pouvoirs »: the sum counts
      const bool loose = contains(best->rule->id, ".est");
      const bool summed = loose && (told_counts(document, near).both || told_counts(document, near).office);
      for (const std::string_view name : {"numerator", "denominator"}) {
        const Range where = best->group(name);
        if (where.empty() || summed) continue;
        if (name == "numerator" && last_of_parts(document, where)) continue;
        if (const auto value = extract::parse_count(document.text.fold(where))) found.facts.push_back(make_fact(std::string(name), *value, where, *best));
      }
      for (const extract::Match* other : document.matches.within("quorum.numbers", near))  // « 17 membres à jour » beside « 11 + 3 = 14 voix »
        for (const std::string_view name : {"numerator", "denominator"}) {
          const Range where = other->group(name);
          if (name == "numerator" && last_of_parts(document, where)) continue;
          if (where.empty() || found.find(name) || contains(other->rule->id, ".est")) continue;
          if (const auto value = extract::parse_count(document.text.fold(where))) found.facts.push_back(make_fact(std::string(name), *value, where, *other));
        }
      const std::string_view words = document.text.fold(best->range);
      const bool both = contains(words, "represente") || contains(document.text.fold(statement), "represente");
      Fact basis = make_fact("basis", std::string(both ? "present_or_represented" : "members_present"), best->range, 0.7, best->rule->tag());
      basis.status = Status::derived;
      found.facts.push_back(std::move(basis));
    }
    required_by_rule(document, near, found);
    as_told(document, earlier, block, statement, found);
    by_totals(earlier, found);
    as_told(document, earlier, block, statement, found);  // all there are, beside a count that the totals gave
    if (!found.find("required")) required_in_table(document, statement, found);
    if (!found.find("required")) required_by_label(document, statement, found);
    consistent(found);
    for (const extract::Match* match : document.matches.within("quorum.required_text", near)) {
      const Range where = match->group("text");
      found.facts.push_back(make_fact("required_text", one_line(document.text.read(where)), where, *match));
      break;
    }
  }

  // The numbers around the claim, each by the words beside it: the statement first, then what is said right before it.
  static void as_told(const extract::Document& document, const Findings& earlier, Range block, Range statement, Found& found) {
    const std::string_view body = string_of(earlier, "meeting", "body");
    const bool council = body == "conseil_municipal" || body == "conseil_communautaire" || body == "conseil_departemental" || body == "conseil_regional";
    const auto& blocks = document.structure.blocks;
    Range wide{std::max(block.begin, statement.begin > 600 ? statement.begin - 600 : 0), std::min(block.end, statement.end + 250)};
    if (const int at = document.structure.block_at(block.begin); at > 0 && statement.begin < block.begin + 60) {
      const Block& before = blocks[static_cast<std::size_t>(at) - 1];
      if (before.kind == BlockKind::paragraph && before.range.size() < 500 && block.begin < before.range.end + 8) wide.begin = before.range.begin;
    }
    for (const Range passage : {statement, wide}) {
      const ToldCounts told = told_counts(document, passage);
      const auto put = [&](const char* field, std::int64_t value, Range where, bool sum) {
        if (found.find(field)) return;
        Fact fact = make_fact(field, value, where, sum ? 0.8 : 0.87, "quorum.told@1");
        if (sum) fact.status = Status::derived;
        found.facts.push_back(std::move(fact));
      };
      if (told.weight && told.weight_of && !found.find("numerator") && ((!told.present && !told.both) || by_votes(document, wide))) {  // votes weigh where they are told
        put("numerator", told.weight->value, told.weight->where, false);
        put("denominator", told.weight_of->value, told.weight_of->where, false);
      }
      const std::optional<ToldCount>& whole = told.both ? told.both : told.voters;
      if (whole && !council) put("numerator", whole->value, whole->where, false);
      else if (told.present && (told.represented || told.proxies) && !sits_in_person(earlier)) put("numerator", told.present->value + (told.represented ? told.represented->value : told.proxies->value), told.present->where, true);
      else if (told.present) put("numerator", told.present->value, told.present->where, false);
      else if (told.represented && told.office && told.represented->value <= told.office->value && !told.proxies) put("numerator", told.represented->value, told.represented->where, false);
      else if (told.gathered) put("numerator", told.gathered->value, told.gathered->where, false);
      const Fact* numerator = found.find("numerator");
      if (told.office && numerator && std::get<std::int64_t>(numerator->value) <= told.office->value) put("denominator", told.office->value, told.office->where, false);
      if (told.required && told.required->value > 0) put("required", told.required->value, told.required->where, false);
    }
  }

  // A threshold above the whole, or a count above it, was read from other words.
  static void consistent(Found& found) {
    const auto value = [&](const char* field) { const Fact* fact = found.find(field); return fact ? std::get<std::int64_t>(fact->value) : std::int64_t{-1}; };
    const auto drop = [&](std::string_view field) { found.facts.erase(std::remove_if(found.facts.begin(), found.facts.end(), [&](const Fact& fact) { return fact.field == field && fact.rule == "quorum.told@1"; }), found.facts.end()); };
    if (value("denominator") >= 0 && value("required") > value("denominator")) drop("required");
    if (value("denominator") >= 0 && value("numerator") > value("denominator")) drop("denominator");
    const Fact* reached = found.find("reached");
    if (reached && value("numerator") >= 0 && value("required") >= 0 && std::get<bool>(reached->value) != (value("numerator") >= value("required"))) drop("required"), drop("numerator");
  }

  // « Quorum : 16 » as a line of the opening.
  static void required_by_label(const extract::Document& document, Range statement, Found& found) {
    for (const extract::Match& match : document.matches.of("quorum.label")) {
      if (match.range.begin > statement.end + 300 || match.range.end + 2000 < statement.begin) continue;
      const Range where = match.group("n");
      const auto value = extract::parse_count(document.text.fold(where));
      if (!value || *value == 0) continue;
      found.facts.push_back(make_fact("required", *value, where, match));
      return;
    }
  }

  static void required_by_rule(const extract::Document& document, Range near, Found& found) {
    if (found.find("required")) return;
    for (const extract::Match* match : document.matches.within("quorum.required", near)) {
      Range where = match->group("n");
      for (const std::string_view other : {"n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n2b", "n2c"})
        if (where.empty()) where = match->group(other);
      const auto value = extract::parse_count(document.text.fold(where));
      if (!value || *value == 0) continue;
      found.facts.push_back(make_fact("required", *value, where, *match));
      break;
    }
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> quorum() { return std::make_unique<Quorum>(); }

}  // namespace minutier::extractors
