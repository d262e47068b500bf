#pragma once

#include <ergodic/workload.hpp>

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

inline Workloads coins() {
  Workloads workloads;
  workloads.add(std::make_unique<CoinsKind>());
  return workloads;
}

}  // namespace ergodic::fuzz
