#include "store/result_file.hpp"

#include "core/contracts.hpp"
#include "store/disk/file_errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace ergodic::store {
namespace {

/// Adds `distance` to the session IDs of failures; free slots stay free.
void move_ids(std::span<std::byte> bytes, std::uint64_t distance) {
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::int64_t)) {
    std::int64_t id = 0;
    std::memcpy(&id, &bytes[at], sizeof id);
    if (id >= 0) id += static_cast<std::int64_t>(distance);
    std::memcpy(&bytes[at], &id, sizeof id);
  }
}

}  // namespace

ResultFile::ResultFile(const std::filesystem::path& path, PositionedFile::Access access, FileLayout layout,
                       Offsets offsets)
    : ResultFile(std::make_shared<PositionedFile>(path, access), std::move(layout), std::move(offsets)) {}

ResultFile::ResultFile(std::shared_ptr<PositionedFile> file, FileLayout layout, Offsets offsets)
    : layout_(std::move(layout)), identity_(layout_.identity()), offsets_(std::move(offsets)), file_(std::move(file)) {}

std::vector<ResultFile> ResultFile::open_stages(const std::filesystem::path& path, PositionedFile::Access access,
                                                const std::vector<FileLayout>& layouts,
                                                const std::vector<Offsets>& offsets) {
  ERGODIC_EXPECT(layouts.size() == offsets.size());
  const auto file = std::make_shared<PositionedFile>(path, access);
  std::vector<ResultFile> stages;
  for (std::size_t i = 0; i < layouts.size(); ++i)
    stages.push_back(ResultFile(file, layouts[i], offsets[i]));
  return stages;
}

/// All that a block leaves, in the order in which its digest takes it: columns, summary, failures.
std::vector<ResultFile::Piece> ResultFile::pieces_of(std::uint64_t block) const {
  ERGODIC_EXPECT(block >= layout_.blocks_held().first && block < layout_.blocks_held().last);
  std::vector<Piece> pieces;
  const std::uint64_t first = layout_.first_session(block) - layout_.sessions_held().first;
  const std::uint64_t line = line_of(block);
  for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
    const std::uint64_t width = layout_.row_bytes(layout_.columns[i]);
    pieces.push_back({offsets_.columns[i] + first * width, layout_.sessions_in(block) * width});
  }
  const std::uint64_t words = layout_.words_per_block * sizeof(std::int64_t);
  pieces.push_back({offsets_.summaries + line * words, words});
  if (const std::uint64_t slots = layout_.failures_per_block; slots > 0) {
    const std::array<std::uint64_t, 4> widths{8, 1, failure_category_width, failure_reason_width};
    for (std::size_t i = 0; i < widths.size(); ++i) {
      pieces.push_back({offsets_.failures[i] + line * slots * widths[i], slots * widths[i]});
    }
  }
  return pieces;
}

Digest ResultFile::write_block(std::uint64_t block, const Rows& rows, std::span<const std::size_t> kept,
                               std::span<const std::int64_t> summary) {
  ERGODIC_EXPECT(rows.count() == layout_.sessions_in(block));
  ERGODIC_EXPECT(kept.size() == layout_.columns.size() && summary.size() == layout_.words_per_block);
  const std::vector<Piece> pieces = pieces_of(block);
  Digester digester;
  const auto put = [&](const Piece& piece, std::span<const std::byte> bytes) {
    ERGODIC_EXPECT(bytes.size() == piece.size);
    file_->write(piece.offset, bytes);
    digester.add(bytes);
  };
  std::size_t next = 0;
  for (const std::size_t column : kept)
    put(pieces[next++], rows.bytes(column));
  put(pieces[next++], std::as_bytes(summary));

  if (const std::uint64_t slots = layout_.failures_per_block; slots > 0) {
    std::vector<std::int64_t> ids(slots, -1);
    std::vector<std::uint8_t> retry(slots, 0);
    std::vector<char> categories(slots * failure_category_width, '\0');
    std::vector<char> reasons(slots * failure_reason_width, '\0');
    const std::uint64_t first_id = layout_.first_session(block);
    for (std::size_t i = 0; i < std::min<std::size_t>(slots, rows.failures().size()); ++i) {
      const Failure& failure = rows.failures()[i];
      ids[i] = static_cast<std::int64_t>(first_id + failure.row);
      retry[i] = failure.can_retry ? 1 : 0;
      failure.category.copy(&categories[i * failure_category_width], failure_category_width);
      failure.reason.copy(&reasons[i * failure_reason_width], failure_reason_width);
    }
    put(pieces[next++], std::as_bytes(std::span(ids)));
    put(pieces[next++], std::as_bytes(std::span(retry)));
    put(pieces[next++], std::as_bytes(std::span(categories)));
    put(pieces[next++], std::as_bytes(std::span(reasons)));
  }
  return digester.result();
}

