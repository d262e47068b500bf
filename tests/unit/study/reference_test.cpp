#include "study/schema/reference.hpp"
#include "study/schema/study_schema.hpp"
#include "unit/study/made_up_kind.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace ergodic::test {
namespace {

TEST(Reference, IsATableOfEveryKey) {
  const Schema schema = {
      integer("horizon").between(1, 1000).fallback(100).unit("generations").says("generations simulated"),
      section("strategy",
              {choice("type", {{"basic", "the usual way to play"}, {"optimal", "the best there is"}})
                   .fallback("basic")
                   .says("what is played"),
               list("rules", section("rule", {text("condition").required().says("when")})).says("first match decides"),
               moved("kind", "strategy.type")})
          .says("how the player plays"),
      section("jackpot", {real("rate").above(0).at_most(1).fallback(0.5).says("share")}).optional().says("a jackpot"),
      section("old", {retired("workers", "do not")}),
  };
  EXPECT_EQ(study::reference(schema),
            R"(key          type             unit         range      default   meaning
  horizon    integer          generations  1 .. 1000  100       generations simulated

strategy          how the player plays
  type       choice                                   basic     what is played
    basic    the usual way to play
    optimal  the best there is
  rules      list of section                          []        first match decides
  kind       moved                                              another name for strategy.type

strategy.rules[]  each element of the list
  condition  text                                     required  when

jackpot           a jackpot (not there unless set)
  rate       real                          > 0, <= 1  0.5       share
)");
}

TEST(Reference, FitsAPageWide) {
  for (const Schema* schema : {&study::study_schema(), &MadeUpKind().schema()}) {
    std::istringstream lines(study::reference(*schema));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), 110u) << line;
      EXPECT_FALSE(line.ends_with(' ')) << line;
    }
  }
}

TEST(Reference, HasEveryKeyOfEveryStudy) {
  const std::string table = study::reference(study::study_schema());
  for (const char* key : {"workload", "metadata", "sessions", "seeding", "seed", "common", "cases", "sweep", "output",
                          "rows", "columns", "block", "failures", "action", "maximum_share"}) {
    EXPECT_NE(table.find(key), std::string::npos) << key;
  }
}

}  // namespace
}  // namespace ergodic::test
