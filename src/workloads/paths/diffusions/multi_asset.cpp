#include "workloads/paths/diffusions/multi_asset.hpp"

#include "core/suggest.hpp"
#include "workloads/paths/diffusions/correlation.hpp"
#include "workloads/paths/diffusions/diffusion.hpp"
#include "workloads/paths/diffusions/diffusion_parts.hpp"
#include "workloads/paths/diffusions/distributions.hpp"
#include "workloads/paths/diffusions/lognormal_price.hpp"
#include "workloads/paths/diffusions/normal_law.hpp"
#include "workloads/paths/path/sets_of.hpp"
#include "workloads/paths/path/sources.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace ergodic::workloads::paths {

namespace {

constexpr std::size_t most_assets = 32;

struct Asset {
  std::string name;
  double start, drift, volatility;
  double weight;  ///< in the basket; all of them add up to 1
};

bool is_name(const std::string& name) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return !name.empty() && is_lower(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
    return is_lower(c) || c == '_' || (c >= '0' && c <= '9');
  });
}

std::vector<Asset> assets_of(const Parameters& parameters) {
  std::vector<Asset> assets;
  double sum = 0;
  for (const Parameters& item : parameters.items("assets")) {
    const Asset asset{item.text("name"), item.real("start"), item.real("drift"), item.real("volatility"),
                      item.real("weight")};
    if (!is_name(asset.name)) {
      item.reject("name", fmt::format("is \"{}\"", asset.name), "columns are named after it",
                  "write it in small letters, digits and underscores, a letter first");
    }
    const auto has_it = [&](const Asset& other) { return other.name == asset.name; };
    if (std::any_of(assets.begin(), assets.end(), has_it))
      item.reject("name", fmt::format("{} is taken", asset.name), "assets have names of their own",
                  "rename one of them");
    sum += asset.weight;
    assets.push_back(asset);
  }
  if (assets.empty()) parameters.reject("assets", "is empty", "there is one at least", "name the assets");
  if (assets.size() > most_assets) {
    parameters.reject("assets", fmt::format("has {}", assets.size()), fmt::format("at most {} fit", most_assets),
                      "leave some out");
  }
  for (Asset& asset : assets)
    asset.weight /= sum;
  return assets;
}

std::vector<std::string> names_of(const std::vector<Asset>& assets) {
  std::vector<std::string> names;
  for (const Asset& asset : assets)
    names.push_back(asset.name);
  return names;
}

/// dSᵢ = driftᵢ Sᵢ dt + volatilityᵢ Sᵢ dWᵢ with correlated W, exactly on the grid. Of a path's stream: per step a
/// normal for each asset, in their order.
class MultiAsset {
  using Prices = std::array<double, most_assets>;  // of the assets, and more

 public:
  struct Path {
    Prices terminals;
    Prices maxima;
    double basket;
    double geometric_basket;
    double basket_maximum;
    double best;
    double worst;
    double basket_call;
    double geometric_basket_call;
    double exchange;
  };

  explicit MultiAsset(const Parameters& parameters)
      : grid_(parameters),
        assets_(assets_of(parameters)),
        correlation_(parameters, "correlation", names_of(assets_)),
        discount_rate_(parameters.real("discount_rate")),
        exchange_(exchanged(parameters)) {
    if (parameters.has("strike")) strike_ = parameters.real("strike");
    if (!strike_ && !exchange_ && discount_rate_ != 0)
      parameters.reject("discount_rate", "plays no part", "there is no option",
                        "set strike or exchange, or leave it out");
    for (const Asset& asset : assets_) {
      move_.push_back((asset.drift - asset.volatility * asset.volatility / 2) * grid_.step);
      spread_.push_back(asset.volatility * std::sqrt(grid_.step));
    }
  }

