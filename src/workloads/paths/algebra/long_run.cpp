#include "workloads/paths/algebra/long_run.hpp"

#include "workloads/paths/algebra/closed_classes.hpp"

#include <fmt/format.h>

namespace ergodic::workloads::paths {

namespace {

using Class = std::vector<std::size_t>;

/// Of a path that is in one of the class's states.
std::optional<Vector> law_within(const SparseMatrix& P, const Class& members, double most_work) {
  const auto elimination = StateElimination::of(P, members, most_work);
  if (!elimination) return std::nullopt;
  const Vector of_members = elimination->stationary_law();
  Vector law(P.size());
  for (std::size_t i = 0; i < members.size(); ++i)
    law[members[i]] = of_members[i];
  return law;
}

States set_of(const Class& members, std::size_t count) {
  States states(count, false);
  for (const std::size_t i : members)
    states[i] = true;
  return states;
}

/// Of each class the probability that a path ends in it, times the law there.
std::optional<Vector> mixed_law(const SparseMatrix& P, const Vector& initial, const std::vector<Class>& classes,
                                double most_work) {
  States closed(P.size(), false);
  for (const Class& one : classes) {
    for (const std::size_t i : one)
      closed[i] = true;
  }
  const FirstPassage absorption(P, closed, most_work);
  if (!absorption.is_known()) return std::nullopt;
  Vector law(P.size());
  for (const Class& one : classes) {
    const auto within = law_within(P, one, most_work);
    if (!within) return std::nullopt;
    const double there = dot(initial, absorption.probabilities(set_of(one, P.size())));
    for (const std::size_t i : one)
      law[i] = there * (*within)[i];
  }
  return law;
}

}  // namespace

LongRun long_run(const SparseMatrix& P, const Vector& initial, double most_work) {
  constexpr std::size_t most_classes = 255;  // each has a system of equations
  const std::vector<Class> classes = closed_classes(P);
  LongRun run{classes.size(), std::nullopt};
  if (run.is_stationary()) {
    run.shares = law_within(P, classes.front(), most_work);
  } else if (classes.size() <= most_classes) {
    run.shares = mixed_law(P, initial, classes, most_work);
  }
  return run;
}

ExactFigure share_figure(const LongRun& run, const std::string& of, double share, const std::string& steps,
                         const std::string& what) {
  return {(run.is_stationary() ? "stationary_" : "limit_") + of, share, "", "1",
          fmt::format("long-run share of {} {}{}", steps, what, run.is_stationary() ? "" : ", from the start")};
}

void add_shares(const LongRun& run, const std::string& steps, const std::function<std::string(std::size_t)>& label,
                ExactResults& exact) {
  for (std::size_t i = 0; run.shares && i < run.shares->size(); ++i)
    exact.figures.push_back(share_figure(run, label(i), (*run.shares)[i], steps, "in state " + label(i)));
}

void add_note_on_classes(const LongRun& run, ExactResults& exact) {
  if (run.is_stationary()) return;
  exact.notes.push_back(
      fmt::format("there is no stationary law, for {} sets of states are never left, and where a path ends depends on "
                  "its start{}",
                  run.classes, run.shares ? "; limit_… is the long-run law from the start" : ""));
}

}  // namespace ergodic::workloads::paths
