#include <algorithm>
#include <optional>
#include <string>

#include "extractors/budget_context.hpp"
#include "extractors/membership_entries.hpp"
#include "pipeline/base/contains.hpp"
#include "pipeline/base/regex.hpp"
#include "pipeline/values/numbers.hpp"

// Counts of members one per line, whatever stands between the words and the number: « 312 membres individuels », « Cadets .... 16 »,
// « Couples (87) », « membres à vie : 5 (A, B …) ». What makes them counts of members is the sum told over them or under them, the
// words of most of the lines, or a lead that divides the members.

namespace minutier::extractors {
namespace {

struct Row {
  Range category, number, names;  // reading text
  std::int64_t count = -1;
  std::size_t block = 0;
  Range line;
  bool total = false, member = false;
};

const Regex& member_noun() {
  static const Regex noun("\\b(?:adherent|adhesion|cartes? (?:d'adherent|de membre|delivree)|membre|societaire|licenc|a jour\\b|cotisant|affili|abonn|cooperat(?:eur|rice)|inscrit|syndique|effectif|associe[es. -])");
  return noun;
}
const Regex& other_matter() {
  static const Regex other("\\b(?:present|excus|absent|vot(?:e|ent|ants|es|ation)\\b|voix|suffrage|conseil|bureau|comite|commission|elus?\\b|elect|tarif|montant|prix|(?<!petits )budget|recettes?|depenses?|charges|produits|emarg|quorum|pouvoir|procuration|mandat|delegu|ordre du jour|calendrier|visiteur|entrees?\\b|spectateur|stagiaire|participation|eleves|resultats?\\b|ouvriers|employes|salaries|personnel\\b|cadres|maitrise)");
  return other;
}

std::optional<Row> row_of(const extract::Document& document, Range line) {
  static const std::string number = "(?<n>\\d{1,3}(?:[ .']\\d{3})+(?!\\d)|\\d{1,6})", money = "(?:eur(?:os?)?|f|frs?|francs|chf|\\$)(?![a-z])";
  // what a member of the kind pays, behind its count: « (10 € par an) », « – cotisation 150 € », « à 15 € »
  static const std::string price = "(?:[ ]*(?:,? ?a |[-,=] ?(?:cotisation |carte )?(?:de |a )?|\\((?:cotisation |carte |soit )?)\\d+(?:[.,]\\d+)? ?" + money + "[^()\\n]{0,60}\\)?|[ ]*\\((?:gratuit|offert|exoner)[^()]{0,60}\\))?";
  static const std::string names = "(?:[ ]*(?:\\((?<names>[^()]{8,400})\\)|: ?(?<listed>[^\\n]{8,400})))?[ .,;]*$";
  static const Regex first("^[-*+>|. \\t]*" + number + "[ \\t]+[*\"]*(?:en \"?)?(?<w>[a-z][^:;()=.\"]{2,48}?)\"?[*]*(?=[ ]*(?:[.;,:]?$|\\(|: |, (?:dont|contre|soit|a)\\b| (?:contre|dont|soit|a \\d)|; ?$| - ))" + price + names);
  static const Regex last("^[-*+>|. \\t]*(?<w>[a-z\"][^:;=\\n]{2,48}?)[*]*[ ]*(?:[:=][ .]*|(?:\\.[ ]?){2,}[ ]*|[ ]{2,}|\\t+|[ ]- |\\()[*]*" + number + "(?![\\d.,/%h'-]\\d|[ ]?(?:%|eur|chf|f\\b|fr\\b|frs\\b|h\\b|ans\\b|heures|points|voix))[*]*\\)?(?:[ ]+(?!contre|dont|soit|en\\b|a\\b)(?<unit>[a-z]{4,16}(?: [a-z]{4,14})?))?(?=[ ]*(?:[.;,]?$|\\(|: ?|[,-] ?|(?:contre|dont|soit|a|en (?:19|20))\\b|[ ]{2,}))" + price + "(?:,? ?\\(?(?:contre|dont|soit|en (?:19|20)\\d\\d|(?:19|20)\\d\\d ?:)[^\\n]{2,80}|[ ]{2,}\\([^()\\n]{3,40}\\))?" + names);
  static const Regex odd("\\d(?!\\d* ?(?:ans|e\\b|er?\\b|- ?\\d+ ans|a \\d+ ans|/\\d+ ans))");
  const Range folded = document.text.to_folded(line);
  const std::string_view f = folded.of(document.text.folded);
  if (f.size() < 6 || f.size() > 500 || f.back() == ':' || first_of(f, "0123456789") == std::string_view::npos) return std::nullopt;  // « 214 adhérents, soit : » leads to the rows
  RegexHit hit;
  const Regex* form = first.begins(f, hit) ? &first : last.begins(f, hit) ? &last : nullptr;
  if (!form) return std::nullopt;
  const auto at = [&](const char* group) {
    const Range r = form->range(hit, group);
    return r.empty() ? Range{} : document.text.to_reading(r.after(folded.begin));
  };
  Range w = form->range(hit, "w");
  if (const std::size_t open = w.of(f).find('('); form == &last && open != std::string_view::npos && open > 3) w.end = w.begin + open;  // « Membres adhérents (communes, écoles) : 41 »
  const std::string_view words = w.of(f);
  if (odd.found(words) || contains(words, ". ")) return std::nullopt;
  Row row;
  std::string digits(form->text(f, hit, "n"));
  digits.erase(std::remove_if(digits.begin(), digits.end(), [](char c) { return c == '.' || c == '\''; }), digits.end());
  const auto count = extract::parse_count(digits);
  if (!count || *count < 0 || *count > 500000 || (digits.size() == 4 && *count >= 1900 && *count < 2100)) return std::nullopt;
  row.count = *count;
  row.number = at("n");
  row.category = trim_range(document.text.reading, document.text.to_reading(w.after(folded.begin)), ".,:;()*-");
  row.names = at(form->group(hit, "names") ? "names" : "listed");
  if (row.names.size() < 8) row.names = {};
  row.line = line;
  static const Regex totals("\\btotal|\\bensemble\\b|^soit\\b|^en tout\\b");
  row.total = totals.found(words);
  const std::string_view unit = form == &last ? form->text(f, hit, "unit") : std::string_view{};
  row.member = member_noun().found(unit) || member_noun().found(words) || contains(words, "personnes morales") || contains(words, "personnes physiques");
  return row;
}

bool lines_of_rows(const Block& block) { return block.kind == BlockKind::paragraph || block.kind == BlockKind::item || block.kind == BlockKind::heading; }

// « ------ » and « ____ » between the lines and their sum.
bool ruled(std::string_view folded) { return folded.find_first_not_of(" -_=.+|\t\n") == std::string_view::npos; }

}  // namespace

class RowRuns {
 public:
  RowRuns(const extract::Document& document, const MemberLists& lists) : doc_(document), lists_(lists) {}

