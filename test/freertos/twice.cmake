# SPDX-License-Identifier: Apache-2.0
# Runs a command twice and fails unless it succeeds and prints the same both times: cmake -P twice.cmake -- COMMAND...

set(command)
set(is_command OFF)
foreach(index RANGE ${CMAKE_ARGC})
  if(is_command AND index LESS CMAKE_ARGC)
    list(APPEND command ${CMAKE_ARGV${index}})
  elseif("${CMAKE_ARGV${index}}" STREQUAL "--")
    set(is_command ON)
  endif()
endforeach()

foreach(run first second)
  execute_process(COMMAND ${command} OUTPUT_VARIABLE ${run} RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "The ${run} run failed:\n${${run}}")
  endif()
endforeach()
message("${first}")
if(NOT first STREQUAL second)
  message(FATAL_ERROR "The second run printed something else:\n${second}")
endif()
