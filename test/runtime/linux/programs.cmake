# SPDX-License-Identifier: Apache-2.0
# The runtime's tests as Linux programs, one ctest entry per suite; included by test/runtime/CMakeLists.txt.

function(fuse_add_runtime_program name)
  add_executable(${name} ${ARGN})
  add_dependencies(${name} fuse_tests_generated)
  # The emitted headers of the tests' own program come first: they are those of the runtime, and more.
  target_include_directories(${name} BEFORE PRIVATE ${emitted_dir} ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/linux)
  target_link_libraries(${name} PRIVATE fuse_test_images)
  set_target_properties(${name} PROPERTIES C_EXTENSIONS OFF CXX_STANDARD 17)
  target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:C>:${FUSE_C_GATE_FLAGS}>)
endfunction()

fuse_add_runtime_program(fuse_runtime_tests linux/main.c linux/mappings.c)
target_link_libraries(fuse_runtime_tests PRIVATE fuse_runtime_suites fuse fuse_platform)

# The same on a port that gives only the four functions.
fuse_add_runtime_program(fuse_runtime_tests_four linux/main.c linux/mappings.c)
target_compile_definitions(fuse_runtime_tests_four PRIVATE FUSE_PLATFORM_DEFAULT_GUARD)
target_link_libraries(fuse_runtime_tests_four PRIVATE fuse_runtime_suites fuse_platform_four fuse)

function(fuse_add_runtime_test name seconds)
  add_test(NAME runtime_${name} COMMAND ${ARGN})
  set_tests_properties(runtime_${name} PROPERTIES TIMEOUT ${seconds})
endfunction()

foreach(suite startup policy seal unsealed load lifecycle schedule events quota hal log reentry replace callout
    hostile hostile_redirect hostile_fault cycles model)
  fuse_add_runtime_test(${suite} 300 fuse_runtime_tests ${suite})
endforeach()
# What is timed runs alone.
set_tests_properties(runtime_hostile runtime_hostile_redirect runtime_hostile_fault runtime_callout PROPERTIES RUN_SERIAL ON)
# Suites without modules that only a certain stop ends.
fuse_add_runtime_test(four_functions 300 fuse_runtime_tests_four
  startup policy lifecycle schedule events quota hal log reentry callout model)

foreach(program threads corruption)
  fuse_add_runtime_program(fuse_${program} linux/${program}.c)
  target_link_libraries(fuse_${program} PRIVATE fuse fuse_platform)
  fuse_add_runtime_test(${program} 300 fuse_${program})
endforeach()

# ---- The runtime in other configurations -----------------------------------------------------------------------------


# `name`: the program of the given sources with a runtime compiled with these macros in place of FUSE_CONFIGURATION.
function(fuse_add_runtime_variant name configuration)
  fuse_runtime_for(runtime ${configuration})
  add_executable(${name} ${ARGN})
  add_dependencies(${name} fuse_tests_generated)
  target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/linux
    ${PROJECT_SOURCE_DIR}/platform/${FUSE_PLATFORM})
  target_link_libraries(${name} PRIVATE ${runtime} fuse_test_images)
  set_target_properties(${name} PROPERTIES C_EXTENSIONS OFF CXX_STANDARD 17)
  target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:C>:${FUSE_C_GATE_FLAGS}>)
endfunction()

set(all_groups FUSE_HAL_ENABLE_TEMP_SENSOR=1 FUSE_HAL_ENABLE_TIMER=1 FUSE_HAL_ENABLE_CAMERA=1)
set(no_groups FUSE_HAL_ENABLE_TEMP_SENSOR=0 FUSE_HAL_ENABLE_TIMER=0 FUSE_HAL_ENABLE_CAMERA=0)
set(no_options FUSE_STEP_TIMES=0 FUSE_UNSAFE_UNSEALED=0)

fuse_add_runtime_variant(fuse_runtime_tests_options "FUSE_MAX_MODULES=8;${all_groups};FUSE_STEP_TIMES=1;FUSE_UNSAFE_UNSEALED=1"
  ${portable_sources} linux/main.c linux/mappings.c)
target_include_directories(fuse_runtime_tests_options BEFORE PRIVATE ${emitted_dir})
fuse_add_runtime_test(options 300 fuse_runtime_tests_options unsealed lifecycle schedule callout)

fuse_add_runtime_variant(fuse_limits_least "FUSE_MAX_MODULES=1;${no_groups};${no_options}" linux/limits.c)
fuse_add_runtime_variant(fuse_limits_most "FUSE_MAX_MODULES=32;${all_groups};${no_options}" linux/limits.c)
fuse_add_runtime_test(limits_least 60 fuse_limits_least)
fuse_add_runtime_test(limits_most 60 fuse_limits_most)

# No symbol of an absent HAL group, no heap.
add_test(NAME runtime_symbols COMMAND ${CMAKE_COMMAND} -DNM=${CMAKE_NM} -DLEAST=$<TARGET_FILE:fuse_limits_least>
  -DFULL=$<TARGET_FILE:fuse_limits_most> -DRUNTIME=$<TARGET_FILE:fuse> -P ${CMAKE_CURRENT_SOURCE_DIR}/linux/symbols.cmake)