  std::vector<MembershipEntry> read() {
    const auto& blocks = doc_.structure.blocks;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      if (blocks[b].kind == BlockKind::furniture) continue;
      if (blocks[b].table >= 0) { close(); grid(b); continue; }
      if (!lines_of_rows(blocks[b])) { close(); continue; }
      for (std::size_t l = 0; l < blocks[b].lines.size(); ++l) {
        const Range line = blocks[b].lines[l];
        std::optional<Row> row = row_of(doc_, line);
        if (row && blocks[b].kind == BlockKind::heading && !row->member) row.reset();
        if (!row) {
          if (!run_.empty() && (ruled(doc_.text.fold(line)) || names_go_on(line))) continue;
          close();
          continue;
        }
        if (run_.empty()) lead_ = lead(b, l);
        row->block = b;
        const bool total = row->total;
        run_.push_back(*row);
        if (total) close();
      }
    }
    close();
    return std::move(found_);
  }

 private:
  // A table of two columns, or of three with names behind the numbers, that has no head of its own.
  void grid(std::size_t b) {
    const Table& table = doc_.structure.tables[static_cast<std::size_t>(doc_.structure.blocks[b].table)];
    if (table.columns < 2 || table.columns > 3 || table.header_rows > 0 || table.rows.size() < 2) return;
    std::vector<Row> rows;
    for (const auto& cells : table.rows) {
      static const Regex number("^(\\d{1,3}(?:[ .']\\d{3})+|\\d{1,6})(?: (?:licencies|adherents|membres|inscrits|personnes|cartes|familles|foyers))?[ .;]*$");
      const std::string_view told = doc_.text.fold(cells[1].range);
      RegexHit hit;
      if (!number.begins(told, hit)) {
        if (told.empty() || ruled(told)) continue;
        return;
      }
      Row row;
      std::string digits(hit.groups[1].of(told));
      digits.erase(std::remove_if(digits.begin(), digits.end(), [](char c) { return c == '.' || c == '\''; }), digits.end());
      row.count = extract::parse_count(digits).value_or(-1);
      row.number = doc_.text.to_reading(hit.groups[1].after(doc_.text.to_folded(cells[1].range).begin));
      row.category = trim_range(doc_.text.reading, cells[0].range, ".,:;()*-");
      const std::string_view words = doc_.text.fold(row.category);
      if (row.count < 0 || (digits.size() == 4 && row.count >= 1900 && row.count < 2100) || words.size() < 3 || words.size() > 50 || words[0] < 'a' || words[0] > 'z') return;
      if (table.columns > 2 && !cells[2].range.empty()) {
        const std::string_view more = doc_.text.fold(cells[2].range);
        if (more.front() != '(') return;
        row.names = trim_range(doc_.text.reading, cells[2].range, "()");
        const auto& blocks = doc_.structure.blocks;
        // « (A, B, C » that the line below the table goes on with
        if (more.find(')') == std::string_view::npos && &cells == &table.rows.back() && b + 1 < blocks.size())
          if (const std::size_t end = blocks[b + 1].range.of(doc_.text.reading).find(')'); end != std::string_view::npos && end < 200) row.names.end = blocks[b + 1].range.begin + end;
      }
      row.total = contains(words, "total") || contains(words, "ensemble");
      row.member = member_noun().found(words);
      row.block = b;
      row.line = cells[0].range;
      rows.push_back(row);
      if (row.total) break;
    }
    lead_ = lead(b, 0);
    run_ = std::move(rows);
    close();
  }

