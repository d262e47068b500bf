#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::tables {

/// Many texts, one behind the other, each by its number.
class Texts {
 public:
  /// Its number.
  std::int32_t add(std::string_view text) {
    letters_ += text;
    ends_.push_back(letters_.size());
    return static_cast<std::int32_t>(ends_.size() - 1);
  }

  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t at) const {
    const std::uint64_t begin = at == 0 ? 0 : ends_[at - 1];
    return {letters_.data() + begin, ends_[at] - begin};
  }

 private:
  std::string letters_;
  std::vector<std::uint64_t> ends_;
};

}  // namespace ergodic::tables
