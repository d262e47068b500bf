#pragma once

#include "study/schema/scope.hpp"
#include "study/values/problems.hpp"
#include "study/values/yaml_source.hpp"

#include <ergodic/schema.hpp>
#include <ergodic/table.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::study {

/// `cases: {each: …}`: cases that a table's rows, or the documents of a folder, make.
struct Each {
  /// A column that the study names.
  struct Named {
    std::string name;
    Position place;
  };
  /// A parameter that a case takes from its row.
  struct Set {
    YamlPointer key;  ///< the parameter's path
    Slot slot;
    Named column;
  };

  Position place;
  YamlPointer table = {}, file = {}, group = {}, folder = {}, as = {}, where = {};  ///< null: not given
  std::optional<Named> distinct = {};
  std::vector<Named> label = {};
  std::vector<Set> set = {};
  std::map<std::string, TableColumn::Kind> columns = {};  ///< whose kind the study says

  /// All columns that it names, but for those of `where`.
  std::vector<Named> names() const;
};

/// Whether the value of the key `each` in `cases` is this and not a case of that label: it is in a file, and not in
/// quotes.
bool is_each(const YamlValue& key, const NamedFiles* files);

/// Reads it; nothing where something is wrong with it. `tables` are those that the workload takes.
std::optional<Each> check_each(const Scope& scope, const TableForms& tables, const YamlValue& key,
                               const YamlPointer& written, Problems& problems);

}  // namespace ergodic::study
