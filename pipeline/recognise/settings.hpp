#pragma once
// Settings of recognition: what a user may choose, and what a cached page depends on. Plain values; safe to copy.

#include <string>

#include "pipeline/base/json.hpp"

namespace minutier::recognise {

enum class Policy {
  automatic,  // keep good embedded text, OCR the rest
  always,     // OCR every page that has an image
  never,      // only what the file holds; a page without text stays empty
};

struct Settings {
  Policy policy = Policy::automatic;
  std::string language = "fra";      // Tesseract's name: "fra", "fra+lat"
  std::string engine = "tesseract";  // tests name others, see faulty_engine.cpp
  std::string data_path;             // folder of NAME.traineddata; empty: Tesseract's own
  int dpi = 0;                       // for rendered pages; 0 chooses by the page
};

Json to_json(const Settings& settings);
// Keys that are absent keep their default. Throws Error{usage} for a policy nobody knows.
Settings settings_from_json(const Json& json);

// Changes whenever the same page and settings would be read otherwise; part of the cache key.
inline constexpr int stage_version = 7;

}  // namespace minutier::recognise
