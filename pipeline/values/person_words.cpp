#include "pipeline/values/person_words.hpp"

#include <unicode/uchar.h>

#include <array>
#include <bitset>
#include <vector>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/embedded.hpp"
#include "pipeline/base/memo.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/base/words.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::embedded {
const std::vector<File>& person_data();
}

namespace minutier::extract {
namespace {

WordSet load(std::string_view name) {
  WordSet words;
  for (const embedded::File& file : embedded::person_data()) {
    if (file.name != name) continue;
    std::size_t at = 0;
    while (at < file.bytes.size()) {
      const std::size_t end = std::min(file.bytes.find('\n', at), file.bytes.size());
      const std::string_view line = file.bytes.substr(at, end - at);
      if (!line.empty() && line.front() != '#') words.insert(line);
      at = end + 1;
    }
  }
  return words;
}

const WordSet& given_names() {
  static const WordSet words = load("lexicon_given_names.txt");
  return words;
}
const WordSet& not_names() {
  static const WordSet words = load("lexicon_not_names.txt");
  return words;
}
const WordSet& offices() {
  static const WordSet words = load("lexicon_offices.txt");
  return words;
}

bool alpha(char32_t c) { return c < 0x80 ? (c | 0x20) >= U'a' && (c | 0x20) <= U'z' : static_cast<bool>(u_isalpha(static_cast<UChar32>(c))); }
bool letter(char32_t c) { return alpha(c) || c == U'’'; }
bool apostrophe(char32_t c) { return c == U'\'' || c == U'’' || c == U'‘' || c == U'`'; }
bool hyphen(char32_t c) { return c == U'-' || c == U'‐' || c == U'‑'; }

char32_t peek(std::string_view text, std::size_t at) { return at < text.size() ? utf8::next(text, at) : U'\0'; }
bool upper(char32_t c) { return c < 0x80 ? c >= U'A' && c <= U'Z' : u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c)); }

bool particle(std::string_view folded) {
  static const WordSet words{"de", "du", "des", "d", "la", "le", "van", "von", "der", "den", "da", "di", "dos", "el", "ben", "ter", "zu", "do", "dit", "dite", "y", "ould", "bin", "al"};
  return words.has(folded);
}

Shape shape_of(std::string_view word, std::string_view folded, bool dotted) {
  std::size_t at = 0, uppers = 0, letters = 0;
  bool first = true, first_upper = false;
  while (at < word.size()) {
    const char32_t c = utf8::next(word, at);
    if (!alpha(c)) continue;
    ++letters;
    if (upper(c)) ++uppers;
    if (first) first_upper = upper(c);
    first = false;
  }
  if (letters == 0) return Shape::none;
  if (dotted && first_upper) return Shape::initial;
  const bool elided = folded.size() > 2 && folded[0] == 'd' && folded[1] == '\'' && !first_upper;  // d'Ortigue, d'ORTIGUE
  if (elided && uppers > 0) return uppers + 1 == letters && letters > 3 ? Shape::capitals : Shape::capital;
  if (!first_upper) return particle(folded) ? Shape::particle : Shape::lower;
  if (letters == 1) return Shape::initial;
  return uppers == letters || (uppers >= 3 && uppers + 1 == letters) ? Shape::capitals : Shape::capital;
}

// « J.P. Lemaire », « A.M. Vial »: both letters of a double given name in front of a surname; not « A.S. Presles », « J.S. Ambrelle », clubs.
bool two_initials(std::string_view text) {
  if (text.size() < 6 || text[1] != '.' || text[3] != '.' || text[4] != ' ' || !upper(peek(text, 5))) return false;
  static constexpr std::array<std::pair<char, std::string_view>, 4> second{{{'J', "BCDEFGHJLMNPRXY"}, {'P', "YAEHJLM"}, {'A', "M"}, {'F', "X"}}};
  for (const auto& [first, letters] : second)
    if (text[0] == first) return letters.find(text[2]) != std::string_view::npos;
  return false;
}

