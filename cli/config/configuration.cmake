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

set(fuse_max_modules 8)
if(FUSE_APP_CONFIG)
  set(FUSE_APP_CONFIG_DIR ${CMAKE_BINARY_DIR}/app_config)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${FUSE_APP_CONFIG})
  execute_process(RESULT_VARIABLE result
    COMMAND ${FUSE_NODE} ${FUSE_DIST_DIR}/cli/config.js --natives ${FUSE_GENERATED_DIR}/fuse_natives.json
      --input ${FUSE_APP_CONFIG} --output-dir ${FUSE_APP_CONFIG_DIR})
  if(result)
    message(FATAL_ERROR "${FUSE_APP_CONFIG} is not accepted, see above.")
  endif()
  include(${FUSE_APP_CONFIG_DIR}/fuse_hal_flags.cmake)
  file(STRINGS ${FUSE_APP_CONFIG_DIR}/fuse_app_config.h line REGEX "define FUSE_APP_MAX_MODULES")
  string(REGEX REPLACE "[^0-9]*([0-9]+).*" "\\1" fuse_max_modules "${line}")
else()
  foreach(group IN LISTS fuse_groups)
    set(FUSE_HAL_ENABLE_${group} 1)
  endforeach()
endif()

set(FUSE_CONFIGURATION FUSE_MAX_MODULES=${fuse_max_modules})
foreach(group IN LISTS fuse_groups)
  list(APPEND FUSE_CONFIGURATION FUSE_HAL_ENABLE_${group}=$<BOOL:${FUSE_HAL_ENABLE_${group}}>)
endforeach()
foreach(option FUSE_STEP_TIMES FUSE_UNSAFE_UNSEALED)
  list(APPEND FUSE_CONFIGURATION ${option}=$<BOOL:${${option}}>)
endforeach()
