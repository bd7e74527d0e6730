// minutier-ocr-cer [OPTION…] DIR…: character and word error rate of recognition on page images with a transcription beside them
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

struct Options {
  bool plain = true;        // plain Tesseract too
  bool repairs = false;     // what the French repair changed, word by word
  bool confusions = false;  // the commonest confusions of all pages
  const char* keep = nullptr;
  std::vector<fs::path> folders;
};

// How many of each unit (character, word) are wrong.
struct Errors {
  double characters = 0, words = 0;
  void add(const Errors& o) { characters += o.characters, words += o.words; }
};

struct Sum {
  Errors all, plain, ours, repaired;
  double plain_seconds = 0, our_seconds = 0;
  void add(const Sum& o) {
    all.add(o.all), plain.add(o.plain), ours.add(o.ours), repaired.add(o.repaired);
    plain_seconds += o.plain_seconds, our_seconds += o.our_seconds;
  }
};

void print(const std::string& name, const Sum& s, const std::string& note = {}) {
  const auto percent = [](double part, double whole) { return whole > 0 ? 100 * part / whole : 0; };
  std::printf("%-26s %6.0f", name.c_str(), s.all.characters);
  for (const Errors* errors : {&s.plain, &s.ours, &s.repaired}) std::printf("  %6.2f %6.2f", percent(errors->characters, s.all.characters), percent(errors->words, s.all.words));
  std::printf(" %8.1f %9.1f  %s\n", s.plain_seconds, s.our_seconds, note.c_str());
  std::fflush(stdout);
}

std::vector<std::u32string> words_of(const std::u32string& text) {
  std::vector<std::u32string> out(1);
  for (const char32_t c : text) {
    if (c == U' ') out.emplace_back();
    else out.back() += c;
  }
  return out;
}

Errors errors_of(const std::u32string& wanted, const std::u32string& got) {
  return {static_cast<double>(edit_distance(wanted, got)), static_cast<double>(edit_distance(words_of(wanted), words_of(got)))};
}

// What stands for what, counted: "t" read as "l". Neighbouring errors are one confusion.
using Confusions = std::map<std::pair<std::u32string, std::u32string>, int>;

void count_confusions(const std::u32string& wanted, const std::u32string& got, Confusions& out) {
  const std::size_t n = wanted.size(), m = got.size();
  std::vector<std::vector<unsigned short>> cost(n + 1, std::vector<unsigned short>(m + 1));
  for (std::size_t i = 0; i <= n; ++i) cost[i][0] = static_cast<unsigned short>(i);
  for (std::size_t j = 0; j <= m; ++j) cost[0][j] = static_cast<unsigned short>(j);
  for (std::size_t i = 1; i <= n; ++i)
    for (std::size_t j = 1; j <= m; ++j)
      cost[i][j] = static_cast<unsigned short>(std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (wanted[i - 1] != got[j - 1])}));
  std::u32string meant, read;
  const auto flush = [&] {
    if (!meant.empty() || !read.empty()) ++out[{{meant.rbegin(), meant.rend()}, {read.rbegin(), read.rend()}}];
    meant.clear(), read.clear();
  };
  for (std::size_t i = n, j = m; i > 0 || j > 0;) {
    if (i > 0 && j > 0 && wanted[i - 1] == got[j - 1] && cost[i][j] == cost[i - 1][j - 1]) {
      flush();
      --i, --j;
    } else if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + 1) {
      meant += wanted[--i], read += got[--j];
    } else if (i > 0 && cost[i][j] == cost[i - 1][j] + 1) {
      meant += wanted[--i];
    } else {
      read += got[--j];
    }
  }
  flush();
}

std::string utf8_of(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) utf8::append(out, c);
  return out;
}

