#include "pipeline/source/front_matter.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace minutier::source {
namespace {

constexpr std::size_t kMostLines = 200;  // a longer "block" is a text between two rules

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string unquoted(std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0]) {
    std::string out;
    for (std::size_t i = 1; i + 1 < value.size(); ++i) {
      const bool escaped = value[0] == '"' ? value[i] == '\\' : value[i] == '\'' && value[i + 1] == '\'';
      if (escaped && i + 2 < value.size()) ++i;
      out += value[i];
    }
    return out;
  }
  const std::size_t comment = value.find(" #");
  if (comment != std::string_view::npos) value = trim(value.substr(0, comment));
  if (value.size() >= 2 && value.front() == '[' && value.back() == ']') {  // [a, b]
    std::string out;
    std::string_view rest = value.substr(1, value.size() - 2);
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      const std::string item = unquoted(rest.substr(0, comma));
      if (!item.empty()) out += (out.empty() ? "" : "; ") + item;
      rest.remove_prefix(std::min(rest.size(), comma + 1));
    }
    return out;
  }
  return std::string(value);
}

// "key: value"; the key is a word or a few.
bool key_value(std::string_view line, std::string_view& key, std::string_view& value) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 60) return false;
  if (colon + 1 < line.size() && line[colon + 1] != ' ' && line[colon + 1] != '\t' && line[colon + 1] != '\r') return false;
  key = trim(line.substr(0, colon));
  value = trim(line.substr(colon + 1));
  if (key.size() >= 2 && (key[0] == '"' || key[0] == '\'')) key = key.substr(1, key.size() - 2);
  return !key.empty() && key.find_first_of("{}[]<>|") == std::string_view::npos;
}

std::vector<std::string_view> lines_of(std::string_view text, std::size_t most) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size() && lines.size() < most;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

class Reader {
 public:
  // False when the line can stand in no front matter.
  bool take(std::string_view line) {
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    const std::string_view content = trim(line);
    if (content.empty() || content[0] == '#') return true;
    if (content[0] == '-' && (content.size() == 1 || content[1] == ' ')) return append(unquoted(content.substr(1)), "; ");
    std::string_view key, value;
    if (indent > 0 && !current_.empty()) {
      if (!block_ && key_value(content, key, value)) return set(parent_ + "/" + std::string(key), value);
      return append(unquoted(content), block_ && literal_ ? "\n" : " ");
    }
    if (!key_value(content, key, value)) return false;
    parent_ = std::string(key);
    return set(parent_, value);
  }

  Properties finish() {
    out_.erase(std::remove_if(out_.begin(), out_.end(), [](const auto& item) { return item.second.empty(); }), out_.end());
    return std::move(out_);
  }

 private:
  bool set(const std::string& key, std::string_view value) {
    current_ = key;
    block_ = value == "|" || value == ">" || value == "|-" || value == ">-";
    literal_ = block_ && value[0] == '|';
    out_.emplace_back("front_matter/" + key, block_ ? std::string() : unquoted(value));
    return true;
  }

  bool append(const std::string& value, const char* between) {
    if (out_.empty()) return false;
    std::string& last = out_.back().second;
    if (!last.empty()) last += between;
    last += value;
    return true;
  }

  Properties out_;
  std::string parent_, current_;
  bool block_ = false, literal_ = false;
};

bool closes(std::string_view line) {
  const std::string_view content = trim(line);
  return content == "---" || content == "...";
}


// « Title: Assemblée générale 2015 / Date: 2015-04-11 / Category: vie-asso » up to an empty line, as some site generators have it.
Properties take_metadata_lines(std::string& text) {
  if (text.compare(0, 7, "Title: ") != 0 && text.compare(0, 7, "title: ") != 0 && text.compare(0, 7, "Titre: ") != 0) return {};
  Reader reader;
  int taken = 0;
  for (const std::string_view line : lines_of(text, kMostLines)) {
    if (trim(line).empty()) {
      if (taken < 2) return {};
      const std::size_t body = text.find_first_not_of('\n', static_cast<std::size_t>(line.data() - text.data()));
      text.erase(0, std::min(body, text.size()));
      return reader.finish();
    }
    if (!reader.take(line)) return {};
    ++taken;
  }
  return {};
}

}  // namespace

