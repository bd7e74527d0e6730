// What a sum says of the digits it is made of.

#include "pipeline/assemble/checks/all.hpp"

namespace minutier::assemble::checks {

void suggest(const Input& in, const std::vector<Term>& terms, Note& note) {
  const auto mended = one_other_reading(in.sitting.record, terms);
  if (!mended) return;
  const Term& term = terms[mended->term];
  Json value(mended->value);
  std::string words = std::to_string(mended->value), shown = std::to_string(term.value);
  if (const auto money = money_of(value_of(term.fact))) {
    const Money other{mended->value, money->currency};
    value = Json::object();
    value.set("amount", decimal(other));
    value.set("currency", other.currency);
    words = words_of(other), shown = words_of(*money);
  }
  note.suggestion = Json::object();
  note.suggestion.set("fact", term.pointer);
  note.suggestion.set("value", std::move(value));
  note.message += " Un chiffre mal reconnu l'expliquerait : " + words + " au lieu de " + shown + ".";
}

void agree(Report& report, const std::vector<Term>& terms) {
  for (const Term& term : terms) report.adds_up(term.pointer);
}

}  // namespace minutier::assemble::checks
