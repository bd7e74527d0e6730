#include "pipeline/archive/sqlite/reader.hpp"

#include "pipeline/archive/facets.hpp"
#include "pipeline/archive/sqlite/context.hpp"
#include "pipeline/archive/sqlite/people.hpp"
#include "pipeline/archive/words_codec.hpp"

namespace minutier::archive::sqlite {

Known known(Context& context, const std::string& source, const std::string& fingerprint) {
  Known out;
  Statement find = context.db.prepare("SELECT id, fingerprint, rules_hash, (SELECT count(*) FROM record WHERE source = source.id) FROM source WHERE hash = ?");
  find.bind(source);
  if (!find.step()) return out;
  const std::int64_t row = find.integer(0);
  const bool done = !find.is_null(1) && find.text(1) == fingerprint;
  out.rules_hash = find.string(2);
  out.records = static_cast<std::size_t>(find.integer(3));
  Statement pages = context.db.prepare("SELECT number, outcome FROM page WHERE source = ? AND fingerprint = ? ORDER BY number");
  for (pages.bind(row).bind(fingerprint); pages.step();) {
    const int number = static_cast<int>(pages.integer(0));
    out.pages.push_back(number);
    const std::string_view outcome = pages.text(1);
    if (is_failure(outcome)) out.failed_pages.push_back(number);
  }
  out.state = done ? Known::State::done : out.pages.empty() ? Known::State::unknown : Known::State::partial;
  return out;
}

std::vector<SourceSummary> sources(Context& context, const std::string& only_id) {
  std::vector<SourceSummary> out;
  Statement list = context.db.prepare(
      "SELECT s.id, s.hash, s.name, s.media_type, s.outcome, run.started, s.page_count, (SELECT count(*) FROM record r WHERE r.source = s.id), s.properties "
      "FROM source s LEFT JOIN run ON run.id = s.run WHERE ?1 = '' OR s.hash = ?1 ORDER BY s.id");
  Statement places = context.db.prepare("SELECT path FROM place WHERE source = ? ORDER BY ord");
  for (list.bind(only_id); list.step();) {
    SourceSummary source;
    source.id = list.string(1), source.name = list.string(2), source.media_type = list.string(3);
    source.outcome = list.string(4), source.added = list.string(5);
    source.pages = static_cast<int>(list.integer(6));
    source.records = static_cast<std::size_t>(list.integer(7));
    if (!list.is_null(8)) source.properties = Json::parse(list.text(8));
    for (places.bind(list.integer(0)); places.step();) source.places.push_back(places.string(0));
    places.again();
    out.push_back(std::move(source));
  }
  return out;
}

SourceInfo source_info(Context& context, const std::string& id) {
  const std::int64_t row = require_source(context.db, id);
  SourceInfo out;
  out.id = id;
  Statement find = context.db.prepare("SELECT name, media_type, page_count, properties FROM source WHERE id = ?");
  find.bind(row);
  if (find.step()) {
    out.name = find.string(0), out.media_type = find.string(1);
    out.page_count = static_cast<int>(find.integer(2));
    if (!find.is_null(3)) out.properties = Json::parse(find.text(3));
  }
  Statement parts = context.db.prepare("SELECT sha256 FROM part WHERE source = ? ORDER BY ord");
  for (parts.bind(row); parts.step();) out.parts.push_back(Part{context.originals.path(parts.string(0)), parts.string(0)});
  return out;
}

Json supplied(Context& context, const std::string& source) {
  Json out = Json::object();
  Statement list = context.db.prepare("SELECT field, value FROM supplied WHERE source = ? ORDER BY field");
  for (list.bind(require_source(context.db, source)); list.step();) out.set(list.text(0), Json::parse(list.text(1)));
  return out;
}

Reading reading(Context& context, const std::string& source) {
  Reading out;
  const std::int64_t row = require_source(context.db, source);
  Statement mean = context.db.prepare("SELECT avg(confidence) FROM page WHERE source = ?");
  if (mean.bind(row).step() && !mean.is_null(0)) out.mean_confidence = mean.number(0);
  Statement engines = context.db.prepare("SELECT DISTINCT engine FROM page WHERE source = ? AND engine IS NOT NULL");
  for (engines.bind(row); engines.step();) out.engines.insert(engines.string(0));
  return out;
}

std::vector<Page> pages(Context& context, const std::string& source, int first, int last) {
  std::vector<Page> out;
  Statement list = context.db.prepare(
      "SELECT number, label, origin, outcome, reason, engine, width, height, issues, text, words, sides FROM page "
      "WHERE source = ? AND number BETWEEN ? AND ? ORDER BY number");
  for (list.bind(require_source(context.db, source)).bind(first).bind(last); list.step();) {
    Page page;
    page.number = static_cast<int>(list.integer(0));
    page.label = list.string(1), page.origin = origin_from(list.text(2)), page.outcome = list.string(3);
    page.reason = list.string(4), page.engine = list.string(5);
    page.width = list.number(6), page.height = list.number(7);
    if (!list.is_null(8)) {
      const Json issues = Json::parse(list.text(8));
      for (const Json& issue : issues.items())
        page.issues.push_back(Issue{issue["code"].as_string(), issue["stage"].as_string(), static_cast<int>(issue["page"].as_int()), issue["message"].as_string()});
    }
    page.text = list.string(9);
    decode_words(list.blob(10), page);
    decode_sides(list.text(11), page);
    out.push_back(std::move(page));
  }
  return out;
}

namespace {

[[noreturn]] void no_record(const std::string& key, const std::string& detail) {
  throw Error(ErrorCode::not_found, "archive", key, 0, detail);
}

Json parse_record(std::string_view text) { return Json::parse(text); }

// Whether every wanted word is among those of a value.
bool has_words(std::string_view value, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return true;
  const std::vector<std::string> words = name_words(value);
  for (const std::string& word : wanted) {
    bool found = false;
    for (const std::string& candidate : words) found = found || candidate == word;
    if (!found) return false;
  }
  return true;
}

}  // namespace

namespace {

Json find_record(Context& context, const std::string& key) {
  Statement exact = context.db.prepare("SELECT json FROM record WHERE key = ?");
  exact.bind(key);
  if (exact.step()) return parse_record(exact.text(0));
  Statement slug = context.db.prepare("SELECT json, key, best FROM record WHERE slug = ? ORDER BY best DESC, id");
  slug.bind(key);
  if (slug.step()) {
    Json best = parse_record(slug.text(0));
    std::string candidates = slug.string(1);
    bool ambiguous = false;
    // Versions of one sitting share a slug; the best one is meant. Two sittings under one slug are not.
    while (slug.step())
      if (slug.integer(2) == 1) ambiguous = true, candidates += ", " + slug.string(1);
    if (ambiguous) no_record(key, "several records have this slug: " + candidates);
    return best;
  }
  constexpr std::size_t shortest_prefix = 4;
  if (key.size() < shortest_prefix) no_record(key, "no such record");
  std::string after = key;
  after.back() = static_cast<char>(after.back() + 1);
  // Of a slug the best version of each sitting is meant, as above.
  Statement prefix = context.db.prepare("SELECT json, key FROM record WHERE (key >= ?1 AND key < ?2) OR (slug >= ?1 AND slug < ?2 AND best = 1) ORDER BY key LIMIT 5");
  prefix.bind(key).bind(after);
  if (!prefix.step()) no_record(key, "no such record");
  Json found = parse_record(prefix.text(0));
  std::string candidates = prefix.string(1);
  bool several = false;
  while (prefix.step()) several = true, candidates += ", " + prefix.string(1);
  if (several) no_record(key, "several records begin so: " + candidates);
  return found;
}

}  // namespace

Json get_record(Context& context, const std::string& key) {
  Json record = find_record(context, key);
  add_settled(context, record);
  return record;
}

std::vector<Json> records_of(Context& context, const std::string& source) {
  std::vector<Json> out;
  Statement list = context.db.prepare("SELECT json FROM record WHERE source = ? ORDER BY ord");
  for (list.bind(require_source(context.db, source)); list.step();) out.push_back(parse_record(list.text(0)));
  for (Json& record : out) add_settled(context, record);
  return out;
}

std::vector<RecordSummary> records(Context& context, const RecordFilter& filter) {
  std::vector<RecordSummary> out;
  const auto organisation = name_words(filter.organisation), body = name_words(filter.body), kind = name_words(filter.kind);
  Statement list = context.db.prepare(
      "SELECT r.key, r.slug, r.sitting, s.hash, s.name, r.title, r.organisation, r.body, r.kind, r.date, r.cote, r.communicable_from, "
      "r.publishable_from, r.first_page, r.best FROM record r JOIN source s ON s.id = r.source "
      "WHERE (?1 = '' OR s.hash = ?1) AND (?2 = '' OR r.sitting = ?2) AND (?3 = 0 OR r.year >= ?3) AND (?4 = 0 OR r.year <= ?4) "
      "AND (?5 OR r.best = 1) ORDER BY r.date IS NULL, r.date, r.organisation, r.key");
  list.bind(filter.source).bind(filter.sitting).bind(filter.from_year).bind(filter.to_year).bind(filter.all_versions);
  std::size_t skipped = 0;
  while (list.step()) {
    if (!has_words(list.text(6), organisation) || !has_words(list.text(7), body) || !has_words(list.text(8), kind)) continue;
    if (skipped++ < filter.offset) continue;
    RecordSummary record;
    record.id = list.string(0), record.slug = list.string(1), record.sitting_id = list.string(2);
    record.source = list.string(3), record.source_name = list.string(4), record.title = list.string(5);
    record.organisation = list.string(6), record.body = list.string(7), record.kind = list.string(8), record.date = list.string(9);
    record.cote = list.string(10), record.communicable_from = list.string(11), record.publishable_from = list.string(12);
    record.first_page = static_cast<int>(list.integer(13));
    record.best = list.integer(14) == 1;
    out.push_back(std::move(record));
    if (filter.limit != 0 && out.size() == filter.limit) break;
  }
  return out;
}

}  // namespace minutier::archive::sqlite
