#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "tools/cli/args.hpp"
#include "pipeline/base/edit_distance.hpp"
#include "tools/cli/messages.hpp"
#include "tools/cli/table_of_commands.hpp"

namespace minutier::cli {
namespace {

// The language is needed before the words are understood, to say that they are not.
Language language_asked(int argc, const char* const* argv) {
  Language language = language_of_environment();
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") break;
    if (word.substr(0, 7) == "--lang=") language = language_of(word.substr(7));
    if (word == "--lang" && i + 1 < argc) language = language_of(argv[i + 1]);
  }
  return language;
}

template <class Table>
std::string nearest(std::string_view word, const Table& table) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const auto& entry : table)
    if (const std::size_t far = edit_distance(std::string_view(word), std::string_view(entry.name)); far < least) least = far, best = entry.name;
  return std::string(best);
}

// Reads one call; holds what the steps share.
class Reader {
 public:
  explicit Reader(Language language) : messages_(language) { args_.language = language; }

  Args read(int argc, const char* const* argv) {
    try {
      CLI::App app;
      declare(app);
      app.parse(argc, argv);
      understand(app);
    } catch (const CLI::ParseError& error) {
      const std::string text = error.what();
      args_.mistake = messages_("usage.value_missing", {{"option", text.substr(0, text.find(':'))}});
    } catch (const Mistake& mistake) {
      args_.mistake = mistake.sentence;
    }
    return std::move(args_);
  }

 private:
  struct Mistake {
    std::string sentence;
  };
  [[noreturn]] void wrong(std::string_view key, const MessageArgs& args = {}) const { throw Mistake{messages_(key, args)}; }

  void declare(CLI::App& app) {
    app.set_help_flag();
    app.allow_extras();
    for (const Flag& flag : flags()) {
      std::string name = "--" + std::string(flag.name);
      if (flag.letter) name = std::string("-") + flag.letter + "," + name;
      const bool valued = flag.takes == Takes::value || flag.takes == Takes::path;
      CLI::Option* option = valued ? app.add_option(name) : app.add_flag(name);
      option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      if (valued) option->expected(1)->allow_extra_args(false);
      declared_[option] = &flag;
    }
  }

  void understand(const CLI::App& app) {
    collect_words(app.remaining());
    choose_command();
    std::map<const CLI::Option*, std::size_t> used;
    for (const CLI::Option* option : app.parse_order()) {
      const auto found = declared_.find(option);
      if (found == declared_.end()) continue;
      const std::vector<std::string>& results = option->results();
      const std::size_t at = used[option]++;
      if (at < results.size()) apply(*found->second, results[at]);
    }
    if (args_.help || args_.version || args_.verb == Verb::none) return;
    check_operands(command_of(args_.verb));
    if (args_.archive.empty()) {
      const char* set = std::getenv("MINUTIER_ARCHIVE");
      args_.archive = set && *set ? set : "archive";
    }
  }

  // Words that are no options stay as they are (CLI11 would take the brackets off "[x]"); after "--" all are words.
  void collect_words(const std::vector<std::string>& rest) {
    bool options_end = false;
    for (const std::string& word : rest) {
      if (!options_end && word == "--") options_end = true;
      else if (!options_end && word.size() > 1 && word[0] == '-') unknown_option(word);
      else words_.push_back(word);
    }
  }

  [[noreturn]] void unknown_option(const std::string& word) const {
    const std::string bare = word.substr(0, word.find('='));
    const std::string near = bare.substr(0, 2) == "--" ? nearest(bare.substr(2), flags()) : "";
    if (near.empty()) wrong("usage.unknown_option", {{"option", bare}});
    wrong("usage.unknown_option_near", {{"option", bare}, {"near", "--" + near}});
  }

  void choose_command() {
    if (words_.empty()) return;
    const Command* command = find_command(words_.front());
    if (!command) {
      const std::string near = nearest(words_.front(), commands());
      if (near.empty()) wrong("usage.unknown_command", {{"command", words_.front()}});
      wrong("usage.unknown_command_near", {{"command", words_.front()}, {"near", near}});
    }
    args_.verb = command->verb;
    args_.operands.assign(words_.begin() + 1, words_.end());
  }

  void apply(const Flag& flag, std::string value) {
    const std::string option = "--" + std::string(flag.name);
    if (args_.verb != Verb::none && !(flag.verbs & on(args_.verb)))
      wrong("usage.not_here", {{"option", option}, {"command", std::string(command_of(args_.verb).name)}});
    const bool bare = value == "true";
    if (flag.takes == Takes::nothing && !bare) wrong("usage.takes_no_value", {{"option", option}});
    if (flag.takes == Takes::maybe_value && bare) value.clear();
    try {
      flag.set(args_, value);
    } catch (const BadValue& bad) {
      if (!flag.choices.empty())
        wrong("usage.bad_choice", {{"option", option}, {"value", bad.value}, {"choices", std::string(flag.choices)}});
      wrong("usage.bad_value", {{"option", option}, {"value", bad.value}, {"help", std::string(flag.help(args_.language))}});
    }
  }

  void check_operands(const Command& command) const {
    const int given = static_cast<int>(args_.operands.size());
    const std::string name(command.name);
    if (given < command.least) wrong("usage.operand_missing", {{"command", name}, {"operand", std::string(command.operand(args_.language))}});
    if (command.most >= 0 && given > command.most)
      wrong("usage.operand_extra", {{"command", name}, {"word", args_.operands[static_cast<std::size_t>(command.most)]}});
    if (command.verb == Verb::help && given == 1 && !find_command(args_.operands[0]))
      wrong("usage.unknown_command", {{"command", args_.operands[0]}});
    if (command.operand_choices.empty()) return;
    const std::string choices = " " + std::string(command.operand_choices) + " ";
    if (choices.find(" " + args_.operands[0] + " ") == std::string::npos)
      wrong("usage.bad_choice", {{"option", name}, {"value", args_.operands[0]}, {"choices", std::string(command.operand_choices)}});
  }

  Args args_;
  Messages messages_;
  std::vector<std::string> words_;
  std::map<const CLI::Option*, const Flag*> declared_;
};

}  // namespace

Args parse(int argc, const char* const* argv) { return Reader(language_asked(argc, argv)).read(argc, argv); }

}  // namespace minutier::cli
