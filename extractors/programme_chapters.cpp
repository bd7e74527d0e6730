#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/programme_entries.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;

class ChapterReader {
 public:
  explicit ChapterReader(const Document& document) : doc_(document), text_(document.text.reading) {}

  std::vector<ProgrammeCandidate> read() {
    chapters();
    return std::move(out_);
  }

 private:
  const Block& block(std::size_t b) const { return doc_.structure.blocks[b]; }
  void add(ProgrammeCandidate candidate) { out_.push_back(std::move(candidate)); }

  // A report's chapter whose title is a name: the text below says it again, with capitals, in the middle of sentences.
  void chapters() {
    const auto& blocks = doc_.structure.blocks;
    for (std::size_t h = 0; h < blocks.size(); ++h) {
      if (blocks[h].kind != BlockKind::heading || blocks[h].ends_with_colon) continue;
      const Range title = trim_range(text_, blocks[h].range, ".,;:*#\"");
      std::string_view f = doc_.text.fold(title);
      for (const std::string_view lead : {"les ", "le ", "la ", "l'"})
        if (f.starts_with(lead)) f.remove_prefix(lead.size());
      if (f.size() < 6 || f.size() > 40 || count_words(f) > 5 || count_words(f) < 2 || dull(f) || first_of(f, ":,") != std::string_view::npos || common_body(f)) continue;
      std::size_t last = h + 1;
      while (last < blocks.size() && (blocks[last].kind != BlockKind::heading || blocks[last].level > blocks[h].level)) ++last;
      if (last == h + 1) continue;
      const Range below{block(h + 1).folded.begin, block(last - 1).folded.end};
      std::size_t said = 0;
      Range first;
      for (std::size_t at = doc_.text.folded.find(f, below.begin); at != std::string::npos && at < below.end; at = doc_.text.folded.find(f, at + f.size())) {
        const Range where = doc_.text.to_reading({at, at + f.size()});
        if (!named_with_capitals(where) || where.begin < 2 || !within_sentence(where.begin)) continue;
        if (said++ == 0) first = where;
      }
      if (said < 3) continue;
      const Range text{blocks[h].range.begin, std::min(block(last - 1).range.end, blocks[h].range.begin + 2500)};
      add({first, text, false, "programmes.chapter@1", 0.8});
    }
  }
  // Bodies, offices and bare subjects, which a chapter may name as often as a programme.
  static bool common_body(std::string_view f) {
    return contains_any(f, {"conseil", "bureau", "assemblee", "commission", "comite", "association", "federation", "mairie", "ville de", "ville d'", "region", "departement", "communaute", "metropole", "president", "direction", "ministere", "union", "societe",
                            "syndicat", "universite", "hopital", "musee", "theatre", "paroisse", "agence", "institut", "fondation", "etat", "europe"});
  }
  // Every long word begins with a capital and is not all capitals.
  bool named_with_capitals(Range where) const {
    const std::string_view words = where.of(text_);
    if (capitals(words)) return false;
    for (std::size_t at = 0; at < words.size();) {
      std::size_t end = first_of(words, " \n", at);
      if (end == std::string_view::npos) end = words.size();
      if (end - at > 3 && !normalise::upper_letter_at(words, at)) return false;
      at = end + 1;
    }
    return true;
  }
  // The word before is in lower case: the name does not just begin a sentence.
  bool within_sentence(std::size_t at) const {
    while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '\n')) --at;
    if (at == 0) return false;
    const std::size_t end = at;
    while (at > 0 && text_[at - 1] != ' ' && text_[at - 1] != '\n') --at;
    return end > at && text_[end - 1] != '.' && text_[end - 1] != ':' && (normalise::lower_letter_at(text_, at) || end - at <= 4);
  }

  const Document& doc_;
  const std::string& text_;
  std::vector<ProgrammeCandidate> out_;
};

}  // namespace

std::vector<ProgrammeCandidate> chapter_programmes(const Document& document) { return ChapterReader(document).read(); }

}  // namespace minutier::extractors
