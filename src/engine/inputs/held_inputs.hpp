#pragma once

#include "study/study.hpp"

#include <ergodic/table.hpp>
#include <ergodic/workload_base.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::engine {

// The tables of a study that a result file is of: in the file, where the study keeps them; else where its runs read
// them, as the run record beside the file says, or where the command line says.

/// A table that the command line gives.
struct InputFile {
  std::string table;
  std::filesystem::path file;
};

/// Where tables are looked for besides the result file itself.
struct InputSearch {
  bool everywhere = false;            ///< where its runs read them, too: that may take long
  std::vector<InputFile> files = {};  ///< these come first
};

/// A table, or why it cannot be had and what to do.
struct HeldTable {
  std::optional<Table> table = {};
  std::string why = {};  ///< "its table games is gone: there is no games.csv"
  std::string todo = {};
};

/// A table of a file's study, which says what is in it. Throws InputOutputError where reading fails, or the file is
/// damaged.
HeldTable find_table(const std::filesystem::path& result, const std::shared_ptr<const TableForm>& form,
                     const study::TableGiven& held, const InputSearch& search);

/// All tables of a file's study; or why and what to do about the first that cannot be had.
struct HeldInputs {
  Inputs inputs = {};
  std::string why = {};
  std::string todo = {};
};
HeldInputs find_inputs(const std::filesystem::path& result, const study::Study& study, const WorkloadKind& kind,
                       const InputSearch& search);

/// "1 230 rows of digest 0123…".
std::string content_text(std::uint64_t rows, const std::string& digest);

/// The form of that name; null: the kind has none.
std::shared_ptr<const TableForm> form_named(const WorkloadKind& kind, const std::string& name);

}  // namespace ergodic::engine
