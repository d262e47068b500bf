#include "store/identity.hpp"

#include "store/disk/file_errors.hpp"
#include "store/format.hpp"
#include "store/hdf5/attributes.hpp"
#include "store/hdf5/opening.hpp"
#include "store/hdf5/types.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

namespace ergodic::store {
namespace {

/// Sees that it is a result file, and of our revision.
void require_our_format(hid_t file, const std::filesystem::path& path) {
  if (has_attribute(file, archive_attribute)) {
    throw MismatchError(
        fmt::format("{} is an archive (ergodic export made it, compressed and without a ledger: nothing "
                    "can be added to it, or verified) read it with h5py or xarray, or give the result "
                    "file that it is of",
                    path.string()));
  }
  const std::string format = read_text_attribute(file, format_attribute, path);
  if (format != format_name)
    not_ours(path, fmt::format("its format is \"{}\", this program reads \"{}\"", format, format_name));
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

std::string study(hid_t file, const std::filesystem::path& path) {
  const Handle yaml(attempt_hdf5<H5Dopen2>("open the study", file, "/study/yaml", H5P_DEFAULT));
  if (yaml < 0) damaged(path, fmt::format("it holds no study: {}", hdf5_reason("H5Dopen2")));
  const Handle type(hdf5<H5Dget_type>("look at the study", yaml));
  const Handle space(hdf5<H5Dget_space>("look at the study", yaml));
  const hssize_t length = hdf5<H5Sget_simple_extent_npoints>("look at the study", space);
  constexpr hssize_t longest = 1 << 28;
  // Bytes in this file: no chunks to inflate, no other file or pipe to open.
  if (attempt_hdf5<dataset_offset>("find where the study is", yaml) < 0)
    damaged(path, fmt::format("its study is not in it: {}", hdf5_reason("dataset_offset")));
  if (hdf5<H5Tequal>("look at the study", type, char_type()) == 0 || length < 1 || length > longest)
    not_ours(path, "what it holds as its study is no text");
  std::string text(static_cast<std::size_t>(length), '\0');
  hdf5<H5Dread>("read the study of " + path.string(), yaml, char_type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data());
  return text;
}

}  // namespace

Identity identify(const std::filesystem::path& path) {
  const Tuning with = tuning();
  const Handle file = open_result_file(path, with);
  require_our_format(file, path);
  return {.program_version = program_version(file, path),
          .study = study(file, path),
          .shard = shard(file, path),
          .sessions_per_case = sessions_per_case(file, path)};
}

}  // namespace ergodic::store
