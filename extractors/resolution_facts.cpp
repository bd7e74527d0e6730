#include "extractors/resolution_facts.hpp"

#include <algorithm>
#include <array>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

std::vector<std::string> words_of(const std::string& name) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : normalise::fold(name) + ' ') {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(word);
      word.clear();
    }
  }
  return words;
}

}  // namespace

std::string_view resolution_kind(std::string_view title, std::string_view text) {
  struct Entry {
    std::string_view kind;
    Regex pattern;
  };
  static const std::array<Entry, 10> entries{{{"quitus", Regex("\\bquitus\\b|\\bdecharge\\b")},
                                              {"election", Regex("\\belections?\\b|\\b(?:re)?elue?s?\\b|renouvellement (?:partiel |total )?(?:du |des |de la )(?:conseil|bureau|membres|administrat|mandat des admin|tiers)|nouveau (?:ca|conseil)|composition du (?:nouveau )?(?:conseil|bureau|ca)|vote ca\\b|\\belit\\b")},
                                              {"subvention", Regex("\\bsubventions?\\b|\\bsubsides?\\b|aide financiere|fonds de concours|verser une aide|allouer (?:a|une)|aide a l'achat")},
                                              {"statuts", Regex("\\bstatuts\\b|siege social|transfert du siege|reglement interieur")},
                                              {"designation", Regex("\\bdesign(?:ation|e|er|es)\\b|\\bnomm(?:e|er|ee)\\b|nomination|mandat du commissaire|representants? au")},
                                              {"voeu", Regex("\\bvoeux?\\b|\\bmotions?\\b|\\bavis (?:favorable|defavorable|sur)|est d'avis")},
                                              {"adhesion", Regex("\\badhesions?\\b|\\bcotisations?\\b")},
                                              {"budget", Regex("\\bbudgets?\\b|\\bprevisionnel\\b|decision modificative|credit d'etude|credits? supplementaires?|budget primitif")},
                                              {"approbation", Regex("\\bapprobation\\b|\\bapprouve|\\badoption\\b|proces[- ]verbal|compte[- ]rendu|\\brapports? (?:moral|financier|d'activite|annuel)|\\bbilans?\\b|compte administratif|compte de gestion|\\bcomptes\\b|intitules?|ordre du jour")},
                                              {"autorisation", Regex("\\bautoris|donne (?:tous )?pouvoirs?|\\bmandate\\b|\\bhabilit|signer\\b|accorder le contrat|octroi de contrat")}}};
  const auto find = [](std::string_view words) -> std::string_view {
    for (const Entry& entry : entries)
      if (entry.pattern.found(words)) return entry.kind;
    return {};
  };
  const std::string_view by_title = find(title);
  if (!by_title.empty()) return by_title;
  const std::string_view by_text = find(text.substr(0, 400));
  return by_text.empty() ? "autre" : by_text;
}

std::vector<Sum> sums_in(const extract::Document& document, Range range, std::string_view francs) {
  std::vector<Sum> sums;
  if (range.empty()) return sums;
  const Range base = document.text.to_folded(range);
  std::string flat(base.of(document.text.folded));  // « 53 / 117,31 € » over a line end
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  for (const extract::MoneyFound& found : extract::find_money(flat, francs)) {
    if (!found.unit) continue;
    Money money = found.money;
    if (money.cents < 0 && found.range.begin + 1 < flat.size() && flat[found.range.begin + 1] == ' ') money.cents = -money.cents;  // « Comité des fêtes - 300 € »: a dash
    const bool known = std::any_of(sums.begin(), sums.end(), [&](const Sum& s) { return s.money == money; });
    if (!known) sums.push_back({money, document.text.to_reading({base.begin + found.range.begin, base.begin + found.range.end})});
  }
  return sums;
}

