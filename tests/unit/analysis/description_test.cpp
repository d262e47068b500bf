// What a file says of itself, and how it is read by a program that draws otherwise.
#include "analysis/comparison/comparison.hpp"
#include "analysis/report.hpp"
#include "analysis/results.hpp"
#include "analysis/run_status.hpp"
#include "engine/description_text.hpp"
#include "engine/merge.hpp"
#include "engine/output.hpp"
#include "support/patchy_workload.hpp"
#include "support/temporary_folder.hpp"
#include "support/toy_study.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ergodic::analysis {
namespace {

using test::ToyRun;
using test::ToyStudy;
using testing::HasSubstr;

const parallel::Communicator alone = parallel::Communicator::serial();

/// What a file of the plan would say of itself.
store::Identity identity_of(const Plan& plan) {
  store::Identity identity;
  identity.format = store::current_format;
  identity.program_version = plan.layout().program_version;
  identity.workload = plan.layout().workload;
  identity.draws = plan.layout().draws;
  identity.study = plan.layout().study;
  identity.description = engine::description_text(plan);
  identity.shard = plan.layout().shard;
  identity.listed_sessions = plan.layout().listed_sessions;
  if (plan.is_in_rounds()) identity.sessions_per_case = plan.layout().sessions_per_case;
  return identity;
}

std::string message_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return "(nothing is thrown)";
}

class ADescription : public testing::TestWithParam<const char*> {};

TEST_P(ADescription, IsReadAsItWasWritten) {
  const ToyStudy study(GetParam(), true);
  const store::Identity identity = identity_of(study.plan);
  const Description read = engine::read_descriptions("toy.h5", identity).at(0);
  EXPECT_EQ(engine::description_text(read), identity.description);

  const store::FileLayout& written = study.plan.layout();
  EXPECT_EQ(read.layout().identity(), written.identity());
  EXPECT_EQ(read.layout().payload(), written.payload());
  EXPECT_EQ(read.layout().words_per_block, written.words_per_block);
  EXPECT_EQ(read.layout().axes.size(), written.axes.size());
  EXPECT_EQ(read.layout().summary_axes.size(), written.summary_axes.size());
  EXPECT_EQ(read.kept(), study.plan.kept());
  EXPECT_EQ(read.is_in_rounds(), study.plan.is_in_rounds());
  EXPECT_EQ(read.max_sessions(), study.plan.max_sessions());
  EXPECT_EQ(read.streams(1).key(), study.plan.streams(1).key());
  for (std::size_t i = 0; i < read.targets().size(); ++i)
    EXPECT_EQ(read.targets()[i].text(), study.plan.targets()[i].text());
}

INSTANTIATE_TEST_SUITE_P(
    OfEveryKindOfStudy, ADescription,
    testing::Values(
        "", "output: {rows: none, block: 8}\n", "output: {columns: [mood, x]}\nmetadata: {name: \"a \\\"b\\\"\"}\n",
        "seeding: {seed: 18446744073709551, common: true}\ntimes: 70\n",
        "output: {covariances: [n, x], histograms: [{column: x, from: 0.1, to: 0.9, bins: 7}]}\n",
        "until: {column: x, half_width: 0.1, max_sessions: 1000, also: [{column: parity, label: odd, relative: 0.2, "
        "confidence: 0.9}]}\n"));

TEST(ADescriptionOfAShard, HasTheSummaryOfTheWholeAndTheBlocksOfItsPart) {
  const ToyStudy study;
  const Plan part(study.plan.study(), study.workloads, store::Shard{2, 2});
  const Description read = engine::read_descriptions("toy.h5", identity_of(part)).at(0);
  EXPECT_EQ(read.blocks_held(), part.blocks_held());
  EXPECT_TRUE(read.layout().variables.empty());
  store::Identity beyond = identity_of(part);
  beyond.shard = store::Shard{1, 1000};
  EXPECT_THAT(message_of([&] { engine::read_descriptions("toy.h5", beyond); }), HasSubstr("fewer blocks than shards"));
}

