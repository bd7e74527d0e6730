#include <algorithm>
#include <array>
#include <cctype>

#include "pipeline/values/people_lists.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/values/people_segments.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/values/person_words.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extract {
namespace {

class Splitter {
 public:
  Splitter(std::string_view text, bool one_per_line, bool particles_name) : text_(text), one_per_line_(one_per_line), particles_name_(particles_name) {}

  void take(const Segment& segment) {
    if (segment.cut == Cut::strong) {  // « Commune d'Arnac : M. Petit ; Mme Roux »: of one line, all come from there, but not of the body that sits
      static constexpr std::array<std::string_view, 5> sits{"conseil", "comite", "bureau", "commission", "assemblee"};
      if (from_.empty() || std::find(sits.begin(), sits.end(), word_at(text_, from_.begin).folded) != sits.end() || text_.substr(from_.end, segment.range.begin - from_.end).find('\n') != std::string_view::npos || text_[segment.range.begin - 1] == '\n') from_ = {};
      several_ = lost_ = false, group_ = entries_.size(), shared_ = {};
    }
    Range range{skip_lead(text_, segment.range), segment.range.end};
    if (range.empty()) return;
    total_ += range.size();
    if (label(range, segment) || (!other_label(range, segment) && (person(range, segment) || office_then_person(range) || body(range, segment) || sent_by(range)))) {
      if (!pending_.empty() && segment.cut == Cut::comma && entries_.back().tails.empty() && !several_titled(range.begin)) entries_.back().tails.push_back({pending_, TailKind::role});
      pending_ = {};
      lost_ = false;
      return;
    }
    pending_ = {};
    const bool office = segment.cut != Cut::strong && !titled(range.begin) && !determined(range) && is_office(range.of(text_));  // « M. Petit, député »: a title that stands alone is an office
    if (!office && civility_at(text_, range.begin) >= range.size()) return;  // « M. » at the end of a line
    if (office_ahead(range)) {  // « le chef de chœur, Bruno Lecomte »
      pending_ = {range.begin + office_lead(range), range.end};
      used_ += range.size();
      return;
    }
    // « MM. le Sous-Préfet, X et Y »: an office without a name opens the list; « Ordre du jour : bilan, projets »: nor is what follows of the one before
    if (segment.cut == Cut::strong && (civility_at(text_, range.begin, &several_) > 0 || (!entries_.empty() && !continues(range)))) lost_ = true;
    if (!lost_) tail(range, segment);
  }
  std::vector<PersonEntry> result() { return std::move(entries_); }
  double parsed() const { return total_ == 0 ? 0.0 : static_cast<double>(used_) / static_cast<double>(total_); }

 private:
  bool single_allowed(const Segment& segment) const {
    if (several_ || entries_.empty()) return true;
    if (one_per_line_ && segment.cut == Cut::strong) return true;
    if (titled_) return true;
    return entries_.back().person.words == 1 && (segment.cut != Cut::strong || !one_per_line_);
  }

  // « le maire, MM. Petit et Blanc »: the title of several takes no office of one.
  bool several_titled(std::size_t at) const {
    bool many = false;
    return civility_at(text_, at, &many) > 0 && many;
  }

  // « Facilitation : Coline », « Horaires : 18h30 » at the begin of a line: a word that labels something else is no name.
  bool other_label(Range range, const Segment& segment) const {
    if (segment.cut != Cut::strong) return false;
    const NameWord first = word_at(text_, range.begin);
    std::size_t at = first.range.end;
    while (at < range.end && (blank_at(text_, at) > 0 || text_[at] == '*')) at += std::max<std::size_t>(1, blank_at(text_, at));
    if (const std::string_view rest = text_.substr(at, std::min(text_.find(':', at), range.end) - at); first.shape == Shape::capital && first.folded.size() > 3 && at + rest.size() < range.end && !rest.empty() && rest.size() < 40 && !is_given_name(first.folded))
      if (std::all_of(rest.begin(), rest.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == ' ' || static_cast<unsigned char>(c) >= 0x80; }) && !is_office_word(first.folded)) return true;  // « Prochaine réunion : 15 mai »
    return at < range.end && text_[at] == ':' && at + 1 < range.end && first.shape == Shape::capital && first.folded.size() > 3 && !is_given_name(first.folded) && !is_civility(first.folded) && text_.substr(range.begin, range.size()).find_first_of(" ", 0) != std::string_view::npos;
  }

