#pragma once

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <cstdint>

namespace ergodic::test {

/// Every set of instructions that this machine has and Highway compiled for, each alone.
template <class Try>
void with_each_target(const Try& attempt) {
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    const std::int64_t target = left & -left;
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    attempt();
    hwy::SetSupportedTargetsForTest(0);
  }
}

}  // namespace ergodic::test
