#pragma once

#include <ergodic/workload.hpp>

#include <cmath>
#include <memory>
#include <optional>
#include <ostream>
#include <stdexcept>

namespace ergodic::test {

/// The smallest workload that has everything: columns of each kind, a tally, a ratio, quantiles, failures.
/// Session r leaves n = r + offset, x = its first random word / 2^32, m = 100·(r mod 7) cents, parity = r mod 2; every
/// `fail_every`-th session fails. Of x it knows the law, of m the mean, of parity a wrong law; nothing with an offset
/// of 500 or more.
class Toy final : public Workload {
 public:
  explicit Toy(const Parameters& parameters)
      : offset_(parameters.integer("offset")), fail_every_(parameters.integer("fail_every")) {
    if (offset_ == 13) parameters.reject("offset", "13", "it brings bad luck", "take another");
  }

  Columns columns() const override {
    return {count("n").says("number").with_quantiles(), real_column("x").says("uniform").with_quantiles(),
            money_column("m").says("money"), category("parity", {"even", "odd"}).says("parity")};
  }
  Tallies tallies() const override { return {{"digits", {"0", "1", "2"}, "1", "last digit modulo 3"}}; }
  Ratios ratios() const override { return {{"money_per_number", "m", "n", "dollars", "money per number"}}; }
  Headlines headlines() const override { return {{"odd share", "parity", "odd"}, {"mean x", "x", ""}}; }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      const std::uint64_t r = replicates.first + i;
      rows.column<std::int32_t>("n")[i] = static_cast<std::int32_t>(r) + static_cast<std::int32_t>(offset_);
      rows.column<double>("x")[i] = streams.open(r).word() * 0x1p-32;
      rows.column<std::int64_t>("m")[i] = static_cast<std::int64_t>(100 * (r % 7));
      rows.column<std::uint8_t>("parity")[i] = r % 2;
      rows.tally("digits")[r % 3] += 1;
      if (fail_every_ > 0 && r % static_cast<std::uint64_t>(fail_every_) == 0)
        rows.fail({i, "unlucky", "every so often", true});
    }
  }
  std::optional<ExactResults> exact() const override {
    if (offset_ >= 500) return std::nullopt;
    ExactResults exact;
    exact.moments["x"] = {0.5, std::sqrt(1.0 / 12)};
    exact.moments["m"] = {3, std::nullopt};
    exact.category_laws["parity"] = {0.6, 0.4};
    return exact;
  }
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    out << "x = " << streams.open(replicate).word() * 0x1p-32 << '\n';
  }

 private:
  std::int64_t offset_;
  std::int64_t fail_every_;
};

class ToyKind final : public WorkloadKind {
 public:
  explicit ToyKind(bool can_fail = false) : can_fail_(can_fail) {}

  std::string name() const override { return "toy"; }
  std::string title() const override { return "A workload for tests"; }
  const Schema& schema() const override {
    static const Schema schema = {integer("offset").between(0, 1000).fallback(0).says("added to n"),
                                  integer("fail_every").between(0, 1000).fallback(0).says("0: no session fails")};
    return schema;
  }
  bool can_fail(const Parameters&) const override { return can_fail_; }
  std::shared_ptr<const Workload> make(const Parameters& parameters) override {
    return std::make_shared<Toy>(parameters);
  }

 private:
  bool can_fail_;
};

inline Workloads toy_workloads(bool can_fail = false) {
  Workloads workloads;
  workloads.add(std::make_unique<ToyKind>(can_fail));
  return workloads;
}

}  // namespace ergodic::test
