#pragma once

#include "workloads/paths/path/functions.hpp"
#include "workloads/paths/path/observables.hpp"
#include "workloads/paths/path/observers.hpp"
#include "workloads/paths/path/process.hpp"

#include <ergodic/workload_base.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ergodic::workloads::paths {

/// What a model says of its paths before one is drawn.
struct PathFacts {
  AnyObservables observables;
  std::vector<std::string> heading;  ///< of a point's values
  Column state;                      ///< of the first of them after the time
  double horizon;                    ///< the time of the last point
  std::optional<double> grid_step;   ///< points are at whole multiples of it, and nowhere else
  double length;                     ///< steps, or events that are expected
};

/// Paths of any model, for which PathsOf<Model> draws them: all that can do without knowing the model's type, so that
/// it is compiled once. What is known of a path at its end is handed over as a pointer to the model's struct.
class PathsWorkload : public Workload {
 public:
  Columns columns() const override;
  Axes axes() const override;
  std::optional<std::uint64_t> sessions_per_block() const override;
  /// Quantities, and what is a matter of yes or no; first the functions that the study made up itself.
  Headlines headlines() const override;
  /// Of the columns that are there.
  std::optional<ExactResults> exact() const override;

 protected:
  PathsWorkload(const PathFacts& facts, const Parameters& study, const std::vector<NamedNumber>& numbers);

  /// Where paths go in the rows of a block. Made once for the block.
  class PathRows {
   public:
    PathRows(const PathsWorkload& paths, Rows& rows);

    /// Paths that lie `stride` bytes apart, into consecutive rows.
    void write(std::uint64_t first, const void* paths, std::size_t stride, std::size_t count);
    /// For the states of a row's path, where times are recorded.
    Recorder recorder(std::uint64_t row) const;

   private:
    const PathsWorkload& paths_;
    Rows& rows_;
    AnyRowWriter writer_;
    std::vector<double> values_;      // of what functions may use
    std::span<std::byte> states_;     // of all rows
    std::size_t bytes_of_a_row_ = 0;  // of these
  };

  /// Sessions of so many paths each in a block.
  std::uint64_t default_block(std::size_t paths_of_a_session) const;
  /// Whether a path may take as long as many others together.
  bool is_long() const { return length_ > 1e4; }
  bool has_times() const { return !times_.empty(); }
  const std::vector<double>& times() const { return times_; }
  const std::vector<std::string>& heading() const { return heading_; }
  const Column& state() const { return state_; }
  const std::vector<AnyRecord>& observables() const { return observables_; }
  const Functions& functions() const { return functions_; }

  /// Those that will be looked at, of all that the model offers.
  template <class Observables>
  Observables looked_at(const Observables& offered) const {
    Observables some;
    for (const std::size_t i : functions_.columns().empty() ? chosen_ : usable_)
      some.push_back(offered[i]);
    return some;
  }

  /// Fills in what the functions may use of a path.
  void set_values(const void* path, std::span<double> values) const;

  /// What the last lines of a transcript say.
  void write_values(const void* path, std::ostream& out) const;

 private:
  /// All that the model knows exactly, and its state at times().
  virtual ExactResults known() const = 0;

  std::vector<std::string> heading_;
  Column state_;
  std::vector<std::size_t> chosen_;     // places among what is offered: the columns
  std::vector<std::size_t> usable_;     // what functions may use
  std::vector<AnyRecord> observables_;  // those chosen
  std::vector<AnyRecord> known_;        // those usable
  Functions functions_;
  std::vector<double> times_;
  double length_;  // of a path: steps or events
};

/// Makes a process's paths from its own section, and the numbers there.
using MakePaths = std::shared_ptr<const Workload> (*)(const Parameters& section, const Parameters& study,
                                                      const std::vector<NamedNumber>& numbers);

/// `sets`: null where paths cannot be drawn in sets.
Process process_of(std::string name, std::string says, std::vector<Key> keys, MakePaths paths,
                   MakePaths sets = nullptr);

}  // namespace ergodic::workloads::paths
