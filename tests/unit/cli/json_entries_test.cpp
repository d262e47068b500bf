#include "cli/output/json_entries.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ergodic::cli {
namespace {

std::string written(const Json& object, const std::vector<Json>& entries) {
  std::string text;
  JsonEntries all(object, "cases", [&](const std::string& more) { text += more; });
  for (const Json& entry : entries)
    all.add(entry);
  all.end();
  return text;
}

TEST(JsonEntries, AreTheTextOfTheWholeObject) {
  const Json object{{"file", "a\nb]}"}, {"blocks", 3}};
  const std::vector<Json> entries{{{"case", "one\ntwo"}, {"values", Json::array({1, 2})}}, Json(7), Json::object()};
  Json whole = object;
  whole["cases"] = Json::array();
  EXPECT_EQ(written(object, {}), whole.dump(2) + "\n");
  for (const Json& entry : entries)
    whole["cases"].push_back(entry);
  EXPECT_EQ(written(object, entries), whole.dump(2) + "\n");
}

}  // namespace
}  // namespace ergodic::cli
