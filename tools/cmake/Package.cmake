# Installation, and the package that find_package(ergodic) reads.
include(CMakePackageConfigHelpers)

add_library(ergodic_everything INTERFACE)
add_library(ergodic::ergodic ALIAS ergodic_everything)
set_target_properties(ergodic_everything PROPERTIES EXPORT_NAME ergodic)
target_link_libraries(ergodic_everything INTERFACE ergodic_cli ergodic_workloads)
target_compile_features(ergodic_everything INTERFACE cxx_std_20)

get_property(rooms GLOBAL PROPERTY ERGODIC_ROOMS)
install(TARGETS ${rooms} ergodic_everything EXPORT ergodic ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS ergodic_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/jobs/ DESTINATION ${CMAKE_INSTALL_DATADIR}/ergodic/jobs)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/tools/python/ergodic DESTINATION ${CMAKE_INSTALL_DATADIR}/ergodic/python
        PATTERN __pycache__ EXCLUDE)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/ergodic)
install(EXPORT ergodic NAMESPACE ergodic:: FILE ergodicTargets.cmake DESTINATION ${package})
file(WRITE ${PROJECT_BINARY_DIR}/ergodicConfig.cmake
"include(\${CMAKE_CURRENT_LIST_DIR}/Dependencies.cmake)
include(\${CMAKE_CURRENT_LIST_DIR}/ergodicTargets.cmake)
")
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ergodicConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ergodicConfig.cmake ${PROJECT_BINARY_DIR}/ergodicConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/tools/cmake/Dependencies.cmake DESTINATION ${package})
