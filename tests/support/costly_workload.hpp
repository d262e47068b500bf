#pragma once

#include <ergodic/workload.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <thread>
#include <utility>

namespace ergodic::test {

/// A workload whose cases cost what they say: a level is fitted, in `fit` milliseconds, before a case's first session,
/// and each session then takes `work` milliseconds, of which nothing is drawn, and leaves level + a uniform number. The
/// level is the mean of 1000 words of a stream that no session has.
class CostlyCase final : public Workload {
 public:
  CostlyCase(std::int64_t fit, std::int64_t work, std::optional<double> level = {})
      : fit_(fit), work_(work), level_(level) {}

  static inline int preparations = 0;  ///< of this process

  Columns columns() const override { return {real_column("x").says("level + a uniform number")}; }

  std::shared_ptr<const Workload> prepared(const Streams& streams) const override {
    ++preparations;
    pass(fit_, streams);
    Stream pilot = streams.open(0, 1);
    double sum = 0;
    for (int i = 0; i < 1000; ++i)
      sum += pilot.word() * 0x1p-32;
    return std::make_shared<CostlyCase>(fit_, work_, sum / 1000);
  }
  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      pass(work_, streams);
      rows.column<double>("x")[i] = x(streams.open(replicates.first + i));
    }
  }
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    out << "level " << level_.value() << ", x " << x(streams.open(replicate)) << '\n';
  }

 private:
  /// A session that is asked of a case that is not prepared throws.
  double x(Stream stream) const { return level_.value() + stream.word() * 0x1p-32; }

  static void pass(std::int64_t milliseconds, const Streams& streams) {
    for (std::int64_t i = 0; i < milliseconds; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      streams.pause();
    }
  }

  std::int64_t fit_, work_;
  std::optional<double> level_;  ///< none before it is prepared
};

class CostlyKind final : public WorkloadKind {
 public:
  std::string name() const override { return "toy_costly"; }
  std::string title() const override { return "Costly sessions and preparations for tests"; }
  const Schema& schema() const override {
    static const Schema schema = {
        real("expected").between(0, 1e6).fallback(0).unit("s").says("what a session is said to cost; 0: nothing"),
        boolean("uneven").fallback(false).says("whether its costs are said to be so"),
        integer("fit").between(0, 10'000'000).fallback(0).says("milliseconds of preparation"),
        integer("work").between(0, 10'000'000).fallback(0).says("milliseconds of a session")};
    return schema;
  }
  std::uint64_t sessions_per_block() const override { return 1000; }
  std::optional<double> seconds_of(const Parameters& parameters, const Inputs&) const override {
    const double seconds = parameters.real("expected");
    return seconds > 0 ? std::optional(seconds) : std::nullopt;
  }
  bool has_uneven_costs(const Parameters& parameters) const override { return parameters.boolean("uneven"); }
  std::shared_ptr<const Workload> make(const Parameters& parameters) override {
    return std::make_shared<CostlyCase>(parameters.integer("fit"), parameters.integer("work"));
  }
};

inline Workloads costly_workloads() {
  Workloads workloads;
  workloads.add(std::make_unique<CostlyKind>());
  return workloads;
}

}  // namespace ergodic::test
