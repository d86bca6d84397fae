import type { ReactNode } from 'react';

/** Marks the place of a field, so that the first faulty one gets the focus. */
export function FieldSlot(props: { path: string; children: ReactNode }) {
  return <div data-field-path={props.path}>{props.children}</div>;
}
