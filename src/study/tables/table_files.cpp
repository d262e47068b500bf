#include "study/tables/table_files.hpp"

#include "study/schema/study_schema.hpp"
#include "study/schema/validate.hpp"
#include "study/values/document_values.hpp"
#include "study/values/json_escapes.hpp"
#include "study/values/quoting.hpp"
#include "study/values/study_file.hpp"
#include "tables/csv/cells_of_row.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace ergodic::study {
namespace {

namespace fs = std::filesystem;

/// Written out in a study, so many still fit the limits of its text.
constexpr std::size_t most_cells = 500'000;

template <class Value>
const Value* value_of(const Section& section, std::string_view name) {
  for (const NodePointer& key : section.keys) {
    if (key->key->name == name) return std::get_if<Value>(&key->value);
  }
  return nullptr;
}

YamlPointer list_of_rows(const TextTable& table, const Position& place) {
  std::vector<YamlPointer> rows;
  for (const std::vector<YamlPointer>& row : table.rows)
    rows.push_back(yaml_list(row, row.front()->place));
  return yaml_list(std::move(rows), place);
}

/// A row, or a column, as a list of its numbers.
YamlPointer only_line(const TextTable& table, const std::string& path, const Position& place, Problems& problems) {
  if (table.rows.size() == 1) return yaml_list(table.rows.front(), place);
  if (table.rows.front().size() > 1) {
    problems.add(table.rows.front().front()->place,
                 fmt::format("a table of {} rows and {} columns (for {} it must be one row or one column) name another",
                             table.rows.size(), table.rows.front().size(), path));
    return nullptr;
  }
  std::vector<YamlPointer> column;
  for (const std::vector<YamlPointer>& row : table.rows)
    column.push_back(row.front());
  return yaml_list(std::move(column), place);
}

std::string texts_of(const std::vector<YamlPointer>& cells) {
  std::string texts;
  for (const YamlPointer& cell : cells)
    texts += (texts.empty() ? "" : ", ") + shown(cell->text);
  return texts;
}

/// Sections of a name, the header's or the row's number from 0, and the row.
YamlPointer named_rows(const Key& section, const TextTable& table, const Position& place, Problems& problems) {
  if (!table.names.empty() && table.names.size() != table.rows.size()) {
    problems.add(table.names.front()->place,
                 fmt::format("the header has {} names (and the table {} rows: each has the name that its column has) "
                             "make it square",
                             table.names.size(), table.rows.size()));
    return nullptr;
  }
  std::vector<YamlPointer> elements;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Position& start = table.rows[i].front()->place;
    elements.push_back(yaml_mapping({yaml_scalar(section.children.at(0).name, start),
                                     table.names.empty() ? yaml_scalar(std::to_string(i), start) : table.names[i],
                                     yaml_scalar(section.children.at(1).name, start), yaml_list(table.rows[i], start)},
                                    start));
  }
  return yaml_list(std::move(elements), place);
}

/// Brings columns whose header has these names in another order into this one. False, with the problem told, where it
/// has others.
bool bring_into_order(const std::vector<std::string>& wanted, const std::string& path, TextTable& table,
                      Problems& problems) {
  if (table.names.empty()) return true;
  std::vector<std::size_t> places;  // of those wanted
  for (const std::string& name : wanted) {
    const auto found =
        std::find_if(table.names.begin(), table.names.end(), [&](const YamlPointer& one) { return one->text == name; });
    if (found != table.names.end()) places.push_back(static_cast<std::size_t>(found - table.names.begin()));
  }
  if (places.size() < wanted.size() || wanted.size() != table.names.size()) {
    problems.add(table.names.front()->place,
                 fmt::format("the header has {} (the columns of {} are {}) name them so, in any order, or leave it out",
                             texts_of(table.names), path, fmt::join(wanted, ", ")));
    return false;
  }
  for (std::vector<YamlPointer>& row : table.rows) {
    std::vector<YamlPointer> ordered;
    for (const std::size_t place : places)
      ordered.push_back(row[place]);
    row = std::move(ordered);
  }
  table.names.clear();
  return true;
}

/// The names of the places of a list of that length; null where the table has no such names. One place needs none: what
/// stands over a column of numbers is its title.
std::shared_ptr<const ListNames> names_of(const TextTable& table, std::size_t length) {
  if (length < 2 || table.names.size() != length) return nullptr;
  ListNames names{{}, table.names.front()->place};
  for (const YamlPointer& name : table.names)
    names.names.push_back(name->text);
  return std::make_shared<const ListNames>(std::move(names));
}

}  // namespace

