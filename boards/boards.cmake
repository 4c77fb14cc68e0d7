# SPDX-License-Identifier: Apache-2.0
# The board that FUSE_BOARD names (boards/<name>/board.json): processor flags, `freertos_kernel`, `fuse_board`, and
#
#   fuse_add_image(NAME [RUNTIME target] SOURCE...)   an image NAME (on Cortex-M also NAME.bin) with runtime, platform, kernel and
#                                                     board; the target is one of fuse_add_runtime(), `fuse` by default
#   fuse_add_image_test(NAME IMAGE [TIMEOUT SECONDS] [PARAMETERS NUMBER...])
#                                    a test NAME that runs IMAGE on the board, or in QEMU, until it has ended with 0
#
# FUSE_MODULE_TARGET is what modules are compiled for.

include_guard()

set(FUSE_BOARDS_DIR ${CMAKE_CURRENT_LIST_DIR})
set(FUSE_BOARD posix CACHE STRING "Folder below boards/, or the path of a folder elsewhere")
cmake_path(ABSOLUTE_PATH FUSE_BOARD BASE_DIRECTORY ${FUSE_BOARDS_DIR} NORMALIZE OUTPUT_VARIABLE FUSE_BOARD_DIR)
if(NOT EXISTS ${FUSE_BOARD_DIR}/board.json)
  message(FATAL_ERROR "FUSE_BOARD=${FUSE_BOARD}: there is no ${FUSE_BOARD_DIR}/board.json")
endif()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${FUSE_BOARD_DIR}/board.json)
file(READ ${FUSE_BOARD_DIR}/board.json board_json)

function(fuse_board_get variable key)
  string(JSON value ERROR_VARIABLE error GET "${board_json}" ${key})
  if(error)
    message(FATAL_ERROR "${FUSE_BOARD_DIR}/board.json: ${key} is missing.")
  endif()
  set(${variable} ${value} PARENT_SCOPE)
endfunction()

fuse_board_get(FUSE_BOARD_PROCESSOR processor)
fuse_board_get(FUSE_MODULE_TARGET module_target)
option(FUSE_MODULES_IN_RAM "Load the code of modules into the pool instead of running it from flash" OFF)
if(FUSE_MODULES_IN_RAM)
  string(REGEX REPLACE "-xip$" "" FUSE_MODULE_TARGET ${FUSE_MODULE_TARGET})
endif()
fuse_board_get(kernel_port kernel_port)
fuse_board_get(board_name name)
set(board_sources)
string(JSON count LENGTH "${board_json}" sources)
math(EXPR last "${count} - 1")
foreach(index RANGE ${last})
  string(JSON source GET "${board_json}" sources ${index})
  cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${FUSE_BOARD_DIR} NORMALIZE)
  list(APPEND board_sources ${source})
endforeach()

set(flags_cortex-m4 -mcpu=cortex-m4 -mthumb -mfpu=fpv4-sp-d16 -mfloat-abi=hard)
set(flags_cortex-m7 -mcpu=cortex-m7 -mthumb -mfpu=fpv5-d16 -mfloat-abi=hard)
if(FUSE_BOARD_PROCESSOR STREQUAL host)
  set(FUSE_BOARD_IS_HOST ON)
  if(CMAKE_CROSSCOMPILING)
    message(FATAL_ERROR "Board ${FUSE_BOARD} runs on this machine: configure it without a toolchain file.")
  endif()
elseif(DEFINED flags_${FUSE_BOARD_PROCESSOR})
  set(FUSE_BOARD_IS_HOST OFF)
  if(NOT CMAKE_SYSTEM_NAME STREQUAL Generic)
    message(FATAL_ERROR "Board ${FUSE_BOARD} is a ${FUSE_BOARD_PROCESSOR}: configure with cmake --preset ${FUSE_BOARD}, or -DCMAKE_TOOLCHAIN_FILE=boards/arm-none-eabi.cmake.")
  endif()
  add_compile_options(${flags_${FUSE_BOARD_PROCESSOR}})
  add_link_options(${flags_${FUSE_BOARD_PROCESSOR}})
else()
  message(FATAL_ERROR "${FUSE_BOARD_DIR}/board.json: unknown processor ${FUSE_BOARD_PROCESSOR}; use host, cortex-m4 or cortex-m7.")
endif()

# Fault addresses are turned into lines with it; it does not reach the board.
add_compile_options(-g)
# An assertion names its file: neither an image's size nor its contents depend on where the sources are.
add_compile_options(-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=)
# An image keeps what it uses of WAMR; the rest asks for functions that no board has.
add_compile_options(-ffunction-sections -fdata-sections)
add_link_options(-Wl,--gc-sections -Wl,--build-id)
# The compiler writes each function's frame and calls beside its object (.ci): `npm run board -- size` adds them up.
if(NOT FUSE_BOARD_IS_HOST)
  add_compile_options($<$<COMPILE_LANGUAGE:C,CXX>:-fcallgraph-info=su,da>)
endif()

if(NOT FUSE_BOARD_IS_HOST)
  fuse_board_get(linker_script linker_script)
endif()

