#include "tables/image.hpp"

#include "tables/columns_in_memory.hpp"
#include "tables/large_pages.hpp"
#include "tables/row_order.hpp"

#include <ergodic/errors.hpp>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

namespace ergodic::tables {
namespace {

using Kind = TableColumn::Kind;

/// Those of a column's texts that rows have: the number of each among them, and what they take.
struct UsedTexts {
  std::vector<std::int32_t> number = {};  ///< missing_code: no row has it
  std::uint64_t count = 0;
  std::uint64_t letters = 0;

  std::uint64_t bytes() const { return 8 * (1 + count) + letters; }
};

UsedTexts used_texts(const Columns& columns, std::size_t column, const RowOrder& order) {
  const Texts& texts = columns.texts(column);
  UsedTexts used{std::vector<std::int32_t>(texts.size(), missing_code)};
  const auto* const codes = columns.values<std::int32_t>(column);
  for (std::size_t place = 0; place < order.rows; ++place) {
    const std::int32_t code = codes[order[place]];
    if (code != missing_code) used.number[static_cast<std::size_t>(code)] = 0;
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (used.number[i] == missing_code) continue;
    used.number[i] = static_cast<std::int32_t>(used.count++);
    used.letters += texts[i].size();
  }
  return used;
}

/// Where everything lies, and which texts are there.
struct Layout {
  std::vector<std::uint64_t> values;
  std::vector<std::uint64_t> texts;  ///< 0: it has none
  std::vector<UsedTexts> used;
  std::uint64_t bytes = 0;
};

Layout layout_of(const RowOrder& order, const Columns& columns) {
  Layout layout;
  layout.bytes = image_header(columns.count());
  for (std::size_t i = 0; i < columns.count(); ++i) {
    layout.values.push_back(aligned(layout.bytes));
    layout.bytes = layout.values.back() + order.rows * width_of(columns.kind(i));
  }
  for (std::size_t i = 0; i < columns.count(); ++i) {
    const bool has_texts = columns.kind(i) == Kind::text;
    layout.used.push_back(has_texts ? used_texts(columns, i, order) : UsedTexts{});
    layout.texts.push_back(has_texts ? aligned(layout.bytes) : 0);
    if (has_texts) layout.bytes = layout.texts.back() + layout.used.back().bytes();
  }
  layout.bytes = aligned(layout.bytes);
  return layout;
}

/// Writes an image from its beginning on, zeros where nothing is. What it takes from the same memory lies further on.
class Writer {
 public:
  explicit Writer(std::byte* memory) : memory_(memory) {}

  void skip_to(std::uint64_t offset) {
    std::memset(memory_ + at_, 0, offset - at_);
    at_ = offset;
  }
  void bytes(const void* from, std::size_t count) {
    if (count > 0) std::memcpy(memory_ + at_, from, count);
    at_ += count;
  }
  void number(std::uint64_t value) { bytes(&value, sizeof value); }

  template <class Value, class Of>
  void values(const Value* from, const RowOrder& order, const Of& of) {
    auto* const into = reinterpret_cast<Value*>(memory_ + at_);
    at_ += order.rows * sizeof(Value);
    if (order.from.empty()) {
      for (std::size_t row = 0; row < order.rows; ++row)
        into[row] = of(from[row]);
    } else if (reinterpret_cast<std::uintptr_t>(into + order.rows) <= reinterpret_cast<std::uintptr_t>(from)) {
      gather(from, order, of, into);
    } else {
      scratch_.resize(order.rows * sizeof(Value));
      gather(from, order, of, reinterpret_cast<Value*>(scratch_.data()));
      std::memcpy(into, scratch_.data(), order.rows * sizeof(Value));
    }
  }

 private:
  template <class Value, class Of>
  static void gather(const Value* from, const RowOrder& order, const Of& of, Value* into) {
    for (std::size_t place = 0; place < order.rows; ++place)
      into[place] = of(from[order.from[place]]);
  }