FileList TableFiles::read(const Key& key, const std::string& path, const YamlValue& written, Problems& problems) const {
  const NodePointer reference = check_element_section(table_file_keys(), path, written, nullptr, problems);
  std::optional<TextTable> table = this->table(std::get<Section>(reference->value), written, problems);
  if (!table) return {};
  const std::size_t cells = table->rows.empty() ? 0 : table->rows.size() * table->rows.front().size();
  if (cells == 0 || cells > most_cells) {
    problems.add(written.place, fmt::format("the table of {} has {} cells (it must have 1 to {}) name another", path,
                                            cells, most_cells));
    return {};
  }
  const Key& element = key.children.front();
  if (element.kind == Key::Kind::section) return {named_rows(element, *table, written.place, problems), nullptr};
  if (element.kind == Key::Kind::list) {
    if (!key.columns.empty() && !bring_into_order(key.columns, path, *table, problems)) return {};
    return {list_of_rows(*table, written.place), names_of(*table, table->rows.front().size())};
  }
  const YamlPointer line = only_line(*table, path, written.place, problems);
  return {line, line == nullptr ? nullptr : names_of(*table, line->items.size())};
}

YamlPointer TableFiles::document(const YamlValue& name, Problems& problems) const {
  const fs::path path = folder_ / name.text;
  try {
    std::string text = read_document_file(path);
    if (path.extension() == ".json") text = with_whole_escapes(text);
    return read_yaml(text, std::make_shared<const std::string>(path.string()), true, problems, a_document);
  } catch (const UnreadableYaml& error) {
    problems.add(error.where(), error.message());
  } catch (const StudyError& error) {
    problems.add(name.place, error.what());
  }
  return nullptr;
}

tables::RowsRead TableFiles::rows(const TableForm& form, const std::string& file, const std::string& group) const {
  return tables::try_read_rows(form, {folder_ / file, group}, readers_.table);
}

std::vector<Position> TableFiles::cells(const std::string& file, std::uint64_t line) const {
  std::vector<Position> cells;
  const auto origin = std::make_shared<const std::string>((folder_ / file).string());
  for (const tables::TablePlace& place : tables::cells_of_row(folder_ / file, line))
    cells.push_back({origin, static_cast<std::uint32_t>(place.line), static_cast<std::uint32_t>(place.column)});
  return cells;
}

const ergodic::Table* TableFiles::input(const std::string& name) const {
  return inputs_ != nullptr && inputs_->has(name) ? &(*inputs_)[name] : nullptr;
}

std::optional<TextTable> TableFiles::table(const Section& reference, const YamlValue& written,
                                           Problems& problems) const {
  const auto* file = value_of<std::string>(reference, "file");
  if (file == nullptr) return std::nullopt;  // which is told
  const fs::path path = folder_ / *file;
  const auto* name = value_of<std::string>(reference, "dataset");
  if (name != nullptr) return dataset(path, *name, written, problems);
  if (const std::string ending = path.extension().string(); ending == ".h5" || ending == ".hdf5" || ending == ".nc") {
    problems.add(written.place, fmt::format("{} without a dataset (an HDF5 file has many) add dataset: PATH", *file));
    return std::nullopt;
  }
  const auto* header = value_of<bool>(reference, "header");
  std::string text;
  try {
    text = read_table_file(path);
  } catch (const StudyError& error) {
    problems.add(written.place, error.what());
    return std::nullopt;
  }
  if (text.size() > YamlLimits::bytes) {
    problems.add(written.place, fmt::format("the table {} has more than {} MiB (a study holds what it names) name less",
                                            path.string(), YamlLimits::bytes >> 20));
    return std::nullopt;
  }
  return read_csv(text, std::make_shared<const std::string>(path.string()),
                  header == nullptr ? std::nullopt : std::optional(*header), problems);
}

std::optional<TextTable> TableFiles::dataset(const fs::path& file, const std::string& name, const YamlValue& written,
                                             Problems& problems) const {
  if (!readers_.dataset) {
    problems.add(written.place, "a dataset of an HDF5 file (they cannot be read here) write it out");
    return std::nullopt;
  }
  TextTable table;
  try {
    const auto rows = readers_.dataset(file, name);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Position place{std::make_shared<const std::string>(fmt::format("{}, {}[{}]", file.string(), name, i)), 0,
                           0};
      std::vector<YamlPointer>& row = table.rows.emplace_back();
      for (const double number : rows[i])
        row.push_back(yaml_scalar(shortest(number), place));
    }
  } catch (const Error& error) {
    problems.add(written.place, error.what());
    return std::nullopt;
  }
  return table;
}

}  // namespace ergodic::study
