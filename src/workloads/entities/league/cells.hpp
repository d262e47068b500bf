#pragma once

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::workloads::entities {

/// The columns of all tables as failures name them, "team_box.fga": in the order of table_forms().
const std::vector<std::string>& cell_labels();
/// The place of one in that list.
int cell_label(std::string_view table, std::string_view column);

/// What an entity is given up for: a value that it cannot do without, or that cannot be read.
struct BadCell {
  int label = 0;
  std::size_t row = 0;  ///< of the table, in the order of its key
  bool is_missing = false;
};

/// A column of whole numbers, whose cells know their place.
class WholeCells {
 public:
  WholeCells() = default;
  WholeCells(const Table& table, std::string_view column)
      : values_(table.wholes(column)), label_(cell_label(table.form().name, column)) {}

  /// missing_whole where there is none. Throws BadCell for one that cannot be read.
  std::int64_t operator[](std::size_t row) const {
    if (values_[row] == unreadable_whole) throw BadCell{label_, row, false};
    return values_[row];
  }
  /// As the table has it, for indices that serve many: who reads it looks.
  std::int64_t raw(std::size_t row) const { return values_[row]; }
  int label() const { return label_; }
  /// Throws BadCell where there is none.
  std::int64_t needed(std::size_t row) const {
    const std::int64_t value = (*this)[row];
    if (value == missing_whole) throw BadCell{label_, row, true};
    return value;
  }
  std::int64_t or_zero(std::size_t row) const {
    const std::int64_t value = (*this)[row];
    return value == missing_whole ? 0 : value;
  }

 private:
  std::span<const std::int64_t> values_;
  int label_ = 0;
};

/// A column of real numbers: NaN where there is none.
class RealCells {
 public:
  RealCells() = default;
  RealCells(const Table& table, std::string_view column)
      : values_(table.reals(column)), label_(cell_label(table.form().name, column)) {}
  /// Throws BadCell for one that cannot be read.
  double operator[](std::size_t row) const {
    if (values_[row] == unreadable_real) throw BadCell{label_, row, false};
    return values_[row];
  }
  double raw(std::size_t row) const { return values_[row]; }
  int label() const { return label_; }

 private:
  std::span<const double> values_;
  int label_ = 0;
};

/// A column of yes and no: missing_flag where there is neither.
class FlagCells {
 public:
  FlagCells() = default;
  FlagCells(const Table& table, std::string_view column)
      : values_(table.flags(column)), label_(cell_label(table.form().name, column)) {}
  /// Throws BadCell for one that cannot be read.
  std::uint8_t operator[](std::size_t row) const {
    if (values_[row] == unreadable_flag) throw BadCell{label_, row, false};
    return values_[row];
  }
  std::uint8_t raw(std::size_t row) const { return values_[row]; }
  int label() const { return label_; }

 private:
  std::span<const std::uint8_t> values_;
  int label_ = 0;
};

/// A column of texts of which something is worked out once for each distinct text: a code, a zone, minutes.
template <class Meaning>
class TextCells {
 public:
  TextCells() = default;
  /// `missing`: the meaning of no text.
  template <class MeaningOf>
  TextCells(const Table& table, std::string_view column, Meaning missing, const MeaningOf& meaning_of)
      : codes_(table.texts(column).codes()),
        missing_(std::move(missing)),
        label_(cell_label(table.form().name, column)) {
    const TextColumn texts = table.texts(column);
    for (std::size_t i = 0; i < texts.distinct(); ++i)
      meanings_.push_back({meaning_of(texts.text(static_cast<std::int32_t>(i)))});
  }
  const Meaning& operator[](std::size_t row) const {
    return codes_[row] < 0 ? missing_ : meanings_[static_cast<std::size_t>(codes_[row])].meaning;
  }
  int label() const { return label_; }

 private:
  struct Known {  // a vector of flags has no references
    Meaning meaning;
  };

  std::span<const std::int32_t> codes_;
  std::vector<Known> meanings_;
  Meaning missing_ = {};
  int label_ = 0;
};

}  // namespace ergodic::workloads::entities
