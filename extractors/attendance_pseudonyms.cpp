#include <algorithm>
#include <array>
#include <cctype>

#include "extractors/attendance_parts.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::extractors {
namespace {

using extract::PersonEntry;

bool soft(char c) { return c == ' ' || c == '\n' || c == '*' || c == '.' || c == '\t' || c == '`' || c == '@'; }

Range trimmed(const std::string& text, Range piece) {
  while (!piece.empty() && soft(text[piece.begin])) ++piece.begin;
  while (!piece.empty() && soft(text[piece.end - 1]) && !(text[piece.end - 1] == '.' && piece.size() > 2 && text[piece.end - 2] >= 'A' && text[piece.end - 2] <= 'Z')) --piece.end;
  return piece;
}

// The pieces of a list between commas, semicolons and « et », to the end of its sentence or paragraph; brackets stay whole.
std::vector<Range> pieces_of(const std::string& text, Range range) {
  std::vector<Range> out;
  std::size_t begin = range.begin;
  int depth = 0;
  const auto close = [&](std::size_t end) {
    if (const Range piece = trimmed(text, {begin, end}); !piece.empty()) out.push_back(piece);
  };
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const char c = text[at];
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    if (depth > 0) continue;
    std::size_t cut = 0;
    if (c == ',' || c == ';') cut = 1;
    else if (text.compare(at, 4, " et ") == 0 || text.compare(at, 4, "\net ") == 0) cut = 4;
    const bool stop = text.compare(at, 2, "\n\n") == 0 || (c == '.' && at > range.begin + 1 && std::islower(static_cast<unsigned char>(text[at - 1])) && at + 1 < range.end && (text[at + 1] == ' ' || text[at + 1] == '\n')) || (c == '.' && at > 0 && text[at - 1] == ')');
    if (stop) {
      close(at);
      return out;
    }
    if (cut == 0) continue;
    close(at);
    begin = at + cut;
    at = begin - 1;
  }
  close(range.end);
  return out;
}

// « tonio », « K-Rotte », « ~tux », « pierre-o »: one word that may be what somebody calls himself. French words of meetings are none.
bool pseudonym(std::string_view word) {
  if (word.size() < 2 || word.size() > 24) return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (digit(word[0]) && std::count_if(word.begin(), word.end(), letter) < 3) return false;  // « 0xbernard », but not « 18h30 », « 1er »
  if (const auto digits = std::count_if(word.begin(), word.end(), digit); digits > 3 && digits > std::count_if(word.begin(), word.end(), letter)) return false;  // « DEL-2024-071 »
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (c == '.' && i > 0 && i + 1 < word.size() && letter(word[i - 1]) && letter(word[i + 1])) continue;  // « gaspard.w »
    if (c == ' ' || c == ':' || c == ',' || c == '/' || c == '.' || c == '(' || c == ')' || c == '"' || c == '\n' || c == '\'') return false;
  }
  const std::string folded = normalise::fold(word);
  static constexpr std::array<std::string_view, 24> none{"neant", "aucun", "aucune", "personne", "tous", "toutes", "nombreux", "etc", "public", "presse", "voir", "liste", "excuse", "excusee", "absent", "absente", "present", "presente", "quelques", "plusieurs", "rien", "idem", "adherents", "membres"};
  for (const std::string_view stem : {"present", "excus", "absen", "represent", "pouvoir", "procuration", "invit"})
    if (folded.compare(0, stem.size(), stem) == 0) return false;
  return std::find(none.begin(), none.end(), folded) == none.end() && !extract::is_not_a_name(folded) && !extract::is_office(word);
}

PersonEntry single(std::string name, Range where) {
  PersonEntry entry;
  entry.entry = where;
  entry.person.name = std::move(name);
  entry.person.given = entry.person.name;
  entry.person.range = where;
  entry.person.words = 1;
  return entry;
}

