#include <algorithm>

#include "extractors/vote_phrases.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extractors {
namespace {

using Kind = VoteWord;

class NameReader {
 public:
  NameReader(std::string_view text, std::size_t base, const std::vector<VoteToken>& tokens, VoteRead& read) : text_(text), base_(base), tokens_(tokens), read_(read) {}

  void run() {
    names();
    whose();
    in_favour();
    non_voters();
    voting();
    behind();
    except();
    withdrawn();
  }

 private:
  // « Ont voté contre : 3 (A, B, C) », « Contre : A, B »
  void names() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::label || tokens_[i].ballot == Ballot::voters || tokens_[i].ballot == Ballot::expressed) continue;
      std::size_t at = i + 1;
      bool colon = false;
      for (; at < tokens_.size() && (tokens_[at].kind == Kind::colon || tokens_[at].kind == Kind::number || tokens_[at].kind == Kind::unit || (colon && tokens_[at].text == "\n" && at + 1 < tokens_.size() && tokens_[at - 1].kind == Kind::colon && tokens_[at + 1].kind == Kind::word)); ++at) colon = colon || tokens_[at].kind == Kind::colon;
      if (at >= tokens_.size()) continue;
      static const Regex whose("[ ]?,[ \\n](?:celles?|dont)[ \\n](?:celles?[ \\n])?(?:de[ \\n]|d')?(?<who>(?:[^,.;()]{1,60}|(?<=[mrs])\\.|(?<=mme)\\.|(?<=mmes)\\.|(?<=mlle)\\.|(?<=[ \\n-][a-z])\\.|,(?=[ \\n](?:mm?\\.|mmes?\\b|mlles?\\b|(?!qui\\b|avec\\b|et\\b|ce\\b|le\\b|la\\b|il\\b|elle\\b)[a-z'-]+(?:[ \\n][a-z'-]+)?(?:,|[ \\n]et\\b)))){1,14})");
      RegexHit hit;
      if (whose.begins(text_.substr(tokens_[at - 1].range.end), hit)) {
        add_names(tokens_[i].ballot, whose.range(hit, "who").after(tokens_[at - 1].range.end));
      } else if (tokens_[at].text == "(") {
        add_names(tokens_[i].ballot, {tokens_[at].range.end, closing(tokens_[at].range.end)});
      } else if (tokens_[at].text == "-" && at == i + 1 && i > 0 && tokens_[i - 1].kind == Kind::number && tokens_[i - 1].value <= 12) {  // « 1 contre - R. Odoux »
        static const Regex list("[ \\n]*(?<who>(?:[^,;.:()]|(?<=[ -][a-z])\\.|(?<=mm)\\.|(?<=\\bm)\\.|,(?! \\d)){3,120}?)(?=[ ]?(?:$|[;:()\\n]|\\.(?: |$)|, \\d))"), part(", (?:et )?| et ");
        if (list.begins(text_.substr(tokens_[at].range.end), hit)) {
          const Range who = list.range(hit, "who").after(tokens_[at].range.end);
          if (static_cast<std::int64_t>(part.count(who.of(text_))) + 1 == tokens_[i - 1].value) add_names(tokens_[i].ballot, who);
        }
      } else if (colon && tokens_[at].text == "-" && tokens_[at - 1].kind != Kind::colon) {  // « Contre : 909 - M. Bachir (388), M. Rey (521) »
        add_names(tokens_[i].ballot, {tokens_[at].range.end, list_end(tokens_[at].range.end)});
      } else if (colon && tokens_[at].kind != Kind::gap && tokens_[at].kind != Kind::label && tokens_[at - 1].kind != Kind::unit) {
        std::size_t end = text_.find('\n', tokens_[at].range.begin);
        // Wrapped lines go on until the next label.
        for (std::size_t j = at; j < tokens_.size(); ++j)
          if (tokens_[j].kind == Kind::label) {
            const std::size_t line = text_.rfind('\n', tokens_[j].range.begin);
            if (line != std::string_view::npos && line > tokens_[at].range.begin) end = line;
            else if (j > at && tokens_[j - 1].kind == Kind::gap) end = tokens_[j - 1].range.begin;  // « Contre : A, B / Abstention : C »
            break;
          } else if (tokens_[j].text == ";" ) {
            end = tokens_[j].range.begin;
            break;
          } else if (j + 1 == tokens_.size()) {
            end = text_.size();
          }
        if (end == std::string_view::npos) end = text_.size();
        add_names(tokens_[i].ballot, {tokens_[at].range.begin, end});
        static const Regex sum("[,.;][ \\n]soit[ \\n](?:ensemble[ \\n])?(?<n>\\d{1,3}|[a-z]+(?:-[a-z]+)*)(?=[ ]?(?:$|[.,;\\n]|[ \\n]voix))");  // « Ont voté pour : MM. A, B et C, soit trois. »
        if (const std::string_view list = text_.substr(tokens_[at].range.begin, end - tokens_[at].range.begin); !read_.find(tokens_[i].ballot) && sum.search(list, hit))
          if (const auto count = extract::parse_count(sum.text(list, hit, "n"))) read_.counts.push_back({tokens_[i].ballot, *count, sum.range(hit, "n").after(base_ + tokens_[at].range.begin), false, false});
      }
    }
  }

  // « abstention de M. Drouet », « 1 abstention de Jeff (il y a droit) »
  void whose() {
    if (!contains(text_, "abstention") && !contains(text_, "opposition")) return;
    static const Regex pattern("\\b(?<abs>abstentions?|oppositions?)[ \\n](?:de[ \\n]|d')(?!la |l'|vote|principe)(?<who>(?:[^,;:.()]|(?<=\\bm)\\.|(?<=\\bmm)\\.|(?<=\\bmme)\\.|(?<=[ -][a-z])\\.){3,70}?)(?=[ ]?(?:$|[,;:.()]|\\bqui\\b))");
    RegexHit hit;
    for (std::size_t from = 0; pattern.search(text_, from, hit); from = hit.whole().end) add_names(pattern.text(text_, hit, "abs").front() == 'a' ? Ballot::abstain : Ballot::against, pattern.range(hit, "who"));
  }

  // « 4 voix (A, B, C et D) contre 7 »
  void in_favour() {
    for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
      if (tokens_[i].text != "(" || tokens_[i - 1].text != "voix") continue;
      const std::size_t end = closing(tokens_[i].range.end);
      static const Regex against("\\)[ \\n]contre\\b");
      if (against.begins(text_.substr(end))) add_names(Ballot::in_favour, {tokens_[i].range.end, end});
    }
  }

  // « Mme X ne prenant pas part au vote », « M. Y, président du club, n'a pris part ni aux débats ni au vote »: the words in front may be names.
  void non_voters() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::label) continue;
      const std::string_view word = tokens_[i].text;
      const bool done = word == "abstenu" || word == "abstenue" || word == "abstenus" || word == "abstenues";  // « M. Barbaste s'étant abstenu »
      const bool verb = word == "abstient" || word == "abstiennent" || word == "opposent" || word == "oppose" || word == "abstenant" || word == "opposant" || (done && i > 0 && (tokens_[i - 1].text == "etant" || tokens_[i - 1].text == "est" || tokens_[i - 1].text == "sont"));
      if (tokens_[i].ballot != Ballot::not_voting && !verb) continue;
      const Ballot ballot = tokens_[i].ballot;
      std::size_t end = tokens_[i].range.begin;
      for (std::size_t back = i; verb && back > 0 && (tokens_[back - 1].kind == Kind::link || tokens_[back - 1].text == "etant"); --back) end = tokens_[back - 1].range.begin;  // « s'y »
      while (end > 0 && (text_[end - 1] == ' ' || text_[end - 1] == '\n')) --end;
      if (end < 4) continue;
      const bool apposition = text_[end - 1] == ',';
      if (apposition) --end;
      std::size_t begin = part_before(end);
      for (std::size_t k = i; k-- > 0 && tokens_[k].range.begin >= begin;)  // « M. A votant contre et M. B s'abstenant »
        if (tokens_[k].kind == Kind::label && tokens_[k].range.end < end) { begin = tokens_[k].range.end; break; }
      for (const std::string_view and_then : {" et ", "\net ", " et\n"})
        if (text_.substr(begin, 4) == and_then) begin += 4;
      read_.strong = true;
      if (const std::size_t list = list_before(begin); list < begin && end - list < 300) add_names(ballot, {list, end});  // « Mme A, Mme B et M. C ne prennent pas part au vote »
      if (end - begin < 120) add_names(ballot, {begin, end});
      if (ballot == Ballot::not_voting) leaves(end);
      if (!apposition || begin < 3) continue;
      std::size_t stop = begin;  // « M. X, absent lors de cette séance, ne prenant pas part au vote »: the name before the apposition
      while (stop > 0 && (text_[stop - 1] == ' ' || text_[stop - 1] == '\n' || text_[stop - 1] == ',')) --stop;
      if (const std::size_t head = part_before(stop); stop > head + 3 && stop - head < 60) add_names(ballot, {head, stop});
      for (std::size_t line = 0; line != std::string_view::npos && line < end;) {  // or at the head of a line
        const std::size_t comma = text_.substr(0, end).find(',', line);
        if (comma != std::string_view::npos && comma > line + 3 && comma < line + 60 && text_.substr(line, comma - line).find('\n') == std::string_view::npos) add_names(ballot, {line, comma});
        line = text_.find('\n', line);
        if (line != std::string_view::npos) ++line;
      }
    }
  }

  // « Mme X, présidente du club, quitte la salle et ne prend pas part au vote »: who the sentence begins with.
  void leaves(std::size_t end) {
    static const Regex who("(?:m\\.|mmes?\\b\\.?|mlles?\\b\\.?|monsieur|madame)[ \\n](?<who>(?:[^,;.:()\\n]|(?<=[ -][a-z])\\.){3,50}?)(?:,[^.;:]{3,90},)?[ \\n](?:quitte|sort|se[ \\n]retire|s'absente|interesse|concerne)");
    std::size_t begin = end;
    while (begin > 0 && text_[begin - 1] != ';' && !(begin > 1 && text_[begin - 1] == ' ' && text_[begin - 2] == '.' && !short_word(begin - 2))) --begin;
    RegexHit hit;
    if (end > begin && end - begin < 220 && who.begins(text_.substr(begin, end - begin), hit)) add_names(Ballot::not_voting, who.range(hit, "who").after(begin));
  }

  // Where the part of the sentence that ends at `end` begins: behind a comma, a semicolon, a colon, a bracket.
  std::size_t part_before(std::size_t end) const {
    std::size_t begin = end;
    const auto blank = [&](std::size_t at) { return text_[at] == ' ' || text_[at] == '\n'; };
    while (begin > 0 && text_[begin - 1] != ';' && text_[begin - 1] != ':' && text_[begin - 1] != '(' && !(blank(begin - 1) && begin > 1 && text_[begin - 2] == ',')) --begin;
    return begin;
  }

  // Parts before that begin in a civility: the list of names goes on.
  std::size_t list_before(std::size_t begin) const {
    static const Regex civil("(?:mm?\\.|mmes?\\b|mlles?\\b|monsieur|madame|messieurs|mesdames|dr\\b|me\\b)");
    for (int parts = 0; parts < 12 && begin > 3 && text_[begin - 2] == ','; ++parts) {
      const std::size_t before = part_before(begin - 2);
      std::size_t first = before;
      while (first < begin && (text_[first] == ' ' || text_[first] == '\n')) ++first;
      const bool named = civil.begins(text_.substr(first));
      if (begin - before > 50 || (!named && std::count(text_.begin() + static_cast<long>(first), text_.begin() + static_cast<long>(begin) - 2, ' ') > 2)) break;
      begin = first;
      if (named && text_.substr(first, 2) == "mm") break;
    }
    return begin;
  }

  // Where a list of names that begins at `at` ends: with its sentence, before the next label of a vote, with a line that leaves nothing open.
  std::size_t list_end(std::size_t at) const {
    static const Regex open("(?:[,-]|\\bet|\\bmm?\\.|\\bmmes?\\.?|\\bmlles?\\.?|\\bde|\\ble|\\bla)[ ]*$");
    std::size_t end = at;
    for (; end < text_.size() && text_[end] != ';' && text_[end] != ':'; ++end) {
      if (text_[end] == '.' && !short_word(end)) break;
      if (text_[end] == '\n' && !open.found(text_.substr(end > 12 ? end - 12 : 0, std::min<std::size_t>(end, 12)))) break;
    }
    for (std::size_t i = 1; i < tokens_.size(); ++i)
      if (tokens_[i].kind == Kind::label && tokens_[i - 1].kind == Kind::gap && tokens_[i].range.begin > at && tokens_[i].range.begin <= end) return tokens_[i - 1].range.begin;
    return end;
  }

  // The bracket that closes the one before `at`.
  std::size_t closing(std::size_t at) const {
    int depth = 1;
    for (; at < text_.size(); ++at) {
      if (text_[at] == '(') ++depth;
      if (text_[at] == ')' && --depth == 0) break;
    }
    return at;
  }

  // « par trois voix contre une, M. Barbaste votant contre »: who stands before says which vote was theirs.
  void voting() {
    if (!contains(text_, "contre")) return;
    static const Regex who("(?:^|[,;.:(][ \\n]|\\bet[ \\n]|-[ ])(?<who>(?:(?:m\\.|mm\\.|mmes?\\.?|mlles?\\.?|monsieur|madame|messieurs|mesdames|dr)[ \\n](?:[^,;.:()]|(?<=\\b[a-z])\\.|(?<=mm)\\.|,[ \\n](?=(?:mm?\\.|mmes?\\b|mlles?\\b))){2,120}?)|[^,;.:()\\n]{3,50}?)[ \\n](?:votant|vote|votent|ayant vote|a vote|ont vote|(?:s'(?:etant|est|etaient)|se sont) prononcee?s?|se pronon(?:ce|cent|cant))[ \\n]contre(?![ \\n]?:)(?![ \\n](?:le|la|les|l'|ce|cette)[ \\n])");
    RegexHit hit;
    for (std::size_t from = 0; who.search(text_, from, hit); from = hit.whole().end) {
      add_names(Ballot::against, who.range(hit, "who"));
      read_.strong = true;
    }
  }

  // « se sont abstenus MM. A, B et Mme C », « ont voté contre MM. A et B », « ne prend pas part au vote Mme X »: the names behind the verb.
  void behind() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::label || (i + 1 < tokens_.size() && tokens_[i + 1].kind == Kind::colon)) continue;
      const std::string_view word = tokens_[i].text;
      const bool verb = word.substr(0, 3) == "abs" ? word.size() > 6 && word.substr(0, 7) != "abstent" : tokens_[i].ballot == Ballot::not_voting || ((word == "contre" || word == "pour") && i > 0 && (tokens_[i - 1].text.substr(0, 3) == "vot" || tokens_[i - 1].text.substr(0, 7) == "prononc"));
      static const Regex civil("[ \\n](?:mm?\\.|mmes?\\b\\.?|mlles?\\b\\.?|monsieur|madame|messieurs|mesdames|dr\\b)[ \\n]");
      if (!verb || !civil.begins(text_.substr(tokens_[i].range.end))) continue;
      std::size_t end = tokens_[i].range.end;
      for (; end < text_.size() && text_[end] != ';' && text_[end] != ':' && text_[end] != '('; ++end)
        if (text_[end] == '.' && (end + 1 >= text_.size() || text_[end + 1] == ' ' || text_[end + 1] == '\n') && !short_word(end)) break;
      if (end - tokens_[i].range.end < 240) add_names(tokens_[i].ballot, {tokens_[i].range.end + 1, end});
    }
  }

  bool short_word(std::size_t dot) const {
    std::size_t begin = dot;
    while (begin > 0 && text_[begin - 1] >= 'a' && text_[begin - 1] <= 'z') --begin;
    const std::string_view word = text_.substr(begin, dot - begin);
    return word.size() <= 1 || word == "mm" || word == "mr" || word == "mme" || word == "mmes" || word == "mlle" || word == "mlles" || word == "dr";
  }

  // « tout le monde d'accord sauf X », « à l'unanimité moins M. X (abstention) ».
  void except() {
    if (!contains(text_, "sauf") && !contains(text_, "moins") && !contains(text_, "except") && !contains(text_, "hormis")) return;
    static const Regex no_vote("\\b(?:pas de|sans) vote\\b");
    if (no_vote.found(text_)) return;
    static const Regex who("\\b(?:unanimite|d'accord|unanime|tous pour|tout le monde pour|accord general)\\b[^.;:]{0,30}?[ \\n](?:sauf|moins|excepte|hormis|a l'exception de)[ \\n](?:la voix (?:de |d'))?(?<who>(?:[^,;.:()\\n]|(?<=\\bm)\\.|(?<=\\bmm)\\.|(?<=\\bmme)\\.|(?<=[ -][a-z])\\.){3,60}?)(?=[ ]?(?:$|[.,;()\\n]|qui |contre))(?<how>[ ,(]*(?:qui )?(?:s')?abst)?");
    static const Regex count("^(?:sa |son |ses |leurs? |une?|deux|trois|quatre|cinq|six|\\d|le |la |les |voix|pour|ceux|l')\\b");
    static const Regex voices("\\bunanimite\\b[^.;:]{0,30}?[ \\n](?:moins|sauf)[ \\n](?:\\d{1,3}|[a-z]+)[ \\n](?:voix|votes?|oppositions?|(?<abs>abstentions?))[ \\n]?\\((?<who>[^()]{3,150})\\)");
    RegexHit hit;
    if (voices.search(text_, hit)) {  // « à l'unanimité moins deux voix (MM. A et B) »
      add_names(voices.group(hit, "abs") ? Ballot::abstain : Ballot::against, voices.range(hit, "who"));
      return;
    }
    if (!who.search(text_, hit) || count.found(who.text(text_, hit, "who"))) return;
    add_names(who.group(hit, "how") != 0 ? Ballot::abstain : Ballot::against, who.range(hit, "who"));
  }

  // « … approuvé à l'unanimité, M. Philippon s'étant retiré »
  void withdrawn() {
    if (!contains(text_, "retire") && !contains(text_, "quitte")) return;
    static const Regex who("(?:^|[,;.(][ \\n])(?<who>(?:m\\.|mm\\.|mmes?\\.?|mlles?\\.?|monsieur|madame|messieurs|mesdames)[ \\n][^,;.:()]{2,60}?)(?:,[ \\n][^,;.:()]{3,40},)?[ \\n](?:s'(?:etant|est|etaient|sont)[ \\n]retiree?s?\\b|ayant[ \\n](?:momentanement[ \\n])?quitte[ \\n](?:la[ \\n](?:salle|seance)|les[ \\n]debats))");
    RegexHit hit;
    for (std::size_t from = 0; who.search(text_, from, hit); from = hit.whole().end) add_names(Ballot::not_voting, who.range(hit, "who"));
  }

  void add_names(Ballot ballot, Range range) {
    if (range.size() < 3) return;
    read_.names.push_back({ballot, {base_ + range.begin, base_ + range.end}});
  }

  std::string_view text_;
  std::size_t base_;
  const std::vector<VoteToken>& tokens_;
  VoteRead& read_;
};

}  // namespace

void read_vote_names(std::string_view text, std::size_t base, const std::vector<VoteToken>& tokens, VoteRead& read) { NameReader(text, base, tokens, read).run(); }

}  // namespace minutier::extractors
