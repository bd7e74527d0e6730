#include "extractors/election_pieces.hpp"

#include <algorithm>

namespace minutier::extractors {
namespace {

class Pieces {
 public:
  Pieces(const std::vector<OfficeToken>& tokens, std::size_t begin, std::size_t end, bool numbers) : tokens_(tokens), end_(end), at_(begin), numbers_(numbers) {}

  std::vector<ClausePiece> run() {
    for (; at_ < end_; ++at_) {
      const OfficeToken& token = tokens_[at_];
      if (token.kind == OfficeKind::person) person(token);
      else if (token.kind == OfficeKind::open) brackets();
      else if ((token.kind == OfficeKind::votes || token.kind == OfficeKind::number) && counts(token)) continue;
      else if (token.kind == OfficeKind::refused && flag(token, false)) continue;
      else if (token.kind == OfficeKind::comma || token.kind == OfficeKind::joint) parted_ = true;
      else if (token.kind != OfficeKind::manner && token.kind != OfficeKind::close) push(token);
    }
    return std::move(pieces_);
  }

 private:
  void push(const OfficeToken& token) {
    ClausePiece piece;
    piece.kind = token.kind;
    piece.at = token.at;
    pieces_.push_back(std::move(piece));
    parted_ = false;
  }
  void person(const OfficeToken& token) {
    if (pieces_.empty() || pieces_.back().kind != OfficeKind::person || !parted_) push(token);
    HeldPost held;
    held.person = token.person;
    pieces_.back().people.push_back(std::move(held));
    pieces_.back().at.end = token.at.end;
    parted_ = false;
  }
  HeldPost* last() { return pieces_.empty() || pieces_.back().kind != OfficeKind::person ? nullptr : &pieces_.back().people.back(); }
  bool counts(const OfficeToken& token) {
    HeldPost* held = last();
    if (!held && token.kind == OfficeKind::votes && !pieces_.empty() && (pieces_.back().kind == OfficeKind::post || pieces_.back().kind == OfficeKind::chosen || pieces_.back().kind == OfficeKind::mark))  // « M. X vice-président par 6 voix », « Mme X, élue par 9 voix »
      for (std::size_t i = pieces_.size() - 1; i-- > 0;) {
        if (pieces_[i].kind == OfficeKind::person) held = &pieces_[i].people.back();
        if (pieces_[i].kind != OfficeKind::chosen && pieces_[i].kind != OfficeKind::becomes && pieces_[i].kind != OfficeKind::post) break;
      }
    if (!held && pieces_.size() > 1 && pieces_.back().kind == OfficeKind::mark && pieces_[pieces_.size() - 2].kind == OfficeKind::person) {  // « X : 12 voix »
      pieces_.pop_back();
      held = last();
    }
    if (!held || held->votes || (token.kind == OfficeKind::number && (!numbers_ || (token.count >= 1900 && token.count < 2100)))) return false;
    held->votes = token.count;
    held->votes_at = token.at;
    return true;
  }
  bool flag(const OfficeToken& token, bool elected) {
    HeldPost* held = last();
    if (!held) return false;
    held->elected = elected;
    held->said = token.at;
    return true;
  }
  void brackets() {
    const std::size_t first = at_ + 1;
    std::size_t stop = first;
    while (stop < end_ && tokens_[stop].kind != OfficeKind::close) ++stop;
    std::optional<Range> post;
    const OfficeToken* rival = nullptr;
    std::vector<const OfficeToken*> numbers;
    const auto words = std::count_if(tokens_.begin() + static_cast<std::ptrdiff_t>(first), tokens_.begin() + static_cast<std::ptrdiff_t>(stop), [](const OfficeToken& token) { return token.kind == OfficeKind::other; });
    for (std::size_t i = first; i < stop && words <= 2; ++i) {
      const OfficeToken& token = tokens_[i];
      if (token.kind == OfficeKind::post) post = token.at;
      else if (token.kind == OfficeKind::person) rival = &token;
      else if (token.kind == OfficeKind::votes || token.kind == OfficeKind::number) numbers.push_back(&token);
      else if (token.kind == OfficeKind::refused) flag(token, false);
      else if (token.kind == OfficeKind::chosen) flag(token, true);
      if (post && rival && !pieces_.empty()) pieces_.back().beside.emplace_back(*post, rival->person), post.reset(), rival = nullptr;
    }
    HeldPost* held = last();
    if (!pieces_.empty() && pieces_.back().kind == OfficeKind::post && words == 0)  // « Le comité (A, B, C) est réélu »
      for (std::size_t i = first; i < stop; ++i)
        if (tokens_[i].kind == OfficeKind::person) {
          HeldPost member;
          member.person = tokens_[i].person;
          pieces_.back().people.push_back(std::move(member));
        }
    if (held) {
      if (post && !rival) held->post = *post;
      const bool own = !numbers.empty() && (!rival || numbers.size() > 1 || numbers.front()->at.begin < rival->at.begin) && (numbers.front()->kind == OfficeKind::votes || stop == first + 1);
      if (own && !held->votes && !(numbers.front()->count >= 1900 && numbers.front()->count < 2100)) held->votes = numbers.front()->count, held->votes_at = numbers.front()->at;
      if (rival && !numbers.empty() && (numbers.size() > 1 || !own)) {
        HeldPost other;
        other.person = rival->person;
        other.votes = numbers.back()->count;
        other.votes_at = numbers.back()->at;
        pieces_.back().rivals.push_back(std::move(other));
      }
    }
    at_ = stop;
  }

  const std::vector<OfficeToken>& tokens_;
  std::size_t end_;
  std::size_t at_;
  bool numbers_;
  bool parted_ = false;
  std::vector<ClausePiece> pieces_;
};

}  // namespace

std::vector<ClausePiece> clause_pieces(const std::vector<OfficeToken>& tokens, std::size_t begin, std::size_t end, bool numbers) { return Pieces(tokens, begin, end, numbers).run(); }

}  // namespace minutier::extractors
