#include "extractors/resolution_votes.hpp"

#include "extractors/minutes_units.hpp"
#include "extractors/vote_tokens.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {

bool may_vote(std::string_view folded) {
  static const Regex sign("mains? se|nanim|abst|tacite|consentement|abs[ :.]|contre|voix|oui|\\bnon ?[:=]|blanc|votant|objection|opposition|levee|secret|consensus|personne\\s(?:ne|n'|contre)|\\bnulle?\\sn|contraire|tout\\sle\\smonde|toutes\\set\\stous|(?:par|de)\\stous|tous\\s(?:sont|pour)|toutes\\spour|(?:bulletin|billet)s?\\s(?:ferme|plie)|unam|unin|suffrage|pas\\spart|part\\sau\\svote|part\\sni|nppv|scrutin|favorable|assis\\set|d'accord|s'y\\soppos|observation|remarque|accord\\sgeneral|electronique|ne\\sparticipe");
  if (sign.found(folded) || vote_initials(folded)) return true;
  // « pour » alone is no vote without a number, a colon or a word of voting.
  return contains(folded, "pour") && (folded.find_first_of("0123456789:") != std::string_view::npos || contains(folded, "vot"));
}

void merge(VoteRead& into, const VoteRead& from) {
  if (from.again && has_ballots(from)) {
    into.counts = from.counts;
    into.names = from.names;
  } else {
    for (const VoteCount& count : from.counts)
      if (!into.find(count.ballot)) into.counts.push_back(count);
    for (const VoteNames& names : from.names) into.names.push_back(names);
  }
  if (into.unanimity.empty()) into.unanimity = from.unanimity;
  if (into.mode_name.empty()) {
    into.mode_name = from.mode_name;
    into.mode = from.mode;
  }
  into.strong = into.strong || from.strong;
  into.lost = into.lost || from.lost;
  into.rest_in_favour = into.rest_in_favour || from.rest_in_favour;
}

bool has_ballots(const VoteRead& vote) {
  for (const VoteCount& count : vote.counts)
    if (count.ballot == Ballot::in_favour || count.ballot == Ballot::against) return true;
  return false;
}

std::string_view outcome(const VoteRead& vote) {
  if (!vote.unanimity.empty() || vote.mode_name == "sans_objection") return "adopted";
  const VoteCount* in_favour = vote.find(Ballot::in_favour);
  const VoteCount* against = vote.find(Ballot::against);
  if (vote.lost) return "rejected";
  if (vote.rest_in_favour) return "adopted";
  if (!in_favour && !against) return {};
  if (!in_favour) return against->value == 0 ? "adopted" : std::string_view{};
  if (!against) return in_favour->value > 0 ? "adopted" : std::string_view{};
  if (in_favour->value == against->value) return {};
  return in_favour->value > against->value ? "adopted" : "rejected";
}