void print_confusions(const Confusions& confusions) {
  constexpr std::size_t shown = 60;
  std::vector<std::pair<int, std::string>> lines;
  for (const auto& [pair, count] : confusions) lines.emplace_back(-count, "[" + utf8_of(pair.first) + "] read as [" + utf8_of(pair.second) + "]");
  std::sort(lines.begin(), lines.end());
  for (std::size_t i = 0; i < std::min(shown, lines.size()); ++i) std::printf("%5d  %s\n", -lines[i].first, lines[i].second.c_str());
}

void print_repairs(const Text& text) {
  for (const Repair& repair : text.repairs)
    std::printf("    %s: %s -> %s\n", repair.kind.c_str(), std::string(repair.recognised.of(text.recognised)).c_str(), std::string(repair.reading.of(text.reading)).c_str());
}

double seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

Sum measure(const fs::path& image, const fs::path& truth, const Options& options, recognise::Engine& engine, Page& page, Confusions& confusions) {
  const std::u32string wanted = fold(read_file(truth));
  Sum one;
  one.all = {static_cast<double>(wanted.size()), static_cast<double>(words_of(wanted).size())};
  double began = seconds();
  if (options.plain) one.plain = errors_of(wanted, fold(plain_text(engine, image)));
  one.plain_seconds = seconds() - began;
  began = seconds();
  const auto source = source::open({image});
  page = recognise::recognise_page(*source, 1, {}, engine);
  one.our_seconds = seconds() - began;
  one.ours = errors_of(wanted, fold(page.text));
  const Text text = normalise::normalise({page});
  one.repaired = errors_of(wanted, fold(text.reading));
  if (options.confusions) count_confusions(wanted, fold(page.text), confusions);
  print(image.stem().string(), one, page.reason);
  if (options.repairs) print_repairs(text);
  return one;
}

int run(const Options& options) {
  const auto engine = recognise::make_engine({});
  std::map<std::string, Sum> groups;
  Confusions confusions;
  Sum all;
  std::printf("%-26s %6s  %6s %6s  %6s %6s  %6s %6s %8s %9s\n", "error rate in % of", "chars", "plain", "words", "ours", "words", "mended", "words", "plain s", "ours s");
  for (const fs::path& folder : options.folders) {
    std::set<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) files.insert(entry.path());
    for (const fs::path& image : files) {
      const fs::path truth = image.parent_path() / (image.stem().string() + ".gt.txt");
      if (image == truth || image.extension() == ".txt" || !files.count(truth)) continue;
      Page page;
      const Sum one = measure(image, truth, options, *engine, page, confusions);
      if (options.keep) std::ofstream(fs::path(options.keep) / (image.stem().string() + ".txt")) << page.text;
      groups[image.stem().string().substr(0, image.stem().string().find('-'))].add(one);
      all.add(one);
    }
  }
  for (const auto& group : groups) print(group.first + " (group)", group.second);
  if (all.all.characters == 0) {
    std::fprintf(stderr, "no image with a transcription (NAME.gt.txt) beside it\n");
    return 3;
  }
  print("pooled", all);
  if (options.confusions) print_confusions(confusions);
  return 0;
}

int usage() {
  std::fprintf(stderr, "usage: minutier-ocr-cer [--ours] [--repairs] [--confusions] [--keep DIR] DIR…\n"
                       "  --ours        not plain Tesseract beside it\n"
                       "  --repairs     what the French repair changed on each page\n"
                       "  --confusions  the commonest confusions over all pages\n"
                       "  --keep DIR    writes the texts as recognised there\n");
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--ours") options.plain = false;
    else if (word == "--repairs") options.repairs = true;
    else if (word == "--confusions") options.confusions = true;
    else if (word == "--keep" && i + 1 < argc) options.keep = argv[++i];
    else if (word.substr(0, 2) == "--") return usage();
    else options.folders.emplace_back(word);
  }
  if (options.folders.empty()) return usage();
  // Tesseract reads this once, when its threads are first made: it must stand in the environment of a new process.
  if (!std::getenv("OMP_THREAD_LIMIT")) {
    ::setenv("OMP_THREAD_LIMIT", "1", 1);
    ::execv("/proc/self/exe", argv);
  }
  try {
    return run(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
