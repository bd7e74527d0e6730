#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "extractors/budget_context.hpp"
#include "extractors/resolution_draft.hpp"
#include "extractors/resolution_facts.hpp"
#include "extractors/resolution_sums.hpp"
#include "extractors/resolution_tables.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
namespace {

class Writer {
 public:
  Writer(const extract::Document& document, const KnownPeople& people, const MoneyContext& money) : document_(document), people_(people), sums_(document, money.francs, money.currency) {}

  Found write(const Draft& draft) {
    Found found;
    found.entity = "resolutions";
    Range text;
    for (const Range part : draft.text) text = text.empty() ? part : cover(text, part);
    found.anchor = text.empty() ? draft.title : text;
    confidence_ = draft.confidence;
    rule_ = draft.rule;
    number(found, draft);
    title(found, draft);
    if (!draft.text.empty()) add(found, "text", joined(draft.text), text, confidence_);
    const std::string title_folded(document_.text.fold(draft.title));
    std::string text_folded;
    for (const Range part : draft.text) text_folded += std::string(document_.text.fold(part)) + ' ';
    std::string_view kind = resolution_kind(title_folded, text_folded);
    if (draft.says == Says::election && (kind == "autre" || kind == "approbation")) kind = contains(text_folded, "design") ? "designation" : "election";
    add(found, "kind", std::string(kind), draft.title.empty() ? text : draft.title, confidence_ * 0.85);
    result(found, draft);
    sums(found, draft);
    vote(found, draft);
    people(found, draft);
    return found;
  }

 private:
  void add(Found& found, std::string field, Value value, Range where, double confidence, Status status = Status::stated) {
    found.facts.push_back({std::move(field), std::move(value), where, {}, confidence, rule_, status});
  }

  std::string joined(const std::vector<Range>& parts) const {
    std::string out;
    for (const Range part : parts) {
      if (!out.empty()) out += ' ';
      out += one_line(document_, part);
    }
    return out;
  }

  void number(Found& found, const Draft& draft) {
    if (draft.number.empty()) return;
    std::string number = one_line(document_, draft.number);
    if (const auto ordinal = extract::parse_ordinal(document_.text.fold(draft.number))) number = std::to_string(*ordinal);
    add(found, "number", number, draft.number, confidence_);
  }

  // « 6. Claudine Puybaret », the last of a list of those elected
  bool person_alone(Range title) const {
    const auto name = extract::name_at(document_.text.reading, title.begin);
    return name && name->words >= 2 && name->known_given && name->name == one_line(document_, title);
  }

  void title(Found& found, const Draft& draft) {
    static const Regex somebody("[ ]*(?:(?:mm?\\.|mmes?\\.?|mlle|monsieur|madame|dr\\.?) [a-z'-]+(?:[ -][a-z'-]+){0,2}(?:, [a-z' -]{3,30})?|[a-z](?:-[a-z])?\\. [a-z'-]{3,}(?: [a-z'-]+)?)[ .]*");
    const bool own = !draft.title.empty() && !somebody.matches(document_.text.fold(draft.title)) && !person_alone(draft.title);  // « M. Petit, président »: who spoke or presided
    const Range range = own ? draft.title : title_from_text(draft);
    if (!range.empty()) add(found, "title", one_line(document_, range), range, own ? confidence_ : confidence_ * 0.75);
  }

