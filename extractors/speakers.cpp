#include <algorithm>
#include <set>

#include "extractors/attendance_parts.hpp"
#include "extractors/sitting.hpp"
#include "extractors/speaker_names.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/normalise/letters.hpp"

namespace minutier::extractors {
namespace {

struct Speech {
  extract::PersonName person;
  std::string name;   // in full, where the list tells
  bool listed = false;
  Range text;
  bool colon = false;
};

class Speakers final : public extract::Extractor {
 public:
  std::string_view id() const override { return "speakers"; }

  std::vector<Found> extract(const extract::Document& document, const Findings& earlier) const override {
    if (!sitting(earlier)) return {};
    std::vector<Speech> speeches;
    read_dialogue(document, earlier, speeches);
    read_verbs(document, earlier, speeches);
    std::sort(speeches.begin(), speeches.end(), [](const Speech& a, const Speech& b) { return a.person.range.begin < b.person.range.begin; });
    complete_names(speeches);
    std::vector<Found> out;
    Found speakers;
    speakers.entity = "document";
    std::set<std::string> known;
    for (const Speech& speech : speeches) {
      const double confidence = speech.listed ? 0.93 : speech.colon ? 0.85 : 0.8;
      if (known.insert(name_key(speech.name)).second) speakers.facts.push_back(make_fact("speakers[]", speech.name, speech.person.range, confidence, speech.colon ? "speakers.dialogue@1" : "speakers.verb@1"));
      if (speech.colon) out.push_back(intervention(document, speech, confidence));
    }
    if (speakers.facts.empty()) return out;
    speakers.anchor = speakers.facts.front().where;
    out.insert(out.begin(), std::move(speakers));
    return out;
  }

 private:
  static bool sitting(const Findings& earlier) {
    for (const Found& found : earlier)
      if (const Fact* kind = found.entity == "document" ? found.find("kind") : nullptr) {
        const std::string& value = std::get<std::string>(kind->value);
        if (value == "convocation" || value == "note_de_synthese" || value == "statuts" || value == "feuille_de_presence" || value == "liste_des_deliberations" || value.rfind("rapport", 0) == 0) return false;
      }
    return true;
  }

  static Found intervention(const extract::Document& document, const Speech& speech, double confidence) {
    Found found;
    found.entity = "interventions";
    found.anchor = speech.text;
    const std::string text = one_line(document.text.read(speech.text));
    found.facts.push_back(make_fact("speaker", speech.name, speech.person.range, confidence, "speakers.dialogue@1"));
    found.facts.push_back(make_fact("text", text, speech.text, confidence, "speakers.dialogue@1"));
    found.facts.push_back(make_fact("kind", std::string(!text.empty() && text.back() == '?' ? "question" : "speech"), speech.text, 0.7, "speakers.dialogue@1"));
    return found;
  }

  // Where the lists of those present end: dialogue stands behind them.
  static std::size_t lists_end(const Findings& earlier) {
    std::vector<Range> lists;
    for (const Found& found : earlier)
      if (found.entity == "attendance/people") lists.push_back(found.anchor);
    return end_of_lists(std::move(lists));
  }

  // « Mme Villeneuve » is the Karine Villeneuve named in full elsewhere.
  static void complete_names(std::vector<Speech>& speeches) {
    for (Speech& speech : speeches) {
      if (!speech.listed && speech.person.words == 1 && speech.person.civility.empty()) {  // « Inès », who is Inès Charbonnel farther on
        std::string full;
        bool several = false;
        for (const Speech& other : speeches) {
          if (other.person.words < 2 || normalise::fold(other.person.given) != normalise::fold(speech.person.name)) continue;
          several = several || (!full.empty() && full != other.name);
          full = other.name;
        }
        if (!full.empty() && !several) speech.name = full;
        continue;
      }
      if (speech.listed || !speech.person.given.empty()) continue;
      const std::string key = name_key(speech.person.family.empty() ? speech.person.name : speech.person.family);
      std::string full;
      for (const Speech& other : speeches) {
        if (other.person.given.size() < 3 || name_key(other.person.family) != key) continue;
        if (!full.empty() && full != other.name) full.clear();
        else full = other.name;
      }
      if (!full.empty()) speech.name = full;
    }
  }

  // A first name alone at the head of a sentence speaks as « Kévin retrace l'année ».
  static bool first_name_at_head(const extract::Document& document, const Block& block, const extract::PersonName& person) {
    if (person.words != 1 || !extract::is_given_name(normalise::fold(person.name))) return false;
    std::size_t at = person.range.begin;
    const std::string& text = document.text.reading;
    while (at > block.range.begin && (text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == '*')) --at;
    if (at == block.range.begin) return true;
    const char last = text[at - 1];
    return last == '.' || last == '?' || last == '!' || last == ';' || last == ':' || last == ')' || last == '-';
  }

