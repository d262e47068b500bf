#pragma once

#include "random/sobol_set.hpp"
#include "workloads/paths/path/bridge_construction.hpp"
#include "workloads/paths/path/paths_workload.hpp"
#include "workloads/paths/path/sampling.hpp"
#include "workloads/paths/path/sources.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace ergodic::workloads::paths {

/// Who looks on at a path of a set.
using AnyObserver = std::variant<Unobserved, Recorder, PointObserver>;

/// Sets of paths of any model, for which SetsOf<Model> draws them: a session is a set, and its row the means over the
/// set's paths.
///
/// Source i of a session's is its streams of the purposes 2i and 2i + 1: one for each path, or each pair of them. So
/// the first path is that of PathsOf. Sobol's scrambles are drawn from the stream of purpose 0.
class SetsWorkload : public PathsWorkload {
 public:
  Columns columns() const override;
  /// As much work as a block of single paths, and no more rows.
  std::optional<std::uint64_t> sessions_per_block() const override;
  Headlines headlines() const override;
  void check_length() const override;
  std::optional<ExpectedWork> expected_work() const override;
  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override;
  /// Shows the first paths of the set.
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override;
  /// Of all paths of the set; the last field tells which it is.
  void course(std::uint64_t replicate, const Streams& streams, Course& out) const override;
  std::optional<ExactResults> exact() const override;

 protected:
  SetsWorkload(const PathFacts& facts, const PathDraws& draws, const Parameters& study,
               const std::vector<NamedNumber>& numbers);

  /// Of a session's paths.
  class Sums {
   public:
    explicit Sums(const SetsWorkload& sets);

    void add(const void* path);
    void add_states(std::span<const double> of_path);

    std::vector<double> columns, states;
    const Column* undefined = nullptr;  ///< the function that has no value for one of the paths

   private:
    const SetsWorkload& sets_;
    std::vector<double> values_;
  };

 private:
  struct Sobol {
    random::SobolSet set;
    BridgeConstruction bridge;
    std::size_t second;  ///< draws of a path from the second source
  };

  /// The paths of one session.
  class Set;

  /// Draws the path that these sources drive, shows it, and adds it to the sums.
  virtual void draw(Stream& first, Stream& second, AnyObserver& observer, Sums& sums) const = 0;
  virtual void draw(MirroredStream& first, MirroredStream& second, AnyObserver& observer, Sums& sums) const = 0;
  virtual void draw(GivenNormals& first, GivenUniforms& second, AnyObserver& observer, Sums& sums) const = 0;

  double mean(double sum) const { return sum / static_cast<double>(sampling_.points); }
  void write(const Sums& sums, std::uint64_t row, Rows& rows) const;

  Parameters study_;
  Sampling sampling_;
  std::size_t steps_of_path_;
  std::size_t draws_of_path_;
  std::optional<Sobol> sobol_;
};

}  // namespace ergodic::workloads::paths
