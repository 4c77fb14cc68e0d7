# SPDX-License-Identifier: Apache-2.0
# fuse_find_sources(OUT_VAR NAME SUBMODULE CRATE FOLDER MARKER OVERRIDE): where third-party sources are. In this order: the folder
# that the variable named OVERRIDE gives, the submodule if it is checked out, the crate that third_party/setup.sh fetched into
# FUSE_CRATES_DIR.

include_guard()
set(FUSE_THIRD_PARTY_DIR ${CMAKE_CURRENT_LIST_DIR})
set(FUSE_CRATES_DIR ${FUSE_THIRD_PARTY_DIR}/crates CACHE PATH "Where third_party/setup.sh has put the crates")

function(fuse_find_sources out_variable name submodule crate folder marker override)
  if(${override})
    set(directory ${${override}})
    set(origin ${override})
  elseif(EXISTS ${FUSE_THIRD_PARTY_DIR}/${submodule}/${marker})
    set(directory ${FUSE_THIRD_PARTY_DIR}/${submodule})
    set(origin "the submodule")
  else()
    file(STRINGS ${FUSE_THIRD_PARTY_DIR}/crates-manifest/Cargo.toml version REGEX "^${crate} = ")
    string(REGEX REPLACE ".*\"=([0-9.]+)\".*" "\\1" version "${version}")
    set(directory ${FUSE_CRATES_DIR}/${crate}-${version}/${folder})
    set(origin "the crate ${crate} ${version}")
  endif()
  if(NOT EXISTS ${directory}/${marker})
    message(FATAL_ERROR "No ${name} sources in ${directory} (from ${origin}): run third_party/setup.sh, or set ${override}.")
  endif()
  message(STATUS "${name}: ${origin}, ${directory}")
  set(${out_variable} ${directory} PARENT_SCOPE)
endfunction()