std::optional<Dated> effective_date(const extract::Document& document, Range range) {
  static const Regex lead("\\b(?:a (?:compter|partir|dater) du|applicables?(?: a compter du| des le| le| au)|appliquee?s? (?:au|le|des le)|prend(?:ra|ront)? effet (?:le|au|a compter du)|avec effet (?:au|le)|entrera en vigueur le|en vigueur (?:le|au)|des le) (?=\\d|premier|1er)");
  const Range base = document.text.to_folded(range);
  const std::string_view text = base.of(document.text.folded);
  RegexHit hit;
  if (!lead.search(text, hit)) return std::nullopt;
  const std::size_t at = hit.whole().end;
  const auto date = extract::find_date(text.substr(at, 40));
  if (!date || date->range.begin > 2) return std::nullopt;
  return Dated{date->date, document.text.to_reading({base.begin + at + date->range.begin, base.begin + at + date->range.end})};
}

std::optional<Year> budget_year(const extract::Document& document, Range range) {
  static const Regex pattern("\\b(?:budgets?|previsionnel)\\b[^.;:\\n]{0,60}?\\b(?<year>(?:18|19|20)\\d\\d)\\b");
  const Range base = document.text.to_folded(range);
  const std::string_view text = base.of(document.text.folded);
  RegexHit hit;
  if (!pattern.search(text, hit)) return std::nullopt;
  return Year{std::stoll(std::string(pattern.text(text, hit, "year"))), document.text.to_reading(pattern.range(hit, "year").after(base.begin))};
}

KnownPeople::KnownPeople(const Findings& earlier) {
  const auto text = [](const Found& found, std::string_view field) {
    const Fact* fact = found.find(field);
    const auto* value = fact ? std::get_if<std::string>(&fact->value) : nullptr;
    return value ? *value : std::string();
  };
  for (const Found& found : earlier) {
    if (found.entity == "meeting" && chair_.empty()) chair_ = text(found, "chair");
    if (found.entity != "attendance/people") continue;
    const std::string body = normalise::fold(text(found, "organisation")), group = normalise::fold(text(found, "group")), name = text(found, "name");
    if (!body.empty()) bodies_.push_back(body);
    const std::string status = text(found, "status");
    if (!name.empty()) people_.push_back({name, words_of(name), normalise::fold(text(found, "role")), body.empty() ? group : body, text(found, "proxy_to"), status == "present" || status == "represented"});
  }
}

std::string KnownPeople::holder(std::string_view office) const {
  static const Regex form("(?:m\\.|mme|monsieur|madame)?[ ]?(?:le|la|l')[ ]?(?<office>presidente?|maire|bourgmestre|tresorier|tresoriere|secretaire|syndic|directeur|directrice|cure|prefet|receveur|gerante?)");
  RegexHit hit;
  if (!form.matches(office, hit)) return {};
  std::string stem(form.text(office, hit, "office"));
  const bool chair = stem.substr(0, 9) == "president" || stem == "maire";
  for (const std::string_view tail : {"trice", "eure", "iere", "ente", "ante"})  // « directrice », « trésorière » beside « directeur », « trésorier »
    if (stem.size() > tail.size() + 3 && stem.compare(stem.size() - tail.size(), tail.size(), tail) == 0) stem.resize(stem.size() - tail.size() + 1);
  const Known* only = nullptr;
  for (const Known& known : people_) {
    if (known.role.compare(0, stem.size(), stem) != 0) continue;
    const std::string_view rest = std::string_view(known.role).substr(stem.size());
    if (contains(rest, " adjoint") || contains(rest, " delegue") || contains(rest, "honneur")) continue;
    if (only && only->words != known.words) return {};
    only = &known;
  }
  return only ? only->name : chair && !chair_.empty() ? full_name(chair_) : std::string();
}

std::vector<std::string> KnownPeople::principals(const std::string& holder) const {
  std::vector<std::string> names;
  const std::vector<std::string> words = words_of(holder);
  for (const Known& known : people_)
    if (!known.holder.empty() && !words.empty() && words_of(full_name(known.holder)) == words) names.push_back(known.name);
  return names;
}

