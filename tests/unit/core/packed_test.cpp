#include "core/packed.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace ergodic {
namespace {

enum class Colour { red, black };

struct Bet {
  std::string name;
  std::optional<double> limit;
  friend bool operator==(const Bet&, const Bet&) = default;
};

/// A member of each kind, with and without a value of its own.
struct Table {
  std::filesystem::path file;
  std::string title = "none";
  Colour colour = Colour::black;
  bool open = false;
  double limit = std::numeric_limits<double>::infinity();
  std::optional<std::string> note;
  std::vector<std::uint64_t> chips = {};
  std::vector<Bet> bets = {};
  Bet first = {};
  int seats() const { return 7; }
  friend bool operator==(const Table&, const Table&) = default;
};

const Table table{"a/b.h5",           std::string("with\0zero", 9), Colour::red,  true, 0.1, "noted",
                  {1, 2, 1ull << 63}, {{"ante", 5.5}, {"", {}}},    {"first", {}}};

TEST(Packed, GivesBackEveryMemberOfAnAggregate) {
  EXPECT_EQ(unpacked<Table>(packed(table)), table);
  EXPECT_EQ(unpacked<Table>(packed(Table{})), Table{});
  EXPECT_EQ(unpacked<std::vector<Table>>(packed(std::vector{table, Table{}})), (std::vector{table, Table{}}));
}

TEST(Packed, CountsTheMembersOfAnAggregate) {
  static_assert(members::count<Bet>() == 2);
  static_assert(members::count<Table>() == 9);
  struct One {
    std::string only = "one";
  };
  static_assert(members::count<One>() == 1);
}

template <class Change>
std::string packed_with(const Change& change) {
  Table changed = table;
  change(changed);
  return packed(changed);
}

TEST(Packed, DiffersWhenAnyMemberDoes) {
  const std::string before = packed(table);
  EXPECT_NE(packed_with([](Table& t) { t.file = "a"; }), before);
  EXPECT_NE(packed_with([](Table& t) { t.title = "with"; }), before);
  EXPECT_NE(packed_with([](Table& t) { t.colour = Colour::black; }), before);
  EXPECT_NE(packed_with([](Table& t) { t.open = false; }), before);
  EXPECT_NE(packed_with([](Table& t) { t.limit = 0.2; }), before);
  EXPECT_NE(packed_with([](Table& t) { t.note.reset(); }), before);
  EXPECT_NE(packed_with([](Table& t) { t.chips.pop_back(); }), before);
  EXPECT_NE(packed_with([](Table& t) { t.bets[1].limit = 1; }), before);
  EXPECT_NE(packed_with([](Table& t) { t.first.name = "last"; }), before);
}

TEST(Packed, RefusesOtherBytes) {
  const std::string bytes = packed(table);
  for (std::size_t cut = 0; cut < bytes.size(); ++cut)
    EXPECT_THROW(unpacked<Table>(std::string_view(bytes).substr(0, cut)), InternalError) << cut;
  EXPECT_THROW(unpacked<Table>(bytes + "x"), InternalError);
}

}  // namespace
}  // namespace ergodic
