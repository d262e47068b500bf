#pragma once

#include <map>
#include <string>
#include <vector>

namespace ergodic {

/// A quantity known without simulating.
struct ExactFigure {
  std::string name;
  double value = 0;
  std::string fraction;  ///< "numerator/denominator" where it is rational, else empty
  std::string unit = "1";
  std::string long_name;
};

/// What a workload knows exactly of a case; the simulated answer is held against it.
struct ExactResults {
  std::vector<ExactFigure> figures;
  /// By tally name: the probability of each of its labels.
  std::map<std::string, std::vector<double>> tally_laws;
  /// By ratio name: the limit of the quotient.
  std::map<std::string, double> ratios;
};

}  // namespace ergodic
