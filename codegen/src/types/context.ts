// SPDX-License-Identifier: Apache-2.0
/** What every file of the `types` stage works with: the checker for names, the diagnostics, and what each symbol means. */
import ts from 'typescript';
import type { Code, Diagnostics, Fix, Related } from '../diagnostics';
import { Abandon, rangeIn } from '../diagnostics';
import type {
  AliasDecl,
  CapabilityDecl,
  ConstantDecl,
  EnumDecl,
  EnumMember,
  ExternDecl,
  FunctionDecl,
  FunctionTypeDecl,
  GroupDecl,
  LocalDecl,
  Location,
  StaticDecl,
  StructDecl,
  Type,
  UnionDecl,
} from '../ir';
import type { Sources, SourceUnit } from '../load';
import type { Doc } from './docs';
import type { FunctionScope } from './scope';

/** `declare const STEP_TIMES: BuildFlag<'FUSE_STEP_TIMES'>` or a member of `Groups`. */
export interface FlagEntity {
  readonly kind: 'flag';
  readonly macro: string;
}
/** A type alias that names no C type of its own: it stands for what it is written as. */
export interface TransparentAlias {
  readonly kind: 'transparent';
  readonly node: ts.TypeNode;
}
/** A name whose declaration was refused: its uses stay silent. */
export interface Poisoned {
  readonly kind: 'poisoned';
}

export type Entity =
  | EnumDecl
  | StructDecl
  | UnionDecl
  | AliasDecl
  | FunctionTypeDecl
  | ConstantDecl
  | StaticDecl
  | FunctionDecl
  | ExternDecl
  | LocalDecl
  | FlagEntity
  | TransparentAlias
  | Poisoned;

export class Context {
  readonly checker: ts.TypeChecker;
  readonly entities = new Map<ts.Symbol, Entity>();
  /** Symbols whose declaration is being read, to find constants that need themselves. */
  readonly resolving = new Set<ts.Symbol>();
  /** The enum member in the `kind` field of a union's members. */
  readonly tags = new Map<StructDecl, EnumMember>();
  /** Structs whose fields are being read: they have no size yet. */
  readonly incomplete = new Set<StructDecl>();
  /** Groups with a flag, by their file. */
  readonly groupsByFile = new Map<ts.SourceFile, GroupDecl>();
  /** Groups that are always there. */
  readonly alwaysGroups = new Map<ts.SourceFile, GroupDecl>();
  readonly capabilities: { readonly decl: CapabilityDecl; readonly at: Location }[] = [];
  /** Exact constants that TypeScript holds as bigint. */
  readonly bigConstants = new Set<ConstantDecl>();
  /** Doc comments that have been read. */
  readonly docs = new Map<ts.JSDoc, Doc>();
  /** Header that each .d.ts names. */
  readonly headers = new Map<ts.SourceFile, string>();
  /** How many pieces were left unread: what stands around one says nothing about paths and ends. */
  abandoned = 0;
  abandonedAt = 'at an unknown place';
  /** Functions in whose bodies something was refused. */
  readonly incompleteFunctions = new Set<FunctionDecl>();
  /** Functions without a written result type: what they return is not known. */
  readonly withoutResult = new Set<FunctionDecl>();
  /** The function whose body is being read. */
  scope: FunctionScope | null = null;
  /** Locals written as `const r: Out<T> = { value: x }`: scalars whose address is passed. */
  readonly outLocals = new Set<LocalDecl>();

  constructor(
    readonly sources: Sources,
    readonly diagnostics: Diagnostics,
  ) {
    this.checker = sources.checker;
  }

  at(node: ts.Node): Location {
    const source = node.getSourceFile();
    return rangeIn(this.sources.displayPath(source), source, node.getStart(source), node.end);
  }

  report(
    code: Code,
    node: ts.Node,
    message: string,
    related: readonly Related[] = [],
    fixes: readonly Fix[] = [],
  ): void {
    this.diagnostics.report(code, this.at(node), message, related, fixes);
  }

  fail(
    code: Code,
    node: ts.Node,
    message: string,
    related: readonly Related[] = [],
    fixes: readonly Fix[] = [],
  ): never {
    return this.diagnostics.fail(code, this.at(node), message, related, fixes);
  }

  /** Leaves without a word: the cause was reported elsewhere, or tsc has said it. */
  abandon(node?: ts.Node): never {
    if (node !== undefined)
      this.abandonedAt = `${ts.SyntaxKind[node.kind]} at ${this.at(node).file}:${this.at(node).line}`;
    throw new Abandon();
  }

  unit(node: ts.Node): SourceUnit | undefined {
    return this.sources.unitOf(node.getSourceFile());
  }

  /** What a name stands for, imports followed. */
  symbolOf(node: ts.Node): ts.Symbol | undefined {
    const parent = node.parent as ts.Node | undefined;
    let symbol =
      parent !== undefined && ts.isShorthandPropertyAssignment(parent) && parent.name === node
        ? this.checker.getShorthandAssignmentValueSymbol(parent)
        : this.checker.getSymbolAtLocation(node);
    if (symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0)
      symbol = this.checker.getAliasedSymbol(symbol);
    return symbol;
  }

  /** The name of a symbol of lib.d.ts, or null for one of the program. */
  libraryName(symbol: ts.Symbol): string | null {
    const declaration = symbol.declarations?.[0];
    // undefined is declared nowhere.
    if (declaration === undefined) return symbol.name === 'undefined' ? symbol.name : null;
    return this.sources.unitOf(declaration.getSourceFile()) === undefined ? symbol.name : null;
  }

  /** Runs one piece of work; a diagnostic that abandons it ends only this piece. */
  attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Abandon)) throw error;
      this.abandoned++;
      return undefined;
    }
  }
}

/** Source text of a node for a message, shortened. */
export function textOf(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

export type { Type };
