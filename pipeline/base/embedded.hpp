#pragma once
// Data files compiled into the program (rules, lexicons, schemas, messages); see minutier_embed in cmake/.

#include <string_view>
#include <vector>

namespace minutier::embedded {

struct File {
  std::string_view name;   // file name without folders
  std::string_view bytes;  // lives as long as the program
};

}  // namespace minutier::embedded
