#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ergodic {

/// One key that a study may set, declared once: from it come the check, the message, the reference table and the JSON
/// Schema.
///
///     const Schema schema = {
///         real("offspring_mean").above(0).unit("individuals").says("mean number of offspring"),
///         integer("horizon").between(1, 1'000'000).fallback(100).says("generations simulated"),
///     };
struct Key {
  enum class Kind { integer, real, money, boolean, text, choice, list, section, document, moved, retired };

  /// One value of a choice, and what it means.
  struct Choice {
    std::string value;
    std::string says;
    bool needs_section = false;  ///< of a variant: its section must be there
  };

  /// A bound of a number; `open` leaves the bound itself out.
  struct Bound {
    double value;
    bool open;
  };

  using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

  Kind kind = Kind::text;
  std::string name = {};
  std::string doc = {};        ///< one line of what it is
  std::string unit_text = {};  ///< "" where there is none
  std::optional<Bound> low = {};
  std::optional<Bound> high = {};
  Value fallback_value = {};  ///< monostate: none
  bool needed = false;        ///< must be in the file: it has no default
  bool nullable = false;      ///< may be null, and is null unless set
  std::vector<Choice> choices = {};
  std::vector<Choice> refused = {};  ///< values that a choice once had or was to have: an error that says why
  /// Of a section; of a list: the one element key; of a variant: the sections; of a document: its keys, if the workload
  /// says which it has.
  std::vector<Key> children = {};
  bool from_file = false;     ///< a list: may be read from a table's file instead
  std::string names_in = {};  ///< of such a list: the list beside it whose elements' names a header must have
  std::vector<std::string> columns = {};  ///< or the names that its columns have, for a header in another order
  bool silent = false;                    ///< the resolved study does not name it while it is null
  std::string where = {};  ///< moved: the path it has now; retired, or a refused choice: what to do instead

  Key between(double a, double b) && {
    low = {a, false};
    high = {b, false};
    return std::move(*this);
  }
  Key at_least(double a) && {
    low = {a, false};
    return std::move(*this);
  }
  Key above(double a) && {
    low = {a, true};
    return std::move(*this);
  }
  Key at_most(double b) && {
    high = {b, false};
    return std::move(*this);
  }
  Key below(double b) && {
    high = {b, true};
    return std::move(*this);
  }
  Key unit(std::string text) && {
    unit_text = std::move(text);
    return std::move(*this);
  }
  Key says(std::string text) && {
    doc = std::move(text);
    return std::move(*this);
  }
  /// The value when the study does not set the key. Money: in dollars.
  Key fallback(const char* value) && {
    fallback_value = std::string(value);
    return std::move(*this);
  }
  Key fallback(bool value) && {
    fallback_value = value;
    return std::move(*this);
  }
  Key fallback(int value) && {
    fallback_value = std::int64_t{value};
    return std::move(*this);
  }
  Key fallback(std::int64_t value) && {
    fallback_value = value;
    return std::move(*this);
  }
  Key fallback(double value) && {
    fallback_value = value;
    return std::move(*this);
  }
  /// Values of older files that a choice does not have, each with the reason, and what to do `instead` of them.
  Key refuses(std::vector<Choice> values, std::string instead) && {
    refused = std::move(values);
    where = std::move(instead);
    return std::move(*this);
  }
  /// Absent or null unless set: `Parameters::has` tells.
  Key optional() && {
    nullable = true;
    return std::move(*this);
  }
  /// Of an optional key that came after the first version: a study that does not set it stays the study that it was, to
  /// the last byte of its file.
  Key silent_unless_set() && {
    silent = true;
    return std::move(*this);
  }
  /// Of a list of numbers, of lists of numbers, or of sections whose first key is a text and whose second a list of
  /// numbers: may be `{file: NAME.csv}`, a table whose row or column, rows, or named rows it then has. The study holds
  /// what the file held: a workload does not see the difference.
  Key or_file() && {
    from_file = true;
    return std::move(*this);
  }
  /// Of a list that a file may hold, with one place for each element of `list` beside it, a list of sections whose
  /// first key is a name: a header must name these, in their order.
  Key or_file_named_by(std::string list) && {
    names_in = std::move(list);
    return std::move(*this).or_file();
  }
  /// Of a list of lists that a file may hold: a header must have these names, and may have them in another order.
  Key or_file_of(std::vector<std::string> names) && {
    columns = std::move(names);
    return std::move(*this).or_file();
  }
  /// Must be set by the study. (A key with neither fallback, optional nor required is required too, sections and lists
  /// apart.)
  Key required() && {
    needed = true;
    return std::move(*this);
  }
};

