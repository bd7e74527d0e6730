#pragma once
// Parts of the attendance extractor: the roster it fills, the labels it starts from, proxies, tables, totals.
// Ranges are bytes of the reading text unless said otherwise. One roster per document, used by one thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/document.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

struct Attendee {
  extract::PersonName person;
  Range where;                 // the name
  std::string status;          // present, excused, absent, represented, staff, guest
  double confidence = 0.9;
  std::string rule;
  std::vector<Range> support;  // the label the status was read from
  std::vector<Fact> facts;     // role, organisation, proxy_to, arrives, leaves, group, weight
  const Fact* find(std::string_view field) const;
};

// Everyone met so far, one entry per person.
class Roster {
 public:
  // Adds a person or what is new about a known one. A status of more weight stays: represented, present, excused, absent.
  void add(Attendee attendee);
  Attendee* find(const extract::PersonName& person);
  Attendee* meant(const extract::PersonName& person);  // the same, and by a given name alone where one person listed bears it
  const Attendee* named(std::string_view name) const;  // by the whole name as listed
  const std::vector<Attendee>& people() const { return people_; }
  std::vector<Attendee>& people() { return people_; }

 private:
  std::vector<Attendee> people_;
};

std::string name_key(std::string_view name);  // folded words in order of the alphabet

struct Label {
  Range range;         // of the label's own words
  std::size_t end = 0; // where what it introduces begins
  int block = -1;
  std::string status;
  std::optional<std::int64_t> count;
  Range count_range;
  const extract::Match* match = nullptr;
  bool weak = false;   // a word that means attendance only beside other labels: « Équipe : », « Pouvoirs : »
};

// Attendance labels in order of position.
std::vector<Label> find_labels(const extract::Document& document);

// The proxy words in a tail or sentence (folded): where the holder's name begins behind « donne pouvoir à », « -> », « représenté par ».
struct ProxyWords {
  Range range;             // of the folded text given: verb and preposition
  bool several = false;    // « ont donné »: for everyone named in front
  bool reversed = false;   // « Y a reçu pouvoir de X », « Y (pouvoir de X) »: the holder stands in front
};
std::optional<ProxyWords> find_proxy_words(std::string_view folded);

// Who is listed under labels, and the lists. Fills the roster; lists are returned as "attendance/lists".
std::vector<Found> read_lists(const extract::Document& document, const std::vector<Label>& labels, Roster& roster, std::vector<Range>& regions);

// A table of names with columns for presence, proxies, offices. False where it is no such table.
bool read_table(const extract::Document& document, const Table& table, const Label* label, Roster& roster);

// A table of member bodies, each with who speaks for it: « Club | Délégué | Voix », « Cuisine membre | Déléguée 1 | Déléguée 2 ».
bool read_delegates(const extract::Document& document, const Table& table, const Label* label, Roster& roster);
// The same in lines: « Clubs présents : » over « A.S. Rimbourg (M. Collard) … 4 voix », « Signoy : Mme Huet ».
void read_bodies(const extract::Document& document, std::vector<Range>& regions, Roster& roster);

// What people call themselves: « sur place : Annaïg, tonio, Fifi la Rousse » behind a label, where some piece is no usual name.
// False, with nothing added, where the text is no such list; `end` moves behind its last name.
bool read_short_names(const extract::Document& document, Range range, const Label& label, const std::string& group, Roster& roster, std::size_t& end);
// The same names as they stand, one entry per piece; empty where a piece is none.
std::vector<extract::PersonEntry> short_names(const std::string& reading, Range range, std::optional<std::int64_t> count);
// One of them as the whole of a range: « `kiwi` », « petit_pois », « Coline ».
std::optional<extract::PersonEntry> short_name(const std::string& reading, Range range);
// « Bérénice -> Plume »: who gives a proxy and to whom.
bool read_arrow(const extract::Document& document, Range range, const Label& label, Roster& roster);
// One odd word alone in its list item: « pixel42 », « Bzz ».
bool read_pseudonym(const extract::Document& document, Range range, const Label& label, const std::string& group, Roster& roster);

// « de l'Agence de l'eau », « pour la Ville de Brassigny »: the body without the words that lead to it.
Range body_of(std::string_view reading, Range tail);

// « (Jardins du Bief) », « (fablab La Bricole) », « (C.F.D.T.) » behind a name: the body one is there for, by its proper name.
std::optional<Range> named_body(std::string_view reading, Range tail, std::string_view folded);

// What one cell says of a person: « présente », « excusé, pouvoir à M. Petit », « P »; empty for anything else.
std::string state_of(std::string_view folded);
// The same by a tick or a cross: « ✅ (à partir de 19h) », « ❌ ».
std::string ticked(std::string_view reading);
// « se sont fait excuser », « n'a point paru » behind a name in a list of those who are there.
bool stayed_away(std::string_view folded);
// « arrivé à 19h », « jusqu'à 20h » behind a name.
void add_time(const std::string& folded, Range where, const std::string& rule, Attendee& attendee);
// What a cell or a head says of those it lists: « Membres présents », « Excusés (3) » -> "present", "excused"; empty for other words.
std::string status_said(std::string_view folded);

// Lists whose own label nobody knows, right before a list of the absent: « Enseignants : …  Parents : …  Excusés : … ».
void read_unlabelled(const extract::Document& document, const std::vector<Label>& labels, Roster& roster);

// « - Rézo du Haut-Pays » over deeper items « - benzène », « - Aude L. »: bodies and who came for them, under words of presence.
void read_nested(const extract::Document& document, std::vector<Range>& regions, Roster& roster);

// Lists in the opening under labels of the writer's own: « Dans la vraie vie (16) : … », « Passent nous voir : … »,
// « titulaires      M. PETIT Jean (C.G.T.) », headings over names.
void read_groups(const extract::Document& document, const std::vector<Label>& labels, const std::vector<Range>& regions, Roster& roster);

// People told in sentences of the opening: « Assistent à la réunion …, Mme X, trésorière », « salue en particulier M. Y, maire », « étaient excusés … ».
void read_prose(const extract::Document& document, const std::vector<Range>& regions, Roster& roster);

// Proxies, absences and movements told in sentences outside the lists.
void read_sentences(const extract::Document& document, const std::vector<Range>& regions, Roster& roster);

// « Ikram Saïdi (Lire ensemble) »: a few words in brackets behind a name are no speech.
bool bracketed(std::string_view reading, Range tail);
// Whether folded words behind a name in a list are a note on the attendance; anything else there is speech.
bool attendance_note(std::string_view folded);
// The office of those who serve a council: its director, its clerk.
bool meets_staff_role(std::string_view folded);
// Adds one listed person with what their tails say. `label` gives the status.
void add_entry(const extract::Document& document, const extract::PersonEntry& entry, const std::string& status, const std::string& group, const Label& label, Roster& roster);

// Stated totals, as one "attendance/totals".
std::optional<Found> read_totals(const extract::Document& document, const std::vector<Label>& labels);

}  // namespace minutier::extractors
