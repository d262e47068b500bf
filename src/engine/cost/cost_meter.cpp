#include "engine/cost/cost_meter.hpp"

#include <algorithm>

namespace ergodic::engine {
namespace {

using CaseKey = std::pair<std::uint64_t, std::uint64_t>;

CaseKey key_of(const CaseCost& cost) { return {cost.stage, cost.case_index}; }

bool is_dearer(const CaseCost& a, const CaseCost& b) {
  return a.seconds() != b.seconds() ? a.seconds() > b.seconds() : key_of(a) < key_of(b);
}

}  // namespace

CaseCost& CaseCost::operator+=(const CaseCost& other) {
  sessions += other.sessions;
  preparing += other.preparing;
  simulating += other.simulating;
  peak_bytes = std::max(peak_bytes, other.peak_bytes);
  return *this;
}

void DearestCases::add(const CaseCost& cost) {
  if (key_of(current_) != key_of(cost)) {
    leave_current();
    current_ = {cost.stage, cost.case_index, 0, {}, {}, 0};
  }
  current_ += cost;
}

void DearestCases::leave_current() {
  if (current_.sessions == 0) return;
  current_.peak_bytes = peak_bytes();
  const CaseKey key = key_of(current_);
  if (const auto known = kept_.find(key); known != kept_.end()) {
    known->second += current_;
    return;
  }
  kept_.emplace(key, current_);
  if (kept_.size() <= most_dearest_cases) return;
  kept_.erase(std::min_element(kept_.begin(), kept_.end(),
                               [](const auto& a, const auto& b) { return is_dearer(b.second, a.second); }));
}

std::vector<CaseCost> DearestCases::list() const {
  DearestCases all = *this;
  all.leave_current();
  std::vector<CaseCost> costs;
  for (const auto& [key, cost] : all.kept_)
    costs.push_back(cost);
  return dearest_of(costs);
}

std::vector<CaseCost> dearest_of(const std::vector<CaseCost>& told) {
  std::map<CaseKey, CaseCost> by_case;
  for (const CaseCost& cost : told) {
    const auto [known, is_new] = by_case.emplace(key_of(cost), cost);
    if (!is_new) known->second += cost;
  }
  std::vector<CaseCost> costs;
  for (const auto& [key, cost] : by_case)
    costs.push_back(cost);
  std::sort(costs.begin(), costs.end(), is_dearer);
  costs.resize(std::min(costs.size(), most_dearest_cases));
  return costs;
}

}  // namespace ergodic::engine
