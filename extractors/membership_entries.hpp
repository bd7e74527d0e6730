#pragma once
// Categories of members: what an entry holds, and the readers of lists and tables of members. Ranges are bytes of the reading text.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/extract/document.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

struct MembershipEntry {
  Range category, count_where;
  std::int64_t count = -1;  // -1: none stated
  std::vector<Range> members;
  std::vector<std::pair<Range, Range>> parted;  // a member whose name stands in two places: the last part (as in `members`), the first
  std::string rule;
  double confidence = 0.9;
};

bool upper_start(std::string_view reading);     // a capital or a digit first
bool member_words(std::string_view folded);     // « adhérents », « sociétaires » …

// The names that stand behind or below a category. The document must outlive it.
class MemberLists {
 public:
  explicit MemberLists(const extract::Document& document) : doc_(document), text_(document.text.reading) {}

  // « A ; B ; C et D » or « A, B, C »: by semicolons where there are any; a comma parts too where the count asks for it.
  void split(Range range, MembershipEntry& entry) const;
  // One name as a member.
  void add(Range range, MembershipEntry& entry) const { add_member(range, entry); }
  // The list under a heading: items, or lines that are names; up to `count` where one is stated.
  void below(std::size_t block, MembershipEntry& entry, std::int64_t count) const;
  // « Foyers ruraux : 12 » over « A, B, C … » or over a list: only where as many names stand there as are counted, or nearly.
  bool named_below(std::size_t block, MembershipEntry& entry) const;
  // « La Bricole (Sarnac), Le Zinc (Tréhorel) »: where most are from is not of their names.
  void without_places(MembershipEntry& entry) const;
  // « … et six personnes morales : les communes de A, B et C, le lycée agricole »: who they are, where as many are named.
  void behind(MembershipEntry& entry) const;
  // Where the sentence ends that begins at `from` (folded bytes).
  std::size_t sentence_end(std::size_t from, std::size_t limit) const;
  // Names of people in two columns that recognition joined line by line: the left column, then the right one. A name that
  // a line or column end parted is put together again. False where the lines below are no such list.
  bool people_below(std::size_t block, MembershipEntry& entry) const;

 private:
  using Words = std::vector<Range>;

  std::string_view fold_of(std::size_t block) const { return doc_.structure.blocks[block].folded.of(doc_.text.folded); }
  bool name_like(Range range) const;
  void add_member(Range range, MembershipEntry& entry) const;
  void named_after_comma(std::size_t at, MembershipEntry& entry) const;
  Words name_words(Range line, std::size_t& gap) const;
  bool given(Range word) const;
  bool noise(Range line) const;

  const extract::Document& doc_;
  const std::string& text_;
};

// « Membres de droit et invités : », « Personnel : » over names that the list of those present holds: who was there, no category.
bool names_attendants(const Found& entry, const Findings& earlier);

// Where the document speaks of its members. The document must outlive it; one thread at a time.
class MembershipScope {
 public:
  explicit MembershipScope(const extract::Document& document) : doc_(document), announces_(document.structure.blocks.size()) {}

  // Blocks under words that announce the members: their heading, or the one over it, or a block shortly before.
  bool announced(std::size_t block);
  // Under a heading about members, or a term below one.
  bool in_chapter(std::size_t block) const;
  // « 14 adhérents associations », « 38 bénévoles réguliers » in a list of figures of which another counts members as well.
  bool counts_beside(std::size_t block) const;

 private:
  std::string_view fold_of(std::size_t block) const { return doc_.structure.blocks[block].folded.of(doc_.text.folded); }
  bool announces(std::size_t block);

  const extract::Document& doc_;
  std::vector<std::optional<bool>> announces_;  // by block, once asked: each is asked about by many below it
};

// « 58 choristes, soit 22 sopranos, 17 altos, 8 ténors et 11 basses »: counts that make up a stated whole, with the whole, or the
// parts of a whole said to be divided (« adhérents par section : 11 du village, 5 de la vallée »). A match of "memberships.whole".
std::vector<MembershipEntry> counted_parts(const extract::Document& document, const MemberLists& lists, const extract::Match& match);

// Names behind or under the words of a block that say which members they are (`part`: folded bytes of it, `folded`: those words); the
// bodies joined, under « Nous sommes membres de : »; « Les collectivités membres » over their names. Nothing for fewer than two names.
std::optional<MembershipEntry> headed_members(const extract::Document& document, const MemberLists& lists, std::size_t block, Range part, std::string_view folded);
std::optional<MembershipEntry> joined_bodies(const extract::Document& document, const MemberLists& lists, std::size_t block, std::string_view folded);
std::optional<MembershipEntry> members_of_kind(const extract::Document& document, const MemberLists& lists, std::size_t block, std::string_view folded);

// « 74 sociétaires locaux à 110 €, 12 actionnaires extérieurs à 380 € », « 318 donateurs, 41 mécènes, 9 fondateurs », a match of
// "memberships.kinds": counts in a row, each with what it pays or with the name of a kind of member.
std::vector<MembershipEntry> priced_kinds(const extract::Document& document, const MemberLists& lists, const extract::Match& match);

// Members counted in a sentence, a match of "memberships.told"; nothing where the number is of some of them or of others.
std::optional<MembershipEntry> told_members(const extract::Document& document, const extract::Match& match);

// Whether a heading opens a chapter about members (folded text).
bool members_chapter(std::string_view folded);
// The names of a category counted elsewhere, where just as many stand behind its label; and the headings (by block) over lists that are
// each as long as they say and together make up a number of members told.
std::vector<Range> names_set_apart(const extract::Document& document, const MemberLists& lists, std::string_view category, std::int64_t count);
std::vector<bool> summed_heads(const extract::Document& document);
// What the lines of a block in such a chapter count or name.
std::vector<MembershipEntry> chapter_lines(const extract::Document& document, const MemberLists& lists, std::size_t block);

// Counts one per line: proved by their sum, by the words of most of them, or by a lead that divides the members.
std::vector<MembershipEntry> counted_rows(const extract::Document& document, const MemberLists& lists);

// A whole and its parts by their sum, around a word of membership; empty where none stand there.
std::vector<MembershipEntry> summed_members(const extract::Document& document, Range word);

// A table of counts of members: a column of numbers headed so, or rows each named so.
std::vector<MembershipEntry> membership_table(const extract::Document& document, const Table& table);

// Counts one behind the other from a folded byte on: « 118 individuels / 31 étudiants / 6 assos »; `opens`: the first stands there,
// else a sign or « et » leads to it. And pairs the other way round in a range: « membres actifs 56 ; membres passifs 112 ».
std::vector<MembershipEntry> counted_series(const extract::Document& document, std::size_t from, bool opens);
// What a sentence counts beside the members it told (« … 18 communes adhérentes et 7 membres de droit », « dont 31 familles »), from a
// folded byte on: only people and bodies that can be members.
std::vector<MembershipEntry> told_with(const extract::Document& document, std::size_t from);
std::vector<MembershipEntry> named_series(const extract::Document& document, Range range);

}  // namespace minutier::extractors
