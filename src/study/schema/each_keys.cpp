#include "study/schema/each_keys.hpp"

namespace ergodic::study {

const std::vector<Key::Choice>& column_kinds() {
  static const std::vector<Key::Choice> kinds = {
      {"whole", "whole numbers"},   {"real", "numbers"},
      {"text", "as it is written"}, {"date", "2025-01-31 or 20250131; in where a number, 20250131"},
      {"time", "time stamps"},      {"yes_no", "yes and no, in where a truth"}};
  return kinds;
}

const Key& each_keys() {
  static const Key keys =
      section(
          "each",
          {text("file").optional().says(
               "comma-separated values, or an HDF5 file, beside the study: a case for each row"),
           text("group").optional().says("of an HDF5 file: the group whose datasets are the columns"),
           text("table").optional().says("instead of a file: a table of the study's inputs, in the order of its key"),
           text("folder").optional().says(
               "instead of both: a case for each YAML or JSON file in this folder, whose label "
               "is the file's name without its ending"),
           text("as").optional().says("with folder: the parameter that each document is"),
           list("label", text("column"))
               .says("the column that names a row's case, or columns: [team, season] gives \"BOS, 2025\""),
           text("distinct").optional().says("instead of label: one case for each value of this column, which names it"),
           text("where").optional().says(
               "which rows: an expression over their columns, such as minutes > 10 and team == "
               "'BOS'; where it is undefined, as of an empty cell, not"),
           section("set", {}).says("key of the workload → column that it is taken from"),
           section("columns", {})
               .says("column → its kind (whole, real, text, date, time, yes_no), for `where` and labels in HDF5; a "
                     "column "
                     "that sets a key is of the key's type, others are text")})
          .says(
              "a case for each row of a table, or for each document of a folder; a case of that name "
              "is written \"each\"");
  return keys;
}

}  // namespace ergodic::study