// « Ern. BOURDET », « Fréd. Kuhn »: a given name cut short.
bool short_given_name(std::string_view word) {
  static const WordSet words{"ern", "fred", "alf", "alb", "alex", "alph", "aug", "ant", "bern", "edm", "edg", "edou", "emm", "eug", "eust", "ferd", "fern", "gab", "geo", "germ", "guill", "gust", "henr", "hipp", "isid", "jos", "jul", "leop", "mich", "nic", "phil", "raph", "raym", "seb", "stan", "theod", "vict", "xav", "joh", "chr", "marg", "wilh"};
  return words.has(normalise::fold(word));
}

}  // namespace

NameWord word_at(std::string_view text, std::size_t at) {
  NameWord word;
  std::size_t end = at, letters = 0, run = 0, longest = 0;
  bool dotted = false;
  while (end < text.size()) {
    std::size_t next = end;
    const char32_t c = utf8::next(text, next);
    if (alpha(c) || (c >= 0x80 && u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK)) {
      if (dotted && longest >= 1 && end > at && text[end - 1] == '.') break;  // "M.Dupont" is two words
      ++letters, ++run;
      longest = std::max(longest, run);
      end = next;
      continue;
    }
    if (letters == 0) break;
    const char32_t after = peek(text, next);
    if (apostrophe(c) && letter(after)) {
      run = 0;
      end = next;
    } else if (hyphen(c) && letter(after)) {
      run = 0;
      end = next;
    } else if (hyphen(c) && after == U' ' && upper(peek(text, next + 1)) &&
               is_given_name(normalise::fold(text.substr(at, end - at))) && is_given_name(word_at(text, next + 1).folded)) {
      run = 0;
      end = next + 1;  // « Jean- Marie »
    } else if (hyphen(c) && (after == U'\n' || after == U'\r') && run >= 2 && upper(peek(text, next + 1))) {
      run = 0;
      end = next + 1;  // a double name broken at its hyphen by the line's end
    } else if (c == U'.' && ((longest <= 2 && run <= 2 && letters <= 3) || (letters > 2 && letters < 6 && after == U' ' && upper(peek(text, next + 1)) && short_given_name(text.substr(at, end - at))))) {
      dotted = true;
      run = 0;
      end = next;
      if (letters == 1 && two_initials(text.substr(at))) {
        end = next + 2;
      } else if (hyphen(after)) {  // J.-B.
        end += utf8::step(text, next);
        if (!letter(peek(text, end))) break;
        const NameWord rest = word_at(text, end);
        end = rest.range.end;
        dotted = rest.shape == Shape::initial;
      }
      break;
    } else {
      break;
    }
  }
  word.range = {at, end};
  if (letters == 0) return word;
  word.folded = normalise::fold(word.range.of(text));
  std::erase(word.folded, ' ');
  word.shape = shape_of(word.range.of(text), word.folded, dotted);
  if (dotted && word.shape != Shape::initial) {  // the full stop ends a sentence, not an initial
    --word.range.end;
    word.folded.pop_back();
  }
  return word;
}

bool is_given_name(std::string_view folded) {
  while (!folded.empty() && folded.back() == '.') folded.remove_suffix(1);
  if (folded.size() < 2) return false;
  if (given_names().has(folded)) return true;
  const auto cut = folded.find('-');
  return cut != std::string_view::npos && cut >= 2 && given_names().has(folded.substr(0, cut));
}

bool is_not_a_name(std::string_view folded) {
  if (not_names().has(folded)) return true;
  return folded.size() > 2 && folded[1] == '\'' && (folded[0] == 'l' || folded[0] == 'd' || folded[0] == 'c' || folded[0] == 'n' || folded[0] == 's') &&
         not_names().has(folded.substr(2));
}

