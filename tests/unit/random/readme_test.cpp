#include "random/case_streams.hpp"

#include "unit/random/python.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace ergodic::random {
namespace {

/// The first block of Python in src/random/README.md.
std::string published_program() {
  std::ifstream file(std::string(ERGODIC_SOURCE_DIR) + "/src/random/README.md");
  std::string program;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (inside && line == "```") break;
    if (inside) program += line + '\n';
    if (line == "```python") inside = true;
  }
  return program;
}

struct Session {
  std::uint64_t seed;
  std::string workload;
  std::optional<std::string> label;  ///< none: common random numbers
  std::uint64_t replicate;
  std::uint32_t purpose;
};

TEST(Readme, HasTheTenLinesThatReproduceAnySessionsStream) {
  if (!test::has_numpy()) GTEST_SKIP() << "this machine has no NumPy";
  const std::vector<Session> sessions = {
      {42, "let_it_ride", "default", 0, 0},
      {42, "let_it_ride", std::nullopt, 0, 0},
      {0, "paths", "σ=0.2, μ=−1", 1, 7},
      {0xffffffffffffffff, "card_games", "", 0xffffffffffffffff, 0xffffffff},
      {0x100000000, "players", "a/b c", 0x123456789abcdef0, 1},
  };
  constexpr int count = 4099;  // not a whole number of blocks

  std::string program = published_program();
  ASSERT_FALSE(program.empty());
  std::vector<std::uint64_t> expected;
  for (const Session& session : sessions) {
    const Streams streams = session.label ? case_streams(session.seed, session.workload, *session.label)
                                          : common_streams(session.seed, session.workload);
    Stream stream = streams.open(session.replicate, session.purpose);
    for (int i = 0; i < count; ++i)
      expected.push_back(stream.word());
    const std::string name = session.label ? session.workload + "/" + *session.label : session.workload;
    program += "print(*stream(" + std::to_string(session.seed) + ", '" + name + "', " +
               std::to_string(session.replicate) + ", " + std::to_string(session.purpose) + ", " +
               std::to_string(count) + "))\n";
  }
  EXPECT_EQ(test::numbers_printed_by(program), expected);
}

}  // namespace
}  // namespace ergodic::random
