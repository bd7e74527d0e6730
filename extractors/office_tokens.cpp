#include "extractors/office_tokens.hpp"

#include <algorithm>
#include <optional>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::extractors {
namespace {

bool upper_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const unsigned char c = static_cast<unsigned char>(text[at]);
  return (c >= 'A' && c <= 'Z') || (c == 0xC3 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0x80 && static_cast<unsigned char>(text[at + 1]) <= 0x9E) || (c == 0xC5 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0x92);
}

class Tokens {
 public:
  Tokens(const OfficeContext& context, Range folded) : context_(context), flat_(context.flat), range_(folded), at_(folded.begin) {}

  std::vector<OfficeToken> run() {
    while (at_ < range_.end && out_.size() < 400) {
      if (blank() || sign() || verb() || votes() || manner() || civil_person() || post() || person()) continue;
      word();
    }
    return std::move(out_);
  }

 private:
  void add(OfficeKind kind, std::size_t end) {
    OfficeToken token;
    token.kind = kind;
    token.at = {at_, end};
    out_.push_back(std::move(token));
    at_ = end;
  }
  std::string_view rest() const { return flat_.substr(at_, range_.end - at_); }
  std::size_t reading(std::size_t folded) const { return context_.document.text.to_reading({folded, folded + 1}).begin; }
  bool line_end(std::size_t at) const { return context_.document.text.folded[at] == '\n'; }

  bool blank() {
    std::size_t end = at_;
    while (end < range_.end && (flat_[end] == ' ' || flat_[end] == '\t' || flat_[end] == '*' || flat_[end] == '_' || flat_[end] == '"' || flat_[end] == '`' || flat_[end] == '>' || flat_[end] == '#')) ++end;
    if (end == at_) return false;
    const std::string_view gap = flat_.substr(at_, end - at_);
    bool line = false;
    for (std::size_t i = at_; i < end; ++i) line = line || line_end(i);
    if (line && !out_.empty() && end < range_.end && labels(end)) {
      add(OfficeKind::stop, end);
      return true;
    }
    if (!out_.empty() && end < range_.end && !line && (gap.find('\t') != std::string_view::npos || contains(gap, "   "))) {
      add(OfficeKind::mark, end);
      return true;
    }
    at_ = end;
    return true;
  }

  // A line that begins with a label of its own: « Trésorier : … », « Secrétaire ........ ».
  bool labels(std::size_t at) const {
    static const Regex label("[a-z][^:=\\n.;]{2,45}?(?: ?:| ?=| ?->|[ ]?\\.{3,})");
    return upper_at(context_.document.text.reading, reading(at)) && label.begins(std::string_view(context_.document.text.folded).substr(at, std::min<std::size_t>(range_.end - at, 60)));
  }

  bool sign() {
    static const Regex leader("^(?:\\.{3,}|(?:\\. ){2,}\\.?|_{3,}|-{2,}>?|=+>?|->|:)");
    RegexHit hit;
    if (leader.begins(rest(), hit)) {
      add(OfficeKind::mark, at_ + hit.whole().end);
      return true;
    }
    switch (flat_[at_]) {
      case ',': add(OfficeKind::comma, at_ + 1); return true;
      case ';':
      case '.':
      case '!':
      case '?': add(depth_ > 0 ? OfficeKind::comma : OfficeKind::stop, at_ + 1); return true;
      case '(':
      case '[': depth_ = first_of(flat_, ")]", at_) < range_.end ? 1 : 0; add(OfficeKind::open, at_ + 1); return true;
      case ')':
      case ']': depth_ = 0; add(OfficeKind::close, at_ + 1); return true;
      case '|': add(OfficeKind::mark, at_ + 1); return true;
      case '/':
      case '&':
      case '+': add(OfficeKind::joint, at_ + 1); return true;
      case '-':
        if (at_ + 1 >= range_.end || flat_[at_ + 1] == ' ') {
          if (out_.empty()) ++at_;
          else add(out_.back().kind == OfficeKind::person && person_starts(at_ + 2, false) ? OfficeKind::joint : OfficeKind::mark, at_ + 1);
          return true;
        }
        return false;
      default: break;
    }
    static const Regex joint("^(?:et|ainsi que|puis|ou)(?: enfin)? ");
    if (joint.begins(rest(), hit)) {
      add(OfficeKind::joint, at_ + hit.whole().end);
      return true;
    }
    return false;
  }

