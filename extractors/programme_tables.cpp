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

namespace {

// « Période | 2017 – 2021 », « Partenaires | GIE Sutura »: what a card of two columns says, by its labels.
struct Card {
  Range partners, when, stand;
};
Card card_of(const extract::Document& document, const Table& table) {
  Card card;
  if (table.rows.size() < 2 || table.rows.size() > 12) return card;
  for (const auto& row : table.rows) {
    if (row.size() < 2 || row[0].range.empty() || row[1].range.empty() || row[0].range.size() > 40) return {};
    const std::string_view label = document.text.fold(row[0].range);
    if (label.starts_with("partenaire") || label == "avec") card.partners = row[1].range;
    else if (label.starts_with("periode") || label.starts_with("duree") || label.starts_with("dates") || label.starts_with("annees") || label.starts_with("calendrier")) card.when = row[1].range;
    else if (label.starts_with("etat") || label.starts_with("statut") || label.starts_with("avancement")) card.stand = row[1].range;
  }
  return card;
}

}  // namespace

std::vector<ProgrammeCandidate> carded_programmes(const extract::Document& document) {
  std::vector<ProgrammeCandidate> out;
  const auto& blocks = document.structure.blocks;
  for (const Table& table : document.structure.tables) {
    if (table.columns != 2 || table.block < 1) continue;
    const Card card = card_of(document, table);
    if (card.partners.empty() || (card.when.empty() && card.stand.empty())) continue;
    const std::size_t b = static_cast<std::size_t>(table.block);
    const Block& title = blocks[b - 1];
    if ((title.kind != BlockKind::heading && title.kind != BlockKind::paragraph) || title.range.size() > 80 || title.lines.size() != 1) continue;
    const Range name = without_years(document, without_number(document, trim_range(document.text.reading, title.range, ".,;:*\"")));
    if (name.size() < 4 || dull(document.text.fold(name)) || !normalise::upper_letter_at(document.text.reading, name.begin)) continue;
    std::size_t last = b + 1;
    while (last < blocks.size() && last < b + 4 && blocks[last].kind == BlockKind::paragraph && !(last + 1 < blocks.size() && blocks[last].range.size() < 80 && blocks[last + 1].kind == BlockKind::table)) ++last;
    ProgrammeCandidate one{name, {table.range.end, last > b + 1 ? blocks[last - 1].range.end : table.range.end}, false, "programmes.listed@1", 0.85};
    one.partners = card.partners, one.when = card.when, one.stand = card.stand;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace minutier::extractors
