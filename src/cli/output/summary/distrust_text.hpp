#pragma once

#include "analysis/report.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::cli {

/// Which intervals of a case are not to be trusted, a figure a line: those that have too few sessions for their
/// skewness.
std::string distrust_text(const analysis::CaseReport& report);
/// Of the headlines of many cases, a figure a line.
class DistrustedHeadlines {
 public:
  void add(const analysis::CaseReport& report);
  std::string text() const;  ///< "" where all are to be trusted

 private:
  struct Headline {
    std::string title;
    std::uint64_t cases = 0;  ///< in which it is not
    double asked = 0;         ///< the most sessions that one of them asks for, where any does
  };
  std::vector<Headline> headlines_;
};

}  // namespace ergodic::cli
