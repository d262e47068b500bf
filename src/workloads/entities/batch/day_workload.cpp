#include "workloads/entities/batch/day_workload.hpp"

#include "workloads/entities/processors/knowledge.hpp"
#include "workloads/entities/processors/processors.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <utility>

namespace ergodic::workloads::entities {
namespace {

Past past_of(const Batch& batch, std::shared_ptr<const Histories> histories, const Processor& processor, Date date) {
  return Past(
      {date, processor.looks_ahead(), !batch.settings().is_corrected(),
       Knowledge(batch.season(), date).of_first_game()},
      [histories = std::move(histories)](std::string_view stage) -> const History& { return histories->of(stage); },
      [](std::string_view stage) { return find_processor(stage)->looks_ahead(); });
}

}  // namespace

Headlines headlines_of(const Processor& processor) {
  const Columns columns = processor.columns();
  const bool has_ready =
      std::any_of(columns.begin(), columns.end(), [](const Column& one) { return one.name == "is_production_ready"; });
  return has_ready ? Headlines{{"ready", "is_production_ready", "yes"}} : Headlines{};
}

DayWorkload::DayWorkload(Inputs inputs, std::shared_ptr<const Batch> batch, std::shared_ptr<const Histories> histories,
                         std::size_t stage, std::size_t of_case)
    : inputs_(std::move(inputs)),
      batch_(std::move(batch)),
      histories_(std::move(histories)),
      part_(batch_->parts().at(stage)),
      date_(part_.days.at(of_case)),
      entities_(batch_->entities(part_, of_case)),
      guards_(*part_.processor, batch_->season(), date_, entities_),
      past_(past_of(*batch_, histories_, *part_.processor, date_)),
      day_(part_.processor->day({batch_->season(), date_, entities_, past_})) {}

Headlines DayWorkload::headlines() const { return headlines_of(*part_.processor); }

Daily::Guard DayWorkload::guard() const {
  if (guards_.are_open()) return {};
  return [this](std::size_t entity) { return guards_.of(entity); };
}

void DayWorkload::simulate(Replicates replicates, const Streams&, Rows& rows) const {
  day_->fill(replicates, rows, guard());
}

void DayWorkload::transcript(std::uint64_t replicate, const Streams&, std::ostream& out) const {
  const Entity& entity = entities_.at(static_cast<std::size_t>(replicate));
  const Directory& names = batch_->league().names;
  const Names& subjects = part_.processor->is_about_players() ? names.players : names.teams;
  fmt::print(out, "{} of {}, {}", part_.processor->title(), subjects[entity.subject], date_text(date_));
  if (entity.game != no_code) fmt::print(out, ", game {}", names.games[entity.game]);
  out << '\n';
  day_->tell(static_cast<std::size_t>(replicate), out, guard());
}

}  // namespace ergodic::workloads::entities