bool vote_of_another(std::string_view before, bool decided) {
  if (before.size() > 600) before.remove_prefix(before.size() - 600);
  static const Regex recital("^[ \\t*>-]*(?:vu|considerant|attendu|il est donne lecture)\\b");
  if (recital.begins(before)) return true;
  static const Regex past(
      "\\b(?:l'an (?:dernier|passe)|l'annee (?:derniere|passee|d'avant|precedente)|il y a (?:un|deux|trois|\\d+) ans?|la derniere fois|lors de la precedente)\\b(?:[^.;]|\\.(?=\\d))*$"
      "|\\b(?:avait|avaient|s'etait|s'etaient|s'y etait|s'y etaient)(?: [a-z']+,?){0,4} (?:vote|adopte|approuve|rejete|refuse|repousse|ecarte|donne|rendu|emis|accepte|oppose|valide|elu|decide)[a-z]{0,3}\\b(?:[^.;]|\\.(?=\\d))*$"
      "|\\b(?:son|leur) conseil\\b(?:[^.;]|\\.(?=\\d)){0,60}\\ba\\b(?:[^.;]|\\.(?=\\d))*$|\\b(?:signale|rapporte|relate|cite|rappelle|fait remarquer|fait observer|replique|objecte|raconte|precise|indique|expose)(?: [a-z']+){0,4} (?:que|qu'|:)(?:[^.;]|\\.(?=\\d))*$");
  static const Regex others("\\b(?:ils|elles) (?:ont|avaient)\\b(?:[^.;]|\\.(?=\\d))*$");  // « ailleurs ils ont renoncé, par … »: a vote of others
  if (past.found(before) || (!decided && others.found(before))) return true;
  static const Regex reported("\\b(?:commission|conseil|comite|bureau|syndicat|ufr)\\b(?:[^.;]|\\.(?=\\d)){0,80}\\b(?:a|ont|avait|s'est|s'etait)(?: [a-z',]+){0,6} (?:delibere|prononcee?|refuse|vote|rejete|donne|rendu|emis|decide|adopte|approuve|accepte)[a-z]{0,2}\\b(?:[^.;]|\\.(?=\\d))*$"
                              "|\\ben (?:19|20)\\d\\d\\b(?:[^.;]|\\.(?=\\d))*$");
  static const Regex other_day("\\bvotes? (?:des?|du|de la|de l') ?(?!pv|proces|compte|budget|bilan|rapport|comptes)[^.;:]{3,60}? le \\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?:[^.;]|\\.(?=\\d))*$");
  if (!decided && other_day.found(before)) return true;  // « Vote des agents de la cuisine le 3 mars : 31 contre »
  return !decided && reported.found(before);
}

// « Unanimité. », « Adopté. », « Pas d'opposition. », « Pour : 12 »: the outcome of what was said, and nothing else.
bool bare_outcome(std::string_view text) {
  static const Regex pattern("[ \\t*>(:=\"-]*(?:(?:nombre de )?votants ?: ?\\d|votes? ?:|(?:adopte|approuve|accepte|valide|accorde|rejete|refuse|repousse)(?:\\(?e\\)?|[.-]?e)?s?\\b|votee?s? (?:a |par |sans )|(?:a l')?unanim|accord (?:unanime|general|de tous)|(?:oui|ok|non)(?:[,.:!]| a l|$)|(?:pour|oui|p) ?[:=]? ?\\d|\\d+ (?:voix|pour|oui|p\\b)|(?:pas d'|sans |aucune )(?:objection|opposition)|(?:personne|nul) (?:ne s'y|n'est|contre)|mise?s? aux voix|tout le monde)");
  return text.size() < 90 && pattern.begins(text);
}

bool group_line(std::string_view sentence) {
  static const Regex line("[ \\t*>-]*(?:->[ ]*)?(?:(?:le |la )?(?:college|groupe|liste|section|categorie)[ ][^:.;]{1,40}|[a-z]|[a-z][a-z' -]{1,28}(?: \\([^)]{1,30}\\))?) ?: ?(?=\\d(?![0-9 .,']* ?(?:eur|euros?|f|fr|frs|francs|chf|%|h)\\b)|(?:pour|contre|oui|non|abst))");
  static const Regex whole("[ \\t*>-]*(?:[a-z]{3,}(?:er|ir) |(?:de)?favorables?\\b|votes?|votent|ont|a vote|se sont|s'|n'|resultats?|pour|contre|abst|oui|non|total|ensemble|scrutin|suffrages|depouillement|nombre|unanim|votants|exprimes|inscrits|blancs?|nuls?|bulletins?|refus|ne |decision|approbation|adoption|adopte[a-z]*|rejete[a-z]*|approuve[a-z]*|proposition|option|amendement|rapport|budget|quitus|comptes|tour|premier|second|1er|2e|"
                           "motion|voeu|resolution|deliberation|avis|main|mise|choix|election)\\b");
  return line.begins(sentence) && !whole.begins(sentence);
}

