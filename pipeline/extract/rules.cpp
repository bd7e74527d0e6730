#include "pipeline/extract/rules.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "pipeline/base/error.hpp"
#include "pipeline/base/literal_filter.hpp"
#include "pipeline/extract/anchors.hpp"
#include "pipeline/extract/rule_file.hpp"
#include "pipeline/extract/sentences.hpp"
#include "pipeline/normalise/normalise.hpp"
#include "pipeline/section/section.hpp"

namespace minutier::extract {
namespace {

// How far from a match its sentence is looked through for a negative: a text may be one sentence without end, with a match in
// every line.
constexpr std::size_t farthest_negative = 600;

}  // namespace

Range Match::group(std::string_view name) const {
  for (const auto& [known, where] : groups)
    if (known == name) return where;
  return {};
}

const std::vector<Match>& Matches::of(std::string_view family) const {
  static const std::vector<Match> none;
  for (const auto& [name, matches] : families_)
    if (name == family) return matches;
  return none;
}

std::vector<const Match*> Matches::within(std::string_view family, Range reading) const {
  std::vector<const Match*> out;
  const std::vector<Match>& all = of(family);  // in order of position
  auto match = std::lower_bound(all.begin(), all.end(), reading.begin, [](const Match& m, std::size_t at) { return m.range.begin < at; });
  for (; match != all.end() && match->range.begin < reading.end; ++match) out.push_back(&*match);
  return out;
}

struct RuleSet::Impl {
  std::vector<Rule> rules;
  AnchorScan anchors;
  // The rules of each anchor, one anchor's behind the other's, and what says whether a rule looks at a block: near each other,
  // since they are read for every anchor that stands in a text.
  std::vector<std::uint32_t> rules_of_anchor, starts_of_anchor;
  struct Look {
    unsigned kinds;
    Scope scope;
  };
  std::vector<Look> looks;
  std::string hash;

  void add(Rule rule) {
    for (Rule& known : rules)
      if (known.info.id == rule.info.id) {
        known = std::move(rule);
        return;
      }
    rules.push_back(std::move(rule));
  }

  void index() {
    std::vector<std::vector<std::uint32_t>> lists;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      looks.push_back({rules[i].kinds, rules[i].scope});
      for (const std::string& anchor : rules[i].anchors)
        for (const std::string& form : broken_over_lines(anchor)) {
          const std::size_t number = anchors.add(form);
          lists.resize(std::max(lists.size(), number + 1));
          lists[number].push_back(static_cast<std::uint32_t>(i));
        }
    }
    for (const auto& list : lists) {
      starts_of_anchor.push_back(static_cast<std::uint32_t>(rules_of_anchor.size()));
      rules_of_anchor.insert(rules_of_anchor.end(), list.begin(), list.end());
    }
    starts_of_anchor.push_back(static_cast<std::uint32_t>(rules_of_anchor.size()));
    anchors.build();
  }

  // A scope and its runs of three letters.
  struct Looked {
    Range scope{1, 0};
    Trigrams trigrams;
    bool may_hold(const Rule& rule, std::string_view text, Range here) {
      if (rule.reading || here.size() > LiteralFilter::longest_subject) return true;
      if (here.begin != scope.begin || here.end != scope.end) {
        scope = here;
        trigrams.read(here.of(text));
      }
      return rule.pattern->may_match(trigrams);
    }
  };

  template <class Visit>
  void each_scope(const Text& text, const Structure& structure, Visit visit) const;

  // All matches of all rules in each text, by family; those left out go to the trace, where there is one.
  struct Matched {
    std::map<std::string_view, std::vector<Match>> families;
    std::vector<Issue> issues;
  };
  std::vector<Matched> match(const std::vector<Subject>& subjects, std::vector<Tried>* trace) const;

  // An anchor of several words also stands where a line ends between two of them.
  static std::vector<std::string> broken_over_lines(const std::string& anchor) {
    std::vector<std::string> forms{anchor};
    for (std::size_t at = anchor.find(' '); at != std::string::npos; at = anchor.find(' ', at + 1)) {
      forms.push_back(anchor);
      forms.back()[at] = '\n';
    }
    return forms;
  }

