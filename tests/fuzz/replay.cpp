// The inputs of corpora, and mutations of them drawn from a seed, given to an entry point: what continuous integration
// runs in the place of libFuzzer, the same each time.
//
// usage: PROGRAM MUTATIONS SEED INPUT…     INPUT: a file, or a folder of them
//
// The input that is being tried lies in PROGRAM.input, until all have been.
#include "fuzz/entry.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Bytes = std::string;

std::vector<Bytes> read(const std::vector<fs::path>& inputs) {
  std::vector<fs::path> files;
  for (const fs::path& input : inputs) {
    if (!fs::is_directory(input))
      files.push_back(input);
    else
      std::copy(fs::directory_iterator(input), fs::directory_iterator(), std::back_inserter(files));
  }
  std::sort(files.begin(), files.end());
  std::vector<Bytes> all;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    all.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return all;
}

class Mutator {
 public:
  Mutator(const std::vector<Bytes>& corpus, unsigned seed) : corpus_(corpus), random_(seed) {}

  Bytes draw() {
    Bytes bytes = any();
    for (std::size_t times = 1 + below(6); times > 0; --times)
      mutate(bytes);
    return bytes;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  const Bytes& any() { return corpus_[below(corpus_.size())]; }
  /// Some bytes of an input, perhaps none.
  Bytes piece(const Bytes& of) { return of.empty() ? of : of.substr(below(of.size()), below(40)); }

  void mutate(Bytes& bytes) {
    static constexpr std::array<unsigned char, 8> limits = {0x00, 0x01, 0x7F, 0x80, 0xFF, '0', '9', '\n'};
    if (bytes.empty()) bytes.assign(1, 'a');
    const std::size_t at = below(bytes.size());
    switch (below(7)) {
      case 0: bytes.erase(at, below(40)); break;
      case 1: bytes.insert(at, piece(any())); break;
      case 2: bytes[at] = static_cast<char>(below(256)); break;
      case 3: bytes[at] = static_cast<char>(limits[below(limits.size())]); break;
      case 4: bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8))); break;
      case 5: bytes.replace(at, below(40), piece(any())); break;
      default:
        if (below(8) == 0) bytes.resize(at);
        break;
    }
  }

  const std::vector<Bytes>& corpus_;
  std::mt19937 random_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: " << argv[0] << " MUTATIONS SEED INPUT...\n";
    return 2;
  }
  const std::vector<Bytes> corpus = read({argv + 3, argv + argc});
  if (corpus.empty()) {
    std::cerr << "there are no inputs\n";
    return 2;
  }
  const Bytes trying = Bytes(argv[0]) + ".input";
  const auto run = [&](const Bytes& bytes) {
    std::ofstream(trying, std::ios::binary) << bytes;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  };
  for (const Bytes& bytes : corpus)
    run(bytes);
  Mutator mutator(corpus, static_cast<unsigned>(std::atol(argv[2])));
  const long mutations = std::atol(argv[1]);
  for (long i = 0; i < mutations; ++i)
    run(mutator.draw());
  fs::remove(trying);
  std::cout << corpus.size() << " inputs, " << mutations << " mutations\n";
}
