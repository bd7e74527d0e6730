#include "pipeline/values/money.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <string>

#include "pipeline/base/contains.hpp"
#include "pipeline/base/error.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

namespace minutier::extract {
namespace {


// « 1,840 », « 12,345.50 »: commas between thousands, as print of the 19th century and English habit have it. Read as thousands
// only where the unit is not the euro (« 1,840 € » may be 1.84) or decimals follow behind a point.
bool comma_thousands(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || comma == 0 || comma > 3) return false;
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t at = comma; at < point; at += 4) {
    if (text[at] != ',' || at + 4 > point) return false;
    for (std::size_t i = at + 1; i < at + 4; ++i)
      if (text[i] < '0' || text[i] > '9') return false;
  }
  return text.find_first_not_of("0123456789,.") == std::string_view::npos;
}
std::string without_commas(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ',') out += c;
  return out;
}

// Hundredths of a written number: "1 107 118", "112 443.89", "4.800", "1'200.-", "15,5". Nothing for what is no number.
std::optional<std::int64_t> cents_of(std::string_view text) {
  std::string digits;
  std::size_t last_sign = std::string_view::npos;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == ',' || text[i] == '.') last_sign = i;
  std::size_t decimals = 0, decimal_at = std::string_view::npos;
  if (last_sign != std::string_view::npos) {
    std::size_t tail = 0;
    for (std::size_t i = last_sign + 1; i < text.size(); ++i) tail += text[i] >= '0' && text[i] <= '9';
    const bool rest_is_digits = last_sign + 1 + tail == text.size();
    const bool thousands = tail == 3 && (text[last_sign] == '.' || text.find(',') != last_sign || text.find('.') != std::string_view::npos);
    if (rest_is_digits && tail >= 1 && tail <= 2) decimal_at = last_sign, decimals = tail;
    else if (!thousands && tail != 0) return std::nullopt;
  }
  for (std::size_t i = 0; i < text.size() && i != decimal_at; ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') digits += c;
    else if (c != ' ' && c != '.' && c != ',' && c != '\'' && c != '\n') return std::nullopt;
  }
  std::string tail = decimal_at == std::string_view::npos ? "" : std::string(text.substr(decimal_at + 1));
  while (decimals < 2) tail += '0', ++decimals;
  digits += tail;
  if (digits.size() > 17 || digits.empty()) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// Units that name one currency wherever they stand; « francs » alone is of its country and era.
struct Currency {
  const char* code;
  std::initializer_list<std::string_view> written;  // any of these within the unit, blanks and stops left out
};
const Currency currencies[] = {
    {"CHF", {"chf", "suisse"}},         {"CAD", {"$", "dollar", "cad"}}, {"FRL", {"livre"}}, {"FRF", {"frf", "nf"}},
    {"BEF", {"bef", "fb", "belge"}},    {"LUF", {"luf", "luxemb"}},      {"XPF", {"xpf", "cfp", "pacifique"}}, {"XOF", {"xof", "cfa"}},
    {"XAF", {"xaf"}},
};

std::string currency_of(std::string_view unit, std::string_view francs) {
  std::string bare;
  for (const char c : unit)
    if (c != ' ' && c != '.' && c != '\n') bare += c;
  for (const Currency& currency : currencies)
    for (const std::string_view written : currency.written)
      if (bare.find(written) != std::string::npos) return currency.code;
  return bare.find("fr") == 0 || bare == "f" ? std::string(francs) : "EUR";
}

// A unit in letters that is one wherever it stands.
const std::string named_unit = "eur(?:os?)?\\b|chf\\b|frf\\b|bef\\b|luf\\b|x(?:pf|of|af)\\b|cad\\b|f\\.?[ ]?c\\.?f\\.?[ap]\\b\\.?|francs?\\b(?:[ \\n](?:suisses?|belges?|luxembourgeois|pacifiques?|cf[ap])\\b)?";

const std::string digits = "(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]{1,2})?(?![0-9,])|[0-9]{1,3}(?:[ .'][0-9]{3})+(?:[.,][0-9]{1,2})?(?![0-9])|[0-9]+(?:[.,][0-9]{1,2}(?![0-9]))?)";

