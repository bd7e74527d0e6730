#include <algorithm>
#include <optional>

#include "extractors/budget_context.hpp"
#include "extractors/signature_pieces.hpp"
#include "extractors/signature_words.hpp"
#include "extractors/sitting.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/extract/extractor.hpp"
#include "pipeline/extract/rules.hpp"
#include "pipeline/normalise/fold.hpp"
#include "pipeline/values/dates.hpp"
#include "pipeline/values/person.hpp"
#include "pipeline/values/person_words.hpp"

namespace minutier::extractors {
namespace {

using extract::Document;

class Reader {
 public:
  Reader(const Document& document, const Findings& earlier) : doc_(document), text_(document.text.reading), words_(document), pieces_(document, words_) {
    for (const Found& found : earlier)
      if (const Fact* kind = found.entity == "document" ? found.find("kind") : nullptr; kind && std::holds_alternative<std::string>(kind->value)) report_ = std::get<std::string>(kind->value).starts_with("rapport");
    for (const Found& found : earlier)
      if (found.entity == "meeting")
        if (const Fact* date = found.find("date"); date && std::holds_alternative<std::string>(date->value)) meeting_date_ = std::get<std::string>(date->value);
  }

  std::vector<Found> read() {
    for (const Range zone : zones()) {
      signers_.clear();
      place_ = date_ = Stated{};
      signed_ = false;
      prose_end_ = 0;
      read_zone(zone);
      flush();
    }
    return std::move(out_);
  }

 private:
  struct Stated {
    std::string value;
    Range where;
  };

  // From the last words of the sitting to the end of the text, and every « Fait à … » before with the lines that follow it.
  std::vector<Range> zones() const {
    std::vector<Range> zones;
    const auto& matches = doc_.matches.of("signatures.begin");
    const std::size_t end = text_.size();
    for (std::size_t i = 0; i < matches.size(); ++i) {
      const std::size_t begin = matches[i].range.begin;
      if (!zones.empty() && begin < zones.back().end) {
        continue;
      }
      std::size_t stop = std::min(end, begin + 2500);
      if (i + 1 < matches.size() && matches[i + 1].range.begin < stop && matches[i + 1].range.begin > begin + 1500) stop = matches[i + 1].range.begin;
      zones.push_back({begin, stop});
    }
    const std::size_t tail = end > 700 ? end - 700 : 0;
    if (zones.empty() || zones.back().end < tail) zones.push_back({tail, end});
    return zones;
  }

  void read_zone(Range zone) {
    std::vector<SignaturePiece> pieces;
    std::size_t number = 0, blank = 0, prose = 0;
    std::size_t at = zone.begin;
    while (at > 0 && text_[at - 1] != '\n') --at;
    bool first = true;
    while (at < zone.end) {
      std::size_t stop = text_.find('\n', at);
      if (stop == std::string::npos) stop = text_.size();
      Range line{at, stop};
      if (first) line.begin = std::max(line.begin, zone.begin);
      first = false;
      at = stop + 1;
      const Range trimmed = trim_range(text_, line, "*_|");
      if (trimmed.empty()) { ++blank; continue; }
      ++number;
      const std::string_view folded = doc_.text.fold(trimmed);
      if (furniture(trimmed) || table_of_numbers(trimmed)) continue;
      // the next act of a register begins
      const bool last = zone.end == text_.size() && zone.begin + 700 >= zone.end;  // the tail of a text: what stands above the last words is passed over
      if (last && number > 1 && contains_any(folded.substr(0, 60), {"proces-verbal de la seance", "seance du "})) {
        pieces.clear();
        continue;
      }
      if (number > 1 && contains_any(folded.substr(0, 70), {"extrait du registre", "membres en exercice", "etaient presents", "sont presents", "l'an deux mil"})) break;
      if (folded.starts_with("annexe") || folded.starts_with("ordre du jour") || contains_any(folded.substr(0, 60), {"proces-verbal de la seance", "seance du "})) {
        if (number > 1) break;
        continue;
      }
      statement(trimmed, folded);
      if (passes_on(trimmed, folded)) prose_end_ = trimmed.end;
      if (list(trimmed, folded)) continue;
      if (trimmed.size() > 170 && ++prose > 4) break;
      if (trimmed.size() > 170) continue;
      for (const extract::Match& match : doc_.matches.of("signatures.place"))
        if (line.contains(match.range.begin) && match.range.end < line.end) line.begin = match.range.end;
      pieces_.cut(line, number, signed_, pieces);
    }
    const std::vector<Signer> paired = pieces_.pair_up(pieces, signed_);
    signers_.insert(signers_.end(), paired.begin(), paired.end());
    leave_offices();
    leave_team();
    leave_items();
  }

