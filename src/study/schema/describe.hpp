#pragma once

#include <ergodic/schema.hpp>

#include <string>

namespace ergodic::study {

/// "integer", "list of text", "section": for tables.
std::string type_word(const Key& key);

/// "from 1 to 10", "above 0", "at least 0 and below 1"; "" where there is no bound.
std::string range_text(const Key& key);

/// The same, short: "1 .. 10", "> 0", ">= 0, < 1".
std::string range_symbols(const Key& key);

/// What a value must be, for messages: "a whole number from 1 to 10 rounds", "one of basic, optimal".
std::string needs(const Key& key);

/// The default as canonical YAML; "" for a required key and for a section.
std::string default_text(const Key& key);

}  // namespace ergodic::study
