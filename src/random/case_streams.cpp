#include "random/case_streams.hpp"

#include "random/seed_sequence.hpp"

#include <string>
#include <vector>

namespace ergodic::random {

namespace {

Streams named_streams(std::uint64_t base_seed, std::string_view name) {
  std::vector<std::uint32_t> spawn_key;
  for (const char byte : name)
    spawn_key.push_back(static_cast<unsigned char>(byte));
  const std::vector<std::uint32_t> key = SeedSequence(base_seed, spawn_key).generate_state32(2);
  return Streams({key[0], key[1]});
}

}  // namespace

Streams case_streams(std::uint64_t base_seed, std::string_view workload, std::string_view case_label) {
  return named_streams(base_seed, std::string(workload).append("/").append(case_label));
}

Streams common_streams(std::uint64_t base_seed, std::string_view workload) {
  return named_streams(base_seed, workload);
}

}  // namespace ergodic::random
