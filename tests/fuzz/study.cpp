// Any text as a study: it is one, with a resolved text that says the same, or it is refused; so is the plan made of it.
#include "engine/plan.hpp"
#include "fuzz/entry.hpp"
#include "support/toy_workload.hpp"
#include "unit/study/made_up_kind.hpp"

#include <algorithm>

namespace {

using namespace ergodic;

Workloads all_kinds() {
  Workloads workloads;
  workloads.add(std::make_unique<test::MadeUpKind>());
  workloads.add(std::make_unique<test::BranchingKind>());
  workloads.add(std::make_unique<test::ToyKind>(true));
  return workloads;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Workloads workloads = all_kinds();
  fuzz::take_or_refuse([&] {
    const auto study = study::Study::from_text(fuzz::text_of(data, size), "s.yaml", {}, workloads);
    for (std::size_t i = 0; i < std::min<std::size_t>(study.case_count(), 4); ++i)
      study.case_parameters(i);
    const auto again = study::Study::from_text(study.resolved(), "r.yaml", {}, workloads);
    fuzz::require(again.resolved() == study.resolved(), "a resolved study resolves to itself");
    if (study.workload() == "toy") {
      const engine::Plan plan(study, workloads);  // the other kinds have a schema alone
      fuzz::require(plan.block_of(plan.index_of(SessionId{plan.session_count() - 1})) == plan.block_count() - 1,
                    "the last session is in the last block");
    }
  });
  return 0;
}
