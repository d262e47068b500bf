#pragma once

#include "study/study.hpp"
#include "support/temporary_folder.hpp"
#include "tables/read.hpp"
#include "workloads/entities/entities.hpp"

#include <ergodic/rows.hpp>
#include <ergodic/stage.hpp>
#include <ergodic/table.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctime>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::test {

/// All stages of a study of entities, simulated in memory, day after day: rows as the file would have them.
class LeagueRun final : public EarlierStages {
 public:
  LeagueRun(WorkloadKind& kind, const Parameters& parameters, Inputs inputs)
      : kind_(kind), parameters_(parameters), inputs_(std::move(inputs)), stages_(kind.stages(parameters, inputs_)) {
    for (std::size_t s = 0; s < stages_.size(); ++s) {
      for (std::size_t c = 0; c < stages_[s].cases.size(); ++c) {
        const auto workload = kind.make_in_stage(parameters, inputs_, s, c, *this);
        Rows rows(stages_[s].rows.columns, {});
        const std::uint64_t count = *stages_[s].cases[c].sessions;
        rows.reset(count);
        if (count > 0) workload->simulate({0, count}, Streams(Philox4x32::Key{}), rows);
        for (const Failure& failure : rows.failures())
          rows.clear_row(failure.row);
        rows_[{s, c}] = std::make_unique<Rows>(std::move(rows));
        workloads_[{s, c}] = workload;
      }
    }
  }

  const std::vector<Stage>& stages() const { return stages_; }
  std::size_t stage(std::string_view name) const {
    for (std::size_t s = 0; s < stages_.size(); ++s) {
      if (stages_[s].name == name) return s;
    }
    throw std::runtime_error("no stage " + std::string(name));
  }
  /// Entities of all days of a stage.
  std::uint64_t entities(std::string_view stage_name) const {
    std::uint64_t entities = 0;
    for (std::size_t c = 0; c < cases(stage_name); ++c)
      entities += sessions(stage_name, c);
    return entities;
  }
  /// The processor's seconds in which all days of a stage are made and simulated again, into the same buffer.
  double seconds_of(std::string_view stage_name) const {
    const std::size_t s = stage(stage_name);
    Rows rows(stages_[s].rows.columns, {});
    const std::clock_t begin = std::clock();
    for (std::size_t c = 0; c < stages_[s].cases.size(); ++c) {
      const std::uint64_t count = *stages_[s].cases[c].sessions;
      rows.reset(count);
      if (count == 0) continue;
      const auto workload = kind_.make_in_stage(parameters_, inputs_, s, c, *this);
      workload->simulate({0, count}, Streams(Philox4x32::Key{}), rows);
    }
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  }
  std::size_t of_case(std::string_view stage_name, std::string_view date) const {
    const std::vector<StageCase>& cases = stages_[stage(stage_name)].cases;
    for (std::size_t c = 0; c < cases.size(); ++c) {
      if (cases[c].label == date) return c;
    }
    throw std::runtime_error("no case " + std::string(date));
  }
  const Rows& rows(std::string_view stage_name, std::string_view date) const {
    return *rows_.at({stage(stage_name), of_case(stage_name, date)});
  }
  /// The value of a column of whatever type, missing as NaN.
  double value(std::string_view stage_name, std::string_view date, std::size_t entity, std::string_view column) const {
    return value_of(rows(stage_name, date), entity, column);
  }
  /// The category by which an entity failed; empty: it did not.
  std::string failure(std::string_view stage_name, std::string_view date, std::size_t entity) const {
    for (const Failure& one : rows(stage_name, date).failures()) {
      if (one.row == entity) return workloads::entities::failure_categories().at(*one.declared).name;
    }
    return "";
  }
  std::array<double, most_failure_numbers> failure_numbers(std::string_view stage_name, std::string_view date,
                                                           std::size_t entity) const {
    for (const Failure& one : rows(stage_name, date).failures()) {
      if (one.row == entity) return one.numbers;
    }
    return {};
  }
  std::string transcript(std::string_view stage_name, std::string_view date, std::size_t entity) const {
    std::ostringstream out;
    workloads_.at({stage(stage_name), of_case(stage_name, date)})->transcript(entity, Streams(Philox4x32::Key{}), out);
    return out.str();
  }

