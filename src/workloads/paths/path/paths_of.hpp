#pragma once

#include "workloads/paths/path/functions.hpp"
#include "workloads/paths/path/observables.hpp"
#include "workloads/paths/path/path_text.hpp"
#include "workloads/paths/path/process.hpp"
#include "workloads/paths/path/recorded_times.hpp"
#include "workloads/paths/path/sampling.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace ergodic::workloads::paths {

/// Watches nothing: what a model's path() is given when only its record counts.
struct Unobserved {
  template <class... Values>
  void operator()(const Values&...) const {}
};

/// Where a path is at given times: at the last of its points until then.
template <class Value>
class Recorder {
 public:
  Recorder(const std::vector<double>& times, std::span<Value> values) : times_(times), values_(values) {}

  template <class Time, class State, class... Rest>
  void operator()(Time time, const State& state, const Rest&...) {
    for (; next_ < times_.size() && times_[next_] < static_cast<double>(time); ++next_)
      values_[next_] = last_;
    if constexpr (std::is_same_v<State, LabelledState>) {
      last_ = state.code;
    } else {
      last_ = static_cast<Value>(state);
    }
  }
  /// When the path is at its end.
  void finish() { std::fill(values_.begin() + static_cast<std::ptrdiff_t>(next_), values_.end(), last_); }

 private:
  const std::vector<double>& times_;
  std::span<Value> values_;
  std::size_t next_ = 0;
  Value last_{};
};

inline Axes time_axis(const std::vector<double>& times) {
  if (times.empty()) return {};
  std::vector<double> written(times.size());
  std::transform(times.begin(), times.end(), written.begin(), time_as_written);
  return {{.name = "time", .coordinates = std::move(written), .long_name = "time, or step, along a path"}};
}

/// Where each has a state at these times: a few MiB of rows.
inline std::uint64_t paths_per_block(const std::vector<double>& times) {
  constexpr std::uint64_t most = 16384, values = 1 << 19;
  return times.empty() ? most : std::clamp<std::uint64_t>(values / times.size(), 64, most);
}

/// Adds what the model knows of its state at the times.
template <class Model>
void add_exact_states(const Model& model, const std::vector<double>& times, ExactResults& exact) {
  constexpr std::size_t most_known = 1000;  // some laws take milliseconds each
  if (times.empty() || times.size() > most_known) return;
  if constexpr (requires { model.laws_at(times); }) {
    if (auto laws = model.laws_at(times); !laws.empty()) exact.category_laws_along["state"] = std::move(laws);
  }
  if constexpr (requires { model.moments_along(times); }) {
    if (auto moments = model.moments_along(times); !moments.empty()) exact.moments_along["state"] = std::move(moments);
  }
  if constexpr (requires { model.moments_at(0.0); }) {
    std::vector<ExactMoments> moments;
    for (const double time : times) {
      const auto known = model.moments_at(time);
      if (!known) return;
      moments.push_back(*known);
    }
    exact.moments_along["state"] = std::move(moments);
  }
}

/// The paths of a model. A model has
///
///     struct Record;                                                what is known of a path at its end
///     std::vector<Observable<Record>> observables() const;          what of it can be a column
///     template <class Observe>
///     Record path(const Streams&, std::uint64_t replicate, Observe&& observe) const;
///     std::vector<std::string> heading() const;                     of the values that observe is given
///     Column state() const;                                         of the first of them after the time
///     double horizon() const;                                       the time of the last point
///     ExactResults exact() const;                                   of any of its observables
///
/// and, where it has them,
///
///     void paths(const Streams&, std::uint64_t first, std::span<Record>) const;   the records that path() returns
///     void watch(const std::vector<Observable<Record>>&);         of paths()' records, only these will be looked at
///     double grid_step() const;                          points are at whole multiples of it, and nowhere else
///     std::optional<ExactMoments> moments_at(double time) const;                  of the state
///     std::vector<ExactMoments> moments_along(const std::vector<double>& times) const;   or of it at all; none where
///                                                                                        it is too much
///     std::vector<std::vector<double>> laws_at(const std::vector<double>& times) const;   of a state with labels;
///                                                                                        none where it is too much
template <class Model>
class PathsOf final : public Workload {
 public:
  using Record = typename Model::Record;

  PathsOf(Model model, const Parameters& study, const std::vector<NamedNumber>& numbers)
      : model_(std::move(model)),
        observables_(chosen(study, model_.observables())),
        known_(without_needs(model_.observables())),
        functions_(study, columns_of(model_.observables()), needs_of(model_.observables()), numbers),
        times_(recorded_times(study, model_.horizon(), grid_step())) {
    if constexpr (requires { model_.watch(known_); })
      model_.watch(functions_.columns().empty() ? observables_ : known_);
  }

