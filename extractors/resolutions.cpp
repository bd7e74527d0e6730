#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "extractors/budget_context.hpp"
#include "extractors/resolution_draft.hpp"
#include "extractors/resolution_facts.hpp"
#include "extractors/resolution_tables.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
namespace {

class Writer {
 public:
  Writer(const extract::Document& document, const KnownPeople& people, std::string francs) : document_(document), people_(people), francs_(std::move(francs)) {}

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
    if (draft.says == Says::election && (kind == "autre" || kind == "approbation")) kind = text_folded.find("design") != std::string::npos ? "designation" : "election";
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

  void title(Found& found, const Draft& draft) {
    const Range range = !draft.title.empty() ? draft.title : title_from_text(draft);
    if (!range.empty()) add(found, "title", one_line(document_, range), range, draft.title.empty() ? confidence_ * 0.75 : confidence_);
  }

  // What a decision is about, in its own words: the object behind the verb, or the subject before it.
  Range title_from_text(const Draft& draft) const {
    if (draft.text.empty() || draft.result_at.empty()) return {};
    const Range sentence = draft.text.front();
    Range label;
    const Range after{std::min(draft.result_at.end, sentence.end), sentence.end};
    const Range before{sentence.begin, std::clamp(draft.result_at.begin, sentence.begin, sentence.end)};
    const bool active = draft.rule.compare(0, 15, "decision.active") == 0 || draft.rule.compare(0, 15, "decision.formal") == 0;
    label = active ? after : before;
    const std::string_view folded = document_.text.fold(label);
    static const Regex head("^[ ,]*(?:a l'unanimite[^,]{0,30},? |(?:de |d')(?:[a-z]+(?:er|ir|re)\\b )?)?");
    static const Regex tail("[ ,]*(?:(?:est|sont|a ete|ont ete|fut|furent)\\b.*|a l'unanimite.*|par \\d+ voix.*)$");
    const Range base = document_.text.to_folded(label);
    RegexHit hit;
    std::size_t begin = 0, end = folded.size();
    if (head.search(folded, hit)) begin = hit.whole().end;
    if (tail.search(folded.substr(begin), hit) && hit.whole().begin > 0) end = begin + hit.whole().begin;
    while (end > begin && (folded[end - 1] == '.' || folded[end - 1] == ' ' || folded[end - 1] == ',' || folded[end - 1] == ';' || folded[end - 1] == ':')) --end;
    if (end - begin > 160) {
      const std::size_t comma = folded.substr(begin, 160).rfind(',');
      end = comma != std::string_view::npos && comma > 30 ? begin + comma : begin + folded.substr(begin, 160).rfind(' ');
    }
    if (end <= begin + 3) return sentence;
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
    std::vector<Sum> sums = sums_in(document_, draft.title, francs_);
    const auto more = [&](Range part) {
      for (const Sum& sum : sums_in(document_, part, francs_))
        if (std::none_of(sums.begin(), sums.end(), [&](const Sum& s) { return s.money == sum.money; })) sums.push_back(sum);
    };
    for (const Range part : draft.text) more(part);
    for (const Range part : proposed(draft)) more(part);
    for (const Sum& sum : tabled(draft))
      if (std::none_of(sums.begin(), sums.end(), [&](const Sum& s) { return s.money == sum.money; })) sums.push_back(sum);
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

  // Sentences before the decision that say the sums it is about: what was proposed, the list it takes over, the sentence a bare vote closes.
  std::vector<Range> proposed(const Draft& draft) const {
    static const Regex proposal("\\b(?:propos(?:e|ent|ait|ition|itions)|opposee?s?|demande|passer(?:ait)? de|passe de|porter|moyennant|devis|offres?|fixee?s?|maintenue?s?|maintenir|equilibree?|prop\\b|ticket|souscription|loyer|prix|montant de|soit|voudrait|au lieu de|amendee?)\\b");
    static const Regex accounts("\\b(?:resultat|exercice|recettes|produits|charges|solde|deficit|excedent|benefice|bilan|subvention de|dons?|chiffre d'affaires|caisse|deja|augmente|coute|a coute|l'an dernier)\\b");
    static const Regex list("\\bci-(?:dessus|dessous|apres)\\b|\\bsuivante?s?\\b|\\b(?:cette|la) repartition\\b"), bare("^[ \\t\"*>=-]*(?:vote|adopte|approuve|accepte|rejete|refuse|unanim|a l'unanim|pour\\b|contre\\b|\\d|resultat|main|oui|prop)");
    std::vector<Range> parts;
    if (draft.text.empty()) return parts;
    std::string said;
    for (const Range part : draft.text) said += std::string(document_.text.fold(part)) + ' ';
    const bool listed = list.found(said), closing = bare.found(document_.text.fold(draft.text.front()));
    const bool accounting = accounts.found(document_.text.fold(draft.title)) || accounts.found(said);
    static const Regex granting("\\b(?:attribution|octroi|repartition|versement|vote|demandes?) (?:de |des |d')?(?:subventions?|subsides?|aides|dotations|secours|bourses)\\b|^(?:[a-z ]{3,20} - )?(?:subventions?|subsides?)\\b");
    const bool granted = closing && draft.result == "adopted" && granting.found(document_.text.fold(draft.title));  // « - Comice : 1 500 € » under « Attribution de subventions », « Vote : 20 pour »
    for (std::size_t i = 0; i < draft.context.size(); ++i) {
      const std::string_view words = document_.text.fold(draft.context[i]);
      if (words.empty() || words.back() == '?') continue;
      const int block = document_.structure.block_at(draft.context[i].begin);
      const bool item = block >= 0 && document_.structure.blocks[static_cast<std::size_t>(block)].kind == BlockKind::item;
      static const Regex credits("\\bsur (?:les |un total de |une enveloppe de |un credit de )?[0-9][0-9 .,]* ?(?:eur|euros|f|francs)[^.;]{0,20}\\b(?:ouverts?|prevus?|inscrits?|disponibles?)");
      const bool right_before = closing && i < 3 && words.size() < 300 && (i == 0 || block == document_.structure.block_at(draft.text.front().begin));
      static const Regex sum_ends("\\d ?(?:eur|f|fr|francs)\\b\\.?;?[ ]*(?:\\([^()]*\\))?[ ]*(?:\\n|$)");
      if (granted && item && words.size() < 400 && sum_ends.found(words)) parts.push_back(first_sum_line(draft.context[i]));
      else if (listed && item) parts.push_back(after_soit(draft.context[i]));
      else if (!accounting && !listed && !accounts.found(words) && !credits.found(words) && (proposal.found(words) || right_before)) parts.push_back(draft.context[i]);
    }
    return parts;
  }

  // The sums of a table of grants or prices that a decision without sums of its own takes over: its column of what is granted.
  std::vector<Sum> tabled(const Draft& draft) const {
    static const Regex granting("\\b(?:subventions?|subsides?|aides? aux|aides financieres|secours|bourses|tarifs?|redevances?)\\b"), own("\\d ?(?:eur|francs|fr\\.|\\$)|\\d f\\b");
    static const Regex given("(?:attribu|accord|allou|octroy|vote|retenu|decide)"), sum("(?:montant|somme|subvention|subside|tarif|prix|redevance|aide)"), unit("eur\\b|\\$|francs");
    std::vector<Sum> sums;
    if (draft.result != "adopted" || draft.tables.size() != 1 || draft.text.empty() || !granting.found(document_.text.fold(draft.title))) return sums;
    for (const Range part : draft.text)
      if (own.found(document_.text.fold(part))) return sums;
    const Table& table = document_.structure.tables[static_cast<std::size_t>(draft.tables.front())];
    if (table.rows.size() < 3 || table.columns < 2 || table.columns > 7) return sums;
    int column = -1, weak = -1;
    for (std::size_t c = 1; c < table.rows[0].size(); ++c) {
      const std::string_view head = document_.text.fold(table.rows[0][c].range);
      if (given.found(head)) column = static_cast<int>(c);
      else if (sum.found(head)) weak = static_cast<int>(c);
    }
    if (column < 0) column = weak;
    if (column < 0) return sums;
    const bool unit_in_head = unit.found(document_.text.fold(table.rows[0][static_cast<std::size_t>(column)].range));
    for (std::size_t r = 1; r < table.rows.size(); ++r) {
      const Range cell = table.rows[r][static_cast<std::size_t>(column)].range;
      if (cell.empty()) continue;
      const Range base = document_.text.to_folded(cell);
      for (const extract::MoneyFound& found : extract::find_money(base.of(document_.text.folded), francs_)) {
        if (!found.unit && !unit_in_head) continue;
        sums.push_back({found.money, document_.text.to_reading({base.begin + found.range.begin, base.begin + found.range.end})});
        break;
      }
    }
    return sums;
  }

  // The line of an entry: what is written under the list is no part of it.
  Range first_sum_line(Range item) const {
    const std::size_t end = document_.text.read(item).find('\n');
    return end == std::string_view::npos ? item : Range{item.begin, item.begin + end};
  }

  // « 12 € par élève, soit 1 044 € »: the sum that counts.
  Range after_soit(Range item) const {
    const std::string_view words = document_.text.fold(item);
    const std::size_t at = words.find(", soit ");
    if (at == std::string_view::npos) return item;
    const Range base = document_.text.to_folded(item);
    return document_.text.to_reading({base.begin + at, base.end});
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
    for (const VoteNames& names : vote.names) named(found, names);
    for (const auto& [ballot, option] : {std::pair{Ballot::not_voting, std::string_view("not_voting")}, {Ballot::against, std::string_view("against")}, {Ballot::abstain, std::string_view("abstain")}}) {
      if (vote.find(ballot)) continue;  // « Mme X s'abstient »: as many as are named
      std::int64_t named_so = 0;
      Range where;
      for (const Found& child : found.children)
        if (const Fact* fact = child.find("option"); fact && std::get<std::string>(fact->value) == option) ++named_so, where = child.anchor;
      if (named_so > 0) add(found, "vote/" + std::string(option), named_so, where, 0.85, Status::derived);
    }
  }

  void named(Found& found, const VoteNames& names) {
    static constexpr std::string_view options[] = {"for", "against", "abstain", "blank", "null", "not_voting"};
    Range range = document_.text.to_reading(names.names);
    static const Regex relative(",[ \\n]+(?:qui|que|lequel|laquelle|au motif|car|parce|estimant|jugeant|regrettant)\\b");  // « (M.-P. Petit, qui attendrait) »
    if (RegexHit hit; relative.search(names.names.of(document_.text.folded), hit)) range = document_.text.to_reading({names.names.begin, names.names.begin + hit.whole().begin});
    const std::size_t option = static_cast<std::size_t>(names.ballot);
    if (option == 3 || option == 4 || option > 5) return;
    for (const NamedPerson& person : named_people(document_, range, people_)) {
      static const Regex nobody("^(?:l'|les? |la |une? |chacun|personne|aucun|tous|tout |celles? |ceux|qui\\b)");
      if (nobody.found(document_.text.fold(person.where))) continue;
      const std::string full = written_in_full(document_, person);
      if (full == person.name && people_.body(full) && !people_.lists(full)) continue;
      const bool known = std::any_of(found.children.begin(), found.children.end(), [&](const Found& other) { return std::get<std::string>(other.facts.front().value) == full; });
      if (known) continue;
      Found child;
      child.entity = "vote/named";
      child.anchor = person.where;
      child.facts.push_back({"name", full, person.where, {}, 0.9, rule_, Status::stated});
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
  const std::string francs_;  // the currency « francs » means here
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
    Writer writer(document, people, money_context(document, earlier).francs);
    for (const Draft& draft : draft_resolutions(document, minutes, string_of(earlier, "meeting", "body"))) {
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
