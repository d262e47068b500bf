#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ergodic {

/// The known name that `name` most likely means: the nearest by edit distance with transpositions (Damerau–Levenshtein,
/// optimal string alignment), case ignored, at most a third of its letters away. Empty when none is near.
std::string nearest(std::string_view name, const std::vector<std::string>& known);

/// " did you mean X?" for the nearest known name, or "" when none is near.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& known);

/// "a, b, c", cut after `most` names with how many more there are.
std::string enumerate(const std::vector<std::string>& names, std::size_t most = 12);

}  // namespace ergodic
