#pragma once

#include "engine/chain.hpp"
#include "engine/folding.hpp"
#include "statistics/summary.hpp"
#include "store/result_file.hpp"

#include <ergodic/stage.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace ergodic::engine {

/// What earlier stages have left in the file, for the cases of a later one in one case of the study. They are done when
/// it is asked.
class EarlierRows final : public EarlierStages {
 public:
  /// `files`: of the chain's stages. Both outlive it.
  EarlierRows(const Chain& chain, const std::vector<store::ResultFile>& files, std::size_t stage,
              std::size_t study_case);

  std::size_t cases(std::string_view stage) const override;
  std::uint64_t sessions(std::string_view stage, std::size_t of_case) const override;
  std::uint64_t succeeded(std::string_view stage, std::size_t of_case) const override;
  double mean(std::string_view stage, std::size_t of_case, std::string_view column, std::size_t place) const override;
  double standard_deviation(std::string_view stage, std::size_t of_case, std::string_view column,
                            std::size_t place) const override;
  std::vector<double> reals(std::string_view stage, std::size_t of_case, std::string_view column) const override;
  std::vector<std::int64_t> wholes(std::string_view stage, std::size_t of_case, std::string_view column) const override;

 private:
  /// A stage that may be read.
  struct Read {
    std::size_t stage;
    IndexRange cases;
    statistics::Summary empty;                                  ///< of its layout, which those of all cases share
    std::vector<std::optional<statistics::Summary>> summaries;  ///< of each case, once it was asked for
  };
  /// A case as its file numbers it.
  struct Place {
    std::size_t stage;
    std::size_t case_index;
    const statistics::Summary& empty;
    std::optional<statistics::Summary>& summary;
  };
  Place place(std::string_view stage, std::size_t of_case) const;
  Read& readable(std::string_view stage) const;
  IndexRange cases_of(std::size_t stage) const;
  const statistics::Summary& summary(const Place& at) const;
  template <class Value>
  std::vector<Value> values(std::string_view stage, std::size_t of_case, std::string_view column) const;

  const Chain& chain_;
  const std::vector<store::ResultFile>& files_;
  std::size_t stage_;
  std::size_t study_case_;
  mutable std::vector<Read> reads_;                 // each is asked for often
  mutable std::map<std::size_t, BlocksDone> done_;  // all of a stage's
};

}  // namespace ergodic::engine
