#pragma once

#include <ergodic/columns.hpp>
#include <ergodic/exact.hpp>
#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::workloads::paths {

/// How the paths of a session are drawn together, where it has more than one.
struct Sampling {
  enum class Method { independent, antithetic, sobol };

  /// The section of a study that asks for it. `processes`: those whose paths can be drawn so.
  static Key key(const std::vector<std::string>& processes);

  /// From a study that has the section. Throws StudyError for a number of points that the method cannot have.
  explicit Sampling(const Parameters& study);

  /// Throws StudyError where the study has the section: for a process that is none of these.
  static void refuse(const Parameters& study, const std::vector<std::string>& processes);

  /// Throws StudyError for more coordinates than Sobol's points are known of, or than fit in memory.
  void check_dimensions(const Parameters& study, std::size_t dimensions) const;

  /// Throws StudyError where so many draws of a path make a session endless.
  void check_length(const Parameters& study, std::size_t draws) const;

  Method method;
  std::size_t points;  ///< paths of a session
};

/// The column of the means over the paths of a session, where `column` is of one path: of yes or no, the share of yes.
Column mean_column(const Column& column);

/// What is known of the means over a session's paths, where `of_path` is of one: all means, and standard deviations of
/// independent paths.
ExactResults exact_means(const ExactResults& of_path, const Sampling& sampling);

}  // namespace ergodic::workloads::paths
