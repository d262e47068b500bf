#include "analysis/comparison/figure.hpp"

#include "engine/folding.hpp"
#include "engine/summary/label_counts.hpp"

#include <cstddef>

namespace ergodic::analysis {
namespace {

statistics::Trials trials_of(const statistics::Summary& summary, const Figure& figure) {
  const auto [counts, sessions] = engine::label_counts(summary, figure.column, figure.place);
  return {counts[figure.code()], sessions};
}

CaseFigure figure_of(const statistics::Summary& summary, const Figure& figure) {
  CaseFigure found{.sessions = summary.sessions(),
                   .failures = summary.failures(),
                   .present = summary.present(figure.column.name, figure.place)};
  if (figure.is_share()) {
    found.trials = trials_of(summary, figure);
    return found;
  }
  const std::string& name = figure.column.name;
  found.sample = {summary.mean(name, figure.place), summary.standard_deviation(name, figure.place), found.present};
  found.minimum = summary.minimum(name, figure.place);
  found.maximum = summary.maximum(name, figure.place);
  return found;
}

}  // namespace

std::vector<std::vector<CaseFigure>> read_figures(const ComparedCases& cases, const std::vector<Figure>& figures) {
  std::vector<std::vector<CaseFigure>> found(figures.size());
  for (auto& of_cases : found)
    of_cases.reserve(cases.size());
  for (const ComparedCase& one : cases) {
    const statistics::Summary summary =
        engine::fold_case(one.results->description, one.results->file, one.results->done, one.case_index);
    for (std::size_t i = 0; i < figures.size(); ++i)
      found[i].push_back(figure_of(summary, figures[i]));
  }
  return found;
}

}  // namespace ergodic::analysis