Properties take_front_matter(std::string& text) {
  if (text.compare(0, 4, "---\n") != 0) return take_metadata_lines(text);
  const std::vector<std::string_view> lines = lines_of(text, kMostLines);
  Reader reader;
  std::size_t end = 0;
  for (std::size_t i = 1; i < lines.size() && end == 0; ++i) {
    if (closes(lines[i])) {
      end = static_cast<std::size_t>(lines[i].data() - text.data()) + lines[i].size();
    } else if (!reader.take(lines[i])) {
      return {};
    }
  }
  Properties out = reader.finish();
  if (end == 0 || out.empty()) return {};
  const std::size_t body = text.find_first_not_of('\n', end);
  text.erase(0, std::min(body, text.size()));
  return out;
}

std::string drawn_head(const Properties& properties, const std::string& body) {
  constexpr std::string_view prefix = "front_matter/";
  static const std::set<std::string_view> of_the_site{"layout", "tags", "categories", "category", "permalink", "slug", "lang", "draft", "status", "template", "image", "summary", "description", "excerpt", "keywords", "modified", "weight", "published", "url", "aliases", "author", "authors", "Category", "Tags", "Slug", "Author", "Authors", "Summary", "Status", "Lang", "Modified"};
  const std::size_t first = body.find_first_not_of(" \n");
  const std::size_t line = first == std::string::npos ? first : body.find('\n', first);
  if (first == std::string::npos || body.compare(first, 2, "# ") == 0 || (line != std::string::npos && body.compare(line + 1, 3, "===") == 0)) return {};
  std::string title, date, keys;
  for (const auto& [whole, value] : properties) {
    std::string_view key(whole);
    if (key.substr(0, prefix.size()) != prefix) continue;
    key.remove_prefix(prefix.size());
    if (value.empty() || value.size() > 300 || value.find('\n') != std::string::npos) continue;
    if (key == "title" || key == "titre" || key == "Title" || key == "Titre") {
      title = value;
    } else if (key == "date" || key == "Date") {
      const std::size_t hour = value.find_first_of("T ", std::min<std::size_t>(10, value.size()));  // when the page went online
      date = "date: " + (hour == 10 ? value.substr(0, hour) : value) + "\n";
    } else if (of_the_site.count(key) == 0 && key.find('/') == std::string_view::npos) {
      keys += std::string(key) + ": " + value + "\n";
    }
  }
  if (title.empty()) return {};
  static const std::set<std::string_view> months{"janvier", "fevrier", "f\xC3\xA9vrier", "mars", "avril", "mai", "juin", "juillet", "ao\xC3\xBBt", "aout", "septembre", "octobre", "novembre", "decembre", "d\xC3\xA9""cembre"};
  const std::string opening = title + " " + body.substr(0, 1500);  // where a day is said, the key may be when it was written
  const bool dated = std::any_of(months.begin(), months.end(), [&](std::string_view month) { return opening.find(" " + std::string(month)) != std::string::npos; }) || opening.find("/20") != std::string::npos || opening.find("/19") != std::string::npos;
  if (!dated) keys = date + keys;
  return "# " + title + "\n\n" + keys + (keys.empty() ? "" : "\n");
}

Properties field_list(const std::string& text) {
  Properties out;
  bool in_list = false;
  for (std::string_view line : lines_of(text, 60)) {
    const bool indented = !line.empty() && (line[0] == ' ' || line[0] == '\t');
    line = trim(line);
    const std::size_t end = line.size() > 2 && line[0] == ':' ? line.find(':', 1) : std::string_view::npos;
    const bool field = !indented && end != std::string_view::npos && end > 1 && end < 60 && (end + 1 == line.size() || line[end + 1] == ' ');
    if (field) {
      in_list = true;
      out.emplace_back("front_matter/" + std::string(trim(line.substr(1, end - 1))), std::string(trim(line.substr(end + 1))));
    } else if (in_list && indented && !line.empty()) {
      std::string& last = out.back().second;
      last += (last.empty() ? "" : " ") + std::string(line);
    } else if (in_list) {
      break;
    } else if (line.size() > 200) {
      break;  // running text: no field list follows
    }
  }
  out.erase(std::remove_if(out.begin(), out.end(), [](const auto& item) { return item.second.empty(); }), out.end());
  return out;
}

}  // namespace minutier::source
