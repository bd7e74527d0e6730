// Who holds what, read clause by clause from tokens: « Président : A, vice-présidents : B et C », « A présidente, B trésorier »,
// « La présidence est confiée à A », « Sont élus au comité pour trois ans : A, B », « A devient trésorier ».

#include <algorithm>

#include "extractors/agenda_list.hpp"
#include "extractors/election_finder.hpp"
#include "extractors/election_pieces.hpp"
#include "extractors/office_tokens.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::extractors {
namespace {

// Offices people are elected to; « designer », « proviseur », « conseiller régional » tell who somebody is.
bool elective(std::string_view post) {
  static const Regex yes("\\b(?:(?:vice-?|co-?|copre|pre)*president|presidence|vice-pres|tresor|secreta|secret\\.|delegue|suppleant|titulaire|administrat|adjoint|maire|responsable|referent|membre|commissaire|verificat|syndic|coordinat|porte-|assesseur|caissier|archiv|bibliothec|bureau|comite|commission|conseil|ca\\b|colleg|collectif|ccas|charge|animat|redact|webmestre|moniteur|censeur|controle|questeur|doyen|gerant|capitaine|prefet|conservat|materiel|communication|logistique|representant|correspondant|econome|directeur (?:de course|sportif)|syndics?|echevin|bourgmestre)");
  static const Regex no("\\b(?:adjointe? au maire|adjointe? technique|conseill[a-z]+ (?:regiona|general|departementa|municipa|communa|technique|principa)|secretaire general de la mairie|secretaire de mairie|directeur general|depute|senat)");
  return yes.found(post) && !no.found(post);
}

bool is(const std::vector<ClausePiece>& pieces, std::size_t i, OfficeKind kind) { return i < pieces.size() && pieces[i].kind == kind; }

}  // namespace

bool ElectionFinder::seats_told_of(std::string_view folded) {
  static const Regex pattern(
      "\\b(?:bureau|comite|commissions?|conseil(?: d'administration| syndical)?|ca|collegiale?|delegue[a-z.]*|representant[a-z.]*|postes?|fonctions|roles|taches|administrateurs?|membres|offices|responsabilites)\\b[^.;:]{0,80}\\b(?:compos|constitu|forme|elu|elit|elire|design|nomm|repart|proclam|renouvel|choisi|reconduit)|^[ *#]*(?:re)?elections?\\b|^[ *#a-z.)]{0,6}qui fait quoi\\b|"
      "\\b(?:compos|constitu|forme|elu|elit|elire|elisent|elect|design|nomm|nomin|repart|proclam|renouvel|choisi|reconduit)[a-z.]*\\b[^.;:]{0,80}\\b(?:bureau|comite|commissions?|conseil(?: d'administration| syndical)?|ca|collegiale?|delegue|representant|postes?|fonctions|roles|taches|administrateurs?|membres|responsabilites)");
  return pattern.found(folded);
}

