#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/programme_entries.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/person.hpp"

// Programmes that a sentence or the title of a chapter names.

namespace minutier::extractors {
namespace {

using extract::Document;
using extract::Match;

class NamedReader {
 public:
  NamedReader(const Document& document, const MoneyContext& context) : doc_(document), text_(document.text.reading), context_(context) {}

  std::vector<ProgrammeCandidate> read() {
    for (const Match& match : doc_.matches.of("programmes.named")) named(match);
    for (const Match& match : doc_.matches.of("programmes.entry")) entry(match);
    return std::move(out_);
  }

 private:
  std::string_view fold_of(std::size_t b) const { return doc_.structure.blocks[b].folded.of(doc_.text.folded); }
  const Block& block(std::size_t b) const { return doc_.structure.blocks[b]; }
  void add(ProgrammeCandidate candidate) { out_.push_back(std::move(candidate)); }

  // Named in a sentence: « le programme « Les éclaireurs » », « Rebonds est un programme expérimental ».
  void named(const Match& match) {
    Range name = trim_range(text_, match.group("name"), ".,;:*\"'");
    if (name.empty() || match.block < 0) return;
    static constexpr std::string_view quotes[] = {"\xC2\xAB", "\xC2\xBB", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98", "\xE2\x80\x99"};
    for (const std::string_view q : quotes) {
      if (name.size() > q.size() && text_.compare(name.begin, q.size(), q) == 0) name.begin += q.size();
      if (name.size() > q.size() && text_.compare(name.end - q.size(), q.size(), q) == 0) name.end -= q.size();
    }
    if (const std::size_t open = name.of(text_).rfind(" ("); open != std::string_view::npos && open > 2) name.end = name.begin + open;
    name = trim_range(text_, name, ".,;:*\"'");
    const std::string_view f = doc_.text.fold(name);
    if (name.size() < 4 || name.size() > 100 || names_person(name.of(text_))) return;
    if (contains_any(f, {"groupe", "assemblee", "conseil d'adm"}) || !normalise::upper_letter_at(text_, name.begin + (text_[name.begin] == '('))) return;
    // A bare acronym names funders' schemes far more often than a programme of one's own.
    if (f.size() <= 4 && !match.has("own")) return;
    const Block& b = block(static_cast<std::size_t>(match.block));
    // Somebody else's, unless the sentence speaks of us or of what is under way here.
    if (!match.has("own")) {
      const Range around = sentence(match.range, b.range);
      const std::string_view s = doc_.text.fold(around);
      const bool ours = contains_word(s, "nous") || contains_word(s, "notre") || contains_word(s, "nos") || contains_any(s, {"projets en cours", "programmes en cours", "la mairie lance", "a lance son"}) || says_organisation(s) ||
                        (b.parent >= 0 && normalise::upper_letter_at(text_, match.range.begin) && text_[name.begin] != '(' && activity_chapter(doc_, static_cast<std::size_t>(b.parent)));
      // « Le projet « Bus du soir », lancé avec la Ville du Cachot, se poursuit »: how it stands and with whom are told here.
      const auto told = [&](std::string_view family) { return !doc_.matches.within(family, around).empty(); };
      const bool stands = told("programmes.status") || told("programmes.standing"), joined = told("programmes.partners") || told("programmes.joined");
      if (!ours && !(stands && (joined || !years_in(s).empty()))) return;
    }
    const bool running = contains_any(doc_.text.fold(sentence(match.range, b.range)), {"projets en cours", "programmes en cours"});
    Range text = sentence(match.range, b.range);
    // At the end of a long sentence: what its beginning says is of others.
    if (!match.has("own") && name.begin > text.begin + 120) text.begin = name.begin;
    if (b.kind != BlockKind::heading) {
      const std::size_t end = flow_end(static_cast<std::size_t>(match.block));
      text.end = std::min(end, text.begin + (end > b.range.end ? 2500 : 1200));
      while (text.end < end && text_[text.end] != ' ' && text_[text.end] != '\n') ++text.end;
      // « (cf notre programme X) » names it in passing.
      if (in_brackets(name, b.range)) text = name;
      // « Présentation de Rebonds »: the whole chapter is about it.
      if (b.parent >= 0 && fold_of(static_cast<std::size_t>(b.parent)).find(f) != std::string_view::npos) {
        std::size_t last = static_cast<std::size_t>(match.block) + 1;
        while (last < doc_.structure.blocks.size() && block(last).kind != BlockKind::heading) ++last;
        text = text_under(doc_, static_cast<std::size_t>(b.parent), last);
      }
    }
    if (b.kind == BlockKind::heading) {
      std::size_t last = static_cast<std::size_t>(match.block) + 1;
      while (last < doc_.structure.blocks.size() && block(last).kind != BlockKind::heading) ++last;
      text = text_under(doc_, static_cast<std::size_t>(match.block), last);
    }
    add({name, text, running, match.rule->tag(), match.rule->confidence});
  }

  // Where the text of a block ends that a page or an empty line cut in the middle of a sentence.
  std::size_t flow_end(std::size_t b) const {
    const auto& blocks = doc_.structure.blocks;
    std::size_t end = block(b).range.end, last = b;
    for (std::size_t i = b + 1; i < blocks.size() && i < b + 8; ++i) {
      if (blocks[i].kind == BlockKind::furniture) continue;
      const bool pointer = blocks[i].kind == BlockKind::heading && blocks[i].level == 6 && normalise::lower_letter_at(text_, blocks[i].range.begin);
      const bool address = contains(fold_of(i), "http") && blocks[i].range.size() < 160;
      const char stop = block(last).range.empty() ? '.' : text_[block(last).range.end - 1];
      const bool open = stop != '.' && stop != '!' && stop != '?';
      if (blocks[i].kind == BlockKind::table || address || (blocks[i].kind == BlockKind::heading && !pointer && !(blocks[last].kind == BlockKind::item && blocks[i].ends_with_colon))) break;
      if (!open && !pointer && blocks[last].kind != BlockKind::item) break;
      end = blocks[i].range.end;
      last = i;
    }
    return end;
  }

  bool in_brackets(Range name, Range block) const {
    const std::string_view before = Range{block.begin, name.begin}.of(text_);
    const std::size_t open = before.rfind('('), close = before.rfind(')');
    return open != std::string_view::npos && (close == std::string_view::npos || close < open) && before.size() - open < 60;
  }

  bool says_organisation(std::string_view sentence) const {
    if (context_.organisation.size() < 4) return false;
    return sentence.find(folded_organisation()) != std::string_view::npos;
  }
  const std::string& folded_organisation() const {
    if (organisation_.empty()) {
      const std::size_t at = text_.find(context_.organisation);
      organisation_ = at == std::string::npos ? "\x01" : std::string(doc_.text.fold({at, at + context_.organisation.size()}));
    }
    return organisation_;
  }

  Range sentence(Range match, Range block) const {
    std::size_t begin = match.begin, end = match.end;
    const auto stop = [&](std::size_t at) { return (text_[at] == '.' || text_[at] == '!' || text_[at] == '?') && at + 1 < text_.size() && (text_[at + 1] == ' ' || text_[at + 1] == '\n'); };
    while (begin > block.begin && !stop(begin - 1)) --begin;
    while (end < block.end && !stop(end)) ++end;
    return {begin, end};
  }

  // « **Les Veillées de lisière** : cycle de rencontres … », a heading over « Nous continuons à organiser … ».
  void entry(const Match& match) {
    if (match.block < 0) return;
    const Range named = match.group("name");
    if (!named.empty()) {
      const Range name = trim_range(text_, named, ".,;:*\"");
      if (name.empty() || names_person(name.of(text_)) || !normalise::upper_letter_at(text_, name.begin) || dull(doc_.text.fold(name))) return;
      // Described in passing: only what the block says we did ourselves.
      if (match.has("described")) {
        const std::string_view said = fold_of(static_cast<std::size_t>(match.block));
        if (!contains_word(said, "nous") && !contains_word(said, "notre") && !contains_word(said, "nos") && !says_organisation(said)) return;
      }
      add({name, block(static_cast<std::size_t>(match.block)).range, false, match.rule->tag(), match.rule->confidence});
      return;
    }
    // The heading just above.
    std::size_t h = static_cast<std::size_t>(match.block);
    if (h == 0 || match.range.begin > block(h).range.begin + 60) return;
    --h;
    Range title = block(h).range;
    if (block(h).kind == BlockKind::paragraph && block(h).lines.size() > 1) {
      // A title that the page left at the end of the text before: a short line behind a closed one.
      const Range before = block(h).lines[block(h).lines.size() - 2];
      title = block(h).lines.back();
      const char stop = before.empty() ? ' ' : text_[before.end - 1];
      if (title.size() > 40 || !normalise::upper_letter_at(text_, title.begin) || std::string_view(".!?/").find(stop) == std::string_view::npos || std::string_view(".,;!?").find(text_[title.end - 1]) != std::string_view::npos) return;
    } else if (block(h).kind != BlockKind::heading) {
      return;
    }
    const Range name = trim_range(text_, title, ".,;:*#");
    const std::string_view f = doc_.text.fold(name);
    if (dull(f) || name.size() > 60 || count_words(f) > 6 || block(h).ends_with_colon) return;
    std::size_t last = h + 1;
    while (last < doc_.structure.blocks.size() && block(last).kind != BlockKind::heading) ++last;
    Range text = text_under(doc_, h, last);
    text.begin = title.begin;
    add({name, text, false, match.rule->tag(), match.rule->confidence});
  }

  const Document& doc_;
  const std::string& text_;
  const MoneyContext& context_;
  std::vector<ProgrammeCandidate> out_;
  mutable std::string organisation_;
};

}  // namespace

std::vector<ProgrammeCandidate> named_programmes(const Document& document, const MoneyContext& context) { return NamedReader(document, context).read(); }

bool names_person(std::string_view words) { return !words.starts_with("La ") && !words.starts_with("Les ") && !words.starts_with("L'") && extract::parse_person(words).has_value(); }

}  // namespace minutier::extractors
