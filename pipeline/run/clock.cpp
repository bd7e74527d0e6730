#include "pipeline/run/clock.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <ctime>

namespace minutier::run {

std::string now() {
  const char* fixed = std::getenv("SOURCE_DATE_EPOCH");
  const std::time_t seconds = fixed ? static_cast<std::time_t>(std::strtoll(fixed, nullptr, 10)) : std::time(nullptr);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char buffer[24];
  std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return buffer;
}

std::string new_run_id() {
  static std::atomic<int> counter{0};
  timespec time{};
  clock_gettime(CLOCK_REALTIME, &time);
  return std::to_string(time.tv_sec) + "-" + std::to_string(time.tv_nsec / 1000) + "-" + std::to_string(getpid()) + "-" + std::to_string(counter++);
}

}  // namespace minutier::run
