# SPDX-License-Identifier: Apache-2.0
# The image `selftest`: the runtime's tests on the kernel, all suites in one; included by test/runtime/CMakeLists.txt.

# The runtime of an image is one program that shows its API only; the tests of the seal need a SHA-256 of their own.
fuse_add_image(selftest freertos/main.c ${emitted_dir}/sha256.c)
add_dependencies(selftest fuse_tests_generated)
target_link_libraries(selftest PRIVATE fuse_runtime_suites fuse_test_machine)
# Some of the tests are C++, but only to compile it: nothing of that language's library is used.
set_target_properties(selftest PROPERTIES LINKER_LANGUAGE C)
fuse_add_image_test(selftest selftest TIMEOUT 300)
# What is timed by this machine's clock runs alone.
set_tests_properties(selftest PROPERTIES RUN_SERIAL ${FUSE_BOARD_IS_HOST})
