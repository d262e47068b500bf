#include "statistics/block_words.hpp"

#include "core/contracts.hpp"
#include "statistics/summary_offsets.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::statistics {
namespace {

constexpr unsigned bucket_bits = 16;
constexpr std::size_t buckets_per_word = 64 / bucket_bits;
constexpr std::uint64_t free_place = (std::uint64_t{1} << bucket_bits) - 1;

void put_bucket(std::span<std::int64_t> list, std::size_t place, std::uint64_t bucket) {
  const unsigned shift = bucket_bits * static_cast<unsigned>(place % buckets_per_word);
  std::int64_t& word = list[place / buckets_per_word];
  word = static_cast<std::int64_t>((static_cast<std::uint64_t>(word) & ~(free_place << shift)) | bucket << shift);
}

std::uint64_t bucket_at(std::span<const std::int64_t> list, std::size_t place) {
  const unsigned shift = bucket_bits * static_cast<unsigned>(place % buckets_per_word);
  return static_cast<std::uint64_t>(list[place / buckets_per_word]) >> shift & free_place;
}

/// Lists each bucket as often as it was counted; false when there is no room for so many.
bool list_buckets(std::span<const std::int64_t> counters, std::uint64_t room, std::span<std::int64_t> list) {
  std::fill(list.begin(), list.end(), -1);
  std::size_t place = 0;
  for (std::size_t bucket = 0; bucket < counters.size(); ++bucket) {
    if (counters[bucket] == 0) continue;
    if (static_cast<std::uint64_t>(counters[bucket]) > room - place) return false;
    for (std::int64_t i = 0; i < counters[bucket]; ++i)
      put_bucket(list, place++, bucket);
  }
  return true;
}

/// Counts the buckets of a list; false unless it has just so many, and there are counters for them.
bool count_buckets(std::span<const std::int64_t> list, std::int64_t sessions, std::span<std::int64_t> counters) {
  const std::size_t places = list.size() * buckets_per_word;
  std::size_t place = 0;
  for (; place < places; ++place) {
    const std::uint64_t bucket = bucket_at(list, place);
    if (bucket == free_place) break;
    if (bucket >= counters.size()) return false;
    ++counters[bucket];
  }
  return sessions >= 0 && place == static_cast<std::size_t>(sessions);
}

}  // namespace

BlockWords::BlockWords(const SummaryLayout& layout, std::uint64_t listed)
    : BlockWords(SummaryOffsets(layout), listed) {}

BlockWords::BlockWords(const SummaryOffsets& offsets, std::uint64_t listed)
    : listed_(listed), words_(offsets.words), packed_(offsets.words) {
  if (listed_ == 0) return;
  for (const std::string& name : offsets.layout.sketched) {
    const SummaryOffsets::ColumnOffsets& column = offsets.columns[offsets.quantity(name)];
    if (sketches_.empty()) first_ = column.first_counter;
    sketches_.push_back({name, column.sketch->size(), column.length});
    packed_ -= column.length * column.sketch->size();
    packed_ += column.length * list_words();
  }
}

std::size_t BlockWords::list_words() const { return (listed_ + buckets_per_word - 1) / buckets_per_word; }

std::span<const std::int64_t> BlockWords::packed(std::span<const std::int64_t> words) {
  ERGODIC_EXPECT(words.size() == words_);
  if (sketches_.empty()) return words;
  buffer_.assign(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first_));
  buffer_.resize(packed_);
  std::size_t from = first_, to = first_;
  for (const Lists& sketch : sketches_) {
    for (std::size_t place = 0; place < sketch.places; ++place) {
      if (!list_buckets(words.subspan(from, sketch.counters), listed_, std::span(buffer_).subspan(to, list_words()))) {
        throw InternalError(fmt::format("a block has more sessions than the list of column \"{}\" has room for ({})",
                                        sketch.column, listed_));
      }
      from += sketch.counters;
      to += list_words();
    }
  }
  std::copy(words.begin() + static_cast<std::ptrdiff_t>(from), words.end(),
            buffer_.begin() + static_cast<std::ptrdiff_t>(to));
  return buffer_;
}

std::span<const std::int64_t> BlockWords::unpacked(std::span<const std::int64_t> packed) {
  ERGODIC_EXPECT(packed.size() == packed_);
  if (sketches_.empty()) return packed;
  buffer_.assign(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(first_));
  buffer_.resize(words_);
  std::size_t from = first_, to = first_;
  for (const Lists& sketch : sketches_) {
    for (std::size_t place = 0; place < sketch.places; ++place) {
      if (!count_buckets(packed.subspan(from, list_words()), packed[SummaryOffsets::sessions],
                         std::span(buffer_).subspan(to, sketch.counters))) {
        throw InternalError(fmt::format("the list of column \"{}\" is not of the block's sessions", sketch.column));
      }
      from += list_words();
      to += sketch.counters;
    }
  }
  std::copy(packed.begin() + static_cast<std::ptrdiff_t>(from), packed.end(),
            buffer_.begin() + static_cast<std::ptrdiff_t>(to));
  return buffer_;
}

}  // namespace ergodic::statistics
