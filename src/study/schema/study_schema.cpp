#include "study/schema/study_schema.hpp"

#include "study/functions.hpp"

#include <cstdint>

namespace ergodic::study {
namespace {

constexpr std::uint64_t most_sessions = 1'000'000'000'000;
static_assert(most_sessions * CaseLimits::most <= std::uint64_t{1} << 62,
              "all session IDs fit 64 bits, and sums of two of them");

/// One figure and how precise it is to be. One of the two bounds at least: the plan sees to it.
Schema target_keys() {
  return {
      text("column").required().says(
          "the figure that is to become precise, named as `ergodic summary` does: the mean of a column, the shares of "
          "a "
          "category, a ratio; of a column along an axis all places, or one: \"chips[seat 3]\""),
      text("label").optional().says("of a category: only the share of this label"),
      real("quantile")
          .above(0)
          .below(1)
          .optional()
          .silent_unless_set()
          .says("of a quantity: not its mean, but the quantile of this probability, which the summary then has too"),
      real("half_width").above(0).optional().says("wanted half-width of its interval, in the column's unit"),
      real("relative")
          .above(0)
          .optional()
          .says("wanted half-width over the size of the estimate; with half_width: the wider of the two is enough"),
      real("confidence").above(0).below(1).fallback(0.95).says("of the interval"),
  };
}

Key until() {
  Schema keys = target_keys();
  keys.push_back(list("also", section("target", target_keys())).says("more targets: all must hold"));
  keys.push_back(integer("max_sessions")
                     .between(1, static_cast<double>(most_sessions))
                     .fallback(10'000'000)
                     .unit("sessions")
                     .says("sessions per case at which the run ends, its targets reached or not"));
  return section("until", keys)
      .optional()
      .says("go on, in rounds of more sessions, until these targets hold in every case");
}

Key rows_key() {
  return choice("rows",
                {{"all", "one row a session"}, {"none", "summaries only: for runs whose rows would not fit on disk"}})
      .says("what the file keeps of each session");
}

Key columns_key() { return list("columns", text("column")).says("the columns kept; all of them when empty"); }

Key block_key() {
  return integer("block")
      .between(1, 1 << 24)
      .optional()
      .unit("sessions")
      .says(
          "sessions in a block, the unit of scheduling and checkpoints; the workload's choice when "
          "not set");
}

Key covariances_key() {
  return list("covariances", text("column")).says("columns whose covariances the summary has, each with each other");
}

Key quantiles_key() {
  return list("quantiles", text("column"))
      .says(
          "quantities whose quantiles the summary has, beside those that it has anyway; exact where their rows are "
          "kept and cannot fail, else within 1/64");
}

Key controls_key() {
  return list("controls", section("control",
                                  {
                                      text("of").required().says("a column"),
                                      list("by", text("column")).required().says("columns whose means are known"),
                                  }))
      .says(
          "control variates: the summary corrects the mean of a column by how far those of others lie from what is "
          "known of them");
}

Key histograms_key() {
  return list("histograms",
              section("histogram",
                      {
                          text("column").required().says("a quantity"),
                          real("from").required().says("where the first bin begins, in the column's unit"),
                          real("to").required().says("where the last bin ends"),
                          integer("bins").between(1, 10'000).fallback(50).unit("bins").says("of equal width"),
                      }))
      .says("histograms that the summary has");
}

/// A key of the part of a study that is about some of its stages.
Key stage_key() {
  return text("stage").says("the stage's name, or its beginning and a * for all whose names begin so");
}

/// Of one stage, or several.
Key stage_outputs_key() {
  const auto of_stage = [](Key key) { return std::move(key).optional().silent_unless_set(); };
  return list("stages", section("stage",
                                {
                                    stage_key().required(),
                                    of_stage(rows_key()),
                                    of_stage(columns_key()),
                                    of_stage(covariances_key()),
                                    of_stage(quantiles_key()),
                                    of_stage(controls_key()),
                                    of_stage(histograms_key()),
                                    of_stage(block_key()),
                                }))
      .optional()
      .silent_unless_set()
      .says("of a study of stages: what holds of a stage in place of what is said here of all");
}

Key functions_key() {
  Key key = Functions::key(
      "of the columns of one value a session, the numbers that the study sets (by their dotted names) and the "
      "functions before: a number, or true or false");
  key.children.front().children.push_back(stage_key().optional().silent_unless_set());
  return std::move(key).optional().silent_unless_set().says(
      "further columns, computed from those of the workload; where a value is missing, so are they");
}

Key metadata() {
  return section("metadata",
                 {
                     text("name").optional().says("what the study is called in tables and in the file"),
                     text("description").optional().says("what it is for"),
                     text("version").optional().says("its version, in its author's counting"),
                     text("author").optional().says("who wrote it"),
                     text("created").optional().says("when it was written"),
                 })
      .says("for readers; changes no result");
}

Key output() {
  return section("output", {rows_key().fallback("all"), columns_key(), covariances_key(), quantiles_key(),
                            controls_key(), histograms_key(), block_key(), stage_outputs_key()})
      .says("what the result file holds");
}

}  // namespace

const Schema& study_schema() {
  static const Schema schema = {
      text("workload").required().says("the simulation that is run"),
      metadata(),
      integer("sessions")
          .between(1, static_cast<double>(most_sessions))
          .fallback(10'000)
          .unit("sessions")
          .says("sessions simulated per case; with until, in the first round"),
      until(),
      section(
          "seeding",
          {
              integer("seed").between(0, 0x1p63).fallback(1).says("base seed of all random numbers"),
              boolean("common").fallback(false).says(
                  "common random numbers: replicate r of every case sees the same ones, so that cases compare sharply"),
          })
          .says("where random numbers come from"),
      section("cases", {})
          .says("label → the workload's keys that this case changes, dotted or nested; {} changes none. In the file's "
                "order. The key each stands for those of a table's rows"),
      section("sweep", {})
          .says("dotted key of the workload → list of its values: every combination is a case, the first key the "
                "slowest"),
      functions_key(),
      output(),
      section("failures",
              {
                  choice("action", {{"record", "note it and go on"}, {"abort", "end the run at the first"}})
                      .fallback("record")
                      .says("what happens when a session fails"),
                  real("maximum_share")
                      .between(0, 1)
                      .fallback(1)
                      .says("share of the sessions that may fail before the run counts as failed; those that are "
                            "incomplete, or were to be skipped, have not"),
                  choice("beyond", {{"fail", "the run has failed: code 5"}, {"warn", "say so, and be complete"}})
                      .optional()
                      .silent_unless_set()
                      .says("what more than that share means; unless set, fail"),
              })
          .says("what failing sessions mean for the run"),
  };
  return schema;
}

const Key& table_file_keys() {
  static const Key keys = section(
      "file", {text("file").required().says("a file of comma-separated values, or an HDF5 file; beside the study"),
               text("dataset").optional().says("of an HDF5 file: the path of the dataset in it"),
               boolean("header").optional().says(
                   "whether the first row has names; unless set, it has if no cell of it is a number")});
  return keys;
}

}  // namespace ergodic::study
