#pragma once

#include <cstdint>
#include <string>

namespace ergodic {

/// "1 234 567".
std::string grouped(std::uint64_t number);

/// "12.3 s", "4 min 05 s", "3 h 05 min", "2 d 07 h"; "more than 1000 years"; "?" when not finite.
std::string duration(double seconds);

/// With so many decimals; from 10^15 on, where a real knows no more, in scientific notation: "0.1235", "1.2346e+200".
std::string fixed_point(double value, int decimals);

/// "512 B", "1.50 MB", "2.30 GB": decimal prefixes.
std::string byte_count(std::uint64_t bytes);

}  // namespace ergodic
