#include "extractors/programme_entry_names.hpp"

#include <algorithm>

#include "extractors/budget_context.hpp"
#include "extractors/programme_entries.hpp"
#include "extractors/programme_kinds.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/dates.hpp"

namespace minutier::extractors {

// « **Café-réparation** : tous les dimanches … »
Range emphasised_lead(const extract::Document& document, Range block) {
  const std::string& recognised = document.text.recognised;
  const std::size_t begin = document.text.to_recognised({block.begin, block.begin + 1}).begin;
  if (begin == 0 || begin >= recognised.size() || (recognised[begin - 1] != '*' && recognised[begin - 1] != '_')) return {};
  const char sign = recognised[begin - 1];
  const std::string mark(begin > 1 && recognised[begin - 2] == sign ? 2 : 1, sign);
  const std::size_t close = recognised.find(mark, begin), line = recognised.find('\n', begin);
  if (close == std::string::npos || close > line || close < begin + 4 || close > begin + 80) return {};
  const Range lead = document.text.reading_map.up({begin, close});
  if (lead.begin < block.begin || lead.end > block.end) return {};
  Range name = trim_range(document.text.reading, lead, ".,;:*\"");
  if (name.size() > 8 && name.of(document.text.reading).starts_with("\xC2\xAB") && name.of(document.text.reading).ends_with("\xC2\xBB")) name = trim_range(document.text.reading, {name.begin + 2, name.end - 2}, "\xC2\xA0");
  return name;
}

// A name that stands in front of what is said of it as a sentence of its own: « Ciné-villages. Le circuit a passé … ».
std::size_t sentence_lead(const extract::Document& document, Range entry, std::string_view f) {
  const std::size_t stop = f.find(". ");
  if (stop == std::string_view::npos || stop < 5 || stop > 50 || count_words(f.substr(0, stop)) > 6) return std::string_view::npos;
  // « Porté avec l'université. », « Notre rassemblement annuel. »: said of what stands above
  static const Regex told("^(?:(?:porte|mene|lance|suspendu|ouvert|cree|commence|demarre|fini|termine|reconduit|realise|clos|arrete|annule|reporte|organise|finance|anime|concu|prevu|inaugure|publie|assure|engage|conduit|soutenu|presente|refuse|accorde|adopte|approuve)(?:e|s|es)?|reste|premiere?|deuxieme|troisieme|quatrieme|notre|nos|son|sa|ses|leurs?|meme|toujours|encore|idee|un|une|des|deux|trois|quatre|apres|suite) |.* l'(?:a|avait|ont) | (?:avait|etait|etaient) ");
  if (told.found(f.substr(0, stop))) return std::string_view::npos;
  const std::size_t folded = document.text.to_folded(entry).begin;
  const std::size_t said = f.substr(stop + 2, 2) == "- " ? stop + 4 : stop + 2;  // « Jardin d'essais. — Créé en 1894 »
  const Range next = document.text.to_reading({folded + said, folded + said + 1});
  const std::string_view last = f.substr(0, stop).substr(f.substr(0, stop).find_last_of(" .'-") + 1);
  const bool goes_on = !next.empty() && (normalise::upper_letter_at(document.text.reading, next.begin) || (document.text.reading[next.begin] >= '0' && document.text.reading[next.begin] <= '9'));
  return (last.size() > 2 || (!last.empty() && last.find_first_not_of("0123456789") == std::string_view::npos && f.substr(0, stop).find(' ') != std::string_view::npos) || capitals(document.text.read(document.text.to_reading({folded, folded + stop})))) && goes_on ? stop : std::string_view::npos;
}

bool speaks_of_minutes(std::string_view said) {
  static const Regex verb(",[^,]*,? (?:a|ont|est|sont|avait|etait|aura|sera) [a-z]");  // « Une autrice, Claire Montal, a passé six mois »
  static const Regex said_of("^(?:porte|mene|lance|suspendu|ouvert|cree|commence|demarre|fini|termine|reconduit|realise|clos|arrete|annule|reporte|organise|finance|anime|concu|prevu|inaugure|publie|assure|engage|conduit|soutenu)(?:e|s|es)?(?: (?:avec|par|en|de|depuis|du|a|au|pour)\\b|$)|^(?:premiere?|deuxieme|troisieme|quatrieme|nouvelle) (?:promotion|annee|edition|session|saison|phase|campagne)\\b");
  if (verb.found(said) || said_of.found(said) || contains_word(said, "contre")) return true;
  return contains_any(said, {"travaux", "vote", "approbation", "election", "commission", "pour :", "abstention", " est ", " sont ", " ont ", " a ete", " qui ", "prochain", "merci", "commente", " s'est ", " se sont ", " s'etait "});
}

bool quoted(std::string_view f) { return f.size() > 4 && f.front() == '"' && f.back() == '"'; }

// A date; of an activity, also one without its year: « Loto : le 20 novembre », « Kermesse samedi 29 juin », « brocante le 12/5 ».
bool says_when(std::string_view f, bool activity) {
  static const Regex day("\\b\\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\\b|\\b(?:le|les|du|au|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) \\d{1,2}[/.]\\d{1,2}\\b|\\b(?:en|debut|fin|mi-?) ?(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\\b|\\b(?:au|cet|cette|le) (?:printemps|ete|automne|hiver|rentree)\\b");
  return !extract::find_dates(f).empty() || (activity && day.found(f));
}

Range without_launch(const extract::Document& document, Range name) {
  static const Regex launch("^(?:lancement|ouverture|creation|reprise|demarrage|preparation|poursuite|retour) (?:du |de la |de l'|des )");
  RegexHit hit;
  if (!launch.search(document.text.fold(name), hit)) return name;
  const Range folded = document.text.to_folded(name);
  const Range rest = document.text.to_reading({folded.begin + hit.whole().end, folded.end});
  return rest.size() > 5 && normalise::upper_letter_at(document.text.reading, rest.begin) ? rest : name;
}

// What an entry of a list names: up to « : », a dash, an arrow, a bracket, or a comma behind quotes.
// Weaker: a comma or the end of a sentence may end the name too.
std::optional<Range> entry_name(const extract::Document& document, Range entry, bool weaker) {
  const Range folded = document.text.to_folded(entry);
  const std::string_view f = folded.of(document.text.folded).substr(0, 80);  // a name ends long before
  std::size_t end = std::min({position(f, " : "), position(f, ": "), position(f, " ..."), position(f, " - "), position(f, " -> "), position(f, " (")});
  if (const std::size_t with = position(f, " avec "); with > 5 && first_of(f.substr(0, with), " -") != std::string_view::npos && end < f.size() && with < end && f[0] != '"' && !f.starts_with("en lien") && f.substr(0, with).find(',') == std::string_view::npos && !f.starts_with("jumelage") && !f.starts_with("echange") && !f.starts_with("partenariat") && !f.starts_with("correspondance")) end = with;  // « Rando-lecture avec la médiathèque : … »
  if (const std::size_t stop = weaker ? sentence_lead(document, entry, f) : std::string_view::npos; stop < end) end = stop;
  // « Berlin, sur les traces de l'histoire (avril 2016) »: a comma that a stronger sign follows may be of the name.
  const auto told_behind = [&](std::size_t comma) {
    const std::string_view rest = f.substr(std::min(f.size(), comma + 2));
    for (const std::string_view lead : {"du ", "le ", "les ", "en ", "avec ", "prevu", "report", "lance", "un ", "une ", "depuis ", "chaque ", "organise", "tou", "ouver", "mene", "dans ", "au ", "aux ", "a ", "pour ", "fin ", "d'", "deux ", "trois ", "quatre "})
      if (rest.starts_with(lead)) return true;
    return rest.empty() || (rest[0] >= '0' && rest[0] <= '9');
  };
  if (const std::size_t comma = f.find(','); weaker && comma < end && comma > 4 && comma < 50 && (end > 60 || told_behind(comma))) end = comma;
  for (const std::string_view verb : {" ne demarr", " n'a ", " est a l'etude", " est en ", " se poursui", " continue"})
    if (const std::size_t at = position(f, verb); at < end && at > 8) end = at;
  if (!f.empty() && f[0] == '"')
    if (const std::size_t close = f.find('"', 1); close != std::string_view::npos && close > 4 && close < 70) end = close + 1;
  if (end == std::string_view::npos || end < 4 || end > 60 || first_of(f.substr(0, end), f[0] == '"' ? ";?" : ";?!") != std::string_view::npos || contains(f.substr(0, end), ". ")) return std::nullopt;
  // « Projet « Mémoire et territoire » »: what it is called.
  std::size_t lead = 0;
  for (const std::string_view kind : {"projet \"", "programme \"", "action \"", "operation \"", "dispositif \""})
    if (f.starts_with(kind) && f[end - 1] == '"') lead = kind.size() - 1;
  Range name = trim_range(document.text.reading, document.text.to_reading({folded.begin + lead, folded.begin + end}), ".,;:*\"");
  for (const std::string_view quote : {"\xC2\xAB", "\xC2\xA0", "\xE2\x80\x9C"})
    if (name.of(document.text.reading).starts_with(quote)) name = trim_range(document.text.reading, {name.begin + quote.size(), name.end}, ".,;:*\"");
  for (const std::string_view quote : {"\xC2\xBB", "\xC2\xA0", "\xE2\x80\x9D"})
    if (name.size() > quote.size() && name.of(document.text.reading).substr(name.size() - quote.size()) == quote && !contains(name.of(document.text.reading), "\xC2\xAB")) name = trim_range(document.text.reading, {name.begin, name.end - quote.size()}, ".,;:*\"");
  // « La kermesse du 23 juin »: its day is none of its name
  static const Regex day(" (?:du|des|le|les|de ce) (?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?\\d{1,2}(?:er)?(?: (?:et|au|-) \\d{1,2})? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?: (?:19|20)\\d\\d)?$");
  if (RegexHit hit; day.search(document.text.fold(name), hit) && hit.whole().begin > 4) name.end = document.text.to_reading(hit.whole().after(document.text.to_folded(name).begin)).begin;
  static const Regex section("^\\d{1,2}(?:\\.\\d{1,2})+\\.? +(?=[a-z\"])");  // « 3.1 Plateforme de Bessac »
  if (RegexHit hit; section.search(document.text.fold(name), hit)) name.begin = document.text.to_reading(hit.whole().after(document.text.to_folded(name).begin)).end;
  if (name.empty() || (names_someone(name.of(document.text.reading)) && !names_activity(document.text.fold(name)))) return std::nullopt;
  const std::string_view said = document.text.fold(name);
  if (said.size() < 4 || dull(said) || count_words(said) > 8 || (speaks_of_minutes(said) && !(f[0] == '"' && end > said.size()))) return std::nullopt;
  if (const Range launched = without_launch(document, name); launched.begin > name.begin) return launched;
  static const Regex thing("^(?:une?|des) [a-z]+$");  // « Une campagne : … »
  if (thing.matches(said)) return std::nullopt;
  static const Regex counted("^(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|plusieurs|quelques|divers|diverses) [a-z]+[sx]\\b");  // « Trois points d'accès : … » tells how many
  if ((said[0] >= '0' && said[0] <= '9') || counted.found(said)) return std::nullopt;
  return name;
}

bool line_entry(const extract::Document& document, Range line) { return normalise::upper_letter_at(document.text.reading, line.begin) && entry_name(document, line).has_value(); }

// The first line of an entry where it is a title: short, no sentence, more of the entry below it; empty for none.
Range title_line(const extract::Document& document, std::size_t b) {
  const auto& blocks = document.structure.blocks;
  const std::string& text = document.text.reading;
  if (blocks[b].lines.empty() || (blocks[b].kind != BlockKind::item && blocks[b].lines.size() < 2)) return {};
  if (blocks[b].lines.size() < 2 && (b + 1 >= blocks.size() || blocks[b + 1].kind != BlockKind::paragraph)) return {};
  Range title = trim_range(text, blocks[b].lines[0], ".:*");
  // « Gramoun konekté (démarrée en septembre 2016) »: how it stands is none of its name
  const Range whole = title;
  if (const std::size_t open = title.of(text).rfind(" ("); open != std::string_view::npos && open > 3 && title.of(text).back() == ')') title = trim_range(text, {title.begin, title.begin + open}, ".:*");
  if (title.size() < 4 || title.size() > 60 || blocks[b].lines[0].end != whole.end || !normalise::upper_letter_at(text, title.begin) || std::string_view(",;-").find(text[title.end - 1]) != std::string_view::npos) return {};
  const Range next = blocks[b].lines.size() > 1 ? blocks[b].lines[1] : blocks[b + 1].range;
  if (next.size() < 20 || !normalise::upper_letter_at(text, next.begin)) return {};
  const std::string_view f = document.text.fold(title);
  if (count_words(f) > 8 || speaks_of_minutes(f) || contains(f, ": ") || names_someone(title.of(text))) return {};
  return title;
}

bool begins_with_article(std::string_view f) { return f.starts_with("le ") || f.starts_with("la ") || f.starts_with("les ") || f.starts_with("l'"); }

}  // namespace minutier::extractors