  // What a decision is about, in its own words: the object behind the verb, or the subject before it.
  Range title_from_text(const Draft& draft) const {
    if (draft.text.empty() || draft.result_at.empty()) return {};
    const Range sentence = draft.text.front();
    Range label;
    const Range after{std::min(draft.result_at.end, sentence.end), sentence.end};
    const Range before{sentence.begin, std::clamp(draft.result_at.begin, sentence.begin, sentence.end)};
    const bool active = draft.rule.compare(0, 15, "decision.active") == 0 || draft.rule.compare(0, 15, "decision.formal") == 0 || draft.rule.compare(0, 16, "decision.decided") == 0;
    label = active ? after : before;
    const std::string_view folded = document_.text.fold(label);
    static const Regex head("^[ ,]*(?:a l'unanimite[^,]{0,30},? |(?:de |d')(?:[a-z]+(?:er|ir|re)\\b )?)?");
    static const Regex tail("[ ,]*(?:(?:est|sont|a ete|ont ete|fut|furent)\\b.*|a l'unanimite.*|par \\d+ voix.*)$");
    const Range base = document_.text.to_folded(label);
    RegexHit hit;
    std::size_t begin = 0, end = folded.size();
    static const Regex noun("[a-z]{4,}[^a-z].*[a-z]{4,}");
    if (head.search(folded, hit) && noun.found(folded.substr(hit.whole().end))) begin = hit.whole().end;  // « de verser 200 € » keeps its verb
    if (tail.search(folded.substr(begin), hit) && hit.whole().begin > 0) end = begin + hit.whole().begin;
    while (end > begin && (folded[end - 1] == '.' || folded[end - 1] == ' ' || folded[end - 1] == ',' || folded[end - 1] == ';' || folded[end - 1] == ':')) --end;
    if (end - begin > 160) {
      const std::size_t comma = folded.substr(begin, 160).rfind(',');
      end = comma != std::string_view::npos && comma > 30 ? begin + comma : begin + folded.substr(begin, 160).rfind(' ');
    }
    static const Regex nameless("(?:[^,]{0,90}, )?(?:il|elle|ils|elles|ce|cela|celui-ci|celle-ci|quitus lui|(?:ce|cet|cette) [a-z]+)[ ,]*");
    if (end <= begin + 3 || (!active && nameless.matches(folded.substr(begin, end - begin)))) return sentence;
    return document_.text.to_reading({base.begin + begin, base.begin + end});
  }

  void result(Found& found, const Draft& draft) {
    const bool own = draft.vote.strong || !draft.vote.counts.empty() || !draft.vote.unanimity.empty() || draft.vote.mode_name == "sans_objection" || draft.rule.compare(0, 18, "decision.resolved@") == 0;
    const char* source = own ? "own_vote" : draft.global_unanimity ? "global_clause" : "wording";
    const Range where = !draft.result_at.empty() ? draft.result_at : draft.text.empty() ? draft.title : draft.text.back();
    const Status status = draft.says == Says::vote && draft.vote.unanimity.empty() ? Status::derived : Status::stated;
    add(found, "result", std::string(draft.result), where, confidence_, status);
    add(found, "result_source", std::string(source), where, confidence_);
    if (!draft.global.empty()) found.facts[found.facts.size() - 2].support.push_back(draft.global);
  }

  void sums(Found& found, const Draft& draft) {
    const std::vector<Sum> sums = sums_.of(draft);
    for (const Sum& sum : sums)
      if (sum.money.cents != 0) add(found, "amounts[]", sum.money, sum.where, confidence_ * 0.95);
    for (const Range part : draft.text)
      if (const auto date = effective_date(document_, part)) {
        add(found, "effective", date->date, date->where, confidence_ * 0.95);
        break;
      }
    auto year = draft.title.empty() ? std::nullopt : budget_year(document_, draft.title);
    for (std::size_t i = 0; i < draft.text.size() && !year; ++i) year = budget_year(document_, draft.text[i]);
    if (year) add(found, "budget_year", year->value, year->where, confidence_ * 0.95);
  }

  void vote(Found& found, const Draft& draft) {
    const VoteRead& vote = draft.vote;
    const auto reading = [&](Range folded) { return document_.text.to_reading(folded); };
    if (!vote.mode_name.empty()) add(found, "vote/mode", std::string(vote.mode_name), reading(vote.mode), 0.92);
    if (!vote.unanimity.empty()) add(found, "vote/unanimity", true, reading(vote.unanimity), 0.96);
    else if (draft.global_unanimity) add(found, "vote/unanimity", true, draft.global, 0.8, Status::derived);
    bool shares = false;
    for (const VoteCount& count : vote.counts) {
      add(found, "vote/" + std::string(name(count.ballot)), count.value, reading(count.where), count.implied ? 0.85 : 0.94);
      shares = shares || count.shares;
    }
    if (shares) add(found, "vote/unit", std::string("shares"), found.anchor, 0.9);
    for (const VoteNames& names : vote.names) named(found, names, vote.find(names.ballot));
    const VoteCount* in_favour = vote.find(Ballot::in_favour);
    if (shares || (in_favour && in_favour->value > 150)) return;  // heads do not count where votes weigh
    for (const auto& [ballot, option] : {std::pair{Ballot::not_voting, std::string_view("not_voting")}, {Ballot::against, std::string_view("against")}, {Ballot::abstain, std::string_view("abstain")}}) {
      if (vote.find(ballot)) continue;  // « Mme X s'abstient »: as many as are named
      std::int64_t named_so = 0;
      Range where;
      for (const Found& child : found.children)
        if (const Fact* fact = child.find("option"); fact && std::get<std::string>(fact->value) == option) ++named_so, where = child.anchor;
      if (named_so > 0) add(found, "vote/" + std::string(option), named_so, where, 0.85, Status::derived);
    }
  }

