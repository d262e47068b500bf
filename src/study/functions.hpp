#pragma once

#include "expression/expression.hpp"

#include <ergodic/columns.hpp>
#include <ergodic/parameters.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic {
struct Key;
}

namespace ergodic::study {

/// What an expression may use beside values of sessions: a number that the study sets; nullopt where it does not.
struct NamedNumber {
  std::string name;
  std::optional<double> value;
};

/// What functions may be made of.
struct FunctionNames {
  std::vector<expression::Name> names = {};         ///< of known values, in their order
  std::vector<expression::AbsentName> absent = {};  ///< that one might expect
  std::vector<std::string> taken = {};              ///< of what stands beside the columns in the file
};

/// Functions of what is known of a session, such as the payoff of an option: a study gives each a name, which is its
/// column's, and an expression. They are evaluated on one session at a time, in their order.
class Functions {
 public:
  /// The key of a study that has them. `of`: what their expressions may use, for people.
  static Key key(const std::string& of);

  /// Throws StudyError for a name that is taken or none, and, at its place in the text, for what is no expression of
  /// the names and the functions before.
  Functions(const std::vector<Parameters>& written, FunctionNames known);

  /// A real, or yes or no, each.
  const Columns& columns() const { return columns_; }
  /// Which of the names, and, counted on from these, of the functions before, a function uses.
  std::vector<std::size_t> uses(std::size_t function) const { return expressions_[function].uses(); }

  /// The value of a function, from the values of all names and of the functions before it; nullopt where it has none.
  std::optional<double> value(std::size_t function, std::span<const double> values) const;
  /// Computes all into `values`, after those of the names. The first that has no value; nullptr when all have one.
  const Column* evaluate(std::span<double> values) const;
  double of(std::size_t function, std::span<const double> values) const { return values[names_ + function]; }

  /// The category by which a session fails for which a function has no value, and why it has not.
  static constexpr const char* failure_category = "expression";
  static constexpr std::string_view failure_reason = "has no value (it divides by zero, or a number is out of range)";

 private:
  Columns columns_;
  std::vector<expression::Expression> expressions_;
  std::size_t names_;
};

/// The column as expressions know it: a number, a truth, or a text with labels.
expression::Name name_of(const Column& column);

}  // namespace ergodic::study
