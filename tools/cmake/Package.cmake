# Installation, the package that find_package(ergodic) reads, and Debian's packages: ergodic, with which a user compiles
# nothing, and ergodic-dev, for workloads outside this repository. `cpack -G DEB` makes both.
include(CMakePackageConfigHelpers)

add_library(ergodic_everything INTERFACE)
add_library(ergodic::ergodic ALIAS ergodic_everything)
set_target_properties(ergodic_everything PROPERTIES EXPORT_NAME ergodic)
target_link_libraries(ergodic_everything INTERFACE ergodic_cli ergodic_workloads)
target_compile_features(ergodic_everything INTERFACE cxx_std_20)

# The program, its Python package, the studies and job scripts, and what there is to read about them.
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)
set(data ${CMAKE_INSTALL_DATADIR}/ergodic)
install(TARGETS ergodic_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/jobs/ DESTINATION ${data}/jobs USE_SOURCE_PERMISSIONS)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/tools/python/ergodic DESTINATION ${data}/python PATTERN __pycache__ EXCLUDE)
# Debian's Python finds the package by this line, which is relative to it.
file(WRITE ${PROJECT_BINARY_DIR}/ergodic.pth "../../../${data}/python\n")
install(FILES ${PROJECT_BINARY_DIR}/ergodic.pth DESTINATION lib/python3/dist-packages)
set(documents ${CMAKE_INSTALL_DATADIR}/doc/ergodic)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${documents} RENAME copyright)
file(GLOB readable RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/*.md ${PROJECT_SOURCE_DIR}/src/*/README.md
     ${PROJECT_SOURCE_DIR}/src/workloads/*/README.md ${PROJECT_SOURCE_DIR}/tools/python/README.md)
foreach(document IN LISTS readable)  # in their folders, so that their links lead somewhere
  get_filename_component(folder ${document} DIRECTORY)
  install(FILES ${PROJECT_SOURCE_DIR}/${document} DESTINATION ${documents}/${folder})
endforeach()

# Headers, libraries, and where they are.
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/ergodic)
get_property(rooms GLOBAL PROPERTY ERGODIC_ROOMS)
install(TARGETS ${rooms} ergodic_everything EXPORT ergodic
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
install(EXPORT ergodic NAMESPACE ergodic:: FILE ergodicTargets.cmake DESTINATION ${package} COMPONENT development)
file(WRITE ${PROJECT_BINARY_DIR}/ergodicConfig.cmake
"include(\${CMAKE_CURRENT_LIST_DIR}/Dependencies.cmake)
include(\${CMAKE_CURRENT_LIST_DIR}/ergodicTargets.cmake)
")
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ergodicConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ergodicConfig.cmake ${PROJECT_BINARY_DIR}/ergodicConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/tools/cmake/Dependencies.cmake DESTINATION ${package} COMPONENT development)

# debian_packages(<variable> <list in tools> [<regular expression>]): names, as a control file wants them.
function(debian_packages variable list)
  file(STRINGS ${PROJECT_SOURCE_DIR}/tools/${list} names REGEX "^[a-z].*${ARGN}")
  list(JOIN names ", " names)
  set(${variable} "${names}" PARENT_SCOPE)
endfunction()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The Ergodic developers <ergodic@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME ergodic)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "Simulates sessions of casino games and stochastic processes, one random stream each,
on any number of MPI ranks: the file is the same.
With studies and job scripts to begin with, and a Python package that reads
and reports results.")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS openmpi-bin)
debian_packages(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS packages-report.txt)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/tools/debian/prerm)

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME ergodic-dev)
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Headers and libraries, for workloads outside its repository: in CMake,
find_package(ergodic) finds them, and a program links against ergodic::ergodic.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
debian_packages(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS packages.txt "-dev$")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_RECOMMENDS "g++, cmake, pkg-config")
if(PROJECT_IS_TOP_LEVEL)
  include(CPack)
endif()
