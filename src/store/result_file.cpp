#include "store/result_file.hpp"

#include "core/contracts.hpp"
#include "store/format.hpp"
#include "store/posix.hpp"
#include "store/skeleton.hpp"
#include "store/tuning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <system_error>

namespace ergodic::store {
namespace {

[[noreturn]] void not_ours(const std::filesystem::path& path, const std::string& why) {
  throw MismatchError(fmt::format("{} is not a result file of ergodic ({}) give another file", path.string(), why));
}

[[noreturn]] void damaged(const std::filesystem::path& path, const std::string& why) {
  throw InputOutputError(fmt::format("{} is damaged ({}) restore it, or run its study again", path.string(), why));
}

std::string text_attribute(hid_t object, const char* name, const std::filesystem::path& path) {
  if (hdf5<H5Aexists>("look at the attributes", object, name) == 0)
    not_ours(path, fmt::format("it has no attribute {}", name));
  const Handle id(hdf5<H5Aopen>(fmt::format("open the attribute {}", name), object, name, H5P_DEFAULT));
  const Handle type(hdf5<H5Aget_type>("look at an attribute", id));
  constexpr std::size_t longest = 4096;
  const Handle space(hdf5<H5Aget_space>("look at an attribute", id));
  const auto size = static_cast<std::size_t>(hdf5<type_size>("look at an attribute", type));
  const bool one_text = hdf5<H5Tget_class>("look at an attribute", type) == H5T_STRING &&
                        hdf5<H5Tis_variable_str>("look at an attribute", type) == 0 &&
                        hdf5<H5Sget_simple_extent_npoints>("look at an attribute", space) == 1;
  if (!one_text || size > longest) {
    not_ours(path, fmt::format("its attribute {} is not a short text", name));
  }
  std::string text(size, '\0');
  hdf5<H5Aread>(fmt::format("read the attribute {}", name), id, type, text.data());
  return text;
}

std::int64_t number_attribute(hid_t object, const char* name, const std::filesystem::path& path) {
  const Handle id(hdf5<H5Aopen>(fmt::format("open the attribute {}", name), object, name, H5P_DEFAULT));
  const Handle type(hdf5<H5Aget_type>("look at an attribute", id));
  const Handle space(hdf5<H5Aget_space>("look at an attribute", id));
  if (hdf5<H5Tequal>("look at an attribute", type, H5T_STD_I64LE) == 0 ||
      hdf5<H5Sget_simple_extent_npoints>("look at an attribute", space) != 1)
    not_ours(path, fmt::format("its attribute {} is not a whole number", name));
  std::int64_t number = 0;
  hdf5<H5Aread>(fmt::format("read the attribute {}", name), id, H5T_NATIVE_INT64, &number);
  return number;
}

FormatNumber format_of(hid_t file, const std::filesystem::path& path) {
  const std::string text = text_attribute(file, format_attribute, path);
  const auto format = parse_format(text);
  if (!format) not_ours(path, fmt::format("its attribute {} is \"{}\", no number", format_attribute, text));
  if (format->major_number == current_format.major_number) return *format;
  throw MismatchError(
      fmt::format("{} has the format {} (this program reads format {}) read it with the program that "
                  "made it, {}",
                  path.string(), format->text(), current_format.major_number, text_attribute(file, "source", path)));
}

/// A text that is an array of characters; `what` it is, for messages.
std::string text_dataset(hid_t file, const std::filesystem::path& path, const char* name, const char* what) {
  const Handle set(attempt_hdf5<H5Dopen2>(fmt::format("open the {}", what), file, name, H5P_DEFAULT));
  if (set < 0) damaged(path, fmt::format("it holds no {}: {}", what, hdf5_reason("H5Dopen2")));
  const std::string look = fmt::format("look at the {}", what);
  const Handle type(hdf5<H5Dget_type>(look, set));
  const Handle space(hdf5<H5Dget_space>(look, set));
  const hssize_t length = hdf5<H5Sget_simple_extent_npoints>(look, space);
  constexpr hssize_t longest = 1 << 28;
  // Bytes in this file: no chunks to inflate, no other file or pipe to open.
  if (attempt_hdf5<dataset_offset>(fmt::format("find the place of the {}", what), set) < 0)
    damaged(path, fmt::format("its {} is not in it: {}", what, hdf5_reason("dataset_offset")));
  if (hdf5<H5Tequal>(look, type, char_type()) == 0 || length < 1 || length > longest)
    not_ours(path, fmt::format("what it holds as its {} is no text", what));
  std::string text(static_cast<std::size_t>(length), '\0');
  hdf5<H5Dread>(fmt::format("read the {} of {}", what, path.string()), set, char_type(), H5S_ALL, H5S_ALL, H5P_DEFAULT,
                text.data());
  return text;
}

Handle open_hdf5(const std::filesystem::path& path, const Tuning& with) {
  if (std::filesystem::exists(path) && !std::filesystem::is_regular_file(path)) not_ours(path, "it is no file");
  // Our own open first: it tells "no such file" and "permission denied" better than HDF5 does.
  PositionedFile(path, PositionedFile::Access::read);
  const hid_t file = attempt_hdf5<H5Fopen>("open the file", path.c_str(), H5F_ACC_RDONLY, with.file_access);
  if (file >= 0) return file;
  const std::string reason = hdf5_reason("H5Fopen");
  if (reason.find("truncated") != std::string::npos) damaged(path, "it is cut off");
  if (attempt_hdf5<H5Fis_hdf5>("see whether it is an HDF5 file", path.c_str()) == 0) not_ours(path, reason);
  damaged(path, reason);
}

/// The offset of one array, after a look at its shape, type and bounds.
std::uint64_t offset_of(hid_t file, const std::filesystem::path& path, const std::string& name, hid_t type,
                        const std::vector<hsize_t>& shape, std::uint64_t file_size) {
  const Handle set(attempt_hdf5<H5Dopen2>("open an array", file, name.c_str(), H5P_DEFAULT));
  if (set < 0) damaged(path, fmt::format("it has no dataset {}: {}", name, hdf5_reason("H5Dopen2")));
  const Handle space(hdf5<H5Dget_space>("look at " + name, set));
  const Handle stored(hdf5<H5Dget_type>("look at " + name, set));
  std::vector<hsize_t> extent(shape.size());
  const bool same_rank = hdf5<H5Sget_simple_extent_ndims>("look at " + name, space) == static_cast<int>(shape.size());
  if (same_rank) hdf5<H5Sget_simple_extent_dims>("look at " + name, space, extent.data(), nullptr);
  if (!same_rank || extent != shape) {
    damaged(path, fmt::format("the shape of {} is not that of its study", name));
  }
  if (hdf5<H5Tequal>("look at " + name, stored, type) == 0)
    damaged(path, fmt::format("the type of {} is not that of its study", name));
  auto size = static_cast<std::uint64_t>(hdf5<type_size>("look at " + name, stored));
  for (const hsize_t length : shape)
    size *= length;
  const auto offset = static_cast<std::uint64_t>(hdf5<dataset_offset>("find the place of " + name, set));
  if (offset > file_size || size > file_size - offset) {
    damaged(path, fmt::format("{} lies beyond the end of the file", name));
  }
  return offset;
}

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

std::uint64_t FileLayout::payload() const {
  double row = 0;
  for (const Column& column : columns)
    row += static_cast<double>(row_bytes(column));
  const double failure = 8 + 1 + failure_category_width + failure_reason_width;
  const double block =
      static_cast<double>(words_per_block * 8 + sizeof(LedgerLine)) + static_cast<double>(failures_per_block) * failure;
  // In doubles: a study that is too large is found here, where whole numbers would overflow.
  const double cases = static_cast<double>(case_count());
  const double whole =
      cases * static_cast<double>(sessions_per_case) * row + cases * static_cast<double>(blocks_per_case()) * block;
  const double bytes = shard && whole < 0x1p63 ? static_cast<double>(sessions_held().size()) * row +
                                                     static_cast<double>(blocks_held().size()) * block
                                               : whole;
  return bytes < 0x1p63 ? static_cast<std::uint64_t>(bytes) : std::uint64_t{1} << 63;
}

std::vector<std::uint64_t> FileLayout::lengths(const Variable& variable) const {
  std::vector<std::uint64_t> lengths;
  for (const std::string& name : variable.axes) {
    const auto axis =
        std::find_if(summary_axes.begin(), summary_axes.end(), [&](const Axis& a) { return a.name == name; });
    ERGODIC_EXPECT(axis != summary_axes.end());
    lengths.push_back(axis->size());
  }
  return lengths;
}

Identity identify(const std::filesystem::path& path) {
  const Tuning with = tuning();
  const Handle file = open_hdf5(path, with);
  if (hdf5<H5Aexists>("look at the attributes", file, archive_attribute) > 0) {
    throw MismatchError(
        fmt::format("{} is an archive (ergodic export made it, compressed and without a ledger: nothing "
                    "can be added to it, or verified) read it with h5py or xarray, or give the result "
                    "file that it is of",
                    path.string()));
  }
  Identity identity;
  identity.format = format_of(file, path);
  const std::string source = text_attribute(file, "source", path);
  identity.program_version = source.substr(source.find(' ') + 1);
  identity.workload = text_attribute(file, "workload", path);
  if (hdf5<H5Aexists>("look at the attributes", file, draws_attribute) > 0)
    identity.draws = static_cast<int>(number_attribute(file, draws_attribute, path));
  if (hdf5<H5Aexists>("look at the attributes", file, shard_attribute) > 0) {
    const std::string shard = text_attribute(file, shard_attribute, path);
    identity.shard = parse_shard(shard);
    if (!identity.shard) not_ours(path, fmt::format("its attribute {} is \"{}\", not i/n", shard_attribute, shard));
  }
  if (hdf5<H5Aexists>("look at the attributes", file, sessions_attribute) > 0) {
    const std::int64_t sessions = number_attribute(file, sessions_attribute, path);
    if (sessions < 1) not_ours(path, fmt::format("its attribute {} is {}", sessions_attribute, sessions));
    identity.sessions_per_case = static_cast<std::uint64_t>(sessions);
  }
  identity.study = text_dataset(file, path, "/study/yaml", "study");
  if (identity.format.minor_number > 0)
    identity.description = text_dataset(file, path, "/study/description", "description");
  return identity;
}

std::vector<std::uint64_t> Offsets::pack() const {
  std::vector<std::uint64_t> all{ledger, closing, summaries};
  all.insert(all.end(), columns.begin(), columns.end());
  all.insert(all.end(), variables.begin(), variables.end());
  all.insert(all.end(), failures.begin(), failures.end());
  return all;
}

Offsets Offsets::unpack(std::span<const std::uint64_t> numbers, const FileLayout& layout) {
  Offsets offsets;
  offsets.ledger = numbers[0];
  offsets.closing = numbers[1];
  offsets.summaries = numbers[2];
  const auto columns = numbers.subspan(3, layout.columns.size());
  const auto variables = numbers.subspan(3 + columns.size(), layout.variables.size());
  const auto failures = numbers.subspan(3 + columns.size() + variables.size());
  offsets.columns.assign(columns.begin(), columns.end());
  offsets.variables.assign(variables.begin(), variables.end());
  offsets.failures.assign(failures.begin(), failures.end());
  return offsets;
}

Offsets locate(const std::filesystem::path& path, const FileLayout& layout) {
  const Tuning with = tuning();
  const Handle file = open_hdf5(path, with);
  const std::uint64_t size = PositionedFile(path, PositionedFile::Access::read).size();
  const auto offset = [&](const std::string& name, hid_t type, const std::vector<hsize_t>& shape) {
    return offset_of(file, path, name, type, shape, size);
  };
  const std::uint64_t cases = layout.case_count();
  const std::uint64_t blocks = layout.blocks_held().size();

  Offsets offsets;
  offsets.ledger = offset("/ledger/line", H5T_STD_U64LE, {blocks, 4});
  offsets.closing = offset("/ledger/closing", H5T_STD_U64LE, {4});
  offsets.summaries = offset("/ledger/summary", H5T_STD_I64LE, {blocks, layout.words_per_block});
  const auto sessions = layout.session_shape();
  for (const Column& column : layout.columns) {
    std::vector<hsize_t> shape(sessions.begin(), sessions.end());
    if (!column.axis.empty()) shape.push_back(values_per_session(column, layout.axes));
    offsets.columns.push_back(offset("/sessions/" + column.name, file_type(column.type), shape));
  }
  for (const Variable& variable : layout.variables) {
    std::vector<hsize_t> shape{cases};
    for (const std::uint64_t length : layout.lengths(variable))
      shape.push_back(length);
    offsets.variables.push_back(offset("/summary/" + variable.name, file_type(variable.type), shape));
  }
  if (const std::uint64_t slots = layout.failures_per_block; slots > 0) {
    offsets.failures = {offset("/failures/session", H5T_STD_I64LE, {blocks, slots}),
                        offset("/failures/can_retry", H5T_STD_U8LE, {blocks, slots}),
                        offset("/failures/category", char_type(), {blocks, slots, failure_category_width}),
                        offset("/failures/reason", char_type(), {blocks, slots, failure_reason_width})};
  }
  return offsets;
}

ResultFile::ResultFile(const std::filesystem::path& path, PositionedFile::Access access, FileLayout layout,
                       Offsets offsets)
    : layout_(std::move(layout)), identity_(layout_.identity()), offsets_(std::move(offsets)), file_(path, access) {}

std::uint64_t ResultFile::sessions_in(std::uint64_t block) const {
  return layout_.first_session(block + 1) - layout_.first_session(block);
}

/// All that a block leaves, in the order in which its digest takes it: columns, summary, failures.
std::vector<ResultFile::Piece> ResultFile::pieces_of(std::uint64_t block) const {
  ERGODIC_EXPECT(block >= layout_.blocks_held().first && block < layout_.blocks_held().last);
  std::vector<Piece> pieces;
  const std::uint64_t first = layout_.first_session(block) - layout_.sessions_held().first;
  const std::uint64_t line = line_of(block);
  for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
    const std::uint64_t width = layout_.row_bytes(layout_.columns[i]);
    pieces.push_back({offsets_.columns[i] + first * width, sessions_in(block) * width});
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
  ERGODIC_EXPECT(rows.count() == sessions_in(block));
  ERGODIC_EXPECT(kept.size() == layout_.columns.size() && summary.size() == layout_.words_per_block);
  const std::vector<Piece> pieces = pieces_of(block);
  Digester digester;
  const auto put = [&](const Piece& piece, std::span<const std::byte> bytes) {
    ERGODIC_EXPECT(bytes.size() == piece.size);
    file_.write(piece.offset, bytes);
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

Digest ResultFile::copy_block(std::uint64_t block, const ResultFile& source, std::uint64_t theirs) {
  const std::vector<Piece> from = source.pieces_of(theirs);
  const std::vector<Piece> to = pieces_of(block);
  const std::size_t failed_ids = layout_.columns.size() + 1;
  const std::uint64_t moved_by = layout_.first_session(block) - source.layout_.first_session(theirs);  // modulo 2^64
  Digester read, written;
  std::vector<std::byte> buffer(1 << 20);
  for (std::size_t i = 0; i < to.size(); ++i) {
    ERGODIC_EXPECT(from[i].size == to[i].size);
    for (std::uint64_t at = 0; at < to[i].size; at += buffer.size()) {
      const auto part = std::span(buffer).first(std::min<std::uint64_t>(buffer.size(), to[i].size - at));
      source.file_.read(from[i].offset + at, part);
      read.add(part);
      if (i == failed_ids) move_ids(part, moved_by);
      file_.write(to[i].offset + at, part);
      written.add(part);
    }
  }
  if (read.result() != source.recorded(theirs))
    damaged(source.path(), fmt::format("block {} is not what its ledger line says", theirs));
  return written.result();
}

void ResultFile::record(std::uint64_t block, const Digest& content, Kept kept) {
  const LedgerLine line = seal(identity_, block, content);
  file_.write(offsets_.ledger + line_of(block) * sizeof line, std::as_bytes(std::span(line).first(words_of(kept))));
}

void ResultFile::make_durable(std::span<const WrittenBlock> blocks) {
  sync();
  for (const WrittenBlock& written : blocks)
    record(written.block, written.digest, Kept::durable);
}

template <class Visit>
void ResultFile::for_each_line(const Visit& visit) const {
  const IndexRange held = layout_.blocks_held();
  std::vector<LedgerLine> lines(std::min<std::uint64_t>(held.size(), 1 << 15));
  for (std::uint64_t first = held.first; first < held.last; first += lines.size()) {
    lines.resize(std::min<std::uint64_t>(lines.size(), held.last - first));
    file_.read(offsets_.ledger + line_of(first) * sizeof(LedgerLine), std::as_writable_bytes(std::span(lines)));
    for (std::uint64_t i = 0; i < lines.size(); ++i)
      visit(first + i, lines[i]);
  }
}

std::optional<Digest> ResultFile::done_with(std::uint64_t block, const LedgerLine& line) const {
  const auto entry = read_line(identity_, block, line);
  if (!entry || (entry->kept == Kept::written && read_digest(block) != entry->content)) return std::nullopt;
  return entry->content;
}

void ResultFile::settle() {
  constexpr std::size_t most = 4096;  // so that much of a long stretch is kept when this is killed too
  std::vector<WrittenBlock> written;
  for_each_line([&](std::uint64_t block, const LedgerLine& line) {
    const auto entry = read_line(identity_, block, line);
    if (!entry || entry->kept == Kept::durable || write_again(block) != entry->content) return;
    written.push_back({block, entry->content});
    if (written.size() < most) return;
    make_durable(written);
    written.clear();
  });
  if (!written.empty()) make_durable(written);
}

std::optional<Digest> ResultFile::recorded(std::uint64_t block) const {
  LedgerLine line;
  file_.read(offsets_.ledger + line_of(block) * sizeof line, std::as_writable_bytes(std::span(line)));
  return done_with(block, line);
}

std::vector<bool> ResultFile::done() const {
  std::vector<bool> done(layout_.block_count());
  for_each_line([&](std::uint64_t block, const LedgerLine& line) { done[block] = done_with(block, line).has_value(); });
  return done;
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
      file_.read(piece.offset + at, part);
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
    file_.write(offset, part);
  });
  return digester.result();
}

Digest ResultFile::read_digest(std::uint64_t block) const { return digest(pieces_of(block)); }

std::vector<std::int64_t> ResultFile::read_summary(std::uint64_t block) const {
  std::vector<std::int64_t> words(layout_.words_per_block);
  file_.read(offsets_.summaries + line_of(block) * words.size() * sizeof(std::int64_t),
             std::as_writable_bytes(std::span(words)));
  return words;
}

void ResultFile::read_column(std::size_t column, std::uint64_t case_index, std::uint64_t first,
                             std::span<std::byte> bytes) const {
  const std::uint64_t width = layout_.row_bytes(layout_.columns[column]);
  ERGODIC_EXPECT(first * width + bytes.size() <= layout_.sessions_per_case * width);
  const std::uint64_t row = case_index * layout_.sessions_per_case + first - layout_.sessions_held().first;
  file_.read(offsets_.columns[column] + row * width, bytes);
}

std::uint64_t ResultFile::bytes_per_case(const Variable& variable) const {
  std::uint64_t bytes = size_of(variable.type);
  for (const std::uint64_t length : layout_.lengths(variable))
    bytes *= length;
  return bytes;
}

void ResultFile::write_variable(std::size_t variable, std::uint64_t case_index, std::span<const std::byte> values) {
  ERGODIC_EXPECT(values.size() == bytes_per_case(layout_.variables[variable]));
  file_.write(offsets_.variables[variable] + case_index * values.size(), values);
}

void ResultFile::read_variable(std::size_t variable, std::uint64_t case_index, std::span<std::byte> values) const {
  ERGODIC_EXPECT(values.size() == bytes_per_case(layout_.variables[variable]));
  file_.read(offsets_.variables[variable] + case_index * values.size(), values);
}

Digest ResultFile::read_summary_digest() const {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < layout_.variables.size(); ++i) {
    pieces.push_back({offsets_.variables[i], layout_.case_count() * bytes_per_case(layout_.variables[i])});
  }
  return digest(pieces);
}

void ResultFile::close_ledger() {
  const LedgerLine line = seal(identity_, layout_.block_count(), read_summary_digest());
  file_.write(offsets_.closing, std::as_bytes(std::span(line)));
  file_.sync();
}

std::optional<Digest> ResultFile::closed() const {
  LedgerLine line;
  file_.read(offsets_.closing, std::as_writable_bytes(std::span(line)));
  const auto entry = read_line(identity_, layout_.block_count(), line);
  if (!entry || entry->kept != Kept::durable) return std::nullopt;
  return entry->content;
}

Draft::Draft(std::filesystem::path path, const FileLayout& layout, const std::string& description)
    : path_(std::move(path)), making_(path_.string() + ".tmp") {
  create_skeleton(making_, layout, description);
}

Draft::~Draft() {
  std::error_code ignored;
  std::filesystem::remove(making_, ignored);
}

void Draft::publish() {
  rename_file(making_, path_);
  sync_folder_of(path_);
}

void create_result_file(const std::filesystem::path& path, const FileLayout& layout, const std::string& description) {
  Draft(path, layout, description).publish();
}

}  // namespace ergodic::store