  // « conclut le trésorier »: who holds the office named behind the verb.
  static std::optional<Speech> office_behind(const extract::Document& document, const Findings& earlier, const Block& block, const extract::Match& match) {
    std::string_view words = document.text.fold({match.range.end, std::min(block.range.end, match.range.end + 40)});
    if (words.rfind("le ", 0) != 0 && words.rfind("la ", 0) != 0) return std::nullopt;
    words.remove_prefix(3);
    const std::string_view office = words.substr(0, first_of(words, " .,;\n"));
    if (office.size() < 5 || !extract::is_office(office)) return std::nullopt;
    const auto holder = holder_of(earlier, office);
    if (!holder) return std::nullopt;
    Speech speech;
    speech.name = *holder;
    speech.listed = true;
    speech.person.range = {match.range.end, match.range.end + 3 + office.size()};
    speech.text = match.range;
    return speech;
  }

  // « Le gérant répond »: who is listed with that office, if only one is.
  static std::optional<Speech> by_office(const extract::Document& document, const Findings& earlier, const Block& block, const extract::Match& match) {
    std::string_view words = document.text.fold({std::max(block.range.begin, match.range.begin > 40 ? match.range.begin - 40 : 0), match.range.begin});
    while (!words.empty() && (words.back() == ' ' || words.back() == ',')) words.remove_suffix(1);
    const auto cut = words.find_last_of(" '\n");
    if (cut == std::string_view::npos || cut < 2) return std::nullopt;
    const std::string_view office = words.substr(cut + 1), lead = words.substr(0, cut);
    const bool article = lead.size() >= 2 && (lead.substr(lead.size() - 2) == "le" || lead.substr(lead.size() - 2) == "la") && (lead.size() == 2 || lead[lead.size() - 3] == ' ' || lead[lead.size() - 3] == '\n');
    if (!article || office.size() < 5 || !extract::is_office(office)) return std::nullopt;
    const auto holder = holder_of(earlier, office);
    if (!holder) return std::nullopt;
    Speech speech;
    speech.name = *holder;
    speech.listed = true;
    speech.person.range = document.text.to_reading({document.text.to_folded(match.range).begin - office.size() - 1, document.text.to_folded(match.range).begin});
    speech.text = match.range;
    return speech;
  }

  // « … ? Perrine : commande pour trois ans. »: a listed person's turn inside a paragraph, behind the end of a sentence.
  static void inner_turns(const extract::Document& document, const Findings& earlier, const Block& block, std::vector<Speech>& out) {
    const std::string& text = document.text.reading;
    const std::string_view said = std::string_view(text).substr(0, block.range.end);
    for (std::size_t colon = said.find(" :", block.range.begin); colon != std::string::npos; colon = said.find(" :", colon + 2)) {
      if (colon < block.range.begin + 12 || colon + 3 >= block.range.end) continue;
      auto person = name_before(document, block.range, colon);
      if (!person) person = called_before(document, earlier, block.range, colon);
      if (!person || person->range.end != colon) continue;
      std::size_t at = person->range.begin;
      if (!person->civility.empty())  // « … tous les vendredis. Mme Mougeot : « les petits … » »
        if (const std::size_t civil = text.rfind(person->civility, at); civil != std::string::npos && civil + person->civility.size() + 3 > at) at = civil;
      while (at > block.range.begin && (text[at - 1] == ' ' || text[at - 1] == '\n')) --at;
      const char last = at > block.range.begin ? text[at - 1] : ' ';
      if (std::any_of(out.begin(), out.end(), [&](const Speech& known) { return known.person.range.overlaps(person->range); })) continue;  // at the head of a line
      if (last != '.' && last != '?' && last != '!' && last != ')' && last != '"' && static_cast<unsigned char>(last) != 0xBB) continue;
      std::size_t end = first_of(text, ".?!", colon);
      end = end == std::string::npos || end > block.range.end ? block.range.end : end + 1;
      if (!spoken(document, {colon + 2, end})) continue;
      Speech speech;
      speech.name = full_name(document, earlier, *person, speech.listed);
      if (!speech.listed && person->civility.empty()) continue;
      speech.person = std::move(*person);
      speech.text = {colon + 2, end};
      speech.colon = true;
      out.push_back(std::move(speech));
    }
  }

