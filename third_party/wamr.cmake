# SPDX-License-Identifier: Apache-2.0
# Finds WAMR's sources (FUSE_WAMR_DIR) and defines `vmlib`, the runtime library for ahead-of-time images.

include(${CMAKE_CURRENT_LIST_DIR}/sources.cmake)
set(WAMR_ROOT_DIR "" CACHE PATH "WAMR's sources; empty: the submodule if it is checked out, else the crate that third_party/setup.sh fetched")
fuse_find_sources(FUSE_WAMR_DIR WAMR wasm-micro-runtime wamrx-sys wasm-micro-runtime core/version.h WAMR_ROOT_DIR)

add_subdirectory(${CMAKE_CURRENT_LIST_DIR}/vmlib ${CMAKE_BINARY_DIR}/vmlib)
