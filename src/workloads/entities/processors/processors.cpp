#include "workloads/entities/processors/processors.hpp"

#include <algorithm>
#include <tuple>

namespace ergodic::workloads::entities {

/// A new one has its line here, after those that it reads.
const std::vector<std::unique_ptr<const Processor>>& processors() {
  static const std::vector<std::unique_ptr<const Processor>> all = [] {
    std::vector<std::unique_ptr<const Processor>> list;
    list.push_back(togs_processor());
    list.push_back(tdgs_processor());
    list.push_back(pgs_processor());
    list.push_back(utgc_processor());
    list.push_back(upgc_processor());
    list.push_back(tdza_processor());
    list.push_back(psza_processor());
    list.push_back(pcf_processor());
    list.push_back(pdc_processor());
    list.push_back(mlfs_processor());
    return list;
  }();
  return all;
}

const Processor* find_processor(std::string_view name) {
  for (const auto& one : processors()) {
    if (one->name() == name) return one.get();
  }
  return nullptr;
}

namespace {

auto key(const Entity& one) { return std::tuple(one.game, one.subject); }

}  // namespace

void sort_entities(EntityList& entities) {
  std::stable_sort(entities.begin(), entities.end(), [&](const Entity& a, const Entity& b) { return key(a) < key(b); });
  entities.erase(
      std::unique(entities.begin(), entities.end(), [&](const Entity& a, const Entity& b) { return key(a) == key(b); }),
      entities.end());
}

std::size_t place_of(const EntityList& entities, Code game, Code subject) {
  const Entity wanted{game, subject};
  const auto found = std::lower_bound(entities.begin(), entities.end(), wanted,
                                      [](const Entity& a, const Entity& b) { return key(a) < key(b); });
  const bool is_there = found != entities.end() && key(*found) == key(wanted);
  return is_there ? static_cast<std::size_t>(found - entities.begin()) : entities.size();
}

}  // namespace ergodic::workloads::entities
