#pragma once

#include <ergodic/workload.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>

namespace ergodic::fuzz {

/// A workload whose result file is small: two coins a session, of which the first is also a column; the replicate 1
/// fails.
class Coins final : public Workload {
 public:
  Columns columns() const override {
    return {category("first", {"heads", "tails"}).says("the first coin"), count("tails").along("coin").says("tails")};
  }
  Axes axes() const override { return {{.name = "coin", .coordinates = {1, 2}, .long_name = "coin"}}; }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      const std::uint32_t word = streams.open(replicates.first + i).word();
      rows.column<std::uint8_t>("first")[i] = static_cast<std::uint8_t>(word & 1);
      for (std::size_t coin = 0; coin < 2; ++coin)
        rows.column<std::int32_t>("tails")[2 * i + coin] = static_cast<std::int32_t>(word >> coin & 1);
      if (replicates.first + i == 1) rows.fail({i, "lost", "it rolled away", false});
    }
  }
  void transcript(std::uint64_t, const Streams&, std::ostream&) const override {}
};

class CoinsKind final : public WorkloadKind {
 public:
  std::string name() const override { return "coins"; }
  std::string title() const override { return "Two coins"; }
  const Schema& schema() const override {
    static const Schema schema;
    return schema;
  }
  bool can_fail(const Parameters&) const override { return true; }
  std::shared_ptr<const Workload> make(const Parameters&) override { return std::make_shared<Coins>(); }
};

/// The same with gaps: a coin may have no side and no weight, and the replicate 1 fails as it is declared to.
class BentCoins final : public Workload {
 public:
  Columns columns() const override {
    return {category("first", {"heads", "tails"}).says("the first coin").or_missing(),
            real_column("weight").says("weight").along("coin").or_missing(),
            count("flips").says("flips").or_missing().with_quantiles()};
  }
  Axes axes() const override { return {{.name = "coin", .coordinates = {1, 2}, .long_name = "coin"}}; }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      const std::uint32_t word = streams.open(replicates.first + i).word();
      rows.column<std::uint8_t>("first")[i] =
          word % 3 == 2 ? missing_value<std::uint8_t>() : static_cast<std::uint8_t>(word % 3);
      rows.column<double>("weight")[2 * i] = word;
      rows.column<double>("weight")[2 * i + 1] = missing_value<double>();
      rows.column<std::int32_t>("flips")[i] = word % 5 == 0 ? missing_value<std::int32_t>() : 1;
      if (replicates.first + i == 1) rows.fail(i, 0, {static_cast<double>(word)});
    }
  }
  void transcript(std::uint64_t, const Streams&, std::ostream&) const override {}
};

class BentCoinsKind final : public WorkloadKind {
 public:
  std::string name() const override { return "bent_coins"; }
  std::string title() const override { return "Two coins that may be bent"; }
  const Schema& schema() const override {
    static const Schema schema;
    return schema;
  }
  FailureCategories failures() const override { return {{"lost", true, "it rolled {0} m away"}}; }
  std::shared_ptr<const Workload> make(const Parameters&) override { return std::make_shared<BentCoins>(); }
};

inline Workloads coins() {
  Workloads workloads;
  workloads.add(std::make_unique<BentCoinsKind>());
  workloads.add(std::make_unique<CoinsKind>());
  return workloads;
}

}  // namespace ergodic::fuzz
