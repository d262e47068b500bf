#pragma once

#include <functional>
#include <string>

namespace ergodic::parallel {

/// As long as it lives, a place for the last words of this process: why it ends, where nothing of it is unwound. One a
/// process.
class LastWords {
 public:
  /// `keep` may be called from any thread.
  explicit LastWords(std::function<void(const std::string&)> keep);
  ~LastWords();
  LastWords(const LastWords&) = delete;
  LastWords& operator=(const LastWords&) = delete;

  /// Keeps them, where there is a place for them; never throws.
  static void say(const std::string& words) noexcept;
};

}  // namespace ergodic::parallel