  // « Président : M. X »
  bool label(Range range, const Segment& segment) {
    const std::string_view piece = range.of(text_);
    const auto colon = piece.find(':');
    if (colon == std::string_view::npos || colon > 60) return false;
    Range left = trim_piece(text_, {range.begin, range.begin + colon});
    const Range right{skip_lead(text_, {range.begin + colon + 1, range.end}), range.end};
    bool sender = false;  // « pour Vernejols : M. X et Mme Y »
    if (normalise::fold(left.of(text_)).rfind("pour ", 0) == 0 && left.size() > 7 && left.size() < 50) {
      const Range body{skip_lead(text_, {left.begin + 5, left.end}), left.end};
      if (const NameWord word = word_at(text_, body.begin); word.shape == Shape::capital || word.shape == Shape::capitals || word.shape == Shape::particle) left = body, sender = true;
    }
    const bool office = !sender && is_office(left.of(text_)), kind = !sender && !office && of_sitting(left);
    if (!office && !kind) {  // « FCPE : Mme Valérie Gros », « Région : M. Joris Petit »: whom one comes from
      const bool titled = civility_at(text_, right.begin) > 0;  // « Collège des personnalités qualifiées : M. X »
      if (!titled && (colon > 30 || std::count(left.of(text_).begin(), left.of(text_).end(), ' ') > 4)) return false;
      const auto named = name_at(text_.substr(0, right.end), right.begin);
      if (!named || named->words + (named->civility.empty() ? 0 : 1) < 2 || (named->civility.empty() && !named->known_given)) return false;
    }
    Segment inner{right, segment.cut};
    from_ = {};
    if (!person(right, inner)) return false;
    used_ += right.begin - range.begin;
    if (kind) return true;
    if (!office) {
      const bool acronym = sends(left) || left.size() > 1 && left.size() <= 8 && std::all_of(left.of(text_).begin(), left.of(text_).end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '.' || c == '-'; });
      if (acronym || sender) from_ = left;
      come_from(entries_.back());
      return true;
    }
    if (of_sitting(left)) return true;  // « Secrétaire de séance : Mme X »: a part in the sitting, « Élus : A, B »: of which kind all are
    entries_.back().tails.insert(entries_.back().tails.begin(), {left, TailKind::role});
    if (plural_office(left.of(text_))) shared_ = left;  // « Échevins : MM. X, Y et Z »
    entries_.back().entry.begin = left.begin;
    return true;
  }

  bool of_sitting(Range label) const {
    static constexpr std::array<std::string_view, 14> kinds{"elus", "elu.es", "elu.e.s", "habitants", "habitant.es", "citoyens", "usagers", "parents", "adherents", "adherent.es", "benevoles", "membres", "locataires", "proprietaires"};
    const std::string folded = normalise::fold(label.of(text_));
    if (folded.rfind("college ", 0) == 0 && word_at(text_, label.begin).shape == Shape::lower) return true;  // « college usagers : Paulette, Yvon »
    return folded.find("de seance") != std::string::npos || folded.find(" invite") != std::string::npos || std::find(kinds.begin(), kinds.end(), folded) != kinds.end() || folded.rfind("parents ", 0) == 0 || folded.rfind("elus ", 0) == 0;
  }

  // « Commune d'Ablis : », « Ville de Liart : », « Club de tir : »: a body that sends who stands behind it.
  bool sends(Range label) const {
    static constexpr std::array<std::string_view, 26> bodies{"commune", "ville", "mairie", "club", "association", "section", "departement", "region", "syndicat", "federation", "communaute", "universite", "paroisse", "cooperative", "agence", "chambre", "ligue", "union", "prefecture", "conseil", "amicale", "societe", "comite", "office", "cc", "ca"};
    const NameWord first = word_at(text_, label.begin);
    static constexpr std::array<std::string_view, 6> alone{"mairie", "municipalite", "prefecture", "region", "departement", "ville"};
    if (first.range.size() == label.size()) return std::find(alone.begin(), alone.end(), first.folded) != alone.end();
    std::size_t capitals = 0;  // « Ateliers du Bief », « A.S. Oyonnax »: a proper name
    for (std::size_t at = label.begin; at < label.end;) {
      const NameWord word = word_at(text_, at);
      if (word.shape == Shape::capital || word.shape == Shape::capitals || word.shape == Shape::initial) ++capitals;
      at = std::max(word.range.end, at + 1);
      while (at < label.end && text_[at] != ' ') ++at;
      while (at < label.end && text_[at] == ' ') ++at;
    }
    if (capitals > 1 && first.folded != "conseil" && first.folded != "comite" && first.folded != "college" && first.folded != "bureau" && first.folded != "membres" && !is_office_word(first.folded)) {
      const auto person = name_at(text_.substr(0, label.end), label.begin);
      if (!person || !person->known_given) return true;
    }
    return first.shape != Shape::none && label.size() > first.range.size() + 2 && std::find(bodies.begin(), bodies.end(), first.folded) != bodies.end();
  }

  bool person(Range range, const Segment& segment) {
    bool many = false;
    const std::size_t civility = civility_at(text_, range.begin, &many);
    auto found = name_at(text_.substr(0, range.end), range.begin, single_allowed(segment) || many);
    if (!found) found = short_surname(range, segment);
    if (!found) found = surname_with_particle(range, segment);
    if (!found) return false;
    if (found->words == 1 && (found->name == "La" || found->name == "Le" || found->name == "Les")) return false;  // « M. le curé / La séance est ouverte »
    const bool behind_name = !entries_.empty() && segment.cut != Cut::strong;
    if (one_per_line_ && behind_name && civility == 0 && !found->known_given && found->words != 1 && !written_alike(*found)) return false;  // « NOM Prénom, Partie Prenante »
    if (behind_name && civility == 0 && found->words == 1 && !several_ && !(titled_ && written_capitals(*found)) && entries_.back().person.words > 1 && !is_given_name(normalise::fold(found->name)) && !among_surnames(*found)) return false;
    if (behind_name && segment.cut == Cut::both && !found->known_given && civility == 0 && !several_ && !entries_.back().tails.empty() && found->words == 1) return false;
    if (behind_name && civility == 0 && found->words == 1 && !several_ && !entries_.back().person.civility.empty() && entries_.back().tails.empty() && segment.cut == Cut::comma && found->range.size() <= 8 &&
        word_at(text_, found->range.begin).shape == Shape::capitals && word_at(text_, entries_.back().person.range.begin).shape != Shape::capitals) return false;  // « Mme Vert, CARSAT »
    // « M. Alain Terrail, Secours Catholique ; »: behind one with a title and before a semicolon, words that hold no given name
    if (behind_name && civility == 0 && segment.cut == Cut::comma && !found->known_given && found->words > 1 && !several_ && !entries_.back().person.civility.empty() && entries_.back().tails.empty() && found->range.end == range.end && text_.substr(range.end, 1) == ";") return false;
    several_ = several_ || many;
    // « MM. PEREZ, NICOLAS, BLANCHARD »: in a row of surnames in capitals one that is also a first name is a surname
    if (several_ && civility == 0 && behind_name && found->words == 1 && found->family.empty() && word_at(text_, found->range.begin).shape == Shape::capitals && entries_.back().person.words == 1 && entries_.back().person.given.empty()) std::swap(found->given, found->family);
    if (entries_.empty()) titled_ = many;
    else if (civility > 0 && !many && own_title(range.begin)) titled_ = false;
    PersonEntry entry;
    entry.entry = {range.begin, range.end};
    entry.person = std::move(*found);
    const Range rest = {entry.person.range.end, range.end};
    used_ += range.size();
    if (const Range title = office_title(range.begin, civility); !title.empty()) entry.tails.push_back({title, TailKind::role});
    if (!rest_of(rest, entry)) return false;
    share_office(entry, segment);
    // « Mireille & Paul Gasnier »: a couple of one name
    if (behind_name && civility == 0 && segment.range.begin >= 2 && entry.person.known_given && !entry.person.given.empty() && !entry.person.family.empty()) {
      PersonEntry& partner = entries_.back();
      const std::string_view joint = text_.substr(partner.entry.end, segment.range.begin - partner.entry.end);
      const bool both = partner.person.civility.find(" et ") != std::string::npos;  // « Mme et M. Rose et Gaston Pilloud »
      // « Anne Petit, Lucette et Paul Noyer »: among whole names a first name alone shares the one that follows
      const bool shared = segment.cut == Cut::both && partner.person.civility.empty() && partner.person.known_given && entries_.size() > group_ &&
                          std::all_of(entries_.begin(), entries_.end() - 1, [](const PersonEntry& e) { return (!e.person.given.empty() && !e.person.family.empty()) || e.person.words > 1 || !e.person.civility.empty(); });
      if (((joint.find('&') != std::string_view::npos && partner.person.civility.empty()) || both || shared) && partner.person.words == 1 && partner.tails.empty()) {
        if (partner.person.given.empty()) partner.person.given = partner.person.name;
        partner.person.family = entry.person.family;
        partner.person.name = partner.person.given + " " + partner.person.family;
      }
    }
    come_from(entry);
    entries_.push_back(std::move(entry));
    return true;
  }

  // « le pasteur X », « Mme la députée Y »: the title in front is an office.
  Range office_title(std::size_t at, std::size_t civility) const {
    Range title = trim_piece(text_, {at, at + civility});
    if (const std::size_t cut = title.of(text_).find_last_of(" \n\r"); cut != std::string_view::npos) title.begin += cut + 1;
    static constexpr std::array<std::string_view, 13> offices{"pasteur", "pasteure", "depute", "deputee", "senateur", "senatrice", "cure", "vicaire", "receveur", "percepteur", "inspecteur", "recteur", "inspectrice"};
    return std::find(offices.begin(), offices.end(), normalise::fold(title.of(text_))) != offices.end() ? title : Range{};
  }

  // « MM. Blanc et Chapuis, Mme Deschamps (titulaires) », « Besnard et Couturier conseillers »: an office in the plural is said of all
  // in front that have none.
  void share_office(const PersonEntry& entry, const Segment& segment) {
    if (entry.tails.size() != 1 || entry.tails[0].kind != TailKind::role || segment.cut == Cut::strong || !plural_office(entry.tails[0].range.of(text_))) return;
    for (std::size_t i = entries_.size(); i-- > group_ && entries_[i].tails.empty();) entries_[i].tails.push_back(entry.tails[0]);
  }

  // « FCPE : Mmes Gros et Coulon »: all of the group are of it.
  void come_from(PersonEntry& entry) const {
    if (!shared_.empty() && std::none_of(entry.tails.begin(), entry.tails.end(), [](const PersonTail& t) { return t.kind == TailKind::role; })) entry.tails.push_back({shared_, TailKind::role});
    if (from_.empty() || std::any_of(entry.tails.begin(), entry.tails.end(), [](const PersonTail& t) { return t.kind == TailKind::organisation; })) return;
    entry.tails.push_back({from_, TailKind::organisation});
  }

  // « BAILLEUL, BOUCHEZ, CARON Léon, DELCOURT »: surnames alone in capitals, some with a given name to tell them apart.
  bool among_surnames(const PersonName& person) const {
    if (word_at(text_, person.range.begin).shape != Shape::capitals || person.range.size() < 4) return false;
    return std::count_if(entries_.begin(), entries_.end(), [&](const PersonEntry& e) { return e.person.words == 1 && e.tails.empty() && word_at(text_, e.person.range.begin).shape == Shape::capitals; }) > 1;
  }

  // « MM. COSTE, EYMARD, HUC »: in a row of surnames in capitals a short one is no acronym.
  std::optional<PersonName> short_surname(Range range, const Segment& segment) const {
    if (!several_ || entries_.empty() || segment.cut == Cut::strong) return std::nullopt;
    const NameWord word = word_at(text_, range.begin), above = word_at(text_, entries_.back().person.range.begin);
    if (word.shape != Shape::capitals || above.shape != Shape::capitals || entries_.back().person.words != 1 || word.range.begin != range.begin || text_.substr(word.range.end, range.end - word.range.end).find_first_not_of(".") != std::string_view::npos || word.folded.size() < 3 || word.folded.size() > 4) return std::nullopt;
    if (is_not_a_name(word.folded) || is_office_word(word.folded) || first_of(word.folded, "aeiouy") == std::string::npos) return std::nullopt;
    PersonName person;
    person.family = person.name = recase(word.range.of(text_));
    person.range = word.range;
    person.words = 1;
    return person;
  }

  // « MM. Barthas, Caussanel, de Courrèges, Delrieu »: one or two in a long row of surnames, which else are the towns people are from.
  std::optional<PersonName> surname_with_particle(Range range, const Segment& segment) const {
    if (!several_ || !particles_name_ || entries_.size() <= group_ || segment.cut == Cut::strong || entries_.back().person.words != 1) return std::nullopt;
    const NameWord first = word_at(text_, range.begin);
    if (first.folded != "de" && !(first.folded.starts_with("d'") && first.shape == Shape::capital)) return std::nullopt;
    const std::string titled = "M. " + std::string(text_.substr(range.begin, range.size()));
    auto person = name_at(titled, 0);
    if (!person || person->range.end != titled.size()) return std::nullopt;
    person->civility.clear();
    person->range = range;
    return person;
  }

  // « M. », « Mme » of one person; « le comte de » is part of a name in a row of surnames.
  bool own_title(std::size_t at) const { return is_civility(word_at(text_, at).folded.substr(0, word_at(text_, at).folded.find('.'))); }

  // « ROBERT, VAN HOVE, DELPLANQUE »: surnames in capitals, some of two words.
  bool written_capitals(const PersonName& person) const {
    return person.range.size() > 3 && word_at(text_, person.range.begin).shape == Shape::capitals && word_at(text_, entries_.back().person.range.begin).shape == Shape::capitals;
  }

  // « Jules TASIAUX, Fabian COLLIN »: given name and family name in capitals, as the one before is written.
  bool written_alike(const PersonName& person) const {
    const auto capitals_last = [&](const PersonName& name) {
      const std::string_view words = name.range.of(text_);
      const std::size_t cut = words.rfind(' ');
      if (cut == std::string_view::npos || name.given.empty() || name.family.size() < 4) return false;
      const NameWord first = word_at(words, 0), last = word_at(words, cut + 1);
      return first.shape == Shape::capital && last.shape == Shape::capitals && last.range.size() > 3;
    };
    return capitals_last(person) && capitals_last(entries_.back().person) && !is_not_a_name(word_at(text_, person.range.begin).folded);
  }

  // What stands behind a name in its own segment: brackets, « - Org », « : note », words.
  bool rest_of(Range rest, PersonEntry& entry) {
    std::size_t at = rest.begin;
    while (at < rest.end) {
      if (blank_at(text_, at) > 0 || text_[at] == '*' || text_[at] == ':' || text_[at] == '.' || text_[at] == '\n') {
        at += std::max<std::size_t>(1, blank_at(text_, at));
      } else if (text_[at] == '(' || text_[at] == '[') {
        std::size_t close = first_of(text_, ")]", at);
        if (close == std::string_view::npos || close >= rest.end) close = rest.end;
        bracketed(entry, {at + 1, close});
        at = close + 1;
      } else {
        std::size_t begin = at;
        while (begin < rest.end && (blank_at(text_, begin) > 0 || (text_[begin] == '-' && text_.substr(begin, 2) != "->"))) begin += std::max<std::size_t>(1, blank_at(text_, begin));
        while (begin + 3 <= rest.end && (text_.substr(begin, 3) == "\xE2\x80\x93" || text_.substr(begin, 3) == "\xE2\x80\x94")) begin += 3;
        add(entry, {begin, rest.end});
        at = rest.end;
      }
    }
    return true;
  }

  // « (comité ; procuration à Jo) », « (enseignante, donne sa voix à Mme Petit) »: what one is, and how one is away
  void bracketed(PersonEntry& entry, Range range) {
    std::size_t cut = text_.find(';', range.begin);
    if (cut >= range.end)
      for (cut = text_.find(", ", range.begin); cut < range.end; cut = text_.find(", ", cut + 1)) {
        const std::string folded = normalise::fold(text_.substr(cut + 2, range.end - cut - 2));
        if (folded.rfind("pouvoir", 0) == 0 || folded.rfind("procu", 0) == 0 || folded.rfind("donne ", 0) == 0 || folded.rfind("a donne ", 0) == 0 || folded.rfind("mandat a", 0) == 0 || folded.rfind("represente", 0) == 0) break;
      }
    if (cut >= range.end) return add(entry, range);
    add(entry, {range.begin, cut});
    add(entry, {cut + 1, range.end});
  }

  void add(PersonEntry& entry, Range range) {
    range = trim_piece(text_, range);
    if (range.empty()) return;
    const std::string_view words = range.of(text_);
    if (words == "*" || words == "**") return;
    entry.tails.push_back({range, classify_tail(words)});
  }

  // « le maire Jean Dupont », « Mme la Présidente Claire Dubois », « le Maire, M. X » is left to tail()
  bool office_then_person(Range range) {
    const std::string_view piece = range.of(text_);
    const bool office = is_office(piece);
    if (!office && !determined(range)) return false;
    std::size_t at = range.begin + civility_at(text_, range.begin);
    for (int words = 0; words < 9 && at < range.end; ++words) {
      while (at < range.end && (blank_at(text_, at) > 0 || text_[at] == '\n')) at += std::max<std::size_t>(1, blank_at(text_, at));
      if (!office && words > 0 && !small_word(at)) return false;
      const std::size_t civility = civility_at(text_, at);
      if (civility > 0 && words > 0 && text_.substr(at - 3, 3) == "de " && (words > 1 || !determined(range))) return false;  // « suppléant de M. Fabre »: another
      const auto found = words > 0 || civility > 0 ? name_at(text_.substr(0, range.end), at, false) : std::nullopt;
      if (found && words > 0 && (civility > 0 || (found->words > 1 && (found->known_given || (office && at < range.begin + 40 && civility_at(text_, range.begin) > 0)))) && space_at(text_.substr(0, range.end), found->range.end)) {
        PersonEntry entry;
        entry.entry = range;
        entry.person = *found;
        if (const Range said = trim_piece(text_, {range.begin + office_lead(range), at}); office || is_office(said.of(text_))) {
          entry.tails.push_back({said, TailKind::role});
          shared_ = plural_office(said.of(text_)) && (determined(range) || civility_at(text_, range.begin) > 0) ? said : Range{};  // « les conseillers B. Roux, C. Noir et D. Petit »
        }
        rest_of({found->range.end, range.end}, entry);
        entries_.push_back(std::move(entry));
        used_ += range.size();
        return true;
      }
      while (at < range.end && blank_at(text_, at) == 0 && text_[at] != '\n') ++at;
    }
    return false;
  }

  // « notre porte-drapeau Gaston Blanc », « le clairon Wiart »: an article in front of small words.
  bool determined(Range range) const {
    const std::string folded = normalise::fold(text_.substr(range.begin, 8));
    for (const std::string_view article : {"notre ", "nos ", "votre ", "son ", "sa ", "le ", "la ", "les ", "l'", "deux "})
      if (folded.rfind(article, 0) == 0) return true;
    return false;
  }

  // « M. », « Mme » and the like, no title of rank.
  bool titled(std::size_t at) const { return civility_at(text_, at) > 0 && own_title(at); }

  // « la M.J.C. », « les Dupont », « l'Office du tourisme »
  bool articled(Range range) const {
    const std::string folded = normalise::fold(text_.substr(range.begin, 8));
    if (text_[range.begin] != 'l') return false;  // « Le Quotidien des Côtes »: a name of its own
    return folded.rfind("le ", 0) == 0 || folded.rfind("la ", 0) == 0 || folded.rfind("les ", 0) == 0 || folded.rfind("l'", 0) == 0;
  }

  // Whether a word may say what the person behind it is: small, and none of those that lead to the name of a place or a thing; or the name itself.
  bool small_word(std::size_t at) const {
    const NameWord word = word_at(text_, at);
    if (word.shape != Shape::lower) return word.shape != Shape::none;
    static constexpr std::array<std::string_view, 20> things{"rue", "avenue", "place", "boulevard", "ecole", "college", "lycee", "salle", "gymnase", "stade", "square", "prix", "coupe", "fondation", "loi", "espace", "centre", "maison", "quai", "route"};
    return !is_not_a_name(word.folded) && std::find(things.begin(), things.end(), word.folded) == things.end();
  }

  // An office with its article where no name stands that it could be said of: it is of the next.
  bool office_ahead(Range range) const {
    if (!determined(range) || !is_office(range.of(text_)) || range.size() > 60 || plural_office(text_.substr(range.begin + office_lead(range), range.end - range.begin - office_lead(range)))) return false;
    if (entries_.size() == group_) return true;
    const PersonEntry& last = entries_.back();
    return std::any_of(last.tails.begin(), last.tails.end(), [](const PersonTail& t) { return t.kind == TailKind::role; });
  }

  // « SCI Les Abeilles », « Indivision CHARREL »: a member that is no person.
  bool body(Range range, const Segment&) {
    auto named = body_name(text_.substr(0, range.end), range.begin);
    if (!named) return false;
    PersonEntry entry;
    entry.entry = range;
    entry.person = std::move(*named);
    rest_of({entry.person.range.end, range.end}, entry);
    entries_.push_back(std::move(entry));
    used_ += range.size();
    return true;
  }

  // « EARL des Combes (M. Pourchet) », « Les Francs-Tireurs (Mmes Mahy et Petit) »: a body and, in brackets, who is there for it.
  bool sent_by(Range range) {
    const std::string_view piece = range.of(text_);
    const std::size_t open = piece.find('('), close = piece.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || open < 3 || close < open + 4 || piece.find_first_not_of(" .,;", close + 1) != std::string_view::npos) return false;
    const Range left = trim_piece(text_, {range.begin, range.begin + open});
    if (left.empty() || is_office(left.of(text_)) || civility_at(text_, left.begin) > 0 || left.of(text_).find_first_of(":0123456789") != std::string_view::npos) return false;
    const NameWord first = word_at(text_, left.begin);
    if (first.shape != Shape::capital && first.shape != Shape::capitals) return false;
    const std::string_view inside = text_.substr(0, range.begin + close);
    bool many = false;
    if (civility_at(inside, range.begin + open + 1, &many) == 0) return false;
    std::vector<PersonEntry> sent;
    for (std::size_t at = range.begin + open + 1; at < range.begin + close;) {
      auto person = name_at(inside, at, many);
      if (!person) return false;
      PersonEntry entry;
      entry.entry = range;
      at = person->range.end;
      entry.person = std::move(*person);
      entry.tails.push_back({left, TailKind::organisation});
      sent.push_back(std::move(entry));
      while (at < range.begin + close && (text_[at] == ' ' || text_[at] == ',')) ++at;
      if (inside.substr(at, 3) == "et ") at += 3;
    }
    if (sent.empty()) return false;
    for (PersonEntry& entry : sent) entries_.push_back(std::move(entry));
    used_ += range.size();
    return true;
  }

  // Bytes of « Mme la », « le », « l' » in front of an office.
  std::size_t office_lead(Range range) const {
    std::size_t at = range.begin;
    at += civility_at(text_, at);
    const std::string folded = normalise::fold(text_.substr(at, 3));
    if (folded.rfind("le ", 0) == 0 || folded.rfind("la ", 0) == 0) at += 3;
    else if (normalise::fold(text_.substr(at, 4)) == "les ") at += 4;
    else if (const std::string article = normalise::fold(text_.substr(at, 6)); article.rfind("notre ", 0) == 0 || article.rfind("votre ", 0) == 0) at += 6;
    else if (folded.rfind("l'", 0) == 0) at = text_.find_first_of("'\xE2", at), at += text_[at] == '\'' ? 1 : 3;
    return at - range.begin;
  }

  void tail(Range range, const Segment& segment) {
    if (entries_.empty() || (segment.cut == Cut::strong && !continues(range))) return;
    PersonEntry& last = entries_.back();
    used_ += range.size();
    if (segment.cut == Cut::both && !last.tails.empty() && last.tails.back().range.end < range.begin && last.entry.end + 6 > range.begin) {
      last.tails.back().range.end = range.end;  // « Assistant administratif et comptable »
      last.entry.end = range.end;
      return;
    }
    const PersonTail piece{range, classify_tail(range.of(text_))};
    if (segment.cut != Cut::strong && titled(range.begin)) {  // « Mme la maire »: another, told by her office alone
      lost_ = true;
      return;
    }
    if (segment.cut == Cut::both && last.tails.empty() && piece.kind == TailKind::organisation) {  // « MM. Petit et Blanc, ainsi que la mairie »: another beside them
      lost_ = true;
      return;
    }
    if (segment.cut == Cut::comma && piece.kind == TailKind::organisation && articled(range)) {  // « MM. Petit et Blanc, le Ski-Club, les Dupont »: one more of the list
      lost_ = true;
      return;
    }
    if (piece.kind == TailKind::role && plural_office(range.of(text_)) && last.tails.empty()) {
      for (std::size_t i = entries_.size(); i-- > group_;) {
        if (!entries_[i].tails.empty()) break;
        entries_[i].tails.push_back(piece);
      }
    } else {
      if (piece.kind == TailKind::organisation && several_ && last.tails.empty())  // « MM. Paul Girod et Jean Blanc, syndicat de rivière »
        for (std::size_t i = entries_.size() - 1; i-- > group_ && entries_[i].tails.empty();) entries_[i].tails.push_back(piece);
      last.tails.push_back(piece);
    }
    last.entry.end = std::max(last.entry.end, range.end);
  }

  // A new line that carries the tail of the line above on.
  bool continues(Range range) const {
    const NameWord word = word_at(text_, range.begin);
    return one_per_line_ && word.shape == Shape::lower && !entries_.back().tails.empty() && range.size() < 60;
  }

  std::string_view text_;
  bool one_per_line_;
  bool particles_name_;    // few pieces begin with « de »
  std::vector<PersonEntry> entries_;
  Range shared_;           // an office said of all behind its colon
  Range pending_;          // an office said in front of its bearer
  Range from_;             // whom the people of this stretch come from
  bool several_ = false;
  bool titled_ = false;   // « MM. » opened the list and nobody since has a title of his own: surnames alone go on behind semicolons
  bool lost_ = false;  // what stands in front is nobody's: no tail of the one before
  std::size_t group_ = 0;
  std::size_t total_ = 0, used_ = 0;
};

