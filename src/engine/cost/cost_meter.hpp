#pragma once

#include "core/cost/cost.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace ergodic::engine {

/// Books what a rank spends under what it is at, around the calls that do it: those who are called know nothing of it.
class CostMeter {
 public:
  CostMeter() : since_(cost_so_far()) {}

  /// From now on it is at this; what it was at before.
  Work at(Work work) {
    book();
    return std::exchange(work_, work);
  }
  /// Until now.
  const WorkCosts& costs() {
    book();
    costs_.peak_bytes = peak_bytes();
    return costs_;
  }
  /// Until it last came to something else.
  const WorkCosts& booked() const { return costs_; }
  const Cost& booked(Work work) const { return costs_[work]; }

 private:
  void book() {
    const Cost now = cost_so_far();
    costs_[work_] += now - since_;
    since_ = now;
  }

  Work work_ = Work::other;
  Cost since_;
  WorkCosts costs_;
};

/// Is at something until it ends.
class AtWork {
 public:
  AtWork(CostMeter& meter, Work work) : meter_(meter), before_(meter.at(work)) {}
  ~AtWork() { meter_.at(before_); }
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;

 private:
  CostMeter& meter_;
  Work before_;
};

/// What a case cost.
struct CaseCost {
  std::uint64_t stage = 0;
  std::uint64_t case_index = 0;
  std::uint64_t sessions = 0;
  Cost preparing;
  Cost simulating;
  std::uint64_t peak_bytes = 0;  ///< the most that a rank which simulated it had had by then

  double seconds() const { return preparing.seconds + simulating.seconds; }
  CaseCost& operator+=(const CaseCost& other);
};

/// How many cases are told of.
constexpr std::size_t most_dearest_cases = 20;

/// The dearest of these, the dearest first; what is told of one case by several ranks is added.
std::vector<CaseCost> dearest_of(const std::vector<CaseCost>& told);

/// The cases that cost a rank the most, in bounded memory, however many there are. What is told of a case in a row is
/// added; at different times too, unless it was forgotten in between for others that cost more.
class DearestCases {
 public:
  void add(const CaseCost& cost);
  /// The dearest first.
  std::vector<CaseCost> list() const;

 private:
  void leave_current();

  CaseCost current_;  ///< that is being told of
  std::map<std::pair<std::uint64_t, std::uint64_t>, CaseCost> kept_;
};

}  // namespace ergodic::engine
