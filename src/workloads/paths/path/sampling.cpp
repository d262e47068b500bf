#include "workloads/paths/path/sampling.hpp"

#include "random/sobol_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>

namespace ergodic::workloads::paths {

namespace {

constexpr std::int64_t most_points = 1 << 16;
constexpr std::size_t most_coordinates = 1 << 23;  // of a set: 12 bytes each

Sampling::Method method_of(const Parameters& study) {
  const std::string method = study.text("sampling.method");
  if (method == "antithetic") return Sampling::Method::antithetic;
  if (method == "sobol") return Sampling::Method::sobol;
  return Sampling::Method::independent;
}

std::size_t points_of(const Parameters& study, Sampling::Method method) {
  if (!study.has("sampling.points")) {
    if (method == Sampling::Method::antithetic) return 2;
    study.reject("sampling", "has no points", "they are the paths of a session", "set points, to 1024 say");
  }
  const auto points = static_cast<std::uint64_t>(study.integer("sampling.points"));
  const std::string is = fmt::format("is {}", points);
  if (method == Sampling::Method::antithetic && points % 2 != 0)
    study.reject("sampling.points", is, "antithetic paths come in pairs", "make it even");
  if (method == Sampling::Method::sobol && !std::has_single_bit(points)) {
    study.reject("sampling.points", is, "Sobol's points are even in powers of 2",
                 fmt::format("set {} or {}", std::bit_floor(points), std::bit_ceil(points)));
  }
  return points;
}

/// "a, b and c".
std::string listed(const std::vector<std::string>& names) {
  const auto all_but_one = std::span(names).first(names.size() - 1);
  return fmt::format("{} and {}", fmt::join(all_but_one, ", "), names.back());
}

}  // namespace

Key Sampling::key(const std::vector<std::string>& processes) {
  return section("sampling",
                 {
                     choice("method", {{"independent", "nothing: the measure of the others"},
                                       {"antithetic", "pairs: where one path has the normal Z, the other has −Z"},
                                       {"sobol",
                                        "Sobol's points, scrambled anew by Owen's method in each session, give "
                                        "the normals, through Brownian bridges"}})
                         .required()
                         .says("what makes the paths of a session vary less together than alone"),
                     integer("points")
                         .between(1, most_points)
                         .optional()
                         .unit("paths")
                         .says("of a session: even for antithetic, 2 unless set; a power of 2 for sobol"),
                 })
      .optional()
      .says(fmt::format("makes a session a set of paths, and its columns their means, for {}; a session is one path "
                        "unless set",
                        listed(processes)));
}

Sampling::Sampling(const Parameters& study) : method(method_of(study)), points(points_of(study, method)) {}

void Sampling::refuse(const Parameters& study, const std::vector<std::string>& processes) {
  if (!study.has("sampling")) return;
  study.reject("sampling", "plays no part",
               fmt::format("paths of {} are not driven by normals alone", study.text("process")),
               fmt::format("remove it: it is for {}", listed(processes)));
}

void Sampling::check_dimensions(const Parameters& study, std::size_t dimensions) const {
  const std::size_t most = random::SobolSet::most_dimensions;
  if (dimensions > most) {
    study.reject("sampling.method", "is sobol",
                 fmt::format("a path takes {} normals and other draws, and Sobol's points have at most {} coordinates",
                             dimensions, most),
                 "take fewer steps, or antithetic paths");
  }
  if (points * dimensions > most_coordinates) {
    study.reject(
        "sampling.points", fmt::format("is {}", points),
        fmt::format("of {} coordinates each; a set has at most {} of them in all", dimensions, most_coordinates),
        "take fewer points or steps");
  }
}

void Sampling::check_length(const Parameters& study, std::size_t draws) const {
  constexpr double most = 1e9;  // some ten seconds
  const double all = static_cast<double>(points) * static_cast<double>(draws);
  if (all <= most) return;
  study.reject(
      "sampling.points", fmt::format("is {}", points),
      fmt::format("of {} draws each; a session would make {:.3g}, and {:g} can be waited for", draws, all, most),
      "take fewer points or steps");
}

Column mean_column(const Column& column) {
  const std::string of = column.is_category() ? "share of paths: " : "mean of paths: ";
  return real_column(column.name).says(of + column.long_name).in(column.unit);
}

ExactResults exact_means(const ExactResults& of_path, const Sampling& sampling) {
  const auto mean = [&](ExactMoments moments) {
    if (sampling.method != Sampling::Method::independent) return ExactMoments{moments.mean, std::nullopt};
    if (moments.standard_deviation) *moments.standard_deviation /= std::sqrt(static_cast<double>(sampling.points));
    return moments;
  };
  ExactResults exact;
  exact.figures = of_path.figures;
  for (const auto& [name, moments] : of_path.moments)
    exact.moments[name] = mean(moments);
  for (const auto& [name, law] : of_path.category_laws)
    exact.moments[name] = mean({law.at(1), std::sqrt(std::max(0.0, law.at(0) * law.at(1)))});
  for (const auto& [name, moments] : of_path.moments_along) {
    for (const ExactMoments& at : moments)
      exact.moments_along[name].push_back(mean(at));
  }
  return exact;
}

}  // namespace ergodic::workloads::paths
