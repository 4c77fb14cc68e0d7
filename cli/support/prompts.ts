// SPDX-License-Identifier: Apache-2.0
// Questions to the person at the terminal, for what a command line leaves out.

import { messageOf, UserError } from './main';

/** The library is loaded only to ask. */
const prompts = async () => import('@inquirer/prompts');

/** Both ways: a program that reads what is printed cannot answer. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** Asks until `check` no longer throws. */
export async function askText(question: string, check: (text: string) => void): Promise<string> {
  const { input } = await prompts();
  const validate = (text: string): true | string => {
    try {
      check(text);
      return true;
    } catch (error) {
      return messageOf(error);
    }
  };
  return answered(input({ message: question, required: true, validate }));
}

export async function askChoice<T>(
  question: string,
  choices: readonly { readonly value: T; readonly name: string }[],
): Promise<T> {
  const { select } = await prompts();
  return answered(select({ message: question, choices: [...choices] }));
}

/** Ctrl-C instead of an answer. */
async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError')
      throw new UserError('no answer; nothing was changed');
    throw error;
  }
}
