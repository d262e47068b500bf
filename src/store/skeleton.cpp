#include "store/skeleton.hpp"

#include "store/format.hpp"
#include "store/format_number.hpp"
#include "store/hdf5.hpp"
#include "store/positioned_file.hpp"
#include "store/tuning.hpp"

#include <hdf5_hl.h>

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <vector>

namespace ergodic::store {
namespace {

/// Writes the skeleton into an open file: the vocabulary is netCDF-4's (named dimensions by scales) and CF's
/// (attributes).
class Writer {
 public:
  Writer(hid_t file, const Tuning& with, const FileLayout& layout) : file_(file), with_(with), layout_(layout) {}

  void write(const std::string& description) {
    describe(format_attribute, current_format.text());
    const Handle group = study();
    text(group, "description", description, "what the file holds, JSON");
    sessions();
    ledger();
    if (layout_.failures_per_block > 0) failures();
    if (!layout_.variables.empty()) summary();
  }

  void write_archive(const FileLayout& whole, const Selection& selection) {
    describe(archive_attribute, archive_name);
    describe(whole, selection);
    is_archive_ = true;
    study();
    sessions();
    if (whole.failures_per_block > 0) {
      Writer of_all(file_, with_, whole);
      of_all.is_archive_ = true;
      of_all.failures();
    }
    if (!layout_.variables.empty()) summary();
  }

 private:
  /// An axis as a dimension scale of a group.
  struct Scale {
    const Axis& axis;
    Handle handle;
  };

  /// The dimensions of a dataset.
  struct Shape {
    std::vector<hsize_t> lengths;
    std::vector<hid_t> scales;

    void extend(const std::vector<Scale>& axes, const std::string& name) {
      for (const Scale& scale : axes) {
        if (scale.axis.name != name) continue;
        lengths.push_back(scale.axis.size());
        scales.push_back(scale.handle);
      }
    }
  };

  void describe(const char* kind, const std::string& revision) {
    attribute(file_, "Conventions", "CF-1.8");
    if (!layout_.title.empty()) attribute(file_, "title", layout_.title);
    attribute(file_, "source", "ergodic " + layout_.program_version);
    attribute(file_, kind, revision);
    attribute(file_, "workload", layout_.workload);
    attribute(file_, draws_attribute, static_cast<std::int64_t>(layout_.draws));
    attribute(file_, "study_digest", layout_.identity().hex());
    if (layout_.in_rounds) attribute(file_, sessions_attribute, static_cast<std::int64_t>(layout_.sessions_per_case));
    if (!layout_.shard) return;
    attribute(file_, shard_attribute, layout_.shard->text());
    attribute(file_, "first_session", static_cast<std::int64_t>(layout_.sessions_held().first));
    attribute(file_, "last_session", static_cast<std::int64_t>(layout_.sessions_held().last - 1));
  }

  /// What was selected; the case labels are in the file.
  void describe(const FileLayout& whole, const Selection& selection) {
    std::vector<std::string> columns;
    for (const std::size_t index : selection.columns)
      columns.push_back(whole.columns[index].name);
    attribute(file_, "selected_cases", fmt::format("{} of {}", selection.cases.size(), whole.case_count()));
    attribute(file_, "selected_columns",
              columns.size() == whole.columns.size() ? "all" : fmt::format("{}", fmt::join(columns, " ")));
    attribute(file_, "first_replicate", static_cast<std::int64_t>(selection.replicates.first));
    attribute(file_, "last_replicate", static_cast<std::int64_t>(selection.replicates.last - 1));
    attribute(file_, "sessions_per_case", static_cast<std::int64_t>(whole.sessions_per_case));
  }

  Handle study() {
    Handle group = make_group("study");
    text(group, "yaml", layout_.study, "the resolved study, YAML");
    return group;
  }

  void text(hid_t group, const std::string& name, const std::string& characters, const char* long_name) {
    const Handle length = dimension(group, name + "_length", characters.size());
    const Handle set = dataset(group, name, char_type(), {characters.size()}, {length}, with_.small);
    hdf5<H5Dwrite>("write the " + name, set, char_type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, characters.data());
    attribute(set, "long_name", long_name);
  }

