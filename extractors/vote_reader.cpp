#include "extractors/vote_reader.hpp"

#include <algorithm>
#include <array>

#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

enum class Kind { number, label, unit, link, colon, gap, word };

struct Token {
  Kind kind = Kind::word;
  Range range;
  std::int64_t value = 0;
  Ballot ballot = Ballot::in_favour;
  bool shares = false;
  std::string_view text;
};

bool letter(char c) { return c >= 'a' && c <= 'z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool number_word(std::string_view word) {
  static constexpr std::array<std::string_view, 33> words{"un", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize",
                                                          "vingt", "vingts", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "octante", "nonante", "cent", "cents", "mille", "mil", "zero", "aucun"};
  return one_of(word, words) || word == "aucune" || word == "neant";
}

bool is_label(std::string_view word, Ballot& ballot) {
  struct Entry {
    std::string_view word;
    Ballot ballot;
  };
  static constexpr std::array<Entry, 31> entries{{{"pour", Ballot::in_favour}, {"oui", Ballot::in_favour}, {"favorable", Ballot::in_favour}, {"favorables", Ballot::in_favour},
                                                  {"contre", Ballot::against}, {"contres", Ballot::against}, {"non", Ballot::against}, {"defavorable", Ballot::against}, {"defavorables", Ballot::against},
                                                  {"opposition", Ballot::against}, {"oppositions", Ballot::against}, {"opposants", Ballot::against},
                                                  {"abstention", Ballot::abstain}, {"abstentions", Ballot::abstain}, {"abst", Ballot::abstain}, {"abs", Ballot::abstain}, {"abstenu", Ballot::abstain},
                                                  {"abstenus", Ballot::abstain}, {"abstenue", Ballot::abstain}, {"abstenues", Ballot::abstain}, {"abstient", Ballot::abstain}, {"abstiennent", Ballot::abstain}, {"nspp", Ballot::abstain},
                                                  {"blanc", Ballot::blank}, {"blancs", Ballot::blank}, {"nul", Ballot::null}, {"nuls", Ballot::null},
                                                  {"nppv", Ballot::not_voting}, {"votants", Ballot::voters}, {"exprimes", Ballot::expressed}, {"valables", Ballot::expressed}}};
  for (const Entry& entry : entries)
    if (entry.word == word) {
      ballot = entry.ballot;
      return true;
    }
  return false;
}

bool is_unit(std::string_view word, bool& shares) {
  static constexpr std::array<std::string_view, 33> units{"voix", "vote", "votes", "suffrage", "suffrages", "bulletin", "bulletins", "membres", "membre", "personnes", "personne", "conseillers", "conseiller", "conseillere", "conseilleres", "elus", "elu",
                                                          "participants", "adherents", "adherent", "coproprietaires", "coproprietaire", "delegues", "mains", "main", "levees", "levee", "presents", "administrateurs", "societaires", "associes", "representes", "titulaires"};
  shares = word == "tantiemes" || word == "tantieme" || word == "milliemes" || word == "parts" || word == "actions";
  return shares || one_of(word, units);
}

bool is_link(std::string_view word) {
  static constexpr std::array<std::string_view, 16> links{"de", "d", "des", "se", "s", "sont", "ont", "est", "ayant", "votent", "votant", "e", "es", "qui", "ete", "n"};
  return one_of(word, links);
}

class Reader {
 public:
  Reader(std::string_view text, std::size_t base, bool expected) : text_(text), base_(base), expected_(expected) {}

  VoteRead run() {
    tokenize();
    pair_counts();
    implied();
    names();
    phrases();
    settle();
    return std::move(read_);
  }

