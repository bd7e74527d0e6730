#include "pipeline/archive/analyser.hpp"

#include <libstemmer.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "pipeline/archive/fold.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/base/words.hpp"

namespace minutier::archive {
namespace {

struct StemmerDeleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

std::string fold_stem(std::string_view stem) {
  std::string out;
  for (std::size_t at = 0; at < stem.size();) {
    const auto byte = static_cast<unsigned char>(stem[at]);
    if (byte < 0x80) {
      out += stem[at++];
      continue;
    }
    const char32_t c = utf8::next(stem, at);
    const LatinLetter& letter = latin_letter(c);
    if (letter.folded.empty()) utf8::append(out, c);
    else out += letter.folded;
  }
  return out;
}

// Snowball French behind a cache: a text uses few distinct words, and stemming costs more than looking one up.
class Stems {
 public:
  Stems() : stemmer_(sb_stemmer_new("french", "UTF_8")) {}

  const std::string& of(std::string_view accented) {
    if (const auto* known = stems_.find(accented)) return **known;
    if (words_.size() >= 100'000) words_.clear(), stems_ = {};
    const auto& [word, its_stem] = words_.emplace_back(accented, stem(accented));
    stems_[word] = &its_stem;
    return its_stem;
  }

 private:

  std::string stem(std::string_view word) {
    if (!stemmer_) return fold_stem(word);
    const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* out = sb_stemmer_stem(stemmer_.get(), bytes, static_cast<int>(word.size()));
    const int size = out ? sb_stemmer_length(stemmer_.get()) : 0;
    // The stemmer marks some letters as consonants by upper case; a stem is lower case like everything here.
    std::string folded = size > 0 ? fold_stem({reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)}) : fold_stem(word);
    for (char& c : folded)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return folded;
  }

  std::unique_ptr<sb_stemmer, StemmerDeleter> stemmer_;
  std::deque<std::pair<std::string, std::string>> words_;  // with their stems
  WordTable<const std::string*> stems_;
};

Stems& stems() {
  thread_local Stems instance;
  return instance;
}

bool digit(char c) { return c >= '0' && c <= '9'; }
bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool combining(char32_t c) { return c >= 0x300 && c <= 0x36F; }
constexpr char32_t soft_hyphen = 0xAD;

// Walks a text word by word. `sink(plain, accented, where)` gets each word; `accented` is lower case and what the
// stemmer wants, empty where no stemming applies (numbers, other scripts).
template <class Sink>
class Scanner {
 public:
  Scanner(std::string_view text, Sink& sink) : text_(text), sink_(sink) {}

  void run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (ascii_letter(c)) word();
      else if (digit(c)) number();
      else if (static_cast<unsigned char>(c) < 0x80) ++at_;
      else beyond_ascii();
    }
  }

 private:
  char peek(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  void beyond_ascii() {
    std::size_t after = at_;
    const char32_t c = utf8::next(text_, after);
    if (!latin_letter(c).folded.empty()) return word();
    if (c >= 0x250 && u_isalnum(static_cast<UChar32>(c))) return other_script();
    at_ = after;
  }

  // Reads letters, digits and combining marks from at_ on, into plain_ and accented_. False where there is no letter.
  bool read_word() {
    plain_.clear();
    accented_.clear();
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (ascii_letter(c) || digit(c)) {
        const char lower = c <= 'Z' && c >= 'A' ? static_cast<char>(c + 32) : c;
        plain_ += lower;
        accented_ += lower;
        ++at_;
        continue;
      }
      if (static_cast<unsigned char>(c) < 0x80 || !read_beyond()) break;
    }
    return !plain_.empty();
  }

  bool read_beyond() {
    std::size_t after = at_;
    const char32_t c = utf8::next(text_, after);
    if (c == soft_hyphen) return at_ = after, true;
    if (combining(c)) return compose(c), at_ = after, true;
    const LatinLetter& letter = latin_letter(c);
    if (letter.folded.empty()) return false;
    plain_ += letter.folded;
    // œ is written out for the stemmer too: bœuf and boeuf are one word.
    if (letter.folded.size() > 1) accented_ += letter.folded;
    else utf8::append(accented_, letter.lower);
    at_ = after;
    return true;
  }

  // A letter and its accent stored apart: the stemmer wants them as one.
  void compose(char32_t mark) {
    std::size_t last = accented_.size();
    while (last > 0 && (static_cast<unsigned char>(accented_[last - 1]) & 0xC0) == 0x80) --last;
    if (last == 0) return;
    --last;
    std::size_t at = last;
    const char32_t base = utf8::next(accented_, at);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    const UChar32 whole = U_SUCCESS(status) ? nfc->composePair(static_cast<UChar32>(base), static_cast<UChar32>(mark)) : -1;
    if (whole < 0) return;
    accented_.resize(last);
    utf8::append(accented_, static_cast<char32_t>(whole));
  }

  void word() {
    const std::size_t begin = at_;
    if (!read_word()) {
      ++at_;
      return;
    }
    sink_(plain_, accented_, Range{begin, at_});
    if (const std::size_t next = broken_line()) rest_of_word(begin, next);
  }