  void sessions() {
    const Handle group = make_group("sessions");
    std::vector<Handle> dimensions;
    if (!layout_.shard) dimensions.push_back(case_scale(group));
    dimensions.push_back(dimension(group, layout_.session_dimension, layout_.session_shape().back()));
    const auto lengths = layout_.session_shape();
    const Shape of_sessions{{lengths.begin(), lengths.end()}, {dimensions.begin(), dimensions.end()}};
    const std::vector<Scale> axes = scales(group, layout_.axes);
    for (const Column& column : layout_.columns) {
      Shape shape = of_sessions;
      if (!column.axis.empty()) shape.extend(axes, column.axis);
      const Handle set = rows(group, column.name, file_type(column.type), shape, 1);
      describe(set, column.long_name, column.unit);
      if (column.scale != 1.0) attribute(set, "scale_factor", column.scale);
      if (column.is_category()) flags(set, column.categories);
    }
  }

  void ledger() {
    const Handle group = make_group("ledger");
    const std::uint64_t block_count = layout_.blocks_held().size();
    const Handle blocks = dimension(group, "block", block_count);
    const Handle fields =
        labels(group, "field", {"digest_low", "digest_high", "seal_low", "seal_high"}, "part of a ledger line");
    const Handle lines = dataset(group, "line", H5T_STD_U64LE, {block_count, 4}, {blocks, fields}, with_.rows);
    attribute(lines, "long_name", "block done: digest of its rows and summary, and the seal over it");
    const Handle closing = dataset(group, "closing", H5T_STD_U64LE, {4}, {fields}, with_.rows);
    attribute(closing, "long_name", "all done: digest of the group summary, and the seal over it");
    const Handle words = dimension(group, "word", layout_.words_per_block);
    const Handle sums =
        dataset(group, "summary", H5T_STD_I64LE, {block_count, layout_.words_per_block}, {blocks, words}, with_.rows);
    attribute(sums, "long_name", "block summary, in 64-bit words");
  }

  void failures() {
    const Handle group = make_group("failures");
    const std::uint64_t blocks = layout_.blocks_held().size();
    const std::uint64_t slots = layout_.failures_per_block;
    const Handle block = dimension(group, "block", blocks);
    const Handle slot = dimension(group, "slot", slots);
    const Handle category = dimension(group, "category_length", failure_category_width);
    const Handle reason = dimension(group, "reason_length", failure_reason_width);
    const Handle ids = rows(group, "session", H5T_STD_I64LE, {{blocks, slots}, {block, slot}}, 0);
    describe(ids, "ID of the failed session, -1 where the slot is free", "1");
    const Handle retry = rows(group, "can_retry", H5T_STD_U8LE, {{blocks, slots}, {block, slot}}, 0);
    describe(retry, "whether simulating it again may succeed", "1");
    flags(retry, {"no", "yes"});
    const Handle categories =
        rows(group, "category", char_type(), {{blocks, slots, failure_category_width}, {block, slot, category}}, 0);
    attribute(categories, "long_name", "kind of failure");
    const Handle reasons =
        rows(group, "reason", char_type(), {{blocks, slots, failure_reason_width}, {block, slot, reason}}, 0);
    attribute(reasons, "long_name", "what went wrong");
  }

  void summary() {
    const Handle group = make_group("summary");
    const Handle cases = case_scale(group);
    const std::vector<Scale> axes = scales(group, layout_.summary_axes);
    for (const Variable& variable : layout_.variables) {
      Shape shape{{layout_.case_count()}, {cases}};
      for (const std::string& axis : variable.axes)
        shape.extend(axes, axis);
      const Handle set =
          dataset(group, variable.name, file_type(variable.type), shape.lengths, shape.scales, with_.rows);
      describe(set, variable.long_name, variable.unit);
    }
  }

