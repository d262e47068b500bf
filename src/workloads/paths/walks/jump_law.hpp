#pragma once

#include "workloads/paths/chains/law_table.hpp"

#include <ergodic/stream.hpp>

#include <cstdint>
#include <vector>

namespace ergodic::workloads::paths {

/// The law of a walk's jumps, drawn by number. Where all probabilities are whole multiples of 2^−k, k of 1, 2, 4, 8 or
/// 16, a draw takes the k next bits of a word, from the lowest up; else as LawTable.
class JumpLaw {
 public:
  explicit JumpLaw(const std::vector<double>& probabilities);

  /// Of a draw: the least k, or 32.
  int bits() const { return bits_; }
  /// Whether its bits always decide.
  bool is_dyadic() const { return bits_ < 32; }
  /// A draw not below threshold j gives jump j + 1 or a later one; of 32 bits, one equal to it does not decide.
  const std::vector<std::uint32_t>& thresholds() const { return thresholds_; }

 private:
  friend class JumpDraws;

  LawTable table_;
  int bits_;
  std::vector<std::uint32_t> thresholds_;
};

/// The draws of one path.
class JumpDraws {
 public:
  JumpDraws(const JumpLaw& law, const Stream& stream) : law_(law), stream_(stream) {}

  std::uint32_t next() {
    if (!law_.is_dyadic()) return law_.table_.draw(0, stream_);
    if (left_ == 0) {
      word_ = stream_.word();
      left_ = 32;
    }
    const std::uint32_t draw = word_ & ((1u << law_.bits_) - 1);
    word_ >>= law_.bits_;
    left_ -= law_.bits_;
    std::uint32_t number = 0;
    for (const std::uint32_t threshold : law_.thresholds_)
      number += threshold <= draw ? 1u : 0u;
    return number;
  }

 private:
  const JumpLaw& law_;
  Stream stream_;
  std::uint32_t word_ = 0;
  int left_ = 0;  ///< bits of the word
};

}  // namespace ergodic::workloads::paths
