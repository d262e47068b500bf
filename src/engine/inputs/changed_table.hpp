#pragma once

#include <string>
#include <string_view>

namespace ergodic::engine {

/// How the first table that two resolved studies both have differs in them: "its table games had 12 rows of digest …,
/// and this run's has 13 rows of digest …"; empty: all are equal.
std::string changed_table(std::string_view ours, std::string_view theirs);

}  // namespace ergodic::engine
