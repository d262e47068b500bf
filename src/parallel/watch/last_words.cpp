#include "parallel/watch/last_words.hpp"

#include <mutex>
#include <utility>

namespace ergodic::parallel {
namespace {

std::mutex guard_of_words;
std::function<void(const std::string&)> keeper;

}  // namespace

LastWords::LastWords(std::function<void(const std::string&)> keep) {
  const std::lock_guard lock(guard_of_words);
  keeper = std::move(keep);
}

LastWords::~LastWords() {
  const std::lock_guard lock(guard_of_words);
  keeper = nullptr;
}

void LastWords::say(const std::string& words) noexcept {
  try {
    const std::lock_guard lock(guard_of_words);
    if (keeper) keeper(words);
  } catch (...) {  // whoever is about to end can do no more
  }
}

}  // namespace ergodic::parallel
