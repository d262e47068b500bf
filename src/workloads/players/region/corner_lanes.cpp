#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "workloads/players/region/corner_lanes.cpp"
#include <hwy/foreach_target.h>

#include "random/variate_lanes-inl.h"
#include "workloads/players/region/corner_lanes.hpp"

#include <hwy/highway.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

HWY_BEFORE_NAMESPACE();
namespace ergodic::workloads::players::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
namespace lanes = ergodic::random::HWY_NAMESPACE;

using lanes::EvenOdd;
using lanes::HalfWordTag;
using lanes::Lanes;
using lanes::Reals;
using lanes::RealTag;
using lanes::Words;
using lanes::WordTag;

constexpr std::size_t most_lanes = 2 * hn::MaxLanes(RealTag());

class CornerLanes {
 public:
  CornerLanes(const Corner& corner, const Streams& streams, std::uint32_t purpose, Replicates replicates, double* x)
      : corner_(corner),
        streams_(streams),
        purpose_(purpose),
        replicates_(replicates),
        x_(x),
        width_(hn::Lanes(RealTag())),
        blocks_(corner.numbers() / 2) {}

  void run() {
    for (std::size_t lane = 0; lane < 2 * width_; ++lane)
      start_next(lane);
    for (std::uint32_t attempts = 0; left_ > 0; ++attempts) {
      if (attempts % 1024 == 1023) streams_.pause();
      draw_numbers();
      for (std::size_t half = 0; half < 2; ++half)
        look_at(half * width_);
      for (std::size_t lane = 0; lane < 2 * width_; ++lane)
        block_[lane] += blocks_;
      for (std::size_t half = 0; half < 2; ++half)
        leave_accepted(half * width_);
    }
  }

 private:
  void start_next(std::size_t lane) {
    is_working_[lane] = next_ < replicates_.count;
    if (!is_working_[lane]) return;
    row_[lane] = next_;
    const std::uint64_t replicate = replicates_.first + next_++;
    low_[lane] = replicate & 0xFFFFFFFFu;
    high_[lane] = replicate >> 32;
    block_[lane] = 0;
    ++left_;
  }

  HWY_INLINE EvenOdd<Words> both(const std::uint64_t* of_lanes) const {
    return {hn::Load(WordTag(), of_lanes), hn::Load(WordTag(), of_lanes + width_)};
  }

  /// Exponential, normal and again exponential numbers, as Corner draws them: number i of lane j at i · lanes + j.
  void draw_numbers() {
    const std::size_t all = 2 * width_;
    const auto put = [&](std::size_t number, Words word, std::size_t half) {
      hn::Store(lanes::uniform_open(word).v, RealTag(), &numbers_[number * all + half * width_]);
    };
    const auto pair = [](Words low, Words high) {
      return hn::Or(hn::And(low, hn::Set(WordTag(), 0xFFFFFFFFu)), hn::ShiftLeft<32>(high));
    };
    const EvenOdd<Words> blocks = both(block_.data()), low = both(low_.data()), high = both(high_.data());
    const Words purpose = hn::Set(WordTag(), purpose_);
    for (std::size_t i = 0; i < blocks_; ++i) {
      const Words step = hn::Set(WordTag(), i);
      EvenOdd<Words> words[4];
      words[0].even = hn::Add(blocks.even, step);
      words[0].odd = hn::Add(blocks.odd, step);
      words[1].even = words[1].odd = purpose;
      words[2].even = low.even;
      words[2].odd = low.odd;
      words[3].even = high.even;
      words[3].odd = high.odd;
      lanes::philox(HalfWordTag(), streams_.key(), words);
      for (std::size_t second = 0; second < 2; ++second) {
        put(2 * i + second, pair(words[2 * second].even, words[2 * second + 1].even), 0);
        put(2 * i + second, pair(words[2 * second].odd, words[2 * second + 1].odd), 1);
      }
    }
    const std::size_t k = corner_.multipliers().size();
    const std::size_t size = corner_.size();
    minus_logs_(numbers_.data(), k * all);
    quantiles_(&numbers_[k * all], (size - k) * all);
    if (corner_.law() == Law::uniform) minus_logs_(&numbers_[size * all], all);
  }

  HWY_INLINE Reals at(std::size_t number, std::size_t first) const {
    return hn::Load(RealTag(), &numbers_[number * 2 * width_ + first]);
  }
  HWY_INLINE void set(std::size_t number, std::size_t first, Reals value) {
    hn::Store(value.v, RealTag(), &numbers_[number * 2 * width_ + first]);
  }

