#include "cli/output/compare/compare_output.hpp"
#include "cli/output/csv.hpp"

#include <fmt/format.h>

namespace ergodic::cli {

std::string compare_csv(const ComparisonResult& result) {
  std::string text =
      "figure,unit,case,sessions,value,value_low,value_high,difference,low,high,p_value,adjusted_p_value,pairing,gain,"
      "probability_higher,probability_higher_low,probability_higher_high\n";
  for (const analysis::FigureReport& report : result.figures) {
    for (std::size_t i = 0; i < result.cases.size(); ++i) {
      const auto& value = report.values[i];
      text += fmt::format("{},{},{},{},{},{},{}", csv_field(report.figure.title), csv_unit(report.figure.unit()),
                          csv_field(result.cases[i].label), value.sessions, csv_number(value.value),
                          csv_number(value.interval.low), csv_number(value.interval.high));
      if (const auto& comparison = report.to_baseline[i]) {
        const statistics::Difference& d = comparison->difference;
        text += fmt::format(",{},{},{},{},{},{},{}", csv_number(d.value), csv_number(d.interval.low),
                            csv_number(d.interval.high), csv_number(d.p_value), csv_number(comparison->adjusted_p),
                            pairing_text(comparison->pairing), comparison->gain ? csv_number(*comparison->gain) : "");
        if (const auto& s = comparison->superiority) {
          text += fmt::format(",{},{},{}\n", csv_number(s->probability), csv_number(s->interval.low),
                              csv_number(s->interval.high));
        } else {
          text += ",,,\n";
        }
      } else {
        text += ",,,,,,,,,,\n";
      }
    }
  }
  return text;
}

}  // namespace ergodic::cli
