#include "pipeline/run/worker_protocol.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <new>
#include <stdexcept>

#include "pipeline/base/json_wire.hpp"

namespace minutier::run {

namespace {

#ifdef MINUTIER_NO_MEMORY_LIMIT
constexpr bool may_limit_memory = false;  // a sanitizer's shadow memory is address space too
#else
constexpr bool may_limit_memory = true;
#endif

bool read_all(int fd, char* to, std::size_t size) {
  while (size > 0) {
    const ssize_t got = ::read(fd, to, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    to += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

bool read_frame(int fd, std::string& body) {
  char head[4];
  if (!read_all(fd, head, sizeof head)) return false;
  const std::size_t size = frame_size({head, sizeof head});
  if (size > largest_frame) return false;
  body.resize(size);
  return read_all(fd, body.data(), size);
}

std::int64_t resident_mb() {
  std::ifstream file("/proc/self/statm");
  long pages = 0, resident = 0;
  file >> pages >> resident;
  return static_cast<std::int64_t>(resident) * ::sysconf(_SC_PAGESIZE) >> 20;
}

void die_with_parent(pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);  // it died before we asked
}

void limit_memory() {
  const char* text = std::getenv(memory_variable);
  const long megabytes = text ? std::strtol(text, nullptr, 10) : 0;
  if (megabytes <= 0 || !may_limit_memory) return;
  const rlim_t bytes = static_cast<rlim_t>(megabytes) << 20;
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_AS, &limit);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
}

// Moves the wire off the standard descriptors, which then lead nowhere: children inherit none of it.
struct Wire {
  int in, out;
};
Wire take_wire() {
  const Wire wire{::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3), ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)};
  const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nowhere >= 0) {
    ::dup2(nowhere, STDIN_FILENO);
    ::dup2(nowhere, STDOUT_FILENO);
    ::close(nowhere);
  }
  return wire;
}

Json failure(const Error& error) {
  Json reply = Json::object();
  reply.set("error", to_json(error));
  return reply;
}

}  // namespace

std::string frame_head(std::size_t size) {
  if (size > largest_frame) throw Error(ErrorCode::too_large, "run", "", 0, "a message of " + std::to_string(size >> 20) + " MB");
  std::string head(4, '\0');
  for (int i = 0; i < 4; ++i) head[static_cast<std::size_t>(i)] = static_cast<char>(size >> (8 * i) & 0xFF);
  return head;
}

std::size_t frame_size(std::string_view head) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4 && i < head.size(); ++i) size |= static_cast<std::size_t>(static_cast<unsigned char>(head[i])) << (8 * i);
  return size;
}

Json to_json(const Error& error) {
  Json out = Json::object();
  out.set("code", name(error.code));
  out.set("stage", error.stage);
  out.set("document", error.document);
  out.set("page", error.page);
  out.set("detail", error.detail);
  return out;
}

Error error_from_json(const Json& json) {
  return {error_code(json["code"].as_string()), json["stage"].as_string(), json["document"].as_string(),
          static_cast<int>(json["page"].as_int()), json["detail"].as_string()};
}

Json answer(const Handlers& handlers, const Json& job) {
  const std::string& kind = job["job"].as_string();
  try {
    const auto found = handlers.find(kind);
    if (found == handlers.end()) return failure({ErrorCode::internal, "run", "", 0, "no handler for job '" + kind + "'"});
    Json reply = Json::object();
    reply.set("result", found->second(job));
    return reply;
  } catch (const Error& error) {
    return failure(error);
  } catch (const std::bad_alloc&) {
    return failure({ErrorCode::out_of_memory, "run", "", 0, "the job does not fit in the worker's memory"});
  } catch (const std::exception& error) {
    return failure({ErrorCode::internal, "run", "", 0, error.what()});
  }
}

int serve(const Handlers& handlers) {
  die_with_parent(::getppid());
  std::signal(SIGPIPE, SIG_IGN);
  const Wire wire = take_wire();
  limit_memory();
  // A library that meets bad_alloc half-way may be left in any state; a new process costs less than finding out.
  if (may_limit_memory) std::set_new_handler([] { ::_exit(out_of_memory_status); });

  std::string body;
  while (read_frame(wire.in, body)) {
    Json reply;
    try {
      reply = answer(handlers, unpack(body));
    } catch (const Error& error) {
      reply = failure(error);
    }
    reply.set("rss_mb", resident_mb());
    const std::string bytes = pack(reply);
    if (!write_all(wire.out, frame_head(bytes.size())) || !write_all(wire.out, bytes)) return 1;
    body.clear();
    if (body.capacity() > (std::size_t{8} << 20)) body.shrink_to_fit();
  }
  return 0;
}

}  // namespace minutier::run
