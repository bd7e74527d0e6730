#include "tools/cli/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <ostream>

#include "tools/cli/locale_format.hpp"
#include "tools/cli/output.hpp"
#include "tools/cli/width.hpp"

namespace minutier::cli {

ProgressBar::ProgressBar(const Context& context) : context_(context), start_(Clock::now()), last_(start_) {}

ProgressBar::~ProgressBar() {
  if (drawn_) context_.err << "\r\x1b[K" << std::flush;
}

std::string ProgressBar::line(const run::Progress& progress, double seconds) const {
  const bool by_page = progress.pages_total > progress.documents_total;
  const int done = by_page ? progress.pages_done : progress.documents_done;
  const int total = by_page ? progress.pages_total : progress.documents_total;
  const double rate = seconds > 0 ? done / seconds : 0;
  std::string text = context_.say("progress.counts", {{"documents", std::int64_t{progress.documents_done}},
                                                      {"documents_total", std::int64_t{progress.documents_total}},
                                                      {"pages", std::int64_t{progress.pages_done}},
                                                      {"pages_total", std::int64_t{progress.pages_total}}});
  if (done > 0 && seconds >= 1) {
    const double per_minute = rate * 60;
    text += " · " + context_.say(by_page ? "progress.pages_rate" : "progress.documents_rate",
                                 {{"rate", static_cast<std::int64_t>(per_minute + 0.5)}});
    if (total > done) text += " · " + context_.say("progress.left", {{"time", duration_text(context_.say, (total - done) / rate)}});
  }
  if (!context_.err_terminal) return text;
  const int cells = total > 0 ? std::clamp(20 * done / total, 0, 20) : 0;
  std::string bar = "[";
  for (int i = 0; i < 20; ++i) bar += i < cells ? "█" : "·";
  return bar + "] " + text;
}

void ProgressBar::show(const run::Progress& progress) {
  if (context_.quiet()) return;
  const auto now = Clock::now();
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const bool finished = progress.documents_total > 0 && progress.documents_done >= progress.documents_total;
  if (!context_.err_terminal) {
    if (context_.args.verbosity > 0 && !progress.current.empty()) context_.err << harmless(progress.current) << std::endl;
    if (now - last_ < std::chrono::seconds(10) && !(finished && lines_)) return;
    last_ = now;
    lines_ = !finished;
    context_.err << line(progress, seconds) << std::endl;
    return;
  }
  if (drawn_ && !finished && now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  drawn_ = true;
  const std::string text = line(progress, seconds) + (progress.current.empty() ? "" : " · " + progress.current);
  context_.err << '\r' << truncated(text, terminal_width(STDERR_FILENO) - 1) << "\x1b[K" << std::flush;
}

}  // namespace minutier::cli
