#include "extractors/budget_context.hpp"
#include "extractors/programme_entries.hpp"
#include "pipeline/normalise/letters.hpp"

// Tables of projects: « Projet | Partenaires | État », « Action | Avec qui | Quand | Où on en est ».

namespace minutier::extractors {

std::vector<ProgrammeCandidate> tabled_programmes(const extract::Document& document) {
  std::vector<ProgrammeCandidate> out;
  const std::string& text = document.text.reading;
  for (const Table& table : document.structure.tables) {
    if (table.rows.size() < 2 || table.columns < 2 || table.rows[0].empty()) continue;
    // The head: a column that names projects, others of partners, of times, of how they stand; sums and votes are of other tables.
    const std::size_t none = table.columns;
    std::size_t named = none, partners = none, when = none, stand = none;
    bool told = false, other = false;
    for (std::size_t c = 0; c < table.rows[0].size(); ++c) {
      const std::string_view head = document.text.fold(table.rows[0][c].range);
      if (head.size() > 40) other = true;
      const auto word = [&](std::initializer_list<std::string_view> words) {
        for (const std::string_view one : words)
          if (contains_word(head, one)) return true;
        return false;
      };
      if (named == none && word({"projet", "projets", "action", "actions", "programme", "programmes", "activite", "activites", "chantier", "chantiers", "evenement", "atelier", "ateliers", "operation", "manifestation"})) {
        named = c;
      } else if (partners == none && (head.starts_with("partenaire") || head == "avec" || head.starts_with("avec qui"))) {
        partners = c, told = true;
      } else if (stand == none && (contains_any(head, {"etat", "statut", "avancement", "ou en est", "ou on en est", "ou ca en est", "situation", "suite"}))) {
        stand = c, told = true;
      } else if (when == none && contains_any(head, {"quand", "periode", "annee", "dates", "calendrier", "depuis"}) && !contains_any(head, {"pour quand"})) {
        when = c;
      } else {
        other = other || contains_any(head, {"montant", "responsable", "echeance", "pour quand", "vote", "subvention", "charge", "recette", "voix", "qui fait"}) || head == "qui" || head == "qui ?";
      }
    }
    if (named > 0 || !told || other) continue;
    for (std::size_t r = std::max<std::size_t>(1, table.header_rows); r < table.rows.size(); ++r) {
      const auto& row = table.rows[r];
      Range name = trim_range(text, row[0].range, ".,;:*\"");
      // « Replanter la Tiwaé -- 6 200 plants »: what is said of it stands behind a dash or a colon
      for (const std::string_view sign : {" -- ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " : ", "** "})
        if (const std::size_t cut = name.of(text).find(sign); cut != std::string_view::npos && cut > 3) name = trim_range(text, {name.begin, name.begin + cut}, ".,;:*\"");
      const std::string_view f = document.text.fold(name);
      if (name.size() < 4 || name.size() > 70 || dull(f) || f.starts_with("total") || count_words(f) > 9 || !normalise::upper_letter_at(text, name.begin)) continue;
      out.push_back({name, cover(row.front().range, row.back().range), false, "programmes.listed@1", 0.82});
      if (partners < row.size()) out.back().partners = row[partners].range;
      if (when < row.size()) out.back().when = row[when].range;
      if (stand < row.size()) out.back().stand = row[stand].range;
    }
  }
  return out;
}

}  // namespace minutier::extractors