  // « L'équipe », « Qui fait quoi », « Celles et ceux qui … » at the end of a report: who is what, not who signs.
  void leave_team() {
    static const Regex team("\\b(?:equipe|conseil|bureau|comite|membres|composition|organigramme|gouvernance|contacts?|salarie|benevoles|qui (?:fait|sommes|est)|celles? et ceux|remerciements|merci)\\b");
    if (!report_ || signed_) return;
    signers_.erase(std::remove_if(signers_.begin(), signers_.end(), [&](const Signer& signer) {
      const int block = doc_.structure.block_at(signer.where.begin);
      const int parent = block < 0 ? -1 : doc_.structure.blocks[static_cast<std::size_t>(block)].parent;
      if (parent < 0) return false;
      const Block& title = doc_.structure.blocks[static_cast<std::size_t>(parent)];
      return title.kind == BlockKind::heading && !title.ends_with_colon && team.found(title.folded.of(doc_.text.folded));
    }), signers_.end());
  }

  // « * présidente : X », « :webmestre: Y »: entries of a list or a card say who is what.
  void leave_items() {
    if (signed_) return;
    signers_.erase(std::remove_if(signers_.begin(), signers_.end(), [&](const Signer& signer) {
      const std::size_t line = text_.rfind('\n', signer.where.begin);
      const std::size_t at = line == std::string::npos ? 0 : line + 1;
      if (signer.role.empty() || signer.role_where.begin > signer.where.begin) return false;
      const std::string_view role = doc_.text.fold(signer.role_where);
      if (role.starts_with("le ") || role.starts_with("la ") || role.starts_with("l'")) return false;  // « :Le président: X » signs
      return text_[at] == ':' || text_.compare(at, 2, "* ") == 0 || text_.compare(at, 2, "- ") == 0 || text_.compare(at, 2, "+ ") == 0;
    }), signers_.end());
  }

  // A sentence, or the numbered title of another point: the minutes go on.
  static bool passes_on(Range line, std::string_view folded) {
    if (folded.size() > 60 && folded.back() == '.') return true;
    const std::size_t digits = folded.find_first_not_of("0123456789");
    return line.size() < 90 && digits != std::string_view::npos && digits > 0 && digits < 3 && folded.size() > digits + 3 && (folded[digits] == ')' || folded[digits] == '.') && folded[digits + 1] == ' ';
  }

  // « Présidente : X » in the middle of the minutes says who was elected; who signs stands behind the last of its words.
  void leave_offices() {
    const auto behind = [&](const Signer& signer) { return signer.where.begin >= prose_end_; };
    if (prose_end_ == 0 || signed_ || std::none_of(signers_.begin(), signers_.end(), behind)) return;
    signers_.erase(std::remove_if(signers_.begin(), signers_.end(), [&](const Signer& signer) { return !behind(signer); }), signers_.end());
  }

  bool furniture(Range line) const {
    return std::any_of(doc_.text.furniture.begin(), doc_.text.furniture.end(), [&](const Range& f) { return f.overlaps(line); });
  }

  // A row of a ruled table with a number in it: results, not signatures.
  bool table_of_numbers(Range line) const {
    for (const Table& table : doc_.structure.tables)
      if (table.range.overlaps(line) && table.rows.size() >= 4 && table.columns >= 3) return true;
    if (text_[line.begin] != '|' && (line.begin == 0 || text_[line.begin - 1] != '|') && !contains(line.of(text_), " | ")) return false;
    return first_of(line.of(text_), "0123456789") != std::string_view::npos;
  }

  // « Fait à Paris, le 08/07/2022 », « Fait et délibéré à X, les jour, mois et an que dessus ».
  void statement(Range line, std::string_view folded) {
    const auto& places = doc_.matches.of("signatures.place");
    for (const extract::Match& match : places) {
      if (!line.overlaps(match.range) || match.range.begin < line.begin) continue;
      const Range place = trim_range(text_, match.has("place2") ? match.group("place2") : match.group("place"), ",.;: ");
      if (!place.empty() && place.size() < 60) place_ = {plain(doc_, place), place};
      const Range date = match.has("date2") ? match.group("date2") : match.group("date");
      if (!date.empty())
        if (const auto found = extract::find_date(doc_.text.fold(date))) date_ = {found->date, date};
      const Range same = match.group("same");
      if (!same.empty() && !meeting_date_.empty()) date_ = {meeting_date_, same};
      signed_ = true;
    }
    static const Regex together("\\bont (?:[a-z' ]{3,40} )?signe\\b");
    if ((contains(folded, "signe") && together.found(folded)) || contains_any(folded, {"ont signe", "signe :", "signatures", "pour extrait", "pour copie", "(s) ", "certifie conforme"})) signed_ = true;
  }

