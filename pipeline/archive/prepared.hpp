#pragma once
// Records as the archive stores them: their JSON, the cells of their rows, the words of the index, what settling needs. Made in
// a worker, where the record is, so that the one writer only binds and inserts. Pure functions.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/archive/analyser.hpp"
#include "pipeline/base/json.hpp"
#include "pipeline/model/page.hpp"

namespace minutier::archive {

// Everything extracted from one source, put at once.
struct Extraction {
  std::vector<Json> records;  // RECORD.md; ids stay, records no longer listed are removed
  std::string rules_hash;
};

struct Prepared {
  struct Row {
    std::size_t table = 0;  // see tables.hpp
    Json::Array cells;      // its keys, then its columns: null, number or text each
  };
  struct Resolution {
    Analysed words;
    std::string facets;
  };
  struct Record {
    std::string id, sitting, organisation;  // sitting: the record's own id where it names none
    std::string json;
    Json::Array columns;                    // as record_columns()
    std::vector<Row> rows;
    std::vector<Resolution> resolutions;    // in the record's order
    std::vector<std::string> facets;        // what its pages can be filtered by
    std::vector<std::pair<int, std::string>> results;  // page and facet: a resolution with that result stands there
    std::string settling;                   // assemble::Settling, packed

    bool covers(std::int64_t page) const;
  };
  struct PageWords {
    int page = 1;
    Analysed words;
    std::string label = {};  // the number or folio printed on it, for a stored page without one
    std::vector<std::string> side_labels = {};  // of each side of a page that has sides
  };
  // A place in a source, as the span of a record has it.
  struct Mark {
    int page = 1;
    std::int64_t character = 0;
  };
  std::vector<Record> records;
  std::vector<PageWords> pages;
  std::string rules_hash;
  // Of a long source one stretch after another is put, each with the records that begin in it; these are the ends of this one. The default is the whole source.
  Mark begin;
  std::optional<Mark> end;
  std::vector<Record> reaching;  // the last of the stretch before, where it ends on this one's first page: columns, facets, results
};

// Throws Error{internal} where a record has no id or a stated fact no evidence: nothing is stored that cannot be checked.
// Pages left out are analysed by the writer.
Prepared prepare(const Extraction& extraction, const std::vector<Page>& pages);

// For sending between processes.
Json to_json(Prepared&& prepared);
// What the stretch after needs of this one's last record, for its `reaching`; and that again.
Json reaching_from(const Prepared& prepared);
std::vector<Prepared::Record> reaching_records(const Json& json);
Prepared prepared_from_json(Json&& json);

// What a resolution is searched by: number, title and text.
std::string resolution_text(const Json& resolution);

}  // namespace minutier::archive
