#pragma once

#include "statistics/sums/int128.hpp"
#include "statistics/sums/integer_sum.hpp"
#include "statistics/sums/joint_moments.hpp"
#include "statistics/sums/real_moments.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace ergodic::statistics {

/// The sums whose first word is `first` of a summary's, and back.
inline IntegerSums sums_at(std::span<const std::int64_t> words, std::size_t first) {
  return IntegerSums::from_words(words.subspan(first).first<IntegerSums::word_count>());
}

inline RealMoments moments_at(std::span<const std::int64_t> words, std::size_t first) {
  return RealMoments::from_words(words.subspan(first).first<RealMoments::word_count>());
}

inline Int128 cross_at(std::span<const std::int64_t> words, std::size_t first) {
  return from_words(words.subspan(first).first<2>());
}

inline void put(const IntegerSums& sums, std::span<std::int64_t> words, std::size_t first) {
  sums.to_words(words.subspan(first).first<IntegerSums::word_count>());
}

inline void put(const RealMoments& moments, std::span<std::int64_t> words, std::size_t first) {
  moments.to_words(words.subspan(first).first<RealMoments::word_count>());
}

inline void put(Int128 cross, std::span<std::int64_t> words, std::size_t first) {
  to_words(cross, words.subspan(first).first<2>());
}

inline JointMoments joint_at(std::span<const std::int64_t> words, std::size_t first) {
  return JointMoments::from_words(words.subspan(first).first<JointMoments::word_count>());
}

inline void put(const JointMoments& moments, std::span<std::int64_t> words, std::size_t first) {
  moments.to_words(words.subspan(first).first<JointMoments::word_count>());
}

}  // namespace ergodic::statistics
