# What Ergodic stands on; all of it from the distribution's packages. Read by our build and by find_package(ergodic).

set(MPI_CXX_SKIP_MPICXX TRUE)
find_package(MPI REQUIRED COMPONENTS C CXX)
set(HDF5_PREFER_PARALLEL TRUE)  # the build that stands beside MPI on a cluster
find_package(HDF5 1.10 REQUIRED COMPONENTS C HL)
find_package(Boost 1.74 REQUIRED COMPONENTS mpi serialization)
find_package(yaml-cpp REQUIRED)
find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)
if(NOT TARGET PkgConfig::xxhash)
  pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET GLOBAL libxxhash)
endif()
if(NOT TARGET PkgConfig::highway)
  pkg_check_modules(highway REQUIRED IMPORTED_TARGET GLOBAL libhwy)
endif()
