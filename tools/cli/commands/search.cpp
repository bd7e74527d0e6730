#include <algorithm>
#include <ostream>

#include "tools/cli/commands.hpp"
#include "tools/cli/locale_format.hpp"
#include "tools/cli/sheet.hpp"
#include "tools/cli/width.hpp"

namespace minutier::cli {
namespace {

std::string filter_words(std::string_view name, std::string value) {
  std::replace(value.begin(), value.end(), '"', ' ');
  return " " + std::string(name) + ":\"" + value + "\"";
}

archive::Query query_of(const Args& args) {
  std::string words;
  for (const std::string& operand : args.operands) words += (words.empty() ? "" : " ") + operand;
  if (args.year_from || args.year_to)
    words += " year:" + std::to_string(args.year_from.value_or(1)) + ".." + std::to_string(args.year_to.value_or(9999));
  if (!args.organisation.empty()) words += filter_words("organisation", args.organisation);
  if (!args.body.empty()) words += filter_words("body", args.body);
  if (!args.kind.empty()) words += filter_words("kind", args.kind);
  if (!args.result.empty()) words += filter_words("result", args.result);
  archive::Query query = archive::parse_query(words);
  query.limit = static_cast<std::size_t>(args.limit.value_or(20));
  if (args.resolutions || !args.result.empty()) query.scope = archive::Scope::resolutions;
  return query;
}

std::string snippet_text(const archive::Hit& hit, std::string_view open, std::string_view close) {
  std::string text = hit.starts_page ? "" : "…";
  for (const archive::Span& span : hit.snippet)
    text += span.marked ? std::string(open) + harmless(span.text) + std::string(close) : harmless(span.text);
  return text + (hit.ends_page ? "" : "…");
}

std::string place_of(const Messages& say, const archive::Hit& hit) {
  std::string place = hit.source_name;
  const auto add = [&](const std::string& piece) { place += ", " + piece; };
  if (hit.page > 0) add(say("where.page", {{"page", std::int64_t{hit.page}}}));
  if (!hit.page_label.empty()) add(say("where.label", {{"label", hit.page_label}}));
  if (!hit.cote.empty()) add(say("where.cote", {{"cote", hit.cote}}));
  add(say("where.position", {{"begin", static_cast<std::int64_t>(hit.begin)}, {"end", static_cast<std::int64_t>(hit.end)}}));
  return place;
}

std::string title_of(const Messages& say, const archive::Hit& hit) {
  std::string title = hit.organisation;
  const auto add = [&](const std::string& piece) { title += (title.empty() || piece.empty() ? "" : " · ") + piece; };
  if (!hit.body.empty()) add(code_text(say, hit.body));
  if (!hit.date.empty()) add(date_text(say, hit.date, false));
  if (title.empty()) add(hit.title);
  return title;
}

void print_hits(const Context& context, const archive::SearchResult& found) {
  const bool colour = context.out_terminal;
  const std::string_view open = colour ? "\x1b[1;33m" : "«", close = colour ? "\x1b[0m" : "»";
  for (const archive::Hit& hit : found.hits) {
    const std::string title = harmless(title_of(context.say, hit));
    if (!title.empty()) context.out << (colour ? "\x1b[1m" : "") << title << (colour ? "\x1b[0m" : "") << '\n';
    context.out << "  " << harmless(place_of(context.say, hit)) << '\n';
    if (hit.resolution >= 0) {
      std::string line = context.say("where.resolution", {{"number", std::int64_t{hit.resolution + 1}}});
      if (!hit.resolution_title.empty()) line = context.say.labelled(line, harmless(hit.resolution_title));
      if (!hit.result.empty()) line += " (" + code_text(context.say, hit.result) + ")";
      context.out << "  " << line << '\n';
    }
    context.out << "    " << snippet_text(hit, open, close) << '\n';
    if (!hit.slug.empty()) context.out << "    → minutier show " << harmless(hit.slug) << '\n';
  }
}

archive::Sheet hits_sheet(const archive::SearchResult& found) {
  using Type = archive::Sheet::Type;
  archive::Sheet sheet{{{"source_name", Type::text}, {"page", Type::integer}, {"page_label", Type::text}, {"cote", Type::text},
                        {"begin", Type::integer}, {"end", Type::integer}, {"organisation", Type::text}, {"body", Type::text},
                        {"date", Type::date}, {"title", Type::text}, {"resolution", Type::integer}, {"resolution_title", Type::text},
                        {"result", Type::text}, {"snippet", Type::text}, {"record", Type::text}, {"slug", Type::text},
                        {"score", Type::number}},
                       {}};
  const auto word = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
  for (const archive::Hit& hit : found.hits)
    sheet.rows.push_back({hit.source_name, hit.page, word(hit.page_label), word(hit.cote), hit.begin, hit.end, word(hit.organisation),
                          word(hit.body), word(hit.date), word(hit.title), hit.resolution < 0 ? Json() : Json(hit.resolution + 1),
                          word(hit.resolution_title), word(hit.result), snippet_text(hit, "«", "»"), word(hit.record), word(hit.slug),
                          hit.score});
  return sheet;
}

void print_notes(const Context& context, const std::vector<std::string>& notes) {
  for (const std::string& note : notes) {
    const auto cut = note.find(':');
    const std::string what = cut == std::string::npos ? "" : note.substr(cut + 1);
    const std::string key = "query." + note.substr(0, cut);
    const bool known = context.say.patterns().find(key) != context.say.patterns().end();
    context.err << (known ? context.say(key, {{"word", what}}) : harmless(note)) << '\n';
  }
}

}  // namespace

Exit search(const Context& context) {
  const archive::Query query = query_of(context.args);
  const auto archive = open_archive(context, archive::Mode::read);
  const archive::SearchResult found = archive->search(query);
  if (!context.quiet()) {
    print_notes(context, query.notes);
    for (const std::string& note : found.notes)
      if (std::find(query.notes.begin(), query.notes.end(), note) == query.notes.end()) print_notes(context, {note});
  }
  const bool table = context.args.layout == Layout::table && context.args.xlsx.empty();
  if (!table) return print_sheet(context, "search", hits_sheet(found));
  print_hits(context, found);
  if (found.hits.empty()) {
    if (!context.quiet()) context.err << context.say("search.none") << '\n';
    return Exit::nothing;
  }
  if (!context.quiet()) {
    const auto total = static_cast<std::int64_t>(found.total);
    context.err << context.say(found.more ? "search.more_than" : "search.total", {{"total", total}, {"shown", static_cast<std::int64_t>(found.hits.size())}}) << '\n';
    if (found.forgiven) context.err << context.say("search.forgiven") << '\n';
  }
  return Exit::done;
}

}  // namespace minutier::cli
