#include "tables/row_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>

namespace ergodic::tables {
namespace {

constexpr std::uint64_t sign = std::uint64_t{1} << 63;

/// The first eight bytes of a text as a number that compares as they do.
std::uint64_t prefix_of(std::string_view text) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < 8; ++i)
    prefix = prefix << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  return prefix;
}

/// Numbers that compare as the values do, missing ones the least.
std::uint64_t whole_ordinal(std::int64_t value) { return static_cast<std::uint64_t>(value) ^ sign; }
std::uint64_t code_ordinal(std::int32_t value) { return static_cast<std::uint32_t>(value) ^ 0x80000000u; }
std::uint64_t flag_ordinal(std::uint8_t value) { return static_cast<std::uint8_t>(value + 1); }
std::uint64_t real_ordinal(double value) {
  if (value != value) return 0;
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);  // −0 is 0
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

/// Calls `with` with the ordinals of a column: a function of the row.
template <class With>
auto with_ordinals(const Columns& columns, std::size_t column, const With& with) {
  switch (columns.kind(column)) {
    case TableColumn::Kind::whole:
    case TableColumn::Kind::time:
      return with(
          [values = columns.values<std::int64_t>(column)](std::size_t row) { return whole_ordinal(values[row]); });
    case TableColumn::Kind::real:
      return with([values = columns.values<double>(column)](std::size_t row) { return real_ordinal(values[row]); });
    case TableColumn::Kind::yes_no:
      return with(
          [values = columns.values<std::uint8_t>(column)](std::size_t row) { return flag_ordinal(values[row]); });
    case TableColumn::Kind::text:
    case TableColumn::Kind::date: break;
  }
  return with([values = columns.values<std::int32_t>(column)](std::size_t row) { return code_ordinal(values[row]); });
}

/// What is sorted by, and how the rows compare in it.
class Sorting {
 public:
  Sorting(const TableForm& form, const Columns& columns, std::size_t rows)
      : columns_(columns), by_(sorting_columns(form)), rows_(rows), row_bits_(static_cast<int>(std::bit_width(rows))) {}

  bool is_sorted() const {
    for (std::size_t row = 1; row < rows_; ++row) {
      if (compare(row - 1, row, 0) > 0) return false;
    }
    return true;
  }

  std::vector<std::uint32_t> order() const {
    std::vector<std::uint64_t> words(rows_, 0);
    const Packed packed = pack(words);
    for (std::size_t row = 0; row < rows_; ++row)
      words[row] = words[row] << row_bits_ | row;
    sort_by_prefix(words, packed.bits);
    if (packed.whole < by_.size()) sort_runs(words, packed.whole);
    std::vector<std::uint32_t> from(rows_);
    std::transform(words.begin(), words.end(), from.begin(), [&](std::uint64_t word) { return row_of(word); });
    return from;
  }

 private:
  /// A word has a row's number, and above it as much of what sorts the row as there is room for: the prefix. How many
  /// of the columns are whole in it, and its bits in use.
  struct Packed {
    std::size_t whole = 0;
    int bits = 0;
  };

  std::uint32_t row_of(std::uint64_t word) const {
    return static_cast<std::uint32_t>(word & ((std::uint64_t{1} << row_bits_) - 1));
  }

  int compare(std::size_t a, std::size_t b, std::size_t first) const {
    for (std::size_t i = first; i < by_.size(); ++i) {
      const std::uint64_t x = ordinal(columns_, by_[i], a), y = ordinal(columns_, by_[i], b);
      if (x != y) return x < y ? -1 : 1;
    }
    return 0;
  }

  /// Puts columns into the prefix as long as there is room: of each the bits in which its values differ; of the last
  /// perhaps not all.
  Packed pack(std::vector<std::uint64_t>& prefixes) const {
    Packed packed;
    for (; packed.whole < by_.size(); ++packed.whole) {
      const int room = 64 - row_bits_ - packed.bits;
      if (room == 0) break;
      const bool fits = with_ordinals(columns_, by_[packed.whole], [&](const auto& ordinal_of) {
        std::uint64_t least = std::numeric_limits<std::uint64_t>::max(), greatest = 0;
        for (std::size_t row = 0; row < rows_; ++row) {
          least = std::min(least, ordinal_of(row));
          greatest = std::max(greatest, ordinal_of(row));
        }
        const auto width = static_cast<int>(std::bit_width(greatest - least)), taken = std::min(width, room);
        if (taken == 0) return true;
        for (std::size_t row = 0; row < rows_; ++row)
          prefixes[row] = prefixes[row] << taken | (ordinal_of(row) - least) >> (width - taken);
        packed.bits += taken;
        return taken == width;
      });
      if (!fits) break;
    }
    return packed;
  }

