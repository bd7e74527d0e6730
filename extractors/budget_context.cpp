#include "extractors/budget_context.hpp"

#include <algorithm>
#include <cstdlib>

#include "extractors/budget_words.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/dates.hpp"

namespace minutier::extractors {
namespace {

bool word_sign(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

const std::string* text_of(const Findings& earlier, std::string_view entity, std::string_view field) {
  const Fact* best = nullptr;
  for (const Found& found : earlier) {
    if (found.entity != entity) continue;
    for (const Fact& fact : found.facts)
      if (fact.field == field && std::holds_alternative<std::string>(fact.value) && (!best || fact.confidence > best->confidence)) best = &fact;
  }
  return best ? &std::get<std::string>(best->value) : nullptr;
}

}  // namespace

bool contains_word(std::string_view folded, std::string_view word) {
  for (std::size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
    const bool left = at == 0 || !word_sign(folded[at - 1]);
    const bool right = at + word.size() >= folded.size() || !word_sign(folded[at + word.size()]);
    if (left && right) return true;
  }
  return false;
}

bool contains_any(std::string_view folded, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return contains(folded, part); });
}

std::vector<int> years_in(std::string_view folded) {
  std::vector<int> years;
  for (std::size_t at = 0; at + 4 <= folded.size(); ++at) {
    if (folded[at] != '1' && folded[at] != '2') continue;
    if (at > 0 && (word_sign(folded[at - 1]) || ((folded[at - 1] == '.' || folded[at - 1] == ',') && at > 1 && word_sign(folded[at - 2])))) continue;
    std::size_t end = at;
    while (end < folded.size() && folded[end] >= '0' && folded[end] <= '9') ++end;
    const std::size_t length = end - at;
    const bool unit = folded.substr(end, 4) == " eur" || folded.substr(end, 3) == "eur" || folded.substr(end, 2) == " f" || folded.substr(end, 2) == " %";
    const auto number = [&](std::size_t i) { return i < folded.size() && folded[i] >= '0' && folded[i] <= '9'; };
    const bool coded = end + 4 < folded.size() && folded[end] == '-' && number(end + 1) && number(end + 2) && folded[end + 3] == '-' && number(end + 4);  // « 2023-04-02 » numbers a decision
    if (length == 4 && !coded && !(end < folded.size() && folded[end] >= 'a' && folded[end] <= 'z') && !unit) {
      const int year = std::atoi(std::string(folded.substr(at, 4)).c_str());
      if (year >= 1780 && year < 2100 && std::find(years.begin(), years.end(), year) == years.end()) years.push_back(year);
    }
    at = end;
  }
  return years;
}

int year_of(std::string_view folded) {
  const std::vector<int> years = years_in(folded);
  if (years.size() == 1) {
    // « année scolaire 2022/23 », « saison 1985-86 »: it ended in the second
    const std::size_t at = folded.find(std::to_string(years[0]));
    const auto digit = [&](std::size_t i) { return i < folded.size() && folded[i] >= '0' && folded[i] <= '9'; };
    if (at != std::string_view::npos && at + 6 < folded.size() + 1 && (folded[at + 4] == '/' || folded[at + 4] == '-') && digit(at + 5) && digit(at + 6) && !digit(at + 7) && !(at + 7 < folded.size() && folded[at + 7] == '-') && (folded[at + 5] - '0') * 10 + (folded[at + 6] - '0') == (years[0] + 1) % 100) return years[0] + 1;
    return years[0];
  }
  if (years.size() != 2 || years[1] != years[0] + 1) return 0;
  const std::size_t first = folded.find(std::to_string(years[0]));
  const std::size_t second = folded.find(std::to_string(years[1]), first);
  // « du 1/09/2023 au 31/08/2024 »
  if (second != std::string_view::npos && second - first < 30 && contains(folded.substr(first, second - first), " au ")) return years[1];
  return second != std::string_view::npos && (second == first + 5 || second == first + 7) && folded.substr(first + 4, second - first - 4).find_first_not_of(" -/") == std::string_view::npos ? years[1] : 0;
}

