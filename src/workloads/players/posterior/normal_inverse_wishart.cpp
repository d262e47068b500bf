#include "workloads/players/posterior/normal_inverse_wishart.hpp"

#include "workloads/players/numbers/special_functions.hpp"

#include <ergodic/variates.hpp>

namespace ergodic::workloads::players {
namespace {

constexpr double log_of_two = 0.69314718055994530942;
constexpr double log_of_pi = 1.14472988584940017414;

void add_square(Matrix& matrix, double weight, const std::vector<double>& vector) {
  for (std::size_t i = 0; i < vector.size(); ++i) {
    for (std::size_t j = 0; j < vector.size(); ++j)
      matrix(i, j) += weight * vector[i] * vector[j];
  }
}

std::vector<double> difference(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> left = a;
  for (std::size_t i = 0; i < a.size(); ++i)
    left[i] -= b[i];
  return left;
}

}  // namespace

std::vector<double> decayed_weights(std::size_t count, double half_life) {
  std::vector<double> weights(count);
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    weights[i] = portable_exp(-static_cast<double>(count - 1 - i) * log_of_two / half_life);
    sum += weights[i];
  }
  for (double& weight : weights)
    weight /= sum;
  return weights;
}

double effective_games(const std::vector<double>& weights) {
  double squares = 0;
  for (const double weight : weights)
    squares += weight * weight;
  return weights.empty() ? 0 : 1 / squares;
}

Seen seen_of(const std::vector<std::vector<double>>& games, const std::vector<double>& weights) {
  const std::size_t size = games.front().size();
  Seen seen{effective_games(weights), std::vector<double>(size), Matrix(size, size)};
  for (std::size_t g = 0; g < games.size(); ++g) {
    for (std::size_t i = 0; i < size; ++i)
      seen.mean[i] += weights[g] * games[g][i];
  }
  for (std::size_t g = 0; g < games.size(); ++g)
    add_square(seen.scatter, seen.games * weights[g], difference(games[g], seen.mean));
  return seen;
}

NormalInverseWishart updated(const NormalInverseWishart& prior, const Seen& seen) {
  NormalInverseWishart after = prior;
  if (!(seen.games > 0)) return after;
  after.kappa += seen.games;
  after.nu += seen.games;
  for (std::size_t i = 0; i < prior.mean.size(); ++i) {
    after.mean[i] = (prior.kappa * prior.mean[i] + seen.games * seen.mean[i]) / after.kappa;
    for (std::size_t j = 0; j < prior.mean.size(); ++j)
      after.psi(i, j) += seen.scatter(i, j);
  }
  add_square(after.psi, prior.kappa * seen.games / after.kappa, difference(seen.mean, prior.mean));
  return after;
}

StudentLaw predictive(const NormalInverseWishart& belief) {
  const std::size_t size = belief.mean.size();
  StudentLaw law{belief.mean, Matrix(size, size), belief.nu - static_cast<double>(size) + 1};
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j)
      law.scale(i, j) = belief.psi(i, j) * (belief.kappa + 1) / (belief.kappa * law.degrees);
  }
  return law;
}

double log_density(const StudentLaw& law, const std::vector<double>& x) {
  const auto size = static_cast<double>(x.size());
  const Matrix lower = cholesky(law.scale).value();
  const std::vector<double> y = solve_lower(lower, difference(x, law.centre));
  double log_root = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    log_root += portable_log(lower(i, i));
  return log_gamma((law.degrees + size) / 2) - log_gamma(law.degrees / 2) -
         size / 2 * (portable_log(law.degrees) + log_of_pi) - log_root -
         (law.degrees + size) / 2 * portable_log(1 + dot(y.data(), y.data(), y.size()) / law.degrees);
}

}  // namespace ergodic::workloads::players
