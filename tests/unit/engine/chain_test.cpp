#include "engine/chain.hpp"

#include "analysis/results.hpp"
#include "support/temporary_folder.hpp"
#include "support/toy_chain.hpp"
#include "support/toy_study.hpp"

#include <gmock/gmock.h>

#include <span>

namespace ergodic::engine {
namespace {

using test::alone;
using test::ToyRun;
using testing::HasSubstr;

class AChain : public testing::Test {
 protected:
  Chain chain_of(const std::string& keys = "") const {
    return Chain::of(study::Study::from_text("workload: toy_chain\n" + keys, "chain.yaml", {}, workloads), workloads);
  }
  analysis::Results stage(const std::filesystem::path& path, const std::string& name) const {
    return analysis::Results::open(path, workloads, name);
  }
  double mean_score(const analysis::Results& results, std::uint64_t of_case) const {
    return fold_case(results.description, results.file, results.done, of_case).mean("score");
  }
  double gene(const analysis::Results& results, std::uint64_t of_case) const {
    return fold_case(results.description, results.file, results.done, of_case).mean("gene");
  }

  /// Of three generations, each from the one before.
  void expect_bred() const {
    for (int k = 0; k < 2; ++k) {
      const analysis::Results before = stage(path, "generation_" + std::to_string(k));
      const analysis::Results after = stage(path, "generation_" + std::to_string(k + 1));
      std::uint64_t best = 0;
      for (std::uint64_t c = 1; c < 4; ++c)
        best = mean_score(before, c) > mean_score(before, best) ? c : best;
      for (std::uint64_t c = 0; c < 4; ++c)
        EXPECT_EQ(gene(after, c), (gene(before, best) + gene(before, c)) / 2) << k << ", " << c;
    }
  }

  Workloads workloads = test::toy_chain_workloads();
  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "chain.h5";
};

TEST_F(AChain, HasTheStagesOfItsKindAfterThoseThatTheyRead) {
  const Chain chain = chain_of();
  ASSERT_EQ(chain.size(), 5u);
  EXPECT_EQ(chain[0].stage(), "generation_0");
  EXPECT_EQ(chain[1].stage(), "side");
  EXPECT_EQ(chain[2].stage(), "generation_1");
  EXPECT_FALSE(chain.last_read(1));
  EXPECT_EQ(chain.last_read(3), 2u);
  EXPECT_EQ(chain.last_read(4), 3u) << "of two";
  // 20, 21, 22, 23 sessions in blocks of 8: 12 blocks a stage.
  EXPECT_EQ(chain[0].session_count(), 86u);
  EXPECT_EQ(chain.blocks_held().size(), 60u);
  EXPECT_EQ(chain.place(25).stage, 2u);
  EXPECT_EQ(chain.place(25).block, 1u);
}

TEST_F(AChain, BreedsEachGenerationFromTheRowsOfTheOneBefore) {
  const Chain chain = chain_of();
  ASSERT_TRUE(ToyRun(chain, alone, path).to_the_end().complete);
  expect_bred();
}

TEST_F(AChain, LeftAtAnyBlockContinuesIntoTheSameFile) {
  const Chain chain = chain_of();
  ToyRun(chain, alone, path).to_the_end();
  const std::string reference = test::bytes_of(path);
  for (int left_at = 0; left_at <= 60; left_at += 3) {
    const auto file = folder / fmt::format("left{}", left_at);
    {
      ToyRun begun(chain, alone, file);
      for (int block = 0; block < left_at; ++block)
        ASSERT_TRUE(begun.step());
    }
    EXPECT_TRUE(ToyRun(chain, alone, file).to_the_end().complete);
    EXPECT_EQ(test::bytes_of(file), reference) << left_at;
  }
}

TEST_F(AChain, GivesAnySessionAgain) {
  ToyRun(chain_of(), alone, path).to_the_end();
  const analysis::Results results = stage(path, "generation_2");
  BlockSimulator simulator = results.simulator();
  simulator.simulate_rows(3, {22, 1});
  double stored = 0;
  results.file.read_column(1, 3, 22, std::as_writable_bytes(std::span(&stored, 1)));
  EXPECT_EQ(simulator.rows().column<double>("score")[0], stored);
}

TEST_F(AChain, SaysThatASessionCannotBeGivenAgainBeforeWhatItIsMadeFromIsThere) {
  {
    ToyRun run(chain_of(), alone, path);
    for (int block = 0; block < 5; ++block)
      run.step();
  }
  const analysis::Results results = stage(path, "generation_1");
  try {
    results.simulator();
    FAIL() << "generation 0 is not there";
  } catch (const MismatchError& error) {
    EXPECT_THAT(error.what(), HasSubstr("made from those of stage generation_0, which is not complete"));
  }
}

TEST_F(AChain, HasEveryCaseOfItsStudy) {
  const Chain chain = chain_of("cases: {few: {population: 2}, many: {population: 5}}\n");
  EXPECT_EQ(chain[0].layout().case_count(), 7u);
  EXPECT_EQ(chain[0].case_label(2), "many/genome 0");
  ASSERT_TRUE(ToyRun(chain, alone, path).to_the_end().complete);
  const analysis::Results results = stage(path, "generation_0");
  EXPECT_EQ(gene(results, 1), 0.5);
  EXPECT_EQ(gene(results, 3), 0.2) << "each case of the study is bred from its own rows";
}

TEST_F(AChain, NeedsNoRows) {
  const Chain chain = chain_of("output: {rows: none}\n");
  ASSERT_TRUE(ToyRun(chain, alone, path).to_the_end().complete);
  const Chain with_rows = chain_of();
  ToyRun(with_rows, alone, folder / "rows.h5").to_the_end();
  EXPECT_LT(std::filesystem::file_size(path), std::filesystem::file_size(folder / "rows.h5"));
  expect_bred();
}

TEST_F(AChain, RefusesWhatStagesCannotGive) {
  const auto error = [&](const std::string& keys) -> std::string {
    try {
      chain_of(keys);
    } catch (const Error& caught) {
      return caught.what();
    }
    return "";
  };
  EXPECT_THAT(error("until: {column: score, half_width: 0.1}\n"), HasSubstr("cannot be held to by a study of stages"));
  EXPECT_THAT(error("cases: {a: {}, b: {generations: 5}}\n"), HasSubstr("the cases a and b have different stages"));
}

/// A kind whose stages are what it is told.
class ToldKind final : public WorkloadKind {
 public:
  explicit ToldKind(std::vector<Stage> stages) : stages_(std::move(stages)) {}
  std::string name() const override { return "told"; }
  std::string title() const override { return "Stages as told"; }
  const Schema& schema() const override {
    static const Schema none;
    return none;
  }
  std::vector<Stage> stages(const Parameters&, const Inputs&) const override { return stages_; }

