#include "study/each/expand.hpp"

#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "study/each/case_rows.hpp"
#include "study/each/where.hpp"
#include "study/schema/describe.hpp"
#include "study/schema/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

namespace ergodic::study {
namespace {

using Kind = TableColumn::Kind;

/// {file: NAME}
YamlPointer reference(const YamlPointer& name) {
  return yaml_mapping({yaml_scalar("file", name->place), name}, name->place);
}

bool takes_file(const Key& key) { return key.kind == Key::Kind::document || key.kind == Key::Kind::list; }

/// The kind of column that a parameter is taken from.
Kind kind_for(const Key& key) {
  switch (key.kind) {
    case Key::Kind::integer: return Kind::whole;
    case Key::Kind::real:
    case Key::Kind::money: return Kind::real;
    case Key::Kind::boolean: return Kind::yes_no;
    default: return Kind::text;
  }
}

std::vector<Each::Named> all_names(const Each& each, Problems& problems) {
  std::vector<Each::Named> names = each.names();
  if (each.where != nullptr) {
    for (Each::Named& name : names_in(*each.where, problems))
      names.push_back(std::move(name));
  }
  return names;
}

/// Tells of columns that the study names and the table lacks.
void check_names(const std::vector<Each::Named>& wanted, const std::vector<std::string>& known,
                 const std::string& table, Problems& problems) {
  for (const Each::Named& one : wanted) {
    if (std::find(known.begin(), known.end(), one.name) != known.end()) continue;
    const std::string near = nearest(one.name, known);
    problems.add(one.place, fmt::format("cases.each names the column \"{}\" ({} has {}) {}", shown(one.name), table,
                                        known.empty() ? "none" : enumerate(known, 40),
                                        near.empty() ? "name one of them" : fmt::format("did you mean {}?", near)));
  }
}

/// The form that a file must have: the columns that the study names, of the kinds that it says, or that the parameters
/// have that they set; what names a case is text, as it is written.
TableForm form_of(const Each& each, const std::vector<Each::Named>& names, const KeySlots& layout) {
  TableForm form{.name = "it", .may_be_empty = true, .others_pass = true};
  const auto names_case = [&](const std::string& name) {
    return std::any_of(each.label.begin(), each.label.end(), [&](const auto& one) { return one.name == name; });
  };
  const auto kind_of = [&](const std::string& name) {
    if (const auto told = each.columns.find(name); told != each.columns.end()) return told->second;
    std::optional<Kind> kind;
    for (const Each::Set& set : each.set) {
      if (set.column.name != name) continue;
      const Kind wanted = kind_for(*layout[set.slot].key);
      kind = kind && *kind != wanted ? Kind::text : wanted;
    }
    return names_case(name) ? Kind::text : kind.value_or(Kind::text);
  };
  for (const Each::Named& one : names) {
    const auto is_it = [&](const TableColumn& column) { return column.name == one.name; };
    if (std::any_of(form.columns.begin(), form.columns.end(), is_it)) continue;
    form.columns.push_back(TableColumn{.kind = kind_of(one.name), .name = one.name}.optional());
  }
  return form;
}

std::optional<CaseRows> rows_of_file(const Each& each, const Scope& scope, const std::vector<Each::Named>& names,
                                     Problems& problems) {
  const TableForm form = form_of(each, names, scope.layout);
  tables::RowsRead read = scope.files->rows(form, each.file->text, each.group == nullptr ? "" : each.group->text);
  for (const tables::TableProblem& problem : read.problems) {
    const Position place{std::make_shared<const std::string>(problem.origin), static_cast<std::uint32_t>(problem.line),
                         static_cast<std::uint32_t>(problem.column)};
    if (problem.line == 0) {
      problems.add(each.file->place, fmt::format("cases.each.file is {}: {}", problem.origin, problem.message));
    } else {
      problems.add(place, problem.message);
    }
  }
  if (!read.columns.names.empty()) check_names(names, read.columns.names, each.file->text, problems);
  if (!read.problems.empty() || !problems.empty()) return std::nullopt;
  return CaseRows(form, std::move(read.columns));
}

/// Makes the cases of rows.
class RowCases {
 public:
  RowCases(const Each& each, const Scope& scope, const CaseRows& rows, Problems& problems)
      : each_(each), scope_(scope), rows_(rows), problems_(problems) {
    for (const Each::Named& one : each.label)
      label_.push_back(rows.column(one.name));
    if (each.distinct) label_.push_back(rows.column(each.distinct->name));
    for (const Each::Set& one : each.set)
      set_.push_back(rows.column(one.column.name));
  }

  std::vector<NamedCase> make() {
    std::vector<NamedCase> cases;
    std::unordered_set<std::string> seen;
    for (const std::size_t row : taken()) {
      const Position place = rows_.place(row);
      std::optional<std::string> label = label_of(row);
      if (each_.distinct && (!label || !seen.insert(*label).second)) continue;
      if (!label) {
        problems_.add(place,
                      fmt::format("a row without a label (its {} is empty) fill it in, or leave such rows out by "
                                  "where",
                                  each_.label.front().name));
        continue;
      }
      if (check_label(*yaml_scalar(*label, place), problems_))
        cases.push_back({*std::move(label), place, layer(row, place)});
    }
    if (cases.empty() && problems_.empty())
      problems_.add(each_.distinct->place,
                    fmt::format("cases.each has no cases (the column {} is empty) name another", each_.distinct->name));
    return cases;
  }

