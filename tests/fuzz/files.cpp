// Makes the result files that the corpus of fuzz_result_file begins with: a whole study, a part of it, and one whose
// rows have gaps.
//
// usage: PROGRAM FOLDER
#include "fuzz/coins.hpp"
#include "support/toy_study.hpp"

#include <filesystem>
#include <optional>
#include <string>

int main(int, char** argv) {
  using namespace ergodic;
  const std::filesystem::path folder = argv[1];
  const Workloads workloads = fuzz::coins();
  const auto make = [&](const std::string& workload, const char* name, std::optional<store::Shard> shard) {
    const auto study = study::Study::from_text(
        "workload: " + workload + "\nsessions: 3\noutput: {block: 2}\ncases: {fair: {}, other: {}}\n", "s.yaml", {},
        workloads);
    std::filesystem::remove(folder / name);
    test::ToyRun(engine::Plan(study, workloads, shard), parallel::Communicator::serial(), folder / name).to_the_end();
  };
  make("coins", "whole.h5", std::nullopt);
  make("coins", "part.h5", store::Shard{2, 2});
  make("bent_coins", "bent.h5", std::nullopt);
}
