#include "cli/output/rows/row_csv.hpp"

#include "analysis/stored_value.hpp"
#include "cli/output/csv.hpp"
#include "statistics/in_unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <span>

namespace ergodic::cli {
namespace {

using analysis::stored_as;
using analysis::stored_integer;

/// [bytes] of rows that are held at once.
constexpr std::uint64_t rows_at_once = 4 << 20;

/// One column of the file, as it is written.
class Field {
 public:
  Field(const store::FileLayout& layout, std::size_t index)
      : index_(index), column_(layout.columns[index]), length_(values_per_session(column_, layout.axes)) {
    for (const std::string& label : column_.categories)
      labels_.push_back(csv_field(label));
    in_cents_ = column_.type != Type::float64 && column_.scale == 0.01;
  }

  std::uint64_t row_bytes() const { return length_ * size_of(column_.type); }

  void add_header(std::string& text, const Axes& axes) const {
    for (std::size_t place = 0; place < length_; ++place) {
      text += ',';
      text += csv_field(name_at(column_, axes, place));
    }
  }

  void read(const analysis::Results& results, std::uint64_t case_index, std::uint64_t first, std::uint64_t count) {
    stored_.resize(count * row_bytes());
    results.file.read_column(index_, case_index, first, stored_);
  }

  void add_row(std::string& text, std::size_t row) const {
    for (std::size_t place = 0; place < length_; ++place) {
      text += ',';
      add_value(text, &stored_[row * row_bytes() + place * size_of(column_.type)]);
    }
  }

 private:
  void add_value(std::string& text, const std::byte* stored) const {
    if (!analysis::has_value(column_, stored)) return;  // an empty field
    const auto out = std::back_inserter(text);
    if (column_.type == Type::float64) {
      const double value = statistics::in_unit(stored_as<double>(stored), column_);
      if (!std::isnan(value)) add_csv_real(text, value);  // an empty field, as for pandas and R
      return;
    }
    const std::int64_t value = stored_integer(column_.type, stored);
    if (column_.is_category()) {
      const auto code = static_cast<std::size_t>(value);
      code < labels_.size() ? void(text += labels_[code]) : void(fmt::format_to(out, "{}", value));
    } else if (in_cents_) {
      const std::uint64_t cents = value < 0 ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
      fmt::format_to(out, "{}{}.{:02}", value < 0 ? "-" : "", cents / 100, cents % 100);
    } else if (column_.scale == 1) {
      fmt::format_to(out, "{}", value);
    } else {
      add_csv_real(text, statistics::in_unit(static_cast<double>(value), column_));
    }
  }

  std::size_t index_;
  const Column& column_;
  std::size_t length_;
  std::vector<std::string> labels_;
  bool in_cents_;
  std::vector<std::byte> stored_;
};

/// "replicate", unless a study calls something else so.
std::string replicate_header(const Columns& columns) {
  const bool is_taken =
      std::any_of(columns.begin(), columns.end(), [](const Column& c) { return c.name == "replicate"; });
  return is_taken ? "session_replicate" : "replicate";
}

}  // namespace

void write_row_csv(const analysis::Results& results, const store::Selection& choice,
                   const std::function<void(const std::string&)>& write) {
  const analysis::Description& held = results.description;
  std::vector<Field> fields;
  std::uint64_t row_bytes = 1;
  std::string text = "case," + replicate_header(held.layout().columns);
  for (const std::size_t column : choice.columns) {
    fields.emplace_back(held.layout(), column);
    fields.back().add_header(text, held.layout().axes);
    row_bytes += fields.back().row_bytes();
  }
  write(text + '\n');
  const std::uint64_t most = std::max<std::uint64_t>(1, rows_at_once / row_bytes);
  for (const std::uint64_t case_index : choice.cases) {
    const std::string label = csv_field(held.case_label(case_index));
    const IndexRange replicates = choice.replicates_of(held.layout(), case_index);
    for (std::uint64_t first = replicates.first, last = 0; first < replicates.last; first = last) {
      const std::uint64_t number = held.block_of({case_index, first});
      const Replicates block = held.block(number).replicates;
      last = std::min({first + most, block.first + block.count, replicates.last});
      if (!results.done[number]) continue;
      for (Field& field : fields)
        field.read(results, case_index, first, last - first);
      text.clear();
      for (std::uint64_t replicate = first; replicate < last; ++replicate) {
        fmt::format_to(std::back_inserter(text), "{},{}", label, replicate);
        for (const Field& field : fields)
          field.add_row(text, replicate - first);
        text += '\n';
      }
      write(text);
    }
  }
}

}  // namespace ergodic::cli
