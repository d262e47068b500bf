#pragma once

// All that a workload is made of: its base classes, and the words in which it declares what a study may set.
#include <ergodic/schema.hpp>
#include <ergodic/workload_base.hpp>
