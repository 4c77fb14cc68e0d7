# SPDX-License-Identifier: Apache-2.0
# The toolchains of modules: from sources in each language to one .wasm file. Part of modules.cmake, whose fuse_add_module() gives the
# functions fuse_build_<language>_module(NAME WASM SOURCES) its arguments as arg_*.
#
# Whatever the language, no libc, no allocator, and a memory that ends where the data does: the stack lies lowest, so that its overflow
# leaves the memory instead of running into data, and __heap_base and __data_end let fuse-aotc cut the memory to what is used.

find_program(FUSE_WASM_CC NAMES clang-19 DOC "clang for modules in C and C++")
find_program(FUSE_WASM_LD NAMES wasm-ld-19 DOC "linker for modules")
find_program(FUSE_WAT2WASM NAMES wat2wasm DOC "wabt's assembler for modules in .wat")
# The one of the distribution: a rustup on the PATH has no standard library for wasm32 of its own accord.
find_program(FUSE_RUSTC NAMES rustc PATHS /usr/bin NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH DOC "Rust compiler for modules in Rust")
find_program(FUSE_ZIG NAMES zig HINTS ${FUSE_SDK_DIR}/../third_party/python/ziglang DOC "Zig compiler for modules in Zig")
find_program(FUSE_PYTHON NAMES python3 DOC "Python, whose package ziglang has Zig")
find_program(FUSE_NODE NAMES node DOC "Node.js, for modules in AssemblyScript")
set(FUSE_ASC "" CACHE FILEPATH "asc.js of AssemblyScript; empty: that of the npm package assemblyscript")

# The language changes from one version to the next.
set(FUSE_ZIG_VERSION 0.15)
set(FUSE_ASC_VERSION 0.28.20)

# The features that vmlib runs, whatever a compiler's default becomes.
set(FUSE_MODULE_CLANG_FLAGS --target=wasm32 -mcpu=mvp -mbulk-memory -msign-ext -mmutable-globals -mnontrapping-fptoint
  -O2 -g0 -ffreestanding -Wall -Wextra -Werror)
set(FUSE_MODULE_C_FLAGS -std=c11)
# Nothing calls constructors before module_init.
set(FUSE_MODULE_CXX_FLAGS -std=c++17 -fno-exceptions -fno-rtti -fno-threadsafe-statics -Wglobal-constructors -Wexit-time-destructors)
set(FUSE_MODULE_RUST_FLAGS --edition 2021 --target wasm32-unknown-unknown -D warnings -C opt-level=2 -C panic=abort -C target-cpu=mvp
  -C target-feature=+bulk-memory,+mutable-globals,+nontrapping-fptoint)
set(FUSE_MODULE_ZIG_FLAGS -target wasm32-freestanding -mcpu=mvp+bulk_memory+sign_ext+mutable_globals+nontrapping_fptoint
  -O ReleaseSafe -fstrip -fsingle-threaded)
# A failed assertion is a trap. The first bytes are no object's, since their addresses are as good as null.
set(FUSE_MODULE_ASC_FLAGS --runtime stub -O2 --memoryBase 16 --use abort=)

# Ends with one message unless `variable` has the program.
function(fuse_require_tool name variable program remedy)
  if(NOT ${variable})
    message(FATAL_ERROR "fuse_add_module(${name}): ${program} is missing. Install it with '${remedy}', or name it with -D${variable}=FILE.")
  endif()
endfunction()

function(fuse_debian_tool name variable program package)
  fuse_require_tool(${name} ${variable} ${program} "sudo apt-get install --no-install-recommends ${package}")
endfunction()

# Sets the variable to c, rust, zig, assemblyscript, wat or wasm.
function(fuse_module_language out_variable name sources)
  set(languages)
  foreach(source IN LISTS sources)
    cmake_path(GET source EXTENSION LAST_ONLY extension)
    if(extension MATCHES "^\\.(c|cpp)$")
      list(APPEND languages c)
    elseif(extension STREQUAL .rs)
      list(APPEND languages rust)
    elseif(extension STREQUAL .ts)
      list(APPEND languages assemblyscript)
    elseif(extension MATCHES "^\\.(zig|wat|wasm)$")
      list(APPEND languages ${CMAKE_MATCH_1})
    else()
      message(FATAL_ERROR "fuse_add_module(${name}): ${source} is neither .c, .cpp, .rs, .zig, .ts, .wat nor .wasm.")
    endif()
  endforeach()
  list(LENGTH languages count)
  if(count GREATER 1 AND languages MATCHES "wat|wasm")
    message(FATAL_ERROR "fuse_add_module(${name}): a .wat or .wasm file is a module by itself; give one source.")
  endif()
  list(REMOVE_DUPLICATES languages)
  list(LENGTH languages count)
  if(count GREATER 1)
    list(JOIN languages " and " both)
    message(FATAL_ERROR "fuse_add_module(${name}): ${both} in one module; only C and C++ may be mixed.")
  endif()
  set(${out_variable} ${languages} PARENT_SCOPE)
