#include "pipeline/base/hash.hpp"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>

#include "pipeline/base/error.hpp"

namespace minutier {
namespace {

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
  void add(const char* bytes, std::size_t size) { EVP_DigestUpdate(context_.get(), bytes, size); }
  std::string hex() {
    std::array<unsigned char, 32> digest{};
    EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr);
    std::string out;
    for (const unsigned char byte : digest) {
      out += "0123456789abcdef"[byte >> 4];
      out += "0123456789abcdef"[byte & 15];
    }
    return out;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* c) const { EVP_MD_CTX_free(c); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

}  // namespace

std::string sha256(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes.data(), bytes.size());
  return hash.hex();
}

std::string sha256_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorCode::unreadable, "source", path.string(), 0, "cannot be opened");
  Sha256 hash;
  constexpr std::streamsize block = 1 << 16;
  const auto bytes = std::make_unique_for_overwrite<char[]>(block);
  while (in.read(bytes.get(), block) || in.gcount() > 0) hash.add(bytes.get(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) throw Error(ErrorCode::unreadable, "source", path.string(), 0, "read error");
  return hash.hex();
}

}  // namespace minutier
