// minutier-ocr-cer DIR…: character error rate of recognition on page images with a transcription beside them
// (NAME.png, NAME.gt.txt), next to plain Tesseract on the same image, and of the repaired reading text. All texts are folded alike before they are
// compared: NFC, white space, dashes, quotes, end-of-line hyphens, long s.

#include <leptonica/allheaders.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "pipeline/base/edit_distance.hpp"
#include "pipeline/base/nfc.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/normalise/normalise.hpp"
#include "pipeline/recognise/recognise.hpp"

namespace fs = std::filesystem;
using namespace minutier;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

char32_t folded(char32_t c) {
  static constexpr std::u32string_view dashes = U"\u00ad\u00ac\u2010\u2011\u2012\u2013\u2014\u2015\u2212";
  static constexpr std::u32string_view single = U"\u2018\u2019\u201a\u2032\u0060\u00b4";
  static constexpr std::u32string_view twofold = U"\u00ab\u00bb\u201c\u201d\u201e";
  static constexpr std::u32string_view blank = U"\u00a0\u202f\u2009\t\r\f";
  if (dashes.find(c) != std::u32string_view::npos) return U'-';
  if (single.find(c) != std::u32string_view::npos) return U'\'';
  if (twofold.find(c) != std::u32string_view::npos) return U'"';
  if (blank.find(c) != std::u32string_view::npos) return U' ';
  return c == U'\u017f' ? U's' : c;
}

std::u32string fold(const std::string& raw) {
  const std::string text = nfc(raw);
  std::u32string all;
  for (std::size_t at = 0; at < text.size();) all += folded(utf8::next(text, at));
  std::u32string out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == U'-') {  // a hyphen at the end of a line joins the word
      std::size_t j = i + 1;
      while (j < all.size() && all[j] == U' ') ++j;
      if (j < all.size() && all[j] == U'\n') {
        while (j < all.size() && (all[j] == U' ' || all[j] == U'\n')) ++j;
        i = j - 1;
        continue;
      }
    }
    const char32_t c = all[i] == U'\n' ? U' ' : all[i];
    if (c == U' ' && (out.empty() || out.back() == U' ')) continue;
    out += c;
  }
  while (!out.empty() && out.back() == U' ') out.pop_back();
  return out;
}

std::string plain_text(recognise::Engine& engine, const fs::path& image) {
  const source::PixPtr pix(pixRead(image.c_str()));
  if (!pix) return {};
  const int dpi = pixGetXRes(pix.get());
  std::string out;
  int line = 0;
  for (const recognise::EngineWord& word : engine.recognise(pix.get(), dpi > 0 ? dpi : 70)) {
    if (!out.empty()) out += word.line == line ? ' ' : '\n';
    line = word.line;
    out += word.text;
  }
  return out;
}

struct Sum {
  double characters = 0, plain = 0, ours = 0, repaired = 0, plain_seconds = 0, our_seconds = 0;
  void add(const Sum& o) {
    characters += o.characters, plain += o.plain, ours += o.ours, repaired += o.repaired, plain_seconds += o.plain_seconds, our_seconds += o.our_seconds;
  }
};

void print(const std::string& name, const Sum& s, const std::string& note = {}) {
  std::printf("%-28s %7.0f %8.2f %9.2f %9.2f %8.1f %9.1f  %s\n", name.c_str(), s.characters, 100 * s.plain / s.characters, 100 * s.ours / s.characters, 100 * s.repaired / s.characters,
              s.plain_seconds, s.our_seconds, note.c_str());
  std::fflush(stdout);
}

double seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

Sum measure(const fs::path& image, const fs::path& truth, recognise::Engine& engine, const recognise::Settings& settings, Page& page) {
  const std::u32string wanted = fold(read_file(truth));
  Sum one;
  one.characters = static_cast<double>(wanted.size());
  double began = seconds();
  one.plain = static_cast<double>(edit_distance(wanted, fold(plain_text(engine, image))));
  one.plain_seconds = seconds() - began;
  began = seconds();
  const auto source = source::open({image});
  page = recognise::recognise_page(*source, 1, settings, engine);
  one.our_seconds = seconds() - began;
  one.ours = static_cast<double>(edit_distance(wanted, fold(page.text)));
  one.repaired = static_cast<double>(edit_distance(wanted, fold(normalise::normalise({page}).reading)));
  return one;
}

int run(const std::vector<fs::path>& folders, const char* keep) {
  const recognise::Settings settings;
  const auto engine = recognise::make_engine(settings);
  std::map<std::string, Sum> groups;
  Sum all;
  std::printf("%-28s %7s %8s %9s %9s %8s %9s\n", "image", "chars", "plain %", "minutier %", "repaired %", "plain s", "minutier s");
  for (const fs::path& folder : folders) {
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) files.insert(entry.path());
    for (const fs::path& image : files) {
      const fs::path truth = image.parent_path() / (image.stem().string() + ".gt.txt");
      if (image == truth || image.extension() == ".txt" || !files.count(truth)) continue;
      Page page;
      const Sum one = measure(image, truth, *engine, settings, page);
      if (keep) std::ofstream(fs::path(keep) / (image.stem().string() + ".txt")) << page.text;
      print(image.stem().string(), one, page.reason);
      groups[image.stem().string().substr(0, image.stem().string().find('-'))].add(one);
      all.add(one);
    }
  }
  for (const auto& group : groups) print(group.first + " (group)", group.second);
  if (all.characters == 0) {
    std::fprintf(stderr, "no image with a transcription (NAME.gt.txt) beside it\n");
    return 3;
  }
  print("pooled", all);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: minutier-ocr-cer DIR…   (with KEEP=DIR in the environment, the texts are written there)\n");
    return 2;
  }
  // Tesseract reads this once, when its threads are first made: it must stand in the environment of a new process.
  if (!std::getenv("OMP_THREAD_LIMIT")) {
    ::setenv("OMP_THREAD_LIMIT", "1", 1);
    ::execv("/proc/self/exe", argv);
  }
  try {
    return run({argv + 1, argv + argc}, std::getenv("KEEP"));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
