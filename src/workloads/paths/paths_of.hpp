#pragma once

#include "workloads/paths/observables.hpp"
#include "workloads/paths/process.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::paths {

/// Watches nothing: what a model's path() is given when only its record counts.
struct Unobserved {
  template <class... Values>
  void operator()(const Values&...) const {}
};

/// The paths of a model. A model has
///
///     struct Record;                                                what is known of a path at its end
///     std::vector<Observable<Record>> observables() const;          what of it can be a column
///     template <class Observe>
///     Record path(const Streams&, std::uint64_t replicate, Observe&& observe) const;
///     std::vector<std::string> heading() const;                     of the values that observe is given
///     ExactResults exact() const;                                   of any of its observables
///
/// and, where a block of paths is faster than as many single ones, simulate() as below.
template <class Model>
class PathsOf final : public Workload {
 public:
  using Record = typename Model::Record;

  PathsOf(Model model, const Parameters& study)
      : model_(std::move(model)), observables_(chosen(study, model_.observables())) {}

  Columns columns() const override {
    Columns columns;
    for (const Observable<Record>& observable : observables_)
      columns.push_back(observable.column);
    return columns;
  }

  /// Quantities, and what is a matter of yes or no.
  Headlines headlines() const override {
    constexpr std::size_t most = 5;
    Headlines headlines;
    for (const Observable<Record>& observable : observables_) {
      const Column& column = observable.column;
      std::string title = column.name;
      std::replace(title.begin(), title.end(), '_', ' ');
      if (!column.is_category()) headlines.push_back({"mean " + title, column.name, ""});
      if (column.categories == std::vector<std::string>{"no", "yes"}) headlines.push_back({title, column.name, "yes"});
      if (headlines.size() == most) break;
    }
    return headlines;
  }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    constexpr std::uint64_t chunk = 256;  // records stay in the nearest cache
    std::array<Record, chunk> records;
    for (std::uint64_t done = 0; done < replicates.count; done += chunk) {
      const auto part = std::span(records).first(std::min(chunk, replicates.count - done));
      simulate_part(replicates.first + done, streams, part);
      write_rows<Record>(part, observables_, done, rows);
    }
  }

  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    for (const std::string& name : model_.heading())
      fmt::print(out, "{:>16}", name);
    out << '\n';
    const Record record = model_.path(streams, replicate, [&out](const auto&... values) {
      (write_cell(values, out), ...);
      out << '\n';
    });
    out << '\n';
    for (const Observable<Record>& observable : observables_)
      std::visit([&](const auto member) { write_value(observable.column, record.*member, out); }, observable.value);
  }

  /// Of the columns that are there.
  std::optional<ExactResults> exact() const override {
    ExactResults exact = model_.exact();
    const auto is_absent = [this](const auto& entry) {
      return std::none_of(observables_.begin(), observables_.end(),
                          [&](const Observable<Record>& one) { return one.column.name == entry.first; });
    };
    std::erase_if(exact.moments, is_absent);
    std::erase_if(exact.category_laws, is_absent);
    return exact;
  }

 private:
  void simulate_part(std::uint64_t first, const Streams& streams, std::span<Record> records) const {
    if constexpr (requires { model_.simulate(first, streams, records); }) {
      model_.simulate(first, streams, records);
    } else {
      for (std::size_t i = 0; i < records.size(); ++i)
        records[i] = model_.path(streams, first + i, Unobserved{});
    }
  }

  template <class Value>
  static void write_cell(const Value& value, std::ostream& out) {
    if constexpr (std::is_floating_point_v<Value>) {
      fmt::print(out, "{:>16.9g}", value);
    } else {
      fmt::print(out, "{:>16}", value);
    }
  }

  template <class Value>
  static void write_value(const Column& column, Value value, std::ostream& out) {
    if (column.is_category()) {
      fmt::print(out, "{:<23} {}\n", column.name, column.categories[static_cast<std::size_t>(value)]);
    } else {
      fmt::print(out, "{:<23} {}\n", column.name, value);
    }
  }

  Model model_;
  std::vector<Observable<Record>> observables_;
};

/// A process whose model is made from its own section.
template <class Model>
Process process(std::string name, std::string says, std::vector<Key> keys) {
  const auto make = [name](const Parameters& study) -> std::shared_ptr<const Workload> {
    return std::make_shared<PathsOf<Model>>(Model(study.section(name)), study);
  };
  return {std::move(name), std::move(says), std::move(keys), make};
}

}  // namespace ergodic::workloads::paths
