#pragma once
// What one page shows: its text as recognised, and where each word of it stands.
// The text is what evidence counts its characters in; it is stored once and never repaired.
// Boxes are in points (1/72 inch), origin top-left, of the page as displayed (after rotation and crop).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/error.hpp"
#include "pipeline/base/json.hpp"
#include "pipeline/base/range.hpp"

namespace minutier {

struct Box {
  double x = 0, y = 0, w = 0, h = 0;

  double right() const { return x + w; }
  double bottom() const { return y + h; }
  friend bool operator==(const Box&, const Box&) = default;
};
// A line drawn on the page, level or upright, from its left or upper end to the other, in points.
struct Rule {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  bool upright() const { return y1 - y0 > x1 - x0; }
  friend bool operator==(const Rule&, const Rule&) = default;
};

// A box with w, h >= 0 and finite numbers, else throws Error{internal}.
Box checked_box(double x, double y, double w, double h);
Box cover(const Box& a, const Box& b);
// Where a box, or a line, of a page of this size comes to stand when the page is turned clockwise by 0, 90, 180, 270 or 360 degrees.
Box turned(const Box& box, int degrees, double width, double height);
Rule turned(const Rule& rule, int degrees, double width, double height);

enum class Origin { embedded, ocr, plain, imported };
std::string_view name(Origin origin);
Origin origin_from(std::string_view name);

struct Word {
  Range chars;                      // bytes of Page::text
  Box box;
  std::optional<float> confidence;  // 0..1; none for embedded text
};

// A digit that recognition was not sure of.
struct DigitDoubt {
  std::size_t at = 0;     // byte of Page::text
  float confidence = 0;   // 0..1, that it is the digit read
  std::string others;     // the digits it may be instead, the likeliest first: "95"; may be empty

  friend bool operator==(const DigitDoubt&, const DigitDoubt&) = default;
};

// A line of words in reading order: words[first .. first + count).
struct Line {
  std::size_t first = 0, count = 0;
  Box box;
};

// One of the pages an image shows, where it shows more than one: the left or the right page of an opening.
struct Side {
  Range chars;        // bytes of Page::text
  std::string label;  // its own printed number or folio; may be empty

  friend bool operator==(const Side&, const Side&) = default;
};

// What happened to a page or a document that its reader must know. `code` is an ErrorCode's name or a word of the stage.
struct Issue {
  std::string code;
  std::string stage;
  int page = 0;  // 0: the document
  std::string message;
};

struct Page {
  int number = 1;                 // from 1, in the source
  double width = 0, height = 0;   // points; 0 for a plain text
  Origin origin = Origin::plain;
  std::string text;               // UTF-8, NFC as recognised. Lines end in '\n'; a wide gap inside a line is '\t',
                                  // more of them pass over empty cells; a table's row is one line though its cells may have several
  std::vector<Word> words;        // in reading order; empty for plain text
  std::vector<Line> lines;
  std::vector<DigitDoubt> digits; // by place; digits that are sure, or of which nothing is known, are not listed
  std::vector<Rule> rules;        // lines drawn on it, where its image was looked at; not kept by the archive
  std::string label;              // printed page number, folio or foliation (of the first of its sides); may be empty
  std::vector<Side> sides;        // in reading order; empty where the image shows one page
  std::string outcome = "ok";     // ok | empty | blank | handwriting | photograph | an ErrorCode's name
  std::string reason;             // why this origin was chosen, or why the page failed
  std::string engine;             // "tesseract 5.3.0 fra", "poppler 22.12", "text", …
  std::vector<Issue> issues;

  // Mean confidence of the words that have one; none when no word has.
  std::optional<double> mean_confidence() const;
};

// Whether a page of this outcome failed: what is empty, blank, written by hand or a photograph was looked at and is no failure.
bool is_failure(std::string_view page_outcome);

// The label that holds at a byte of a page's text: its side's own, or the page's where no side has one.
std::string_view label_at(std::string_view page_label, const std::vector<Side>& sides, std::size_t byte);
// All of a page's labels: "12", and of an opening "12-13".
std::string all_labels(const Page& page);
// Its sides as [[begin, end, label] ...], and back. Throws Error{damaged} for what lies outside the text.
Json sides_to_json(const std::vector<Side>& sides);
std::vector<Side> sides_from_json(const Json& json, std::size_t text_size);

Json to_json(const Page& page);
Page page_from_json(const Json& json);  // throws Error{damaged}

}  // namespace minutier
