#pragma once

#include "workloads/entities/league/league.hpp"
#include "workloads/entities/past/history.hpp"
#include "workloads/entities/processors/processor.hpp"
#include "workloads/entities/settings/settings.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/stage.hpp>
#include <ergodic/table.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::workloads::entities {

/// What a study asks for: its processors with those that they read, each after these, and the days of each. Immutable.
/// It sees the tables, and does not hold them: who uses it does.
class Batch {
 public:
  /// A stage: a case of it is a day.
  struct Part {
    const Processor* processor = nullptr;
    std::vector<Date> days = {};
  };

  /// Throws StudyError, through Parameters::reject, for processors and days that there are not.
  Batch(const Inputs& inputs, Settings settings, const Parameters& parameters);

  const Settings& settings() const { return settings_; }
  const League& league() const { return league_; }
  Season season() const { return {league_, settings_}; }
  const std::vector<Part>& parts() const { return parts_; }
  const Part& part(std::string_view stage) const;
  EntityList entities(const Part& part, std::size_t of_case) const;
  /// What entities are called: the player or the team.
  const Names& subjects(const Part& part) const;
  std::vector<std::string> names_of(const Part& part, std::size_t of_case) const;
  /// Bytes of the longest of these names.
  std::size_t longest_name(const Part& part) const;

 private:
  void choose_processors(const Inputs& inputs, const Parameters& parameters);
  void choose_days(const Parameters& parameters);
  std::vector<Date> days_with_games(Date first, Date last) const;
  bool is_read_ahead(const Processor& processor) const;

  Settings settings_;
  League league_;
  std::vector<Part> parts_;
};

/// What earlier stages of a batch have left, as histories: each is made when it is first asked for.
class Histories {
 public:
  Histories(std::shared_ptr<const Batch> batch, const EarlierStages& earlier)
      : batch_(std::move(batch)), earlier_(&earlier) {}

  const History& of(std::string_view stage) const;

 private:
  std::unique_ptr<const History> read(std::string_view stage) const;

  std::shared_ptr<const Batch> batch_;
  const EarlierStages* earlier_;
  mutable std::map<std::string, std::unique_ptr<const History>, std::less<>> histories_;
};

}  // namespace ergodic::workloads::entities
