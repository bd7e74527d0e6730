#pragma once
// Page labels: what a page calls itself. A printed number (« - 12 - », « Page 3/10 », « 3 »), a folio (« f° 12 v° »,
// « folio 34 », « 12r »), a foliation stamp in a corner. Looked for in the first and last lines of each page. A form that
// says what it is counts alone; a lone number only where the numbers of the pages around it run on, or where it stands by itself in the
// margin of a page that has no such neighbours. The sides of an opening count as pages, each with its own number. Pure, thread-safe, linear
// in the text.

#include <string>
#include <vector>

#include "pipeline/model/page.hpp"

namespace minutier::normalise {

struct PrintedLabel {
  std::size_t page = 0, side = 0;  // places in the list of pages, and in the page's sides
  std::string label;               // "12", "f. 12 v°"; empty: the page shows none
  Range where;                     // bytes of Page::text: the line it stands in by itself; empty where the line holds other words
};

// One for each page, and for each side of a page that has sides, in their order.
std::vector<PrintedLabel> printed_labels(const std::vector<Page>& pages);

// Gives pages without a label (of their PDF, say) the printed one, of an opening that of its first side; and each side its own.
void label_pages(std::vector<Page>& pages);
// The same for one page's label and sides.
void set_label(const PrintedLabel& printed, std::string& label, std::vector<Side>& sides);

}  // namespace minutier::normalise
