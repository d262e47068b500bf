#pragma once

#include "store/archive/selection.hpp"
#include "store/file_layout.hpp"
#include "store/hdf5/netcdf_writer.hpp"

namespace ergodic::store {

/// Makes the statistics of a group: one value a case, or one at each place of their axes.
void write_variables(const NetcdfWriter& netcdf, hid_t group, const Dimension& cases,
                     const std::vector<Dimension>& axes, const std::vector<Variable>& variables);

/// Makes the variable that says how many sessions each case has, whose rows follow each other: CF's contiguous ragged
/// array (CF 1.11, 9.3.3). In 32 bits where nothing else is to be read.
void write_case_sizes(const NetcdfWriter& netcdf, hid_t group, const Dimension& cases, const FileLayout& layout,
                      hid_t type);

/// Writes what the rows are called and of which day they are, where the layout says.
void write_session_names(const NetcdfWriter& netcdf, hid_t group, const Dimensions& sessions, const FileLayout& layout);

/// Makes what a result file consists of in an open, empty file, without what the sessions give: README.md, in code.
/// `stages`: of a study without stages its only layout. `description` is what the file says that it holds.
void write_result_groups(hid_t file, const Tuning& with, const std::vector<FileLayout>& stages,
                         const std::string& description);

/// The same of an archive: no description and no ledger, and the rows compressed. `layout` is of what is selected of
/// `whole`.
void write_archive_groups(hid_t file, const Tuning& with, const FileLayout& whole, const Selection& selection,
                          const FileLayout& layout);

}  // namespace ergodic::store
