#include <ergodic/remembered.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace ergodic {
namespace {

class Remembering : public testing::Test {
 protected:
  Remembered<int, std::string> values{2};
  int made = 0;

  std::string get(int key) {
    return *values.get(key, [&] {
      ++made;
      return std::make_shared<const std::string>(std::to_string(key));
    });
  }
};

TEST_F(Remembering, MakesAValueOnce) {
  EXPECT_EQ(get(7), "7");
  EXPECT_EQ(get(7), "7");
  EXPECT_EQ(made, 1);
}

TEST_F(Remembering, ForgetsWhatWasNotAskedForForTheLongest) {
  get(1);
  get(2);
  get(1);
  get(3);  // in the place of 2
  EXPECT_EQ(values.size(), 2u);
  made = 0;
  EXPECT_EQ(get(1), "1");
  EXPECT_EQ(get(3), "3");
  EXPECT_EQ(made, 0);
  EXPECT_EQ(get(2), "2");
  EXPECT_EQ(made, 1);
}

TEST_F(Remembering, KeepsNothingOfWhatThrows) {
  const auto fail = []() -> std::shared_ptr<const std::string> { throw std::runtime_error("no"); };
  EXPECT_THROW(values.get(1, fail), std::runtime_error);
  EXPECT_EQ(values.size(), 0u);
  EXPECT_EQ(get(1), "1");
}

TEST_F(Remembering, AtLeastTheLastOne) {
  Remembered<int, int> none(0);
  EXPECT_EQ(*none.get(1, [] { return std::make_shared<const int>(5); }), 5);
  EXPECT_EQ(none.size(), 1u);
}

}  // namespace
}  // namespace ergodic
