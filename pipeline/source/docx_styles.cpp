#include "pipeline/source/docx_styles.hpp"

#include <algorithm>
#include <array>

#include "pipeline/source/xml.hpp"

namespace minutier::source::docx {
namespace {

constexpr int kLevels = 9;

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

// Word writes built-in style names in English whatever the user's language: "heading 1"; other writers localise them.
int heading_level(const std::string& name) {
  const std::string low = lower(name);
  if (low == "title" || low == "titre" || low == "subtitle") return 1;
  for (const std::string_view word : {"heading ", "titre ", "heading", "titre"}) {
    if (low.compare(0, word.size(), word) != 0 || low.size() != word.size() + 1) continue;
    const char digit = low.back();
    if (digit >= '1' && digit <= '9') return digit - '0';
  }
  return 0;
}

std::string roman(int number) {
  static constexpr std::array<std::pair<int, const char*>, 13> steps{{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
                                                                       {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}}};
  std::string out;
  for (const auto& step : steps)
    while (number >= step.first) out += step.second, number -= step.first;
  return out;
}

}  // namespace

std::string formatted(int number, const std::string& format) {
  number = std::clamp(number, 0, 3999);
  if (format == "lowerLetter" || format == "upperLetter") {
    const char first = format[0] == 'l' ? 'a' : 'A';
    return std::string(static_cast<std::size_t>((std::max(number, 1) - 1) / 26 + 1), static_cast<char>(first + (std::max(number, 1) - 1) % 26));
  }
  if (format == "upperRoman") return roman(number);
  if (format == "lowerRoman") return lower(roman(number));
  if (format == "decimalZero" && number < 10) return "0" + std::to_string(number);
  return std::to_string(number);
}

Styles::Styles(const std::string& styles_xml) {
  if (styles_xml.empty()) return;
  pugi::xml_document document;
  xml::parse(document, styles_xml, "word/styles.xml");
  for (const pugi::xml_node& node : document.document_element().children()) {
    if (!xml::is(node, "style")) continue;
    Style style;
    style.heading = heading_level(xml::attribute(xml::child(node, "name"), "val"));
    const std::string name = lower(xml::attribute(xml::child(node, "name"), "val"));
    style.table_head = name == "table heading" || name == "titre de tableau";
    style.based_on = xml::attribute(xml::child(node, "basedOn"), "val");
    const pugi::xml_node properties = xml::child(node, "pPr");
    const int outline = xml::number(xml::child(properties, "outlineLvl"), "val", 9);
    if (style.heading == 0 && outline >= 0 && outline < 9) style.heading = outline + 1;
    const pugi::xml_node list = xml::child(properties, "numPr");
    style.list = xml::attribute(xml::child(list, "numId"), "val");
    style.list_level = xml::number(xml::child(list, "ilvl"), "val", -1);
    styles_.emplace(xml::attribute(node, "styleId"), std::move(style));
  }
}

Style Styles::find(const std::string& id) const {
  Style out;
  std::string next = id;
  for (int depth = 0; depth < 20; ++depth) {
    const auto found = styles_.find(next);
    if (found == styles_.end()) break;
    const Style& style = found->second;
    if (out.heading == 0) out.heading = style.heading;
    out.table_head = out.table_head || style.table_head;
    if (out.list.empty()) out.list = style.list;
    if (out.list_level < 0) out.list_level = style.list_level;
    next = style.based_on;
  }
  return out;
}

Numbering::Numbering(const std::string& numbering_xml) {
  if (numbering_xml.empty()) return;
  pugi::xml_document document;
  xml::parse(document, numbering_xml, "word/numbering.xml");
  const auto read_level = [](const pugi::xml_node& node) {
    Level level;
    level.format = xml::attribute(xml::child(node, "numFmt"), "val");
    level.text = xml::attribute(xml::child(node, "lvlText"), "val");
    level.start = xml::number(xml::child(node, "start"), "val", 1);
    return level;
  };
  for (const pugi::xml_node& node : document.document_element().children()) {
    if (xml::is(node, "abstractNum")) {
      auto& levels = definitions_[xml::attribute(node, "abstractNumId")];
      for (const pugi::xml_node& item : node.children())
        if (xml::is(item, "lvl")) levels[xml::number(item, "ilvl", 0)] = read_level(item);
    } else if (xml::is(node, "num")) {
      List list;
      list.definition = xml::attribute(xml::child(node, "abstractNumId"), "val");
      for (const pugi::xml_node& item : node.children()) {
        if (!xml::is(item, "lvlOverride")) continue;
        const int n = xml::number(item, "ilvl", 0);
        if (const pugi::xml_node level = xml::child(item, "lvl")) list.overrides[n] = read_level(level);
      }
      lists_.emplace(xml::attribute(node, "numId"), std::move(list));
    }
  }
}

const Numbering::Level& Numbering::level(const std::string& list, int n) const {
  static const Level bullet{"bullet", "-", 1};
  const auto found = lists_.find(list);
  if (found == lists_.end()) return bullet;
  const auto changed = found->second.overrides.find(n);
  if (changed != found->second.overrides.end()) return changed->second;
  const auto definition = definitions_.find(found->second.definition);
  if (definition == definitions_.end()) return bullet;
  const auto own = definition->second.find(n);
  return own == definition->second.end() ? bullet : own->second;
}

std::string Numbering::next(const std::string& list, int n) {
  n = std::clamp(n, 0, kLevels - 1);
  const Level& here = level(list, n);
  const auto found = lists_.find(list);
  const bool own = found != lists_.end() && !found->second.overrides.empty();
  std::vector<int>& counts = counters_[own || found == lists_.end() ? "list " + list : found->second.definition];
  if (counts.empty())
    for (int i = 0; i < kLevels; ++i) counts.push_back(level(list, i).start - 1);
  ++counts[static_cast<std::size_t>(n)];
  for (int i = n + 1; i < kLevels; ++i) counts[static_cast<std::size_t>(i)] = level(list, i).start - 1;
  if (here.format == "bullet") return "-";
  if (here.format == "none") return "";
  std::string out;
  for (std::size_t i = 0; i < here.text.size(); ++i) {
    const bool place = here.text[i] == '%' && i + 1 < here.text.size() && here.text[i + 1] >= '1' && here.text[i + 1] <= '9';
    if (!place) {
      out += here.text[i];
      continue;
    }
    const int of = here.text[++i] - '1';
    out += formatted(std::max(counts[static_cast<std::size_t>(of)], of < n ? 1 : 0), level(list, of).format);
  }
  return out;
}

}  // namespace minutier::source::docx
