#include <algorithm>
#include <cctype>

#include "extractors/sitting.hpp"
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
    numbers(document, *claim, statement, found);
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

  // Numerator and denominator of the statement or of what is said right before it; a threshold given as a number.
  static void numbers(const extract::Document& document, const extract::Match& claim, Range statement, Found& found) {
    const Range block = document.structure.blocks[static_cast<std::size_t>(claim.block)].range;
    const Range near{block.begin, std::min(block.end, statement.end + 200)};
    const extract::Match* best = nullptr;
    for (const extract::Match* match : document.matches.within("quorum.numbers", near)) {
      if (!best || statement.contains(match->range.begin)) best = match;
    }
    if (best) {
      for (const std::string_view name : {"numerator", "denominator"}) {
        const Range where = best->group(name);
        if (where.empty()) continue;
        if (const auto value = extract::parse_count(document.text.fold(where))) found.facts.push_back(make_fact(std::string(name), *value, where, *best));
      }
      const std::string_view words = document.text.fold(best->range);
      const bool both = words.find("represente") != std::string_view::npos || document.text.fold(statement).find("represente") != std::string_view::npos;
      Fact basis = make_fact("basis", std::string(both ? "present_or_represented" : "members_present"), best->range, 0.7, best->rule->tag());
      basis.status = Status::derived;
      found.facts.push_back(std::move(basis));
    }
    for (const extract::Match* match : document.matches.within("quorum.required", near)) {
      Range where = match->group("n");
      for (const std::string_view other : {"n2", "n3"})
        if (where.empty()) where = match->group(other);
      const auto value = extract::parse_count(document.text.fold(where));
      if (!value || *value == 0) continue;
      found.facts.push_back(make_fact("required", *value, where, *match));
      break;
    }
    for (const extract::Match* match : document.matches.within("quorum.required_text", near)) {
      const Range where = match->group("text");
      found.facts.push_back(make_fact("required_text", one_line(document.text.read(where)), where, *match));
      break;
    }
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> quorum() { return std::make_unique<Quorum>(); }

}  // namespace minutier::extractors