  // « Signé : A, B, C » and « Ont signé : A, B, C secrétaire », over several lines.
  bool list(Range line, std::string_view folded) {
    for (const extract::Match& match : doc_.matches.of("signatures.list")) {
      if (match.range.begin < line.begin || match.range.begin >= line.end) continue;
      const Range names = match.group("names");
      const std::size_t count = signers_.size();
      names_of(names, match.group("role"));
      if (signers_.size() > count) {
        listed_until_ = names.end;
        return true;
      }
    }
    (void)folded;
    return line.begin < listed_until_;
  }

  void names_of(Range names, Range role) {
    std::size_t begin = names.begin;
    const std::size_t first = signers_.size();
    if (!extract::is_office(role.of(text_)) && !words_.role_of(role)) role = {};
    Signer* last = nullptr;
    for (std::size_t at = names.begin; at <= names.end; ++at) {
      const bool end = at == names.end;
      std::size_t cut = end || text_[at] == ',' || text_[at] == ';' ? 1 : text_.compare(at, 4, " et ") == 0 ? 4 : 0;
      if (!end && cut == 0 && ((text_[at] == '\n' && at > names.begin && text_[at - 1] != '-') || text_.compare(at, 3, "   ") == 0)) cut = 1;  // names in a row: « F. ESCURE     R. BOUDON »
      if (!end && text_[at] == '.' && (at + 1 >= names.end || text_[at + 1] == '\n')) cut = 1;
      if (cut == 0) continue;
      Range piece = trim_range(text_, {begin, std::min(at, names.end)}, ".:*()\n");
      if (piece.size() > 3 && text_.compare(piece.begin, 3, "et ") == 0) piece.begin += 3;
      begin = at + cut;
      if (piece.empty()) continue;
      if (extract::is_office(piece.of(text_))) {
        if (!last || !last->role.empty()) continue;
        const bool several = extract::plural_office(piece.of(text_));
        const std::string office = several ? extract::singular_office(plain(doc_, piece)) : plain(doc_, piece);
        for (auto signer = signers_.rbegin(); signer != signers_.rend() && static_cast<std::size_t>(signers_.rend() - signer) > first; ++signer) {
          if (!signer->role.empty()) break;
          signer->role = office, signer->role_where = piece;
          if (!several) break;  // « Duprat, Bonnal, officiers municipaux »
        }
        continue;
      }
      if (auto signer = words_.person(piece, true)) {
        signers_.push_back(*signer);
        last = &signers_.back();
        if (!role.empty() && signers_.size() == 1) last->role = plain(doc_, role), last->role_where = role;
      } else {
        last = nullptr;
      }
    }
  }

  void flush() {
    for (const Signer& signer : signers_) {
      const bool known = std::any_of(out_.begin(), out_.end(), [&](const Found& f) {
        const Fact* name = f.find("name");
        return name && std::get<std::string>(name->value) == signer.name;
      });
      if (known) continue;
      Found found;
      found.entity = "signatures";
      found.anchor = signer.where;
      const auto fact = [&](std::string field, std::string value, Range where) {
        Fact f;
        f.field = std::move(field);
        f.value = std::move(value);
        f.where = where;
        f.confidence = signer.confidence;
        f.rule = "signatures.zone@1";
        found.facts.push_back(std::move(f));
      };
      fact("name", signer.name, signer.where);
      if (!signer.role.empty()) fact("role", signer.role, signer.role_where);
      if (!date_.value.empty()) fact("date", date_.value, date_.where);
      if (!place_.value.empty()) fact("place", place_.value, place_.where);
      out_.push_back(std::move(found));
    }
  }