  Columns columns() const override {
    Columns columns;
    for (const Observable<Record>& observable : observables_)
      columns.push_back(observable.column);
    columns.insert(columns.end(), functions_.columns().begin(), functions_.columns().end());
    if (!times_.empty()) columns.push_back(model_.state().along("time"));
    return columns;
  }

  Axes axes() const override { return time_axis(times_); }

  std::optional<std::uint64_t> sessions_per_block() const override { return paths_per_block(times_); }

  /// Quantities, and what is a matter of yes or no; first the functions that the study made up itself.
  Headlines headlines() const override {
    Columns in_order = functions_.columns();
    for (const Observable<Record>& observable : observables_)
      in_order.push_back(observable.column);
    return headlines_of(in_order);
  }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    constexpr std::uint64_t chunk = 256;  // records stay in the nearest cache
    std::array<Record, chunk> records;
    for (std::uint64_t done = 0; done < replicates.count; done += chunk) {
      const auto part = std::span(records).first(std::min(chunk, replicates.count - done));
      simulate_part(replicates.first + done, streams, part, rows, done);
      write_rows<Record>(part, observables_, done, rows);
      write_functions(part, rows, done);
    }
  }

  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    write_heading(model_.heading(), out);
    const Record record =
        model_.path(streams, replicate, [&out](const auto&... values) { write_point(out, values...); });
    out << '\n';
    for (const Observable<Record>& observable : observables_)
      std::visit([&](const auto member) { write_value(observable.column, record.*member, out); }, observable.value);
    write_functions(record, out);
  }

  void course(std::uint64_t replicate, const Streams& streams, Course& out) const override {
    out.begin(course_fields(model_.heading(), model_.state()));
    model_.path(streams, replicate, [&out](const auto&... values) {
      const std::array<CourseValue, sizeof...(values)> step{course_value(values)...};
      out.step(step);
    });
  }

  /// Of the columns that are there.
  std::optional<ExactResults> exact() const override {
    ExactResults exact = model_.exact();
    keep_columns(observables_, exact);
    add_exact_states(model_, times_, exact);
    return exact;
  }

 private:
  static constexpr bool has_grid = requires(const Model& model) { model.grid_step(); };

  std::optional<double> grid_step() const {
    if constexpr (has_grid) return model_.grid_step();
    return std::nullopt;
  }

  void simulate_part(std::uint64_t first, const Streams& streams, std::span<Record> records, Rows& rows,
                     std::uint64_t row) const {
    if (times_.empty()) {
      if constexpr (requires { model_.paths(streams, first, records); }) return model_.paths(streams, first, records);
      for (std::size_t i = 0; i < records.size(); ++i)
        records[i] = model_.path(streams, first + i, Unobserved{});
      return;
    }
    switch (model_.state().type) {
      case Type::uint8: record_part<std::uint8_t>(first, streams, records, rows, row); break;
      case Type::float64: record_part<double>(first, streams, records, rows, row); break;
      default: record_part<std::int64_t>(first, streams, records, rows, row);
    }
  }

  template <class Value>
  void record_part(std::uint64_t first, const Streams& streams, std::span<Record> records, Rows& rows,
                   std::uint64_t row) const {
    const auto values = rows.column<Value>(observables_.size() + functions_.columns().size());
    for (std::size_t i = 0; i < records.size(); ++i) {
      Recorder<Value> recorder(times_, values.subspan((row + i) * times_.size(), times_.size()));
      records[i] = model_.path(streams, first + i, recorder);
      recorder.finish();
    }
  }

  void write_functions(std::span<const Record> records, Rows& rows, std::uint64_t row) const {
    if (functions_.columns().empty()) return;
    std::vector<double> values = functions_.values();
    for (std::size_t i = 0; i < records.size(); ++i) {
      set_values(records[i], known_, values);
      functions_.write(values, row + i, observables_.size(), rows);
    }
  }

  void write_functions(const Record& record, std::ostream& out) const {
    std::vector<double> values = functions_.values();
    set_values(record, known_, values);
    if (const Column* undefined = functions_.evaluate(values)) return write_failure(*undefined, out);
    for (std::size_t i = 0; i < functions_.columns().size(); ++i)
      write_value(functions_.columns()[i], functions_.of(i, values), out);
  }

  Model model_;
  std::vector<Observable<Record>> observables_;  // the columns
  std::vector<Observable<Record>> known_;        // what functions may use
  Functions functions_;
  std::vector<double> times_;
};

/// A process whose model is made from its own section.
template <class Model>
Process process(std::string name, std::string says, std::vector<Key> keys) {
  const auto make = [name, keys](const Parameters& study) -> std::shared_ptr<const Workload> {
    Sampling::refuse(study);
    const Parameters section = study.section(name);
    return std::make_shared<PathsOf<Model>>(Model(section), study, numbers_of(section, keys));
  };
  return {std::move(name), std::move(says), std::move(keys), make};
}

}  // namespace ergodic::workloads::paths
