#include "cli/output/replay_json.hpp"

#include "analysis/row_check.hpp"
#include "analysis/stored_value.hpp"
#include "cli/output/json.hpp"
#include "engine/summary/failure_columns.hpp"
#include "statistics/in_unit.hpp"

#include <string>
#include <vector>

namespace ergodic::cli {
namespace {

using analysis::stored_as;
using analysis::stored_integer;

std::string text_of(const Json& json) { return json.dump(); }

/// `"fields": […], "steps": [{…}, …]`, written as it is told.
class CourseJson final : public Course {
 public:
  explicit CourseJson(std::ostream& out) : out_(out) {}

  void begin(std::span<const CourseField> fields) override {
    Json list = Json::array();
    for (const CourseField& field : fields) {
      list.push_back({{"name", field.name}, {"unit", field.unit}});
      names_.push_back(field.name);
    }
    out_ << "\"fields\":" << text_of(list) << ",\"steps\":[";
  }

  void step(std::span<const CourseValue> values) override {
    Json step;
    for (std::size_t i = 0; i < names_.size(); ++i)
      step[names_[i]] = std::visit([](const auto& value) { return json_of(value); }, values[i]);
    out_ << (first_ ? "" : ",") << text_of(step);
    first_ = false;
  }

  void end() { out_ << ']'; }

 private:
  static Json json_of(std::monostate) { return nullptr; }
  static Json json_of(std::int64_t value) { return value; }
  static Json json_of(double value) { return json_number(value); }
  static Json json_of(std::string_view value) { return value; }

  std::ostream& out_;
  std::vector<std::string> names_;
  bool first_ = true;
};

Json one_value(const Column& column, const std::byte* stored) {
  if (!analysis::has_value(column, stored)) return nullptr;
  if (column.type == Type::float64) return json_number(statistics::in_unit(stored_as<double>(stored), column));
  const std::int64_t value = stored_integer(column.type, stored);
  if (column.is_category() && static_cast<std::size_t>(value) < column.categories.size())
    return column.categories[static_cast<std::size_t>(value)];
  return column.scale == 1 ? Json(value) : Json(statistics::in_unit(static_cast<double>(value), column));
}

Json value_json(const Column& column, std::span<const std::byte> stored) {
  if (column.axis.empty()) return one_value(column, stored.data());
  Json values = Json::array();
  for (std::size_t at = 0; at < stored.size(); at += size_of(column.type))
    values.push_back(one_value(column, &stored[at]));
  return values;
}

/// What makes the session's stream, and the key that comes of it.
Json stream_json(const engine::Plan& plan, const engine::SessionIndex& place) {
  const bool common = plan.common_random_numbers();
  const auto key = plan.streams(place.case_index).key();
  return {{"seed", plan.seed()},
          {"workload", plan.layout().workload},
          {"case", common ? Json(nullptr) : Json(plan.case_label(place.case_index))},
          {"replicate", place.replicate},
          {"key", Json::array({key[0], key[1]})}};
}

/// The row of the session, and what the file says to it: "equal", "different", "not done" or "no rows".
bool add_row(const analysis::Results& results, const engine::SessionIndex& place, const Rows& rows, Json& json) {
  const analysis::Description& held = results.description;
  for (std::size_t i = 0; i < held.columns().size(); ++i)
    json["row"][held.columns()[i].name] = value_json(held.columns()[i], rows.bytes(i));
  if (!rows.failures().empty()) {
    const Failure failure = engine::in_words(rows.failures().front(), held.failures(), held.columns());
    json["failure"] = {{"category", failure.category}, {"reason", failure.reason}, {"can_retry", failure.can_retry}};
  }
  json["file"] = held.kept().empty() ? "no rows" : "equal";
  if (!results.done[held.block_of(place)]) {
    json["file"] = "not done";
    return false;
  }
  const auto wrong = analysis::differences(results, place, rows);
  for (const analysis::Difference& d : wrong)
    json["stored"][d.column.name] = value_json(d.column, d.stored);
  if (!wrong.empty()) json["file"] = "different";
  return !wrong.empty();
}

}  // namespace

bool write_replay_json(const analysis::Results& results, const engine::Plan& plan, const engine::SessionIndex& place,
                       engine::BlockSimulator& simulator, std::ostream& out) {
  Json head = Json::object();
  if (!plan.stage().empty()) head["stage"] = plan.stage();
  head.update({{"case", plan.case_label(place.case_index)},
               {"replicate", place.replicate},
               {"session", number(plan.id(place.case_index, place.replicate))},
               {"stream", stream_json(plan, place)}});
  if (const auto names = results.session_names(place.case_index); !names.empty())
    head["entity"] = names[place.replicate];
  std::string begun = text_of(head);
  begun.back() = ',';
  out << begun;
  CourseJson course(out);
  simulator.workload(place.case_index).course(place.replicate, plan.streams(place.case_index), course);
  course.end();

  simulator.simulate_rows(place.case_index, {place.replicate, 1});
  Json tail;
  const bool contradicted = add_row(results, place, simulator.rows(), tail);
  std::string ended = text_of(tail);
  ended.front() = ',';
  out << ended << '\n';
  return contradicted;
}

}  // namespace ergodic::cli
