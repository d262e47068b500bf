#pragma once

#include "store/archive/selection.hpp"
#include "store/file_layout.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace ergodic::store {

/// A compressed copy of results in the making: the groups /study, /sessions, /summary and /failures of a result file,
/// with the same names, attributes and dimensions, their rows in chunks that are shuffled, deflated and checksummed. It
/// has no ledger, so that no run can go on from it. Throws InputOutputError.
class Archive {
 public:
  /// `flat`: variables at the root, of the classic types that `layout` then has; the rows, or the summary alone.
  enum class Form { grouped, flat };

  /// Makes the file at `path`. `whole` is the layout of the results that it is made of; `layout` what is selected, and
  /// what else its rows are to tell.
  Archive(const std::filesystem::path& path, Form form, const FileLayout& whole, const Selection& selection,
          FileLayout layout);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  /// Sessions that are written at once: chunks of column `column` of the layout are whole then.
  std::uint64_t sessions_per_chunk(std::size_t column) const;
  /// Rows of a case from `first` on, by its number among those selected.
  void write_rows(std::size_t column, std::uint64_t case_index, std::uint64_t first, std::span<const std::byte> bytes);
  void write_variable(std::size_t variable, std::uint64_t case_index, std::span<const std::byte> bytes);
  /// Copies the descriptions of failures, of all cases.
  void copy_failures(const std::filesystem::path& source, const FileLayout& whole);
  /// Writes what is left to write.
  void close();

 private:
  struct OpenFile;  // HDF5's handles: this header is for all rooms

  /// Where a variable lies that a result file has in that group.
  std::string place(const char* group, const std::string& name) const;

  Form form_;
  FileLayout layout_;
  std::unique_ptr<OpenFile> open_;
};

}  // namespace ergodic::store