  // What stands right before the first row: the rest of its block, else the block before, and the heading over them.
  std::string lead(std::size_t b, std::size_t line) const {
    const auto& blocks = doc_.structure.blocks;
    std::string out;
    if (line > 0) {
      out.assign(doc_.text.fold({blocks[b].range.begin, blocks[b].lines[line - 1].end}));
    } else {
      std::size_t before = b;
      while (before > 0 && blocks[before - 1].kind == BlockKind::furniture) --before;
      if (before > 0 && blocks[before - 1].kind != BlockKind::table) out.assign(blocks[before - 1].folded.of(doc_.text.folded));
      // the end of a sentence that stands on a line of its own: « comme suit : »
      if (before > 1 && out.size() < 40 && !upper_start(blocks[before - 1].range.of(doc_.text.reading)) && blocks[before - 2].kind == BlockKind::paragraph) out.insert(0, std::string(blocks[before - 2].folded.of(doc_.text.folded)) + " ");
    }
    if (out.size() > 300) out.erase(0, out.size() - 300);
    return out;
  }
  std::string_view head(std::size_t b) const {
    const int up = doc_.structure.blocks[b].parent;
    return up >= 0 ? doc_.structure.blocks[static_cast<std::size_t>(up)].folded.of(doc_.text.folded) : std::string_view{};
  }
  // The second line of names in brackets.
  bool names_go_on(Range line) const {
    const std::string_view last = doc_.text.fold(run_.back().line), f = doc_.text.fold(line);
    return std::count(last.begin(), last.end(), '(') > std::count(last.begin(), last.end(), ')') && f.find(')') != std::string_view::npos && f.size() < 200;
  }