TEST(ADescriptionThatContradictsItself, IsDamage) {
  const ToyStudy study("output: {histograms: [{column: x, from: 0, to: 1, bins: 3}]}\n", true);
  const auto refuses = [&](const char* what, const std::function<void(nlohmann::json&)>& change) {
    store::Identity identity = identity_of(study.plan);
    auto json = nlohmann::json::parse(identity.description);
    change(json);
    identity.description = json.dump();
    EXPECT_THROW(engine::read_descriptions("toy.h5", identity), InputOutputError) << what;
  };
  for (const char* key : {"title", "session_dimension", "sessions_per_case", "sessions_per_block", "failures_per_block",
                          "can_fail", "seed", "common_random_numbers", "kept", "sketched", "cases"}) {
    refuses(key, [&](auto& json) { json.erase(key); });
    refuses(key, [&](auto& json) { json[key] = nlohmann::json::array({nlohmann::json::array()}); });
  }
  refuses("no cases", [](auto& json) { json["cases"] = nlohmann::json::array(); });
  refuses("no blocks", [](auto& json) { json["sessions_per_block"] = 0; });
  refuses("no sessions", [](auto& json) { json["sessions_per_case"] = 0; });
  refuses("too many sessions", [](auto& json) { json["sessions_per_case"] = std::uint64_t{1} << 62; });
  refuses("fewer than no failures", [](auto& json) { json["failures_per_block"] = -1; });
  refuses("no columns", [](auto& json) { json.erase("columns"); });
  refuses("an unknown type", [](auto& json) { json["columns"][0]["type"] = "float16"; });
  refuses("an axis that is not there", [](auto& json) { json["columns"][0]["axis"] = "depth"; });
  refuses("an axis without places", [](auto& json) { json["axes"][0]["coordinates"] = nlohmann::json::array(); });
  refuses("a scale of nothing", [](auto& json) { json["columns"][0]["scale"] = 0; });
  refuses("an unknown column kept", [](auto& json) { json["kept"].push_back("y"); });
  refuses("a category sketched", [](auto& json) { json["sketched"].push_back("parity"); });
  refuses("nothing to find quantiles from",
          [](auto& json) { json["kept"] = json["sketched"] = nlohmann::json::array(); });
  refuses("no column of failures", [](auto& json) { json["columns"].back()["name"] = "felt"; });
  refuses("a headline of no label", [](auto& json) { json["headlines"][0]["label"] = "square"; });
  refuses("a ratio of no column", [](auto& json) { json["ratios"][0]["numerator"] = "y"; });
  refuses("too many bins", [](auto& json) { json["histograms"][0]["bins"] = std::uint64_t{1} << 60; });
  refuses("a variable along no axis", [](auto& json) { json["variables"][0]["axes"] = {"depth"}; });
  refuses("a target of no figure", [](auto& json) { json["targets"] = {{{"column", "y"}, {"confidence", 0.9}}}; });
  refuses("no confidence", [](auto& json) {
    json["targets"] = {{{"column", "x"}, {"half_width", 1}, {"confidence", 1.5}}};
  });
  store::Identity identity = identity_of(study.plan);
  identity.description = "";
  EXPECT_TRUE(engine::read_descriptions("toy.h5", identity).empty()) << "it is of format 1.0";
  identity.description = "{\"title\": ";
  EXPECT_THAT(message_of([&] { engine::read_descriptions("toy.h5", identity); }), HasSubstr("toy.h5 is damaged ("));
}

/// A study whose rows have gaps, and whose kind declares how its sessions fail.
struct PatchyStudy {
  explicit PatchyStudy(const std::string& keys = "")
      : workloads([] {
          Workloads one;
          one.add(std::make_unique<test::PatchyKind>());
          return one;
        }()),
        plan(study::Study::from_text("workload: patchy\nsessions: 100\n" + keys, "patchy.yaml", {}, workloads),
             workloads) {}

