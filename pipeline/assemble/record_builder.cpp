#include "pipeline/assemble/record_builder.hpp"

#include <cmath>
#include <variant>

#include "pipeline/assemble/entities.hpp"
#include "pipeline/assemble/doubtful_digits.hpp"

namespace minutier::assemble {
namespace {

// The object a path leads to ("vote/for" -> the object "vote"), made where it is not there yet.
Json& descend(Json& object, std::string_view& path) {
  Json* here = &object;
  for (auto cut = path.find('/'); cut != std::string_view::npos; cut = path.find('/')) {
    const std::string_view step = path.substr(0, cut);
    Json* next = here->find(step);
    if (!next) next = &here->set(step, Json::object());
    here = next;
    path.remove_prefix(cut + 1);
  }
  return *here;
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

}  // namespace

Json to_json(const Value& value) {
  if (const auto* v = std::get_if<bool>(&value)) return Json(*v);
  if (const auto* v = std::get_if<std::int64_t>(&value)) return Json(*v);
  if (const auto* v = std::get_if<double>(&value)) return Json(*v);
  if (const auto* v = std::get_if<std::string>(&value)) return Json(*v);
  const Money& money = std::get<Money>(value);
  Json out = Json::object();
  out.set("amount", decimal(money));
  out.set("currency", money.currency);
  return out;
}

std::vector<std::string> RecordBuilder::evidence_ids(Range reading) {
  std::vector<std::string> ids;
  for (const Evidence& e : evidence_of(text_, reading)) {
    const auto [slot, fresh] = known_.try_emplace({e.page, e.begin, e.end}, "");
    if (fresh) {
      slot->second = "e" + std::to_string(evidence_.size() + 1);
      Json::Object json;
      json.reserve(7);
      json.emplace_back("id", slot->second);
      json.emplace_back("page", e.page);
      if (!e.label.empty()) json.emplace_back("page_label", e.label);
      json.emplace_back("origin", name(e.origin));
      json.emplace_back("chars", Json::Array{Json(e.begin), Json(e.end)});
      Json::Array boxes;
      for (const Box& b : e.boxes) {
        const auto tenth = [](double v) { return Json(std::round(v * 10) / 10); };
        boxes.push_back(Json(Json::Array{tenth(b.x), tenth(b.y), tenth(b.w), tenth(b.h)}));
      }
      json.emplace_back("boxes", std::move(boxes));
      json.emplace_back("quote", e.quote);
      evidence_.push_back(Json(std::move(json)));
    }
    ids.push_back(slot->second);
  }
  return ids;
}

Json RecordBuilder::fact(const Fact& fact) {
  Json::Object out;
  out.reserve(6);
  out.emplace_back("value", to_json(fact.value));
  Json::Array ids;
  for (std::string& id : evidence_ids(fact.where)) ids.push_back(Json(std::move(id)));
  if (!fact.where.empty()) {
    const Range raw = whole_characters(text_.recognised, text_.to_recognised(fact.where));
    out.emplace_back("raw", raw.of(text_.recognised));
    const bool number = std::holds_alternative<std::int64_t>(fact.value) || std::holds_alternative<Money>(fact.value);
    if (number)
      if (Json doubts = digits_in_doubt(text_, raw); !doubts.items().empty()) out.emplace_back("digits", std::move(doubts));
  }
  for (const Range support : fact.support)
    for (std::string& id : evidence_ids(support)) ids.push_back(Json(std::move(id)));
  out.emplace_back("status", name(fact.status));
  out.emplace_back("confidence", rounded(fact.confidence));
  if (!fact.rule.empty()) out.emplace_back("rule", fact.rule);
  out.emplace_back("evidence", std::move(ids));
  return Json(std::move(out));
}

Json RecordBuilder::taken_over(const Json& record, const Json& fact) {
  Json out = fact;
  Json::Array ids;
  for (const Json& id : fact["evidence"].items())
    for (const Json& known : record["evidence"].items()) {
      if (!(known["id"] == id)) continue;
      const auto at = [&](std::size_t end) { return static_cast<std::size_t>(known["chars"].items()[end].as_int()); };
      const auto [slot, fresh] = known_.try_emplace({static_cast<int>(known["page"].as_int()), at(0), at(1)}, "");
      if (fresh) {
        slot->second = "e" + std::to_string(evidence_.size() + 1);
        evidence_.push_back(known);
        evidence_.back().set("id", slot->second);
      }
      ids.push_back(Json(slot->second));
    }
  out.set("evidence", Json(std::move(ids)));
  return out;
}

void RecordBuilder::put_field(Json& object, std::string_view entity, std::string_view path, const Fact& f) {
  if (is_plain(entity, f.field)) {
    Json& target = descend(object, path);
    if (!target.find(path)) target.set(path, to_json(f.value));
    return;
  }
  const bool listed = path.ends_with("[]");
  if (listed) path.remove_suffix(2);
  Json& target = descend(object, path);
  Json leaf = fact(f);
  if (listed) {
    Json* list = target.find(path);
    if (!list) list = &target.set(path, Json::array());
    for (const Json& item : list->items())
      if (item["value"] == leaf["value"]) return;
    list->push(std::move(leaf));
    return;
  }
  Json* old = target.find(path);
  if (!old) {
    target.set(path, std::move(leaf));
    return;
  }
  if ((*old)["value"] == leaf["value"]) {  // the same said twice: the surer one, with both proofs
    if (leaf["confidence"].as_double() > (*old)["confidence"].as_double()) std::swap(*old, leaf);
    Json* ids = old->find("evidence");
    for (const Json& id : leaf["evidence"].items()) {
      bool known = false;
      for (const Json& have : ids->items()) known = known || have == id;
      if (!known) ids->push(id);
    }
    return;
  }
  if (leaf["confidence"].as_double() > (*old)["confidence"].as_double()) {
    if (Json* others = old->find("alternatives")) {
      leaf.set("alternatives", std::move(*others));
      old->erase("alternatives");
    }
    std::swap(*old, leaf);
  }
  Json* others = old->find("alternatives");
  if (!others) others = &old->set("alternatives", Json::array());
  others->push(std::move(leaf));
}

void RecordBuilder::put(Json& object, const Found& found) {
  for (const Fact& f : found.facts) put_field(object, found.entity, f.field, f);
  for (const Found& child : found.children) {
    std::string_view path = child.entity;
    Json& owner = descend(object, path);
    Json* list = owner.find(path);
    if (!list) list = &owner.set(path, Json::array());
    Json item = Json::object();
    put(item, child);
    list->push(std::move(item));
  }
}

void RecordBuilder::add(Json& record, const Found& found) {
  std::string_view path = found.entity;
  if (path == "document") {
    put(record, found);
    return;
  }
  Json& owner = descend(record, path);
  Json* target = owner.find(path);
  if (is_list(found.entity)) {
    if (!target) target = &owner.set(path, Json::array());
    Json item = Json::object();
    put(item, found);
    target->push(std::move(item));
    return;
  }
  if (!target) target = &owner.set(path, Json::object());
  put(*target, found);
}

}  // namespace minutier::assemble
