#pragma once

#include <cstdint>
#include <string>

namespace ergodic {

/// "1 234 567".
std::string grouped(std::uint64_t number);

/// "12.3 s", "4 min 05 s", "3 h 05 min", "2 d 07 h"; "?" when not finite.
std::string duration(double seconds);

/// "512 B", "1.50 MB", "2.30 GB": decimal prefixes.
std::string byte_count(std::uint64_t bytes);

}  // namespace ergodic
