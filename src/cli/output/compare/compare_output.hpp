#pragma once

#include "analysis/comparison/comparison.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::cli {

/// What `ergodic compare` found.
struct ComparisonResult {
  analysis::ComparedCases cases;
  std::size_t baseline;
  double confidence;
  std::vector<std::string> notes;  ///< what a reader must know, a sentence each: incomplete files, lost pairing
  std::vector<analysis::FigureReport> figures;
};

/// For people, who see `width` characters of a line: a table and a ranking a figure.
std::string compare_text(const ComparisonResult& result, std::size_t width);
/// For programs: one JSON object.
std::string compare_json(const ComparisonResult& result);
/// For spreadsheets: a line for each figure and case.
std::string compare_csv(const ComparisonResult& result);

/// "paired", "same rows", "independent", "rows not kept", "failures not marked".
const char* pairing_text(analysis::Pairing pairing);

}  // namespace ergodic::cli
