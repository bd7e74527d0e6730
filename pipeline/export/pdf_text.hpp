#pragma once
// What every searchable PDF of ours holds besides its images: the layer of invisible words, the font they are set in, the metadata and the
// colour profile of PDF/A. Strings are parts of PDF syntax. Pure functions, the same bytes for the same input.

#include <string>
#include <string_view>

#include "pipeline/model/page.hpp"

namespace minutier::exports {

// The words of a page as drawing instructions, invisible (render mode 3), in a space whose origin is the lower left corner of the page as
// displayed and whose unit is a point. Each word is as wide as its box, and a line's words stand on one line where the line is level; words
// that run up or down the page are set so. Empty for a page without words. `font` is the resource's name, without the slash.
struct TextLayer {
  bool as_recognised = false;
  bool recognised_only = false;  // leave out words without confidence: those the file itself shows
};
std::string text_layer(const Page& page, std::string_view font, const TextLayer& options);

// The parts of the font: Type 0 over one empty glyph, every code its own UTF-16 unit.
struct PdfFont {
  std::string_view file;         // TrueType
  std::string to_unicode;        // CMap
  std::string cid_to_gid;        // a stream: every code is the one glyph
  static constexpr const char* name = "GlyphLessFont";
  // Dictionaries without their references, which the writer adds: "… /FontFile2 %d 0 R".
  static constexpr const char* descriptor =
      "/Type /FontDescriptor /FontName /GlyphLessFont /Flags 5 /FontBBox [0 0 500 1000] /ItalicAngle 0 /Ascent 1000 /Descent -1 /CapHeight 1000 /StemV 80";
  static constexpr const char* descendant =
      "/Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphLessFont /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500";
  static constexpr const char* type0 = "/Type /Font /Subtype /Type0 /BaseFont /GlyphLessFont /Encoding /Identity-H";
};
PdfFont pdf_font();

struct PdfInfo {
  std::string title;       // of the document, in its language
  std::string identifier;  // "sha256:…" of the source; may be empty
  std::string creator;     // the engines that read it
  std::string producer;    // "Minutier 0.1.0"
};
// An XMP packet with the same title, creator and producer as the document's information; it says PDF/A-2b where `conforms`.
std::string xmp_packet(const PdfInfo& info, bool conforms);

// The sRGB colour space as an ICC profile (version 4, matrix and curve).
std::string srgb_profile();

// "<FEFF…>": a text string of PDF.
std::string pdf_string(std::string_view utf8_text);
// Deflated bytes.
std::string deflated(std::string_view bytes);
// A number without exponent, three decimals at the most.
std::string pdf_number(double value);

}  // namespace minutier::exports