// A line that ends by itself, far before the width the others reach, behind a word and before a capital: what follows is another sentence.
bool broken_off(std::string_view text, Range range, std::size_t at) {
  if (at == range.begin || at + 1 >= range.end) return false;
  const unsigned char last = static_cast<unsigned char>(text[at - 1]), next = static_cast<unsigned char>(text[at + 1]);
  const bool word = (last >= 'a' && last <= 'z') || last == ')' || last >= 0x80, capital = (next >= 'A' && next <= 'Z') || (next == 0xC3 && at + 2 < range.end && static_cast<unsigned char>(text[at + 2]) < 0x9F);
  if (!word || !capital) return false;
  const auto begin_of = [&](std::size_t p) { const std::size_t q = p == 0 ? std::string_view::npos : text.rfind('\n', p - 1); return q == std::string_view::npos ? 0 : q + 1; };
  const std::size_t length = at - begin_of(at), stop = std::min(text.find('\n', at + 1), text.size());
  if (stop - at < 30) return false;  // a short line of names, in a column
  std::size_t widest = stop - at;
  const std::size_t above = begin_of(at) > 1 ? begin_of(begin_of(at) - 1) : begin_of(at);
  if (above < begin_of(at)) widest = std::max(widest, begin_of(at) - above);
  const std::size_t word_end = std::min(first_of(text, " \n,", at + 1), text.size());
  return length + (word_end - at) + 14 < widest;
}