  // Where a word cut at the end of a line goes on, or 0: a hyphen, a line break, a lower-case letter.
  std::size_t broken_line() const {
    std::size_t at = at_;
    if (peek(at) == '-') ++at;
    else if (text_.substr(at, 2) == "\xC2\xAC") at += 2;             // ¬
    else if (text_.substr(at, 3) == "\xE2\x80\x90") at += 3;         // ‐
    else return 0;
    while (peek(at) == ' ' || peek(at) == '\r') ++at;
    if (peek(at) != '\n') return 0;
    ++at;
    while (peek(at) == ' ') ++at;
    if (at >= text_.size()) return 0;
    if (peek(at) >= 'a' && peek(at) <= 'z') return at;
    if (static_cast<unsigned char>(peek(at)) < 0x80) return 0;
    std::size_t after = at;
    const char32_t c = utf8::next(text_, after);
    const LatinLetter& letter = latin_letter(c);
    return !letter.folded.empty() && letter.lower == c ? at : 0;
  }

  // The second half, then the whole: "subven-\ntion" is found as subvention, "procès-\nverbal" as two words.
  void rest_of_word(std::size_t begin, std::size_t next) {
    const std::string plain = plain_, accented = accented_;
    at_ = next;
    if (!read_word()) return;
    sink_(plain_, accented_, Range{next, at_});
    plain_.insert(0, plain);
    accented_.insert(0, accented);
    sink_(plain_, accented_, Range{begin, at_});
  }

  // Bytes of a mark that may group thousands at `at`, or 0.
  std::size_t separator(std::size_t at) const {
    if (peek(at) == ' ' || peek(at) == '.') return 1;
    if (text_.substr(at, 2) == "\xC2\xA0") return 2;                 // no-break space
    const std::string_view three = text_.substr(at, 3);
    return three == "\xE2\x80\xAF" || three == "\xE2\x80\x89" ? 3 : 0;  // narrow no-break, thin space
  }

  void number() {
    const std::size_t begin = at_;
    plain_.clear();
    while (digit(peek(at_))) plain_ += text_[at_++];
    if (plain_.size() <= 3 && plain_[0] != '0') thousands();
    accented_.clear();
    sink_(plain_, accented_, Range{begin, at_});
  }

  void thousands() {
    const std::size_t mark = separator(at_);
    if (mark == 0) return;
    const std::string_view sign = text_.substr(at_, mark);
    while (text_.substr(at_, mark) == sign) {
      const std::size_t group = at_ + mark;
      if (!digit(peek(group)) || !digit(peek(group + 1)) || !digit(peek(group + 2)) || digit(peek(group + 3))) return;
      plain_ += text_.substr(group, 3);
      at_ = group + 3;
    }
  }

  // A run of letters of another script: ICU finds the words in it; each is decomposed, folded and stripped of marks.
  void other_script() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x80) {
      std::size_t after = at_;
      const auto c = static_cast<UChar32>(utf8::next(text_, after));
      if (!u_isalnum(c) && !(U_GET_GC_MASK(c) & U_GC_M_MASK)) break;
      if (!latin_letter(static_cast<char32_t>(c)).folded.empty()) break;
      at_ = after;
    }
    split(Range{begin, at_});
  }

  void split(Range run) {
    UErrorCode status = U_ZERO_ERROR;
    const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(text_.data() + run.begin, static_cast<int32_t>(run.size())));
    const std::unique_ptr<icu::BreakIterator> breaks(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) return;
    breaks->setText(text);
    std::size_t byte = run.begin;
    for (int32_t from = breaks->first(), to = breaks->next(); to != icu::BreakIterator::DONE; from = to, to = breaks->next()) {
      const icu::UnicodeString piece = text.tempSubStringBetween(from, to);
      const std::size_t begin = byte;
      for (int32_t i = 0; i < piece.length(); i = piece.moveIndex32(i, 1)) byte += static_cast<std::size_t>(U8_LENGTH(piece.char32At(i)));
      icu::UnicodeString folded = nfkd->normalize(piece, status);
      folded.foldCase();
      plain_.clear();
      for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1))
        if (u_isalnum(folded.char32At(i))) utf8::append(plain_, static_cast<char32_t>(folded.char32At(i)));
      accented_.clear();
      if (!plain_.empty()) sink_(plain_, accented_, Range{begin, byte});
    }
  }

  std::string_view text_;
  Sink& sink_;
  std::size_t at_ = 0;
  std::string plain_, accented_;
};

template <class Sink>
void scan(std::string_view text, Sink sink) {
  Scanner<Sink>(text, sink).run();
}

}  // namespace

Analysed analyse(std::string_view text) {
  Analysed out;
  out.stems.reserve(text.size());
  out.plain.reserve(text.size() + 16);
  Stems& stemmer = stems();
  const auto add = [](std::string& list, std::string_view word) {
    if (!list.empty()) list += ' ';
    list += word;
  };
  scan(text, [&](const std::string& plain, const std::string& accented, Range) {
    add(out.plain, plain);
    add(out.stems, accented.empty() ? plain : stemmer.of(accented));
  });
  return out;
}

std::vector<Token> tokens(std::string_view text) {
  std::vector<Token> out;
  Stems& stemmer = stems();
  scan(text, [&](const std::string& plain, const std::string& accented, Range where) {
    out.push_back(Token{plain, accented.empty() ? plain : stemmer.of(accented), where});
  });
  return out;
}

}  // namespace minutier::archive
