// Any bytes as an archivist's table; then every row's own path is looked for, as a path and as a pattern.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "pipeline/base/error.hpp"
#include "pipeline/source/sidecar.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  source::glob_matches(bytes.substr(0, size / 2), bytes.substr(size / 2));
  try {
    source::Sidecar table = source::sidecar_from_csv(bytes);
    int looked = 0;
    for (const source::SidecarRow& row : table.rows()) {
      if (row.number < 2 || row.path.empty() || row.values.empty()) std::abort();
      if (++looked <= 20) table.match(row.path + "/x.pdf");
    }
  } catch (const Error&) {
  }
  return 0;
}