  void close() {
    std::vector<Row> rows = std::move(run_);
    run_.clear();
    std::int64_t sum = 0, told = -1;
    std::size_t members = 0, others = 0;
    bool proved = false, total_member = false;
    if (rows.size() > 2 && rows[0].member && !rows[0].total) {  // the whole stands over its parts
      std::int64_t rest = 0;
      for (std::size_t i = 1; i < rows.size(); ++i) rest += rows[i].total ? 0 : rows[i].count;
      if (rest == rows[0].count && rest > 5) sum = rest, proved = true;
    }
    for (const Row& row : rows) {
      if (row.total) { told = row.count, total_member = row.member; continue; }
      sum += row.count;
      members += row.member;
      others += other_matter().found(doc_.text.fold(row.category));
    }
    const std::size_t parts = rows.size() - static_cast<std::size_t>(!rows.empty() && rows.back().total);
    if (parts < 2 || others > 0 || sum < 3) return;
    const std::string_view over = head(rows[0].block);
    const bool lead_tells = member_noun().found(lead_) && !other_matter().found(lead_);
    const bool head_tells = over.size() < 80 && member_noun().found(over) && !other_matter().found(over);
    static const Regex divides("(?:compt\\w+|comprend\\w*|reparti\\w*|decompos\\w+|compos\\w+|ventil\\w+|rassembl\\w+|regroup\\w+|reuni\\w+|detail|par (?:categorie|college|type|section|tranche)s?|comme suit|suivante?s?)\\b[^.]*:[ ]*$");
    // « 86 à jour, qui se répartissent comme suit : » over parts that make 86, and more lines below them
    std::int64_t so_far = 0;
    bool prefix = false;
    for (std::size_t i = 0; i < parts && lead_tells && !prefix; ++i) so_far += rows[i].count, prefix = i > 0 && so_far > 5 && names_sum(so_far);
    const bool summed = proved || prefix || (told == sum && sum > 5 && (lead_tells || head_tells || members > 0 || total_member)) || (sum > 5 && lead_tells && names_sum(sum));
    // « 4 communautés de communes : A, B, C, D » over « 5 communes isolées : … »: as many names as are counted
    std::size_t named = 0;
    for (Row& row : rows) {
      if (row.names.empty() || row.count < 2) continue;
      MembershipEntry entry;
      entry.count = row.count;
      lists_.split(trim_range(doc_.text.reading, row.names, ".;"), entry);
      named += static_cast<std::int64_t>(entry.members.size()) == row.count && std::all_of(entry.members.begin(), entry.members.end(), [&](Range m) { return m.size() < 60 && upper_start(m.of(doc_.text.reading)) && !(doc_.text.reading[m.begin] >= '0' && doc_.text.reading[m.begin] <= '9'); });
    }
    static const Regex presence("\\b(?:present|excus|absent|represent|vot(?:e|ent|ants)\\b|candidat|elu)");
    const bool said = named > 1 && !presence.found(lead_) ? true : members * 2 >= parts && !other_matter().found(lead_);
    if (!summed && !said && !(lead_tells && divides.found(lead_))) return;
    for (const Row& row : rows) {
      if (row.total) continue;
      MembershipEntry entry;
      entry.category = row.category;
      entry.count_where = row.number;
      entry.count = row.count;
      entry.rule = "memberships.rows@1";
      entry.confidence = summed ? 0.88 : 0.82;
      if (!row.names.empty() && row.count > 1) {
        lists_.split(trim_range(doc_.text.reading, row.names, ".;"), entry);
        if (static_cast<std::int64_t>(entry.members.size()) != row.count) entry.members.clear();
      }
      found_.push_back(std::move(entry));
    }
  }

  bool names_sum(std::int64_t sum) const {
    std::string text = lead_;
    for (std::size_t at = 1; at + 1 < text.size(); ++at)  // « 1.206 », « 1 206 »
      if ((text[at] == '.' || text[at] == ' ' || text[at] == '\'') && text[at - 1] >= '0' && text[at - 1] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9') text.erase(at, 1);
    const std::string number = std::to_string(sum);
    for (std::size_t at = text.find(number); at != std::string::npos; at = text.find(number, at + 1))
      if ((at == 0 || text[at - 1] < '0' || text[at - 1] > '9') && (at + number.size() >= text.size() || text[at + number.size()] < '0' || text[at + number.size()] > '9')) return true;
    return false;
  }

  const extract::Document& doc_;
  const MemberLists& lists_;
  std::vector<Row> run_;
  std::string lead_;
  std::vector<MembershipEntry> found_;
};

std::vector<MembershipEntry> counted_rows(const extract::Document& document, const MemberLists& lists) { return RowRuns(document, lists).read(); }

}  // namespace minutier::extractors
