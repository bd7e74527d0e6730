// Who chaired and who wrote where no sentence says so: the one listed with that office, or who signs as it.

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>

#include "extractors/attendance_parts.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
namespace {

std::string folded_of(const Fact& fact) {
  const auto* value = std::get_if<std::string>(&fact.value);
  return value ? normalise::fold(*value) : std::string();
}

// « Bourgmestre - Président », « président du comité », « maire »: the office alone or with another, not one beside or below it.
bool holds(std::string_view role, std::string_view office) {
  static const Regex less("\\b(?:vice|adjoint|ancien|ex|honneur|honoraire|cpas|c\\.p\\.a\\.s|commission|delegue|secretaire|sortant|suppleant|departement|region|chambre|conseil syndical|syndical)|^p/|\\bpour (?:le|la)\\b");
  const std::size_t at = role.find(office);
  if (at == std::string_view::npos || less.found(role) || (at > 0 && std::isalpha(static_cast<unsigned char>(role[at - 1])))) return false;
  const std::string_view rest = role.substr(at + office.size());
  const std::size_t end = rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
  const std::string_view ending = rest.substr(0, end);
  return ending.empty() || ending == "e" || ending == "sse" || ending == "te";
}

// The officer who keeps the minutes of a council by law: in Belgium the directeur général, in Québec the secrétaire-trésorier.
bool keeps_minutes(const extract::Document& document, std::string_view office) {
  static const Regex officer("(?:la |le )?(?:direct(?:eur|rice) generale?(?: et)?|greffi(?:er|ere)(?: municipale?| communale?)?|secretaire(?: communale?| municipale?| generale? de mairie|-tresori(?:er|ere)))(?:,? ?(?:et )?(?:secretaire-tresori(?:er|ere)|greffi(?:er|ere)))?");
  if (!officer.matches(office)) return false;
  static const Regex council("\\b(?:bourgmestre|echevins?|mairesse|prefete?|conseil communal|conseil municipal de la municipalite|mrc)\\b");
  return council.found(std::string_view(document.text.folded).substr(0, 4000));
}

// « Le secrétaire de séance », « La secrétaire », not one beside or below him, nor of a town hall.
bool writes(const extract::Document& document, std::string_view office) {
  static const Regex own("(?:l[ea] )?secretaire(?: generale?)?(?: (?:de (?:la )?(?:seance|reunion|l'assemblee)|de l'assemblee|du (?:cse|comite|bureau|conseil|syndicat|ca)))?|secretaire d'assemblee");
  return own.matches(office) || keeps_minutes(document, office);
}

// « A. Foulquier » who signs is the Anaïs Foulquier the text names, when it knows one of that name.
std::string spelt_out(const extract::Document& document, const extract::PersonName& person) {
  const std::string_view text = std::string_view(document.text.folded).substr(0, 200000);
  const std::string family = normalise::fold(person.family), key = name_key(person.family), initial = normalise::fold(person.given);
  if (family.size() < 4) return {};
  std::string full;
  int tries = 0;
  for (std::size_t at = text.find(family); at != std::string_view::npos && tries < 30; at = text.find(family, at + family.size()), ++tries) {
    if (at < 3 || (text[at - 1] != ' ' && text[at - 1] != '\n')) continue;
    std::size_t begin = at - 1;
    while (begin > 0 && ((text[begin - 1] >= 'a' && text[begin - 1] <= 'z') || text[begin - 1] == '-')) --begin;
    if (!extract::is_given_name(text.substr(begin, at - 1 - begin)) || (!initial.empty() && text[begin] != initial[0])) continue;
    const Range where = document.text.to_reading({begin, at + family.size()});
    std::string words(document.text.read(where));
    std::replace(words.begin(), words.end(), '\n', ' ');
    const auto named = extract::name_at(words, 0);
    if (!named || named->given.size() < 3 || name_key(named->family) != key) continue;
    if (!full.empty() && name_key(full) != name_key(named->name)) return {};
    full = named->name;
  }
  return full;
}

class Officers final : public extract::Extractor {
 public:
  std::string_view id() const override { return "officers"; }

