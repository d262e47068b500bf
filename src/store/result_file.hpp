#pragma once

#include "store/disk/positioned_file.hpp"
#include "store/file_layout.hpp"
#include "store/ledger.hpp"
#include "store/offsets.hpp"

#include <ergodic/rows.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ergodic::store {

/// A block that is in the file, perhaps not yet on the disk.
struct WrittenBlock {
  std::uint64_t block;
  Digest digest;
};

/// A session that failed, as its block describes it.
struct FailedSession {
  std::uint64_t id;
  std::string category;
  std::string reason;
};

using OnBytes = std::function<void(std::uint64_t bytes)>;

/// The results in a file, or of one stage in it: rows, block summaries and ledger at their offsets. Every rank has its
/// own.
class ResultFile {
 public:
  ResultFile(const std::filesystem::path& path, PositionedFile::Access access, FileLayout layout, Offsets offsets);
  /// Those of a study's stages, in the one file.
  static std::vector<ResultFile> open_stages(const std::filesystem::path& path, PositionedFile::Access access,
                                             const std::vector<FileLayout>& layouts,
                                             const std::vector<Offsets>& offsets);

  const FileLayout& layout() const { return layout_; }
  const std::filesystem::path& path() const { return file_->path(); }
  /// What it is on the disk.
  const PositionedFile& on_disk() const { return *file_; }

  /// Writes a block: the kept columns of `rows`, its summary, its failures. Returns the digest of all that.
  /// `kept[i]` is the index in rows.columns() of the layout's column i.
  Digest write_block(std::uint64_t block, const Rows& rows, std::span<const std::size_t> kept,
                     std::span<const std::int64_t> summary);
  /// Copies block `theirs` of a file of the same columns over our `block`, and holds it against its ledger
  /// line on the way. The failures in it are given the IDs that their sessions have here. Returns its digest here.
  /// Throws InputOutputError when it is not what its line says. `on_part` is called with the bytes of each part that is
  /// copied; what it throws ends the copy.
  Digest copy_block(
      std::uint64_t block, const ResultFile& source, std::uint64_t theirs, const OnBytes& on_part = [](auto) {});
  /// What a block leaves, in bytes.
  std::uint64_t bytes_of(std::uint64_t block) const;
  /// Says that the block is done: writes its ledger line, or the part of it that says `written`. A line that says
  /// `durable` is trusted: that is for what was synced since it was written, and for drafts. One that says `written` is
  /// held against what the block left.
  void record(std::uint64_t block, const Digest& content, Kept kept);
  /// Makes durable what was written, and records that of these blocks.
  void make_durable(std::span<const WrittenBlock> blocks);
  /// Records it of blocks that a sync since then has made durable.
  void call_durable(std::span<const WrittenBlock> blocks);
  /// Makes durable the blocks that the ledger calls written, and that are. They are written again before the sync, the
  /// same bytes: one that failed may have left what the system shows and will not bring to the disk. Returns which of
  /// the study's blocks are durable then, all by one reading of the ledger: what a rank that outlived its run writes
  /// meanwhile is not among them, since nobody would ever call it durable. `on_block` is called with the number of each
  /// that is written again; what it throws ends that.
  std::vector<bool> settle(const std::function<void(std::uint64_t block)>& on_block = [](std::uint64_t) {});

  /// Which of the study's blocks are durable, by their lines alone.
  std::vector<bool> durable() const;
  /// Which of the study's blocks are done; those that the file does not hold are not.
  std::vector<bool> done() const;
  /// The digest that block `block` was recorded with; nullopt: it is not done.
  std::optional<Digest> recorded(std::uint64_t block) const;
  /// The digest of what is in the file now.
  Digest read_digest(std::uint64_t block) const;

  std::vector<std::int64_t> read_summary(std::uint64_t block) const;
  /// Those that failed, as many as a block has room for.
  std::vector<FailedSession> read_failures(std::uint64_t block) const;
  /// Values of the layout's column `column`, of the sessions of one case from `first` on: as many as fill `bytes`.
  void read_column(std::size_t column, std::uint64_t case_index, std::uint64_t first, std::span<std::byte> bytes) const;

  /// Fills variable `variable` of /summary (layout order) for one case.
  void write_variable(std::size_t variable, std::uint64_t case_index, std::span<const std::byte> values);
  void read_variable(std::size_t variable, std::uint64_t case_index, std::span<std::byte> values) const;
  /// Makes durable all that this rank wrote.
  void sync() { file_->sync(); }
  /// Says that the file, or its stage, is complete, once all ranks have synced; durable with the next sync. For one
  /// rank.
  void close_ledger();
  /// The digest of /summary that the file was closed with; nullopt: it is not complete.
  std::optional<Digest> closed() const;
  /// The digest of what /summary holds now.
  Digest read_summary_digest() const;

 private:
  ResultFile(std::shared_ptr<PositionedFile> file, FileLayout layout, Offsets offsets);

  struct Piece {
    std::uint64_t offset;
    std::uint64_t size;
  };
  std::vector<Piece> pieces_of(std::uint64_t block) const;
  Digest digest(std::span<const Piece> pieces) const;
  /// Calls `use(offset, part)` for all that is in the pieces.
  template <class Use>
  void read_parts(std::span<const Piece> pieces, const Use& use) const;
  /// Writes what the block left over itself, and returns the digest of that.
  Digest write_again(std::uint64_t block);
  /// The digest on a block's line, when the block is done.
  std::optional<Digest> done_with(std::uint64_t block, const LedgerLine& line) const;
  /// Calls `visit(block, line)` for all that the file holds, in their order.
  template <class Visit>
  void for_each_line(const Visit& visit) const;
  /// The number of a block among those that the file holds.
  std::uint64_t line_of(std::uint64_t block) const { return block - layout_.blocks_held().first; }

  FileLayout layout_;
  Digest identity_;
  Offsets offsets_;
  std::shared_ptr<PositionedFile> file_;  // shared by the stages
};

}  // namespace ergodic::store