// « Horaires : 18h30 », « Rédaction : Anne » at the begin of a line: a short label, whatever stands behind it.
bool labelled_ahead(std::string_view text, std::size_t at) {
  while (at < text.size() && (blank_at(text, at) > 0 || text[at] == '*' || text[at] == ':' || text[at] == '-' || text[at] == '+')) at += std::max<std::size_t>(1, blank_at(text, at));
  const NameWord first = word_at(text, at);
  if (first.shape != Shape::capital) return false;
  const std::string_view line = text.substr(at, std::min<std::size_t>(text.find('\n', at) - at, 40));
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos || colon < 4) return false;
  const std::string_view label = line.substr(0, colon);
  return label.find_first_of(",;(.") == std::string_view::npos && (colon < 30 || label.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1) == std::string_view::npos);
}

// « 10 membres élus, 5 présents » at the begin of a line, or one with a title where the line above ends in a name: nothing runs on.
bool begins_anew(std::string_view text, std::size_t line_end) {
  std::size_t last = line_end, at = line_end + 1;
  while (last > 0 && blank(text[last - 1])) --last;
  while (at < text.size() && blank_at(text, at) > 0) at += blank_at(text, at);
  if (last == 0 || at >= text.size()) return false;
  const std::string_view above = text.substr(0, last);
  for (const std::string_view open : {",", ";", "-", "\xE2\x80\x93", "(", "/", " et", " de", " du", " la", " le", " des", " d'", "M.", "Mme", "MM.", "Mmes", "Mlle", ":"})
    if (above.ends_with(open)) return false;
  std::size_t digits = at;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits > at && digits < at + 5) return text[digits] == ' ' && digits + 1 < text.size() && text[digits + 1] >= 'a' && text[digits + 1] <= 'z';
  return text[at] == 'M' && std::isalnum(static_cast<unsigned char>(above.back())) && is_civility(word_at(text, at).folded.substr(0, word_at(text, at).folded.find('.')));
}