// One piece of a list as a person: a name, one odd word, or « Fifi la Rousse », « Julie du marché ».
std::optional<PersonEntry> person_in(const std::string& text, Range piece) {
  const std::string_view words = piece.of(text);
  std::string line(words);  // a name may be broken by the line's end
  std::replace(line.begin(), line.end(), '\n', '\r');
  const auto name = extract::name_at(line, 0, true);
  if (name && name->range.end == line.size()) {
    PersonEntry entry;
    entry.entry = piece;
    entry.person = *name;
    entry.person.range = {piece.begin + name->range.begin, piece.end};
    return entry;
  }
  const std::vector<PersonEntry> entries = extract::split_people(text, piece);
  if (first_of(words, "(:") != std::string_view::npos) {
    if (entries.size() == 1 && entries[0].person.range.begin <= piece.begin + 6) return entries[0];
    const std::size_t open = words.find(" (");  // « tonio (jusqu'à 21h) »
    if (open == std::string_view::npos || words.find(':') < open || !pseudonym(words.substr(0, open))) return std::nullopt;
    PersonEntry entry = single(std::string(words.substr(0, open)), {piece.begin, piece.begin + open});
    const Range note{piece.begin + open + 2, piece.end - (words.back() == ')' ? 1 : 0)};
    entry.tails.push_back({note, extract::classify_tail(note.of(text))});
    return entry;
  }
  if (pseudonym(words)) return single(std::string(words), piece);
  // a first name and a by-name of small words
  const std::string folded = normalise::fold(words);
  if (name && name->known_given && name->range.begin == 0) {  // « Anne pour la MJC », « Marc de la médiathèque »
    static const Regex body("^ (?:pour (?:la |le |l'|les |notre )?(?=[a-z])|(?:de la|du|de l') ?(?=(?:mediatheque|bibliotheque|mairie|mjc|ligue|region|agence|prefecture|ville|federation|association|asso|collectif|departement|centre|fablab|club)\\b))");
    const std::size_t end = name->range.end;
    if (const std::string rest = normalise::fold(words.substr(end)); body.begins(rest)) {
      PersonEntry entry;
      entry.entry = piece;
      entry.person = *name;
      entry.person.range = {piece.begin, piece.begin + end};
      entry.tails.push_back({{piece.begin + end + 1, piece.end}, extract::TailKind::organisation});
      return entry;
    }
  }
  for (const std::string_view link : {" la ", " le ", " du ", " de la ", " des ", " d'", " l'"})
    if (const std::size_t at = folded.find(link); name && at != std::string::npos && std::count(words.begin(), words.end(), ' ') <= 3 && words.size() < 30 && name->words == 1 && !extract::is_office(words.substr(words.find(' ') + 1))) return single(std::string(words), piece);
  if (entries.size() != 1 || entries[0].person.range.begin != piece.begin) return std::nullopt;
  // « Panthera pardus »: both words are what he calls himself
  if (entries[0].person.words == 1 && !entries[0].person.known_given && std::count(words.begin(), words.end(), ' ') == 1 && words.find('\n') == std::string_view::npos) return single(std::string(words), piece);
  return entries[0];
}

// The pieces as people; `odd` counts those of no usual name, `lost` what is none. False where the pieces are no such list.
bool own_names(const std::string& text, const std::vector<Range>& pieces, bool counted, std::vector<PersonEntry>& entries, std::size_t& odd, std::size_t& lost) {
  std::size_t polite = 0;
  for (const Range piece : pieces) {
    if (piece.size() > 60 && piece.of(text).find('(') == std::string_view::npos) return false;
    const std::string_view words = piece.of(text);
    if (extract::civility_at(std::string(words) + " ", 0) > words.size()) return false;  // « Mmes et MM. Roussel, Petit »
    auto entry = person_in(text, piece);
    if (!entry) {
      if (words.find(' ') == std::string_view::npos || !counted) ++lost;
      continue;
    }
    polite += !entry->person.civility.empty();
    odd += entry->person.words == 1 && !entry->person.known_given;
    entries.push_back(std::move(*entry));
  }
  return polite == 0 || (odd > 2 && polite * 5 <= pieces.size());  // one « Mme Michu » among pseudonyms is one more
}

}  // namespace

std::vector<PersonEntry> short_names(const std::string& text, Range range, std::optional<std::int64_t> count) {
  const std::vector<Range> pieces = pieces_of(text, range);
  const bool counted = count && *count > 1 && pieces.size() == static_cast<std::size_t>(*count);
  std::vector<PersonEntry> entries;
  std::size_t odd = 0, lost = 0;
  if (pieces.empty() || pieces.size() > 80 || !own_names(text, pieces, counted, entries, odd, lost) || lost > 0) return {};
  return entries;
}

