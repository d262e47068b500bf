#include "workloads/card_games/exact/game_law.hpp"

#include "small_games.hpp"
#include "workloads/card_games/genome/read.hpp"
#include "workloads/card_games/machine/compile.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>

#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

using namespace test::card_games;

/// A row: outcomes (a seat's each, then of all else), scores (none: there are none), E moves, E moves², E forced,
/// E legal. Every fraction is from a program of its own that was written from the rules in words.
struct KnownLaw {
  std::string name, genome;
  std::vector<std::string> outcomes, points;
  std::string moves, squared_moves, forced, legal;
};

void PrintTo(const KnownLaw& law, std::ostream* out) { *out << law.name; }

const std::string skip_0 = "  - {on: \"rank == '0'\", does: skip}\n";

std::vector<KnownLaw> laws_of_tricks() {
  return {
      {"T(2,3,3,3) trump 0",
       tricks({2, 3, 3, 3}, "trump: 0"),
       {"3547/6720", "3173/6720", "0"},
       {"3557/2240", "3163/2240"},
       "6",
       "36",
       "1667/560",
       "5813/560"},
      {"T(3,3,3,3)",
       tricks({3, 3, 3, 3}),
       {"1291/3360", "121/480", "121/480", "25/224"},
       {"2799/2240", "3921/4480", "3921/4480"},
       "9",
       "81",
       "174/35",
       "516/35"},
      {"T(3,3,3,3) breaking 0, points",
       hearts({3, 3, 3, 3}),
       {"2029/13440", "1361/8960", "1361/8960", "229/420"},
       {"65929/26880", "95351/53760", "95351/53760"},
       "9",
       "81",
       "3079/560",
       "7517/560"},
      {"T(2,3,3,2)", tricks({2, 3, 3, 2}), {"37/56", "11/56", "1/7"}, {"41/28", "15/28"}, "4", "16", "17/7", "39/7"},
      {"T(2,4,2,3)", tricks({2, 4, 2, 3}), {"79/140", "61/140", "0"}, {"33/20", "27/20"}, "6", "36", "103/35", "51/5"},
      {"X(2,3,2,2; 0; 20)",
       bids({2, 3, 2, 2}, 0, 20),
       {"29/90", "29/90", "16/45"},
       {"-39/10", "-39/10"},
       "6",
       "36",
       "13/5",
       "57/5"},
      {"X(3,3,2,2; 1; 15)",
       bids({3, 3, 2, 2}, 1, 15),
       {"703/2430", "703/2430", "703/2430", "107/810"},
       {"-143/30", "-143/30", "-143/30"},
       "9",
       "81",
       "21/5",
       "84/5"},
      {"X(2,4,2,2; 1; 30)",
       bids({2, 4, 2, 2}, 1, 30),
       {"181/420", "181/420", "29/210"},
       {"-2279/420", "-2279/420"},
       "6",
       "36",
       "18/7",
       "80/7"},
  };
}

std::vector<KnownLaw> laws_of_shedding() {
  return {
      {"C(2,3,3,2) wild 0",
       wild_eights({2, 3, 3, 2}, 0),
       {"6465041/9797760", "268717/816480", "3089/279936"},
       {},
       "13505473/2449440",
       "189761263/4898880",
       "33507779/9797760",
       "14250107/1632960"},
      {"C(3,4,2,2) wild 0",
       wild_eights({3, 4, 2, 2}, 0),
       {"625/1008", "247/960", "1193/10080", "29/6720"},
       {},
       "22955/4032",
       "98573/2880",
       "2237/672",
       "81391/10080"},
      {"C(2,2,3,2) wild 1",
       wild_eights({2, 2, 3, 2}, 1),
       {"19/27", "17/60", "7/540"},
       {},
       "2591/540",
       "1513/60",
       "613/270",
       "931/108"},
      {"E(3,4,2,2)",
       eights({3, 4, 2, 2}, skip_0 + "  - {on: \"rank == '1'\", does: reverse}\n"
                                     "  - {on: \"rank == '2'\", does: extra_turn}\n"
                                     "  - {on: \"rank == '3'\", does: draw}\n"),
       {"14849/30240", "33091/120960", "9491/40320", "0"},
       {},
       "287363/60480",
       "1568743/60480",
       "227519/60480",
       "348791/60480"},
      {"E(3,3,3,2)",
       eights({3, 3, 3, 2}, skip_0 + "  - {on: \"rank == '2'\", does: draw, count: 2}\n"),
       {"631/1296", "96737/362880", "88651/362880", "29/12960"},
       {},
       "4119911/725760",
       "26552089/725760",
       "3251203/725760",
       "37361/5376"},
      {"E(2,3,2,2)",
       eights({2, 3, 2, 2}, skip_0 + "  - {on: \"rank == '2'\", does: draw}\n"),
       {"26/45", "19/45", "0"},
       {},
       "77/20",
       "5953/360",
       "109/36",
       "841/180"},
  };
}