  void named(Found& found, const VoteNames& names, const VoteCount* count) {
    static constexpr std::string_view options[] = {"for", "against", "abstain", "blank", "null", "not_voting"};
    const std::size_t option = static_cast<std::size_t>(names.ballot);
    if (option == 3 || option == 4 || option > 5) return;
    for (const NamedPerson& person : voters_named(document_, names, count, people_)) {
      const bool known = std::any_of(found.children.begin(), found.children.end(), [&](const Found& other) { return std::get<std::string>(other.facts.front().value) == person.name; });
      if (known) continue;
      Found child;
      child.entity = "vote/named";
      child.anchor = person.where;
      child.facts.push_back({"name", person.name, person.where, {}, 0.9, rule_, Status::stated});
      child.facts.push_back({"option", std::string(options[option]), person.where, {}, 0.9, rule_, Status::stated});
      found.children.push_back(std::move(child));
    }
  }

  void people(Found& found, const Draft& draft) {
    const auto person = [&](const char* field, Range range) {
      if (range.empty()) return;
      const auto people = extract::split_people(document_.text.reading, range);
      if (people.size() == 1) {
        add(found, field, people_.full_name(people.front().person.name), people.front().person.range, 0.92);
        return;
      }
      for (std::size_t at = range.begin; at < range.end; ++at)  // « le conseiller Normand Sirois »
        if (at == range.begin || document_.text.reading[at - 1] == ' ')
          if (const auto name = extract::name_at(document_.text.reading, at); name && name->range.end <= range.end && name->words >= 2) {
            add(found, field, people_.full_name(name->name), name->range, 0.9);
            return;
          }
    };
    person("proposed_by", draft.proposer);
    person("seconded_by", draft.seconder);
    person("rapporteur", draft.reporter);
    if (!draft.commission.empty()) add(found, "commission", one_line(document_, draft.commission), draft.commission, 0.85);
  }

  const extract::Document& document_;
  const KnownPeople& people_;
  const DraftSums sums_;
  double confidence_ = 0.9;
  std::string rule_;
};

bool decides_nothing(std::string_view kind) {
  for (const std::string_view none : {"convocation", "note_de_synthese", "feuille_de_presence", "statuts"})
    if (kind == none) return true;
  return false;
}

// In a report only what an assembly is said to decide, or a vote, counts.
bool certain(const extract::Document& document, const Draft& draft) {
  static const Regex assembly("assemblee|\\bago?e?\\b|adherents|membres|conseil municipal");
  if (draft.text.empty() || !assembly.found(document.text.fold(draft.text.front()))) return false;
  const bool voted = !draft.vote.counts.empty() || !draft.vote.unanimity.empty();
  return draft.rule.compare(0, 15, "decision.active") == 0 || (voted && draft.says != Says::vote);
}

class Resolutions final : public extract::Extractor {
 public:
  std::string_view id() const override { return "resolutions"; }

  std::vector<Found> extract(const extract::Document& document, const Findings& earlier) const override {
    std::vector<Found> found;
    const std::string_view kind = string_of(earlier, "document", "kind");
    if (decides_nothing(kind)) return found;
    const bool report = kind.substr(0, 8) == "rapport_";
    const KnownPeople people(earlier);
    std::vector<Found> listed = resolution_rows(document, people);
    const Minutes& minutes = cut_minutes(document);
    Writer writer(document, people, money_context(document, earlier));
    std::vector<Draft> drafts = draft_resolutions(document, minutes, string_of(earlier, "meeting", "body"));
    for (std::size_t i = 1; i < drafts.size(); ++i) drafts[i].title_again = !drafts[i].title.empty() && drafts[i].title.overlaps(drafts[i - 1].title);
    for (const Draft& draft : drafts) {
      if ((draft.text.empty() && draft.title.empty()) || (report && !certain(document, draft))) continue;
      const Range anchor = draft.text.empty() ? draft.title : draft.text.front();
      const bool in_list = std::any_of(listed.begin(), listed.end(), [&](const Found& f) { return f.anchor.overlaps(anchor); });
      if (!in_list) found.push_back(writer.write(draft));
    }
    for (Found& row : listed) found.push_back(std::move(row));
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.anchor.begin < b.anchor.begin; });
    return found;
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> resolutions() { return std::make_unique<Resolutions>(); }

}  // namespace minutier::extractors