# Else they come from there.
if(NOT FUSE_RUNTIME_DIR)
  include(${FUSE_BOARDS_DIR}/../third_party/freertos.cmake)

  # The kernel is used as it is; its warnings are not ours.
  add_library(freertos_kernel STATIC
    ${FUSE_FREERTOS_DIR}/tasks.c ${FUSE_FREERTOS_DIR}/list.c ${FUSE_FREERTOS_DIR}/queue.c
    ${FUSE_FREERTOS_DIR}/portable/${kernel_port}/port.c)
  target_include_directories(freertos_kernel SYSTEM PUBLIC ${FUSE_FREERTOS_DIR}/include ${FUSE_FREERTOS_DIR}/portable/${kernel_port})
  target_include_directories(freertos_kernel PUBLIC ${FUSE_BOARD_DIR} ${FUSE_BOARDS_DIR} ${FUSE_BOARDS_DIR}/cortex_m ${FUSE_BOARDS_DIR}/drivers)
  target_compile_options(freertos_kernel PRIVATE -w)
  if(FUSE_BOARD_IS_HOST)
    find_package(Threads REQUIRED)
    target_sources(freertos_kernel PRIVATE ${FUSE_FREERTOS_DIR}/portable/${kernel_port}/utils/wait_for_event.c)
    target_include_directories(freertos_kernel SYSTEM PRIVATE ${FUSE_FREERTOS_DIR}/portable/${kernel_port}/utils)
    target_link_libraries(freertos_kernel PUBLIC Threads::Threads)
  endif()

  # Objects: start-up and interrupt handlers must not be left behind in a library because nobody calls them by name.
  add_library(fuse_board OBJECT ${board_sources} ${FUSE_BOARDS_DIR}/console.c ${FUSE_BOARDS_DIR}/defaults.c)
  target_include_directories(fuse_board PUBLIC ${FUSE_BOARDS_DIR} ${FUSE_BOARD_DIR})
  # For fuse_freertos_one_shot().
  target_include_directories(fuse_board PRIVATE ${FUSE_BOARDS_DIR}/../platform/freertos)
  # Vector tables are written with GNU C's ranges.
  target_compile_options(fuse_board PRIVATE $<$<COMPILE_LANGUAGE:C>:${FUSE_C_GATE_FLAGS};-Wno-pedantic>)
  target_link_libraries(fuse_board PUBLIC freertos_kernel)
  target_compile_definitions(fuse_board PRIVATE FUSE_BOARD_NAME="${board_name}")
  if(FUSE_BOARD_IS_HOST)
    target_sources(fuse_board PRIVATE ${FUSE_BOARDS_DIR}/host/parameters.c)
  else()
    target_sources(fuse_board PRIVATE ${FUSE_BOARDS_DIR}/cortex_m/startup.c
      ${FUSE_BOARDS_DIR}/cortex_m/halt.c ${FUSE_BOARDS_DIR}/cortex_m/parameters.c)
    target_include_directories(fuse_board PUBLIC ${FUSE_BOARDS_DIR}/cortex_m)
  endif()
endif()

function(fuse_add_image name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "RUNTIME" "")
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
  set_target_properties(${name} PROPERTIES C_EXTENSIONS OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/images)
  target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:C>:${FUSE_C_GATE_FLAGS}>)
  if(arg_RUNTIME)
    # Without the platform's usage requirements: they are the macros of `fuse`.
    target_include_directories(${name} PRIVATE $<TARGET_PROPERTY:fuse_platform,INTERFACE_INCLUDE_DIRECTORIES>)
    target_link_libraries(${name} PRIVATE ${arg_RUNTIME} fuse_board)
  else()
    target_link_libraries(${name} PRIVATE fuse fuse_platform fuse_board)
  endif()
  if(FUSE_BOARD_IS_HOST)
    return()
  endif()
  set_target_properties(${name} PROPERTIES SUFFIX .elf LINK_DEPENDS "${FUSE_BOARD_DIR}/${linker_script};${FUSE_BOARDS_DIR}/cortex_m/sections.ld")
  target_link_options(${name} PRIVATE --specs=nano.specs --specs=nosys.specs -nostartfiles
    -L${FUSE_BOARDS_DIR}/cortex_m -T${FUSE_BOARD_DIR}/${linker_script}
    -Wl,--fatal-warnings -Wl,--no-warn-rwx-segments -Wl,--no-warn-execstack
    -Wl,-Map=${CMAKE_BINARY_DIR}/images/${name}.map)
  add_custom_command(TARGET ${name} POST_BUILD VERBATIM
    COMMAND ${CMAKE_OBJCOPY} -O binary $<TARGET_FILE:${name}> ${CMAKE_BINARY_DIR}/images/${name}.bin)
endfunction()

function(fuse_add_image_test name image)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "TIMEOUT" "PARAMETERS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "fuse_add_image_test(${name}): unknown argument ${arg_UNPARSED_ARGUMENTS}.")
  endif()
  set(timeout 120)
  if(arg_TIMEOUT)
    set(timeout ${arg_TIMEOUT})
  endif()
  list(TRANSFORM arg_PARAMETERS PREPEND --parameter=)
  add_test(NAME ${name} COMMAND ${FUSE_NODE} ${FUSE_DIST_DIR}/cli/board.js run ${FUSE_BOARD_DIR} --no-build
    --build-dir ${CMAKE_BINARY_DIR} --image ${image} --timeout ${timeout} ${arg_PARAMETERS})
  # The command itself ends in time and says why; ctest's own limit is for when it cannot.
  math(EXPR limit "${timeout} + 30")
  set_tests_properties(${name} PROPERTIES TIMEOUT ${limit})
endfunction()
