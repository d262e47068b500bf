# Run after a test program is built: writes a CTest entry for each test that it lists.
execute_process(COMMAND ${program} --list-mpi-tests OUTPUT_VARIABLE listing COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" lines "${listing}")
set(text "")
foreach(line IN LISTS lines)
  string(REPLACE " " ";" fields "${line}")
  list(GET fields 0 name)
  list(GET fields 1 ranks)
  string(APPEND text "add_test([=[mpi.${name}]=] ${mpiexec} -n ${ranks} ${program} --gtest_filter=${name})\n"
    "set_tests_properties([=[mpi.${name}]=] PROPERTIES TIMEOUT 60 PROCESSORS ${ranks} LABELS mpi ENVIRONMENT [=[${environment}]=])\n")
endforeach()
file(WRITE ${output} "${text}")