  bool verb() {
    static const Regex refused("^(?:n'(?:est|sont|a|ont) pas (?:ete )?(?:re)?elu[a-z.()]*|(?:non|pas)[ -](?:re)?elu[a-z.()]*)");
    static const Regex chosen(
        "^(?:(?:est|sont|a ete|ont ete|fut|furent|soit|soient|a|ont) (?:[a-z]+ment |donc |ainsi |alors |aussi |egalement |a nouveau |de nouveau |aussitot |ensuite |tous |toutes |tous deux )?)?"
        "(?:declare[a-z.()]* |proclame[a-z.()]* )?(?:(?:re)?-?(?:elu|nomme|designe|proclame|choisi|conduit|coopte|institue)|reconduit|maintenu|confirme|renouvele|appele)(?:e|s|es|\\(e\\)|\\(e\\)s|[.-]e[.-]?s?|\\(es\\))?(?![a-z-])|^(?:est|sont|a ete|ont ete) (?:[a-z]+ment |donc |ainsi )?deleguee?s?(?=,? (?:par acclamations?,? |a l'unanimite,? )?(?:a |au|aupres ))");
    static const Regex given("^(?:(?:est|sont|a ete|sera) )?(?:confie|attribue|devolu)[a-z.()]* (?:a (?:la |l')?|aux? )|^(?:revient|echoit|incombe|echoient|reviennent) a ");
    static const Regex becomes("^(?:sera|seront|(?:re)?devien(?:t|nent|dra|dront)|reste(?:nt|ra|ront)?|demeure(?:nt|ra)?|(?:re)?pren(?:d|nent|dra|dront)|assure(?:nt|ra|ront)?|assume(?:nt|ra|ront)?|accepte(?:nt)?|remplit|rempli(?:ra|ront|ssent)|occupe(?:nt|ra|ront)?|exerce(?:nt|ra|ront)?|conserve(?:nt|ra|ront)?|garde(?:nt|ra|ront)?)(?![a-z-]| ?\")");  // who stays « trésorier de cœur » holds no office
    RegexHit hit;
    for (const auto& [pattern, kind] : {std::pair<const Regex*, OfficeKind>{&refused, OfficeKind::refused}, {&given, OfficeKind::given}, {&chosen, OfficeKind::chosen}, {&becomes, OfficeKind::becomes}}) {
      if (!pattern->begins(rest(), hit)) continue;
      add(kind, at_ + hit.whole().end);
      return true;
    }
    return false;
  }

  bool votes() {
    static const Regex count("^(?:(?:par|avec|a|obtient|ont obtenu|a obtenu|recueille|reunit|a reuni) )?(?<n>\\d{1,3}(?:[ .]\\d{3})+|\\d{1,6}|(?:[a-z]+-)?(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent)(?:[ -][a-z]+(?= (?:voix|suffrage)))?) (?:voix|suffrages?|votes?|bulletins|pour\\b|oui\\b|tantiemes|milliemes)(?: pour\\b)?");
    static const Regex obtained("^(?:en )?(?:avec|obtient|recueille|reunit|a obtenu|en a obtenu) (?<n>\\d{1,6})(?=[ ]?(?:[,;.)]|et |$))");
    static const Regex bare("^(?<n>\\d{1,6})(?![0-9a-z.,/%:-]*[0-9a-z%])");
    RegexHit hit;
    bool voices = count.begins(rest(), hit);
    std::string digits(voices ? count.text(rest(), hit, "n") : std::string_view());
    if (!voices && obtained.begins(rest(), hit)) voices = true, digits = obtained.text(rest(), hit, "n");
    if (!voices && !bare.begins(rest(), hit)) return false;
    if (!voices) digits = bare.text(rest(), hit, "n");
    if (digits[0] >= '0' && digits[0] <= '9') digits.erase(std::remove_if(digits.begin(), digits.end(), [](char c) { return c == ' ' || c == '.'; }), digits.end());
    const auto value = extract::parse_count(digits);
    if (!value) return false;
    add(voices ? OfficeKind::votes : OfficeKind::number, at_ + hit.whole().end);
    out_.back().count = *value;
    return true;
  }

