#include <catch2/catch.hpp>
#include <set>

#include "tools/cli/help.hpp"
#include "tools/cli/messages.hpp"
#include "tools/cli/sheet.hpp"
#include "tools/cli/table_of_commands.hpp"
#include "tools/cli/width.hpp"

using namespace minutier;
using namespace minutier::cli;

TEST_CASE("every command and flag is documented in both languages, with an example, under one name") {
  std::set<std::string> names;
  for (const Command& command : commands()) {
    INFO(command.name);
    CHECK(names.insert(std::string(command.name)).second);
    CHECK_FALSE(command.summary.en.empty());
    CHECK_FALSE(command.summary.fr.empty());
    CHECK_FALSE(command.description.fr.empty());
    CHECK_FALSE(command.examples.empty());
    for (const Example& example : command.examples) CHECK(example.line.substr(0, 9) == "minutier ");
  }
  std::set<std::string> flag_names, letters;
  for (const Flag& flag : flags()) {
    INFO(flag.name);
    CHECK(flag_names.insert(std::string(flag.name)).second);
    if (flag.letter) CHECK(letters.insert(std::string(1, flag.letter)).second);
    CHECK_FALSE(flag.help.en.empty());
    CHECK_FALSE(flag.help.fr.empty());
    CHECK((flag.takes == Takes::nothing) == flag.value.en.empty());
    CHECK(flag.verbs != 0);
  }
}

TEST_CASE("the examples in the help are calls the program accepts") {
  for (const Command& command : commands())
    for (const Example& example : command.examples) {
      INFO(example.line);
      // Words as a shell would part them: single quotes hold together, a pipe or redirection ends the call.
      std::vector<std::string> words(1);
      bool quoted = false;
      for (const char c : example.line) {
        if (c == '\'') quoted = !quoted;
        else if (!quoted && (c == '|' || c == '>')) break;
        else if (!quoted && c == ' ') words.emplace_back();
        else words.back() += c;
      }
      std::erase(words, "");
      std::vector<const char*> argv;
      for (const std::string& word : words) argv.push_back(word.c_str());
      const Args args = parse(static_cast<int>(argv.size()), argv.data());
      CHECK(args.mistake == "");
      CHECK(args.verb == command.verb);
    }
}

TEST_CASE("help, man page and completions name every command and every flag") {
  for (const Language language : {Language::en, Language::fr}) {
    const std::string program = help_text(Verb::none, language);
    const std::string man = man_page(language);
    for (const Command& command : commands()) {
      CHECK(program.find("  " + std::string(command.name) + " ") != std::string::npos);
      const std::string help = help_text(command.verb, language);
      for (const Flag& flag : flags()) {
        INFO(command.name << " --" << flag.name);
        const bool there = help.find("--" + std::string(flag.name) + "\n") != std::string::npos ||
                           help.find("--" + std::string(flag.name) + " ") != std::string::npos ||
                           help.find("--" + std::string(flag.name) + "[") != std::string::npos;
        if (flag.verbs & on(command.verb)) CHECK(there);
      }
    }
    for (const Flag& flag : flags()) {
      std::string escaped = "\\-\\-";
      for (const char c : flag.name) escaped += c == '-' ? std::string("\\-") : std::string(1, c);
      INFO(flag.name);
      CHECK(man.find(escaped) != std::string::npos);
    }
  }
  for (const std::string& script : {bash_completion(), zsh_completion()}) {
    for (const Command& command : commands()) CHECK(script.find(std::string(command.name)) != std::string::npos);
    for (const Flag& flag : flags()) CHECK(script.find("--" + std::string(flag.name)) != std::string::npos);
  }
}

TEST_CASE("lines of help are never wider than a common terminal") {
  for (const Language language : {Language::en, Language::fr})
    for (const Command& command : commands())
      for (const std::string& line : wrapped(help_text(command.verb, language), 1000)) CHECK(display_width(line) <= 100);
}

TEST_CASE("width on a terminal counts columns, not bytes or code points") {
  CHECK(display_width("élève") == 5);
  CHECK(display_width("e\u0301le\u0300ve") == 5);
  CHECK(display_width("日本") == 4);
  CHECK(display_width("\x1b") == 0);
  CHECK(truncated("conseil municipal", 8) == "conseil…");
  CHECK(truncated("日本語", 4) == "日…");
  CHECK(truncated("été", 3) == "été");
  CHECK(truncated("été", 0).empty());
  CHECK(truncated_front("boites/1892/registre.pdf", 13) == "…registre.pdf");
  CHECK(truncated_front("e\u0301tat", 3) == "…at");
  CHECK(truncated_front("court", 5) == "court");
}

TEST_CASE("a document's words cannot steer the terminal") {
  CHECK(harmless("a\x1b[31mb\x07\u202Ec\n") == "a[31mbc ");
  CHECK(harmless("l’œuvre d’été") == "l’œuvre d’été");
}

TEST_CASE("tables align numbers to the right, leave out what nobody states, and fit the terminal") {
  using Type = archive::Sheet::Type;
  const archive::Sheet sheet{{{"organisation", Type::text}, {"present", Type::number}, {"absent", Type::number}, {"date", Type::date}, {"reached", Type::boolean}},
                             {{"Les Amis de l’École", 1234, nullptr, "2019-06-21", true}, {"Écho", 5, nullptr, "2020", nullptr}}};
  const Messages french(Language::fr);
  const auto lines = aligned(french, sheet, 0);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "organisme            présents  date        affirmé");
  CHECK(lines[1] == "Les Amis de l’École     1\u202f234  21/06/2019  oui");
  CHECK(lines[2] == "Écho                        5  2020");
  for (const std::string& line : aligned(french, sheet, 40)) CHECK(display_width(line) <= 40);
  CHECK(aligned(french, sheet, 40)[1].find("…") != std::string::npos);
}