  std::vector<Scale> scales(hid_t group, const Axes& axes) {
    std::vector<Scale> scales;
    for (const Axis& axis : axes) {
      scales.push_back(
          {axis, axis.labels.empty() ? numbers(group, axis) : labels(group, axis.name, axis.labels, axis.long_name)});
    }
    return scales;
  }

  Handle make_group(const char* name) {
    return hdf5<H5Gcreate2>(fmt::format("create the group {}", name), file_, name, H5P_DEFAULT, with_.group_creation,
                            H5P_DEFAULT);
  }

  Handle dataset(hid_t group, const std::string& name, hid_t type, const std::vector<hsize_t>& shape,
                 const std::vector<hid_t>& scales, hid_t creation) {
    const Handle space(
        hdf5<H5Screate_simple>("describe the shape of " + name, static_cast<int>(shape.size()), shape.data(), nullptr));
    Handle set(hdf5<H5Dcreate2>("create the dataset " + name, group, name.c_str(), type, space, H5P_DEFAULT, creation,
                                H5P_DEFAULT));
    for (std::size_t axis = 0; axis < scales.size(); ++axis) {
      hdf5<H5DSattach_scale>("attach a dimension to " + name, set, scales[axis], static_cast<unsigned>(axis));
    }
    return set;
  }

  /// What grows with the study: in an archive it is compressed, in chunks along the dimension after `leading` ones.
  Handle rows(hid_t group, const std::string& name, hid_t type, const Shape& shape, std::size_t leading) {
    if (!is_archive_) return dataset(group, name, type, shape.lengths, shape.scales, with_.rows);
    const auto value_size = static_cast<std::size_t>(hdf5<type_size>("look at the type of " + name, type));
    const Handle creation = compressed(shape.lengths, leading, value_size);
    return dataset(group, name, type, shape.lengths, shape.scales, creation);
  }

  /// A dimension without values, as netCDF-4 writes one.
  Handle dimension(hid_t group, const std::string& name, std::uint64_t size) {
    Handle set = dataset(group, name, H5T_IEEE_F32BE, {size}, {}, with_.dimension);
    hdf5<H5DSset_scale>("make a dimension of " + name, set,
                        fmt::format("This is a netCDF dimension but not a netCDF variable.{:>10}", size).c_str());
    return set;
  }

  Handle labels(hid_t group, const std::string& name, const std::vector<std::string>& texts,
                const std::string& long_name) {
    const Handle type(hdf5<H5Tcopy>("copy a type", H5T_C_S1));
    hdf5<H5Tset_size>("set the length of labels", type, H5T_VARIABLE);
    hdf5<H5Tset_cset>("set the encoding of labels", type, H5T_CSET_UTF8);
    Handle set = dataset(group, name, type, {texts.size()}, {}, with_.small);
    std::vector<const char*> pointers;
    for (const std::string& text : texts)
      pointers.push_back(text.c_str());
    hdf5<H5Dwrite>("write the labels of " + name, set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data());
    hdf5<H5DSset_scale>("make a dimension of " + name, set, name.c_str());
    if (!long_name.empty()) attribute(set, "long_name", long_name);
    return set;
  }

  Handle numbers(hid_t group, const Axis& axis) {
    Handle set = dataset(group, axis.name, H5T_IEEE_F64LE, {axis.coordinates.size()}, {}, with_.small);
    hdf5<H5Dwrite>("write " + axis.name, set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT,
                   axis.coordinates.data());
    hdf5<H5DSset_scale>("make a dimension of " + axis.name, set, axis.name.c_str());
    describe(set, axis.long_name, axis.unit);
    return set;
  }

  Handle case_scale(hid_t group) { return labels(group, "case", layout_.case_labels, "case of the study"); }

  void describe(hid_t set, const std::string& long_name, const std::string& unit) {
    if (!long_name.empty()) attribute(set, "long_name", long_name);
    attribute(set, "units", unit);
  }

