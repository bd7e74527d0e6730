#include <algorithm>

#include "extractors/vote_phrases.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {
namespace {

using Kind = VoteWord;

class NameReader {
 public:
  NameReader(std::string_view text, std::size_t base, const std::vector<VoteToken>& tokens, VoteRead& read) : text_(text), base_(base), tokens_(tokens), read_(read) {}

  void run() {
    names();
    non_voters();
    voting();
    withdrawn();
  }

 private:
  // « Ont voté contre : 3 (A, B, C) », « Contre : A, B »
  void names() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::label || tokens_[i].ballot == Ballot::voters || tokens_[i].ballot == Ballot::expressed) continue;
      std::size_t at = i + 1;
      bool colon = false;
      for (; at < tokens_.size() && (tokens_[at].kind == Kind::colon || tokens_[at].kind == Kind::number || tokens_[at].kind == Kind::unit); ++at) colon = colon || tokens_[at].kind == Kind::colon;
      if (at >= tokens_.size()) continue;
      static const Regex whose("[ ]?,[ \\n](?:celles?|dont)[ \\n](?:de[ \\n]|d')?(?<who>[^,.;()]{4,80})");
      RegexHit hit;
      if (whose.begins(text_.substr(tokens_[at - 1].range.end), hit)) {
        add_names(tokens_[i].ballot, whose.range(hit, "who").after(tokens_[at - 1].range.end));
      } else if (tokens_[at].text == "(") {
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
      }
    }
  }

  // « Mme X ne prenant pas part au vote », « M. Y, président du club, n'a pris part ni aux débats ni au vote »: the words in front may be names.
  void non_voters() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::label || read_.find(tokens_[i].ballot)) continue;
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
      std::size_t begin = end;
      while (begin > 0 && text_[begin - 1] != ';' && text_[begin - 1] != ':' && text_[begin - 1] != '(' && !(text_[begin - 1] == ' ' && begin > 1 && text_[begin - 2] == ',') && !(text_[begin - 1] == '\n' && begin > 1 && text_[begin - 2] == ',')) --begin;
      for (std::size_t k = i; k-- > 0 && tokens_[k].range.begin >= begin;)  // « M. A votant contre et M. B s'abstenant »
        if (tokens_[k].kind == Kind::label && tokens_[k].range.end < end) { begin = tokens_[k].range.end; break; }
      for (const std::string_view and_then : {" et ", "\net ", " et\n"})
        if (text_.substr(begin, 4) == and_then) begin += 4;
      read_.strong = true;
      if (end - begin < 120) add_names(ballot, {begin, end});
      if (!apposition) continue;
      for (std::size_t line = 0; line != std::string_view::npos && line < end;) {  // the name before the apposition, at the head of the sentence or of a line
        const std::size_t comma = text_.substr(0, end).find(',', line);
        if (comma != std::string_view::npos && comma > line + 3 && comma < line + 60 && text_.substr(line, comma - line).find('\n') == std::string_view::npos) add_names(ballot, {line, comma});
        line = text_.find('\n', line);
        if (line != std::string_view::npos) ++line;
      }
    }
  }

  // « par trois voix contre une, M. Barbaste votant contre »: who stands before says which vote was theirs.
  void voting() {
    if (text_.find("votant contre") == std::string_view::npos && text_.find("vote contre") == std::string_view::npos && text_.find("votent contre") == std::string_view::npos) return;
    static const Regex who("(?:^|[,;.(][ \\n]|\\bet[ \\n])(?<who>(?:m\\.|mm\\.|mmes?\\.?|mlles?\\.?|monsieur|madame|messieurs|mesdames)[ \\n][^,;.:()]{2,60}?)[ \\n](?:votant|vote|votent|ayant vote|a vote|ont vote)[ \\n]contre(?![ \\n]?:)");
    RegexHit hit;
    for (std::size_t from = 0; who.search(text_, from, hit); from = hit.whole().end) {
      add_names(Ballot::against, who.range(hit, "who"));
      read_.strong = true;
    }
  }

  // « … approuvé à l'unanimité, M. Philippon s'étant retiré »
  void withdrawn() {
    if (text_.find("retire") == std::string_view::npos) return;
    static const Regex who("(?:^|[,;.(][ \\n])(?<who>(?:m\\.|mm\\.|mmes?\\.?|mlles?\\.?|monsieur|madame|messieurs|mesdames)[ \\n][^,;.:()]{2,60}?)(?:,[ \\n][^,;.:()]{3,40},)?[ \\n]s'(?:etant|est|etaient|sont)[ \\n]retiree?s?\\b");
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