  bool manner() {
    static const Regex pattern(
        "^(?:a l'unanimite(?: (?:des |moins )[a-z0-9' ]{3,40}?(?=[,.;:]|$))?|a la majorite(?: absolue| simple| relative| des voix| des suffrages)?|par acclamations?|a mains? levees?|a bulletins? secrets?|au scrutin secret|tacitement|sans opposition|sans concurrent|"
        "(?:pour (?:l'annee |l'exercice |la saison )?|saison |annee |exercice )(?:19|20)\\d\\d(?:[-/]\\d{2,4})?|(?:pour|jusqu'(?:a|en|au)) (?:une (?:nouvelle )?(?:duree|periode) de |un (?:nouveau )?mandat de |un an|une annee|(?:deux|trois|quatre|cinq|six|sept|neuf|\\d{1,2}) (?:ans?|annees|mandats?|exercices|saisons)|(?:la |l'ag |l'assemblee )?[0-9 -]{2,9})(?:(?:deux|trois|quatre|cinq|six|neuf|\\d{1,2}) ans)?(?: renouvelables?)?|"
        "(?:membres? |administrat[a-z.]+ )?sortante?s?(?: et reeligibles?)?|reeligibles?|demissionnaires?|seule?s? candidate?s?|candidate?s? uniques?|toujours (?:lui|elle)|nouve(?:au|lle|aux|lles)|tous (?:deux|trois)|toutes (?:deux|trois)|respectivement|inchange[a-z.]*|"
        "ayant (?:obtenu|reuni|recueilli)[^,;:.]{3,70}?(?=,| est | sont | a ete | ont ete |$)|en remplacement de [^,;.(]{3,60}|en lieu et place de [^,;.(]{3,60}|au (?:premier|second|deuxieme|troisieme|1er|2e|2eme) tour(?: de scrutin)?|au benefice de l'age|(?:et )?(?:\\d{1,3} )?(?:bulletins? |votes? )?(?:blancs?|nuls?)(?: (?:ou|et) (?:blancs?|nuls?))?(?: ?:? ?\\d{1,3})?|de droit|ex[ -]officio|absent|excuse|presente?)(?![a-z-])");
    RegexHit hit;
    if (!pattern.begins(rest(), hit)) return false;
    add(OfficeKind::manner, at_ + hit.whole().end);
    return true;
  }

  bool civil_person() {
    const std::size_t where = reading(at_);
    const std::string_view text = context_.document.text.reading;
    bool plural = false;
    if (extract::civility_at(text, where, &plural) == 0) return false;
    const auto name = extract::name_at(text, where);
    if (!name || name->range.end > context_.document.text.to_reading(range_).end) return false;
    if (plural) several_ = true;
    return take(*name);
  }

  bool take(const extract::PersonName& name) {
    const std::size_t end = context_.document.text.to_folded(name.range).end;
    if (end <= at_ || end > range_.end) return false;
    OfficeToken token;
    token.kind = OfficeKind::person;
    token.at = {at_, end};
    token.person = {context_.people.full_name(name.name), name.range};
    token.several = several_;
    out_.push_back(std::move(token));
    at_ = end;
    return true;
  }

  // A name the sitting's lists give stands here just so.
  std::optional<extract::PersonName> listed() const {
    const std::size_t where = reading(at_);
    const std::string_view text = std::string_view(context_.document.text.reading).substr(where);
    const std::string* best = nullptr;
    for (const std::string& name : context_.listed) {
      if (name.size() < 3 || text.substr(0, name.size()) != name || (best && best->size() >= name.size())) continue;
      const unsigned char next = name.size() < text.size() ? static_cast<unsigned char>(text[name.size()]) : ' ';
      if ((next >= 'a' && next <= 'z') || (next >= '0' && next <= '9') || next >= 0xC3 || next == '-') continue;
      best = &name;
    }
    if (!best) return std::nullopt;
    extract::PersonName name;
    name.name = *best;
    name.range = {where, where + best->size()};
    name.words = 1;
    name.known_given = true;
    return name;
  }

  bool person() {
    if (const auto known = listed()) {
      const auto longer = extract::name_at(context_.document.text.reading, reading(at_));
      return take(longer && longer->range.end > known->range.end ? *longer : *known);
    }
    if (!upper_at(context_.document.text.reading, reading(at_))) return false;
    const auto name = extract::name_at(context_.document.text.reading, reading(at_), true);
    if (!name || name->range.end > context_.document.text.to_reading(range_).end) return false;
    if (name->words < 2) {
      const bool listing = several_ && !out_.empty() && (out_.back().kind == OfficeKind::comma || out_.back().kind == OfficeKind::joint || out_.back().kind == OfficeKind::mark || out_.back().kind == OfficeKind::stop);
      const bool known = context_.people.full_name(name->name) != name->name || context_.people.lists(name->name);
      const bool in_row = out_.size() >= 2 && (out_.back().kind == OfficeKind::comma || out_.back().kind == OfficeKind::joint) && out_[out_.size() - 2].kind == OfficeKind::person;  // « Fatima, Hervé et Sylvie »
      if (!listing && !known && !(in_row && name->known_given)) return false;
    }
    return take(*name);
  }