Range vote_label(std::string_view sentence, std::size_t counts, bool any_words) {
  static const Regex label("[ \\t*>=:-]*(?:(?:on (?:a )?vote|nous votons|(?:un |le )?(?:premier |second |deuxieme |troisieme |autre )?(?:vote|votes)(?: a lieu| porte| est organise)?|mise aux voix|resultat du vote) (?:sur |pour |de la |de |du |des |d')?(?:la |le |les |l')?)?(?<label>[a-z(\"0-9][^:;?!]{3,160}?)(?: ?(?::|->|=>)| --?(?= ?\\d)) ?");
  static const Regex none("(?:personne|nul\\b|aucune?\\b|pas d'|sans\\b|tout le monde|tous\\b|votes?|ont vote|a vote|votent|est\\b|sont\\b|ont\\b|resultats?|pour|contre|abst|oui|non|inscrits|votants|exprimes|suffrages|blancs?|nuls?|bulletins?|unanim|scrutin|nombre|decision|depouillement|mains? levee|total|en bloc|global|votes?\\b|a bulletin|a main|au scrutin|bulletin|secret|approbation$|adoption$|avis$|indicatif|definitif|electronique|nominal|public|sur (?:la|le|les) )");
  static const Regex lead("(?:apres|suite|second|deuxieme|nouveau|nouvelle|premier|troisieme|finalement|ensuite|puis|enfin|il|elle|on|nous|je|cette|ce|celle|celui|(?:la|cette|une) (?:proposition|resolution|motion)|le (?:vote|resultat|projet)|mise? aux voix|soumis|sur|par|avec|au|aux|a|dont|soit|et|ou|ni|en|present|pouvoir|quorum|maire|m\\.|mm\\.|mme|merci|question|reponse|nota?|remarque|page)\\b|\\(");
  RegexHit hit;
  static const Regex in_brackets("[ \\t|*]*votes? ?\\((?<label>[a-z][^()]{3,90})\\)[ |:*]*(?=(?:pour|oui|contre)\\b|\\d)");  // « VOTE (affectation du résultat) | Pour : 63 | Contre : 0 »
  if (in_brackets.begins(sentence, hit)) return in_brackets.range(hit, "label");
  if (!label.begins(sentence, hit)) return {};
  const std::string_view words = label.text(sentence, hit, "label");
  if (any_words && lead.begins(words) && !names_business(words) && (words.substr(0, 1) != "(" || words.back() == ')')) return {};
  const bool voted = contains(sentence.substr(0, label.range(hit, "label").begin), "vote");
  static const Regex article("(?:le |la |les |l')(?!votes?\\b|resultats?\\b)");
  RegexHit lead_article;
  const std::string_view named = article.begins(words, lead_article) ? words.substr(lead_article.whole().end) : words;  // « Le compte de gestion : unanimité »
  if (counts + 3 < hit.whole().end || counts > hit.whole().end + (any_words ? 40u : 90u) || none.begins(words) || (!voted && !any_words && !names_business(named)) || (!any_words && words.find(' ') == std::string_view::npos)) return {};
  Range range = label.range(hit, "label");
  if (const std::size_t comma = words.find(", "); comma != std::string_view::npos && comma > 8) range.end = range.begin + comma;
  return range;
}

// The ballot a head of a column or a row names.
std::optional<std::size_t> ballot_of_head(std::string_view head) {
  static const Regex heads[] = {Regex("^[ *]*(?:(?:votent|vote|votes|voix|ont vote)[ ])?(?:pour|oui|favorables?)\\b"), Regex("^[ *]*(?:(?:votent|vote|votes|voix|ont vote)[ ])?(?:contre|non|defavorables?)\\b"), Regex("^[ *]*(?:abst|s'abst|se sont abst)"), Regex("^[ *]*(?:blancs?)\\b"),
                                Regex("^[ *]*(?:nuls?)\\b"), Regex("^[ *]*(?:ne (?:prennent|prend|participe)|nppv|refus de vote)"), Regex("^[ *]*votants\\b"), Regex("^[ *]*(?:suffrages )?exprimes\\b")};
  if (head.empty() || head.size() >= 40) return std::nullopt;
  for (std::size_t b = 0; b < ballots; ++b)
    if (heads[b].found(head)) return b;
  return std::nullopt;
}

namespace {

// « 6 812 », « 6 812 / 10 000 »
std::optional<std::int64_t> count_in(std::string_view cell) {
  cell = cell.substr(0, cell.find('/'));
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '*')) cell.remove_suffix(1);
  while (!cell.empty() && cell.front() == '*') cell.remove_prefix(1);
  return cell.empty() ? std::nullopt : extract::parse_count(cell);
}

