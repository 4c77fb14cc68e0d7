# SPDX-License-Identifier: Apache-2.0
# The player of `fuse twin`:
#
#   fuse_add_twin_program(NAME)   on Linux: the program bin/NAME, which plays the scenario of any application
#   fuse_add_twin(NAME CONFIG app_config.json SCENARIO file [ACTIONS count] [SCRATCH_BYTES bytes])
#                                 on a board and the simulator: the image NAME with one scenario, a block of bytes that `fuse twin` writes;
#                                 so many actions has it, and so large is the largest image that it corrupts
#
# Who posts an event is seen between the runtime's files: they are not compiled as one.

include_guard()

set(fuse_twin_dir ${CMAKE_CURRENT_LIST_DIR})
set(fuse_twin_sources clock.c entries.c lines.c player.c scenario.c world.c)
list(TRANSFORM fuse_twin_sources PREPEND ${fuse_twin_dir}/)
list(APPEND fuse_twin_sources ${FUSE_FIRMWARE_DIR}/board/console.c ${FUSE_FIRMWARE_DIR}/board/crc32.c)
set(fuse_twin_link_options -Wl,--wrap=fuse_platform_guard_enter -Wl,--wrap=fuse_post_event)

function(fuse_add_twin_program name)
  set(FUSE_MAX_MODULES 32)
  set(FUSE_STEP_TIMES OFF)
  foreach(group IN LISTS fuse_groups)
    set(FUSE_HAL_ENABLE_${group} 1)
  endforeach()
  set(fuse_runtime_sources ${fuse_sources})
  fuse_runtime_macros(macros)
  fuse_runtime_for(runtime ${macros})
  add_executable(${name} ${fuse_twin_dir}/linux_main.c ${fuse_twin_sources} ${PROJECT_SOURCE_DIR}/boards/console.c)
  set_target_properties(${name} PROPERTIES C_EXTENSIONS OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  target_include_directories(${name} PRIVATE ${FUSE_FIRMWARE_DIR}/board ${PROJECT_SOURCE_DIR}/boards)
  target_link_libraries(${name} PRIVATE ${runtime} fuse_c_gate)
  target_link_options(${name} PRIVATE ${fuse_twin_link_options})
endfunction()

function(fuse_add_twin name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CONFIG;SCENARIO;ACTIONS;SCRATCH_BYTES" "")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_CONFIG OR NOT arg_SCENARIO)
    message(FATAL_ERROR "fuse_add_twin(${name}): give CONFIG app_config.json and SCENARIO file; unknown: ${arg_UNPARSED_ARGUMENTS}.")
  endif()
  set(actions 1)
  if(arg_ACTIONS)
    set(actions ${arg_ACTIONS})
  endif()
  set(scratch 8)
  if(arg_SCRATCH_BYTES)
    set(scratch ${arg_SCRATCH_BYTES})
  endif()
  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${name}.config)
  fuse_read_app_config(${arg_CONFIG} ${directory})
  set(embedded ${directory}/twin_scenario.c ${directory}/twin_scenario.h)
  add_custom_command(OUTPUT ${embedded} DEPENDS ${arg_SCENARIO} ${FUSE_SDK_DIR}/embed.cmake VERBATIM
    COMMAND ${CMAKE_COMMAND} -DNAME=twin_scenario -DIMAGE=${arg_SCENARIO} -DOUTPUT_DIR=${directory} -P ${FUSE_SDK_DIR}/embed.cmake
    COMMENT "Embedding the scenario in ${name}")
  set(FUSE_STEP_TIMES OFF)
  set(fuse_runtime_sources ${fuse_sources})
  set(fuse_runtime_flags -ffreestanding -Os -ffunction-sections -fdata-sections ${FUSE_C_GATE_FLAGS})
  fuse_runtime_macros(macros)
  fuse_add_runtime(fuse_runtime_${name} ${macros})
  fuse_add_image(${name} RUNTIME fuse_runtime_${name} ${fuse_twin_dir}/board_main.c ${fuse_twin_sources} ${embedded})
  # It is made by its name: who builds everything builds no scenario of yesterday.
  set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
  target_include_directories(${name} PRIVATE ${directory} ${FUSE_FIRMWARE_DIR}/board)
  target_compile_definitions(${name} PRIVATE TWIN_MAX_ACTIONS=${actions}U TWIN_SCRATCH_BYTES=${scratch}U)
  target_link_options(${name} PRIVATE ${fuse_twin_link_options})
endfunction()