std::vector<std::string> KnownPeople::members(std::string_view body) const {
  const auto letters = [](std::string_view text) {
    std::string out;
    for (const char c : text)
      if (c != '.' && c != ' ') out += c;
    return out;
  };
  const std::string wanted = letters(body);
  std::vector<std::string> names;
  if (wanted.size() < 3) return names;
  for (const Known& known : people_)
    if (known.here && !known.body.empty() && letters(known.body) == wanted) names.push_back(known.name);
  return names;
}

bool KnownPeople::lists(std::string_view name) const {
  return std::any_of(people_.begin(), people_.end(), [&](const Known& known) { return known.name == name; });
}

bool KnownPeople::body(std::string_view name) const {
  const std::string folded = normalise::fold(name);
  if (folded.size() < 4) return false;
  for (const std::string& body : bodies_) {
    const std::size_t at = body.find(folded);
    if (at == std::string::npos) continue;
    const bool begins = at == 0 || body[at - 1] == ' ' || body[at - 1] == '\'', ends = at + folded.size() == body.size() || body[at + folded.size()] == ' ' || body[at + folded.size()] == '.';
    if (begins && ends) return true;
  }
  return false;
}

std::string KnownPeople::full_name(const std::string& name) const {
  const std::vector<std::string> words = words_of(name);
  if (words.empty()) return name;
  for (const Known& known : people_)
    if (known.words == words) return known.name;
  const Known* only = nullptr;
  for (const Known& known : people_) {
    if (known.words.size() < words.size()) continue;
    std::vector<bool> used(known.words.size(), false);
    bool fits = true, whole = false;
    for (const std::string& word : words) {
      bool found = false;
      for (std::size_t i = 0; i < known.words.size() && !found; ++i) {
        const bool same = known.words[i] == word || (word.size() == 1 && known.words[i][0] == word[0]);
        if (used[i] || !same) continue;
        used[i] = found = true;
        whole = whole || word.size() > 1;
      }
      fits = fits && found;
    }
    if (!fits || !whole) continue;
    if (only && only->name != known.name) return name;
    only = &known;
  }
  return only ? only->name : name;
}

namespace {

// « Agathe » where the text names one « Agathe Ruiz »; as it is where it names none or several.
std::string given_in_full(const extract::Document& document, const std::string& name, std::string_view given) {
  const std::string_view text = document.text.folded;
  std::string full;
  int tries = 0;
  for (std::size_t at = text.find(given); at != std::string_view::npos && tries < 40; at = text.find(given, at + 1)) {
    const std::size_t end = at + given.size();
    const bool whole = (at == 0 || text[at - 1] < 'a' || text[at - 1] > 'z') && end < text.size() && text[end] == ' ';
    if (!whole || (at > 0 && text[at - 1] == '-')) continue;
    ++tries;
    const auto found = extract::name_at(document.text.reading, document.text.to_reading({at, end}).begin);
    if (!found || found->words < 2 || normalise::fold(found->given) != given) continue;
    if (!full.empty() && full != found->name) return name;
    full = found->name;
  }
  return full.empty() ? name : full;
}

}  // namespace

