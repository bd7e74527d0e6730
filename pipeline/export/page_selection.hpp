#pragma once
// Which pages of which sources a selection of records means, for what is written page by page.
//
// Documents count here, not sittings: every version of one is written. Without filters: every source, whole, also those that gave no
// record. With filters: the pages the chosen records stand on. Where dates of access bar a record of a source, only pages that records which may be published stand on, and none that
// a barred one shares.

#include <string>
#include <vector>

#include "pipeline/export/export.hpp"

namespace minutier::exports {

struct SourcePages {
  archive::SourceSummary source;
  std::vector<int> pages;  // ascending
  bool whole = false;      // all the source has
};

// In the archive's order of sources.
std::vector<SourcePages> select_pages(archive::Archive& archive, const Selection& selection);

// "pv-1892-3f9c2a1b7d0445aa": the source's name in plain ASCII, and the beginning of its id, which keeps names apart.
std::string file_stem(const std::string& source_name, const std::string& source_id);
// "0012": as many digits as the source needs, four at the least.
std::string page_stem(int page, int page_count);

}  // namespace minutier::exports
