#include "pipeline/source/discover.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/source/files.hpp"
#include "pipeline/source/media_type.hpp"
#include "pipeline/source/transcription.hpp"

namespace minutier::source {
namespace {

namespace fs = std::filesystem;

bool digit(char c) { return c >= '0' && c <= '9'; }

// "FRAD035_1234_0007" -> "FRAD035_1234_" and 7. False without a number at the end.
bool numbered(const std::string& stem, std::string& base, long long& number, std::size_t& digits) {
  std::size_t at = stem.size();
  while (at > 0 && digit(stem[at - 1])) --at;
  digits = stem.size() - at;
  if (digits == 0 || digits > 15) return false;
  base = stem.substr(0, at);
  number = std::stoll(stem.substr(at));
  return true;
}

struct Found {
  fs::path path;
  bool image = false;
};

class Walk {
 public:
  Walk(const DiscoverOptions& options, Discovery& out) : options_(options), out_(out) {
    for (const fs::path& path : options.without) skip_.insert(key(path));
  }

  void take(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (error || !fs::exists(status)) {
      const std::string why = error && error != std::errc::no_such_file_or_directory ? error.message() : "no such file or folder";
      out_.issues.emplace_back(ErrorCode::unreadable, "source", path.string(), 0, why + "; check the path");
    } else if (fs::is_directory(status)) {
      folder(path, 0);
    } else {
      group(classify({path}));
    }
  }

 private:
  static std::string key(const fs::path& path) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(path, error);
    return error ? path.string() : whole.string();
  }

  // An archive of ours holds originals that were documents already.
  static bool is_archive(const fs::path& path) {
    std::error_code error;
    return fs::exists(path / "archive.db", error) && fs::is_directory(path / "originals", error);
  }

  void folder(const fs::path& path, int depth) {
    if (is_archive(path)) return;
    if (depth > 60 || !seen_folders_.insert(key(path)).second) return;  // a link back to a folder above
    std::error_code error;
    std::vector<fs::path> files, folders;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
      const std::string name = at->path().filename().string();
      if (name.empty() || name[0] == '.' || name[0] == '~' || name.back() == '~') continue;  // hidden, lock and backup files
      std::error_code unknown;
      (at->is_directory(unknown) ? folders : files).push_back(at->path());
    }
    if (error) out_.issues.emplace_back(ErrorCode::unreadable, "source", path.string(), 0, error.message() + "; give yourself the right to read the folder");
    const auto by_name = [](const fs::path& a, const fs::path& b) { return natural_less(a.filename().string(), b.filename().string()); };
    std::sort(files.begin(), files.end(), by_name);
    std::sort(folders.begin(), folders.end(), by_name);
    group(classify(files));
    for (const fs::path& inner : folders) folder(inner, depth + 1);
  }

