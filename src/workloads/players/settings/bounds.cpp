#include "workloads/players/settings/bounds.hpp"

#include "study/study_expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace ergodic::workloads::players {
namespace {

expression::Vocabulary vocabulary_of(const std::vector<Rate>& drawn) {
  std::vector<expression::Name> names;
  std::vector<expression::AbsentName> absent;
  for (const Rate rate : drawn)
    names.push_back({rate_infos()[rate].name, expression::Type::number, rate_infos()[rate].says});
  for (std::size_t i = 0; i < rate_count; ++i) {
    if (std::find(drawn.begin(), drawn.end(), static_cast<Rate>(i)) == drawn.end())
      absent.push_back({rate_infos()[i].name, "the law is not of it"});
  }
  return expression::Vocabulary(std::move(names), std::move(absent));
}

/// offset + coefficients · rates.
struct Sum {
  std::vector<double> coefficients;
  double offset = 0;
};

/// A sum is what it is at 0 and at each unit vector, everywhere: tried in three other points.
std::optional<Sum> sum_of(const expression::Expression& expression, std::size_t size) {
  std::vector<double> at(size);
  Sum sum;
  const std::optional<double> zero = expression.number(at);
  if (!zero) return std::nullopt;
  sum.offset = *zero;
  for (std::size_t i = 0; i < size; ++i) {
    at[i] = 1;
    const std::optional<double> one = expression.number(at);
    if (!one) return std::nullopt;
    sum.coefficients.push_back(*one - sum.offset);
    at[i] = 0;
  }
  for (const double step : {.37, -1.3, 2.9}) {
    double expected = sum.offset;
    double size_of = std::abs(sum.offset);
    for (std::size_t i = 0; i < size; ++i) {
      at[i] = step / (1 + static_cast<double>(i));
      expected += sum.coefficients[i] * at[i];
      size_of += std::abs(sum.coefficients[i] * at[i]);
    }
    const std::optional<double> value = expression.number(at);
    if (!value || !(std::abs(*value - expected) <= 1e-12 * size_of)) return std::nullopt;
  }
  return sum;
}

class BoundReader {
 public:
  BoundReader(const Parameters& bound, const std::vector<Rate>& drawn, bool logit_scale)
      : bound_(bound), logit_scale_(logit_scale) {
    const expression::Expression expression =
        expression_at(bound, "of", vocabulary_of(drawn), expression::Type::number);
    const std::optional<Sum> sum = sum_of(expression, drawn.size());
    const std::string text = fmt::format("\"{}\"", expression.text());
    if (!sum)
      bound.reject("of", text, "it is no sum of rates with constant factors, and bounds no halfspace",
                   "write one, as usage + 2 * turnover_rate");
    sum_ = *sum;
    text_ = expression.text();
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      if (sum_.coefficients[i] == 0) continue;
      ++used_;
      place_ = i;
    }
    if (used_ == 0) bound.reject("of", text, "no rate counts in it", "name one");
    if (!bound.has("at_least") && !bound.has("at_most"))
      bound.reject("of", text, "the bound has neither at_least nor at_most", "set one");
    if (logit_scale && used_ > 1)
      bound.reject("of", text, "the law is of logits, of which only a bound on one rate is a halfspace",
                   "bound rates one by one, or give a law of scale: plain");
  }

  void add_to(std::vector<Halfspace>& halfspaces) const {
    if (bound_.has("at_most")) halfspaces.push_back(halfspace("at_most", "<=", 1));
    if (bound_.has("at_least")) halfspaces.push_back(halfspace("at_least", ">=", -1));
  }

 private:
  Halfspace halfspace(const char* key, const char* relation, double sign) const {
    Halfspace halfspace{fmt::format("{} {} {}", text_, relation, bound_.real(key)), sum_.coefficients,
                        bound_.real(key) - sum_.offset};
    if (logit_scale_) {
      const double share = halfspace.bound / sum_.coefficients[place_];
      if (!(share > 0 && share < 1))
        bound_.reject(key, fmt::format("{}", bound_.real(key)), "a rate lies between 0 and 1 by itself",
                      "leave it out, or write a number between");
      halfspace.bound = sum_.coefficients[place_] * logit(share);
    }
    for (double& coefficient : halfspace.normal)
      coefficient *= sign;
    halfspace.bound *= sign;
    return halfspace;
  }

  const Parameters& bound_;
  bool logit_scale_;
  Sum sum_;
  std::string text_;
  std::size_t used_ = 0;
  std::size_t place_ = 0;  // of the one that is used
};

}  // namespace

std::vector<Halfspace> bounds_at(const Parameters& parameters, const std::string& path, const std::vector<Rate>& drawn,
                                 bool logit_scale) {
  std::vector<Halfspace> halfspaces;
  for (const Parameters& bound : parameters.items(path))
    BoundReader(bound, drawn, logit_scale).add_to(halfspaces);
  return halfspaces;
}

std::vector<Halfspace> unit_box(const std::vector<Rate>& drawn) {
  std::vector<Halfspace> halfspaces;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const char* name = rate_infos()[drawn[i]].name;
    Halfspace low{fmt::format("{} >= 0", name), std::vector<double>(drawn.size()), 0};
    low.normal[i] = -1;
    Halfspace high{fmt::format("{} <= 1", name), std::vector<double>(drawn.size()), 1};
    high.normal[i] = 1;
    halfspaces.push_back(std::move(low));
    halfspaces.push_back(std::move(high));
  }
  return halfspaces;
}

}  // namespace ergodic::workloads::players
