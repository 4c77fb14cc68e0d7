// SPDX-License-Identifier: Apache-2.0
/** What the host sees. */

export { Reading, READINGS_MAX, latest } from './input';
