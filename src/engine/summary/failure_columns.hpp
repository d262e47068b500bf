#pragma once

#include <ergodic/columns.hpp>
#include <ergodic/rows.hpp>
#include <ergodic/workload_base.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ergodic::engine {

/// The ways in which sessions fail that a file tells of: those that the kind declares; where the study makes columns
/// up, that one of them has no value; and, where the kind's columns may hold what is no number, that. None where the
/// kind declares none. Throws InternalError for a declaration that cannot be told: a name twice, a place that is not
/// {0}, {1} or {2}.
FailureCategories failure_categories(const WorkloadKind& kind, const Columns& columns, bool has_functions = false);

/// The last columns of a study whose sessions can fail. Of one that declares how: `outcome`, `failure`, `can_retry` and
/// as many of `failure_number_1`, 2 and 3 as its sentences have places for; else `failed` alone.
Columns failure_columns(const FailureCategories& categories);

/// Whether some of the categories ask for nobody's look: `outcome` then is ok, failed, incomplete or expected_skip.
bool tells_apart(const FailureCategories& categories);
/// The value of `outcome` for a session that failed so; 0 is ok.
std::uint8_t outcome_code(const FailureCategory& category);
/// Its label.
const char* failing_name(Failing means);

/// The category by which a row that is not finite fails.
constexpr const char* not_finite = "not_finite";

/// Which of the categories has that name; nullopt: none, or none is declared.
std::optional<std::size_t> category_named(const FailureCategories& categories, std::string_view name);

/// The sentence of a category with its numbers, "…" where one is missing. `columns`: of the study, by which it may name
/// one.
std::string failure_sentence(const FailureCategory& category, std::span<const double> numbers, const Columns& columns);

/// The failure with its category, reason and can_retry, also where its kind declares them. Throws InternalError for a
/// place or a name that is not declared.
Failure in_words(const Failure& failure, const FailureCategories& categories, const Columns& columns);
/// Which of the categories it is. Throws likewise.
std::size_t place_of(const Failure& failure, const FailureCategories& categories);

}  // namespace ergodic::engine
