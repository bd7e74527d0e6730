#pragma once
// Permanent ids and readable slugs of records.

#include "pipeline/assemble/assemble.hpp"

namespace minutier::assemble {

// Sets id (from the document's hash and where the sitting starts in it), slug (organisation/body/date, for reading only) and
// sitting_id (the same for every file of one sitting: organisation, body and date where all are known, else the id).
void give_identity(Json& record, const Text& text, const Provenance& provenance);

}  // namespace minutier::assemble
