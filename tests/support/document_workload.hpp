#pragma once

#include <ergodic/schema.hpp>
#include <ergodic/workload.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::test {

/// A workload whose parameters are documents: lots are drawn from an urn, a document that only this workload knows, as
/// often as a schedule says, a document whose keys are declared. A session leaves what its lots are worth together.
class Lots final : public Workload {
 public:
  explicit Lots(const Parameters& parameters) : rounds_(parameters.section("schedule").integer("rounds")) {
    const Document urn = parameters.document("urn");
    urn.allow_only({"name", "lots"});
    for (const Document& lot : urn["lots"].items())
      lots_.push_back(lot.real());
    if (lots_.empty()) urn["lots"].reject("is empty", "there is nothing to draw", "put lots in");
  }

  Columns columns() const override { return {real_column("worth").says("of the lots that were drawn")}; }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    for (std::uint64_t i = 0; i < replicates.count; ++i)
      rows.column<double>("worth")[i] = worth(streams.open(replicates.first + i));
  }

  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    out << "lots worth " << worth(streams.open(replicate)) << '\n';
  }

 private:
  double worth(Stream stream) const {
    double sum = 0;
    for (std::int64_t round = 0; round < rounds_; ++round)
      sum += lots_[static_cast<std::size_t>(std::uint64_t{stream.word()} * lots_.size() >> 32)];
    return sum;
  }

  std::int64_t rounds_;
  std::vector<double> lots_;
};

class LotsKind final : public WorkloadKind {
 public:
  std::string name() const override { return "lots"; }
  std::string title() const override { return "A workload whose parameters are documents, for tests"; }
  const Schema& schema() const override {
    static const Schema schema = {
        document("urn").says("what is drawn from"),
        document("schedule", {integer("rounds").between(1, 1000).says("lots drawn"),
                              list("pauses", integer("round")).says("rounds before which there is a pause"),
                              text("note").optional().says("for readers")})
            .says("when it is drawn"),
        document("remarks").optional().says("means nothing"),
        list("others", document("other")).says("mean nothing either"),
    };
    return schema;
  }
  std::shared_ptr<const Workload> make(const Parameters& parameters) override {
    return std::make_shared<Lots>(parameters);
  }
};

inline Workloads lots_workloads() {
  Workloads workloads;
  workloads.add(std::make_unique<LotsKind>());
  return workloads;
}

}  // namespace ergodic::test
