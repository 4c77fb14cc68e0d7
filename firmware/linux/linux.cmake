# SPDX-License-Identifier: Apache-2.0
# fuse_add_image() where the platform is Linux: a program with the parts of the simulator that need no kernel.

set(fuse_linux_boards_dir ${PROJECT_SOURCE_DIR}/boards)

function(fuse_add_image name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "RUNTIME" "")
  set(board_sources console.c defaults.c host/parameters.c posix/board.c posix/build_id.c)
  list(TRANSFORM board_sources PREPEND ${fuse_linux_boards_dir}/)
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS} ${board_sources})
  set_target_properties(${name} PROPERTIES C_EXTENSIONS OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/images)
  target_include_directories(${name} PRIVATE ${fuse_linux_boards_dir} $<TARGET_PROPERTY:fuse_platform,INTERFACE_INCLUDE_DIRECTORIES>)
  target_compile_definitions(${name} PRIVATE _GNU_SOURCE FUSE_BOARD_NAME="linux")
  target_link_options(${name} PRIVATE -Wl,--build-id)
  target_link_libraries(${name} PRIVATE ${arg_RUNTIME} fuse_c_gate)
endfunction()
