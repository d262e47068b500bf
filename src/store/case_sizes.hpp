#pragma once

#include "core/partition.hpp"

#include <cstdint>
#include <vector>

namespace ergodic::store {

/// Cases of their own sizes: where the sessions and the blocks of each begin. Sessions are numbered case after case,
/// and so are blocks, which never cross cases. A case may have none of either.
class CaseSizes {
 public:
  /// `sessions`: of each case.
  CaseSizes(std::vector<std::uint64_t> sessions, std::uint64_t sessions_per_block);

  std::uint64_t cases() const { return first_session_.size() - 1; }
  std::uint64_t sessions(std::uint64_t of_case) const { return first_session_[of_case + 1] - first_session_[of_case]; }
  /// The ID of a case's first session; of cases(): the number of sessions.
  std::uint64_t first_session(std::uint64_t of_case) const { return first_session_[of_case]; }
  IndexRange blocks(std::uint64_t of_case) const { return {first_block_[of_case], first_block_[of_case + 1]}; }
  std::uint64_t block_count() const { return first_block_.back(); }
  std::uint64_t session_count() const { return first_session_.back(); }

  std::uint64_t case_of_block(std::uint64_t block) const { return place_of(block, first_block_); }
  std::uint64_t case_of_session(std::uint64_t id) const { return place_of(id, first_session_); }

 private:
  static std::uint64_t place_of(std::uint64_t number, const std::vector<std::uint64_t>& firsts);

  std::vector<std::uint64_t> first_session_;  // and the end
  std::vector<std::uint64_t> first_block_;
};

}  // namespace ergodic::store