Digest ResultFile::copy_block(std::uint64_t block, const ResultFile& source, std::uint64_t theirs,
                              const OnBytes& on_part) {
  const std::vector<Piece> from = source.pieces_of(theirs);
  const std::vector<Piece> to = pieces_of(block);
  const std::size_t failed_ids = layout_.columns.size() + 1;
  const std::uint64_t moved_by = layout_.first_session(block) - source.layout_.first_session(theirs);  // modulo 2^64
  Digester read, written;
  std::vector<std::byte> buffer(1 << 20);
  for (std::size_t i = 0; i < to.size(); ++i) {
    ERGODIC_EXPECT(from[i].size == to[i].size);
    for (std::uint64_t at = 0, size = 0; at < to[i].size; at += size) {
      // To the next multiple in the source: where both files lie alike, the system can share what is in between.
      size = std::min<std::uint64_t>(buffer.size() - (from[i].offset + at) % buffer.size(), to[i].size - at);
      const auto part = std::span(buffer).first(size);
      source.file_->read(from[i].offset + at, part);
      read.add(part);
      const bool is_changed = i == failed_ids && moved_by != 0;
      if (is_changed) move_ids(part, moved_by);
      const std::uint64_t copied =
          is_changed ? 0 : file_->copy(to[i].offset + at, *source.file_, from[i].offset + at, part.size());
      file_->write(to[i].offset + at + copied, part.subspan(copied));
      written.add(part);
      on_part(part.size());
    }
  }
  if (read.result() != source.recorded(theirs))
    damaged(source.path(), fmt::format("block {} is not what its ledger line says", theirs));
  return written.result();
}

std::uint64_t ResultFile::bytes_of(std::uint64_t block) const {
  std::uint64_t bytes = 0;
  for (const Piece& piece : pieces_of(block))
    bytes += piece.size;
  return bytes;
}

void ResultFile::record(std::uint64_t block, const Digest& content, Kept kept) {
  const LedgerLine line = seal(identity_, block, content);
  file_->write(offsets_.ledger + line_of(block) * sizeof line, std::as_bytes(std::span(line).first(words_of(kept))));
}

void ResultFile::make_durable(std::span<const WrittenBlock> blocks) {
  sync();
  call_durable(blocks);
}

void ResultFile::call_durable(std::span<const WrittenBlock> blocks) {
  for (const WrittenBlock& written : blocks)
    record(written.block, written.digest, Kept::durable);
}

template <class Visit>
void ResultFile::for_each_line(const Visit& visit) const {
  const IndexRange held = layout_.blocks_held();
  std::vector<LedgerLine> lines(std::min<std::uint64_t>(held.size(), 1 << 15));
  for (std::uint64_t first = held.first; first < held.last; first += lines.size()) {
    lines.resize(std::min<std::uint64_t>(lines.size(), held.last - first));
    file_->read(offsets_.ledger + line_of(first) * sizeof(LedgerLine), std::as_writable_bytes(std::span(lines)));
    for (std::uint64_t i = 0; i < lines.size(); ++i)
      visit(first + i, lines[i]);
  }
}

std::optional<Digest> ResultFile::done_with(std::uint64_t block, const LedgerLine& line) const {
  const auto entry = read_line(identity_, block, line);
  if (!entry || (entry->kept == Kept::written && read_digest(block) != entry->content)) return std::nullopt;
  return entry->content;
}

std::vector<bool> ResultFile::settle(const std::function<void(std::uint64_t)>& on_block) {
  constexpr std::size_t most = 4096;  // so that much of a long stretch is kept when this is killed too
  std::vector<bool> durable(layout_.block_count());
  std::vector<WrittenBlock> written;
  const auto keep_written = [&] {
    if (!written.empty()) make_durable(written);
    for (const WrittenBlock& kept : written)
      durable[kept.block] = true;
    written.clear();
  };
  for_each_line([&](std::uint64_t block, const LedgerLine& line) {
    const auto entry = read_line(identity_, block, line);
    if (!entry) return;
    if (entry->kept == Kept::durable) {
      durable[block] = true;
      return;
    }
    on_block(block);
    if (write_again(block) == entry->content) {
      written.push_back({block, entry->content});
      if (written.size() == most) keep_written();
    }
  });
  keep_written();
  return durable;
}

std::optional<Digest> ResultFile::recorded(std::uint64_t block) const {
  LedgerLine line;
  file_->read(offsets_.ledger + line_of(block) * sizeof line, std::as_writable_bytes(std::span(line)));
  return done_with(block, line);
}

std::vector<bool> ResultFile::done() const {
  std::vector<bool> done(layout_.block_count());
  for_each_line([&](std::uint64_t block, const LedgerLine& line) { done[block] = done_with(block, line).has_value(); });
  return done;
}

