#pragma once
// RapidJSON with assertions that throw: a missing member or a wrong type must never abort the process.
// For .cpp files only.

#include <stdexcept>

#ifndef RAPIDJSON_ASSERT
#define RAPIDJSON_ASSERT(x) \
  do {                      \
    if (!(x)) throw std::logic_error("rapidjson: " #x); \
  } while (false)
#endif
#define RAPIDJSON_HAS_STDSTRING 1

// Its stacks add to a null pointer while they are empty, which is harmless and which Clang's sanitizer refuses.
#ifdef __clang__
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#endif
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#ifdef __clang__
#pragma clang attribute pop
#endif
