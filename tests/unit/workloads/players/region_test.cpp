#include "unit/workloads/players/regions.hpp"
#include "unit/workloads/players/sample.hpp"
#include "workloads/players/numbers/special_functions.hpp"

#include <gmock/gmock.h>

// Known values: quadrature with 30 digits, or, of seven and more dimensions, four million exact draws; each test has a
// fixed seed and bounds of 4.5 standard errors (7e-6, two-sided).
namespace ergodic::workloads::players {
namespace {

using namespace test;
using testing::HasSubstr;

struct CutBall {
  std::size_t dimension;
  double cut, share, first, first_squared, other_squared;
};

TEST(RegionSampler, DrawsUniformlyFromACutBall) {
  const CutBall balls[] = {{5, -.3, .235169375, -.500683682771, .27160437557, .121399270738},
                           {7, .25, .756978988647, -.139517716535, .0801071741032, .114986603237},
                           {7, -.75, .00623893737793, -.802841256496, .646338615442, .0442076730697},
                           {11, -.2, .24650186752, -.358170004147, .143046769996, .071412769167},
                           {13, -.5, .0242901444435, -.57556727138, .335264726644, .047481090954}};
  std::uint32_t seed = 1;
  for (const CutBall& ball : balls) {
    const double radius = std::sqrt(chi_square_quantile(.8, static_cast<double>(ball.dimension)));
    const Region region({.centre = std::vector<double>(ball.dimension),
                         .scale = unit_matrix(ball.dimension),
                         .law = Law::uniform,
                         .credibility = .8,
                         .halfspaces = {at_most(ball.dimension, 0, ball.cut * radius)}});
    const RegionSampler sampler(region, streams_of(++seed), 9);
    const Estimate volume = sampler.size();
    const double of_ball = std::exp(region.log_volume_of_ellipsoid());
    EXPECT_NEAR(volume.value / of_ball, ball.share, 4.5 * volume.standard_error / of_ball) << sampler.describe();
    EXPECT_EQ(sampler.way(), ball.cut < -.15 ? RegionSampler::Way::corner : RegionSampler::Way::ball);
    const Sample sample(sampler, ball.dimension, 40'000, streams_of(++seed));
    sample.expect(
        ball.first, [&](const auto& y) { return y[0] / radius; }, "E y1");
    sample.expect(
        ball.first_squared, [&](const auto& y) { return y[0] * y[0] / (radius * radius); }, "E y1²");
    sample.expect(
        ball.other_squared, [&](const auto& y) { return y[2] * y[2] / (radius * radius); }, "E yj²");
  }
}

struct Known {
  double share;
  std::vector<double> mean, deviation;
};
struct Bivariate {
  std::vector<Halfspace> halfspaces;
  double area, covariance;
  Known uniform, halfspaces_alone, both;
};

RegionDescription bivariate(Law law, std::optional<double> credibility, std::vector<Halfspace> halfspaces) {
  return {{.24, .56}, square({{.0025, -.001}, {-.001, .0036}}), law, 0, credibility, std::move(halfspaces)};
}

void expect_normal(const Known& known, std::optional<double> credibility, const std::vector<Halfspace>& halfspaces,
                   std::uint32_t seed) {
  const Region region(bivariate(Law::normal, credibility, halfspaces));
  const RegionSampler sampler(region, streams_of(seed), 9);
  EXPECT_NEAR(sampler.size().value, known.share, 4.5 * sampler.size().standard_error) << sampler.describe();
  Sample(sampler, 2, 60'000, streams_of(seed + 1)).expect_moments(known.mean, known.deviation);
}

TEST(RegionSampler, HasTheMomentsOfTwoDimensions) {
  const Bivariate known[] = {{{at_least(2, 0, .2), at_most(2, 1, .6)},
                              .0169795807955,
                              -8.44904235e-5,
                              {.593646449235, {.262478537015, .530111375492}, {.0348268612442, .0395161754119}},
                              {.623009587401, {.261683356216, .531363484356}, {.0384177277413, .0444361265318}},
                              {.540433070412, {.254858032557, .539710426045}, {.0313408974759, .0357492229762}}},
                             {{{"third", {.5, 1}, .62}, at_least(2, 0, .12), at_least(2, 1, .45)},
                              .0042350065632,
                              -.000544331813,
                              {.148065882133, {.23402402488, .485897908516}, {.0332788833509, .0197193483159}},
                              {.111083496742, {.222819541966, .487457841063}, {.0420697947854, .022416896294}},
                              {.0774913970914, {.234181566475, .487851424286}, {.0309127793217, .0184811823757}}},
                             {{at_most(2, 0, .18)},
                              .00310379597639,
                              -2.43811869e-5,
                              {.108516074851, {.167930912624, .588827634951}, {.00780723812931, .0346572742295}},
                              {.115069670222, {.155622398757, .593751040497}, {.0210493820106, .0571917147608}},
                              {.0521410432345, {.16915414861, .588338340556}, {.00753878230524, .0326400190054}}}};
  std::uint32_t seed = 100;
  for (const Bivariate& one : known) {
    const Region region(bivariate(Law::uniform, .8, one.halfspaces));
    const RegionSampler sampler(region, streams_of(++seed), 9);
    EXPECT_NEAR(sampler.size().value, one.area, 4.5 * sampler.size().standard_error);
    EXPECT_NEAR(one.area / std::exp(region.log_volume_of_ellipsoid()), one.uniform.share, 1e-9);
    const Sample sample(sampler, 2, 60'000, streams_of(++seed));
    sample.expect_moments(one.uniform.mean, one.uniform.deviation);
    sample.expect(
        one.covariance, [&](const auto& x) { return (x[0] - one.uniform.mean[0]) * (x[1] - one.uniform.mean[1]); },
        "cov");
    expect_normal(one.halfspaces_alone, std::nullopt, one.halfspaces, seed += 2);
    expect_normal(one.both, .8, one.halfspaces, seed += 2);
  }
}

TEST(RegionSampler, HasTheMomentsOfStudentsLaw) {
  struct {
    double degrees;
    std::vector<double> centre;
    Known known;
  } const cases[] = {{10, {.04, .56}, {.7788455885, {.0609941645, .5516014018}, {.0417056226, .0643612059}}},
                     {6, {.04, .97}, {.5681990674, {.0668892259, .9314946706}, {.0463033622, .0523904958}}}};
  std::uint32_t seed = 200;
  for (const auto& one : cases) {
    const Region region({one.centre,
                         square({{.0025, -.001}, {-.001, .0036}}),
                         Law::student,
                         one.degrees,
                         std::nullopt,
                         {at_least(2, 0, 0), at_most(2, 0, 1), at_least(2, 1, 0), at_most(2, 1, 1)}});
    const RegionSampler sampler(region, streams_of(++seed), 9);
    EXPECT_NEAR(sampler.size().value, one.known.share, 4.5 * sampler.size().standard_error);
    Sample(sampler, 2, 60'000, streams_of(++seed)).expect_moments(one.known.mean, one.known.deviation);
  }
}

/// A law that is drawn at a corner and from the ball: both are it.
void expect_both_ways_agree(RegionDescription description, std::uint32_t seed) {
  const Region region(std::move(description));
  const std::size_t size = region.dimension();
  std::vector<double> mean[2];
  std::vector<double> variance[2];
  double share[2];
  double counts[2];
  for (int way = 0; way < 2; ++way) {
    const Corner corner(region, way == 1);
    ASSERT_TRUE(corner.exists());
    mean[way].resize(size);
    variance[way].resize(size);
    double tried = 0;
    counts[way] = 0;
    std::vector<double> y(size);
    Stream stream = streams_of(seed).open(static_cast<std::uint64_t>(way));
    while (counts[way] < 20'000) {
      ++tried;
      if (!corner.attempt(stream, y)) continue;
      ++counts[way];
      for (std::size_t j = 0; j < size; ++j) {
        mean[way][j] += y[j];
        variance[way][j] += y[j] * y[j];
      }
    }
    share[way] = counts[way] / tried * std::exp(corner.log_weight());
  }
  EXPECT_NEAR(share[0] / share[1], 1, 4.5 * std::sqrt(2 / counts[0]));
  for (std::size_t j = 0; j < size; ++j) {
    const double a = mean[0][j] / counts[0];
    const double b = mean[1][j] / counts[1];
    EXPECT_NEAR(a, b, 4.5 * std::sqrt(2 * (variance[0][j] / counts[0] - a * a) / counts[0])) << j;
  }
}

TEST(Corner, IsTheLawThatTheBallIs) {
  std::uint32_t seed = 300;
  for (const Law law : {Law::uniform, Law::normal, Law::student}) {
    for (const bool has_ball : {true, false}) {
      if (law == Law::uniform && !has_ball) continue;
      RegionDescription region = seven_shares(law);
      region.degrees = 7.5;
      if (!has_ball) region.credibility.reset();
      region.halfspaces = {at_most(7, 1, .28), at_least(7, 0, .63), at_least(7, 5, 0), at_least(7, 3, .08)};
      expect_both_ways_agree(region, ++seed);
    }
  }
}

TEST(RegionSampler, DrawsSevenSharesInABox) {
  struct {
    Law law;
    std::optional<double> credibility;
    double share;
    std::vector<double> mean, deviation;
  } const known[] = {{Law::uniform,
                      .8,
                      .42125,
                      {.623293, .307693, .283611, .123106, .182431, .031519, .024964},
                      {.053435, .047816, .045304, .041389, .037042, .020524, .016688}},
                     {Law::normal,
                      std::nullopt,
                      .446115,
                      {.622932, .307329, .283180, .122805, .182184, .029358, .022984},
                      {.049873, .044638, .042275, .038455, .034623, .020046, .016364}},
                     {Law::normal,
                      .8,
                      .370606,
                      {.622522, .307017, .282741, .122371, .181881, .027373, .021246},
                      {.044943, .040230, .038087, .034754, .031157, .018081, .014637}}};
  std::uint32_t seed = 400;
  for (const auto& one : known) {
    RegionDescription description = seven_shares(one.law);
    description.credibility = one.credibility;
    add_box(description);
    const Region region(description);
    const RegionSampler sampler(region, streams_of(++seed), 9);
    const double whole = one.law == Law::uniform ? std::exp(region.log_volume_of_ellipsoid()) : 1;
    EXPECT_NEAR(sampler.size().value / whole, one.share, 4.5 * (sampler.size().standard_error / whole + 2.5e-4));
    Sample(sampler, 7, 40'000, streams_of(++seed)).expect_moments(one.mean, one.deviation, 4e-5);
  }
  RegionDescription ridge = seven_shares(Law::uniform);
  for (std::size_t j = 0; j < 7; ++j)
    ridge.scale(j, j) += 1e-6;  // as the known volume has it
  EXPECT_NEAR(std::exp(Region(ridge).log_volume_of_ellipsoid()), 6.58245e-7, 5e-13);
}

TEST(RegionSampler, DrawsAtACornerThatTheBallHardlyHas) {
  RegionDescription description = seven_shares(Law::uniform);
  add_box(description);
  description.halfspaces.push_back(at_most(7, 1, .24));
  description.halfspaces.push_back(at_least(7, 0, .66));
  const Region region(description);
  const double radius = std::sqrt(*region.squared_radius());
  EXPECT_NEAR(region.nearest().squared / (radius * radius), .7998275236, 1e-9);
  const std::vector<double>& multipliers = region.nearest().multipliers;  // in units in which the ball's radius is 1:
  EXPECT_NEAR(multipliers[14] / (radius * radius * std::sqrt(.0020)), 8.25329271, 1e-7);
  EXPECT_NEAR(multipliers[15] / (radius * radius * std::sqrt(.0025)), 6.58408744, 1e-7);
  const RegionSampler sampler(region, streams_of(501), 9);
  EXPECT_EQ(sampler.way(), RegionSampler::Way::corner);
  EXPECT_GT(sampler.accepted().value, .04) << "the cap accepts .0380";
  const double whole = std::exp(region.log_volume_of_ellipsoid());
  EXPECT_NEAR(sampler.size().value / whole, 9.11243e-6, 4.5 * (sampler.size().standard_error / whole + 6e-9));
  Sample(sampler, 7, 40'000, streams_of(502))
      .expect_moments({.6627636, .2377809, .2941919, .1206105, .1838988, .0178188, .0123601},
                      {.002252, .0018141, .0152346, .0162469, .0148547, .0102324, .0078135}, 1.2e-5);
}

TEST(Region, KnowsTheNearestPointOfASumOfShares) {
  RegionDescription description = seven_shares(Law::uniform);
  add_box(description);
  description.halfspaces.push_back({"usage + 2 turnovers", {0, 1, 0, 2, 0, 0, 0}, .45});
  const Region region(description);
  EXPECT_NEAR(region.nearest().squared / *region.squared_radius(), .0958971949, 1e-9);
}

TEST(Region, SaysWhichHalfspacesExcludeTheEllipsoid) {
  RegionDescription description = seven_shares(Law::uniform);
  add_box(description);
  description.halfspaces.push_back(at_most(7, 1, .22));
  description.halfspaces.push_back(at_least(7, 0, .66));
  try {
    const Region region(description);
    FAIL() << "it is empty";
  } catch (const RegionError& error) {
    EXPECT_THAT(error.what(), HasSubstr("x0 >= 0.66"));
    EXPECT_THAT(error.what(), HasSubstr("x1 <= 0.22"));
    EXPECT_THAT(error.what(), HasSubstr("1.167052682"));
    EXPECT_THAT(error.what(), testing::Not(HasSubstr("x2")));
  }
}

TEST(Region, SaysWhichHalfspacesExcludeEachOther) {
  RegionDescription description = seven_shares(Law::normal);
  description.credibility.reset();
  description.halfspaces = {at_most(7, 2, .5),
                            at_most(7, 1, .2),
                            {"sum", {1, 1, 0, 0, 0, 0, 0}, .5},
                            at_least(7, 0, .45),
                            at_least(7, 1, .1)};
  try {
    const Region region(description);
    FAIL() << "it is empty";
  } catch (const RegionError& error) {
    EXPECT_THAT(error.what(), HasSubstr("no point has all of"));
    EXPECT_THAT(error.what(), HasSubstr("sum"));
    EXPECT_THAT(error.what(), testing::Not(HasSubstr("x2")));
  }
}

TEST(Region, RefusesAScaleThatIsNoCovariance) {
  EXPECT_THROW(Region({{0, 0}, square({{1, 2}, {2, 1}}), Law::normal}), RegionError);
  EXPECT_THROW(Region({{0, 0}, square({{1, 1}, {1, 1}}), Law::normal}), RegionError);
}

TEST(RegionSampler, HasElevenRatesOfWhichTheCentreIsNone) {
  RegionDescription description{.centre = {.56, .22, .20, .10, .03, .12, .015, .015, .35, .15, .25},
                                .scale = Matrix(11, 11),
                                .law = Law::uniform,
                                .credibility = .8};
  for (std::size_t i = 0; i < 11; ++i) {
    for (std::size_t j = 0; j < 11; ++j)
      description.scale(i, j) = i == j ? .005 : i + 1 == j || j + 1 == i ? .0005 : 0;
  }
  const auto bound = [&](std::size_t place, double low, double high) {
    description.halfspaces.push_back(at_least(11, place, low));
    description.halfspaces.push_back(at_most(11, place, high));
  };
  bound(1, .18, .40);
  bound(0, .45, .75);
  bound(2, .05, .50);
  bound(3, .05, .25);
  bound(8, 0, .60);
  bound(9, 0, .50);
  bound(10, .10, .60);
  Halfspace blitz{"usage + 2 turnovers", std::vector<double>(11), .49 * (1 + .5 * .05)};
  blitz.normal[1] = 1;
  blitz.normal[3] = 2;
  description.halfspaces.push_back(blitz);
  description.halfspaces.push_back(at_most(11, 9, .30 * .7));
  description.halfspaces.push_back(at_most(11, 4, .05 * .8));
  description.halfspaces.push_back(at_most(11, 10, .25 * .9));
  const Region region(description);
  const RegionSampler sampler(region, streams_of(601), 9);
  const double whole = std::exp(region.log_volume_of_ellipsoid());
  EXPECT_NEAR(sampler.size().value / whole, .029922, 4.5 * (sampler.size().standard_error / whole + 8.5e-5));
  Sample(sampler, 11, 30'000, streams_of(602))
      .expect_moments(
          {.575525, .242684, .206955, .089968, -.032388, .113762, .015087, .014760, .347402, .118400, .174019},
          {.069597, .044075, .077668, .025881, .049687, .083442, .083705, .083306, .083242, .054594, .033683}, 3e-4);
}

/// Slabs that the ball and the corner both miss nearly always: one share of 1e-5, say. In each direction the law is
/// that of one dimension, so the moments are known.
TEST(RegionSampler, WalksWhereNothingElseArrives) {
  for (const Law law : {Law::uniform, Law::normal}) {
    RegionDescription description{.centre = std::vector<double>(4), .scale = unit_matrix(4), .law = law};
    // Of radius 40: its border is out of the slabs' reach, and the uniform law is that of the box.
    description.credibility = 1 - 1e-15;
    if (law == Law::normal) description.credibility.reset();
    for (std::size_t j = 0; j < 4; ++j) {
      description.halfspaces.push_back(at_most(4, j, .01));
      description.halfspaces.push_back(at_least(4, j, -.03));
    }
    const Region region(description);
    const RegionSampler sampler(region, streams_of(701), 9);
    ASSERT_EQ(sampler.way(), RegionSampler::Way::walk) << sampler.describe();
    EXPECT_LT(sampler.walk()->report().r_hat, 1.01);
    EXPECT_THAT(sampler.describe(), HasSubstr("R-hat"));
    const std::vector<double> mean(4, -.01);
    const std::vector<double> deviation(4, .04 / std::sqrt(12.));
    Sample(sampler, 4, 5'000, streams_of(702)).expect_moments(mean, deviation, law == Law::normal ? 1e-5 : 0);
  }
}

TEST(RegionSampler, DrawsASessionWithoutTheOthers) {
  RegionDescription description = seven_shares(Law::normal);
  add_box(description);
  const Region region(description);
  const RegionSampler one(region, streams_of(801), 9);
  const RegionSampler other(region, streams_of(801), 9);
  std::vector<double> a(7);
  std::vector<double> b(7);
  Stream first = streams_of(802).open(5);
  one.draw(first, a);
  for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
    Stream stream = streams_of(802).open(replicate);
    other.draw(stream, b);
    if (replicate == 5) {
      EXPECT_EQ(a, b);
    }
  }
}

}  // namespace
}  // namespace ergodic::workloads::players
