#pragma once
// The worker's jobs about sources and pages:
//   {"job":"open", parts, password?, limits?, looks?}  -> {"description": …, "pages": [{width, height, image_cover, image_dpi, invisible_text}]}
//   {"job":"inspect", parts, password?, settings?, sample?} -> {"description": …, "pages": [{number, words, ocr, reason}], "kinds": [outcome]}
//      `kinds`: what so many of the pages to recognise look like (ok, blank, handwriting, photograph)
//   {"job":"page", parts, page, password?, settings?}  -> a Page (pipeline/model/page.hpp)
// `settings` are recognise::Settings. The source opened last stays open, so the next page of it costs no opening.

#include "pipeline/run/worker_protocol.hpp"
#include "pipeline/source/source.hpp"

namespace minutier::run {

// Handlers share one source and one engine; they must not be called from two threads at once. What is returned closes the source, until
// a job asks for it again.
std::function<void()> add_recognise_jobs(Handlers& handlers);

Json to_json(const source::Description& description);
source::Description description_from_json(const Json& json);
// "password" and "limits" {bytes, pixels, expanded, pages} of a job; what is absent keeps its default.
source::Options options_from_job(const Json& job);

}  // namespace minutier::run
