#include "pipeline/archive/sqlite/hits.hpp"

#include <algorithm>

#include "pipeline/archive/facets.hpp"
#include "pipeline/archive/sqlite/context.hpp"
#include "pipeline/archive/words_codec.hpp"
#include "pipeline/base/utf8.hpp"

namespace minutier::archive::sqlite {

std::vector<Box> boxes_of(const Page& page, Range range) {
  std::vector<Box> boxes;
  const auto add_line = [&](std::size_t first, std::size_t count) {
    std::optional<Box> box;
    for (std::size_t i = first; i < first + count; ++i)
      if (page.words[i].chars.overlaps(range)) box = box ? cover(*box, page.words[i].box) : page.words[i].box;
    if (box) boxes.push_back(*box);
  };
  if (page.lines.empty()) add_line(0, page.words.size());
  for (const Line& line : page.lines) add_line(line.first, line.count);
  return boxes;
}

bool HitMaker::Owner::covers(int page, std::size_t code_point) const {
  const auto at = static_cast<std::int64_t>(code_point);
  if (page < first_page || (page == first_page && at < first_char)) return false;
  return last_page == 0 || page < last_page || (page == last_page && at < last_char);
}

namespace {

void place(Hit& hit, const Page& page, Range range) {
  hit.begin = utf8::length(std::string_view(page.text).substr(0, range.begin));
  hit.end = hit.begin + utf8::length(range.of(page.text));
  hit.boxes = boxes_of(page, range);
  hit.page_label = label_at(page.label, page.sides, range.begin);
}

std::size_t byte_of(std::string_view text, std::int64_t code_point) {
  std::size_t at = 0;
  for (; code_point > 0 && at < text.size(); --code_point) at += utf8::step(text, at);
  return at;
}

}  // namespace

const std::vector<HitMaker::Owner>& HitMaker::owners(std::int64_t source) {
  const auto found = owners_.find(source);
  if (found != owners_.end()) return found->second;
  std::vector<Owner> out;
  Statement list = context_.db.prepare(
      "SELECT id, first_page, first_char, last_page, last_char, best, key, slug, sitting, title, organisation, body, date, cote "
      "FROM record WHERE source = ? ORDER BY ord");
  for (list.bind(source); list.step();) {
    Owner owner;
    owner.row = list.integer(0);
    if (!list.is_null(1)) owner.first_page = list.integer(1);
    owner.first_char = list.integer(2), owner.last_page = list.integer(3), owner.last_char = list.integer(4);
    owner.best = list.integer(5) == 1;
    owner.key = list.string(6), owner.slug = list.string(7), owner.sitting = list.string(8), owner.title = list.string(9);
    owner.organisation = list.string(10), owner.body = list.string(11), owner.date = list.string(12), owner.cote = list.string(13);
    out.push_back(std::move(owner));
  }
  return owners_.emplace(source, std::move(out)).first->second;
}

const HitMaker::Owner* HitMaker::owner_at(std::int64_t source, int page, std::size_t code_point) {
  for (const Owner& owner : owners(source))
    if (owner.covers(page, code_point)) return &owner;
  return nullptr;
}

// Whether a record fits the filters by itself (results belong to resolutions and were checked by the index).
bool HitMaker::passes(const Owner& owner) {
  Statement find = context_.db.prepare("SELECT json FROM record WHERE id = ?");
  find.bind(owner.row);
  if (!find.step()) return false;
  const std::vector<std::string> facets = facets_of(Json::parse(find.text(0)), {});
  const auto has = [&](const std::string& facet) { return std::find(facets.begin(), facets.end(), facet) != facets.end(); };
  std::vector<int> fit(5, -1);  // per field: -1 not asked, 0 no, 1 yes
  for (const Filter& filter : query_.filters) {
    if (filter.field == Filter::Field::result) continue;
    bool one = filter.field != Filter::Field::year;
    for (const std::string& word : filter.words) one = one && has(facet(filter.field, word));
    for (int year = filter.from; filter.field == Filter::Field::year && year <= filter.to; ++year) one = one || has(facet(filter.field, std::to_string(year)));
    if (filter.excluded && one) return false;
    int& known = fit[static_cast<std::size_t>(filter.field)];
    if (!filter.excluded) known = std::max(known, one ? 1 : 0);
  }
  return std::find(fit.begin(), fit.end(), 0) == fit.end();
}

void HitMaker::describe(Hit& hit, const Owner& owner) {
  hit.record = owner.key, hit.slug = owner.slug, hit.sitting_id = owner.sitting, hit.title = owner.title;
  hit.organisation = owner.organisation, hit.body = owner.body, hit.date = owner.date, hit.cote = owner.cote;
}

std::optional<Hit> HitMaker::page(std::int64_t row) {
  Statement find = context_.db.prepare(
      "SELECT p.source, p.number, p.label, p.text, p.words, s.hash, s.name, p.sides FROM page p JOIN source s ON s.id = p.source WHERE p.id = ?");
  find.bind(row);
  if (!find.step()) return std::nullopt;
  const std::int64_t source = find.integer(0);
  Page page;
  page.number = static_cast<int>(find.integer(1));
  page.text = find.string(3);
  page.label = find.string(2);
  decode_sides(find.text(7), page);
  Hit hit;
  hit.page = page.number, hit.page_label = page.label, hit.source = find.string(5), hit.source_name = find.string(6);

  // Matches outside the records that may answer are no matches: another sitting on the same page, a lesser version.
  std::vector<Match> matches = find_matches(tokens(page.text), plan_.wanted);
  const auto& all = owners(source);
  const bool choosy = all.size() > 1 && !query_.filters.empty();
  const auto answers = [&](const Owner* owner) {
    if (!owner) return query_.filters.empty() || all.empty();
    return (owner->best || query_.all_versions) && (!choosy || passes(*owner));
  };
  if (!plan_.wanted.empty()) {
    std::unordered_map<const Owner*, bool> known;
    std::vector<Match> kept;
    std::size_t byte = 0, point = 0;
    for (const Match& match : matches) {
      if (match.where.begin > byte) point += utf8::length(std::string_view(page.text).substr(byte, match.where.begin - byte)), byte = match.where.begin;
      const Owner* owner = owner_at(source, page.number, point);
      const auto seen = known.find(owner);
      if (seen != known.end() ? seen->second : (known[owner] = answers(owner))) kept.push_back(match);
    }
    matches = std::move(kept);
    if (matches.empty() || (plan_.verify && !all_found(matches, plan_.wanted.size()))) return std::nullopt;
  }
  Snippet snippet = cut_snippet(page.text, matches, query_.snippet);
  hit.snippet = std::move(snippet.spans);
  hit.starts_page = snippet.starts_page, hit.ends_page = snippet.ends_page;
  if (!matches.empty()) {
    decode_words(find.blob(4), page);
    place(hit, page, matches[snippet.first_match].where);
  }
  const Owner* owner = owner_at(source, page.number, hit.begin);
  if (matches.empty()) {
    // A query of filters alone is about the page: any record on it that answers.
    for (const Owner& candidate : all)
      if (page.number >= candidate.first_page && (candidate.last_page == 0 || page.number <= candidate.last_page) && answers(&candidate)) {
        owner = &candidate;
        break;
      }
    if (!answers(owner)) return std::nullopt;
  }
  if (owner) describe(hit, *owner);
  return hit;
}

std::optional<Hit> HitMaker::resolution(std::int64_t row) {
  Statement find = context_.db.prepare(
      "SELECT d.ord, d.number, d.title, d.result, d.page, r.id, r.source, r.json, s.hash, s.name FROM resolution_data d "
      "JOIN record r ON r.id = d.record JOIN source s ON s.id = r.source WHERE d.id = ?");
  find.bind(row);
  if (!find.step()) return std::nullopt;
  const std::int64_t source = find.integer(6);
  const Owner* owner = nullptr;
  for (const Owner& candidate : owners(source))
    if (candidate.row == find.integer(5)) owner = &candidate;
  if (!owner || !(owner->best || query_.all_versions)) return std::nullopt;
  Hit hit;
  describe(hit, *owner);
  hit.resolution = static_cast<int>(find.integer(0));
  hit.resolution_number = find.string(1), hit.resolution_title = find.string(2), hit.result = find.string(3);
  hit.page = static_cast<int>(find.integer(4)), hit.source = find.string(8), hit.source_name = find.string(9);
  const Json record = Json::parse(find.text(7));
  const Json* resolution = record.at("resolutions/" + std::to_string(hit.resolution));
  if (!resolution) return std::nullopt;
  const std::string text = resolution_text(*resolution);
  const std::vector<Match> matches = find_matches(tokens(text), plan_.wanted);
  if (!plan_.wanted.empty() && (matches.empty() || (plan_.verify && !all_found(matches, plan_.wanted.size())))) return std::nullopt;
  Snippet snippet = cut_snippet(text, matches, query_.snippet);
  hit.snippet = std::move(snippet.spans);
  hit.starts_page = snippet.starts_page, hit.ends_page = snippet.ends_page;
  locate(hit, record, *resolution, source);
  return hit;
}

// Where on which page: the first match inside the resolution's evidence, else where that evidence begins.
bool HitMaker::locate(Hit& hit, const Json& record, const Json& resolution, std::int64_t source) {
  for (const char* field : {"text", "title", "number"}) {
    for (const Json& id : resolution[field]["evidence"].items()) {
      for (const Json& evidence : record["evidence"].items()) {
        if (evidence["id"] != id) continue;
        Statement find = context_.db.prepare("SELECT text, words, label, sides FROM page WHERE source = ? AND number = ?");
        const int number = static_cast<int>(evidence["page"].as_int());
        find.bind(source).bind(number);
        const auto& chars = evidence["chars"].items();
        if (!find.step() || chars.size() < 2) continue;
        Page page;
        page.text = find.string(0), page.label = find.string(2);
        decode_sides(find.text(3), page);
        decode_words(find.blob(1), page);
        const std::size_t begin = byte_of(page.text, chars[0].as_int()), end = byte_of(page.text, chars[1].as_int());
        const std::string_view part = std::string_view(page.text).substr(begin, end > begin ? end - begin : 0);
        const std::vector<Match> matches = find_matches(tokens(part), plan_.wanted);
        const bool first = hit.page_label.empty() && hit.boxes.empty() && hit.end == 0;
        if (matches.empty() && !first) continue;
        hit.page = number;
        place(hit, page, matches.empty() ? Range{begin, std::max(begin, end)} : Range{begin + matches[0].where.begin, begin + matches[0].where.end});
        if (!matches.empty() || plan_.wanted.empty()) return true;
      }
    }
  }
  return hit.end > 0;
}

}  // namespace minutier::archive::sqlite
