#pragma once
// Where a document tells of activities: the chapters whose title says so (« Vie de la paroisse », « 3. Voyages et projets ») and, in a
// report, all that is not of money or of organs. Ranges are bytes of the reading text. Worked out once a document; immutable.

#include <string_view>
#include <vector>

#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

// Whether folded words of a title open what was done.
bool activity_title(std::string_view folded);

struct ActivityScope {
  std::vector<Range> zones;  // in order; one inside another is not kept
  std::vector<Range> flat;   // those whose chapters stand at the rank of the title itself
  bool covers(std::size_t reading) const;
};
const ActivityScope& activity_scope(const extract::Document& document);

// The words that emphasis or quotes set off in a unit, without the signs.
std::vector<Range> set_off(const extract::Document& document, Range unit);
// « le journal « La Pâte » »: with the word that says what it is, where quotes hold the name.
Range with_kind(const extract::Document& document, Range from, Range name);

// Programmes that a sentence of such a chapter names by its subject, or by what layout or quotes set off in it: « Nos **Jeudis de la
// péniche** ont repris », « La restauration du lavoir entre dans sa troisième année ».
struct ProgrammeCandidate;
std::vector<ProgrammeCandidate> scoped_programmes(const extract::Document& document, bool report);

}  // namespace minutier::extractors