  std::vector<Observable<Path>> observables() const {
    const std::string strike = strike_ ? "" : "strike", exchange = exchange_ ? "" : "exchange";
    std::vector<Observable<Path>> all;
    for (std::size_t i = 0; i < assets_.size(); ++i) {
      const std::string& name = assets_[i].name;
      all.push_back({real_column("terminal_" + name).says("price of " + name + " at the end"), &Path::terminals, i});
    }
    for (std::size_t i = 0; i < assets_.size(); ++i) {
      const std::string& name = assets_[i].name;
      all.push_back(
          {real_column("maximum_" + name).says("highest price of " + name + " on the grid"), &Path::maxima, i});
    }
    all.push_back({real_column("basket").says("weighted mean of the prices at the end"), &Path::basket});
    all.push_back({real_column("geometric_basket").says("their weighted geometric mean"), &Path::geometric_basket});
    all.push_back(
        {real_column("basket_maximum").says("highest weighted mean of the prices on the grid"), &Path::basket_maximum});
    all.push_back({real_column("best").says("the highest of the prices at the end"), &Path::best});
    all.push_back({real_column("worst").says("the lowest of the prices at the end"), &Path::worst});
    all.push_back(
        {real_column("basket_call").says("discounted payoff of a call on basket"), &Path::basket_call, strike});
    all.push_back({real_column("geometric_basket_call").says("discounted payoff of a call on geometric_basket"),
                   &Path::geometric_basket_call, strike});
    all.push_back({real_column("exchange").says("discounted payoff of the option to have the first for the second"),
                   &Path::exchange, exchange});
    return all;
  }

  std::vector<std::string> heading() const { return {"time", "basket", "best", "worst"}; }

  Column state() const { return real_column("state").says("weighted mean of the prices at the times"); }
  double horizon() const { return grid_.horizon; }
  double grid_step() const { return grid_.step; }

  std::optional<ExactMoments> moments_at(double time) const {
    return ExactMoments{basket_mean(time), basket_deviation(time)};
  }

