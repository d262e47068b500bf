#pragma once

#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/genome/vocabulary.hpp"

#include <array>
#include <string_view>
#include <tuple>
#include <utility>

namespace ergodic::workloads::card_games {

// How each construct is written, declared once: fields(visitor, construct) shows the visitor every field with its name,
// its range and one line of what it is. Reading (read.cpp), the canonical form (canonical.cpp) and the reference are
// visitors.

/// A value of an enumeration, and how a document calls it.
template <class Value>
struct Label {
  Value value;
  std::string_view name;
};
template <class Value>
Label(Value, std::string_view) -> Label<Value>;

inline constexpr std::array pass_all = {Label{Pass::All::nothing, "nothing"}, Label{Pass::All::blocked, "blocked"}};
inline constexpr std::array pass_others = {Label{Pass::Others::nothing, "nothing"},
                                           Label{Pass::Others::clear, "clear"}};
inline constexpr std::array draw_sources = {Label{Draw::From::stock, "stock"}, Label{Draw::From::pile, "pile"},
                                            Label{Draw::From::whole_pile, "whole_pile"},
                                            Label{Draw::From::next, "next"}, Label{Draw::From::chosen, "chosen"}};
inline constexpr std::array play_shapes = {Label{Play::Shape::group, "group"}, Label{Play::Shape::run, "run"}};
inline constexpr std::array play_places = {Label{Play::To::pile, "pile"}, Label{Play::To::table, "table"}};
inline constexpr std::array battle_orders = {
    Label{Battle::Under::winner, "winner"}, Label{Battle::Under::loser, "loser"},
    Label{Battle::Under::as_laid, "as_laid"}, Label{Battle::Under::shuffled, "shuffled"}};
inline constexpr std::array effect_names = {Label{Effect::Does::skip, "skip"},
                                            Label{Effect::Does::reverse, "reverse"},
                                            Label{Effect::Does::extra_turn, "extra_turn"},
                                            Label{Effect::Does::draw, "draw"},
                                            Label{Effect::Does::name_suit, "name_suit"},
                                            Label{Effect::Does::force_discard, "force_discard"},
                                            Label{Effect::Does::steal, "steal"},
                                            Label{Effect::Does::give_card, "give_card"},
                                            Label{Effect::Does::swap_hands, "swap_hands"},
                                            Label{Effect::Does::block, "block"},
                                            Label{Effect::Does::peek, "peek"}};
inline constexpr std::array effect_seats = {Label{Effect::Seats::next, "next"}, Label{Effect::Seats::others, "others"},
                                            Label{Effect::Seats::previous, "previous"},
                                            Label{Effect::Seats::chosen, "chosen"},
                                            Label{Effect::Seats::random, "random"}};
inline constexpr std::array score_moments = {Label{Score::At::trick, "trick"},
                                             Label{Score::At::capture, "capture"},
                                             Label{Score::At::book, "book"},
                                             Label{Score::At::play, "play"},
                                             Label{Score::At::sweep, "sweep"},
                                             Label{Score::At::hand_end, "hand_end"},
                                             Label{Score::At::most_taken, "most_taken"},
                                             Label{Score::At::win, "win"},
                                             Label{Score::At::others_left, "others_left"},
                                             Label{Score::At::left_over, "left_over"},
                                             Label{Score::At::taken, "taken"}};
inline constexpr std::array end_moments = {Label{End::When::empty_hand, "empty_hand"},
                                           Label{End::When::empty_hands, "empty_hands"},
                                           Label{End::When::all_taken, "all_taken"},
                                           Label{End::When::last_in, "last_in"},
                                           Label{End::When::over, "over"},
                                           Label{End::When::knock, "knock"},
                                           Label{End::When::one_left, "one_left"},
                                           Label{End::When::empty_stock, "empty_stock"}};
inline constexpr std::array end_winners = {Label{End::Wins::holder, "holder"},
                                           Label{End::Wins::most_points, "most_points"},
                                           Label{End::Wins::fewest_points, "fewest_points"},
                                           Label{End::Wins::last_in, "last_in"},
                                           Label{End::Wins::highest_card, "highest_card"},
                                           Label{End::Wins::best_hand, "best_hand"},
                                           Label{End::Wins::best_total, "best_total"},
                                           Label{End::Wins::least_left, "least_left"},
                                           Label{End::Wins::most_cards, "most_cards"},
                                           Label{End::Wins::fewest_cards, "fewest_cards"}};
inline constexpr std::array first_seats = {Label{Genome::First::seat_0, "seat_0"},
                                           Label{Genome::First::random, "random"},
                                           Label{Genome::First::winner, "winner"}};
inline constexpr std::array match_outs = {Label{Match::Out::nobody, "nobody"},
                                          Label{Match::Out::no_tricks, "no_tricks"}};

/// What a document calls the alternatives of a variant, in their order.
inline constexpr std::array<std::string_view, 13> phase_names = {"draw",      "play",   "trick", "capture", "ask",
                                                                 "claim",     "bid",    "pass",  "discard", "knock",
                                                                 "name_suit", "battle", "choose"};
inline constexpr std::array<std::string_view, 5> round_names = {"once", "turns", "betting", "starter", "give"};

template <class Visitor>
void fields(Visitor& v, CardNames& cards) {
  v.names("ranks", cards.ranks, "how many ranks, or their names, low to high");
  v.names("suits", cards.suits, "how many suits, or their names");
  v.whole("jokers", cards.jokers, 0, 8, "cards of a rank and a suit of their own, above all others");
  v.condition("without", cards.without, About::card, "the cards that are left out");
  v.wholes("values", cards.values, 0, 100, "of the ranks, low to high, a joker's last; unless set, 1, 2, …");
}

template <class Visitor>
void fields(Visitor& v, Deal& deal) {
  v.whole("each", deal.each, 0, Genome::most_cards, "cards to each seat");
  v.whole("up", deal.up, 0, Genome::most_cards, "cards turned up to the pile, one on the other");
  v.whole("table", deal.table, 0, Genome::most_cards, "cards laid on the table");
  v.truth("again", deal.again, "each seat's cards once more whenever all hands are empty, while there are enough");
  v.truth("all", deal.all, "the whole pack is dealt, a card at a time");
  v.whole("less", deal.less, 0, Genome::most_cards, "fewer cards to each in every further hand of a match");
  v.condition("only", deal.only, About::card, "the cards that may be turned up; others are put back");
}

template <class Visitor>
void fields(Visitor& v, Draw& draw) {
  v.whole("count", draw.count, 1, Genome::most_cards, "cards, or what is left");
  v.choice("from", draw.from, draw_sources, "where they are taken from");
  v.whole("up_to", draw.up_to, 0, Genome::most_cards, "as many as fill the hand to this, in place of count");
}

template <class Visitor>
void fields(Visitor& v, Play& play) {
  v.condition("cards", play.cards, About::card_now, "the cards that may be played; unless set, any");
  v.whole("least", play.least, 1, Genome::most_cards, "cards at a time, at least");
  v.whole("most", play.most, 1, Genome::most_cards, "cards at a time, at most");
  v.truth("same_number", play.same_number, "as many as were laid on the pile last");
  v.choice("shape", play.shape, play_shapes, "cards of one rank, or consecutive ones of a suit");
  v.choice("to", play.to, play_places, "where they are laid");
  v.condition("row", play.row, About::card, "cards that begin a row; others are laid beside a neighbour of their suit");
}

template <class Visitor>
void fields(Visitor& v, Trick& trick) {
  v.truth("follow", trick.follow, "the suit led must be followed where it can be");
  v.name("trump", trick.trump, "the suit that beats the others");
  v.name("breaking", trick.breaking, "a suit led only once a card of it was played, or for want of others");
  v.condition("breaks", trick.breaks, About::card, "the cards that allow that; unless set, those of the suit");
  v.truth("suit_in_force", trick.suit_in_force, "is trump");
  v.truth("low_wins", trick.low_wins, "the lowest card of the suit takes the trick");
  v.condition("opens", trick.opens, About::card, "with such a card its holder leads to the first trick");
  v.condition("first_not", trick.first_not, About::card, "cards not played to the first trick by who has others");
  v.condition("over", trick.over, About::card_now, "trumps that beat all others");
}

template <class Visitor>
void fields(Visitor& v, Capture& capture) {
  v.truth("sums", capture.sums, "a card also takes cards whose values add up to its own");
  v.truth("rest", capture.rest, "who captured last takes what is on the table at the end");
}
template <class Visitor>
void fields(Visitor&, Ask&) {}
template <class Visitor>
void fields(Visitor& v, Claim& claim) {
  v.whole("most", claim.most, 1, 8, "cards at a time");
  v.truth("free", claim.free, "any rank may be claimed");
}

template <class Visitor>
void fields(Visitor& v, Bid& bid) {
  v.whole("from", bid.from, 0, Genome::most_cards, "the lowest bid");
  v.whole("most", bid.most, 0, Genome::most_cards, "the highest bid, or the number of cards in hand");
}

template <class Visitor>
void fields(Visitor& v, Pass& pass) {
  v.choice("all", pass.all, pass_all, "what happens when every seat has passed, one after the other");
  v.whole("more", pass.more, 0, 100, "further passes before that blocks");
  v.choice("others", pass.others, pass_others, "what happens when all but the last to play have");
}

template <class Visitor>
void fields(Visitor& v, Discard& discard) {
  v.condition("cards", discard.cards, About::card_now, "that may be laid off; unless set, any");
  v.whole("least", discard.least, 1, 8, "cards at a time");
  v.whole("most", discard.most, 1, 8, "cards at a time");
  v.truth("away", discard.away, "unseen, and not on the pile");
}

template <class Visitor>
void fields(Visitor& v, Knock& knock) {
  v.whole("at_most", knock.at_most, 0, 1000, "what the cards outside of sets and runs may be worth");
}

template <class Visitor>
void fields(Visitor&, NameSuit&) {}

template <class Visitor>
void fields(Visitor& v, Battle& battle) {
  v.whole("down", battle.down, 0, 10, "cards laid face down where the highest are equal");
  v.choice("under", battle.under, battle_orders, "whose cards go first under the packet of the winner");
}

/// Of a choose: its phases stand below its own name.
template <class Visitor>
void fields(Visitor& v, Choose& choose) {
  v.phases("of", choose.of, "one of these");
}

/// What every phase may have beside its own section.
template <class Visitor>
void fields(Visitor& v, Phase& phase) {
  v.condition("if", phase.when, About::now, "the phase is skipped unless this holds");
  v.truth("optional", phase.optional, "may be declined");
  v.truth("ends_turn", phase.ends_turn, "the turn ends once it was done");
  v.truth("repeat", phase.repeat, "once more, as long as it has a legal move");
  v.phases("then", phase.then, "what follows once it was done");
  v.phases("otherwise", phase.otherwise, "what takes its place where it has no legal move");
}

template <class Visitor>
void fields(Visitor& v, Betting& betting) {
  v.whole("ante", betting.ante, 0, 1'000'000, "staked by each seat before");
  v.whole("bet", betting.bet, 1, 1'000'000, "what a bet or a raise adds");
  v.whole("raises", betting.raises, 0, 100, "at most, of all seats together");
  v.truth("all_in", betting.all_in, "who has not enough stakes what there is");
}

template <class Visitor>
void fields(Visitor& v, Give& give) {
  v.whole("count", give.count, 1, Genome::most_cards, "cards of each seat");
  v.wholes("to", give.to, 0, Genome::most_seats - 1, "so many seats on, by the number of the hand; 0: none are given");
  v.truth("at_random", give.at_random, "any of these");
}

template <class Visitor>
void fields(Visitor& v, Effect& effect) {
  v.condition("on", effect.on, About::card, "the cards that have it when they are played");
  v.choice("does", effect.does, effect_names, "what it does");
  v.choice("seats", effect.seats, effect_seats, "to whom");
  v.whole("count", effect.count, 1, Genome::most_cards, "how many seats are skipped, or cards drawn");
}

template <class Visitor>
void fields(Visitor& v, Score& score) {
  v.choice("at", score.at, score_moments, "when it is scored");
  v.condition("cards", score.cards, About::card_now, "for each such card; unless set, for all of it once");
  v.whole("points", score.points, -1000, 1000, "for the seat that took it");
  v.whole("beyond", score.beyond, 0, Genome::most_cards, "of taken: only cards beyond so many");
}

template <class Visitor>
void fields(Visitor& v, Contract& contract) {
  v.whole("made", contract.made, 0, 1000, "for each trick bid, where the bid is made");
  v.whole("over", contract.over, -1000, 1000, "for each further trick");
  v.whole("failed", contract.failed, 0, 1000, "lost for each trick bid, where it is not");
  v.whole("nil", contract.nil, 0, 1000, "for a bid of 0 without a trick");
  v.whole("nil_failed", contract.nil_failed, 0, 1000, "lost for a bid of 0 with one");
  v.whole("bags", contract.bags, 0, 100, "so many further tricks, hand after hand, cost the penalty; 0: none do");
  v.whole("bag_penalty", contract.bag_penalty, 0, 1000, "lost then");
}

template <class Visitor>
void fields(Visitor& v, Moon& moon) {
  v.whole("points", moon.points, 1, 1000, "of a hand, which go to all others");
}

template <class Visitor>
void fields(Visitor& v, Match& match) {
  v.whole("hands", match.hands, 1, 1000, "at most");
  v.whole("to", match.to, 0, 1'000'000, "until a seat or team has as many points; 0: that does not end it");
  v.truth("fewest", match.fewest, "points win");
  v.choice("out", match.out, match_outs, "who takes no part in further hands");
}

template <class Visitor>
void fields(Visitor& v, Pattern& pattern) {
  v.wholes("groups", pattern.groups, 2, 8, "cards of equal rank, the largest group first");
  v.whole("run", pattern.run, 0, 13, "ranks in sequence");
  v.whole("suited", pattern.suited, 0, 13, "cards of one suit");
}

template <class Visitor>
void fields(Visitor& v, Total& total) {
  v.whole("limit", total.limit, 1, 250, "beyond which a hand is worth nothing");
  v.name("soft", total.soft, "a rank of which one card may count more");
  v.whole("more", total.more, 0, 100, "so much");
}

template <class Visitor>
void fields(Visitor& v, End& end) {
  v.choice("when", end.when, end_moments, "tested after each complete move or trick");
  v.choice("wins", end.wins, end_winners, "who wins; those who are equal tie");
}

template <class Visitor>
void fields(Visitor& v, Genome& genome) {
  v.name("name", genome.name, "of the game; not a part of what is played");
  v.whole("players", genome.players, 2, Genome::most_seats, "seats at the table");
  v.teams("teams", genome.teams, "lists of seats");
  v.choice("first", genome.first, first_seats, "who begins");
  v.section("cards", genome.cards, "the pack");
  v.section("deal", genome.deal, "how a hand begins");
  v.truth("books", genome.books, "all cards of a rank in one hand are laid down at once");
  v.truth("pairs", genome.pairs, "any two cards of a rank in one hand are laid down at once");
  v.truth("reshuffle", genome.reshuffle, "the pile becomes the stock, but for its top, when a draw finds none");
  v.whole("chips", genome.chips, 0, 1'000'000, "of each seat at the start");
  v.rounds("rounds", genome.rounds, "what a hand consists of, in order");
  v.list("effects", genome.effects, "what cards do when they are played");
  v.list("scoring", genome.scoring, "what counts points");
  v.optional_section("contract", genome.contract, "points for bids, at the end");
  v.optional_section("moon", genome.moon, "who takes all points");
  v.list("patterns", genome.patterns, "kinds of hands, low to high");
  v.truth("low_ace", genome.low_ace, "the highest rank also begins the lowest sequence");
  v.optional_section("total", genome.total, "what a hand adds up to");
  v.optional_section("match", genome.match, "several hands");
  v.list("ends", genome.ends, "how it ends, tested in this order");
  v.whole("turn_limit", genome.turn_limit, 1, 65'535, "turns after which it ends without a winner");
}

}  // namespace ergodic::workloads::card_games
