#include "extractors/vote_reader.hpp"

#include <algorithm>
#include <array>

#include "extractors/vote_phrases.hpp"
#include "extractors/vote_tokens.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

using Kind = VoteWord;
using Token = VoteToken;

class Reader {
 public:
  Reader(std::string_view text, std::size_t base, bool expected) : text_(text), base_(base), expected_(expected) {}

  VoteRead run() {
    tokens_ = vote_tokens(text_);
    pair_counts();
    form();
    if (!opposed()) implied();
    urn();
    if (text_.find(':') != std::string_view::npos) weights();
    everyone();
    minus_one();
    refused();
    read_vote_names(text_, base_, tokens_, read_);
    read_vote_phrases(text_, base_, read_);
    settle();
    return std::move(read_);
  }

 private:
  // The number right before a label (units and small words between), or npos.
  std::size_t number_before(std::size_t label, bool& unit, bool& shares) const {
    unit = shares = false;
    int words = 0;
    for (std::size_t i = label; i-- > 0;) {
      const Token& t = tokens_[i];
      if (t.kind == Kind::gap && t.text == ")" && i > 1) {  // « 4 voix (A, B, C) contre 7 »
        std::size_t open = i;
        while (open > 0 && tokens_[open].text != "(") --open;
        if (open > 1 && tokens_[open - 1].kind == Kind::unit && tokens_[label].text == "contre") {
          i = open;
          continue;
        }
      }
      if (t.kind == Kind::number) return t.text == "un" && i + 1 < label && tokens_[i + 1].text == "avis" ? std::string::npos : i;  // « émet un avis favorable »
      if (t.kind == Kind::unit) {
        unit = true;
        shares = shares || t.shares;
      } else if (t.kind == Kind::word && tokens_[label].text.substr(0, 5) == "absti" && label - i < 6 && ++words <= 2) {  // « les deux parents s'abstiennent »
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
        if ((t.text == "un" || t.text == "une") && i + 1 < tokens_.size() && tokens_[i + 1].kind == Kind::word) return std::string::npos;  // « pour une bicyclette »
        shares = i + 1 < tokens_.size() && tokens_[i + 1].kind == Kind::unit && tokens_[i + 1].shares;
        return i;
      }
      if (t.kind == Kind::colon) colon = true;
      else if (t.kind == Kind::gap && t.text == ")" ) continue;
      else if (t.kind == Kind::gap && t.text == "," && tokens_[i - 1].text == "reste") continue;
      else if (t.kind == Kind::gap && t.text == "(" && (i == label + 1 || tokens_[i - 1].text == "reste") && in_brackets(i)) colon = true;  // « pour (15) »
      else if (t.kind == Kind::unit || (t.kind == Kind::link && (t.text == "de" || t.text == "des"))) continue;
      else if (t.kind == Kind::word && (t.text == "le" || t.text == "la" || t.text == "reste" || t.text == "soit" || t.text == "credit" || t.text == "projet" || t.text == "proposition")) continue;
      else if (t.kind == Kind::label && (t.ballot == Ballot::null || t.ballot == Ballot::blank)) return std::string::npos;
      else break;
    }
    return std::string::npos;
  }

  // « qui s'abstiennent (5) »: a number alone.
  bool in_brackets(std::size_t open) const { return open + 2 < tokens_.size() && tokens_[open + 1].kind == Kind::number && tokens_[open + 2].text == ")"; }

  bool closed(std::size_t label) const {  // nothing but an end, a separator or « et » stands behind
    if (label + 1 >= tokens_.size()) return true;
    const Token& next = tokens_[label + 1];
    return next.kind == Kind::gap || next.kind == Kind::number || next.kind == Kind::colon || next.text == "et" || next.text == "sur" || next.text == "dont" || next.text == "avec" || text_[tokens_[label].range.end] == '\n';
  }

