#pragma once

#include "cli/terminal.hpp"
#include "engine/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::cli {

/// For people, who see `width` characters of a line: each case in full, or, where `as_table` allows it, a table of key
/// figures when there are many.
std::string exact_text(const engine::Plan& plan, const std::vector<std::uint64_t>& cases, bool as_table,
                       std::size_t width = any_width);
/// For programs: one JSON object with all that is known of the cases.
std::string exact_json(const engine::Plan& plan, const std::vector<std::uint64_t>& cases);

/// "a/b" in lowest terms: "a/1" becomes "a". Text of another form is returned as it is.
std::string in_lowest_terms(const std::string& fraction);

}  // namespace ergodic::cli