const Regex& amounts() {
  static const Regex regex(
      "(?<![a-z0-9.,])(?:(?<sign>[+-])[ ]?)?(?:(?<pre>chf|xpf|fr\\.|\\$|eur)[ ]?)?(?<n>" + digits + ")(?<dash>[.,]-{1,2})?[ \\n]?"
      "(?:(?<scale>millions?|milliards?|mille|k|m)[ \\n]?(?:d'|de )?[ ]?)?"
      "(?<unit>" + named_unit + "|frs?\\b\\.?|fb\\b|f\\b(?:\\.(?= ?[0-9]{2}(?: ?c|\\b(?![ .,]?[0-9])(?![ ][a-z]+s\\b)))|\\.(?![a-z0-9])|(?![ ]?[a-z0-9.])|(?=[ ][0-9]{2}\\b(?![ .,]?[0-9])(?![ ][a-z]+s\\b))|(?=[ \\n](?:et|pour|de|par|dont|soit|aux?|en)[ \\n](?![0-9]+ h\\b))|(?:(?<=[0-9]{3}f)|(?<=[0-9]{3}[ \\n]f)|(?<=,[0-9]{2}f)|(?<=,[0-9]{2}[ \\n]f))(?=[ \\n][a-z]{1,12}\\b))|n\\.?f\\b\\.?|livres?\\b|\\$|dollars?\\b)?"
      "(?:[ \\n]?(?:et )?(?<cents>[0-9]{1,2})[ ]?c(?:ent(?:ime)?s?)?\\b\\.?|(?:(?<=fr)|(?<=fr\\.)|(?<=[0-9]f)|(?<=[0-9] f)|(?<=[0-9] f\\.)|(?<=[0-9]f\\.))[ ](?<fraction>[0-9]{2})\\b(?![ .,]?[0-9])(?![ ](?!dans\\b|sans\\b|plus\\b|puis\\b|mais\\b|dessous\\b)(?:[a-z]{3,}s|voix)\\b))?"
      "|(?<words>(?:(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|nonante|cents?|mille)(?:[ \\n-]+(?:et[ \\n-]+)?)){1,10})"
      "(?<wunit>euros?|francs?|livres)\\b");
  return regex;
}

// Whether an amount can stand there at all: digits, or words before one of three units. Most lines have neither.
bool may_hold_money(std::string_view folded) {
  return std::any_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; }) || contains(folded, "euro") || contains(folded, "franc") || contains(folded, "livre");
}

// « 3.- Approbation des comptes », « art. 12.- Les membres »: the number of an entry or an article.
bool numbers_an_entry(std::string_view folded, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && (folded[begin - 1] == ' ' || folded[begin - 1] == '#' || folded[begin - 1] == '*')) --begin;
  if (begin == 0 || folded[begin - 1] == '\n') return true;
  for (const std::string_view word : {"art.", "article", "no", "point", "chiffre", "al."})
    if (folded.substr(0, begin).ends_with(word)) return true;
  return false;
}

}  // namespace

