#include "expression/error.hpp"

#include <fmt/format.h>

#include <utility>

namespace ergodic::expression {

Error::Error(Span span, std::string what, std::string reason, std::string remedy)
    : std::runtime_error(fmt::format("column {}: {} ({}){}{}", span.offset + 1, what, reason,
                                     remedy.empty() || remedy.starts_with(' ') ? "" : " ", remedy)),
      where(span),
      complaint(std::move(what)),
      why(std::move(reason)),
      todo(std::move(remedy)) {}

}  // namespace ergodic::expression
