# A room of src/ is one static library that may use only the rooms below it: ergodic_<room>, exported as ergodic::<room>.
add_library(ergodic_options INTERFACE)
target_compile_features(ergodic_options INTERFACE cxx_std_20)
target_compile_options(ergodic_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -ffp-contract=off)  # a fused multiply-add on one machine and not on another would change results
if(ERGODIC_SANITIZE)
  target_compile_options(ergodic_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(ergodic_options INTERFACE -fsanitize=address,undefined)
endif()
if(ERGODIC_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "cannot build for libFuzzer (it is a part of clang, and the compiler is ${CMAKE_CXX_COMPILER_ID}) "
                        "configure with --preset fuzz, or without ERGODIC_FUZZ")
  endif()
  target_compile_options(ergodic_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# What most sources begin with, compiled once and read by all: it is a third of what they take. None of our own headers is
# in it, so that a change of one is compiled by those alone that include it. A source includes what it uses all the same:
# the debug build has none of this, and no other compiler than GCC, which alone takes one for every level of optimisation,
# if it was compiled for the highest (it crashes where one for -O1 is read by a source for -O3).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  file(WRITE ${PROJECT_BINARY_DIR}/precompiled.cpp "// What has to be there for CMake to precompile a header.\n")
  add_library(ergodic_precompiled OBJECT ${PROJECT_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(ergodic_precompiled PRIVATE ergodic_options fmt::fmt)
  target_precompile_headers(ergodic_precompiled PRIVATE
    <algorithm> <array> <charconv> <cmath> <cstddef> <cstdint> <cstring> <filesystem> <functional> <limits> <memory>
    <numeric> <optional> <span> <string> <string_view> <system_error> <utility> <variant> <vector> <fmt/format.h>)
endif()

# ergodic_stating_contracts(<result> <source>…): those of the sources that state contracts (core/contracts.hpp, assert). The
# unit tests compile them once more (tests/unit/CMakeLists.txt).
function(ergodic_stating_contracts result)
  set(stating)
  foreach(source IN LISTS ARGN)
    if(source MATCHES "\\.cpp$")
      file(STRINGS ${source} found REGEX "#include (\"core/contracts.hpp\"|<cassert>)")
      if(found)
        list(APPEND stating ${source})
      endif()
    endif()
  endforeach()
  set(${result} ${stating} PARENT_SCOPE)
endfunction()

# ergodic_bunch(<list> <source>…): has the sources of a list, but for those that follow, compiled eight at a time, since most of
# what one takes are headers and templates that the next takes, too. Their file-local names differ then; one may have a local
# name of what is local to the file of another.
function(ergodic_bunch list)
  set(compiled ${${list}})
  set(members ${compiled})
  list(REMOVE_ITEM members ${ARGN})
  list(REMOVE_ITEM compiled ${members})
  set(number 0)
  while(members)
    list(SUBLIST members 0 8 eight)
    list(REMOVE_ITEM members ${eight})
    list(TRANSFORM eight REPLACE ".+" "#include \"\\0\"\n")
    list(JOIN eight "" text)
    set(bunch ${CMAKE_CURRENT_BINARY_DIR}/Unity/${list}_${number}.cpp)
    file(CONFIGURE OUTPUT ${bunch} CONTENT "${text}")
    set_property(SOURCE ${bunch} PROPERTY COMPILE_OPTIONS -Wno-shadow -Wshadow=local)
    list(APPEND compiled ${bunch})
    math(EXPR number "${number} + 1")
  endwhile()
  set(${list} ${compiled} PARENT_SCOPE)
endfunction()

# ergodic_room(<name> SOURCES <file>… [USES <room>…] [LINKS <library>…] [HIDES <library>…] [COLD <source>…|ALL] [HOT <source>…]
#              [ALONE <source>…])
# HIDES: header libraries that none of the room's own headers includes; who builds on the installed rooms needs them not.
# COLD: sources in which a run spends no time, or ALL but those that are HOT. A release compiles them with -O1: in two
# thirds of the time, and to the same results, since neither contracts nor reorders floating-point operations.
# ALONE: sources that are not compiled in bunches. Nor are those that state contracts: what the tests link in their place must
# not come with seven others. ERGODIC_SOURCES of the target has all of them, however they are compiled.
function(ergodic_room name)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" "SOURCES;USES;LINKS;HIDES;COLD;HOT;ALONE")
  if(room_COLD STREQUAL "ALL")
    set(room_COLD ${room_SOURCES})
    list(REMOVE_ITEM room_COLD ${room_HOT})
  endif()
  foreach(sources SOURCES COLD ALONE)
    list(TRANSFORM room_${sources} PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  endforeach()
  set(cold ${room_COLD})
  set(hot ${room_SOURCES})
  list(REMOVE_ITEM hot ${cold})
  if(ERGODIC_UNITY)
    ergodic_stating_contracts(stating ${room_SOURCES})
    ergodic_bunch(cold ${room_ALONE} ${stating})
    ergodic_bunch(hot ${room_ALONE} ${stating})
  endif()
  separate_arguments(as_hot NATIVE_COMMAND "${CMAKE_CXX_FLAGS_RELEASE}")
  set_property(SOURCE ${hot} APPEND PROPERTY COMPILE_OPTIONS $<$<CONFIG:Release>:${as_hot}>)
  set(target ergodic_${name})
  add_library(${target} STATIC ${cold} ${hot})
  set_target_properties(${target} PROPERTIES ERGODIC_SOURCES "${room_SOURCES}")
  add_library(ergodic::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(${target} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:ergodic_options> PUBLIC ${room_LINKS})
  foreach(hidden IN LISTS room_HIDES)
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:${hidden}>)
  endforeach()
  foreach(used IN LISTS room_USES)
    target_link_libraries(${target} PUBLIC ergodic_${used})
  endforeach()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_precompile_headers(${target} REUSE_FROM ergodic_precompiled)
  endif()
  set_property(GLOBAL APPEND PROPERTY ERGODIC_ROOMS ${target})
endfunction()

# ergodic_workload(<name> SOURCES <file>… [USES <room>…] [LANES <source>…] [COLD <source>…]): a room of src/workloads. Every
# workload may use a study, expressions and random numbers; LANES are the sources that are compiled for each kind of
# vectors. What reads a study and what shows something is always cold: settings/, import/, shown/ and *_parameters.cpp.
function(ergodic_workload name)
  cmake_parse_arguments(PARSE_ARGV 1 workload "" "" "SOURCES;USES;LANES;COLD")
  set(cold ${workload_SOURCES})
  list(FILTER cold INCLUDE REGEX "^(settings|import|shown)/|_parameters\\.cpp$")
  ergodic_room(${name} SOURCES ${workload_SOURCES} USES expression random study ${workload_USES} LINKS fmt::fmt
    COLD ${cold} ${workload_COLD} ALONE ${workload_LANES})
  set_property(GLOBAL APPEND PROPERTY ERGODIC_WORKLOADS ${name})
  if(workload_LANES)
    target_link_libraries(ergodic_${name} PRIVATE PkgConfig::highway)
    # Highway 1.0.3 compiles its vectors from SSSE3 on; what it dispatches to is compiled for more, by itself.
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
      set_property(SOURCE ${workload_LANES} APPEND PROPERTY COMPILE_OPTIONS -march=x86-64-v2)
      set_property(SOURCE ${workload_LANES} PROPERTY SKIP_PRECOMPILE_HEADERS ON)  # those are for the baseline
    endif()
  endif()
endfunction()
