# SPDX-License-Identifier: Apache-2.0
# The targets `fuse-aotc` and `fuse-aotc-unchecked` in a build for another machine: built for this one, in a build of its own.

include(ExternalProject)
set(fuse_aotc_dir ${CMAKE_BINARY_DIR}/host-tools)
set(fuse_aotc_programs fuse-aotc)
if(FUSE_BUILD_EXTRAS)
  list(APPEND fuse_aotc_programs fuse-aotc-unchecked)
endif()
ExternalProject_Add(fuse_aotc_host
  SOURCE_DIR ${CMAKE_CURRENT_LIST_DIR}
  BINARY_DIR ${fuse_aotc_dir}
  CMAKE_GENERATOR ${CMAKE_GENERATOR}
  CMAKE_ARGS -DFUSE_GENERATED_DIR=${FUSE_GENERATED_DIR} -DFUSE_WAMR_DIR=${FUSE_WAMR_DIR} -DFUSE_VERSION=${PROJECT_VERSION}
    -DFUSE_AOT_COMPILER=${FUSE_AOT_COMPILER}
  DEPENDS fuse_generated
  BUILD_COMMAND ${CMAKE_COMMAND} --build ${fuse_aotc_dir} --target ${fuse_aotc_programs}
  INSTALL_COMMAND ""
  # Ninja finds out itself that there is nothing to do.
  BUILD_ALWAYS ON
  BUILD_BYPRODUCTS ${fuse_aotc_dir}/bin/fuse-aotc ${fuse_aotc_dir}/bin/fuse-aotc-unchecked)
foreach(program IN LISTS fuse_aotc_programs)
  add_executable(${program} IMPORTED GLOBAL)
  set_target_properties(${program} PROPERTIES IMPORTED_LOCATION ${fuse_aotc_dir}/bin/${program})
  add_dependencies(${program} fuse_aotc_host)
endforeach()
