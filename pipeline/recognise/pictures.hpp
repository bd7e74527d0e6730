#pragma once
// Pictures with text on a page whose own text is good: a budget table pasted as an image. Those that look like text are read, and
// their words join the page's at the place of the picture, with the confidence the page's own words do not have. A logo, a
// photograph, a drawing with a few letters in it adds nothing.
//
// Boxes are points of the page as displayed. Throws what Source throws, and Error{out_of_memory}. One call per engine and source at a time.

#include <string>

#include "pipeline/model/page.hpp"
#include "pipeline/recognise/clean.hpp"
#include "pipeline/recognise/read.hpp"
#include "pipeline/recognise/recognise.hpp"

namespace minutier::recognise {

// A picture read: its words, in points, or none where it is no picture of text.
ReadImage read_picture(const Cleaned& cleaned, Engine& engine);
// Whether reading it is worth the while: most of its marks stand in lines.
bool looks_like_text(const Cleaned& cleaned);

// The page with the words of its pictures. What was read stands in its reason and engine; an engine that is missing is an issue of
// the page, whose own text is good.
Page with_pictures(source::Source& source, Page page, const Settings& settings, EngineSource& engines);

// Lines of another reading of the same page, put in before its line number `at`, with an empty line around.
Page with_lines(const Page& page, const Page& lines, std::size_t at);

// Before which line of the page a picture in this place is read: after the line above it, in its own column where there are columns.
std::size_t line_for(const Page& page, const Box& picture);

}  // namespace minutier::recognise
