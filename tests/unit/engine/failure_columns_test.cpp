#include "engine/summary/failure_columns.hpp"
#include "engine/run/finite_rows.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/workload.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::engine {
namespace {

constexpr double none = missing_value<double>();

class Failing final : public WorkloadKind {
 public:
  explicit Failing(FailureCategories categories) : categories_(std::move(categories)) {}
  std::string name() const override { return "failing"; }
  std::string title() const override { return "for tests"; }
  const Schema& schema() const override {
    static const Schema schema;
    return schema;
  }
  FailureCategories failures() const override { return categories_; }
  std::shared_ptr<const Workload> make(const Parameters&) override { return nullptr; }

 private:
  FailureCategories categories_;
};

std::string sentence(const std::string& text, const std::vector<double>& numbers) {
  return failure_sentence({"one", false, text}, numbers, {count("n"), real_column("x")});
}

TEST(AFailuresSentence, HasItsNumbersInTheirPlaces) {
  EXPECT_EQ(sentence("{0} of {1} games are there (at least {2} wanted)", {3, 5, 4}),
            "3 of 5 games are there (at least 4 wanted)");
  EXPECT_EQ(sentence("{2}, {0}, {0}", {0.25, 1, -7}), "-7, 0.25, 0.25");
  EXPECT_EQ(sentence("nothing is told", {1, 2, 3}), "nothing is told");
  EXPECT_EQ(sentence("{0} of {1}", {3, none, none}), "3 of …");
  EXPECT_EQ(sentence("{0}", {}), "…");
  EXPECT_EQ(sentence("{0:column} is not a finite number", {1}), "x is not a finite number");
  EXPECT_EQ(sentence("{0:column}", {2}), "…") << "there is no such column";
  EXPECT_EQ(sentence("{0:column}", {-1}), "…");
}

TEST(Outcomes, AreToldApartWhereAKindDoes) {
  const FailureCategories alike{{"few", false, "{0} are there"}, {"late", true, "not yet"}};
  EXPECT_FALSE(tells_apart(alike));
  EXPECT_EQ(failure_columns(alike).front().categories, (std::vector<std::string>{"ok", "failed"}));
  FailureCategories apart = alike;
  apart[0].means = ergodic::Failing::expected_skip;
  apart[1].means = ergodic::Failing::incomplete;
  ASSERT_TRUE(tells_apart(apart));
  const std::vector<std::string> labels = failure_columns(apart).front().categories;
  EXPECT_EQ(labels.at(outcome_code(apart[0])), "expected_skip");
  EXPECT_EQ(labels.at(outcome_code(apart[1])), "incomplete");
  EXPECT_EQ(labels.at(outcome_code({"bad", false, ""})), "failed");
  EXPECT_EQ(labels.front(), "ok");
}

TEST(AFailuresSentence, NamesALabelByItsNumber) {
  const FailureCategory category{"one", false, "{0:label}, row {1}", {"box.points", "box.minutes"}};
  const std::vector<double> known = {1, 7}, unknown = {2, 7};
  EXPECT_EQ(failure_sentence(category, known, {}), "box.minutes, row 7");
  EXPECT_EQ(failure_sentence(category, unknown, {}), "…, row 7");
}

TEST(AFailuresSentence, IsRefusedWhereAPlaceIsNone) {
  for (const char* text : {"{3}", "{}", "{0", "0}", "{x}", "{0:}", "{0:g}", "{00}"}) {
    const Failing kind({{"one", false, text}});
    EXPECT_THROW(failure_categories(kind, {}), InternalError) << text;
  }
}

TEST(DeclaredFailures, HaveAColumnForEachOfTheirNumbers) {
  const auto names = [](const FailureCategories& categories) {
    std::vector<std::string> found;
    for (const Column& column : failure_columns(categories))
      found.push_back(column.name);
    return found;
  };
  EXPECT_EQ(names({}), (std::vector<std::string>{"failed"}));
  EXPECT_EQ(names({{"a", false, "plain"}}), (std::vector<std::string>{"outcome", "failure", "can_retry"}));
  EXPECT_EQ(names({{"a", false, "plain"}, {"b", true, "{1}"}}),
            (std::vector<std::string>{"outcome", "failure", "can_retry", "failure_number_1", "failure_number_2"}));
}

TEST(DeclaredFailures, HaveTheEnginesOwnWhereAColumnMayComeToNoNumber) {
  const Failing kind({{"a", false, "plain"}});
  EXPECT_EQ(failure_categories(kind, {count("n"), real_column("x").or_nan()}).size(), 1u);
  EXPECT_EQ(failure_categories(kind, {real_column("x")}).back().name, not_finite);
  EXPECT_THROW(failure_categories(Failing({{not_finite, false, "mine"}}), {real_column("x")}), InternalError);
  EXPECT_THROW(failure_categories(Failing({{"a", false, "one"}, {"a", false, "two"}}), {}), InternalError);
}

TEST(DeclaredFailures, AreFoundByTheirPlaceOrTheirName) {
  const FailureCategories categories{{"few", false, "{0} are there"}, {"late", true, "not yet"}};
  const Failure by_place = in_words({.declared = 0, .numbers = {3, none, none}}, categories, {});
  EXPECT_EQ(by_place.reason, "3 are there");
  EXPECT_FALSE(by_place.can_retry);
  EXPECT_TRUE(in_words({.category = "late"}, categories, {}).can_retry);
  EXPECT_THROW(in_words({.declared = 2}, categories, {}), InternalError);
  EXPECT_THROW(in_words({.category = "other"}, categories, {}), InternalError);
}

TEST(ARow, HasRoomForThreeNumbersOfAFailure) {
  Rows rows({count("n")}, {});
  rows.reset(1);
  rows.fail(0, 1, {1, 2, 3});
  EXPECT_EQ(rows.failures().front().declared, 1u);
  EXPECT_THROW(rows.fail(0, 1, {1, 2, 3, 4}), InternalError);
}

TEST(ARowThatIsNotFinite, FailsUnlessItIsMissingToTheBit) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const std::vector<double> values{
      1, none, -none, infinite, -infinite, 2, std::numeric_limits<double>::signaling_NaN()};
  const auto failed = [&](const Column& column) {
    Rows rows({column}, {});
    rows.reset(values.size());
    std::copy(values.begin(), values.end(), rows.column<double>(0).begin());
    fail_rows_that_are_not_finite(rows, {}, rows.columns().size());
    std::vector<std::uint64_t> found;
    for (const Failure& failure : rows.failures())
      found.push_back(failure.row);
    return found;
  };
  EXPECT_EQ(failed(real_column("x").or_missing()), (std::vector<std::uint64_t>{2, 3, 4, 6}));
  EXPECT_EQ(failed(real_column("x")), (std::vector<std::uint64_t>{1, 2, 3, 4, 6}));
  EXPECT_EQ(failed(real_column("x").or_nan()), (std::vector<std::uint64_t>{}));
}

}  // namespace
}  // namespace ergodic::engine
