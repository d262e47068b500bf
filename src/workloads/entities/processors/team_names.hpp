#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ergodic::workloads::entities {

/// What bookmakers call a team: its code, its full name, or a text with the code in it.
class TeamNaming {
 public:
  explicit TeamNaming(std::string_view code);
  bool is_meant_by(std::string_view outcome) const;

 private:
  std::string code_;
  std::vector<std::string_view> full_names_;
};

}  // namespace ergodic::workloads::entities