 private:
  std::vector<std::size_t> taken() {
    const Position& place = each_.where == nullptr ? each_.place : each_.where->place;
    std::vector<std::size_t> rows(each_.where == nullptr ? rows_.count() : 0);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const bool was_right = problems_.empty();
    if (each_.where != nullptr) rows = rows_where(*each_.where, rows_, problems_);
    if (rows.empty() && was_right && problems_.empty())
      problems_.add(place, rows_.count() == 0
                               ? "cases.each has no cases (its table has no rows) name another"
                               : fmt::format("cases.each has no cases (where is true of none of {} rows) "
                                             "change it",
                                             rows_.count()));
    return rows;
  }

  /// Nothing where one of its parts is missing.
  std::optional<std::string> label_of(std::size_t row) const {
    std::string label;
    for (std::size_t i = 0; i < label_.size(); ++i) {
      const std::optional<std::string> part = rows_.text(label_[i], row);
      if (!part) return std::nullopt;
      label += (i > 0 ? ", " : "") + *part;
    }
    return label;
  }

  Layer layer(std::size_t row, const Position& place) {
    std::vector<Position> places(set_.size(), place);
    Problems found;
    Layer set = layer(row, places, found);
    set.shrink_to_fit();
    if (found.empty()) return set;
    // Where its cells stand is looked up only now, and for no more rows than are shown.
    if (located_++ < Problems::most_shown && place.line != 0) {
      const std::vector<Position> cells = scope_.files->cells(each_.file->text, place.line);
      for (std::size_t i = 0; i < set_.size(); ++i) {
        if (const std::size_t at = rows_.place_in_file(set_[i]); at < cells.size()) places[i] = cells[at];
      }
    }
    return layer(row, places, problems_);
  }

  Layer layer(std::size_t row, const std::vector<Position>& places, Problems& problems) const {
    std::vector<YamlPointer> items;
    for (std::size_t i = 0; i < set_.size(); ++i) {
      const Each::Set& set = each_.set[i];
      const Key& key = *scope_.layout[set.slot].key;
      const std::optional<std::string> text = rows_.text(set_[i], row);
      YamlPointer value;
      if (text) {
        value = takes_file(key) ? reference(yaml_scalar(*text, places[i])) : yaml_scalar(*text, places[i]);
      } else if (key.nullable) {
        auto none = std::make_shared<YamlValue>();
        none->place = places[i];
        value = none;
      } else {
        problems.add(places[i], fmt::format("nothing in {} ({} must be {}) fill it in, or leave such rows out by where",
                                            set.column.name, scope_.layout[set.slot].path, needs(key)));
        continue;
      }
      items.push_back(set.key);
      items.push_back(std::move(value));
    }
    return check_mapping(scope_, *yaml_mapping(std::move(items), places.empty() ? each_.place : places.front()),
                         problems);
  }

  const Each& each_;
  const Scope& scope_;
  const CaseRows& rows_;
  Problems& problems_;
  std::vector<std::size_t> label_, set_;
  std::size_t located_ = 0;
};

std::vector<NamedCase> cases_of_folder(const Each& each, const Scope& scope, Problems& problems) {
  std::vector<NamedCase> cases;
  for (const NamedDocument& document : scope.files->documents(*each.folder, problems)) {
    const Position place{std::make_shared<const std::string>(document.path)};
    if (!check_label(*yaml_scalar(document.label, place), problems)) continue;
    const YamlPointer value = reference(yaml_scalar(document.name, each.folder->place));
    cases.push_back({document.label, place, check_mapping(scope, *yaml_mapping({each.as, value}, place), problems)});
  }
  return cases;
}

}  // namespace

std::vector<NamedCase> cases_of(const Each& each, const Scope& scope, const TableForms& tables, Problems& problems) {
  if (each.folder != nullptr) return cases_of_folder(each, scope, problems);
  Problems found;
  const std::vector<Each::Named> names = all_names(each, found);
  std::optional<CaseRows> rows;
  if (each.table == nullptr) {
    rows = rows_of_file(each, scope, names, found);
  } else {
    const auto form =
        std::find_if(tables.begin(), tables.end(), [&](const TableForm& one) { return one.name == each.table->text; });
    std::vector<std::string> known;
    for (const TableColumn& column : form->columns)
      known.push_back(column.name);
    check_names(names, known, "the table " + form->name, found);
    const Table* table = scope.files->input(form->name);
    if (table != nullptr && found.empty()) rows.emplace(*table);
  }
  std::vector<NamedCase> cases;
  if (rows) cases = RowCases(each, scope, *rows, found).make();
  problems.take(std::move(found));
  return cases;
}

}  // namespace ergodic::study