  template <class Observe>
  Path path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
    Stream stream = streams.open(replicate);
    return path_from(stream, stream, observe);
  }

  PathDraws draws() const { return {static_cast<std::size_t>(grid_.steps), assets_.size(), 0}; }

  /// The path that the first source drives; the second is not asked.
  template <class Source, class Second, class Observe>
  Path path_from(Source& stream, Second&, Observe&& observe) const {
    const std::size_t n = assets_.size();
    Prices price, maximum, noise;
    for (std::size_t i = 0; i < n; ++i)
      price[i] = maximum[i] = assets_[i].start;
    double basket = basket_of(price), basket_maximum = basket;
    tell(observe, 0, basket, price);
    for (std::int64_t step = 1; step <= grid_.steps; ++step) {
      for (std::size_t i = 0; i < n; ++i)
        noise[i] = normal(stream);
      for (std::size_t i = 0; i < n; ++i) {
        price[i] *= portable_exp(move_[i] + spread_[i] * correlation_.correlated(i, noise));
        maximum[i] = std::max(maximum[i], price[i]);
      }
      basket = basket_of(price);
      basket_maximum = std::max(basket_maximum, basket);
      tell(observe, step, basket, price);
    }
    return path_of(price, maximum, basket, basket_maximum);
  }

  ExactResults exact() const {
    const double t = grid_.horizon;
    ExactResults exact;
    for (std::size_t i = 0; i < assets_.size(); ++i) {
      const Asset& asset = assets_[i];
      const double sd = deviation(i, t);
      exact.moments["terminal_" + asset.name] = {mean(i, t), mean(i, t) * lognormal_spread(sd)};
      if (sd == 0) continue;  // it is certain
      exact.distributions["terminal_" + asset.name] =
          lognormal_distribution(asset.start, asset.drift * t - sd * sd / 2, sd);
    }
    exact.moments["basket"] = {basket_mean(t), basket_deviation(t)};
    add_geometric_basket(exact);
    if (exchange_)
      exact.moments["exchange"] = {discount() * options(exchange_->first, exchange_->second).call, std::nullopt};
    if (assets_.size() == 2) {
      exact.moments["best"] = {options(0, 1).best, std::nullopt};
      exact.moments["worst"] = {options(0, 1).worst, std::nullopt};
    }
    add_pairs(exact);
    return exact;
  }

 private:
  /// The numbers of the assets that `exchange` names.
  std::optional<std::pair<std::size_t, std::size_t>> exchanged(const Parameters& parameters) const {
    const std::vector<std::string> named = parameters.texts("exchange"), names = names_of(assets_);
    if (named.empty()) return std::nullopt;
    if (named.size() != 2 || named[0] == named[1]) {
      parameters.reject("exchange", fmt::format("has {}", enumerate(named)),
                        "an option to exchange has the asset that it gives and the one that it takes, which differ",
                        "write [HAVE, FOR]");
    }
    std::vector<std::size_t> places;
    for (const std::string& name : named) {
      const auto found = std::find(names.begin(), names.end(), name);
      if (found == names.end()) {
        parameters.reject("exchange", fmt::format("names {}", name), fmt::format("the assets are {}", enumerate(names)),
                          did_you_mean(name, names));
      }
      places.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    return std::pair(places[0], places[1]);
  }

  double basket_of(const Prices& price) const {
    double sum = 0;
    for (std::size_t i = 0; i < assets_.size(); ++i)
      sum += assets_[i].weight * price[i];
    return sum;
  }

  template <class Observe>
  void tell(Observe&& observe, std::int64_t step, double basket, const Prices& price) const {
    const auto [worst, best] = std::minmax_element(price.begin(), end_of(price));
    observe(static_cast<double>(step) * grid_.step, basket, *best, *worst);
  }

  Prices::const_iterator end_of(const Prices& price) const {
    return price.begin() + static_cast<std::ptrdiff_t>(assets_.size());
  }

  Path path_of(const Prices& price, const Prices& maximum, double basket, double basket_maximum) const {
    Path path{};
    double log_sum = 0;
    for (std::size_t i = 0; i < assets_.size(); ++i) {
      path.terminals[i] = price[i];
      path.maxima[i] = maximum[i];
      log_sum += assets_[i].weight * portable_log(price[i]);
    }
    path.basket = basket;
    path.geometric_basket = portable_exp(log_sum);
    path.basket_maximum = basket_maximum;
    path.best = *std::max_element(price.begin(), end_of(price));
    path.worst = *std::min_element(price.begin(), end_of(price));
    if (strike_) {
      path.basket_call = discount() * std::max(0.0, path.basket - *strike_);
      path.geometric_basket_call = discount() * std::max(0.0, path.geometric_basket - *strike_);
    }
    if (exchange_) path.exchange = discount() * std::max(0.0, price[exchange_->first] - price[exchange_->second]);
    return path;
  }

  double discount() const { return portable_exp(-discount_rate_ * grid_.horizon); }

  /// Of the logarithms' noise, per unit of time.
  double log_covariance(std::size_t i, std::size_t j) const {
    return correlation_(i, j) * assets_[i].volatility * assets_[j].volatility;
  }
  double mean(std::size_t i, double time) const { return assets_[i].start * std::exp(assets_[i].drift * time); }
  double covariance(std::size_t i, std::size_t j, double time) const {
    return mean(i, time) * mean(j, time) * std::expm1(log_covariance(i, j) * time);
  }

  double deviation(std::size_t i, double time) const { return assets_[i].volatility * std::sqrt(time); }
  /// (e^c − 1)/√((e^a − 1)(e^b − 1)) of the logarithms' covariances c, a, b: with e^((a + b)/2) divided out.
  double correlation(std::size_t i, std::size_t j, double time) const {
    const double a = log_covariance(i, i) * time, b = log_covariance(j, j) * time, c = log_covariance(i, j) * time;
    const double both =
        c > 0 ? -std::expm1(-c) * std::exp(c - a / 2 - b / 2) : std::expm1(c) * std::exp(-a / 2 - b / 2);
    return both / std::sqrt(std::expm1(-a) * std::expm1(-b));
  }

  double basket_mean(double time) const {
    double sum = 0;
    for (std::size_t i = 0; i < assets_.size(); ++i)
      sum += assets_[i].weight * mean(i, time);
    return sum;
  }
  /// √ Σᵢ Σⱼ uᵢ uⱼ (e^cᵢⱼ − 1), uᵢ = wᵢ E Sᵢ: of the normal part, cᵢⱼ, and of what is beyond, so that assets which make
  /// up for each other leave digits.
  double basket_deviation(double time) const {
    std::vector<double> u, noise;
    for (std::size_t i = 0; i < assets_.size(); ++i) {
      u.push_back(assets_[i].weight * mean(i, time));
      noise.push_back(u.back() * deviation(i, time));
    }
    double beyond = 0;
    for (std::size_t i = 0; i < assets_.size(); ++i) {
      for (std::size_t j = 0; j < assets_.size(); ++j)
        beyond += u[i] * u[j] * beyond_linear(log_covariance(i, j) * time);
    }
    return std::hypot(std::sqrt(correlation_.square(noise)), std::sqrt(std::max(0.0, beyond)));
  }

  /// The logarithm of Π Sᵢ^wᵢ is a weighted sum of normal ones.
  void add_geometric_basket(ExactResults& exact) const {
    const double t = grid_.horizon;
    std::vector<double> noise;
    long double log_start = 0, log_drift = 0;
    for (std::size_t i = 0; i < assets_.size(); ++i) {
      const long double weight = assets_[i].weight, volatility = assets_[i].volatility;
      noise.push_back(assets_[i].weight * deviation(i, t));
      log_start += weight * std::log(static_cast<long double>(assets_[i].start));
      log_drift += weight * (assets_[i].drift - volatility * volatility / 2);
    }
    const double sd = std::sqrt(correlation_.square(noise));
    const long double log_mean = log_start + log_drift * t + static_cast<long double>(sd) * sd / 2;
    const auto mean = static_cast<double>(std::exp(log_mean));
    exact.moments["geometric_basket"] = {mean, mean * lognormal_spread(sd)};
    if (!strike_) return;
    const long double log_strike = std::log(static_cast<long double>(*strike_));
    // Its weights are rounded to doubles.
    constexpr double coarser = 2048;
    const auto terms =
        static_cast<double>(std::abs(log_start) + std::abs(log_drift * t) + std::abs(log_strike)) * coarser;
    exact.moments["geometric_basket_call"] = {
        discount() * paths::options(mean, *strike_, log_mean - log_strike, terms, sd).call, std::nullopt};
  }

  /// To have the one for the other.
  Options options(std::size_t i, std::size_t j) const {
    const Asset &a = assets_[i], &b = assets_[j];
    const double apart = a.volatility - b.volatility;
    const double square = apart * apart + 2 * (1 - correlation_(i, j)) * a.volatility * b.volatility;
    const long double started = log_ratio(a.start, b.start);
    const long double grown = (static_cast<long double>(a.drift) - b.drift) * grid_.horizon;
    return paths::options(mean(i, grid_.horizon), mean(j, grid_.horizon), started + grown,
                          static_cast<double>(std::abs(started) + std::abs(grown)), std::sqrt(square * grid_.horizon));
  }

  void add_pairs(ExactResults& exact) const {
    constexpr std::size_t most_shown = 8;  // assets: of more, the pairs are too many to read
    for (std::size_t i = 0; i < assets_.size() && assets_.size() <= most_shown; ++i)
      for (std::size_t j = i + 1; j < assets_.size(); ++j) {
        const double t = grid_.horizon, both = covariance(i, j, t);
        const std::string pair = assets_[i].name + "_" + assets_[j].name;
        exact.figures.push_back({"covariance_" + pair, both, "", "1", "of the prices at the end"});
        if (deviation(i, t) > 0 && deviation(j, t) > 0)
          exact.figures.push_back({"correlation_" + pair, correlation(i, j, t), "", "1", "of the prices at the end"});
      }
  }

  TimeGrid grid_;
  std::vector<Asset> assets_;
  Correlation correlation_;
  double discount_rate_;
  std::optional<std::pair<std::size_t, std::size_t>> exchange_;
  std::optional<double> strike_;
  std::vector<double> move_, spread_;
};

