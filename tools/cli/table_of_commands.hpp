#pragma once
// The commands and flags of the program, each one entry with its documentation in both languages. The parser, --help,
// the man page and the shell completions are all made from these two tables.

#include <cstdint>
#include <string_view>
#include <vector>

#include "tools/cli/args.hpp"

namespace minutier::cli {

struct Text {
  std::string_view en, fr;
  std::string_view operator()(Language language) const { return language == Language::fr ? fr : en; }
};

struct Example {
  std::string_view line;
  Text note;
};

struct Command {
  Verb verb;
  std::string_view name;
  Text operand;           // "FILE…"; empty when the command takes none
  int least, most;        // how many operands; most < 0: any number
  Text summary;           // one line
  Text description;       // a paragraph or two, parted by '\n'
  std::vector<Example> examples;
  std::string_view operand_choices = "";  // "json jsonl csv xlsx": what the operand may be; empty when free
};

enum class Takes { nothing, value, maybe_value, path };

struct Flag {
  std::string_view name;  // without the dashes
  char letter;            // 0 when it has no short form
  Takes takes;
  Text value;             // what the value is called: "DIR", "N"
  std::uint32_t verbs;    // where it is allowed: bits of on(…)
  Text help;
  void (*set)(Args&, std::string_view value);  // throws BadValue
  std::string_view choices = "";
};

constexpr std::uint32_t on(Verb verb) { return std::uint32_t{1} << static_cast<int>(verb); }
template <class... Verbs>
constexpr std::uint32_t on(Verb first, Verbs... rest) {
  return on(first) | on(rest...);
}
constexpr std::uint32_t everywhere = ~std::uint32_t{0};

const std::vector<Command>& commands();
const std::vector<Flag>& flags();
const Command* find_command(std::string_view name);
const Command& command_of(Verb verb);

}  // namespace minutier::cli
