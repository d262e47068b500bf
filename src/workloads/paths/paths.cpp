#include "workloads/paths/paths.hpp"

#include "workloads/paths/chains/jump_chain.hpp"
#include "workloads/paths/chains/markov_chain.hpp"
#include "workloads/paths/chains/sparse_chain.hpp"
#include "workloads/paths/diffusions/diffusions.hpp"
#include "workloads/paths/diffusions/multi_asset.hpp"
#include "workloads/paths/events/point_processes.hpp"
#include "workloads/paths/events/single_server_queue.hpp"
#include "workloads/paths/path/functions.hpp"
#include "workloads/paths/path/recorded_times.hpp"
#include "workloads/paths/path/sampling.hpp"
#include "workloads/paths/populations/birth_death.hpp"
#include "workloads/paths/populations/branching.hpp"
#include "workloads/paths/populations/markov_queue.hpp"
#include "workloads/paths/walks/random_walk.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::paths {

namespace {

const std::vector<Process>& processes() {
  static const std::vector<Process> processes = {markov_chain_process(),
                                                 sparse_chain_process(),
                                                 random_walk_process(),
                                                 markov_queue_process(),
                                                 single_server_queue_process(),
                                                 birth_death_process(),
                                                 brownian_motion_process(),
                                                 brownian_bridge_process(),
                                                 gbm_process(),
                                                 multi_asset_gbm_process(),
                                                 ornstein_uhlenbeck_process(),
                                                 cir_process(),
                                                 merton_process(),
                                                 heston_process(),
                                                 poisson_process(),
                                                 renewal_process(),
                                                 hawkes_process(),
                                                 branching_process(),
                                                 jump_chain_process()};
  return processes;
}

const Process& chosen_process(const Parameters& parameters) {
  const std::string name = parameters.text("process");
  return *std::find_if(processes().begin(), processes().end(),
                       [&](const Process& process) { return process.name == name; });
}

std::vector<std::string> processes_with_sets() {
  std::vector<std::string> names;
  for (const Process& process : processes()) {
    if (process.has_sets) names.push_back(process.name);
  }
  return names;
}

Schema make_schema() {
  std::vector<Variant> variants;
  for (const Process& process : processes())
    variants.push_back({process.name, process.says, process.keys, true});
  Schema schema = {
      variant("process", std::move(variants))
          .required()
          .says("the process; its parameters are in the section of the same name"),
      list("observables", text("name")).says("the columns, in order; empty: all that the process can tell of a path"),
  };
  schema.push_back(Functions::key());
  schema.push_back(Sampling::key(processes_with_sets()));
  for (Key& key : recorded_times_keys())
    schema.push_back(std::move(key));
  return schema;
}

}  // namespace

const Schema& PathsKind::schema() const {
  static const Schema schema = make_schema();
  return schema;
}

int PathsKind::draws() const {
  int greatest = 1;
  for (const Process& process : processes())
    greatest = std::max(greatest, process.draws);
  return greatest;
}

int PathsKind::draws_of(const Parameters& parameters) const { return chosen_process(parameters).draws; }

bool PathsKind::can_fail(const Parameters& parameters) const {
  const Process& chosen = chosen_process(parameters);
  return !parameters.items("functions").empty() ||
         (chosen.may_overflow && chosen.may_overflow(parameters.section(chosen.name)));
}

std::shared_ptr<const Workload> PathsKind::make(const Parameters& parameters) {
  const Process& chosen = chosen_process(parameters);
  if (!chosen.has_sets) Sampling::refuse(parameters, processes_with_sets());
  return chosen.make(parameters);
}

}  // namespace ergodic::workloads::paths
