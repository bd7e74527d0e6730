#pragma once
// Parts of the meeting extractor: what the lines above the minutes say before any sentence does.
// Ranges are bytes of the reading text unless said otherwise. Pure functions.

#include <optional>
#include <string_view>
#include <vector>

#include "extractors/sitting.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/model/fact.hpp"

namespace minutier::extractors {

// What a label of the opening asks for.
enum class HeadKey { none, date, time, end, place, place_and_time, chair, secretary, organisation };
// By the folded words of the label: « Où », « Lieu et horaires », « Animé par », « Notes prises par », « Rédactrice ».
HeadKey head_key(std::string_view folded);

// Whether folded words hold a word for a place where people meet.
bool names_a_place(std::string_view folded);

// « Où : le local / Quand : mardi 3 mars, 18h-20h », « Facilitation : A · Notes : B », one or several to a line.
std::vector<Fact> labelled_facts(const extract::Document& document, const Findings& earlier);

// « Mardi 9 novembre 2021, 18h30 -> 21h10, salle du Port », « (local syndical, 17h - 19h30) »: short lines that only set the scene.
std::vector<Fact> scene_facts(const extract::Document& document);

// Where the sitting was held: as a rule found it, else as the sentence says that tells of the meeting, or the words behind its day and hour.
std::optional<Fact> place_of(const extract::Document& document, const std::optional<DateAt>& date);

// The day the convocation was sent, before the sitting's.
std::optional<Fact> convocation_of(const extract::Document& document, const std::optional<DateAt>& date);

}  // namespace minutier::extractors
