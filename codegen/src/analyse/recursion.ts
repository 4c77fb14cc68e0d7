// SPDX-License-Identifier: Apache-2.0
/** No recursion, also not through callbacks: the worst-case stack of every entry point has an end. */
import type { Diagnostics } from '../diagnostics';
import type { FunctionDecl } from '../ir';
import type { CallGraph, CallSite } from './call-graph';

interface Step {
  readonly from: FunctionDecl;
  readonly site: CallSite;
  readonly to: FunctionDecl;
}

export function checkRecursion(graph: CallGraph, diagnostics: Diagnostics): void {
  const finished = new Set<FunctionDecl>();
  const onPath = new Map<FunctionDecl, number>();
  const path: Step[] = [];

  const enter = (decl: FunctionDecl): void => {
    onPath.set(decl, path.length);
    for (const site of graph.sites.get(decl) ?? []) {
      for (const callee of site.callees) {
        if (finished.has(callee)) continue;
        path.push({ from: decl, site, to: callee });
        const start = onPath.get(callee);
        if (start === undefined) enter(callee);
        else report(path.slice(start), diagnostics);
        path.pop();
      }
    }
    onPath.delete(decl);
    finished.add(decl);
  };
  for (const decl of graph.functions) if (!finished.has(decl)) enter(decl);
}

function report(cycle: readonly Step[], diagnostics: Diagnostics): void {
  const first = cycle[0] as Step;
  const names = [first.from.name, ...cycle.map((s) => s.to.name)].join(' → ');
  const related = cycle
    .slice(1)
    .map((s) => ({ at: s.site.call.at, message: `${s.from.name} calls ${s.to.name} here.` }));
  const through = cycle.find((s) => s.site.through !== null);
  if (through === undefined)
    diagnostics.report(
      'FUSE4100',
      first.site.call.at,
      `Recursion: ${names}. Use a loop with a bound, and an array as the stack if one is needed.`,
      related,
    );
  else
    diagnostics.report(
      'FUSE4101',
      first.site.call.at,
      `Recursion through a callback: ${names}. The call through a pointer may reach every function of its type whose name is used as a value, ${through.to.name} among them.`,
      related,
    );
}
