#include "workloads/paths/path/sets_workload.hpp"

#include "workloads/paths/path/path_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ergodic::workloads::paths {

SetsWorkload::SetsWorkload(const PathFacts& facts, const PathDraws& draws, const Parameters& study,
                           const std::vector<NamedNumber>& numbers)
    : PathsWorkload(facts, study, numbers),
      study_(study),
      sampling_(study),
      steps_of_path_(draws.steps),
      draws_of_path_(draws.steps * draws.factors + draws.second) {
  if (sampling_.method != Sampling::Method::sobol) return;
  sampling_.check_dimensions(study, draws_of_path_);
  sobol_.emplace(random::SobolSet(sampling_.points, draws_of_path_), BridgeConstruction(draws.steps), draws.second);
}

void SetsWorkload::check_length() const { sampling_.check_length(study_, draws_of_path_); }

std::optional<ExpectedWork> SetsWorkload::expected_work() const {
  return ExpectedWork{static_cast<double>(sampling_.points) * static_cast<double>(steps_of_path_), "steps"};
}

Columns SetsWorkload::columns() const {
  Columns columns;
  for (const Column& of_path : PathsWorkload::columns())
    columns.push_back(mean_column(of_path).along(of_path.axis));
  return columns;
}

std::optional<std::uint64_t> SetsWorkload::sessions_per_block() const { return default_block(sampling_.points); }

Headlines SetsWorkload::headlines() const {
  Columns in_order = columns();
  const auto begin_of_functions = in_order.begin() + static_cast<std::ptrdiff_t>(observables().size());
  std::rotate(in_order.begin(), begin_of_functions,
              begin_of_functions + static_cast<std::ptrdiff_t>(functions().columns().size()));
  return headlines_of(in_order);
}

std::optional<ExactResults> SetsWorkload::exact() const { return exact_means(*PathsWorkload::exact(), sampling_); }

/// Of a session of a Sobol set, the points of its scramble. Their first coordinates make normals, the rest are the
/// draws of the second source.
class SetsWorkload::Set {
 public:
  Set(const SetsWorkload& sets, std::uint64_t replicate, const Streams& streams)
      : sets_(sets), replicate_(replicate), streams_(streams) {
    if (!sets.sobol_) return;
    points_.resize(sets.sampling_.points * sets.sobol_->set.dimensions());
    Stream stream = streams.open(replicate);
    sets.sobol_->set.scramble(stream, points_);
  }

  /// Draws path i.
  void draw(std::size_t i, AnyObserver& observer, Sums& sums) {
    if (sets_.sobol_) return draw_at_point(i, observer, sums);
    const std::size_t paths_of_source = sets_.sampling_.method == Sampling::Method::antithetic ? 2 : 1;
    const auto purpose = static_cast<std::uint32_t>(i / paths_of_source * 2);
    Stream first = streams_.open(replicate_, purpose), second = streams_.open(replicate_, purpose + 1);
    if (i % paths_of_source == 0) return sets_.draw(first, second, observer, sums);
    MirroredStream other_first(first), other_second(second);
    sets_.draw(other_first, other_second, observer, sums);
  }

 private:
  void draw_at_point(std::size_t i, AnyObserver& observer, Sums& sums) {
    const Sobol& sobol = *sets_.sobol_;
    const std::size_t dimensions = sobol.set.dimensions(), first = dimensions - sobol.second;
    const auto point = std::span<const double>(points_).subspan(i * dimensions, dimensions);
    quantiles_.resize(first);
    normals_.resize(first);
    std::transform(point.begin(), point.begin() + static_cast<std::ptrdiff_t>(first), quantiles_.begin(),
                   normal_quantile);
    sobol.bridge.construct(quantiles_, normals_);
    GivenNormals source(normals_);
    GivenUniforms second(point.subspan(first));
    sets_.draw(source, second, observer, sums);
  }

  const SetsWorkload& sets_;
  std::uint64_t replicate_;
  const Streams& streams_;
  std::vector<double> points_, quantiles_, normals_;
};

