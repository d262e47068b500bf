#pragma once

#include "analysis/report.hpp"

#include <cstdint>
#include <string>

namespace ergodic::cli {

/// Why sessions of the case failed, and how to see one do so; "" where none did. `file`: where they are.
std::string failures_text(const analysis::CaseReport& report, const std::string& file);
/// How many sessions of all cases failed, and in how many cases.
class FailedSessions {
 public:
  void add(const analysis::CaseReport& report);
  std::string text() const;  ///< "" where none did

 private:
  std::int64_t sessions_ = 0;
  std::uint64_t cases_ = 0;
};

}  // namespace ergodic::cli
