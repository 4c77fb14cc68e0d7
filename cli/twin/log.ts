// SPDX-License-Identifier: Apache-2.0
// A run as lines for people: when, what. The same on every target, byte for byte.

import { printable } from '../support/terminal';
import type { Happened } from './lines';
import { eventName, type Scenario } from './scenario';
import { seconds } from './time';

const OUTCOMES = {
  ok: '',
  over: ', its whole quota: stopped',
  hung: ', its whole quota: stopped, for it does not end by itself',
  dark: ', when the power was lost',
};

/** Turns what happened into lines, in the order in which it happened. */
export class LogWriter {
  private bootUs = 0;

  constructor(private readonly scenario: Scenario) {}

  /** The line; undefined where the log has none. */
  line(happened: Happened): string | undefined {
    if (happened.type === 'boot') this.bootUs = happened.atUs;
    const text = this.text(happened);
    return text === undefined ? undefined : `${seconds(this.time(happened))} ${text}`;
  }

  private time(happened: Happened): number {
    if (happened.type === 'log') return this.bootUs + happened.deviceUs;
    // An entry is told of when it is over.
    return happened.atUs + (happened.type === 'entry' ? happened.us : 0);
  }

  private text(happened: Happened): string | undefined {
    switch (happened.type) {
      case 'boot':
        return 'boot';
      case 'module':
        return `${happened.module}: runs`;
      case 'refused':
        return `${happened.module}: ${happened.what} refused, ${happened.stat}`;
      case 'entry': {
        const { module, kind, us, outcome } = happened;
        // Start code and module_deinit take no time, and most modules have none.
        if ((kind === 'load' || kind === 'deinit') && outcome === 'ok') return undefined;
        return `${module}: ${kind} of ${us} us${OUTCOMES[outcome]}`;
      }
      case 'post':
        return `${happened.module ?? 'interrupt'}: posts ${printable(eventName(this.scenario.application, happened.event))}`;
      case 'act':
        return `world: ${printable(this.scenario.actions[happened.action]?.text ?? '')}`;
      case 'down':
        return `${happened.module}: sends ${happened.bytes} bytes, crc32 ${happened.crc32.toString(16).padStart(8, '0')}`;
      case 'stopped':
        return `${happened.module}: is ${happened.state}`;
      case 'log':
        return `log ${happened.origin} ${happened.module ?? '-'} ${happened.level} ${happened.text}`;
      case 'result':
        return `${happened.module}: ends ${happened.state}`;
      case 'end':
        return `end, ${happened.logLost} log entries lost`;
      case 'error':
        return `error ${happened.message}`;
    }
  }
}
