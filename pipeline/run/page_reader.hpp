#pragma once
// A page job in the pool. Where recognition fells the worker, takes too long or too much memory, the words the file itself holds are
// asked for: a page of good text is not lost for a picture on it. The caller's thread, as Pool.

#include <functional>

#include "pipeline/model/page.hpp"
#include "pipeline/run/pool.hpp"

namespace minutier::run {

// `job` as recognise_jobs.hpp says. `done` is called once, with the page, or with the first failure.
void read_page(Pool& pool, Json job, Pool::Milliseconds deadline, std::function<void(JobResult)> done);

// The page that stands for one that could not be read, with what it suffered.
Page failed_page(int number, const Error& error);

}  // namespace minutier::run
