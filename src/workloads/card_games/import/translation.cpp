#include "workloads/card_games/import/translation.hpp"

#include "core/json.hpp"
#include "workloads/card_games/genome/walk.hpp"

#include <fmt/format.h>
#include <ergodic/errors.hpp>

#include <algorithm>
#include <map>

namespace ergodic::workloads::card_games {

namespace {

std::string condition_of(const Original& rule) {
  const auto rank = rank_of(rule.text("rank"));
  const auto suit = suit_of(rule.text("suit"));
  std::string text;
  if (rank) text = fmt::format("rank == '{}'", rank_texts[static_cast<std::size_t>(*rank)]);
  if (suit)
    text += fmt::format("{}suit == '{}'", text.empty() ? "" : " and ", suit_texts[static_cast<std::size_t>(*suit)]);
  return text.empty() ? "true" : text;
}

void translate_effects(const std::vector<Original>& effects, Translation& out) {
  using Does = Effect::Does;
  using Seats = Effect::Seats;
  static const std::map<std::string, Does> kinds = {
      {"skip_next", Does::skip},        {"reverse", Does::reverse},       {"draw_cards", Does::draw},
      {"extra_turn", Does::extra_turn}, {"wild_card", Does::name_suit},   {"force_discard", Does::force_discard},
      {"block_next", Does::block},      {"swap_hands", Does::swap_hands}, {"steal_card", Does::steal},
      {"peek_hand", Does::peek}};
  static const std::map<std::string, Seats> targets = {
      {"next_player", Seats::next},       {"prev_player", Seats::previous}, {"player_choice", Seats::chosen},
      {"random_opponent", Seats::random}, {"all_opponents", Seats::others}, {"left_opponent", Seats::next},
      {"right_opponent", Seats::previous}};
  for (const Original& its : effects) {
    const auto kind = kinds.find(its.name("effect_type"));
    const auto rank = rank_of(its.text("trigger_rank"));
    if (kind == kinds.end() || !rank) {
      out.remark(fmt::format("an effect {} is left out: there is none", in_quotes(its.text("effect_type"))));
      continue;
    }
    Effect effect = {.on = {fmt::format("rank == '{}'", rank_texts[static_cast<std::size_t>(*rank)])},
                     .does = kind->second};
    if (const auto target = targets.find(its.name("target")); target != targets.end()) effect.seats = target->second;
    effect.count = std::clamp(its.whole("value", 1), 1, Genome::most_cards);
    const bool is_of_one = effect.does == Does::steal || effect.does == Does::swap_hands || effect.does == Does::peek;
    if (is_of_one && effect.seats == Seats::others) effect.seats = Seats::next;
    if (kind->first == "skip_next" || kind->first == "reverse" || kind->first == "extra_turn")
      out.remark("skip, reverse and extra turn act; in the original they had no consequence");
    if (kind->second == Does::name_suit || kind->second > Does::force_discard)
      out.remark(fmt::format("{} acts; the original could not compile it", its.name("effect_type")));
    if (kind->second == Does::force_discard)
      out.remark("forced discards are random cards; in the original the last of the hand");
    out.genome.effects.push_back(effect);
  }
}

void translate_scoring(const Original& genome, Translation& out) {
  static const std::map<std::string, Score::At> moments = {{"trick_win", Score::At::trick},
                                                           {"capture", Score::At::capture},
                                                           {"play", Score::At::play},
                                                           {"hand_end", Score::At::hand_end},
                                                           {"set_complete", Score::At::book}};
  for (const Original& rule : genome.list("card_scoring")) {
    const auto at = moments.find(rule.name("trigger"));
    Score score = {.at = at == moments.end() ? Score::At::trick : at->second,
                   .cards = {condition_of(rule)},
                   .points = std::clamp(rule.whole("points", 1), -1000, 1000)};
    if (score.at != Score::At::trick)
      out.remark("points at other moments than a trick count; in the original they did not");
    if (score.at == Score::At::book) out.genome.books = true;
    out.genome.scoring.push_back(score);
  }
  const bool is_of_tricks = has_phase<Trick>(out.genome) && !has_phase<Bid>(out.genome);
  if (is_of_tricks && out.genome.scoring.empty()) {
    out.genome.scoring = {{.at = Score::At::trick, .cards = {"suit == 'hearts'"}},
                          {.at = Score::At::trick, .cards = {"suit == 'spades' and rank == 'Q'"}, .points = 13}};
    out.remark(
        "no scoring is in the file (format 1 lost it): hearts count 1 and the queen of spades 13, as in the original's "
        "every trick game");
  }
  if (has_phase<Capture>(out.genome) && out.genome.scoring.empty())
    out.genome.scoring = {{.at = Score::At::capture, .cards = {"true"}}};
  if (has_phase<Bid>(out.genome)) {
    const Original its = genome.at("contract_scoring");
    out.genome.contract = Contract{.made = its.whole("points_per_trick_bid", 10),
                                   .over = its.whole("overtrick_points", 1),
                                   .failed = its.whole("failed_contract_penalty", 10),
                                   .nil = its.whole("nil_bonus", 100),
                                   .nil_failed = its.whole("nil_penalty", 100),
                                   .bags = its.whole("bag_limit", 10),
                                   .bag_penalty = its.whole("bag_penalty", 100)};
    out.remark("contracts are scored; in the original they never were, and format 1 lost their numbers");
  }
}

void translate_teams(const Original& genome, Translation& out) {
  const study::YamlValue& teams = genome.at("teams").value();
  for (const auto& team : teams.items) {
    std::vector<int> seats;
    for (const auto& seat : team->items)
      seats.push_back(static_cast<int>(std::strtol(seat->text.c_str(), nullptr, 10)));
    if (teams.kind == study::YamlValue::Kind::list) out.genome.teams.push_back(seats);
  }
}

void add_poker(Genome& genome) {
  genome.patterns = {{.groups = {2}}, {.groups = {2, 2}}, {.groups = {3}}, {.run = 5},
                     {.suited = 5},   {.groups = {3, 2}}, {.groups = {4}}, {.run = 5, .suited = 5}};
  genome.low_ace = true;
}

/// One end, or several, of a win condition.
void translate_win(const Original& win, Translation& out) {
  using When = End::When;
  using Wins = End::Wins;
  Genome& genome = out.genome;
  const std::string kind = win.name("type");
  const int threshold = win.whole("threshold", 0);
  const auto add = [&](When when, Wins wins) { genome.ends.push_back({when, wins}); };
  const bool has_turns = !genome.rounds.empty() && std::holds_alternative<Turns>(genome.rounds.back());
  if (kind == "empty_hand") return add(When::empty_hand, Wins::holder);
  if (kind == "capture_all") return add(When::one_left, Wins::most_cards);
  if (kind == "most_captured") return add(When::empty_hands, Wins::most_points);
  if (kind == "all_hands_empty" || kind == "fewest_tricks") return add(When::empty_hands, Wins::fewest_points);
  if (kind == "low_score" || kind == "high_score" || kind == "first_to_score" || kind == "score_threshold") {
    const bool is_low = kind == "low_score";
    if (threshold == 21 && !genome.total && kind == "high_score") {
      genome.cards.values = {2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10, 1};
      genome.total = Total{.limit = 21, .soft = "A"};
      out.remark("a score of 21 made it blackjack: the nearest total wins, aces count 1 or 11");
      return add(has_turns ? When::empty_stock : When::over, Wins::best_total);
    }
    genome.match = Match{.to = std::max(threshold, 1), .fewest = is_low};
    out.remark("a score that ends the game makes it a match of several hands; in the original there was one");
    return add(When::empty_hands, is_low ? Wins::fewest_points : Wins::most_points);
  }
  if (kind == "most_tricks") {
    genome.scoring = {{.at = Score::At::trick}};
    out.remark("most tricks win; the original took it for an empty hand");
    return add(When::empty_hands, Wins::most_points);
  }
  if (kind == "best_hand") {
    add_poker(genome);
    out.remark("hands are compared as in poker, with kickers in their order; in the original who folded could win");
    return add(has_turns ? When::empty_stock : When::over, Wins::best_hand);
  }
  if (kind == "most_chips") return out.remark("most chips is what betting gives; it ends nothing here");
  out.remark(fmt::format("the win condition {} is left out: there is none (the original took it for an empty hand)",
                         in_quotes(kind)));
}

void translate_setup(const Original& genome, const Original& setup, Translation& out) {
  const int players = genome.whole("player_count", setup.whole("player_count", 2));
  out.genome.players = players >= 2 && players <= 4 ? players : 2;
  if (out.genome.players != players) out.remark(fmt::format("{} players are 2, as in the original", players));
  out.genome.cards.ranks = {std::begin(rank_texts), std::end(rank_texts)};
  out.genome.cards.suits = {std::begin(suit_texts), std::end(suit_texts)};
  out.genome.deal.each = std::max(0, setup.whole("cards_per_player", 0));
  out.genome.deal.up = std::max(
      0,
      setup.whole("initial_discard_count", setup.truth("deal_to_tableau", false) ? setup.whole("tableau_size", 0) : 0));
  out.genome.chips = std::max(0, setup.whole("starting_chips", 0));
  for (const char* key : {"rotate_trump", "random_trump", "wild_cards"}) {
    if (setup.has(key)) out.remark(fmt::format("setup.{} is left out: it was never executed", key));
  }
  out.genome.reshuffle = true;
}

}  // namespace

std::string in_quotes(const std::string& text) { return Json(text).dump(); }

Translation translated(const Original& root, const std::string& origin) {
  const Original genome = root.has("genome") ? root.at("genome") : root;
  const Original structure = genome.at("turn_structure"), setup = genome.at("setup");
  if (!structure.has("phases") || !genome.has("setup"))
    throw StudyError(fmt::format(
        "{}: is no genome of the original (it has no setup with turn_structure.phases) name another file", origin));
  const bool is_format_2 = root.has("genome") || root.text("schema_version").rfind('2', 0) == 0;
  Translation out;
  out.genome.name = genome.text("name", genome.text("genome_id", genome.at("metadata").text("genome_id", "imported")));
  translate_setup(genome, setup, out);
  std::string tableau = setup.name("tableau_mode");
  if (tableau.empty()) tableau = structure.name("tableau_mode");
  translate_phases(structure.list("phases"), is_format_2, tableau, out);
  if (tableau == "match_rank") {
    out.genome.deal.table = out.genome.deal.up;
    out.genome.deal.up = 0;
    out.genome.deal.again = true;
  }
  translate_effects(genome.list(is_format_2 && genome.has("effects") ? "effects" : "special_effects"), out);
  translate_teams(genome, out);
  translate_scoring(genome, out);
  for (const Original& win : genome.list("win_conditions"))
    translate_win(win, out);
  if (has_round<Betting>(out.genome))
    out.genome.ends.insert(out.genome.ends.begin(), {End::When::last_in, End::Wins::last_in});
  if (has_phase<Battle>(out.genome)) out.genome.reshuffle = false;
  out.genome.turn_limit = std::clamp(structure.whole("max_turns", genome.whole("max_turns", 100)), 1, 65'535);
  if (!is_format_2) {
    out.remark("format 1 may have lost pass flags, scoring, contracts, teams and the showdown of this game");
  }
  return out;
}

}  // namespace ergodic::workloads::card_games
