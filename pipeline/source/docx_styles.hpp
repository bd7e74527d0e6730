#pragma once
// What DOCX keeps outside its text: which styles are headings, how lists are numbered. For docx.cpp.

#include <map>
#include <string>
#include <vector>

namespace minutier::source::docx {

struct Style {
  std::string based_on;
  int heading = 0;  // level from 1; 0 for none
  bool table_head = false;
  std::string list;  // numId
  int list_level = -1;
};

class Styles {
 public:
  explicit Styles(const std::string& styles_xml);
  // The style with what it inherits.
  Style find(const std::string& id) const;

 private:
  std::map<std::string, Style> styles_;
};

class Numbering {
 public:
  explicit Numbering(const std::string& numbering_xml);
  // The marker the next paragraph of the list shows ("-", "1.", "b)", "Article 3 -"); counts on. Empty when it shows none.
  std::string next(const std::string& list, int level);

 private:
  struct Level {
    std::string format = "decimal", text = "%1.";
    int start = 1;
  };
  struct List {
    std::string definition;
    std::map<int, Level> overrides;
  };
  const Level& level(const std::string& list, int n) const;

  std::map<std::string, std::map<int, Level>> definitions_;
  std::map<std::string, List> lists_;
  std::map<std::string, std::vector<int>> counters_;  // by definition
};

// A number as Word's formats write it: decimal, lowerLetter, upperRoman …
std::string formatted(int number, const std::string& format);

}  // namespace minutier::source::docx
