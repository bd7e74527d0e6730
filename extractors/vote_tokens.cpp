#include "extractors/vote_tokens.hpp"

#include <algorithm>
#include <array>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/base/words.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

using Kind = VoteWord;
using Token = VoteToken;

bool letter(char c) { return c >= 'a' && c <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

bool number_word(std::string_view word) {
  static const WordSet words{"un", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize",
                                                          "vingt", "vingts", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "octante", "nonante", "cent", "cents", "mille", "mil", "zero", "aucun", "aucune", "neant"};
  return words.has(word);
}

bool is_label(std::string_view word, Ballot& ballot) {
  struct Entry {
    std::string_view word;
    Ballot ballot;
  };
  static constexpr std::array<Entry, 39> entries{{{"nsp", Ballot::abstain}, {"pour", Ballot::in_favour}, {"oui", Ballot::in_favour}, {"favorable", Ballot::in_favour}, {"favorables", Ballot::in_favour},
                                                  {"contre", Ballot::against}, {"contres", Ballot::against}, {"non", Ballot::against}, {"defavorable", Ballot::against}, {"defavorables", Ballot::against},
                                                  {"opposition", Ballot::against}, {"oppositions", Ballot::against}, {"opposants", Ballot::against}, {"opposent", Ballot::against}, {"oppose", Ballot::against},
                                                  {"abstention", Ballot::abstain}, {"abstentions", Ballot::abstain}, {"abst", Ballot::abstain}, {"abs", Ballot::abstain}, {"abstenu", Ballot::abstain},
                                                  {"abstenus", Ballot::abstain}, {"abstenue", Ballot::abstain}, {"abstenues", Ballot::abstain}, {"abstient", Ballot::abstain}, {"abstiennent", Ballot::abstain}, {"abstenant", Ballot::abstain}, {"opposant", Ballot::against}, {"nspp", Ballot::abstain}, {"indecis", Ballot::abstain},
                                                  {"blanc", Ballot::blank}, {"blancs", Ballot::blank}, {"nul", Ballot::null}, {"nuls", Ballot::null},
                                                  {"nppv", Ballot::not_voting}, {"votants", Ballot::voters}, {"rentres", Ballot::voters}, {"depouilles", Ballot::voters}, {"exprimes", Ballot::expressed}, {"valables", Ballot::expressed}}};
  static const WordTable<Ballot> labels = [] {
    WordTable<Ballot> table;
    for (const Entry& entry : entries) table[entry.word] = entry.ballot;
    return table;
  }();
  const Ballot* const found = labels.find(word);
  if (found) ballot = *found;
  return found != nullptr;
}

bool is_unit(std::string_view word, bool& shares) {
  static const WordSet units{"voix", "avis", "mandat", "mandats", "vote", "votes", "suffrage", "suffrages", "bulletin", "bulletins", "membres", "membre", "personnes", "personne", "conseillers", "conseiller", "conseillere", "conseilleres", "elus", "elu",
                                                          "participants", "adherents", "adherent", "coproprietaires", "coproprietaire", "delegues", "mains", "main", "levees", "levee", "presents", "administrateurs", "societaires", "associes", "representes", "titulaires"};
  shares = word == "tantiemes" || word == "tantieme" || word == "milliemes" || word == "parts" || word == "actions";
  return shares || units.has(word);
}

bool is_link(std::string_view word) {
  static const WordSet links{"autres", "seul", "seule", "levent", "leverent", "prononcent", "prononce", "y", "de", "d", "des", "se", "s", "sont", "ont", "est", "ayant", "votent", "votant", "e", "es", "qui", "ete", "n"};
  return links.has(word);
}

// « p 13 », « P:13 », « 13p »
bool p_beside_number(std::string_view folded) {
  const auto word = [&](std::size_t at) { return at < folded.size() && (letter(folded[at]) || digit(folded[at]) || folded[at] == '_'); };
  for (std::size_t at = folded.find('p'); at != std::string_view::npos; at = folded.find('p', at + 1)) {
    std::size_t behind = at + 1;
    for (const std::string_view sign : {" ", ":=", " "})
      if (behind < folded.size() && sign.find(folded[behind]) != std::string_view::npos) ++behind;
    if (!(at > 0 && word(at - 1)) && behind < folded.size() && digit(folded[behind])) return true;
    const std::size_t before = at > 0 && folded[at - 1] == ' ' ? at - 1 : at;
    if (!word(at + 1) && before > 0 && digit(folded[before - 1])) return true;
  }
  return false;
}

}  // namespace

