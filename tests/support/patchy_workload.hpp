#pragma once

#include <ergodic/workload.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

namespace ergodic::test {

/// A workload whose rows have gaps: of each type a column that may be missing, at places of an axis too, and sessions
/// that fail as they are declared to.
/// Of the 32-bit words of a session, w / 2^32 < 0.03: it fails as too_few_games with the games that are there, of 5,
/// where 4 are wanted; < 0.05 as no_table, which can be tried again. Else x, y and z are uniform, games 0 to 9, gain in
/// cents, age in −5 to 5, form poor or good, spots at four quarters 0 to 3; x, to which `shift` is added, is missing in
/// one of `odds` sessions, games in an eighth, all others but y in a third. Where `fails` is no none fails. Every
/// `infinite_every`-th session leaves infinity in y, every `hidden_every`-th a NaN in x that does not stand for a
/// missing value.
class Patchy final : public Workload {
 public:
  explicit Patchy(const Parameters& parameters)
      : fails_(parameters.boolean("fails")),
        odds_(static_cast<std::uint32_t>(parameters.integer("odds"))),
        shift_(parameters.real("shift")),
        infinite_every_(parameters.integer("infinite_every")),
        hidden_every_(parameters.integer("hidden_every")) {}

  Columns columns() const override {
    Column age{.name = "age", .type = Type::int16, .unit = "years", .long_name = "age"};
    Column spots{.name = "spots", .type = Type::uint8, .long_name = "spots"};
    return {real_column("x").says("uniform").or_missing().with_quantiles(),
            real_column("y").says("uniform, and always there").with_quantiles(),
            real_column("z").says("uniform, at each quarter").along("quarter").or_missing().with_quantiles(),
            count("games").says("games played").or_missing().with_quantiles(),
            money_column("gain").says("won or lost").or_missing(),
            std::move(age).or_missing(),
            category("form", {"poor", "good"}).says("form").or_missing(),
            std::move(spots).along("quarter").or_missing().with_quantiles(),
            category("mood", {"calm", "wild"}).along("quarter").says("mood").or_missing()};
  }
  Axes axes() const override {
    return {{.name = "quarter", .coordinates = {1, 2, 3, 4}, .long_name = "quarter of the game"}};
  }
  Headlines headlines() const override { return {{"mean x", "x", ""}, {"good form", "form", "good"}}; }

  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override {
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      const std::uint64_t r = replicates.first + i;
      Stream stream = streams.open(r);
      write(stream, i, rows);
      if (infinite_every_ > 0 && r % static_cast<std::uint64_t>(infinite_every_) == 0)
        rows.column<double>("y")[i] = std::numeric_limits<double>::infinity();
      if (hidden_every_ > 0 && r % static_cast<std::uint64_t>(hidden_every_) == 0)
        rows.column<double>("x")[i] = -missing_value<double>();
    }
  }
  std::optional<ExactResults> exact() const override {
    ExactResults exact;
    exact.moments["x"] = {0.5 + shift_, std::nullopt};
    exact.moments["y"] = {0.5, std::nullopt};
    exact.category_laws["form"] = {0.5, 0.5};
    return exact;
  }
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override {
    out << "first word " << streams.open(replicate).word() << '\n';
  }

 private:
  /// A value, or none in one of `odds` sessions.
  template <class T>
  static T sometimes(Stream& stream, std::uint32_t odds, T value) {
    return stream.word() % odds == 0 ? missing_value<T>() : value;
  }

  static double uniform(Stream& stream) { return stream.word() * 0x1p-32; }

  void write(Stream& stream, std::uint64_t i, Rows& rows) const {
    const double luck = fails_ ? uniform(stream) : 1;
    if (luck < 0.03) rows.fail(i, 0, {static_cast<double>(stream.word() % 4), 5, 4});
    if (luck >= 0.03 && luck < 0.05) rows.fail(i, 1);
    rows.column<double>("x")[i] = sometimes(stream, odds_, shift_ + uniform(stream));
    rows.column<double>("y")[i] = uniform(stream);
    rows.column<std::int32_t>("games")[i] = sometimes(stream, 8, static_cast<std::int32_t>(stream.word() % 10));
    rows.column<std::int64_t>("gain")[i] =
        sometimes(stream, 3, static_cast<std::int64_t>(stream.word() % 20001) - 10000);
    rows.column<std::int16_t>("age")[i] = sometimes(stream, 3, static_cast<std::int16_t>(stream.word() % 11 - 5));
    rows.column<std::uint8_t>("form")[i] = sometimes(stream, 3, static_cast<std::uint8_t>(stream.word() % 2));
    for (std::size_t k = 0; k < 4; ++k) {
      rows.column<double>("z")[4 * i + k] = sometimes(stream, 3, uniform(stream));
      rows.column<std::uint8_t>("spots")[4 * i + k] =
          sometimes(stream, 3, static_cast<std::uint8_t>(stream.word() % 4));
      rows.column<std::uint8_t>("mood")[4 * i + k] = sometimes(stream, 3, static_cast<std::uint8_t>(stream.word() % 2));
    }
  }

  bool fails_;
  std::uint32_t odds_;
  double shift_;
  std::int64_t infinite_every_;
  std::int64_t hidden_every_;
};

class PatchyKind final : public WorkloadKind {
 public:
  std::string name() const override { return "patchy"; }
  std::string title() const override { return "A workload for tests whose rows have gaps"; }
  const Schema& schema() const override {
    static const Schema schema = {
        boolean("fails").fallback(true).says("whether sessions fail"),
        integer("odds").between(1, 1000).fallback(4).says("x is missing in one of so many sessions"),
        real("shift").between(-1000, 1000).fallback(0.0).says("added to x"),
        integer("infinite_every").between(0, 1'000'000).fallback(0).says("0: none leaves infinity"),
        integer("hidden_every").between(0, 1'000'000).fallback(0).says("0: none leaves a NaN")};
    return schema;
  }
  FailureCategories failures() const override {
    return {{"too_few_games", false, "{0} of {1} games are there (at least {2} wanted)"},
            {"no_table", true, "the table has not come yet"}};
  }
  bool can_fail(const Parameters& parameters) const override { return parameters.boolean("fails"); }
  std::shared_ptr<const Workload> make(const Parameters& parameters) override {
    return std::make_shared<Patchy>(parameters);
  }
};

}  // namespace ergodic::test