std::vector<MoneyFound> find_money(std::string_view folded, std::string_view francs) {
  std::vector<MoneyFound> out;
  if (!may_hold_money(folded)) return out;
  RegexHit hit;
  const Regex& regex = amounts();
  const auto view = [&](const char* group) { return regex.text(folded, hit, group); };
  try {
    for (std::size_t at = 0; regex.search(folded, at, hit); at = std::max(hit.whole().end, at + 1)) {
      MoneyFound found;
      found.range = hit.whole();
      std::optional<std::int64_t> cents;
      std::string_view unit = view("unit");
      if (regex.group(hit, "words")) {
        unit = view("wunit");
        if (const auto value = parse_number_words(view("words"))) cents = *value * 100;
      } else {
        if (unit.empty()) unit = view("pre");
        if (unit.empty() && francs == "CHF" && regex.group(hit, "dash") && !numbers_an_entry(folded, found.range.begin))  // « 8'000.- », but not « 12.-15. »
          if (const std::size_t behind = regex.range(hit, "dash").end; behind >= folded.size() || std::string_view(" \n.,;:)").find(folded[behind]) != std::string_view::npos) unit = "chf";
        const bool commas = comma_thousands(view("n"));
        if (!commas) cents = cents_of(view("n"));
        else if (currency_of(unit, francs) != "EUR" || view("n").find('.') != std::string_view::npos) cents = cents_of(without_commas(view("n")));
        const std::string_view scale = view("scale");
        std::int64_t factor = scale.empty() ? 1 : scale == "k" || scale == "mille" ? 1000 : scale.substr(0, 6) == "millia" ? 1000000000 : 1000000;
        if (cents && (*cents > std::numeric_limits<std::int64_t>::max() / factor / 2)) cents.reset();
        if (cents) cents = *cents * factor;
        const std::string_view extra = regex.group(hit, "cents") ? view("cents") : view("fraction");
        if (cents && !extra.empty() && *cents % 100 == 0) *cents += parse_count(extra).value_or(0);
      }
      if (cents && !unit.empty()) {
        found.money = {view("sign") == "-" ? -*cents : *cents, currency_of(unit, francs)};
        found.unit = true;
        while (found.range.end > found.range.begin && (folded[found.range.end - 1] == ' ' || folded[found.range.end - 1] == '\n')) --found.range.end;
        out.push_back(found);
      }
    }
  } catch (const Error&) {
  }
  return out;
}

std::optional<MoneyFound> parse_amount_cell(std::string_view folded, std::string_view currency) {
  static const Regex regex("[ ]*(?<open>\\()?[ ]*(?<sign>[+-])?[ ]*(?:(?<pre>chf|xpf|fr\\.?|\\$|eur)[ ]*)?(?<n>" + digits + ")(?:[.,]-{1,2})?[ ]*(?<scale>k|m)?[ ]*(?<unit>" + named_unit + "|frs?\\.?|f\\.?|\\$)?(?:(?<=[f.s])[ ]*(?<cents>[0-9]{1,2}|\")[ ]?(?:c(?:ent(?:ime)?s?)?\\.?)?|[ ]{2,}(?<column>[0-9]{2}|\"))?[ ]*(?<minus>-)?[ ]*(?<close>\\))?[ ]*(?<behind>" + named_unit + "|frs?\\.?|f\\.?|\\$)?[ ]*");
  RegexHit hit;
  if (folded.size() > 60) return std::nullopt;
  try {
    if (!regex.matches(folded, hit)) return std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
  const auto view = [&](const char* group) { return regex.text(folded, hit, group); };
  const std::string_view written = regex.group(hit, "unit") ? view("unit") : regex.group(hit, "behind") ? view("behind") : view("pre");  // « (30 000) $ »
  const bool commas = comma_thousands(view("n"));
  if (commas && view("n").find('.') == std::string_view::npos && (written.empty() ? std::string(currency) : currency_of(written, currency)) == "EUR") return std::nullopt;
  auto cents = commas ? cents_of(without_commas(view("n"))) : cents_of(view("n"));
  if (!cents) return std::nullopt;
  // « 312 fr. 40 c. »; « 764     20 », « 54      » »: centimes in a column of their own.
  const std::string_view centimes = regex.group(hit, "cents") ? view("cents") : view("column");
  if (!centimes.empty() && (*cents % 100 != 0 || !view("scale").empty() || (written.empty() && currency == "EUR"))) return std::nullopt;
  if (!centimes.empty()) *cents += parse_count(centimes).value_or(0);
  if (view("scale") == "k") *cents *= 1000;
  if (view("scale") == "m") *cents *= 1000000;
  const bool negative = view("sign") == "-" || regex.group(hit, "minus") || (regex.group(hit, "open") && regex.group(hit, "close"));
  MoneyFound found;
  found.range = regex.range(hit, "n");
  if (!centimes.empty()) found.range.end = regex.range(hit, regex.group(hit, "cents") ? "cents" : "column").end;
  found.money = {negative ? -*cents : *cents, written.empty() ? std::string(currency) : currency_of(written, currency == "EUR" ? std::string_view("FRF") : currency)};
  found.unit = !written.empty();
  return found;
}

}  // namespace minutier::extract
