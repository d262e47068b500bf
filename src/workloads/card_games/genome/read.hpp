#pragma once

#include "workloads/card_games/genome/genome.hpp"

#include <ergodic/document.hpp>

#include <string>
#include <string_view>

namespace ergodic::workloads::card_games {

/// The genome that a document says: YAML, of which JSON is a part. `origin` is where the text comes from. Throws
/// StudyError with every problem, each at its line and column, for what is none or can never be played.
Genome read_genome(std::string_view text, const std::string& origin);
/// The same of a document that has been read.
Genome read_genome(const Document& document);

}  // namespace ergodic::workloads::card_games