  // Leaves out what is no document, saying so, and transcriptions that belong to an image.
  std::vector<Found> classify(const std::vector<fs::path>& files) {
    std::vector<Found> found;
    std::vector<fs::path> transcriptions;
    for (const fs::path& path : files) {
      if (skip_.count(key(path)) || !seen_files_.insert(key(path)).second) continue;
      try {
        const std::string head = read_head(path, kHead);
        const std::string_view type = head.empty() ? media::plain : media_type_of_head(head);
        if (type == media::binary)
          out_.issues.emplace_back(ErrorCode::unsupported, "source", path.string(), 0, "no format we know; give a PDF, an image, an office file or text");
        else if (is_transcription(type))
          transcriptions.push_back(path);
        else
          found.push_back({path, is_image(type)});
      } catch (const Error& error) {
        out_.issues.push_back(error);
      }
    }
    if (transcriptions.empty()) return found;
    std::set<std::string> owned;
    for (const Found& item : found)
      if (item.image)
        if (const auto beside = transcription_beside(item.path)) owned.insert(key(*beside));
    for (const fs::path& path : transcriptions)
      if (!owned.count(key(path)) && !image_above(path)) found.push_back({path, false});
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return natural_less(a.path.string(), b.path.string()); });
    return found;
  }

  // A transcription in a folder of its own ("alto/0001.xml" for "0001.jpg" above it or in a folder beside).
  static bool image_above(const fs::path& path) {
    const fs::path above = path.parent_path().parent_path();
    std::vector<fs::path> folders = {above};
    std::error_code error;
    for (fs::directory_iterator at(above.empty() ? fs::path(".") : above, error), end; !error && at != end && folders.size() < 100; at.increment(error)) {
      std::error_code unknown;
      if (at->is_directory(unknown)) folders.push_back(at->path());
    }
    for (const fs::path& base : folders)
      for (const char* ending : {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".jp2", ".JPG", ".TIF"}) {
        const fs::path image = base / (path.stem().string() + ending);
        std::error_code unknown;
        if (!fs::is_regular_file(image, unknown)) continue;
        const auto beside = transcription_beside(image);
        if (beside && key(*beside) == key(path)) return true;
      }
    return false;
  }

  void add(std::vector<fs::path> parts) {
    Candidate candidate{std::move(parts), ""};
    candidate.name = group_name(candidate.parts);
    out_.candidates.push_back(std::move(candidate));
  }

  void group(const std::vector<Found>& files) {
    if (options_.one_source) return group_all(files);
    for (std::size_t i = 0; i < files.size();) {
      const std::size_t end = files[i].image ? run_end(files, i) : i + 1;
      std::vector<fs::path> parts;
      for (std::size_t k = i; k < end; ++k) parts.push_back(files[k].path);
      add(std::move(parts));
      i = end;
    }
  }

  // Images from `first` on that share stem and extension and whose numbers rise by one.
  static std::size_t run_end(const std::vector<Found>& files, std::size_t first) {
    std::string base;
    long long number = 0;
    std::size_t digits = 0;
    if (!numbered(files[first].path.stem().string(), base, number, digits)) return first + 1;
    std::size_t end = first + 1;
    for (; end < files.size() && files[end].image; ++end) {
      std::string other;
      long long next = 0;
      if (!numbered(files[end].path.stem().string(), other, next, digits) || other != base || next != number + 1 ||
          files[end].path.extension() != files[first].path.extension() || files[end].path.parent_path() != files[first].path.parent_path())
        break;
      number = next;
    }
    return end;
  }

  void group_all(const std::vector<Found>& files) {
    std::vector<fs::path> images;
    for (const Found& file : files) {
      if (file.image)
        images.push_back(file.path);
      else
        add({file.path});
    }
    if (!images.empty()) add(std::move(images));
  }

  const DiscoverOptions& options_;
  Discovery& out_;
  std::set<std::string> skip_, seen_folders_, seen_files_;
};

}  // namespace

Discovery discover(const std::vector<fs::path>& paths, const DiscoverOptions& options) {
  Discovery out;
  Walk walk(options, out);
  for (const fs::path& path : paths) walk.take(path);
  return out;
}

bool natural_less(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (digit(a[i]) && digit(b[j])) {
      std::size_t ei = i, ej = j;
      while (i + 1 < a.size() && a[i] == '0' && digit(a[i + 1])) ++i;
      while (j + 1 < b.size() && b[j] == '0' && digit(b[j + 1])) ++j;
      for (ei = i; ei < a.size() && digit(a[ei]);) ++ei;
      for (ej = j; ej < b.size() && digit(b[ej]);) ++ej;
      if (ei - i != ej - j) return ei - i < ej - j;
      const int order = a.compare(i, ei - i, b, j, ej - j);
      if (order != 0) return order < 0;
      i = ei;
      j = ej;
    } else {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i;
      ++j;
    }
  }
  if (a.size() - i != b.size() - j) return a.size() - i < b.size() - j;
  return a < b;
}

std::string group_name(const std::vector<fs::path>& parts) {
  if (parts.empty()) return "";
  if (parts.size() == 1) return parts.front().filename().string();
  std::string stem = parts.front().stem().string();
  for (const fs::path& part : parts) {
    const std::string other = part.stem().string();
    std::size_t same = 0;
    while (same < stem.size() && same < other.size() && stem[same] == other[same]) ++same;
    stem.resize(same);
  }
  while (!stem.empty() && digit(stem.back())) stem.pop_back();  // "000" is what "0001" and "0002" share of the number
  while (!stem.empty() && std::string_view("_-. ").find(stem.back()) != std::string_view::npos) stem.pop_back();
  const std::string folder = parts.front().parent_path().filename().string();
  if (stem.empty()) return folder.empty() ? parts.front().filename().string() : folder;
  return folder.empty() ? stem : folder + "/" + stem;
}

}  // namespace minutier::source
