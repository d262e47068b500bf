#include "workloads/entities/league/cells.hpp"

#include "workloads/entities/tables/forms.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::workloads::entities {

const std::vector<std::string>& cell_labels() {
  static const std::vector<std::string> labels = [] {
    std::vector<std::string> all;
    for (const TableForm& form : table_forms()) {
      for (const TableColumn& column : form.columns)
        all.push_back(form.name + "." + column.name);
    }
    return all;
  }();
  return labels;
}

int cell_label(std::string_view table, std::string_view column) {
  const std::vector<std::string>& labels = cell_labels();
  const auto found = std::find(labels.begin(), labels.end(), fmt::format("{}.{}", table, column));
  if (found == labels.end()) throw InternalError(fmt::format("no column {} of a table {}", column, table));
  return static_cast<int>(found - labels.begin());
}

}  // namespace ergodic::workloads::entities
