#pragma once

#include "study/study.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/workload.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace ergodic::test {

/// A workload that has every kind of key. It simulates nothing.
class MadeUpKind final : public WorkloadKind {
 public:
  std::string name() const override { return "made_up"; }
  std::string title() const override { return "A workload with every kind of key"; }
  const Schema& schema() const override;
  std::shared_ptr<const Workload> make(const Parameters&) override {
    throw InternalError("the made-up workload cannot be made (it has only a schema)");
  }
};

/// A second workload, with required keys.
class BranchingKind final : public WorkloadKind {
 public:
  std::string name() const override { return "branching"; }
  std::string title() const override { return "A branching process"; }
  const Schema& schema() const override;
  std::shared_ptr<const Workload> make(const Parameters&) override {
    throw InternalError("the branching workload cannot be made (it has only a schema)");
  }
};

inline const Schema& MadeUpKind::schema() const {
  static const Schema schema = {
      integer("horizon").between(1, 1'000'000).fallback(100).unit("generations").says("generations simulated"),
      real("mean").above(0).fallback(1.5).unit("individuals").says("mean number of offspring"),
      section("bankroll",
              {
                  money("starting_amount").above(0).fallback(500).says("money at the start"),
                  money("base_bet").at_least(0.01).fallback(5).says("one bet"),
                  section("stop_conditions",
                          {
                              money("win_limit").above(0).optional().says("profit at which a session ends"),
                              integer("max_rounds").at_least(1).optional().unit("rounds").says("rounds at most"),
                          })
                      .says("when a session ends"),
              })
          .says("the money of a session"),
      section("strategy",
              {
                  choice("type", {{"basic", "the usual"}, {"optimal", "the best"}, {"custom", "its rules"}})
                      .fallback("basic")
                      .says("what the player does"),
                  boolean("bold").fallback(false).says("whether the player is bold"),
                  list("rules",
                       section("rule", {text("condition").required().says("when"),
                                        choice("action", {{"ride", "let it"}, {"pull", "do not"}}).fallback("ride"),
                                        moved("when", "condition")}))
                      .says("first match decides"),
              })
          .says("how the player plays"),
      section("jackpot",
              {
                  money("start").above(0).fallback(10'000).says("what it holds at first"),
                  real("rate").above(0).at_most(1).required().says("share of a bet that it takes"),
              })
          .optional()
          .says("a progressive jackpot"),
      list("weights", real("weight").at_least(0)).says("weights of the arms"),
      list("levels", integer("level").between(0, 9)).says("levels"),
      list("tags", text("tag")).says("names"),
      money("rebate").fallback(0.1).optional().says("what comes back"),
      moved("old_mean", "mean"),
      section("simulation", {moved("num_sessions", "sessions"), moved("random_seed", "seeding.seed"),
                             retired("workers", "give mpirun -n N instead")}),
      section("output", {retired("directory", "give run -o FILE instead")}),
  };
  return schema;
}

inline const Schema& BranchingKind::schema() const {
  static const Schema schema = {
      real("offspring_mean").above(0).unit("individuals").says("mean number of offspring"),
      integer("horizon").between(1, 1'000'000).fallback(100).says("generations simulated"),
  };
  return schema;
}

inline Workloads made_up_workloads() {
  Workloads workloads;
  workloads.add(std::make_unique<MadeUpKind>());
  workloads.add(std::make_unique<BranchingKind>());
  return workloads;
}

/// The study of the text, called "s.yaml".
inline study::Study study_of(std::string_view text, const study::Overrides& overrides = {}) {
  return study::Study::from_text(text, "s.yaml", overrides, made_up_workloads());
}

/// What the study's error says; "" when it has none.
inline std::string error_of(std::string_view text, const study::Overrides& overrides = {}) {
  try {
    study_of(text, overrides);
  } catch (const StudyError& error) {
    return error.what();
  }
  return "";
}

}  // namespace ergodic::test