bool vote_initials(std::string_view folded) {
  static const Regex pattern("\\bp ?[:=]? ?\\d{1,5} ?[,;/|-]? ?c ?[:=]? ?\\d{1,5}\\b|\\b\\d{1,5} ?p ?[,;/|-]? ?\\d{1,5} ?c\\b|(?:^|[:.] )p ?[:=]? ?\\d{1,4}[ .]*$");
  return p_beside_number(folded) && pattern.found(folded);
}

namespace {

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    initials_ = vote_initials(text_);
    tokenize();
    return std::move(tokens_);
  }

 private:
  // « P 13 / C 0 / A 2 »: a letter beside its number.
  bool initial(std::string_view word, Ballot& ballot) const {
    if (!initials_) return false;
    if (word == "p") ballot = Ballot::in_favour;
    else if (word == "c") ballot = Ballot::against;
    else if (word == "a" || word == "ab") ballot = Ballot::abstain;
    else return false;
    return true;
  }

  std::string_view word_at(std::size_t at) const {
    std::size_t end = at;
    while (end < text_.size() && letter(text_[end])) ++end;
    return text_.substr(at, end - at);
  }

  void push(Kind kind, std::size_t begin, std::size_t end) {
    Token token;
    token.kind = kind;
    token.range = {begin, end};
    token.text = text_.substr(begin, end - begin);
    tokens_.push_back(token);
  }

  // Digits with their groupings. Years, money, percentages, hours, article and act numbers are plain words.
  std::size_t digits(std::size_t at) {
    std::size_t end = at;
    while (end < text_.size() && digit(text_[end])) ++end;
    while (end + 3 < text_.size() && (text_[end] == ' ' || text_[end] == '\'') && end - at <= 9 && digit(text_[end + 1]) && digit(text_[end + 2]) && digit(text_[end + 3]) && (end + 4 >= text_.size() || !digit(text_[end + 4])) && end - at >= 1 &&
           (text_[end] != ' ' || (end - at) % 4 <= 3))
      end += 4;
    bool plain = end - at > 11;
    end = dotted_thousands(at, end);
    std::size_t after = end;
    if (after < text_.size() && (text_[after] == '.' || text_[after] == ',') && after + 1 < text_.size() && digit(text_[after + 1])) {
      plain = true;
      while (after < text_.size() && (digit(text_[after]) || text_[after] == '.' || text_[after] == ',')) ++after;
    } else if (after < text_.size() && text_[after] == '/' && after + 1 < text_.size() && digit(text_[after + 1])) {
      plain = true;
      while (after < text_.size() && (digit(text_[after]) || text_[after] == '/')) ++after;
    }
    std::size_t tail = after;
    while (tail < text_.size() && text_[tail] == ' ') ++tail;
    const std::string_view next = word_at(tail);
    if (tail < text_.size() && (text_[tail] == '%' || text_[tail] == '$' || text_.substr(tail, 2) == ".-")) plain = true;  // « 1'080.- » is money
    if (next == "eur" || next == "euros" || next == "euro" || next == "f" || next == "fr" || next == "francs" || next == "h" || next == "heures" || next == "ans" || next == "e" || next == "er" || next == "eme" || next == "k" || next == "km" || next == "m") plain = true;
    std::string_view before;
    for (std::size_t i = tokens_.size(); i-- > 0 && before.empty();)
      if (tokens_[i].kind != Kind::gap || tokens_[i].text != ".") before = tokens_[i].text;
    if (before == "article" || before == "art" || before == "no" || before == "articles" || before == "resolution" || before == "lot" || before == "point" || before == "l") plain = true;
    std::int64_t value = 0;
    for (std::size_t i = at; i < end && !plain; ++i)
      if (digit(text_[i])) value = value * 10 + (text_[i] - '0');
    bool shares = false;
    if (const std::size_t whole = of_all(at, end); plain && whole > 0) {
      push(Kind::number, at, whole);
      tokens_.back().value = value_at(at, end);
      return whole;
    }
    if (!plain && end - at == 4 && value >= 1900 && value <= 2099 && !is_unit(next, shares)) plain = true;
    push(plain ? Kind::word : Kind::number, at, plain ? std::max(end, after) : end);
    tokens_.back().value = value;
    if (plain) return std::max(end, after);
    // « 5 230 / 10 000 tantièmes »: the second number is the whole.
    RegexHit hit;
    static const Regex whole("[ ]?(?:/|sur)[ ]?[0-9](?:[0-9 ]*[0-9])?(?=[ ]?(?:tantiemes?|milliemes?|parts|voix|votants|exprimes|suffrages)|[ ]*(?:$|[.,;)\\n]))");
    if (whole.begins(text_.substr(end), hit)) end += hit.whole().end;
    return end;
  }

  // « 6.900 voix », « pour : 2.745 »: the end of a number with points between its thousands, where it is counted in votes.
  std::size_t dotted_thousands(std::size_t at, std::size_t end) const {
    if (end - at > 3 || end >= text_.size() || text_[end] != '.') return end;
    std::size_t stop = end;
    while (stop + 3 < text_.size() && text_[stop] == '.' && digit(text_[stop + 1]) && digit(text_[stop + 2]) && digit(text_[stop + 3])) stop += 4;
    if (stop == end || (stop < text_.size() && (digit(text_[stop]) || (text_[stop] == ',' && stop + 1 < text_.size() && digit(text_[stop + 1]))))) return end;
    std::size_t tail = stop;
    while (tail < text_.size() && (text_[tail] == ' ' || text_[tail] == '\n')) ++tail;
    bool shares = false;
    Ballot ballot{};
    const bool counted = is_unit(word_at(tail), shares) || is_label(word_at(tail), ballot);
    const bool labelled = !tokens_.empty() && (tokens_.back().kind == Kind::label || (tokens_.back().kind == Kind::colon && tokens_.size() > 1 && tokens_[tokens_.size() - 2].kind == Kind::label));
    static const Regex money("eur|fr|f\\b|chf|\\$");
    return counted || (labelled && !money.begins(text_.substr(tail))) ? stop : end;
  }

  std::int64_t value_at(std::size_t at, std::size_t end) const {
    std::int64_t value = 0;
    for (; at < end; ++at)
      if (digit(text_[at])) value = value * 10 + (text_[at] - '0');
    return value;
  }

  // « Pour : 807/807 »: the end of « /807 » behind a label or a colon, where it is no date and no fraction of another kind; else 0.
  std::size_t of_all(std::size_t at, std::size_t end) const {
    if (end >= text_.size() || text_[end] != '/' || tokens_.empty()) return 0;
    const Token& before = tokens_.back();
    if (before.kind != Kind::label && before.kind != Kind::colon) return 0;
    std::size_t stop = end + 1;
    while (stop < text_.size() && digit(text_[stop])) ++stop;
    if (stop == end + 1 || (stop < text_.size() && text_[stop] == '/') || value_at(at, end) > value_at(end + 1, stop)) return 0;
    return stop;
  }

  std::size_t words_number(std::size_t at) {
    std::size_t best = 0, end = at;
    std::int64_t value = 0;
    for (int i = 0; i < 8; ++i) {
      const std::string_view word = word_at(end);
      if (!number_word(word) && !(word == "et" && i > 0)) break;
      end += word.size();
      if (word != "et")
        if (const auto count = extract::parse_count(text_.substr(at, end - at))) {
          best = end;
          value = *count;
        }
      if (end >= text_.size() || (text_[end] != ' ' && text_[end] != '-' && text_[end] != '\n')) break;
      if (text_[end] == '-' && end + 1 < text_.size() && text_[end + 1] == ' ') break;
      ++end;
    }
    if (best == 0) return 0;
    push(Kind::number, at, best);
    tokens_.back().value = value;
    return best;
  }

  void tokenize() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const char c = text_[at];
      if (digit(c)) {
        at = digits(at);
        continue;
      }
      if (letter(c)) {
        const std::string_view word = word_at(at);
        if (number_word(word))
          if (const std::size_t end = words_number(at)) {
            at = end;
            continue;
          }
        at = a_word(at, word);
        continue;
      }
      if (c == '.' && text_.substr(at, 3) == "...") {  // « contre ........ 4 »
        std::size_t end = at;
        while (end < text_.size() && (text_[end] == '.' || text_[end] == ' ')) ++end;
        push(Kind::colon, at, end);
        at = end;
        continue;
      }
      if (c == ':' || c == '=' || c == '\t') push(Kind::colon, at, at + 1);
      else if (c == '\n' && !tokens_.empty() && tokens_.back().kind == Kind::number) {}  // « deux / votes contre » over a line end
      else if (c == '\n' && !tokens_.empty() && tokens_.back().kind == Kind::label && next_sign(at) == '(') {}  // « 1 abstention / (C. Petit) »
      else if (c == '\n' && tokens_.size() > 1 && tokens_.back().text == "contre" && tokens_[tokens_.size() - 2].kind == Kind::unit && tokens_[tokens_.size() - 2].text == "voix") {}  // « par 4 voix contre / 1 »
      else if (c != ' ' && c != '\'' && c != '"' && c != '*' && c != '_' && !(c == '.' && !tokens_.empty() && tokens_.back().kind == Kind::label)) push(Kind::gap, at, at + 1);
      ++at;
    }
  }

  char next_sign(std::size_t at) const {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\n')) ++at;
    return at < text_.size() ? text_[at] : '\0';
  }

  // « M. Blanc », « Roux, Blanc »: a name, no blank vote.
  bool somebody(std::size_t at, std::size_t end) const {
    static const Regex civil("\\b(?:mm?\\.|mmes?|mlles?|monsieur|madame|dr)[ \\n]+(?:[a-z]{1,2}\\.[ ]?|[a-z-]+[ \\n])?$");
    if (civil.found(text_.substr(at > 24 ? at - 24 : 0, std::min<std::size_t>(at, 24)))) return true;
    if (tokens_.size() < 2) return false;
    const Token &last = tokens_.back(), &before = tokens_[tokens_.size() - 2];
    const bool listed = (last.text == "," || last.text == "et" || last.kind == Kind::colon) && (before.kind == Kind::word || before.kind == Kind::label);
    return listed && before.text != "nul" && before.text != "bulletins" && next_sign(end) != ':' && next_sign(end) != '=' && !(next_sign(end) >= '0' && next_sign(end) <= '9') && last.kind != Kind::colon;
  }

  std::size_t a_word(std::size_t at, std::string_view word) {
    std::size_t end = at + word.size();
    // « abstenu(e)s », « pour.e »
    static const Regex inclusive("(?:\\((?:e|s|es|nt)\\)s?){1,2}");
    RegexHit hit;
    if (end < text_.size() && text_[end] == '(' && inclusive.begins(text_.substr(end), hit)) end += hit.whole().end;
    static const Regex no_part("(?:n')?(?:ne )?(?:prend|prennent|prenant|prends|participe|participent|participant|a|ont|ayant)? ?pas (?:pris )?(?:part )?(?:au|aux|a ce|a cette) (?:vote|scrutin|deliberation)s?|pas pris part|pas part au vote|ne (?:participe(?:nt)?|prend(?:nent)? pas part|participe(?:nt)? pas|vote(?:nt)?)(?: pas)?(?= ?[:(])|sans prendre part au vote|refus(?:ant|e|ent)? de (?:prendre part au vote|voter)|refus(?:e|ent)? de vote|(?:n'|ne )(?:a|ont|ayant|prend|prennent|prenant) (?:pris )?part,? ni [^.;:\\n]{0,40}?au (?:vote|scrutin)|(?:n'|ne )(?:vote|votent|votant|a pas vote|ont pas vote)(?: pas)?(?![a-z])");
    static const Regex accord("(?<no>(?:pas|non) )?d'accord\\b|sans (?:opinion|avis)(?! (?:contraire|favorable|defavorable))|(?:ne )?se prononce(?:nt)? pas|(?:ne )?se sont pas prononce(?:\\(?e\\)?)?s?");
    std::string line;  // what follows on one line, where phrases are looked for
    if (word == "ne" || word == "n" || word == "pas" || word.substr(0, 5) == "refus" || word == "sans" || word == "d" || word == "se" || word == "non" || word == "ni") {
      line = text_.substr(at, 160);
      for (std::size_t i = 0; i + 1 < line.size(); ++i)
        if (line[i] == '\n' && line[i + 1] != '\n' && i > 0 && line[i - 1] != '.') line[i] = ' ';
    }
    const std::string_view rest = line;
    if (word == "personne" && tokens_.size() >= 2 && tokens_.back().kind == Kind::colon && tokens_[tokens_.size() - 2].kind == Kind::label) {  // « contre : personne »
      push(Kind::number, at, end);
      return end;
    }
    if ((word == "ne" || word == "n" || word == "pas" || word == "refus" || word == "refusant" || word == "refuse" || word == "refusent" || word == "sans") && no_part.begins(rest, hit)) {
      end = at + hit.whole().end;
      push(Kind::label, at, end);
      tokens_.back().ballot = Ballot::not_voting;
      return end;
    }
    if (word == "d" || word == "sans" || word == "ne" || word == "se" || ((word == "pas" || word == "non") && rest.find("accord") < 8))
      if (accord.begins(rest, hit)) {
        const bool agree = contains(rest.substr(0, hit.whole().end), "accord");
        const bool no = accord.group(hit, "no") != 0;
        end = at + hit.whole().end;
        push(Kind::label, at, end);
        tokens_.back().ballot = !agree ? Ballot::abstain : no ? Ballot::against : Ballot::in_favour;
        return end;
      }
    static const Regex no_abstention("(?:pas|ni|sans) (?:d'|de |aucune )?abstentions?\\b");
    if ((word == "pas" || word == "ni" || word == "sans") && no_abstention.begins(rest, hit)) {
      push(Kind::number, at, at + word.size());
      tokens_.back().value = 0;
      push(Kind::label, at + word.size() + 1, at + hit.whole().end);
      tokens_.back().ballot = Ballot::abstain;
      return at + hit.whole().end;
    }
    Ballot ballot{};
    bool shares = false;
    if (end < text_.size() && digit(text_[end]) && word.size() > 1 && !is_label(word, ballot) && !initial(word, ballot)) {  // « Zut42 »
      while (end < text_.size() && (digit(text_[end]) || letter(text_[end]))) ++end;
      push(Kind::word, at, end);
      return end;
    }
    if (word == "contre" && end + 1 < text_.size() && text_[end] == '-' && letter(text_[end + 1])) {  // « une contre-étude »
      push(Kind::word, at, end);
      return end;
    }
    if (word == "blanc" && somebody(at, end)) {
      push(Kind::word, at, end);
      return end;
    }
    if (is_label(word, ballot) || initial(word, ballot)) {
      push(Kind::label, at, end);
      tokens_.back().ballot = ballot;
      tokens_.back().text = word;
    } else if (is_unit(word, shares)) {
      push(Kind::unit, at, end);
      tokens_.back().shares = shares;
      tokens_.back().text = word;
    } else {
      push(is_link(word) ? Kind::link : Kind::word, at, end);
      tokens_.back().text = word;
    }
    return end;
  }

  std::string_view text_;
  bool initials_ = false;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<VoteToken> vote_tokens(std::string_view text) { return Tokenizer(text).run(); }

}  // namespace minutier::extractors
