#pragma once

#include "workloads/paths/path/paths_of.hpp"
#include "workloads/paths/path/sets_workload.hpp"

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ergodic::workloads::paths {

/// Sets of paths of a model that are drawn together. Sessions are independent of each other, and have one law, however
/// the paths of one depend on each other. Besides what PathsOf asks, with columns and a state that are real or a matter
/// of yes or no, the model has
///
///     PathDraws draws() const;
///     template <class Source, class Second, class Observe>
///     Path path_from(Source& normals, Second&, Observe&&) const;        path(), from any source of sources.hpp
template <class Model>
class SetsOf final : public SetsWorkload {
 public:
  SetsOf(Model model, const Parameters& study, const std::vector<NamedNumber>& numbers)
      : SetsWorkload(facts_of(model), model.draws(), study, numbers), model_(std::move(model)) {}

 private:
  template <class First, class Second>
  void draw_from(First& first, Second& second, AnyObserver& observer, Sums& sums) const {
    const auto path = std::visit([&](auto& observe) { return model_.path_from(first, second, observe); }, observer);
    sums.add(&path);
  }

  void draw(Stream& first, Stream& second, AnyObserver& observer, Sums& sums) const override {
    draw_from(first, second, observer, sums);
  }
  void draw(MirroredStream& first, MirroredStream& second, AnyObserver& observer, Sums& sums) const override {
    draw_from(first, second, observer, sums);
  }
  void draw(GivenNormals& first, GivenUniforms& second, AnyObserver& observer, Sums& sums) const override {
    draw_from(first, second, observer, sums);
  }

  ExactResults known() const override { return known_of(model_, times()); }

  Model model_;
};

template <class Model>
std::shared_ptr<const Workload> make_sets(const Parameters& section, const Parameters& study,
                                          const std::vector<NamedNumber>& numbers) {
  return std::make_shared<SetsOf<Model>>(Model(section), study, numbers);
}

/// A process whose paths may be drawn in sets.
template <class Model>
Process sampled_process(std::string name, std::string says, std::vector<Key> keys) {
  return process_of(std::move(name), std::move(says), std::move(keys), make_paths<Model>, make_sets<Model>);
}

}  // namespace ergodic::workloads::paths
