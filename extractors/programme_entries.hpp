#pragma once
// Programmes before their details are read: the candidates, what cannot be a name, and the lists and chapters that name several.
// Pure functions; ranges are bytes of the reading text.

#include <string>
#include <string_view>
#include <vector>

#include "extractors/budget_context.hpp"
#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

struct ProgrammeCandidate {
  Range name, text;   // text: what is said of it where it is first named
  bool running = false;
  std::string rule;
  double confidence = 0.85;
  std::vector<Range> more = {};  // what is said of it where it is named again
  Range partners = {};  // a cell that names them
  Range when = {}, stand = {};  // cells, or the line below its title: « 2020 – 2023 · en cours »
};

bool capitals(std::string_view line);           // nearly all letters are capitals
bool dull(std::string_view folded);             // a heading of minutes, the beginning of a sentence: no name
std::size_t count_words(std::string_view folded);
// The text that stands under a heading, up to block `last`.
Range text_under(const extract::Document& document, std::size_t block, std::size_t last);

bool names_person(std::string_view words);      // « La Transfo » looks like a given name and a surname; an article tells it from one

bool names_someone(std::string_view words);     // an office, or a given name that is known

// Chapters of which every heading or entry names a programme.
std::vector<ProgrammeCandidate> zone_programmes(const extract::Document& document);
// Named in a sentence or at the head of a block: rules of the families "programmes.named" and "programmes.entry".
std::vector<ProgrammeCandidate> named_programmes(const extract::Document& document, const MoneyContext& context);
// A report's chapters whose title is a name that the text below says again.
std::vector<ProgrammeCandidate> chapter_programmes(const extract::Document& document);
// What a sentence says of an activity that is its subject, in a report or a chapter of activities.
std::vector<ProgrammeCandidate> told_programmes(const extract::Document& document, bool report);
// « - Studio ouvert : toujours en cours … », « Popote roulante ..... se poursuit », « Graines de paysans — avec le lycée … »:
// entries of a list of which at least two say how they stand.
std::vector<ProgrammeCandidate> listed_programmes(const extract::Document& document);
// Rows of a table whose heads speak of projects and of how they stand or with whom: « Projet | Partenaires | État ».
std::vector<ProgrammeCandidate> tabled_programmes(const extract::Document& document);
// Business of a sitting whose title names an activity: « 5. Camp de jour 2017 » over what is said of it.
std::vector<ProgrammeCandidate> topic_programmes(const extract::Document& document);
// A title over a card: « Période | 2017 – 2021 », « Partenaires | GIE Sutura ».
std::vector<ProgrammeCandidate> carded_programmes(const extract::Document& document);
// Whether a block stands under, or is, a heading that opens what was done: « Rapport d'activité », « Nos actions ».
bool activity_chapter(const extract::Document& document, std::size_t block);
// Chapters of a report that each say how what they name stands: « 3 / Frigos de campagne » over « Lancé en novembre avec … ».
// In minutes, only those under a chapter of activities.
std::vector<ProgrammeCandidate> headed_programmes(const extract::Document& document, bool report);
// A heading without the number before it: « 3.4 Sac à dos », « 3 / Frigos de campagne ».
Range without_number(const extract::Document& document, Range name);
// « Plan Toitures 2019-2022 »: without the years behind it.
Range without_years(const extract::Document& document, Range name);

}  // namespace minutier::extractors
