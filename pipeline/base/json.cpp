#include "pipeline/base/json.hpp"

#include <charconv>
#include <cstring>

#include "pipeline/base/error.hpp"
#include "pipeline/base/rapidjson.hpp"

namespace minutier {
namespace {

const Json null_value;
const std::string empty_string;
const Json::Array empty_array;
const Json::Object empty_object;

// Builds a Json tree from RapidJSON's parse events.
class Builder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Builder> {
 public:
  explicit Builder(std::string_view without) : without_(without) {}
  bool Null() { return put(Json(nullptr)); }
  bool Bool(bool v) { return put(Json(v)); }
  bool Int(int v) { return put(Json(static_cast<std::int64_t>(v))); }
  bool Uint(unsigned v) { return put(Json(static_cast<std::int64_t>(v))); }
  bool Int64(std::int64_t v) { return put(Json(v)); }
  bool Uint64(std::uint64_t v) { return put(Json(static_cast<double>(v))); }
  bool Double(double v) { return put(Json(v)); }
  bool String(const char* s, rapidjson::SizeType n, bool) { return passing_ ? put(Json()) : put(Json(std::string(s, n))); }
  bool Key(const char* s, rapidjson::SizeType n, bool) {
    if (passing_) return true;
    passing_ = open_.size() == 1 && !without_.empty() && std::string_view(s, n) == without_;
    if (!passing_) open_.back().key.assign(s, n);
    return true;
  }
  bool StartObject() { return start(Json::object()); }
  bool EndObject(rapidjson::SizeType) { return finish(); }
  bool StartArray() { return start(Json::array()); }
  bool EndArray(rapidjson::SizeType) { return finish(); }

  Json result;

 private:
  struct Open {
    Json::Array items;
    Json::Object members;
    bool object;
    std::string key;
  };
  bool start(Json kind) {
    if (open_.size() + passed_ > 200) return false;  // hostile nesting
    if (passing_) return ++passed_, true;
    open_.push_back({{}, {}, kind.is_object(), {}});
    return true;
  }
  bool finish() {
    if (passing_) return passing_ = --passed_ > 0, true;
    Open done = std::move(open_.back());
    open_.pop_back();
    return put(done.object ? Json(std::move(done.members)) : Json(std::move(done.items)));
  }
  bool put(Json value) {
    if (passing_) return passing_ = passed_ > 0, true;
    if (open_.empty())
      result = std::move(value);
    else if (open_.back().object)
      open_.back().members.emplace_back(std::move(open_.back().key), std::move(value));
    else
      open_.back().items.push_back(std::move(value));
    return true;
  }
  std::vector<Open> open_;
  std::string_view without_;
  bool passing_ = false;     // through the value of `without_`
  std::size_t passed_ = 0;   // how deep in it
};

// Writes JSON text. Strings are copied a stretch at a time: hardly a character needs more than that.
class Printer {
 public:
  explicit Printer(int indent) : indent_(static_cast<std::size_t>(indent)) {}

  void put(const Json& value) {
    if (value.is_null()) {
      text += "null";
    } else if (value.is_bool()) {
      text += value.as_bool() ? "true" : "false";
    } else if (value.is_int()) {
      number(value.as_int());
    } else if (value.is_number()) {
      number(value.as_double());
    } else if (value.is_string()) {
      string(value.as_string());
    } else if (value.is_array()) {
      list('[', ']', value.items(), [this](const Json& item) { put(item); });
    } else {
      list('{', '}', value.members(), [this](const Json::Member& member) {
        string(member.first);
        text += indent_ ? ": " : ":";
        put(member.second);
      });
    }
  }

  std::string text;

 private:
  template <class Items, class Put>
  void list(char open, char close, const Items& items, Put put_item) {
    text += open;
    ++depth_;
    bool first = true;
    for (const auto& item : items) {
      if (!first) text += ',';
      first = false;
      line();
      put_item(item);
    }
    --depth_;
    if (!first) line();
    text += close;
  }
  void line() {
    if (indent_ == 0) return;
    text += '\n';
    text.append(depth_ * indent_, ' ');
  }
  template <class Number>
  void number(Number value) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    text.append(buffer, end.ptr);
  }