bool ElectionFinder::clauses(std::size_t t, const Unit& unit, bool told) {
  const std::string_view text = flat(unit.folded);
  if (text.size() > 2500 || (closed_ > 0 && unit.range.begin > closed_)) return false;
  static const Regex given("\\b(?:confie|attribue|devolu|revient|echoit)"), hall("\\b(?:scrutat|assesseur|bureau de (?:l'assemblee|vote))|\\bseance\\b");
  const bool handed = given.found(text);
  if (!told && !handed) return false;
  static const Regex polled("\\b(?:elections?|renouvellement|designation|nomination|composition)");
  if (unit.range.begin < attend_end_ && !polled.found(flat_of(minutes_.topics[t].title))) told = false;
  static const Regex apart("\\b(?:sans droit de vote|voix consultative|sortante?s?)\\b");
  if (told && apart.found(flat_of(minutes_.topics[t].title)) && unit.range.begin < attend_end_ + 600) told = false;
  if ((!told && !handed) || hall.found(text)) return false;
  if (unit.block >= 0 && attends(document_.structure.blocks[static_cast<std::size_t>(unit.block)].range)) return false;
  const std::vector<OfficeToken> tokens = office_tokens({document_, minutes_.flat, people_, listed_}, unit.folded);
  static const Regex counted("\\bvoix\\b|\\bsuffrages\\b|\\bobtenu");
  const bool numbers = counted.found(text);
  static const Regex several_elected("\\b(?:sont|ont ete)(?: [a-z]+)? (?:re)?elue?s [^.;:]{3,60} ?: ");  // « Sont réélus administrateurs : A, 99 voix ; B, 97 »
  const std::size_t before = seats_.size();
  bool led = false;      // words opened the list: « a élu son bureau : »
  Range body;            // of the reading text: « SICTOM : titulaire A, suppléante B »
  Range carried;  // the post of the clause before: « Président : A, six voix ; B, une voix »
  std::optional<std::int64_t> most;
  bool by_verb = false;  // a verb of election stands between name and post
  const auto give = [&](const HeldPost& held, Range post, std::optional<bool> elected) {
    if (post.empty()) return;
    static const Regex none("seance|scrutat|assesseur|depouill|candidat|present\\b|absent|excuse|invite|sortant|votant|animat|\\bvote\\b|prennent|demission|journee|^(?:un|une|deux|trois) ?$|^(?:conseil|bureau)? ?(?:municipal|communal)");
    const std::string_view said = flat(post);
    if (none.found(said) || said.size() > 110) return;
    static const Regex chair("(?:presidente?|secretaire|le president|la presidente|le secretaire|la secretaire)");
    static const Regex officers("scrutat|assesseur|(?:president|secretaire)[a-z]* de (?:la )?seance");
    if (!by_verb && !held.votes && chair.matches(said) && officers.found(topic_text(t))) return;  // who presides and writes this very sitting
    Range where = reading(post.begin, post.end);
    if (by_verb) where = whole_post(t, unit, where);
    Seat seat = seated({written_before(held.person), held.person.where}, where);
    static const Regex part("(?:membres? )?(?:titulaires?|suppleante?s?)");
    if (part.matches(said)) {
      Range of = body;
      static const Regex named("\\b(?:commission|comite|syndicat|conseil|jury|cao\\b|sivu|sivom|sictom|ccas|organisme|agence|caisse|mission)");
      static const Regex cover("^[ ]*(?:proces|p\\.?v\\b|compte[- ]rendu|c\\.?r\\b|reunion|seance|assemblee|extrait|registre)");
      if (const Range title = post_of_title(t); of.empty() && !title.empty() && named.found(flat_of(title))) of = title;
      else if (of.empty() && !cover.found(flat_of(minutes_.topics[t].title)) && named.found(flat_of(minutes_.topics[t].title)) && minutes_.topics[t].title.size() < 70) of = minutes_.topics[t].title;
      if (!of.empty()) seat.post = one_line(document_, of) + " " + seat.post, seat.post_at = of;
    }
    if (held.votes) seat.votes = held.votes, seat.votes_at = reading(held.votes_at.begin, held.votes_at.end);
    seat.elected = elected.value_or(held.elected.value_or(true));
    seat.elected_at = seat.post_at;
    seat.term = term_in(unit);
    seat.confidence = 0.85;
    seat.rule = by_verb ? "election.elected@1" : "election.clause@1";
    add(seat);
  };
  const auto give_read = [&](const HeldPost& held, Range post) {  // the post is of the reading text
    if (!post.empty()) give(held, document_.text.to_folded(post), std::nullopt);
  };
  const auto give_all = [&](const ClausePiece& run, Range post) {
    // several with their votes for one seat: the highest has it
    const std::string_view head = flat(post).substr(0, flat(post).find(' '));
    const bool contest = run.people.size() > 1 && !head.empty() && head.back() != 's' && extract::is_office(head) && std::all_of(run.people.begin(), run.people.end(), [](const HeldPost& held) { return held.votes.has_value(); });
    std::int64_t highest = 0;
    for (const HeldPost& held : run.people) highest = std::max(highest, held.votes.value_or(0));
    for (const HeldPost& held : run.people) give(held, post, contest && held.votes && *held.votes < highest ? std::optional<bool>(false) : std::nullopt);
    for (const HeldPost& rival : run.rivals) give(rival, post, false);
    for (const auto& [other, person] : run.beside) give(HeldPost{person, {}, {}, {}, {}, {}}, other, std::nullopt);
  };
  for (std::size_t begin = 0; begin < tokens.size();) {
    std::size_t end = begin;
    while (end < tokens.size() && tokens[end].kind != OfficeKind::stop) ++end;
    const bool full_stop = end < tokens.size() && flat(tokens[end].at) != ";";
    std::vector<ClausePiece> pieces = clause_pieces(tokens, begin, end, numbers);
    begin = end + 1;
    std::size_t first = 0;
    Range label;
    // « Le conseil désigne Mme A déléguée »: who chooses is no post.
    if (is(pieces, 0, OfficeKind::post) && is(pieces, 1, OfficeKind::chosen) && is(pieces, 2, OfficeKind::person) && pieces[0].people.empty()) pieces.erase(pieces.begin(), pieces.begin() + 2);
    // What opens the clause: a label of its own, or words that tell what follows.
    std::size_t mark = 0;
    while (mark < pieces.size() && pieces[mark].kind != OfficeKind::mark) ++mark;
    const std::size_t posts_left = static_cast<std::size_t>(std::count_if(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(mark), [](const ClausePiece& p) { return p.kind == OfficeKind::post; }));
    const bool people_left = std::any_of(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(mark), [](const ClausePiece& p) { return p.kind == OfficeKind::person; });
    const bool others_left = std::any_of(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(mark), [](const ClausePiece& p) { return p.kind == OfficeKind::other || p.kind == OfficeKind::number; });
    const bool chosen_left = std::any_of(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(mark), [](const ClausePiece& p) { return p.kind == OfficeKind::chosen; });
    if (mark < pieces.size() && !people_left) {
      if (is(pieces, mark + 1, OfficeKind::post) && (posts_left == 0 || chosen_left || others_left || flat(pieces[mark].at).front() == ':')) {
        if (posts_left == 1 && !chosen_left && !others_left && is(pieces, mark + 2, OfficeKind::mark) == false && !is(pieces, mark + 2, OfficeKind::person)) continue;
        first = mark + 1;
        led = true;
        if (mark > 0 && !chosen_left && pieces[0].at.begin + 70 > pieces[mark].at.begin) body = reading(pieces[0].at.begin, pieces[mark - 1].at.end);
      } else if (is(pieces, mark + 1, OfficeKind::person) && posts_left == 1 && (!others_left || chosen_left)) {
        for (std::size_t i = 0; i < mark; ++i)
          if (pieces[i].kind == OfficeKind::post) label = pieces[i].at;
        first = mark + 1;
      } else if (is(pieces, mark + 1, OfficeKind::person) && posts_left == 0 && (chosen_left || !lead_post_.empty())) {
        first = mark + 1;
      }
    }
    while (first < pieces.size() && (pieces[first].kind == OfficeKind::chosen || pieces[first].kind == OfficeKind::becomes) && label.empty()) ++first;
    if (first >= pieces.size()) {
      if (full_stop) carried = {};
      continue;
    }
    // « Sont nommés administrateurs A et B »: of the ballot itself, no office given afterwards.
    const bool verb_first = first > 0 && pieces[first - 1].kind == OfficeKind::chosen;
    std::size_t others = 0, runs = 0, posts = 0, verbs = 0, marks = 0, handing = 0;
    for (std::size_t i = first; i < pieces.size(); ++i) {
      others += pieces[i].kind == OfficeKind::other || pieces[i].kind == OfficeKind::number || pieces[i].kind == OfficeKind::votes;
      runs += pieces[i].kind == OfficeKind::person;
      posts += pieces[i].kind == OfficeKind::post;
      verbs += pieces[i].kind == OfficeKind::chosen || pieces[i].kind == OfficeKind::becomes;
      marks += pieces[i].kind == OfficeKind::mark;
      handing += pieces[i].kind == OfficeKind::given;
    }
    if (!told && handing == 0) continue;
    // « Commission exécutive : 11 noms pour 11 places »: the board the next names are of.
    if (runs == 0 && mark < pieces.size() && posts_left == 1 && !others_left && pieces[0].kind == OfficeKind::post) {
      static const Regex places("^ ?:? ?[^.;:]{0,30}\\b(?:noms?|places?|postes?|sieges?|candidat|mandats?)\\b");
      if (places.begins(flat({pieces[mark].at.end, unit.folded.end}))) board_here_ = reading(pieces[0].at.begin, pieces[0].at.end);
    }
    // « Finances : A, B, C » under a title that tells of commissions
    static const Regex commissions("\\bcommissions\\b");
    if (told && others_left && posts_left == 0 && !people_left && mark > 0 && mark <= 4 && posts == 0 && verbs == 0 && is(pieces, mark + 1, OfficeKind::person) && mark + 2 == pieces.size() && commissions.found(flat_of(minutes_.topics[t].title))) {
      for (const HeldPost& held : pieces[mark + 1].people) give(held, {pieces[0].at.begin, pieces[mark - 1].at.end}, std::nullopt);
      continue;
    }
    // « Sont désignés délégués : » over « - M. X », « Pour le groupe EC : A, B »: the post is of the words above.
    if (posts == 0 && runs == 1 && verbs == 0 && !lead_post_.empty() && is(pieces, first, OfficeKind::person) && first + 1 == pieces.size() && (first == 0 || pieces[first - 1].kind == OfficeKind::mark)) {
      for (const HeldPost& held : pieces[first].people) give_read(held, lead_post_);
      continue;
    }
    // « A : 41 pour, 1 abstention -> élue »: of the ballot itself
    by_verb = true;
    if (label.empty() && posts == 0 && runs == 1 && is(pieces, first, OfficeKind::person) && pieces[first].people.size() == 1 && pieces[first].people.front().votes && (verbs == 1 || pieces[first].people.front().elected)) {
      give_read(pieces[first].people.front(), default_post(t, seats_.size()));
      by_verb = false;
      continue;
    }
    by_verb = false;
    // « le collectif a désigné : A présidente, B trésorier »: who chooses is no post
    if (!label.empty() && posts > 0 && posts == runs && chosen_left && pieces.back().kind == OfficeKind::post) label = Range{};
    if (!label.empty() && is(pieces, first, OfficeKind::person)) {  // « Vérificateurs : A et B », « Délégués : A et B, suppléant C »
      give_all(pieces[first], label);
      carried = label;
      most = pieces[first].people.front().votes;
      static const Regex bare_part("(?:membres? )?(?:titulaires?|suppleante?s?)");
      if (!bare_part.matches(flat(label))) body = document_.text.to_reading(label);
      ++first;
      while (first < pieces.size() && pieces[first].kind != OfficeKind::post) ++first;
      if (first >= pieces.size()) continue;
    }
    // « Le comité (A, B, C) est réélu en bloc »
    for (std::size_t i = first; i + 1 < pieces.size(); ++i)
      if (pieces[i].kind == OfficeKind::post && pieces[i].people.size() > 1 && pieces[i + 1].kind == OfficeKind::chosen) {
        by_verb = true;
        for (const HeldPost& member : pieces[i].people) give(member, pieces[i].at, std::nullopt);
        by_verb = false;
      }
    // « Est élue A avec 26 voix ; B en obtient 15 »
    if (posts == 0 && verb_first && runs == 1 && others == 0 && is(pieces, first, OfficeKind::person)) {
      const Range post = default_post(t, seats_.size());
      by_verb = true;
      for (const HeldPost& held : pieces[first].people) give_read(held, post);
      by_verb = false;
      carried = post.empty() ? Range{} : document_.text.to_folded(post);
      most = pieces[first].people.front().votes;
      continue;
    }
    if (is(pieces, first, OfficeKind::post)) {  // each post before its people
      Range post;
      bool direct = false;
      for (std::size_t i = first; i < pieces.size(); ++i) {
        const ClausePiece& piece = pieces[i];
        if (piece.kind == OfficeKind::post) {
          post = piece.at;
          direct = true;
        } else if (piece.kind == OfficeKind::person && direct) {
          const bool set_off = pieces[i - 1].kind == OfficeKind::mark || pieces[i - 1].kind == OfficeKind::given || handing > 0;
          if (set_off || (others == 0 && (runs > 1 || first > 0 || led))) {
            by_verb = verb_first && runs == 1;
            give_all(piece, post);
            by_verb = false;
            carried = post;
            most = piece.people.front().votes;
          }
          direct = false;
        } else if (piece.kind != OfficeKind::mark && piece.kind != OfficeKind::given) {
          direct = false;
        }
      }
    } else if (is(pieces, first, OfficeKind::person)) {
      if (posts == 0) {  // « ; M. Tessandier, une voix »
        if (!carried.empty() && runs == 1 && others == 0 && verbs == 0 && pieces[first].people.size() == 1 && pieces[first].people.front().votes && most && *most >= *pieces[first].people.front().votes) give(pieces[first].people.front(), carried, several_elected.found(text) ? std::optional<bool>() : std::optional<bool>(false));
      } else {
        for (std::size_t i = first; i < pieces.size(); ++i) {
          if (pieces[i].kind != OfficeKind::person) continue;
          std::size_t next = i + 1;
          bool verb = false, chosen = false;
          while (next < pieces.size() && (pieces[next].kind == OfficeKind::chosen || pieces[next].kind == OfficeKind::becomes || pieces[next].kind == OfficeKind::mark)) {
            static const Regex noun("elue?s?");  // « Anne Petit - Élue, présidente du réseau »: who she is
            if (pieces[next].kind == OfficeKind::chosen && pieces[next - 1].kind == OfficeKind::mark && noun.matches(flat(pieces[next].at))) break;
            verb = verb || pieces[next].kind != OfficeKind::mark;
            chosen = chosen || pieces[next].kind == OfficeKind::chosen;
            ++next;
          }
          if (!is(pieces, next, OfficeKind::post)) continue;
          if (others > 0 && !verb) continue;
          if (!verb && is(pieces, next + 1, OfficeKind::chosen) && is(pieces, next + 2, OfficeKind::post)) next += 2, verb = chosen = true;  // « M. X, président du club, est désigné délégué »
          if (!verb && !elective(flat(pieces[next].at))) continue;
          if (is(pieces, next + 1, OfficeKind::mark) && is(pieces, next + 2, OfficeKind::person)) continue;
          by_verb = chosen;
          give_all(pieces[i], pieces[next].at);
          by_verb = false;
        }
      }
    }
    if (full_stop) carried = {};
  }
  return seats_.size() > before;
}

