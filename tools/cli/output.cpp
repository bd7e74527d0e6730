#include "tools/cli/output.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "pipeline/base/error.hpp"

namespace minutier::cli {

int Output::Buffer::sync() {
  const char* at = pbase();
  const char* end = pptr();
  setp(bytes_.data(), bytes_.data() + bytes_.size());  // what cannot be written is not tried again
  while (at < end) {
    const ssize_t written = ::write(descriptor_, at, static_cast<std::size_t>(end - at));
    if (written >= 0) {
      at += written;
    } else if (errno == EPIPE) {
      throw BrokenPipe{};
    } else if (errno != EINTR) {
      const ErrorCode code = errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ErrorCode::disk_full : ErrorCode::unreadable;
      throw Error(code, "output", "stdout", 0, std::strerror(errno));
    }
  }
  return 0;
}

Output::Buffer::int_type Output::Buffer::overflow(int_type c) {
  sync();
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  *pptr() = traits_type::to_char_type(c);
  pbump(1);
  return c;
}

void let_writes_report_closed_pipes() {
  // A handler, not SIG_IGN: programs started by this one get the default back.
  struct sigaction action = {};
  action.sa_handler = [](int) {};
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGPIPE, &action, nullptr);
}

bool is_terminal(int descriptor) { return ::isatty(descriptor) == 1; }

std::size_t terminal_width(int descriptor) {
  winsize size = {};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

}  // namespace minutier::cli
