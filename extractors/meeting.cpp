#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "extractors/meeting_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// « AG », « AGO », « AGE » as letters of an assembly: capitals, and no age of anybody (« doyen d'âge », « L'AGE DE LA RETRAITE »).
bool assembly_letters(const extract::Document& document, Range where) {
  const std::string_view word = document.text.read(where);
  if (std::any_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return false;
  if (document.text.fold(where) != "age") return true;
  if (word != "AGE") return false;
  const std::string& text = document.text.reading;
  const std::string before = normalise::fold(std::string_view(text).substr(where.begin > 6 ? where.begin - 6 : 0, std::min<std::size_t>(6, where.begin)));
  const std::string behind = normalise::fold(std::string_view(text).substr(where.end, 16));
  if (before.size() > 1 && before.substr(before.size() - 2) == "d'" && !has(before, "pv d'") && !has(before, "cr d'")) return false;
  for (const std::string_view word_before : {"doyen", "moyen", "grand", "bas "})
    if (has(before, word_before)) return false;
  return !has(behind, "retraite") && !has(behind, "moyen") && !has(behind, "limite") && !has(behind, "legal") && behind.rfind(" d'or", 0) != 0;
}

class Meeting final : public extract::Extractor {
 public:
  std::string_view id() const override { return "meeting"; }

  std::vector<Found> extract(const extract::Document& document, const Findings& earlier) const override {
    std::string kind;
    Range title;
    for (const Found& found : earlier) {
      if (found.entity != "document") continue;
      if (const Fact* fact = found.find("kind")) kind = std::get<std::string>(fact->value);
      if (const Fact* fact = found.find("title")) title = fact->where;
    }
    if (kind.rfind("rapport", 0) == 0 || kind == "statuts" || kind == "arrete" || kind.empty()) return {};
    const bool announced = kind == "convocation" || kind == "note_de_synthese";
    Found out;
    out.entity = "meeting";
    body(document, title, string_of(earlier, "organisation", "kind") == "commune", out);
    kinds(document, title, out);
    auto date = sitting_date(document);
    std::vector<Fact> cards = card_facts(document, earlier);
    for (Fact& fact : labelled_facts(document, earlier))
      if (std::none_of(cards.begin(), cards.end(), [&](const Fact& known) { return known.field == fact.field; })) cards.push_back(std::move(fact));
    for (const Fact& fact : cards)
      if (fact.field == "date") date = DateAt{std::get<std::string>(fact.value), fact.where, fact.confidence, fact.rule};
    if (date) out.facts.push_back(make_fact("date", date->date, date->where, date->confidence, date->rule));
    times(document, date, announced, out);
    if (auto where = place_of(document, date)) out.facts.push_back(std::move(*where));
    for (Fact& fact : scene_facts(document)) {
      if (announced && fact.field == "end") continue;
      const Fact* known = out.find(fact.field);
      if (!known || (known->field == "start" && !told_in_minutes(*known) && known->confidence < fact.confidence)) {
        out.facts.erase(std::remove_if(out.facts.begin(), out.facts.end(), [&](const Fact& other) { return other.field == fact.field; }), out.facts.end());
        out.facts.push_back(std::move(fact));
      }
    }
    if (!announced) modality(document, out);
    if (auto sent = convocation_of(document, date)) out.facts.push_back(std::move(*sent));
    // What a table of keys says holds before anything read elsewhere.
    for (const Fact& fact : cards) {
      if (announced && fact.field != "date" && fact.field != "start" && fact.field != "place") continue;
      // « Quand : 18h30-20h30 » is when it was to be; when it was opened and closed stands in the minutes
      if (const Fact* told = out.find(fact.field); told && has(fact.rule, ".label") && told_in_minutes(*told)) continue;
      out.facts.erase(std::remove_if(out.facts.begin(), out.facts.end(), [&](const Fact& known) { return known.field == fact.field; }), out.facts.end());
      out.facts.push_back(fact);
    }
    simple(document, "meeting.session", "session", "session", out);
    simple(document, "meeting.number", "number", "sitting_number", out);
    if (!announced) {
      if (!out.find("chair")) person(document, earlier, "meeting.chair", "chair", out);
      if (!out.find("secretary")) person(document, earlier, "meeting.secretary", "secretary", out);
      scrutineers(document, earlier, out);
    }
    if (out.facts.empty()) return {};
    out.anchor = out.facts.front().where;
    return {std::move(out)};
  }

 private:
  // An hour of the meeting said by a sentence, not by the lines that announce it.
  static bool told_in_minutes(const Fact& fact) {
    if (fact.field != "start" && fact.field != "end") return false;
    for (const std::string_view announced : {".field", ".range", ".near", ".dated", ".heading"})
      if (has(fact.rule, announced)) return false;
    return true;
  }

  // « une subvention du Conseil général »: another's council, unless a heading names it or it sits here.
  static bool other_council(const extract::Document& document, const extract::Match& match) {
    if (!has(match.rule->id, "conseil_departemental") && !has(match.rule->id, "conseil_regional")) return false;
    const Block& block = document.structure.blocks[static_cast<std::size_t>(match.block)];
    static const Regex sits("^[^.;]{0,80}(?:reuni|assemble|seance|legalement|dument|convoque)|^ ?$");
    return block.kind != BlockKind::heading && !sits.begins(document.text.fold({match.range.end, std::min(block.range.end, match.range.end + 140)}));
  }

  // The body the title names; else the one the opening names first.
  static void body(const extract::Document& document, Range title, bool commune, Found& out) {
    static constexpr std::array<std::string_view, 10> bodies{"autre", "bureau", "conseil_administration", "conseil_communautaire", "conseil_municipal", "conseil_departemental", "conseil_regional", "commission", "comite", "assemblee_generale"};
    const extract::Match* best = nullptr;
    const extract::Match* first = nullptr;
    for (const extract::Match& match : document.matches.of("meeting.body")) {
      if (match.range.size() < 6 && !assembly_letters(document, match.range)) continue;
      if (title.overlaps(match.range) && !best) best = &match;
      if (match.range.begin < opening_end(document) && !first && !other_council(document, match)) first = &match;
    }
    if (!best) best = first;
    if (!best) return;
    for (const std::string_view name : bodies)
      if (has(best->rule->id, name)) {
        // the « Conseil général » of a Swiss commune
        const bool of_commune = commune && name == "conseil_departemental";
        out.facts.push_back(make_fact("body", of_commune ? "conseil_municipal" : std::string(name), best->range, *best));
        return;
      }
  }

  static void kinds(const extract::Document& document, Range title, Found& out) {
    std::set<std::string> known;
    const auto offer = [&](std::string value, const extract::Match& match, Range where) {
      if (known.insert(value).second) out.facts.push_back(make_fact("kinds[]", std::move(value), where, match));
    };
    for (const extract::Match& match : document.matches.of("meeting.kind")) {
      const Block& block = document.structure.blocks[static_cast<std::size_t>(match.block)];
      const bool heading = (block.kind == BlockKind::heading && block.range.size() < 160) || match.range.begin <= block.range.begin + 2;
      if (!title.overlaps(match.range) && match.range.begin > 2000 && !heading) continue;
      for (const std::string_view group : {"kind", "kind2"})
        if (const Range where = match.group(group); !where.empty()) offer(std::string(document.text.fold(where)), match, where);
      if (const Range where = match.group("letters"); !where.empty() && assembly_letters(document, where)) offer(document.text.fold(where) == "ago" ? "ordinaire" : "extraordinaire", match, where);
    }
  }

  static std::optional<std::string> time_of(const extract::Document& document, Range where, std::string_view behind = {}) {
    const auto times = extract::find_times(document.text.fold(where));
    static const Regex dotted("^([01]?[0-9]|2[0-3])\\.([0-5][0-9])$");
    RegexHit hit;
    if (times.empty() && !dotted.begins(document.text.fold(where), hit)) return std::nullopt;
    std::string time = times.empty() ? std::string(hit.groups[1].of(document.text.fold(where))) + ":" + std::string(hit.groups[2].of(document.text.fold(where))) : times.front().time;
    if (time.size() == 4) time = "0" + time;
    // « une heure et demie du soir », « cinq heures de relevée »
    if ((has(behind, "du soir") || has(behind, "de relevee") || has(behind, "apres midi") || has(behind, "apres-midi") || has(behind, "de l'apres")) && time < "12:00") {
      const int hour = std::stoi(time.substr(0, 2)) + 12;
      time = std::to_string(hour) + time.substr(2);
    }
    return time;
  }

  // No sitting opens before the day does: « une heure et demie » told without « du matin » is of the afternoon.
  static std::string after_noon(std::string time, std::string_view words) {
    if (time >= "01:00" && time < "06:30" && contains(words, "heure")) return std::to_string(std::stoi(time.substr(0, 2)) + 12) + time.substr(2);
    return time;
  }

  static const Regex& swiss() {
    static const Regex form("^[ ,;:*_-]{1,6}(?:(?:a|des|de) )?((?:[01]?[0-9]|2[0-3])\\.[0-5][0-9])(?=[ ,;*_-]|\\n|\\.(?: |\\n)|$)(?! ?(?:fr|eur|chf|%))");
    return form;
  }

  static std::string behind(const extract::Document& document, Range where) {
    std::string text(document.text.fold({where.end, std::min(where.end + 24, document.text.reading.size())}));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  static void times(const extract::Document& document, const std::optional<DateAt>& date, bool announced, Found& out) {
    std::string start;
    const std::size_t end = opening_end(document);
    const extract::Match* best = nullptr;
    for (const extract::Match& match : document.matches.of("meeting.start")) {
      if (has(match.rule->id, ".dated") || has(match.rule->id, ".held")) {
        // only the hour that stands with the sitting's own date
        if (!date || match.range.begin > date->where.end + 4 || match.range.end < date->where.end) continue;
      } else if (match.range.begin > (has(match.rule->id, ".range") || has(match.rule->id, ".hall") ? 2000 : 2 * end)) {
        continue;
      }
      if (!best || match.rule->confidence > best->rule->confidence) best = &match;
    }
    if (best)
      for (const std::string_view group : {"time", "time2", "time3", "time4"}) {
        const Range where = best->group(group);
        if (where.empty()) continue;
        if (const auto time = time_of(document, where, behind(document, where))) out.facts.push_back(make_fact("start", start = after_noon(*time, document.text.fold(where)), where, *best));
        break;
      }
    std::vector<std::size_t> ends;  // where the sitting's date is said: the hour stands behind it, « …le onze février, à deux heures après midi »
    if (date) ends.push_back(date->where.end);
    for (const extract::Match& match : document.matches.of("meeting.date")) {
      if (!date || match.range.begin > opening_end(document)) break;
      for (const std::string_view group : {"date", "date2"})
        if (const Range where = match.group(group); !where.empty())
          if (const auto same = extract::find_date(document.text.fold(where)); same && same->date == date->date) ends.push_back(where.end);
    }
    for (const std::size_t from_end : ends) {
      if (!start.empty()) break;
      Range near{from_end, std::min(from_end + 60, document.text.reading.size())};
      if (mail_head(document, document.structure.blocks[static_cast<std::size_t>(std::max(0, document.structure.block_at(from_end - 1)))].range)) near.end = std::min(near.end, document.text.reading.find('\n', from_end));  // the next line says when it was written
      const auto found = extract::find_times(document.text.fold(near));
      if (!found.empty() && found.front().range.begin < 40 && !has(document.text.fold(near).substr(0, found.front().range.begin), "prochain")) {
        const std::size_t from = document.text.to_folded(near).begin;
        const Range where = document.text.to_reading({from + found.front().range.begin, from + found.front().range.end});
        if (const auto time = time_of(document, where, behind(document, where))) out.facts.push_back(make_fact("start", start = after_noon(*time, document.text.fold(where)), where, 0.85, "meeting.start.near@1"));
      } else if (RegexHit hit; found.empty() && swiss().begins(document.text.fold(near), hit)) {  // « lundi 24 septembre, 20.00, dans la salle »
        const std::size_t from = document.text.to_folded(near).begin;
        const Range where = document.text.to_reading({from + hit.groups[1].begin, from + hit.groups[1].end});
        if (const auto time = time_of(document, where)) out.facts.push_back(make_fact("start", start = *time, where, 0.8, "meeting.start.near@1"));
      }
    }
    if (announced) return;
    const extract::Match* last = nullptr;
    for (const extract::Match& match : document.matches.of("meeting.end")) last = &match;
    Range where = last ? last->group(last->has("time") ? "time" : "time2") : Range{};
    if (!last && best && best->has("end")) last = best, where = best->group("end");
    if (!last) return;
    auto time = time_of(document, where, behind(document, where));
    // « à quatre heures » of a sitting that began at half past one in the afternoon
    if (time && !start.empty() && *time < start && *time < "12:00" && start >= "12:00") {
      const std::string later = std::to_string(std::stoi(time->substr(0, 2)) + 12) + time->substr(2);
      if (later > start) time = later;
    }
    if (time && start.empty() && !has(behind(document, where), "du matin")) time = after_noon(*time, document.text.fold(where));
    if (time) out.facts.push_back(make_fact("end", *time, where, *last));
  }

  static void modality(const extract::Document& document, Found& out) {
    for (const extract::Match& match : document.matches.of("meeting.modality")) {
      if (match.range.begin > 2500) break;
      if (has(match.rule->id, ".post")) {
        out.facts.push_back(make_fact("modality", std::string("correspondance"), match.range, match));
        return;
      }
      const Range block = document.structure.blocks[static_cast<std::size_t>(match.block)].range;
      const std::string_view folded = document.text.fold(block);
      const bool heading = document.structure.blocks[static_cast<std::size_t>(match.block)].kind == BlockKind::heading && match.range.begin < 600;
      static const Regex there("\\b(?:en presentiel|au local)\\b|\\b(?:et|ou) (?:en salle|sur place|dans la salle|(?:par|en|sur|a) (?:la )?(?:visio|distan|mumble|zoom|jitsi|ligne))");
      // « Sur mumble : Gaël, ptitlouis », beside those listed as being there
      static const Regex listed("^[-*+>|: \\t]*(?:sur|en|a|par|connecte[a-z.()-]*) ?(?:la )?(?:visio\\w*|zoom|jitsi|mumble|teams|bbb|bigbluebutton|distanc\\w*|distance)(?: ?\\([^)\\n]{1,30}\\))? ?:(?= ?[a-z`])");
      const bool group = listed.begins(folded);
      if (!heading && !group && !there.found(folded) && !has(folded, "tenu") && !has(folded, "reuni") && !has(folded, "lieu") && !has(folded, "ou :") && !has(folded, "ou ?")) continue;
      const Fact* place = out.find("place");  // one that stands with it: « salle Garonne et visio »
      constexpr std::size_t beside = 250;
      const bool with_place = place && place->where.begin < match.range.end + beside && match.range.begin < place->where.end + beside;
      const bool both = group || there.found(folded) || with_place;
      out.facts.push_back(make_fact("modality", std::string(both ? "hybride" : "visio"), match.range, match));
      return;
    }
    if (const Fact* place = out.find("place")) {
      // « Salle de la Grange + lien vidéo », and below it « + mumble pour celleux qui sont loin »
      static const Regex remote("\\b(?:mumble|jitsi|zoom|teams|bbb|bigbluebutton|visio(?:conference)?|webex|skype|(?:lien|par) video)\\b"), joins("[ ]*(?:\\+|&|et )"), shown("retransmi|diffus|publi|projet|sans |pas de ");
      const std::string& text = document.text.reading;
      std::size_t line = std::min(text.find('\n', place->where.end), text.size());
      if (line + 1 < text.size() && joins.begins(document.text.fold({line + 1, std::min(line + 8, text.size())}))) line = std::min(text.find('\n', line + 1), text.size());
      const std::string_view beside = document.text.fold({place->where.begin, line});
      const bool both = place->where.begin < 2000 && remote.found(beside) && !shown.found(beside);
      Fact fact = make_fact("modality", std::string(both ? "hybride" : "presentiel"), place->where, 0.75, "meeting.modality.place@1");
      fact.status = Status::derived;
      out.facts.push_back(std::move(fact));
    }
  }

  static void simple(const extract::Document& document, std::string_view family, std::string_view group, std::string field, Found& out) {
    for (const extract::Match& match : document.matches.of(family)) {
      if (match.range.begin > opening_end(document)) return;
      const Range where = match.group(group);
      out.facts.push_back(make_fact(std::move(field), one_line(document.text.read(where)), where, match));
      return;
    }
  }

  // « M. le Maire sort. Sous la présidence de M. X, le compte administratif est voté »: who stands in for the chair at one item.
  static bool for_one_item(const extract::Document& document, Range where) {
    static const Regex out("\\b(?:(?<!au )(?<!par )sort|quitte|se retire|se retirant|s'etant retiree?|s'est retiree?|s'absente|s'etant absentee?|pour ce (?:point|vote|dossier)|pour cette (?:affaire|question)|pour le vote|le temps d[eu])\\b"), accounts("compte (?:administratif|financier)|comptes? de gestion");
    const std::size_t from = where.begin > 160 ? where.begin - 160 : 0, on = where.begin > 420 ? where.begin - 420 : 0;
    if (out.found(document.text.fold({from, std::min(where.end + 120, document.text.reading.size())}))) return true;
    return where.begin > 1500 && accounts.found(document.text.fold({on, std::min(where.end + 120, document.text.reading.size())}));
  }

  static void person(const extract::Document& document, const Findings& earlier, std::string_view family, std::string field, Found& out) {
    std::optional<Fact> best;
    for (const extract::Match& match : document.matches.of(family)) {
      if (match.range.begin > 3 * opening_end(document)) break;
      if (best && best->confidence >= match.rule->confidence) continue;
      const Range block = document.structure.blocks[static_cast<std::size_t>(match.block)].range;
      // « Secrétaire : X » far below is an election or a signature, unless it says « de séance »
      if (has(match.rule->id, ".label") && match.range.begin > 2500 && !has(document.text.fold(match.range), "seance")) continue;
      const bool before = has(match.rule->id, ".before");
      if (field == "chair" && for_one_item(document, match.range)) continue;
      if (has(match.rule->id, ".aside")) {  // « zelda (facilite) », by the name as listed
        const std::string who = one_line(document.text.read(match.group("who")));
        for (const Found& listed : earlier)
          if (const Fact* name = listed.entity == "attendance/people" ? listed.find("name") : nullptr; name && !best && std::get<std::string>(name->value) == who) best = make_fact(field, who, match.group("who"), match);
        continue;
      }
      const auto named = before ? name_before(document, block, match.range.begin) : name_after(document, block, match.range.end);
      if (!named) continue;
      static const Regex elected("^[ ,:(-]*(?:[a-z]+ )?[0-9]+ (?:voix|suffrages|votes)\\b|^[ ,:(-]*(?:re)?elue?\\b");  // « Président : M. X, 55 voix »
      if (!before && has(match.rule->id, ".label") && elected.begins(document.text.fold({named->range.end, std::min(named->range.end + 40, document.text.reading.size())}))) continue;
      const auto full = listed_name(earlier, *named);
      if (!full && named->words == 1 && named->civility.empty() && has(match.rule->id, ".before")) continue;
      best = make_fact(field, full ? *full : named->name, named->range, match);
      best->support.push_back(match.range);
    }
    if (best) out.facts.push_back(std::move(*best));
  }

  static void scrutineers(const extract::Document& document, const Findings& earlier, Found& out) {
    for (const extract::Match& match : document.matches.of("meeting.scrutineers")) {
      const Range block = document.structure.blocks[static_cast<std::size_t>(match.block)].range;
      std::size_t end = match.range.end;
      const std::string& text = document.text.reading;
      while (end < block.end && text[end] != '\n' && text[end] != ';') ++end;
      for (const extract::PersonEntry& entry : extract::split_people(text, {match.range.end, end})) {
        const auto full = listed_name(earlier, entry.person);
        out.facts.push_back(make_fact("scrutineers[]", full ? *full : entry.person.name, entry.person.range, match));
      }
      return;
    }
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> meeting() { return std::make_unique<Meeting>(); }

}  // namespace minutier::extractors
