#include "pipeline/assemble/checks.hpp"

namespace minutier::assemble {

void add_checks(Json& record) { record.set("checks", Json::array()); }

}  // namespace minutier::assemble
