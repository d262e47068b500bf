#pragma once

#include <ergodic/schema.hpp>

#include <vector>

namespace ergodic::study {

/// The keys that `each` may have, for reference and JSON Schema; `label` may also be one name, `set` and `columns` have
/// names of their own.
const Key& each_keys();
/// The kinds of columns that a study may name.
const std::vector<Key::Choice>& column_kinds();

}  // namespace ergodic::study