  // « 13 copropriétaires / 7 400 tantièmes », « 14 copropriétaires représentant 7 812 tantièmes »: the shares count.
  std::size_t weighed(std::size_t number) const {
    if (number + 3 >= tokens_.size() || tokens_[number + 1].kind != Kind::unit || tokens_[number + 1].shares) return number;
    for (std::size_t i = number + 2; i < tokens_.size() && i < number + 6; ++i) {
      const Token& t = tokens_[i];
      if (t.kind == Kind::number) return i + 1 < tokens_.size() && tokens_[i + 1].shares ? i : number;
      if (t.kind == Kind::label || t.text == ";" || t.text == ".") return number;
    }
    return number;
  }

  void put(Ballot ballot, std::size_t number, Range label, bool shares, bool implied) {
    if (const std::size_t heavy = weighed(number); heavy != number) {
      used_[number] = true;
      number = heavy;
      shares = true;
    }
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
      const bool said_for = contains(text_, " pour") && before > 0;
      const bool by = before > 0 && (tokens_[before - 1].text == "par" || tokens_[before - 1].text == "a" || tokens_[before - 1].text == "avec");
      if (!next_label || (by && !said_for)) {  // « 15 voix contre 3 »
        put(Ballot::in_favour, before, tokens_[before].range, shares_before, false);
        if (!next_label) put(Ballot::against, after, label.range, shares_before, false);
        read_.strong = true;
        return;
      }
    }
    if (label.text == "contre" && before != std::string::npos && !unit && after == i + 1 && !expected_) {  // « 262 contre 197 l'an dernier » compares
      const bool more = after + 1 < tokens_.size() && (tokens_[after + 1].kind == Kind::label || tokens_[after + 1].kind == Kind::unit || tokens_[after + 1].kind == Kind::link);
      if (!more) return;
    }
    const bool take_after = after != std::string::npos && !used_[after] && (colon || (label_first && (!common || forward >= 2 || expected_)));
    if (take_after && (colon || before == std::string::npos || used_[before] || label_first)) {
      if (label.text == "pour" && !colon && forward < 2 && !expected_) return;
      put(label.ballot, after, label.range, shares_after, false);
      return;
    }
    if (before == std::string::npos || used_[before]) return;
    bool voices = false;  // « 3 personnes pour tenir la buvette » is no vote
    for (std::size_t k = before + 1; k < i; ++k) voices = voices || tokens_[k].text == "voix" || tokens_[k].text == "mandats" || tokens_[k].text == "vote" || tokens_[k].text == "votes" || tokens_[k].text == "suffrages" || tokens_[k].text == "suffrage" || tokens_[k].text.substr(0, 8) == "prononce" || tokens_[k].text == "votent" || tokens_[k].shares;
    if (common && !voices && !closed(i)) return;
    if (label.text == "opposition" && tokens_[before].value == 0) return;
    put(label.ballot, before, label.range, shares_before, false);
    if (unit && label.ballot != Ballot::voters && label.ballot != Ballot::expressed) read_.strong = true;
  }

  // « 24 voix pour celle du comité, 9 pour celle de M. X », « la hausse recueille 19 voix, le statu quo 30 »: two proposals set against each other.
  bool opposed() {
    if (!contains(text_, "pour ") && !contains(text_, "voix") && !contains(text_, "suffrages")) return false;
    static const Regex pairs(
        "\\b(?<a>\\d{1,6}|[a-z]+(?:-[a-z]+)*) (?:(?:voix|suffrages|votes) )?(?:pour|en faveur de) (?:celle|celui|la|le|l'|maintenir|garder|passer)[^.;:]{0,60}?,? (?:contre |et )?(?<b>\\d{1,6}|[a-z]+(?:-[a-z]+)*) (?:(?:voix|suffrages) )?(?:pour|en faveur de|a) (?:celle|celui|la|le|l'|maintenir|garder|passer)"
        "|(?:recueille|obtient|reunit|remporte)(?:nt)? (?<c>\\d{1,6}|[a-z]+(?:-[a-z]+)*) (?:voix|suffrages),? (?:et |contre )?(?:le|la|l'|celle|celui)(?:[a-z' -]|(?<=\\bm)\\.|(?<=\\bmme)\\.){1,40}? (?<d>\\d{1,6}|[a-z]+(?:-[a-z]+)*)(?: (?:voix|suffrages))?(?=[ ]?[,.;]|$)");
    RegexHit hit;
    std::string flat(text_);
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    // « Proposition A : 12 voix, proposition B : 7 »
    static const Regex options("\\b(?<thing>proposition|option|projet|scenario|variante|choix|solution|formule|motion|hypothese) [\"]?[a-z0-9]{1,12}[\"]?(?: \\([^()]{1,60}\\))? ?:? (?:obtient |recueille )?(?<e>\\d{1,5})(?: (?:voix|votes|suffrages|pour))?[ ]?[,;/] (?:et |contre )?(?:la |l'|le )?(?:proposition|option|projet|scenario|variante|choix|solution|formule|motion|hypothese) [\"]?[a-z0-9]{1,12}[\"]?(?: \\([^()]{1,60}\\))? ?:? (?:obtient |recueille |en obtient )?(?<f>\\d{1,5})\\b(?! ?(?:eur|fr?s?\\b|%))");
    Range first, other;
    if (pairs.search(flat, hit)) {
      const bool second = pairs.group(hit, "c") != 0;
      first = pairs.range(hit, second ? "c" : "a");
      other = pairs.range(hit, second ? "d" : "b");
    } else if (options.search(flat, hit)) {
      first = options.range(hit, "e");
      other = options.range(hit, "f");
      const Token *a = token_at(first), *b = token_at(other);
      if (a && b && b->value > a->value) std::swap(first, other);  // for what won
    } else {
      return false;
    }
    const Token* mine = token_at(first);
    const Token* theirs = token_at(other);
    if (!mine || !theirs) return false;
    std::vector<VoteCount> kept;
    for (const VoteCount& count : read_.counts)
      if (count.ballot != Ballot::in_favour && count.ballot != Ballot::against) kept.push_back(count);
    kept.insert(kept.begin(), {{Ballot::in_favour, mine->value, first.after(base_), false, false}, {Ballot::against, theirs->value, other.after(base_), false, false}});
    read_.counts = std::move(kept);
    read_.strong = read_.opposed = true;
    twice_ = false;
    return true;
  }

  const Token* token_at(Range range) const {
    for (const Token& token : tokens_)
      if (token.kind == Kind::number && token.range.overlaps(range)) return &token;
    return nullptr;
  }

  // « contre : SCI DU FOIRAIL (140) », « votent pour : Mme A 92, M. B 104, soit 196 »: names with what their votes weigh.
  void weights() {
    static const Regex list("(?:^|[.;:\\n(-])[ *]*(?:(?:ont vote|votent|a vote|vote) )?(?<kind>pour|contre|abstentions?|s'abst[a-z]+|s'est abstenue?|se sont abstenue?s)[ ]?:[ ]?(?<list>(?:[^.:;\\n]{1,80}+|(?<=\\bm)\\.|(?<=\\bmm)\\.|(?<=\\bmme)\\.|\\n(?![ *-]*(?:pour|contre|abst|s'abst|ont vote|votent)\\b)){1,12})");
    static const Regex whole("\\bsoit[ \\n](?<n>\\d[\\d ]{0,7})\\b"), weight("(?:\\((?<b>\\d{1,3}(?: \\d{3})*|\\d{2,6})\\)|(?<=[a-z])[ ,]{1,3}(?<p>\\d{1,3}(?: \\d{3})+|\\d{2,6})(?= ?(?:$|[,.;\\n]| et | tantiemes| milliemes)))"), voice("\\b[a-z]{3,}");
    RegexHit hit;
    for (std::size_t from = 0; list.search(text_, from, hit); from = hit.whole().end) {
      const std::string_view kind = list.text(text_, hit, "kind"), names = list.text(text_, hit, "list");
      const Range at = list.range(hit, "list");
      if (names.empty() || (names[0] >= '0' && names[0] <= '9') || !voice.found(names)) continue;
      std::int64_t sum = 0;
      RegexHit part;
      if (whole.search(names, part)) {
        if (const auto value = extract::parse_count(whole.text(names, part, "n"))) sum = *value;
      } else {
        for (std::size_t k = 0; weight.search(names, k, part); k = part.whole().end)
          if (const auto value = extract::parse_count(weight.text(names, part, weight.group(part, "b") != 0 ? "b" : "p"))) sum += *value;
      }
      if (sum < 10) continue;
      const Ballot ballot = kind == "pour" ? Ballot::in_favour : kind == "contre" ? Ballot::against : Ballot::abstain;
      read_.counts.erase(std::remove_if(read_.counts.begin(), read_.counts.end(), [&](const VoteCount& count) { return count.ballot == ballot; }), read_.counts.end());
      read_.counts.push_back({ballot, sum, at.after(base_), true, false});
      read_.strong = true;
    }
  }

  // « approuvé par les 5 votants », « par les huit autres membres », « voté 9/9 », « à l'unanimité (846) », « unanimité des 4 »: all who vote are for.
  void everyone() {
    if (read_.find(Ballot::in_favour) || (!contains(text_, " par les") && text_.find('/') == std::string_view::npos && !contains(text_, "nanim"))) return;
    static const Regex pattern("\\b(?:adopte|approuve|valide|accepte|vote)(?:\\(?e\\)?)?s?[ \\n](?:par[ \\n]les[ \\n](?<n>\\d{1,4}|[a-z-]{3,12})[ \\n](?:autres[ \\n])?(?:votants|membres|presents|conseillers|participants|associes|elus|voix)\\b|(?<same>\\d{1,4})[ ]?/[ ]?(?<all>\\d{1,4})(?![\\d/]))"
                               "|nanimite(?:[ \\n](?:des[ \\n](?:presents|membres|votants|voix)[a-z \\n]{0,30}?)?\\((?<u>\\d[\\d ]{0,6})(?:/\\d+)?(?: voix)?\\)|[ \\n]des[ \\n](?<of>\\d{1,4}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)(?=[ ]?(?:$|[.,;)*])))");
    RegexHit hit;
    if (!pattern.search(text_, hit) || (pattern.group(hit, "same") != 0 && pattern.text(text_, hit, "same") != pattern.text(text_, hit, "all"))) return;
    for (const char* group : {"n", "same", "u", "of"})
      if (pattern.group(hit, group) != 0) {
        const Range where = pattern.range(hit, group);
        if (const auto value = extract::parse_count(where.of(text_))) read_.counts.push_back({Ballot::in_favour, *value, where.after(base_), false, true}), read_.strong = true;
        return;
      }
  }

  // « à l'unanimité moins une voix »
  void minus_one() {
    if (read_.find(Ballot::against) || !contains(text_, "nanim")) return;
    static const Regex pattern("nanimite[^.;:]{0,30}?,?[ \\n](?:moins|sauf)[ \\n](?<n>\\d{1,4}|[a-z]+)[ \\n](?:voix|vote|suffrage)s?(?![ \\n](?:contre|qui|d'abst|abst|blanc|nul|pour))");
    RegexHit hit;
    if (!pattern.search(text_, hit)) return;
    if (const Token* token = token_at(pattern.range(hit, "n"))) read_.counts.push_back({Ballot::against, token->value, hit.whole().after(base_), false, true});
  }

  // « Nombre de suffrages déclarés nuls par le bureau (art. L. 66) ..... 0 »: the printed form of a ballot.
  void form() {
    led();
    apposed();
    if (!contains(text_, "nombre d")) return;
    static const Regex line("\\bnombre de (?:(?<voters>votants|bulletins (?:trouves|retires|deposes)|enveloppes trouvees)|(?:bulletins|suffrages|votes)(?: declares)? (?<null>nuls)|(?:bulletins|suffrages|votes)(?: declares)? (?<blank>blancs)|(?:suffrages|votes) (?<expressed>(?:valablement )?exprimes))\\b(?! (?:et|ou) )(?:[^\\n\\d(\\[:]|\\([^()\\n]{1,40}\\)|\\[[^\\n\\]]{1,20}\\]){0,80}[:=]?[ .]*(?<n>\\d{1,5})\\b");
    static constexpr std::pair<const char*, Ballot> kinds[] = {{"voters", Ballot::voters}, {"null", Ballot::null}, {"blank", Ballot::blank}, {"expressed", Ballot::expressed}};
    RegexHit hit;
    for (std::size_t from = 0; line.search(text_, from, hit); from = hit.whole().end)
      for (const auto& [group, ballot] : kinds)
        if (line.group(hit, group) != 0)
          if (const Token* token = token_at(line.range(hit, "n"))) put(ballot, static_cast<std::size_t>(token - tokens_.data()), hit.whole(), false, false);
  }

  // « Votants, 10 ; bulletin blanc, un », « oui, dix-sept ; non, vingt-quatre », « contre, dix-neuf voix »: a comma before the count.
  void apposed() {
    static const Regex sign("(?:votants?|blancs?|nuls?|exprimes|oui|non|contre), ");
    if (!sign.found(text_)) return;
    static const Regex pair("(?:^|[.;:,][ \\n]|\\n)(?:(?:nombre[ ]de[ ])?(?<voters>votants)|(?:bulletins?[ ])?(?<blank>blancs?)|(?:bulletins?[ ])?(?<null>nuls?)|(?:suffrages[ ])?(?<expressed>exprimes)|(?<for>oui|pour(?:[ ](?:l'|la[ ]|le[ ])[a-z]{4,20})?)|(?<against>non|contre)),[ ](?<n>\\d{1,5}|[a-z]+(?:[ -](?:et[ -])?[a-z]+){0,2}?)(?:[ ](?:voix|suffrages))?(?=[ ]?(?:[.;,]|$))");
    static constexpr std::pair<const char*, Ballot> kinds[] = {{"voters", Ballot::voters}, {"blank", Ballot::blank}, {"null", Ballot::null}, {"expressed", Ballot::expressed}, {"for", Ballot::in_favour}, {"against", Ballot::against}};
    RegexHit hit;
    for (std::size_t from = 0; pair.search(text_, from, hit); from = std::max(hit.whole().end, from + 1))
      for (const auto& [group, ballot] : kinds)
        if (pair.group(hit, group) != 0)
          if (const Token* token = token_at(pair.range(hit, "n"))) put(ballot, static_cast<std::size_t>(token - tokens_.data()), hit.whole(), false, false);
  }

  // « pour le produit de 74.500 F ....... 6 »: a label at the head of a line, its count behind a leader.
  void led() {
    if (!contains(text_, "....")) return;
    static const Regex line("^[ \\t*-]*(?:(?<for>pour|oui)|(?<against>contre|non)|(?<abstain>abstentions?|s'abst[a-z]+))\\b[^\\n]{0,60}?\\.{4,}[ ]*(?<n>\\d{1,5})\\b");
    static constexpr std::pair<const char*, Ballot> kinds[] = {{"for", Ballot::in_favour}, {"against", Ballot::against}, {"abstain", Ballot::abstain}};
    RegexHit hit;
    for (std::size_t from = 0; line.search(text_, from, hit); from = hit.whole().end)
      for (const auto& [group, ballot] : kinds)
        if (line.group(hit, group) != 0)
          if (const Token* token = token_at(line.range(hit, "n"))) put(ballot, static_cast<std::size_t>(token - tokens_.data()), hit.whole(), false, false);
  }

  // « 75 bulletins dans l'urne », « vote électronique, 48 bulletins »
  void urn() {
    if (read_.find(Ballot::voters) || !contains(text_, "bulletins")) return;
    static const Regex other("bulletins[ \\n](?:blancs?|nuls?|secrets?|delivres|valables|exprimes|pour|contre)");
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i)
      if (tokens_[i].kind == Kind::number && !used_[i] && tokens_[i + 1].text == "bulletins" && !other.begins(text_.substr(tokens_[i + 1].range.begin))) {
        put(Ballot::voters, i, tokens_[i + 1].range, false, true);
        return;
      }
    static const Regex found("bulletins[ \\n](?:trouves|deposes|recueillis|retires)[a-z' \\n]{0,24}[ ]?:[ ]?(?<n>\\d{1,6})\\b");  // « Bulletins trouvés dans l'urne : 22 »
    RegexHit hit;
    if (!found.search(text_, hit)) return;
    for (std::size_t i = 0; i < tokens_.size(); ++i)
      if (tokens_[i].kind == Kind::number && !used_[i] && tokens_[i].range.overlaps(found.range(hit, "n"))) return put(Ballot::voters, i, hit.whole(), false, true);
  }

  // « Elle recueille 1.204 voix et est repoussée par 2.987 voix »
  void refused() {
    if (!contains(text_, "recueill") && !contains(text_, "obtien") && !contains(text_, "reuni")) return;
    static const Regex pattern("(?:recueill|obtien|reuni)[a-z]{1,5}(?: que)? (?<a>[0-9][0-9. ]*|[a-z-]+) (?:voix|mandats|suffrages)[^.;]{0,30}?\\b(?:rejet|repouss|ecart|refus)[a-z]* par (?<b>[0-9][0-9. ]*|[a-z-]+) (?:voix|mandats|suffrages)");
    RegexHit hit;
    std::string flat(text_);
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    if (!pattern.search(flat, hit)) return;
    const Token *a = token_at(pattern.range(hit, "a")), *b = token_at(pattern.range(hit, "b"));
    if (!a || !b) return;
    std::vector<VoteCount> kept;
    for (const VoteCount& count : read_.counts)
      if (count.ballot != Ballot::in_favour && count.ballot != Ballot::against) kept.push_back(count);
    read_.counts = std::move(kept);
    read_.counts.push_back({Ballot::in_favour, a->value, a->range.after(base_), false, false});
    read_.counts.push_back({Ballot::against, b->value, b->range.after(base_), false, false});
    read_.strong = true;
    twice_ = false;
  }

  // « par 7 voix », « (31 voix, 2 abstentions) », « : 5 voix / 5 », « la proposition réunit 58 suffrages »
  void implied() {
    if (read_.find(Ballot::in_favour)) return;
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::number || used_[i] || tokens_[i + 1].kind != Kind::unit) continue;
      const std::string_view unit = tokens_[i + 1].text;
      if (!tokens_[i + 1].shares && unit != "voix" && unit != "suffrages" && unit != "votes" && unit != "mandats") continue;
      static const Regex alone("[ \\t*>(=-]*\\d{1,4} (?:voix|suffrages)[ .)!]*");
      if (i == 0 && (!expected_ || !alone.matches(text_))) continue;
      if (i == 0) {  // « Le conseil approuve ce dispositif. 22 voix. »
        put(Ballot::in_favour, i, tokens_[i + 1].range, false, true);
        return;
      }
      const bool by = tokens_[i - 1].text == "par";
      static const Regex agreed("(?:unanim|accept|approuv|adopt|valid|arret|decid|rejet|refus)[^.;:]*$");
      const bool of_all = i + 3 < tokens_.size() && (tokens_[i + 2].text == "sur" || tokens_[i + 2].text == "/") && tokens_[i + 3].kind == Kind::number;
      const bool bracket = tokens_[i - 1].text == "(" && (contains(text_, "unanim") || (of_all && agreed.found(text_.substr(0, tokens_[i].range.begin))));  // « accepte la convention (7 voix sur 7) »
      static const Regex seated("(?:(?:re)?elue?|designee?|nommee?|proclamee?|choisie?)[ ]?,[ ]?$");
      const bool chosen = seated.found(text_.substr(0, tokens_[i].range.begin));  // « M. Rey, seul candidat, est désigné, 9 voix »
      const bool whole = i > 1 && (tokens_[i - 1].text == "," || tokens_[i - 1].text == "(") && tokens_[i - 2].text == "unanimite";  // « à l'unanimité, 8 255 tantièmes »
      const bool result = i > 1 && tokens_[i - 1].kind == Kind::colon && (tokens_[i - 2].text.substr(0, 6) == "adopte" || tokens_[i - 2].text.substr(0, 8) == "approuve" || tokens_[i - 2].text.substr(0, 7) == "accepte");  // « Adopté : 24 voix »
      static const Regex decided("adopt|approuv|accept|valid|majorit");
      const bool all = result || (tokens_[i - 1].kind == Kind::colon && i + 2 < tokens_.size() && (tokens_[i + 2].text == "/" || (tokens_[i + 2].text == "sur" && decided.found(text_.substr(0, tokens_[i].range.begin)))) && i + 3 < tokens_.size() && tokens_[i + 3].kind == Kind::number);
      static const Regex gains("(?:reunit|recueille|obtient|a obtenu|a recueilli|a reuni|remporte)(?: que)?$"), only("\\b(?:ne|n'[a-z]+|n'a) ?(?:reunit|recueille|obtient|obtenu|recueilli|reuni)? que$"), thing("\\b(?:proposition|motion|resolution|projet|hausse|amendement|voeu|rapport|budget|texte|option|mesure|liste unique)\\b");
      bool gained = false;
      if (!by && !bracket && !all && !whole && !chosen) {
        std::string_view head = text_.substr(0, tokens_[i].range.begin);
        while (!head.empty() && (head.back() == ' ' || head.back() == '\n')) head.remove_suffix(1);
        gained = head.size() < 300 && gains.found(head) && (thing.found(head) || read_.find(Ballot::against) || read_.find(Ballot::abstain));
      }
      if (!by && !bracket && !all && !whole && !chosen && !gained) continue;
      put(Ballot::in_favour, i, tokens_[i + 1].range, tokens_[i + 1].shares, true);
      if (gained) {  // « ne recueille que 9 suffrages »
        std::string_view head = text_.substr(0, tokens_[i].range.begin);
        while (!head.empty() && (head.back() == ' ' || head.back() == '\n')) head.remove_suffix(1);
        read_.lost = only.found(head);
      }
      read_.strong = read_.strong || by || all || gained || chosen;
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

