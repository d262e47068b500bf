#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ergodic::expression {

/// A part of a text, in bytes from its start.
struct Span {
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// A text is no expression. Of the sentence "the condition <what> (<why>) <todo>", the parts, and the span of the text
/// that it is about.
class Error : public std::runtime_error {
 public:
  Error(Span span, std::string what, std::string why, std::string todo);

  Span where;  ///< of length 0 at the text's end
  std::string complaint, why, todo;
};

}  // namespace ergodic::expression