namespace {

// What a text says of its currency, whoever asks.
struct CurrencySigns {
  bool no_euros = false, pacific = false, belgian = false;
  bool swiss = false;   // whatever the year
  bool francs = false;  // and no euros
};

// « CHF », « Fr. 300.-- », thousands parted by apostrophes, francs of a year when France and Belgium had euros; « F CFP » of the Pacific.
CurrencySigns currency_signs(std::string_view folded) {
  static const Regex apostrophes("\\b\\d{1,3}'\\d{3}(?![\\d'])|\\d'\\d{3}'\\d{3}"), francs("\\bfr\\. ?\\d|\\d ?(?:francs|fr\\.)"), euros("(?<![a-z])eur(?:os?)?(?![a-z])");
  static const Regex pacific_francs("\\bxpf\\b|\\bf\\.? ?cfp\\b|\\bfrancs? (?:cfp|pacifiques?)\\b");
  CurrencySigns signs;
  signs.no_euros = !euros.found(folded);
  signs.pacific = contains_any(folded, {"cfp", "xpf", "pacifique"}) && pacific_francs.found(folded);
  signs.belgian = contains_any(folded.substr(0, 4000), {"bourgmestre", "conseil communal", "asbl", "a.s.b.l", "echevin", "belgique", "province de namur", "province de liege", "province de hainaut", "province de luxembourg", "brabant wallon"});
  signs.swiss = contains(folded, "chf") || (contains(folded, "fr. ") && contains(folded, ".--")) || (signs.no_euros && contains(folded, "'") && apostrophes.count(folded) >= 2);
  signs.francs = signs.no_euros && francs.found(folded);
  return signs;
}

// What a text says of the public body it is of.
struct PublicBody {
  bool union_of_communes = false, chamber = false, establishment = false, council = false;
};

PublicBody public_body(std::string_view folded) {
  PublicBody words;
  words.union_of_communes = contains_any(folded.substr(0, 2000), {"comite syndical", "syndicat intercommunal", "syndicat mixte", "sictom", "smictom", "ccas ", "c.c.a.s", "centre communal d'action sociale", "sivos", "s.i.v.o.s", "sivom", "siaep", "s.i.c.t.o.m", "s.i.v.o.m", "s.i.a.e.p"});
  words.chamber = contains_any(folded.substr(0, 3000), {"conseil general de", "conseil general d", "conseil regional de", "chambre de metiers", "chambre d'agriculture", "chambre de commerce"}) && contains_any(folded, {"section de fonctionnement", "budget primitif"});
  // A hospital, a school that keeps a « compte administratif » with its sections or its annexed budgets
  words.establishment = contains(folded, "compte administratif") && contains_any(folded, {"section d'exploitation", "section de fonctionnement", "budget annexe"});
  words.council = contains_any(folded.substr(0, 3000), {"conseil municipal", "conseil communautaire", "conseil departemental", "conseil regional", "conseil communal", "assemblee communale"});
  return words;
}

}  // namespace

