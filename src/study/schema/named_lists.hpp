#pragma once

#include "study/schema/key_slots.hpp"

#include <string>
#include <vector>

namespace ergodic::study {

/// A list from a file whose header names its places.
struct MisnamedList {
  Position place;  ///< of the header
  std::string message;
};

/// Whether the value is a list whose places a file names.
bool has_names(const NodePointer& value);

/// Of a case, the lists whose header has other names, or others in their order, than the list beside them that has the
/// same places (Key::or_file_named_by): numbers would be taken for those of something else.
std::vector<MisnamedList> misnamed_lists(const KeySlots& layout, const Values& values);

}  // namespace ergodic::study
