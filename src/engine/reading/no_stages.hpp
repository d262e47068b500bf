#pragma once

#include <ergodic/stage.hpp>

namespace ergodic::engine {

/// For cases that are made from nothing but their parameters: whatever is asked throws InternalError.
const EarlierStages& no_earlier_stages();

}  // namespace ergodic::engine
