#include "workloads/card_games/import/translation.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

namespace ergodic::workloads::card_games {

namespace {

std::string comparison(const std::string& name) {
  static const std::map<std::string, std::string> operators = {{"eq", "=="}, {"ne", "!="}, {"lt", "<"},  {"gt", ">"},
                                                               {"le", "<="}, {"ge", ">="}, {"==", "=="}, {"!=", "!="},
                                                               {"<", "<"},   {">", ">"},   {"<=", "<="}, {">=", ">="}};
  const auto found = operators.find(name);
  return found == operators.end() ? "==" : found->second;
}

/// Of a size: which place, by the original's names and numbers.
std::string place(const std::string& reference) {
  if (reference.find("hand") != std::string::npos || reference == "1") return "hand";
  if (reference.find("discard") != std::string::npos || reference.find("tableau") != std::string::npos ||
      reference == "2" || reference == "3")
    return "pile";
  return "stock";
}

std::string compound(const Original& condition, bool of_card, Translation& out) {
  const std::string logic = condition.name("logic") == "or" ? " or " : " and ";
  std::string text;
  for (const Original& one : condition.list("conditions")) {
    const std::string its = condition_text(one, of_card, out);
    if (!its.empty()) text += (text.empty() ? "(" : logic) + its;
  }
  return text.empty() ? text : text + ')';
}

std::string of_a_card(const std::string& kind, const Original& condition, Translation& out) {
  if (kind == "card_matches_rank") return "(leading or rank == top_rank)";
  if (kind == "card_matches_suit") return "(leading or suit == suit_in_force)";
  if (kind == "card_beats_top") return "(leading or height >= top_height)";
  if (kind == "card_is_rank" || kind == "card_rank") {
    const std::string value = condition.text("value");
    const auto rank = rank_of(value);
    if (!rank) {
      out.remark(fmt::format("a condition on the rank {} is left out: there is none of that name", in_quotes(value)));
      return "";
    }
    if (!value.empty() && value[0] >= '0' && value[0] <= '9')
      out.remark(fmt::format(
          "a condition has the bare number {} for a rank, which the original wrote in two ways; it is read as {}, with "
          "ace 0",
          value, rank_texts[static_cast<std::size_t>(*rank)]));
    else
      out.remark("conditions on ranks say what they name; the original compared them with the next higher rank");
    const std::string compares = comparison(condition.name("operator"));
    if (compares != "==" && compares != "!=") return fmt::format("height {} {}", compares, *rank);
    return fmt::format("rank {} '{}'", compares, rank_texts[static_cast<std::size_t>(*rank)]);
  }
  if (kind == "card_is_suit" || kind == "card_suit") {
    const auto suit = suit_of(condition.text("value"));
    return suit ? fmt::format("suit {} '{}'", comparison(condition.name("operator")),
                              suit_texts[static_cast<std::size_t>(*suit)])
                : "";
  }
  return "";
}

}  // namespace

std::string condition_text(const Original& condition, bool of_card, Translation& out) {
  if (condition.value().kind != study::YamlValue::Kind::mapping) return "";
  if (condition.name("type") == "compound") return compound(condition, of_card, out);
  std::string kind = condition.name("condition_type");
  if (kind.empty()) kind = condition.name("op_code");
  if (kind.rfind("check_", 0) == 0) kind = kind.substr(6);
  std::string reference = condition.name("reference");
  if (reference.empty()) reference = condition.name("ref_loc");
  const auto sized = [&](const std::string& of) {
    return fmt::format("{} {} {}", of, comparison(condition.name("operator")), condition.whole("value", 0));
  };
  if (kind == "hand_size") return sized("hand");
  if (kind == "location_size") return sized(place(reference));
  const std::string text = of_card ? of_a_card(kind, condition, out) : "";
  if (text.empty())
    out.remark(fmt::format("a condition of the kind {} is left out: {}", in_quotes(kind),
                           of_card ? "there is nothing here that says it, or it was never executed"
                                   : "it is of a card, and there is none"));
  return text;
}

}  // namespace ergodic::workloads::card_games
