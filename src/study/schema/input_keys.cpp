#include "study/schema/input_keys.hpp"

#include "study/schema/pages.hpp"
#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace ergodic::study {
namespace {

const char* kind_word(TableColumn::Kind kind) {
  switch (kind) {
    case TableColumn::Kind::whole: return "whole";
    case TableColumn::Kind::real: return "real";
    case TableColumn::Kind::text: return "text";
    case TableColumn::Kind::date: return "date";
    case TableColumn::Kind::time: return "time stamp";
    case TableColumn::Kind::yes_no: return "yes or no";
  }
  return "";
}

std::string range_of(const TableColumn& column) {
  if (column.low && column.high) return fmt::format("{} .. {}", shortest(*column.low), shortest(*column.high));
  if (column.low) return ">= " + shortest(*column.low);
  return column.high ? "<= " + shortest(*column.high) : "";
}

const char* missing_word(const TableColumn& column) {
  if (column.optional_column) return "the column";
  return column.missing ? "values" : "nothing";
}

std::string meaning_of(const TableColumn& column) {
  std::string text = column.doc;
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
  if (!column.values.empty()) add(fmt::format("one of {}", fmt::join(column.values, ", ")));
  if (!column.other_names.empty()) add(fmt::format("may be named {}", fmt::join(column.other_names, ", ")));
  if (column.tolerated) add("a cell that cannot be read fails who reads it alone");
  if (column.known_after) add("an outcome: known only after what its row is about");
  return text;
}

std::string rule_of(const TableForm& form) {
  switch (form.duplicates) {
    case Duplicates::refused: return "no two rows have one key";
    case Duplicates::identical: return "rows that are equal count once, others may not have one key";
    case Duplicates::greatest: return fmt::format("of rows of one key that with the greatest {} counts", form.newest);
  }
  return "";
}

/// What is said of a table: its rows, its key, and what goes beyond.
std::string says(const TableForm& form) {
  std::string text = form.doc;
  if (!form.key.empty()) text += fmt::format("; key: {}; {}", fmt::join(form.key, ", "), rule_of(form));
  if (form.may_be_empty) text += "; may be empty";
  return text;
}

Key table_key(const TableForm& form) {
  Key key = section(form.name,
                    {
                        text("file").optional().silent_unless_set().says(
                            "comma-separated values, or an HDF5 file (.h5, .hdf5, .nc); beside the study"),
                        text("group").optional().silent_unless_set().says(
                            "of an HDF5 file: the group whose datasets are the columns"),
                        boolean("keep").optional().silent_unless_set().says(
                            "whether the result file has the table, so that nobody needs its own file "
                            "again; unless set, it has if the table is smaller than 64 MiB"),
                        integer("rows").at_least(0).optional().silent_unless_set().unit("rows").says(
                            "how many it must have; unless set, any number"),
                        text("digest").optional().silent_unless_set().says(
                            "which content it must have, as `ergodic validate` tells it; unless set, any"),
                    })
                .says(form.doc);
  return form.needed ? std::move(key).required() : std::move(key).optional().silent_unless_set();
}

}  // namespace

Key inputs_key(const TableForms& forms) {
  Schema tables;
  for (const TableForm& form : forms)
    tables.push_back(table_key(form));
  return section("inputs", std::move(tables)).says("the tables that the study reads");
}

std::string says_with_columns(const TableForm& form) {
  std::vector<std::string> columns;
  for (const TableColumn& column : form.columns) {
    columns.push_back(fmt::format("{} ({}{}{})", column.name, kind_word(column.kind),
                                  column.unit_text.empty() ? "" : ", " + column.unit_text,
                                  column.optional_column ? ", optional" : ""));
  }
  return fmt::format("{}; columns: {}", says(form), fmt::join(columns, ", "));
}

std::string reference(const TableForms& forms) {
  Page page({"column", "type", "unit", "range", "missing"}, "meaning");
  for (const TableForm& form : forms) {
    page.heading("inputs." + form.name, says(form) + (form.needed ? "" : " (need not be given)"));
    for (const TableColumn& column : form.columns) {
      page.row({"  " + column.name, kind_word(column.kind), column.unit_text, range_of(column), missing_word(column)},
               meaning_of(column));
    }
  }
  return page.text();
}

}  // namespace ergodic::study
