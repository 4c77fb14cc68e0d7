// SPDX-License-Identifier: Apache-2.0
// What a schema cannot say of an app_config.json: names that must exist, numbers that must fit each other.
//
// The rules run on whatever is well-formed, also beside schema errors, so that one run shows all that is wrong.

import type { Diagnostic, Severity } from '../support/diagnostics';
import { nearest, suggestion } from '../support/nearest';
import { isCKeyword, macroName } from './c-names';
import type { JsonDocument, Path } from './document';
import type { Natives } from './natives';
import { checkEventInterval, checkPolicyNumbers, type PolicyFacts } from './policy-rules';
import { ACTIVATION, MAX_EVENT_BIT, maskOf, UINT32_MAX } from './policy';
import { checkPools } from './pool-rules';

/** The HAL group with the clock: without it the runtime cannot tell whether an interval has passed. */
const CLOCK_GROUP = 'timer';

export class Rules {
  readonly diagnostics: Diagnostic[] = [];

  constructor(
    readonly document: JsonDocument,
    readonly natives: Natives,
    private readonly lineOf: (offset: number) => number,
  ) {}

  error(path: Path, message: string): void {
    this.add('error', path, message, false);
  }

  warning(path: Path, message: string): void {
    this.add('warning', path, message, false);
  }

  /** Points at the property's name instead of its value. */
  keyError(path: Path, message: string): void {
    this.add('error', path, message, true);
  }

  /** The line on which a value starts. */
  line(path: Path): number {
    return this.lineOf(this.document.nearestTo(path).node.offset);
  }

  string(path: Path): string | undefined {
    const value = this.document.at(path)?.node.value as unknown;
    return typeof value === 'string' ? value : undefined;
  }

  uint32(path: Path, maximum = UINT32_MAX): number | undefined {
    const value = this.document.at(path)?.node.value as unknown;
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maximum ? value : undefined;
  }

  /** The paths of a list's members; undefined when there is no such list. */
  members(path: Path): Path[] | undefined {
    const node = this.document.at(path)?.node;
    return node?.type === 'array' ? (node.children ?? []).map((_, i) => [...path, i]) : undefined;
  }

  /** The distinct property names of an object. */
  keys(path: Path): string[] {
    const node = this.document.at(path)?.node;
    const children = node?.type === 'object' ? (node.children ?? []) : [];
    return [
      ...new Set(children.flatMap((property) => (property.children?.[1] ? [String(property.children[0]?.value)] : []))),
    ];
  }

  /** The strings of a list with their paths, without repetitions, which are warned of. */
  words(path: Path): Map<string, Path> {
    const words = new Map<string, Path>();
    for (const member of this.members(path) ?? []) {
      const word = this.string(member);
      if (word === undefined) continue;
      if (words.has(word)) this.warning(member, `'${word}' is listed twice`);
      else words.set(word, member);
    }
    return words;
  }

  private add(severity: Severity, path: Path, message: string, onKey: boolean): void {
    const place = this.document.nearestTo(path);
    const node = onKey ? (place.key ?? place.node) : place.node;
    const length = node.type === 'object' || node.type === 'array' ? 1 : node.length;
    this.diagnostics.push({ severity, offset: node.offset, length, field: this.document.fieldName(path), message });
  }
}

export function checkAppConfig(rules: Rules): Diagnostic[] {
  const groups = usableGroups(rules);
  const events = checkEvents(rules);
  const modules = rules.members(['modules']) ?? [];
  checkModuleNames(rules, modules);
  const maxModules = rules.uint32(['application', 'max_modules']);
  const surplus = maxModules === undefined || maxModules === 0 ? undefined : modules[maxModules];
  if (surplus !== undefined) {
    rules.error(
      surplus,
      `${modules.length} modules, but application.max_modules is ${maxModules}; raise it or remove modules`,
    );
  }
  for (const module of modules) checkPolicy(rules, [...module, 'policy'], groups, events);
  checkPools(rules, modules);
  return rules.diagnostics;
}

/** The named groups; a mistyped one counts as the group it was meant to be. Undefined when there is no list to go by. */
function usableGroups(rules: Rules): Set<string> | undefined {
  const path = ['application', 'hal_groups'];
  if (rules.members(path) === undefined) return undefined;
  const known = rules.natives.groups.map((group) => group.name);
  return new Set([...rules.words(path).keys()].map((word) => nearest(word, known) ?? word));
}

/** The declared events; undefined when what declares them is itself wrong, so that nothing can be said of their users. */
function checkEvents(rules: Rules): Map<string, number> | undefined {
  const path = ['application', 'events'];
  if (rules.document.nearestTo(path).node.type !== 'object') return undefined;
  if (rules.document.at(['application']) === undefined) return undefined;
  const bits = new Map<string, number>();
  const ofBit = new Map<number, string>();
  const ofMacro = new Map<string, string>();
  for (const name of rules.keys(path)) {
    const where = [...path, name];
    const bit = rules.uint32(where, MAX_EVENT_BIT);
    const taken = bit === undefined ? undefined : ofBit.get(bit);
    if (taken !== undefined) {
      rules.error(where, `bit ${bit} is already that of '${taken}' (line ${rules.line([...path, taken])})`);
    } else if (bit !== undefined) ofBit.set(bit, name);

    const macro = `FUSE_EVENT_${macroName(name)}`;
    const other = ofMacro.get(macro);
    if (other !== undefined) {
      rules.keyError(
        where,
        `'${name}' and '${other}' (line ${rules.line([...path, other])}) both become ${macro}; rename one`,
      );
    } else ofMacro.set(macro, name);
    // A name with a wrong bit is still a name, so that its subscribers are not reported too.
    bits.set(name, bit ?? 0);
  }
  return bits;
}