 private:
  std::vector<Stage> stages_;
};

TEST(Stages, HaveNamesAndAnOrder) {
  const auto error = [](const std::vector<Stage>& stages) -> std::string {
    Workloads workloads;
    workloads.add(std::make_unique<ToldKind>(stages));
    try {
      Chain::of(study::Study::from_text("workload: told\n", "told.yaml", {}, workloads), workloads);
    } catch (const InternalError& caught) {
      return caught.what();
    }
    return "";
  };
  const auto stage = [](std::string name, std::vector<std::string> reads = {}) {
    return Stage{.name = std::move(name), .reads = std::move(reads), .rows = test::ChainCase::form(), .cases = {{"a"}}};
  };
  EXPECT_EQ(error({stage("one"), stage("two", {"one"})}), "");
  EXPECT_THAT(error({stage("")}), HasSubstr("a stage is called \"\""));
  EXPECT_THAT(error({stage("a/b")}), HasSubstr("a stage is called \"a/b\""));
  EXPECT_THAT(error({stage("one"), stage("one")}), HasSubstr("is there once"));
  EXPECT_THAT(error({stage("one", {"two"}), stage("two")}), HasSubstr("reads two, which is not before it"));
  EXPECT_THAT(error({stage("one", {"one"})}), HasSubstr("reads one, which is not before it"));
}

TEST_F(AChain, KnowsItsStagesByTheirNames) {
  ToyRun(chain_of(), alone, path).to_the_end();
  const auto error = [&](const std::string& name) -> std::string {
    try {
      stage(path, name);
    } catch (const UsageError& caught) {
      return caught.what();
    }
    return "";
  };
  EXPECT_THAT(error(""), HasSubstr("has the stages generation_0, side, generation_1, generation_2, last (which one?)"));
  EXPECT_THAT(error("sied"), HasSubstr("did you mean side?"));
}

}  // namespace
}  // namespace ergodic::engine
