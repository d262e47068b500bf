#include "study/each/each.hpp"

#include "core/suggest.hpp"
#include "study/schema/each_keys.hpp"
#include "study/schema/validate.hpp"
#include "study/values/quoting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

namespace ergodic::study {
namespace {

using Kind = TableColumn::Kind;

bool has_column(const TableForm& form, const std::string& name) {
  return std::any_of(form.columns.begin(), form.columns.end(),
                     [&](const TableColumn& column) { return column.name == name; });
}

std::vector<std::string> table_names(const TableForms& tables) {
  std::vector<std::string> names;
  for (const TableForm& form : tables)
    names.push_back(form.name);
  return names;
}

std::string or_choose(const std::string& name, const std::vector<std::string>& known) {
  const std::string near = nearest(name, known);
  return near.empty() ? "choose one of them" : fmt::format("did you mean {}?", near);
}

/// Reads the value of `each`, key by key.
class EachReader {
 public:
  EachReader(const Scope& scope, const TableForms& tables, const YamlValue& key, Problems& problems)
      : scope_(scope), tables_(tables), key_(key), problems_(problems), each_{.place = key.place} {}

  std::optional<Each> read(const YamlPointer& written) {
    if (written->kind == YamlValue::Kind::scalar) {
      read_short(*written, written);
    } else if (written->kind == YamlValue::Kind::mapping) {
      for (std::size_t pair = 0; pair < written->pair_count(); ++pair)
        read_key(written->key(pair), written->items[2 * pair + 1]);
      if (is_right_) check_source(*written);
    } else {
      reject(written->place, fmt::format("is {} (it says where cases come from) write for example each: {{file: "
                                         "NAME.csv, label: COLUMN, set: {{KEY: COLUMN}}}}; a case of that label is "
                                         "written \"each\"",
                                         found(*written)));
    }
    return is_right_ ? std::optional(std::move(each_)) : std::nullopt;
  }

 private:
  void reject(const Position& place, const std::string& message) {
    problems_.add(place, "cases.each" + (message.starts_with('.') ? message : " " + message));
    is_right_ = false;
  }

  /// `each: player`: the distinct values of a column of the tables that the workload takes, which set the parameter of
  /// that name.
  void read_short(const YamlValue& column, const YamlPointer& written) {
    const auto is_its = [&](const TableForm& form) { return has_column(form, column.text); };
    const auto form = std::find_if(tables_.begin(), tables_.end(), is_its);
    if (tables_.empty())
      return reject(column.place, fmt::format("is {} ({} takes no tables) name a file: {{file: NAME.csv, …}}",
                                              found(column), scope_.described));
    if (form == tables_.end()) {
      std::vector<std::string> names;
      for (const TableForm& one : tables_) {
        for (const TableColumn& of_table : one.columns)
          names.push_back(of_table.name);
      }
      return reject(column.place, fmt::format("is {} (the columns of its tables are {}) {}", found(column),
                                              enumerate(names, 40), or_choose(column.text, names)));
    }
    if (std::count_if(tables_.begin(), tables_.end(), is_its) > 1)
      return reject(column.place, fmt::format("is {} (more than one table has such a column) write {{table: {}, "
                                              "distinct: {}, set: …}}",
                                              found(column), form->name, column.text));
    auto table = std::make_shared<YamlValue>(column);
    table->text = form->name;
    each_.table = table;
    each_.distinct = Each::Named{column.text, column.place};
    add_set(written, column);
  }

  void read_key(const YamlValue& key, const YamlPointer& value) {
    const std::string& name = key.text;
    if (name == "set") return read_set(*value);
    if (name == "columns") return read_columns(*value);
    if (name == "label") return read_label(*value);
    const std::vector<std::pair<std::string_view, YamlPointer*>> texts = {
        {"table", &each_.table},   {"file", &each_.file}, {"group", &each_.group},
        {"folder", &each_.folder}, {"as", &each_.as},     {"where", &each_.where}};
    const auto text = std::find_if(texts.begin(), texts.end(), [&](const auto& one) { return one.first == name; });
    if (text == texts.end() && name != "distinct") return tell_unknown(key);
    if (value->kind != YamlValue::Kind::scalar)
      return reject(value->place, fmt::format(".{} is {} (it must be text) write one", name, found(*value)));
    if (text == texts.end()) {
      each_.distinct = Each::Named{value->text, value->place};
    } else {
      *text->second = value;
    }
  }

