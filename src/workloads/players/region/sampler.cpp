#include "workloads/players/region/sampler.hpp"

#include "workloads/players/region/corner_lanes.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace ergodic::workloads::players {
namespace {

constexpr double least_accepted = 1e-3;
constexpr std::uint64_t attempts = 16384;
constexpr std::uint64_t most_attempts = 16 * attempts;  // where few are accepted
constexpr std::uint64_t enough_accepted = 1000;

struct Pilot {
  std::uint64_t tried = 0;
  std::uint64_t accepted = 0;
  std::vector<std::uint64_t> rejected;  // by each halfspace

  double share() const { return static_cast<double>(accepted) / static_cast<double>(tried); }
  /// The halfspaces, those first that reject most.
  std::vector<std::size_t> order() const {
    std::vector<std::size_t> places(rejected.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::stable_sort(places.begin(), places.end(),
                     [this](std::size_t a, std::size_t b) { return rejected[a] > rejected[b]; });
    return places;
  }
};

Pilot try_out(const Corner& corner, std::size_t halfspaces, const Streams& streams, std::uint64_t replicate,
              std::uint32_t purpose) {
  Pilot pilot;
  pilot.rejected.resize(halfspaces);
  if (!corner.exists()) {
    pilot.tried = 1;
    return pilot;
  }
  Stream stream = streams.open(replicate, purpose);
  std::array<double, most_dimensions> y;
  while (pilot.tried < attempts || (pilot.accepted < enough_accepted && pilot.tried < most_attempts)) {
    std::size_t by = Corner::by_none;
    ++pilot.tried;
    if (corner.attempt(stream, y, by)) {
      ++pilot.accepted;
    } else if (by != Corner::by_none) {
      ++pilot.rejected[by];
    }
  }
  return pilot;
}

}  // namespace

RegionSampler::RegionSampler(const Region& region, const Streams& streams, std::uint32_t purpose)
    : region_(&region), corner_(region, false) {
  accepted_ = {1, 0};
  if (corner_.accepts_all()) return;
  const std::size_t halfspaces = region.bounds().size();
  Pilot best = try_out(corner_, halfspaces, streams, 0, purpose);
  bool is_corner = false;
  if (region.nearest().squared > 0) {
    const Pilot corner = try_out(Corner(region, true), halfspaces, streams, 1, purpose);
    is_corner = corner.share() > best.share();
    if (is_corner) best = corner;
  }
  corner_ = Corner(region, is_corner, best.order());
  accepted_ = {best.share(), std::sqrt(best.share() * (1 - best.share()) / static_cast<double>(best.tried))};
  if (best.share() < least_accepted) walk_.emplace(region, streams, purpose + 1);
}

void RegionSampler::draw(Stream& stream, std::span<double> x) const {
  if (!walk_) {
    while (!corner_.attempt(stream, x)) {
    }
    return;
  }
  std::array<double, most_dimensions> y;
  walk_->draw(stream, {y.data(), x.size()});
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = region_->description().centre[i] + dot(region_->lower().row(i), y.data(), i + 1);
}

void RegionSampler::draw(const Streams& streams, std::uint32_t purpose, Replicates replicates, double* x) const {
  if (!walk_ && corner_.numbers() > 0) return draw_in_lanes(corner_, streams, purpose, replicates, x);
  const std::size_t size = region_->dimension();
  for (std::uint64_t i = 0; i < replicates.count; ++i) {
    Stream stream = streams.open(replicates.first + i, purpose);
    draw(stream, {x + i * size, size});
  }
}

Estimate RegionSampler::size() const {
  const double weight = portable_exp(corner_.log_weight());
  return {accepted_.value * weight, accepted_.standard_error * weight};
}

std::string RegionSampler::describe() const {
  const std::string share = fmt::format("{:.4g} ± {:.2g}", accepted_.value, accepted_.standard_error);
  switch (way()) {
    case Way::ball:
      return fmt::format("exact draws from the {}; accepted {}", region_->squared_radius() ? "ellipsoid" : "whole law",
                         share);
    case Way::corner:
      return fmt::format("exact draws from the corner of {} halfspaces that is nearest to the centre; accepted {}",
                         corner_.halfspaces(), share);
    case Way::walk: break;
  }
  const WalkReport& report = walk_->report();
  return fmt::format(
      "a walk of {} steps for each session ({} of exact draws would be accepted; autocorrelation time {:.3g}, R-hat "
      "{:.4f}, effective size {:.0f})",
      report.steps, share, report.autocorrelation, report.r_hat, report.effective_size);
}

}  // namespace ergodic::workloads::players
