# SPDX-License-Identifier: Apache-2.0
# Node.js and the compiled TypeScript in dist/: builds it when it is missing or older than its sources.

find_program(FUSE_NODE NAMES node REQUIRED DOC "Node.js 20 or newer")
set(FUSE_DIST_DIR ${PROJECT_SOURCE_DIR}/dist)
set(FUSE_TSC ${PROJECT_SOURCE_DIR}/node_modules/typescript/bin/tsc)

if(NOT EXISTS ${FUSE_TSC})
  message(FATAL_ERROR "The npm packages are not installed: run third_party/setup.sh.")
endif()

file(GLOB_RECURSE fuse_typescript CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/codegen/src/*.ts ${PROJECT_SOURCE_DIR}/cli/*.ts)
set(fuse_typescript_mark ${CMAKE_BINARY_DIR}/typescript.stamp)
set(fuse_typescript_is_old OFF)
foreach(source IN LISTS fuse_typescript)
  if(NOT EXISTS ${FUSE_DIST_DIR}/codegen/src/main.js OR ${source} IS_NEWER_THAN ${fuse_typescript_mark})
    set(fuse_typescript_is_old ON)
    break()
  endif()
endforeach()
if(fuse_typescript_is_old)
  message(STATUS "Compiling TypeScript")
  file(TOUCH ${fuse_typescript_mark})
  execute_process(COMMAND ${FUSE_NODE} ${FUSE_TSC} -p ${PROJECT_SOURCE_DIR}/tsconfig.json RESULT_VARIABLE result)
  if(result)
    file(REMOVE ${fuse_typescript_mark})
    message(WARNING "The TypeScript sources have errors, see above.")
  endif()
endif()