MoneyContext money_context(const extract::Document& document, const Findings& earlier) {
  MoneyContext context;
  const std::string_view folded = document.text.folded;
  if (const std::string* date = text_of(earlier, "meeting", "date")) {
    context.year = std::atoi(date->substr(0, 4).c_str());
    if (date->size() >= 7) context.month = std::atoi(date->substr(5, 2).c_str());
  }
  const std::string* kind = text_of(earlier, "document", "kind");
  context.report = kind && kind->substr(0, 7) == "rapport";
  if (context.report) {
    // A report is about a year: the one it names first.
    context.year = 0;
    for (const Found& found : earlier) {
      if (found.entity != "document") continue;
      for (const Fact& fact : found.facts)
        if (fact.field == "exercise_years[]" && std::holds_alternative<std::int64_t>(fact.value)) context.year = std::max(context.year, static_cast<int>(std::get<std::int64_t>(fact.value)));
    }
    if (context.year == 0)
      if (const std::vector<int> years = years_in(folded.substr(0, 600)); !years.empty()) context.year = years[0];
  }
  if (context.year == 0)
    if (const auto date = extract::find_date(folded.substr(0, 1500))) {
      context.year = std::atoi(date->date.substr(0, 4).c_str());
      if (date->date.size() >= 7) context.month = std::atoi(date->date.substr(5, 2).c_str());
    }
  if (context.year == 0) {
    const std::vector<int> years = years_in(folded.substr(0, 1500));
    if (!years.empty()) context.year = *std::max_element(years.begin(), years.end());
  }
  if (const std::string* name = text_of(earlier, "organisation", "name")) context.organisation = *name;
  const std::string* type = text_of(earlier, "organisation", "kind");
  const std::string* body = text_of(earlier, "meeting", "body");
  context.copropriete = type && *type == "copropriete";
  context.municipal = type ? (*type == "commune" || *type == "intercommunalite" || *type == "departement" || *type == "region")
                           : (body && (*body == "conseil_municipal" || *body == "conseil_communautaire" || *body == "conseil_departemental" || *body == "conseil_regional"));
  const PublicBody& words = document.workings.get<PublicBody>([&] { return public_body(folded); });
  if (!context.municipal) context.municipal = words.union_of_communes || words.chamber;
  if (!context.municipal && type && *type == "etablissement") context.municipal = words.establishment;
  if (!type && !body && !context.municipal) context.municipal = words.council;

  const CurrencySigns& signs = document.workings.get<CurrencySigns>([&] { return currency_signs(folded); });
  const bool no_euros = signs.no_euros, pacific = signs.pacific, belgian = signs.belgian;
  const bool swiss = !pacific && (signs.swiss || (signs.francs && context.year >= 2003));
  if (swiss) context.currency = context.francs = "CHF";
  else if (contains_any(folded.substr(0, 1500), {"luxembourg", "letzebuerg"})) context.francs = "LUF";
  else if (belgian) context.francs = "BEF";
  if (pacific) context.francs = "XPF";
  if (pacific && no_euros) context.currency = "XPF";
  if (!swiss && !pacific && no_euros) {
    if (folded.find('$') != std::string_view::npos) context.currency = "CAD";
    else if (context.year != 0 && context.year < 2002) context.currency = context.francs;
  } else if (!swiss && !pacific && context.year != 0 && context.year < 1999) {
    context.currency = context.francs;
  }
  return context;
}

std::string_view section_above(const extract::Document& document, int block) {
  const auto& blocks = document.structure.blocks;
  int parent = -1;
  for (int b = block - 1, steps = 0; b >= 0 && steps < 12; --b, ++steps) {
    const Block& one = blocks[static_cast<std::size_t>(b)];
    if (one.kind == BlockKind::table || one.kind == BlockKind::furniture) continue;
    const std::string_view f = one.folded.of(document.text.folded);
    const std::string_view last = f.size() > 500 ? f.substr(f.size() - 500) : f;
    const std::size_t running = last.rfind("fonctionnement"), investing = last.rfind("investissement");
    if (running != investing) return investing == std::string_view::npos || (running != std::string_view::npos && running > investing) ? "fonctionnement" : "investissement";
    if (one.kind == BlockKind::heading && one.level < 4 && f.size() > 12) {
      if (parent >= 0) return {};
      parent = b;
    }
  }
  return {};
}

