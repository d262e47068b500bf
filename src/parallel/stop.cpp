#include "parallel/stop.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <ctime>
#include <system_error>

namespace ergodic::parallel {
namespace {

/// [s] between two looks for the stop file: on a network file system each is a message to its server.
constexpr double stop_file_interval = 0.5;

/// [s] within which a second SIGINT or SIGHUP is taken for the first: a terminal that closes and the shell in it both
/// send one, and timeout(1) sends two.
constexpr double same_signal = 0.5;

std::atomic<int> first_signal = 0;
std::atomic<double> first_signal_at = 0;  ///< [s]
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<double>::is_always_lock_free,
              "they are written by a signal handler");

constexpr std::array stop_signals{SIGUSR1, SIGUSR2, SIGTERM, SIGINT, SIGHUP};

/// Those of a terminal: who sends them has no other way to end the program than to send them again.
constexpr bool ends_the_second_time(int number) { return number == SIGINT || number == SIGHUP; }

double seconds_now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void remember(int number) {
  int none = 0;
  if (first_signal.compare_exchange_strong(none, number)) {
    first_signal_at = seconds_now();
  } else if (ends_the_second_time(number) && seconds_now() - first_signal_at >= same_signal) {
    std::signal(number, SIG_DFL);
    std::raise(number);  // once this handler has returned
  }
}

bool is_ignored(int number) {
  struct sigaction before {};
  sigaction(number, nullptr, &before);
  return before.sa_handler == SIG_IGN;
}

}  // namespace

std::string explain(StopReason reason) {
  switch (reason) {
    case StopReason::none: return "there is no reason";
    case StopReason::user_signal_1: return "SIGUSR1 was received";
    case StopReason::user_signal_2: return "SIGUSR2 was received";
    case StopReason::termination: return "SIGTERM was received";
    case StopReason::interrupt: return "SIGINT was received";
    case StopReason::hang_up: return "SIGHUP was received";
    case StopReason::time_budget: return "the time budget is used up";
    case StopReason::end_of_job: return "the end of the job is near";
    case StopReason::stop_file: return "the stop file was there";
    case StopReason::program: return "the program that it is a part of asked for it";
    case StopReason::output_lost: return "the output was not in its place";
  }
  return "";
}

void catch_stop_signals() {
  struct sigaction action {};
  action.sa_handler = remember;
  action.sa_flags = SA_RESTART;  // writes and waits go on: the mark is looked at between blocks
  sigemptyset(&action.sa_mask);
  for (const int number : stop_signals) {
    if (!ends_the_second_time(number) || !is_ignored(number)) sigaction(number, &action, nullptr);
  }
}

struct KeptStopSignals::Kept {
  std::array<struct sigaction, stop_signals.size()> actions;
  sigset_t blocked;  ///< before
};

KeptStopSignals::KeptStopSignals() : kept_(std::make_unique<Kept>()) {
  sigset_t ours;
  sigemptyset(&ours);
  for (std::size_t i = 0; i < stop_signals.size(); ++i) {
    sigaction(stop_signals[i], nullptr, &kept_->actions[i]);
    if (kept_->actions[i].sa_handler != SIG_DFL) sigaddset(&ours, stop_signals[i]);
  }
  pthread_sigmask(SIG_BLOCK, &ours, &kept_->blocked);
}

KeptStopSignals::~KeptStopSignals() {
  for (std::size_t i = 0; i < stop_signals.size(); ++i) {
    if (kept_->actions[i].sa_handler != SIG_DFL) sigaction(stop_signals[i], &kept_->actions[i], nullptr);
  }
  pthread_sigmask(SIG_SETMASK, &kept_->blocked, nullptr);
}

StopReason signal_received() {
  switch (first_signal.load()) {
    case SIGUSR1: return StopReason::user_signal_1;
    case SIGUSR2: return StopReason::user_signal_2;
    case SIGTERM: return StopReason::termination;
    case SIGINT: return StopReason::interrupt;
    case SIGHUP: return StopReason::hang_up;
    default: return StopReason::none;
  }
}

StopDecision::StopDecision(StopConditions conditions, const Clock& clock, std::function<StopReason()> signal)
    : conditions_(std::move(conditions)),
      clock_(clock),
      signal_(std::move(signal)),
      start_(clock.now()),
      next_look_(start_) {}

StopReason StopDecision::operator()() {
  if (reason_ == StopReason::none) reason_ = look();
  return reason_;
}

StopReason StopDecision::look() {
  if (const StopReason signal = signal_(); signal != StopReason::none) return signal;
  const double now = clock_.now();
  if (now - start_ >= conditions_.time_budget) return StopReason::time_budget;
  if (now - start_ >= conditions_.end_of_job) return StopReason::end_of_job;
  if (stop_file_is_there(now)) return StopReason::stop_file;
  return StopReason::none;
}

bool StopDecision::stop_file_is_there(double now) {
  if (conditions_.stop_file.empty() || now < next_look_) return false;
  next_look_ = now + stop_file_interval;
  std::error_code none_to_be_seen;
  return std::filesystem::exists(conditions_.stop_file, none_to_be_seen);
}

double usual_stop_margin(double left) { return std::clamp(left / 10, 0.0, 60.0); }

}  // namespace ergodic::parallel
