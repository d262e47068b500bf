#pragma once

#include <ergodic/workload.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace ergodic::test {

/// A workload of stages, bred from each other. Generation k has `population` cases; case c plays `matches` + c
/// sessions, each of which leaves the case's gene and a score, gene + a uniform number; every twentieth or so fails.
/// The genes of generation 0 are c / population; gene c of the next is the mean of the genes of the case with the
/// greatest mean score and of case c. `side` is a stage that nothing reads, and `last` tells for each case what
/// generation 0 and the last generation came to, from their rows where these are kept.
/// A stage without cases or sessions is an empty one: what is bred from it has the gene −2.
class ChainCase final : public Workload {
 public:
  ChainCase(double gene, std::int64_t work) : gene_(gene), work_(work) {}

  static RowForm form() {
    return {.columns = {real_column("gene").says("of the case"), real_column("score").says("gene + a uniform number"),
                        count("match").says("replicate")},
            .headlines = {{"score", "score", ""}}};
  }
  Columns columns() const override { return form().columns; }
  Headlines headlines() const override { return form().headlines; }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      Stream stream = streams.open(replicates.first + i);
      for (std::int64_t k = 0; k < work_; ++k)
        stream.word();
      rows.column<double>("gene")[i] = gene_;
      rows.column<double>("score")[i] = gene_ + stream.word() * 0x1p-32;
      rows.column<std::int32_t>("match")[i] = static_cast<std::int32_t>(replicates.first + i);
      if (stream.word() % 20 == 0) rows.fail({i, "lost", "the cards were against it", false});
    }
  }
  void transcript(std::uint64_t replicate, const Streams&, std::ostream& out) const override {
    out << "match " << replicate << " with the gene " << fmt::format("{}", gene_) << '\n';
  }

 private:
  double gene_;
  std::int64_t work_;
};

