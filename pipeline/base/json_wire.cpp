#include "pipeline/base/json_wire.hpp"

#include <cstring>

#include "pipeline/base/error.hpp"

namespace minutier {
namespace {

enum Tag : char { null = 'n', yes = 't', no = 'f', integer = 'i', real = 'd', string = 's', array = 'a', object = 'o' };
constexpr int deepest = 200;

class Packer {
 public:
  std::string bytes;

  void put(const Json& value) {
    if (value.is_null()) return tag(null);
    if (value.is_bool()) return tag(value.as_bool() ? yes : no);
    if (value.is_int()) return tag(integer), raw(value.as_int());
    if (value.is_number()) return tag(real), raw(value.as_double());
    if (value.is_string()) return tag(string), text(value.as_string());
    if (value.is_array()) {
      tag(array), size(value.items().size());
      for (const Json& item : value.items()) put(item);
      return;
    }
    tag(object), size(value.members().size());
    for (const auto& [key, member] : value.members()) text(key), put(member);
  }

 private:
  void tag(Tag t) { bytes += t; }
  template <class Number>
  void raw(Number number) {
    char out[sizeof number];
    std::memcpy(out, &number, sizeof number);
    bytes.append(out, sizeof number);
  }
  void size(std::size_t n) {  // seven bits a byte, the last without the eighth
    for (; n >= 128; n >>= 7) bytes += static_cast<char>(n | 128);
    bytes += static_cast<char>(n);
  }
  void text(std::string_view s) {
    size(s.size());
    bytes += s;
  }
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  Json whole() {
    Json value = get(0);
    if (at_ != bytes_.size()) bad();
    return value;
  }

 private:
  [[noreturn]] void bad() const { throw Error(ErrorCode::damaged, "a packed message makes no sense at byte " + std::to_string(at_)); }

  Json get(int depth) {
    if (depth > deepest) bad();
    switch (byte()) {
      case null: return {};
      case yes: return Json(true);
      case no: return Json(false);
      case integer: return Json(raw<std::int64_t>());
      case real: return Json(raw<double>());
      case string: return Json(std::string(text()));
      case array: {
        Json::Array items;
        const std::size_t count = size();
        items.reserve(count);
        for (std::size_t i = 0; i < count; ++i) items.push_back(get(depth + 1));
        return Json(std::move(items));
      }
      case object: {
        Json::Object members;
        const std::size_t count = size();
        members.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
          std::string key(text());
          members.emplace_back(std::move(key), get(depth + 1));
        }
        return Json(std::move(members));
      }
      default: bad();
    }
  }

  char byte() {
    if (at_ >= bytes_.size()) bad();
    return bytes_[at_++];
  }
  template <class Number>
  Number raw() {
    Number number;
    if (bytes_.size() - at_ < sizeof number) bad();
    std::memcpy(&number, bytes_.data() + at_, sizeof number);
    at_ += sizeof number;
    return number;
  }
  // How much follows; never more than there are bytes left, so that no message asks for memory it does not fill.
  std::size_t size() {
    std::size_t n = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
      const unsigned char c = static_cast<unsigned char>(byte());
      n |= static_cast<std::size_t>(c & 127) << shift;
      if (c < 128) {
        if (n > bytes_.size() - at_) bad();
        return n;
      }
    }
    bad();
  }
  std::string_view text() {
    const std::size_t n = size();
    at_ += n;
    return bytes_.substr(at_ - n, n);
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::string pack(const Json& value) {
  Packer packer;
  packer.put(value);
  return std::move(packer.bytes);
}

Json unpack(std::string_view bytes) { return Unpacker(bytes).whole(); }

}  // namespace minutier
