// minutier-eval: records of text documents, in this process, for measuring rules.
//   minutier-eval records OUT FILE…       OUT/STEM.json for each file (STEM of document.txt is its folder's name)
//   minutier-eval structure FILE          blocks, tables and rule matches, to look at
//   minutier-eval speed FILE…             megabytes and documents per second, normalise to record
//   minutier-eval stages FILE…            milliseconds per megabyte of each stage and extractor
//   minutier-eval costs FILE…             what each rule costs and how often it matches, dearest first
//   minutier-eval rules                   runs every example and counter-example

#include <chrono>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "pipeline/base/error.hpp"
#include "pipeline/base/hash.hpp"
#include "pipeline/normalise/normalise.hpp"
#include "pipeline/run/pipeline.hpp"
#include "pipeline/section/section.hpp"
#include "pipeline/source/encoding.hpp"

namespace {

using namespace minutier;
namespace fs = std::filesystem;

std::vector<Page> read_pages(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  std::vector<Page> pages;
  const std::string text = source::to_clean_text(bytes.str());
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\f', begin), text.size());
    Page page;
    page.number = static_cast<int>(pages.size()) + 1;
    page.text = text.substr(begin, end - begin);
    pages.push_back(std::move(page));
    begin = end + 1;
  }
  return pages;
}

// The records of each file, read together as the worker reads a batch.
std::vector<std::vector<Json>> records_of(const run::Pipeline& pipeline, const std::vector<fs::path>& paths) {
  std::vector<std::vector<Page>> pages;
  for (const fs::path& path : paths) pages.push_back(read_pages(path));
  std::deque<run::HeldPages> held;
  std::vector<run::Pipeline::Source> sources;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    assemble::Provenance provenance;
    provenance.document_id = sha256_file(paths[i]);
    provenance.source_name = paths[i].filename().string();
    provenance.media_type = "text/plain";
    provenance.pages = static_cast<int>(pages[i].size());
    held.emplace_back(pages[i]);
    sources.push_back({held.back(), std::move(provenance), {paths[i].filename().string(), "text/plain", {}}});
  }
  return pipeline.records(sources);
}

// The paths a few at a time.
template <class Use>
void each_batch(const std::vector<fs::path>& paths, Use use) {
  constexpr std::size_t together = 16;
  for (std::size_t i = 0; i < paths.size(); i += together)
    use(std::vector<fs::path>(paths.begin() + static_cast<std::ptrdiff_t>(i), paths.begin() + static_cast<std::ptrdiff_t>(std::min(i + together, paths.size()))));
}

std::string stem_of(const fs::path& path) {
  return path.stem() == "document" ? path.parent_path().filename().string() : path.stem().string();
}

const char* kind_name(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading: return "H";
    case BlockKind::paragraph: return "P";
    case BlockKind::item: return "I";
    case BlockKind::table: return "T";
    case BlockKind::furniture: return "F";
  }
  return "?";
}

void show_structure(const run::Pipeline& pipeline, const fs::path& path) {
  const Text text = normalise::normalise(read_pages(path));
  const Structure structure = section::find_structure(text);
  for (std::size_t i = 0; i < structure.blocks.size(); ++i) {
    const Block& b = structure.blocks[i];
    std::cout << i << " " << kind_name(b.kind) << b.level << " ^" << b.parent << (b.marker.empty() ? "" : " [" + b.marker + "]") << " | ";
    if (b.table >= 0) {
      for (const auto& row : structure.tables[static_cast<std::size_t>(b.table)].rows) {
        std::cout << "\n      ";
        for (const Cell& cell : row) std::cout << text.read(cell.range) << " ¦ ";
      }
    } else {
      for (const Range line : b.lines) std::cout << text.read(line) << (b.lines.size() > 1 ? " ⏎ " : "");
    }
    std::cout << "\n";
  }
  const extract::Matches matches = pipeline.rules().run(text, structure);
  std::vector<std::string> families;
  for (const auto& rule : pipeline.rules().rules())
    if (std::find(families.begin(), families.end(), rule.family) == families.end()) families.push_back(rule.family);
  for (const auto& family : families)
    for (const extract::Match& m : matches.of(family)) {
      std::cout << family << " (" << m.rule->tag() << ") block " << m.block << ": " << text.read(m.range);
      for (const auto& [name, range] : m.groups) std::cout << " | " << name << "=" << text.read(range);
      std::cout << "\n";
    }
}

