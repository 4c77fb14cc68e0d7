# SPDX-License-Identifier: Apache-2.0
# The image `selftest`: the runtime's tests on the kernel, one image with all suites; included by test/runtime/CMakeLists.txt.

set(selftest_sources freertos/main.c)
if(FUSE_BOARD_IS_HOST)
  list(APPEND selftest_sources freertos/held_mappings.c linux/mappings.c)
else()
  list(APPEND selftest_sources freertos/held_tasks.c)
endif()
fuse_add_image(selftest ${selftest_sources})
target_include_directories(selftest PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/linux)
target_link_libraries(selftest PRIVATE fuse_runtime_suites)
# Some of it is C++, but only to compile it: nothing of that language's library is used.
set_target_properties(selftest PROPERTIES LINKER_LANGUAGE C)
