#pragma once

#include "study/schema/key_slots.hpp"
#include "study/schema/named_files.hpp"

#include <string>

namespace ergodic::study {

/// What a mapping of a study is checked against.
struct Scope {
  const KeySlots& layout;
  Slot first = 0;                     ///< keys before this slot are the study's own, and cannot be set here
  std::string prefix = {};            ///< of paths in messages: "rules[2]." inside a list
  std::string described = {};         ///< what holds the keys of the root: "the toy workload"
  Slot described_first = 0;           ///< the first of the keys that messages list for the root
  const NamedFiles* files = nullptr;  ///< for keys that a file may hold; a null pointer where there are none
  std::string where = {};             ///< where keys of the study cannot be set: "a case", "the sweep"
};

}  // namespace ergodic::study
