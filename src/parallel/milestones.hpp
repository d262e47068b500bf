#pragma once

#include "parallel/communicator.hpp"

#include <cstddef>
#include <memory>

namespace ergodic::parallel {

/// Points on the way of a run that every rank passes, one after the other: a rank says that it has passed the next one,
/// goes on with what does not depend on the others, and asks whether all have. One that leaves before says that it has
/// given them up, so that nobody waits for it, or takes for done what is not. Nobody waits in here.
class Milestones {
 public:
  /// Collective.
  Milestones(const Communicator& communicator, std::size_t count);
  ~Milestones();
  Milestones(const Milestones&) = delete;
  Milestones& operator=(const Milestones&) = delete;

  enum class State { ahead, passed, given_up };

  /// This rank has passed those before `end`: 0, …, end − 1.
  void pass_to(std::size_t end) { tell(end, true); }
  /// It will pass none of the others.
  void give_up() { tell(count_, false); }
  /// Whether all ranks have passed this one, as far as this rank has heard, or one of them never will.
  State state(std::size_t milestone);
  /// Gives back what the ranks hold together, all having passed the last one or given up. Every rank calls it once.
  void close();

 private:
  void tell(std::size_t end, bool passed);

  struct Rounds;
  std::unique_ptr<Rounds> rounds_;
  std::size_t count_;
  std::size_t told_ = 0;
};

}  // namespace ergodic::parallel
