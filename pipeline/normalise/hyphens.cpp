#include "pipeline/normalise/hyphens.hpp"

#include <algorithm>
#include <array>

#include "pipeline/base/utf8.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/normalise/spelling.hpp"

namespace minutier::normalise {
namespace {

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// « celui-ci », « est-il », « dit-on »: the hyphen is a spelling, not a line end.
constexpr std::array<std::string_view, 15> kTails{"ci", "là", "il", "ils", "elle", "elles", "on", "ce", "je", "nous", "vous", "même", "mêmes", "t", "moi"};
// What stands before a hyphen in a compound; short ones only: the dictionary tells the others.
constexpr std::array<std::string_view, 12> kHeads{"demi", "semi", "mi", "ex", "vice", "quasi", "au", "par", "ci", "là", "non", "sud"};
// « vis-à-vis », « porte-à-porte »: a word inside a compound.
constexpr std::array<std::string_view, 13> kInner{"à", "et", "en", "de", "des", "du", "la", "le", "les", "sur", "sous", "aux", "au"};
// What stands before a name: « le centre-Bretagne », « franco-Suisse ».
constexpr std::array<std::string_view, 18> kBeforeNames{"centre", "nord", "sud", "est", "ouest", "grand", "grande", "petit", "petite", "haut", "haute", "bas", "basse", "val", "mi", "ex", "outre", "anti"};

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && letter_at(text, at)) at += utf8::step(text, at);
  return at;
}

std::size_t word_begin(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && letter_before(text, begin)) {
    --begin;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  }
  return begin;
}

// Whether the dictionary's spelling of today is the word's of old: « sentimens », « connoître ».
std::string of_today(std::string word) {
  if (word.size() > 3 && word.compare(word.size() - 2, 2, "ns") == 0) word.insert(word.size() - 1, "t");
  for (std::size_t at = word.find("oi"); at != std::string::npos; at = word.find("oi", at + 2)) word[at] = 'a';
  return word;
}

}  // namespace

bool Hyphens::knows(std::string_view word) { return spelling_ && spelling_->knows(word); }

// One pass, when first asked for.
void Hyphens::collect() {
  if (collected_) return;
  collected_ = true;
  for (std::size_t at = 0; at < text_.size();) {
    if (!letter_at(text_, at)) {
      at += utf8::step(text_, at);
      continue;
    }
    std::size_t end = word_end(text_, at);
    words_.insert(text_.substr(at, end - at));
    for (std::size_t left = at; end + 1 < text_.size() && text_[end] == '-' && letter_at(text_, end + 1);) {
      const std::size_t next = word_end(text_, end + 1);
      compounds_.insert(text_.substr(left, next - left));
      words_.insert(text_.substr(end + 1, next - end - 1));
      left = end + 1, end = next;
    }
    at = end;
  }
}

// Whether the two parts are words, while the word without its hyphen is none, nor was.
bool Hyphens::parts_are_words(std::string_view left, std::string_view right) {
  if (!spelling_ || utf8::length(left) < 4 || utf8::length(right) < 3) return false;
  if (!knows(left) || !knows(right)) return false;
  const std::string today = of_today(std::string(left) + std::string(right));
  return !knows(today) && spelling_->mended(today, Spelling::Damage::accents).word.empty();
}

Hyphens::Joint Hyphens::joint(std::size_t at, std::size_t next) {
  const std::size_t begin = word_begin(text_, at), end = word_end(text_, next);
  const std::string_view left = text_.substr(begin, at - begin), right = text_.substr(next, end - next);
  if (left.empty() || right.empty()) return Joint::none;
  const std::string compound = std::string(left) + "-" + std::string(right), whole = std::string(left) + std::string(right);
  if (upper_letter_at(text_, next)) {
    if (utf8::length(right) < 2 || upper_letter_at(right, utf8::step(right, 0))) return Joint::none;
    // « Jean-/Pierre », « centre-/Bretagne »; a dash behind any other word may be one of recognition.
    if (upper_letter_at(left, 0) && utf8::length(left) > 1 && !upper_letter_at(left, utf8::step(left, 0))) return Joint::kept;
    if (among(left, kBeforeNames)) return Joint::kept;
    collect();
    return compounds_.count(compound) > 0 ? Joint::kept : Joint::none;
  }
  if (!lower_letter_at(text_, next)) return Joint::none;
  if (among(right, kTails)) return Joint::kept;
  if (begin > 0 && text_[begin - 1] == '-' && among(left, kInner)) return Joint::kept;
  if (knows(whole)) return Joint::joined;
  collect();
  if (compounds_.count(compound) > 0) return Joint::kept;
  if (words_.count(whole) > 0) return Joint::joined;
  if (among(left, kHeads) && (!spelling_ || knows(right))) return Joint::kept;
  return parts_are_words(left, right) ? Joint::kept : Joint::joined;
}

}  // namespace minutier::normalise
