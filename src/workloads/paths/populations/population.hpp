#pragma once

#include "workloads/paths/path/observables.hpp"
#include "workloads/paths/path/observers.hpp"
#include "workloads/paths/populations/birth_death_law.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>
#include <ergodic/stream.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace ergodic::workloads::paths {

/// When a path ends: at a time, or after so many events.
struct Horizon {
  double time = std::numeric_limits<double>::infinity();
  std::int64_t events = std::numeric_limits<std::int64_t>::max();

  bool is_time() const { return std::isfinite(time); }
};

/// A process's own keys, and `horizon` and `events`.
std::vector<Key> with_horizon(std::vector<Key> own);

/// What PathsOf asks of a model, but for its observables and what is known of it: the paths of a number of customers or
/// individuals that goes up and down by one.
///
/// Gillespie's direct method: "Exact stochastic simulation of coupled chemical reactions", J. Phys. Chem. 81, 1977.
/// Of a path's stream, per event: two words for the exponential time to it, and one for which it is, though it be
/// certain.
class Population {
 public:
  struct Path {
    std::int64_t terminal;
    std::int64_t maximum;
    double time_average;
    double empty_share;
    double clock;
    std::int64_t ups;
    std::int64_t downs;
    std::int64_t lost;
    std::uint8_t emptied;
    double emptied_at;
  };

  std::vector<std::string> heading() const { return {"time", "number", "event"}; }

  double horizon() const { return horizon_.time; }

  /// `observe`: an Unobserved, Recorder or PointObserver.
  template <class Observe>
  Path path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const;

  /// What of paths() counts: everything, unless it is said.
  void watch(const std::vector<Observable<Path>>& wanted);

  void paths(const Streams& streams, std::uint64_t first, std::span<Path> paths) const;

 protected:
  /// `watches_emptying`: whether the columns of emptying are offered.
  Population(const Parameters& parameters, BirthDeathRates rates, bool watches_emptying);

  BirthDeathRates rates_;
  Horizon horizon_;
  std::int64_t start_;

 private:
  bool watches_emptying_;
  bool wants_averages_ = true;
};

}  // namespace ergodic::workloads::paths