  void tell_unknown(const YamlValue& key) {
    std::vector<std::string> known;
    for (const Key& one : each_keys().children)
      known.push_back(one.name);
    const std::string near = nearest(key.text, known);
    problems_.add(key.place, fmt::format("unknown key \"{}\" (cases.each has {}) {}", shown(key.text), enumerate(known),
                                         near.empty() ? "remove it; a case that is called each is written \"each\""
                                                      : fmt::format("did you mean {}?", near)));
    is_right_ = false;
  }

  void read_label(const YamlValue& value) {
    if (value.kind == YamlValue::Kind::scalar) {
      each_.label.push_back({value.text, value.place});
    } else if (value.kind == YamlValue::Kind::list && !value.items.empty()) {
      for (const YamlPointer& one : value.items) {
        if (one->kind != YamlValue::Kind::scalar) {
          reject(one->place, fmt::format(".label has {} (it must be the names of columns) write them", found(*one)));
        } else {
          each_.label.push_back({one->text, one->place});
        }
      }
    } else {
      reject(value.place,
             fmt::format(".label is {} (it must be the name of a column, or a list of them) write one",
                         value.items.empty() && value.kind == YamlValue::Kind::list ? "an empty list" : found(value)));
    }
  }

  void read_set(const YamlValue& value) {
    if (value.kind != YamlValue::Kind::mapping)
      return reject(value.place, fmt::format(".set is {} (it must map keys of the workload to columns) write for "
                                             "example set: {{KEY: COLUMN}}",
                                             found(value)));
    for (std::size_t pair = 0; pair < value.pair_count(); ++pair)
      add_set(value.items[2 * pair], value.value(pair));
  }

  void add_set(const YamlPointer& key, const YamlValue& column) {
    const Slot slot = check_path(scope_, *key, key->text, problems_);
    if (slot == no_slot) {
      is_right_ = false;
      return;
    }
    const KeySlots::Entry& entry = scope_.layout[slot];
    const Key& parameter = *entry.key;
    const bool is_list = parameter.kind == Key::Kind::list;
    if (parameter.kind == Key::Kind::section || (is_list && !parameter.from_file))
      return reject(key->place, fmt::format(".set.{} (it is {}, and a row has single values) {}", entry.path,
                                            is_list ? "a list" : "a section",
                                            is_list ? "set it for the whole study" : "set keys of it"));
    if (column.kind != YamlValue::Kind::scalar)
      return reject(column.place, fmt::format(".set.{} is {} (it must be the name of a column) write one", entry.path,
                                              found(column)));
    each_.set.push_back({key, slot, {column.text, column.place}});
  }

  void read_columns(const YamlValue& value) {
    if (value.kind != YamlValue::Kind::mapping)
      return reject(value.place, fmt::format(".columns is {} (it must map columns to their kinds) write for example "
                                             "columns: {{minutes: real}}",
                                             found(value)));
    static constexpr Kind kinds[] = {Kind::whole, Kind::real, Kind::text, Kind::date, Kind::time, Kind::yes_no};
    std::vector<std::string> known;
    for (const Key::Choice& one : column_kinds())
      known.push_back(one.value);
    for (std::size_t pair = 0; pair < value.pair_count(); ++pair) {
      const YamlValue& kind = value.value(pair);
      const auto found_kind = std::find(known.begin(), known.end(), kind.text);
      if (kind.kind != YamlValue::Kind::scalar || found_kind == known.end()) {
        reject(kind.place, fmt::format(".columns.{} is {} (it must be one of {}) {}", shown(value.key(pair).text),
                                       found(kind), enumerate(known), or_choose(kind.text, known)));
      } else {
        each_.columns[value.key(pair).text] = kinds[found_kind - known.begin()];
      }
    }
  }

