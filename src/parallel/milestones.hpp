#pragma once

#include "parallel/communicator.hpp"

#include <cstddef>
#include <memory>

namespace ergodic::parallel {

/// Points on the way of a run that every rank passes, one after the other: a rank says that it has passed the next one,
/// goes on with what does not depend on the others, and asks whether all have. Nobody waits in here.
class Milestones {
 public:
  /// Collective.
  Milestones(const Communicator& communicator, std::size_t count);
  ~Milestones();
  Milestones(const Milestones&) = delete;
  Milestones& operator=(const Milestones&) = delete;

  /// This rank has passed those before `end`: 0, …, end − 1.
  void pass_to(std::size_t end);
  /// Whether all ranks have passed this one, as far as this rank has heard.
  bool is_passed(std::size_t milestone);
  /// Gives back what the ranks hold together, all having passed the last one. Every rank calls it once.
  void close();

 private:
  struct Barriers;
  std::unique_ptr<Barriers> barriers_;
  std::size_t count_;
  std::size_t passed_ = 0;
};

}  // namespace ergodic::parallel