  HWY_INLINE Reals third_term(std::size_t first) const {
    const std::size_t k = corner_.multipliers().size();
    Reals sum = 0.0;
    for (std::size_t i = 0; i < k; ++i) {
      Reals product = 0.0;
      for (std::size_t j = 0; j < k; ++j)
        product += Reals(corner_.inverse()(i, j)) * at(j, first);
      sum += at(i, first) * product;
    }
    return sum;
  }

  /// The lanes from `first` on that are in the ball, their numbers (s, z).
  HWY_INLINE Lanes scaled(std::size_t first) {
    const std::size_t k = corner_.multipliers().size();
    const std::size_t size = corner_.size();
    Reals exponentials = 0.0;
    Reals squares = 0.0;
    for (std::size_t i = 0; i < k; ++i)
      exponentials += at(i, first);
    for (std::size_t i = k; i < size; ++i)
      squares += at(i, first) * at(i, first);
    const Reals room = corner_.room();
    if (corner_.law() == Law::normal) {
      if (!corner_.has_ball()) return room == room;
      return 2.0 * exponentials + 0.0 + squares <= room;
    }
    const Reals total = exponentials + squares / 2.0 + at(size, first);
    const Reals scale = lanes::square_root(room / (2.0 * total));
    for (std::size_t i = 0; i < k; ++i)
      set(i, first, at(i, first) * (room / (2.0 * total * corner_.multipliers()[i])));
    for (std::size_t i = k; i < size; ++i)
      set(i, first, at(i, first) * scale);
    if (k == 0) return room == room;
    return room * (exponentials + squares / 2.0) / total + third_term(first) <= room;
  }

  void look_at(std::size_t first) {
    Lanes accepted = scaled(first);
    for (const Corner::Check& check : corner_.checks()) {
      if (hn::AllFalse(RealTag(), accepted)) break;
      Reals sum = 0.0;
      for (std::size_t i = 0; i < corner_.size(); ++i)
        sum += Reals(check.normal[i]) * at(i, first);
      accepted = hn::And(accepted, sum <= Reals(check.bound));
    }
    hn::StoreMaskBits(RealTag(), accepted, &accepted_[first == 0 ? 0 : 8]);
  }

  void leave_accepted(std::size_t first) {
    const std::uint8_t bits = accepted_[first == 0 ? 0 : 8];
    for (std::size_t i = 0; i < width_; ++i) {
      const std::size_t lane = first + i;
      if (((bits >> i) & 1) == 0 || !is_working_[lane]) continue;
      Corner::Coordinates numbers;
      for (std::size_t j = 0; j < corner_.size(); ++j)
        numbers[j] = numbers_[j * 2 * width_ + lane];
      corner_.place(numbers.data(), x_ + row_[lane] * corner_.size());
      --left_;
      start_next(lane);
    }
  }

  const Corner& corner_;
  const Streams& streams_;
  std::uint32_t purpose_;
  Replicates replicates_;
  double* x_;
  std::size_t width_;   // lanes of a vector; there are two
  std::size_t blocks_;  // of four words, that an attempt takes
  std::uint64_t next_ = 0;
  std::uint64_t left_ = 0;  // lanes that work
  std::array<bool, most_lanes> is_working_{};
  std::array<std::uint64_t, most_lanes> row_{};
  alignas(64) std::array<std::uint64_t, most_lanes> block_{}, low_{}, high_{};
  std::array<std::uint8_t, 16> accepted_{};
  alignas(64) std::array<double, (most_dimensions + 2) * most_lanes> numbers_;
  lanes::NormalQuantiles quantiles_;
  lanes::MinusLogs minus_logs_;
};

void draw(const Corner& corner, const Streams& streams, std::uint32_t purpose, Replicates replicates, double* x) {
  CornerLanes(corner, streams, purpose, replicates, x).run();
}

}  // namespace ergodic::workloads::players::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace ergodic::workloads::players {

namespace {

HWY_EXPORT(draw);

}  // namespace

void draw_in_lanes(const Corner& corner, const Streams& streams, std::uint32_t purpose, Replicates replicates,
                   double* x) {
  HWY_DYNAMIC_DISPATCH(draw)(corner, streams, purpose, replicates, x);
}

}  // namespace ergodic::workloads::players
#endif
