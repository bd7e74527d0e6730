#pragma once
// Recognised -> reading, one left-to-right pass: markup removed, apostrophes and elisions mended, hyphenated line ends
// joined, ordinals restored, odd spaces made plain. What is changed is noted as a Repair.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/range_map.hpp"
#include "pipeline/model/text.hpp"
#include "pipeline/normalise/context_repairs.hpp"

namespace minutier::normalise {

struct Reading {
  std::string text;
  RangeMap map;  // reading -> recognised
  std::vector<Repair> repairs;
};

// How far words may be mended: not at all, their accents, or letters recognition takes for one another too.
enum class Damage { none, accents, letters };

// `markup`: the text is Markdown-like (plain text, office files, HTML), so emphasis, links and tags are marks, not words.
// `known`: what the context shows (repairs_by_context), in order.
Reading make_reading(std::string_view recognised, bool markup, Damage damage, const std::vector<Replacement>& known);

}  // namespace minutier::normalise
