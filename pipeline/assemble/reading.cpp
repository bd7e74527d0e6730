#include "pipeline/assemble/reading.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "pipeline/assemble/quorum_rules.hpp"
#include "pipeline/normalise/fold.hpp"

namespace minutier::assemble {
namespace {

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::int64_t> whole(std::string_view text) {
  if (!digits(text) || text.size() > 13) return std::nullopt;
  std::int64_t out = 0;
  for (const char c : text) out = out * 10 + (c - '0');
  return out;
}

// One letter more, less or other.
bool near(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (b.size() < 5 || a.size() - b.size() > 1) return false;
  std::size_t first = 0;
  while (first < b.size() && a[first] == b[first]) ++first;
  return a.size() == b.size() ? a.substr(first + 1) == b.substr(first + 1) : a.substr(first + 1) == b.substr(first);
}

bool alike(const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (a.size() == 1 || b.size() == 1) return a[0] == b[0];
  return near(a, b);
}

bool inside(const std::vector<std::string>& small, const std::vector<std::string>& big) {
  std::vector<bool> used(big.size());
  bool long_word = false;
  for (const std::string& word : small) {
    std::size_t i = 0;
    while (i < big.size() && (used[i] || !alike(word, big[i]))) ++i;
    if (i == big.size()) return false;
    used[i] = true;
    long_word = long_word || word.size() > 1;
  }
  return long_word;
}

}  // namespace

const Json& value_of(const Json* leaf) {
  static const Json none;
  if (!leaf) return none;
  if (!leaf->is_object()) return *leaf;
  const Json* value = leaf->find("value");
  return value ? *value : *leaf;
}

bool is_derived(const Json* leaf) { return leaf && (*leaf)["status"].as_string() == "derived"; }

std::optional<std::int64_t> count_of(const Json& value) {
  constexpr double most = 1e12;  // sums of such counts fit
  const double number = value.as_double(0.5);
  if (!value.is_number() || number < -most || number > most || number != static_cast<double>(static_cast<std::int64_t>(number))) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::optional<Money> money_of(const Json& value) {
  std::string_view text = value["amount"].as_string();
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  const auto point = text.find('.');
  const std::string_view cents = point == std::string_view::npos ? std::string_view{"00"} : text.substr(point + 1);
  const auto units = whole(text.substr(0, point)), rest = whole(cents);
  if (!units || !rest || cents.size() > 2) return std::nullopt;
  Money money{*units * 100 + (cents.size() == 1 ? *rest * 10 : *rest), value["currency"].as_string()};
  if (negative) money.cents = -money.cents;
  return money;
}

std::optional<int> minutes_of(std::string_view time) {
  if (time.size() != 5 || time[2] != ':') return std::nullopt;
  const auto hours = whole(time.substr(0, 2)), minutes = whole(time.substr(3));
  if (!hours || !minutes || *hours > 24 || *minutes > 59) return std::nullopt;
  return static_cast<int>(*hours * 60 + *minutes);
}

int year_of(std::string_view date) { return static_cast<int>(date.size() >= 4 ? whole(date.substr(0, 4)).value_or(0) : 0); }

std::vector<std::string> name_words(std::string_view name) {
  static constexpr std::array<std::string_view, 12> civilities{"m", "mm", "mr", "mme", "mmes", "mlle", "mlles", "monsieur", "madame", "me", "dr", "mgr"};
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (!word.empty() && !(words.empty() && among(word, civilities))) words.push_back(word);
    word.clear();
  };
  for (const char c : normalise::fold(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) word += c;
    else close();
  }
  close();
  std::sort(words.begin(), words.end());
  return words;
}

bool may_be_same(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return false;
  return a.size() <= b.size() ? inside(a, b) : inside(b, a);
}

Sitting::Sitting(const Json& json, const Profiles& profiles) : Sitting(json, nullptr) { rule = quorum_rule(*this, profiles); }

Sitting::Sitting(const Json& json, const QuorumRule* known) : record(json), rule(known) {
  static constexpr std::array<std::string_view, 7> of_sittings{"proces_verbal", "compte_rendu", "deliberation", "releve_de_decisions", "extrait", "liste_des_deliberations",
                                                               "feuille_de_presence"};
  static constexpr std::array<std::string_view, 6> councils{"conseil_municipal", "conseil_communautaire", "conseil_departemental", "conseil_regional", "conseil_administration",
                                                            "bureau"};
  kind = value_in(record, "kind").as_string();
  body = text("meeting/body");
  organisation = text("organisation/kind");
  date = text("meeting/date");
  year = year_of(date);
  minutes = (kind.empty() && !body.empty()) || among(kind, of_sittings);
  council = among(body, councils);
  if (const Json* list = record.at("attendance/people")) {
    people.reserve(list->items().size());
    for (const Json& item : list->items()) {
      Attendee one;
      one.index = static_cast<std::size_t>(&item - list->items().data());
      one.name = value_in(item, "name").as_string();
      one.status = value_in(item, "status").as_string();
      one.role = value_in(item, "role").as_string();
      one.proxy_to = value_in(item, "proxy_to").as_string();
      one.arrives = value_in(item, "arrives").as_string();
      one.leaves = value_in(item, "leaves").as_string();
      one.weight = count_of(value_in(item, "weight"));
      one.words = name_words(one.name);
      people.push_back(std::move(one));
    }
  }
}

std::size_t Sitting::number_of(std::string_view status) const {
  return static_cast<std::size_t>(std::count_if(people.begin(), people.end(), [&](const Attendee& p) { return p.status == status; }));
}

std::int64_t Sitting::late() const {
  return std::count_if(people.begin(), people.end(), [](const Attendee& p) { return p.status == "present" && !p.arrives.empty(); });
}

std::vector<const Attendee*> Sitting::find(std::string_view name) const {
  std::vector<const Attendee*> out;
  const auto words = name_words(name);
  for (const Attendee& p : people)
    if (may_be_same(words, p.words)) out.push_back(&p);
  return out;
}

std::string words_of(const Money& money) {
  const std::string plain = decimal({money.cents < 0 ? -money.cents : money.cents, money.currency});
  std::string out = plain.substr(0, plain.size() - 3);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > 0; at -= 3) out.insert(static_cast<std::size_t>(at), "\u00a0");
  if (!plain.ends_with(".00")) out += "," + plain.substr(plain.size() - 2);
  const std::string unit = money.currency == "EUR" ? "€" : money.currency == "FRF" ? "F" : money.currency;
  return (money.cents < 0 ? "-" : "") + out + "\u00a0" + unit;
}

std::string date_words(std::string_view date) {
  static constexpr std::array<std::string_view, 12> months{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"};
  if (date.size() != 10) return std::string(date);
  const auto month = whole(date.substr(5, 2)), day = whole(date.substr(8));
  if (!month || !day || *month < 1 || *month > 12) return std::string(date);
  return (*day == 1 ? "1er" : std::to_string(*day)) + " " + std::string(months[static_cast<std::size_t>(*month - 1)]) + " " + std::string(date.substr(0, 4));
}

}  // namespace minutier::assemble