// Where the time goes, stage by stage and extractor by extractor.
void show_stages(const run::Pipeline& pipeline, const std::vector<fs::path>& paths) {
  using Clock = std::chrono::steady_clock;
  std::vector<std::pair<std::string, double>> times;
  const auto timed = [&](const std::string& what, auto&& work) {
    const auto start = Clock::now();
    work();
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    const auto known = std::find_if(times.begin(), times.end(), [&](const auto& t) { return t.first == what; });
    if (known == times.end()) times.emplace_back(what, seconds);
    else known->second += seconds;
  };
  const auto extractors = extractors::all();
  double bytes = 0;
  for (int round = 0; round < 5; ++round)
    for (const fs::path& path : paths) {
      bytes += static_cast<double>(fs::file_size(path));
      const auto pages = read_pages(path);
      Text text;
      Structure structure;
      extract::Matches matches;
      Findings findings;
      timed("normalise", [&] { text = normalise::normalise(pages); });
      timed("sittings", [&] { section::find_sittings(text); });
      timed("structure", [&] { structure = section::find_structure(text); });
      timed("rules", [&] { matches = pipeline.rules().run(text, structure); });
      const extract::DocumentInfo info{path.filename().string(), "text/plain", {}};
      const extract::Document document{text, structure, matches, info};
      for (const auto& extractor : extractors)
        timed("  " + std::string(extractor->id()), [&] {
          for (Found& found : extractor->extract(document, findings)) findings.push_back(std::move(found));
        });
      timed("assemble", [&] { assemble::assemble(text, findings, {}, {}, assemble::Profiles()); });
    }
  double total = 0;
  for (const auto& [what, seconds] : times) {
    total += seconds;
    std::printf("%-16s %8.1f ms/MB\n", what.c_str(), seconds * 1e9 / bytes);
  }
  std::printf("%-16s %8.1f ms/MB = %.2f MB/s\n", "all", total * 1e9 / bytes, bytes / 1e6 / total);
}

void show_costs(const run::Pipeline& pipeline, const std::vector<fs::path>& paths) {
  std::vector<extract::RuleSet::Cost> total;
  double bytes = 0;
  for (const fs::path& path : paths) {
    bytes += static_cast<double>(fs::file_size(path));
    const Text text = normalise::normalise(read_pages(path));
    const auto costs = pipeline.rules().costs(text, section::find_structure(text));
    if (total.empty()) total.resize(costs.size());
    for (std::size_t i = 0; i < costs.size(); ++i) {
      total[i].rule = costs[i].rule;
      total[i].seconds += costs[i].seconds;
      total[i].runs += costs[i].runs;
      total[i].bytes += costs[i].bytes;
      total[i].matches += costs[i].matches;
    }
  }
  std::sort(total.begin(), total.end(), [](const auto& a, const auto& b) { return a.seconds > b.seconds; });
  for (const auto& cost : total)
    std::printf("%-60s %8.2f ms/MB %6zu runs %8zu bytes %6zu matches\n", cost.rule.c_str(), cost.seconds * 1e9 / bytes, cost.runs, cost.bytes, cost.matches);
}

int answer(const std::vector<std::string>& args) {
  const run::Pipeline pipeline;
  if (args[0] == "rules") {
    const auto problems = pipeline.rules().check_examples();
    for (const auto& p : problems) std::cout << p.file << ": " << p.rule << ": " << p.reason << "\n";
    std::cout << pipeline.rules().rules().size() << " rules, " << problems.size() << " problems\n";
    return problems.empty() ? 0 : 1;
  }
  if (args[0] == "structure" && args.size() == 2) {
    show_structure(pipeline, args[1]);
    return 0;
  }
  if (args[0] == "stages" && args.size() >= 2) {
    show_stages(pipeline, {args.begin() + 1, args.end()});
    return 0;
  }
  if (args[0] == "costs" && args.size() >= 2) {
    show_costs(pipeline, {args.begin() + 1, args.end()});
    return 0;
  }
  if (args[0] == "records" && args.size() >= 3) {
    fs::create_directories(args[1]);
    each_batch({args.begin() + 2, args.end()}, [&](const std::vector<fs::path>& paths) {
      const auto all = records_of(pipeline, paths);
      for (std::size_t i = 0; i < paths.size(); ++i) {
        std::ofstream out(fs::path(args[1]) / (stem_of(paths[i]) + ".json"));
        out << (all[i].size() == 1 ? all[i][0].dump(1) : Json(Json::Array(all[i].begin(), all[i].end())).dump(1)) << "\n";
      }
    });
    return 0;
  }
  if (args[0] == "speed" && args.size() >= 2) {
    std::size_t bytes = 0, documents = 0;
    const auto start = std::chrono::steady_clock::now();
    double seconds = 0;
    do {
      each_batch({args.begin() + 1, args.end()}, [&](const std::vector<fs::path>& paths) {
        for (const fs::path& path : paths) bytes += fs::file_size(path);
        documents += paths.size();
        records_of(pipeline, paths);
      });
      seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    } while (seconds < 3);
    std::cout << static_cast<double>(bytes) / 1e6 / seconds << " MB/s, " << static_cast<double>(documents) / seconds << " documents/s\n";
    return 0;
  }
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  try {
    const int status = args.empty() ? 2 : answer(args);
    if (status == 2) std::cerr << "usage: minutier-eval records OUT FILE… | structure FILE | speed FILE… | stages FILE… | costs FILE… | rules\n";
    return status;
  } catch (const Error& error) {
    std::cerr << "minutier-eval: " << error.what() << "\n";
    return 1;
  }
}