 private:
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
    if (tail < text_.size() && (text_[tail] == '%' || text_[tail] == '$')) plain = true;
    if (next == "eur" || next == "euros" || next == "euro" || next == "f" || next == "fr" || next == "francs" || next == "h" || next == "heures" || next == "ans" || next == "e" || next == "er" || next == "eme" || next == "k" || next == "km" || next == "m") plain = true;
    std::string_view before;
    for (std::size_t i = tokens_.size(); i-- > 0 && before.empty();)
      if (tokens_[i].kind != Kind::gap || tokens_[i].text != ".") before = tokens_[i].text;
    if (before == "article" || before == "art" || before == "no" || before == "articles" || before == "resolution" || before == "lot" || before == "point" || before == "l") plain = true;
    std::int64_t value = 0;
    for (std::size_t i = at; i < end && !plain; ++i)
      if (digit(text_[i])) value = value * 10 + (text_[i] - '0');
    bool shares = false;
    if (!plain && end - at == 4 && value >= 1900 && value <= 2099 && !is_unit(next, shares)) plain = true;
    push(plain ? Kind::word : Kind::number, at, plain ? std::max(end, after) : end);
    tokens_.back().value = value;
    if (plain) return std::max(end, after);
    // « 5 230 / 10 000 tantièmes »: the second number is the whole.
    RegexHit hit;
    static const Regex whole("[ ]?(?:/|sur)[ ]?[0-9][0-9 ]*[0-9](?=[ ]?(?:tantiemes?|milliemes?|parts|voix))");
    if (whole.begins(text_.substr(end), hit)) end += hit.whole().end;
    return end;
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
      if (c == ':' || c == '=' || c == '\t') push(Kind::colon, at, at + 1);
      else if (c == '\n' && !tokens_.empty() && tokens_.back().kind == Kind::number) {}  // « deux / votes contre » over a line end
      else if (c != ' ' && c != '\'' && c != '_' && !(c == '.' && !tokens_.empty() && tokens_.back().kind == Kind::label)) push(Kind::gap, at, at + 1);
      ++at;
    }
  }

  std::size_t a_word(std::size_t at, std::string_view word) {
    std::size_t end = at + word.size();
    // « abstenu(e)s », « pour.e »
    static const Regex inclusive("(?:\\((?:e|s|es|nt)\\)s?){1,2}");
    RegexHit hit;
    if (end < text_.size() && text_[end] == '(' && inclusive.begins(text_.substr(end), hit)) end += hit.whole().end;
    static const Regex no_part("(?:n')?(?:ne )?(?:prend|prennent|prenant|prends|participe|participent|participant|a|ont|ayant)? ?pas (?:pris )?(?:part )?(?:au|aux|a ce|a cette) (?:vote|scrutin|deliberation)s?|pas pris part|pas part au vote|refus(?:e|ent)? de vote");
    const std::string_view rest = text_.substr(at);
    if ((word == "ne" || word == "n" || word == "pas" || word == "refus") && no_part.begins(rest, hit)) {
      end = at + hit.whole().end;
      push(Kind::label, at, end);
      tokens_.back().ballot = Ballot::not_voting;
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
    if (is_label(word, ballot)) {
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

  // The number right before a label (units and small words between), or npos.
  std::size_t number_before(std::size_t label, bool& unit, bool& shares) const {
    unit = shares = false;
    for (std::size_t i = label; i-- > 0;) {
      const Token& t = tokens_[i];
      if (t.kind == Kind::number) return i;
      if (t.kind == Kind::unit) {
        unit = true;
        shares = shares || t.shares;
      } else if (t.kind != Kind::link) {
        break;
      }
    }
    return std::string::npos;
  }

  std::size_t number_after(std::size_t label, bool& colon, bool& shares) const {
    colon = shares = false;
    for (std::size_t i = label + 1; i < tokens_.size(); ++i) {
      const Token& t = tokens_[i];
      if (t.kind == Kind::number) {
        shares = i + 1 < tokens_.size() && tokens_[i + 1].kind == Kind::unit && tokens_[i + 1].shares;
        return i;
      }
      if (t.kind == Kind::colon) colon = true;
      else if (t.kind == Kind::gap && t.text == ")" ) continue;
      else if (t.kind == Kind::unit || (t.kind == Kind::link && (t.text == "de" || t.text == "des"))) continue;
      else if (t.kind == Kind::word && (t.text == "le" || t.text == "la" || t.text == "credit" || t.text == "projet" || t.text == "proposition")) continue;
      else if (t.kind == Kind::label && (t.ballot == Ballot::null || t.ballot == Ballot::blank)) return std::string::npos;
      else break;
    }
    return std::string::npos;
  }

  bool closed(std::size_t label) const {  // nothing but an end, a separator or « et » stands behind
    if (label + 1 >= tokens_.size()) return true;
    const Token& next = tokens_[label + 1];
    return next.kind == Kind::gap || next.kind == Kind::number || next.text == "et" || next.text == "sur" || next.text == "dont" || next.text == "avec" || text_[tokens_[label].range.end] == '\n';
  }

  void put(Ballot ballot, std::size_t number, Range label, bool shares, bool implied) {
    if (const VoteCount* known = read_.find(ballot); known && known->value != tokens_[number].value && ballot == Ballot::in_favour && !used_[number]) twice_ = true;
    if (used_[number] || read_.find(ballot)) return;
    used_[number] = true;
    const Range both = cover(tokens_[number].range, label);
    read_.counts.push_back({ballot, tokens_[number].value, {base_ + both.begin, base_ + both.end}, shares, implied});
  }

  void pair_counts() {
    used_.assign(tokens_.size(), false);
    int forward = 0, backward = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::label) continue;
      bool a = false, b = false;
      backward += number_before(i, a, b) != std::string::npos;
      const bool after = number_after(i, a, b) != std::string::npos;
      forward += after;
    }
    const bool label_first = forward > backward;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::label) continue;
      one_label(i, label_first, forward);
    }
  }

  void one_label(std::size_t i, bool label_first, int forward) {
    const Token& label = tokens_[i];
    bool unit = false, colon = false, shares_before = false, shares_after = false;
    const std::size_t before = number_before(i, unit, shares_before), after = number_after(i, colon, shares_after);
    const bool common = label.text == "pour" || label.text == "contre" || label.text == "non" || label.text == "opposition" || label.text == "favorable" || label.text == "favorables";
    if (label.ballot == Ballot::against && label.text.substr(0, 6) == "contre" && before != std::string::npos && unit && after != std::string::npos && !colon) {
      const bool next_label = after + 1 < tokens_.size() && (tokens_[after + 1].kind == Kind::label || (tokens_[after + 1].kind == Kind::unit && after + 2 < tokens_.size() && tokens_[after + 2].kind == Kind::label));
      const bool said_for = text_.find(" pour") != std::string_view::npos && before > 0;
      const bool by = before > 0 && (tokens_[before - 1].text == "par" || tokens_[before - 1].text == "a" || tokens_[before - 1].text == "avec");
      if (!next_label || (by && !said_for)) {  // « 15 voix contre 3 »
        put(Ballot::in_favour, before, tokens_[before].range, shares_before, false);
        if (!next_label) put(Ballot::against, after, label.range, shares_before, false);
        read_.strong = true;
        return;
      }
    }
    const bool take_after = after != std::string::npos && !used_[after] && (colon || (label_first && (!common || forward >= 2 || expected_)));
    if (take_after && (colon || before == std::string::npos || used_[before] || label_first)) {
      if (label.text == "pour" && !colon && forward < 2 && !expected_) return;
      put(label.ballot, after, label.range, shares_after, false);
      return;
    }
    if (before == std::string::npos || used_[before]) return;
    bool voices = false;  // « 3 personnes pour tenir la buvette » is no vote
    for (std::size_t k = before + 1; k < i; ++k) voices = voices || tokens_[k].text == "voix" || tokens_[k].text == "vote" || tokens_[k].text == "votes" || tokens_[k].text == "suffrages" || tokens_[k].text == "suffrage" || tokens_[k].shares;
    if (common && !voices && !closed(i)) return;
    if (label.text == "opposition" && tokens_[before].value == 0) return;
    put(label.ballot, before, label.range, shares_before, false);
    if (unit && label.ballot != Ballot::voters && label.ballot != Ballot::expressed) read_.strong = true;
  }

  // « par 7 voix », « (31 voix, 2 abstentions) »
  void implied() {
    if (read_.find(Ballot::in_favour)) return;
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::number || used_[i] || tokens_[i + 1].kind != Kind::unit) continue;
      const std::string_view unit = tokens_[i + 1].text;
      if (unit != "voix" && unit != "suffrages" && unit != "votes") continue;
      if (i == 0) continue;
      const bool by = tokens_[i - 1].text == "par";
      const bool bracket = tokens_[i - 1].text == "(" && text_.find("unanim") != std::string_view::npos;
      if (!by && !bracket) continue;
      put(Ballot::in_favour, i, tokens_[i + 1].range, false, true);
      read_.strong = read_.strong || by;
      return;
    }
  }

  // « Ont voté contre : 3 (A, B, C) », « Contre : A, B »
  void names() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::label || tokens_[i].ballot == Ballot::voters || tokens_[i].ballot == Ballot::expressed) continue;
      std::size_t at = i + 1;
      bool colon = false;
      for (; at < tokens_.size() && (tokens_[at].kind == Kind::colon || tokens_[at].kind == Kind::number || tokens_[at].kind == Kind::unit); ++at) colon = colon || tokens_[at].kind == Kind::colon;
      if (at >= tokens_.size()) continue;
      if (tokens_[at].text == "(") {
        std::size_t end = text_.find(')', tokens_[at].range.end);
        if (end == std::string_view::npos) end = text_.size();
        add_names(tokens_[i].ballot, {tokens_[at].range.end, end});
      } else if (colon && tokens_[at].kind != Kind::gap && tokens_[at].kind != Kind::label && tokens_[at - 1].kind != Kind::unit) {
        std::size_t end = text_.find('\n', tokens_[at].range.begin);
        // Wrapped lines go on until the next label.
        for (std::size_t j = at; j < tokens_.size(); ++j)
          if (tokens_[j].kind == Kind::label) {
            const std::size_t line = text_.rfind('\n', tokens_[j].range.begin);
            if (line != std::string_view::npos && line > tokens_[at].range.begin) end = line;
            break;
          } else if (tokens_[j].text == ";" ) {
            end = tokens_[j].range.begin;
            break;
          } else if (j + 1 == tokens_.size()) {
            end = text_.size();
          }
        if (end == std::string_view::npos) end = text_.size();
        add_names(tokens_[i].ballot, {tokens_[at].range.begin, end});
      }
    }
  }

  void add_names(Ballot ballot, Range range) {
    if (range.size() < 3) return;
    read_.names.push_back({ballot, {base_ + range.begin, base_ + range.end}});
  }

  void phrases() {
    static const Regex unanimity(
        "\\ba ?(?:l'|l |la |i'|\\['|\\|')? ?(?:unanimite|unamite|uninamite|unaminite|unanimitee|unanimte|unaninite|unanimiter?)\\b|\\b(?:unanimement|voi[xe] unanime|(?:vote|accord|avis|approbation|decision|adoption|adopte|adoptee|approuve|approuvee) unanimes?)\\b|(?:^|[:=\\n>-] ?)unanimite\\b|\\b(?:vote|avec|par) (?:l')?unanimite\\b");
    static const Regex negated("(?:pas|non|sans|requiert|exige|necessite|faut|doit|doivent|statue) (?:ete )?(?:[a-z]+ )?a l'?unanimite|unanimite (?:est|etait|sera) (?:requise|necessaire|exigee)|n'est pas (?:acquise|atteinte)");
    RegexHit hit;
    std::string flat(text_);
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    if (text_.find("nanim") != std::string_view::npos || text_.find("unam") != std::string_view::npos || text_.find("unin") != std::string_view::npos)
      if (unanimity.search(flat, hit) && !negated.found(flat)) {
        read_.unanimity = hit.whole().after(base_);
        read_.strong = true;
      }
    struct Mode {
      std::string_view name;
      Regex pattern;
    };
    static const std::array<Mode, 6> modes{{{"sans_objection", Regex("\\b(?:sans (?:aucune )?(?:objection|opposition)s?|pas d'(?:objection|opposition)s?|aucune (?:objection|opposition))\\b")},
                                            {"secret", Regex("\\b(?:(?:scrutin|vote|votes|bulletins?|ballottage) secrets?|a bulletins? secrets?)\\b")},
                                            {"main_levee", Regex("\\bmains? levees?\\b|\\bassis et leves?\\b")},
                                            {"public", Regex("\\b(?:scrutin public|vote public|appel nominal|votes? nominal|vote nominatif|scrutin nominal|a haute voix)\\b")},
                                            {"electronique", Regex("\\b(?:vote electronique|votes electroniques|par voie electronique|boitiers? de vote|vote en ligne)\\b")},
                                            {"correspondance", Regex("\\b(?:votes?|voter|consultation|scrutin) (?:ecrite )?par correspondance\\b|\\bconsultation ecrite\\b")}}};
    static const Regex any("objection|opposition|secret|levee|public|nominal|nominatif|haute voix|assis|electronique|boitier|en ligne|correspondance|ecrite");
    if (!any.found(flat)) return;
    for (const Mode& mode : modes)
      if (mode.pattern.search(flat, hit)) {
        read_.mode_name = mode.name;
        read_.mode = hit.whole().after(base_);
        return;
      }
  }

  // What may stay: weak counts (« 17 pour ») only in company or where votes are expected.
  void settle() {
    if (twice_) {  // « A : 4 pour / B : 11 pour »: scores of several things
      read_.counts.clear();
      read_.names.clear();
      read_.strong = !read_.unanimity.empty();
    }
    int kinds = 0;
    int turnouts = 0;
    bool telling = false;
    for (const VoteCount& count : read_.counts) {
      const bool turnout = count.ballot == Ballot::voters || count.ballot == Ballot::expressed;
      kinds += !turnout;
      turnouts += turnout;
      telling = telling || count.ballot == Ballot::against || count.ballot == Ballot::abstain || count.ballot == Ballot::not_voting;
    }
    if (kinds >= 2 || (kinds == 1 && (telling || turnouts > 0))) read_.strong = true;
    if (!read_.strong && !expected_) read_.counts.clear();
    if (read_.counts.empty() && !read_.strong && !expected_) read_.names.clear();
    if (kinds == 0 && read_.unanimity.empty() && !expected_) read_.counts.clear();
  }

  std::string_view text_;
  std::size_t base_;
  bool expected_;
  bool twice_ = false;
  std::vector<Token> tokens_;
  std::vector<bool> used_;
  VoteRead read_;
};

}  // namespace

std::string_view name(Ballot ballot) {
  static constexpr std::array<std::string_view, ballots> names{"for", "against", "abstain", "blank", "null", "not_voting", "voters", "expressed"};
  return names[static_cast<std::size_t>(ballot)];
}

const VoteCount* VoteRead::find(Ballot ballot) const {
  for (const VoteCount& count : counts)
    if (count.ballot == ballot) return &count;
  return nullptr;
}

VoteRead read_vote(std::string_view folded, std::size_t base, bool vote_expected) { return Reader(folded, base, vote_expected).run(); }

}  // namespace minutier::extractors
