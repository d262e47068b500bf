// Makes the result files that the corpus of fuzz_result_file begins with: a whole study, and a part of it.
//
// usage: PROGRAM FOLDER
#include "fuzz/coins.hpp"
#include "support/toy_study.hpp"

#include <filesystem>
#include <optional>

int main(int, char** argv) {
  using namespace ergodic;
  const std::filesystem::path folder = argv[1];
  const Workloads workloads = fuzz::coins();
  const auto study = study::Study::from_text(
      "workload: coins\nsessions: 3\noutput: {block: 2}\ncases: {fair: {}, other: {}}\n", "s.yaml", {}, workloads);
  const auto make = [&](const char* name, std::optional<store::Shard> shard) {
    std::filesystem::remove(folder / name);
    test::ToyRun(engine::Plan(study, workloads, shard), parallel::Communicator::serial(), folder / name).to_the_end();
  };
  make("whole.h5", std::nullopt);
  make("part.h5", store::Shard{2, 2});
}
