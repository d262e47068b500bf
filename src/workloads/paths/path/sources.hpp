#pragma once

#include <ergodic/stream.hpp>
#include <ergodic/variates.hpp>

#include <cstddef>
#include <span>

/// What a path may draw its normals and exponentials from besides a Stream, by calls of the same names.
namespace ergodic::workloads::paths {

/// A stream whose every uniform u counts as 1 − u: normals are those of the stream with the other sign, to the last
/// bit.
class MirroredStream {
 public:
  explicit MirroredStream(Stream stream) : stream_(stream) {}

  friend double normal(MirroredStream& source) { return -ergodic::normal(source.stream_); }
  friend double exponential(MirroredStream& source) { return -portable_log(1 - uniform_open(source.stream_)); }

 private:
  Stream stream_;
};

/// Normals that are there already. The caller sees to it that there are enough.
class GivenNormals {
 public:
  explicit GivenNormals(std::span<const double> normals) : next_(normals.data()) {}

  friend double normal(GivenNormals& source) { return *source.next_++; }

 private:
  const double* next_;
};

/// Uniforms in (0, 1) that are there already, each for a draw by inversion, as a stream's.
class GivenUniforms {
 public:
  explicit GivenUniforms(std::span<const double> uniforms) : next_(uniforms.data()) {}

  friend double normal(GivenUniforms& source) { return normal_quantile(*source.next_++); }
  friend double exponential(GivenUniforms& source) { return -portable_log(*source.next_++); }

 private:
  const double* next_;
};

/// How many draws a path takes.
struct PathDraws {
  std::size_t steps;    ///< of the grid
  std::size_t factors;  ///< normals a step, of the first source
  std::size_t second;   ///< draws of the second source
};

}  // namespace ergodic::workloads::paths