  bool post() {
    static const Regex opening(
        "^(?:(?:en qualite de|en tant que|comme|au poste de|aux postes de|le poste de|les fonctions de|la fonction de|aux fonctions de|a la fonction de|le role de|au titre de|a titre de|pour le poste de|en) )?(?:membres? (?:du|de la) (?=bureau|comite|conseil|ca\\b))?(?:(?:au|a la|a l'|aux|la|le|les|l'|un|une|son|sa|leur|du|de la) ?(?:sein (?:du|de la) )?)?"
        "(?<post>(?:(?:1er|1ere|premiere?|deuxieme|second|seconde|troisieme|quatrieme|2e|2eme|2nd|3e|3eme|4e|4eme|[2-9]o|secret\\.|tres\\.|pres\\.|vice-pres\\.|adm\\.|ancien|ancienne|nouveau|nouvelle) )?(?<head>[a-z][a-z'.-]*[a-z](?:\\(e\\)|\\(ice\\)|\\(trice\\))?))");
    RegexHit hit;
    if (!opening.begins(rest(), hit)) return false;
    const Range said = opening.range(hit, "post").after(at_);
    std::string head(opening.text(rest(), hit, "head"));
    static const Regex board("^(?:bureau|comite|commissions?|conseil|ca|collegiale?|college|collectif|ccas|directoire|delegations?|controle)$");
    static const Regex work("^(?:(?:co-?|vice-)?presidence|tresorerie|secretariat|caisse|comptabilite|porte-parole|communication|animation|coordination|logistique|webmestre|archives|materiel|redaction|bibliotheque|intendance|buvette|juridique|encadrement)$");
    const bool office = extract::is_office_word(head), place = board.matches(head), task = work.matches(head);
    if (!office && !place && !task) return false;
    if (head == "ca" && !upper_at(context_.document.text.reading, reading(opening.range(hit, "head").begin + at_))) return false;  // « ça »
    static const Regex person_only("^(?:parents?|habitant|usager|citoyen|benevole|volontaire|salarie|etudiant|cultivat|proprietaire|locataire|notaire|avocat|expert|invite|prestataire|consultant|cadre|retraite|docteur|garde|docteure)");
    static const Regex addressed("(?:\\bm\\.|\\bmm\\.|\\bmme|\\bmonsieur|\\bmadame) (?:le |la |l'|les )$");  // « présentés à M. le Sous-Préfet »
    if (addressed.found(flat_.substr(said.begin > 14 ? said.begin - 14 : 0, std::min<std::size_t>(said.begin, 14)))) return false;
    if (person_only.begins(head) && rest().substr(0, static_cast<std::size_t>(said.begin - at_)).empty()) return false;
    static const Regex stop(
        "^(?:a l'unanimite|a la majorite|par acclamation|a mains? levee|a bulletin|au scrutin|sans (?:opposition|objection|concurrent)|(?:par|avec) (?:\\d|[a-z-]+ (?:voix|suffrages))|pour (?:une duree|un (?:nouveau )?mandat|un an|une periode|\\d|[a-z]+ (?:ans|exercices|saisons|mandats))|jusqu'|en remplacement|est |sont |ont |a ete|a obtenu|sera |seront |devient|reste |au (?:premier|second|deuxieme|1er|2e) tour|qui |il |elle |et (?:aussitot|immediatement|installe|accepte|remercie|declare|est |a )|du \\d{1,2}[/ ]|comme suit|ainsi |(?:re)?elit |elisent |designe |nomme |choisit |decide |approuve |vote |propose |adopte |d(?:u|es) \\d{1,2}[-/ ]|suivants?\\b|sortante?s?\\b|(?:re)?elue?s?\\b|ne |n'|se |s'|\\d{1,5} voix|avec pour|=|->)");
    std::size_t end = said.end;
    const std::string& folded = context_.document.text.folded;
    while (end < range_.end && end - said.begin < 110) {
      const char c = flat_[end];
      if (c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '=' || c == '|' || c == '\t' || c == '[' || c == '/' || c == '!' || c == '?' || c == '"') break;
      if (c == '*' && end > said.end) break;
      if (c == '.') {
        const bool sentence = end + 1 >= range_.end || flat_[end + 1] == ' ' || flat_[end + 1] == '.';
        if (sentence && !(end >= 2 && flat_[end - 2] == ' ')) break;
      }
      if (c == ' ') {
        if (flat_.substr(end, 3) == "   " || flat_.substr(end, 3) == " ->") break;
        if (flat_.substr(end, 3) == " - ") {  // « Commission Travaux - voirie : … »: the label goes on to its colon
          const std::size_t colon = first_of(flat_, ":,;(.", end);
          if (colon >= range_.end || flat_[colon] != ':' || colon > end + 45 || person_starts(end + 3, false)) break;
          end += 2;
        }
        if (folded[end] == '\n' && upper_at(context_.document.text.reading, reading(end + 1))) break;
        const std::string_view next = flat_.substr(end + 1, range_.end - end - 1);
        if (stop.begins(next) && !(linked(end) && next.substr(0, 2) == "el")) break;
        if (next.substr(0, 3) == "et " && person_starts(end + 4, false)) break;
        if (person_starts(end + 1, linked(end))) break;
      }
      ++end;
    }
    while (end > said.end && (flat_[end - 1] == ' ' || flat_[end - 1] == '-' || flat_[end - 1] == '.')) --end;
    static const Regex hanging(" (?:a|au|par|de|et|pour|avec)$");  // « la trésorerie à Mme X »
    if (RegexHit loose; hanging.search(flat_.substr(said.begin, end - said.begin), loose)) end = said.begin + loose.whole().begin;
    OfficeToken token;
    token.kind = OfficeKind::post;
    token.at = {said.begin, end};
    token.several = place;
    out_.push_back(std::move(token));
    at_ = std::max(end, at_ + 1);
    several_ = false;
    return true;
  }

