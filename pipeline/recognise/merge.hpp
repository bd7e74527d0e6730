#pragma once
// Merging: a recognised page keeps the words its file held beside the image (a stamp, a page number), as lines of their
// own at its end, except those the engine read in the same place. Embedded words carry no confidence. Pure.

#include "pipeline/model/page.hpp"

namespace minutier::recognise {

Page merge_embedded(Page recognised, const Page& embedded);

}  // namespace minutier::recognise
