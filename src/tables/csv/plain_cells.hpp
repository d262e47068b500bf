#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace ergodic::tables {

/// Of 64 bytes, which are commas or line ends, which of these are line ends, and which quotation marks: a bit each, the
/// first the lowest.
struct Marks {
  std::uint64_t ends;
  std::uint64_t lines;  ///< those of them that end a line
  std::uint64_t quotes;
};

#ifdef __SSE2__

inline Marks marks_at(const char* at) {
  Marks marks{0, 0, 0};
  for (int i = 0; i < 4; ++i) {
    const __m128i letters = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * i));
    const __m128i lines = _mm_cmpeq_epi8(letters, _mm_set1_epi8('\n'));
    const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(letters, _mm_set1_epi8(',')), lines);
    const __m128i quotes = _mm_cmpeq_epi8(letters, _mm_set1_epi8('"'));
    marks.ends |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(ends))) << 16 * i;
    marks.lines |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(lines))) << 16 * i;
    marks.quotes |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(quotes))) << 16 * i;
  }
  return marks;
}

#else

inline Marks marks_at(const char* at) {
  Marks marks{0, 0, 0};
  for (int i = 0; i < 64; ++i) {
    marks.ends |= static_cast<std::uint64_t>(at[i] == ',' || at[i] == '\n') << i;
    marks.lines |= static_cast<std::uint64_t>(at[i] == '\n') << i;
    marks.quotes |= static_cast<std::uint64_t>(at[i] == '"') << i;
  }
  return marks;
}

#endif

/// The cells of a part of a text, as long as no quotation mark comes.
class PlainCells {
 public:
  static constexpr std::size_t most = 8192;

  /// Looks from `at` on, until there are many, a quotation mark comes, or the text ends. 64 bytes behind it may be
  /// read.
  void find(const char* at, const char* end) {
    begins_[0] = 0;
    count_ = 0;
    lines_ = 0;
    from_ = at;
    for (const char* block = at; block < end && count_ <= most - 64; block += 64) {
      Marks marks = marks_at(block);
      if (end - block < 64) marks.ends &= (std::uint64_t{1} << (end - block)) - 1;
      if (marks.quotes != 0) marks.ends &= (marks.quotes & -marks.quotes) - 1;
      const auto behind = static_cast<std::uint32_t>(block - at) + 1;
      for (std::uint64_t ends = marks.ends; ends != 0; ends &= ends - 1)
        begins_[++count_] = behind + static_cast<std::uint32_t>(std::countr_zero(ends));
      for (std::uint64_t lines = marks.lines & marks.ends; lines != 0; lines &= lines - 1)
        ++lines_;
      if (marks.quotes != 0) return;
    }
  }

  std::size_t count() const { return count_; }
  /// How many of them end a line.
  std::size_t lines() const { return lines_; }
  const char* begin(std::size_t i) const { return from_ + begins_[i]; }
  /// At the comma or the line end behind it.
  const char* end(std::size_t i) const { return from_ + begins_[i + 1] - 1; }

 private:
  const char* from_ = nullptr;
  std::size_t count_ = 0;
  std::size_t lines_ = 0;
  std::array<std::uint32_t, most + 1> begins_;
};

}  // namespace ergodic::tables
