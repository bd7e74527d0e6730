#pragma once
// Words that give offices to people, cut into tokens: persons, posts, verbs of an election, counts of votes and the signs between.
// Ranges are bytes of the folded text. Pure functions, safe from threads.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "extractors/resolution_facts.hpp"
#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

enum class OfficeKind {
  person,
  post,     // an office, a board or a work: « délégué titulaire au SIVU », « comité », « trésorerie »
  mark,     // a sign that sets a label off: « : », « = », « -> », leaders, a wide gap, a dash between blanks
  comma,
  joint,    // « et », « ainsi que », « / »
  stop,     // « ; », « . », a line that ends what it says
  open,
  close,
  chosen,   // « est élu », « sont réélus », « proclamée »
  refused,  // « non élu », « n'est pas élu »
  becomes,  // « sera », « devient », « reste », « assure », « accepte »
  given,    // « est confiée à », « revient à »
  votes,    // « 12 voix »
  number,   // a bare number
  manner,   // « à l'unanimité », « pour trois ans », « sortant »: says nothing of who or what
  other
};

struct OfficeToken {
  OfficeKind kind = OfficeKind::other;
  Range at;                // folded
  NamedPerson person;      // of a person
  std::int64_t count = 0;  // of votes and numbers
  bool several = false;    // a person behind « MM. », and those who follow in the list
};

struct OfficeContext {
  const extract::Document& document;
  std::string_view flat;  // the folded text, line breaks as blanks
  const KnownPeople& people;
  const std::vector<std::string>& listed;  // names of the sitting's lists
};

std::vector<OfficeToken> office_tokens(const OfficeContext& context, Range folded);

}  // namespace minutier::extractors
