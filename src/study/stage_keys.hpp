#pragma once

#include <ergodic/parameters.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ergodic::study {

// Parts of a study that are about one of its stages, or about those whose names begin alike: their key `stage` is the
// name, or its beginning with a * for the rest.

/// Whether a part is about that stage: one that names none is about every stage.
bool is_of_stage(const Parameters& part, std::string_view stage);

/// Throws StudyError for a part that is about none of these stages.
void require_stages(const std::vector<Parameters>& parts, const std::vector<std::string>& stages);

/// Throws StudyError for two parts about one stage.
void require_one_each(const std::vector<Parameters>& parts, const std::vector<std::string>& stages);

}  // namespace ergodic::study
