#pragma once

#include "workloads/paths/path/path_length.hpp"
#include "workloads/paths/path/path_text.hpp"
#include "workloads/paths/path/paths_workload.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::paths {

/// Steps or events that are expected of a path.
template <class Model>
double length_of(const Model& model) {
  if constexpr (requires { model.expected_events(); }) {
    return model.expected_events();
  } else {
    return model.horizon() / model.grid_step();
  }
}

template <class Model>
PathFacts facts_of(const Model& model) {
  PathFacts facts{{}, model.heading(), model.state(), model.horizon(), {}, length_of(model)};
  for (const auto& observable : model.observables())
    facts.observables.push_back({observable, observable.needs});
  if constexpr (requires { model.grid_step(); }) facts.grid_step = model.grid_step();
  return facts;
}

/// What the model knows exactly, of its state at the times too.
template <class Model>
ExactResults known_of(const Model& model, const std::vector<double>& times) {
  constexpr std::size_t most_known = 1000;  // some laws take milliseconds each
  ExactResults exact = model.exact();
  if (times.empty() || times.size() > most_known) return exact;
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
      if (!known) return exact;
      moments.push_back(*known);
    }
    exact.moments_along["state"] = std::move(moments);
  }
  return exact;
}

/// The paths of a model. A model has
///
///     struct Path;                                                  what is known of a path at its end
///     std::vector<Observable<Path>> observables() const;            what of it can be a column
///     template <class Observe>
///     Path path(const Streams&, std::uint64_t replicate, Observe&& observe) const;     observers.hpp has who observes
///     std::vector<std::string> heading() const;                     of the values that observe is given
///     Column state() const;                                         of the first of them after the time: a labelled
///                                                                   state, std::int64_t or double
///     double horizon() const;                                       the time of the last point
///     ExactResults exact() const;                                   of any of its observables
///
/// and, where it has them,
///
///     void paths(const Streams&, std::uint64_t first, std::span<Path>) const;     what path() returns
///     void watch(const std::vector<Observable<Path>>&);             of paths()' paths, only these will be looked at
///     double expected_events() const;                    of a path, where its keys do not bound them
///     double grid_step() const;                          points are at whole multiples of it, and nowhere else
///     std::optional<ExactMoments> moments_at(double time) const;                  of the state
///     std::vector<ExactMoments> moments_along(const std::vector<double>& times) const;   or of it at all; none where
///                                                                                        it is too much
///     std::vector<std::vector<double>> laws_at(const std::vector<double>& times) const;   of a state with labels;
///                                                                                        none where it is too much
template <class Model>
class PathsOf final : public PathsWorkload {
 public:
  using Path = typename Model::Path;

  PathsOf(const Parameters& section, const Parameters& study, const std::vector<NamedNumber>& numbers)
      : PathsOf(Model(section), section, study, numbers) {
    if constexpr (requires { model_.watch(model_.observables()); }) model_.watch(looked_at(model_.observables()));
  }

  void check_length() const override {
    if constexpr (requires { model_.expected_events(); }) check_number_of_events(section_, model_.expected_events());
  }

  std::optional<ExpectedWork> expected_work() const override {
    constexpr bool has_events = requires(const Model& model) { model.expected_events(); };
    return ExpectedWork{length_of(model_), has_events ? "events" : "steps"};
  }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    constexpr std::uint64_t chunk = 256;  // paths stay in the nearest cache
    std::array<Path, chunk> paths;
    PathRows out(*this, rows);
    for (std::uint64_t done = 0; done < replicates.count; done += chunk) {
      streams.pause();
      const auto part = std::span(paths).first(std::min(chunk, replicates.count - done));
      if (has_times()) {
        draw_with_states(replicates.first + done, streams, part, out, done);
      } else {
        draw(replicates.first + done, streams, part);
      }
      out.write(done, part.data(), sizeof(Path), part.size());
    }
  }

  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    write_heading(heading(), out);
    const Path path = show(replicate, streams, [&](std::span<const CourseValue> point) { write_point(point, out); });
    out << '\n';
    write_values(&path, out);
  }

  void course(std::uint64_t replicate, const Streams& streams, Course& out) const override {
    out.begin(course_fields(heading(), state()));
    show(replicate, streams, [&](std::span<const CourseValue> point) { out.step(point); });
  }

 private:
  PathsOf(Model model, const Parameters& section, const Parameters& study, const std::vector<NamedNumber>& numbers)
      : PathsWorkload(facts_of(model), study, numbers), section_(section), model_(std::move(model)) {}

  void draw(std::uint64_t first, const Streams& streams, std::span<Path> paths) const {
    if constexpr (requires { model_.paths(streams, first, paths); }) {
      model_.paths(streams, first, paths);
    } else {
      for (std::size_t i = 0; i < paths.size(); ++i) {
        if (is_long()) streams.pause();  // of laws that are constants, nothing may be drawn on the way
        paths[i] = model_.path(streams, first + i, Unobserved{});
      }
    }
  }

  void draw_with_states(std::uint64_t first, const Streams& streams, std::span<Path> paths, const PathRows& out,
                        std::uint64_t row) const {
    for (std::size_t i = 0; i < paths.size(); ++i) {
      if (is_long()) streams.pause();
      Recorder recorder = out.recorder(row + i);
      paths[i] = model_.path(streams, first + i, recorder);
      recorder.finish();
    }
  }

  Path show(std::uint64_t replicate, const Streams& streams, PointObserver::Take take) const {
    return model_.path(streams, replicate, PointObserver(std::move(take)));
  }

  ExactResults known() const override { return known_of(model_, times()); }

  Parameters section_;
  Model model_;
};

template <class Model>
std::shared_ptr<const Workload> make_paths(const Parameters& section, const Parameters& study,
                                           const std::vector<NamedNumber>& numbers) {
  return std::make_shared<PathsOf<Model>>(section, study, numbers);
}

/// A process whose model is made from its own section.
template <class Model>
Process process(std::string name, std::string says, std::vector<Key> keys) {
  return process_of(std::move(name), std::move(says), std::move(keys), make_paths<Model>);
}

}  // namespace ergodic::workloads::paths
