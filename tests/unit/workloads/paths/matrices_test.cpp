#include "workloads/paths/algebra/matrices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace ergodic::workloads::paths {
namespace {

using testing::ElementsAre;

/// 0 1 0
/// 2 0 3
/// 0 0 4
SparseMatrix example() { return sparse_matrix(3, {{2, 2, 4}, {1, 2, 3}, {0, 1, 1}, {1, 0, 2}}); }

TEST(SparseMatrix, IsMadeFromEntriesInAnyOrder) {
  const SparseMatrix matrix = example();
  EXPECT_THAT(matrix.begin, ElementsAre(0, 1, 3, 4));
  EXPECT_THAT(matrix.column, ElementsAre(1, 0, 2, 2));
  EXPECT_THAT(matrix.value, ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(matrix(1, 2), 3);
  EXPECT_EQ(matrix(2, 1), 0);
}

TEST(SparseMatrix, AddsUpEntriesOfOnePlace) {
  const SparseMatrix matrix = sparse_matrix(2, {{1, 0, 0.25}, {0, 0, 1}, {1, 0, 0.5}});
  EXPECT_THAT(matrix.value, ElementsAre(1, 0.75));
}

TEST(SparseMatrix, LeavesOutTheZerosOfAFullOne) {
  Matrix full(2);
  full.row(0)[1] = 0.5;
  full.row(1)[0] = -1;
  const SparseMatrix matrix = without_zeros(full);
  EXPECT_THAT(matrix.begin, ElementsAre(0, 1, 2));
  EXPECT_THAT(matrix.column, ElementsAre(1, 0));
  EXPECT_THAT(matrix.value, ElementsAre(0.5, -1));
}

TEST(SparseMatrix, IsTransposed) {
  const SparseMatrix back = transposed(example());
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j)
      EXPECT_EQ(back(i, j), example()(j, i));
  }
  EXPECT_THAT(back.column, ElementsAre(1, 0, 1, 2));
}

TEST(SparseMatrix, MultipliesAVector) { EXPECT_THAT(product(example(), {1, 10, 100}), ElementsAre(10, 302, 400)); }

TEST(Sum, IsOfEveryNumberOnce) {
  for (std::size_t n = 0; n < 20; ++n) {
    Vector powers, ones;
    for (std::size_t i = 0; i < n; ++i) {
      powers.push_back(std::ldexp(1.0, static_cast<int>(i)));
      ones.push_back(1);
    }
    EXPECT_EQ(sum(powers), std::ldexp(1.0, static_cast<int>(n)) - 1) << n;
    EXPECT_EQ(dot(powers, ones), sum(powers)) << n;
  }
}

TEST(Sum, OfARowIsFromTheLeft) {
  Matrix matrix(4);
  const double tiny = std::ldexp(1.0, -53);  // half a unit in the last place of 1
  matrix.row(2)[0] = 1;
  for (const std::size_t j : {1u, 2u, 3u})
    matrix.row(2)[j] = tiny;
  EXPECT_EQ(row_sum(matrix, 2), 1);
  EXPECT_EQ(row_sum(matrix, 0), 0);
}

}  // namespace
}  // namespace ergodic::workloads::paths
