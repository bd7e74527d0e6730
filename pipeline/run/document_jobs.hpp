#pragma once
// The worker's jobs about whole documents:
//   {"job":"documents", rules, profiles, password?, documents: [{parts, supplied}]}
//        -> {"documents": [{"error"} | {"description"} | {"description", "pages", "extraction"}]}
//        A text is read, extracted and analysed at once; for what needs recognition page by page only the description comes back.
//   {"job":"extract", rules, profiles, archive, source, supplied}   -> {"extraction"}: from the pages an archive holds
// An extraction is an archive::Prepared.

#include "pipeline/archive/archive.hpp"
#include "pipeline/run/pipeline.hpp"
#include "pipeline/run/worker_protocol.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::run {

// Handlers share one pipeline; they must not be called from two threads at once.
void add_document_jobs(Handlers& handlers);

// What assemble and the extractors are told about a source.
assemble::Provenance provenance_of(const source::Description& description, const std::vector<Page>& pages, const Json& supplied);
source::Description description_of(const archive::SourceInfo& stored);  // as an archive knows the source
extract::DocumentInfo info_of(const source::Description& description);

// All pages of a source that needs no recognition.
std::vector<Page> text_pages(source::Source& source);

}  // namespace minutier::run