  const Document& doc_;
  const std::string& text_;
  SignerWords words_;
  SignaturePieces pieces_;
  std::string meeting_date_;
  bool report_ = false;
  std::vector<Signer> signers_;
  Stated place_, date_;
  bool signed_ = false;
  std::size_t prose_end_ = 0;  // where the last words of the minutes themselves end in a zone
  std::size_t listed_until_ = 0;
  std::vector<Found> out_;
};

class Signatures final : public extract::Extractor {
 public:
  std::string_view id() const override { return "signatures"; }
  std::vector<Found> extract(const Document& document, const Findings& earlier) const override {
    std::vector<Found> found = Reader(document, earlier).read();
    const auto elsewhere = [&](const Found& signature) {
      const Fact* name = signature.find("name");
      return name && read_elsewhere(document, earlier, name->where);
    };
    found.erase(std::remove_if(found.begin(), found.end(), elsewhere), found.end());
    const std::vector<Found> rows = signature_rows(document, earlier);
    const bool anew = std::none_of(rows.begin(), rows.end(), [&](const Found& row) { return elsewhere(row) || std::any_of(found.begin(), found.end(), [&](const Found& known) { return known.find("name") && known.find("name")->where.overlaps(row.anchor); }); });
    if (anew) found.insert(found.end(), rows.begin(), rows.end());
    static const Regex initial("^[a-z](?:\\.|-[a-z]\\.) ?(?:-?[a-z]\\. ?)*[a-z]");
    const auto initialled = [&](const Found& one) {
      const Fact* name = one.find("name");
      return name && initial.found(document.text.fold(name->where)) && document.text.fold(name->where).substr(0, 2) != "m.";
    };
    const bool initials = std::any_of(found.begin(), found.end(), initialled);
    for (Found& signature : found) keep_initial(document, earlier, signature, initials);
    return found;
  }

 private:
  // « M. ROUBAUD » of Marcel Roubaud, beside « S. DELCROS »: an initial and no « Monsieur ».
  static void keep_initial(const Document& document, const Findings& earlier, Found& signature, bool initials) {
    const Fact* role = signature.find("role");
    const bool hers = role && std::holds_alternative<std::string>(role->value) && normalise::fold(std::get<std::string>(role->value)).rfind("la ", 0) == 0;  // « La secrétaire : M. Rochat »
    for (Fact& fact : signature.facts) {
      if (fact.field != "name" || fact.where.begin < 3) continue;
      std::string& name = std::get<std::string>(fact.value);
      if (name.find(' ') != std::string::npos || std::string_view(document.text.reading).substr(fact.where.begin - 3, 3) != "M. ") continue;
      if (hers || initials) {
        name = "M. " + name, fact.where.begin -= 3;
        continue;
      }
      extract::PersonName person;
      person.name = person.family = name;
      person.civility = "M.";
      person.words = 1;
      const auto full = listed_name(earlier, person);
      const auto named = full ? extract::name_at(*full, 0) : std::nullopt;
      if (named && !named->given.empty() && named->given[0] == 'M') name = "M. " + name, fact.where.begin -= 3;
    }
  }

  static bool labelled(const Fact& fact) { return contains(fact.rule, ".label") || contains(fact.rule, ".card"); }

  // A name that stands in a list of those present, or in the opening as who writes, signs nothing there.
  static bool read_elsewhere(const Document& document, const Findings& earlier, Range name) {
    // « M. X, trésorier, présente les comptes »: a sentence goes on behind the office
    static const Regex told("^, ?[^,\\n]{3,45}, (?:[a-z']{1,5} ){0,2}(?:presente|expose|rappelle|remercie|donne|lit|fait|propose|demande|explique|indique|precise|souligne|ouvre|prend|annonce|declare|commente|est|a)\\b");
    if (told.begins(document.text.fold({name.end, std::min(name.end + 90, document.text.reading.size())}))) return true;
    const bool early = name.begin < document.text.reading.size() / 2;
    // the card of the meeting stands before the minutes, however short they are
    const auto& closing = document.matches.of("signatures.begin");
    const bool before_closing = name.begin < 2500 && (closing.empty() || name.begin < closing.front().range.begin);
    for (const Found& one : earlier) {
      if (one.entity == "attendance/people" && one.anchor.overlaps(name)) return true;
      if (one.entity != "meeting") continue;
      for (const char* field : {"secretary", "chair"})
        if (const Fact* fact = one.find(field); fact && fact->where.overlaps(name) && (early || (before_closing && labelled(*fact)))) return true;
    }
    return false;
  }
};

}  // namespace

std::unique_ptr<extract::Extractor> signatures() { return std::make_unique<Signatures>(); }

}  // namespace minutier::extractors
