#pragma once

#include "statistics/summary_layout.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ergodic::statistics {

struct SummaryOffsets;

/// The words that the summary of a block leaves in the file: all of its own; but of blocks of few sessions each sketch
/// is the list of its values' buckets, ascending, in 16 bits each, four to a word, the first in the lowest bits. A
/// place of the list that is free has all bits set. So one session leaves some words, and not the thousands of its
/// counters.
class BlockWords {
 public:
  /// Up to so many sessions a list takes no more room than the counters of any type of column.
  static constexpr std::uint64_t most_listed = 512;

  /// `listed`: for how many sessions a list has room; 0: there are counters, no lists. Throws InternalError for a
  /// layout that contradicts itself.
  BlockWords(const SummaryLayout& layout, std::uint64_t listed);
  BlockWords(const SummaryOffsets& offsets, std::uint64_t listed);

  std::size_t count() const { return packed_; }

  /// What a summary of these words leaves; valid until the next call, and as long as `words` are. Throws InternalError
  /// for more sessions than a list has room for.
  std::span<const std::int64_t> packed(std::span<const std::int64_t> words);
  /// The words of the summary that left these; valid as those of packed(). Throws InternalError for a list of buckets
  /// that there are none of, or of other than the sessions.
  std::span<const std::int64_t> unpacked(std::span<const std::int64_t> packed);

 private:
  struct Lists {
    std::string column;
    std::size_t counters;  ///< of each sketch
    std::size_t places;    ///< as many sketches, and lists
  };
  std::size_t list_words() const;

  std::uint64_t listed_;
  std::vector<Lists> sketches_;  ///< side by side, from the same word of the summary's and the packed ones
  std::size_t first_ = 0;
  std::size_t words_;
  std::size_t packed_;
  std::vector<std::int64_t> buffer_;
};

}  // namespace ergodic::statistics
