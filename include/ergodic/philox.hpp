#pragma once

#include <array>
#include <cstdint>

namespace ergodic {

/// Philox4x32-10, a pure function from (counter, key) to four random words.
/// Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11.
struct Philox4x32 {
  using Counter = std::array<std::uint32_t, 4>;
  using Key = std::array<std::uint32_t, 2>;

  static constexpr int rounds = 10;

  static constexpr Counter block(Counter counter, Key key) {
    for (int round = 0; round < rounds; ++round) {
      if (round > 0) {
        key[0] += 0x9E3779B9u;  // golden ratio
        key[1] += 0xBB67AE85u;  // sqrt(3) − 1
      }
      const std::uint64_t a = std::uint64_t{0xD2511F53u} * counter[0];
      const std::uint64_t b = std::uint64_t{0xCD9E8D57u} * counter[2];
      counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
                 static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    }
    return counter;
  }
};

}  // namespace ergodic