  /// What does not go with where the cases come from.
  void check_source(const YamlValue& written) {
    const int sources = (each_.file != nullptr) + (each_.table != nullptr) + (each_.folder != nullptr);
    if (sources != 1)
      return reject(written.place, fmt::format("{} (it says where the cases come from) give one of file, table and "
                                               "folder",
                                               sources == 0 ? "has no file" : "has more than one source"));
    const auto refuse = [&](const char* name, bool is_there, const char* source, const char* why) {
      const YamlValue* key = key_named(written, name);
      if (is_there && key != nullptr)
        reject(key->place, fmt::format(".{} beside {} ({}) remove it", name, source, why));
    };
    for (const char* name : {"group", "distinct", "label", "where", "set", "columns"})
      refuse(name, each_.folder != nullptr, "folder", "a file of it is a document, and no row");
    for (const char* name : {"group", "columns"})
      refuse(name, each_.table != nullptr, "table", "the table itself is declared");
    refuse("as", each_.folder == nullptr, each_.file == nullptr ? "table" : "file", "it is about documents");
    refuse("label", each_.distinct.has_value(), "distinct", "each value is a label");
    if (each_.folder != nullptr) return check_folder(written);
    if (!each_.distinct && each_.label.empty() && key_named(written, "label") == nullptr)
      reject(written.place,
             "has no label (a column, or several, must name the case of each row) add label: COLUMN, or "
             "distinct: COLUMN for one case for each value of it");
    for (const Each::Set& set : each_.set) {
      if (each_.distinct && set.column.name != each_.distinct->name)
        reject(set.column.place, fmt::format(".set.{} is {} (rows of one {} may differ in it) set {} alone, or leave "
                                             "distinct out",
                                             set.key->text, shown(set.column.name), shown(each_.distinct->name),
                                             shown(each_.distinct->name)));
    }
    if (each_.table != nullptr) check_table();
  }

  void check_folder(const YamlValue& written) {
    if (each_.as == nullptr)
      return reject(written.place, "has no as (it says which parameter each document is) add as: KEY");
    const Slot slot = check_path(scope_, *each_.as, each_.as->text, problems_);
    if (slot == no_slot) {
      is_right_ = false;
    } else if (scope_.layout[slot].key->kind != Key::Kind::document) {
      reject(each_.as->place,
             fmt::format(".as is {} (which is no document) name the parameter that is one", scope_.layout[slot].path));
    } else {
      each_.set.push_back({each_.as, slot, {}});
    }
  }

  void check_table() {
    const std::string& name = each_.table->text;
    const std::vector<std::string> known = table_names(tables_);
    if (known.empty())
      return reject(each_.table->place, fmt::format(".table is {} ({} takes no tables) name a file instead: file: "
                                                    "NAME.csv",
                                                    shown(name), scope_.described));
    if (std::find(known.begin(), known.end(), name) == known.end())
      reject(each_.table->place, fmt::format(".table is {} ({} takes {}) {}", shown(name), scope_.described,
                                             enumerate(known), or_choose(name, known)));
  }

  static const YamlValue* key_named(const YamlValue& mapping, std::string_view name) {
    for (std::size_t pair = 0; pair < mapping.pair_count(); ++pair) {
      if (mapping.key(pair).text == name) return &mapping.key(pair);
    }
    return nullptr;
  }

  const Scope& scope_;
  const TableForms& tables_;
  const YamlValue& key_;
  Problems& problems_;
  Each each_;
  bool is_right_ = true;
};

}  // namespace

std::vector<Each::Named> Each::names() const {
  std::vector<Named> all = label;
  if (distinct) all.push_back(*distinct);
  for (const Set& one : set)
    all.push_back(one.column);
  return all;
}

bool is_each(const YamlValue& key, const NamedFiles* files) {
  return key.text == "each" && !key.quoted && files != nullptr;
}

std::optional<Each> check_each(const Scope& scope, const TableForms& tables, const YamlValue& key,
                               const YamlPointer& written, Problems& problems) {
  return EachReader(scope, tables, key, problems).read(written);
}

}  // namespace ergodic::study
