#pragma once
// What the words of a resolution say beside its decision: its kind, its sums, its year, the date it takes effect; and people named by
// initials put together with those the sitting lists. Ranges are bytes of the reading text. Safe from threads.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/vote_reader.hpp"
#include "pipeline/extract/document.hpp"
#include "pipeline/values/money.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

// "approbation", "budget", … of RECORD.md, from the folded title and text.
std::string_view resolution_kind(std::string_view title, std::string_view text);

struct Sum {
  Money money;
  Range where;
};
// `francs`: the currency « francs » means in the document.
std::vector<Sum> sums_in(const extract::Document& document, Range range, std::string_view francs = "FRF");

struct Dated {
  std::string date;
  Range where;
};
std::optional<Dated> effective_date(const extract::Document& document, Range range);

struct Year {
  std::int64_t value = 0;
  Range where;
};
std::optional<Year> budget_year(const extract::Document& document, Range range);

// Names known from the attendance list; a short form (« B. Delvigne », « MM. Tissot ») gives the one full name it fits.
class KnownPeople {
 public:
  explicit KnownPeople(const Findings& earlier);
  std::string full_name(const std::string& name) const;
  bool body(std::string_view name) const;   // an organisation somebody stands for: « 4 abstentions (Textile) » names nobody
  std::string holder(std::string_view office) const;  // « le président », « M. le Trésorier » (folded): the one person who holds it; empty for none
  std::vector<std::string> principals(const std::string& holder) const;  // who gave this person a proxy: « Mme X et sa procuration »
  std::vector<std::string> members(std::string_view body) const;  // those listed as present for a body: « (CGT) »
  bool lists(std::string_view name) const;  // as it is written, a name of the sitting's lists: « petit_pois »

 private:
  struct Known {
    std::string name;
    std::vector<std::string> words;
    std::string role, body;  // folded
    std::string holder;      // of the proxy given
    bool here = false;       // present or represented
  };
  std::vector<Known> people_;
  std::string chair_;
  std::vector<std::string> bodies_;  // folded
};

struct NamedPerson {
  std::string name;
  Range where;
  bool office = false;  // named by an office: « le président »
};
// A surname alone, or with an initial, as the text wrote it in full before: « Mme Petit » after « Anne Petit »; as it is where
// nothing or more than one could be meant.
std::string written_in_full(const extract::Document& document, const NamedPerson& person);
// Who voted so, by what stands beside a ballot: people by name or office (« le président »), or those listed for a body where they are as
// many as its count says (« 2 abstentions (CFDT) »). Names of bodies and more names than votes give nobody.
std::vector<NamedPerson> voters_named(const extract::Document& document, const VoteNames& names, const VoteCount* count, const KnownPeople& known);
// The people a short list names (« K. Van der Elst, R.-M. Toussaint et J. Herbiet »); empty where a part is no name.
std::vector<NamedPerson> named_people(const extract::Document& document, Range range, const KnownPeople& known);

}  // namespace minutier::extractors
