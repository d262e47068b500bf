#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace ergodic::tables {

/// A file of text, read into memory of our own piece by piece, each of whole lines. What other processes do to it
/// meanwhile is seen, and can do no harm.
class CsvFile {
 public:
  /// Opens a regular file. Throws StudyError, a sentence without a place: it is none, or cannot be opened.
  explicit CsvFile(std::filesystem::path path);
  ~CsvFile();
  CsvFile(const CsvFile&) = delete;
  CsvFile& operator=(const CsvFile&) = delete;

  /// Whole lines, each with its end, which the last one gets if it has none; 64 bytes behind them may be read.
  const char* begin() const { return buffer_.data() + first_; }
  const char* end() const { return buffer_.data() + last_; }

  /// Lets go of what is before `kept`, and reads on, at least to the end of one more line. False: nothing is left, or
  /// a line is too long. Throws InputOutputError.
  bool read_on(const char* kept);

  /// Whether what is kept is longer than memory is given to.
  bool is_too_long() const { return is_too_long_; }

  std::uint64_t size() const { return size_; }

  /// Throws StudyError where the file is no longer what it was when it was opened.
  void require_unchanged() const;

  static constexpr std::size_t piece = std::size_t{1} << 20;     ///< [bytes] that are read at once
  static constexpr std::size_t longest = std::size_t{16} << 20;  ///< [bytes] a line, or a row of several

 private:
  std::size_t fill();

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::int64_t changed_ = 0;  ///< [ns]
  std::uint64_t read_ = 0;
  std::vector<char> buffer_;
  std::size_t first_ = 0;   ///< of what is kept
  std::size_t last_ = 0;    ///< behind the last whole line
  std::size_t filled_ = 0;  ///< behind the last byte
  bool is_at_end_ = false;
  bool is_too_long_ = false;
};

}  // namespace ergodic::tables
