#pragma once

#include <ergodic/columns.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic {

// Stages: a study whose results become the next input. Each stage has cases, columns and rows of its own, all in one
// file whose places are fixed before the first session; what its cases are may depend on the rows of earlier stages.

/// What each session of a workload leaves.
struct RowForm {
  Columns columns = {};
  Axes axes = {};
  Tallies tallies = {};
  Ratios ratios = {};
  Headlines headlines = {};
};

/// The room of one case of a stage.
struct StageCase {
  std::string label = {};                      ///< seeds its streams, with the stage's name
  std::optional<std::uint64_t> sessions = {};  ///< nullopt: as many as the study says
  std::optional<double> seconds = {};          ///< that a session is expected to take: see WorkloadKind::seconds_of()
  std::optional<std::int32_t> date = {};       ///< that it is of, days since 1970: the file then has it for each row
};

/// What the sessions of a stage are called, where that is known before they are simulated: a text for each in the file,
/// so that its rows are read as a table, and by which `replay` finds one.
struct SessionNames {
  std::string name = {};       ///< of the variable, snake_case
  std::string long_name = {};  ///< for people
  std::size_t width = 0;       ///< bytes of the longest
  /// Those of a case, as the stage lists them: a pure function of parameters and tables.
  std::function<std::vector<std::string>(std::size_t of_case)> of_case = {};
};

/// A stage of one case of a study: its room, which depends on nothing but parameters and tables.
struct Stage {
  std::string name = {};  ///< snake_case; of a group of the file
  std::vector<std::string> reads =
      {};  ///< the earlier stages that its cases are made from: it begins when they are done
  RowForm rows = {};
  std::vector<StageCase> cases = {};
  std::string session_dimension = "session";
  std::uint64_t sessions_per_block = 16384;  ///< unless the study says: about 0.1 s of work
  bool can_fail = false;                     ///< whether sessions may call Rows::fail
  bool has_uneven_costs = false;             ///< see WorkloadKind::has_uneven_costs()
  std::optional<SessionNames> session_names = {};
};

/// What the stages that a case is made from have left, in the same case of the study: read from the file, equal on
/// every rank. Cases are numbered as the stage lists them. Asking for a stage that is not in `reads`, for a case or a
/// column that is not there or not kept, or as another type, throws InternalError.
class EarlierStages {
 public:
  virtual ~EarlierStages() = default;

  virtual std::size_t cases(std::string_view stage) const = 0;
  virtual std::uint64_t sessions(std::string_view stage, std::size_t of_case) const = 0;
  /// Sessions of a case that did not fail.
  virtual std::uint64_t succeeded(std::string_view stage, std::size_t of_case) const = 0;
  /// The mean of a column over these, and its standard deviation; NaN where there are none, or one.
  virtual double mean(std::string_view stage, std::size_t of_case, std::string_view column,
                      std::size_t place = 0) const = 0;
  virtual double standard_deviation(std::string_view stage, std::size_t of_case, std::string_view column,
                                    std::size_t place = 0) const = 0;
  /// A kept column's values in the case's rows, replicate after replicate; of one along an axis as in Rows. A missing
  /// value is missing_value() of the type that is asked for, however narrow the column.
  virtual std::vector<double> reals(std::string_view stage, std::size_t of_case, std::string_view column) const = 0;
  /// The same of whole numbers and codes of any width.
  virtual std::vector<std::int64_t> wholes(std::string_view stage, std::size_t of_case,
                                           std::string_view column) const = 0;

  /// Expires with these rows: what a kind works out from them for several cases, it keeps no longer.
  std::weak_ptr<const void> lifetime() const { return lifetime_; }

 private:
  std::shared_ptr<const void> lifetime_ = std::make_shared<char>();
};

}  // namespace ergodic
