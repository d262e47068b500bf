#pragma once

#include <ergodic/philox.hpp>

#include <cstdint>

namespace ergodic {

/// What may end a simulation in the middle of a session. Streams ask it now and then, for a session without end draws
/// without end.
class Interruption {
 public:
  virtual ~Interruption() = default;
  /// Throws when what is being simulated is no longer wanted: nothing of it is kept.
  virtual void check() = 0;
};

/// One purpose of one session's random numbers: a sequence of 32-bit words, made in O(1) and reproducible anywhere.
/// Word i is word i mod 4 of Philox4x32-10 at the counter (i div 4, purpose, replicate low, replicate high).
/// It has 2^34 words; asking for more throws InternalError rather than repeating them.
class Stream {
 public:
  /// Blocks of four words after which an interruption is asked: a millisecond's work or less.
  static constexpr std::uint32_t between_checks = 1u << 14;

  Stream(Philox4x32::Key key, std::uint64_t replicate, std::uint32_t purpose, Interruption* interruption = nullptr)
      : key_(key),
        counter_{0, purpose, static_cast<std::uint32_t>(replicate), static_cast<std::uint32_t>(replicate >> 32)},
        interruption_(interruption) {}

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
    if (++counter_[0] % between_checks == 0) [[unlikely]]
      look_up();
    used_ = 0;
  }
  /// Whether there are words left, and whether to go on. Not in place: it would keep word() from being so.
  void look_up();
  [[noreturn]] static void run_out();

  Philox4x32::Key key_;
  Philox4x32::Counter counter_;
  Philox4x32::Counter words_{};
  unsigned used_ = 4;
  bool exhausted_ = false;
  Interruption* interruption_;
};

/// The streams of one case: its key, from which every session's streams are opened.
class Streams {
 public:
  /// `interruption`, where there is one, outlives them.
  explicit Streams(Philox4x32::Key key, Interruption* interruption = nullptr)
      : key_(key), interruption_(interruption) {}

  /// One purpose per use, so that adding draws to one shifts no other.
  Stream open(std::uint64_t replicate, std::uint32_t purpose = 0) const {
    return {key_, replicate, purpose, interruption_};
  }
  Philox4x32::Key key() const { return key_; }
  /// Asks whether to go on, as the streams do that draw much: for those who work long and draw little, between parts of
  /// a millisecond or so. Throws what the interruption throws.
  void pause() const {
    if (interruption_ != nullptr) interruption_->check();
  }
  /// For those who make the words by themselves; null: nobody asks.
  Interruption* interruption() const { return interruption_; }

 private:
  Philox4x32::Key key_;
  Interruption* interruption_;
};

}  // namespace ergodic
