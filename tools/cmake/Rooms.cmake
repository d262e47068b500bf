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

# ergodic_room(<name> SOURCES <file>… [USES <room>…] [LINKS <library>…])
function(ergodic_room name)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" "SOURCES;USES;LINKS")
  set(target ergodic_${name})
  add_library(${target} STATIC ${room_SOURCES})
  add_library(ergodic::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(${target} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:ergodic_options> PUBLIC ${room_LINKS})
  foreach(used IN LISTS room_USES)
    target_link_libraries(${target} PUBLIC ergodic_${used})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY ERGODIC_ROOMS ${target})
endfunction()

# ergodic_workload(<name> SOURCES <file>… [USES <room>…] [LANES <source>…]): a room of src/workloads. Every workload may
# use a study, expressions and random numbers; LANES are the sources that are compiled for each kind of vectors.
function(ergodic_workload name)
  cmake_parse_arguments(PARSE_ARGV 1 workload "" "" "SOURCES;USES;LANES")
  ergodic_room(${name} SOURCES ${workload_SOURCES} USES expression random study ${workload_USES} LINKS fmt::fmt)
  if(workload_LANES)
    target_link_libraries(ergodic_${name} PRIVATE $<BUILD_INTERFACE:PkgConfig::highway>)
    # Highway 1.0.3 compiles its vectors from SSSE3 on; what it dispatches to is compiled for more, by itself.
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
      set_source_files_properties(${workload_LANES} PROPERTIES COMPILE_OPTIONS -march=x86-64-v2)
    endif()
  endif()
endfunction()
