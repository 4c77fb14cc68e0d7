// SPDX-License-Identifier: Apache-2.0
// The part of preact that is used here: its own types bring the browser's globals into every source, which these do without.

export interface VNode<_Props = unknown> {
  readonly type: unknown;
}

export type Child = VNode | string | number | null | undefined | readonly Child[];

interface Attributes {
  readonly [aria: `aria-${string}`]: string | undefined;
  readonly key?: string | number;
  readonly children?: Child;
  readonly id?: string;
  readonly class?: string;
  readonly role?: string;
  readonly lang?: string;
  readonly href?: string;
  readonly tabIndex?: number;
  readonly title?: string;
  readonly scope?: string;
  readonly name?: string;
  readonly content?: string;
  readonly charset?: string;
  readonly 'http-equiv'?: string;
  readonly viewBox?: string;
  readonly preserveAspectRatio?: string;
  readonly x?: string | number;
  readonly y?: string | number;
  readonly width?: string | number;
  readonly height?: string | number;
  readonly dangerouslySetInnerHTML?: { readonly __html: string };
}

type Tag =
  | 'a'
  | 'article'
  | 'body'
  | 'caption'
  | 'code'
  | 'dd'
  | 'div'
  | 'dl'
  | 'dt'
  | 'figcaption'
  | 'figure'
  | 'footer'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'head'
  | 'header'
  | 'html'
  | 'li'
  | 'main'
  | 'meta'
  | 'nav'
  | 'ol'
  | 'p'
  | 'rect'
  | 'section'
  | 'span'
  | 'strong'
  | 'style'
  | 'svg'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'title'
  | 'tr'
  | 'ul';

export namespace JSX {
  type Element = VNode;
  interface ElementChildrenAttribute {
    readonly children: unknown;
  }
  interface IntrinsicAttributes {
    readonly key?: string | number;
  }
  type IntrinsicElements = Readonly<Record<Tag, Attributes>>;
}

export const Fragment: (props: { readonly children?: Child }) => VNode;