std::string written_in_full(const extract::Document& document, const NamedPerson& person) {
  const std::string folded = normalise::fold(person.name);
  const bool initial = folded.size() > 5 && folded[1] == '.' && folded.find(' ') != std::string::npos;
  if (folded.size() > 2 && folded.find(' ') == std::string::npos && extract::is_given_name(folded))
    if (const std::string full = given_in_full(document, person.name, folded); full != person.name) return full;
  const std::string family = initial ? folded.substr(folded.rfind(' ') + 1) : folded;
  static const Regex particle("(?:de|du|des|d'|le|la|van|von|vander|vanden|el|ben|di|da|saint|ait)\\b.*");  // « Van Hove »
  if (family.size() < 4 || (!initial && folded.find(' ') != std::string::npos && !particle.matches(folded))) return person.name;
  const std::size_t words = 2 + static_cast<std::size_t>(std::count(family.begin(), family.end(), ' '));
  const std::string_view text = std::string_view(document.text.folded).substr(0, document.text.to_folded(person.where).begin);
  std::string full;
  int tries = 0;
  for (std::size_t at = text.find(family); at != std::string_view::npos && tries < 40; at = text.find(family, at + 1)) {
    const char next = at + family.size() < text.size() ? text[at + family.size()] : ' ';
    if (at < 3 || (text[at - 1] != ' ' && text[at - 1] != '\n') || (next >= 'a' && next <= 'z')) continue;
    ++tries;
    std::size_t begin = at - 1;
    if (text.substr(0, at).find_last_not_of(" \n") != std::string_view::npos && text.find('\n', text.substr(0, at).find_last_not_of(" \n")) < at) begin = text.substr(0, at).find_last_not_of(" \n") + 1;  // « Jean-Noël » over « Collard »
    while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\n' && text[begin - 1] != '(') --begin;
    const std::size_t from = document.text.to_reading({begin, begin + 1}).begin;
    const auto name = extract::name_at(document.text.reading, from);
    if (!name || name->words != words || !name->known_given || name->range.end < document.text.to_reading({at, at + family.size()}).end) continue;
    if (initial && normalise::fold(name->given)[0] != folded[0]) continue;
    if (!full.empty() && full != name->name) return person.name;
    full = name->name;
  }
  return full.empty() ? person.name : full;
}

std::vector<NamedPerson> named_people(const extract::Document& document, Range range, const KnownPeople& known) {
  static const Regex separator("[,;/+&]|[ \\n]et[ \\n]|[ \\n]?\\(?(?:(?:ayant|avec|porteuse?|munie?|detenteur|detentrice|par|\\()[ \\n]?)(?:d'un[ \\n]|du[ \\n]|le[ \\n]|la[ \\n]|un[ \\n]|une[ \\n]|recu[ \\n]|son[ \\n])*(?:pouvoir|procuration|mandat)[ \\n:]+(?:a[ \\n]|de[ \\n]|pour[ \\n]|d')?|[ \\n](?:pour[ \\n](?:elle|lui)(?:-meme)?[ \\n])");
  static const Regex lead("[ \\n]*(?:ste\\.?|societe|m\\.|mm\\.|mr\\.?|mmes?\\.?|mlles?\\.?|monsieur|madame|messieurs|mesdames|le sieur|les sieurs|dr\\.?|docteur|me|maitre|l'abbe|le[ \\n]docteur|le[ \\n]comte|le[ \\n]baron|le[ \\n]chanoine|le[ \\n]pasteur|le[ \\n]colonel|le[ \\n]general|et|par|pour|celles?[ \\n]de|(?:la|les)[ \\n]voix[ \\n]de|de|(?:avec[ \\n]+)?(?:le[ \\n]+|son[ \\n]+|la[ \\n]+)?(?:pouvoir|procuration)[ \\n]+(?:de|d'))[ \\n]+|(?:avec[ \\n]+)?(?:le[ \\n]+|la[ \\n]+)?(?:pouvoir|procuration)[ \\n]+d'");
  static const Regex initials("(?:[A-Z]|[A-Z]-[A-Z]|[CPT]h)\\.(?:[ -]?[A-Z]\\.)*[ ]?(?:[a-z]{1,3}[ ']){0,2}[A-Z\\xC3][^ \\n,;()]+(?:[ -][A-Za-z\\xC3][^ \\n,;()]*){0,3}");
  const Range base = document.text.to_folded(range);
  const std::string_view folded = base.of(document.text.folded);
  std::vector<NamedPerson> people;
  std::size_t parts = 0;
  const auto part = [&](std::size_t begin, std::size_t end) {
    RegexHit hit;
    static const Regex civil("[ \\n]*(?:mm?\\.|mmes?\\b|mlles?\\b|monsieur|madame|messieurs|mesdames|dr\\b)"), lone("[A-Z\\xC3][^ ,;()0-9]*(?:[ -](?:(?:de|du|des|la|le|d'|van|von|der) ?)*[A-Z\\xC3][^ ,;()0-9]*){0,3}");
    bool titled = false;
    while (begin < end && lead.begins(folded.substr(begin, end - begin), hit)) {
      static const Regex particle("[ \\n]*de[ \\n]+");
      if ((parts > 0 || titled) && particle.matches(hit.whole().of(folded.substr(begin, end - begin))) && !civil.begins(folded.substr(begin + hit.whole().end, end - begin - hit.whole().end))) break;  // « MM. Bazot et de Fromentel »
      titled = titled || civil.begins(folded.substr(begin, end - begin));
      begin += hit.whole().end;
    }
    while (begin < end && (folded[begin] == ' ' || folded[begin] == '\n' || folded[begin] == '(')) ++begin;
    while (end > begin && (folded[end - 1] == ' ' || folded[end - 1] == '\n' || folded[end - 1] == '.' || folded[end - 1] == ')')) --end;
    static const Regex own_self("[ \\n]+(?:elle|lui|eux)-memes?$");
    if (own_self.search(folded.substr(begin, end - begin), hit)) end = begin + hit.whole().begin;
    static const Regex tail("[ \\n]+(?:par|avec|sur|ayant)[ \\n]+(?:son[ \\n]+|le[ \\n]+|un[ \\n]+)?(?:pouvoir|procuration|mandat)$");  // « Mme X par pouvoir »
    if (tail.search(folded.substr(begin, end - begin), hit)) end = begin + hit.whole().begin;
    static const Regex weight("[ \\n]\\(?\\d[\\d ]*(?:tantiemes|milliemes|voix|parts)?\\)?$"), sum("(?:soit[ \\n])?\\d[\\d ]*(?:[ \\n](?:tantiemes|milliemes|voix|parts))?$");  // « M. et Mme Janin 870, … soit 3 800 »
    if (sum.matches(folded.substr(begin, end - begin))) return;
    if (weight.search(folded.substr(begin, end - begin), hit)) end = begin + hit.whole().begin;
    std::string given;  // « Bonnet (Louis) »
    if (const std::size_t aside = folded.substr(begin, end - begin).find(" ("); aside != std::string_view::npos && aside > 3) {  // « M. X (suppléant) »
      const Range inside{begin + aside + 2, std::max(begin + aside + 2, std::min(end, folded.find(')', begin + aside)))};
      if (extract::is_given_name(inside.of(folded)) && inside.of(folded).find(' ') == std::string_view::npos) given = std::string(document.text.read(document.text.to_reading(inside.after(base.begin)))) + " ";
      end = begin + aside;
    }
    if (end <= begin + 1) return;
    static const Regex own_proxy("(?:avec )?(?:sa|ses|son|leurs?)[ \\n](?:procurations?|pouvoirs?|mandants?|mandats?)$");
    if (own_proxy.begins(folded.substr(begin, end - begin))) {
      const Range where = document.text.to_reading({base.begin + begin, base.begin + end});
      if (!people.empty())
        for (const std::string& name : known.principals(people.back().name)) people.push_back({name, where, true}), ++parts;
      return;
    }
    ++parts;
    static const Regex firm("(?:sci|sas|sarl|snc|scp|indivision|consorts|hoirie|succession|epoux|sa)[ \\n][a-z]");
    if (firm.begins(folded.substr(begin, end - begin)) && end - begin < 50) {
      const Range where = document.text.to_reading({base.begin + begin, base.begin + end});
      std::string name(document.text.read(where));
      std::replace(name.begin(), name.end(), '\n', ' ');
      people.push_back({known.full_name(name), where, true});
      return;
    }
    const Range where = document.text.to_reading({base.begin + begin, base.begin + end});
    const std::string_view text = document.text.read(where);
    std::string office(folded.substr(begin, end - begin));
    std::replace(office.begin(), office.end(), '\n', ' ');
    if (const std::string holder = known.holder(office); !holder.empty()) {
      people.push_back({holder, where, true});
      return;
    }
    std::string name = given + std::string(text);
    std::replace(name.begin(), name.end(), '\n', ' ');
    std::string own = name;  // « `glycine` », « @fenouil »
    while (!own.empty() && (own.front() == '`' || own.front() == '@' || own.front() == '*' || own.front() == '_')) own.erase(0, 1);
    while (!own.empty() && (own.back() == '`' || own.back() == '*' || own.back() == '_')) own.pop_back();
    if (known.lists(own)) {
      people.push_back({own, where});
      return;
    }
    const std::string full = known.full_name(name);
    if (full != name) {
      people.push_back({full, where});
      return;
    }
    if (const auto person = extract::name_at(name, 0, true); person && person->range.end + 1 >= name.size()) people.push_back({known.full_name(person->name), where});
    else if (initials.matches(text) || (titled && lone.matches(text))) people.push_back({name, where});
    else if (static const Regex noble("(?:de la|de l'|de|du|des|d'|le|la|van|von)[ ]?"); (titled || parts > 1) && noble.begins(name, hit) && hit.whole().end + 3 < name.size())  // « de Courrèges »
      if (const auto family = extract::name_at(std::string_view(name).substr(hit.whole().end), 0, true); family && family->range.end + 1 >= name.size() - hit.whole().end) people.push_back({name.substr(0, hit.whole().end) + family->name, where});
  };
  std::size_t begin = 0;
  RegexHit hit;
  for (; separator.search(folded, begin, hit); begin = hit.whole().end) part(begin, hit.whole().begin);
  part(begin, folded.size());
  if (parts == 0 || people.size() * 4 < parts * 3) people.clear();
  return people;
}

std::vector<NamedPerson> voters_named(const extract::Document& document, const VoteNames& names, const VoteCount* count, const KnownPeople& known) {
  Range range = document.text.to_reading(names.names);
  static const Regex relative("[ ]?:[ ]?\"|,[ \\n]+(?:qui|que|lequel|laquelle|lesquels|au motif|car|parce|estimant|jugeant|regrettant|il|elle|ils|elles|par|rapport|faute|absente?s?|sans|c'est|toujours|mais|puisque|pas|a cause|en raison|ne|qu'|dont|pourtant|encore|suite a)\\b|,[ \\n]+n'");  // « (M.-P. Petit, qui attendrait) »
  if (RegexHit hit; relative.search(names.names.of(document.text.folded), hit)) range = document.text.to_reading({names.names.begin, names.names.begin + hit.whole().begin});
  static const Regex nobody("^(?:l'|les? |la |une? |chacun|personne|aucun|tous|tout |sa |son |ses |leurs? |celles? |ceux|qui\\b|soit\\b)");
  std::vector<NamedPerson> voters;
  for (NamedPerson& person : named_people(document, range, known)) {
    if (!person.office && nobody.found(document.text.fold(person.where))) continue;
    const std::string full = person.office ? person.name : written_in_full(document, person);
    if (full == person.name && !person.office && !known.lists(full) && (known.body(full) || !known.members(normalise::fold(full)).empty())) continue;
    voters.push_back({full, person.where, person.office});
  }
  if (!count || count->shares || count->value < 1 || count->value > 99) return voters;
  const std::size_t votes = static_cast<std::size_t>(count->value);
  if (voters.size() > votes) voters.clear();
  if (!voters.empty()) return voters;
  const std::vector<std::string> members = known.members(document.text.fold(range));
  if (members.size() == votes)
    for (const std::string& member : members) voters.push_back({member, range, false});
  return voters;
}

}  // namespace minutier::extractors
