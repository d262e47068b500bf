#pragma once

#include <ergodic/philox.hpp>

#include <cstdint>

namespace ergodic {

/// One purpose of one session's random numbers: a sequence of 32-bit words, made in O(1) and reproducible anywhere.
/// Word i is word i mod 4 of Philox4x32-10 at the counter (i div 4, purpose, replicate low, replicate high).
/// It has 2^34 words; asking for more throws InternalError rather than repeating them.
class Stream {
 public:
  Stream(Philox4x32::Key key, std::uint64_t replicate, std::uint32_t purpose)
      : key_(key),
        counter_{0, purpose, static_cast<std::uint32_t>(replicate), static_cast<std::uint32_t>(replicate >> 32)} {}

  /// The next 32 random bits.
  std::uint32_t word() {
    if (used_ == 4) refill();
    return words_[used_++];
  }

  /// The next 64 random bits: two words, the low one first.
  std::uint64_t word64() {
    const std::uint64_t low = word();
    return low | (std::uint64_t{word()} << 32);
  }

 private:
  void refill() {
    if (exhausted_) run_out();
    words_ = Philox4x32::block(counter_, key_);
    exhausted_ = ++counter_[0] == 0;
    used_ = 0;
  }
  [[noreturn]] static void run_out();

  Philox4x32::Key key_;
  Philox4x32::Counter counter_;
  Philox4x32::Counter words_{};
  unsigned used_ = 4;
  bool exhausted_ = false;
};

/// The streams of one case: its key, from which every session's streams are opened.
class Streams {
 public:
  explicit Streams(Philox4x32::Key key) : key_(key) {}

  /// One purpose per use, so that adding draws to one shifts no other.
  Stream open(std::uint64_t replicate, std::uint32_t purpose = 0) const { return {key_, replicate, purpose}; }
  Philox4x32::Key key() const { return key_; }

 private:
  Philox4x32::Key key_;
};

}  // namespace ergodic
