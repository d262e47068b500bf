#pragma once

#include "engine/summary/case_values.hpp"
#include "study/study.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::engine {

/// How precisely the sessions so far know one figure of a case, beside how precisely they are to.
struct Precision {
  std::string name;  ///< "profit", "chips[seat 3]", "reason: ruined"
  std::string unit;
  double estimate = 0;
  /// Of the interval that `ergodic summary` shows. Infinite as long as no two sessions differ: an interval of no width
  /// would say that the figure is known, when all that is known is that no session has shown how they vary.
  double half_width = 0;
  double allowed = 0;
  double sessions = 0;
  /// That the interval takes to be trusted, beside its width (see statistics/skewness.hpp); NaN while no two sessions
  /// differ.
  double sessions_asked = 0;

  /// Whether the interval covers as often as it says.
  bool is_trusted() const { return sessions_asked <= sessions; }
  bool is_reached() const;
  /// How many times as many sessions are expected to reach it, a half-width shrinking with their square root; infinite
  /// when nothing can be expected.
  double sessions_factor() const;
  /// "profit ± 0.034, ± 0.01 wanted"
  std::string text() const;
};

/// One target of a study's `until`, found among the figures of its workload.
class PrecisionTarget {
 public:
  /// Throws StudyError, with the target's place, when there is no such figure, it has no interval, or the target sets
  /// no bound.
  PrecisionTarget(const study::Target& wanted, const statistics::SummaryLayout& layout);

  const study::Target& wanted() const { return wanted_; }
  /// "profit ± 0.01 dollars at 95 %"
  std::string text() const;
  /// Of the sessions of a case: of all the figures that the target is about, one at least.
  std::vector<Precision> of(const CaseValues& values) const;
  /// Of these the one that is the furthest from what is allowed.
  Precision worst_of(const CaseValues& values) const;

 private:
  enum class Kind { mean, quantile, share, ratio };
  struct Figure {
    Kind kind;
    Column column;  ///< of a ratio none
    Ratio ratio;
    std::size_t place;
    std::size_t label;
    std::string name;
    std::string unit;
  };

  void find(const study::Target& wanted, const statistics::SummaryLayout& layout);
  void add(const Column& column, const Axes& axes, std::size_t place);
  void add_shares(const Column& column, const std::string& name, std::size_t place);
  Precision of(const Figure& figure, const CaseValues& values) const;

  study::Target wanted_;
  std::vector<Figure> figures_;
};

/// Whether `a` is further than `b` from what is allowed.
bool is_worse(const Precision& a, const Precision& b);

}  // namespace ergodic::engine
