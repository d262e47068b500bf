#include "cli/output/shards_output.hpp"
#include "cli/output/plan_text.hpp"

#include <fmt/format.h>

#include <utility>

namespace ergodic::cli {
namespace {

using analysis::array_text;
using analysis::ShardFolder;

std::string next_step(const ShardFolder& shards) {
  if (!shards.to_run().empty())
    return fmt::format("SHARDS={} sbatch --array={} jobs/slurm/shards.sh", shards.count, array_text(shards.to_run()));
  return shards.running.empty() ? merge_line(shards.output, shards.count) : "";
}

std::string text_of(const ShardFolder& shards) {
  std::string text =
      fmt::format("{}: {} of {} shards are complete\n", shards.output.string(), shards.complete.size(), shards.count);
  for (const auto& [name, numbers] : {std::pair("complete", &shards.complete),
                                      {"running", &shards.running},
                                      {"stopped", &shards.stopped},
                                      {"missing", &shards.missing}}) {
    if (!numbers->empty()) text += fmt::format("  {}: {}\n", name, array_text(*numbers));
  }
  if (const std::string next = next_step(shards); !next.empty()) text += fmt::format("Next: {}\n", next);
  return text;
}

}  // namespace

std::string merge_line(const std::filesystem::path& output, std::uint64_t count) {
  std::filesystem::path shards = output;
  shards.replace_extension(fmt::format("*of{}.h5", count));
  return fmt::format("ergodic merge {} {}", output.string(), shards.string());
}

std::string next_line(const analysis::Results& results) {
  const std::string file = results.file.path().string();
  const auto& shard = results.description.layout().shard;
  if (!shard) {
    return fmt::format("ergodic summary {}; ergodic replay {} --session {}", file,
                       file_and_stage(results.file.path(), results.description),
                       results.description.sessions_held().first);
  }
  const auto output = analysis::output_of_shard(results.file.path(), shard->count);
  return fmt::format("{}, when all {} shards are complete",
                     output ? merge_line(*output, shard->count) : fmt::format("ergodic merge OUT.h5 {} …", file),
                     shard->count);
}

std::string shards_text(const std::vector<ShardFolder>& folders) {
  std::string text;
  for (const ShardFolder& shards : folders)
    text += text_of(shards);
  return text;
}

Json shards_json(const std::vector<ShardFolder>& folders) {
  Json all = Json::array();
  for (const ShardFolder& shards : folders) {
    all.push_back({{"output", shards.output.string()},
                   {"shards", shards.count},
                   {"complete", shards.complete},
                   {"running", shards.running},
                   {"stopped", shards.stopped},
                   {"missing", shards.missing},
                   {"to_run", array_text(shards.to_run())}});
  }
  return all;
}

}  // namespace ergodic::cli
