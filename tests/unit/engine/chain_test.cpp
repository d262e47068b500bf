#include "engine/chain.hpp"

#include "analysis/results.hpp"
#include "support/temporary_folder.hpp"
#include "support/toy_chain.hpp"
#include "support/toy_study.hpp"

#include <ergodic/missing.hpp>

#include <gmock/gmock.h>

#include <map>
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

/// Columns of each width that may be missing, as they are in every second row; the second stage is made from them.
class GappedKind final : public WorkloadKind {
 public:
  class Rowed final : public Workload {
   public:
    static RowForm form() {
      return {.columns = {count("games").or_missing(), money_column("paid").or_missing(),
                          category("side", {"left", "right"}).or_missing(), real_column("score").or_missing()}};
    }
    Columns columns() const override { return form().columns; }
    void simulate(Replicates replicates, const Streams&, Rows& rows) const override {
      for (std::uint64_t i = 0; i < replicates.count; ++i) {
        const bool is_there = (replicates.first + i) % 2 == 0;
        rows.column<std::int32_t>("games")[i] = is_there ? 7 : missing_value<std::int32_t>();
        rows.column<std::int64_t>("paid")[i] = is_there ? 250 : missing_value<std::int64_t>();
        rows.column<std::uint8_t>("side")[i] = is_there ? 1 : missing_value<std::uint8_t>();
        rows.column<double>("score")[i] = is_there ? 0.5 : missing_value<double>();
      }
    }
    void transcript(std::uint64_t, const Streams&, std::ostream&) const override {}
  };

  std::string name() const override { return "gapped"; }
  std::string title() const override { return "Missing values of an earlier stage"; }
  const Schema& schema() const override {
    static const Schema none;
    return none;
  }
  std::vector<Stage> stages(const Parameters&, const Inputs&) const override {
    const auto stage = [](std::string name, std::vector<std::string> reads) {
      return Stage{.name = std::move(name), .reads = std::move(reads), .rows = Rowed::form(), .cases = {{"all", 2}}};
    };
    return {stage("before", {}), stage("after", {"before"})};
  }
  std::shared_ptr<const Workload> make(const Parameters&) override { return std::make_shared<Rowed>(); }
  std::shared_ptr<const Workload> make_in_stage(const Parameters& parameters, const Inputs&, std::size_t stage,
                                                std::size_t, const EarlierStages& earlier) override {
    if (stage == 1) {
      for (const char* column : {"games", "paid", "side"})
        wholes[column] = earlier.wholes("before", 0, column);
      for (const char* column : {"games", "paid", "side", "score"})
        reals[column] = earlier.reals("before", 0, column);
    }
    return make(parameters);
  }

  std::map<std::string, std::vector<std::int64_t>> wholes;
  std::map<std::string, std::vector<double>> reals;
};

TEST_F(AChain, ReadsMissingValuesAsMissingHoweverNarrowTheColumn) {
  auto owned = std::make_unique<GappedKind>();
  const GappedKind& kind = *owned;
  Workloads gapped;
  gapped.add(std::move(owned));
  const Chain chain = Chain::of(study::Study::from_text("workload: gapped\n", "gapped.yaml", {}, gapped), gapped);
  ASSERT_TRUE(ToyRun(chain, alone, path).to_the_end().complete);
  using Wholes = std::vector<std::int64_t>;
  EXPECT_EQ(kind.wholes.at("games"), (Wholes{7, missing_value<std::int64_t>()}));
  EXPECT_EQ(kind.wholes.at("paid"), (Wholes{250, missing_value<std::int64_t>()}));
  EXPECT_EQ(kind.wholes.at("side"), (Wholes{1, missing_value<std::int64_t>()}));
  for (const auto& [column, first] :
       std::map<std::string, double>{{"games", 7}, {"paid", 2.5}, {"side", 1}, {"score", 0.5}}) {
    ASSERT_EQ(kind.reals.at(column).size(), 2u) << column;
    EXPECT_EQ(kind.reals.at(column)[0], first) << column;
    EXPECT_TRUE(is_missing(kind.reals.at(column)[1])) << column;
  }
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