namespace {

bool is_office_form(std::string_view folded) {
  static constexpr std::array<std::string_view, 34> endings{
      "",    "e",    "s",    "es",    "er",   "ere",   "ers",   "eres",  "eur",   "eurs",  "euse", "euses", "rice", "rices", "trice", "trices", "ier",
      "iere", "iers", "ieres", "x",    "aire", "aires", "aux",   "ant",   "ante",  "ants",  "antes", "if",  "ien",  "ienne", "iens",   "iennes", "ere"};
  const auto stop = first_of(folded, ".·(");   // président.e, trésorier(e): what stands before the mark decides
  const std::string_view stem = folded.substr(0, stop == std::string_view::npos || stop < 3 ? folded.size() : stop);
  for (const std::string_view ending : endings) {
    if (stem.size() <= ending.size() || stem.substr(stem.size() - ending.size()) != ending) continue;
    if (offices().has(stem.substr(0, stem.size() - ending.size()))) return true;
  }
  if (stem.size() < 8 && offices().has("=" + std::string(stem))) return true;
  const auto dash = stem.find('-');  // président-e, directeur-adjoint, vice-présidente
  return dash != std::string_view::npos && dash > 2 && is_office_form(stem.substr(0, dash));
}

}  // namespace

bool is_office_word(std::string_view folded) {
  thread_local Memo<bool> known;
  return known.get(folded, is_office_form);
}

std::size_t blank_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (blank(text[at])) return 1;
  if (text.substr(at, 2) == "\xC2\xA0") return 2;
  if (text.substr(at, 3) == "\xE2\x80\xAF" || text.substr(at, 3) == "\xE2\x80\x89") return 3;
  return 0;
}

