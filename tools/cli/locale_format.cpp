#include "tools/cli/locale_format.hpp"

#include <unicode/calendar.h>
#include <unicode/datefmt.h>
#include <unicode/decimfmt.h>
#include <unicode/numfmt.h>
#include <unicode/smpdtfmt.h>

#include <charconv>
#include <cmath>
#include <memory>

namespace minutier::cli {
namespace {

std::string utf8_of(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

std::unique_ptr<icu::NumberFormat> number_format(const Messages& say) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::NumberFormat> format(icu::NumberFormat::createInstance(icu::Locale(say.locale()), status));
  if (U_FAILURE(status)) throw Error(ErrorCode::engine_missing, "ICU has no number format for this language");
  return format;
}

int part(const std::string& text, std::size_t at, std::size_t size) {
  int value = 0;
  std::from_chars(text.data() + at, text.data() + at + size, value);
  return value;
}

std::string formatted_date(const Messages& say, const std::string& iso, const char16_t* pattern, int day) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(say.locale());
  std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(*icu::TimeZone::getGMT(), locale, status));
  icu::SimpleDateFormat format(icu::UnicodeString(pattern), locale, status);
  if (U_FAILURE(status)) return iso;
  calendar->clear();
  calendar->set(part(iso, 0, 4), part(iso, 5, 2) - 1, day);
  format.adoptTimeZone(icu::TimeZone::getGMT()->clone());
  icu::UnicodeString out;
  return utf8_of(format.format(calendar->getTime(status), out));
}

}  // namespace

std::string number_text(const Messages& say, std::int64_t value) {
  icu::UnicodeString out;
  return utf8_of(number_format(say)->format(static_cast<int64_t>(value), out));
}

std::string number_text(const Messages& say, double value) {
  icu::UnicodeString out;
  return utf8_of(number_format(say)->format(value, out));
}

std::string decimal_text(const Messages& say, std::string_view decimal) {
  const auto point = decimal.find('.');
  const std::size_t digits = point == std::string_view::npos ? 0 : decimal.size() - point - 1;
  const auto format = number_format(say);
  format->setMinimumFractionDigits(static_cast<int32_t>(digits));
  format->setMaximumFractionDigits(static_cast<int32_t>(digits));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  format->format(icu::StringPiece(decimal.data(), static_cast<int32_t>(decimal.size())), out, nullptr, status);
  return U_FAILURE(status) ? std::string(decimal) : utf8_of(out);
}

std::string money_text(const Messages& say, const Json& money) {
  const std::string& currency = money["currency"].as_string();
  const std::string amount = decimal_text(say, money["amount"].as_string());
  return currency.empty() ? amount : amount + "\u00A0" + (currency == "EUR" ? "€" : currency);
}

std::string date_text(const Messages& say, const std::string& iso, bool brief) {
  if (iso.size() == 7 && !brief) return formatted_date(say, iso, u"MMMM y", 1);
  if (iso.size() != 10) return iso;
  return formatted_date(say, iso, brief ? u"dd/MM/yyyy" : u"d MMMM y", part(iso, 8, 2));
}

std::string duration_text(const Messages& say, double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(std::max(0.0, seconds)));
  if (whole < 60) return say("duration.seconds", {{"seconds", whole}});
  if (whole < 3600) return say("duration.minutes", {{"minutes", whole / 60}, {"seconds", whole % 60}});
  return say("duration.hours", {{"hours", whole / 3600}, {"minutes", whole / 60 % 60}});
}

}  // namespace minutier::cli
