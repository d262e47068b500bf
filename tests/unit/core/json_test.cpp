#include "core/json.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace ergodic {
namespace {

TEST(Json, AnObjectKeepsTheOrderOfItsMembers) {
  Json json{{"zebra", 1}, {"ant", {{"legs", 6}, {"wings", nullptr}}}};
  json["midge"] = Json::array({"a", 2, true});
  json["zebra"] = 2;  // stays the first
  EXPECT_EQ(json.dump(), R"({"zebra":2,"ant":{"legs":6,"wings":null},"midge":["a",2,true]})");
  EXPECT_EQ(json.dump(2).substr(0, 14), "{\n  \"zebra\": 2");
}

TEST(Json, NumbersAreWrittenWhole) {
  const Json json = Json::array({std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::int64_t>::min(),
                                 1.0, 0.1, std::numeric_limits<double>::quiet_NaN()});
  EXPECT_EQ(json.dump(), "[18446744073709551615,-9223372036854775808,1.0,0.1,null]");
}

TEST(Json, NullBecomesWhatIsPutIn) {
  Json json;
  EXPECT_TRUE(json.empty());
  json["list"].push_back(1);
  EXPECT_FALSE(json.empty());
  json["list"].push_back({})["inner"] = "text";
  EXPECT_EQ(json.dump(), R"({"list":[1,{"inner":"text"}]})");
  EXPECT_EQ(Json(std::vector<std::string>{"a", "b"}).dump(), R"(["a","b"])");
  EXPECT_EQ(Json(std::vector<int>{}).dump(), "[]");
}

TEST(Json, BytesThatAreNoTextAreReplaced) { EXPECT_EQ(Json("a\xff").dump(), "\"a\xef\xbf\xbd\""); }

TEST(Json, WhatIsReadIsWrittenAgain) {
  const std::string text = R"({"b":[1,-2,0.5,18446744073709551615,"x",null,false],"a":{"c":{}}})";
  const auto json = Json::parse(text);
  ASSERT_TRUE(json);
  EXPECT_EQ(json->dump(), text);
  EXPECT_FALSE(Json::parse("{\"a\": "));
  EXPECT_FALSE(Json::parse(""));
}

TEST(Json, ATextThatIsNestedWithoutEndIsRefused) {
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  EXPECT_TRUE(Json::parse(nested(100)));
  EXPECT_FALSE(Json::parse(nested(101)));
  EXPECT_FALSE(Json::parse(nested(1'000'000)));
}

TEST(Json, AMemberThatIsMissingHasItsFallback) {
  const Json json{{"name", "basic"}, {"count", 3}, {"share", 0.25}};
  EXPECT_EQ(json.value("name", ""), "basic");
  EXPECT_EQ(json.value("none", "so"), "so");
  EXPECT_EQ(json.value("count", std::uint64_t{0}), 3u);
  EXPECT_EQ(json.value("count", 0.0), 3.0);
  EXPECT_EQ(json.value("share", 0.0), 0.25);
  EXPECT_EQ(json.value("list", std::vector<double>{1}), std::vector<double>{1});
}

TEST(Json, SaysWhatAValueIsNot) {
  const Json json{{"name", "basic"}, {"list", Json::array({1})}};
  EXPECT_THROW(json.value("name", 0.0), JsonError);
  EXPECT_THROW(json.value("list", ""), JsonError);
  EXPECT_THROW(json.at("other"), JsonError);
  EXPECT_THROW(json.at("list").at(1), JsonError);
  EXPECT_THROW(Json(1)["key"], JsonError);
  EXPECT_THROW(Json(-1).get<std::uint64_t>(), JsonError);
  EXPECT_THROW(Json(0.5).get<std::uint64_t>(), JsonError);
  EXPECT_THROW(Json(1).get<bool>(), JsonError);
}

TEST(Json, KeepsTheValuesOfATemporaryWhileTheyAreRunOver) {
  const auto made = [] { return Json::array({Json("a text that is too long for its own room"), Json(2)}); };
  Json moved = Json::array();
  for (Json& value : made().values())
    moved.push_back(std::move(value));
  EXPECT_EQ(moved.dump(), made().dump());
}

}  // namespace
}  // namespace ergodic
