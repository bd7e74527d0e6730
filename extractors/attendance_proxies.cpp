#include <boost/regex.hpp>

#include "extractors/attendance_parts.hpp"

namespace minutier::extractors {

std::optional<ProxyWords> find_proxy_words(std::string_view folded) {
  static const boost::regex forward(
      "(?:(ont|ayant|avaient|donnent) |(?:qui )?(?:a|avait|ayant) |)(?:donne|donnent|donnant|fait passer|remis|confie|laisse|transmis|transmet)[.(/-]?(?:e?s?)?\\)?\\s+(?:un |une |son |sa |leur |leurs )?(?:pouvoirs?|procurations?|mandats?|"
      "delegations?(?: de vote| de pouvoirs?)?|voix)(?: de vote| ecrite?)?\\s+(?:a|au profit de)\\b"
      "|\\b(?:avec |et |a |par )?(?:pouvoirs?|procurations?|mandat|bon pour pouvoir|proc\\.|pvr)\\s*(?:donnee?|remise?|ecrite?|laissee?|confiee?|de vote)?[\\s:=]*(?:\\b(?:a|pour)\\b|->)"
      "|\\brep(?:resente[.(/-]?e?\\)?s?|r?\\.)\\s+par\\b|\\bremplace[.(/-]?e?\\)?\\s+par\\b(?=\\s+(?:m\\.|mme|mlle))|[-=]+>|\\ba\\s+pour\\s+mandataire\\b|\\bmandataire\\s*:");
  static const boost::regex backward("(?:a recu|ayant recu|recoit|porteur|porteuse|porte|detient|dispose|titulaire)\\b[^;\\n]{0,25}?(?:pouvoirs?|procurations?|mandats?)\\s+(?:de|d')\\b|^\\(?(?:pouvoir|procuration|mandat)s? (?:de|d')\\b|<-");
  boost::cmatch hit;
  const char* begin = folded.data();
  const char* end = begin + folded.size();
  if (boost::regex_search(begin, end, hit, backward))
    return ProxyWords{{static_cast<std::size_t>(hit[0].first - begin), static_cast<std::size_t>(hit[0].second - begin)}, false, true};
  if (boost::regex_search(begin, end, hit, forward)) {
    ProxyWords words{{static_cast<std::size_t>(hit[0].first - begin), static_cast<std::size_t>(hit[0].second - begin)}, hit[1].matched, false};
    return words;
  }
  return std::nullopt;
}

}  // namespace minutier::extractors
