#pragma once

#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::study {

/// A rectangular table as its file has it, before anyone knows what its cells should be.
struct TextTable {
  std::vector<YamlPointer> names;              ///< of the columns; of the rows where there is one column; or none
  std::vector<std::vector<YamlPointer>> rows;  ///< all of the same length
};

/// Reads comma-separated values: a row a line, cells perhaps in double quotes; empty lines and those that begin with #
/// are left out. A row whose cells are parted by something else is a problem of its own. The first row is a header if
/// `has_header` says so; where it says nothing, if no cell of it is a number. A header whose first cell is empty stands
/// above a first column of names, which must be those of the header in their order; where there is one column beside,
/// they are the names. Positions are lines and columns of `origin`. What is wrong is added to `problems`, and nullopt
/// returned.
std::optional<TextTable> read_csv(std::string_view text, const std::shared_ptr<const std::string>& origin,
                                  std::optional<bool> has_header, Problems& problems);

}  // namespace ergodic::study