std::vector<KnownLaw> laws_of_climbing_and_taking() {
  return {
      {"P(2,3,2,3,2)",
       president({2, 3, 2, 3}, 2),
       {"8671/13824", "5153/13824", "0"},
       {},
       "126463/23040",
       "49751/1536",
       "152027/69120",
       "156395/13824"},
      {"P(3,3,2,2,2)",
       president({3, 3, 2, 2}, 2),
       {"185/324", "3673/14580", "1291/7290", "0"},
       {},
       "64793/14580",
       "310573/14580",
       "7231/2916",
       "101303/14580"},
      {"P(3,3,3,3,3)",
       president({3, 3, 3, 3}, 3),
       {"5128970551/10404495360", "555621863/2080899072", "178386821/743178240", "0"},
       {},
       "5851514443/693633024",
       "840911781233/10404495360",
       "132375074249/31213486080",
       "496194104197/31213486080"},
      {"S(4,2,2,2)", scopa(4, 2, 2, 2), {"16/105", "1/3", "18/35"}, {"12/7", "16/7"}, "4", "16", "2", "6"},
      {"S(3,3,2,1)", scopa(3, 3, 2, 1), {"39/70", "31/70", "0"}, {"22/7", "20/7"}, "8", "64", "4", "12"},
      {"G(3,3,2)",
       go_fish(3, 3, 2),
       {"1543/2240", "697/2240", "0"},
       {"3823/2240", "2897/2240"},
       "1327/140",
       "14721/160",
       "14767/2240",
       "27697/2240"},
      {"G(4,3,2)",
       go_fish(4, 3, 2),
       {"525080977/1847577600", "1059015239/6466521600", "7139445883/12933043200"},
       {"9142607267/4311014400", "8101450333/4311014400"},
       "13350083/997920",
       "517227883/2851200",
       "94582770061/12933043200",
       "3507256097/172440576"},
      {"K(2,2,2,20)",
       cheat(2, 2, 2, 20),
       {"2535145181541269/4057816381784064", "5985408088452941/16231265527136256", "105276712518239/16231265527136256"},
       {},
       "21846686950686307/2028908190892032",
       "54528795401587231/338151365148672",
       "1644941242701779/1014454095446016",
       "168381318284777885/8115632763568128"},
      {"B(3,1; 1, 1, 0)", poker(3, 1, 1, 1, 0), {"9/16", "7/16", "0"}, {"1/8", "-1/8"}, "9/4", "21/4", "0", "9/2"},
      {"B(5,1; 1, 2, 1)", poker(5, 1, 1, 2, 1), {"25/48", "23/48", "0"}, {"-1/24", "1/24"}, "5/2", "20/3", "0", "23/4"},
  };
}

std::vector<KnownLaw> known_laws() {
  std::vector<KnownLaw> all;
  for (const auto& some : {laws_of_tricks(), laws_of_shedding(), laws_of_climbing_and_taking()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

std::string sum_of(const GameLaw& law) {
  using boost::multiprecision::cpp_rational;
  const cpp_rational sum =
      cpp_rational(law.tie.fraction) + cpp_rational(law.blocked.fraction) + cpp_rational(law.limit.fraction);
  return sum.str();
}

class KnownLaws : public testing::TestWithParam<KnownLaw> {};

TEST_P(KnownLaws, AreEnumeratedLetterByLetter) {
  const KnownLaw& known = GetParam();
  const Machine machine(compile(read_genome(known.genome, known.name)));
  const auto law = law_of(machine, 1'000'000);
  ASSERT_TRUE(law);
  std::vector<std::string> outcomes, points;
  for (const ExactNumber& win : law->wins)
    outcomes.push_back(win.fraction);
  outcomes.push_back(sum_of(*law));
  for (const GameLaw::Moments& moments : law->points)
    points.push_back(moments.mean.fraction);
  EXPECT_EQ(outcomes, known.outcomes);
  if (!known.points.empty()) {
    EXPECT_EQ(points, known.points);
  }
  EXPECT_EQ(law->moves.mean.fraction, known.moves);
  EXPECT_EQ(law->moves.square.fraction, known.squared_moves);
  EXPECT_EQ(law->forced.fraction, known.forced);
  EXPECT_EQ(law->legal.fraction, known.legal);
}

INSTANTIATE_TEST_SUITE_P(Rows, KnownLaws, testing::ValuesIn(known_laws()),
                         [](const auto& row) { return "row_" + std::to_string(row.index); });

TEST(GameLaw, IsNotSoughtBeyondItsBudgetOfPositions) {
  const Machine machine(compile(read_genome(tricks({4, 13, 4, 13}), "whist")));
  EXPECT_FALSE(law_of(machine, 1'000'000));
  const Machine small(compile(read_genome(tricks({2, 3, 3, 2}), "small")));
  const std::size_t needed = law_of(small, 1'000'000)->positions;
  EXPECT_TRUE(law_of(small, needed));
  EXPECT_FALSE(law_of(small, needed - 1));
}

}  // namespace

}  // namespace ergodic::workloads::card_games