Surroundings surroundings(const extract::Document& document, int block) {
  Surroundings around;
  const auto& blocks = document.structure.blocks;
  const auto fold_of = [&](int i) { return blocks[static_cast<std::size_t>(i)].folded.of(document.text.folded); };
  if (block < 0 || static_cast<std::size_t>(block) >= blocks.size()) return around;
  for (int i = block - 1, steps = 0; i >= 0 && steps < 3; --i) {
    const Block& b = blocks[static_cast<std::size_t>(i)];
    if (b.kind == BlockKind::furniture) continue;
    ++steps;
    if (b.kind != BlockKind::table) around.before = fold_of(i);
    break;
  }
  int parent = blocks[static_cast<std::size_t>(block)].parent;
  // « FONCTIONNEMENT », « Recettes », « DEPENSES ORDINAIRES »: a part of what the heading before it names
  const auto bare = [&](int i) {
    std::string_view f = fold_of(i);
    while (!f.empty() && (f.back() == ' ' || f.back() == ':' || f.back() == '.')) f.remove_suffix(1);
    if (f.substr(0, 8) == "section ") f.remove_prefix(8);
    if (f.substr(0, 3) == "de " || f.substr(0, 2) == "d'") f.remove_prefix(f[1] == '\'' ? 2 : 3);
    return f == "fonctionnement" || f == "investissement" || f == "exploitation" || f == "total" || (side_title(f) != Side::unknown && years_in(f).empty());
  };
  if (blocks[static_cast<std::size_t>(block)].kind == BlockKind::heading && bare(block)) parent = block;
  for (int i = parent; i >= 0 && bare(i); --i) {
    if (around.part.empty()) around.part = fold_of(i);
    int before = i - 1;
    while (before >= 0 && i - before < 8 && blocks[static_cast<std::size_t>(before)].kind != BlockKind::heading) --before;
    if (before < 0 || blocks[static_cast<std::size_t>(before)].kind != BlockKind::heading) break;
    if (before >= 1 && blocks[static_cast<std::size_t>(before)].level == 6 && blocks[static_cast<std::size_t>(before)].parent >= 0) {
      if (around.before.empty() || around.before == fold_of(i)) around.before = fold_of(before);
      before = blocks[static_cast<std::size_t>(before)].parent;
    }
    parent = before;
    i = before + 1;
  }
  if (parent < 0) return around;
  around.heading = fold_of(parent);
  int above = blocks[static_cast<std::size_t>(parent)].parent;
  // « 2 - COMPTES ADMINISTRATIFS 2017 » over « BUDGET PRINCIPAL » in capitals of its own: the numbered title before it
  for (int i = parent - 1; above < 0 && i >= 0 && i + 8 > parent; --i)
    if (blocks[static_cast<std::size_t>(i)].kind == BlockKind::heading && !blocks[static_cast<std::size_t>(i)].marker.empty()) above = i;
  if (above >= 0) around.above = fold_of(above);
  return around;
}

Range trim_range(const std::string& text, Range range, std::string_view signs) {
  const auto odd = [&](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || signs.find(c) != std::string_view::npos; };
  for (bool moved = true; moved && range.begin < range.end;) {
    moved = false;
    if (odd(text[range.begin])) { ++range.begin; moved = true; continue; }
    if (odd(text[range.end - 1])) { --range.end; moved = true; continue; }
    if (range.size() >= 2 && text.compare(range.begin, 2, "\xC2\xA0") == 0) { range.begin += 2; moved = true; continue; }
    if (range.size() >= 2 && text.compare(range.end - 2, 2, "\xC2\xA0") == 0) { range.end -= 2; moved = true; }
  }
  return range;
}

std::string plain(const extract::Document& document, Range range) {
  std::string out;
  const std::string_view text = document.text.read(range);
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '*' || (c == '_' && i + 1 < text.size() && text[i + 1] == '_')) continue;
    if (c == '\n' || c == '\t') c = ' ';
    if (c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0') { c = ' '; ++i; }
    if (c == '<') {
      const std::size_t close = text.find('>', i);
      if (close != std::string_view::npos && close - i < 12 && close > i + 1 && (text[i + 1] == '/' || (text[i + 1] >= 'a' && text[i + 1] <= 'z'))) { i = close; continue; }
    }
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace minutier::extractors
