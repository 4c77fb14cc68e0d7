# SPDX-License-Identifier: Apache-2.0
# Emits the C of TypeScript programs.
#
#   fuse_codegen(OUT_VAR
#     [TARGET name]              `fuse_generated` by default; depend on it before using an emitted header
#     [OUTPUT_DIR dir]           FUSE_GENERATED_DIR by default
#     [PROJECT dir...]           folders of the program; runtime-ts by default
#     [HEADER name=file.ts...])  public headers; fuse.h=runtime-ts/fuse.ts by default
#
# Sets OUT_VAR to the emitted .c files. They are emitted once while configuring, since their names depend on the sources, and again by
# the build after an edit; what comes out the same keeps its time, so that only what changed is compiled. The C wants
# -ffp-contract=off: a fused multiply-add rounds once where the language rounds twice.
#
#   fuse_emitted_sources(OUT_VAR [OUTPUT_DIR dir] [ALL OUT_VAR])
#
# Sets OUT_VAR to the .c files that another build has emitted into the folder, FUSE_GENERATED_DIR by default; ALL to the headers as well.
#
#   fuse_whole_program(OUT_VAR SOURCE... [HEADER file])
#
# Sets OUT_VAR to a C file that is all these emitted sources as one program of which only the functions of the public header (fuse.h)
# are seen from outside. Compiled with FUSE_EMBEDDED_C_FLAGS, in place of the sources, it is smaller by a twelfth: for boards.

include_guard()

option(FUSE_NO_CHECKS "Refuse what is not proved in the runtime and its HAL groups, instead of checking it when it runs" OFF)

# For gcc. The passes that are switched off make this code larger, by 270 bytes of 6,400 together.
# Each function and object has a section of its own, so that what a host does not call is not linked.
set(FUSE_EMBEDDED_C_FLAGS -Os -fwhole-program -ffunction-sections -fdata-sections -fno-move-loop-invariants -fno-schedule-insns2 -fno-reorder-blocks
  -fno-if-conversion -fno-optimize-sibling-calls -fno-ira-hoist-pressure -fno-tree-tail-merge -fno-tree-reassoc -fno-ssa-phiopt -fno-forward-propagate
  "SHELL:--param max-completely-peeled-insns=0" "SHELL:--param max-inline-insns-auto=0")

set(FUSE_CODEGEN ${FUSE_NODE} ${FUSE_DIST_DIR}/codegen/src/main.js)
set(FUSE_EMITTED_C_FLAGS -ffp-contract=off)
set(FUSE_CODEGEN_ROOT ${CMAKE_CURRENT_LIST_DIR}/..)
cmake_path(NORMAL_PATH FUSE_CODEGEN_ROOT)

