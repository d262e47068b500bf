#pragma once

#include <filesystem>

namespace ergodic::engine {

/// OUT.h5.stop: who makes it asks the run that writes OUT.h5 to stop.
std::filesystem::path stop_file_of(const std::filesystem::path& output);

/// Removes the output's stop file. True when there was one. Throws InputOutputError when it cannot be removed.
bool remove_stop_file(const std::filesystem::path& output);

}  // namespace ergodic::engine
