#include <algorithm>

#include "extractors/programme_details.hpp"
#include "extractors/programme_entries.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;
using extract::Match;

class Reader {
 public:
  Reader(const Document& document, const Findings& earlier) : doc_(document), text_(document.text.reading), context_(money_context(document, earlier)) {}

  std::vector<Found> read() {
    const auto& blocks = doc_.structure.blocks;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      const std::string_view folded = fold_of(b);
      if (blocks[b].kind == BlockKind::heading && folded.size() < 160 && zone_heading(folded)) zone(b);
    }
    for (const Match& match : doc_.matches.of("programmes.named")) named(match);
    for (const Match& match : doc_.matches.of("programmes.entry")) entry(match);
    for (ProgrammeCandidate& one : listed_programmes(doc_)) add(std::move(one));
    for (ProgrammeCandidate& one : tabled_programmes(doc_)) add(std::move(one));
    // « Jeunesse » over the projects for the young: a part of the chapter, no project.
    const auto over_entries = [&](const ProgrammeCandidate& one) {
      return one.rule == "programmes.heading@1" && std::count_if(candidates_.begin(), candidates_.end(), [&](const ProgrammeCandidate& c) { return c.rule == "programmes.listed@1" && one.text.contains(c.name) && c.name.begin > one.name.end; }) >= 2;
    };
    candidates_.erase(std::remove_if(candidates_.begin(), candidates_.end(), over_entries), candidates_.end());
    if (context_.report) chapters();
    // A heading over entries that are programmes themselves: « Faire connaître »; where most are such, the others name none either.
    std::vector<ProgrammeCandidate> headed = headed_programmes(doc_, context_.report);
    const auto inside = [&](const ProgrammeCandidate& one) {
      return std::count_if(candidates_.begin(), candidates_.end(), [&](const ProgrammeCandidate& c) { return c.rule == "programmes.listed@1" && one.text.contains(c.name) && c.name.begin > one.name.end; });
    };
    const auto over = std::count_if(headed.begin(), headed.end(), [&](const ProgrammeCandidate& one) { return inside(one) > 0; });
    const bool parts = over >= 2 && static_cast<std::size_t>(over) * 2 > headed.size();
    const auto names_part = [&](const ProgrammeCandidate& one) { return parts || inside(one) >= 2; };
    headed.erase(std::remove_if(headed.begin(), headed.end(), names_part), headed.end());
    for (ProgrammeCandidate& one : headed) add(std::move(one));
    std::vector<Found> out;
    for (const ProgrammeCandidate& c : candidates_) out.push_back(found_of(c));
    return out;
  }

 private:
  std::string_view fold_of(std::size_t b) const { return doc_.structure.blocks[b].folded.of(doc_.text.folded); }
  const Block& block(std::size_t b) const { return doc_.structure.blocks[b]; }

  // A heading under which every heading names a programme.
  static bool zone_heading(std::string_view f) {
    if (contains_any(f, {"budget", "vote", "ordre du jour", "compte ", "presentation du programme", "formation au programme", "programme de la", "programme du "})) return false;
    return contains_any(f, {"programmes en cours", "projets en cours", "nos programmes", "nos projets", "nos actions", "projet d'activite", "projets d'activite", "les programmes", "les projets", "realisations", "principaux programmes", "programmes et projets",
                            "projets et programmes", "actions realisees", "actions menees", "nos activites", "tour des stands"}) ||
           f == "programmes" || f == "projets" || f == "actions";
  }
  static bool running_heading(std::string_view f) { return contains_any(f, {"en cours"}); }

  struct Style {
    int level;
    bool loud, colon, numbered;
    bool operator==(const Style&) const = default;
  };
  Style style_of(std::size_t b) const {
    const Block& h = block(b);
    const std::string_view f = fold_of(b);
    const bool numbered = group_lead(f) > 0;
    const std::string_view words = h.range.of(text_);
    return {h.level, numbered ? false : capitals(words), h.ends_with_colon, numbered};
  }
  // « Groupe 1 : », « Projet n° 2 - », « Axe 3 : », « Fiche action 4. »: where the name begins, or 0.
  static std::size_t group_lead(std::string_view f) {
    for (const std::string_view lead : {"groupe ", "projet ", "programme ", "axe ", "action ", "chantier ", "fiche ", "atelier "}) {
      if (!f.starts_with(lead)) continue;
      std::size_t at = lead.size();
      while (at < f.size() && (f[at] == 'n' || f[at] == 'o' || f[at] == ' ' || f[at] == '.')) ++at;
      const std::size_t digits = at;
      while (at < f.size() && f[at] >= '0' && f[at] <= '9') ++at;
      if (at == digits) return 0;
      while (at < f.size() && (f[at] == ' ' || f[at] == ':' || f[at] == '-' || f[at] == '.')) ++at;
      return at < f.size() ? at : 0;
    }
    return 0;
  }

  void zone(std::size_t z) {
    const auto& blocks = doc_.structure.blocks;
    const bool running = running_heading(fold_of(z));
    const bool strong = contains_any(fold_of(z), {"programme", "projet"});
    std::optional<Style> style;
    std::vector<std::pair<std::size_t, std::size_t>> children;  // heading, end
    std::size_t end = z + 1;
    for (std::size_t b = z + 1; b < blocks.size() && b < z + 160; ++b, end = b) {
      if (blocks[b].kind != BlockKind::heading) continue;
      const std::string_view f = fold_of(b);
      const Style s = style_of(b);
      if (style && s == *style) {
        children.emplace_back(b, b + 1);
        continue;
      }
      if (!style && b <= z + 4) {
        // A heading of the zone's own rank opens a new chapter, unless headings are numbered groups or in capitals.
        if (s.level <= blocks[z].level && !s.numbered && !(s.loud && !capitals(blocks[z].range.of(text_)))) break;
        style = s;
        children.emplace_back(b, b + 1);
        continue;
      }
      if (!style || s == style_of(z)) break;
      const bool deeper = s.level > style->level || (s.colon && !style->colon) || (style->level == s.level && dull(f) && s.colon);
      if (!deeper) break;
    }
    for (std::size_t i = 0; i < children.size(); ++i) {
      const std::size_t last = i + 1 < children.size() ? children[i + 1].first : end;
      child(children[i].first, last, running, strong);
    }
    if (style || strong)
      for (std::size_t b = z + 1; b < end; ++b) items(b, end);
  }

  void child(std::size_t b, std::size_t last, bool running, bool strong) {
    const Block& h = block(b);
    const std::string_view f = fold_of(b);
    Range name = h.range;
    if (const std::size_t lead = group_lead(f)) {
      const Range folded = h.folded;
      name = doc_.text.to_reading({folded.begin + lead, folded.end});
    } else {
      const std::size_t colon = f.find(" : ");
      if (colon != std::string_view::npos) name = doc_.text.to_reading({h.folded.begin, h.folded.begin + colon});
    }
    name = without_number(doc_, name);
    // « Couture solidaire (2018-2021) »: the years are not of the name.
    if (const std::size_t open = name.of(text_).rfind(" ("); open != std::string_view::npos && open > 2 && name.of(text_).find_first_of("0123456789", open) == open + 2) name.end = name.begin + open;
    name = trim_range(text_, name, ".,;:*");
    if (dull(doc_.text.fold(name)) || name.size() > 70) return;
    std::size_t said = 0;
    for (std::size_t i = b + 1; i < last; ++i)
      if (block(i).kind == BlockKind::paragraph || block(i).kind == BlockKind::item) said += block(i).range.size();
    if (said < 50) return;
    const Range text = text_under(doc_, b, last);
    if (!strong && !contains_any(doc_.text.fold({text.begin, std::min(text.end, text.begin + 900)}), {"programme", "projet", "edition", "atelier", "partenari", "dispositif", "residence", "festival", "cycle", "lance", "recherche-action"})) return;
    add({name, text, running, "programmes.heading@1", 0.85});
  }

  // « « Les solutions numériques frugales » : … », « Les Journées Découvertes : Ces journées … » as entries of a zone.
  void items(std::size_t b, std::size_t) {
    const Block& item = block(b);
    if (item.kind != BlockKind::item || item.range.size() < 80) return;
    const std::string_view words = item.range.of(text_);
    Range name;
    if (words.starts_with("\xC2\xAB")) {
      const std::size_t close = words.find("\xC2\xBB");
      if (close == std::string_view::npos || close > 90 || close < 6) return;
      name = {item.range.begin + 2, item.range.begin + close};
    } else {
      const std::size_t colon = words.find(" : ");
      if (colon == std::string_view::npos || colon > 60 || colon < 5) return;
      if (!normalise::upper_letter_at(words, 0)) return;
      // « Expérimenter pour changer : » says what is done; it names nothing.
      const std::string_view lead = doc_.text.fold({item.range.begin, item.range.begin + colon});
      const std::string_view verb = lead.substr(0, lead.find(' '));
      if (verb.size() > 4 && (verb.substr(verb.size() - 2) == "er" || verb.substr(verb.size() - 2) == "ir") && verb.substr(verb.size() - 4) != "lier") return;
      name = {item.range.begin, item.range.begin + colon};
      if (person(name) || extract::is_office(name.of(text_))) return;
      const std::string_view f = doc_.text.fold(name);
      if (f.find(',') != std::string_view::npos || f.find(". ") != std::string_view::npos || f.find('?') != std::string_view::npos || count_words(f) > 7) return;
      const std::string_view rest = doc_.text.fold({name.end, item.range.end});
      if (!contains_any(rest.substr(0, 240), {"journee", "programme", "projet", "edition", "cycle", "atelier", "dispositif", "rencontre", "formation", "recherche"})) return;
    }
    name = trim_range(text_, name, ".,;:*\"");
    if (dull(doc_.text.fold(name))) return;
    add({name, item.range, false, "programmes.item@1", 0.82});
  }
  // « La Transfo » looks like a given name and a surname; an article tells it from one.
  bool person(Range name) const {
    const std::string_view words = name.of(text_);
    return !words.starts_with("La ") && !words.starts_with("Les ") && !words.starts_with("L'") && extract::parse_person(words);
  }
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
    if (name.size() < 4 || name.size() > 100 || person(name)) return;
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
      if (!ours) return;
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
      const bool address = fold_of(i).find("http") != std::string_view::npos && blocks[i].range.size() < 160;
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

  // A report's chapter whose title is a name: the text below says it again, with capitals, in the middle of sentences.
  void chapters() {
    const auto& blocks = doc_.structure.blocks;
    for (std::size_t h = 0; h < blocks.size(); ++h) {
      if (blocks[h].kind != BlockKind::heading || blocks[h].ends_with_colon) continue;
      const Range title = trim_range(text_, blocks[h].range, ".,;:*#\"");
      std::string_view f = doc_.text.fold(title);
      for (const std::string_view lead : {"les ", "le ", "la ", "l'"})
        if (f.starts_with(lead)) f.remove_prefix(lead.size());
      if (f.size() < 6 || f.size() > 40 || count_words(f) > 5 || count_words(f) < 2 || dull(f) || f.find_first_of(":,") != std::string_view::npos || common_body(f)) continue;
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
      std::size_t end = words.find_first_of(" \n", at);
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
      if (name.empty() || person(name) || !normalise::upper_letter_at(text_, name.begin) || dull(doc_.text.fold(name))) return;
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

  static std::string key_of(std::string_view f) {
    for (const std::string_view lead : {"le programme ", "programme ", "projet ", "le projet ", "les ", "le ", "la ", "l'"})
      if (f.starts_with(lead)) f.remove_prefix(lead.size());
    std::string key;
    for (const char c : f)
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
    return key;
  }

  void add(ProgrammeCandidate candidate) {
    const std::string key = key_of(doc_.text.fold(candidate.name));
    if (key.size() < 3) return;
    for (ProgrammeCandidate& old : candidates_) {
      const std::string known = key_of(doc_.text.fold(old.name));
      if (known == key) {
        old.running = old.running || candidate.running;
        if (old.more.size() < 5 && !candidate.text.overlaps(old.text)) old.more.push_back(candidate.text);
        return;
      }
    }
    candidates_.push_back(std::move(candidate));
  }

  Found found_of(const ProgrammeCandidate& c) const {
    Found found;
    found.entity = "programmes";
    found.anchor = c.name;
    Fact name{"name", plain(doc_, c.name), c.name, {}, c.confidence, c.rule, Status::stated};
    found.facts.push_back(std::move(name));
    // What is said of an entry inside is said of that entry.
    std::vector<Range> texts{c.text};
    texts.insert(texts.end(), c.more.begin(), c.more.end());
    for (Range& text : texts) {
      const auto cut = [&](Range theirs) {
        if (theirs.begin > text.begin && theirs.begin < text.end) text.end = theirs.begin;
      };
      for (const ProgrammeCandidate& other : candidates_) {
        if (&other == &c) continue;
        cut(other.text);
        for (const Range theirs : other.more) cut(theirs);
      }
    }
    add_programme_details(doc_, context_, texts, c.running, c.partners, found);
    return found;
  }

  const Document& doc_;
  const std::string& text_;
  MoneyContext context_;
  std::vector<ProgrammeCandidate> candidates_;
  mutable std::string organisation_;
};

class Programmes final : public extract::Extractor {
 public:
  std::string_view id() const override { return "programmes"; }
  std::vector<Found> extract(const Document& document, const Findings& earlier) const override { return Reader(document, earlier).read(); }
};

}  // namespace

std::unique_ptr<extract::Extractor> programmes() { return std::make_unique<Programmes>(); }

}  // namespace minutier::extractors