using Schema = std::vector<Key>;

inline Key integer(std::string name) { return {.kind = Key::Kind::integer, .name = std::move(name)}; }
inline Key real(std::string name) { return {.kind = Key::Kind::real, .name = std::move(name)}; }
/// An amount in dollars with at most two decimals, kept as whole cents.
inline Key money(std::string name) {
  return {.kind = Key::Kind::money, .name = std::move(name), .unit_text = "dollars"};
}
inline Key boolean(std::string name) { return {.kind = Key::Kind::boolean, .name = std::move(name)}; }
inline Key text(std::string name) { return {.kind = Key::Kind::text, .name = std::move(name)}; }
/// One of a few names. Naming an unknown one gets the nearest known one suggested.
inline Key choice(std::string name, std::vector<Key::Choice> choices) {
  return {.kind = Key::Kind::choice, .name = std::move(name), .choices = std::move(choices)};
}
/// A value of a choice, and the keys that belong to it alone.
struct Variant {
  std::string value;
  std::string says;
  Schema keys = {};            ///< of its section; none: it has no section
  bool needs_section = false;  ///< the section must be there with the value, if only as {}; else it may be left out
};
/// A choice whose values have keys of their own, each value's in an optional section of its name beside the choice:
///
///     variant("type", {{"flat", "the same bet on every hand"},
///                      {"paroli", "more after each win", {money("max_bet").fallback(500).says("no bet is higher")}}})
///         .fallback("flat").says("how the bet varies")
///
/// is `type: paroli` with `paroli: {max_bet: 80}` beside it. The section of a value that is not chosen is an error: it
/// would mean nothing. Where keys stand in order, as in the study that the result file holds, the sections follow the
/// last of the keys among which the choice is. Any list of keys may have variants: a workload's, a section's, a list
/// element's, another variant's.
inline Key variant(std::string name, std::vector<Variant> variants) {
  Key key = choice(std::move(name), {});
  for (Variant& one : variants) {
    key.choices.push_back({one.value, one.says, one.needs_section});
    if (one.keys.empty() && !one.needs_section) continue;
    key.children.push_back({.kind = Key::Kind::section,
                            .name = std::move(one.value),
                            .doc = std::move(one.says),
                            .nullable = true,
                            .children = std::move(one.keys)});
  }
  return key;
}
/// The same from a table in which each row is a Variant and more, such as how it is made.
template <class Row>
Key variant(std::string name, const std::vector<Row>& rows) {
  return variant(std::move(name), std::vector<Variant>(rows.begin(), rows.end()));
}
/// The row of such a table with this value; there must be one, as there is for what a study has chosen.
template <class Row>
const Row& row_of(const std::vector<Row>& rows, std::string_view value) {
  return *std::find_if(rows.begin(), rows.end(), [value](const Variant& row) { return row.value == value; });
}

/// A sequence whose elements are each like `element` (its name is not used); empty unless set.
inline Key list(std::string name, Key element) {
  return {.kind = Key::Kind::list, .name = std::move(name), .children = {std::move(element)}};
}
/// A mapping of keys. Absent means that all its keys take their defaults.
inline Key section(std::string name, std::vector<Key> keys) {
  return {.kind = Key::Kind::section, .name = std::move(name), .children = std::move(keys)};
}
/// A document, which is given as a whole: written in the study, or `{file: NAME}`, YAML or JSON beside it. The study
/// holds what the file held, and what is wrong is told at the file's own lines. With `keys` it is as a section that is
/// complete in itself (`Parameters::section`); without, a mapping that the workload reads (`Parameters::document`).
inline Key document(std::string name, std::vector<Key> keys = {}) {
  return {.kind = Key::Kind::document, .name = std::move(name), .children = std::move(keys)};
}
/// Another name for the key at `path`: a file that uses it means that key.
inline Key moved(std::string name, std::string path) {
  return {.kind = Key::Kind::moved, .name = std::move(name), .where = std::move(path)};
}
/// A key of older files that means nothing here: an error that says `instead`.
inline Key retired(std::string name, std::string instead) {
  return {.kind = Key::Kind::retired, .name = std::move(name), .where = std::move(instead)};
}

}  // namespace ergodic
