#include <algorithm>

#include "extractors/programme_details.hpp"
#include "extractors/programme_entries.hpp"
#include "extractors/programme_kinds.hpp"
#include "extractors/programme_scope.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;

class Reader {
 public:
  Reader(const Document& document, const Findings& earlier) : doc_(document), context_(money_context(document, earlier)) {
    for (const Found& found : earlier)
      if (const Fact* name = found.entity == "attendance/people" ? found.find("name") : nullptr) people_ += " " + std::string(doc_.text.fold(name->where)) + " ";
    std::replace(people_.begin(), people_.end(), '\n', ' ');
  }

  std::vector<Found> read() {
    add_all(zone_programmes(doc_));
    add_all(named_programmes(doc_, context_));
    add_all(listed_programmes(doc_));
    add_all(tabled_programmes(doc_));
    add_all(carded_programmes(doc_));
    // « Jeunesse » over the projects for the young: a part of the chapter, no project.
    const auto entries_in = [&](const ProgrammeCandidate& one) {
      return std::count_if(candidates_.begin(), candidates_.end(), [&](const ProgrammeCandidate& c) { return c.rule == "programmes.listed@1" && one.text.contains(c.name) && c.name.begin > one.name.end; });
    };
    const auto of_heading = [](const ProgrammeCandidate& one) { return one.rule == "programmes.heading@1"; };
    const auto headings = std::count_if(candidates_.begin(), candidates_.end(), of_heading);
    const auto filled = std::count_if(candidates_.begin(), candidates_.end(), [&](const ProgrammeCandidate& one) { return of_heading(one) && entries_in(one) >= 2; });
    std::vector<ProgrammeCandidate> kept;
    for (const ProgrammeCandidate& one : candidates_)
      if (!of_heading(one) || entries_in(one) == 0 || (entries_in(one) == 1 && filled * 2 < headings)) kept.push_back(one);
    candidates_ = std::move(kept);
    if (context_.report) add_all(chapter_programmes(doc_));
    // A heading over entries that are programmes themselves: « Faire connaître »; where most are such, the others name none either.
    std::vector<ProgrammeCandidate> headed = headed_programmes(doc_, context_.report);
    const auto inside = [&](const ProgrammeCandidate& one) {
      return std::count_if(candidates_.begin(), candidates_.end(), [&](const ProgrammeCandidate& c) { return c.rule == "programmes.listed@1" && one.text.contains(c.name) && c.name.begin > one.name.end; });
    };
    const auto over = std::count_if(headed.begin(), headed.end(), [&](const ProgrammeCandidate& one) { return inside(one) > 0; });
    const bool parts = over >= 2 && static_cast<std::size_t>(over) * 2 > headed.size();
    const auto names_part = [&](const ProgrammeCandidate& one) { return parts || inside(one) >= 2; };
    headed.erase(std::remove_if(headed.begin(), headed.end(), names_part), headed.end());
    add_all(std::move(headed));
    const auto aside = [&](const ProgrammeCandidate& one) { return std::none_of(candidates_.begin(), candidates_.end(), [&](const ProgrammeCandidate& c) { return c.name.overlaps(one.name) || (c.rule == "programmes.listed@1" && c.text.contains(one.name)); }); };
    for (ProgrammeCandidate& one : scoped_programmes(doc_, context_.report))
      if (aside(one)) add(std::move(one));
    // A sentence inside what is said of another names a part of it.
    for (ProgrammeCandidate& one : told_programmes(doc_, context_.report))
      if (aside(one) && std::none_of(candidates_.begin(), candidates_.end(), [&](const ProgrammeCandidate& c) { return c.text.contains(one.name); })) add(std::move(one));
    // The business of a sitting, where nothing inside it was named.
    if (!context_.report)
      for (ProgrammeCandidate& one : topic_programmes(doc_))
        if (aside(one) && std::none_of(candidates_.begin(), candidates_.end(), [&](const ProgrammeCandidate& c) { return one.text.contains(c.name) || c.text.contains(one.name); })) add(std::move(one));
    // « Aïssata : au collège le pédibus s'est arrêté »: who speaks.
    candidates_.erase(std::remove_if(candidates_.begin(), candidates_.end(), [&](const ProgrammeCandidate& c) { return attends(c.name); }), candidates_.end());
    std::vector<Found> out;
    for (const ProgrammeCandidate& c : candidates_) out.push_back(found_of(c));
    return out;
  }

