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
inline constexpr std::array effect_names = {Label{Effect::Does::skip, "skip"}, Label{Effect::Does::reverse, "reverse"},
                                            Label{Effect::Does::extra_turn, "extra_turn"},
                                            Label{Effect::Does::draw, "draw"},
                                            Label{Effect::Does::name_suit, "name_suit"}};
inline constexpr std::array effect_seats = {Label{Effect::Seats::next, "next"}, Label{Effect::Seats::others, "others"}};
inline constexpr std::array score_moments = {Label{Score::At::trick, "trick"}, Label{Score::At::capture, "capture"},
                                             Label{Score::At::book, "book"}};
inline constexpr std::array end_moments = {
    Label{End::When::empty_hand, "empty_hand"}, Label{End::When::empty_hands, "empty_hands"},
    Label{End::When::all_taken, "all_taken"}, Label{End::When::last_in, "last_in"}, Label{End::When::over, "over"}};
inline constexpr std::array end_winners = {
    Label{End::Wins::holder, "holder"}, Label{End::Wins::most_points, "most_points"},
    Label{End::Wins::fewest_points, "fewest_points"}, Label{End::Wins::last_in, "last_in"},
    Label{End::Wins::highest_card, "highest_card"}};

/// What a document calls the alternatives of a variant, in their order.
inline constexpr std::array<std::string_view, 9> phase_names = {"draw",  "play", "trick", "capture", "ask",
                                                                "claim", "bid",  "pass",  "choose"};
inline constexpr std::array<std::string_view, 3> round_names = {"once", "turns", "betting"};

template <class Visitor>
void fields(Visitor& v, CardNames& cards) {
  v.names("ranks", cards.ranks, "how many ranks, or their names, low to high");
  v.names("suits", cards.suits, "how many suits, or their names");
}

template <class Visitor>
void fields(Visitor& v, Deal& deal) {
  v.whole("each", deal.each, 0, Genome::most_cards, "cards to each seat");
  v.whole("up", deal.up, 0, Genome::most_cards, "cards turned up to the pile, one on the other");
  v.whole("table", deal.table, 0, Genome::most_cards, "cards laid on the table");
  v.truth("again", deal.again, "each seat's cards once more whenever all hands are empty, while there are enough");
}

template <class Visitor>
void fields(Visitor& v, Draw& draw) {
  v.whole("count", draw.count, 1, Genome::most_cards, "cards, or what is left");
}

template <class Visitor>
void fields(Visitor& v, Play& play) {
  v.condition("cards", play.cards, About::card_now, "the cards that may be played; unless set, any");
  v.whole("most", play.most, 1, Genome::most_cards, "cards of one rank at a time");
  v.truth("same_number", play.same_number, "as many as were laid on the pile last");
}

template <class Visitor>
void fields(Visitor& v, Trick& trick) {
  v.truth("follow", trick.follow, "the suit led must be followed where it can be");
  v.name("trump", trick.trump, "the suit that beats the others");
  v.name("breaking", trick.breaking, "a suit led only once a card of it was played, or for want of others");
}

template <class Visitor>
void fields(Visitor&, Capture&) {}
template <class Visitor>
void fields(Visitor&, Ask&) {}
template <class Visitor>
void fields(Visitor&, Claim&) {}

template <class Visitor>
void fields(Visitor& v, Bid& bid) {
  v.whole("from", bid.from, 0, Genome::most_cards, "the lowest bid; the highest is the number of cards in hand");
}

template <class Visitor>
void fields(Visitor& v, Pass& pass) {
  v.choice("all", pass.all, pass_all, "what happens when every seat has passed, one after the other");
  v.choice("others", pass.others, pass_others, "what happens when all but the last to play have");
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
  v.phases("then", phase.then, "what follows once it was done");
  v.phases("otherwise", phase.otherwise, "what takes its place where it has no legal move");
}

template <class Visitor>
void fields(Visitor& v, Betting& betting) {
  v.whole("ante", betting.ante, 0, 1'000'000, "staked by each seat before");
  v.whole("bet", betting.bet, 1, 1'000'000, "what a bet or a raise adds");
  v.whole("raises", betting.raises, 0, 100, "at most, of all seats together");
}

template <class Visitor>
void fields(Visitor& v, Effect& effect) {
  v.condition("on", effect.on, About::card, "the cards that have it when they are played");
  v.choice("does", effect.does, effect_names, "what it does");
  v.choice("seats", effect.seats, effect_seats, "to whom, for draw");
  v.whole("count", effect.count, 1, Genome::most_cards, "how many seats are skipped, or cards drawn");
}

template <class Visitor>
void fields(Visitor& v, Score& score) {
  v.choice("at", score.at, score_moments, "when it is scored");
  v.condition("cards", score.cards, About::card, "for each such card; unless set, for all of it once");
  v.whole("points", score.points, -1000, 1000, "for the seat that took it");
}

template <class Visitor>
void fields(Visitor& v, Contract& contract) {
  v.whole("made", contract.made, 0, 1000, "for each trick bid, where the bid is made");
  v.whole("over", contract.over, -1000, 1000, "for each further trick");
  v.whole("failed", contract.failed, 0, 1000, "lost for each trick bid, where it is not");
  v.whole("nil", contract.nil, 0, 1000, "for a bid of 0 without a trick");
  v.whole("nil_failed", contract.nil_failed, 0, 1000, "lost for a bid of 0 with one");
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
  v.section("cards", genome.cards, "the pack");
  v.section("deal", genome.deal, "how a hand begins");
  v.truth("books", genome.books, "all cards of a rank in one hand are laid down at once");
  v.whole("chips", genome.chips, 0, 1'000'000, "of each seat at the start");
  v.rounds("rounds", genome.rounds, "what a hand consists of, in order");
  v.list("effects", genome.effects, "what cards do when they are played");
  v.list("scoring", genome.scoring, "what counts points");
  v.optional_section("contract", genome.contract, "points for bids, at the end");
  v.list("ends", genome.ends, "how it ends, tested in this order");
  v.whole("turn_limit", genome.turn_limit, 1, 65'535, "turns after which it ends without a winner");
}

}  // namespace ergodic::workloads::card_games
