#pragma once
// The worker's side of the pool: jobs come in as frames, results go out as frames, one at a time.
//
// A frame is its length (4 bytes, little-endian) and that many bytes of packed JSON (pipeline/base/json_wire.hpp). A job is an object with "job", the name of
// its handler; the reply is {"result": …} or {"error": {code, stage, document, page, detail}}, with the worker's
// resident memory as "rss_mb". What libraries print goes nowhere near the wire.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "pipeline/base/error.hpp"
#include "pipeline/base/json.hpp"

namespace minutier::run {

using Handler = std::function<Json(const Json& job)>;
using Handlers = std::map<std::string, Handler>;

inline constexpr std::size_t largest_frame = std::size_t{512} << 20;
// The worker leaves with this status when memory it cannot do without is refused.
inline constexpr int out_of_memory_status = 86;
// The address space a worker may take, in megabytes, is given to it in this variable; 0 is no limit.
inline constexpr const char* memory_variable = "MINUTIER_WORKER_MEMORY";

// Answers jobs until its standard input ends. Returns the process's exit status. Dies with its parent.
int serve(const Handlers& handlers);

// One job answered in this process, errors as replies; what serve does for each frame.
Json answer(const Handlers& handlers, const Json& job);

Json to_json(const Error& error);
Error error_from_json(const Json& json);

// The 4 bytes before a frame. Throws Error{too_large}.
std::string frame_head(std::size_t size);
// The size such 4 bytes announce.
std::size_t frame_size(std::string_view head);

}  // namespace minutier::run
