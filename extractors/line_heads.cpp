#include "extractors/line_heads.hpp"

#include <algorithm>
#include <string_view>

#include "extractors/minutes_cutter.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/normalise/letters.hpp"
#include "pipeline/values/person.hpp"

namespace minutier::extractors {
namespace {

class Finder {
 public:
  Finder(const extract::Document& document, const AgendaList& agenda) : document_(document), agenda_(agenda) {}

  std::vector<LineHead> run() {
    for (const Block& block : document_.structure.blocks) {
      if (block.kind != BlockKind::paragraph || block.range.overlaps(agenda_.span)) continue;
      for (std::size_t k = 0; k < block.lines.size(); ++k) {
        if (k > 0 && !ended(block.lines[k - 1])) continue;
        const std::string_view folded = document_.text.fold(block.lines[k]);
        if (!dashed(block, k, folded) && !capitals(block.lines[k], folded)) labelled(block.lines[k], folded);
      }
    }
    if (loud_.size() >= 3) heads_.insert(heads_.end(), loud_.begin(), loud_.end());
    for (const LineHead& label : labels_)
      if (labels_.size() >= 3 || announced(label.title)) heads_.push_back(label);
    std::sort(heads_.begin(), heads_.end(), [](const LineHead& a, const LineHead& b) { return a.title.begin < b.title.begin; });
    return std::move(heads_);
  }

 private:
  bool ended(Range line) const {
    const char last = document_.text.reading[line.end - 1];
    return last == '.' || last == '!' || last == '?' || last == ')' || last == '\xBB';
  }

  // « Fête d'été. - M. Roy propose … »; the head of the first line is Cutter::headed's.
  bool dashed(const Block& block, std::size_t k, std::string_view folded) {
    static const Regex head("[ ]*(?!mm?\\. )(?<title>[a-z][^.;:!?\\n]{3,80})\\.[ ]?-{1,2}[ ]+(?=[a-z0-9\"])");
    if (k == 0 || folded.find("- ") == std::string_view::npos) return false;
    RegexHit hit;
    if (!head.begins(folded, hit)) return false;
    const Range base = document_.text.to_folded(block.lines[k]);
    const Range title = document_.text.to_reading(head.range(hit, "title").after(base.begin));
    if (!document_.matches.within("decision", title).empty() || part_of_topic(document_.text.fold(title))) return false;
    heads_.push_back({title, document_.text.to_reading({base.begin + hit.whole().end, base.end}).begin});
    return true;
  }

  // « L'EAU. Compte rendu de … », « QUI VA OÙ ? M. Roy … »: words in capitals, then what is told.
  bool capitals(Range line, std::string_view folded) {
    static const Regex head("(?<title>[a-z][a-z0-9' ,&/()-]{3,70}?) ?(?:[.:?]|[.]? -{1,2}) +(?=[a-z0-9\"])");
    RegexHit hit;
    if (!normalise::upper_letter_at(document_.text.reading, line.begin) || !head.begins(folded, hit)) return false;
    const Range base = document_.text.to_folded(line);
    const Range title = document_.text.to_reading(head.range(hit, "title").after(base.begin));
    const std::string_view words = document_.text.read(title);
    std::size_t upper = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (normalise::lower_letter_at(words, at)) return false;
      upper += normalise::upper_letter_at(words, at);
    }
    if (upper < 4 || part_of_topic(document_.text.fold(title)) || !document_.matches.within("decision", title).empty()) return false;
    static const Regex one_name("(?:mm?\\.|mmes?|mlle)?[ ]?[a-z'-]+ ?:");
    if (folded[hit.whole().end - 2] == ':' && one_name.begins(folded)) return false;  // « DURAND : … » speaks
    loud_.push_back({title, document_.text.to_reading({base.begin + hit.whole().end, base.end}).begin});
    return true;
  }

  void labelled(Range line, std::string_view folded) {
    const std::size_t colon = folded.substr(0, 64).find(':');
    if (colon == std::string_view::npos || colon < 4 || folded.size() < colon + 26 || folded[colon + 1] != ' ' || !normalise::upper_letter_at(document_.text.reading, line.begin)) return;
    static const Regex label("(?:les |le |la |l')?[a-z][a-z' -]{2,50}(?:\\([^)]{2,30}\\))?(?: (?:19|20)\\d\\d)? ?:"),
        none("(?:presen|absen|excus|etai|sont|est|ont|pouvoir|procuration|invit|particip|assist|membre|secretaire|president|animat|facilitat|scribe|preneur|prise de note|redact|date|lieu|heure|duree|horaire|debut|fin|ordre du jour|odj|objet|question|reponse|remarque|note|nb|proposition|decision|resultat|vote|pour|contre|abst|avis|total|dont|soit|sortant|candidat|elus?\\b|elues\\b|bureau de vote|scrutin|scrutateur|assesseur|bulletin|inscrits|votants|m\\.|mm|mme|mlle|monsieur|madame|discussion|debat|action|a faire|prochaine?|resolution|deliberation|article|annexe|tel|mail|adresse|site|depenses|recettes|charges|produits|solde|convocation|rapporteur|debut|fin\\b|(?:le|la|l')(?: )?(?:ca|cd|cr|conseil|comite|bureau|commission|direction|assemblee)\\b|le (?:president|maire|tresorier|secretaire)|la (?:president|maire|tresorier|secretaire))");
    static const Regex told("\\b(?:propose|demande|precise|rappelle|presente|explique|informe|indique|decide|ajoute|repond|est|sont|ont|suivante?s?|ci-dessous) ?:");
    if (!label.begins(folded.substr(0, colon + 1)) || told.found(folded.substr(0, colon + 1)) || none.begins(folded) || part_of_topic(folded)) return;
    const Range base = document_.text.to_folded(line);
    std::size_t end = colon;
    while (end > 0 && folded[end - 1] == ' ') --end;
    const Range title = document_.text.to_reading({base.begin, base.begin + end});
    const std::string_view words = folded.substr(0, end);
    if (extract::is_given_name(words) || listed(words) || !document_.matches.within("decision", title).empty()) return;
    if (const auto name = extract::name_at(document_.text.reading, title.begin); name && name->known_given && name->range.end + 2 >= title.end) return;
    for (const LineHead& before : labels_)
      if (document_.text.fold(before.title) == words) return repeated_ = true, labels_.clear();  // who speaks comes again
    if (!repeated_) labels_.push_back({title, line.begin});
  }

  // A word of the lists of those present: « Koala : … » speaks.
  bool listed(std::string_view words) const {
    for (const extract::Match& match : document_.matches.of("attendance.label"))
      if (match.block >= 0 && document_.structure.blocks[static_cast<std::size_t>(match.block)].folded.of(document_.text.folded).find(words) != std::string_view::npos) return true;
    return false;
  }

  bool announced(Range title) const {
    const std::string_view words = document_.text.fold(title);
    return std::any_of(agenda_.entries.begin(), agenda_.entries.end(), [&](const AgendaEntry& entry) { return document_.text.fold(entry.title).find(words) != std::string_view::npos; });
  }

  const extract::Document& document_;
  const AgendaList& agenda_;
  std::vector<LineHead> heads_, labels_, loud_;
  bool repeated_ = false;
};

}  // namespace

std::vector<LineHead> line_heads(const extract::Document& document, const AgendaList& agenda) { return Finder(document, agenda).run(); }

}  // namespace minutier::extractors
