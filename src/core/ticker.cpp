#include "core/ticker.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <utility>

namespace ergodic {
namespace {

void tick(const std::stop_token& stop, double interval, const std::function<bool()>& goes_on) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (
      !stopped.wait_for(lock, stop, std::chrono::duration<double>(interval), [&] { return stop.stop_requested(); })) {
    if (!goes_on()) return;
  }
}

}  // namespace

Ticker::Ticker(double interval, std::function<bool()> goes_on)
    : thread_(
          [interval, goes_on = std::move(goes_on)](const std::stop_token& stop) { tick(stop, interval, goes_on); }) {}

}  // namespace ergodic
