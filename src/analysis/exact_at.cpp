#include "analysis/exact_at.hpp"

namespace ergodic::analysis {
namespace {

template <class Known>
const Known* known_at(const std::map<std::string, Known>& of_columns,
                      const std::map<std::string, std::vector<Known>>& along_axes, const Column& column,
                      std::size_t place) {
  if (column.axis.empty()) {
    const auto found = of_columns.find(column.name);
    return found == of_columns.end() ? nullptr : &found->second;
  }
  const auto found = along_axes.find(column.name);
  return found == along_axes.end() ? nullptr : &found->second.at(place);
}

}  // namespace

const ExactMoments* exact_moments(const ExactResults& exact, const Column& column, std::size_t place) {
  return known_at(exact.moments, exact.moments_along, column, place);
}

const std::vector<double>* exact_law(const ExactResults& exact, const Column& column, std::size_t place) {
  return known_at(exact.category_laws, exact.category_laws_along, column, place);
}

}  // namespace ergodic::analysis
