#include "store/session_names.hpp"

#include "store/disk/positioned_file.hpp"
#include "store/groups.hpp"
#include "store/hdf5/attributes.hpp"
#include "store/hdf5/opening.hpp"
#include "store/hdf5/placed.hpp"
#include "store/hdf5/types.hpp"

#include <cstddef>
#include <span>

namespace ergodic::store {

namespace {

void write_bytes(hid_t set, hid_t type, const void* values, std::size_t count, const std::string& name) {
  if (count > 0) hdf5<H5Dwrite>("write " + name, set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}

}  // namespace

void write_session_names(const NetcdfWriter& netcdf, hid_t group, const Dimensions& sessions,
                         const FileLayout& layout) {
  if (layout.session_names && layout.session_names->of_case && layout.session_names->width > 0) {
    const SessionNames& names = *layout.session_names;
    const Dimension length = netcdf.dimension(group, names.name + "_length", names.width);
    Dimensions of_names = sessions;
    of_names.push_back(length);
    const Handle set = netcdf.array(group, names.name, char_type(), of_names);
    write_attribute(set, "_Encoding", "utf-8");
    if (!names.long_name.empty()) write_attribute(set, "long_name", names.long_name);
    std::string padded;
    for (std::uint64_t i = 0; i < layout.case_count(); ++i) {
      for (std::string name : names.of_case(i)) {
        name.resize(names.width, '\0');
        padded += name;
      }
    }
    write_bytes(set, char_type(), padded.data(), padded.size(), names.name);
  }
  if (layout.case_dates.empty()) return;
  std::vector<std::int32_t> dates;
  for (std::uint64_t i = 0; i < layout.case_count(); ++i)
    dates.insert(dates.end(), layout.sessions_of(i), layout.case_dates[i]);
  const Handle set = netcdf.array(group, "date", H5T_STD_I32LE, sessions);
  describe(set, "the day that the row is of", "days since 1970-01-01");
  write_attribute(set, "calendar", "proleptic_gregorian");
  write_bytes(set, H5T_STD_I32LE, dates.data(), dates.size(), "date");
}

/// Its characters lie together in the file, case after case.
std::vector<std::string> read_session_names(const std::filesystem::path& path, const FileLayout& layout,
                                            std::uint64_t case_index) {
  const SessionNames& names = layout.session_names.value();
  if (names.width == 0 || layout.sessions_of(case_index) == 0) return {};
  const std::string place = layout.group("sessions") + "/" + names.name;
  std::uint64_t offset = 0;
  {
    const Tuning with = tuning();
    const Handle file = open_result_file(path, with);
    const Handle set(hdf5<H5Dopen2>("open " + place, file, place.c_str(), H5P_DEFAULT));
    require_type(set, char_type(), place, path);
    offset = place_of(set, place, path);
  }
  std::string text(layout.sessions_of(case_index) * names.width, '\0');
  PositionedFile(path, PositionedFile::Access::read)
      .read(offset + layout.first_session_of(case_index) * names.width, std::as_writable_bytes(std::span(text)));
  std::vector<std::string> read;
  for (std::size_t at = 0; at < text.size(); at += names.width) {
    const std::string padded = text.substr(at, names.width);
    read.push_back(padded.substr(0, padded.find('\0')));
  }
  return read;
}

}  // namespace ergodic::store