  std::size_t cases(std::string_view name) const override { return stages_[stage(name)].cases.size(); }
  std::uint64_t sessions(std::string_view name, std::size_t c) const override {
    return *stages_[stage(name)].cases[c].sessions;
  }
  std::uint64_t succeeded(std::string_view name, std::size_t c) const override {
    return sessions(name, c) - rows_.at({stage(name), c})->failures().size();
  }
  double mean(std::string_view, std::size_t, std::string_view, std::size_t) const override { return 0; }
  double standard_deviation(std::string_view, std::size_t, std::string_view, std::size_t) const override { return 0; }
  std::vector<double> reals(std::string_view name, std::size_t c, std::string_view column) const override {
    const auto values = rows_.at({stage(name), c})->column<double>(column);
    return {values.begin(), values.end()};
  }
  std::vector<std::int64_t> wholes(std::string_view name, std::size_t c, std::string_view column) const override {
    const Rows& rows = *rows_.at({stage(name), c});
    std::vector<std::int64_t> values(rows.count(), 0);
    if (column == "outcome") {
      for (const Failure& failure : rows.failures())
        values[failure.row] = 1;
      return values;
    }
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = stored_of(rows, i, column);
    return values;
  }

 private:
  static const Column& column_of(const Rows& rows, std::string_view name) {
    for (const Column& column : rows.columns()) {
      if (column.name == name) return column;
    }
    throw std::runtime_error("no column " + std::string(name));
  }
  static std::int64_t stored_of(const Rows& rows, std::size_t i, std::string_view name) {
    switch (column_of(rows, name).type) {
      case Type::uint8: return rows.column<std::uint8_t>(name)[i];
      case Type::int16: return rows.column<std::int16_t>(name)[i];
      case Type::int32: return rows.column<std::int32_t>(name)[i];
      case Type::int64: return rows.column<std::int64_t>(name)[i];
      case Type::float64: break;
    }
    throw std::runtime_error("no whole numbers in " + std::string(name));
  }
  static double value_of(const Rows& rows, std::size_t i, std::string_view name) {
    const Column& column = column_of(rows, name);
    if (column.type == Type::float64) return rows.column<double>(name)[i];
    const std::int64_t stored = stored_of(rows, i, name);
    return is_missing(column, stored) ? missing_value<double>() : static_cast<double>(stored);
  }

  WorkloadKind& kind_;
  Parameters parameters_;
  Inputs inputs_;
  std::vector<Stage> stages_;
  std::map<std::pair<std::size_t, std::size_t>, std::unique_ptr<Rows>> rows_;
  std::map<std::pair<std::size_t, std::size_t>, std::shared_ptr<const Workload>> workloads_;
};

/// Tables of a season written as CSV in a test, and what a study makes of them.
class LeagueSeason {
 public:
  /// Text of a table as comma-separated values; blanks around cells are for the eye.
  LeagueSeason& table(const std::string& name, const std::string& csv) {
    texts_[name] = without_blanks(csv);
    return *this;
  }
  const std::string& text(const std::string& name) const { return texts_.at(name); }

  Inputs inputs() const {
    const TemporaryFolder folder;
    Inputs inputs;
    for (const TableForm& form : kind_->tables()) {
      const auto given = texts_.find(form.name);
      if (given == texts_.end()) continue;
      const auto file = folder / (form.name + ".csv");
      std::ofstream(file) << given->second;
      inputs.add(tables::read_table(std::make_shared<const TableForm>(form), {file}));
    }
    return inputs;
  }

  /// A study with these keys, run.
  std::unique_ptr<LeagueRun> run(const std::string& keys) const {
    Workloads workloads;
    workloads.add(std::make_unique<workloads::entities::EntitiesKind>());
    std::string text = "workload: entities\ninputs: {";
    for (const auto& [name, csv] : texts_)
      text += name + ": {file: " + name + ".csv}, ";
    const auto study = study::Study::from_text(text + "}\n" + keys, "test.yaml", {}, workloads);
    return std::make_unique<LeagueRun>(*kind_, study.case_parameters(0), inputs());
  }

 private:
  static std::string without_blanks(const std::string& csv) {
    std::string kept;
    bool at_start = true;
    for (const char c : csv) {
      if (c == ' ' && at_start) continue;
      at_start = c == ',' || c == '\n';
      while ((c == ',' || c == '\n') && !kept.empty() && kept.back() == ' ')
        kept.pop_back();
      kept += c;
    }
    return kept;
  }

  std::map<std::string, std::string> texts_;
  std::shared_ptr<WorkloadKind> kind_ = std::make_shared<workloads::entities::EntitiesKind>();
};

}  // namespace ergodic::test
