#pragma once

#include <filesystem>
#include <string>

namespace ergodic::study {

/// The file's text, at most one byte more than YamlLimits allow. Throws StudyError when it cannot be read; for a
/// missing file, with the nearest name in its folder.
std::string read_study_file(const std::filesystem::path& path);

/// The same of a table that a study names.
std::string read_table_file(const std::filesystem::path& path);

/// The same of a document.
std::string read_document_file(const std::filesystem::path& path);

}  // namespace ergodic::study
