#pragma once

#include "study/cases.hpp"
#include "study/schema/key_slots.hpp"
#include "study/values/node.hpp"

#include <string>

namespace ergodic::study {

/// The study as canonical YAML: the same text for the same study, however it was written. Every key is there in the
/// schema's order, with its value or default; keys that only the cases set are left out of the base.
std::string canonical_study(const KeySlots& layout, const Nodes& keys, const Cases& cases);

}  // namespace ergodic::study
