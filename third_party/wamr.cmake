# SPDX-License-Identifier: Apache-2.0
# Finds WAMR's sources (FUSE_WAMR_DIR) and defines `vmlib`, the runtime library for ahead-of-time images.

set(WAMR_ROOT_DIR "" CACHE PATH "WAMR's sources; empty: the submodule if it is checked out, else the crate that third_party/setup.sh fetched")

if(WAMR_ROOT_DIR)
  set(FUSE_WAMR_DIR ${WAMR_ROOT_DIR})
  set(fuse_wamr_origin "WAMR_ROOT_DIR")
elseif(EXISTS ${CMAKE_CURRENT_LIST_DIR}/wasm-micro-runtime/core/version.h)
  set(FUSE_WAMR_DIR ${CMAKE_CURRENT_LIST_DIR}/wasm-micro-runtime)
  set(fuse_wamr_origin "the submodule")
else()
  file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/crates-manifest/Cargo.toml fuse_wamr_version REGEX "^wamrx-sys = ")
  string(REGEX REPLACE ".*\"=([0-9.]+)\".*" "\\1" fuse_wamr_version "${fuse_wamr_version}")
  set(FUSE_WAMR_DIR ${CMAKE_CURRENT_LIST_DIR}/crates/wamrx-sys-${fuse_wamr_version}/wasm-micro-runtime)
  set(fuse_wamr_origin "the crate wamrx-sys ${fuse_wamr_version}")
endif()

if(NOT EXISTS ${FUSE_WAMR_DIR}/core/version.h)
  message(FATAL_ERROR "No WAMR sources in ${FUSE_WAMR_DIR} (from ${fuse_wamr_origin}): run third_party/setup.sh, or set WAMR_ROOT_DIR.")
endif()
message(STATUS "WAMR: ${fuse_wamr_origin}, ${FUSE_WAMR_DIR}")

add_subdirectory(${CMAKE_CURRENT_LIST_DIR}/vmlib ${CMAKE_BINARY_DIR}/vmlib)
