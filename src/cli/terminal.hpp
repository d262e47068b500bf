#pragma once

namespace ergodic::cli {

/// Whether what we write to standard error ends on a terminal: our own, or the one of the mpirun that forwards it.
bool standard_error_is_terminal();

/// Its width in characters; 80 when not known.
int terminal_columns();

}  // namespace ergodic::cli