// A row for each ballot: « POUR | 13 | 6 812 | », « CONTRE | 1 | 398 | M. Guillory ». Voices weigh where a column gives them.
std::optional<VoteRead> vote_in_rows(const extract::Document& document, const Table& table) {
  constexpr std::size_t most_rows = 16;  // it is asked for every row of a table
  if (table.rows.size() > most_rows) return std::nullopt;
  std::vector<int> rows(ballots, -1);
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    if (const auto ballot = table.rows[r].empty() ? std::nullopt : ballot_of_head(document.text.fold(table.rows[r][0].range)); ballot && rows[*ballot] < 0) rows[*ballot] = static_cast<int>(r);
  if (rows[0] < 0 || rows[1] < 0) return std::nullopt;
  const auto cell = [&](int r, std::size_t c) { return c < table.rows[static_cast<std::size_t>(r)].size() ? table.rows[static_cast<std::size_t>(r)][c].range : Range{}; };
  static const Regex weighing("\\b(?:tantiemes?|milliemes?|parts|actions)\\b"), voices("\\bvoix\\b|\\bsuffrages\\b");
  std::size_t chosen = 0;
  int rank = 0;
  for (std::size_t c = 1; c < table.columns; ++c) {
    if (cell(rows[0], c).empty() || !count_in(document.text.fold(cell(rows[0], c))) || !count_in(document.text.fold(cell(rows[1], c)))) continue;
    const std::string_view head = rows[0] == 0 || rows[1] == 0 ? std::string_view() : document.text.fold(cell(0, c));
    const int worth = weighing.found(head) ? 3 : voices.found(head) ? 2 : 1;
    if (worth > rank) rank = worth, chosen = c;
  }
  if (chosen == 0) return std::nullopt;
  VoteRead vote;
  vote.strong = true;
  for (std::size_t b = 0; b < ballots; ++b) {
    if (rows[b] < 0) continue;
    const Range count = cell(rows[b], chosen);
    if (const auto value = count_in(document.text.fold(count))) vote.counts.push_back({static_cast<Ballot>(b), *value, document.text.to_folded(count), rank == 3, false});
    for (std::size_t c = chosen + 1; c < table.columns; ++c)
      if (const Range names = cell(rows[b], c); b > 0 && !names.empty() && extract::name_at(document.text.reading, names.begin)) vote.names.push_back({static_cast<Ballot>(b), document.text.to_folded(names)});
  }
  return vote;
}

}  // namespace

std::optional<VoteRead> table_vote(const extract::Document& document, const Table& table) {
  if (table.rows.size() < 2 || table.columns < 2 || table.columns > 9) return std::nullopt;
  std::vector<int> columns(ballots, -1);
  for (std::size_t c = 0; c < table.rows[0].size(); ++c)
    if (const auto ballot = ballot_of_head(document.text.fold(table.rows[0][c].range)); ballot && columns[*ballot] < 0) columns[*ballot] = static_cast<int>(c);
  if (columns[0] < 0 || columns[1] < 0) return vote_in_rows(document, table);
  static const Regex total("^[ *]*(?:total|totaux|ensemble|resultat|somme)");
  const std::vector<Cell>* chosen = table.rows.size() == 2 ? &table.rows[1] : nullptr;
  for (std::size_t r = 1; r < table.rows.size(); ++r)
    if (!table.rows[r].empty() && total.found(document.text.fold(table.rows[r][0].range))) chosen = &table.rows[r];
  VoteRead vote;
  vote.strong = true;
  if (!chosen) return vote;
  for (std::size_t b = 0; b < ballots; ++b) {
    if (columns[b] < 0 || static_cast<std::size_t>(columns[b]) >= chosen->size()) continue;
    const Range cell = (*chosen)[static_cast<std::size_t>(columns[b])].range;
    if (const auto value = cell.empty() ? std::nullopt : extract::parse_count(document.text.fold(cell))) vote.counts.push_back({static_cast<Ballot>(b), *value, document.text.to_folded(cell), false, false});
  }
  return vote;
}

}  // namespace minutier::extractors