class ChainKind final : public WorkloadKind {
 public:
  std::string name() const override { return "toy_chain"; }
  std::string title() const override { return "Stages for tests"; }
  const Schema& schema() const override {
    static const Schema schema = {integer("generations").between(1, 1000).fallback(3).says("that are bred"),
                                  integer("population").between(1, 100'000).fallback(4).says("cases of each"),
                                  integer("matches").between(1, 1'000'000).fallback(20).says("of case 0"),
                                  integer("work").between(0, 100'000'000).fallback(0).says("random words passed over"),
                                  boolean("others").fallback(true).says("whether there are the stages side and last"),
                                  boolean("ragged").fallback(true).says("whether case c has c sessions more"),
                                  integer("spread").at_least(1).optional().silent_unless_set().says("c modulo this"),
                                  boolean("named").optional().silent_unless_set().says("whether matches have names"),
                                  text("without_sessions").optional().silent_unless_set().says("a stage; all: each"),
                                  text("without_cases").optional().silent_unless_set().says("a stage; all: each")};
    return schema;
  }
  bool can_fail(const Parameters&) const override { return true; }

  std::vector<Stage> stages(const Parameters& parameters, const Inputs&) const override {
    std::vector<StageCase> cases;
    for (std::int64_t c = 0; c < parameters.integer("population"); ++c) {
      const std::int64_t more = parameters.has("spread") ? c % parameters.integer("spread") : c;
      const auto matches = parameters.integer("matches") + (parameters.boolean("ragged") ? more : 0);
      cases.push_back({fmt::format("genome {}", c), static_cast<std::uint64_t>(matches)});
    }
    const auto is_named = [&](const char* key, const std::string& name) {
      return parameters.has(key) && (parameters.text(key) == name || parameters.text(key) == "all");
    };
    const auto stage = [&](const std::string& name, std::vector<std::string> reads) {
      return Stage{.name = name,
                   .reads = std::move(reads),
                   .rows = ChainCase::form(),
                   .cases = is_named("without_cases", name)      ? std::vector<StageCase>{}
                            : is_named("without_sessions", name) ? without_sessions(cases)
                                                                 : cases,
                   .session_dimension = "match_played",
                   .sessions_per_block = 8,
                   .can_fail = true,
                   .session_names = parameters.has("named") && parameters.boolean("named")
                                        ? std::optional(names_of(cases))
                                        : std::nullopt};
    };
    std::vector<Stage> stages;
    const std::int64_t generations = parameters.integer("generations");
    const bool others = parameters.boolean("others");
    for (std::int64_t k = 0; k < generations; ++k) {
      stages.push_back(stage(generation(k), k == 0 ? std::vector<std::string>{} : std::vector{generation(k - 1)}));
      if (k == 0 && others) stages.push_back(stage("side", {}));
    }
    std::vector<std::string> read{generation(0)};
    if (generations > 1) read.push_back(generation(generations - 1));
    if (others) stages.push_back(stage("last", read));
    return stages;
  }

  std::shared_ptr<const Workload> make(const Parameters& parameters) override {
    return std::make_shared<ChainCase>(0, parameters.integer("work"));
  }
  std::shared_ptr<const Workload> make_in_stage(const Parameters& parameters, const Inputs&, std::size_t stage,
                                                std::size_t of_case, const EarlierStages& earlier) override {
    return std::make_shared<ChainCase>(gene(parameters, static_cast<std::int64_t>(stage), of_case, earlier),
                                       parameters.integer("work"));
  }

 private:
  static SessionNames names_of(const std::vector<StageCase>& cases) {
    const auto of_case = [cases](std::size_t c) {
      std::vector<std::string> names;
      for (std::uint64_t match = 0; match < cases[c].sessions; ++match)
        names.push_back(fmt::format("match {} of genome {}", match, c));
      return names;
    };
    return {.name = "title", .long_name = "which match it was", .width = 40, .of_case = of_case};
  }

  static std::vector<StageCase> without_sessions(std::vector<StageCase> cases) {
    for (StageCase& one : cases)
      one.sessions = 0;
    return cases;
  }

  static std::string generation(std::int64_t k) { return fmt::format("generation_{}", k); }

  static double gene(const Parameters& parameters, std::int64_t stage, std::size_t of_case,
                     const EarlierStages& earlier) {
    const std::int64_t generations = parameters.integer("generations");
    const bool others = parameters.boolean("others");
    if (stage == 0) return static_cast<double>(of_case) / static_cast<double>(parameters.integer("population"));
    if (others && stage == 1) return -1;
    if (others && stage == generations + 1) return came_to(generations, of_case, earlier);
    return bred(generation(stage - (others ? 2 : 1)), of_case, earlier);
  }

  static double came_to(std::int64_t generations, std::size_t of_case, const EarlierStages& earlier) {
    double sum = 0;
    for (std::int64_t k = 0; k < generations; k += std::max<std::int64_t>(1, generations - 1)) {
      if (!has_rows(generation(k), of_case, earlier)) continue;
      sum += earlier.mean(generation(k), of_case, "score");
      sum += static_cast<double>(earlier.succeeded(generation(k), of_case));
    }
    return sum;
  }

  static bool has_rows(const std::string& stage, std::size_t of_case, const EarlierStages& earlier) {
    return of_case < earlier.cases(stage) && earlier.succeeded(stage, of_case) > 0;
  }

  static double bred(const std::string& before, std::size_t of_case, const EarlierStages& earlier) {
    if (!has_rows(before, of_case, earlier)) return -2;
    std::size_t best = 0;
    double most = earlier.mean(before, best, "score");
    for (std::size_t c = 1; c < earlier.cases(before); ++c) {
      const double mean = earlier.mean(before, c, "score");
      if (mean > most) {
        most = mean;
        best = c;
      }
    }
    return (earlier.mean(before, best, "gene") + earlier.mean(before, of_case, "gene")) / 2;
  }
};

inline Workloads toy_chain_workloads() {
  Workloads workloads;
  workloads.add(std::make_unique<ChainKind>());
  return workloads;
}

}  // namespace ergodic::test
