#include "workloads/paths/path/functions.hpp"

#include <fmt/format.h>

#include <optional>

namespace ergodic::workloads::paths {

namespace {

/// The names, and, in their order, values of those that are the same for each path.
study::FunctionNames known_names(const Parameters& study, const AnyObservables& offered,
                                 const std::vector<NamedNumber>& numbers, std::vector<double>& values) {
  study::FunctionNames known;
  known.taken = {"case", "path", "time", "probability", "state", "sessions", "failures", "failed"};
  for (const auto& [record, needs] : offered) {
    if (needs.empty()) {
      known.names.push_back(study::name_of(record.column));
      values.push_back(0);
    } else {
      known.absent.push_back({record.column.name, fmt::format("it needs {}, which is not set", needs)});
    }
  }
  for (const NamedNumber& number : numbers) {
    if (number.value) {
      known.names.push_back(
          {number.name, expression::Type::number, fmt::format("the {} of {}", number.name, study.text("process"))});
      values.push_back(*number.value);
    } else {
      known.absent.push_back({number.name, fmt::format("{}.{} is not set", study.text("process"), number.name)});
    }
  }
  return known;
}

}  // namespace

std::vector<NamedNumber> numbers_of(const Parameters& section, const std::vector<Key>& keys) {
  std::vector<NamedNumber> numbers;
  for (const Key& key : keys) {
    if (key.kind != Key::Kind::real && key.kind != Key::Kind::integer) continue;
    if (!section.has(key.name)) {
      numbers.push_back({key.name, std::nullopt});
    } else if (key.kind == Key::Kind::real) {
      numbers.push_back({key.name, section.real(key.name)});
    } else {
      numbers.push_back({key.name, static_cast<double>(section.integer(key.name))});
    }
  }
  return numbers;
}

Key Functions::key() {
  return study::Functions::key(
             "of the process's observables, the numbers of its section and the functions "
             "before: a number, or true or false")
      .says("further columns, computed from what is known of a path at its end, such as payoffs");
}

Functions::Functions(const Parameters& study, const AnyObservables& offered, const std::vector<NamedNumber>& numbers)
    : functions_(study.items("functions"), known_names(study, offered, numbers, values_)) {
  values_.resize(values_.size() + columns().size());
}

Failure Functions::failure(const Column& undefined, std::uint64_t row) {
  return {.row = row,
          .category = study::Functions::failure_category,
          .reason = fmt::format("{} {}", undefined.name, study::Functions::failure_reason)};
}

void Functions::write(std::span<double> values, std::uint64_t row, std::size_t first, Rows& rows) const {
  if (const Column* undefined = evaluate(values)) return rows.fail(failure(*undefined, row));
  for (std::size_t i = 0; i < columns().size(); ++i) {
    if (columns()[i].is_category()) {
      rows.column<std::uint8_t>(first + i)[row] = static_cast<std::uint8_t>(of(i, values));
    } else {
      rows.column<double>(first + i)[row] = of(i, values);
    }
  }
}

}  // namespace ergodic::workloads::paths
