#pragma once

#include "store/hdf5/hdf5.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ergodic::store {

/// [bytes] HDF5 keeps an attribute in the header of its object: less than 64 KiB, with its name and type.
constexpr std::size_t longest_text_attribute = (64 << 10) - (1 << 10);

/// Attributes of a file, group or dataset. Each call throws InputOutputError when it fails.
void write_attribute(hid_t object, const char* name, const std::string& text);
void write_attribute(hid_t object, const char* name, double number);
void write_attribute(hid_t object, const char* name, std::int64_t number);
void write_attribute(hid_t object, const char* name, std::int32_t number);
void write_attribute(hid_t object, const char* name, const std::vector<std::uint8_t>& numbers);
void write_attribute(hid_t object, const char* name, const std::vector<std::int16_t>& numbers);

bool has_attribute(hid_t object, const char* name);

/// Of the file at `path`. Throw MismatchError too: where there is none, or it is something else than a text of at most
/// 4096 bytes, or an int64.
std::string read_text_attribute(hid_t object, const char* name, const std::filesystem::path& path);
std::int64_t read_number_attribute(hid_t object, const char* name, const std::filesystem::path& path);

}  // namespace ergodic::store
