#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Turns a Debian 12 with Node 20 and cargo into a working tree. Idempotent: a second run changes nothing and takes a moment.
#
# Four parts, each skipped when it is up to date:
#   Debian packages   those of third_party/debian-packages, by name
#   C sources         crates of third_party/crates-manifest, unpacked into third_party/crates (checksums in its Cargo.lock)
#   npm packages      npm ci
#   Python packages   those of third_party/python-packages, in third_party/python (checksums beside their names)
#
# `setup.sh sources FOLDER` fetches the C sources only, into FOLDER, `setup.sh python FOLDER` the Python packages: for an installed
# package, which has no working tree.
#
# Environment: FUSE_OS_RELEASE names another os-release file (for tests).

set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
os_release=${FUSE_OS_RELEASE:-/etc/os-release}
crates=$here/crates
python=$here/python

packages=()
# What the packages are for, as programs: enough to go on with on other distributions.
programs=()
while read -r package program _; do
  case $package in '' | '#'*) continue ;; esac
  packages+=("$package")
  [ "$program" = - ] || programs+=("$program")
done <"$here/debian-packages"

say() { printf 'set-up: %s\n' "$*"; }
fail() {
  printf 'set-up: %s\n' "$*" >&2
  exit 1
}

# Runs a command without its output; when it fails, shows both ends, because some tools put the cause first.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then
    head -n 20 "$log" >&2
    tail -n +21 "$log" | tail -n 20 >&2
  fi
  rm -f "$log"
  return "$status"
}

check_node() {
  command -v node >/dev/null || fail 'Node.js is missing: install Node 20 or newer (https://nodejs.org) and run again.'
  local version
  version=$(node -p process.versions.node)
  [ "${version%%.*}" -ge 20 ] || fail "Node $version is too old: install Node 20 or newer (https://nodejs.org) and run again."
}

is_debian_12() {
  [ -r "$os_release" ] || return 1
  (
    . "$os_release"
    [ "${ID:-}" = debian ] && [ "${VERSION_ID:-}" = 12 ]
  )
}

missing_packages() {
  local installed
  installed=$(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' "${packages[@]}" 2>/dev/null | sed -n 's/^ii *//p') || true
  printf '%s\n' "${packages[@]}" | grep -vxF -f <(printf '%s\n' "$installed" | grep .) || true
}

apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q "$@"; }
apt_update() {
  say 'apt-get update'
  quietly apt update || fail 'apt-get update failed: mend /etc/apt/sources.list or the network and run again.'
}
apt_install() { quietly apt install -y --no-install-recommends "$@"; }

install_debian_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  [ "${#missing[@]}" -gt 0 ] || return 0

  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "no root and no sudo: have an administrator run 'apt-get install ${missing[*]}' and run again."
    as_root=(sudo)
  fi
  quietly apt-cache show "${missing[@]}" 2>/dev/null || apt_update
  say "installing Debian packages: ${missing[*]}"
  # Stale lists name versions that the archive no longer has: look once more before giving up.
  apt_install "${missing[@]}" || { apt_update && apt_install "${missing[@]}"; } ||
    fail "could not install ${missing[*]}: install them by hand with 'apt-get install' and run again."
}

check_programs() {
  local program lacking=()
  for program in "${programs[@]}"; do
    command -v "$program" >/dev/null || lacking+=("$program")
  done
  [ "${#lacking[@]}" -eq 0 ] ||
    fail "this is not Debian 12 and ${lacking[*]} cannot be found: install what Debian calls ${packages[*]} by hand and run again."
}

# The manifest with its lock is copied beside the sources last, so it is the mark of a complete copy.
sources_are_current() { cmp -s "$here/crates-manifest/Cargo.lock" "$crates/Cargo.lock"; }
submodules_are_checked_out() { [ -e "$here/wasm-micro-runtime/core/version.h" ] && [ -e "$here/FreeRTOS-Kernel/tasks.c" ]; }

find_cargo() {
  local submodules="or check out the submodules with 'git submodule update --init'"
  cargo=$(command -v cargo || true)
  if [ -z "$cargo" ] && [ -x "$HOME/.cargo/bin/cargo" ]; then cargo=$HOME/.cargo/bin/cargo; fi
  [ -n "$cargo" ] || fail "cargo is missing: install Rust 1.85 or newer (https://rustup.rs), $submodules, and run again."
  local version minor
  version=$("$cargo" --version | cut -d' ' -f2)
  minor=${version#*.}
  minor=${minor%%.*}
  [ "${version%%.*}" -gt 1 ] || [ "$minor" -ge 85 ] ||
    fail "cargo $version is too old: install Rust 1.85 or newer (https://rustup.rs), $submodules, and run again."
}

fetch_sources() {
  if sources_are_current || submodules_are_checked_out; then return 0; fi
  local cargo
  find_cargo
  say 'fetching C sources: wamrx-sys (WAMR), freertos-next (FreeRTOS kernel)'
  rm -rf "$crates.new"
  # A user's mirror of crates.io is honoured; the checksums of Cargo.lock hold whatever the origin.
  quietly "$cargo" vendor --locked --respect-source-config --versioned-dirs \
    --manifest-path "$here/crates-manifest/Cargo.toml" "$crates.new" ||
    fail 'cargo could not fetch the crates of third_party/crates-manifest: mend the network or the cargo configuration and run again.'
  rm -rf "$crates"
  mv "$crates.new" "$crates"
  cp "$here/crates-manifest/Cargo.lock" "$crates/Cargo.lock"
}

install_npm_packages() {
  if node "$here/npm-tree-is-current.cjs" "$root"; then return 0; fi
  say 'npm ci'
  (cd "$root" && quietly npm ci --no-audit --no-fund --loglevel=error) ||
    fail 'npm ci failed: mend the network or the npm configuration and run again.'
}

# As with the crates, the list is copied last.
python_packages_are_current() { cmp -s "$here/python-packages" "$python/python-packages"; }

install_python_packages() {
  if python_packages_are_current; then return 0; fi
  python3 -m pip --version >/dev/null 2>&1 || fail 'python3 or its pip is missing: install what Debian calls python3-pip and run again.'
  say 'fetching Python packages: ziglang (Zig)'
  rm -rf "$python.new"
  quietly python3 -m pip install --disable-pip-version-check --root-user-action=ignore --no-deps --no-compile --only-binary=:all: \
    --require-hashes --requirement "$here/python-packages" --target "$python.new" ||
    fail 'pip could not fetch the packages of third_party/python-packages: mend the network or the pip configuration and run again.'
  rm -rf "$python"
  mv "$python.new" "$python"
  cp "$here/python-packages" "$python/python-packages"
}

# One part alone, in a folder of its own.
case ${1:-} in
  sources)
    crates=${2:?the folder for the sources is missing}
    exec 9<"$(dirname "$crates")"
    flock 9
    fetch_sources
    exit 0
    ;;
  python)
    python=${2:?the folder for the packages is missing}
    exec 9<"$(dirname "$python")"
    flock 9
    install_python_packages
    exit 0
    ;;
esac

exec 9<"$here"
flock 9

check_node
if is_debian_12; then install_debian_packages; else check_programs; fi
fetch_sources
install_npm_packages
install_python_packages