  Workloads workloads;
  Plan plan;
};

TEST(ADescriptionOfMissingValuesAndDeclaredFailures, IsReadAsItWasWritten) {
  for (const char* keys : {"", "fails: false\n", "output: {rows: none}\n", "output: {columns: [x]}\n"}) {
    const PatchyStudy study(keys);
    const store::Identity identity = identity_of(study.plan);
    const Description read = engine::read_descriptions("patchy.h5", identity).at(0);
    EXPECT_EQ(engine::description_text(read), identity.description) << keys;
    EXPECT_EQ(read.layout().words_per_block, study.plan.layout().words_per_block);
    EXPECT_EQ(read.layout().may_lack_values, true);
    EXPECT_EQ(read.layout().failures_per_block, 0u);
    EXPECT_EQ(read.failures().size(), study.plan.can_fail() ? 3u : 0u);
  }
}

TEST(ADescriptionOfMissingValuesAndDeclaredFailures, IsDamageWhereItContradictsItself) {
  const PatchyStudy study;
  const auto refuses = [&](const char* what, const std::function<void(nlohmann::json&)>& change) {
    store::Identity identity = identity_of(study.plan);
    auto json = nlohmann::json::parse(identity.description);
    change(json);
    identity.description = json.dump();
    EXPECT_THROW(engine::read_descriptions("patchy.h5", identity), InputOutputError) << what;
  };
  refuses("no categories", [](auto& json) { json.erase("failures"); });
  refuses("a category too many", [](auto& json) { json["failures"].push_back(json["failures"][0]); });
  refuses("a category without a name", [](auto& json) { json["failures"][0].erase("name"); });
  refuses("a sentence with a place for a fourth number", [](auto& json) { json["failures"][0]["sentence"] = "{3}"; });
  refuses("a sentence that is cut off", [](auto& json) { json["failures"][0]["sentence"] = "{0"; });
  refuses("failures that there cannot be", [](auto& json) { json["can_fail"] = false; });
  refuses("a column about failures too many", [](auto& json) { json["columns"][0]["of_failures"] = true; });
  refuses("a number that is always there", [](auto& json) { json["columns"].back().erase("may_be_missing"); });
  refuses("a headline about failures", [](auto& json) {
    json["headlines"][0] = {{"title", "one"}, {"column", "failure"}, {"label", "no_table"}};
  });
  refuses("quantiles of numbers of failures", [](auto& json) { json["sketched"].push_back("failure_number_1"); });
}

/// A file of the draws 1, for programs that draw otherwise or do not know the workload.
class AFileOfOtherDraws : public testing::Test {
 protected:
  void SetUp() override { ToyRun(study.plan, alone, path).to_the_end(); }
  /// The plan of the same study by the draws 2.
  Plan redrawn_plan(std::optional<store::Shard> shard = {}) const {
    return {study::Study::from_text(study.plan.study().resolved(), "toy.yaml", {}, redrawn), redrawn, shard};
  }

  const ToyStudy study;
  const Workloads redrawn = test::toy_workloads(false, 2);
  const Workloads none{};
  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "out.h5";
};

