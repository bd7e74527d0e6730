#include "pipeline/normalise/spelling.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <hunspell/hunspell.hxx>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "pipeline/base/embedded.hpp"
#include "pipeline/base/words.hpp"

namespace minutier::embedded {
const std::vector<File>& word_counts();
}

namespace minutier::normalise {
namespace {

constexpr std::size_t shortest_accents = 4, shortest_letters = 5;  // letters a word must have to be mended
constexpr std::size_t sure_accents = 6, sure_letters = 7;          // shorter words are like too many others, so what they become must be common
constexpr int common_enough = 3;
constexpr int as_if_counted = 3;                                  // a word of the list of common short ones
constexpr int clear_lead = 6;                                     // how many times commoner one word must be than another it is chosen over
constexpr std::size_t most_kept = 200'000;                        // answers remembered

struct Form {
  std::string_view seen, meant;
  int cost;  // the likeliest mistakes cost least
};
// Each letter and those it differs from by its accent alone.
constexpr std::array<std::array<std::string_view, 5>, 6> accented{{{"e", "é", "è", "ê", "ë"}, {"a", "à", "â", "", ""}, {"i", "î", "ï", "", ""}, {"o", "ô", "", "", ""}, {"u", "ù", "û", "", ""}, {"c", "ç", "", "", ""}}};
// What recognition puts for what stood there.
constexpr std::array<Form, 33> alike{{{"rn", "m", 1}, {"m", "rn", 2}, {"in", "m", 1}, {"ni", "m", 1}, {"nn", "m", 2}, {"li", "h", 1}, {"h", "li", 2}, {"h", "b", 2}, {"b", "h", 2}, {"cl", "d", 1}, {"vv", "w", 1},
                                      {"gu", "qu", 0}, {"q", "g", 1}, {"g", "q", 1}, {"gq", "q", 0}, {"qg", "q", 0}, {"gc", "ç", 0}, {"g", "ç", 1}, {"eé", "è", 0}, {"oé", "ô", 0}, {"é", "ô", 1},
                                      {"c", "e", 2}, {"e", "c", 2}, {"é", "c", 2}, {"o", "c", 3}, {"n", "u", 2}, {"u", "n", 2}, {"f", "s", 1}, {"l", "i", 2}, {"i", "l", 2}, {"ii", "u", 1}, {"l", "t", 1}, {"t", "l", 3}}};

WordTable<int> counts_of_corpus() {
  WordTable<int> counts;
  std::string_view rest = embedded::word_counts().front().bytes;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t space = line.find(' ');
    int count = 0;
    if (space != std::string_view::npos && std::from_chars(line.data() + space + 1, line.data() + line.size(), count).ec == std::errc{}) counts[line.substr(0, space)] = count;
  }
  // Short words everybody writes and the corpus may not hold.
  std::string_view common = embedded::word_counts().back().bytes;
  for (std::size_t begin = 0; begin < common.size();) {
    const std::size_t end = std::min(common.find_first_of(" \n", begin), common.size());
    if (end > begin) counts[common.substr(begin, end - begin)] += as_if_counted;
    begin = end + 1;
  }
  return counts;
}

std::size_t letters(std::string_view word) {
  std::size_t n = 0;
  for (const char c : word) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

// Spellings that were right once: collége, privilége; étoit, avoient; enfans, parens.
bool old_spelling(std::string_view word) {
  const auto ends = [&](std::string_view tail) { return word.size() > tail.size() && word.substr(word.size() - tail.size()) == tail; };
  for (const std::string_view tail : {"ége", "éges", "oit", "oient", "ois", "ans", "ens", "ëte", "ëme"})
    if (ends(tail)) return true;
  return false;
}

const WordTable<int>& corpus() {
  static const auto counted = counts_of_corpus();
  return counted;
}

// Looks strings up by views of them.
struct ViewHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
};
template <class Value>
using ByWord = std::unordered_map<std::string, Value, ViewHash, std::equal_to<>>;

}  // namespace

struct Spelling::Impl {
  Impl(const char* aff, const char* dic) : dictionary(aff, dic) {}
  Hunspell dictionary;
  std::mutex mutex;  // over all that follows a word unknown to the counts
  const WordTable<int>& counts_ = corpus();
  ByWord<bool> known;
  std::array<ByWord<Mended>, 2> answers;

  bool counted(std::string_view word) const { return counts_.find(word) != nullptr; }
  int count(std::string_view word) const {
    const int* const found = counts_.find(word);
    return found ? *found : 0;
  }

  bool knows(std::string_view word) {
    if (counted(word)) return true;
    if (const auto found = known.find(word); found != known.end()) return found->second;
    if (known.size() > most_kept) known.clear();
    std::string owned(word);
    const bool right = dictionary.spell(owned);
    known.emplace(std::move(owned), right);
    return right;
  }

  struct Candidate {
    std::string word;
    int cost = 0;
  };

  // Whether « e » with its consonants is what comes next, so that the vowel before is open: « problème », « règles », « matière ».
  static bool before_mute_e(std::string_view rest) {
    std::size_t at = 0;
    while (at < rest.size() && std::string_view("bcdfghjlmnpqrstvxz").find(rest[at]) != std::string_view::npos) ++at;
    if (at > 0 && rest[at - 1] == 'q' && at < rest.size() && rest[at] == 'u') ++at;
    rest.remove_prefix(at);
    return at > 0 && (rest == "e" || rest == "es" || rest == "ent" || rest == "ement");
  }