  // `sentence` is the last one found here: many rules look at the same one.
  static Range scope_of(Scope scope, std::string_view text, Range block, std::size_t at, Range& sentence) {
    switch (scope) {
      case Scope::line: return line_around(text, block, at);
      case Scope::sentence:
        if (!sentence.contains(at)) sentence = sentence_around(text, block, at);
        return sentence;
      case Scope::block: return block;
      case Scope::window: return {at > 300 ? at - 300 : 0, std::min(text.size(), at + 600)};
    }
    return block;
  }

  void apply(const Rule& rule, const Text& text, const Structure& structure, Range scope, int block, std::vector<Match>& out, std::vector<Issue>& issues, std::vector<Tried>* trace = nullptr) const {
    const Range range = rule.reading ? text.to_reading(scope) : scope;
    const std::string_view subject = range.of(rule.reading ? std::string_view(text.reading) : std::string_view(text.folded));
    const auto moved = [&](Range r) { return Range{r.begin + range.begin, r.end + range.begin}; };
    RegexHit hit;
    std::size_t at = 0;
    try {
      while (at < subject.size() && rule.pattern->search(subject, at, hit)) {
        if (hit.whole().empty()) {
          at = hit.whole().end + 1;
          continue;
        }
        at = hit.whole().end;
        Match match;
        match.rule = &rule.info;
        match.block = block;
        const Range here = moved(hit.whole());
        match.folded = rule.reading ? text.to_folded(here) : here;
        bool refused = false;
        Range refusal;
        if (rule.negative) {
          const std::size_t begin = match.folded.begin;
          Range near{begin - std::min(begin, farthest_negative), std::min(text.folded.size(), begin + farthest_negative)};
          // The entries around and what stands under a heading, which rarely end in a stop, are no part of its sentence.
          const Block& here_block = structure.blocks[static_cast<std::size_t>(block)];
          if ((here_block.kind == BlockKind::item || here_block.kind == BlockKind::heading) && here_block.folded.contains(begin)) near = {std::max(near.begin, here_block.folded.begin), std::min(near.end, here_block.folded.end)};
          Range sentence = sentence_around(text.folded, near, begin);
          if (rule.scope == Scope::line)
            sentence = within_set_lines(text.folded, sentence, match.folded, [&](std::size_t at) {
              const char first = text.reading[text.to_reading({at, at + 1}).begin];
              return (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9') || static_cast<unsigned char>(first) == 0xC3;
            });
          const Range context{sentence.begin, std::max(sentence.end, match.folded.end)};
          RegexHit negative;
          if (rule.negative->search(context.of(text.folded), negative)) {
            if (!trace) continue;
            refused = true;
            refusal = text.to_reading(negative.whole().after(context.begin));
          }
        }
        match.range = rule.reading ? here : text.to_reading(here);
        for (const auto& [name, number] : rule.pattern->names())
          if (hit.has(number) && !hit.groups[number].empty()) {
            const Range group = moved(hit.groups[number]);
            match.groups.emplace_back(name, rule.reading ? group : text.to_reading(group));
          }
        if (!refused) out.push_back(std::move(match));
        else trace->push_back({Tried::End::refused, std::move(match), nullptr, refusal});
      }
    } catch (const Error& error) {
      issues.push_back({"rule_too_complex", "extract", 0, rule.info.tag() + ": " + error.detail});
    }
  }
};

RuleSet::RuleSet() : impl_(std::make_unique<Impl>()) {}
RuleSet::~RuleSet() = default;
RuleSet::RuleSet(RuleSet&&) noexcept = default;

RuleSet RuleSet::load(const std::vector<embedded::File>& files, const std::filesystem::path& overlay) {
  RuleFiles read = read_rule_files(files, overlay);
  RuleSet set;
  for (Rule& rule : read.rules) set.impl_->add(std::move(rule));
  set.impl_->hash = std::move(read.hash);
  set.impl_->index();
  return set;
}

// Calls visit(rule number, scope, block) for every scope a rule's anchors lead to and that may hold its other words; two anchors in one
// scope lead to it once.
template <class Visit>
void RuleSet::Impl::each_scope(const Text& text, const Structure& structure, Visit visit) const {
  const std::string_view folded = text.folded;
  if (structure.blocks.empty()) return;
  std::vector<std::size_t> done(rules.size(), 0);
  std::size_t block = 0;
  Range sentence;
  std::array<Looked, 4> looked;  // by kind of scope: what many rules look at, one after the other
  anchors.scan(folded, [&](std::size_t anchor, std::size_t at) {
    while (block + 1 < structure.blocks.size() && structure.blocks[block + 1].folded.begin <= at) ++block;
    while (block > 0 && structure.blocks[block].folded.begin > at) --block;
    const Block& here = structure.blocks[block];
    if (!(here.folded.begin <= at && at < here.folded.end)) return;
    const unsigned kind = kind_bit(here.kind);
    for (std::uint32_t i = starts_of_anchor[anchor]; i < starts_of_anchor[anchor + 1]; ++i) {
      const std::size_t number = rules_of_anchor[i];
      const Look& look = looks[number];
      if (!(look.kinds & kind) || at < done[number]) continue;
      Range scope = scope_of(look.scope, folded, here.folded, at, sentence);
      if (scope.begin < done[number] && look.scope == Scope::window) scope.begin = done[number];
      done[number] = scope.end;
      if (!looked[static_cast<std::size_t>(look.scope)].may_hold(rules[number], folded, scope)) continue;
      visit(number, scope, static_cast<int>(block));
    }
  });
}

std::vector<RuleSet::Cost> RuleSet::costs(const Text& text, const Structure& structure) const {
  std::vector<Cost> costs(impl_->rules.size());
  std::vector<Match> found;
  std::vector<Issue> issues;
  impl_->each_scope(text, structure, [&](std::size_t number, Range scope, int block) {
    Cost& cost = costs[number];
    found.clear();
    const auto start = std::chrono::steady_clock::now();
    impl_->apply(impl_->rules[number], text, structure, scope, block, found, issues);
    cost.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    cost.runs += 1;
    cost.bytes += scope.size();
    cost.matches += found.size();
  });
  for (std::size_t i = 0; i < costs.size(); ++i) costs[i].rule = impl_->rules[i].info.tag();
  return costs;
}

namespace {

// Of matches that overlap, the rule with the higher confidence stays, then the longer match.
std::vector<Match> strongest(std::vector<Match> matches, std::vector<Tried>* trace) {
  std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    if (a.rule->confidence != b.rule->confidence) return a.rule->confidence > b.rule->confidence;
    return a.range.size() > b.range.size();
  });
  std::vector<Match> kept;
  std::map<std::size_t, std::size_t> taken;  // begin -> index in kept
  for (Match& match : matches) {
    const auto next = taken.lower_bound(match.range.begin);
    const bool hits_next = next != taken.end() && next->first < match.range.end;
    const bool hits_previous = next != taken.begin() && kept[std::prev(next)->second].range.end > match.range.begin;
    if (!hits_next && !hits_previous) {
      taken[match.range.begin] = kept.size();
      kept.push_back(std::move(match));
    } else if (trace) {
      const Match& stronger = kept[(hits_next ? next : std::prev(next))->second];
      trace->push_back({Tried::End::weaker, std::move(match), stronger.rule, stronger.range});
    }
  }
  std::sort(kept.begin(), kept.end(), [](const Match& a, const Match& b) { return a.range.begin < b.range.begin; });
  return kept;
}

}  // namespace

