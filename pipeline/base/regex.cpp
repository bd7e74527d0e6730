#include "pipeline/base/regex.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bitset>
#include <mutex>
#include <optional>

#include "pipeline/base/error.hpp"
#include "pipeline/base/literal_filter.hpp"
#include "pipeline/base/regex_factor.hpp"
#include "pipeline/base/regex_literals.hpp"

namespace minutier {
namespace {

struct FreeCode {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeData {
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};
struct FreeContext {
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};
struct FreeStack {
  void operator()(pcre2_jit_stack* stack) const { pcre2_jit_stack_free(stack); }
};

// Steps a match may take before it counts as too costly: a share for every byte that may have to be looked at.
std::uint32_t steps(std::size_t size) { return static_cast<std::uint32_t>(std::min<std::size_t>(300'000 + size * 64, 400'000'000)); }

// Machine code pays where a pattern runs over this many bytes; a call counts as some more.
constexpr std::size_t worth_translating = 4096, a_call = 64;
constexpr std::uint32_t steps_without = 4000;  // that a match may take before

// What matching needs beside the pattern, once a thread.
struct Scratch {
  std::unique_ptr<pcre2_match_data, FreeData> data{pcre2_match_data_create(128, nullptr)};
  std::unique_ptr<pcre2_match_context, FreeContext> context{pcre2_match_context_create(nullptr)};
  std::unique_ptr<pcre2_jit_stack, FreeStack> stack{pcre2_jit_stack_create(32 << 10, 1 << 20, nullptr)};
  Scratch() {
    pcre2_jit_stack_assign(context.get(), nullptr, stack.get());
  }
};
Scratch& scratch() {
  thread_local Scratch s;
  return s;
}

}  // namespace

// Compiled for searching, for the beginning and for the whole subject, each where it is first asked for: machine code serves
// only the anchoring it was compiled with.
struct Regex::Impl {
  enum Place { anywhere, beginning, whole };
  Impl(std::string_view words, Look look) : pattern(words), look(look) {}

  // What the pattern's matches hold and begin with, read from it when it is first asked.
  struct Quick {
    LiteralFilter filter;
    std::optional<std::bitset<256>> first;
  };
  const Quick& quick_look() const {
    if (!known.load(std::memory_order_acquire))
      std::call_once(read, [&] {
        const Promise promise = promise_of(pattern);
        looks.filter = LiteralFilter(promise.needed);
        if (!promise.empty) looks.first = promise.first;
        known.store(true, std::memory_order_release);
      });
    return looks;
  }
  bool may_match(std::string_view subject, std::size_t from, Place place) const {
    if (place == anywhere) return look == Look::never || from > 0 || !quick_look().filter.active() || looks.filter.may_hold(subject);
    return !quick_look().first || (!subject.empty() && looks.first->test(static_cast<unsigned char>(subject[0])));
  }

  using Code = std::unique_ptr<pcre2_code, FreeCode>;
  // For one place: the pattern compiled, and a copy as machine code, since none may be made of what another thread runs.
  struct Compiled {
    std::once_flag once, translated;
    Code code, machine;
    bool fast = false;                       // whether there is machine code
    std::atomic<const pcre2_code*> ready{};  // the copy, once it is there
    std::atomic<std::size_t> looked_at{0};   // bytes, until then
  };

  std::string pattern;
  Look look;
  mutable std::once_flag read, named;
  mutable std::atomic<bool> known{false};
  mutable Quick looks;
  mutable std::vector<std::pair<std::string, std::size_t>> names;
  mutable std::array<Compiled, 3> compiled;

  const pcre2_code* code(Place place) const {
    Compiled& here = compiled[place];
    std::call_once(here.once, [&] {
      static constexpr std::uint32_t anchors[] = {0, PCRE2_ANCHORED, PCRE2_ANCHORED | PCRE2_ENDANCHORED};
      int error = 0;
      PCRE2_SIZE at = 0;
      const std::string words = factored(pattern);
      const std::uint32_t options = PCRE2_MULTILINE | PCRE2_DOTALL | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C | anchors[place];
      here.code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(words.data()), words.size(), options, &error, &at, nullptr));
      if (!here.code) {
        PCRE2_UCHAR reason[160];
        pcre2_get_error_message(error, reason, sizeof reason);
        throw Error(ErrorCode::bad_rules, "pattern does not compile: " + std::string(reinterpret_cast<const char*>(reason)) + " near \"" + words.substr(at > 12 ? at - 12 : 0, 24) + "\"");
      }
      std::call_once(named, [&] { read_names(here.code.get()); });
    });
    return here.code.get();
  }
  void read_names(const pcre2_code* code) const {
    std::uint32_t count = 0, size = 0;
    PCRE2_SPTR table = nullptr;
    pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
    for (std::uint32_t i = 0; i < count; ++i, table += size)
      names.emplace_back(reinterpret_cast<const char*>(table + 2), static_cast<std::size_t>((table[0] << 8) | table[1]));
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  }

  // Where machine code cannot be made, the interpreter runs the copy.
  const pcre2_code* translate(Place place) const {
    Compiled& here = compiled[place];
    const pcre2_code* const plain = code(place);
    std::call_once(here.translated, [&] {
      here.machine.reset(pcre2_code_copy(plain));
      here.fast = pcre2_jit_compile(here.machine.get(), PCRE2_JIT_COMPLETE) == 0;
      here.ready.store(here.machine.get(), std::memory_order_release);
    });
    return here.machine.get();
  }

  // How many groups of a match stand in `s` then, or a negative number. What the interpreter finds too costly machine code may not.
  int match(std::string_view subject, std::size_t from, Place place, Scratch& s) const {
    const auto* const data = reinterpret_cast<PCRE2_SPTR>(subject.data() ? subject.data() : "");
    Compiled& here = compiled[place];
    const pcre2_code* run = here.ready.load(std::memory_order_acquire);
    if (!run) {
      const std::size_t bytes = subject.size() - from + a_call;
      if (here.looked_at.fetch_add(bytes, std::memory_order_relaxed) + bytes < worth_translating) {
        pcre2_set_match_limit(s.context.get(), steps_without);
        const int count = pcre2_match(code(place), data, subject.size(), from, 0, s.data.get(), s.context.get());
        if (count >= PCRE2_ERROR_NOMATCH) return count;
      }
      run = translate(place);
    }
    pcre2_set_match_limit(s.context.get(), steps(subject.size() - from));
    return (here.fast ? pcre2_jit_match : pcre2_match)(run, data, subject.size(), from, 0, s.data.get(), s.context.get());
  }
};

Regex::Regex(std::string_view pattern, Look look) : impl_(std::make_unique<Impl>(pattern, look)) {}
void Regex::check() const { impl_->code(Impl::anywhere); }
bool Regex::may_match(const Trigrams& subject) const { return !impl_->quick_look().filter.active() || impl_->looks.filter.may_hold(subject); }

Regex::~Regex() = default;
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;

bool Regex::run(std::string_view subject, std::size_t from, int place, RegexHit* hit) const {
  if (!impl_->may_match(subject, from, static_cast<Impl::Place>(place))) return false;
  Scratch& s = scratch();
  const int count = impl_->match(subject, from, static_cast<Impl::Place>(place), s);
  if (count == PCRE2_ERROR_NOMATCH) return false;
  if (count < 0) throw Error(ErrorCode::too_large, "a pattern takes too long here (" + std::to_string(count) + ")");
  if (!hit) return true;
  const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(s.data.get());
  hit->groups.resize(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < hit->groups.size(); ++i) {
    const bool set = offsets[2 * i] != PCRE2_UNSET;
    hit->groups[i] = set ? Range{offsets[2 * i], offsets[2 * i + 1]} : Range{1, 0};
  }
  return true;
}

bool Regex::search(std::string_view subject, std::size_t from, RegexHit& hit) const { return from <= subject.size() && run(subject, from, Impl::anywhere, &hit); }
bool Regex::found(std::string_view subject) const { return run(subject, 0, Impl::anywhere, nullptr); }
std::size_t Regex::count(std::string_view subject) const {
  std::size_t matches = 0;
  RegexHit hit;
  for (std::size_t at = 0; search(subject, at, hit); at = std::max(hit.whole().end, at + 1)) ++matches;
  return matches;
}
bool Regex::begins(std::string_view subject) const { return run(subject, 0, Impl::beginning, nullptr); }
bool Regex::begins(std::string_view subject, RegexHit& hit) const { return run(subject, 0, Impl::beginning, &hit); }
bool Regex::matches(std::string_view subject) const { return run(subject, 0, Impl::whole, nullptr); }
bool Regex::matches(std::string_view subject, RegexHit& hit) const { return run(subject, 0, Impl::whole, &hit); }

const std::vector<std::pair<std::string, std::size_t>>& Regex::names() const { return impl_->names; }

std::size_t Regex::group(const RegexHit& hit, std::string_view name) const {
  for (const auto& [known, number] : impl_->names)
    if (known == name && hit.has(number)) return number;
  return 0;
}

Range Regex::range(const RegexHit& hit, std::string_view name) const {
  const std::size_t number = group(hit, name);
  return number == 0 ? Range{} : hit.groups[number];
}

std::string_view Regex::text(std::string_view subject, const RegexHit& hit, std::string_view name) const {
  const std::size_t number = group(hit, name);
  return number == 0 ? std::string_view{} : hit.groups[number].of(subject);
}

}  // namespace minutier
