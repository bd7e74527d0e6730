#pragma once
// A page image with its transcription beside it, for tests that need recognised words without recognition.

#include <leptonica/allheaders.h>

#include <fstream>
#include <stdexcept>
#include <string>

namespace minutier::test {

// STEM.png, a white page of 1240 x 1754 pixels (A4 at 150 dpi) with a black bar for each word, and STEM.xml, its ALTO. Returns the image's path.
inline std::string page_with_transcription(const std::string& stem) {
  struct Placed {
    const char* text;
    int x, y, w;
  };
  static const Placed words[] = {{"Le", 150, 200, 40},      {"conseil", 210, 200, 120}, {"municipal", 350, 200, 160}, {"déli-", 530, 200, 80},
                                 {"bère", 150, 240, 80},    {"sur", 250, 240, 60},      {"I'octroi", 330, 240, 110},  {"de", 460, 240, 40},
                                 {"1892.", 520, 240, 90}};
  Pix* pix = pixCreate(1240, 1754, 8);
  pixSetAll(pix);
  pixSetResolution(pix, 150, 150);
  pixSetPixel(pix, 2, 2, static_cast<unsigned char>(stem.back()));  // no two files alike
  std::string lines;
  int y = -1;
  for (const Placed& word : words) {
    ::Box* box = boxCreate(word.x, word.y, word.w, 24);
    pixClearInRect(pix, box);
    boxDestroy(&box);
    if (word.y != y) lines += std::string(y < 0 ? "" : "</TextLine>") + "<TextLine>";
    y = word.y;
    lines += "<String CONTENT=\"" + std::string(word.text) + "\" HPOS=\"" + std::to_string(word.x) + "\" VPOS=\"" + std::to_string(word.y) + "\" WIDTH=\"" +
             std::to_string(word.w) + "\" HEIGHT=\"24\" WC=\"0.8\"/>";
  }
  const bool written = pixWrite((stem + ".png").c_str(), pix, IFF_PNG) == 0;
  pixDestroy(&pix);
  std::ofstream alto(stem + ".xml");
  alto << "<?xml version='1.0' encoding='UTF-8'?><alto xmlns='http://www.loc.gov/standards/alto/ns-v3#'><Description><MeasurementUnit>pixel</MeasurementUnit>"
          "<OCRProcessing ID='o'><ocrProcessingStep><processingSoftware><softwareName>lecteur</softwareName><softwareVersion>2.1</softwareVersion></processingSoftware>"
          "</ocrProcessingStep></OCRProcessing></Description><Layout><Page ID='p' PHYSICAL_IMG_NR='1' WIDTH='1240' HEIGHT='1754'><PrintSpace><TextBlock ID='b'>"
       << lines << "</TextLine></TextBlock></PrintSpace></Page></Layout></alto>";
  alto.close();
  if (!written || !alto) throw std::runtime_error("no page for the test");
  return stem + ".png";
}

}  // namespace minutier::test
