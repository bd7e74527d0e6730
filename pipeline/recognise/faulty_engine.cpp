#include "pipeline/recognise/faulty_engine.hpp"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "pipeline/base/error.hpp"

namespace minutier::recognise {

namespace {

enum class Fault { none, crash, abort, exit, hang, memory, utf8, error, garbage };

struct FaultName {
  std::string_view name;
  Fault fault;
};
constexpr FaultName fault_names[] = {{"none", Fault::none},     {"crash", Fault::crash}, {"abort", Fault::abort},
                                     {"exit", Fault::exit},     {"hang", Fault::hang},   {"memory", Fault::memory},
                                     {"utf8", Fault::utf8},     {"error", Fault::error}, {"garbage", Fault::garbage}};

// Takes memory until the limit says no. Bounded, so that a missing limit fails a test instead of the machine.
void exhaust_memory() {
  constexpr std::size_t step = std::size_t{64} << 20;
  std::vector<std::vector<char>> taken;
  for (int i = 0; i < 256; ++i) taken.emplace_back(step, '\1');
}

class FaultyEngine final : public Engine {
 public:
  FaultyEngine(Fault fault, int from) : fault_(fault), from_(from) {}

  const std::string& version() const override { return version_; }

  std::vector<EngineWord> recognise(Pix*, int, const Reading&) override {
    if (++images_ < from_) return {word("ok")};
    switch (fault_) {
      case Fault::crash: std::raise(SIGKILL); break;
      case Fault::abort: std::raise(SIGABRT); break;
      case Fault::exit: ::_exit(7);
      case Fault::hang:
        for (;;) ::pause();
      case Fault::memory: exhaust_memory(); break;
      case Fault::utf8: return {word("caf\xe9"), word("\xff\xfe"), word("\xc3")};
      case Fault::error: throw Error(ErrorCode::crashed, "recognise", "", 0, "the engine gave up");
      case Fault::garbage:  // writes where only frames may stand
        static_cast<void>(!::write(STDOUT_FILENO, "oops, not a frame at all\n", 25));
        break;
      case Fault::none: break;
    }
    return {word("ok")};
  }

 private:
  static EngineWord word(std::string text) { return {std::move(text), 10, 10, 40, 20, 0.9F, 0, 0}; }

  Fault fault_;
  int from_;
  int images_ = 0;
  std::string version_ = "fault";
};

}  // namespace

std::unique_ptr<Engine> make_faulty_engine(const std::string& name) {
  constexpr std::string_view prefix = "fault:";
  std::string_view rest = name;
  if (rest.substr(0, prefix.size()) != prefix) return nullptr;
  rest.remove_prefix(prefix.size());
  int from = 1;
  if (const auto at = rest.find('@'); at != std::string_view::npos) {
    from = std::atoi(std::string(rest.substr(at + 1)).c_str());
    rest = rest.substr(0, at);
  }
  for (const FaultName& entry : fault_names)
    if (entry.name == rest) return std::make_unique<FaultyEngine>(entry.fault, from);
  return nullptr;
}

}  // namespace minutier::recognise