/// Paths of up to 10^4 draws that are drawn without a look at whether to go on.
constexpr std::size_t between_pauses = 16;

void SetsWorkload::simulate(Replicates replicates, const Streams& streams, Rows& rows) const {
  std::vector<double> states(times().size());
  for (std::uint64_t row = 0; row < replicates.count; ++row) {
    Sums sums(*this);
    Set set(*this, replicates.first + row, streams);
    for (std::size_t i = 0; i < sampling_.points; ++i) {
      if (i % between_pauses == 0) streams.pause();  // each path has a short stream of its own
      AnyObserver observer;
      if (has_times()) observer.emplace<Recorder>(times(), std::as_writable_bytes(std::span(states)));
      set.draw(i, observer, sums);
      if (!has_times()) continue;
      std::get<Recorder>(observer).finish();
      sums.add_states(states);
    }
    write(sums, row, rows);
  }
}

void SetsWorkload::write(const Sums& sums, std::uint64_t row, Rows& rows) const {
  if (sums.undefined) return rows.fail(Functions::failure(*sums.undefined, row));
  for (std::size_t i = 0; i < sums.columns.size(); ++i)
    rows.column<double>(i)[row] = mean(sums.columns[i]);
  if (!has_times()) return;
  const auto states = rows.column<double>(sums.columns.size()).subspan(row * times().size(), times().size());
  std::transform(sums.states.begin(), sums.states.end(), states.begin(), [this](double sum) { return mean(sum); });
}

void SetsWorkload::transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const {
  constexpr std::size_t most_shown = 2;
  Sums sums(*this);
  Set set(*this, replicate, streams);
  for (std::size_t i = 0; i < sampling_.points; ++i) {
    AnyObserver observer;
    if (i < most_shown) {
      out << fmt::format("path {} of {}\n", i + 1, sampling_.points);
      write_heading(heading(), out);
      observer.emplace<PointObserver>([&](std::span<const CourseValue> point) { write_point(point, out); });
    }
    set.draw(i, observer, sums);
  }
  if (sampling_.points > most_shown) out << fmt::format("and {} more\n", sampling_.points - most_shown);
  out << '\n';
  if (sums.undefined) return write_failure(*sums.undefined, out);
  const Columns columns = this->columns();
  for (std::size_t i = 0; i < sums.columns.size(); ++i)
    write_value(columns[i], mean(sums.columns[i]), out);
}

void SetsWorkload::course(std::uint64_t replicate, const Streams& streams, Course& out) const {
  std::vector<CourseField> fields = course_fields(heading(), state());
  fields.push_back({"path", "1"});
  out.begin(fields);
  Sums sums(*this);
  Set set(*this, replicate, streams);
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(sampling_.points); ++i) {
    AnyObserver observer = PointObserver([&](std::span<const CourseValue> point) {
      std::vector<CourseValue> step(point.begin(), point.end());
      step.emplace_back(i + 1);
      out.step(step);
    });
    set.draw(static_cast<std::size_t>(i), observer, sums);
  }
}

SetsWorkload::Sums::Sums(const SetsWorkload& sets)
    : columns(sets.observables().size() + sets.functions().columns().size()),
      states(sets.times().size()),
      sets_(sets),
      values_(sets.functions().values()) {}

void SetsWorkload::Sums::add(const void* path) {
  const std::vector<AnyRecord>& observables = sets_.observables();
  for (std::size_t i = 0; i < observables.size(); ++i)
    columns[i] += observables[i].real(path);
  const Functions& functions = sets_.functions();
  if (functions.columns().empty() || undefined) return;
  sets_.set_values(path, values_);
  undefined = functions.evaluate(values_);
  for (std::size_t i = 0; i < functions.columns().size(); ++i)
    columns[observables.size() + i] += functions.of(i, values_);
}

void SetsWorkload::Sums::add_states(std::span<const double> of_path) {
  for (std::size_t i = 0; i < states.size(); ++i)
    states[i] += of_path[i];
}

}  // namespace ergodic::workloads::paths