  std::byte* memory_;
  std::uint64_t at_ = 0;
  std::vector<std::byte> scratch_;  ///< a column
};

void write_values(const Columns& columns, std::size_t i, const UsedTexts& used, const RowOrder& order, Writer& writer) {
  const auto same = [](auto value) { return value; };
  switch (columns.kind(i)) {
    case Kind::whole:
    case Kind::time: return writer.values(columns.values<std::int64_t>(i), order, same);
    // Of zero and of what is no number there is one each.
    case Kind::real:
      return writer.values(columns.values<double>(i), order,
                           [](double x) { return x == x ? x + 0.0 : missing_real(); });
    case Kind::text:
      return writer.values(columns.values<std::int32_t>(i), order, [&](std::int32_t code) {
        return code == missing_code ? code : used.number[static_cast<std::size_t>(code)];
      });
    case Kind::date: return writer.values(columns.values<std::int32_t>(i), order, same);
    case Kind::yes_no: return writer.values(columns.values<std::uint8_t>(i), order, same);
  }
}

void write_texts(const Texts& texts, const UsedTexts& used, Writer& writer) {
  writer.number(used.count);
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (used.number[i] != missing_code) writer.number(end += texts[i].size());
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (used.number[i] != missing_code) writer.bytes(texts[i].data(), texts[i].size());
  }
}

/// Puts what others have as vectors where the columns of a table lie.
void copy_values(const ColumnValues& from, Kind kind, std::size_t rows, Columns& columns, std::size_t i) {
  switch (kind) {
    case Kind::whole:
    case Kind::time: std::copy_n(from.wholes.begin(), rows, columns.values<std::int64_t>(i)); break;
    case Kind::real: std::copy_n(from.reals.begin(), rows, columns.values<double>(i)); break;
    case Kind::text:
    case Kind::date: std::copy_n(from.codes.begin(), rows, columns.values<std::int32_t>(i)); break;
    case Kind::yes_no: std::copy_n(from.flags.begin(), rows, columns.values<std::uint8_t>(i)); break;
  }
}

/// The values of a column of a table as bytes.
std::span<const std::byte> bytes_of(const Table& table, const TableColumn& column) {
  switch (column.kind) {
    case Kind::whole: return std::as_bytes(table.wholes(column.name));
    case Kind::real: return std::as_bytes(table.reals(column.name));
    case Kind::text: return std::as_bytes(table.texts(column.name).codes());
    case Kind::date: return std::as_bytes(table.dates(column.name));
    case Kind::time: return std::as_bytes(table.times(column.name));
    case Kind::yes_no: return std::as_bytes(table.flags(column.name));
  }
  return {};
}

}  // namespace

Image place_rows(const RowOrder& order, Columns columns) {
  const Layout layout = layout_of(order, columns);
  const bool fits = layout.bytes <= columns.bytes();
  const Image image{fits ? columns.memory() : image_memory(layout.bytes), layout.bytes};
  Writer writer(image.memory.get());
  writer.number(order.rows);
  writer.number(layout.bytes);
  for (std::size_t i = 0; i < columns.count(); ++i) {
    writer.number(layout.values[i]);
    writer.number(layout.texts[i]);
  }
  for (std::size_t i = 0; i < columns.count(); ++i) {
    writer.skip_to(layout.values[i]);
    write_values(columns, i, layout.used[i], order, writer);
  }
  for (std::size_t i = 0; i < columns.count(); ++i) {
    if (layout.texts[i] == 0) continue;
    writer.skip_to(layout.texts[i]);
    write_texts(columns.texts(i), layout.used[i], writer);
  }
  writer.skip_to(layout.bytes);
  if (fits) give_back_pages(image.memory.get() + layout.bytes, columns.bytes() - layout.bytes);
  return image;
}

Image make_image(const TableForm& form, std::size_t rows, std::vector<ColumnValues> values) {
  Columns columns(form, rows);
  for (std::size_t i = 0; i < values.size(); ++i) {
    copy_values(values[i], form.columns[i].kind, rows, columns, i);
    columns.texts(i) = std::move(values[i].texts);
    values[i] = {};
    if (form.columns[i].kind == Kind::text) rank_texts(columns, i, rows);
  }
  const RowOrder order = row_order(form, rows, columns);
  return place_rows(order, std::move(columns));
}

Digest content_digest(const Table& table) {
  Digester digester;
  digester.add(std::uint64_t{table.rows()});
  for (const TableColumn& column : table.form().columns) {
    digester.add(std::uint64_t{column.name.size()}).add(column.name).add(static_cast<std::uint64_t>(column.kind));
    digester.add(bytes_of(table, column));
    if (column.kind != Kind::text) continue;
    const TextColumn texts = table.texts(column.name);
    digester.add(std::uint64_t{texts.distinct()}).add(std::as_bytes(texts.ends())).add(texts.letters());
  }
  return digester.result();
}

std::uint64_t image_bytes(const Table& table) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, table.memory().get() + 8, sizeof bytes);
  return bytes;
}

}  // namespace ergodic::tables
