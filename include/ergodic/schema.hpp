#pragma once

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
  enum class Kind { integer, real, money, boolean, text, choice, list, section, moved, retired };

  /// One value of a choice, and what it means.
  struct Choice {
    std::string value;
    std::string says;
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
  std::vector<Key> children = {};    ///< of a section; of a list: the one element key
  bool from_file = false;            ///< a list: may be read from a table's file instead
  std::string where = {};            ///< moved: the path it has now; retired, or a refused choice: what to do instead

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
  /// Of a list of numbers, of lists of numbers, or of sections whose first key is a text and whose second a list of
  /// numbers: may be `{file: NAME.csv}`, a table whose row or column, rows, or named rows it then has. The study holds
  /// what the file held: a workload does not see the difference.
  Key or_file() && {
    from_file = true;
    return std::move(*this);
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
/// A sequence whose elements are each like `element` (its name is not used); empty unless set.
inline Key list(std::string name, Key element) {
  return {.kind = Key::Kind::list, .name = std::move(name), .children = {std::move(element)}};
}
/// A mapping of keys. Absent means that all its keys take their defaults.
inline Key section(std::string name, std::vector<Key> keys) {
  return {.kind = Key::Kind::section, .name = std::move(name), .children = std::move(keys)};
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
