#include "engine/run/run_record.hpp"

#include "core/json.hpp"
#include "store/disk/positioned_file.hpp"
#include "store/disk/posix.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <ctime>
#include <fstream>
#include <span>
#include <system_error>

namespace ergodic::engine {
namespace {

namespace fs = std::filesystem;

Json to_json(const RankRecord& rank) {
  return {{"sessions", rank.sessions},
          {"failures", rank.failures},
          {"blocks", rank.blocks.empty() ? Json(nullptr) : Json::array({rank.blocks.first, rank.blocks.last})},
          {"silent_for", rank.silent_for ? Json(*rank.silent_for) : Json(nullptr)}};
}

Json to_json(const InputRecord& input) {
  return {{"table", input.table}, {"file", input.file.string()}, {"group", input.group}, {"digest", input.digest}};
}

Json to_json(const Cost& cost) { return {{"seconds", cost.seconds}, {"processor_seconds", cost.processor_seconds}}; }

Activity activity_from(const Json& json) {
  const auto phase = phase_named(json.value("phase", ""));
  if (!phase) return {Phase::running};
  return {*phase, json.value("done", std::uint64_t{0}), json.value("total", std::uint64_t{0})};
}

Json to_json(const RunRecord& run) {
  Json ranks = Json::array();
  for (const RankRecord& rank : run.per_rank)
    ranks.push_back(to_json(rank));
  Json json{{"program_version", run.program_version},
            {"command", run.command},
            {"scheduling", run.scheduling},
            {"ranks", run.hosts.size()},
            {"hosts", run.hosts},
            {"started", run.started},
            {"updated", run.updated},
            {"ended", run.ended},
            {"renewed_every", run.renewed_every},
            {"state", run.state},
            {"doing", activity_json(run.doing)},
            {"stop_reason", run.stop_reason},
            {"blocks_before", run.blocks_before ? Json(*run.blocks_before) : Json(nullptr)},
            {"sessions", run.sessions},
            {"failures", run.failures},
            {"seconds", run.seconds},
            {"costs", costs_json(run.costs)},
            {"dearest_cases", Json::array()},
            {"per_rank", ranks}};
  for (const CaseRecord& one : run.dearest)
    json["dearest_cases"].push_back(case_cost_json(one));
  for (const InputRecord& input : run.inputs)
    json["inputs"].push_back(to_json(input));
  return json;
}

Cost cost_from(const Json& json, const char* name) {
  if (!json.contains(name)) return {};
  return {json.at(name).value("seconds", 0.0), json.at(name).value("processor_seconds", 0.0)};
}

WorkCosts costs_from(const Json& json) {
  WorkCosts costs;
  for (std::size_t i = 0; i < work_count; ++i)
    costs.of[i] = cost_from(json, names_of_work[i]);
  costs.peak_bytes = json.value("peak_bytes", std::uint64_t{0});
  return costs;
}

CaseRecord case_from(const Json& json) {
  CaseRecord record{json.value("stage", ""), json.value("case", ""), {}};
  record.cost.sessions = json.value("sessions", std::uint64_t{0});
  record.cost.preparing = cost_from(json, "preparing");
  record.cost.simulating = cost_from(json, "simulating");
  record.cost.peak_bytes = json.value("peak_bytes", std::uint64_t{0});
  return record;
}

InputRecord input_from(const Json& json) {
  return {json.value("table", ""), json.value("file", ""), json.value("group", ""), json.value("digest", "")};
}

RankRecord rank_from(const Json& json) {
  RankRecord rank{json.value("sessions", std::uint64_t{0}), json.value("failures", std::uint64_t{0}), {}, {}};
  if (json.contains("blocks") && json.at("blocks").is_array())
    rank.blocks = {json.at("blocks").at(0), json.at("blocks").at(1)};
  if (json.contains("silent_for") && json.at("silent_for").is_number())
    rank.silent_for = json.at("silent_for").get<double>();
  return rank;
}

RunRecord run_from(const Json& json) {
  RunRecord run;
  run.program_version = json.value("program_version", "");
  run.command = json.value("command", "");
  run.scheduling = json.value("scheduling", "");
  run.hosts = json.value("hosts", std::vector<std::string>{});
  run.started = json.value("started", "");
  run.updated = json.value("updated", "");
  run.ended = json.value("ended", "");
  run.renewed_every = json.value("renewed_every", run.renewed_every);
  run.state = json.value("state", "");
  if (json.contains("doing")) run.doing = activity_from(json.at("doing"));
  run.stop_reason = json.value("stop_reason", "");
  if (json.contains("blocks_before") && json.at("blocks_before").is_number())
    run.blocks_before = json.at("blocks_before").get<std::uint64_t>();
  run.sessions = json.value("sessions", std::uint64_t{0});
  run.failures = json.value("failures", std::uint64_t{0});
  run.seconds = json.value("seconds", 0.0);
  if (json.contains("per_rank")) {
    for (const Json& rank : json.at("per_rank").values())
      run.per_rank.push_back(rank_from(rank));
  }
  if (json.contains("inputs")) {
    for (const Json& input : json.at("inputs").values())
      run.inputs.push_back(input_from(input));
  }
  if (json.contains("costs")) run.costs = costs_from(json.at("costs"));
  if (json.contains("dearest_cases")) {
    for (const Json& one : json.at("dearest_cases").values())
      run.dearest.push_back(case_from(one));
  }
  return run;
}

std::optional<Json> read_record(const fs::path& path) {
  std::ifstream in(path);
  return Json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
}

bool is_of_same_run(const RunRecord& a, const RunRecord& b) {
  return a.started == b.started && a.hosts == b.hosts && a.command == b.command;
}

Json read_runs(const fs::path& path) {
  if (!fs::exists(path)) return Json::array();
  const std::optional<Json> record = read_record(path);
  if (!record || !record->contains("runs") || !record->at("runs").is_array()) {
    throw InputOutputError(fmt::format(
        "cannot keep the run record {} (a file of that name is there that is none) rename it", path.string()));
  }
  return record->at("runs");
}

/// `making_ending`: of two threads, or ranks, that write it at once, each makes a file of its own.
void write_runs(const fs::path& path, const Json& runs, const char* making_ending = ".tmp") {
  const fs::path making = path.string() + making_ending;
  // The command line may hold any bytes, JSON only UTF-8.
  const std::string text = Json{{"runs", runs}}.dump(2) + "\n";
  try {
    store::PositionedFile(making, store::PositionedFile::Access::create).write(0, std::as_bytes(std::span(text)));
    store::rename_file(making, path);
  } catch (...) {
    std::error_code ignored;
    fs::remove(making, ignored);
    throw;
  }
}

}  // namespace

Json costs_json(const WorkCosts& costs) {
  Json json;
  for (std::size_t i = 0; i < work_count; ++i)
    json[names_of_work[i]] = to_json(costs.of[i]);
  json["peak_bytes"] = costs.peak_bytes;
  return json;
}

Json case_cost_json(const CaseRecord& record) {
  return {{"stage", record.stage},
          {"case", record.label},
          {"sessions", record.cost.sessions},
          {"preparing", to_json(record.cost.preparing)},
          {"simulating", to_json(record.cost.simulating)},
          {"peak_bytes", record.cost.peak_bytes}};
}

Json activity_json(const Activity& doing) {
  const std::string unit = unit_of(doing.phase);
  Json json{{"phase", name_of(doing.phase)}};
  if (doing.total == 0 || unit.empty()) return json;
  json["done"] = doing.done;
  json["total"] = doing.total;
  json["unit"] = unit;
  return json;
}

bool did_no_block(const RunRecord& last, std::uint64_t blocks_done) {
  const bool was_ended = last.state != "complete" && last.state != "failed";
  return was_ended && last.sessions == 0 && last.blocks_before == blocks_done;
}

fs::path run_record_path(const fs::path& output) {
  const fs::path ending = output.extension();
  const bool usual = ending == ".h5" || ending == ".hdf5" || ending == ".nc";
  return usual ? fs::path(output).replace_extension(".run.json") : fs::path(output.string() + ".run.json");
}

void append_run_record(const fs::path& output, const RunRecord& run, bool fresh) {
  Json runs = read_runs(run_record_path(output));
  if (fresh) runs = Json::array();
  runs.push_back(to_json(run));
  write_runs(run_record_path(output), runs);
}

void update_run_record(const fs::path& output, const RunRecord& run) {
  Json runs = read_runs(run_record_path(output));
  if (runs.empty()) {
    runs.push_back({});
  } else {
    const RunRecord last = run_from(runs.values().back());
    if (!is_of_same_run(last, run) || last.state != "running") return;
  }
  runs.values().back() = to_json(run);
  write_runs(run_record_path(output), runs);
}

void leave_last_words(const fs::path& output, const std::string& started, const std::string& words) noexcept {
  try {
    const fs::path path = run_record_path(output);
    Json runs = read_runs(path);
    if (runs.empty()) return;
    RunRecord last = run_from(runs.values().back());
    if (last.started != started || last.state != "running") return;
    last.updated = last.ended = timestamp();
    last.state = "failed";
    last.stop_reason = words;
    runs.values().back() = to_json(last);
    write_runs(path, runs, ".last.tmp");
  } catch (...) {  // they are on standard error, too
  }
}

std::optional<RunRecord> last_run_record(const fs::path& output) {
  const std::optional<Json> record = read_record(run_record_path(output));
  if (!record) return std::nullopt;
  try {
    const Json& runs = record->at("runs");
    return run_from(runs.at(runs.values().size() - 1));
  } catch (const JsonError&) {  // of somebody else
    return std::nullopt;
  }
}

std::optional<InputRecord> recorded_input(const fs::path& output, const std::string& table, const std::string& digest) {
  const std::optional<Json> record = read_record(run_record_path(output));
  if (!record) return std::nullopt;
  std::optional<InputRecord> last;
  try {
    for (const Json& run : record->at("runs").values()) {
      for (InputRecord& input : run_from(run).inputs) {
        if (input.table == table && input.digest == digest) last = std::move(input);
      }
    }
  } catch (const JsonError&) {  // of somebody else
  }
  return last;
}

void gather_run_records(const fs::path& output, const std::vector<fs::path>& parts) {
  Json all = Json::array();
  for (const fs::path& part : parts) {
    Json runs = read_runs(run_record_path(part));
    for (Json& run : runs.values())
      all.push_back(std::move(run));
  }
  write_runs(run_record_path(output), all);
}

std::string timestamp() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

std::optional<double> seconds_since(const std::string& timestamp) {
  std::tm utc{};
  const char* end = strptime(timestamp.c_str(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return std::difftime(std::time(nullptr), timegm(&utc));
}

}  // namespace ergodic::engine
