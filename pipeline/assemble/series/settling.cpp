#include "pipeline/assemble/series/settling.hpp"

#include <utility>

#include "pipeline/assemble/people/mentions.hpp"

namespace minutier::assemble {
namespace {

using Amount = SeriesRecord::Amount;

// ---- fields by their place: the same list of fields writes and reads them ----

class Writer {
 public:
  Json::Array out;

  template <class... Fields>
  void operator()(const Fields&... fields) {
    (put(fields), ...);
  }

 private:
  void put(const std::string& text) { out.emplace_back(text); }
  void put(bool flag) { out.emplace_back(flag); }
  void put(int number) { out.emplace_back(number); }
  void put(std::int64_t number) { out.emplace_back(number); }
  template <class Item>
  void put(const std::vector<Item>& items);
  template <class Item>
  void put(const std::optional<Item>& item) {
    if (item) put(*item);
    else out.emplace_back();
  }
  template <class Item>
  void put(const std::map<std::string, Item>& items) {
    Json::Array list;
    for (const auto& [key, item] : items) {
      list.emplace_back(key);
      list.push_back(of(item));
    }
    out.emplace_back(std::move(list));
  }
  template <class Item>
  void put(const Item& item) {
    out.push_back(of(item));
  }
  template <class Item>
  static Json of(const Item& item);
};

class Reader {
 public:
  explicit Reader(const Json& json) : items_(json.items()) {}

  template <class... Fields>
  void operator()(Fields&... fields) {
    (take(fields), ...);
  }

 private:
  const Json& next() {
    static const Json nothing;
    return at_ < items_.size() ? items_[at_++] : nothing;
  }
  void take(std::string& text) { text = next().as_string(); }
  void take(bool& flag) { flag = next().as_bool(); }
  void take(int& number) { number = static_cast<int>(next().as_int()); }
  void take(std::int64_t& number) { number = next().as_int(); }
  template <class Item>
  void take(std::vector<Item>& items) {
    const Json& list = next();
    items.reserve(list.items().size());
    for (const Json& json : list.items()) items.push_back(from<Item>(json));
  }
  template <class Item>
  void take(std::optional<Item>& item) {
    const Json& json = next();
    if (!json.is_null()) item = from<Item>(json);
  }
  template <class Item>
  void take(std::map<std::string, Item>& items) {
    const Json::Array& list = next().items();
    for (std::size_t i = 0; i + 1 < list.size(); i += 2) items.emplace(list[i].as_string(), from<Item>(list[i + 1]));
  }
  template <class Item>
  void take(Item& item) {
    item = from<Item>(next());
  }
  template <class Item>
  static Item from(const Json& json);

  const Json::Array& items_;
  std::size_t at_ = 0;
};

template <class Fields, class Of>
void fields(Fields& each, Of& amount) requires std::is_same_v<std::remove_const_t<Of>, Amount> { each(amount.money.cents, amount.money.currency, amount.pointer); }
template <class Fields, class Of>
void fields(Fields& each, Of& line) requires std::is_same_v<std::remove_const_t<Of>, SeriesRecord::Line> { each(line.side, line.account, line.label, line.amount); }
template <class Fields, class Of>
void fields(Fields& each, Of& budget) requires std::is_same_v<std::remove_const_t<Of>, SeriesRecord::Budget> {
  each(budget.kind, budget.section, budget.name, budget.pointer, budget.year, budget.totals, budget.lines);
}
template <class Fields, class Of>
void fields(Fields& each, Of& result) requires std::is_same_v<std::remove_const_t<Of>, SeriesRecord::Result> {
  each(result.year, result.section, result.allocation, result.pointer, result.amount, result.allocated);
}
template <class Fields, class Of>
void fields(Fields& each, Of& vote) requires std::is_same_v<std::remove_const_t<Of>, SeriesRecord::Vote> { each(vote.number, vote.title, vote.pointer, vote.counts); }
template <class Fields, class Of>
void fields(Fields& each, Of& approval) requires std::is_same_v<std::remove_const_t<Of>, SeriesRecord::Approval> { each(approval.date, approval.pointer); }
template <class Fields, class Of>
void fields(Fields& each, Of& attendee) requires std::is_same_v<std::remove_const_t<Of>, SeriesRecord::Attendee> { each(attendee.path, attendee.status); }
template <class Fields, class Of>
void fields(Fields& each, Of& record) requires std::is_same_v<std::remove_const_t<Of>, SeriesRecord> {
  each(record.id, record.sitting, record.kind, record.version, record.body, record.date, record.organisation_kind, record.law, record.year, record.minutes,
       record.council, record.urgent, record.sent, record.counts, record.budgets, record.results, record.votes, record.approvals, record.attendees);
}

// Record, date and body are the same for every mention.
template <class Fields, class Of>
void fields(Fields& each, Of& mention) requires std::is_same_v<std::remove_const_t<Of>, Mention> { each(mention.path, mention.name, mention.family, mention.given, mention.listed); }

template <class Item>
void Writer::put(const std::vector<Item>& items) {
  Json::Array list;
  list.reserve(items.size());
  for (const Item& item : items) list.push_back(of(item));
  out.emplace_back(std::move(list));
}

template <class Item>
Json Writer::of(const Item& item) {
  if constexpr (std::is_same_v<Item, std::int64_t>) {
    return Json(item);
  } else {
    Writer writer;
    fields(writer, item);
    return Json(std::move(writer.out));
  }
}

template <class Item>
Item Reader::from(const Json& json) {
  if constexpr (std::is_same_v<Item, std::int64_t>) {
    return json.as_int();
  } else {
    Item item;
    Reader reader(json);
    fields(reader, item);
    return item;
  }
}

}  // namespace

Settling settling_of(const Json& record) { return {series_record(record, false), mentions_of(record)}; }

Json to_json(const Settling& settling) {
  Writer writer;
  writer(settling.series, settling.mentions);
  const bool any = !settling.mentions.empty();
  writer(any ? settling.mentions.front().date : std::string(), any ? settling.mentions.front().body : std::string());
  return Json(std::move(writer.out));
}

Settling settling_from_json(const Json& json) {
  Settling settling;
  std::string date, body;
  Reader reader(json);
  reader(settling.series, settling.mentions, date, body);
  for (Mention& mention : settling.mentions) mention.record = settling.series.id, mention.date = date, mention.body = body;
  return settling;
}

}  // namespace minutier::assemble