  /// CF 3.5: the codes and their meanings, words between blanks; one that has blanks is given '_' for them.
  void flags(hid_t set, const std::vector<std::string>& meanings) {
    std::vector<std::uint8_t> codes(meanings.size());
    for (std::size_t i = 0; i < codes.size(); ++i)
      codes[i] = static_cast<std::uint8_t>(i);
    const hsize_t size = codes.size();
    const Handle space(hdf5<H5Screate_simple>("describe the flags", 1, &size, nullptr));
    const Handle attribute_id(hdf5<H5Acreate2>("create the attribute flag_values", set, "flag_values", H5T_STD_U8LE,
                                               space, H5P_DEFAULT, H5P_DEFAULT));
    hdf5<H5Awrite>("write the attribute flag_values", attribute_id, H5T_NATIVE_UINT8, codes.data());
    std::vector<std::string> words = meanings;
    for (std::string& word : words)
      std::replace(word.begin(), word.end(), ' ', '_');
    attribute(set, "flag_meanings", fmt::format("{}", fmt::join(words, " ")));
  }

  void attribute(hid_t object, const char* name, const std::string& text) {
    const Handle type(hdf5<H5Tcopy>("copy a type", H5T_C_S1));
    hdf5<H5Tset_size>("set the length of a text", type, text.empty() ? 1 : text.size());
    hdf5<H5Tset_cset>("set the encoding of a text", type, H5T_CSET_UTF8);
    const Handle space(hdf5<H5Screate>("describe an attribute", H5S_SCALAR));
    const Handle id(hdf5<H5Acreate2>(fmt::format("create the attribute {}", name), object, name, type, space,
                                     H5P_DEFAULT, H5P_DEFAULT));
    hdf5<H5Awrite>(fmt::format("write the attribute {}", name), id, type, text.c_str());
  }

  void attribute(hid_t object, const char* name, double number) {
    const Handle space(hdf5<H5Screate>("describe an attribute", H5S_SCALAR));
    const Handle id(hdf5<H5Acreate2>(fmt::format("create the attribute {}", name), object, name, H5T_IEEE_F64LE, space,
                                     H5P_DEFAULT, H5P_DEFAULT));
    hdf5<H5Awrite>(fmt::format("write the attribute {}", name), id, H5T_NATIVE_DOUBLE, &number);
  }

  void attribute(hid_t object, const char* name, std::int64_t number) {
    const Handle space(hdf5<H5Screate>("describe an attribute", H5S_SCALAR));
    const Handle id(hdf5<H5Acreate2>(fmt::format("create the attribute {}", name), object, name, H5T_STD_I64LE, space,
                                     H5P_DEFAULT, H5P_DEFAULT));
    hdf5<H5Awrite>(fmt::format("write the attribute {}", name), id, H5T_NATIVE_INT64, &number);
  }

  hid_t file_;
  const Tuning& with_;
  const FileLayout& layout_;
  bool is_archive_ = false;
};

void write_skeleton(const std::filesystem::path& path, const FileLayout& layout, const std::string& description) {
  // First see that there is room: HDF5 1.10 does not survive a full disk, or a file size limit, when it closes a file.
  constexpr std::uint64_t room_for_metadata = 4 << 20;
  PositionedFile(path, PositionedFile::Access::create)
      .reserve(layout.payload() + description.size() + room_for_metadata);

  const Tuning with = tuning();
  Handle file(hdf5<H5Fcreate>(fmt::format("create {}", path.string()), path.c_str(), H5F_ACC_TRUNC, with.file_creation,
                              with.file_access));
  Writer(file, with, layout).write(description);
  file.close_file(fmt::format("write {}", path.string()));

  PositionedFile reserved(path, PositionedFile::Access::write);
  reserved.reserve(reserved.size());
  reserved.sync();
}

}  // namespace

void write_archive_structure(hid_t file, const Tuning& with, const FileLayout& whole, const Selection& selection,
                             const FileLayout& layout) {
  Writer(file, with, layout).write_archive(whole, selection);
}

void create_skeleton(const std::filesystem::path& path, const FileLayout& layout, const std::string& description) {
  try {
    write_skeleton(path, layout, description);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    throw;
  }
}

}  // namespace ergodic::store