endfunction()

# Sets the variable to the file that a program of several files is compiled from.
function(fuse_module_root out_variable name sources)
  list(GET sources 0 root)
  foreach(source IN LISTS sources)
    cmake_path(GET source STEM LAST_ONLY stem)
    if(stem STREQUAL name)
      set(root ${source})
    endif()
  endforeach()
  set(${out_variable} ${root} PARENT_SCOPE)
endfunction()

# Sets the variable to what `binding` is called; a module without it would be compiled against nothing.
function(fuse_module_binding out_variable name binding)
  foreach(directory IN LISTS FUSE_MODULE_INCLUDE_DIR)
    # In the tree, the build emits it.
    if(EXISTS ${directory}/${binding} OR TARGET fuse_generated)
      set(${out_variable} ${directory}/${binding} PARENT_SCOPE)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "fuse_add_module(${name}): there is no ${binding} in FUSE_MODULE_INCLUDE_DIR (${FUSE_MODULE_INCLUDE_DIR}). "
    "Use find_package(Fuse), or set it to the folder of the bindings.")
endfunction()

# Links objects and archives into `wasm`. Undefined functions become imports, which fuse-aotc checks by name and type.
function(fuse_link_module name wasm objects)
  fuse_debian_tool(${name} FUSE_WASM_LD wasm-ld-19 lld-19)
  set(stack_size 1024)
  if(arg_STACK_SIZE)
    set(stack_size ${arg_STACK_SIZE})
  endif()
  add_custom_command(OUTPUT ${wasm} DEPENDS ${objects} VERBATIM
    COMMAND ${FUSE_WASM_LD} --no-entry --allow-undefined --gc-sections --strip-all --stack-first -z stack-size=${stack_size}
      --undefined=module_step --export-if-defined=module_init --export-if-defined=module_step --export-if-defined=module_deinit
      --export=__heap_base --export=__data_end ${objects} -o ${wasm}
    COMMENT "Linking ${name}.wasm")
endfunction()

function(fuse_build_wat_module name wasm source)
  fuse_debian_tool(${name} FUSE_WAT2WASM wat2wasm wabt)
  add_custom_command(OUTPUT ${wasm} DEPENDS ${source} VERBATIM
    COMMAND ${FUSE_WAT2WASM} ${source} -o ${wasm}
    COMMENT "Assembling ${name}.wasm")
endfunction()

# C and C++.
function(fuse_build_c_module name wasm sources)
  fuse_debian_tool(${name} FUSE_WASM_CC clang-19 clang-19)
  set(flags ${FUSE_MODULE_CLANG_FLAGS})
  set(include_directories ${arg_INCLUDE_DIRECTORIES})
  list(TRANSFORM include_directories REPLACE "^([^/].*)$" "${CMAKE_CURRENT_SOURCE_DIR}/\\1")
  foreach(directory IN LISTS include_directories FUSE_MODULE_INCLUDE_DIR)
    list(APPEND flags -I${directory})
  endforeach()
  foreach(definition IN LISTS arg_DEFINITIONS)
    list(APPEND flags -D${definition})
  endforeach()

  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir)
  set(objects)
  foreach(source IN LISTS sources)
    cmake_path(GET source FILENAME file)
    cmake_path(GET source EXTENSION LAST_ONLY extension)
    set(standard ${FUSE_MODULE_C_FLAGS})
    if(extension STREQUAL .cpp)
      set(standard ${FUSE_MODULE_CXX_FLAGS})
    endif()
    set(object ${directory}/${file}.o)
    add_custom_command(OUTPUT ${object} DEPENDS ${source} DEPFILE ${object}.d VERBATIM
      COMMAND ${CMAKE_COMMAND} -E make_directory ${directory}
      COMMAND ${FUSE_WASM_CC} ${flags} ${standard} -MD -MF ${object}.d -MQ ${object} -c ${source} -o ${object}
      COMMENT "Compiling ${name} (${file})")
    list(APPEND objects ${object})
  endforeach()
  fuse_link_module(${name} ${wasm} "${objects}")
