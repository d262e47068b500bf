#pragma once

#include <ergodic/table.hpp>

namespace ergodic::workloads::entities {

/// The tables that a study of this kind may give. A processor says which of them it needs.
TableForms table_forms();

}  // namespace ergodic::workloads::entities