VoteRead read_vote(std::string_view folded, std::size_t base, bool vote_expected) {
  // « 4 pour, 2 contre… corrigé après recomptage : 3 pour, 4 contre »: what was corrected, or came before a second ballot, does not count.
  static const Regex again("\\b(?:rectifi[a-z]+|rectification|corrige[a-z]{0,2}|correction|recomptage|recompte|apres verification|chiffres definitifs|decompte definitif)\\b[^.;]{0,60}?:|\\b(?:(?:second|deuxieme|2e|2eme|nouveau) (?:vote|tour(?: de scrutin)?|scrutin)(?! (?:a lieu |porte |est organise )?sur (?:le|la|les|l') ?)|au (?:second|deuxieme|2e|2eme) tour|vote est repris)\\b");
  static const Regex sign("definitif|repris|rectif|corrig|correct|recompt|verification|second|deuxieme|2e|nouveau");
  if (sign.found(folded)) {
    std::size_t from = std::string_view::npos;
    RegexHit hit;
    for (std::size_t at = 0; again.search(folded, at, hit); at = hit.whole().end) from = hit.whole().end;
    if (from != std::string_view::npos && from > 0) {
      VoteRead last = Reader(folded.substr(from - 1), base + from - 1, true).run();
      if (last.find(Ballot::in_favour) || last.find(Ballot::against)) {
        last.again = true;
        last.strong = true;
        // Names given with the first counts stay where the count is the same.
        const VoteRead first = Reader(folded.substr(0, from), base, true).run();
        for (const VoteNames& names : first.names) {
          const VoteCount *before = first.find(names.ballot), *after = last.find(names.ballot);
          if (before && after && before->value == after->value) last.names.push_back(names);
        }
        return last;
      }
    }
  }
  return Reader(folded, base, vote_expected).run();
}

}  // namespace minutier::extractors
