#pragma once

#include <ergodic/workload.hpp>

#include <cmath>
#include <memory>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <vector>

namespace ergodic::test {

/// The smallest workload that has everything: columns of each kind, with and without an axis, a tally, a ratio,
/// quantiles, failures.
/// Session r leaves n = r + offset, x = its random word `work` / 2^32, m = 100·(r mod 7) cents, parity = r mod 2; at
/// the seats 1, 2, 3 of a table chips = r + 100·seat; at `times` times t = 0, 0.5, … luck = x·t; early and late a mood,
/// wild when r / 2 and r / 3 are odd. Every `fail_every`-th session fails. Of x and luck it knows the law, of m the
/// mean, of parity and mood a wrong law; nothing with an offset of 500 or more. With the draws 2, 3, … it passes over
/// 1, 2, … random words more.
class Toy final : public Workload {
 public:
  explicit Toy(const Parameters& parameters, int draws = 1)
      : offset_(parameters.integer("offset")),
        fail_every_(parameters.integer("fail_every")),
        work_(parameters.integer("work") + draws - 1) {
    for (std::int64_t k = 0; k < parameters.integer("times"); ++k)
      times_.push_back(0.5 * static_cast<double>(k));
    if (offset_ == 13) parameters.reject("offset", "13", "it brings bad luck", "take another");
  }

  Columns columns() const override {
    return {count("n").says("number").with_quantiles(),
            real_column("x").says("uniform").with_quantiles(),
            money_column("m").says("money"),
            category("parity", {"even", "odd"}).says("parity"),
            count("chips").along("seat").says("chips before each seat").with_quantiles(),
            real_column("luck").along("time").in("m").says("luck").with_quantiles(),
            category("mood", {"calm", "wild"}).along("phase").says("mood")};
  }
  Axes axes() const override {
    return {{.name = "seat", .coordinates = {1, 2, 3}, .long_name = "seat of the table"},
            {.name = "time", .coordinates = times_, .unit = "s", .long_name = "time"},
            {.name = "phase", .long_name = "phase of the session", .labels = {"early", "late"}}};
  }
  Tallies tallies() const override { return {{"digits", {"0", "1", "2"}, "1", "last digit modulo 3"}}; }
  Ratios ratios() const override { return {{"money_per_number", "m", "n", "dollars", "money per number"}}; }
  Headlines headlines() const override { return {{"odd share", "parity", "odd"}, {"mean x", "x", ""}}; }

  /// Rows of a long axis come in small blocks.
  std::optional<std::uint64_t> sessions_per_block() const override {
    if (times_.size() <= 64) return std::nullopt;
    return 50;
  }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      const std::uint64_t r = replicates.first + i;
      rows.column<std::int32_t>("n")[i] = static_cast<std::int32_t>(r) + static_cast<std::int32_t>(offset_);
      rows.column<double>("x")[i] = x(streams.open(r));
      rows.column<std::int64_t>("m")[i] = static_cast<std::int64_t>(100 * (r % 7));
      rows.column<std::uint8_t>("parity")[i] = r % 2;
      for (std::size_t seat = 0; seat < 3; ++seat) {
        rows.column<std::int32_t>("chips")[3 * i + seat] = static_cast<std::int32_t>(r + 100 * (seat + 1));
      }
      for (std::size_t k = 0; k < times_.size(); ++k)
        rows.column<double>("luck")[times_.size() * i + k] = rows.column<double>("x")[i] * times_[k];
      for (std::size_t phase = 0; phase < 2; ++phase)
        rows.column<std::uint8_t>("mood")[2 * i + phase] = r / (phase + 2) % 2;
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
    for (const double t : times_)
      exact.moments_along["luck"].push_back({t * 0.5, t * std::sqrt(1.0 / 12)});
    exact.category_laws_along["mood"] = {{0.5, 0.5}, {0.6, 0.4}};
    return exact;
  }
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    out << "x = " << x(streams.open(replicate)) << '\n';
  }

 private:
  double x(Stream stream) const {
    for (std::int64_t i = 0; i < work_; ++i)
      stream.word();
    return stream.word() * 0x1p-32;
  }

  std::int64_t offset_;
  std::int64_t fail_every_;
  std::int64_t work_;
  std::vector<double> times_;
};

class ToyKind final : public WorkloadKind {
 public:
  explicit ToyKind(bool can_fail = false, int draws = 1) : can_fail_(can_fail), draws_(draws) {}

  std::string name() const override { return "toy"; }
  std::string title() const override { return "A workload for tests"; }
  int draws() const override { return draws_; }
  const Schema& schema() const override {
    static const Schema schema = {integer("offset").between(0, 1000).fallback(0).says("added to n"),
                                  integer("fail_every").between(0, 1000).fallback(0).says("0: no session fails"),
                                  integer("times").between(1, 1000).fallback(2).says("times of the luck"),
                                  integer("work").between(0, 100'000'000).fallback(0).says("random words passed over")};
    return schema;
  }
  bool can_fail(const Parameters&) const override { return can_fail_; }
  std::shared_ptr<const Workload> make(const Parameters& parameters) override {
    return std::make_shared<Toy>(parameters, draws_);
  }

 private:
  bool can_fail_;
  int draws_;
};

inline Workloads toy_workloads(bool can_fail = false, int draws = 1) {
  Workloads workloads;
  workloads.add(std::make_unique<ToyKind>(can_fail, draws));
  return workloads;
}

}  // namespace ergodic::test