  /// Least significant digit first, which keeps equal ones in their order.
  void sort_by_prefix(std::vector<std::uint64_t>& words, int bits) const {
    constexpr int digit = 11;
    std::vector<std::uint64_t> other(words.size());
    for (int shift = row_bits_; shift < row_bits_ + bits; shift += digit) {
      std::array<std::size_t, std::size_t{1} << digit> places{};
      const auto digit_of = [&](std::uint64_t word) { return word >> shift & (places.size() - 1); };
      for (const std::uint64_t word : words)
        ++places[digit_of(word)];
      std::exclusive_scan(places.begin(), places.end(), places.begin(), std::size_t{0});
      for (const std::uint64_t word : words)
        other[places[digit_of(word)]++] = word;
      words.swap(other);
    }
  }

  /// Sorts those with the same prefix by what is not whole in it.
  void sort_runs(std::vector<std::uint64_t>& words, std::size_t first) const {
    for (auto begin = words.begin(); begin != words.end();) {
      const auto end = std::find_if(begin, words.end(),
                                    [&](std::uint64_t word) { return word >> row_bits_ != *begin >> row_bits_; });
      if (end - begin > 1) {
        std::stable_sort(begin, end,
                         [&](std::uint64_t a, std::uint64_t b) { return compare(row_of(a), row_of(b), first) < 0; });
      }
      begin = end;
    }
  }

  const Columns& columns_;
  std::vector<std::size_t> by_;
  std::size_t rows_;
  int row_bits_;
};

}  // namespace

void rank_texts(Columns& columns, std::size_t column, std::size_t rows) {
  struct Numbered {
    std::uint64_t prefix;
    std::int32_t code;
  };
  const Texts& texts = columns.texts(column);
  std::vector<Numbered> sorted(texts.size());
  for (std::size_t i = 0; i < sorted.size(); ++i)
    sorted[i] = {prefix_of(texts[i]), static_cast<std::int32_t>(i)};
  std::sort(sorted.begin(), sorted.end(), [&](const Numbered& a, const Numbered& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    return texts[static_cast<std::size_t>(a.code)] < texts[static_cast<std::size_t>(b.code)];
  });
  Texts ranked;
  std::vector<std::int32_t> rank(sorted.size());
  for (const Numbered& one : sorted)
    rank[static_cast<std::size_t>(one.code)] = ranked.add(texts[static_cast<std::size_t>(one.code)]);
  auto* const codes = columns.values<std::int32_t>(column);
  for (std::size_t row = 0; row < rows; ++row) {
    if (codes[row] != missing_code) codes[row] = rank[static_cast<std::size_t>(codes[row])];
  }
  columns.texts(column) = std::move(ranked);
}

std::vector<std::size_t> sorting_columns(const TableForm& form) {
  std::vector<std::size_t> places;
  for (const std::string& name : form.key) {
    const auto found = std::find_if(form.columns.begin(), form.columns.end(),
                                    [&](const TableColumn& one) { return one.name == name; });
    if (found == form.columns.end())
      throw InternalError("the key of the table " + form.name + " has " + name + ", which is no column of it");
    places.push_back(static_cast<std::size_t>(found - form.columns.begin()));
  }
  if (places.empty()) {
    places.resize(form.columns.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
  }
  return places;
}

std::uint64_t ordinal(const Columns& columns, std::size_t column, std::size_t row) {
  return with_ordinals(columns, column, [row](const auto& ordinal_of) { return ordinal_of(row); });
}

RowOrder row_order(const TableForm& form, std::size_t rows, const Columns& columns) {
  const Sorting sorting(form, columns, rows);
  if (sorting.is_sorted()) return {rows, {}};
  return {rows, sorting.order()};
}

}  // namespace ergodic::tables