  // Whether one of eight bytes is a quotation mark, a backslash or a control character (or may be: then each is looked at).
  static bool plain(const char* eight) {
    constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
    std::uint64_t bytes;
    std::memcpy(&bytes, eight, sizeof bytes);
    const auto zero = [](std::uint64_t v) { return (v - ones) & ~v & highs; };
    return (((bytes - ones * 0x20) & ~bytes & highs) | zero(bytes ^ (ones * '"')) | zero(bytes ^ (ones * '\\'))) == 0;
  }
  void string(const std::string& value) {
    text += '"';
    const char *at = value.data(), *const end = at + value.size(), *copied = at;
    while (at < end) {
      if (end - at >= 8 && plain(at)) {
        at += 8;
        continue;
      }
      const unsigned char c = static_cast<unsigned char>(*at++);
      if (c >= 0x20 && c != '"' && c != '\\') continue;
      text.append(copied, at - 1);
      escape(c);
      copied = at;
    }
    text.append(copied, end);
    text += '"';
  }
  void escape(unsigned char c) {
    static constexpr char hex[] = "0123456789ABCDEF";
    text += '\\';
    switch (c) {
      case '"': text += '"'; return;
      case '\\': text += '\\'; return;
      case '\b': text += 'b'; return;
      case '\f': text += 'f'; return;
      case '\n': text += 'n'; return;
      case '\r': text += 'r'; return;
      case '\t': text += 't'; return;
      default: text += "u00", text += hex[c >> 4], text += hex[c & 15];
    }
  }

  std::size_t indent_, depth_ = 0;
};

}  // namespace

Json Json::parse(std::string_view text, std::string_view without) {
  Builder builder(without);
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader reader;
  const auto ok = reader.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(stream, builder);
  if (!ok)
    throw Error(ErrorCode::damaged, std::string("not JSON: ") + rapidjson::GetParseError_En(ok.Code()) + " at byte " +
                                        std::to_string(ok.Offset()));
  return std::move(builder.result);
}

bool Json::as_bool(bool fallback) const {
  const bool* v = std::get_if<bool>(&value_);
  return v ? *v : fallback;
}
std::int64_t Json::as_int(std::int64_t fallback) const {
  if (const auto* v = std::get_if<std::int64_t>(&value_)) return *v;
  return fallback;
}
double Json::as_double(double fallback) const {
  if (const auto* v = std::get_if<double>(&value_)) return *v;
  if (const auto* v = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*v);
  return fallback;
}
const std::string& Json::as_string() const {
  const auto* v = std::get_if<std::string>(&value_);
  return v ? *v : empty_string;
}
const Json::Array& Json::items() const {
  const auto* v = std::get_if<Array>(&value_);
  return v ? *v : empty_array;
}
Json::Array& Json::items() {
  if (is_null()) value_ = Array{};
  if (auto* v = std::get_if<Array>(&value_)) return *v;
  throw Error(ErrorCode::internal, "Json: not an array");
}
const Json::Object& Json::members() const {
  const auto* v = std::get_if<Object>(&value_);
  return v ? *v : empty_object;
}
const Json* Json::find(std::string_view key) const {
  for (const auto& [name, value] : members())
    if (name == key) return &value;
  return nullptr;
}
Json* Json::find(std::string_view key) { return const_cast<Json*>(std::as_const(*this).find(key)); }
const Json& Json::operator[](std::string_view key) const {
  const Json* found = find(key);
  return found ? *found : null_value;
}
Json& Json::set(std::string_view key, Json value) {
  if (is_null()) value_ = Object{};
  auto* object = std::get_if<Object>(&value_);
  if (!object) throw Error(ErrorCode::internal, "Json: not an object");
  if (Json* old = find(key)) return *old = std::move(value);
  object->emplace_back(std::string(key), std::move(value));
  return object->back().second;
}
bool Json::erase(std::string_view key) {
  auto* object = std::get_if<Object>(&value_);
  return object && std::erase_if(*object, [&](const Member& m) { return m.first == key; }) > 0;
}
const Json* Json::at(std::string_view path) const {
  const Json* here = this;
  while (here && !path.empty()) {
    const auto cut = path.find('/');
    const std::string_view step = path.substr(0, cut);
    path = cut == std::string_view::npos ? std::string_view{} : path.substr(cut + 1);
    if (here->is_array()) {
      std::size_t index = 0;
      const auto parsed = std::from_chars(step.data(), step.data() + step.size(), index);
      here = parsed.ec == std::errc{} && index < here->items().size() ? &here->items()[index] : nullptr;
    } else {
      here = here->find(step);
    }
  }
  return here;
}

std::string Json::dump(int indent) const {
  Printer printer(indent > 0 ? indent : 0);
  printer.put(*this);
  return std::move(printer.text);
}

}  // namespace minutier