// « pour CROUZEL : M. VIDAL Jean » at the begin of a line.
bool sender_ahead(std::string_view text, std::size_t at) {
  while (at < text.size() && blank_at(text, at) > 0) at += blank_at(text, at);
  if (text.substr(at, 5) != "pour ") return false;
  const std::size_t colon = text.substr(at, 50).find(':');
  return colon != std::string_view::npos && text.substr(at, colon).find('\n') == std::string_view::npos;
}

// Whether the line that begins at `at` may be of a list: a name with a sign, a bracket or nothing behind it.
bool goes_on(std::string_view text, std::size_t at) {
  const auto name = name_at(text, at, true);
  if (!name) return false;
  std::size_t behind = name->range.end;
  while (behind < text.size() && blank_at(text, behind) > 0) behind += blank_at(text, behind);
  return behind >= text.size() || std::string_view(",;.(\n-").find(text[behind]) != std::string_view::npos || text.substr(behind, 3) == "et " || text.substr(behind, 3) == "\xE2\x80\x93";
}

}  // namespace

std::vector<PersonEntry> split_people(std::string_view reading, Range range, double* parsed) {
  range.end = std::min(range.end, reading.size());
  const bool entries = lines_are_entries(reading, range);
  std::string running;
  std::string_view text = reading;
  if (!entries && range.of(reading).find('\n') != std::string_view::npos) {  // lines break anywhere: read them as one
    running = std::string(reading);
    for (std::size_t at = running.find('\n', range.begin); at < range.end; at = running.find('\n', at + 1))
      if (opens_with_label(running, {at + 1, range.end}) || sender_ahead(running, at + 1) || labelled_ahead(running, at + 1) || begins_anew(running, at)) continue;
      else if (!broken_off(reading, range, at)) running[at] = '\r';
      else if (!goes_on(reading, at + 1)) range.end = at;  // a blank that is no gap between columns
    text = running;
  }
  const std::vector<Segment> pieces = people_segments(text, range);
  const bool alone = std::count_if(pieces.begin(), pieces.end(), [](const Segment& s) { return s.cut != Cut::strong; }) <= 1;
  const std::size_t particles = static_cast<std::size_t>(std::count_if(pieces.begin(), pieces.end(), [&](const Segment& s) { return text.substr(s.range.begin, 3) == "de " || text.substr(s.range.begin, 2) == "d'"; }));
  Splitter splitter(text, entries || alone, particles > 0 && particles * 5 <= pieces.size());
  for (const Segment& piece : pieces) splitter.take(piece);
  if (parsed) *parsed = splitter.parsed();
  std::vector<PersonEntry> people = splitter.result();
  agree_on_order(reading, people);
  free_single_names(reading, people);
  share_bodies(reading, people);
  return people;
}

}  // namespace minutier::extract
