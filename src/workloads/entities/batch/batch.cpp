#include "workloads/entities/batch/batch.hpp"

#include "core/suggest.hpp"
#include "workloads/entities/processors/processors.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/missing.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace ergodic::workloads::entities {
namespace {

/// Days before the first that a processor of games to come looks back beyond the start of its season.
constexpr Date longest_look_back = 60;

void add_with_what_it_reads(const Processor& processor, const Settings& settings, std::set<std::string>& wanted) {
  if (!wanted.insert(processor.name()).second) return;
  for (const std::string& read : processor.reads(settings))
    add_with_what_it_reads(*find_processor(read), settings, wanted);
}

std::set<std::string> wanted_processors(const Settings& settings, const Parameters& parameters) {
  std::vector<std::string> known{"all"};
  for (const auto& one : processors())
    known.push_back(one->name());
  std::set<std::string> wanted;
  for (std::size_t i = 0; i < settings.processors.size(); ++i) {
    const std::string& name = settings.processors[i];
    const Processor* one = find_processor(name);
    if (one == nullptr && name != "all")
      parameters.reject(fmt::format("processors[{}]", i), fmt::format("unknown processor \"{}\"", name),
                        fmt::format("there are {}", enumerate(known)), did_you_mean(name, known));
    for (const auto& each : processors()) {
      if (name == "all" || each.get() == one) add_with_what_it_reads(*each, settings, wanted);
    }
  }
  return wanted;
}

}  // namespace

Batch::Batch(const Inputs& inputs, Settings settings, const Parameters& parameters)
    : settings_(std::move(settings)), league_(inputs, settings_.teams) {
  choose_processors(inputs, parameters);
  choose_days(parameters);
}

void Batch::choose_processors(const Inputs& inputs, const Parameters& parameters) {
  const std::set<std::string> wanted = wanted_processors(settings_, parameters);
  for (const auto& one : processors()) {
    if (wanted.count(one->name()) == 0) continue;
    for (const std::string& table : one->tables()) {
      if (!inputs.has(table))
        parameters.reject("processors", fmt::format("{} reads the table {}", one->name(), table),
                          "the study does not give it", fmt::format("name its file at inputs.{}", table));
    }
    parts_.push_back({one.get()});
  }
}

/// Whether one of games to come reads a processor of games that were played: it then wants all days before, too.
bool Batch::is_read_ahead(const Processor& processor) const {
  if (processor.looks_ahead()) return false;
  return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
    std::set<std::string> read;
    add_with_what_it_reads(*part.processor, settings_, read);
    return part.processor->looks_ahead() && read.count(processor.name()) > 0;
  });
}

std::vector<Date> Batch::days_with_games(Date first, Date last) const {
  std::set<Date> days;
  const auto add = [&](const RowsBy& by_date) {
    const auto low = std::max<std::int64_t>(first, by_date.low());
    const auto high = std::min<std::int64_t>(last, by_date.high());
    for (std::int64_t day = low; day <= high; ++day) {
      if (!by_date[day].empty()) days.insert(static_cast<Date>(day));
    }
  };
  if (league_.schedule) add(league_.schedule->by_date);
  if (league_.player_box) add(league_.player_box->by_date);
  if (league_.team_box) add(league_.team_box->by_date);
  return {days.begin(), days.end()};
}

void Batch::choose_days(const Parameters& parameters) {
  const auto& by_date = league_.schedule->by_date;
  const Date first = settings_.first.value_or(static_cast<Date>(by_date.low()));
  const Date last = settings_.last.value_or(static_cast<Date>(by_date.high()));
  const std::vector<Date> days = days_with_games(first, last);
  if (days.empty())
    parameters.reject("dates", "no day has a game",
                      fmt::format("the schedule is of {} to {}", date_text(static_cast<Date>(by_date.low())),
                                  date_text(static_cast<Date>(by_date.high()))),
                      "choose days within");
  const Date since = std::min(season_start(first), first - longest_look_back);
  const std::vector<Date> with_those_before = days_with_games(since, last);
  for (Part& part : parts_)
    part.days = is_read_ahead(*part.processor) ? with_those_before : days;
}

const Batch::Part& Batch::part(std::string_view stage) const {
  const auto found =
      std::find_if(parts_.begin(), parts_.end(), [&](const Part& one) { return one.processor->name() == stage; });
  if (found == parts_.end()) throw InternalError(fmt::format("no stage {} is in the batch", stage));
  return *found;
}

EntityList Batch::entities(const Part& part, std::size_t of_case) const {
  return part.processor->entities(season(), part.days[of_case]);
}

const Names& Batch::subjects(const Part& part) const {
  return part.processor->is_about_players() ? league_.names.players : league_.names.teams;
}

std::vector<std::string> Batch::names_of(const Part& part, std::size_t of_case) const {
  std::vector<std::string> names;
  for (const Entity& one : entities(part, of_case))
    names.push_back(subjects(part)[one.subject]);
  return names;
}

std::size_t Batch::longest_name(const Part& part) const {
  std::size_t longest = 0;
  for (const std::string& name : subjects(part).all())
    longest = std::max(longest, name.size());
  return longest;
}

const History& Histories::of(std::string_view stage) const {
  const auto found = histories_.find(stage);
  if (found != histories_.end()) return *found->second;
  return *histories_.emplace(std::string(stage), read(stage)).first->second;
}

std::unique_ptr<const History> Histories::read(std::string_view stage) const {
  const Batch::Part& part = batch_->part(stage);
  const std::string name(stage);
  std::vector<History::Case> cases;
  for (std::size_t c = 0; c < part.days.size(); ++c) {
    History::Case one{part.days[c], {}};
    const EntityList entities = batch_->entities(part, c);
    if (!entities.empty()) {
      const std::vector<std::int64_t> outcomes = earlier_->wholes(name, c, "outcome");
      for (std::size_t i = 0; i < entities.size(); ++i)
        one.subjects.push_back(outcomes[i] == 0 ? entities[i].subject : no_code);
    }
    cases.push_back(std::move(one));
  }
  const Columns columns = part.processor->columns();
  const auto whole_or_missing = [columns](std::string_view column, std::vector<std::int64_t> values) {
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const Column& one) { return one.name == column; });
    for (std::int64_t& value : values) {
      if (found != columns.end() && is_missing(*found, value)) value = missing_whole;
    }
    return values;
  };
  const EarlierStages* earlier = earlier_;
  const std::size_t subjects =
      part.processor->is_about_players() ? batch_->league().names.players.size() : batch_->league().names.teams.size();
  auto history = std::make_unique<History>(
      cases, subjects,
      History::Source{
          [earlier, name](std::size_t c, std::string_view column) { return earlier->reals(name, c, column); },
          [earlier, name, whole_or_missing](std::size_t c, std::string_view column) {
            return whole_or_missing(column, earlier->wholes(name, c, column));
          }});
  const bool tells =
      std::any_of(columns.begin(), columns.end(), [](const Column& one) { return one.name == "known_at"; });
  if (tells) history->tell_known_by("known_at");
  return history;
}

}  // namespace ergodic::workloads::entities