function(fuse_codegen out_variable)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TARGET;OUTPUT_DIR" "PROJECT;HEADER")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "fuse_codegen(${out_variable}): unknown arguments ${arg_UNPARSED_ARGUMENTS}.")
  endif()
  if(NOT arg_TARGET)
    set(arg_TARGET fuse_generated)
  endif()
  if(NOT arg_OUTPUT_DIR)
    set(arg_OUTPUT_DIR ${FUSE_GENERATED_DIR})
  endif()
  if(NOT arg_PROJECT)
    set(arg_PROJECT runtime-ts)
  endif()
  if(NOT arg_HEADER)
    set(arg_HEADER fuse.h=runtime-ts/fuse.ts)
  endif()

  set(command ${FUSE_CODEGEN} emit --out ${arg_OUTPUT_DIR})
  set(sources ${FUSE_CODEGEN_ROOT}/codegen/lang/lib.d.ts)
  foreach(project IN LISTS arg_PROJECT)
    list(APPEND command --project ${project})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${FUSE_CODEGEN_ROOT}/${project}/*.ts)
    list(APPEND sources ${found})
  endforeach()
  foreach(directory IN LISTS FUSE_HAL_DIRS)
    get_filename_component(directory ${directory} ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
    list(APPEND command --hal ${directory})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${directory}/*.ts)
    list(APPEND sources ${found})
  endforeach()
  foreach(header IN LISTS arg_HEADER)
    list(APPEND command --header ${header})
  endforeach()
  if(FUSE_NO_CHECKS AND arg_PROJECT STREQUAL "runtime-ts")
    list(APPEND command --no-checks)
  endif()
  if(NOT FUSE_LINE_DIRECTIVES)
    list(APPEND command --no-line)
  endif()

  # The stamp says for which command and when the folder was last written.
  set(stamp ${arg_OUTPUT_DIR}/${arg_TARGET}.stamp)
  set(is_old ON)
  if(EXISTS ${stamp})
    file(READ ${stamp} last)
    if(last STREQUAL "${command}")
      set(is_old OFF)
    endif()
  endif()
  foreach(source IN LISTS sources FUSE_TYPESCRIPT_STAMP)
    if(is_old)
      break()
    endif()
    if(${source} IS_NEWER_THAN ${stamp})
      set(is_old ON)
    endif()
  endforeach()
  if(is_old)
    execute_process(COMMAND ${command} WORKING_DIRECTORY ${FUSE_CODEGEN_ROOT} RESULT_VARIABLE result)
    if(result)
      message(FATAL_ERROR "The TypeScript program in ${arg_PROJECT} was not emitted, see above.")
    endif()
    file(WRITE ${stamp} "${command}")
  endif()

  fuse_emitted_sources(c_files OUTPUT_DIR ${arg_OUTPUT_DIR} ALL outputs)
  add_custom_command(OUTPUT ${stamp} BYPRODUCTS ${outputs} DEPENDS ${sources} ${FUSE_TYPESCRIPT_STAMP} VERBATIM
    COMMAND ${command}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    WORKING_DIRECTORY ${FUSE_CODEGEN_ROOT}
    COMMENT "Emitting C from ${arg_PROJECT}")
  add_custom_target(${arg_TARGET} DEPENDS ${stamp})
  if(TARGET fuse_typescript)
    add_dependencies(${arg_TARGET} fuse_typescript)
  endif()

  set(${out_variable} ${c_files} PARENT_SCOPE)
endfunction()

function(fuse_emitted_sources out_variable)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "OUTPUT_DIR;ALL" "")
  if(NOT arg_OUTPUT_DIR)
    set(arg_OUTPUT_DIR ${FUSE_GENERATED_DIR})
  endif()
  file(STRINGS ${arg_OUTPUT_DIR}/fuse_outputs.txt outputs)
  list(TRANSFORM outputs PREPEND ${arg_OUTPUT_DIR}/)
  set(c_files ${outputs})
  list(FILTER c_files INCLUDE REGEX "\\.c$")
  set_source_files_properties(${c_files} PROPERTIES GENERATED TRUE COMPILE_OPTIONS "${FUSE_EMITTED_C_FLAGS}")
  set(${out_variable} ${c_files} PARENT_SCOPE)
  if(arg_ALL)
    set(${arg_ALL} ${outputs} PARENT_SCOPE)
  endif()
endfunction()

function(fuse_whole_program out_variable)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "HEADER" "")
  if(NOT arg_HEADER)
    set(arg_HEADER ${FUSE_GENERATED_DIR}/fuse.h)
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${arg_HEADER})
  set(text "/* All emitted sources as one program; written by CMake. */\n#include \"${arg_HEADER}\"\n")
  file(STRINGS ${arg_HEADER} declarations REGEX "^[a-z].*[ *]fuse_[a-z0-9_]+\\(")
  foreach(declaration IN LISTS declarations)
    if(declaration MATCHES "[ *](fuse_[a-z0-9_]+)\\(")
      string(APPEND text "extern __typeof__(${CMAKE_MATCH_1}) ${CMAKE_MATCH_1} __attribute__((externally_visible));\n")
    endif()
  endforeach()
  foreach(source IN LISTS arg_UNPARSED_ARGUMENTS)
    string(APPEND text "#include \"${source}\"\n")
  endforeach()
  set(whole ${FUSE_GENERATED_DIR}/whole_program/fuse_runtime.c)
  file(CONFIGURE OUTPUT ${whole} CONTENT "${text}" @ONLY)
  set_source_files_properties(${whole} PROPERTIES COMPILE_OPTIONS "${FUSE_EMITTED_C_FLAGS}" OBJECT_DEPENDS "${arg_UNPARSED_ARGUMENTS}")
  set(${out_variable} ${whole} PARENT_SCOPE)
endfunction()
