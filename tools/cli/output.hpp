#pragma once
// Standard output and standard error as streams that know when nobody reads any more.

#include <array>
#include <ostream>
#include <streambuf>

namespace minutier::cli {

// Thrown when the reader of a pipe has gone; the program then ends as a success.
struct BrokenPipe {};

// A buffered stream over a file descriptor. Throws BrokenPipe, or Error{disk_full|unreadable} for other failures.
class Output : public std::ostream {
 public:
  explicit Output(int descriptor) : std::ostream(&buffer_), buffer_(descriptor) { exceptions(std::ios::badbit); }

 private:
  class Buffer : public std::streambuf {
   public:
    explicit Buffer(int descriptor) : descriptor_(descriptor) { setp(bytes_.data(), bytes_.data() + bytes_.size()); }

   protected:
    int_type overflow(int_type c) override;
    int sync() override;

   private:
    int descriptor_;
    std::array<char, 1 << 16> bytes_;
  };
  Buffer buffer_;
};

// Makes a closed pipe an error of the write instead of the end of the process. Child programs are not affected.
void let_writes_report_closed_pipes();
bool is_terminal(int descriptor);
std::size_t terminal_width(int descriptor);  // columns; 80 when the terminal does not say

}  // namespace minutier::cli
