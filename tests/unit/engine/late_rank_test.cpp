#include "engine/run/block_simulator.hpp"
#include "support/temporary_folder.hpp"
#include "support/toy_study.hpp"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>

namespace {
std::function<void()> before_next_sync;
}  // namespace

/// That of the C library, and before it, once, what a test has to happen then.
extern "C" int fdatasync(int descriptor) {
  if (const auto work = std::exchange(before_next_sync, {})) work();
  return static_cast<int>(syscall(SYS_fdatasync, descriptor));
}

namespace ergodic::engine {
namespace {

/// A rank that outlives its killed run: it writes blocks, and is gone before it calls them durable.
class LateRank {
 public:
  LateRank(const Plan& plan, const std::filesystem::path& path)
      : plan_(plan),
        simulator_(plan),
        file_(path, store::PositionedFile::Access::write, plan.layout(), store::locate(path, plan.layout())) {}

  void write(std::uint64_t block) {
    simulator_.simulate(plan_.block(block));
    const auto content = file_.write_block(block, simulator_.rows(), plan_.kept(), simulator_.words());
    file_.record(block, content, store::Kept::written);
  }

 private:
  const Plan& plan_;
  BlockSimulator simulator_;
  store::ResultFile file_;
};

TEST(ALateRank, ThatWritesWhileAnotherRunBeginsLeavesNoOtherBytes) {
  const test::TemporaryFolder folder;
  const test::ToyStudy study;
  const auto alone = parallel::Communicator::serial();
  test::ToyRun(study.plan, alone, folder / "reference.h5").to_the_end();

  const auto path = folder / "out.h5";
  prepare_output(study.plan, {path});
  LateRank late(study.plan, path);
  late.write(3);
  before_next_sync = [&] { late.write(5); };
  test::ToyRun run(study.plan, alone, path);
  ASSERT_FALSE(before_next_sync) << "nothing was made durable";
  EXPECT_EQ(run.pending(), 25u) << "block 3 is made durable, and nobody would ever call block 5 so";
  run.to_the_end();
  EXPECT_EQ(test::bytes_of(path), test::bytes_of(folder / "reference.h5"));
}

TEST(ACompleteFile, ThatLacksTheLastWordOfALineGetsIt) {
  const test::TemporaryFolder folder;
  const test::ToyStudy study;
  const auto alone = parallel::Communicator::serial();
  const auto path = folder / "out.h5";
  test::ToyRun(study.plan, alone, path).to_the_end();
  const std::string whole = test::bytes_of(path);

  constexpr std::uint64_t block = 3;
  const std::uint64_t last_word =
      store::locate(path, study.plan.layout()).ledger + (block + 1) * sizeof(store::LedgerLine) - sizeof(std::uint64_t);
  const std::uint64_t nothing = 0;
  store::PositionedFile(path, store::PositionedFile::Access::write)
      .write(last_word, std::as_bytes(std::span(&nothing, 1)));
  ASSERT_NE(test::bytes_of(path), whole);
  EXPECT_EQ(prepare_output(study.plan, {path}).state, Output::State::complete);
  EXPECT_EQ(test::bytes_of(path), whole);
}

}  // namespace
}  // namespace ergodic::engine
