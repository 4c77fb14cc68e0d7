# SPDX-License-Identifier: Apache-2.0
# fuse_add_runtime(NAME MACRO=VALUE...): the runtime compiled with these macros in place of FUSE_CONFIGURATION.
#
# fuse_runtime_for(VARIABLE MACRO=VALUE...): sets the variable to such a target, which all who want the same macros share.
#
# An object library: linked directly, its objects come before the library `fuse`, which the platform brings along and of which then
# nothing is taken.

include_guard()

function(fuse_add_runtime name)
  add_library(${name} OBJECT ${fuse_runtime_sources})
  if(TARGET fuse_generated)
    add_dependencies(${name} fuse_generated)
  endif()
  set_target_properties(${name} PROPERTIES C_EXTENSIONS OFF)
  target_include_directories(${name} PUBLIC ${FUSE_GENERATED_DIR} ${PROJECT_SOURCE_DIR}/platform)
  target_compile_definitions(${name} PUBLIC ${ARGN})
  target_compile_options(${name} PRIVATE ${fuse_runtime_flags})
  # The platform without its usage requirements, which are the macros of the tree's own configuration.
  target_link_libraries(${name} PUBLIC vmlib INTERFACE $<LINK_ONLY:fuse_platform>)
endfunction()

function(fuse_runtime_for variable)
  string(MD5 key "${ARGN}")
  string(SUBSTRING ${key} 0 8 key)
  set(target fuse_runtime_${key})
  if(NOT TARGET ${target})
    fuse_add_runtime(${target} ${ARGN})
  endif()
  set(${variable} ${target} PARENT_SCOPE)
endfunction()
