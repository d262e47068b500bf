#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::expression {

enum class Type { number, truth, text };

/// "a number", "true or false", "text".
const char* described(Type type);

/// A quantity that expressions may use. Its value is a double: a number; 0 or 1; of text, the index of a label.
struct Name {
  std::string name;
  Type type;
  std::string says;                      ///< one line of what it is
  std::vector<std::string> labels = {};  ///< of text: all that it can be
};

/// A name that one might expect, and why it is not there.
struct AbsentName {
  std::string name;
  std::string why;
};

/// What expressions are about: names, whose values are given in this order.
class Vocabulary {
 public:
  explicit Vocabulary(std::vector<Name> names, std::vector<AbsentName> absent = {});

  const std::vector<Name>& names() const { return names_; }
  std::optional<std::size_t> find(std::string_view name) const;
  /// Why there is no such name, where there is something to say; else a null pointer.
  const std::string* why_absent(std::string_view name) const;

 private:
  std::vector<Name> names_;
  std::vector<AbsentName> absent_;
};

}  // namespace ergodic::expression