 private:
  void add_all(std::vector<ProgrammeCandidate> found) {
    for (ProgrammeCandidate& one : found) add(std::move(one));
  }

  // One or two words that are a part of an attendant's name.
  bool attends(Range name) const {
    const std::string_view f = doc_.text.fold(name);
    return f.size() < 30 && count_words(f) <= 2 && people_.find(" " + std::string(f) + " ") != std::string::npos;
  }

  static std::string key_of(std::string_view f) {
    for (const std::string_view lead : {"le programme ", "programme ", "projet ", "le projet ", "les ", "le ", "la ", "l'"})
      if (f.starts_with(lead)) f.remove_prefix(lead.size());
    std::string key;
    for (const char c : f)
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
    return key;
  }

  void add(ProgrammeCandidate candidate) {
    // « La Boussole (en cours) », « Le car du soir (2018-2019) »: how it stands and when are none of its name.
    static const Regex tail("(?: ?\\((?:en cours|terminee?|achevee?|en projet|en preparation|nouveau|(?:depuis |lancee? en )?(?:19|20)\\d\\d(?: ?[-/] ?(?:(?:19|20)?\\d\\d)?)?)\\))$");
    if (RegexHit hit; tail.search(doc_.text.fold(candidate.name), hit) && hit.whole().begin > 3) candidate.name.end = doc_.text.to_reading(hit.whole().after(doc_.text.to_folded(candidate.name).begin)).begin;
    const std::string key = key_of(doc_.text.fold(candidate.name));
    if (key.size() < 3 || (!context_.organisation.empty() && key == key_of(normalise::fold(context_.organisation)) && !names_activity(doc_.text.fold(candidate.name)))) return;
    for (ProgrammeCandidate& old : candidates_) {
      const std::string known = key_of(doc_.text.fold(old.name));
      if (known == key) {
        old.running = old.running || candidate.running;
        if (old.partners.empty() && old.when.empty()) old.partners = candidate.partners, old.when = candidate.when;
        if (old.more.size() < 5 && !candidate.text.overlaps(old.text)) old.more.push_back(candidate.text);
        return;
      }
    }
    candidates_.push_back(std::move(candidate));
  }

  Found found_of(const ProgrammeCandidate& c) const {
    Found found;
    found.entity = "programmes";
    found.anchor = c.name;
    Fact name{"name", plain(doc_, c.name), c.name, {}, c.confidence, c.rule, Status::stated};
    found.facts.push_back(std::move(name));
    // What is said of an entry inside is said of that entry.
    std::vector<Range> texts{c.text};
    texts.insert(texts.end(), c.more.begin(), c.more.end());
    for (Range& text : texts) {
      const auto cut = [&](Range theirs) {
        if (theirs.begin > text.begin && theirs.begin < text.end) text.end = theirs.begin;
      };
      for (const ProgrammeCandidate& other : candidates_) {
        if (&other == &c) continue;
        cut(other.text);
        for (const Range theirs : other.more) cut(theirs);
      }
    }
    add_programme_details(doc_, context_, texts, c, found);
    return found;
  }

  const Document& doc_;
  MoneyContext context_;
  std::vector<ProgrammeCandidate> candidates_;
  std::string people_;  // who attended, folded
};

class Programmes final : public extract::Extractor {
 public:
  std::string_view id() const override { return "programmes"; }
  std::vector<Found> extract(const Document& document, const Findings& earlier) const override { return Reader(document, earlier).read(); }
};

}  // namespace

std::unique_ptr<extract::Extractor> programmes() { return std::make_unique<Programmes>(); }

}  // namespace minutier::extractors
