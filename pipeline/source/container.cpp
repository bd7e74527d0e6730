#include "pipeline/source/container.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

#include "pipeline/base/error.hpp"
#include "pipeline/source/files.hpp"

namespace minutier::source {
namespace {

struct ArchiveCloser {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
using ArchivePtr = std::unique_ptr<archive, ArchiveCloser>;

Error failure(ErrorCode code, const std::filesystem::path& path, const std::string& detail) {
  return Error(code, "source", path.string(), 0, detail);
}

ArchivePtr open_zip(const std::filesystem::path& path) {
  ArchivePtr handle(archive_read_new());
  archive_read_support_format_zip(handle.get());
  if (archive_read_open_filename(handle.get(), path.c_str(), 64 * 1024) != ARCHIVE_OK)
    throw failure(ErrorCode::damaged, path, "the zip container cannot be opened; ask for the file again or save it anew");
  return handle;
}

// False at the end of the container.
bool next(archive* handle, archive_entry*& entry, const std::filesystem::path& path) {
  const int status = archive_read_next_header(handle, &entry);
  if (status == ARCHIVE_EOF) return false;
  if (status < ARCHIVE_WARN) throw failure(ErrorCode::damaged, path, "the zip container is cut off or broken; ask for the file again");
  return true;
}

std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (!name) name = archive_entry_pathname(entry);
  return name ? name : "";
}

std::string data_of(archive* handle, std::uint64_t limit, const std::filesystem::path& path, const std::string& name) {
  std::string bytes;
  char block[64 * 1024];
  while (true) {
    const la_ssize_t got = archive_read_data(handle, block, sizeof block);
    if (got == 0) return bytes;
    if (got < 0) throw failure(ErrorCode::damaged, path, "the part '" + name + "' is broken; ask for the file again");
    bytes.append(block, static_cast<std::size_t>(got));
    if (bytes.size() > limit)
      throw failure(ErrorCode::too_large, path, "the part '" + name + "' unpacks to more than " + size_text(limit) + "; not read");
  }
}

}  // namespace

std::vector<Container::Entry> Container::list(std::size_t most) const {
  const ArchivePtr handle = open_zip(path_);
  std::vector<Entry> out;
  archive_entry* entry = nullptr;
  while (out.size() < most && next(handle.get(), entry, path_)) {
    Entry item{name_of(entry), ""};
    if (item.name == "mimetype") {
      char head[128];
      const la_ssize_t got = archive_read_data(handle.get(), head, sizeof head);
      if (got > 0) item.head.assign(head, static_cast<std::size_t>(got));
    }
    out.push_back(std::move(item));
  }
  return out;
}

std::map<std::string, std::string> Container::read(const std::function<bool(const std::string&)>& wanted) const {
  const ArchivePtr handle = open_zip(path_);
  std::map<std::string, std::string> out;
  std::uint64_t left = sizes_.expanded;
  archive_entry* entry = nullptr;
  while (next(handle.get(), entry, path_)) {
    const std::string name = name_of(entry);
    if (!wanted(name) || out.count(name)) continue;
    if (archive_entry_is_data_encrypted(entry) == 1)
      throw failure(ErrorCode::encrypted, path_, "the container is locked by a password; save it without one");
    std::string bytes = data_of(handle.get(), std::min(left, sizes_.member), path_, name);
    left -= bytes.size();
    out.emplace(name, std::move(bytes));
  }
  return out;
}

}  // namespace minutier::source
