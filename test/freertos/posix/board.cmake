# SPDX-License-Identifier: Apache-2.0
# cmake -DIMAGE=... -DREADELF=... -P board.cmake: runs board.c's image and compares with what the program's file says.
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${READELF} --notes ${IMAGE} OUTPUT_VARIABLE notes COMMAND_ERROR_IS_FATAL ANY)
if(NOT notes MATCHES "Build ID: ([0-9a-f]+)")
  message(FATAL_ERROR "${IMAGE}: there is no build id")
endif()
set(expected "posix\nbuild ${CMAKE_MATCH_1}\nunfinished")
execute_process(COMMAND ${IMAGE} OUTPUT_VARIABLE output RESULT_VARIABLE status TIMEOUT 20)
if(NOT output STREQUAL expected)
  message(FATAL_ERROR "got\n${output}\nexpected\n${expected}")
endif()
if(NOT status EQUAL 5)
  message(FATAL_ERROR "exit status ${status}, expected 5")
endif()
