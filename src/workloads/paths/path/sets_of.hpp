#pragma once

#include "random/sobol_set.hpp"
#include "workloads/paths/path/bridge_construction.hpp"
#include "workloads/paths/path/paths_of.hpp"
#include "workloads/paths/path/sampling.hpp"
#include "workloads/paths/path/sources.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::paths {

/// Sets of paths of a model that are drawn together: a session is a set, and its row the means over the set's paths.
/// Sessions are independent of each other, and have one law, however the paths of one depend on each other. Besides
/// what PathsOf asks, with columns that are real or a matter of yes or no, the model has
///
///     PathDraws draws() const;
///     template <class Source, class Second, class Observe>
///     Record path_from(Source& normals, Second&, Observe&&) const;      path(), from any source of sources.hpp
///
/// Source i of a session's is its streams of the purposes 2i and 2i + 1: one for each path, or each pair of them. So
/// the first path is that of PathsOf. Sobol's scrambles are drawn from the stream of purpose 0.
template <class Model>
class SetsOf final : public Workload {
 public:
  using Record = typename Model::Record;

  SetsOf(Model model, const Parameters& study, const std::vector<NamedNumber>& numbers)
      : model_(std::move(model)),
        sampling_(study),
        observables_(chosen(study, model_.observables())),
        known_(without_needs(model_.observables())),
        functions_(study, columns_of(model_.observables()), needs_of(model_.observables()), numbers),
        times_(recorded_times(study, model_.horizon(), model_.grid_step())) {
    if (sampling_.method != Sampling::Method::sobol) return;
    const PathDraws draws = model_.draws();
    sampling_.check_dimensions(study, draws.steps * draws.factors + draws.second);
    sobol_.emplace(random::SobolSet(sampling_.points, draws.steps * draws.factors + draws.second),
                   BridgeConstruction(draws.steps));
  }

  Columns columns() const override {
    Columns columns;
    for (const Observable<Record>& observable : observables_)
      columns.push_back(mean_column(observable.column));
    for (const Column& function : functions_.columns())
      columns.push_back(mean_column(function));
    if (!times_.empty()) columns.push_back(mean_column(model_.state()).along("time"));
    return columns;
  }

  Axes axes() const override { return time_axis(times_); }

  /// As much work as a block of single paths, and no more rows.
  std::optional<std::uint64_t> sessions_per_block() const override {
    return std::max<std::uint64_t>(paths_per_block(times_) / sampling_.points, 16);
  }

