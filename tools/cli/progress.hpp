#pragma once
// How far a run is: a bar that redraws itself on a terminal, a line now and then elsewhere, nothing when quiet.

#include <chrono>
#include <string>

#include "tools/cli/context.hpp"

namespace minutier::cli {

class ProgressBar {
 public:
  explicit ProgressBar(const Context& context);
  ~ProgressBar();  // wipes the bar off the terminal
  void show(const run::Progress& progress);
  run::OnProgress callback() { return [this](const run::Progress& progress) { show(progress); }; }

 private:
  using Clock = std::chrono::steady_clock;
  std::string line(const run::Progress& progress, double seconds) const;

  const Context& context_;
  Clock::time_point start_, last_;
  bool drawn_ = false, lines_ = false;
};

}  // namespace minutier::cli