function checkModuleNames(rules: Rules, modules: readonly Path[]): void {
  const ofMacro = new Map<string, { name: string; path: Path }>();
  for (const module of modules) {
    const path = [...module, 'name'];
    const name = rules.string(path);
    if (name === undefined) continue;
    if (isCKeyword(name)) rules.error(path, `'${name}' is a keyword of C; choose another name`);
    const macro = macroName(name);
    const other = ofMacro.get(macro);
    if (other === undefined) ofMacro.set(macro, { name, path });
    else if (other.name === name)
      rules.error(path, `module name '${name}' is already used (line ${rules.line(other.path)})`);
    else {
      const both = `'${name}' and '${other.name}' (line ${rules.line(other.path)}) both become FUSE_POLICY_${macro}_…`;
      rules.error(path, `${both}; rename one`);
    }
  }
}

function checkPolicy(
  rules: Rules,
  path: Path,
  groups: ReadonlySet<string> | undefined,
  events: ReadonlyMap<string, number> | undefined,
): void {
  if (rules.document.at(path)?.node.type !== 'object') return;
  for (const [word, where] of rules.words([...path, 'capabilities'])) {
    const capability = rules.natives.capabilities.find(({ name }) => name === word);
    const group = rules.natives.groups.find(({ name }) => name === capability?.group);
    if (group?.hardware === true && groups?.has(group.name) === false) {
      rules.error(where, `capability '${word}' needs the HAL group '${group.name}'; add it to application.hal_groups`);
    }
  }

  const activationField = rules.document.at([...path, 'activation']) === undefined ? 'activation_mask' : 'activation';
  const activationPath = [...path, activationField];
  const subscribePath = [...path, 'event_subscribe'];
  const facts: PolicyFacts = {
    path,
    activation: activationMask(rules, activationPath),
    activationPath,
    subscribed: subscribedEvents(rules, subscribePath, events),
    subscribePath,
  };
  checkPolicyNumbers(rules, facts);
  checkEventInterval(rules, [...path.slice(0, -1), 'event_min_interval_us'], facts);

  const interval = rules.uint32([...path, 'step_interval_us']) ?? 0;
  const byInterval =
    facts.activation !== undefined && (facts.activation === 0 || (facts.activation & ACTIVATION.INTERVAL) !== 0);
  if (byInterval && interval > 0 && groups?.has(CLOCK_GROUP) === false) {
    const remedy = `add it to application.hal_groups, or step at every tick with 0`;
    rules.error([...path, 'step_interval_us'], `a period needs the HAL group '${CLOCK_GROUP}'; ${remedy}`);
  }
}

/** Undefined when the field is there and wrong. */
function activationMask(rules: Rules, path: Path): number | undefined {
  const place = rules.document.at(path);
  if (place === undefined) return ACTIVATION.INTERVAL;
  if (place.node.type !== 'array') return rules.uint32(path);
  let mask = 0;
  for (const word of rules.words(path).keys()) {
    if (!Object.hasOwn(ACTIVATION, word)) return undefined;
    mask |= ACTIVATION[word as keyof typeof ACTIVATION];
  }
  if ((place.node.children ?? []).some((member) => member.type !== 'string')) return undefined;
  return mask;
}

/** The mask of subscribed events; undefined when the field is wrong. */
function subscribedEvents(
  rules: Rules,
  path: Path,
  events: ReadonlyMap<string, number> | undefined,
): number | undefined {
  const place = rules.document.at(path);
  if (place === undefined) return 0;
  if (place.node.type !== 'array') return rules.uint32(path);
  const bits = new Map<number, Path>();
  let wrong = false;
  for (const member of rules.members(path) ?? []) {
    const name = rules.string(member);
    const bit = name === undefined ? rules.uint32(member, MAX_EVENT_BIT) : events?.get(name);
    if (name !== undefined && bit === undefined && events !== undefined) {
      const remedy = events.size === 0 ? '; application.events declares none' : suggestion(name, [...events.keys()]);
      rules.error(member, `unknown event '${name}'${remedy}`);
    }
    if (bit === undefined) wrong = true;
    else if (bits.has(bit)) rules.warning(member, `event ${bit} is listed twice`);
    else {
      bits.set(bit, member);
      if (name === undefined && events !== undefined && events.size > 0 && ![...events.values()].includes(bit)) {
        rules.warning(member, `application.events names no event with bit ${bit}`);
      }
    }
  }
  return wrong ? undefined : maskOf(bits.keys());
}
