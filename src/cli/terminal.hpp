#pragma once

namespace ergodic::cli {

/// The number that mpirun or srun gave this process, from its environment; 0 without a launcher.
/// For what is said before MPI is started; the rank itself comes from MPI.
int launched_rank();

/// Whether what we write to standard error ends on a terminal: our own, or the one of the mpirun that forwards it.
bool standard_error_is_terminal();

/// Its width in characters; 80 when not known.
int terminal_columns();

}  // namespace ergodic::cli