namespace {

// What a word before a name may be.
enum Address : unsigned char { one = 1, several = 2, title = 4, office = 8, article = 16, capital = 32 };

struct Addresses {
  WordTable<unsigned char> words;
  std::bitset<32 * 32> begins;  // their first two letters
  static std::size_t pair(char a, char b) { return static_cast<std::size_t>((a & 31) * 32 + (b & 31)); }
  void add(Address what, std::initializer_list<std::string_view> list) {
    for (const std::string_view word : list) {
      words[word] |= what;
      if (word.size() > 1) begins.set(pair(word[0], word[1]));
    }
  }
};

const Addresses& addresses() {
  static const Addresses known = [] {
    Addresses all;
    all.add(one, {"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "me", "maitre", "dr", "docteur", "docteure", "pr", "mgr", "mrs", "melle", "md", "sieur", "citoyen", "citoyenne", "camarade", "confrere", "herr", "frau", "monseigneur"});
    all.add(several, {"mm", "mmes", "mlles", "messieurs", "mesdames", "mesdemoiselles", "mmrs", "drs", "sieurs", "citoyens", "citoyennes", "camarades", "mrs"});
    all.add(title, {"veuve", "vve", "adjudant", "adjudant-chef", "sergent", "sergent-chef", "caporal", "caporal-chef", "sapeur", "abbe", "chanoine", "comte", "vicomte", "comtesse", "vicomtesse", "cte", "vte", "baron", "marquis", "colonel", "capitaine", "lieutenant", "amiral", "general", "commandant", "soeur", "frere", "dame", "senateur", "senatrice", "depute", "deputee", "professeur", "professeure", "pasteur", "pasteure"});
    all.add(office, {"cure", "vicaire", "receveur", "percepteur", "inspecteur", "recteur"});  // « M. le Receveur Lamblot »
    all.add(article, {"le", "la", "les", "et"});
    all.add(capital, {"me", "m", "pr", "md", "general", "dame"});  // where small, other words
    return all;
  }();
  return known;
}

unsigned address(std::string_view folded) {
  const unsigned char* what = addresses().words.find(folded);
  return what ? *what : 0U;
}

// Whether a word that begins with two plain letters may be one.
bool may_address(std::string_view text, std::size_t at) {
  const auto plain = [&](std::size_t i) { return i < text.size() && static_cast<unsigned char>(text[i]) < 0x80 && alpha(static_cast<char32_t>(text[i])); };
  return !plain(at) || !plain(at + 1) || addresses().begins[Addresses::pair(text[at], text[at + 1])];
}

}  // namespace

bool is_civility(std::string_view folded) { return (address(folded) & (one | several)) != 0; }

std::size_t civility_at(std::string_view text, std::size_t at, bool* plural) {
  if (!may_address(text, at)) return 0;
  std::size_t here = at;
  std::size_t end = at;
  std::size_t words = 0;
  while (here < text.size() && words < 4) {
    std::size_t stop = here, letters = 0;
    while (stop < text.size()) {
      std::size_t next = stop;
      const char32_t c = utf8::next(text, next);
      if (!alpha(c)) break;
      ++letters;
      stop = next;
      if (letters > 14) return end - at;
    }
    if (letters == 0) break;
    if (stop < text.size() && hyphen(peek(text, stop)) && (text.compare(stop + 1, 4, "Chef") == 0 || text.compare(stop + 1, 4, "chef") == 0 || text.compare(stop + 1, 4, "CHEF") == 0)) stop += 5;
    const std::string folded = normalise::fold(text.substr(here, stop - here));
    if (folded == "l" && stop < text.size() && apostrophe(peek(text, stop))) {
      here = stop + utf8::step(text, stop);
      ++words;
      continue;
    }
    const unsigned what = address(folded);
    const bool joins = (what & article) || (folded == "ou" && words > 0);
    const bool many = what & several;
    if (!joins && !(what & (one | several | title)) && !(words > 1 && (what & office))) break;
    if ((what & capital) && !upper(peek(text, here))) break;
    if (stop < text.size() && text[stop] == '.') {
      ++stop;
      if (stop + 2 < text.size() && text[stop] == '-' && upper(peek(text, stop + 1)) && text[stop + 2] == '.') break;  // « M.-P. Lhoste »: initials
    } else if (folded == "m" && (stop >= text.size() || !blank_at(text, stop))) {
      break;
    }
    std::size_t after = stop;
    if (text.substr(after, 1) == "/" || text.substr(after, 1) == ",") ++after;  // « Mme/M. », « Mesdames, Messieurs »
    if (many && folded.size() > 4) {  // « Mesdames : Lambert, Dupuis »
      std::size_t colon = after;
      while (const std::size_t n = blank_at(text, colon)) colon += n;
      if (text.substr(colon, 2) == ": ") after = colon + 1;
    }
    while (const std::size_t n = blank_at(text, after)) after += n;
    if (!joins && after < text.size() && text[after] == '\n') {  // a line break inside an inline list
      std::size_t line = after + 1;
      while (const std::size_t n = blank_at(text, line)) line += n;
      if (upper(peek(text, line))) after = line;
    }
    ++words;
    if (!joins) {
      end = after;
      if (plural && many) *plural = true;
    }
    if (after == stop && (stop == 0 || text[stop - 1] != '.')) break;
    here = after;
  }
  return end - at;
}

std::string recase(std::string_view word) {
  std::string out;
  bool start = true;
  std::size_t at = 0;
  while (at < word.size()) {
    const char32_t c = utf8::next(word, at);
    if (u_isalpha(static_cast<UChar32>(c))) {
      utf8::append(out, start ? static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))) : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
      start = false;
    } else {
      utf8::append(out, c);
      start = true;
    }
  }
  if (out.size() > 2 && out[1] == '\'' && (out[0] == 'D') && !word.empty() && word[0] == 'd') out[0] = 'd';
  // after an apostrophe that closes a word (Gaonac'h) no capital
  const auto mark = out.rfind('\'');
  if (mark != std::string::npos && mark + 2 == out.size() && out[mark + 1] >= 'A' && out[mark + 1] <= 'Z') out[mark + 1] = static_cast<char>(out[mark + 1] - 'A' + 'a');
  return out;
}

}  // namespace minutier::extract