endfunction()

# An archive with all that the crate needs of the standard library, optimized as one: of that, next to nothing is left.
function(fuse_build_rust_module name wasm sources)
  set(packages "sudo apt-get install --no-install-recommends rustc libstd-rust-dev-wasm32")
  fuse_require_tool(${name} FUSE_RUSTC rustc "${packages}")
  execute_process(COMMAND ${FUSE_RUSTC} --print target-libdir --target wasm32-unknown-unknown
    OUTPUT_VARIABLE library OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  file(GLOB core ${library}/libcore-*.rlib)
  if(NOT core)
    message(FATAL_ERROR "fuse_add_module(${name}): ${FUSE_RUSTC} has no standard library for wasm32. Install it with '${packages}', "
      "or name a compiler that has it with -DFUSE_RUSTC=FILE.")
  endif()
  fuse_module_root(root ${name} "${sources}")
  fuse_refuse_dependencies(${name} ${root})
  fuse_module_binding(binding ${name} fuse_module.rs)

  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir)
  set(library ${directory}/libfuse.rlib)
  add_custom_command(OUTPUT ${library} DEPENDS ${binding} VERBATIM
    COMMAND ${CMAKE_COMMAND} -E make_directory ${directory}
    COMMAND ${FUSE_RUSTC} ${FUSE_MODULE_RUST_FLAGS} --crate-type rlib --crate-name fuse ${binding} -o ${library}
    COMMENT "Compiling ${name} (fuse_module.rs)")
  # Only of its own names does rustc 1.63 say what depends on what, and with spaces in them, which a relative folder has not, wrongly.
  set(archive ${directory}/lib${name}.a)
  add_custom_command(OUTPUT ${archive} ${directory}/${name}.d DEPENDS ${sources} ${library} DEPFILE ${directory}/${name}.d VERBATIM
    COMMAND ${FUSE_RUSTC} ${FUSE_MODULE_RUST_FLAGS} --crate-type staticlib --crate-name ${name} -C lto=fat -C codegen-units=1
      --extern fuse=${library} --emit link,dep-info --out-dir ${name}.dir ${root}
    COMMENT "Compiling ${name} (Rust)")
  fuse_link_module(${name} ${wasm} ${archive})
endfunction()

# A Cargo.toml is for editors: cargo does not run, and nothing would tell why a crate cannot be found.
function(fuse_refuse_dependencies name root)
  cmake_path(GET root PARENT_PATH folder)
  if(folder MATCHES "/src$")
    cmake_path(GET folder PARENT_PATH folder)
  endif()
  if(NOT EXISTS ${folder}/Cargo.toml)
    return()
  endif()
  file(READ ${folder}/Cargo.toml manifest)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/Cargo.toml)
  if(manifest MATCHES "\n\\[dependencies(\\]\n+|\\.)([A-Za-z][A-Za-z0-9_-]*)")
    message(FATAL_ERROR "fuse_add_module(${name}): ${folder}/Cargo.toml depends on ${CMAKE_MATCH_2}. A module is one crate, which has "
      "`fuse` without asking; bring what it needs of ${CMAKE_MATCH_2} into it.")
  endif()
endfunction()

