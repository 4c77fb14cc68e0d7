# SPDX-License-Identifier: Apache-2.0
# WAMR's layer for this operating system, in the form that WAMR's build scripts include (SHARED_PLATFORM_CONFIG).

add_definitions(-DBH_PLATFORM_FREERTOS)
include_directories(${CMAKE_CURRENT_LIST_DIR} ${SHARED_DIR}/platform/include)
set(PLATFORM_SHARED_SOURCE ${CMAKE_CURRENT_LIST_DIR}/platform.c)
if(FUSE_BOARD_IS_HOST)
  list(APPEND PLATFORM_SHARED_SOURCE ${CMAKE_CURRENT_LIST_DIR}/memory_mapped.c)
else()
  list(APPEND PLATFORM_SHARED_SOURCE ${CMAKE_CURRENT_LIST_DIR}/memory_pool.c
    ${CMAKE_CURRENT_LIST_DIR}/libc.c ${CMAKE_CURRENT_LIST_DIR}/print.c ${CMAKE_CURRENT_LIST_DIR}/sort.c)
endif()
