#include "tables/image.hpp"

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

constexpr std::uint64_t alignment = 64;
constexpr std::uint64_t word = 8;

std::uint64_t aligned(std::uint64_t offset) { return (offset + alignment - 1) / alignment * alignment; }

/// Those of a column's texts that rows have: the number of each among them, and what they take.
struct UsedTexts {
  std::vector<std::int32_t> number;  ///< missing_code: no row has it
  std::uint64_t count = 0;
  std::uint64_t letters = 0;
};

UsedTexts used_texts(const ColumnValues& column, const RowOrder& order) {
  UsedTexts used{std::vector<std::int32_t>(column.texts.size(), missing_code)};
  for (std::size_t place = 0; place < order.rows; ++place) {
    const std::int32_t code = column.codes[order[place]];
    if (code != missing_code) used.number[static_cast<std::size_t>(code)] = 0;
  }
  for (std::size_t i = 0; i < used.number.size(); ++i) {
    if (used.number[i] == missing_code) continue;
    used.number[i] = static_cast<std::int32_t>(used.count++);
    used.letters += column.texts[i].size();
  }
  return used;
}

/// Where everything lies, and which texts are there.
struct Layout {
  std::vector<std::uint64_t> values;  ///< of each column
  std::vector<UsedTexts> texts;       ///< of each column; of those without texts nothing
  std::uint64_t bytes = 0;
};

Layout layout_of(const TableForm& form, const RowOrder& order, const std::vector<ColumnValues>& columns) {
  Layout layout;
  layout.bytes = word * (2 + form.columns.size());
  for (std::size_t i = 0; i < form.columns.size(); ++i) {
    layout.values.push_back(aligned(layout.bytes));
    layout.bytes = layout.values.back() + order.rows * width_of(form.columns[i].kind);
    UsedTexts& texts = layout.texts.emplace_back();
    if (form.columns[i].kind != Kind::text) continue;
    texts = used_texts(columns[i], order);
    layout.bytes = aligned(layout.bytes) + word * (1 + texts.count) + texts.letters;
  }
  layout.bytes = aligned(layout.bytes);
  return layout;
}

/// Writes an image from its beginning on, zeros where nothing is.
class Writer {
 public:
  explicit Writer(std::byte* memory) : memory_(memory) {}

  std::byte* skip_to(std::uint64_t offset) {
    std::memset(memory_ + at_, 0, offset - at_);
    at_ = offset;
    return memory_ + at_;
  }
  std::byte* align() { return skip_to(aligned(at_)); }

  void bytes(const void* from, std::size_t count) {
    if (count > 0) std::memcpy(memory_ + at_, from, count);
    at_ += count;
  }
  void number(std::uint64_t value) { bytes(&value, sizeof value); }

  template <class Value, class Of>
  void values(const std::vector<Value>& from, const RowOrder& order, const Of& of) {
    auto* const into = reinterpret_cast<Value*>(memory_ + at_);
    for (std::size_t place = 0; place < order.rows; ++place)
      into[place] = of(from[order[place]]);
    at_ += order.rows * sizeof(Value);
  }

 private:
  std::byte* memory_;
  std::uint64_t at_ = 0;
};

void write_texts(const ColumnValues& column, const UsedTexts& used, const RowOrder& order, Writer& writer) {
  writer.values(column.codes, order, [&](std::int32_t code) {
    return code == missing_code ? code : used.number[static_cast<std::size_t>(code)];
  });
  writer.align();
  writer.number(used.count);
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < column.texts.size(); ++i) {
    if (used.number[i] != missing_code) writer.number(end += column.texts[i].size());
  }
  for (std::size_t i = 0; i < column.texts.size(); ++i) {
    if (used.number[i] != missing_code) writer.bytes(column.texts[i].data(), column.texts[i].size());
  }
}

void write_column(const ColumnValues& column, Kind kind, const UsedTexts& used, const RowOrder& order, Writer& writer) {
  const auto same = [](auto value) { return value; };
  switch (kind) {
    case Kind::whole:
    case Kind::time: return writer.values(column.wholes, order, same);
    // Of zero and of what is no number there is one each.
    case Kind::real:
      return writer.values(column.reals, order, [](double x) { return x == x ? x + 0.0 : missing_real(); });
    case Kind::text: return write_texts(column, used, order, writer);
    case Kind::date: return writer.values(column.codes, order, same);
    case Kind::yes_no: return writer.values(column.flags, order, same);
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

std::shared_ptr<std::byte> image_memory(std::uint64_t bytes) {
  auto* const memory = static_cast<std::byte*>(std::aligned_alloc(alignment, aligned(std::max(bytes, alignment))));
  if (memory == nullptr) throw std::bad_alloc();
  return {memory, [](std::byte* at) { std::free(at); }};
}

Image place_rows(const TableForm& form, const RowOrder& order, std::vector<ColumnValues> columns) {
  const Layout layout = layout_of(form, order, columns);
  Image image{image_memory(layout.bytes), layout.bytes};
  Writer writer(image.memory.get());
  writer.number(order.rows);
  writer.number(layout.bytes);
  for (const std::uint64_t offset : layout.values)
    writer.number(offset);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    writer.skip_to(layout.values[i]);
    write_column(columns[i], form.columns[i].kind, layout.texts[i], order, writer);
    columns[i] = {};  // so that the table is never twice in memory
  }
  writer.skip_to(layout.bytes);
  return image;
}

Image make_image(const TableForm& form, std::size_t rows, std::vector<ColumnValues> columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (form.columns[i].kind == Kind::text) rank_texts(columns[i]);
  }
  const RowOrder order = row_order(form, rows, columns);
  return place_rows(form, order, std::move(columns));
}

Digest content_digest(const Table& table) {
  Digester digester;
  digester.add(std::uint64_t{table.rows()});
  for (const TableColumn& column : table.form().columns) {
    digester.add(std::uint64_t{column.name.size()}).add(column.name).add(static_cast<std::uint64_t>(column.kind));
    digester.add(bytes_of(table, column));
    if (column.kind != Kind::text) continue;
    const TextColumn texts = table.texts(column.name);
    digester.add(std::uint64_t{texts.distinct()});
    for (std::size_t i = 0; i < texts.distinct(); ++i) {
      const std::string_view text = texts.text(static_cast<std::int32_t>(i));
      digester.add(std::uint64_t{text.size()}).add(text);
    }
  }
  return digester.result();
}

std::uint64_t image_bytes(const Table& table) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, table.memory().get() + word, sizeof bytes);
  return bytes;
}

std::size_t width_of(Kind kind) {
  switch (kind) {
    case Kind::whole:
    case Kind::real:
    case Kind::time: return 8;
    case Kind::text:
    case Kind::date: return 4;
    case Kind::yes_no: return 1;
  }
  return 0;
}

}  // namespace ergodic::tables
