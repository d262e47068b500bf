#include "engine/reading/no_stages.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

namespace ergodic::engine {
namespace {

class NoStages final : public EarlierStages {
 public:
  std::size_t cases(std::string_view stage) const override { refuse(stage); }
  std::uint64_t sessions(std::string_view stage, std::size_t) const override { refuse(stage); }
  std::uint64_t succeeded(std::string_view stage, std::size_t) const override { refuse(stage); }
  double mean(std::string_view stage, std::size_t, std::string_view, std::size_t) const override { refuse(stage); }
  double standard_deviation(std::string_view stage, std::size_t, std::string_view, std::size_t) const override {
    refuse(stage);
  }
  std::vector<double> reals(std::string_view stage, std::size_t, std::string_view) const override { refuse(stage); }
  std::vector<std::int64_t> wholes(std::string_view stage, std::size_t, std::string_view) const override {
    refuse(stage);
  }

 private:
  [[noreturn]] static void refuse(std::string_view stage) {
    throw InternalError(fmt::format("the rows of the stage {} are asked for by one that reads none", stage));
  }
};

}  // namespace

const EarlierStages& no_earlier_stages() {
  static const NoStages none;
  return none;
}

}  // namespace ergodic::engine
