#pragma once

#include "workloads/entities/calendar/date.hpp"
#include "workloads/entities/league/cells.hpp"
#include "workloads/entities/league/league.hpp"
#include "workloads/entities/past/past.hpp"
#include "workloads/entities/processors/outcomes.hpp"
#include "workloads/entities/settings/settings.hpp"

#include <ergodic/record.hpp>
#include <ergodic/rows.hpp>
#include <ergodic/session.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace ergodic::workloads::entities {

/// Whom a row is about. Those of a day are in the order of game, then subject.
struct Entity {
  Code game = no_code;
  Code subject = no_code;  ///< a player, or a team: what Processor::is_about_players says
  std::uint32_t row = 0;   ///< of the table that names the entity, if the processor wants one
};
using EntityList = std::vector<Entity>;

/// The tables and what the study says, of which everything else is worked out.
struct Season {
  const League& league;
  const Settings& settings;
};

/// A day of a processor: made once, with what it looks up for all entities of the day, then asked for their rows.
class Daily {
 public:
  /// What keeps an entity from being computed at all; ok for one that nothing keeps.
  using Guard = std::function<Verdict(std::size_t entity)>;

  virtual ~Daily() = default;
  /// The rows of the entities `range`; row i of `rows` is that of entity range.first + i.
  virtual void fill(Replicates range, Rows& rows, const Guard& guard) const = 0;
  void fill(Replicates range, Rows& rows) const { fill(range, rows, {}); }
  /// How one of them came about, for a person.
  virtual void tell(std::size_t entity, std::ostream& out, const Guard& guard) const = 0;
};

/// What a day is made from.
struct DayRequest {
  Season season;
  Date date;
  const EntityList& entities;
  const Past& past;
};

/// Whether the entity breaker keeps entities of a processor.
enum class Breaker : std::uint8_t { none, unless_backfill, always };

/// A processor: whom it is about, what it reads, what it leaves. A stage of a study. Stateless.
class Processor {
 public:
  virtual ~Processor() = default;

  virtual std::string name() const = 0;                         ///< snake_case; of the stage
  virtual std::string title() const = 0;                        ///< one line
  virtual std::vector<std::string> tables() const = 0;          ///< without which it cannot work
  virtual std::vector<std::string> uses() const { return {}; }  ///< that it reads where they are given
  virtual Breaker breaker() const { return Breaker::none; }
  virtual std::vector<std::string> reads(const Settings& settings) const = 0;  ///< names of earlier processors
  virtual bool is_about_players() const = 0;                                   ///< else about teams
  /// Whether it is about games to come, and must not know how they end.
  virtual bool looks_ahead() const = 0;

  virtual Columns columns() const = 0;
  /// Those of a day, in the order of game, then subject, from tables and settings alone.
  virtual EntityList entities(const Season& season, Date date) const = 0;
  virtual std::unique_ptr<const Daily> day(const DayRequest& request) const = 0;
};

/// Sorts entities, and leaves each once.
void sort_entities(EntityList& entities);
/// The place of one in a sorted list; its size where there is none.
std::size_t place_of(const EntityList& entities, Code game, Code subject);

/// A day of a processor whose rows are structs, with a record a column. A processor derives from this, and says by
/// evaluate() how one row is made: it may throw BadCell, and what else it throws is its own entity's failure.
template <class Row>
class DailyOf : public Daily {
 public:
  DailyOf(const Records<Row>& records, EntityList entities) : records_(records), entities_(std::move(entities)) {}

  using Daily::fill;

  void fill(Replicates range, Rows& rows, const Guard& guard) const final {
    const RowWriter<Row> writer(records_, rows);
    std::vector<Row> made(static_cast<std::size_t>(range.count));
    for (std::size_t i = 0; i < made.size(); ++i) {
      const Verdict verdict = evaluated(static_cast<std::size_t>(range.first) + i, made[i], guard);
      if (verdict.is_ok()) continue;
      made[i] = Row{};
      rows.fail(i, static_cast<std::size_t>(*verdict.failure),
                {verdict.numbers[0], verdict.numbers[1], verdict.numbers[2]});
    }
    writer.write_rows(0, made);
  }

  void tell(std::size_t at, std::ostream& out, const Guard& guard) const final {
    Row row{};
    const Verdict verdict = evaluated(at, row, guard);
    explain(at, out);
    if (!verdict.is_ok()) {
      out << "no row: " << failure_categories()[static_cast<std::size_t>(*verdict.failure)].name << '\n';
      return;
    }
    const std::vector<Row> one{row};
    write_values<Row>(records_, one, out);
  }

 protected:
  /// The row of the entity at a place of the day's list; it begins as Row{}.
  virtual Verdict evaluate(std::size_t at, Row& row) const = 0;
  /// The rows that were read, the windows, the rules that fired: lines of a transcript.
  virtual void explain(std::size_t /*at*/, std::ostream&) const {}

  const EntityList& entities() const { return entities_; }

 private:
  Verdict evaluated(std::size_t at, Row& row, const Guard& guard) const {
    try {
      const Verdict kept = guard ? guard(at) : ok();
      if (!kept.is_ok()) return kept;
      return evaluate(at, row);
    } catch (const BadCell& cell) {
      return failed(cell.is_missing ? Category::processing_error : Category::unreadable_cell, cell.label,
                    static_cast<double>(cell.row));
    } catch (const InternalError&) {
      throw;  // ours: all entities have it
    } catch (const std::exception&) {
      return failed(Category::thrown);
    }
  }

  const Records<Row>& records_;
  EntityList entities_;
};

/// The value, as a column of whole numbers stores it.
inline std::int32_t stored(std::int64_t value) {
  return value == missing_whole ? missing_value<std::int32_t>() : static_cast<std::int32_t>(value);
}
/// no_code: missing.
inline std::int32_t stored_code(Code code) { return code == no_code ? missing_value<std::int32_t>() : code; }

}  // namespace ergodic::workloads::entities
