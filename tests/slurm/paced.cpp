// The program with a workload whose sessions take PACE milliseconds of waiting each (environment, default 0): how long
// a study takes is then the same on a busy machine, and its results do not depend on it.
#include <ergodic/application.hpp>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <ostream>
#include <thread>

namespace {

using namespace ergodic;

class Paced final : public Workload {
 public:
  Columns columns() const override { return {real_column("x").says("uniform in [0, 1)")}; }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    const char* pace = std::getenv("PACE");
    if (pace != nullptr) std::this_thread::sleep_for(replicates.count * std::chrono::milliseconds(std::atoi(pace)));
    for (std::uint64_t i = 0; i < replicates.count; ++i)
      rows.column<double>("x")[i] = streams.open(replicates.first + i).word() * 0x1p-32;
  }
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    out << "x = " << streams.open(replicate).word() * 0x1p-32 << '\n';
  }
};

class PacedKind final : public WorkloadKind {
 public:
  std::string name() const override { return "paced"; }
  std::string title() const override { return "Sessions that wait"; }
  const Schema& schema() const override {
    static const Schema schema;
    return schema;
  }
  std::shared_ptr<const Workload> make(const Parameters&) override { return std::make_shared<Paced>(); }
};

}  // namespace

int main(int argc, char** argv) {
  Workloads workloads;
  workloads.add(std::make_unique<PacedKind>());
  return run_application(argc, argv, std::move(workloads));
}
