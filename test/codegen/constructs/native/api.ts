// SPDX-License-Identifier: Apache-2.0
/** What the host sees. */

export { Module } from './input';
