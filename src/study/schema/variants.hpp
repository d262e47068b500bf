#pragma once

#include "study/schema/key_slots.hpp"
#include "study/values/problems.hpp"

#include <string>
#include <vector>

namespace ergodic::study {

/// A section that does not fit what is chosen beside it.
struct MisplacedSection {
  Position place;
  std::string message;  ///< a sentence without its place
};

/// The sections that are there though their value of a choice is not chosen, and those that their value needs and that
/// are not. `prefix` is of paths in messages. Choices that `problems` are concerned with already are left aside.
std::vector<MisplacedSection> misplaced_sections(const KeySlots& layout, const Values& values,
                                                 const std::string& prefix, const Problems& problems);

}  // namespace ergodic::study
