#pragma once

#include <string>
#include <string_view>

namespace ergodic::study {

/// JSON as YAML reads it: characters beyond U+FFFF, which JSON may escape as a pair of surrogates (\ud83d\ude00),
/// escaped as YAML does (\U0001f600).
std::string with_whole_escapes(std::string_view json);

}  // namespace ergodic::study
