#pragma once

#include "core/digest.hpp"
#include "tables/image_memory.hpp"
#include "tables/row_order.hpp"
#include "tables/texts.hpp"

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace ergodic::tables {

// A table in memory is one piece without pointers, so that it can be sent, mapped and shared as it is:
//
//     rows, bytes of the whole, then for each column of the form the offsets of its values and of its texts, or 0 where
//     it has none (64-bit words);
//     the values of each column, at multiples of 64 bytes, those of text columns being codes;
//     of each text column, at a multiple of 64: the number of distinct texts, where each ends in their letters (64-bit
//     words), and the letters.
//
// The bytes between are zero.

/// What a table's columns hold, in the order of its form, as they are being read: rows in any order.
struct ColumnValues {
  std::vector<std::int64_t> wholes = {};  ///< whole, time
  std::vector<double> reals = {};
  std::vector<std::int32_t> codes = {};  ///< date: days; text: codes into `texts`
  std::vector<std::uint8_t> flags = {};
  Texts texts = {};  ///< distinct, in any order; some may have no row
};

/// The bytes of a table, at a multiple of 64.
struct Image {
  std::shared_ptr<std::byte> memory;
  std::uint64_t bytes = 0;
};

/// The values as a table: texts in their order, rows sorted by the key, or where there is none by all columns. Equal
/// content gives equal bytes, whatever the order of rows and texts was. Duplicates are the reader's matter.
Image make_image(const TableForm& form, std::size_t rows, std::vector<ColumnValues> columns);

/// The rows in an order as an image, in the memory of the columns if that has room for the texts, too.
Image place_rows(const RowOrder& order, Columns columns);

/// The digest of the content: the number of rows, the names and kinds of the columns in the form's order, and all their
/// values.
Digest content_digest(const Table& table);

/// Bytes of the whole image.
std::uint64_t image_bytes(const Table& table);

}  // namespace ergodic::tables
