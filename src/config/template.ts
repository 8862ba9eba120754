/** A piece of a text whose `${...}` references are known only when a job starts. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'port'; readonly name: string };

/** A text of the file after `${env.*}`, `${root}` and `$$` were expanded at load. */
export type Template = readonly TemplatePart[];

/** What fills a template at the start of a job. A parameter that was omitted is absent. */
export interface TemplateValues {
  readonly params: ReadonlyMap<string, string>;
  readonly ports: ReadonlyMap<string, number>;
}

/** A template that is just this text. */
export function literal(text: string): Template {
  return [{ kind: 'text', text }];
}

/**
 * Fills a template. An omitted parameter counts as nothing.
 * @returns the text, or undefined when the template is nothing but omitted parameters (such an argv element is dropped).
 */
export function fillTemplate(template: Template, values: TemplateValues): string | undefined {
  let text = '';
  let filled = template.length === 0;
  for (const part of template) {
    const value =
      part.kind === 'text'
        ? part.text
        : part.kind === 'param'
          ? values.params.get(part.name)
          : values.ports.get(part.name)?.toString();
    if (value === undefined) continue;
    filled = true;
    text += value;
  }
  return filled ? text : undefined;
}
