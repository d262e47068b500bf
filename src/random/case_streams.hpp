#pragma once

#include <ergodic/stream.hpp>

#include <cstdint>
#include <string_view>

namespace ergodic::random {

/// The streams of one case of a study. Neither the case's place among others nor the number of sessions has a part in
/// them. Their key: the words of SeedSequence(base_seed, spawn_key=the UTF-8 bytes of
/// "workload/case_label").generate_state(2).
Streams case_streams(std::uint64_t base_seed, std::string_view workload, std::string_view case_label);

/// The streams that all cases of a study share under common random numbers: replicate r of each sees the same words.
/// The spawn key is the bytes of "workload" alone, which without a slash is no case's.
Streams common_streams(std::uint64_t base_seed, std::string_view workload);

}  // namespace ergodic::random
