#pragma once

#include <functional>
#include <map>
#include <optional>
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

/// The mean of a quantity over the sessions, and its standard deviation where that is known too; in the column's unit.
struct ExactMoments {
  double mean = 0;
  std::optional<double> standard_deviation;
};

/// The law of a quantity: its values in the column's unit, ascending, and the probability of each.
struct ExactLaw {
  std::vector<double> values;
  std::vector<double> probabilities;  ///< as many
};

/// Results with a row each, such as one for every kind of hand.
struct ExactTable {
  struct Column {
    std::string name;
    std::string unit = "1";
    std::string long_name;
  };
  /// A row has as many values as there are columns; NaN where there is none.
  struct Row {
    std::string label;
    std::vector<double> values;
  };

  std::string name;
  std::string long_name;
  std::vector<Column> columns;
  std::vector<Row> rows;
};

/// What a workload knows exactly of a case; the simulated answer is held against it.
struct ExactResults {
  std::vector<ExactFigure> figures;
  /// By the name of a quantity's column of one value a session.
  std::map<std::string, ExactMoments> moments;
  /// By the name of a quantity's column of one value a session. They are for histograms: values that no simulation will
  /// meet may be left out, and laws of far more than 10^4 values are not given.
  std::map<std::string, ExactLaw> laws;
  /// By the name of a quantity's column of one value a session: its distribution function x ↦ P(X ≤ x), in the column's
  /// unit. It is continuous, and grows wherever it is above 0 and below 1.
  std::map<std::string, std::function<double(double)>> distributions;
  /// By the name of a category's column of one value a session: the probability of each of its labels.
  std::map<std::string, std::vector<double>> category_laws;
  /// By the name of a quantity's column along an axis: at each of its places.
  std::map<std::string, std::vector<ExactMoments>> moments_along;
  /// By the name of a category's column along an axis: the probability of each of its labels at each of its places.
  std::map<std::string, std::vector<std::vector<double>>> category_laws_along;
  /// By tally name: the probability of each of its labels.
  std::map<std::string, std::vector<double>> tally_laws;
  /// By ratio name: the limit of the quotient.
  std::map<std::string, double> ratios;
  /// By ratio name, where it is known: the quotient's standard error times the root of the denominator's total.
  std::map<std::string, double> ratio_deviations;
  /// Sentences on what is not known, and why.
  std::vector<std::string> notes;
};

}  // namespace ergodic
