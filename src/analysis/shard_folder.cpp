#include "analysis/shard_folder.hpp"

#include "store/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace ergodic::analysis {
namespace {

namespace fs = std::filesystem;

/// Of out.3of8.h5: out.h5, and shard 3/8.
std::optional<std::pair<std::string, store::Shard>> shard_name(const fs::path& path) {
  if (path.extension() != ".h5") return std::nullopt;
  std::string part = path.stem().extension().string();  // ".3of8"
  const std::size_t of = part.find("of");
  if (of == std::string::npos) return std::nullopt;
  const auto shard = store::parse_shard(part.substr(1, of - 1) + "/" + part.substr(of + 2));
  if (!shard) return std::nullopt;
  return std::pair(path.stem().stem().string() + ".h5", *shard);
}

void add(ShardFolder& shards, std::uint64_t index, const RunStatus& status) {
  auto& kind = status.is_live()                     ? shards.running
               : status.state == RunState::complete ? shards.complete
                                                    : shards.stopped;
  kind.push_back(index);
}

}  // namespace

std::vector<std::uint64_t> ShardFolder::to_run() const {
  std::vector<std::uint64_t> numbers;
  std::merge(stopped.begin(), stopped.end(), missing.begin(), missing.end(), std::back_inserter(numbers));
  return numbers;
}

std::vector<ShardFolder> shards_in(const fs::path& folder, const Workloads& workloads) {
  std::map<std::pair<std::string, std::uint64_t>, std::map<std::uint64_t, fs::path>> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (const auto named = shard_name(entry.path().filename()))
      found[{named->first, named->second.count}][named->second.index] = entry.path();
  }
  std::vector<ShardFolder> folders;
  for (const auto& [name, paths] : found) {
    ShardFolder shards;
    shards.output = folder / name.first;
    shards.count = name.second;
    for (std::uint64_t index = 1; index <= shards.count; ++index) {
      const auto path = paths.find(index);
      if (path == paths.end())
        shards.missing.push_back(index);
      else
        add(shards, index, look_at_run(path->second, workloads));
    }
    folders.push_back(std::move(shards));
  }
  return folders;
}

std::optional<fs::path> output_of_shard(const fs::path& shard, std::uint64_t count) {
  const auto named = shard_name(shard.filename());
  if (!named || named->second.count != count) return std::nullopt;
  return shard.parent_path() / named->first;
}

std::string array_text(const std::vector<std::uint64_t>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
      ++last;
    text += fmt::format("{}{}", text.empty() ? "" : ",", numbers[i]);
    if (last > i) text += fmt::format("-{}", numbers[last]);
    i = last + 1;
  }
  return text;
}

}  // namespace ergodic::analysis
