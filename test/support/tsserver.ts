// SPDX-License-Identifier: Apache-2.0
/** A real tsserver on its standard input and output, asked as editors ask it. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type ts from 'typescript';

export type ServerDiagnostic = ts.server.protocol.Diagnostic;
export type ServerFix = ts.server.protocol.CodeFixAction;

interface Message {
  readonly type: 'request' | 'response' | 'event';
  readonly event?: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

export class TsServer {
  private readonly child: ChildProcessByStdio<Writable, Readable, null>;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private buffer = Buffer.alloc(0);
  private seq = 0;

  constructor(cwd: string) {
    const args = [
      require.resolve('typescript/lib/tsserver.js'),
      '--disableAutomaticTypingAcquisition',
      '--allowLocalPluginLoads',
    ];
    this.child = spawn(process.execPath, args, { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.stdout.on('data', (data: Buffer) => this.receive(data));
  }

  async request<T>(command: Command, args: unknown): Promise<T> {
    const seq = this.send(command, args);
    const answer = await new Promise<Message>((resolve) => this.waiting.set(seq, resolve));
    if (answer.success !== true) throw new Error(`${command}: ${answer.message ?? 'refused'}`);
    return answer.body as T;
  }

  /** Commands that have no answer. */
  notify(command: 'open' | 'change' | 'close', args: unknown): void {
    this.send(command, args);
  }

  open(file: string, fileContent?: string): void {
    this.notify('open', fileContent === undefined ? { file } : { file, fileContent });
  }

  /** Replaces one line, counted from 1. */
  changeLine(file: string, line: number, text: string, oldLength: number): void {
    this.notify('change', { file, line, offset: 1, endLine: line, endOffset: oldLength + 1, insertString: text });
  }

  diagnostics(file: string): Promise<ServerDiagnostic[]> {
    return this.request('semanticDiagnosticsSync', { file });
  }

  stop(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.child.on('exit', () => resolve()));
    this.send('exit', {});
    this.child.stdin.end();
    return ended;
  }

  private send(command: string, args: unknown): number {
    const seq = ++this.seq;
    this.child.stdin.write(`${JSON.stringify({ seq, type: 'request', command, arguments: args })}\n`);
    return seq;
  }

  /** Messages come with a Content-Length header each. */
  private receive(data: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const header = /Content-Length: (\d+)\r\n\r\n/.exec(this.buffer.toString('latin1'));
      if (header === null) return;
      const start = header.index + header[0].length;
      const end = start + Number(header[1]);
      if (this.buffer.length < end) return;
      this.dispatch(JSON.parse(this.buffer.toString('utf8', start, end)) as Message);
      this.buffer = this.buffer.subarray(end);
    }
  }

  private dispatch(message: Message): void {
    const resolve = message.request_seq === undefined ? undefined : this.waiting.get(message.request_seq);
    if (resolve === undefined || message.request_seq === undefined) return;
    this.waiting.delete(message.request_seq);
    resolve(message);
  }
}

/** What the tests ask. */
type Command =
  | 'semanticDiagnosticsSync'
  | 'syntacticDiagnosticsSync'
  | 'getCodeFixes'
  | 'getSupportedCodeFixes'
  | 'projectInfo'
  | 'quickinfo';