  std::vector<Found> extract(const extract::Document& document, const Findings& earlier) const override {
    const Found* meeting = nullptr;
    for (const Found& found : earlier) {
      if (found.entity == "meeting") meeting = &found;
      if (found.entity != "document") continue;
      if (const Fact* kind = found.find("kind")) {
        const std::string value = folded_of(*kind);
        if (value.rfind("rapport", 0) == 0 || value == "convocation" || value == "note_de_synthese" || value == "statuts" || value == "arrete") return {};
      }
    }
    if (!meeting) return {};
    Found out;
    out.entity = "meeting";
    if (!meeting->find("chair"))
      if (auto fact = chair(document, earlier)) out.facts.push_back(std::move(*fact));
    if (!meeting->find("secretary"))
      if (auto fact = secretary(document, earlier)) out.facts.push_back(std::move(*fact));
    if (out.facts.empty()) return {};
    out.anchor = out.facts.front().where;
    std::vector<Found> all;
    all.push_back(std::move(out));
    return all;
  }

 private:
  // The only one who signs with an office that `is` takes.
  template <class Is>
  static std::optional<Fact> signed_as(const extract::Document& document, const Findings& earlier, std::string field, Is is) {
    const Found* only = nullptr;
    for (const Found& found : earlier) {
      if (found.entity != "signatures") continue;
      const Fact* role = found.find("role");
      if (!role || !found.find("name") || !is(folded_of(*role))) continue;
      if (only) return std::nullopt;
      only = &found;
    }
    if (!only) return std::nullopt;
    const Fact& name = *only->find("name");
    std::string value = std::get<std::string>(name.value);
    if (const auto person = extract::name_at("M. " + value, 0))
      value = listed_name(earlier, *person).value_or(value);
    if (const auto person = extract::name_at("M. " + value, 0); person && !person->family.empty() && person->given.size() < 5)
      if (const std::string full = spelt_out(document, *person); !full.empty()) value = full;
    return derived(std::move(field), std::move(value), name.where, 0.8, "signed", only->find("role")->where);
  }

  // The only one listed as there with an office that `is` takes.
  template <class Is>
  static std::optional<Fact> listed_as(const Findings& earlier, std::string field, bool staff, Is is) {
    const Found* only = nullptr;
    for (const Found& found : earlier) {
      if (found.entity != "attendance/people") continue;
      const Fact* role = found.find("role");
      const Fact* status = found.find("status");
      if (!role || !status) continue;
      const std::string state = folded_of(*status);
      if (state != "present" && !(staff && state == "staff")) continue;
      if (!is(folded_of(*role))) continue;
      if (only) return std::nullopt;
      only = &found;
    }
    if (!only) return std::nullopt;
    return derived(std::move(field), only->find("name")->value, only->find("role")->where, 0.78, "office", only->anchor);
  }

  static Fact derived(std::string field, Value value, Range where, double confidence, std::string_view how, Range support) {
    const std::string rule = "meeting." + field + "." + std::string(how) + "@1";
    Fact fact = make_fact(std::move(field), std::move(value), where, confidence, rule);
    fact.support.push_back(support);
    fact.status = Status::derived;
    return fact;
  }

  static std::optional<Fact> chair(const extract::Document& document, const Findings& earlier) {
    for (const std::string_view office : {"president de seance", "presidente de seance", "president d'assemblee", "presidente d'assemblee", "president de l'assemblee", "presidente de l'assemblee"})
      if (auto fact = signed_as(document, earlier, "chair", [&](const std::string& role) { return role.find(office) != std::string::npos; })) return fact;
    const auto& acts = document.matches.of("meeting.acting");
    const bool mayor = !acts.empty() && !contains(document.text.fold(acts.front().range), "president");
    std::array<std::string_view, 5> offices{"president", "maire", "bourgmestre", "mairesse", "prefet"};
    if (mayor) std::swap(offices[0], offices[1]);
    for (const std::string_view office : offices) {
      const auto is = [&](const std::string& role) { return holds(role, office); };
      if (auto fact = listed_as(earlier, "chair", false, is)) return fact;
      if (auto fact = signed_as(document, earlier, "chair", is)) return fact;
    }
    return std::nullopt;
  }

  static std::optional<Fact> secretary(const extract::Document& document, const Findings& earlier) {
    for (const std::string_view office : {"secretaire de seance", "secretaire d'assemblee", "secretaire de l'assemblee"})
      if (auto fact = signed_as(document, earlier, "secretary", [&](const std::string& role) { return role.find(office) != std::string::npos && !contains(role, "adjoint"); })) return fact;
    const auto is = [&](const std::string& role) { return writes(document, role); };
    if (auto fact = signed_as(document, earlier, "secretary", is)) return fact;
    return listed_as(earlier, "secretary", true, is);
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> officers() { return std::make_unique<Officers>(); }

}  // namespace minutier::extractors