  // « Name : words », « Name (Org) : words » at the head of a paragraph, item or line.
  static void read_dialogue(const extract::Document& document, const Findings& earlier, std::vector<Speech>& out) {
    const std::size_t from = lists_end(earlier);
    for (const Block& block : document.structure.blocks) {
      if (block.kind == BlockKind::furniture || block.kind == BlockKind::table || block.range.begin < from) continue;
      if (const std::string_view words = block.range.of(document.text.reading); words.find(':') == std::string_view::npos && !contains(words, ". \xE2\x80\x94 ")) continue;
      for (std::size_t i = 0; i < block.lines.size(); ++i) {
        std::size_t begin = i == 0 ? block.range.begin : block.lines[i].begin;
        const std::string& text = document.text.reading;
        while (begin < block.lines[i].end && (text[begin] == '>' || text[begin] == '`' || (text[begin] == ' ' && begin > block.lines[i].begin))) ++begin;  // a quoted line
        turn(document, earlier, begin, block.range.end, i == 0, out);
      }
      inner_turns(document, earlier, block, out);
    }
  }

  // A turn of speech that begins at `begin`; `end` is its block's.
  static void turn(const extract::Document& document, const Findings& earlier, std::size_t begin, std::size_t end, bool head, std::vector<Speech>& out) {
    const std::string& text = document.text.reading;
    const std::string_view opening = std::string_view(text).substr(begin, std::min<std::size_t>(end - begin, 90));
    if (opening.find(':') == std::string_view::npos && !contains(opening, ". \xE2\x80\x94 ")) return;
    auto person = extract::name_at(std::string_view(text).substr(0, end), begin);
    if (person && person->words > 1 && std::string_view(person->name).substr(person->name.size() - 3) == " de") return;  // « Idée de Pierrot : une carte »
    if (!person) {
      const std::size_t colon = text.find(':', begin);
      if (colon < begin + 26) person = called_before(document, earlier, {begin, end}, colon);
      if (person && person->range.begin != begin) person.reset();
    }
    if (!person) return;
    std::size_t at = person->range.end;
    const auto blanks = [&] {
      while (at < end && (text[at] == ' ' || text[at] == '\xC2' || text[at] == '\xA0')) ++at;
    };
    blanks();
    std::optional<extract::PersonName> second;  // « Stéphane, Julie Salagnac : … »
    if (at < end && text[at] == ',') {
      second = extract::name_at(std::string_view(text).substr(0, end), at + 1);
      if (!second) return;
      at = second->range.end;
      blanks();
    }
    if (at < end && text[at] == '(') {
      at = text.find(')', at);
      if (at == std::string::npos || at > begin + 90) return;
      ++at;
      blanks();
    }
    const bool dashed = text.compare(at, 5, ". \xE2\x80\x94") == 0 && !person->civility.empty();  // « M. Garric. — Je demande … », as printed minutes set it
    if (at >= end || (text[at] != ':' && !dashed)) return;
    const Range words{dashed ? at + 5 : at + 1, end};
    const bool below = document.text.read(words).find_first_not_of(" \n\t") == std::string_view::npos;
    if (!below && !spoken(document, words)) return;
    for (auto* named : {&person, &second}) {
      if (!*named) continue;
      Speech speech;
      speech.name = full_name(document, earlier, **named, speech.listed);
      if (!speech.listed && (below || (!head && (*named)->civility.empty()) || ((*named)->civility.empty() && ((*named)->words < 2 || !(*named)->known_given)))) continue;
      speech.person = std::move(**named);
      speech.text = below ? Range{begin, end} : words;
      speech.colon = true;
      out.push_back(std::move(speech));
    }
  }

  // Words rather than a count of votes, a sum, a post or a bare name.
  static bool spoken(const extract::Document& document, Range words) {
    const std::string folded(document.text.fold(words));
    if (folded.size() < 15 || std::count(folded.begin(), folded.end(), ' ') < 3) return false;
    std::size_t at = folded.find_first_not_of(" \n\t");
    if (at == std::string::npos) return false;
    // « X : 7 voix ; Y : 4 voix »: what one obtained
    if (folded[at] >= '0' && folded[at] <= '9') {
      const std::string_view first = std::string_view(folded).substr(at, 30);
      for (const std::string_view count : {" voix", " suffrage", "elu", " ;", " mandat", " bulletin"})
        if (first.find(count) != std::string_view::npos) return false;
    }
    if (folded.size() < 90)
      for (const std::string_view count : {" voix", " pour", " contre", "abstention", " eur", "elu", "president", "tresorier", "secretaire"})
        if (folded.find(count) != std::string::npos && folded.find('?') == std::string::npos && folded.find('.') == std::string::npos) return false;
    return true;
  }

