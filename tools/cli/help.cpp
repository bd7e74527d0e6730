#include "tools/cli/help.hpp"

#include "tools/cli/messages.hpp"
#include "tools/cli/table_of_commands.hpp"
#include "tools/cli/width.hpp"

namespace minutier::cli {
namespace {

constexpr std::size_t line_width = 96;

// "  left    text …" with the text wrapped under itself.
void entry(std::string& out, const std::string& left, std::size_t column, std::string_view text) {
  std::string line = "  " + left;
  const std::size_t indent = column + 4;
  if (display_width(line) + 2 > indent) {
    out += line + "\n";
    line.clear();
  }
  for (const std::string& piece : wrapped(text, line_width - indent)) {
    out += line + std::string(indent - display_width(line), ' ') + piece + "\n";
    line.clear();
  }
}

void paragraph(std::string& out, std::string_view text) {
  for (const std::string& piece : wrapped(text, line_width)) out += piece + "\n";
}

std::string flag_words(const Flag& flag, Language language) {
  std::string words = flag.letter ? std::string("-") + flag.letter + ", " : "    ";
  words += "--" + std::string(flag.name);
  const std::string value(flag.value(language));
  if (flag.takes == Takes::maybe_value) words += "[=" + value + "]";
  if (flag.takes == Takes::value || flag.takes == Takes::path) words += " " + value;
  return words;
}

void examples(std::string& out, const std::vector<Example>& list, Language language) {
  for (const Example& example : list) {
    out += "  " + std::string(example.line) + "\n";
    out += "      " + std::string(example.note(language)) + "\n";
  }
}

std::string program_help(const Messages& say) {
  const Language language = say.language();
  std::string out = "minutier — " + say("help.tagline") + "\n\n" + say("help.usage") + " minutier " + say("help.program_usage") + "\n\n";
  out += say("help.commands") + "\n";
  for (const Command& command : commands()) entry(out, std::string(command.name), 12, command.summary(language));
  out += "\n" + say("help.common_options") + "\n";
  for (const Flag& flag : flags())
    if (flag.verbs == everywhere || flag.name == "archive") entry(out, flag_words(flag, language), 24, flag.help(language));
  out += "\n" + say("help.start") + "\n";
  for (const Verb verb : {Verb::ingest, Verb::search, Verb::quorum}) {
    const Example& first = command_of(verb).examples.front();
    entry(out, std::string(first.line), 40, first.note(language));
  }
  out += "\n" + say("help.exit") + "\n";
  for (const int status : {0, 1, 2, 3, 4, 5, 6, 70}) entry(out, std::to_string(status), 4, say("exit." + std::to_string(status)));
  return out + "\n" + say("help.more") + "\n";
}

std::string command_help(const Command& command, const Messages& say) {
  const Language language = say.language();
  std::string out = "minutier " + std::string(command.name) + " — " + std::string(command.summary(language)) + "\n\n";
  out += say("help.usage") + " minutier " + std::string(command.name) + " [OPTIONS]";
  if (!command.operand(language).empty()) out += " " + std::string(command.operand(language));
  out += "\n\n";
  paragraph(out, command.description(language));
  out += "\n" + say("help.options") + "\n";
  for (const Flag& flag : flags())
    if (flag.verbs & on(command.verb)) entry(out, flag_words(flag, language), 24, flag.help(language));
  out += "\n" + say("help.examples") + "\n";
  examples(out, command.examples, language);
  return out;
}

// troff: a backslash and a leading dot or apostrophe are special, and so is a hyphen that must be typed as such.
std::string troff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += std::string("\\&") + c;
    else out += c;
  }
  return out;
}

std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

std::string flags_for(const Command& command) {
  std::string words;
  for (const Flag& flag : flags())
    if (flag.verbs & on(command.verb)) {
      words += (words.empty() ? "--" : " --") + std::string(flag.name);
      if (flag.letter) words += std::string(" -") + flag.letter;
    }
  return words;
}

bool takes_files(const Command& command) {
  return on(command.verb) & on(Verb::inspect, Verb::ingest, Verb::extract, Verb::text);
}

}  // namespace

std::string help_text(Verb verb, Language language) {
  const Messages say(language);
  return verb == Verb::none ? program_help(say) : command_help(command_of(verb), say);
}

