// minutier-worker: answers the jobs of a coordinator (pipeline/run/pool.hpp) on its standard input. Not for people.

#include "pipeline/run/document_jobs.hpp"
#include "pipeline/run/page_jobs.hpp"
#include "pipeline/run/recognise_jobs.hpp"
#include "pipeline/run/worker_protocol.hpp"

int main() {
  minutier::run::Handlers handlers;
  minutier::run::add_document_jobs(handlers, minutier::run::add_recognise_jobs(handlers));
  minutier::run::add_page_jobs(handlers);
  return minutier::run::serve(handlers);
}