// « Élu-e-s : A (secteur), B, C »: of the board named just before.
bool ElectionFinder::elected_here(const Unit& unit) {
  static const Regex label("^[ *>-]*(?:sont |ont ete )?(?:re)?elue?[.(-]?e?[.)-]?-?s?\\)?(?: au (?:premier|1er) tour)? ?: ");
  RegexHit hit;
  if (board_here_.empty() || !label.begins(flat(unit.folded), hit)) return false;
  const std::size_t before = seats_.size();
  const std::vector<OfficeToken> tokens = office_tokens({document_, minutes_.flat, people_, listed_}, {unit.folded.begin + hit.whole().end, unit.folded.end});
  for (const ClausePiece& piece : clause_pieces(tokens, 0, tokens.size(), false))
    if (piece.kind == OfficeKind::person)
      for (const HeldPost& held : piece.people) {
        Seat seat = seated({written_before(held.person), held.person.where}, board_here_);
        seat.elected_at = document_.text.to_reading(hit.whole().after(unit.folded.begin));
        seat.rule = "election.elected@1";
        add(seat);
      }
  return seats_.size() > before;
}

// « Le conseil désigne en qualité de délégués au SIVU : », « Sont élus conseillers de l'action sociale : »: the post of what follows.
Range ElectionFinder::opened_post(const Unit& unit) const {
  const std::string_view text = flat(unit.folded);
  static const Regex verb("\\b(?:(?:est|sont|ont ete|a ete|soient) [^.;:]{0,40}?(?:re)?(?:elu|nomme|designe|proclame|choisi|reconduit)[a-z.()]*|(?:re)?elit|elisent|designe(?:nt)?|nomme(?:nt)?|choisit|decide de (?:nommer|designer))\\b");
  RegexHit hit;
  if (text.size() > 500 || text.empty() || text.substr(0, text.find_last_not_of(' ') + 1).back() != ':' || !verb.search(text, hit)) return {};
  Range post;
  for (const OfficeToken& token : office_tokens({document_, minutes_.flat, people_, listed_}, {unit.folded.begin + hit.whole().begin, unit.folded.end})) {
    if (token.kind == OfficeKind::person) return {};
    if (token.kind != OfficeKind::post) continue;
    if (!post.empty()) return {};
    post = token.at;
  }
  static const Regex none("seance|scrutat|assesseur|candidat|present\\b|^(?:bureau|membres?)$");
  return post.empty() || none.found(flat(post)) ? Range{} : reading(post.begin, post.end);
}

std::string_view ElectionFinder::topic_text(std::size_t t) const {
  const Topic& topic = minutes_.topics[t];
  if (topic.count == 0) return {};
  return flat({minutes_.units[topic.first].folded.begin, minutes_.units[topic.first + topic.count - 1].folded.end});
}

bool ElectionFinder::attends(Range name) const {
  return std::any_of(attending_.begin(), attending_.end(), [&](const Range& one) { return one.overlaps(name); });
}

}  // namespace minutier::extractors
