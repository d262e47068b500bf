#include "tables/column_names.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace ergodic::tables {
namespace {

constexpr std::size_t most_unknown = 8;  // a table of another kind has hundreds

std::vector<std::string> known_names(const TableForm& form) {
  std::vector<std::string> names;
  for (const TableColumn& column : form.columns)
    names.push_back(column.name);
  for (const TableColumn& column : form.columns)
    names.insert(names.end(), column.other_names.begin(), column.other_names.end());
  return names;
}

std::string names_of(const TableForm& form) {
  std::vector<std::string> names = known_names(form);
  names.resize(form.columns.size());
  return enumerate(names, 40);
}

/// Tells of a name that no column has; the column that was meant, if one is near.
std::string tell_unknown(const TableForm& form, const ColumnName& name, Complaints& complaints) {
  if (name.text.empty()) {
    complaints.say(name.place,
                   "a column without a name (pandas writes its index so, unless it is told index=False) "
                   "name it, or leave it out");
    return "";
  }
  const std::string near = nearest(name.text, known_names(form));
  complaints.say(name.place, fmt::format("unknown column {} ({} has {}) {}", quoted_value(name.text), form.name,
                                         names_of(form), near.empty() ? "leave it out" : "did you mean " + near + "?"));
  return near;
}

}  // namespace

std::size_t find_column(const TableForm& form, const std::string& name) {
  const auto has_name = [&](const TableColumn& column) {
    return column.name == name ||
           std::find(column.other_names.begin(), column.other_names.end(), name) != column.other_names.end();
  };
  const auto found = std::find_if(form.columns.begin(), form.columns.end(), has_name);
  return found == form.columns.end() ? no_place : static_cast<std::size_t>(found - form.columns.begin());
}

std::vector<std::size_t> match_columns(const TableForm& form, const std::vector<ColumnName>& names,
                                       const TablePlace& whole, Complaints& complaints) {
  std::vector<std::size_t> places;
  std::vector<const ColumnName*> first(form.columns.size(), nullptr);
  std::set<std::size_t> suggested;
  std::size_t unknown = 0;
  for (const ColumnName& name : names) {
    std::size_t place = find_column(form, name.text);
    if (place == no_place) {
      if (!form.others_pass && ++unknown <= most_unknown)
        suggested.insert(find_column(form, tell_unknown(form, name, complaints)));
    } else if (first[place] != nullptr) {
      complaints.say(name.place, fmt::format("the column {} again ({} is it already) leave one of them out",
                                             quoted_value(name.text), quoted_value(first[place]->text)));
      place = no_place;
    } else {
      first[place] = &name;
    }
    places.push_back(place);
  }
  if (unknown > most_unknown)
    complaints.say(whole, fmt::format("{} unknown columns in all (the first {} are named) name another file, or leave "
                                      "them out",
                                      unknown, most_unknown));
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] == nullptr && !form.columns[i].optional_column && suggested.count(i) == 0)
      missing.push_back(form.columns[i].name);
  }
  if (!missing.empty())
    complaints.say(whole, fmt::format("no column {} ({} needs {}) add {}", enumerate(missing, 40), form.name,
                                      missing.size() == 1 ? "it" : "them", missing.size() == 1 ? "it" : "them"));
  return places;
}

}  // namespace ergodic::tables
