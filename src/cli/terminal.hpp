#pragma once

#include <cstddef>
#include <limits>

namespace ergodic::cli {

/// A stream of this process that people may read.
enum class Stream { output = 1, error = 2 };

/// Whether what we write to it ends on a terminal: our own, or the one of the mpirun that forwards it.
bool is_terminal(Stream stream);

/// The width of that terminal in characters, as it is now; where it tells none, that of COLUMNS, else 80.
int terminal_columns(Stream stream);

/// The characters of a line where nothing is to be cut or wrapped.
constexpr std::size_t any_width = std::numeric_limits<std::size_t>::max();

/// How many characters of a line people see on standard output; any number where it is no terminal.
std::size_t output_width();

}  // namespace ergodic::cli
