#include "workloads/card_games/import/translation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ergodic::workloads::card_games {

namespace {

/// What a phase is, without "phase" and case, and where its parameters are.
std::string kind_of(const Original& phase) {
  std::string kind = phase.name("type");
  const std::size_t cut = kind.find("phase");
  return cut == std::string::npos ? kind : kind.substr(0, cut);
}

Phase passing() {
  Phase pass;
  pass.what = Pass{.all = Pass::All::blocked};
  return pass;
}

Phase draw(const Original& its, Translation& out) {
  Draw draw = {.count = std::clamp(its.whole("count", 1), 1, Genome::most_cards)};
  const std::string source = its.name("source");
  if (source == "discard") draw = {.from = Draw::From::pile};
  if (source == "opponent_hand") draw.from = Draw::From::next;
  if (source == "opponent_discard")
    out.remark("drawing from an opponent's discards never happened; it is from the stock");
  Phase phase;
  phase.what = draw;
  phase.optional = !its.truth("mandatory", true);
  const std::string condition = condition_text(its.at("condition"), false, out);
  phase.when = {condition};
  return phase;
}

/// Of a tableau by its kind; else onto the pile.
Phase play(const Original& its, const std::string& tableau, Translation& out) {
  Phase phase;
  const bool to_tableau = its.name("target") == "tableau";
  const std::string condition = condition_text(its.at("valid_play_condition"), true, out);
  const int most = std::clamp(its.whole("max_cards", 1), 1, 4), least = std::clamp(its.whole("min_cards", 1), 1, most);
  if (to_tableau && tableau == "war") {
    phase.what = Battle{.down = 1, .under = Battle::Under::winner};
    out.remark("war is a battle of packets here; in the original a player picked any card, and ties alternated");
    return phase;
  }
  if (to_tableau && tableau == "match_rank") {
    phase.what = Capture{};
    return phase;
  }
  Play play = {.cards = {condition}, .least = least, .most = most};
  if (to_tableau && tableau == "sequence") {
    play = {.cards = {condition}, .row = {"true"}};
    out.remark("of a sequence any card begins a row, and any neighbour of its suit joins it, up or down");
  }
  if (least > 1)
    out.remark("of several cards each set is a move; the original laid all of a rank, and tested no condition");
  phase.what = play;
  phase.optional = its.whole("min_cards", 1) == 0 || !its.truth("mandatory", true);
  if (!phase.optional && its.truth("pass_if_unable", true)) phase.otherwise.push_back(passing());
  if (!its.has("pass_if_unable")) out.remark("whether one passes who cannot play is not in the file; he does");
  return phase;
}

Phase trick(const Original& its, Translation& out) {
  Trick trick = {.follow = its.truth("lead_suit_required", true), .low_wins = !its.truth("high_card_wins", true)};
  if (const auto trump = suit_of(its.text("trump_suit"))) trick.trump = suit_texts[static_cast<std::size_t>(*trump)];
  if (const auto breaking = suit_of(its.text("breaking_suit")))
    trick.breaking = suit_texts[static_cast<std::size_t>(*breaking)];
  if (its.name("breaking_rule") == "cannot_play_until_broken")
    out.remark("the breaking suit may be followed with; the original only ever forbade to lead it");
  Phase phase;
  phase.what = trick;
  return phase;
}

Phase discard(const Original& its, Translation& out) {
  Phase phase;
  const int count = std::clamp(its.whole("count", 1), 1, 8);
  phase.what =
      Discard{.cards = {condition_text(its.at("matching_condition"), true, out)}, .least = count, .most = count};
  phase.optional = !its.truth("mandatory", false);
  out.remark("a discard's count, condition and choice are played; the original laid off any one card");
  return phase;
}

Phase claim(const Original& its, Translation& out) {
  Phase phase;
  phase.what =
      Claim{.most = std::clamp(its.whole("max_cards", 4), 1, 4), .free = its.name("rank_mode") == "player_choice"};
  out.remark(
      "claims have their own numbers and ranks; in the original each was of one card, of a rank that the turn forced");
  if (its.name("rank_mode") == "fixed") out.remark("claims of one fixed rank are of the ranks in turn here");
  return phase;
}

}  // namespace

void translate_phases(const std::vector<Original>& phases, bool is_format_2, const std::string& tableau,
                      Translation& out) {
  Turns turns;
  for (const Original& phase : phases) {
    const std::string kind = kind_of(phase);
    const Original its = is_format_2 && phase.has("data") ? phase.at("data") : phase;
    if (kind == "draw") {
      turns.turn.push_back(draw(its, out));
    } else if (kind == "play") {
      turns.turn.push_back(play(its, tableau, out));
    } else if (kind == "discard") {
      turns.turn.push_back(discard(its, out));
    } else if (kind == "trick") {
      turns.turn.push_back(trick(its, out));
    } else if (kind == "claim") {
      turns.turn.push_back(claim(its, out));
    } else if (kind == "betting") {
      out.genome.rounds.emplace_back(Betting{.bet = std::max(1, its.whole("min_bet", 10)),
                                             .raises = std::clamp(its.whole("max_raises", 3), 0, 100),
                                             .all_in = true});
      out.remark(
          "bets are for a pot that folding really leaves, with shares for who is all in; in the original nobody won by "
          "a fold");
    } else if (kind == "bidding" || kind == "unknown") {
      Phase bid;
      bid.what = Bid{.from = its.truth("allow_nil", true) ? 0 : std::max(0, its.whole("min_bid", 1)),
                     .most = std::clamp(its.whole("max_bid", 13), 1, Genome::most_cards)};
      out.genome.rounds.emplace_back(Once{{bid}});
      if (kind == "unknown")
        out.remark("a phase of the type \"Unknown\" is a bidding phase whose numbers format 1 lost: 0 to 13 are bid");
    } else {
      out.remark(fmt::format("a phase of the type {} is left out: there is none", in_quotes(kind)));
    }
  }
  if (turns.turn.size() > 1)
    out.remark("a turn runs its phases in order; in the original it was one move out of all of them");
  if (!turns.turn.empty()) out.genome.rounds.emplace_back(std::move(turns));
}

}  // namespace ergodic::workloads::card_games
