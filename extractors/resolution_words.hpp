#pragma once
// What the words of a decision come to, and words around it that make it another's. Folded text. Pure, safe from threads.

#include <string_view>

namespace minutier::extractors {

// "adopted", "rejected", "adjourned", "withdrawn" or "noted", by the verb and what stands behind it.
std::string_view result_of(std::string_view verb, std::string_view after);
// Words before a decision that make it a proposal, a condition, a report.
bool only_reported(std::string_view before);
// Words after it that place it in another sitting or make it another's.
bool elsewhere(std::string_view after);

}  // namespace minutier::extractors
