#pragma once
// How a document writes the name of a body, and what of its line is not of that name: bullets, dates, addresses, towns, articles.
// Ranges are bytes of the reading text, `folded` is folded text. Pure functions.

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/document.hpp"

namespace minutier::extractors {

// Whether letters stand in capitals but for two at most.
bool all_capitals(std::string_view text);

// Whether the text begins with a capital, « É » and « Œ » among them.
bool capital(std::string_view text);

// Words of a title that say what the document is, of which body, when or where, and name nobody.
bool names_document(std::string_view folded);

// Without bullets, signs and little pictures in front and behind.
Range undecorated(const std::string& text, Range range);

// The parts of a line between rules of its own: « CR du CA — La Panière — 9 mars ».
std::vector<Range> line_parts(const std::string& text, Range line);

// A name without the parts of its line that say what and when: « Les Jardins — 14 mars 2023 ». Empty where nothing else is left.
Range name_only(const extract::Document& document, Range name);

// « La Bobine, 12 rue des Forges »: where a body sits is not of its name.
Range without_address(const extract::Document& document, Range name);

// « … de l'AMAP des Quatre Saisons », « de la Cagnotte solidaire »: a small article in front of a capital leads to the name.
Range without_article(const extract::Document& document, Range name);

// « Ludothèque La Toupie, Prévonnens »: the place behind a comma is not of the name.
Range without_town(const extract::Document& document, Range name);

// « La Rustine, atelier vélo », « ASSOCIATION LES TRÉTEAUX »: small words behind a proper name, or the word in front of its article, say what it is.
Range without_apposition(const extract::Document& document, Range name);

// « Association pour la sauvegarde / du patrimoine de Vaucelles »: a name that its line's end breaks.
Range carried_on(const extract::Document& document, Range name);

// « Société de pêche "La Gaule" »: what a society is for stands before its name in quotes.
Range own_name(const extract::Document& document, Range name);

// The name in small letters where the text also writes it so: « LA 27e REGION » -> « La 27e Région ».
Range better_spelt(const extract::Document& document, Range name);

// A name as names are written: its first word, or the first behind an article, has a capital, or a quote opens it.
bool named_so(const extract::Document& document, Range name);

// « Club de randonnée pédestre »: what a body is, no name of one.
bool describes_only(const extract::Document& document, Range name);

}  // namespace minutier::extractors
