#include "engine/summary/distinct_names.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace ergodic::engine {

void require_distinct_dimensions(const Columns& columns, const Axes& axes, const store::FileLayout& layout) {
  std::vector<std::string> taken;
  for (const Column& column : columns)
    taken.push_back(column.name);
  taken.insert(taken.end(), {"case", layout.session_dimension, layout.sizes_name(), "probability"});
  for (const Axis& axis : axes) {
    if (axis.size() == 0)
      throw InternalError(fmt::format("the axis \"{}\" has no places (a workload gives one at least)", axis.name));
    if (std::find(taken.begin(), taken.end(), axis.name) != taken.end())
      throw InternalError(
          fmt::format("the axis \"{}\" has the name of another dimension or column (in the file they lie side by side)",
                      axis.name));
    taken.push_back(axis.name);
  }
}

void require_distinct_names(const Axes& axes, const std::vector<store::Variable>& variables) {
  std::vector<std::string> names;
  for (const Axis& axis : axes)
    names.push_back(axis.name);
  for (const store::Variable& variable : variables)
    names.push_back(variable.name);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return;
  throw StudyError(
      fmt::format("two of the columns would each have a \"{}\" in /summary (a name there means one thing) name one of "
                  "the functions otherwise",
                  *twice));
}

}  // namespace ergodic::engine
