// The program with a workload so small that each of its calls can be made to fail, one after another.
#include "fuzz/coins.hpp"
#include "support/toy_chain.hpp"

#include <ergodic/application.hpp>
#include <ergodic/variates.hpp>

#include <memory>
#include <ostream>
#include <vector>

namespace {

using namespace ergodic;

/// Money at two seats, less than their limits, and the side of a coin: one column of each kind that the skeleton of a
/// file knows.
class Coin final : public Workload {
 public:
  explicit Coin(const Parameters& parameters) : limits_(parameters.reals("limits")) { limits_.resize(2, 1000); }

  Columns columns() const override {
    return {money_column("profit").along("seat").says("profit"), category("side", {"heads", "tails"}).says("side")};
  }
  Axes axes() const override { return {{.name = "seat", .coordinates = {1, 2}, .long_name = "seat of the table"}}; }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      Stream stream = streams.open(replicates.first + i);
      rows.column<std::uint8_t>("side")[i] = stream.word() % 2;
      for (std::size_t seat = 0; seat < 2; ++seat)
        rows.column<std::int64_t>("profit")[2 * i + seat] =
            static_cast<std::int64_t>(uniform01(stream) * limits_[seat]);
    }
  }
  void transcript(std::uint64_t, const Streams&, std::ostream&) const override {}

 private:
  std::vector<double> limits_;
};

class CoinKind final : public WorkloadKind {
 public:
  std::string name() const override { return "coin"; }
  std::string title() const override { return "A coin for tests"; }
  const Schema& schema() const override {
    static const Schema schema = {list("limits", real("limit").above(0)).or_file().says("of each seat, in cents")};
    return schema;
  }
  /// Read, shared and kept, and of no use.
  TableForms tables() const override {
    return {{.name = "bets",
             .columns = {text_column("who"), whole("stake").may_be_missing(), real_number("share").may_be_missing(),
                         date("day").may_be_missing(), yes_no("won").may_be_missing()},
             .key = {"who"},
             .needed = false}};
  }
  bool can_fail(const Parameters&) const override { return true; }
  std::shared_ptr<const Workload> make(const Parameters& parameters, const Inputs&) override {
    return std::make_shared<Coin>(parameters);
  }
};

}  // namespace

int main(int argc, char** argv) {
  Workloads workloads;
  workloads.add(std::make_unique<CoinKind>());
  workloads.add(std::make_unique<fuzz::BentCoinsKind>());
  workloads.add(std::make_unique<test::ChainKind>());
  return run_application(argc, argv, std::move(workloads));
}