  // « MM. Carré et Vidal demandent », « Inès et Samuel proposent »: who stands before « et » speaks too.
  static void beside(const extract::Document& document, const Findings& earlier, const Block& block, const extract::Match& match, std::vector<Speech>& out) {
    static const Regex several("(?:ent|\\bont [a-z ]+)$");
    static const Regex own("^[ \\n](?:ne pas|que[ \\n](?:leur|son)[ \\n](?:vote|opposition|nom)|s'abstenir)");  // how they voted
    if (!several.found(document.text.fold(match.range)) || own.found(document.text.fold({match.range.end, std::min(match.range.end + 40, document.text.reading.size())}))) return;
    const std::string& text = document.text.reading;
    for (int i = 0; i < 3; ++i) {
      std::size_t at = out.back().person.range.begin;
      if (!out.back().person.civility.empty()) at = text.rfind(out.back().person.civility, at);
      if (at == std::string::npos || at <= block.range.begin + 4) return;
      while (at > block.range.begin && text[at - 1] == ' ') --at;
      if (text.compare(at - 2, 2, "et") == 0) at -= 2;
      else if (text[at - 1] != ',') return;
      while (at > block.range.begin && (text[at - 1] == ' ' || text[at - 1] == ',')) --at;
      auto person = name_before(document, block.range, at);
      if (!person) person = called_before(document, earlier, block.range, at);
      if (!person || person->range.end != at) return;
      Speech speech;
      speech.name = full_name(document, earlier, *person, speech.listed);
      if (!speech.listed && person->civility.empty() && (person->words < 2 || !person->known_given)) return;
      speech.person = std::move(*person);
      speech.text = match.range;
      out.push_back(std::move(speech));
    }
  }

  // « présenté », « avoué à Lavaur », « Jean Desmoulins dit Cadet »: what somebody is or was, and says nothing.
  static bool participle(const extract::Document& document, const extract::Match& match) {
    static const Regex aided("(?:^|[ \\n])(?:a|ont|avait|avaient|s'est|s'etait|sont|aurait|auraient)[ \\n]"), alias("(?:^|[ \\n])dit$");
    const std::string_view said = document.text.read(match.range);
    const std::string_view folded = document.text.fold(match.range);
    if (alias.found(folded)) {
      std::size_t at = match.range.end;
      while (at < document.text.reading.size() && document.text.reading[at] == ' ') ++at;
      return normalise::upper_letter_at(document.text.reading, at);
    }
    const bool accent = said.size() > 2 && (said.substr(said.size() - 2) == "\xC3\xA9" || said.substr(said.size() - 2) == "\xC3\x89");
    return accent && !aided.found(folded);
  }

  // « le compte rendu par le sieur Momet présente … »: who made the thing that is spoken of.
  static bool made_by(const extract::Document& document, const extract::PersonName& person) {
    static const Regex lead("\\bpar (?:(?:mm?\\.|mmes?|mlles?|monsieur|madame|le sieur|la dame|le citoyen|me|dr)[ ])?$");
    const std::size_t from = person.range.begin > 24 ? person.range.begin - 24 : 0;
    return lead.found(document.text.fold({from, person.range.begin}));
  }

  // « M. Delpuech fait observer que … »
  static void read_verbs(const extract::Document& document, const Findings& earlier, std::vector<Speech>& out) {
    for (const extract::Match& match : document.matches.of("speakers.verb")) {
      const Block& block = document.structure.blocks[static_cast<std::size_t>(match.block)];
      if (participle(document, match)) continue;
      auto person = name_before(document, block.range, match.range.begin);
      if (person && made_by(document, *person)) continue;
      if (!person) person = called_before(document, earlier, block.range, match.range.begin);
      if (!person) {
        if (auto speech = by_office(document, earlier, block, match)) out.push_back(std::move(*speech));
        continue;
      }
      Speech speech;
      speech.name = full_name(document, earlier, *person, speech.listed);
      if (!speech.listed && person->civility.empty() && (person->words < 2 || !person->known_given) && !first_name_at_head(document, block, *person)) continue;
      speech.person = std::move(*person);
      speech.text = match.range;
      out.push_back(std::move(speech));
      beside(document, earlier, block, match, out);
    }
    for (const extract::Match& match : document.matches.of("speakers.inverted")) {
      const Block& block = document.structure.blocks[static_cast<std::size_t>(match.block)];
      if (auto speech = office_behind(document, earlier, block, match)) {
        out.push_back(std::move(*speech));
        continue;
      }
      auto person = name_after(document, block.range, match.range.end);
      if (!person || person->range.begin > match.range.end + 12) continue;
      Speech speech;
      speech.name = full_name(document, earlier, *person, speech.listed);
      if (!speech.listed && person->civility.empty() && (person->words < 2 || !person->known_given)) continue;
      speech.person = std::move(*person);
      speech.text = match.range;
      out.push_back(std::move(speech));
    }
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> speakers() { return std::make_unique<Speakers>(); }

}  // namespace minutier::extractors
