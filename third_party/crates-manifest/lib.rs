// SPDX-License-Identifier: Apache-2.0
//! Empty: cargo wants a crate to hang the dependencies of Cargo.toml on.
