#include "pipeline/export/page_selection.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "pipeline/normalise/fold.hpp"

namespace minutier::exports {
namespace {

using archive::RecordSummary;

bool has_filters(const archive::RecordFilter& filter) {
  return !filter.source.empty() || !filter.sitting.empty() || !filter.organisation.empty() || !filter.body.empty() || !filter.kind.empty() ||
         filter.from_year != 0 || filter.to_year != 0;
}

// The pages a record stands on: its span goes from [page, characters] to [page, characters].
void add_span(archive::Archive& archive, const RecordSummary& record, std::set<int>& pages) {
  const Json stored = archive.get_record(record.id);
  const auto& ends = stored["document"]["span"].items();
  if (ends.size() != 2 || ends[0].items().size() != 2 || ends[1].items().size() != 2) return;
  const auto first = static_cast<int>(ends[0].items()[0].as_int()), last = static_cast<int>(ends[1].items()[0].as_int());
  for (int page = first; page <= last; ++page) pages.insert(page);
}

// Of a source without records, what its archivist said of access.
bool supplied_allows(archive::Archive& archive, const std::string& source, const std::string& today) {
  if (today.empty()) return true;
  const Json supplied = archive.supplied(source);
  for (const char* field : {"access/communicable_from", "access/publishable_from"}) {
    const Json& value = supplied[field];
    if (value.is_string() && value.as_string() > today) return false;
  }
  return true;
}

class Selector {
 public:
  Selector(archive::Archive& archive, const Selection& selection)
      : archive_(archive), selection_(selection), filtered_(has_filters(selection.filter)) {
    archive::RecordFilter every;
    every.all_versions = true;
    for (RecordSummary& record : archive.records(every)) all_[record.source].push_back(std::move(record));
    archive::RecordFilter asked = selection.filter;
    asked.all_versions = true;
    for (RecordSummary& record : archive.records(asked))
      if (may_be_published(record, selection.today)) chosen_[record.source].push_back(std::move(record));
  }

  bool choose(SourcePages& out) {
    const std::vector<RecordSummary>&all = all_[out.source.id], &chosen = chosen_[out.source.id];
    if (all.empty()) return !filtered_ && supplied_allows(archive_, out.source.id, selection_.today) && take_whole(out);
    if (chosen.empty()) return false;
    std::set<int> pages, barred;
    for (const RecordSummary& record : all)
      if (!may_be_published(record, selection_.today)) add_span(archive_, record, barred);
    const bool one = all.size() == 1, none_barred = std::all_of(all.begin(), all.end(), [&](const auto& r) { return may_be_published(r, selection_.today); });
    if (none_barred && (one || !filtered_)) return take_whole(out);
    for (const RecordSummary& record : chosen) add_span(archive_, record, pages);
    for (const int page : pages)
      if (!barred.count(page) && page >= 1 && page <= out.source.pages) out.pages.push_back(page);
    out.whole = static_cast<int>(out.pages.size()) == out.source.pages;
    return !out.pages.empty();
  }

 private:
  static bool take_whole(SourcePages& out) {
    out.whole = true;
    out.pages.resize(static_cast<std::size_t>(std::max(0, out.source.pages)));
    std::iota(out.pages.begin(), out.pages.end(), 1);
    return !out.pages.empty();
  }

  archive::Archive& archive_;
  const Selection& selection_;
  bool filtered_;
  std::map<std::string, std::vector<RecordSummary>> all_, chosen_;
};

}  // namespace

std::vector<SourcePages> select_pages(archive::Archive& archive, const Selection& selection) {
  Selector selector(archive, selection);
  std::vector<SourcePages> out;
  for (archive::SourceSummary& source : archive.sources()) {
    SourcePages pages{std::move(source), {}, false};
    if (selector.choose(pages)) out.push_back(std::move(pages));
  }
  return out;
}

std::string file_stem(const std::string& source_name, const std::string& source_id) {
  constexpr std::size_t longest = 60, id_digits = 16;
  std::string name = source_name;
  const auto dot = name.rfind('.');
  if (dot != std::string::npos && dot > 0 && name.size() - dot <= 6) name.erase(dot);
  std::string out;
  for (const char c : normalise::fold(name)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (plain) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
    if (out.size() >= longest) break;
  }
  out.erase(0, std::min(out.find_first_not_of(".-"), out.size()));
  out.erase(out.find_last_not_of(".-") + 1);
  return (out.empty() ? "source" : out) + "-" + source_id.substr(0, id_digits);
}

std::string page_stem(int page, int page_count) {
  const std::size_t digits = std::max<std::size_t>(4, std::to_string(page_count).size());
  const std::string number = std::to_string(page);
  return std::string(digits - std::min(digits, number.size()), '0') + number;
}

}  // namespace minutier::exports
