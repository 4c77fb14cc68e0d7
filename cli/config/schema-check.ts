// SPDX-License-Identifier: Apache-2.0
// Checks a document against its JSON Schema and says each fault as one would say it to a colleague.

import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { Diagnostic } from '../support/diagnostics';
import { nearest, suggestion } from '../support/nearest';
import type { JsonDocument, Path, Place } from './document';
import type { JsonSchema } from './schema';

/** How one kind of file speaks of its faults. */
export interface SchemaTerms {
  /** What a word of this field is called. */
  readonly words: Readonly<Record<string, string>>;
  /** Says a fault better than its keyword can; `found` is the value as it stands in the text. */
  readonly explain?: (error: ErrorObject, path: Path, found: () => string) => string | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'an object { … }',
  array: 'a list [ … ]',
  string: 'a string',
  integer: 'an integer',
};

const validators = new WeakMap<JsonSchema, ValidateFunction>();

function compiled(schema: JsonSchema): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, strictTypes: false });
  const validate = ajv.compile(schema);
  validators.set(schema, validate);
  return validate;
}

export function checkSchema(
  document: JsonDocument,
  text: string,
  schema: JsonSchema,
  terms: SchemaTerms,
): Diagnostic[] {
  const validate = compiled(schema);
  validate(document.value);
  const errors = validate.errors ?? [];
  const mistyped = nearUnknownFields(errors);
  return errors.flatMap((error) => {
    const fault = explain(error, document, text, terms, mistyped);
    if (fault === undefined) return [];
    const { node } = fault.place;
    return [
      {
        severity: 'error',
        offset: node.offset,
        // An object or list is pointed at by its bracket.
        length: node.type === 'object' || node.type === 'array' ? 1 : node.length,
        field: document.fieldName(fault.path),
        message: fault.message,
      } satisfies Diagnostic,
    ];
  });
}

interface Fault {
  readonly path: Path;
  readonly place: Place;
  readonly message: string;
}

function explain(
  error: ErrorObject,
  document: JsonDocument,
  text: string,
  terms: SchemaTerms,
  mistyped: ReadonlySet<string>,
): Fault | undefined {
  const path = pathOf(error.instancePath);
  const at = (message: string, where: Path = path): Fault => ({
    path: where,
    place: document.nearestTo(where),
    message,
  });
  const onKey = (key: string, message: string): Fault => {
    const where = [...path, key];
    const place = document.nearestTo(where);
    return { path: where, place: { node: place.key ?? place.node, key: place.key }, message };
  };
  const found = (): string => describe(document.nearestTo(path), text);
  const schema = (error.parentSchema ?? {}) as Record<string, unknown>;

  if (error.propertyName !== undefined) return onKey(error.propertyName, 'a name may not be empty');
  const own = terms.explain?.(error, path, found);
  if (own !== undefined) return at(own);
  switch (error.keyword) {
    case 'type': {
      const types = [schema['type']].flat().map((type) => TYPES[String(type)] ?? String(type));
      return at(`expected ${types.join(' or ')}, found ${found()}${unquoted(error.data, schema['type'])}`);
    }
    case 'enum':
    case 'not': {
      if (error.keyword === 'not' && !Number.isInteger(Number(path.at(-1)))) {
        return onKey('activation_mask', "'activation' and 'activation_mask' are the same; keep one");
      }
      return at(unknownWord(error.data, path, (schema['enum'] ?? []) as string[], terms, found()));
    }
    case 'minimum':
    case 'maximum':
      return at(`must be ${String(schema['minimum'])} to ${String(schema['maximum'])}, found ${found()}`);
    case 'required': {
      const missing = (error.params as { missingProperty: string }).missingProperty;
      return mistyped.has(keyOf(error.instancePath, missing)) ? undefined : at(`'${missing}' is missing`);
    }
    case 'additionalProperties': {
      const name = (error.params as { additionalProperty: string }).additionalProperty;
      return onKey(name, `unknown field${suggestion(name, fieldsOf(error))}`);
    }
    case 'minItems':
      return at('the list is empty');
    case 'minLength':
      return at('may not be empty');
    case 'maxLength':
      return at(`longer than ${String(schema['maxLength'])} characters`);
    case 'pattern':
      return at(`${found()} does not match ${String(schema['pattern'])}`);
    case 'propertyNames':
      // The fault of the name itself is reported by its own error.
      return undefined;
    default:
      return at(error.message ?? 'not valid');
  }
}

function unknownWord(data: unknown, path: Path, valid: readonly string[], terms: SchemaTerms, found: string): string {
  const field = String(/^\d+$/.test(String(path.at(-1))) ? path.at(-2) : path.at(-1));
  const kind = terms.words[field] ?? 'word';
  if (typeof data !== 'string') return `expected the name of a ${kind} in double quotes, found ${found}`;
  return `unknown ${kind} '${data}'${suggestion(data, valid)}`;
}

/** Advice for a number that was written as a string. */
function unquoted(data: unknown, type: unknown): string {
  const integer = [type].flat().includes('integer') && typeof data === 'string' && /^\s*\d{1,10}\s*$/.test(data);
  return integer ? `; did you mean ${Number(data)}?` : '';
}

/** Missing fields that stand there under a mistyped name: the unknown name is reported, and that is enough. */
function nearUnknownFields(errors: readonly ErrorObject[]): ReadonlySet<string> {
  const near = new Set<string>();
  for (const error of errors) {
    if (error.keyword !== 'additionalProperties') continue;
    const meant = nearest((error.params as { additionalProperty: string }).additionalProperty, fieldsOf(error));
    if (meant !== undefined) near.add(keyOf(error.instancePath, meant));
  }
  return near;
}

function fieldsOf(error: ErrorObject): string[] {
  const properties = ((error.parentSchema ?? {}) as Record<string, unknown>)['properties'];
  return Object.keys(properties ?? {}).filter((name) => name !== '$schema');
}

function keyOf(instancePath: string, name: string): string {
  return JSON.stringify([instancePath, name]);
}

function pathOf(pointer: string): string[] {
  const segments = pointer.split('/').slice(1);
  return segments.map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** A value as it stands in the text, short enough for a message. */
function describe(place: Place, text: string): string {
  const { node } = place;
  if (node.type === 'object') return 'an object';
  if (node.type === 'array') return 'a list';
  const written = text.slice(node.offset, node.offset + node.length);
  const short = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  return node.type === 'string' ? `the string ${short}` : short;
}
