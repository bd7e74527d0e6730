#pragma once
// A zip container (DOCX, ODT, XLSX), read with a limit on what it unpacks to. Not thread-safe.
//
// Throws Error{damaged} for a broken zip, Error{encrypted} for a locked one, Error{too_large} for a bomb.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace minutier::source {

class Container {
 public:
  struct Entry {
    std::string name;
    std::string head;  // the first 128 bytes of the member called "mimetype"; else empty
  };
  struct Sizes {
    std::uint64_t expanded = std::uint64_t{512} << 20;  // of all members read together
    std::uint64_t member = std::uint64_t{128} << 20;    // of one
  };

  Container(std::filesystem::path path, Sizes sizes) : path_(std::move(path)), sizes_(sizes) {}

  // The members' names in file order, `most` at the most.
  std::vector<Entry> list(std::size_t most) const;
  // The bytes of the members whose name is wanted. One pass over the file.
  std::map<std::string, std::string> read(const std::function<bool(const std::string&)>& wanted) const;

 private:
  std::filesystem::path path_;
  Sizes sizes_;
};

}  // namespace minutier::source
