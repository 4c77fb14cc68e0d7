// SPDX-License-Identifier: Apache-2.0
/** What tsserver loads: the compiled plugin (`npm run build`). */
module.exports = require('../../dist/sdk/editor/plugin');
