#pragma once

#include <ergodic/parameters.hpp>

namespace ergodic::workloads::paths {

/// Throws StudyError when so many events, expected in a path until the section's key `horizon`, are more than can be
/// followed: a path would take minutes, a block of them years.
void check_number_of_events(const Parameters& section, double expected);

}  // namespace ergodic::workloads::paths
