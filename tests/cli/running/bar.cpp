// Shows, on the terminal that it is started on, the progress of a run of 10^12 sessions, until the file that its
// argument names is there, a minute at most.
#include "cli/terminal.hpp"
#include "parallel/progress.hpp"

#include <chrono>
#include <filesystem>
#include <iostream>
#include <thread>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  constexpr std::uint64_t total = 1'000'000'000'000, here = 123'400'000'000;
  constexpr double longest = 60;  // [s]
  const ergodic::SteadyClock clock;
  const double begin = clock.now();
  const auto report = ergodic::parallel::progress_report(ergodic::parallel::ProgressStyle::bar, std::cerr, clock, [] {
    return ergodic::cli::terminal_columns(ergodic::cli::Stream::error);
  });
  while (!std::filesystem::exists(argv[1]) && clock.now() < begin + longest) {
    report->show({here, total, here, 1'234'567, 200});
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  report->close({total, total, here, 1'234'567, 200});
  return 0;
}
