# SPDX-License-Identifier: Apache-2.0
# The target `fuse-aotc` in a build for another machine: built for this one, in a build of its own.

include(ExternalProject)
set(fuse_aotc_dir ${CMAKE_BINARY_DIR}/host-tools)
ExternalProject_Add(fuse_aotc_host
  SOURCE_DIR ${CMAKE_CURRENT_LIST_DIR}
  BINARY_DIR ${fuse_aotc_dir}
  CMAKE_GENERATOR ${CMAKE_GENERATOR}
  CMAKE_ARGS -DFUSE_GENERATED_DIR=${FUSE_GENERATED_DIR} -DFUSE_WAMR_DIR=${FUSE_WAMR_DIR} -DFUSE_VERSION=${PROJECT_VERSION}
    -DFUSE_AOT_COMPILER=${FUSE_AOT_COMPILER}
  DEPENDS fuse_generated
  INSTALL_COMMAND ""
  # Ninja finds out itself that there is nothing to do.
  BUILD_ALWAYS ON
  BUILD_BYPRODUCTS ${fuse_aotc_dir}/bin/fuse-aotc ${fuse_aotc_dir}/bin/fuse-aotc-unchecked)
add_executable(fuse-aotc IMPORTED GLOBAL)
set_target_properties(fuse-aotc PROPERTIES IMPORTED_LOCATION ${fuse_aotc_dir}/bin/fuse-aotc)
add_dependencies(fuse-aotc fuse_aotc_host)
