# SPDX-License-Identifier: Apache-2.0
# Node.js and the TypeScript tools compiled to dist/: now if they are missing or old, and by the target `fuse_typescript`
# in each build after an edit. FUSE_TYPESCRIPT_STAMP is the file that later commands depend on.
# FUSE_COMPILE_TYPESCRIPT=OFF takes dist/ as it is: whoever calls CMake from it, or has it from the npm package, has compiled it.

find_program(FUSE_NODE NAMES node REQUIRED DOC "Node.js 20 or newer")
set(FUSE_DIST_DIR ${PROJECT_SOURCE_DIR}/dist)
option(FUSE_COMPILE_TYPESCRIPT "Compile the TypeScript tools to dist/ where it is old" ON)
if(NOT FUSE_COMPILE_TYPESCRIPT)
  set(FUSE_TYPESCRIPT_STAMP ${FUSE_DIST_DIR}/cli/fuse.js)
  return()
endif()

set(FUSE_TYPESCRIPT_STAMP ${CMAKE_BINARY_DIR}/typescript.stamp)
set(fuse_tsc ${FUSE_NODE} ${PROJECT_SOURCE_DIR}/node_modules/typescript/bin/tsc -b ${PROJECT_SOURCE_DIR}/tsconfig.build.json)

if(NOT EXISTS ${PROJECT_SOURCE_DIR}/node_modules/typescript/bin/tsc)
  message(FATAL_ERROR "The npm packages are not installed: run third_party/setup.sh.")
endif()

file(GLOB_RECURSE fuse_typescript_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/codegen/src/*.ts ${PROJECT_SOURCE_DIR}/cli/*.ts)

set(fuse_typescript_is_old OFF)
foreach(source IN LISTS fuse_typescript_sources)
  if(NOT EXISTS ${FUSE_DIST_DIR}/codegen/src/main.js OR ${source} IS_NEWER_THAN ${FUSE_TYPESCRIPT_STAMP})
    set(fuse_typescript_is_old ON)
    break()
  endif()
endforeach()
if(fuse_typescript_is_old)
  message(STATUS "Compiling TypeScript")
  # Touched before, so that an edit during the compilation is newer.
  file(TOUCH ${FUSE_TYPESCRIPT_STAMP})
  execute_process(COMMAND ${fuse_tsc} RESULT_VARIABLE result)
  if(result)
    file(REMOVE ${FUSE_TYPESCRIPT_STAMP})
    message(FATAL_ERROR "The TypeScript sources have errors, see above.")
  endif()
endif()

add_custom_command(OUTPUT ${FUSE_TYPESCRIPT_STAMP} DEPENDS ${fuse_typescript_sources} VERBATIM
  COMMAND ${fuse_tsc}
  COMMAND ${CMAKE_COMMAND} -E touch ${FUSE_TYPESCRIPT_STAMP}
  COMMENT "Compiling TypeScript")
add_custom_target(fuse_typescript DEPENDS ${FUSE_TYPESCRIPT_STAMP})