  // « délégué de », « école »: a name behind such a word belongs to the post.
  bool linked(std::size_t space) const {
    std::size_t begin = space;
    while (begin > range_.begin && flat_[begin - 1] != ' ' && flat_[begin - 1] != '\'') --begin;
    const std::string_view word = flat_.substr(begin, space - begin);
    for (const std::string_view link : {"de", "du", "des", "la", "le", "les", "au", "aux", "en", "d", "l", "rue", "ecole", "college", "lycee", "residence", "fondation", "centre", "espace", "salle"})
      if (word == link) return true;
    return false;
  }

  bool person_starts(std::size_t folded, bool bound) const {
    if (folded >= range_.end) return false;
    const std::size_t where = reading(folded);
    const std::string_view text = context_.document.text.reading;
    const std::size_t civil = extract::civility_at(text, where);
    if (civil == 0 && (bound || !upper_at(text, where))) return false;
    const auto name = extract::name_at(text, where, civil == 0);
    if (!name) return false;
    if (civil > 0) return true;
    if (name->words >= 2) return name->known_given || context_.people.full_name(name->name) != name->name;
    return context_.people.lists(name->name) || context_.people.full_name(name->name) != name->name;
  }

  void word() {
    std::size_t end = at_;
    while (end < range_.end && ((flat_[end] >= 'a' && flat_[end] <= 'z') || (flat_[end] >= '0' && flat_[end] <= '9') || flat_[end] == '-' || flat_[end] == '\'' || static_cast<unsigned char>(flat_[end]) >= 0x80)) ++end;
    if (end == at_) ++end;
    const std::string_view text = flat_.substr(at_, end - at_);
    static const Regex small("^(?:m|mm|mme|mmes|mlle|monsieur|madame|messieurs|comme|a|au|aux|la|le|les|par|avec|voix|donc|ainsi|aussi|egalement)$");
    if (text == "-" || small.matches(text)) {
      at_ = end;
      return;
    }
    add(OfficeKind::other, end);
  }

  const OfficeContext& context_;
  std::string_view flat_;
  Range range_;
  std::size_t at_;
  bool several_ = false;
  int depth_ = 0;  // inside brackets that close
  std::vector<OfficeToken> out_;
};

}  // namespace

std::vector<OfficeToken> office_tokens(const OfficeContext& context, Range folded) { return Tokens(context, folded).run(); }

}  // namespace minutier::extractors