// One rule after the other, each on all it has to look at: the machine code of hundreds of patterns does not fit a processor's
// cache, so a pattern run here and there would be fetched from memory every time.
std::vector<RuleSet::Impl::Matched> RuleSet::Impl::match(const std::vector<Subject>& subjects, std::vector<Tried>* trace) const {
  struct Place {
    std::uint32_t rule, subject;
    Range scope;
    int block;
  };
  std::vector<Place> places;
  std::vector<std::uint32_t> begins(rules.size() + 1, 0);  // of each rule's places in `order`
  for (std::size_t s = 0; s < subjects.size(); ++s)
    each_scope(*subjects[s].text, *subjects[s].structure, [&](std::size_t rule, Range scope, int block) {
      places.push_back({static_cast<std::uint32_t>(rule), static_cast<std::uint32_t>(s), scope, block});
      ++begins[rule + 1];
    });
  for (std::size_t rule = 0; rule < rules.size(); ++rule) begins[rule + 1] += begins[rule];
  std::vector<std::uint32_t> order(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) order[begins[places[i].rule]++] = static_cast<std::uint32_t>(i);

  std::vector<Matched> out(subjects.size());
  std::vector<Match> found;
  for (const std::uint32_t number : order) {
    const Place& place = places[number];
    const Subject& subject = subjects[place.subject];
    Matched& here = out[place.subject];
    found.clear();
    apply(rules[place.rule], *subject.text, *subject.structure, place.scope, place.block, found, here.issues, trace);
    if (found.empty()) continue;
    std::vector<Match>& family = here.families[rules[place.rule].info.family];
    family.insert(family.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  for (Matched& here : out)
    for (auto& [family, matches] : here.families) matches = strongest(std::move(matches), trace);
  return out;
}

std::vector<Matches> RuleSet::run(const std::vector<Subject>& subjects) const {
  std::vector<Matches> out(subjects.size());
  std::vector<Impl::Matched> matched = impl_->match(subjects, nullptr);
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    for (auto& [family, matches] : matched[i].families) out[i].families_.emplace_back(family, std::move(matches));
    out[i].issues_ = std::move(matched[i].issues);
  }
  return out;
}

Matches RuleSet::run(const Text& text, const Structure& structure) const { return std::move(run({{&text, &structure}}).front()); }

std::vector<Tried> RuleSet::tried(const Text& text, const Structure& structure) const {
  std::vector<Tried> all;
  std::vector<Impl::Matched> matched = impl_->match({{&text, &structure}}, &all);
  for (auto& [family, matches] : matched.front().families)
    for (Match& match : matches) all.push_back({Tried::End::kept, std::move(match), nullptr, {}});
  std::stable_sort(all.begin(), all.end(), [](const Tried& a, const Tried& b) { return a.match.range.begin < b.match.range.begin; });
  return all;
}

std::vector<RuleProblem> RuleSet::check_examples() const {
  std::vector<RuleProblem> problems;
  // Each example is read as a document of its own, with this one rule.
  const auto matches_of = [&](const Rule& rule, const std::string& example, Text& text) {
    Page page;
    page.text = example;
    text = normalise::normalise({page});
    const Structure structure = section::find_structure(text);
    std::vector<Match> out;
    std::vector<Issue> issues;
    for (std::size_t b = 0; b < structure.blocks.size(); ++b) {
      const Block& block = structure.blocks[b];
      if (!(rule.kinds & kind_bit(block.kind))) continue;
      for (std::size_t at = block.folded.begin; at < block.folded.end;) {
        std::size_t first = std::string::npos;
        for (const std::string& anchor : rule.anchors)
          for (const std::string& form : Impl::broken_over_lines(anchor)) first = std::min(first, text.folded.find(form, at));
        if (first == std::string::npos || first >= block.folded.end) break;
        Range sentence;
        const Range scope = Impl::scope_of(rule.scope, text.folded, block.folded, first, sentence);
        if (Impl::Looked().may_hold(rule, text.folded, scope)) impl_->apply(rule, text, structure, scope, static_cast<int>(b), out, issues);
        at = std::max(scope.end, first + 1);
      }
    }
    return out;
  };
  for (const Rule& rule : impl_->rules) {
    Text text;
    for (const Example& example : rule.examples) {
      const auto matches = matches_of(rule, example.text, text);
      if (matches.empty()) {
        problems.push_back({rule.info.file, rule.info.id, "does not match its example \"" + example.text + "\""});
        continue;
      }
      for (const auto& [name, wanted] : example.groups) {
        const bool right = std::any_of(matches.begin(), matches.end(), [&, &group = name, &value = wanted](const Match& m) { return text.fold(m.group(group)) == value; });
        if (!right) problems.push_back({rule.info.file, rule.info.id, "group " + name + " is \"" + std::string(text.fold(matches[0].group(name))) + "\", not \"" + wanted + "\" in \"" + example.text + "\""});
      }
    }
    for (const std::string& example : rule.counter_examples)
      if (!matches_of(rule, example, text).empty()) problems.push_back({rule.info.file, rule.info.id, "matches its counter-example \"" + example + "\""});
  }
  return problems;
}

std::vector<RuleInfo> RuleSet::rules() const {
  std::vector<RuleInfo> out;
  for (const Rule& rule : impl_->rules) out.push_back(rule.info);
  return out;
}

const std::string& RuleSet::hash() const { return impl_->hash; }

}  // namespace minutier::extract