TEST_F(AFileOfOtherDraws, HasTheSameFiguresButForWhatIsKnownExactly) {
  const CaseReport own = report_case(Results::open(path, study.workloads), 0, 0.95);
  ASSERT_TRUE(own.headlines[1].known);
  for (const Workloads* const workloads : {&redrawn, &none}) {
    const Results results = Results::open(path, *workloads);
    EXPECT_FALSE(results.plan());
    EXPECT_TRUE(results.complete());
    const CaseReport report = report_case(results, 0, 0.95);
    ASSERT_EQ(report.quantities.size(), own.quantities.size());
    for (std::size_t i = 0; i < own.quantities.size(); ++i) {
      EXPECT_EQ(report.quantities[i].name, own.quantities[i].name);
      EXPECT_EQ(report.quantities[i].mean, own.quantities[i].mean);
      EXPECT_EQ(report.quantities[i].quantiles, own.quantities[i].quantiles);
    }
    EXPECT_EQ(report.categories.size(), own.categories.size());
    EXPECT_EQ(report.ratios[0].value, own.ratios[0].value);
    EXPECT_EQ(report.tallies[0].counts, own.tallies[0].counts);
    EXPECT_EQ(report.headlines[1].value, own.headlines[1].value);
    EXPECT_FALSE(report.headlines[1].known);
    EXPECT_EQ(look_at_run(path, *workloads).state, RunState::complete);
  }
}

TEST_F(AFileOfOtherDraws, IsComparedWithOneOfThese) {
  const auto other = folder / "other.h5";
  ToyRun(redrawn_plan(), alone, other).to_the_end();
  const Results a = Results::open(path, redrawn), b = Results::open(other, redrawn);
  EXPECT_FALSE(a.plan());
  EXPECT_TRUE(b.plan());
  const ComparedCases cases{{&a, 0, "old"}, {&b, 0, "new"}};
  const auto figures = choose_figures(cases, {"x"}, false);
  const std::vector<FigureReport> reports = compare(cases, 0, figures, 0.95);
  EXPECT_NE(reports[0].values[1].value, reports[0].values[0].value);
}

TEST_F(AFileOfOtherDraws, IsNotSimulatedAgain) {
  const Results results = Results::open(path, redrawn);
  EXPECT_EQ(message_of([&] { results.plan_to("replay"); }),
            fmt::format("cannot replay {0} (toy draws 1 in {0}, 2 here) use the program that made it, ergodic {1}",
                        path.string(), engine::program_version()));
  EXPECT_EQ(message_of([&] { Results::open(path, none).plan_to("verify"); }),
            fmt::format("cannot verify {} (there is no workload toy here) use the program that made it, ergodic {}",
                        path.string(), engine::program_version()));
}

TEST_F(AFileOfOtherDraws, IsNeitherContinuedNorExtendedAndStaysAsItIs) {
  const std::string before = test::bytes_of(path);
  const std::string why = fmt::format("cannot continue {0} (toy draws 1 in {0}, 2 here)", path.string());
  EXPECT_THAT(message_of([&] { prepare_output(redrawn_plan(), {path}); }), HasSubstr(why));
  const Plan longer(
      study::Study::from_text(study.plan.study().resolved(), "toy.yaml", {{"sessions", "200", "--set"}}, redrawn),
      redrawn);
  engine::OutputRequest request{path};
  request.extend = true;
  EXPECT_THAT(message_of([&] { prepare_output(longer, request); }), HasSubstr(why));
  EXPECT_EQ(test::bytes_of(path), before);
}

TEST_F(AFileOfOtherDraws, IsNotMergedAsAShard) {
  const auto run_shard = [&](const Plan& plan, const std::string& name) {
    ToyRun(plan, alone, folder / name).to_the_end();
    return folder / name;
  };
  const auto first = run_shard(Plan(study.plan.study(), study.workloads, store::Shard{1, 2}), "1.h5");
  const auto second = run_shard(redrawn_plan(store::Shard{2, 2}), "2.h5");
  const auto merge = [&](const Workloads& workloads) {
    return message_of([&] { engine::merge({folder / "all.h5", {first, second}}, workloads); });
  };
  EXPECT_THAT(merge(redrawn), HasSubstr(fmt::format("cannot merge {0} (toy draws 1 in {0}, 2 here)", first.string())));
  EXPECT_THAT(merge(study.workloads), HasSubstr("do not belong together (toy draws 1 in the first, 2 in the second)"));
}

}  // namespace
}  // namespace ergodic::analysis
