#include "random/seed_sequence.hpp"

#include "unit/random/python.hpp"

#include <ergodic/stream.hpp>
#include <ergodic/variates.hpp>

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace ergodic::random {
namespace {

using Words = std::vector<std::uint32_t>;

/// SeedSequence(entropy, spawn_key=(key,)) of NumPy 1.24.2, integers as their words in base 2^32.
struct Known {
  Words entropy;
  Words key;
  Words state32;                       ///< generate_state(4)
  std::vector<std::uint64_t> state64;  ///< generate_state(4, uint64)
};

const std::vector<Known> known_answers = {
    {{0u},
     {0u},
     {3757552657u, 2018376492u, 1456443223u, 3395645823u},
     {8668861027912758289u, 14584187760040447831u, 7402292003153977891u, 8042076608462446761u}},
    {{0u},
     {1u},
     {673228719u, 1136656250u, 1681278441u, 3264002610u},
     {4881901421217228719u, 14018784465689921001u, 18140990248870438416u, 920197822552678056u}},
    {{1u},
     {0u},
     {1641411168u, 1963192212u, 1340743928u, 1254710336u},
     {8431846347943309920u, 5388939860413915384u, 5471254088204176965u, 6022114777888283339u}},
    {{1u},
     {1u},
     {1454127163u, 941260221u, 3081047910u, 3224389247u},
     {4042681867674859579u, 13848646368520114022u, 17119651623489305395u, 12771487481035743800u}},
    {{42u},
     {0u},
     {2684470948u, 3757501821u, 1691896351u, 1126406280u},
     {16138347438539916964u, 4837878136300915231u, 11281757838717630107u, 8646149831747107473u}},
    {{42u},
     {1u},
     {4091952314u, 31242083u, 366899054u, 1794014678u},
     {134183728835869882u, 7705234370920869742u, 4480509139550937471u, 3013288827033216791u}},
    {{42u},
     {2u},
     {233227757u, 2701265274u, 3388095807u, 2508111505u},
     {11601846009883706861u, 10772256892084436287u, 8508892741110839268u, 6006838675859671900u}},
    {{42u},
     {999u},
     {3932611806u, 2321580556u, 3452787379u, 1133125832u},
     {9971112566982108382u, 4866738394145577651u, 9423245084942026786u, 17263761542324423234u}},
    {{42u},
     {1000000u},
     {2736899381u, 4119827496u, 1651333784u, 327535954u},
     {17694524363218470197u, 1406756212345494168u, 10126745559352977179u, 16477262412599035561u}},
    {{42u},
     {4294967295u},
     {2247816150u, 2966469911u, 2318132352u, 458202431u},
     {12740891254560846806u, 1967964458410828928u, 6836417061796201748u, 5658216745856149703u}},
    {{42u},
     {0u, 1u},
     {3908812709u, 3341582407u, 3454793571u, 679120907u},
     {14351987158862774181u, 2916802089049651043u, 15914304161642634772u, 5679632192240993853u}},
    {{12345u},
     {7u},
     {3802986782u, 3080836688u, 270025600u, 1936418322u},
     {13232092823079942430u, 8316853364635222912u, 8129861556001094990u, 18297671013455306943u}},
    {{2024u},
     {63u},
     {4208135954u, 4227091311u, 2106523435u, 945029719u},
     {18155218942158901010u, 4058871738959593259u, 17027556679270833605u, 11216885202810052625u}},
    {{2147483647u},
     {5u},
     {2964498100u, 3256283341u, 2769577471u, 174549959u},
     {13985630459069114036u, 749686368192718335u, 12326662288041191824u, 15608652694903848644u}},
    {{4294967295u},
     {3u},
     {1554855302u, 2177689590u, 237566600u, 3727218798u},
     {9353105571444503942u, 16008282842683996808u, 9015369138660596713u, 8193035520865570729u}},
    {{0u, 1u},
     {3u},
     {2582767004u, 670392248u, 1106995496u, 2802826683u},
     {2879312783234688412u, 12038048940948154664u, 17718917317393956997u, 15407356478042808509u}},
    {{1u, 2097152u},
     {12u},
     {4083373236u, 773535779u, 1282777598u, 3794004662u},
     {3322310877174256820u, 16295125945444311550u, 13314742008529447977u, 12699633676779865862u}},
    {{4294967295u, 4294967295u},
     {9u},
     {1964123883u, 3443912474u, 2965145687u, 1172072682u},
     {14791491448080574187u, 5034013840690153559u, 4958857978517610910u, 10962800829799064428u}},
    {{4294967295u, 4294967295u, 4294967295u, 4294967295u},
     {1u},
     {302803444u, 3121862449u, 2447649235u, 2691289665u},
     {13408297121368271348u, 11559001097685445075u, 5966993653678055285u, 15480081022300546602u}},
    {{7u, 0u, 0u, 16u},
     {5u, 256u},
     {93715814u, 1591506052u, 526613924u, 3139609667u},
     {6835466444819791206u, 13484520842497064356u, 16256852208795270679u, 3442182246654644870u}},
};

TEST(SeedSequence, MatchesTheKnownAnswersOfNumPy) {
  for (const Known& known : known_answers) {
    const SeedSequence sequence(known.entropy, known.key);
    EXPECT_EQ(sequence.generate_state32(4), known.state32);
    EXPECT_EQ(sequence.generate_state64(4), known.state64);
  }
}

TEST(SeedSequence, TakesAnIntegerAsItsWords) {
  const Words key = {7};
  for (const std::uint64_t entropy : {0ull, 1ull, 42ull, 0xffffffffull, 0x100000000ull, 0xfedcba9876543210ull}) {
    Words words = {static_cast<std::uint32_t>(entropy)};
    if (entropy >> 32 != 0) words.push_back(static_cast<std::uint32_t>(entropy >> 32));
    EXPECT_EQ(SeedSequence(entropy, key).generate_state32(8), SeedSequence(words, key).generate_state32(8));
  }
}

TEST(SeedSequence, KeepsEntropyAndKeyApart) {
  EXPECT_NE(SeedSequence(Words{1, 2}).generate_state32(4), SeedSequence(Words{1}, Words{2}).generate_state32(4));
  EXPECT_NE(SeedSequence(Words{1}).generate_state32(4), SeedSequence(Words{1}, Words{0}).generate_state32(4));
}

TEST(SeedSequence, OnlyContinuesWhenAskedForMore) {
  const SeedSequence sequence(42, Words{3});
  const Words many = sequence.generate_state32(100);
  for (std::size_t count = 0; count < many.size(); ++count) {
    EXPECT_EQ(sequence.generate_state32(count), Words(many.begin(), many.begin() + static_cast<std::ptrdiff_t>(count)));
  }
}

std::string tuple_of(const Words& words) {
  std::ostringstream text;
  text << '(';
  for (const std::uint32_t word : words)
    text << word << ',';
  text << ')';
  return text.str();
}

TEST(SeedSequence, AgreesWithTheNumPyOfThisMachine) {
  if (!test::has_numpy()) GTEST_SKIP() << "this machine has no NumPy";
  Stream draw({1, 2}, 0, 0);
  const auto random_words = [&] {
    Words words(uniform_integer(draw, 9u));
    for (std::uint32_t& word : words)
      word = draw.word() >> uniform_integer(draw, 32u);  // small ones and zeros too
    return words;
  };
  std::ostringstream program;
  program << "import numpy as np\nfor entropy, key in (\n";
  std::vector<std::uint64_t> expected;
  for (int i = 0; i < 500; ++i) {
    const Words entropy = random_words();
    const Words key = random_words();
    program << "  (" << tuple_of(entropy) << ", " << tuple_of(key) << "),\n";
    const SeedSequence sequence(entropy, key);
    for (const std::uint32_t word : sequence.generate_state32(7))
      expected.push_back(word);
    for (const std::uint64_t word : sequence.generate_state64(3))
      expected.push_back(word);
  }
  program << "):\n  sequence = np.random.SeedSequence(list(entropy), spawn_key=key)\n"
             "  print(*sequence.generate_state(7), *sequence.generate_state(3, np.uint64))\n";
  EXPECT_EQ(test::numbers_printed_by(program.str()), expected);
}

}  // namespace
}  // namespace ergodic::random