std::optional<extract::PersonEntry> short_name(const std::string& text, Range range) { return person_in(text, trimmed(text, range)); }

Range body_of(std::string_view reading, Range tail) {
  const std::string folded = normalise::fold(tail.of(reading));
  for (const std::string_view lead : {"pour la ", "pour le ", "pour l'", "pour les ", "pour ", "de la ", "de l'", "du ", "des ", "au nom de la ", "au nom du ", "au nom des ", "au nom de l'"}) {
    if (folded.rfind(lead, 0) != 0 || folded.size() < lead.size() + 3) continue;
    std::size_t words = static_cast<std::size_t>(std::count(lead.begin(), lead.end(), ' ')), at = tail.begin;
    while (words > 0 && at < tail.end) words -= reading[at++] == ' ';
    if (lead.back() == '\'') {  // behind the apostrophe, straight or curved
      const std::size_t sign = reading.substr(at, tail.end - at).find_first_of("'\xE2");
      if (sign == std::string_view::npos) return tail;
      at += sign + (reading[at + sign] == '\'' ? 1 : 3);
    }
    return at < tail.end ? Range{at, tail.end} : tail;
  }
  return tail;
}

namespace {

// Somebody who is not there and has another vote.
Attendee represented(const Label& label, const PersonEntry& giver, const PersonEntry& holder, double confidence) {
  Attendee attendee;
  attendee.person = giver.person;
  attendee.where = giver.person.range;
  attendee.status = "represented";
  attendee.confidence = confidence;
  attendee.rule = "attendance.list@1";
  attendee.support.push_back(label.range);
  attendee.facts.push_back({"proxy_to", holder.person.name, holder.person.range, {}, confidence, attendee.rule, Status::stated});
  return attendee;
}

}  // namespace

bool read_arrow(const extract::Document& document, Range range, const Label& label, Roster& roster) {
  if (label.status != "represented" && label.status != "excused" && label.status != "absent") return false;
  const std::string& text = document.text.reading;
  const std::string_view words = range.of(text);
  if (words.size() > 120 || words.find('\n') != std::string_view::npos) return false;
  // « Résille 12 (mandat de Thibaud à pimprenelle) »
  static const Regex mandate("^[ ]*(?<body>[^()]{2,60}?) ?\\((?:mandat|pouvoir|procuration|voix) (?:de |d')(?<giver>[^()]{2,40}?) (?:a|pour) (?<holder>[^()]{2,40})\\)");
  const Range base = document.text.to_folded(range);
  if (RegexHit hit; words.find('(') != std::string_view::npos && mandate.begins(base.of(document.text.folded), hit)) {
    const auto at = [&](const char* group) { return document.text.to_reading(mandate.range(hit, group).after(base.begin)); };
    const auto giver = person_in(text, trimmed(text, at("giver"))), holder = person_in(text, trimmed(text, at("holder")));
    if (giver && holder) {
      Attendee attendee = represented(label, *giver, *holder, 0.86);
      attendee.facts.push_back({"organisation", std::string(at("body").of(text)), at("body"), {}, 0.82, attendee.rule, Status::stated});
      roster.add(std::move(attendee));
      return true;
    }
  }
  std::size_t arrow = std::string_view::npos, width = 0;
  for (const std::string_view sign : {"->", "=>", "\xE2\x86\x92", "\xE2\x87\x92", ">"})
    if (arrow == std::string_view::npos) arrow = words.find(sign), width = sign.size();
  if (arrow == std::string_view::npos || arrow < 2) return false;
  while (arrow > 0 && (words[arrow - 1] == '-' || words[arrow - 1] == '=')) --arrow, ++width;
  Range giver_at = trimmed(text, {range.begin, range.begin + arrow});
  Range office;
  if (const std::size_t comma = giver_at.of(text).find(','); comma != std::string_view::npos && comma > 2) {  // « Paul Roux, trésorier -> … »
    office = trimmed(text, {giver_at.begin + comma + 1, giver_at.end});
    if (!extract::is_office(office.of(text))) return false;
    giver_at.end = giver_at.begin + comma;
  }
  while (!giver_at.empty() && text[giver_at.begin] == '|') giver_at = trimmed(text, {giver_at.begin + 1, giver_at.end});
  const auto giver = person_in(text, giver_at);
  Range holder_at = trimmed(text, {range.begin + arrow + width, range.end});
  static const Regex lead("^(?:procu(?:ration)?|pouvoir|mandat|voix) (?:a|pour) ");  // « -> procu à Nono »
  if (const Range in_folded = document.text.to_folded(holder_at); true)
    if (RegexHit hit; lead.begins(in_folded.of(document.text.folded), hit)) holder_at = document.text.to_reading({in_folded.begin + hit.whole().end, in_folded.end});
  const auto holder = person_in(text, holder_at);
  if (!giver || !holder) return false;
  Attendee attendee = represented(label, *giver, *holder, 0.88);
  if (!office.empty()) attendee.facts.push_back({"role", extract::singular_office(office.of(text)), office, {}, 0.85, attendee.rule, Status::stated});
  roster.add(std::move(attendee));
  return true;
}