  Headlines headlines() const override {
    Columns in_order = columns();
    const auto functions = in_order.begin() + static_cast<std::ptrdiff_t>(observables_.size());
    std::rotate(in_order.begin(), functions, functions + static_cast<std::ptrdiff_t>(functions_.columns().size()));
    return headlines_of(in_order);
  }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    std::vector<double> states(times_.size());
    for (std::uint64_t row = 0; row < replicates.count; ++row) {
      Sums sums(*this);
      visit_paths(replicates.first + row, streams, [&](std::size_t, auto&& path) {
        if (times_.empty()) return sums.add(path(Unobserved{}));
        Recorder<double> recorder(times_, states);
        sums.add(path(recorder));
        recorder.finish();
        sums.add_states(states);
      });
      write(sums, row, rows);
    }
  }

  /// Shows the first paths of the set.
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    constexpr std::size_t most_shown = 2;
    Sums sums(*this);
    visit_paths(replicate, streams, [&](std::size_t i, auto&& path) {
      if (i >= most_shown) return sums.add(path(Unobserved{}));
      out << fmt::format("path {} of {}\n", i + 1, sampling_.points);
      write_heading(model_.heading(), out);
      sums.add(path([&out](const auto&... values) { write_point(out, values...); }));
    });
    if (sampling_.points > most_shown) out << fmt::format("and {} more\n", sampling_.points - most_shown);
    out << '\n';
    if (sums.undefined) return write_failure(*sums.undefined, out);
    for (std::size_t i = 0; i < sums.columns.size(); ++i)
      write_value(columns()[i], mean(sums.columns[i]), out);
  }

  /// Of all paths of the set; the last field tells which it is.
  void course(std::uint64_t replicate, const Streams& streams, Course& out) const override {
    std::vector<CourseField> fields = course_fields(model_.heading(), model_.state());
    fields.push_back({"path", "1"});
    out.begin(fields);
    visit_paths(replicate, streams, [&](std::size_t i, auto&& path) {
      path([&](const auto&... values) {
        const std::array<CourseValue, sizeof...(values) + 1> step{course_value(values)..., course_value(i + 1)};
        out.step(step);
      });
    });
  }

  std::optional<ExactResults> exact() const override {
    ExactResults exact = model_.exact();
    keep_columns(observables_, exact);
    add_exact_states(model_, times_, exact);
    return exact_means(exact, sampling_);
  }

 private:
  struct Sobol {
    random::SobolSet set;
    BridgeConstruction bridge;
  };

  /// Of a session's paths.
  struct Sums {
    explicit Sums(const SetsOf& sets)
        : columns(sets.observables_.size() + sets.functions_.columns().size()),
          states(sets.times_.size()),
          sets_(sets),
          observed_(sets.observables_.size()),
          values_(sets.functions_.values()) {}

    void add(const Record& record) {
      set_values(record, sets_.observables_, observed_);
      for (std::size_t i = 0; i < observed_.size(); ++i)
        columns[i] += observed_[i];
      if (sets_.functions_.columns().empty() || undefined) return;
      set_values(record, sets_.known_, values_);
      undefined = sets_.functions_.evaluate(values_);
      for (std::size_t i = 0; i < sets_.functions_.columns().size(); ++i)
        columns[observed_.size() + i] += sets_.functions_.of(i, values_);
    }
    void add_states(std::span<const double> of_path) {
      for (std::size_t i = 0; i < states.size(); ++i)
        states[i] += of_path[i];
    }

    std::vector<double> columns, states;
    const Column* undefined = nullptr;  ///< the function that has no value for one of the paths

   private:
    const SetsOf& sets_;
    std::vector<double> observed_, values_;
  };

  /// Calls visit(i, path) for each path i of the set, where path(observe) goes along it and returns its record.
  template <class Visit>
  void visit_paths(std::uint64_t replicate, const Streams& streams, Visit visit) const {
    if (sobol_) return visit_sobol_paths(replicate, streams, visit);
    const std::uint32_t paths_of_source = sampling_.method == Sampling::Method::antithetic ? 2 : 1;
    for (std::uint32_t i = 0; i < sampling_.points; ++i) {
      const std::uint32_t purpose = i / paths_of_source * 2;
      Stream first = streams.open(replicate, purpose), second = streams.open(replicate, purpose + 1);
      visit(i, [&](auto&& observe) {
        if (i % paths_of_source == 0) return model_.path_from(first, second, observe);
        MirroredStream other_first(first), other_second(second);
        return model_.path_from(other_first, other_second, observe);
      });
    }
  }

  /// The first coordinates of a point make normals, the rest are the draws of the second source.
  template <class Visit>
  void visit_sobol_paths(std::uint64_t replicate, const Streams& streams, Visit visit) const {
    const std::size_t dimensions = sobol_->set.dimensions(), first = dimensions - model_.draws().second;
    std::vector<double> points(sampling_.points * dimensions), quantiles(first), normals(first);
    Stream stream = streams.open(replicate);
    sobol_->set.scramble(stream, points);
    for (std::size_t i = 0; i < sampling_.points; ++i) {
      const auto point = std::span<const double>(points).subspan(i * dimensions, dimensions);
      std::transform(point.begin(), point.begin() + static_cast<std::ptrdiff_t>(first), quantiles.begin(),
                     normal_quantile);
      sobol_->bridge.construct(quantiles, normals);
      GivenNormals source(normals);
      GivenUniforms second(point.subspan(first));
      visit(i, [&](auto&& observe) { return model_.path_from(source, second, observe); });
    }
  }

  double mean(double sum) const { return sum / static_cast<double>(sampling_.points); }

  void write(const Sums& sums, std::uint64_t row, Rows& rows) const {
    if (sums.undefined) return rows.fail(Functions::failure(*sums.undefined, row));
    for (std::size_t i = 0; i < sums.columns.size(); ++i)
      rows.column<double>(i)[row] = mean(sums.columns[i]);
    if (times_.empty()) return;
    const auto states = rows.column<double>(sums.columns.size()).subspan(row * times_.size(), times_.size());
    std::transform(sums.states.begin(), sums.states.end(), states.begin(), [this](double sum) { return mean(sum); });
  }

  Model model_;
  Sampling sampling_;
  std::vector<Observable<Record>> observables_;  // the columns
  std::vector<Observable<Record>> known_;        // what functions may use
  Functions functions_;
  std::vector<double> times_;
  std::optional<Sobol> sobol_;
};

/// A process whose paths may be drawn in sets.
template <class Model>
Process sampled_process(std::string name, std::string says, std::vector<Key> keys) {
  const Process alone = process<Model>(name, says, keys);
  const auto make = [alone](const Parameters& study) -> std::shared_ptr<const Workload> {
    if (!study.has("sampling")) return alone.make(study);
    const Parameters section = study.section(alone.name);
    return std::make_shared<SetsOf<Model>>(Model(section), study, numbers_of(section, alone.keys));
  };
  return {std::move(name), std::move(says), std::move(keys), make};
}

}  // namespace ergodic::workloads::paths
