# SPDX-License-Identifier: Apache-2.0
# Building modules: the target `fuse-aotc` and fuse_add_module().
#
#   fuse_add_module(NAME SOURCE...
#     [TARGET host|cortex-m4|cortex-m4-xip]   processor; by default FUSE_MODULE_TARGET, the board's, or `host`
#     [STACK_SIZE BYTES]                      the module's own stack for objects, 1024 by default; AssemblyScript has none
#     [INCLUDE_DIRECTORIES DIR...] [DEFINITIONS NAME=VALUE...]   of C and C++
#     [EMBED]
#     [UNCHECKED])                            for tests: does not check that the module is one that the runtime accepts
#
# SOURCE tells the language: .c and .cpp files, which may be mixed; one program in .rs, .zig or .ts (AssemblyScript), compiled from the
# file called NAME, or else the first, which brings in the others; one .wat, or one .wasm file. docs/languages.md has what each needs.
# FUSE_MODULE_INCLUDE_DIR has the bindings: fuse_module.h, .hpp, .rs, .zig and .ts.
#
# Makes the target NAME_aot, which writes ${CMAKE_CURRENT_BINARY_DIR}/NAME.aot (its property FUSE_AOT_FILE) beside NAME.wasm. With EMBED
# also NAME.c and NAME.h (its property FUSE_EMBED_SOURCES), with the image as `const uint8_t NAME_aot[]` (8-byte aligned) and
# `const uint32_t NAME_aot_size`.

include_guard()
# Also for including projects that ask for an older CMake.
cmake_policy(VERSION 3.25)

set(FUSE_AOTC "" CACHE FILEPATH "An existing fuse-aotc; empty: build it")
set(FUSE_AOT_COMPILER "" CACHE FILEPATH "An existing libfuse_aot_compiler.a; empty: build it")
set(FUSE_SDK_DIR ${CMAKE_CURRENT_LIST_DIR})

if(FUSE_AOTC)
  add_executable(fuse-aotc IMPORTED GLOBAL)
  set_target_properties(fuse-aotc PROPERTIES IMPORTED_LOCATION ${FUSE_AOTC})
  # From the build that made the given fuse-aotc.
  cmake_path(REPLACE_FILENAME FUSE_AOTC fuse-aotc-unchecked OUTPUT_VARIABLE fuse_aotc_unchecked)
  add_executable(fuse-aotc-unchecked IMPORTED GLOBAL)
  set_target_properties(fuse-aotc-unchecked PROPERTIES IMPORTED_LOCATION ${fuse_aotc_unchecked})
elseif(CMAKE_CROSSCOMPILING)
  include(${FUSE_SDK_DIR}/aotc/host/host.cmake)
elseif(NOT TARGET fuse-aotc)
  add_subdirectory(${FUSE_SDK_DIR}/aotc ${CMAKE_BINARY_DIR}/aotc)
endif()

include(${FUSE_SDK_DIR}/languages.cmake)

function(fuse_add_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "EMBED;UNCHECKED" "TARGET;STACK_SIZE" "INCLUDE_DIRECTORIES;DEFINITIONS")
  set(target host)
  if(arg_TARGET)
    set(target ${arg_TARGET})
  elseif(FUSE_MODULE_TARGET)
    set(target ${FUSE_MODULE_TARGET})
  endif()
  if(NOT target MATCHES "^(host|cortex-m4|cortex-m4-xip)$")
    message(FATAL_ERROR "fuse_add_module(${name}): unknown TARGET ${target}; use host, cortex-m4 or cortex-m4-xip.")
  endif()
  if(NOT name MATCHES "^[A-Za-z_][A-Za-z0-9_]*$")
    message(FATAL_ERROR "fuse_add_module(${name}): the name must be a C identifier.")
  endif()
  set(sources ${arg_UNPARSED_ARGUMENTS})
  if(NOT sources)
    message(FATAL_ERROR "fuse_add_module(${name}): no source file.")
  endif()
  list(TRANSFORM sources REPLACE "^([^/].*)$" "${CMAKE_CURRENT_SOURCE_DIR}/\\1")

  set(wasm ${CMAKE_CURRENT_BINARY_DIR}/${name}.wasm)
  fuse_module_language(language ${name} "${sources}")
  if(language STREQUAL "wasm")
    set(wasm ${sources})
  else()
    cmake_language(CALL fuse_build_${language}_module ${name} ${wasm} "${sources}")
  endif()

  set(aot ${CMAKE_CURRENT_BINARY_DIR}/${name}.aot)
  set(compiler fuse-aotc)
  if(arg_UNCHECKED)
    set(compiler fuse-aotc-unchecked)
  endif()
  add_custom_command(OUTPUT ${aot} DEPENDS ${wasm} ${compiler} VERBATIM
    COMMAND ${compiler} --target ${target} -o ${aot} ${wasm}
    COMMENT "Compiling ${name}.aot for ${target}")
  set(outputs ${aot})
  if(arg_EMBED)
    set(embedded ${CMAKE_CURRENT_BINARY_DIR}/${name}.c ${CMAKE_CURRENT_BINARY_DIR}/${name}.h)
    add_custom_command(OUTPUT ${embedded} DEPENDS ${aot} ${FUSE_SDK_DIR}/embed.cmake VERBATIM
      COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DIMAGE=${aot} -DOUTPUT_DIR=${CMAKE_CURRENT_BINARY_DIR} -P ${FUSE_SDK_DIR}/embed.cmake
      COMMENT "Embedding ${name}.aot")
    list(APPEND outputs ${embedded})
  endif()

  add_custom_target(${name}_aot ALL DEPENDS ${outputs})
  set_target_properties(${name}_aot PROPERTIES FUSE_AOT_FILE ${aot} FUSE_EMBED_SOURCES "${embedded}")
  if(TARGET fuse_generated)
    add_dependencies(${name}_aot fuse_generated)
  endif()
endfunction()
