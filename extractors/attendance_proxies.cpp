#include "extractors/attendance_parts.hpp"
#include "pipeline/base/regex.hpp"

namespace minutier::extractors {

std::optional<ProxyWords> find_proxy_words(std::string_view folded) {
  static const Regex forward(
      "(?:(ont|ayant|avaient|donnent) |(?:qui )?(?:a|avait|ayant) |)(?:donne|donnent|donnant|fait passer|remis|confie|laisse|transmis|transmet)[.(/-]?(?:e?s?)?\\)?\\s+(?:un |une |son |sa |leur |leurs )?(?:pouvoirs?|procurations?|mandats?|"
      "delegations?(?: de vote| de pouvoirs?)?|voix)(?: de vote| ecrite?)?\\s+(?:a|au profit de)\\b"
      "|\\b(?:avec |et |a |par )?(?:pouvoirs?|procurations?|mandat|bon pour pouvoir|proc\\.|pvr)\\s*(?:donnee?|remise?|ecrite?|laissee?|confiee?|de vote)?[\\s:=]*(?:\\b(?:a|pour)\\b|->)"
      "|\\brep(?:resente[.(/-]?e?\\)?s?|r?\\.)\\s+par\\b|\\bremplace[.(/-]?e?\\)?\\s+par\\b(?=\\s+(?:m\\.|mme|mlle))|[-=]+>|^> ?|\\ba\\s+pour\\s+mandataire\\b|\\bmandataire\\s*:");
  static const Regex backward("(?:a recu|ayant recu|recoit|porteur|porteuse|porte|detient|dispose|titulaire)\\b[^;\\n]{0,25}?(?:pouvoirs?|procurations?|mandats?)\\s+(?:de|d')\\b|^\\(?(?:pouvoir|procuration|mandat)s? (?:de|d')\\b|<-");
  RegexHit hit;
  if (backward.search(folded, hit)) return ProxyWords{hit.whole(), false, true};
  if (forward.search(folded, hit)) return ProxyWords{hit.whole(), hit.has(1), false};
  return std::nullopt;
}

}  // namespace minutier::extractors
