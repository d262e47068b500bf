#include "store/identity.hpp"

#include "store/disk/file_errors.hpp"
#include "store/format.hpp"
#include "store/hdf5/attributes.hpp"
#include "store/hdf5/opening.hpp"
#include "store/hdf5/placed.hpp"
#include "store/hdf5/types.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

namespace ergodic::store {
namespace {

void refuse_archive(hid_t file, const std::filesystem::path& path) {
  if (!has_attribute(file, archive_attribute)) return;
  throw MismatchError(
      fmt::format("{} is an archive (ergodic export made it, compressed and without a ledger: nothing "
                  "can be added to it, or verified) read it with h5py or xarray, or give the result "
                  "file that it is of",
                  path.string()));
}

FormatNumber format(hid_t file, const std::filesystem::path& path) {
  const std::string text = read_text_attribute(file, format_attribute, path);
  const std::optional<FormatNumber> format = parse_format(text);
  if (!format) not_ours(path, fmt::format("its attribute {} is \"{}\", no number", format_attribute, text));
  if (format->major_number == current_format.major_number) return *format;
  throw MismatchError(fmt::format(
      "{} has the format {} (this program reads format {}) read it with the program that made it, {}", path.string(),
      format->text(), current_format.major_number, read_text_attribute(file, "source", path)));
}

int draws(hid_t file, const std::filesystem::path& path) {
  return has_attribute(file, draws_attribute) ? static_cast<int>(read_number_attribute(file, draws_attribute, path))
                                              : 1;
}

std::string program_version(hid_t file, const std::filesystem::path& path) {
  const std::string source = read_text_attribute(file, "source", path);  // "ergodic VERSION"
  return source.substr(source.find(' ') + 1);
}

std::optional<Shard> shard(hid_t file, const std::filesystem::path& path) {
  if (!has_attribute(file, shard_attribute)) return std::nullopt;
  const std::string text = read_text_attribute(file, shard_attribute, path);
  const std::optional<Shard> shard = parse_shard(text);
  if (!shard) not_ours(path, fmt::format("its attribute {} is \"{}\", not i/n", shard_attribute, text));
  return shard;
}

std::optional<std::uint64_t> sessions_per_case(hid_t file, const std::filesystem::path& path) {
  if (!has_attribute(file, sessions_attribute)) return std::nullopt;
  const std::int64_t sessions = read_number_attribute(file, sessions_attribute, path);
  if (sessions < 1) not_ours(path, fmt::format("its attribute {} is {}", sessions_attribute, sessions));
  return static_cast<std::uint64_t>(sessions);
}

std::uint64_t listed_sessions(hid_t file, const std::filesystem::path& path) {
  if (!has_attribute(file, listed_attribute)) return 0;
  const std::int64_t sessions = read_number_attribute(file, listed_attribute, path);
  constexpr std::int64_t most = std::int64_t{1} << 32;  // far more than any list is made for
  if (sessions < 1 || sessions > most)
    not_ours(path, fmt::format("its attribute {} is {}", listed_attribute, sessions));
  return static_cast<std::uint64_t>(sessions);
}

/// A text that is an array of characters; `what` it is, for messages.
std::string text(hid_t file, const std::filesystem::path& path, const char* name, const std::string& what) {
  const Handle set(attempt_hdf5<H5Dopen2>("open the " + what, file, name, H5P_DEFAULT));
  if (set < 0) damaged(path, fmt::format("it holds no {}: {}", what, hdf5_reason("H5Dopen2")));
  const Handle type(hdf5<H5Dget_type>("look at the " + what, set));
  const Handle space(hdf5<H5Dget_space>("look at the " + what, set));
  const hssize_t length = hdf5<H5Sget_simple_extent_npoints>("look at the " + what, space);
  constexpr hssize_t longest = 1 << 28;
  place_of(set, name, path);  // bytes in this file: no chunks to inflate, no other file or pipe to open
  if (hdf5<H5Tequal>("look at the " + what, type, char_type()) == 0 || length < 1 || length > longest)
    not_ours(path, fmt::format("what it holds as its {} is no text", what));
  std::string text(static_cast<std::size_t>(length), '\0');
  hdf5<H5Dread>(fmt::format("read the {} of {}", what, path.string()), set, char_type(), H5S_ALL, H5S_ALL, H5P_DEFAULT,
                text.data());
  return text;
}

}  // namespace

Identity identify(const std::filesystem::path& path) {
  const Tuning with = tuning();
  const Handle file = open_result_file(path, with);
  refuse_archive(file, path);
  const FormatNumber revision = format(file, path);
  const bool describes_itself = revision != FormatNumber{1, 0};
  return {.format = revision,
          .program_version = program_version(file, path),
          .workload = read_text_attribute(file, "workload", path),
          .draws = draws(file, path),
          .study = text(file, path, "/study/yaml", "study"),
          .description = describes_itself ? text(file, path, "/study/description", "description") : "",
          .shard = shard(file, path),
          .sessions_per_case = sessions_per_case(file, path),
          .listed_sessions = listed_sessions(file, path)};
}

}  // namespace ergodic::store
