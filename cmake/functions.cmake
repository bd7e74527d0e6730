# Compiler settings every target of the project shares.
add_library(minutier_settings INTERFACE)
target_include_directories(minutier_settings INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(minutier_settings INTERFACE -Wall -Wextra -Wpedantic -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(minutier_settings INTERFACE -Wno-maybe-uninitialized)  # false on std::variant in g++ 12
endif()
if(MINUTIER_SANITIZE)
  target_compile_options(minutier_settings INTERFACE -fsanitize=${MINUTIER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(minutier_settings INTERFACE -fsanitize=${MINUTIER_SANITIZE})
  # Sanitizers map terabytes of shadow: a limit of address space would kill every worker, so none is set.
  target_compile_definitions(minutier_settings INTERFACE MINUTIER_NO_MEMORY_LIMIT)
endif()
if(MINUTIER_FUZZ)
  target_compile_options(minutier_settings INTERFACE -fsanitize-coverage=inline-8bit-counters,pc-table)  # comparisons are not traced: they cost most of a run
endif()
if(MINUTIER_COVERAGE)
  target_compile_options(minutier_settings INTERFACE --coverage)
  target_link_options(minutier_settings INTERFACE --coverage)
endif()

# Precompiled headers, for builds that only test: what most sources read. The dev build does without in the product, so that a
# source that forgets an include of its own is found.
# What makes ccache keep a source compiled with them.
set(MINUTIER_PRECOMPILED_OPTIONS "$<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>" "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
if(MINUTIER_PRECOMPILED)
  file(WRITE ${CMAKE_BINARY_DIR}/precompiled.cpp "")
  add_library(minutier_precompiled STATIC ${CMAKE_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(minutier_precompiled PRIVATE minutier_settings)
  target_compile_options(minutier_precompiled PRIVATE ${MINUTIER_PRECOMPILED_OPTIONS})
  target_precompile_headers(minutier_precompiled PRIVATE <algorithm> <array> <filesystem> <map> <memory> <optional> <set> <string>
    <string_view> <variant> <vector> ${PROJECT_SOURCE_DIR}/pipeline/base/json.hpp)
endif()
function(minutier_precompile target)
  # Every worker of the tests reads the rules when it starts, which takes seconds under a sanitizer without optimisation; what is
  # optimised cannot share the headers.
  if(MINUTIER_SANITIZE AND target MATCHES "^minutier_(base|extract)$")
    target_compile_options(${target} PRIVATE -O1)
  elseif(MINUTIER_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM minutier_precompiled)
    target_compile_options(${target} PRIVATE ${MINUTIER_PRECOMPILED_OPTIONS})
  endif()
endfunction()

# minutier_library(NAME [deps...]): a static library of every .cpp below the current folder.
function(minutier_library name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT sources)
    add_library(minutier_${name} INTERFACE)
    target_link_libraries(minutier_${name} INTERFACE minutier_settings ${ARGN})
    return()
  endif()
  add_library(minutier_${name} STATIC ${sources})
  target_link_libraries(minutier_${name} PUBLIC minutier_settings ${ARGN})
  minutier_precompile(minutier_${name})
endfunction()

# minutier_program(NAME sources...): an executable. Records are trees of small strings, made and dropped by the thousand: jemalloc
# takes a fifth off the time of texts. Sanitizers bring an allocator of their own.
function(minutier_program name)
  add_executable(${name} ${ARGN})
  if(NOT MINUTIER_SANITIZE)
    target_link_libraries(${name} PRIVATE -Wl,--no-as-needed PkgConfig::JEMALLOC -Wl,--as-needed)
  endif()
endfunction()

# minutier_embed(TARGET NAMESPACE files...): the bytes of the files, compiled in. Declared in the header
# pipeline/base/embedded.hpp; found by `embedded::NAMESPACE()` as a list of {name, bytes}.
function(minutier_embed target namespace)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${namespace}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DNAMESPACE=${namespace} "-DFILES=${ARGN}" -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
  set_source_files_properties(${out} PROPERTIES OBJECT_DEPENDS "${ARGN}")
  target_sources(${target} PRIVATE ${out})
endfunction()
