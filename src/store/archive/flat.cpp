#include "store/archive/flat.hpp"

#include "store/format.hpp"
#include "store/groups.hpp"
#include "store/hdf5/attributes.hpp"
#include "store/hdf5/types.hpp"

namespace ergodic::store {
namespace {

/// A number that may need 64 bits: the classic types have no such whole ones.
void write_number(hid_t file, const char* name, std::uint64_t number) {
  write_attribute(file, name, static_cast<double>(number));
}

void describe_flat_file(hid_t file, const FileLayout& whole, const Selection& selection, const FileLayout& layout) {
  write_attribute(file, "Conventions", conventions);
  write_attribute(file, "_nc3_strict", std::int32_t{1});  // netCDF's own mark: nothing but the classic model is in it
  if (!layout.title.empty()) write_attribute(file, "title", layout.title);
  write_attribute(file, "source", "ergodic " + layout.program_version);
  write_attribute(file, archive_attribute, archive_name);
  write_attribute(file, "workload", layout.workload);
  write_number(file, draws_attribute, static_cast<std::uint64_t>(layout.draws));
  write_attribute(file, "study_digest", whole.identity().hex());
  if (!whole.is_ragged()) write_number(file, sessions_attribute, whole.sessions_per_case);
  if (layout.columns.empty()) return;
  write_number(file, "first_replicate", selection.replicates.first);
  write_number(file, "last_replicate", selection.replicates.last - 1);
}

class FlatFile {
 public:
  FlatFile(hid_t file, const Tuning& with, const FileLayout& layout)
      : file_(file), netcdf_(file, with), layout_(layout), cases_(labels("case", layout.case_labels)) {}

  void rows() const {
    const Dimension session = netcdf_.dimension(file_, layout_.session_dimension, layout_.session_shape().back());
    if (layout_.is_ragged()) write_case_sizes(netcdf_, file_, cases_, layout_, H5T_STD_I32LE);
    const std::vector<Dimension> axes = along(layout_.axes);
    for (const Column& column : layout_.columns) {
      Dimensions dimensions{session};
      if (layout_.is_rectangle()) dimensions.insert(dimensions.begin(), cases_);
      if (!column.axis.empty()) dimensions.push_back(named(axes, column.axis));
      const Handle set = netcdf_.compressed_array(file_, column.name, file_type(column.type), dimensions,
                                                  layout_.is_rectangle() ? 1 : 0);
      describe(set, column.long_name, column.unit);
      if (column.is_category()) describe_flags<std::int16_t>(set, column.categories);
    }
  }

  void summary() const {
    const std::vector<Dimension> axes = along(layout_.summary_axes);
    write_variables(netcdf_, file_, cases_, axes, layout_.variables);
  }

 private:
  Dimension labels(const std::string& name, const std::vector<std::string>& texts) const {
    describe_labels(file_, name, texts);
    return netcdf_.dimension(file_, name, texts.size());
  }

  std::vector<Dimension> along(const Axes& axes) const {
    std::vector<Dimension> dimensions;
    for (const Axis& axis : axes)
      dimensions.push_back(axis.labels.empty() ? netcdf_.along(file_, axis) : labels(axis.name, axis.labels));
    return dimensions;
  }

  hid_t file_;
  NetcdfWriter netcdf_;
  const FileLayout& layout_;
  Dimension cases_;
};

}  // namespace

void write_flat(hid_t file, const Tuning& with, const FileLayout& whole, const Selection& selection,
                const FileLayout& layout) {
  describe_flat_file(file, whole, selection, layout);
  const FlatFile flat(file, with, layout);
  layout.columns.empty() ? flat.summary() : flat.rows();
}

}  // namespace ergodic::store
