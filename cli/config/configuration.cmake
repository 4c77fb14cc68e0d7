# SPDX-License-Identifier: Apache-2.0
# The C macros that choose HAL groups and sizes (FUSE_CONFIGURATION), from FUSE_APP_CONFIG if there is one.

file(GLOB fuse_group_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/runtime-ts/hal/*.ts)
foreach(directory IN LISTS FUSE_HAL_DIRS)
  file(GLOB more CONFIGURE_DEPENDS ${directory}/*.ts)
  list(APPEND fuse_group_files ${more})
endforeach()
set(fuse_groups)
foreach(file IN LISTS fuse_group_files)
  cmake_path(GET file STEM group)
  # Logging and events belong to every build; index.ts is no group.
  if(NOT group MATCHES "^(index|log|event)$")
    string(TOUPPER ${group} group)
    list(APPEND fuse_groups ${group})
  endif()
endforeach()

# Checks the configuration `config` and writes fuse_app_config.h and the rest into `directory`. The caller gets FUSE_MAX_MODULES,
# FUSE_HAL_ENABLE_<GROUP>, FUSE_APP_MODULES and FUSE_APP_BINARY_<module>.
macro(fuse_read_app_config config directory)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${config})
  execute_process(RESULT_VARIABLE result OUTPUT_QUIET
    COMMAND ${FUSE_NODE} ${FUSE_DIST_DIR}/cli/config.js --natives ${FUSE_GENERATED_DIR}/fuse_natives.json
      --input ${config} --output-dir ${directory})
  if(result)
    message(FATAL_ERROR "${config} is not accepted, see above.")
  endif()
  include(${directory}/fuse_hal_flags.cmake)
endmacro()

# Sets the variable to the macros that the runtime is compiled with; FUSE_MAX_MODULES and FUSE_HAL_ENABLE_<GROUP> are the caller's.
function(fuse_runtime_macros out_variable)
  set(macros FUSE_MAX_MODULES=${FUSE_MAX_MODULES})
  foreach(group IN LISTS fuse_groups)
    list(APPEND macros FUSE_HAL_ENABLE_${group}=$<BOOL:${FUSE_HAL_ENABLE_${group}}>)
  endforeach()
  foreach(option FUSE_STEP_TIMES FUSE_UNSAFE_UNSEALED)
    list(APPEND macros ${option}=$<BOOL:${${option}}>)
  endforeach()
  set(${out_variable} ${macros} PARENT_SCOPE)
endfunction()

if(FUSE_APP_CONFIG)
  set(FUSE_APP_CONFIG_DIR ${CMAKE_BINARY_DIR}/app_config)
  fuse_read_app_config(${FUSE_APP_CONFIG} ${FUSE_APP_CONFIG_DIR})
else()
  set(FUSE_MAX_MODULES 8)
  foreach(group IN LISTS fuse_groups)
    set(FUSE_HAL_ENABLE_${group} 1)
  endforeach()
endif()
fuse_runtime_macros(FUSE_CONFIGURATION)
