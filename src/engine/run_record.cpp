#include "engine/run_record.hpp"

#include "store/positioned_file.hpp"
#include "store/posix.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <ctime>
#include <fstream>
#include <span>
#include <system_error>

namespace ergodic::engine {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

Json to_json(const RunRecord& run) {
  return {{"program_version", run.program_version},
          {"command", run.command},
          {"scheduling", run.scheduling},
          {"ranks", run.hosts.size()},
          {"hosts", run.hosts},
          {"started", run.started},
          {"ended", run.ended},
          {"state", run.state},
          {"sessions", run.sessions},
          {"failures", run.failures},
          {"seconds", run.seconds}};
}

Json read_runs(const fs::path& path) {
  if (!fs::exists(path)) return Json::array();
  std::ifstream in(path);
  const Json record = Json::parse(in, nullptr, /*allow_exceptions=*/false);
  if (!record.is_object() || !record.contains("runs") || !record["runs"].is_array()) {
    throw InputOutputError(fmt::format(
        "cannot keep the run record {} (a file of that name is there that is none) rename it", path.string()));
  }
  return record["runs"];
}

void write_runs(const fs::path& path, const Json& runs) {
  const fs::path making = path.string() + ".tmp";
  // The command line may hold any bytes, JSON only UTF-8.
  const std::string text = Json{{"runs", runs}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
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

fs::path run_record_path(const fs::path& output) {
  const fs::path ending = output.extension();
  const bool usual = ending == ".h5" || ending == ".hdf5" || ending == ".nc";
  return usual ? fs::path(output).replace_extension(".run.json") : fs::path(output.string() + ".run.json");
}

void append_run_record(const fs::path& output, const RunRecord& run, bool fresh) {
  Json runs = read_runs(run_record_path(output));
  if (fresh) runs.clear();
  runs.push_back(to_json(run));
  write_runs(run_record_path(output), runs);
}

void update_run_record(const fs::path& output, const RunRecord& run) {
  Json runs = read_runs(run_record_path(output));
  if (runs.empty()) runs.push_back(Json());
  runs.back() = to_json(run);
  write_runs(run_record_path(output), runs);
}

void gather_run_records(const fs::path& output, const std::vector<fs::path>& parts) {
  Json all = Json::array();
  for (const fs::path& part : parts) {
    for (Json& run : read_runs(run_record_path(part)))
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

}  // namespace ergodic::engine
