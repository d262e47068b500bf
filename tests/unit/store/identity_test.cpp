#include "store/identity.hpp"

#include "support/temporary_folder.hpp"

#include <ergodic/errors.hpp>

#include <gtest/gtest.h>

#include <fstream>

namespace ergodic::store {
namespace {

TEST(Identify, RefusesWhatIsNotOurs) {
  const test::TemporaryFolder folder;
  std::ofstream(folder / "text.h5") << "not HDF5";
  EXPECT_THROW(identify(folder / "text.h5"), MismatchError);
  std::ofstream(folder / "empty.h5").flush();
  EXPECT_THROW(identify(folder / "empty.h5"), MismatchError);
  EXPECT_THROW(identify(folder / "missing.h5"), InputOutputError);
}

}  // namespace
}  // namespace ergodic::store
