#include "pipeline/model/page.hpp"

#include <algorithm>
#include <cmath>

namespace minutier {

Box checked_box(double x, double y, double w, double h) {
  if (!std::isfinite(x) || !std::isfinite(y) || !std::isfinite(w) || !std::isfinite(h) || w < 0 || h < 0)
    throw Error(ErrorCode::internal, "a box needs finite numbers and w, h >= 0");
  return {x, y, w, h};
}

Box cover(const Box& a, const Box& b) {
  const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

Box turned(const Box& box, int degrees, double width, double height) {
  if (degrees == 90) return {height - box.bottom(), box.x, box.h, box.w};
  if (degrees == 180) return {width - box.right(), height - box.bottom(), box.w, box.h};
  if (degrees == 270) return {box.y, width - box.right(), box.h, box.w};
  return box;
}

Rule turned(const Rule& rule, int degrees, double width, double height) {
  const Box box = turned(Box{rule.x0, rule.y0, rule.x1 - rule.x0, rule.y1 - rule.y0}, degrees, width, height);
  return {box.x, box.y, box.right(), box.bottom()};
}

std::string_view name(Origin origin) {
  switch (origin) {
    case Origin::embedded: return "embedded";
    case Origin::ocr: return "ocr";
    case Origin::plain: return "plain";
    case Origin::imported: return "imported";
  }
  return "plain";
}

Origin origin_from(std::string_view text) {
  for (const Origin origin : {Origin::embedded, Origin::ocr, Origin::imported})
    if (name(origin) == text) return origin;
  return Origin::plain;
}

std::optional<double> Page::mean_confidence() const {
  double sum = 0;
  std::size_t count = 0;
  for (const Word& word : words)
    if (word.confidence) sum += *word.confidence, ++count;
  if (count == 0) return std::nullopt;
  return sum / static_cast<double>(count);
}

namespace {
double tenth(double value) { return std::round(value * 10) / 10; }
}  // namespace

bool is_failure(std::string_view page_outcome) {
  for (const std::string_view sound : {"ok", "empty", "blank", "handwriting", "photograph"})
    if (page_outcome == sound) return false;
  return true;
}

std::string_view label_at(std::string_view page_label, const std::vector<Side>& sides, std::size_t byte) {
  if (std::all_of(sides.begin(), sides.end(), [](const Side& side) { return side.label.empty(); })) return page_label;
  for (const Side& side : sides)
    if (side.chars.begin <= byte && byte < side.chars.end) return side.label;
  return {};
}

std::string all_labels(const Page& page) {
  std::string out;
  for (const Side& side : page.sides)
    if (!side.label.empty()) out += (out.empty() ? "" : "-") + side.label;
  return out.empty() ? page.label : out;
}

Json sides_to_json(const std::vector<Side>& sides) {
  Json::Array out;
  for (const Side& side : sides) out.push_back(Json(Json::Array{Json(side.chars.begin), Json(side.chars.end), Json(side.label)}));
  return Json(std::move(out));
}

std::vector<Side> sides_from_json(const Json& json, std::size_t text_size) {
  std::vector<Side> out;
  for (const Json& item : json.items()) {
    const auto& row = item.items();
    const std::int64_t begin = row.size() == 3 ? row[0].as_int(-1) : -1, end = row.size() == 3 ? row[1].as_int(-1) : -1;
    if (begin < 0 || end < begin || static_cast<std::size_t>(end) > text_size) throw Error(ErrorCode::damaged, "page: a side outside the text");
    out.push_back({{static_cast<std::size_t>(begin), static_cast<std::size_t>(end)}, row[2].as_string()});
  }
  return out;
}

Json to_json(const Page& page) {
  Json out = Json::object();
  out.set("number", page.number);
  out.set("width", tenth(page.width));
  out.set("height", tenth(page.height));
  out.set("origin", name(page.origin));
  out.set("text", page.text);
  if (!page.words.empty()) {
    Json::Array words, lines;
    words.reserve(page.words.size());
    for (const Word& w : page.words) {
      Json::Array row{Json(w.chars.begin), Json(w.chars.end), Json(tenth(w.box.x)), Json(tenth(w.box.y)), Json(tenth(w.box.w)), Json(tenth(w.box.h))};
      if (w.confidence) row.push_back(Json(std::round(*w.confidence * 1000) / 1000));
      words.push_back(Json(std::move(row)));
    }
    for (const Line& l : page.lines)
      lines.push_back(Json(Json::Array{Json(l.first), Json(l.count), Json(tenth(l.box.x)), Json(tenth(l.box.y)), Json(tenth(l.box.w)), Json(tenth(l.box.h))}));
    out.set("words", std::move(words));
    out.set("lines", std::move(lines));
  }
  if (!page.digits.empty()) {
    Json::Array digits;
    for (const DigitDoubt& d : page.digits) digits.push_back(Json(Json::Array{Json(d.at), Json(std::round(d.confidence * 1000) / 1000), Json(d.others)}));
    out.set("digits", std::move(digits));
  }
  if (!page.rules.empty()) {
    Json::Array rules;
    for (const Rule& r : page.rules) rules.push_back(Json(Json::Array{Json(tenth(r.x0)), Json(tenth(r.y0)), Json(tenth(r.x1)), Json(tenth(r.y1))}));
    out.set("rules", std::move(rules));
  }
  if (!page.label.empty()) out.set("label", page.label);
  if (!page.sides.empty()) out.set("sides", sides_to_json(page.sides));
  out.set("outcome", page.outcome);
  if (!page.reason.empty()) out.set("reason", page.reason);
  if (!page.engine.empty()) out.set("engine", page.engine);
  if (!page.issues.empty()) {
    Json::Array issues;
    for (const Issue& issue : page.issues) {
      Json row = Json::object();
      row.set("code", issue.code);
      row.set("stage", issue.stage);
      row.set("page", issue.page);
      row.set("message", issue.message);
      issues.push_back(std::move(row));
    }
    out.set("issues", std::move(issues));
  }
  return out;
}

Page page_from_json(const Json& json) {
  const auto damaged = [](const char* what) { return Error(ErrorCode::damaged, std::string("page: ") + what); };
  if (!json.is_object() || !json["text"].is_string()) throw damaged("no text");
  Page page;
  page.number = static_cast<int>(json["number"].as_int(1));
  page.width = json["width"].as_double();
  page.height = json["height"].as_double();
  page.origin = origin_from(json["origin"].as_string());
  page.text = json["text"].as_string();
  const auto unsigned_at = [&](const Json::Array& row, std::size_t i) {
    const std::int64_t v = row[i].as_int(-1);
    if (v < 0) throw damaged("negative offset");
    return static_cast<std::size_t>(v);
  };
  for (const Json& item : json["words"].items()) {
    const auto& row = item.items();
    if (row.size() < 6) throw damaged("short word");
    Word word{{unsigned_at(row, 0), unsigned_at(row, 1)},
              checked_box(row[2].as_double(), row[3].as_double(), row[4].as_double(), row[5].as_double()),
              std::nullopt};
    if (word.chars.end > page.text.size() || word.chars.begin > word.chars.end) throw damaged("word outside the text");
    if (row.size() > 6) word.confidence = static_cast<float>(row[6].as_double());
    page.words.push_back(word);
  }
  for (const Json& item : json["lines"].items()) {
    const auto& row = item.items();
    if (row.size() < 6) throw damaged("short line");
    Line line{unsigned_at(row, 0), unsigned_at(row, 1),
              checked_box(row[2].as_double(), row[3].as_double(), row[4].as_double(), row[5].as_double())};
    if (line.first + line.count > page.words.size()) throw damaged("line outside the words");
    page.lines.push_back(line);
  }
  for (const Json& item : json["digits"].items()) {
    const auto& row = item.items();
    if (row.size() != 3) throw damaged("short digit");
    const DigitDoubt digit{unsigned_at(row, 0), static_cast<float>(row[1].as_double()), row[2].as_string()};
    if (digit.at >= page.text.size()) throw damaged("a digit outside the text");
    page.digits.push_back(digit);
  }
  for (const Json& item : json["rules"].items()) {
    const auto& row = item.items();
    if (row.size() != 4) throw damaged("a rule without two ends");
    page.rules.push_back({row[0].as_double(), row[1].as_double(), row[2].as_double(), row[3].as_double()});
  }
  page.label = json["label"].as_string();
  page.sides = sides_from_json(json["sides"], page.text.size());
  page.outcome = json["outcome"].as_string();
  page.reason = json["reason"].as_string();
  page.engine = json["engine"].as_string();
  for (const Json& issue : json["issues"].items())
    page.issues.push_back({issue["code"].as_string(), issue["stage"].as_string(), static_cast<int>(issue["page"].as_int()), issue["message"].as_string()});
  return page;
}

}  // namespace minutier
