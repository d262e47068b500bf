#pragma once

#include <functional>
#include <thread>

namespace ergodic {

/// Does something every `interval` [s], in a thread of its own, until it returns false or this ends: then no call of it
/// is under way any more.
class Ticker {
 public:
  Ticker(double interval, std::function<bool()> goes_on);

 private:
  std::jthread thread_;
};

}  // namespace ergodic