bool read_short_names(const extract::Document& document, Range range, const Label& label, const std::string& group, Roster& roster, std::size_t& end) {
  const std::string& text = document.text.reading;
  const std::vector<Range> pieces = pieces_of(text, range);
  if (pieces.size() < 2 || pieces.size() > 80) return false;
  if (const std::string_view first = document.text.fold(pieces.front()); first.starts_with("mm.") || first.starts_with("mmes") || first.starts_with("mm ") || first.starts_with("messieurs") || first.starts_with("mesdames")) return false;
  const bool counted = label.count && *label.count > 1 && pieces.size() == static_cast<std::size_t>(*label.count);
  const bool arrows = label.status == "represented" && std::all_of(pieces.begin(), pieces.end(), [&](Range p) { const std::string_view w = p.of(text); return w.find('>') != std::string_view::npos || contains(w, "\xE2\x86\x92"); });
  if (arrows) {
    bool all = true;
    for (const Range piece : pieces) all = read_arrow(document, piece, label, roster) && all;
    if (all) end = std::max(end, pieces.back().end);
    return all;
  }
  std::vector<PersonEntry> entries;
  std::size_t odd = 0, lost = 0;
  if (!own_names(text, pieces, counted, entries, odd, lost)) return false;
  // Only where somebody goes by an odd name, and nearly everything else is a name.
  if (odd == 0 && !counted) return false;
  if (lost * 6 > pieces.size() || (!counted && (odd == entries.size() && roster.people().empty() ? entries.size() < 3 : entries.size() < 2))) return false;
  if (!counted && (label.status == "staff" || label.status == "guest")) return false;
  for (const PersonEntry& entry : entries) add_entry(document, entry, label.status, group, label, roster);
  end = std::max(end, pieces.back().end);
  return true;
}

bool read_pseudonym(const extract::Document& document, Range range, const Label& label, const std::string& group, Roster& roster) {
  const std::string_view text = document.text.read(range);
  const int block = document.structure.block_at(range.begin);
  if (block < 0 || document.structure.blocks[static_cast<std::size_t>(block)].kind != BlockKind::item) return false;
  std::size_t stop = std::min(first_of(text, ",(\n"), text.size());
  bool dash = false;  // « pilou -- trésorier »
  for (const std::string_view rule : {" -- ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 "})
    if (const std::size_t at = text.find(rule); at < stop) stop = at, dash = true;
  std::size_t end = stop;
  while (end > 0 && text[end - 1] == ' ') --end;
  if (!pseudonym(text.substr(0, end))) return false;
  PersonEntry entry = single(std::string(text.substr(0, end)), {range.begin, range.begin + end});
  if (stop < text.size()) {  // « gaston_l, trésorier », « Zut42, responsable technique (arrive à 10h45) »
    if (text[stop] == '\n' || text.size() - stop > 80) return false;
    const std::size_t behind = text.find_first_not_of(dash ? ", (-\xE2\x80\x93\x94" : ", (", stop);
    if (behind == std::string_view::npos) return false;
    const std::size_t close = std::min(first_of(text, "()", behind), text.size());
    Range tail{range.begin + behind, range.begin + close};
    while (!tail.empty() && document.text.reading[tail.end - 1] == ' ') --tail.end;
    const extract::TailKind kind = extract::classify_tail(tail.of(document.text.reading));
    if ((text[stop] == ',' || dash) && kind != extract::TailKind::role) return false;
    entry.tails.push_back({tail, kind});
  }
  add_entry(document, entry, label.status, group, label, roster);
  return true;
}

}  // namespace minutier::extractors
