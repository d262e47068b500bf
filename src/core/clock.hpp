#pragma once

#include <chrono>

namespace ergodic {

/// Seconds that only grow; injected, so that tests need not wait.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual double now() const = 0;  ///< s since some fixed moment
};

class SteadyClock final : public Clock {
 public:
  double now() const override {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  }
};

}  // namespace ergodic