function(fuse_build_zig_module name wasm sources)
  fuse_find_zig(${name})
  fuse_module_root(root ${name} "${sources}")
  fuse_module_binding(binding ${name} fuse_module.zig)
  # The compiler does not say which files it read.
  cmake_path(GET root PARENT_PATH folder)
  file(GLOB neighbours CONFIGURE_DEPENDS ${folder}/*.zig)
  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir)
  set(object ${directory}/${name}.o)
  set(cache ${CMAKE_BINARY_DIR}/zig-cache)
  add_custom_command(OUTPUT ${object} DEPENDS ${sources} ${neighbours} ${binding} VERBATIM
    COMMAND ${CMAKE_COMMAND} -E make_directory ${directory}
    COMMAND ${FUSE_ZIG} build-obj ${FUSE_MODULE_ZIG_FLAGS} --cache-dir ${cache} --global-cache-dir ${cache}
      --dep fuse -Mroot=${root} -Mfuse=${binding} -femit-bin=${object}
    COMMENT "Compiling ${name} (Zig)")
  fuse_link_module(${name} ${wasm} ${object})
endfunction()

# FUSE_ZIG: as given, on the PATH, fetched by third_party/setup.sh, or from Python's package `ziglang`; of the right version.
function(fuse_find_zig name)
  if(NOT FUSE_ZIG AND FUSE_PYTHON)
    execute_process(COMMAND ${FUSE_PYTHON} -c "import os, ziglang; print(os.path.join(os.path.dirname(ziglang.__file__), 'zig'))"
      OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(found)
      set(FUSE_ZIG ${found} CACHE FILEPATH "Zig compiler for modules in Zig" FORCE)
    endif()
  endif()
  # Debian's pip installs nothing beside Debian's packages unless told to.
  set(remedy "python3 -m pip install --user --break-system-packages 'ziglang==${FUSE_ZIG_VERSION}.*'")
  fuse_require_tool(${name} FUSE_ZIG zig "${remedy}")
  execute_process(COMMAND ${FUSE_ZIG} version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(NOT version MATCHES "^${FUSE_ZIG_VERSION}\\.")
    message(FATAL_ERROR "fuse_add_module(${name}): ${FUSE_ZIG} is Zig ${version}, and modules are compiled with ${FUSE_ZIG_VERSION}. "
      "Install that with \"${remedy}\", and name it with -DFUSE_ZIG=FILE.")
  endif()
endfunction()

function(fuse_build_assemblyscript_module name wasm sources)
  fuse_find_asc(asc ${name})
  fuse_module_root(root ${name} "${sources}")
  fuse_module_binding(binding ${name} fuse_module.ts)
  # The compiler does not say which files it read.
  cmake_path(GET root PARENT_PATH folder)
  file(GLOB neighbours CONFIGURE_DEPENDS ${folder}/*.ts)
  set(directory ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir)
  set(transform ${FUSE_SDK_DIR}/assemblyscript/module-memory.mjs)
  add_custom_command(OUTPUT ${wasm} DEPENDS ${sources} ${neighbours} ${binding} ${transform} VERBATIM
    COMMAND ${CMAKE_COMMAND} -E make_directory ${directory}/fuse_module
    COMMAND ${CMAKE_COMMAND} -E copy ${binding} ${directory}/fuse_module/index.ts
    COMMAND ${FUSE_NODE} ${asc} ${root} ${FUSE_MODULE_ASC_FLAGS} --baseDir ${folder} --path ${directory} --transform ${transform} -o ${wasm}
    COMMENT "Compiling ${name}.wasm (AssemblyScript)")
endfunction()

# Sets the variable to AssemblyScript's compiler, as given or as Node.js finds the package from FUSE or from the project.
function(fuse_find_asc out_variable name)
  fuse_debian_tool(${name} FUSE_NODE node nodejs)
  set(asc ${FUSE_ASC})
  if(NOT asc)
    execute_process(COMMAND ${FUSE_NODE} -p "require.resolve('assemblyscript/package.json', { paths: process.argv.slice(1) })"
      ${FUSE_SDK_DIR} ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE manifest OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    cmake_path(REPLACE_FILENAME manifest bin/asc.js OUTPUT_VARIABLE asc)
  endif()
  if(NOT "${asc}" MATCHES "/bin/asc\\.js$" OR NOT EXISTS "${asc}")
    set(asc)
  endif()
  set(FUSE_ASC "${asc}")
  set(remedy "npm install --save-exact assemblyscript@${FUSE_ASC_VERSION}")
  fuse_require_tool(${name} FUSE_ASC "AssemblyScript's compiler bin/asc.js" "${remedy}")
  # It takes half a second to say so itself.
  cmake_path(GET asc PARENT_PATH folder)
  file(READ ${folder}/../package.json manifest)
  string(JSON version GET "${manifest}" version)
  if(NOT version STREQUAL FUSE_ASC_VERSION)
    message(FATAL_ERROR "fuse_add_module(${name}): ${asc} is AssemblyScript ${version}, and modules are compiled with ${FUSE_ASC_VERSION}. "
      "Install that with '${remedy}', or name it with -DFUSE_ASC=FILE.")
  endif()
  set(${out_variable} ${asc} PARENT_SCOPE)
endfunction()
