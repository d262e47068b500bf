#include "store/case_sizes.hpp"

#include <algorithm>

namespace ergodic::store {

CaseSizes::CaseSizes(std::vector<std::uint64_t> sessions, std::uint64_t sessions_per_block)
    : first_session_(sessions.size() + 1, 0), first_block_(sessions.size() + 1, 0) {
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    first_session_[i + 1] = first_session_[i] + sessions[i];
    first_block_[i + 1] = first_block_[i] + (sessions[i] + sessions_per_block - 1) / sessions_per_block;
  }
}

/// The last that begins at the number or before it: those without any begin where the next one does.
std::uint64_t CaseSizes::place_of(std::uint64_t number, const std::vector<std::uint64_t>& firsts) {
  const auto after = std::upper_bound(firsts.begin(), firsts.end(), number);
  return static_cast<std::uint64_t>(after - firsts.begin()) - 1;
}

}  // namespace ergodic::store