  // Calls visit with every word that one accent more, less or other makes, and where; an accent changed costs less than one put or
  // taken, an acute accent where a grave one belongs costs most.
  template <class Visit>
  static void other_accents(std::string_view word, Visit visit) {
    for (std::size_t at = 0; at < word.size();) {
      const std::size_t size = (static_cast<unsigned char>(word[at]) & 0xE0) == 0xC0 ? 2 : 1;
      const std::string_view letter = word.substr(at, size), rest = word.substr(at + size);
      for (const auto& group : accented) {
        bool of_group = false;
        for (const std::string_view form : group) of_group = of_group || (!form.empty() && form == letter);
        if (!of_group) continue;
        for (const std::string_view form : group) {
          if (form.empty() || form == letter) continue;
          int cost = size == form.size() ? 1 : 2;
          if ((form == "è" || form == "é") && before_mute_e(rest)) cost += form == "è" ? -1 : 2;
          visit(Candidate{std::string(word.substr(0, at)).append(form).append(rest), cost}, at);
        }
      }
      if (letter == "o" && rest.substr(0, 1) == "e") visit(Candidate{std::string(word.substr(0, at)).append("œ").append(rest.substr(1)), 0}, at);
      at += size;
    }
  }

  // The one word a reader would take: the commonest by far, else the least changed; empty where two are as likely.
  Candidate chosen(const std::vector<Candidate>& words) const {
    std::vector<const Candidate*> different;
    for (const Candidate& word : words)
      if (std::none_of(different.begin(), different.end(), [&](const Candidate* known) { return known->word == word.word; })) different.push_back(&word);
    if (different.empty()) return {};
    const auto commonest = std::max_element(different.begin(), different.end(), [&](const Candidate* a, const Candidate* b) { return count(a->word) < count(b->word); });
    const int most = count((*commonest)->word);
    const bool clear = std::all_of(different.begin(), different.end(), [&](const Candidate* other) { return other == *commonest || most >= clear_lead * std::max(count(other->word), 1); });
    if (most > 0 && clear) return **commonest;
    const auto least = std::min_element(different.begin(), different.end(), [](const Candidate* a, const Candidate* b) { return a->cost < b->cost; });
    const bool alone = std::none_of(different.begin(), different.end(), [&](const Candidate* other) { return other != *least && other->cost == (*least)->cost; });
    return alone ? **least : Candidate{};
  }

  // `undecided`: several words differ by their accents alone, so the letters are not what is wrong.
  std::string by_accents(const std::string& word, bool& undecided) {
    if (letters(word) < shortest_accents) return "";
    std::vector<Candidate> once, twice, others;
    std::vector<std::size_t> places;  // where each of the others was changed
    other_accents(word, [&](Candidate first, std::size_t at) {
      if (knows(first.word)) once.push_back(std::move(first));
      else if (once.empty()) others.push_back(std::move(first)), places.push_back(at);
    });
    for (std::size_t i = 0; once.empty() && i < others.size(); ++i)
      other_accents(others[i].word, [&](Candidate second, std::size_t later) {
        if (later > places[i] + 1 && (count(second.word) > 0 || (letters(word) >= 8 && knows(second.word)))) twice.push_back({std::move(second.word), others[i].cost + second.cost});
      });
    const std::vector<Candidate>& found = once.empty() ? twice : once;
    undecided = !found.empty();
    std::string meant = chosen(found).word;
    return letters(word) >= sure_accents || count(meant) > 0 ? meant : "";
  }

  std::string by_letters(const std::string& word) {
    if (letters(word) < shortest_letters) return "";
    std::vector<Candidate> found;
    for (const Form& form : alike)
      for (std::size_t at = word.find(form.seen); at != std::string::npos; at = word.find(form.seen, at + 1)) {
        Candidate changed{word.substr(0, at).append(form.meant).append(word, at + form.seen.size()), form.cost};
        if (knows(changed.word)) found.push_back(std::move(changed));
      }
    const Candidate meant = chosen(found);
    return letters(word) >= sure_letters || meant.cost == 0 || count(meant.word) >= common_enough ? meant.word : "";
  }

  Mended answer(const std::string& word, Damage damage) {
    if (old_spelling(word)) return {};
    bool undecided = false;
    if (std::string accents = by_accents(word, undecided); !accents.empty()) return {std::move(accents), Damage::accents};
    if (damage == Damage::letters && !undecided)
      if (std::string other = by_letters(word); !other.empty()) return {std::move(other), Damage::letters};
    return {};
  }
};

Spelling::Spelling(const std::string& aff, const std::string& dic) : impl_(std::make_unique<Impl>(aff.c_str(), dic.c_str())) {}
Spelling::~Spelling() = default;

Spelling* Spelling::french() {
  static Spelling* const loaded = []() -> Spelling* {  // for the life of the process
    const char* folder = std::getenv("MINUTIER_DICTIONARIES");
    const std::filesystem::path base = folder && *folder ? folder : "/usr/share/hunspell";
    std::error_code none;
    const std::filesystem::path aff = base / "fr.aff", dic = base / "fr.dic";
    if (!std::filesystem::exists(aff, none) || !std::filesystem::exists(dic, none)) return nullptr;
    return new Spelling(aff.string(), dic.string());
  }();
  return loaded;
}

bool Spelling::knows(std::string_view word) {
  if (impl_->counted(word)) return true;
  const std::lock_guard lock(impl_->mutex);
  return impl_->knows(word);
}

Spelling::Mended Spelling::mended(std::string_view word, Damage damage) {
  if (impl_->counted(word)) return {};
  const std::lock_guard lock(impl_->mutex);
  if (impl_->knows(word)) return {};
  auto& answers = impl_->answers[damage == Damage::letters ? 1 : 0];
  if (const auto found = answers.find(word); found != answers.end()) return found->second;
  if (answers.size() > most_kept) answers.clear();
  const std::string owned(word);
  return answers.emplace(owned, impl_->answer(owned, damage)).first->second;
}

}  // namespace minutier::normalise
