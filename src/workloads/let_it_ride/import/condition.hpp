#pragma once

#include <string>
#include <string_view>

namespace ergodic::workloads::let_it_ride::import {

/// A condition of the Python simulator's custom strategies as an expression of a study that is true of the same cards.
/// There, case did not matter, keywords needed no blanks around them (`nothas_pair`), a truth was the number 0 or 1,
/// and a number was true unless 0. Throws expression::Error for what the simulator would have refused.
std::string condition_here(std::string_view condition);

}  // namespace ergodic::workloads::let_it_ride::import