bool any_may_overflow(const Parameters& p) {
  const std::vector<Parameters> assets = p.items("assets");
  return std::any_of(assets.begin(), assets.end(), [&](const Parameters& asset) {
    const double highest = std::max(asset.real("start"), p.has("strike") ? p.real("strike") : 0);
    return price_may_overflow(highest, asset.real("drift"), p.real("discount_rate"), p.real("horizon"));
  });
}

}  // namespace

Process multi_asset_gbm_process() {
  std::vector<Key> keys = {
      list("assets",
           section("asset",
                   {
                       text("name").required().says("what its columns end with: small letters, digits, underscores"),
                       real("start").above(0).fallback(100.0).says("price at time 0"),
                       real("drift").between(-100, 100).fallback(0.0).unit("1/time").says("growth of the mean"),
                       real("volatility").between(0, 100).fallback(0.2).says("of the logarithm, a unit of time"),
                       real("weight").above(0).fallback(1.0).says("in the basket; they are divided by their sum"),
                   }))
          .required()
          .says("the assets"),
      list("correlation", list("row", real("correlation")))
          .or_file_named_by("assets")
          .says("of the assets' logarithms, a row for each in their order; independent unless set"),
      real("strike").above(0).optional().says("of the calls on the baskets; none unless set"),
      list("exchange", text("asset"))
          .says("[HAVE, FOR]: the option to have the one asset for the other at the end; none unless set"),
      real("discount_rate").between(-10, 10).fallback(0.0).unit("1/time").says("of the options' payoffs"),
  };
  for (Key& key : TimeGrid::keys())
    keys.push_back(std::move(key));
  return sampled_process<MultiAsset>(
             "multi_asset_gbm", "correlated geometric Brownian motions, baskets of them and options", std::move(keys))
      .overflows_where(any_may_overflow);
}

}  // namespace ergodic::workloads::paths