std::string man_page(Language language) {
  const Messages say(language);
  std::string out = ".TH MINUTIER 1 \"\" \"minutier " MINUTIER_VERSION "\" \"" + troff(say("man.manual")) + "\"\n";
  const auto section = [&](std::string_view key) { out += ".SH " + troff(say(key)) + "\n"; };
  section("man.name");
  out += "minutier \\- " + troff(say("help.tagline")) + "\n";
  section("man.synopsis");
  out += ".B minutier\n" + troff(say("help.program_usage")) + "\n";
  section("man.description");
  out += troff(say("man.text")) + "\n";
  section("man.commands");
  for (const Command& command : commands()) {
    out += ".SS minutier " + troff(command.name) + " " + troff(command.operand(language)) + "\n";
    out += troff(command.description(language)) + "\n";
    for (const Example& example : command.examples)
      out += ".TP\n.B " + troff(example.line) + "\n" + troff(example.note(language)) + "\n";
  }
  section("man.options");
  for (const Flag& flag : flags()) {
    std::string words = flag_words(flag, language);
    words.erase(0, words.find_first_not_of(' '));
    out += ".TP\n.B " + troff(words) + "\n" + troff(flag.help(language)) + "\n";
    if (flag.verbs == everywhere) continue;
    std::string where;
    for (const Command& command : commands())
      if (flag.verbs & on(command.verb)) where += (where.empty() ? "" : ", ") + std::string(command.name);
    out += "(" + troff(where) + ")\n";
  }
  section("man.exit");
  for (const int status : {0, 1, 2, 3, 4, 5, 6, 70})
    out += ".TP\n.B " + std::to_string(status) + "\n" + troff(say("exit." + std::to_string(status))) + "\n";
  section("man.environment");
  for (const char* variable : {"MINUTIER_ARCHIVE", "MINUTIER_WORKER", "LC_ALL"})
    out += std::string(".TP\n.B ") + variable + "\n" + troff(say(std::string("env.") + variable)) + "\n";
  return out;
}

std::string bash_completion() {
  std::string out =
      "# bash completion for minutier; made by `minutier completion bash`\n"
      "_minutier() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command='' flags='' words='' i\n"
      "  if [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
      "  if [[ $cur == '=' ]]; then cur=''; fi\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case ${COMP_WORDS[i]} in\n";
  std::string names;
  for (const Command& command : commands()) names += (names.empty() ? "" : "|") + std::string(command.name);
  out += "      " + names + ") command=${COMP_WORDS[i]}; break ;;\n    esac\n  done\n  case $prev in\n";
  for (const Flag& flag : flags()) {
    const std::string pattern = "--" + std::string(flag.name) + (flag.letter ? std::string("|-") + flag.letter : "");
    if (flag.takes == Takes::path)
      out += "    " + pattern + ") mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); return ;;\n";
    else if (flag.takes == Takes::value)
      out += "    " + pattern + ") mapfile -t COMPREPLY < <(compgen -W " + shell_quoted(flag.choices) + " -- \"$cur\"); return ;;\n";
  }
  out += "  esac\n  case $command in\n";
  for (const Command& command : commands()) {
    std::string_view choices = command.operand_choices;
    out += "    " + std::string(command.name) + ") flags=" + shell_quoted(flags_for(command));
    if (!choices.empty()) out += " words=" + shell_quoted(choices);
    if (takes_files(command)) out += " words=FILES";
    out += " ;;\n";
  }
  std::string list;
  for (const Command& command : commands()) list += (list.empty() ? "" : " ") + std::string(command.name);
  out += "    *) words=" + shell_quoted(list) + " flags='--help --version --lang' ;;\n  esac\n"
         "  if [[ $cur == -* ]]; then mapfile -t COMPREPLY < <(compgen -W \"$flags\" -- \"$cur\")\n"
         "  elif [[ $words == FILES ]]; then compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
         "  else mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\"); fi\n"
         "}\ncomplete -F _minutier minutier\n";
  return out;
}

std::string zsh_completion() {
  // zsh's _arguments reads brackets and colons in a description as syntax.
  const auto plain = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
      out += c;
    }
    return out;
  };
  std::string out = "#compdef minutier\n# made by `minutier completion zsh`\n_minutier() {\n  local -a commands\n  commands=(\n";
  for (const Command& command : commands())
    out += "    " + shell_quoted(std::string(command.name) + ":" + std::string(command.summary.en)) + "\n";
  out += "  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case $words[2] in\n";
  for (const Command& command : commands()) {
    out += "    " + std::string(command.name) + ") _arguments -s";
    for (const Flag& flag : flags()) {
      if (!(flag.verbs & on(command.verb))) continue;
      std::string tail = "[" + plain(flag.help.en) + "]";
      if (flag.takes == Takes::path) tail = "=" + tail + ":" + plain(flag.value.en) + ":_files";
      if (flag.takes == Takes::value) tail = "=" + tail + ":" + plain(flag.value.en) + ":(" + std::string(flag.choices) + ")";
      if (flag.takes == Takes::maybe_value) tail = "=-" + tail + "::" + plain(flag.value.en) + ":(" + std::string(flag.choices) + ")";
      out += " \\\n      " + shell_quoted("*--" + std::string(flag.name) + tail);
    }
    if (takes_files(command)) out += " \\\n      '*:file:_files'";
    if (!command.operand_choices.empty()) out += " \\\n      " + shell_quoted("2:word:(" + std::string(command.operand_choices) + ")");
    out += " ;;\n";
  }
  return out + "  esac\n}\n_minutier \"$@\"\n";
}

}  // namespace minutier::cli
