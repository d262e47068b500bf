#pragma once

#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace ergodic::test {

constexpr const char* python = "/usr/bin/python3";

inline bool has_numpy() { return std::system((std::string(python) + " -c 'import numpy' 2>/dev/null").c_str()) == 0; }

/// The whole numbers that a Python program prints, in order. A failing program fails the test and gives none.
inline std::vector<std::uint64_t> numbers_printed_by(const std::string& program) {
  const TemporaryFolder folder;
  const std::string path = (folder / "program.py").string();
  std::ofstream(path) << program;
  std::FILE* pipe = popen((std::string(python) + " '" + path + "'").c_str(), "r");
  if (pipe == nullptr) {
    ADD_FAILURE() << "cannot start " << python;
    return {};
  }
  std::vector<std::uint64_t> numbers;
  for (unsigned long long number = 0; std::fscanf(pipe, "%llu", &number) == 1;)
    numbers.push_back(number);
  if (pclose(pipe) != 0) {
    ADD_FAILURE() << "this program failed:\n" << program;
    return {};
  }
  return numbers;
}

}  // namespace ergodic::test
