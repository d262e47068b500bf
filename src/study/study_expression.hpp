#pragma once

#include "expression/expression.hpp"

#include <ergodic/parameters.hpp>

#include <string_view>

namespace ergodic::workloads {

/// The expression that a study gives at `path`, of the expected type or, without one, a number or a truth. Throws
/// StudyError with the place inside the text for what is none.
template <class... Expected>
expression::Expression expression_at(const Parameters& parameters, std::string_view path,
                                     const expression::Vocabulary& vocabulary, Expected... expected) {
  try {
    return expression::Expression::parse(parameters.text(path), vocabulary, expected...);
  } catch (const expression::Error& error) {
    parameters.reject_part(path, error.where.offset, error.where.length, error.complaint, error.why, error.todo);
  }
}

}  // namespace ergodic::workloads
