// A program of one's own that runs a study as a part of what it does: no command line of Ergodic's, no other process.
//
// usage: [mpirun -n N] odds STUDY.yaml OUT.h5 [SESSIONS]
#include "gamblers_ruin.hpp"

#include <ergodic/means.hpp>
#include <ergodic/simulate.hpp>

#include <cstdio>

namespace {

using namespace ergodic;

/// Shows on rank 0 how far it is.
struct Percent final : SimulationHooks {
  void progress(std::uint64_t done, std::uint64_t total) override {
    std::fprintf(stderr, "%.0f %%\n", 100 * static_cast<double>(done) / static_cast<double>(total));
  }
};

ExitCode tell_odds(const Ranks& ranks, StudySource study, const std::string& output) {
  Workloads workloads;
  workloads.add(std::make_unique<gambler::GamblersRuinKind>());
  Percent percent;
  const SimulationOutcome outcome = simulate(ranks, study, workloads, {.output = output}, percent);
  if (!outcome.complete) return ExitCode::unfinished;
  if (!ranks.is_root()) return ExitCode::complete;
  for (const SimulatedMean& mean : simulated_means(output, workloads)) {
    if (mean.label != "ruin") continue;
    std::printf("%s: ruin with probability %.4f ± %.4f\n", mean.case_label.c_str(), mean.value, mean.standard_error);
  }
  return ExitCode::complete;
}

}  // namespace

int main(int argc, char** argv) {
  const Ranks ranks = Ranks::start_mpi(argc, argv);
  return static_cast<int>(ranks.guarded([&] {
    if (argc < 3) throw UsageError("no study or no output (usage: odds STUDY.yaml OUT.h5 [SESSIONS]) name both");
    StudySource study{.file = argv[1]};
    if (argc > 3) study.settings = {{"sessions", argv[3]}};
    return tell_odds(ranks, study, argv[2]);
  }));
}
