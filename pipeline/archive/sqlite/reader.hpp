#pragma once
// What the archive answers: sources, pages, records, sheets, ledger, counts. Method meanings are Archive's.

#include "pipeline/archive/archive.hpp"

namespace minutier::archive::sqlite {

struct Context;

Known known(Context& context, const std::string& source, const std::string& fingerprint);
std::vector<SourceSummary> sources(Context& context, const std::string& only_id);
SourceInfo source_info(Context& context, const std::string& id);
Json supplied(Context& context, const std::string& source);
Reading reading(Context& context, const std::string& source);
std::vector<Page> pages(Context& context, const std::string& source, int first, int last);

Json get_record(Context& context, const std::string& key);
std::vector<Json> records_of(Context& context, const std::string& source);
std::vector<RecordSummary> records(Context& context, const RecordFilter& filter);

Sheet sheet(Context& context, SheetKind kind, const SheetFilter& filter);
SearchResult search(Context& context, const Query& query);
std::vector<LedgerEntry> ledger(Context& context, const LedgerFilter& filter);
StatusCounts status(Context& context);
std::vector<Problem> verify(Context& context);


}  // namespace minutier::archive::sqlite
