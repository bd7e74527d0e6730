#pragma once
// The worker's jobs about whole documents:
//   {"job":"documents", rules, profiles, password?, documents: [{parts, supplied}]}
//        -> {"documents": [{"error"} | {"description"} | {"description", "pages", "extraction"}]}
//        A text is read, extracted and analysed at once, a long one (run/stretches.hpp) only read; for what needs recognition page by page
//        only the description comes back.
//   {"job":"extract", rules, profiles, archive, source, supplied, next?}   -> {"extraction", "next"?}: from the pages an archive holds, of a
//        long source one stretch: asked again with the `next` of the answer until there is none.
// An extraction is an archive::Prepared.

#include <functional>

#include "pipeline/archive/archive.hpp"
#include "pipeline/run/pipeline.hpp"
#include "pipeline/run/worker_protocol.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::run {

// Handlers share one pipeline; they must not be called from two threads at once. `before_extract` gives memory back that reading pages took.
void add_document_jobs(Handlers& handlers, std::function<void()> before_extract = {});

// What assemble and the extractors are told about a source.
assemble::Provenance provenance_of(const source::Description& description, const archive::Reading& reading, const Json& supplied);
archive::Reading reading_of(const std::vector<Page>& pages);
source::Description description_of(const archive::SourceInfo& stored);  // as an archive knows the source
extract::DocumentInfo info_of(const source::Description& description);

// All pages of a source that needs no recognition.
std::vector<Page> text_pages(source::Source& source);

}  // namespace minutier::run