std::vector<bool> ResultFile::durable() const {
  std::vector<bool> durable(layout_.block_count());
  for_each_line([&](std::uint64_t block, const LedgerLine& line) {
    const auto entry = read_line(identity_, block, line);
    durable[block] = entry && entry->kept == Kept::durable;
  });
  return durable;
}

template <class Use>
void ResultFile::read_parts(std::span<const Piece> pieces, const Use& use) const {
  constexpr std::uint64_t most = 1 << 20;
  std::uint64_t largest = 0;
  for (const Piece& piece : pieces)
    largest = std::max(largest, piece.size);
  std::vector<std::byte> buffer(std::min(most, largest));
  for (const Piece& piece : pieces) {
    for (std::uint64_t at = 0; at < piece.size; at += buffer.size()) {
      const auto part = std::span(buffer).first(std::min<std::uint64_t>(buffer.size(), piece.size - at));
      file_->read(piece.offset + at, part);
      use(piece.offset + at, part);
    }
  }
}

Digest ResultFile::digest(std::span<const Piece> pieces) const {
  Digester digester;
  read_parts(pieces, [&](std::uint64_t, std::span<const std::byte> part) { digester.add(part); });
  return digester.result();
}

Digest ResultFile::write_again(std::uint64_t block) {
  Digester digester;
  read_parts(pieces_of(block), [&](std::uint64_t offset, std::span<const std::byte> part) {
    digester.add(part);
    file_->write(offset, part);
  });
  return digester.result();
}

Digest ResultFile::read_digest(std::uint64_t block) const { return digest(pieces_of(block)); }

std::vector<std::int64_t> ResultFile::read_summary(std::uint64_t block) const {
  std::vector<std::int64_t> words(layout_.words_per_block);
  file_->read(offsets_.summaries + line_of(block) * words.size() * sizeof(std::int64_t),
              std::as_writable_bytes(std::span(words)));
  return words;
}

std::vector<FailedSession> ResultFile::read_failures(std::uint64_t block) const {
  const std::uint64_t slots = layout_.failures_per_block;
  if (slots == 0) return {};
  const std::uint64_t first = line_of(block) * slots;
  std::vector<std::int64_t> ids(slots);
  file_->read(offsets_.failures[0] + first * sizeof(std::int64_t), std::as_writable_bytes(std::span(ids)));
  const auto text = [&](std::uint64_t array, std::uint64_t slot, std::uint64_t width) {
    std::string read(width, '\0');
    file_->read(offsets_.failures[array] + (first + slot) * width, std::as_writable_bytes(std::span(read)));
    return read.substr(0, read.find('\0'));
  };
  std::vector<FailedSession> failed;
  for (std::uint64_t slot = 0; slot < slots; ++slot) {
    if (ids[slot] < 0) continue;
    failed.push_back({static_cast<std::uint64_t>(ids[slot]), text(2, slot, failure_category_width),
                      text(3, slot, failure_reason_width)});
  }
  return failed;
}

void ResultFile::read_column(std::size_t column, std::uint64_t case_index, std::uint64_t first,
                             std::span<std::byte> bytes) const {
  const std::uint64_t width = layout_.row_bytes(layout_.columns[column]);
  ERGODIC_EXPECT(first * width + bytes.size() <= layout_.sessions_of(case_index) * width);
  const std::uint64_t row = layout_.first_session_of(case_index) + first - layout_.sessions_held().first;
  file_->read(offsets_.columns[column] + row * width, bytes);
}

void ResultFile::write_variable(std::size_t variable, std::uint64_t case_index, std::span<const std::byte> values) {
  ERGODIC_EXPECT(values.size() == layout_.bytes_per_case(layout_.variables[variable]));
  file_->write(offsets_.variables[variable] + case_index * values.size(), values);
}

void ResultFile::read_variable(std::size_t variable, std::uint64_t case_index, std::span<std::byte> values) const {
  ERGODIC_EXPECT(values.size() == layout_.bytes_per_case(layout_.variables[variable]));
  file_->read(offsets_.variables[variable] + case_index * values.size(), values);
}

Digest ResultFile::read_summary_digest() const {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < layout_.variables.size(); ++i) {
    pieces.push_back({offsets_.variables[i], layout_.case_count() * layout_.bytes_per_case(layout_.variables[i])});
  }
  return digest(pieces);
}

void ResultFile::close_ledger() {
  const LedgerLine line = seal(identity_, layout_.block_count(), read_summary_digest());
  file_->write(offsets_.closing, std::as_bytes(std::span(line)));
}

std::optional<Digest> ResultFile::closed() const {
  LedgerLine line;
  file_->read(offsets_.closing, std::as_writable_bytes(std::span(line)));
  const auto entry = read_line(identity_, layout_.block_count(), line);
  if (!entry || entry->kept != Kept::durable) return std::nullopt;
  return entry->content;
}

}  // namespace ergodic::store
