#include "store/disk/shared_memory.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>

#include <cstring>
#include <filesystem>
#include <optional>
#include <string>

namespace ergodic::store {
namespace {

using testing::HasSubstr;

TEST(SharedMemory, IsReadByThoseWhoOpenItsName) {
  SharedMemory made(10'000);
  const auto opened = open_shared_memory(made.path(), 10'000);
  std::strcpy(reinterpret_cast<char*>(made.data()) + 9'000, "a table");
  EXPECT_STREQ(reinterpret_cast<const char*>(opened.get()) + 9'000, "a table");
}

TEST(SharedMemory, OutlivesItsName) {
  std::optional<SharedMemory> made(std::in_place, 100u);
  std::strcpy(reinterpret_cast<char*>(made->data()), "a table");
  const auto sealed = made->sealed();
  const auto opened = open_shared_memory(made->path(), 100);
  const std::filesystem::path path = made->path();
  made.reset();
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_STREQ(reinterpret_cast<const char*>(sealed.get()), "a table");
  EXPECT_STREQ(reinterpret_cast<const char*>(opened.get()), "a table");
  EXPECT_THROW(open_shared_memory(path, 100), InputOutputError);
}

TEST(SharedMemory, IsNotWrittenAfterItsSealing) {
  SharedMemory made(100);
  const auto sealed = made.sealed();
  EXPECT_DEATH(made.data()[0] = std::byte{1}, "");
}

TEST(SharedMemory, WithoutRoomIsAnErrorThatSaysHowMuchThereIs) {
  try {
    SharedMemory made(std::uint64_t{1} << 60);
    FAIL() << "there is room for an exabyte";
  } catch (const InputOutputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("1152.92 PB are needed; /dev/shm has "));
    EXPECT_THAT(error.what(), HasSubstr("TMPDIR"));
  }
}

}  // namespace
}  // namespace ergodic::store
